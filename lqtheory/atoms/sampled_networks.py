"""What sampling promises of the neurons of a network, and whether a pruned network keeps the promise (theory C4)."""

from __future__ import annotations

from typing import Any

import numpy as np

from lqtheory.atoms.networks import network_atom
from lqtheory.atoms.sizes import largest_input_norm
from lqtheory.domains import kept_counts
from lqtheory.networks import Comparison


def _promised(weights: np.ndarray, count: int, balls: Any) -> Any:
    """Return s_K, the largest over neurons of min_j σ_j(w)_1/√(K−j), j < K, and σ_K(w)_1: j kept, K − j drawn."""
    sizes = balls.exact(np.sort(np.abs(weights), axis=1))
    tails = balls.stack([sizes[:, : weights.shape[1] - j].sum(axis=1) for j in range(count + 1)])
    draws = balls.exact(np.maximum(1.0, np.arange(count, -1.0, -1.0)))
    return (-(-tails / draws.sqrt()[:, None]).max(axis=0)).max()


def _excess(f: Comparison, balls: Any) -> Any:
    excesses = [balls.exact(0.0)]
    for level, (dense, pruned) in enumerate(f.pairs, 1):
        before, after = (balls.exact(np.abs(layer.weight)).sum(axis=1).max() for layer in (dense, pruned))
        promised = _promised(dense.weight, int(kept_counts(dense, pruned).min()), balls)
        excesses += [after - before, f.trace(balls).local(level).max() - promised * largest_input_norm(f, balls, level)]
    return balls.stack(excesses).max()


sampling_excess = network_atom(
    "sampling_excess",
    r"\max_l(\lVert\hat W_l\rVert_\infty-\lVert W_l\rVert_\infty, \lVert\delta_l\rVert_\infty-s_{K_l}B_{l-1})_+",
    "`sampling_excess(f)`: by how much the neurons of a layer exceed what sampling promises, in the largest ℓ1 norm or"
    " in the largest local error, s_K times `input_norm` for neurons of at least K weights; 0 if none does.",
    _excess,
)
