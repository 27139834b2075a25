"""Independent jobs on all cores: every step is reported, and Ctrl-C ends them all at once."""

from __future__ import annotations

import multiprocessing
import os
import queue
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any

from threadpoolctl import threadpool_limits

from lqtheory.errors import LqTheoryError

Advance = Callable[[str], None]

_messages: Any = None


def each(function: Callable[[Any, Advance], Any], jobs: Sequence[Any], advance: Advance) -> list[Any]:
    """Return `function(job, advance)` for every job, in order; each job has one thread and at most one core.

    One thread per job also means that sums are added in one order, whatever the machine.

    Parameters
    ----------
    function : callable
        Importable by name, or a `functools.partial` of such a function.
    jobs : sequence
        What can be pickled.
    advance : callable
        Called in this process with every message that a job sends.
    """
    workers = min(len(jobs), os.cpu_count() or 1)
    if workers == 1:
        with threadpool_limits(1):
            return [function(job, advance) for job in jobs]
    context = multiprocessing.get_context("spawn")
    messages, others = context.Queue(), set(multiprocessing.active_children())
    # A worker starts at a submission.
    with _patient() as heed, ProcessPoolExecutor(workers, context, _start, (messages,)) as pool:
        try:
            with _deaf():
                futures = [pool.submit(_call, function, job) for job in jobs]
            while not all(future.done() for future in futures):
                heed()
                _forward(messages, advance)
                for future in futures:
                    if future.done():
                        future.result()  # one failure ends all
            _forward(messages, advance)
            return [future.result() for future in futures]
        except BrokenProcessPool:
            raise LqTheoryError("a worker process was ended from outside (out of memory?)") from None
        except BaseException:
            for process in set(multiprocessing.active_children()) - others:
                process.terminate()
            raise


def _forward(messages: Any, advance: Advance) -> None:
    try:
        while True:
            advance(messages.get(timeout=0.1))
    except queue.Empty:
        return


@contextmanager
def _patient() -> Iterator[Callable[[], None]]:
    """Let signals that end the program act only where the function that is yielded is called.

    An exception out of nowhere may be lost: Python ignores one that comes while it tidies up, and a pool that is
    interrupted while it starts a worker may wait for ever.
    """
    came: list[int] = []
    before: dict[int, Any] = {}
    if threading.current_thread() is threading.main_thread():  # no other may set handlers, or is interrupted
        for number in (signal.SIGINT, signal.SIGTERM):
            before[number] = signal.signal(number, lambda number, _: came.append(number))

    def heed() -> None:
        for number in came:
            if not callable(before[number]):
                raise KeyboardInterrupt
            before[number](number, None)

    try:
        yield heed
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _deaf() -> Iterator[None]:
    """Hold Ctrl-C back until the end; the processes started meanwhile never hear it: the parent alone shall."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start(messages: Any) -> None:
    """Tell a worker where its messages go."""
    global _messages
    _messages = messages


def _call(function: Callable[[Any, Advance], Any], job: Any) -> Any:
    with threadpool_limits(1):
        return function(job, _messages.put)
