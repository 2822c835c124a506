"""The people of a scenario by all the ways to refer to them."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from tinytroupe_cli.ids import match_name
from tinytroupe_cli.spec._cast import CastMember
from tinytroupe_cli.spec._check import MISSING
from tinytroupe_cli.spec._node import Node, Place, kind_of, list_node
from tinytroupe_cli.spec._persona import PROVENANCE
from tinytroupe_cli.spec._problems import Problems, did_you_mean

EVERYONE = "everyone"
_COMPARISON = re.compile(r"(>=|<=|==|!=|>|<)\s*(.+)", re.DOTALL)
_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    ">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt,
}  # fmt: skip


class Roster:
    """Who takes part, in order, and who is meant by a name."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._members: dict[str, CastMember] = {}
        self._folded_names: dict[str, str] = {}
        self._places: dict[str, Place] = {}
        self._stems: dict[str, set[str]] = {}
        self._second_stems: dict[str, set[str]] = {}

    def __iter__(self) -> Iterator[CastMember]:
        return iter(self._members.values())

    def __contains__(self, name: object) -> bool:
        return name in self._members

    @property
    def names(self) -> tuple[str, ...]:
        """The full names, in the order they were added."""
        return tuple(self._members)

    def facts(self) -> frozenset[str]:
        """The keys that any of the personas has."""
        return frozenset(key for member in self for key in member.persona)

    def add(
        self, member: CastMember, place: Place, stem: str | None, *, renamed: bool = False
    ) -> None:
        """Take somebody in; a name that is taken already is noted.

        Args:
            member: who it is.
            place: where they are named.
            stem: the short name of their file.
            renamed: whether they go by another name than their file's; then somebody else from
                the same file who does not comes first when the file's name is used.
        """
        taken = self._folded_names.get(_folded(member.name))
        if taken is not None:
            self._problems.add(
                place,
                f"there are two people called `{member.name}`; "
                f"the first is in {self._places[taken]}",
                "give one another name: `{use: ..., as: ...}`",
            )
            return
        self._members[member.name] = member
        self._folded_names[_folded(member.name)] = member.name
        self._places[member.name] = place
        if stem:
            stems = self._second_stems if renamed else self._stems
            stems.setdefault(_folded(stem), set()).add(member.name)

    def match(self, wanted: str) -> str | None:
        """The one person who is meant: by full name, file, or unique first or last name."""
        whole = self._folded_names.get(_folded(wanted))
        if whole is not None:
            return whole
        stemmed = self._stemmed(wanted)
        return next(iter(stemmed)) if len(stemmed) == 1 else match_name(wanted, self._members)

    def _stemmed(self, wanted: str) -> set[str]:
        folded = _folded(wanted)
        return self._stems.get(folded) or self._second_stems.get(folded, set())

    def name(self, node: Node, *, extra: Iterable[str] = ()) -> Any:
        """The full name of the person that a text means; MISSING and a problem if nobody is."""
        text = node.text
        if text is None or not text.strip():
            self._problems.add(node.place, f"a person's name is expected, not {kind_of(node)}")
            return MISSING
        found = self.match(text)
        if found is not None:
            return found
        folded = _folded(text)
        several = self._stemmed(text) or {
            name for name in self._members if folded in name.casefold().split()
        }
        if several:
            among = [name for name in self._members if name in several]
            self._problems.add(
                node.place, f"`{text}` could be {' or '.join(among)}", "write the full name"
            )
        else:
            known = [*self._members, *self._stems, *self._second_stems, *extra]
            self._problems.add(
                node.place, f"there is nobody called `{text}`", did_you_mean(text, known)
            )
        return MISSING

    def who(self, node: Node, present: frozenset[str] | None = None) -> Any:
        """`everyone`, or the full names that a name, a list or a condition means.

        Args:
            node: what stands in the file.
            present: among whom a condition chooses; by default among all.
        """
        if node.is_map:
            inner = node.entries.get("who")
            if inner is not None and len(node.entries) == 1:
                return self.who(inner, present)
            return self._matching(node, present)
        items = node.items if node.is_list else [node]
        if not items:
            self._problems.add(node.place, "the list names nobody")
            return MISSING
        if any((item.text or "").strip().casefold() == EVERYONE for item in items):
            return EVERYONE
        names = [self.name(item, extra=[EVERYONE]) for item in items]
        return MISSING if MISSING in names else tuple(dict.fromkeys(names))

    def _matching(self, node: Node, present: frozenset[str] | None) -> Any:
        among = [member for member in self if present is None or member.name in present]
        for path, wanted in node.entries.items():
            kept = [member for member in among if holds(fact(member.persona, path), wanted)]
            if not kept:
                values = [fact(member.persona, path) for member in among]
                self._problems.add(
                    node.key_place(path), f"nobody matches `{path}: {_shown(wanted)}`",
                    _values_hint(path, values, among, wanted),
                )  # fmt: skip
                return MISSING
            among = kept
        if not node.entries:
            self._problems.add(node.place, "the condition is empty", f"write `{EVERYONE}`")
            return MISSING
        return tuple(member.name for member in among)


def fact(persona: Mapping[str, Any], path: str) -> Any:
    """The value at a dotted path of a persona, or None."""
    if path in persona:
        return persona[path]
    value: Any = persona
    for part in path.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def holds(value: Any, wanted: Node) -> bool:
    """Whether a fact meets a condition: equal, one of a list, or compared as `>= 40`."""
    if wanted.is_list:
        return any(holds(value, item) for item in wanted.items)
    if isinstance(value, list | tuple):
        return any(holds(item, wanted) for item in value)
    if isinstance(wanted.value, str):
        compared = _COMPARISON.fullmatch(wanted.value.strip())
        if compared:
            return _compare(value, compared.group(1), compared.group(2).strip())
    if isinstance(value, bool) or isinstance(wanted.value, bool) or wanted.value is None:
        return value is wanted.value
    return value is not None and _folded(str(value)) == _folded(wanted.text or "")


def agrees(value: Any, wanted: Any) -> bool:
    """The same for a condition in plain values, as it is kept once it has been read."""
    return holds(value, _as_node(wanted))


def _as_node(wanted: Any) -> Node:
    here = Place("")
    if isinstance(wanted, list | tuple):
        return list_node([_as_node(each) for each in wanted], here)
    return Node(wanted, here, None if wanted is None else str(wanted))


def _compare(value: Any, sign: str, limit: str) -> bool:
    if sign in {"==", "!="}:
        return (_folded(str(value)) == _folded(limit)) is (sign == "==")
    try:
        return value is not None and _OPERATORS[sign](float(value), float(limit))
    except (TypeError, ValueError):
        return False


def _values_hint(path: str, values: list[Any], among: list[CastMember], wanted: Node) -> str | None:
    texts = [*dict.fromkeys(str(value) for value in values if isinstance(value, str | int | float))]
    if texts:
        truths = {"True", "False"} & {*texts} and isinstance(wanted.value, str)
        written = " (write true or false)" if truths else ""
        return f"there is: {'; '.join(text[:60] for text in texts[:8])}{written}"
    known = {key for member in among for key in member.persona} - {PROVENANCE}
    if any(member.life for member in among) and path.partition(".")[0] not in known:
        facts = ", ".join(sorted(known))
        return f"lives are not written yet when this is read; of those generated are known: {facts}"
    return did_you_mean(path, known)


def _shown(node: Node) -> str:
    return node.text if node.text is not None else str(node.plain())


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").split())
