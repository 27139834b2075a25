"""From output error to top-1 accuracy: theory C6 on a sample, rounded outward."""

from __future__ import annotations

import numpy as np
from flint import arb

from lqtheory.balls import Balls


def margins(outputs: Balls, labels: np.ndarray) -> Balls:
    """Return the logit of the label less the largest other one, per row; a row is right when this is above 0.

    A tie gives 0 and counts as an error.

    Parameters
    ----------
    outputs : balls, shape (n, classes)
    labels : array of integers, shape (n,)
    """
    rows, others = np.arange(len(labels))[:, None], np.arange(outputs.shape[1] - 1)
    rivals = outputs[rows, others + (others >= labels[:, None])].max(axis=1)
    return outputs[rows[:, 0], labels] - rivals


def most_lost(margin: np.ndarray, error: float) -> int:
    """Count how many right answers an output error can turn wrong at most: the optimal form of C6, top-1.

    The largest r such that the r smallest margins satisfy sum m^2 / 2 <= n e^2.

    Parameters
    ----------
    margin : array, shape (n,)
        Lower ends of the margins; a point is right when its margin is above 0. Points that may be
        right must come with a number >= 0, those that are surely wrong with a negative one.
    error : float
        Upper end of the output error e, in L2 over the n points.
    """
    if not np.isfinite(error):
        return int((margin >= 0).sum())
    budget, spent, lost = 2 * len(margin) * arb(error) ** 2, arb(0), 0
    for m in np.sort(margin[margin >= 0]).tolist():
        spent += arb(m) ** 2
        if spent > budget:
            break
        lost += 1
    return lost
