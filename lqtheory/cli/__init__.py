"""The command `lqtheory`: one sentence and an exit code for whatever goes wrong."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence

YES, NO, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130
"""Exit codes: done or yes; the answer is no; the input is bad; stopped with Ctrl-C."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with 0 (yes), 1 (no), 2 (bad input) or 130 (interrupted).

    Parameters
    ----------
    arguments : sequence of str, optional
        Default: those of the process.
    """
    try:
        # Whoever ends the process politely gets the same tidying up as with Ctrl-C.
        for number in (signal.SIGINT, signal.SIGTERM, *_ALARM):
            signal.signal(number, _interrupt)
        sys.exit(_run(arguments))
    except KeyboardInterrupt:
        sys.stderr.write("lqtheory: interrupted\n")
        sys.exit(INTERRUPTED)


_ALARM = (signal.SIGALRM,) if hasattr(signal, "SIGALRM") else ()
_AGAIN = 5.0
"""Seconds after which an interrupt comes again: Python drops one that comes while it tidies up an object."""


def _interrupt(number: int, frame: object) -> None:
    if _ALARM:
        signal.setitimer(signal.ITIMER_REAL, _AGAIN)
    raise KeyboardInterrupt


def _run(arguments: Sequence[str] | None) -> int:
    import typer

    from lqtheory.cli.app import app
    from lqtheory.errors import LqTheoryError

    try:
        code = app(args=arguments, standalone_mode=False)
    except typer.TyperException as error:
        sentence = error.format_message()
    except LqTheoryError as error:
        sentence = str(error)
    except (OSError, UnicodeEncodeError) as error:  # nobody can read what is printed: the disk is full, or no ℓ
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python would try again at its end
        sentence = f"cannot write the output: {error}"
    except typer.Abort:
        raise KeyboardInterrupt from None
    else:
        if code == INTERRUPTED:
            raise KeyboardInterrupt
        return code or YES
    typer.echo(f"lqtheory: {sentence}", err=True)
    return BAD_INPUT
