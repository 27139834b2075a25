"""What the comparison says, on made-up tables whose answers are known."""

import pytest

from torch_bridge.answers import how_far, which
from torch_bridge.experiment import MAX_DROPS, MODELS, Tables
from torch_bridge.summary import accuracies, frontier, ladder_mean, ladder_means, mean_keep, points_lost, vacuity


def tables(frontiers, tails):
    """Tables of one seed: kept shares by model at the three drops, tails by model at keep 0.9, 0.5 and 0.1."""
    out = Tables()
    for model, keeps in frontiers.items():
        for drop, keep in zip(MAX_DROPS, keeps, strict=True):
            out.frontier.append({"model": model, "seed": 0, "max_drop": drop, "keep_ratio": keep})
    for model, values in tails.items():
        for keep, tail in zip((0.9, 0.5, 0.1), values, strict=True):
            out.tails.append({"model": model, "seed": 0, "keep_ratio": keep, "tail": tail})
    return out


FRONTIERS = {"mlp": (0.8, 0.6, 0.5), "mlp-l1": (0.4, 0.3, 0.2)}
TAILS = {"mlp": (0.1, 0.4, 0.9), "mlp-l1": (0.0, 0.2, 0.8)}


def swapped(values):
    return dict(zip(values, reversed(values.values()), strict=True))


def test_both_kinds_of_evidence_agree():
    assert which(tables(FRONTIERS, TAILS)).startswith("mlp-l1: its certified frontier is lower")
    assert which(tables(swapped(FRONTIERS), swapped(TAILS))).startswith("mlp: its certified frontier is lower")


def test_evidence_that_disagrees_is_said():
    answer = which(tables(FRONTIERS, swapped(TAILS)))
    assert answer.startswith("mlp-l1, by its certified frontier")
    assert "; mlp by the tail curves" in answer
    answer = which(tables(FRONTIERS, {"mlp": (0.1, 0.4, 0.9), "mlp-l1": (0.0, 0.5, 0.8)}))
    assert "the tail curves cross at keep 0.9 to 0.5" in answer
    assert which(tables({"mlp": (0.8, 0.2, 0.1), "mlp-l1": (0.4, 0.3, 0.2)}, TAILS)).startswith("Not decided")


def test_how_far_counts_the_dense_network_where_nothing_is_certified():
    answer = how_far(tables({"mlp": ("", "", 0.5), "mlp-l1": (0.4, 0.3, 0.2)}, TAILS))
    assert "mlp to 1.000 and mlp-l1 to 0.300 of the weights" in answer
    assert "1 where nothing is certified" in answer


def test_the_frontier_names_what_is_missing():
    shown = frontier(tables({"mlp": ("", 0.6, 0.5), "mlp-l1": (0.4, 0.3, 0.2)}, TAILS))
    assert shown.rows[0] == ("mlp", "0", "none", "0.6000", "0.5000")
    assert mean_keep(tables(FRONTIERS, TAILS), "mlp", 0.05) == 0.6


def result(model, method, seed, keep, accuracy, dense):
    columns = ("data", "model", "method", "seed", "keep_ratio", "accuracy", "dense_accuracy")
    return dict(zip(columns, ("digits", model, method, seed, keep, accuracy, dense), strict=True))


def test_points_are_lost_against_the_same_seed():
    out = Tables()
    for model in MODELS:
        out.results += [
            result(model, "dense", 0, 1.0, 0.9, 0.9),
            result(model, "dense", 1, 1.0, 0.8, 0.8),
            result(model, "random", 0, 0.5, 0.7, 0.9),
            result(model, "random", 1, 0.5, 0.8, 0.8),
        ]
    assert points_lost(out.results[2:4]) == pytest.approx(10)
    assert accuracies(out)[0].rows == [("random", "75.0 ± 7.1 (10.0)")]
    assert accuracies(out, spread=False)[1].rows == [("random", "75.0 (10.0)")]
    assert accuracies(out)[0].columns == ("method", "1/2")


def test_the_ladder_leaves_out_what_lost_nothing():
    out = Tables()
    for model in MODELS:
        for keep, measured, bound in ((0.9, 0.0, 1.0), (0.5, 1.0, 2.0), (0.1, 1.0, 8.0)):
            for rung, value in (("measured", measured), ("telescoped", bound)):
                out.ladder.append({"model": model, "keep_ratio": keep, "seed": 0, "rung": rung, "value": value})
        out.networks.append({"model": model, "seed": 0, "spread": 5.0})
    assert ladder_mean(out, "mlp", "telescoped") == pytest.approx(4)
    assert "keep 0.9" in ladder_means(out).title
    assert vacuity(out).rows == [("telescoped", "0.1", "0.1")]
