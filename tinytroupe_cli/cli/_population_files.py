"""A folder of sampled people, one persona file each: made, resumed, never mixed with others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tinytroupe_cli.cli._files import write
from tinytroupe_cli.errors import SpecError, UsageError
from tinytroupe_cli.spec import as_yaml

ENDINGS = (".yaml", ".yml", ".json", ".csv")


@dataclass(frozen=True, slots=True)
class Place:
    """The file of one person."""

    path: Path
    persona: Mapping[str, Any]
    """With the facts that were sampled."""
    there: Mapping[str, Any] | None = None
    """The persona that the file holds already; of the same person."""

    @property
    def lived(self) -> bool:
        """Whether the file holds a life, not only facts."""
        return self.there is not None and bool(self.there["provenance"].get("by"))


def places(personas: Sequence[Mapping[str, Any]], folder: Path) -> list[Place]:
    """Where each goes, and who is there already from an earlier time.

    Raises:
        UsageError: the folder holds anybody else.
    """
    width = max(4, len(str(len(personas))))
    paths = [
        folder / f"{number:0{width}}_{file_stem(persona['name'])}.yaml"
        for number, persona in enumerate(personas, start=1)
    ]
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{str(folder)!r} is a file, not a folder")
    there = {path for path in _files_in(folder) if path.suffix.lower() in ENDINGS}
    others = sorted(there - {*paths})
    if others:
        more = f" and {len(others) - 1} more" if len(others) > 1 else ""
        raise UsageError(
            f"{str(folder)!r} holds others already: {others[0].name}{more}",
            hint="name another folder with -o; the same people are taken up with the same command",
        )
    return [
        Place(path, persona, _same(path, persona) if path in there else None)
        for path, persona in zip(paths, personas, strict=True)
    ]


def put(path: Path, persona: Mapping[str, Any]) -> None:
    """Write the file of a persona, whole or not at all."""
    write(path, as_yaml(persona))


def file_stem(name: str) -> str:
    """A name as part of a file's name: ASCII letters, digits and underscores."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:60] or "person"


def _files_in(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if not path.name.startswith(".")]
    except FileNotFoundError:
        return []
    except OSError as failure:
        raise UsageError(f"{str(folder)!r} cannot be read: {failure.strerror}") from None


def _same(path: Path, persona: Mapping[str, Any]) -> Mapping[str, Any]:
    """The persona in a file, if it is the one that was sampled, with or without a life.

    Raises:
        UsageError: it is somebody else, or was changed.
    """
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        found = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - safe
    except (OSError, ValueError, yaml.YAMLError, SpecError):
        found = None
    account = found.get("provenance") if isinstance(found, dict) else None
    wanted = persona["provenance"]
    keys = ("population", "seed", "number", "row", "sampled")
    same = isinstance(account, dict) and all(account.get(key) == wanted.get(key) for key in keys)
    if not same or any(_at(found, one) != _at(persona, one) for one in wanted["sampled"]):
        raise UsageError(
            f"{str(path)!r} is not the person who was sampled",
            hint="name another folder with -o, or remove the file",
        )
    checked: Mapping[str, Any] = found
    return checked


def _at(facts: Any, path: str) -> Any:
    for part in path.split("."):
        facts = facts.get(part) if isinstance(facts, Mapping) else None
    return facts
