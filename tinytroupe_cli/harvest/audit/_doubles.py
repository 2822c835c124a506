"""Doubles in a crowd: names that come twice, first names that come too often, whole people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from tinytroupe_cli.harvest._rows import Row
from tinytroupe_cli.ids import digest

SHOWN = 10


def doubles(people: Sequence[Mapping[str, Any]]) -> Row:
    """How many names there are, the commonest of them, and who has all facts of somebody else.

    `same_name` counts the people whose name somebody before them has, `same_facts` those whose
    facts are all somebody else's.
    """
    names = Counter(" ".join(str(one.get("name", "")).split()) for one in people)
    first = Counter(name.split()[0] for one in people if (name := str(one.get("name", "")).strip()))
    facts: dict[str, list[str]] = {}
    for one in people:
        whole = {key: value for key, value in one.items() if key not in {"name", "provenance"}}
        facts.setdefault(digest(whole), []).append(str(one.get("name", "")))
    twins = [who for who in facts.values() if len(who) > 1]
    return {
        "names": len(names),
        "same_name": sum(count - 1 for count in names.values()),
        "commonest_names": _commonest(names),
        "first_names": len(first),
        "commonest_first_names": _commonest(first),
        "same_facts": sum(len(who) for who in twins),
        "twins": twins[:SHOWN],
    }


def _commonest(found: Counter[str]) -> list[Row]:
    """Those that come more than once, the commonest first."""
    often = sorted(found.items(), key=lambda each: (-each[1], each[0]))
    return [{"name": name, "count": count} for name, count in often if count > 1][:SHOWN]
