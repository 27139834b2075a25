"""The numbers behind the figures, worked out by hand; the pictures are looked at by eye."""

import csv

import numpy as np
import pytest

from lqtheory.errors import InputError
from lqtheory.figures import (
    plot_accuracy,
    plot_axioms,
    plot_constants,
    plot_frontier,
    plot_ladder,
    plot_layers,
    plot_norms,
    plot_sap,
    plot_slack,
    plot_suite,
    plot_tails,
    style,
)

PLOTS = [plot_accuracy, plot_ladder, plot_slack, plot_frontier, plot_tails]


def write(path, header, *rows):
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([header.split(","), *rows])


@pytest.fixture
def folder(tmp_path):
    write(
        tmp_path / "results.csv",
        "data,model,method,keep_ratio,realised_keep_ratio,seed,accuracy,dense_accuracy,output_error",
        ["digits", "mlp", "dense", 1.0, 1.0, 0, 0.9, 0.9, 0],
        ["digits", "mlp", "dense", 1.0, 1.0, 1, 0.8, 0.8, 0],
        ["digits", "mlp", "random", 0.5, 0.5, 0, 0.6, 0.9, 1],
        ["digits", "mlp", "random", 0.5, 0.5, 1, 0.4, 0.8, 1],
        ["digits", "mlp", "random", 0.25, 0.25, 0, 0.3, 0.9, 2],
        ["digits", "mlp", "random", 0.25, 0.25, 1, 0.3, 0.8, 2],
    )
    write(
        tmp_path / "ladder.csv",
        "model,keep_ratio,seed,rung,value",
        ["mlp", 0.9, 0, "measured", 0.1],
        ["mlp", 0.9, 1, "measured", 0.4],
        ["mlp", 0.9, 0, "telescoped", 1.0],
        ["mlp", 0.9, 1, "telescoped", 4.0],
        ["mlp", 0.8, 0, "measured", 0.0],
        ["mlp", 0.8, 1, "measured", 1.0],
    )
    write(
        tmp_path / "slack.csv",
        "model,keep_ratio,seed,layer,step,part",
        ["mlp", 0.9, 0, "all", "layers added", 0.25],
        ["mlp", 0.9, 1, "all", "layers added", 0.75],
        ["mlp", 0.9, 0, "2", "B1, B2", 0.75],
        ["mlp", 0.9, 1, "2", "B1, B2", 0.25],
    )
    write(
        tmp_path / "networks.csv",
        "model,seed,dense_accuracy,calibration_accuracy,spread",
        ["mlp", 0, 0.9, 1.0, 2],
        ["mlp", 1, 0.8, 1.0, 8],
    )
    write(
        tmp_path / "path.csv",
        "model,seed,keep_ratio,certified_drop,measured_drop",
        ["mlp", 0, 0.5, 0.1, 0.0],
        ["mlp", 1, 0.5, 0.3, 0.01],
    )
    write(
        tmp_path / "frontier.csv",
        "model,seed,max_drop,keep_ratio",
        ["mlp", 0, 0.05, ""],
        ["mlp", 0, 0.01, 0.5],
    )
    write(
        tmp_path / "tails.csv",
        "model,seed,keep_ratio,tail",
        ["mlp", 0, 0.5, 0.25],
        ["mlp", 1, 0.5, 0.75],
        ["mlp", 0, 0.1, 0.9],
        ["mlp-l1", 0, 0.5, 0.6],
        ["mlp-l1", 0, 0.1, 0.8],
    )
    return tmp_path


def test_accuracy_data(folder):
    numbers = plot_accuracy.data(folder)
    assert list(numbers["method"]) == ["dense", "random", "random"]
    np.testing.assert_allclose(numbers["compression"], [1, 2, 4])
    np.testing.assert_allclose(numbers["mean"], [0.85, 0.5, 0.3])
    np.testing.assert_allclose(numbers["std"], np.sqrt([0.005, 0.02, 0]), atol=1e-12)
    assert list(numbers["seeds"]) == [2, 2, 2]


def test_ladder_data(folder):
    numbers = plot_ladder.data(folder)
    assert list(zip(numbers["rung"], numbers["keep_ratio"], strict=True)) == [
        ("measured", 0.9),
        ("telescoped", 0.9),
        ("measured", 0.8),
    ]
    np.testing.assert_allclose(numbers["value"], [0.2, 2.0, 0.0])
    np.testing.assert_allclose(numbers["spread"], 4.0)


def test_frontier_data(folder):
    numbers = plot_frontier.data(folder)
    assert numbers["compression"] == [2.0]
    np.testing.assert_allclose([numbers["certified"][0], numbers["measured"][0]], [0.2, 0.005])
    np.testing.assert_allclose(numbers["certified_std"], np.sqrt(0.02))
    assert list(numbers["max_drop"]) == [0.01, 0.05]


def test_tails_data(folder):
    numbers = plot_tails.data(folder)
    assert list(zip(numbers["model"], numbers["keep_ratio"], numbers["tail"], strict=True)) == [
        ("mlp", 0.5, 0.5),
        ("mlp", 0.1, 0.9),
        ("mlp-l1", 0.5, 0.6),
        ("mlp-l1", 0.1, 0.8),
    ]
    axis = plot_tails.draw(numbers).axes[0]
    assert axis.lines[-1].get_xdata()[0] == pytest.approx(30)  # where the curves cross


def test_tails_that_reach_zero_are_drawn_to_zero():
    numbers = {"model": ["a", "a", "b", "b"], "keep_ratio": [0.9, 0.5] * 2, "tail": [0.0, 0.5, 0.1, 0.2]}
    axis = plot_tails.draw({name: np.array(x) for name, x in numbers.items()}).axes[0]
    assert axis.get_yscale() == "symlog"
    assert 0 in axis.lines[0].get_ydata()
    assert axis.get_ylim()[0] < 0


def test_constants_data():
    """theory A1 and B3 at q = 1/2: c = 1/4, which k = 1 attains; the source's constant is 8.7 times κ."""
    numbers = plot_constants.data(points=18)
    curves = dict(zip(numbers["constant"], numbers["value"][:, np.argmin(abs(numbers["q"] - 0.5))], strict=True))
    values = [curves[name] for name in plot_constants.LOOKS]
    np.testing.assert_allclose(values[:4], [1, 0.25, 0.25, 0.25])
    assert values[4] / values[5] == pytest.approx(8.71, abs=0.01)
    closed, exact = (numbers["value"][numbers["constant"] == name][0] for name in list(plot_constants.LOOKS)[1:3])
    assert (exact <= closed * (1 + 1e-12)).all()


def test_axioms_data():
    numbers = plot_axioms.data()
    assert numbers["mark"].shape == (len(numbers["measure"]), len(numbers["axiom"])) == (19, 6)
    assert set(numbers["mark"].ravel()) == set(plot_axioms.MARKS)


@pytest.mark.parametrize("plot", [plot_constants, plot_axioms])
def test_figures_of_the_theory_need_no_results(plot, tmp_path):
    figure = plot.draw(plot.data())
    assert all(axis.get_xlabel() for axis in figure.axes)
    assert figure.axes[0].get_ylabel()
    style.save(figure, tmp_path / "drawn")
    assert (tmp_path / "drawn.png").stat().st_size > 5000


def test_one_seed_has_no_deviation(folder):
    lines = (folder / "results.csv").read_text().splitlines()
    (folder / "results.csv").write_text("\n".join([lines[0], *lines[1::2]]) + "\n")
    numbers = plot_accuracy.data(folder)
    assert np.isnan(numbers["std"]).all()
    plot_accuracy.draw(numbers)


@pytest.mark.parametrize("plot", PLOTS, ids=lambda plot: plot.__name__.split("_")[-1])
def test_figures_are_drawn_named_and_reproducible(folder, plot):
    figure = plot.draw(plot.data(folder))
    for axis in figure.axes:
        assert axis.get_xlabel()
    assert figure.axes[0].get_ylabel()
    assert len(figure.legends[0].get_texts()) >= 2
    style.save(figure, folder / "first")
    style.save(plot.draw(plot.data(folder)), folder / "second")
    for kind in ("png", "svg"):
        content = (folder / f"first.{kind}").read_bytes()
        assert len(content) > 5000
        assert content == (folder / f"second.{kind}").read_bytes()


def test_every_method_has_a_look_of_its_own():
    looks = list(style.METHODS.values())
    assert len({color for color, _, _ in looks}) == len({marker for _, marker, _ in looks}) == len(looks) == 13


def test_a_script_draws_beside_its_data(folder, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["plot_ladder.py", str(folder)])
    style.script("ladder", plot_ladder.data, plot_ladder.draw)
    assert capsys.readouterr().out == f"{folder / 'ladder.png'}\n"
    assert (folder / "ladder.svg").exists()


FILES = ("results.csv", "ladder.csv", "slack.csv", "path.csv", "tails.csv")


@pytest.mark.parametrize(("plot", "file"), list(zip(PLOTS, FILES, strict=True)))
def test_a_script_says_in_a_sentence_what_is_wrong(folder, monkeypatch, capsys, plot, file):
    name = plot.__name__.split("_")[-1]
    header, *rows = (folder / file).read_text().splitlines()
    cells = header.split(",")
    missing = "\n".join([header.replace("keep_ratio", "kept"), *rows])
    letters = "\n".join([header, ",".join("x" for _ in cells)])
    for content, words in (
        (missing, "lacks keep_ratio, expected a table with the columns"),
        (letters, "what is no number: could not convert string to float: 'x'"),
        (header, "has no rows"),
        (header + "\n1", "lacks"),
        (None, "cannot read"),
    ):
        (folder / file).unlink() if content is None else (folder / file).write_text(content)
        monkeypatch.setattr("sys.argv", [f"plot_{name}.py", str(folder)])
        with pytest.raises(SystemExit) as stop:
            style.script(name, plot.data, plot.draw)
        captured = capsys.readouterr()
        assert (stop.value.code, captured.out) == (2, "")
        assert captured.err.startswith(f"plot_{name}.py: ")
        assert captured.err.count("\n") == 1
        assert words in captured.err
    assert not (folder / f"{name}.png").exists()


def test_tables_that_do_not_fit_together_are_refused(folder):
    for plot, file, old, new, words in (
        (plot_accuracy, "results.csv", ",dense,", ",none,", "lacks a row with the method dense for mlp"),
        (plot_ladder, "networks.csv", "mlp", "other", "lacks mlp, expected every model"),
        (plot_tails, "tails.csv", "mlp-l1", "mlp", "is of 1 models, expected two"),
    ):
        (folder / file).write_text((folder / file).read_text().replace(old, new))
        with pytest.raises(InputError, match=words):
            plot.data(folder)


def test_slack_data(folder):
    numbers = plot_slack.data(folder)
    assert list(numbers["layer"]) == ["all", "2"]
    np.testing.assert_allclose(numbers["part"], [0.5, 0.5])


def test_norms_data():
    numbers = plot_norms.data()
    assert (numbers["together"] >= 1).all()
    assert (numbers["envelope"] >= 0.999 * numbers["together"]).all()
    for law in plot_norms.LAWS:
        closing = numbers["closing"][numbers["norms_law"] == law]
        assert (np.diff(closing) < 0).all()
        assert closing[-1] >= 1
    gaussian = numbers["law"] == "gaussian"
    np.testing.assert_allclose(numbers["together"][gaussian][[0, 4, 8]], [1.05, 1.15, 1.45], rtol=0.02)
    assert plot_norms.draw(numbers).axes


def test_a_suite_has_two_phases_and_realised_ratios(tmp_path):
    write(
        tmp_path / "results.csv",
        "data,model,method,keep_ratio,realised_keep_ratio,seed,accuracy,accuracy_finetuned",
        ["digits", "mlp", "dense", 1.0, 1.0, 0, 0.9, ""],
        ["digits", "mlp", "random", 0.5, 0.25, 0, 0.6, 0.7],
        ["digits", "mlp", "random", 0.5, 0.25, 1, 0.4, 0.9],
        ["digits", "mlp", "quantisation", 0.5, 0.5, 0, 0.8, ""],
    )
    numbers = plot_suite.data(tmp_path)
    assert numbers["phase"].tolist() == ["accuracy", "accuracy", "accuracy_finetuned", "accuracy"]
    assert numbers["compression"].tolist() == [1, 4, 4, 2]
    np.testing.assert_allclose(numbers["mean"], [0.9, 0.5, 0.8, 0.8])
    assert len(plot_suite.draw(numbers).axes) == 2


def test_layers_at_one_share(tmp_path):
    write(
        tmp_path / "layers.csv",
        "data,model,method,keep_ratio,seed,layer,kept,total",
        ["digits", "mlp", "dense", 1.0, 0, "0", 8, 8],
        ["digits", "mlp", "obd", 0.125, 0, "0", 2, 8],
        ["digits", "mlp", "obd", 0.125, 1, "0", 4, 8],
        ["digits", "mlp", "obd", 0.5, 0, "0", 8, 8],
        ["digits", "mlp", "svd", 0.125, 0, "0", 8, 8],
    )
    numbers = plot_layers.data(tmp_path)
    assert numbers["method"].tolist() == ["obd"]
    assert numbers["kept"].tolist() == [0.375]
    assert len(plot_layers.draw(numbers).axes) == 1
    write(
        tmp_path / "layers.csv",
        "data,model,method,keep_ratio,seed,layer,kept,total",
        ["digits", "mlp", "dense", 1.0, 0, "0", 8, 8],
        ["digits", "mlp", "svd", 0.25, 0, "0", 8, 8],
    )
    assert plot_layers.draw(plot_layers.data(tmp_path)).axes[0].get_legend_handles_labels()[1] == ["svd"]


def test_the_axes_of_the_paper_right_and_crossed(tmp_path):
    rows = [
        ["sap-0.5-1", scope, number, seed, 0.9 - number / 10, kept**number, 0.1, 0.5]
        for scope, kept in (("global", 0.5), ("neuron", 0.25))
        for number in (0, 1, 2)
        for seed in (0, 1)
    ]
    write(tmp_path / "results.csv", "method,scope,iteration,seed,accuracy_finetuned,keep_ratio,pq_index,gini", *rows)
    figure = plot_sap.draw(plot_sap.data(tmp_path))
    repaired, crossed = figure.axes[5], figure.axes[7]
    np.testing.assert_allclose(repaired.lines[0].get_xdata(), [100, 25, 6.25])
    np.testing.assert_allclose(crossed.lines[0].get_xdata(), [100, 50, 25])
    np.testing.assert_allclose(crossed.lines[0].get_ydata(), repaired.lines[0].get_ydata())
