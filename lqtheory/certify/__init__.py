"""Certificates of pruned networks: bounds composed through the layers, rounded outward, and checked again."""

from lqtheory.certify.certificate import FILES as FILES
from lqtheory.certify.certificate import Certificate as Certificate
from lqtheory.certify.certificate import LayerBound as LayerBound
from lqtheory.certify.certificate import Quantity as Quantity
from lqtheory.certify.evaluate import certify as certify
from lqtheory.certify.evaluate import output_bound as output_bound
from lqtheory.certify.ladder import RUNGS as RUNGS
from lqtheory.certify.ladder import Rung as Rung
from lqtheory.certify.ladder import ladder as ladder
from lqtheory.certify.ladder import slack as slack
from lqtheory.certify.readings import Readings as Readings
from lqtheory.certify.verify import Verification as Verification
from lqtheory.certify.verify import verify as verify
