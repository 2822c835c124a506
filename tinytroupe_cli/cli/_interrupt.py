"""Ctrl-C and SIGTERM: where a run may stop well, and how all else stops at once."""

from __future__ import annotations

import signal
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from tinytroupe_cli.errors import TroupeError

T = TypeVar("T")
SIGNALS = (signal.SIGINT, signal.SIGTERM)


class StoppedError(TroupeError):
    """The user, or the system for them, ended the command."""

    exit_code = 130

    def __init__(self) -> None:
        super().__init__("interrupted")


@contextmanager
def raising_signals() -> Iterator[list[int]]:
    """Both signals raise KeyboardInterrupt; what is yielded holds those that came."""
    came: list[int] = []

    def note(number: int, _frame: object) -> None:
        came.append(number)
        raise KeyboardInterrupt

    before = {}
    for number in SIGNALS:
        if signal.getsignal(number) is signal.SIG_IGN:
            continue  # so it is for jobs in the background of a script
        try:
            before[number] = signal.signal(number, note)
        except ValueError:  # not the main thread
            break
    try:
        yield came
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def interruptible(work: Coroutine[Any, Any, T], first: Callable[[], None] | None = None) -> T:
    """Run to the end.

    Args:
        work: what is to be done.
        first: called at the first interrupt, to ask the work to come to an end by itself; the
            second one stops it at once. Without it the first one does.

    Raises:
        StoppedError: it was stopped at once.
    """
    import asyncio

    outside = {number: signal.getsignal(number) for number in SIGNALS}
    try:
        return asyncio.run(_guarded(work, first))
    except KeyboardInterrupt:
        raise StoppedError from None
    finally:
        # The loop leaves the signals as the system had them.
        for number, handler in outside.items():
            if handler is not None and signal.getsignal(number) is not handler:
                signal.signal(number, handler)


async def _guarded(work: Coroutine[Any, Any, T], first: Callable[[], None] | None) -> T:
    from asyncio import get_running_loop

    asked = 0

    def interrupt() -> None:
        nonlocal asked
        asked += 1
        if asked > 1 or first is None:
            raise KeyboardInterrupt
        first()

    loop = get_running_loop()
    for number in SIGNALS:
        if signal.getsignal(number) is signal.SIG_IGN:
            continue
        try:
            loop.add_signal_handler(number, interrupt)
        except (NotImplementedError, RuntimeError, ValueError):
            break  # Windows, or not the main thread
    return await work
