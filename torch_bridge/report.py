"""The files of a comparison: tables as CSV, figures, the certificate, and one self-contained page."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from html import escape
from pathlib import Path

from lqtheory.certify import FILES, RUNGS
from lqtheory.cli.output import save_csv
from lqtheory.figures import plot_accuracy, plot_frontier, plot_ladder, plot_slack, style  # pyright: ignore[reportMissingImports]
from lqtheory.files import write_whole
from torch_bridge import pages
from torch_bridge.answers import answers
from torch_bridge.experiment import MODELS, Tables
from torch_bridge.summary import accuracies, frontier, ladder_means, slack_parts, vacuity

FIGURES = {"accuracy": plot_accuracy, "ladder": plot_ladder, "frontier": plot_frontier, "slack": plot_slack}

STEPS_EXPLAINED = (
    "layers added: what the errors of several layers cancel of each other; passage above: what the layers above make "
    "of errors of known sizes, beside their true correlations (C3); B1, B2: local errors from the sorted weights; "
    "norms only: tails from finitely many norms (A4)."
)


def write(folder: Path, tables: Tables, options: Mapping[str, object]) -> None:
    """Write everything to the folder, each file whole; the page comes last.

    A certificate of an earlier run is removed where this one has none.

    Parameters
    ----------
    folder : Path
        It exists.
    tables : Tables
    options : mapping
        Names and values of the command's options, to be printed.
    """
    for name in ("results", "ladder", "slack", "frontier", "path", "networks", "tails"):
        save_csv(folder / f"{name}.csv", getattr(tables, name))
    if tables.certificate is not None:
        tables.certificate.save(folder)
    else:
        for name in ("certificate.json", *FILES):
            (folder / name).unlink(missing_ok=True)
    for name, module in FIGURES.items():
        style.save(module.draw(module.data(folder)), folder / name)
    html = page(tables, options, {name: (folder / f"{name}.svg").read_bytes() for name in FIGURES})
    write_whole(folder / "report.html", lambda part: part.write_text(html, encoding="utf-8"))


def page(tables: Tables, options: Mapping[str, object], figures: Mapping[str, bytes]) -> str:
    """Return the report as one HTML page without script or links to other files."""
    command = shlex.join(["lqtheory", "compare", *(f"--{name}={value}" for name, value in options.items() if value)])
    seeds = ", ".join(str(seed) for seed in sorted({row["seed"] for row in tables.networks}))
    body = [
        "<h1>Pruned with a certificate</h1>",
        f"<p>Data: {escape(tables.results[0]['data'])}. Networks {' and '.join(MODELS)}: {escape(tables.protocol)}. "
        "Pruned without retraining.</p>",
        "<h2>The two answers</h2>",
        *(f"<p><strong>{escape(question)}</strong><br>{escape(answer)}</p>" for question, answer in answers(tables)),
        "<h2>Frontier</h2>",
        pages.table(frontier(tables)),
        _certificate(tables),
        pages.figure(figures["frontier"], "Certified and measured loss of accuracy along the adaptive path"),
        "<h2>Accuracy</h2>",
        pages.figure(figures["accuracy"], "Test accuracy against compression ratio for every method"),
        *(pages.table(table) for table in accuracies(tables)),
        "<h2>The ladder: what can be known of the output error, and from what</h2>",
        pages.figure(figures["ladder"], "Measured output error and six bounds of it against the kept share"),
        pages.table(ladder_means(tables)),
        pages.table(vacuity(tables)),
        "<dl>" + "".join(f"<dt>{name}</dt><dd>{escape(rung.purpose)}</dd>" for name, rung in RUNGS.items()) + "</dl>",
        "<h2>What each inequality costs</h2>",
        pages.figure(figures["slack"], "Shares of the slack of lq_data by inequality, against the kept share"),
        pages.table(slack_parts(tables)),
        f"<p>{escape(STEPS_EXPLAINED)}</p>",
        "<h2>Assumptions, versions, command</h2>",
        "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in _assumptions(tables)) + "</ul>",
        f"<p>Seeds: {seeds}. {escape(pages.versions())}.</p>",
        f"<p>Command: <code>{escape(command)}</code></p>",
    ]
    return pages.page("lqtheory compare", body)


def _certificate(tables: Tables) -> str:
    if tables.certificate is None:
        return "<p>No network was certified at a drop of 0.05, so there is no certificate beside this page.</p>"
    check = "check it with <code>lqtheory verify certificate.json</code>"
    return f"<p>The certificate beside this page ({check}): {escape(str(tables.certificate))}.</p>"


def _assumptions(tables: Tables) -> list[str]:
    lines = [
        "Accuracies and output errors of the methods are measured on test data, which nothing else has read.",
        "Means, deviations, refit, certificates, frontier and ladder use the calibration inputs, which are training "
        "inputs; what holds on them says nothing certain of new data.",
        "This run chooses nothing by looking at data, so the validation samples are not used.",
        "A mask alone makes no network faster: zeros are stored and multiplied like other numbers.",
    ]
    certificate = tables.certificate.to_dict() if tables.certificate else {}
    return [*(f"Certificate: {text}." for text in certificate.get("assumptions", ())), *lines]
