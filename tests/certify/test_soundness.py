"""No certified number below the truth in ten thousand cases; mutants that they catch: `lqtheory.testing`."""

from collections import Counter

import numpy as np
import pytest

from lqtheory.certify import certify
from lqtheory.compress import METHODS
from lqtheory.testing.soundness import draw, violations

BATCHES, CASES = 10, 1000


@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_upper_below_the_measured_error(batch):
    rng = np.random.default_rng(batch)
    seen, deep, tight = Counter(), 0, 0
    for _ in range(CASES):
        case = draw(rng)
        certificate = certify(case.dense, case.pruned, case.inputs)
        assert not violations(case, certificate), (batch, sum(seen.values()), case.kind, case.law)
        found = certificate.output_error
        seen[case.kind] += 1
        deep += len(case.dense.layers) >= 3 and np.isfinite(found.upper)
        tight += 0 < found.upper <= 10 * found.lower
    assert deep >= 3000 / BATCHES
    assert tight >= 2000 / BATCHES
    assert set(seen) == {"random masks", *METHODS}
