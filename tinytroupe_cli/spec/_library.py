"""Where names and paths lead: beside the file, the project, the built-in library."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tinytroupe_cli.spec._problems import did_you_mean
from tinytroupe_cli.spec._source import shown

Kind = Literal["persona", "fragment", "population", "world", "schema", "material"]
_FOLDERS: dict[Kind, str] = {
    "persona": "personas",
    "fragment": "personas/fragments",
    "population": "personas/populations",
    "world": "worlds",
    "schema": "schemas",
    "material": "materials",
}
_ENDINGS: dict[Kind, tuple[str, ...]] = {
    "persona": (".yaml", ".yml", ".json", ".agent.json", ".csv"),
    "fragment": (".yaml", ".yml", ".json", ".agent.fragment.json", ".fragment.json"),
    "population": (".yaml", ".yml", ".json", ".csv"),
    "world": (".yaml", ".yml", ".json"),
    "schema": (".json", ".yaml", ".yml"),
    "material": (".md", ".txt"),
}
_ALL_ENDINGS = (
    ".agent.fragment.json", ".fragment.json", ".agent.json", ".yaml", ".yml", ".json", ".csv",
)  # fmt: skip


class NotFound(Exception):  # noqa: N818 - an outcome the caller turns into a problem with a place
    """A name or path that leads nowhere; says what to do about it."""

    def __init__(self, message: str, hint: str | None) -> None:
        super().__init__(message)
        self.hint = hint


def stem(path: Path) -> str:
    """The short name of a file: `lisa` of lisa.yaml, `Lisa` of Lisa.agent.json."""
    name = path.name
    for ending in _ALL_ENDINGS:
        if name.lower().endswith(ending) and len(name) > len(ending):
            return name[: -len(ending)]
    return path.stem


def builtin_root() -> Path:
    """The folder whose `personas` come with the package.

    In an installed wheel that is `tinytroupe_cli/library`, in a checkout the repository.
    """
    package = Path(__file__).resolve().parent.parent
    installed = package / "library"
    return installed if (installed / "personas").is_dir() else package.parent


def project_root(folder: Path) -> Path | None:
    """The folder of the nearest config.ini upward, if there is one."""
    for candidate in (folder, *folder.parents):
        if (candidate / "config.ini").is_file():
            return candidate
    return None


@dataclass(frozen=True, slots=True)
class Library:
    """The roots in which names and paths of one file are looked up, in this order."""

    beside: Path
    """The folder of the file that names things; for the command line the working directory."""
    project: Path | None
    """The project's folder, if there is one."""
    builtin: Path
    """The folder that holds the built-in `personas`."""
    anywhere: bool = False
    """Whether paths may leave the roots: true for those given on the command line."""

    @classmethod
    def around(
        cls, folder: Path, *, builtin: Path | None = None, anywhere: bool = False
    ) -> Library:
        """The library as a file in this folder sees it."""
        beside = folder.resolve()
        root = (builtin or builtin_root()).resolve()
        return cls(beside, project_root(beside), root, anywhere)

    @property
    def roots(self) -> tuple[Path, ...]:
        """The roots, each once."""
        found = (self.beside, self.project, self.builtin)
        return tuple(dict.fromkeys(root for root in found if root is not None))

    def find(self, ref: str, kind: Kind, *, naming: Path | None = None) -> Path:
        """The file or folder that a name or path means.

        Args:
            ref: a name such as `lisa`, or a path to a file or folder.
            kind: what is looked for.
            naming: the file that names it, which is never what it means.

        Raises:
            NotFound: with where it looked and the nearest known names.
        """
        if not ref.strip() or "\0" in ref:
            raise NotFound(f"`{ref}` is not the name of a {kind}", None)
        outside: Path | None = None
        for candidate in self._candidates(ref, kind):
            try:
                path = candidate.resolve()
                there = path.is_file() or path.is_dir()
            except (OSError, RuntimeError):  # a name too long, a loop of links
                continue
            if not there or (naming is not None and path == naming.resolve()):
                continue
            if self._inside(path):
                return path
            outside = outside or path
        if outside is not None:
            raise NotFound(
                f"`{ref}` leads to {outside}, outside of the folders that may be read",
                f"these are {', '.join(shown(root) for root in self.roots)}",
            )
        raise NotFound(f"there is no {kind} `{ref}`", self._advice(ref, kind))

    def _candidates(self, ref: str, kind: Kind) -> Iterator[Path]:
        path = Path(ref).expanduser() if self.anywhere else Path(ref)
        if path.is_absolute():
            yield path
            return
        bare, named = path.name == ref, ref.lower().endswith(_ALL_ENDINGS)
        for root in self.roots:
            own = root != self.builtin
            readable = own or path.parts[:1] == ("personas",)
            if named and readable:
                yield root / path
            if bare:
                folder = root / _FOLDERS[kind]
                yield from (folder / f"{ref}{ending}" for ending in _ENDINGS[kind])
                if root == self.beside:
                    if kind == "persona" and personas_in(root / ref):
                        yield root / ref  # a folder of people by its whole name, before r.csv
                    yield from (root / f"{ref}{ending}" for ending in _ENDINGS[kind])
                yield folder / ref
            if readable:
                yield root / path
            elif kind in {"persona", "fragment", "population"}:
                yield root / "personas" / path

    def _inside(self, path: Path) -> bool:
        if self.anywhere:
            return True
        own = [root for root in self.roots if root != self.builtin]
        return any(path.is_relative_to(root) for root in [*own, self.builtin / "personas"])

    def known(self, kind: Kind) -> dict[str, Path]:
        """The names that can be used, with the file of each; the first root wins."""
        found: dict[str, Path] = {}
        for root in self.roots:
            for path in files_in(root / _FOLDERS[kind], _ENDINGS[kind]):
                found.setdefault(stem(path), path)
        return found

    def _advice(self, ref: str, kind: Kind) -> str:
        path = Path(ref)
        if path.name == ref and not path.suffix:
            folders = ", ".join(shown(root / _FOLDERS[kind]) for root in self.roots)
        else:
            folders = ", ".join(shown(root) for root in self.roots)
        if kind == "persona" and (meant := self._as_population(ref)):
            return meant
        close = did_you_mean(stem(path), self.known(kind))
        mark = "" if not close else f"{close} " if close.endswith("?") else f"{close}; "
        return f"{mark}looked in {folders}"

    def _as_population(self, ref: str) -> str | None:
        """What to do where the name of a person is that of a population."""
        try:
            self.find(ref, "population")
        except NotFound:
            return None
        ask, write = f"`troupe ask {ref}:COUNT`", f"`{{generate: COUNT, population: {ref}}}`"
        return f"`{ref}` is a population; so many of its people: {ask if self.anywhere else write}"


def files_in(folder: Path, endings: tuple[str, ...]) -> list[Path]:
    """The files directly inside of a folder that end so, sorted by name."""
    try:
        paths = [path for path in folder.iterdir() if path.is_file()]
    except OSError:
        return []
    kept = [path for path in paths if path.name.lower().endswith(endings)]
    return sorted((path for path in kept if not path.name.startswith(".")), key=lambda p: p.name)


def personas_in(folder: Path) -> list[Path]:
    """The persona files directly inside of a folder, sorted by name; fragments are left out."""
    paths = files_in(folder, (".yaml", ".yml", ".json"))
    return [path for path in paths if not path.name.lower().endswith(".fragment.json")]
