"""The sub-commands; each imports what it needs when it runs, so that the others start fast."""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from lqtheory.cli import NO, YES, axioms, falsify, inspect, mutants
from lqtheory.cli.output import output_folder, print_json, save_json, spare
from lqtheory.errors import InputError

Json = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]
Out = Annotated[Path, typer.Option("--out", help="Folder for the results; made if it does not exist.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
Seed = Annotated[int, typer.Option("--seed", min=0, help="For methods that draw.")]


class _Commands(TyperGroup):
    """The commands below and those that other packages register; the latter are imported when called."""

    def list_commands(self, ctx: Any) -> list[str]:
        return [*super().list_commands(ctx), *(point.name for point in _registered())]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        for point in _registered():
            if point.name == cmd_name:
                other = typer.Typer(add_completion=False)
                other.command(cmd_name)(point.load())
                return typer.main.get_command(other)
        return super().get_command(ctx, cmd_name)


app = typer.Typer(
    name="lqtheory",
    cls=_Commands,
    help="Prune networks with a certificate, check certificates, and look up the bounds behind them.",
    invoke_without_command=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.callback()
def _root(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", is_eager=True, help="Print the version and exit.")] = False,
) -> None:
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"lqtheory {installed('lqtheory')}")
    elif ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())
    else:
        return
    raise typer.Exit


@app.command()
def prune(
    network: Annotated[Path, typer.Argument(help="Network (safetensors, lqtheory-network/1).")],
    inputs: Annotated[Path, typer.Argument(help="Calibration inputs: npz with x, and y if there are labels.")],
    out: Out,
    method: Annotated[
        str, typer.Option(help="Pruning method: any of the README; a wrong name lists all.")
    ] = "adaptive-path",
    sparsity: Annotated[float | None, typer.Option(help="Fraction of the weights to remove, in [0, 1).")] = None,
    tolerance: Annotated[float | None, typer.Option(help="Largest certified output error, instead.")] = None,
    seed: Seed = 0,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Prune a network.

    Writes pruned.safetensors, masks.safetensors and plan.json.
    """
    from lqtheory import prune as prune_network
    from lqtheory.files import load_inputs, load_network, save_masks, save_network

    for path in (network, inputs):
        spare(path, out, ("pruned.safetensors", "masks.safetensors", "plan.json"))
    dense, x = load_network(network), load_inputs(inputs).x
    with output_folder(out) as folder:
        pruned = prune_network(dense, x, method=method, sparsity=sparsity, tolerance=tolerance, seed=seed)
        save_network(folder / "pruned.safetensors", pruned.network)
        save_masks(folder / "masks.safetensors", pruned.masks)
        save_json(folder / "plan.json", pruned.plan.to_dict())
    if json:
        print_json(pruned.plan.to_dict())
    elif not quiet:
        typer.echo(pruned.plan.table())
    return YES


@app.command()
def families(
    network: Annotated[Path, typer.Argument(help="Network (safetensors, lqtheory-network/1).")],
    inputs: Annotated[Path, typer.Argument(help="Inputs that calibrate and certify: npz with x.")],
    tolerance: Annotated[float, typer.Option(help="Largest certified output error.")],
    only: Annotated[list[str] | None, typer.Option(help="A family to try; may be repeated. Default: all.")] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Compare the families of compression.

    Finds for each the setting of fewest bits whose certified output error is within the tolerance.
    Exit code 1: none is.
    """
    from lqtheory.compress import cheapest
    from lqtheory.files import load_inputs, load_network

    choices = cheapest(load_network(network), load_inputs(inputs).x, tolerance, families=only or None)
    if json:
        print_json(choices.to_dict())
    elif not quiet:
        typer.echo(choices.table())
    return NO if all(row.compressed is None for row in choices.rows) else YES


@app.command()
def certify(
    dense: Annotated[Path, typer.Argument(help="The network before pruning (safetensors).")],
    out: Out,
    pruned: Annotated[Path | None, typer.Argument(help="The network after pruning (safetensors).")] = None,
    inputs: Annotated[
        Path | None, typer.Argument(help="Inputs: npz with x, and y for a bound of the accuracy.")
    ] = None,
    masks: Annotated[Path | None, typer.Option(help="Masks (safetensors); default: the non-zero weights.")] = None,
    max_drop: Annotated[float | None, typer.Option(help="Prune, losing at most this accuracy on unseen data.")] = None,
    confidence: Annotated[float, typer.Option(help="With --max-drop: how sure that is, in [0.5, 1).")] = 0.95,
    calibration: Annotated[Path | None, typer.Option(help="With --max-drop: inputs that make the path (npz).")] = None,
    held_out: Annotated[Path | None, typer.Option(help="With --max-drop: x and y that nothing else has seen.")] = None,
    method: Annotated[str, typer.Option(help="With --max-drop: pruning method.")] = "adaptive-path",
    discrete: Annotated[
        bool, typer.Option("--discrete", help="With --max-drop: the population itself repeats inputs.")
    ] = False,
    seed: Seed = 0,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Bound what pruning did, or prune as far as a guarantee on unseen data allows.

    DENSE PRUNED INPUTS writes certificate.json and the four files that it speaks of.
    Exit code 1: the certificate is vacuous or inapplicable.

    DENSE --max-drop 0.01 --calibration C.npz --held-out H.npz writes guarantee.json, and with it pruned.safetensors,
    masks.safetensors and plan.json of the sparsest network for which the guarantee holds.
    Exit code 1: there is none.
    """
    from lqtheory.cli.certify import certify_pair, certify_population
    from lqtheory.errors import InputError

    network, data = (pruned, inputs, masks), (calibration, held_out)
    if max_drop is None and pruned and inputs and data == (None, None):
        return certify_pair(dense, pruned, inputs, masks, out, json, quiet)
    if max_drop is not None and calibration and held_out and network == (None, None, None):
        asked = {"max_drop": max_drop, "confidence": confidence, "method": method, "seed": seed, "discrete": discrete}
        return certify_population(dense, calibration, held_out, asked, out, json, quiet)
    raise InputError(
        "certify takes DENSE PRUNED INPUTS [--masks], or DENSE --max-drop --calibration --held-out, "
        "expected exactly one of the two"
    )


@app.command()
def verify(
    certificate: Annotated[
        Path, typer.Argument(help="A certificate.json or guarantee.json, with its files beside it.")
    ],
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Check a certificate, or a guarantee.

    Recomputes every number of a certificate with balls, of a guarantee the p-values from the counts of points.
    Exit code 1: it is refused. `python -m lqtheory.second_opinion` checks certificates of small networks exactly.
    """
    from lqtheory import verify as verify_certificate

    answer = verify_certificate(certificate)
    if json:
        print_json(answer._asdict())
    elif not quiet:
        typer.echo(f"accepted: {answer.checked}" if answer.accepted else "\n".join(["refused", *answer.problems]))
    return YES if answer.accepted else NO


@app.command()
def bounds(
    bound: Annotated[str | None, typer.Argument(metavar="[ID]", help="Explain this one; without it, list all.")] = None,
    at: Annotated[
        str | None,
        typer.Option(help='Check it at a point; for best-term-exact: \'{"w": [3, 1], "k": 1, "q": "1/2", "p": 1}\'.'),
    ] = None,
    json: Json = False,
) -> int:
    """Look up the bounds.

    Lists them with the evidence that each has earned, explains one with the tree that it rests on, or checks one at a
    point.
    Exit code 1: the bound is violated there, or undecided.
    """
    from lqtheory import registry

    if at is not None:
        return _check(bound, at, json)
    chosen = [registry.get(bound)] if bound else list(registry.load_all().values())
    if json:
        print_json([_entry(b) for b in chosen])
    elif bound:
        typer.echo(registry.explain(bound))
    else:
        earned = {b.id: ", ".join(registry.evidence(b.id)) or "none" for b in chosen}
        width, wide = (max(map(len, column)) for column in (earned, earned.values()))
        typer.echo("\n".join(f"{b.label:4} {b.id:{width}}  {earned[b.id]:{wide}}  {b.title}" for b in chosen))
    return YES


@app.command()
def derive(
    statement: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Print this one; without it, list all.")
    ] = None,
    form: Annotated[str, typer.Option("--format", help="text, latex or markdown.")] = "text",
    json: Json = False,
) -> int:
    """Print derivations.

    Every step is checked again as it is printed. Exit code 1: a step is unchecked, or a citation is not allowed.
    """
    from lqtheory import derivations
    from lqtheory.presentation import present, to_dict

    chosen = [derivations.get(statement)] if statement else list(derivations.load_all().values())
    flaws = [derivations.flaws(x) for x in chosen]
    if json:
        said = [to_dict(*pair) for pair in zip(chosen, flaws, strict=True)]
        print_json(said[0] if statement else said)
    elif statement:
        typer.echo(present(chosen[0], flaws[0], form))
    else:
        width = max(len(x.bound.id) for x in chosen)
        for x, found in zip(chosen, flaws, strict=True):
            typer.echo(f"{x.bound.label:4} {x.bound.id:{width}}  {'not derived' if found else 'derived'}")
    return NO if any(flaws) else YES


app.command("inspect")(inspect.command)
app.command("axioms")(axioms.command)
app.command("falsify")(falsify.command)
app.command("mutants")(mutants.command)


def _registered() -> list[Any]:
    return sorted(entry_points(group="lqtheory.commands"), key=lambda point: point.name)


def _entry(bound: Any) -> dict[str, Any]:
    """Return what `bounds --json` says of one bound."""
    from lqtheory import registry

    return {
        "id": bound.id,
        "label": bound.label,
        "title": bound.title,
        "evidence": registry.evidence(bound.id),
        "tight": bool(bound.tight_at),
        "cites": list(bound.cites),
        "uses": list(bound.uses),
    }


def _check(bound: str | None, at: str, json: bool) -> int:
    """Print both sides of a bound at a point, as balls, with the verdict."""
    from lqtheory import Verdict, registry
    from lqtheory.interpreters import Undecided

    if bound is None:
        raise InputError("--at needs the ID of the bound to check")
    values = _point(at)
    chosen = registry.get(bound)
    verdict = chosen.check(**values)
    try:
        lhs, rhs = (str(side) for side in chosen.enclose(**values))
    except Undecided:  # a choice hangs on an equality
        lhs = rhs = "?"
    if json:
        print_json({"id": bound, "verdict": verdict.value, "lhs": lhs, "rhs": rhs})
    else:
        typer.echo(f"{bound} {verdict.value}: {lhs} <= {rhs}")
    return YES if verdict is Verdict.HOLDS else NO


def _point(text: str) -> dict[str, Any]:
    """Read the values of symbols: lists become arrays, texts such as "1/2" stay exact fractions."""
    from json import JSONDecodeError, loads

    import numpy as np

    try:
        values = loads(text)
    except JSONDecodeError:
        values = None
    if not isinstance(values, dict):
        raise InputError(f"--at is {text!r}, expected JSON such as " + '{"w": [3, 1], "k": 1, "q": "1/2"}')
    try:
        return {name: np.array(value) if isinstance(value, list) else value for name, value in values.items()}
    except ValueError:
        raise InputError(f"--at is {text!r}, expected lists of numbers, or of rows of one length") from None
