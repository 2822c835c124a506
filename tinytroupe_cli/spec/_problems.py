"""Everything wrong with a set of files, gathered so that it can be told at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from tinytroupe_cli.errors import Problem, SpecError
from tinytroupe_cli.spec._node import Node, Parsed, Place


class Problems:
    """Collects errors and warnings of the files that belong to one command."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, int, int, str], Problem] = {}
        self._warnings: dict[str, None] = {}

    def __len__(self) -> int:
        return len(self._found)

    @property
    def warnings(self) -> tuple[str, ...]:
        """The warnings so far, each with its place, in the order they came up."""
        return tuple(self._warnings)

    def add(self, place: Place, message: str, hint: str | None = None) -> None:
        """Note something wrong; the same thing at the same place counts once."""
        problem = Problem(place.file, place.line, place.column, message, hint)
        self._found.setdefault((*_at(problem), message), problem)

    def take(self, error: SpecError) -> None:
        """Note the problems of another file."""
        for problem in error.problems:
            self._found.setdefault((*_at(problem), problem.message), problem)

    def open(self, parsed: Parsed) -> Node:
        """Note what was noticed while a file was read, and go on with its root."""
        for problem in parsed.problems:
            self._found.setdefault((*_at(problem), problem.message), problem)
        for warning in parsed.warnings:
            self.warn(Place(*_at(warning)), warning.message)
        return parsed.root

    def warn(self, place: Place, message: str) -> None:
        """Note something that works but may not be what was meant."""
        self._warnings.setdefault(f"{place}: {message}")

    def raise_if_any(self) -> None:
        """Stop here when anything is wrong.

        Raises:
            SpecError: with all the problems, in order of file, line and column.
        """
        if self._found:
            raise SpecError([*self._found.values()])


def _at(problem: Problem) -> tuple[str, int, int]:
    return problem.file, problem.line, problem.column


def nearest(word: str, known: Iterable[str], *, count: int = 1) -> list[str]:
    """The known words most like this one, best first; none when none is like it."""
    spelled: dict[str, str] = {}
    for name in known:
        spelled.setdefault(name.casefold(), name)
    close = difflib.get_close_matches(word.casefold(), spelled, n=count, cutoff=0.6)
    return [spelled[name] for name in close]


def did_you_mean(word: str, known: Iterable[str], *, limit: int = 12) -> str | None:
    """A hint: the nearest known words, or what there is to choose from when it is little."""
    names = [*dict.fromkeys(known)]
    close = nearest(word, names, count=3)
    if close:
        return f"did you mean {' or '.join(f'`{name}`' for name in close)}?"
    if not names:
        return None
    more = f" and {len(names) - limit} more" if len(names) > limit else ""
    return f"known: {', '.join(names[:limit])}{more}"
