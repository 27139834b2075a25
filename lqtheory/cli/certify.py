"""The two ways of `lqtheory certify`: a bound on given inputs, and a guarantee on the population."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from lqtheory import certify
from lqtheory.certify import FILES, GUARANTEED
from lqtheory.cli import NO, YES
from lqtheory.cli.output import clear, output_folder, print_json, save_json, spare
from lqtheory.compress import prune_guaranteed
from lqtheory.files import load_inputs, load_masks, load_network, save_masks, save_network, sha256


def certify_pair(
    dense: Path, pruned: Path, inputs: Path, masks: Path | None, out: Path, json: bool, quiet: bool
) -> int:
    """Certify a pruned network on given inputs and write the certificate."""
    before, after, (x, y) = load_network(dense), load_network(pruned), load_inputs(inputs)
    spare(inputs, out, FILES)
    spare(dense, out, FILES[1:])  # over itself the same numbers would be written
    spare(pruned, out, (FILES[0], *FILES[2:]))
    kept = load_masks(masks) if masks else None
    with output_folder(out) as folder:
        certificate = certify(before, after, x, y, masks=kept)
        certificate.save(folder)
    if json:
        print_json(certificate.to_dict())
    elif not quiet:
        typer.echo(certificate)
    return YES if certificate.status == "holds" else NO


def certify_population(
    dense: Path, calibration: Path, held_out: Path, asked: dict[str, Any], out: Path, json: bool, quiet: bool
) -> int:
    """Prune as far as the held-out data allow, and write the guarantee with what it speaks of."""
    network, used, (x, y) = load_network(dense), load_inputs(calibration).x, load_inputs(held_out)
    files = {"dense": dense, "calibration": calibration, "held_out": held_out}
    for path in files.values():
        spare(path, out, ("guarantee.json", *GUARANTEED))
    with output_folder(out) as folder:
        pruned, found = prune_guaranteed(network, used, x, y, **asked)
        # The guarantee goes first and comes last: where there is one, it is of the files beside it.
        clear(folder, ("guarantee.json", *GUARANTEED))
        if pruned:
            save_network(folder / "pruned.safetensors", pruned.network)
            save_masks(folder / "masks.safetensors", pruned.masks)
            save_json(folder / "plan.json", pruned.plan.to_dict())
            files |= {name: folder / name for name in GUARANTEED}
        said = found.to_dict() | {"sha256": {name: sha256(path) for name, path in files.items()}}
        save_json(folder / "guarantee.json", said)
    if json:
        print_json(said | {"plan": pruned.plan.to_dict() if pruned else None})
    elif not quiet:
        typer.echo(f"{pruned.plan.table()}\n{found}" if pruned else found)
    return YES if pruned else NO
