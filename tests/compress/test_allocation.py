"""Theory C7: what one threshold over all neurons minimises, and what it does not."""

import itertools

import numpy as np

from lqtheory.registry import get


def values(u, counts):
    """Per neuron, what its k largest leave out."""
    return np.array([np.sort(row)[: len(row) - k].sum() for row, k in zip(u, counts, strict=True)])


def test_a_threshold_minimises_sums_at_every_budget():
    rng = np.random.default_rng(0)
    u, gains = [rng.exponential(size=n) for n in (4, 3, 5)], np.array([1.0, 3.0, 0.5])
    scaled = np.concatenate([a * x for a, x in zip(gains, u, strict=True)])
    owners = np.repeat(np.arange(3), [4, 3, 5])
    allocations = list(itertools.product(range(5), range(4), range(6)))
    for budget in range(13):
        chosen = np.bincount(owners[np.argsort(-scaled)[:budget]], minlength=3)
        first = [(gains * values(u, k)).sum() for k in allocations if sum(k) == budget]
        second = [(gains**2 * values([x**2 for x in u], k)).sum() for k in allocations if sum(k) == budget]
        assert (gains * values(u, chosen)).sum() <= min(first) + 1e-12
        assert (gains**2 * values([x**2 for x in u], chosen)).sum() <= min(second) + 1e-12


def test_a_threshold_does_not_minimise_the_norm_of_the_neurons_errors():
    """The counterexample of theory C7: u_1 = (3, 3), u_2 = (4), one weight kept: 6 against 5."""
    u = [np.array([3.0, 3.0]), np.array([4.0])]
    kept = np.argmax(np.concatenate(u)) == 2
    by_threshold, other = values(u, (1 - kept, int(kept))), values(u, (1, 0))
    assert (np.linalg.norm(by_threshold), np.linalg.norm(other)) == (6, 5)


def test_the_closed_form_spends_the_tolerance_and_nothing_less_does():
    bound, gains, s, eps = get("budget-allocation"), np.array([1.0, 4.0, 9.0]), 0.5, 2.0
    shares = gains ** (1 / (1 + s))
    counts = shares * (shares.sum() / eps) ** (1 / s)
    assert np.isclose((gains * counts**-s).sum(), eps)
    least, _ = bound.evaluate(A=gains, kappa=counts, s=s, eps=eps)
    assert np.isclose(least, counts.sum())
