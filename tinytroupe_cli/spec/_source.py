"""Bytes of a file into text: size, encoding and characters are checked before any parsing."""

from __future__ import annotations

import re
from pathlib import Path

from tinytroupe_cli.errors import Problem, SpecError

SIZE_LIMIT = 5 * 1024 * 1024
"""The largest file that is read, in bytes."""

_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def shown(path: Path) -> str:
    """A path as messages show it: from the working directory when it lies inside."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def fail(file: str, line: int, column: int, message: str, hint: str | None = None) -> SpecError:
    """An error about one place, ready to be raised."""
    return SpecError([Problem(file, line, column, message, hint)])


def read_text(path: Path, file: str) -> str:
    """The text of a file, without a byte order mark.

    Args:
        path: the file.
        file: what to call it in messages.

    Raises:
        SpecError: it is missing, not a file, unreadable, too large or not UTF-8.
    """
    try:
        if path.is_dir():
            raise fail(file, 1, 1, "this is a folder, not a file")
        if not path.is_file():
            raise fail(file, 1, 1, "there is no such file")
        with path.open("rb") as stream:
            data = stream.read(SIZE_LIMIT + 1)
            size = path.stat().st_size
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise fail(file, 1, 1, f"the file cannot be read: {reason}") from None
    if len(data) > SIZE_LIMIT:
        raise fail(
            file,
            1,
            1,
            f"the file is {size / 1024 / 1024:.1f} MB; at most {SIZE_LIMIT // 1024 // 1024} MB "
            "are read",
            "split it, or keep long data in files of their own",
        )
    return decode(data, file)


def decode(data: bytes, file: str) -> str:
    """UTF-8 bytes as text, without a byte order mark.

    Raises:
        SpecError: not UTF-8, or characters that no text file should hold.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise fail(file, 1, 1, "the file is UTF-16, not UTF-8", "save it as UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # With a signature the decoder counts from behind it.
        offset = error.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
        line = data.count(b"\n", 0, offset) + 1
        begin = data.rfind(b"\n", 0, offset) + 1
        column = len(data[begin:offset].decode("utf-8-sig")) + 1
        raise fail(
            file,
            line,
            column,
            f"byte {offset} (0x{data[offset]:02x}) is not UTF-8",
            "save the file as UTF-8",
        ) from None
    check_characters(text, file)
    return text


def check_characters(text: str, file: str) -> None:
    """Refuse control characters and lone surrogates.

    Raises:
        SpecError: at the first such character.
    """
    found = _FORBIDDEN.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        raise fail(
            file,
            line,
            column,
            f"the character U+{ord(found.group()):04X} does not belong in a text file",
            "remove it, or write it as an escape in double quotes",
        )
