"""Who a TinyPerson is: the persona, with the people they know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from inspect import cleandoc
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self

from tinytroupe_cli import events as e
from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.spec import load_fragment
from tinytroupe_cli.spec import merge as merge_facts
from tinytroupe_cli.stage._loop import wait_for, wait_for_async
from tinytroupe_cli.stage.people._somebody import Somebody, name_of
from tinytroupe_cli.stage.people._specification import facts_of


class Describing(Somebody):
    """Reading and changing the persona; every change is an event of the world."""

    @property
    def persona(self) -> Mapping[str, Any]:
        """The persona as it is now: a copy, so that changes go through the methods."""
        return MappingProxyType(deepcopy(self._state.persona))

    def get(self, key: str, default: Any = None) -> Any:
        """The value at a key or a dotted path such as `occupation.title`."""
        found: Any = self._state.persona
        if key in found:
            return deepcopy(found[key])
        for part in key.split("."):
            if not isinstance(found, Mapping) or part not in found:
                return default
            found = found[part]
        return deepcopy(found)

    def __getitem__(self, key: str) -> Any:
        missing = object()
        found = self.get(key, missing)
        if found is missing:
            raise KeyError(key)
        return found

    def __setitem__(self, key: str, value: Any) -> None:
        """Set the value at a key or a dotted path; mappings on the way are made where missing."""
        first, dot, rest = key.partition(".")
        if not dot or key in self._state.persona:
            self.define(key, value)
            return
        inside = deepcopy(self._state.persona.get(first)) or {}
        at: Any = inside
        *path, last = rest.split(".")
        for part in path:
            at = at.setdefault(part, {}) if isinstance(at, dict) else None
        if not isinstance(at, dict):
            raise UsageError(f"{self.name}: nothing can be put under {key!r}, it is no mapping")
        at[last] = value
        self.define(first, inside)

    def define(
        self, key: str | None, value: Any, group: str | None = None, *, merge: bool = False
    ) -> Self:
        """Set a value of the persona; what stood there is replaced.

        Args:
            key: which value. None appends `value` to the list `group`.
            value: anything that JSON can hold; a text loses the indentation of its lines.
            group: the key stands inside of this mapping; to a list, `{key: value}` is appended.
            merge: True merges instead: mappings key by key, lists joined.

        Raises:
            UsageError: the name is to be changed, the group holds a single value, or JSON cannot
                hold the value.
        """
        if isinstance(value, str):
            value = cleandoc(value)
        if merge and key is not None:
            return self.include_persona_definitions(
                {key: value} if group is None else {group: {key: value}}
            )
        if group is None:
            if key is None:
                raise UsageError("define() without a key needs a group to append to")
            return self._define({key: value})
        inside = deepcopy(self._state.persona.get(group))
        if isinstance(inside, list) or (inside is None and key is None):
            return self._define({group: [*(inside or []), value if key is None else {key: value}]})
        if key is not None and isinstance(inside, dict | None):
            return self._define({group: {**(inside or {}), key: value}})
        kind = "a mapping" if isinstance(inside, dict) else f"{inside!r}"
        raise UsageError(
            f"{self.name}: {group!r} holds {kind}, nothing can be put into it like this",
            hint=f"define({group!r}, ...) replaces it",
        )

    def define_several(
        self, group: str | Mapping[str, Any], records: Iterable[Any] | None = None
    ) -> Self:
        """Set several values: `{key: value, ...}`; or append records to the list of a group.

        Raises:
            UsageError: the records are no list.
        """
        if isinstance(group, Mapping):
            return self._define(group)
        if records is None or isinstance(records, str | Mapping):
            raise UsageError(f"{group!r} gets a list of records, not {records!r}")
        for record in records:
            self.define(None, record, group)
        return self

    def define_relationships(
        self,
        relationships: Mapping[str, Any] | Iterable[Mapping[str, Any]],
        *,
        replace: bool = True,
    ) -> Self:
        """Say whom the person knows: `{"name": ..., "description": ...}`, one or many.

        Args:
            relationships: the people known.
            replace: False keeps those known so far.

        Raises:
            UsageError: one of them is no mapping.
        """
        several = [relationships] if isinstance(relationships, Mapping) else [*relationships]
        for one in several:
            if not isinstance(one, Mapping):
                raise UsageError(
                    f'a relationship is {{"name": ..., "description": ...}}, not {one!r}'
                )
        new = [dict(one) for one in several]
        return self._define({"relationships": new if replace else [*self._known(), *new]})

    def related_to(
        self, other: Describing | str, description: str, symmetric: str | bool | None = None
    ) -> Self:
        """Say how the person knows another.

        Args:
            other: the other person, or a name.
            description: what the other is to this person.
            symmetric: what this person is to the other; True: the same; None: not said.
        """
        if symmetric and not isinstance(other, Describing):
            raise UsageError(f"only a person can get a relationship, not the name {other!r}")
        self._relate(name_of(other), description)
        if symmetric and isinstance(other, Describing):
            back = description if symmetric is True else symmetric
            other._relate(self.name, back)  # noqa: SLF001 - one of its own kind
        return self

    def clear_relationships(self) -> Self:
        """Forget whom the person knows."""
        return self._define({"relationships": []})

    def include_persona_definitions(self, additional: Mapping[str, Any]) -> Self:
        """Merge facts into the persona: mappings key by key, lists joined, single values replaced.

        A `name` among them is left out: people keep theirs.
        """
        facts = {key: value for key, value in additional.items() if key != "name"}
        merged = merge_facts(self._state.persona, facts_of(facts))
        return self._define(merged, changed=tuple(facts))

    def import_fragment(self, ref: Path | str) -> Self:
        """Merge a fragment into the persona: a path, or a name such as `travel_lover`.

        Raises:
            SpecError: it is not found, or the file is wrong.
        """
        return self.include_persona_definitions(load_fragment(str(ref)).facts)

    def __add__(self, other: Mapping[str, Any] | Path | str) -> Self:
        """Merge facts, or a fragment by name or path, into this person, and return them."""
        if isinstance(other, Mapping):
            return self.include_persona_definitions(other)
        if isinstance(other, str | Path):
            return self.import_fragment(other)
        return NotImplemented

    def minibio(self, extended: bool = False, requirements: str | None = None) -> str:
        """The person in a sentence, made of what the persona says and nothing else.

        Args:
            extended: True asks the person's model for three or four sentences, which costs a call
                the first time and is a kept reply afterwards.
            requirements: what the model should heed; needs `extended`.

        Raises:
            ModelError, BudgetError: the extended form could not be had.
            UsageError: there are requirements for the short form.
        """
        if extended:
            return wait_for(self._place.introduce(self.name, requirements))
        return self._short_bio(requirements)

    async def aminibio(self, extended: bool = False, requirements: str | None = None) -> str:
        """`minibio` for async callers."""
        if extended:
            return await wait_for_async(self._place.introduce(self.name, requirements))
        return self._short_bio(requirements)

    def _short_bio(self, requirements: str | None) -> str:
        if requirements is not None:
            raise UsageError("only an extended minibio can heed requirements", hint="extended=True")
        age = self.get("age")
        place = self.get("residence") or self.get("country_of_residence")
        work = self.get("occupation.title") or self.get("occupation")
        told = [
            f"{age} years old" if age is not None else None,
            str(self.get("nationality")) if isinstance(self.get("nationality"), str) else None,
            f"works as {work}" if isinstance(work, str) else None,
            f"lives in {place}" if isinstance(place, str) else None,
        ]
        facts = ", ".join(fact for fact in told if fact)
        return f"{self.name}: {facts}." if facts else f"{self.name}."

    def _known(self) -> list[Any]:
        known = self.get("relationships") or []
        return known if isinstance(known, list) else [known]

    def _relate(self, name: str, description: str) -> None:
        self.define_relationships({"name": name, "description": description}, replace=False)

    def _define(self, facts: Mapping[str, Any], changed: tuple[str, ...] | None = None) -> Self:
        if facts.get("name", self.name) != self.name:
            raise UsageError(
                f"{self.name} cannot be renamed to {facts['name']!r}",
                hint="make another TinyPerson, or load one with new_agent_name",
            )
        persona = facts_of({**self._state.persona, **facts})
        with self._place.quietly():
            self._place.world.emit(
                e.Defined, person=self.name, persona=persona, changed=changed or tuple(facts)
            )
        return self
