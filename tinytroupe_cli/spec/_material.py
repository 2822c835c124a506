"""Documents and images that are shown with questions: read once, known by their content."""

from __future__ import annotations

import io
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from tinytroupe_cli.errors import MissingExtraError, SpecError, need
from tinytroupe_cli.spec._ask import MaterialFile
from tinytroupe_cli.spec._check import MISSING, read_text
from tinytroupe_cli.spec._library import Library, NotFound
from tinytroupe_cli.spec._node import Node
from tinytroupe_cli.spec._problems import Problems
from tinytroupe_cli.spec._source import decode, shown

IMAGES = {
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp",
}  # fmt: skip
PLAIN = (".txt", ".md", ".csv", ".json")
LARGEST = 20 * 1024 * 1024
"""Bytes of one file; endpoints take no larger images."""
_BEGINNINGS = {
    "image/png": (b"\x89PNG",), "image/jpeg": (b"\xff\xd8\xff",), "image/webp": (b"RIFF",),
}  # fmt: skip


class _UnusableError(Exception):
    """A file that holds nothing to show; says why."""


def read_material(node: Node, library: Library, problems: Problems) -> Any:
    """All files that a question comes with; a single one may stand without a list."""
    found = [_one(item, library, problems) for item in (node.items if node.is_list else [node])]
    return MISSING if MISSING in found else tuple(found)


def _one(node: Node, library: Library, problems: Problems) -> Any:
    ref = read_text(node, problems, what="an entry of `material`")
    if ref is MISSING:
        return MISSING
    try:
        path = library.find(ref, "material")
    except NotFound as error:
        problems.add(node.place, str(error), error.hint)
        return MISSING
    try:
        return _read(path, ref)
    except SpecError as error:
        problems.take(error)
    except MissingExtraError as error:
        problems.add(node.place, f"`{ref}` cannot be read: {error}", error.hint)
    except _UnusableError as error:
        problems.add(node.place, f"`{ref}` {error}")
    except OSError as error:
        problems.add(node.place, f"`{ref}` cannot be read: {error.strerror or error}")
    return MISSING


def _read(path: Path, ref: str) -> MaterialFile:
    if not path.is_file():
        raise _UnusableError("is a folder; name the files in it")
    ending = path.suffix.lower()
    if path.stat().st_size > LARGEST:
        raise _UnusableError(f"is larger than {LARGEST // 1024 // 1024} MB")
    content = path.read_bytes()
    known = sha256(content).hexdigest()
    if ending in IMAGES:
        media = IMAGES[ending]
        if not content.startswith(_BEGINNINGS[media]):
            raise _UnusableError(f"is no {media.partition('/')[2].upper()} image")
        data = b64encode(content).decode("ascii")
        return MaterialFile(file=ref, digest=known, media=media, data=data)
    if ending not in _TEXTS:
        endings = " ".join((*_TEXTS, *IMAGES))
        raise _UnusableError(f"is of a kind that cannot be shown; there are {endings}")
    text = _TEXTS[ending](content, shown(path)).strip()
    if not text:
        raise _UnusableError("holds no text; pages that are pictures go in as images")
    return MaterialFile(file=ref, digest=known, text=text)


def _pdf(content: bytes, file: str) -> str:
    pypdf = need("pypdf", extra="docs")
    try:
        pages = pypdf.PdfReader(io.BytesIO(content)).pages
        return "\n\n".join(page.extract_text() for page in pages)
    except Exception as error:  # noqa: BLE001 - pypdf raises all sorts of things at broken files
        raise _UnusableError(f"is no PDF that can be read ({file}): {error}") from None


def _docx(content: bytes, file: str) -> str:
    docx = need("docx", extra="docs")
    try:
        blocks = docx.Document(io.BytesIO(content)).iter_inner_content()
        return "\n".join(line for block in blocks for line in _lines(block))
    except Exception as error:  # noqa: BLE001 - so does python-docx
        raise _UnusableError(f"is no document that can be read ({file}): {error}") from None


def _lines(block: Any) -> list[str]:
    """A paragraph's text, or a line for each row of a table."""
    if hasattr(block, "rows"):
        return [" | ".join(cell.text for cell in row.cells) for row in block.rows]
    return [block.text]


_TEXTS: dict[str, Callable[[bytes, str], str]] = {
    **dict.fromkeys(PLAIN, decode),
    ".pdf": _pdf,
    ".docx": _docx,
}
