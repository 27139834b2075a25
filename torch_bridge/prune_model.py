"""The command `lqtheory prune-model`: a user's PyTorch model in, its pruned weights with a certificate out."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any

import typer

from lqtheory.certify import FILES
from lqtheory.cli import NO, YES
from lqtheory.cli.output import clear, output_folder, spare
from lqtheory.errors import InputError, UnsupportedLayerError
from torch_bridge.compare import progress

_FORMS = ("weights.safetensors", "prune_form.safetensors", "smaller.safetensors", "plan.json")
WRITTEN = ("certificate.json", *FILES, *_FORMS)
"""All that the command may write."""


def command(
    model: Annotated[
        str, typer.Option(metavar="FILE.py:FACTORY", help="What makes the model; the file is run, with all it does.")
    ],
    data: Annotated[Path, typer.Option(help="Calibration inputs: npz with x, and y if there are labels.")],
    out: Annotated[Path, typer.Option(help="Folder for the results; made if it does not exist.")],
    weights: Annotated[
        Path | None, typer.Option(help="Weights: .safetensors, .pt, .pth, .bin or .onnx; default: the factory's own.")
    ] = None,
    sparsity: Annotated[float | None, typer.Option(help="Fraction of the weights to remove, in [0, 1).")] = None,
    tolerance: Annotated[float | None, typer.Option(help="Largest certified output error, instead.")] = None,
    method: Annotated[
        str, typer.Option(help="Pruning method: any of the README; a wrong name lists all.")
    ] = "adaptive-path",
    ignored: Annotated[
        list[str] | None,
        typer.Option(help="Layer to leave as it is: a name, or 're:' and a regular expression; may be repeated."),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="For methods that draw, and for the factory.")] = 0,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
) -> int:
    """Prune a PyTorch model.

    RUNS the file FILE.py, which is your own Python code: give it only a file that you trust. FACTORY is a function
    without arguments, or a class, that returns the model. Weights are read without running anything.

    Writes weights.safetensors (the state_dict, zeros where pruned), masks.safetensors, prune_form.safetensors (the
    same under the masks of torch.nn.utils.prune), smaller.safetensors (without dead units), plan.json, and
    certificate.json with its files. Where a layer has no bound, the matrices are pruned one by one, to a sparsity, and
    the certificate says which layer stands in the way. Needs PyTorch.
    Exit code 1: the certificate is vacuous or inapplicable; the files are written all the same.
    """
    if not find_spec("torch"):
        raise InputError("prune-model needs torch; install it, or lqtheory with its extra: pip install '.[torch]'")
    if (sparsity is None) == (tolerance is None):
        raise InputError(f"sparsity={sparsity} and tolerance={tolerance}, expected exactly one of the two")
    import torch

    from torch_bridge.user_model import build, check_finite, fill_from, read_data

    for path in (data, *([weights] if weights else [])):
        spare(path, out, WRITTEN)
    x, y = read_data(data)
    torch.manual_seed(seed)
    made = build(model)
    if weights:
        fill_from(made, weights)
    check_finite(made, weights or model)
    asked = {"sparsity": sparsity, "method": method, "ignored": ignored or (), "seed": seed}
    with output_folder(out) as folder, progress(3, quiet) as advance:
        advance("pruning")
        pruner = _pruner(made, data, x, y, tolerance, asked)
        advance("certifying")
        certificate = pruner.certificate
        advance("writing")
        # The certificate goes first and comes last: where there is one, it is of the files beside it.
        clear(folder, WRITTEN)
        pruner.save(folder)
    if not quiet:
        typer.echo(f"{pruner.table()}\n{certificate}")
    return YES if certificate.status == "holds" else NO


def _pruner(model: Any, data: Path, x: Any, y: Any, tolerance: float | None, asked: dict[str, Any]) -> Any:
    """Return the pruner that gives a certificate, or else the one that takes the matrices one by one."""
    import torch

    from lqtheory.files import load_npz
    from torch_bridge import AdaptivePruner, LayerwisePruner

    try:
        return AdaptivePruner(model, x, labels=y, tolerance=tolerance, **asked)
    except UnsupportedLayerError as error:
        if tolerance is not None:
            raise InputError(f"tolerance={tolerance} needs a certificate, and there is none: {error}") from None
    whole = load_npz(data)["x"].dtype.kind in "iu"  # words of a text stay integers
    kind = torch.int64 if whole else next(model.parameters(), torch.zeros(0)).dtype
    return LayerwisePruner(model, torch.tensor(x, dtype=kind), **asked)
