"""Files of JSON Lines, plain or gzipped: written whole or not at all, read with distrust."""

from __future__ import annotations

import codecs
import gzip
import json
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, NoReturn

from tinytroupe_cli.errors import Problem, SpecError, StoreError, UsageError
from tinytroupe_cli.stage._whole import whole

LONGEST = 32_000_000
"""Bytes of a line at the most."""
LARGEST = 2_000_000_000
"""Bytes of a file at the most, unpacked."""
DEEPEST = 100
"""Lists and objects within each other at the most."""
WIDEST = 1000
"""Digits of a whole number at the most."""
MAGIC = b"\x1f\x8b"
"""How a gzipped file begins, whatever its name."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that is read, perhaps a copy of what a pipe brought."""

    path: Path
    name: str
    """What it is called in messages."""


def as_line(value: Any) -> str:
    """A value as one line of JSON, fit for UTF-8."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # half an emoji, as models sometimes write
        text = json.dumps(value)
    return text + "\n"


def write_lines(path: Path, values: Iterable[Any]) -> int:
    """Write values, gzipped if the name ends so. How many.

    Raises:
        StoreError: the file cannot be written; what was there before is as it was.
    """
    count = 0
    try:
        with whole(path) as file, file.open("wb") as raw, _packed(raw, path) as out:
            for value in values:
                out.write(as_line(value).encode())
                count += 1
    except OSError as failure:
        raise StoreError(f"cannot write {str(path)!r}: {failure.strerror}") from None
    return count


@contextmanager
def at_hand(path: Path) -> Iterator[Source]:
    """A source that can be read more than once: the file, or a copy of what a pipe brings.

    Args:
        path: a file or a pipe; `-` is stdin.

    Raises:
        UsageError: the pipe cannot be read, or brings more than a file may have.
    """
    if str(path) != "-" and (not path.exists() or path.is_file() or path.is_dir()):
        yield Source(path, str(path))
        return
    with TemporaryDirectory(prefix="troupe-") as folder:
        copy = Path(folder, "pipe")
        try:
            with copy.open("wb") as out:
                if str(path) == "-":
                    _pour(sys.stdin.buffer, out)
                else:
                    with path.open("rb") as pipe:
                        _pour(pipe, out)
        except OSError as failure:
            raise UsageError(f"cannot read {str(path)!r}: {failure.strerror}") from None
        yield Source(copy, "stdin" if str(path) == "-" else str(path))


def _pour(pipe: IO[bytes], out: IO[bytes]) -> None:
    size = 0
    while part := pipe.read(1 << 20):
        size += len(part)
        if size > LARGEST:
            raise UsageError(
                f"the pipe brings more than {LARGEST:,} bytes", hint="nothing was imported"
            )
        out.write(part)


def read_lines(source: Source) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a file with their line numbers, from 1; empty lines are nothing.

    A byte order mark, which editors on Windows put before UTF-8, is nothing either.

    Raises:
        UsageError: the file cannot be read.
        SpecError: a line is no JSON object.
    """
    try:
        with source.path.open("rb") as raw:
            packed = raw.read(len(MAGIC)) == MAGIC
            raw.seek(0)
            file = gzip.GzipFile(fileobj=raw) if packed else raw
            number = size = 0
            while line := file.readline(LONGEST + 1):
                number, size = number + 1, size + len(line)
                if size > LARGEST:
                    refuse(source, number, f"the file is larger than {LARGEST:,} bytes")
                if number == 1:
                    line = line.removeprefix(codecs.BOM_UTF8)
                if line.strip():
                    yield number, _object(source, number, line)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise UsageError(
            f"{source.name!r} is not whole: its packing breaks off or is damaged",
            hint="nothing was imported; get the file once more",
        ) from None
    except OSError as failure:
        raise UsageError(f"cannot read {source.name!r}: {failure.strerror}") from None


def refuse(source: Source, number: int, what: str) -> NoReturn:
    """Say what is wrong in a line of a file that was to be imported.

    Raises:
        SpecError: always.
    """
    hint = "nothing was imported"
    raise SpecError([Problem(source.name, number, 1, what, hint)])


@contextmanager
def _packed(raw: IO[bytes], path: Path) -> Iterator[Any]:
    if path.suffix != ".gz":
        yield raw
        return
    # Neither name nor time go into the file, so that equal contents are equal files.
    with gzip.GzipFile(fileobj=raw, mode="wb", filename="", mtime=0) as file:
        yield file


def _object(source: Source, number: int, line: bytes) -> dict[str, Any]:
    if len(line) > LONGEST:
        refuse(source, number, f"the line is longer than {LONGEST:,} bytes")
    try:
        value = json.loads(line.decode(), parse_constant=_no_number, parse_int=_whole)
    except UnicodeDecodeError:
        refuse(source, number, "this is not UTF-8")
    except OverflowError as wrong:
        refuse(source, number, str(wrong))
    except RecursionError:
        refuse(source, number, "the JSON is nested too deeply")
    except ValueError as wrong:
        cut = "" if line.endswith(b"\n") else " (the file ends in the middle of it)"
        refuse(source, number, f"this is not JSON{cut}: {wrong}")
    if _is_deep(value):
        refuse(source, number, "the JSON is nested too deeply")
    if not isinstance(value, dict):
        refuse(source, number, "this is JSON, but not an object")
    return value


def _is_deep(value: Any) -> bool:
    level = [value] if isinstance(value, dict | list) else []
    for _ in range(DEEPEST):
        inner = (each.values() if isinstance(each, dict) else each for each in level)
        level = [one for each in inner for one in each if isinstance(one, dict | list)]
        if not level:
            return False
    return True


def _whole(digits: str) -> int:
    if len(digits) > WIDEST:
        raise OverflowError(f"the line holds a number too long: {len(digits):,} digits")
    return int(digits)


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number of JSON")
