"""Who a TinyPerson is: the persona, and whom they know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self

from tinytroupe_cli import events as e
from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.sim import persona_json
from tinytroupe_cli.spec import load_fragment, merge
from tinytroupe_cli.stage._somebody import Somebody, name_of


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

    def define(self, key: str | None, value: Any, group: str | None = None) -> Self:
        """Set a value of the persona; what stood there is replaced.

        Args:
            key: which value. None appends `value` to the list `group`.
            value: anything that JSON can hold.
            group: the key stands inside of this mapping; to a list, `{key: value}` is appended.

        Raises:
            UsageError: the name is to be changed, or the group holds a single value.
        """
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
        """Set several values: `{key: value, ...}`; or append records to the list of a group."""
        if isinstance(group, Mapping):
            return self._define(group)
        for record in records or ():
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
        """
        several = [relationships] if isinstance(relationships, Mapping) else relationships
        new = [dict(one) for one in several]
        return self._define({"relationships": new if replace else [*self._known(), *new]})

    def related_to(
        self, other: Describing, description: str, symmetric: str | bool | None = None
    ) -> Self:
        """Say how the person knows another.

        Args:
            other: the other person.
            description: what the other is to this person.
            symmetric: what this person is to the other; True: the same; None: not said.
        """
        self._relate(other.name, description)
        if symmetric:
            other._relate(self.name, description if symmetric is True else symmetric)
        return self

    def clear_relationships(self) -> Self:
        """Forget whom the person knows."""
        return self._define({"relationships": []})

    def include_persona_definitions(self, additional: Mapping[str, Any]) -> Self:
        """Merge facts into the persona: mappings key by key, lists joined, single values replaced.

        A `name` among them is left out: people keep theirs.
        """
        facts = {key: value for key, value in additional.items() if key != "name"}
        return self._define(merge(self._state.persona, facts), changed=tuple(facts))

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

    def minibio(self) -> str:
        """The person in a sentence, made of what the persona says and nothing else."""
        age, place = self.get("age"), self.get("residence")
        work = self.get("occupation.title") or self.get("occupation")
        told = [
            f"{age} years old" if age is not None else None,
            str(self.get("nationality")) if isinstance(self.get("nationality"), str) else None,
            f"works as {work}" if isinstance(work, str) else None,
            f"lives in {place}" if isinstance(place, str) else None,
        ]
        facts = ", ".join(fact for fact in told if fact)
        return f"{self.name}: {facts}." if facts else f"{self.name}."

    # -- whom they can reach -----------------------------------------------------------------

    def make_agent_accessible(self, other: Somebody | str, relation: str = "") -> Self:
        """Let this person reach another; not the other way round."""
        return self._access(other, relation)

    def make_agents_accessible(self, others: Iterable[Somebody | str], relation: str = "") -> Self:
        """Let this person reach others."""
        for other in others:
            self._access(other, relation)
        return self

    def make_agent_inaccessible(self, other: Somebody | str) -> Self:
        """Keep this person from reaching another."""
        return self._access(other, None)

    def _access(self, other: Somebody | str, relation: str | None) -> Self:
        known = name_of(other, [*self._place.world.state.people])
        self._place.world.emit(e.Access, person=self.name, other=known, relation=relation)
        return self

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
        persona = persona_json({**self._state.persona, **facts})
        self._place.world.emit(
            e.Defined, person=self.name, persona=persona, changed=changed or tuple(facts)
        )
        return self
