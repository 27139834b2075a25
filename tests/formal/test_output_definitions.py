"""Atoms of outputs, activations, pooling and tests in sequence: the fast rules against what Coq reads."""

import numpy as np
from flint import arb
from hypothesis import given
from hypothesis import strategies as st

from lqtheory.atoms.activations import steepest
from lqtheory.atoms.outputs import cross_entropy, margins, range_gap
from lqtheory.atoms.pooling import max_gap, mean_gap, mean_share, one_window, overlap
from lqtheory.atoms.trials import largest_miss, nuisance_error, nuisance_miss, sequence_error
from lqtheory.interpreters import Balls, Floats
from lqtheory.symbols import F, G, H, S, T, V, delta, eps, gamma, kappa, s, y

SEEDS = st.integers(0, 2**32 - 1)


def agree(fast, defined, env):
    value = Floats(env).read(fast)
    assert Balls(env).read(fast).overlaps(Balls(env).read(defined))
    assert Balls(env).read(defined).overlaps(arb(value) * arb(1, 1e-12) + arb(0, 1e-12))


@given(seed=SEEDS)
def test_atoms_of_outputs_are_what_their_definitions_say(seed):
    rng = np.random.default_rng(seed)
    n, c = rng.integers(1, 4), rng.integers(2, 5)
    # Small whole numbers: ties are frequent.
    env = {F: 1.0 * rng.integers(-2, 3, (n, c)), G: rng.normal(size=(n, c)), y: rng.integers(c, size=n)}
    for atom, arguments in ((range_gap, (F, G)), (cross_entropy, (F, y)), (cross_entropy, (G, y))):
        agree(atom(*arguments), atom.define(*arguments), env)
    for outputs, leads in ((env[x], Floats(env).read(margins(x, y))) for x in (F, G)):
        for row, label, lead in zip(outputs, env[y], leads, strict=True):
            # `margins_of` of Quantities.v: below the distance to every other class, and one is attained
            assert lead == min(row[label] - x for z, x in enumerate(row) if z != label)


@given(seed=SEEDS)
def test_the_steepest_slope_is_what_its_definition_says(seed):
    rng = np.random.default_rng(seed)
    kinks = rng.integers(1, 5)
    env = {s: rng.normal(), kappa: rng.normal(size=kinks), T: 1.0 * rng.integers(-2, 3, kinks)}
    agree(steepest(s, kappa, T), steepest.define(s, kappa, T), env)


@given(seed=SEEDS)
def test_chances_of_false_acceptances_are_what_their_definitions_say(seed):
    rng = np.random.default_rng(seed)
    outcomes, networks = rng.integers(1, 5, size=2)
    # Quarters: p-values at the level itself, and equal densities, are frequent.
    env = {H: rng.integers(4, size=(outcomes, networks)) / 4, T: 1.0 * rng.integers(3, size=networks)}
    env |= {S: rng.random(networks) < 0.5, V: rng.integers(4, size=(outcomes, networks)) / 4}
    env |= {level: rng.integers(-1, 4) / 4 for level in (delta, gamma, eps)}
    sequence, nuisance = (H, T, S, delta), (H, V, gamma, eps)
    chances = ((sequence_error, sequence), (largest_miss, (H, S, delta)), (nuisance_error, nuisance))
    for atom, arguments in (*chances, (nuisance_miss, nuisance)):
        agree(atom(*arguments), atom.define(*arguments), env)


@given(seed=SEEDS)
def test_pooling_is_what_its_definitions_say(seed):
    rng = np.random.default_rng(seed)
    n, c, m = rng.integers(1, 4, size=3)
    env = {F: rng.normal(size=(n, c)), G: rng.normal(size=(n, c)), H: 1.0 * rng.integers(-1, 2, (m, c))}
    single, several = (F, G, one_window(F)), (F, G, H)
    pools = ((max_gap, single), (max_gap, several), (mean_gap, several), (mean_share, (H,)), (overlap, (H,)))
    for atom, arguments in pools if env[H].any() else pools[:1]:
        agree(atom(*arguments), atom.define(*arguments), env)
