"""Independent tasks on all cores with a progress bar; Ctrl-C reaches this process alone."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from types import TracebackType
from typing import Any

from rich.console import Console
from rich.progress import Progress


class Pool:
    """Runs functions that are importable by name, one thread each, and yields results as they come.

    Parameters
    ----------
    title : str
        What the progress bar says.
    total : int
        How many tasks there will be.
    shown : bool
        Whether there is a bar, on the standard error.
    """

    def __init__(self, title: str, total: int, shown: bool) -> None:
        self.bar = Progress(console=Console(stderr=True), disable=not shown, transient=True)
        self.task = self.bar.add_task(title, total=total)
        self.running: dict[Future[Any], tuple[Any, ...]] = {}

    def __enter__(self) -> Pool:
        os.environ.setdefault("OMP_NUM_THREADS", "1")  # read by the processes that are started
        self.pool = ProcessPoolExecutor(os.cpu_count(), multiprocessing.get_context("spawn"), _ignore_interrupts)
        self.bar.start()
        return self

    def submit(self, function: Callable[..., Any], *arguments: Any) -> None:
        """Add a task; new ones may come while results are read."""
        # A process that is started with the signal blocked never hears Ctrl-C, not even before it can ignore it.
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            self.running[self.pool.submit(function, *arguments)] = arguments
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, blocked)

    def results(self) -> Iterator[tuple[tuple[Any, ...], Any]]:
        """Yield (arguments, result) as tasks are done; what one raises ends all."""
        while self.running:
            done, _ = wait(self.running, return_when=FIRST_COMPLETED)
            for future in done:
                arguments = self.running.pop(future)
                self.bar.advance(self.task)
                yield arguments, future.result()

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.bar.stop()
        if self.running or error:
            for process in list((self.pool._processes or {}).values()):
                process.terminate()
        self.pool.shutdown(cancel_futures=True)


def _ignore_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
