"""Guarantees on the population: exact limits and p-values, a size that is never above the level, honest refusals."""

import json
import math
from fractions import Fraction

import numpy as np
import pytest
from scipy.special import bdtr
from scipy.stats import multinomial

from lqtheory.certify import clopper_pearson, guarantee, paired_pvalue, population
from lqtheory.certify.population import Guarantee, rejects
from lqtheory.certify.pvalues import NUISANCE
from lqtheory.compress import prune, prune_guaranteed, selection
from lqtheory.compress.guaranteed import _sparsities
from lqtheory.errors import InputError
from lqtheory.files import digest
from lqtheory.networks import Activation, Add, Dense, Network, random_network
from lqtheory.registry import load_all


def test_the_limit_is_exact_and_rounded_outward():
    assert clopper_pearson(0, 2000, 0.05) == pytest.approx(1 - 0.05 ** (1 / 2000), rel=1e-12)
    assert clopper_pearson(7, 7, 0.05) == 1
    for count, n, level in [(0, 1, 0.5), (3, 10, 0.05), (12, 200, 0.001), (90, 100, 0.3), (5, 1000, 1e-9)]:
        limit = clopper_pearson(count, n, level)
        assert bdtr(count, n, limit) == pytest.approx(level, rel=1e-9)
        p = Fraction(limit)
        exact = sum(math.comb(n, i) * p**i * (1 - p) ** (n - i) for i in range(count + 1))
        assert exact <= Fraction(level)


def test_without_gains_the_pvalue_is_nearly_the_binomial_one():
    for lost, n, alpha in [(0, 300, 0.01), (12, 2000, 0.01), (13, 2000, 0.01), (1, 10, 0.3)]:
        exact = bdtr(lost, n, alpha)
        assert exact <= paired_pvalue(lost, 0, n, alpha) <= exact + 1.05 * NUISANCE


def test_gains_count_for_the_network():
    assert paired_pvalue(20, 20, 2000, 0.01) < 0.01 < 0.5 < bdtr(20, 2000, 0.01)
    values = [[paired_pvalue(lost, gained, 200, 0.05) for gained in range(6)] for lost in range(12)]
    assert (np.diff(values, axis=0) >= 0).all()
    assert (np.diff(values, axis=1) <= 1e-5).all()  # a gain never makes it larger, but for the cells


@pytest.mark.parametrize(("n", "alpha"), [(20, 0.1), (40, 0.05)])
@pytest.mark.parametrize(("lost", "gained"), [(0, 0), (1, 2), (2, 1), (3, 3), (0, 2), (5, 4)])
def test_the_pvalue_is_barely_above_the_largest_probability(n, alpha, lost, gained):
    """By summing over all counts that are at least as extreme, for many P(gained) on the edge of the hypothesis."""

    def z(a, b):
        return (a - b - n * alpha) / np.sqrt(n * alpha + 2 * b + 1)

    pairs = np.array([(a, b) for a in range(n + 1) for b in range(n + 1 - a) if z(a, b) <= z(lost, gained) + 1e-9])
    counts = np.column_stack([pairs, n - pairs.sum(axis=1)])
    limit = min(clopper_pearson(gained, n, NUISANCE), (1 - alpha) / 2)
    chances = ([alpha + gain, gain, max(0.0, 1 - alpha - 2 * gain)] for gain in np.linspace(0, limit, 100))
    largest = min(1.0, max(multinomial.pmf(counts, n, chance).sum() for chance in chances) + NUISANCE)
    assert largest - 1e-9 <= paired_pvalue(lost, gained, n, alpha) <= 1.15 * largest


@pytest.mark.parametrize(("n", "alpha"), [(10, 0.0), (25, 0.1), (30, 0.3)])
def test_a_true_hypothesis_is_rejected_with_at_most_the_level(n, alpha):
    """The exact size, by summing over all counts, at and beyond the edge of the hypothesis."""
    counts = np.array([(i, j, n - i - j) for i in range(n + 1) for j in range(n + 1 - i)])
    values = np.array([paired_pvalue(int(i), int(j), n, alpha) for i, j, _ in counts])
    largest = 0.0
    for gain in np.linspace(0, (1 - alpha) / 2, 15):
        for beyond in (0.0, 0.1):
            lose = min(alpha + gain + beyond, 1 - gain)
            chances = multinomial.pmf(counts, n, [lose, gain, max(0.0, 1 - lose - gain)])
            for level in (0.01, 0.05, 0.2):
                size = chances[values <= level].sum()
                assert size <= level + 1e-12
                largest = max(largest, size / level)
    assert largest > 0.5  # and it is a test that rejects


def classifier(shift):
    """Right where the first input is above `shift`, for label 0."""
    return Network.sequential([np.array([[1.0], [0.0]])], [np.array([-shift, 0.0])], [Activation("identity")])


def test_the_path_is_walked_up_to_the_first_failure():
    x = np.linspace(0.0005, 0.9995, 1000)[:, None]
    y = np.zeros(1000, dtype=int)
    walked = []

    def path():
        for shift in (0.0, 0.001, 0.05, 0.0):
            walked.append(shift)
            yield classifier(shift)

    found = guarantee(classifier(0.0), path(), x, y, max_drop=0.01, confidence=0.95)
    assert walked == [0.0, 0.001, 0.05]  # a network behind a failure is never accepted, however good
    assert [(one.lost, one.gained) for one in found.tested] == [(0, 0), (1, 0), (50, 0)]
    assert found.passed == 2
    assert str(found).startswith("holds: with confidence 0.95 the accuracy on the population drops by at most 0.01")
    said = json.loads(json.dumps(found.to_dict()))
    assert said["passed"] == 2
    assert set(said["bounds"]) <= set(load_all())
    backwards = guarantee(classifier(0.05), [classifier(0.0)], x, y, max_drop=0.01, confidence=0.95)
    assert (backwards.tested[0].lost, backwards.tested[0].gained) == (0, 50)


def test_a_residual_network_is_run_along_its_connections():
    """Right by what the shortcut carries: without it the last layer alone would lose every point."""
    layers = (Dense("a", np.zeros((2, 2)), np.zeros(2)), Add("sum", (2,)))
    network = Network(layers, reads={"sum": ("a", "input")})
    x = np.random.default_rng(0).normal(size=(200, 2))
    y = network(x).argmax(axis=1)
    none = network.with_weights({"a.weight": np.full((2, 2), 0.0)})
    found = guarantee(network, [none], x, y, max_drop=0.1, confidence=0.95)
    assert found.tested[0].lost == 0


def test_a_tie_counts_as_lost():
    x, y = np.linspace(0.4, 0.5, 400)[:, None], np.zeros(400, dtype=int)
    found = guarantee(classifier(0.0), [classifier(0.5)], x, y, max_drop=0.1, confidence=0.95)
    assert found.tested[0].lost == 400  # one of them by a tie
    assert found.passed == 0
    assert str(found).startswith("none: not even the densest network")


def test_too_few_points_prove_nothing():
    n = math.floor(math.log(0.05) / math.log(0.99))
    x, y = np.arange(1.0, n + 1)[:, None], np.zeros(n, dtype=int)
    assert guarantee(classifier(0.0), [classifier(0.0)], x, y, max_drop=0.01, confidence=0.95).passed == 0


@pytest.fixture(scope="module")
def data():
    rng = np.random.default_rng(0)
    network = random_network(rng, [8, 16, 4])
    x = rng.normal(size=(1300, 8))
    return network, x[:300], x[300:], network(x[300:]).argmax(axis=1)


def test_the_path_begins_near_the_dense_network_and_falls():
    sparsities = list(_sparsities(5000))
    assert sparsities[0] == 1 / 64
    assert all(np.diff(sparsities) > 0)
    assert all(0 < selection.count(1 - sparsity, 6) < 6 for sparsity in _sparsities(6))


def test_the_sparsest_network_that_passed_comes_back(data):
    network, calibration, x, y = data
    pruned, found = prune_guaranteed(network, calibration, x, y, max_drop=0.3)
    assert found.passed >= 2
    assert pruned.plan.inputs_sha256 == digest(calibration)
    again = prune(network, calibration, sparsity=pruned.plan.asked_sparsity)
    for name, weight in pruned.network.weights.items():
        np.testing.assert_array_equal(weight, again.network.weights[name])
    lost = np.mean((network(x).argmax(axis=1) == y) & (pruned.network(x).argmax(axis=1) != y))
    assert lost == found.tested[found.passed - 1].lost / len(x)
    assert prune_guaranteed(network, calibration, x, y, max_drop=0.0)[0] is None


def test_data_that_were_used_are_refused(data):
    network, calibration, x, y = data
    with pytest.raises(InputError, match="are the calibration inputs"):
        prune_guaranteed(network, x, x, y, max_drop=0.1)
    both = np.vstack([calibration, x[5:7]])
    with pytest.raises(InputError, match="2 of 1000 held-out inputs are calibration inputs too"):
        prune_guaranteed(network, both, x, y, max_drop=0.1)
    assert prune_guaranteed(network, both, x, y, max_drop=0.3, discrete=True)[1].discrete
    with pytest.raises(InputError, match="are the calibration inputs"):
        prune_guaranteed(network, x, x, y, max_drop=0.1, discrete=True)


def test_repeated_points_are_no_independent_draws(data):
    """Ten points stated forty times each would prove what four hundred points prove."""
    network, _, x, y = data
    few, labels = np.tile(x[:10], (40, 1)), np.tile(y[:10], 40)
    with pytest.raises(InputError, match="390 of 400 held-out inputs repeat another"):
        guarantee(network, [network], few, labels, max_drop=0.05, confidence=0.95)
    with pytest.raises(InputError, match="1 of 3 held-out inputs repeat another"):
        guarantee(classifier(0.0), [classifier(0.0)], [[0.0], [-0.0], [1.0]], [0, 0, 0], max_drop=0.1, confidence=0.9)
    assert guarantee(network, [network], few[:10], labels[:10], max_drop=0.05, confidence=0.95).passed == 0
    declared = guarantee(network, [network], few, labels, max_drop=0.05, confidence=0.95, discrete=True)
    assert declared.passed == 1
    assert any("repeat" in assumption for assumption in declared.to_dict()["assumptions"])


def test_the_level_and_the_drop_are_the_decimal_numbers_that_are_written():
    """The float 1 - 0.95 lies above 1/20, and so does the float 0.05."""
    assert 1 - 0.95 > 0.05
    assert [rejects(x, 0.95) for x in (math.nextafter(0.05, 0), 0.05, 1 - 0.95)] == [True, False, False]
    assert rejects(0.5, 0.5)
    steps = [population.Tested(0, 0, p) for p in (math.nextafter(0.05, 0), 1 - 0.95)]
    assert Guarantee(0.01, 0.95, 100, tuple(steps)).passed == 1
    lost, gained, n = 0, 0, 300
    exact = Fraction(99, 100) ** n + Fraction(NUISANCE)
    assert exact <= Fraction(paired_pvalue(lost, gained, n, 0.01)) <= exact * Fraction(1001, 1000)


def test_bad_arguments(data):
    network, calibration, x, y = data
    for asked, words in [
        ({"max_drop": 1.0}, r"max_drop=1\.0, expected a number in \[0, 1\)"),
        ({"max_drop": 0.1, "confidence": 1.0}, r"confidence=1\.0, expected a number in \[1/2, 1\)"),
        ({"max_drop": float("nan")}, "max_drop=nan"),
    ]:
        with pytest.raises(InputError, match=words):
            prune_guaranteed(network, calibration, x, y, **asked)
    with pytest.raises(InputError, match="no labels"):
        prune_guaranteed(network, calibration, x, None, max_drop=0.1)
    with pytest.raises(InputError, match="path is empty"):
        guarantee(network, [], x, y, max_drop=0.1, confidence=0.95)
    with pytest.raises(InputError, match="changed=11, expected a count between 0 and n=10"):
        paired_pvalue(6, 5, 10, 0.1)
    with pytest.raises(InputError, match="n=0"):
        clopper_pearson(0, 0, 0.1)
    with pytest.raises(InputError, match="level=0"):
        clopper_pearson(0, 1, 0)
