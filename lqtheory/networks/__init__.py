"""Networks in numpy: layers, activations, random ones, and two networks side by side."""

from lqtheory.networks.activations import ACTIVATIONS as ACTIVATIONS
from lqtheory.networks.activations import Activation as Activation
from lqtheory.networks.comparison import Comparison as Comparison
from lqtheory.networks.convolution import Convolution as Convolution
from lqtheory.networks.convolution import fold_batch_norm as fold_batch_norm
from lqtheory.networks.fixed import Add as Add
from lqtheory.networks.fixed import AveragePool as AveragePool
from lqtheory.networks.fixed import Flatten as Flatten
from lqtheory.networks.fixed import MaxPool as MaxPool
from lqtheory.networks.fixed import Subsample as Subsample
from lqtheory.networks.layers import PARAMETERS as PARAMETERS
from lqtheory.networks.layers import Dense as Dense
from lqtheory.networks.layers import ErrorBound as ErrorBound
from lqtheory.networks.layers import Layer as Layer
from lqtheory.networks.layers import Weighted as Weighted
from lqtheory.networks.layers import parameters as parameters
from lqtheory.networks.layers import settings as settings
from lqtheory.networks.network import INPUT as INPUT
from lqtheory.networks.network import Moments as Moments
from lqtheory.networks.network import Network as Network
from lqtheory.networks.random import LAWS as LAWS
from lqtheory.networks.random import random_inputs as random_inputs
from lqtheory.networks.random import random_network as random_network
from lqtheory.networks.random import weights as weights
from lqtheory.networks.trace import Trace as Trace
from lqtheory.networks.windows import Lift as Lift
