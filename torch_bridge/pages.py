"""Self-contained HTML: a page without script or links, tables, figures, and the versions that made them."""

from __future__ import annotations

import base64
import platform
from collections.abc import Iterable
from html import escape
from importlib.metadata import version

from torch_bridge.summary import Table

STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff }
body { margin: 0 auto; padding: 1rem; max-width: 62rem }
h1 { font-size: 1.5rem } h2 { font-size: 1.2rem; margin-top: 2rem }
.wide { overflow-x: auto } .wide img { width: 100%; min-width: 40rem }
table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums }
caption { text-align: left; font-weight: 600; padding: .5rem 0 }
th, td { padding: .2rem .7rem; text-align: right; white-space: nowrap; border-bottom: 1px solid #ddd }
th:first-child, td:first-child { text-align: left }
dt { font-weight: 600 } dd { margin: 0 0 .7rem 1.2rem }
code { overflow-wrap: anywhere }
@media print {
  body { max-width: none } h2 { break-after: avoid } table, img { break-inside: avoid }
  .wide { overflow: visible } .wide img { min-width: 0 }
}
"""


def page(title: str, body: Iterable[str]) -> str:
    """Put parts of a page together."""
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    head = f"<head>{head}<title>{escape(title)}</title><style>{STYLE}</style></head>"
    return "\n".join(['<!doctype html>\n<html lang="en">', head, "<body>", *body, "</body></html>\n"])


def table(shown: Table) -> str:
    """Write a table."""
    head = "".join(f"<th>{escape(name)}</th>" for name in shown.columns)
    rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in shown.rows)
    return f'<div class="wide"><table><caption>{escape(shown.title)}</caption><tr>{head}</tr>{rows}</table></div>'


def figure(svg: bytes, words: str) -> str:
    """Embed a figure, with what it shows in words."""
    source = base64.b64encode(svg).decode("ascii")
    return f'<div class="wide"><img alt="{escape(words)}" src="data:image/svg+xml;base64,{source}"></div>'


def versions() -> str:
    """Say what the numbers were made with."""
    packages = ("numpy", "scipy", "torch", "scikit-learn", "python-flint")
    return f"lqtheory {version('lqtheory')}, Python {platform.python_version()}, " + ", ".join(
        f"{name} {version(name)}" for name in packages
    )
