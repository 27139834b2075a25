"""The rules of inference that a derivation may use; each decides its own step exactly, or says why it cannot."""

from lqtheory.rules.kernel import Facts as Facts
from lqtheory.rules.kernel import Rule as Rule
from lqtheory.rules.kernel import Unproved as Unproved
from lqtheory.rules.kernel import prove as prove
