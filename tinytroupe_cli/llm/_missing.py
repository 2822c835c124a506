"""Why no kept reply answers a request: the nearest one that is kept, and what differs."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest
from typing import Any, NamedTuple

from tinytroupe_cli.errors import CacheMissError
from tinytroupe_cli.ids import canonical_json
from tinytroupe_cli.llm._kept import asked
from tinytroupe_cli.llm._types import MEANING, Cache, Request

HINT = (
    "leave out --cache-only to ask the model, or bring replies in with `troupe cache import FILE`"
)
SHOWN = 60
"""Characters of a text that are quoted."""


class _Difference(NamedTuple):
    weight: float
    """How far from each other two requests are by it; a late message counts least."""
    told: str


def missing(request: Request, kept: Cache | None) -> CacheMissError:
    """The error for a reply that is not kept where only kept ones may be used."""
    wanted = asked(request)
    others = kept.alike(request.purpose, request.person) if kept else ()
    differences = [_differences(wanted, other) for other in others]
    nearest = min(differences, key=lambda each: [one.weight for one in each], default=None)
    if nearest is None:
        why = f"none is kept for {request.purpose!r} of {request.person or 'the world'} at all"
    elif not nearest:
        why = "one with the same words is kept, but of another version of the engine"
    else:
        why = "the nearest that is kept differs in " + "; ".join(one.told for one in nearest)
    return CacheMissError(
        f"no reply is kept for {_which(request)}, and only kept replies may be used: {why}",
        hint=HINT,
    )


def unfit(request: Request, wrong: str) -> CacheMissError:
    """The error for a kept reply that is no answer, where nobody may be asked once more.

    Args:
        request: the question.
        wrong: in what the reply does not fit it.
    """
    return CacheMissError(
        f"the reply that is kept for {_which(request)} cannot be used, and only kept replies may "
        f"be: {wrong}",
        hint=HINT,
    )


def _which(request: Request) -> str:
    round_ = f", round {request.round}" if request.round else ""
    who = request.person or "the world"
    return f"{request.purpose!r} of {who} (step {request.step}{round_})"


def _differences(wanted: Mapping[str, Any], other: Mapping[str, Any]) -> list[_Difference]:
    """What sets two requests apart, the greatest first; empty where only the key knows."""
    found = []
    for name in MEANING:
        now, then = wanted["params"].get(name), other["params"].get(name)
        if now != then:
            told = f"the parameter {name} ({_short(then)} is kept, {_short(now)} is asked)"
            found.append(_Difference(1000, told))
    for name, words in (("seed", "the seed"), ("sample", "the sample")):
        if wanted[name] != other.get(name):
            told = f"{words} ({_short(other.get(name))} is kept, {_short(wanted[name])} is asked)"
            found.append(_Difference(900, told))
    if canonical_json(wanted["schema"]) != canonical_json(other.get("schema")):
        found.append(_Difference(800, "the form that the answer has to have"))
    spoken = _message(wanted["messages"], other.get("messages", []))
    return [*found, *([spoken] if spoken else [])]


def _message(now: list[dict[str, str]], then: list[dict[str, str]]) -> _Difference | None:
    for number, (one, other) in enumerate(zip_longest(now, then), start=1):
        if one == other:
            continue
        left = len(now) + 1 - number
        if one is None or other is None:
            return _Difference(left, f"how many messages there are ({len(then)}, now {len(now)})")
        new, old = one["content"], other["content"]
        weight = left - _alike(new, old) / (len(new) + 1)
        new, old = _first_other_line(new, old)
        what = f"message {number} ({one['role']})"
        return _Difference(
            weight, f"{what}, where {_short(old)} is kept and {_short(new)} is asked"
        )
    return None


def _first_other_line(one: str, other: str) -> tuple[str, str]:
    for new, old in zip_longest(one.splitlines(), other.splitlines(), fillvalue=""):
        if new != old:
            return _around(new, old)
    return one, other


def _around(new: str, old: str) -> tuple[str, str]:
    """Two lines from shortly before the place where they part."""
    same = _alike(new, old)
    begin = max(0, same - SHOWN // 3)
    return new[begin:], old[begin:]


def _alike(one: str, other: str) -> int:
    """How many characters two texts have in common before they part."""
    same, most = 0, min(len(one), len(other))
    while same < most:  # by halves: a history may be long, and many are compared
        middle = (same + most + 1) // 2
        if one[same:middle] == other[same:middle]:
            same = middle
        else:
            most = middle - 1
    return same


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else canonical_json(value)
    return repr(text if len(text) <= SHOWN else f"{text[: SHOWN - 3]}...")
