"""A small comparison from end to end, and what must be refused before any work."""

import csv
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace

import numpy as np
import pytest

from lqtheory import verify
from lqtheory.cli import main
from lqtheory.errors import InputError
from torch_bridge import compare, experiment, report
from torch_bridge.experiment import MAX_DROPS, MODELS

FILES = {
    *(f"{name}.csv" for name in ("results", "ladder", "frontier", "path", "networks", "slack", "tails")),
    *(f"{name}.{kind}" for name in ("accuracy", "ladder", "frontier", "slack") for kind in ("png", "svg")),
    *(f"{name}.safetensors" for name in ("dense", "pruned", "masks")),
    "inputs.npz",
    "certificate.json",
    "report.html",
}


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """Three blobs in eight dimensions, 150 samples."""
    rng = np.random.default_rng(0)
    y = np.arange(150) % 3
    path = tmp_path_factory.mktemp("data") / "blobs.npz"
    np.savez(path, x=rng.normal(size=(3, 8))[y] + 0.5 * rng.normal(size=(150, 8)), y=y)
    return path


def options(data, out):
    chosen = ["--seeds=1", "--keep=1/2,1/8", "--methods=random,adaptive-path"]
    return ["compare", f"--data={data}", *chosen, f"--out={out}"]


@pytest.fixture(scope="module", autouse=True)
def few_points():
    """Climb the ladder and walk the path at fewer points than users get."""
    whole = experiment.run

    def run(request, advance):
        return whole(replace(request, ladder_keeps=(0.9, 0.5, 0.1), path_keeps=(0.7, 0.5, 0.35)), advance)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(experiment, "run", run)
        yield


@pytest.fixture(scope="module")
def folder(data, tmp_path_factory):
    out = tmp_path_factory.mktemp("out")
    with pytest.raises(SystemExit) as stop:
        main(options(data, out))
    assert stop.value.code == 0
    return out


def rows(path):
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def test_all_files_are_there(folder):
    assert {path.name for path in folder.iterdir()} == FILES


def test_results_have_the_columns_and_the_order_promised(folder):
    header = (folder / "results.csv").read_text().splitlines()[0]
    assert header == "data,model,method,keep_ratio,realised_keep_ratio,seed,accuracy,dense_accuracy,output_error"
    results = rows(folder / "results.csv")
    keys = [(r["data"], r["model"], r["method"], -float(r["keep_ratio"]), int(r["seed"])) for r in results]
    assert keys == sorted(keys)
    assert len(results) == len(MODELS) * (1 + 2 * 2)
    for row in results:
        assert 0 <= float(row["accuracy"]) <= 1
        assert abs(float(row["realised_keep_ratio"]) - float(row["keep_ratio"])) < 1e-3
        if row["method"] == "dense":
            assert float(row["keep_ratio"]) == 1
            assert row["accuracy"] == row["dense_accuracy"]
            assert float(row["output_error"]) == 0


def test_the_ladder_rises(folder):
    ladder = rows(folder / "ladder.csv")
    assert list(ladder[0]) == ["model", "keep_ratio", "seed", "rung", "value"]
    values = [float(row["value"]) for row in ladder]
    assert len(values) == len(MODELS) * 3 * 7
    for start in range(0, len(values), 7):
        assert values[start : start + 7] == sorted(values[start : start + 7])


def test_the_frontier_is_the_sparsest_certified_network(folder):
    path = rows(folder / "path.csv")
    frontier = rows(folder / "frontier.csv")
    assert list(frontier[0]) == ["model", "seed", "max_drop", "keep_ratio"]
    assert [float(row["max_drop"]) for row in frontier] == list(MAX_DROPS) * len(MODELS)
    for row in frontier:
        fit = [
            float(step["keep_ratio"])
            for step in path
            if step["model"] == row["model"] and float(step["certified_drop"]) <= float(row["max_drop"])
        ]
        assert row["keep_ratio"] == (repr(min(fit)) if fit else "")


def test_the_certificate_is_accepted(folder):
    assert verify(folder / "certificate.json").accepted
    assert '"status": "holds"' in (folder / "certificate.json").read_text()


def test_the_report_is_one_page_without_script_or_links(folder):
    page = (folder / "report.html").read_text()
    assert page.count("data:image/svg+xml;base64,") == 4
    for foreign in ("<script", "http:", "https:", "<link", 'src="/', "url("):
        assert foreign not in page
    for word in ("How far can", "Which of the two", "lq_textbook", "vacuity", "numpy", "--keep=1/2,1/8"):
        assert word in page


def test_the_same_numbers_whatever_the_number_of_cores(folder, data, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    with pytest.raises(SystemExit):
        main([*options(data, tmp_path), "--quiet"])
    assert capsys.readouterr() == ("", "")
    for name in FILES - {"report.html"}:  # it states the command
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes(), name


def test_an_interrupt_while_writing_leaves_only_whole_files(folder, data, tmp_path, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    (tmp_path / "report.html").write_text("an older report")
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    monkeypatch.setattr(report.plot_ladder, "draw", interrupt)
    with pytest.raises(SystemExit) as stop:
        main([*options(data, tmp_path), "--quiet"])
    assert stop.value.code == 130
    assert {path.name for path in tmp_path.iterdir()} < FILES
    assert (tmp_path / "report.html").read_text() == "an older report"
    assert (tmp_path / "results.csv").read_bytes() == (folder / "results.csv").read_bytes()
    assert (tmp_path / "accuracy.svg").read_bytes() == (folder / "accuracy.svg").read_bytes()


@pytest.mark.parametrize("ended_by", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_all_processes_and_leaves_nothing(data, tmp_path, ended_by):
    many = [*options(data, tmp_path / "out"), "--seeds=40"]  # so that it is still at work when the signal comes
    command = [sys.executable, "-c", "from lqtheory.cli import main; main()", *many]
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    deadline = time.monotonic() + 60
    while not (tmp_path / "out").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(1)
    if ended_by == signal.SIGINT:
        os.killpg(process.pid, ended_by)  # as a terminal does: to the workers too
    else:
        process.send_signal(ended_by)
    _, err = process.communicate(timeout=30)  # the pipes close when the last worker has ended
    assert process.returncode == 130
    assert err.strip().splitlines()[-1] == "lqtheory: interrupted"
    assert "Traceback" not in err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--methods=random,magic"], "'magic', expected names among random, magnitude-global"),
        (["--keep=1/2,2"], "expected numbers in (0, 1]"),
        (["--keep=0"], "expected numbers in (0, 1]"),
        (["--keep=1/0"], "expected numbers in (0, 1]"),
        (["--keep=half"], "expected numbers in (0, 1]"),
        (["--seeds=0"], "--seeds"),
        (["--data=cifar"], "expected digits"),
        (["--keep=1e-400000000"], "expected numbers in (0, 1]"),
        (["--data=digits", "--data-dir=/"], "data_dir is /, expected none"),
        (["--data=fashion-mnist"], "--data-dir"),
        (["--data=fashion-mnist", "--data-dir=nowhere"], "train-images-idx3-ubyte.gz"),
        (["--data=none.npz"], "cannot read none.npz as an npz file of plain arrays: No such file"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_bad_options_are_refused_before_any_work(options, words, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as stop:
        main(["compare", *options])
    captured = capsys.readouterr()
    assert stop.value.code == 2
    assert captured.out == ""
    assert words in captured.err
    assert captured.err.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_an_output_folder_that_cannot_be_written(data, tmp_path, capsys):
    (tmp_path / "file").touch()
    with pytest.raises(SystemExit) as stop:
        main(options(data, tmp_path / "file" / "out"))
    assert stop.value.code == 2
    assert "cannot write to the output folder" in capsys.readouterr().err


def test_without_torch_one_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setattr(compare, "find_spec", lambda name: None if name == "torch" else object())
    with pytest.raises(InputError, match=r"compare needs torch; install them, or .* pip install '\.\[torch\]'"):
        compare.command()


def test_kept_shares_come_back_falling_and_once():
    assert [float(keep) for keep in compare.read_keeps("0.25, 1/2,1/4,1")] == [1, 0.5, 0.25]
    assert compare.read_methods("random,random", ["random", "obd"]) == ["random"]
    assert compare.read_methods("all", ["random", "obd"]) == ["random", "obd"]
    with pytest.raises(InputError, match="methods holds 'chance', expected names among random, obd"):
        compare.read_methods("chance", ["random", "obd"])
