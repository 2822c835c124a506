"""What people answered in their own words, before and after it is put into categories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.events import fold
from tinytroupe_cli.harvest._normalise import Categories
from tinytroupe_cli.harvest._sources import Material, owner, reader, source_of
from tinytroupe_cli.harvest._values import is_missing
from tinytroupe_cli.spec import NormalizeSpec, ReduceSpec


@dataclass(frozen=True, slots=True)
class Words:
    """The answers of a column, and what they are about."""

    said: tuple[tuple[str, tuple[str, ...]], ...]
    """Person and what they said: one text, or several where a list was asked for, or none."""
    about: str

    @property
    def elements(self) -> frozenset[str]:
        """All texts, each once."""
        return frozenset(text for _, texts in self.said for text in texts)


def words_of(spec: NormalizeSpec, material: Material) -> Words:
    """The answers that are to be sorted.

    Raises:
        UsageError: there is no such column, or its rows are not of one person each.
    """
    people = fold(material.events).people
    source = source_of(ReduceSpec(table=(spec.normalize,)), material, people)
    read, _ = reader(spec.normalize, source, material, people)
    said: dict[str, tuple[str, ...]] = {}
    for record in source.records:
        who = owner(record, people)
        if who is None or who in said:
            raise UsageError(
                f"{spec.normalize!r} cannot be put into categories: it is not one answer a person",
                hint="a question has that, and an extraction with `from: people`",
            )
        said[who] = _texts(read(record), spec)
    asked = source.question.posed.text if source.question is not None else ""
    reasons = asked and source.bare(spec.normalize) == "reason"
    about = spec.objective or (
        f"{asked} (The answers are the reasons given.)" if reasons else asked
    )
    return Words(tuple(said.items()), about)


def _texts(value: Any, spec: NormalizeSpec) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    there = [each for each in values if not is_missing(each)]
    for each in there:
        if not isinstance(each, str):
            raise UsageError(f"{spec.normalize!r} holds {each!r}, which is no text to be sorted")
    return tuple(dict.fromkeys(there))


def result_of(name: str, words: Words, found: Categories) -> dict[str, Any]:
    """An extraction's result, for the store: a row for each person, and the mapping behind it.

    A row has the category under the extraction's name, and the text beside it; where people could
    say several things, lists. Somebody of whose answer the category could not be had is a failure.
    """
    several = any(len(texts) > 1 for _, texts in words.said)
    rows: list[dict[str, Any]] = []
    failures: list[dict[str, Any]] = []
    for who, texts in words.said:
        lost = next((found.failures[text] for text in texts if text in found.failures), None)
        if lost is not None:
            error = type(lost).__name__
            failures.append({"person": who, "error": error, "reason": str(lost)})
            continue
        labels = [*dict.fromkeys(found.mapping[text] for text in texts)]
        value = {name: _one(labels, several=several), "text": _one(texts, several=several)}
        rows.append({"person": who, "value": value})
    return {
        "rows": rows,
        "failures": failures,
        "from": "people",
        "n": len(words.said),
        "asked": [who for who, _ in words.said],
        "columns": {name: [*found.labels], "text": None},
        "listed": False,
        "categories": dict(found.names),
        "mapping": dict(sorted(found.mapping.items())),
    }


def _one(values: Sequence[str], *, several: bool) -> Any:
    return [*values] if several else next(iter(values), None)


def known_from(result: dict[str, Any] | None) -> Categories | None:
    """The categories of an earlier result, with what is in them."""
    if result is None or not result.get("mapping"):
        return None
    return Categories(result["categories"], result["mapping"])
