"""Certificates of pruned networks: bounds composed through the layers, rounded outward, and checked again."""

from lqtheory.certify.box import every_input as every_input
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
from lqtheory.certify.occam import Generalisation as Generalisation
from lqtheory.certify.occam import occam as occam
from lqtheory.certify.population import GUARANTEED as GUARANTEED
from lqtheory.certify.population import Guarantee as Guarantee
from lqtheory.certify.population import guarantee as guarantee
from lqtheory.certify.pvalues import clopper_pearson as clopper_pearson
from lqtheory.certify.pvalues import paired_pvalue as paired_pvalue
from lqtheory.certify.readings import Readings as Readings
from lqtheory.certify.verify import Verification as Verification
from lqtheory.certify.verify import verify as verify
from lqtheory.certify.worst_case import worst_case as worst_case
