"""Networks in numpy: layers, activations, random ones, and two networks side by side."""

from lqtheory.networks.activations import ACTIVATIONS as ACTIVATIONS
from lqtheory.networks.activations import Activation as Activation
from lqtheory.networks.comparison import Comparison as Comparison
from lqtheory.networks.layers import Dense as Dense
from lqtheory.networks.layers import Layer as Layer
from lqtheory.networks.layers import Lift as Lift
from lqtheory.networks.network import Moments as Moments
from lqtheory.networks.network import Network as Network
from lqtheory.networks.random import LAWS as LAWS
from lqtheory.networks.random import random_inputs as random_inputs
from lqtheory.networks.random import random_network as random_network
from lqtheory.networks.random import weights as weights
from lqtheory.networks.trace import Trace as Trace
