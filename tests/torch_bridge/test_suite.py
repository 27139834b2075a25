"""A small suite from end to end: resumed after a kill, it writes the same bytes."""

import csv
import json
import subprocess
import sys

import pytest

from lqtheory.cli import main
from torch_bridge.scoreboard import standing, table
from torch_bridge.store import files_of
from torch_bridge.suite import Suite, markdown

METHODS = ("magnitude-global", "adaptive-refit", "quantisation")
FIGURES = {f"{name}.{kind}" for name in ("suite", "layers") for kind in ("png", "svg")}
FILES = {"results.csv", "layers.csv", "timings.csv", "summary.md", "report.html", "cells", *FIGURES}


def options(out):
    chosen = ["--seeds=1", "--keep=1/4,1/32", f"--methods={','.join(METHODS)}", "--quiet"]
    return ["compare", "--suite=digits", *chosen, f"--out={out}"]


def run(arguments):
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    return stop.value.code


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("suite") / "out"
    assert run(options(out)) == 0
    return out


def read(path):
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_files_and_columns(folder):
    assert {path.name for path in folder.iterdir()} == FILES
    rows = read(folder / "results.csv")
    added = ["accuracy_finetuned", "top5", "parameters", "multiply_adds"]
    assert list(rows[0])[-6:] == [*added, "validation_accuracy", "validation_accuracy_finetuned"]
    places = [(row["method"], row["keep_ratio"]) for row in rows]
    pruned = [(method, keep) for method in METHODS[:2] for keep in ("0.25", "0.03125")]
    assert sorted(places) == sorted([("dense", "1.0"), *pruned, ("quantisation", "0.25")])


def test_rows_say_what_was_asked_and_what_came_of_it(folder):
    rows = {(row["method"], row["keep_ratio"]): row for row in read(folder / "results.csv")}
    dense, small = rows["dense", "1.0"], rows["magnitude-global", "0.03125"]
    assert float(dense["accuracy"]) == float(small["dense_accuracy"]) > 0.9
    assert int(dense["parameters"]) == 64 * 300 + 300 * 100 + 100 * 10 + 410
    assert int(dense["multiply_adds"]) == 64 * 300 + 300 * 100 + 100 * 10
    assert float(small["realised_keep_ratio"]) == pytest.approx(1 / 32, abs=1e-4)
    assert float(small["accuracy_finetuned"]) > float(small["accuracy"]) + 0.2
    assert float(small["top5"]) >= float(small["accuracy"])
    assert float(small["output_error"]) > 0 == float(dense["output_error"])
    assert rows["quantisation", "0.25"]["accuracy_finetuned"] == ""


def test_the_layers_of_every_method(folder):
    rows = [row for row in read(folder / "layers.csv") if row["method"] == "magnitude-global"]
    assert [row["layer"] for row in rows] == ["0", "2", "4"] * 2
    assert sum(int(row["kept"]) for row in rows[:3]) == round(50200 / 4)


def test_only_what_is_missing_is_done_again(folder, capsys):
    before = (folder / "results.csv").read_bytes()
    cells = sorted((folder / "cells").glob("*.json"))
    assert len(cells) == 1 + len(METHODS)
    times = {cell.name: cell.stat().st_mtime_ns for cell in cells}
    cells[-1].write_text(cells[-1].read_text()[:100])  # cut in half
    (folder / "cells" / f".{cells[-1].name}.1.part").write_text("{")
    (folder / "results.csv").unlink()
    assert run(options(folder)) == 0
    assert (folder / "results.csv").read_bytes() == before
    again = {cell.name for cell in cells if cell.stat().st_mtime_ns != times[cell.name]}
    assert again == {cells[-1].name}
    assert not list((folder / "cells").glob(".*"))


KILLED = """
import os, signal, sys
import lqtheory.files
whole, count = os.replace, 0
def replace(*paths):
    global count
    count += 1
    if count == 4:
        os.kill(os.getpid(), signal.SIGKILL)
    whole(*paths)
lqtheory.files.os.replace = replace
from pathlib import Path
from torch_bridge.suite import Suite, work
suite = Suite("digits", [0], (1 / 4, 1 / 32), ("magnitude-global",))
work(suite, Path(sys.argv[1]), print)
"""


def test_killed_inside_a_write_it_goes_on_and_ends_with_the_same_bytes(folder, tmp_path):
    """Two networks and two cells are written before the tables: the fourth file is half written when the kill comes."""
    out = tmp_path / "out"
    out.mkdir()
    killed = subprocess.run([sys.executable, "-c", KILLED, str(out)], capture_output=True, check=False)
    assert killed.returncode == -9
    assert [path.suffix for path in (out / "cells").glob(".*")] == [".part"]
    assert not (out / "results.csv").exists()
    assert run(options(out)) == 0
    assert (out / "results.csv").read_bytes() == (folder / "results.csv").read_bytes()
    assert not list((out / "cells").glob(".*"))


def test_a_stored_cell_of_other_versions_is_not_taken(folder):
    cell = next((folder / "cells").glob("*.quantisation.0.json"))
    content = json.loads(cell.read_text())
    cell.write_text(json.dumps(content | {"request": "of another version", "rows": []}))
    before = (folder / "results.csv").read_bytes()
    assert run(options(folder)) == 0
    assert (folder / "results.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--suite=digit"], "suite is 'digit', expected one of digits, fashion"),
        (["--suite=digits", "--methods=chance"], "methods holds 'chance', expected names among random"),
        (["--suite=fashion"], "fashion-mnist needs the four files"),
        (["--suite=digits", "--data=digits"], "data is 'digits', expected none beside --suite"),
        (["--suite=digits", "--keep=1"], "keep holds no share below 1"),
        (["--suite=cifar", "--methods=ssl"], "methods holds ssl, of which none can run on cifar10-jpeg-resnet-20"),
    ],
)
def test_what_is_refused(arguments, sentence, tmp_path, capsys):
    assert run(["compare", *arguments, f"--out={tmp_path / 'out'}"]) == 2
    assert sentence in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_other_data_are_another_request(tmp_path):
    (tmp_path / "inner").mkdir()
    file = tmp_path / "inner/images.gz"
    requests = set()
    for content in (None, b"one", b"other"):
        if content:
            file.write_bytes(content)
        files_of.cache_clear()
        requests |= {cell.request for cell in Suite("digits", [0], data_dir=tmp_path, methods=["obd"]).cells(tmp_path)}
    assert len(requests) == 3 * 2


def row(method, seed, accuracy, validation=0.5, keep=0.5):
    place = {"data": "digits", "model": "mlp", "method": method, "seed": seed}
    shares = {"keep_ratio": keep, "realised_keep_ratio": keep}
    return place | shares | {"accuracy": accuracy, "accuracy_finetuned": "", "validation_accuracy": validation}


def test_ours_is_chosen_on_validation_and_compared_seed_by_seed():
    rows = [row("dense", seed, 0.9, keep=1.0) for seed in (0, 1)]
    rows += [row("adaptive-path", 0, 0.80, 0.9), row("adaptive-joint", 0, 0.99, 0.8)]  # the better one is not looked at
    rows += [row("adaptive-path", 1, 0.70, 0.9), row("obd", 0, 0.81), row("obd", 1, 0.75), row("random", 0, 0.9)]
    rows += [row("random", 1, 0.1)]
    shown = standing(rows, "accuracy")
    assert shown.rows == [("digits, mlp", "1/2", "75.00", "78.00", "obd", "-3.00 ± 2.83", "behind")]
    assert standing(rows, "accuracy_finetuned").rows == []
    tuned = [{**r, "accuracy_finetuned": r["accuracy"], "validation_accuracy_finetuned": r["accuracy"]} for r in rows]
    assert standing(tuned, "accuracy_finetuned").rows[0][2] == "84.50"  # there the other one is best on validation
    level = standing([*rows, row("adaptive-path", 2, 0.7, 0.9), row("obd", 2, 0.7)], "accuracy").rows[0]
    assert level[-1] == "behind"
    assert "| obd | 78.0 ± 4.2 |" in markdown(table(rows, "digits", "mlp", "accuracy"))
