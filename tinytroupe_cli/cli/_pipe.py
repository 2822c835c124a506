"""A closed pipe is no error: what nobody reads any more is dropped, and the work goes on."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any, TextIO

from tinytroupe_cli.errors import StoreError


class PatientPipe:
    """A text stream that stays quiet when its reader has gone, as after `| head`.

    Args:
        stream: the stream itself.
        carries_result: a full disk then is an error; a lost word to the human is none.
    """

    def __init__(self, stream: TextIO, *, carries_result: bool) -> None:
        self._stream, self._carries_result = stream, carries_result

    def __getattr__(self, name: str) -> Any:
        """All else is the stream's own."""
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write, or drop the text when nobody reads."""
        try:
            return self._stream.write(text)
        except OSError as failure:
            self._let_go(failure)
            return len(text)

    def flush(self) -> None:
        """Flush, or drop what is left when nobody reads."""
        try:
            self._stream.flush()
        except OSError as failure:
            self._let_go(failure)

    def _let_go(self, failure: OSError) -> None:
        # The interpreter flushes once more at exit; from now on that leads nowhere.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self._stream.fileno())
        os.close(nowhere)
        if self._carries_result and not isinstance(failure, BrokenPipeError):
            raise StoreError(f"cannot write the result: {failure.strerror}") from None


def patient(stream: TextIO | None, *, carries_result: bool) -> Any:
    """A standard stream made patient; where there is none, as after `>&-`, one that leads nowhere.

    Pipes and files get UTF-8 whatever the locale says, and no letter is ever an error.
    """
    if stream is None:
        return Path(os.devnull).open("w", encoding="utf-8")
    if isinstance(stream, io.TextIOWrapper):
        encoding = stream.encoding if stream.isatty() else "utf-8"
        stream.reconfigure(encoding=encoding, errors="backslashreplace")
    return PatientPipe(stream, carries_result=carries_result)
