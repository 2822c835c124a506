"""Filling in a form: a JSON Schema of any shape, from what was said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tinytroupe_cli.ids import canonical_json
from tinytroupe_cli.llm._providers.offline import _words as w
from tinytroupe_cli.llm._providers.offline._enum_answers import enum_answer, enum_guess
from tinytroupe_cli.llm._providers.offline._place import Place, Reading
from tinytroupe_cli.llm._providers.offline._plain_answers import (
    boolean_answer,
    number_answer,
    number_guess,
)
from tinytroupe_cli.llm._providers.offline._records import entries
from tinytroupe_cli.llm._providers.offline._roles import role_of
from tinytroupe_cli.llm._providers.offline._schema_walk import (
    MISSING,
    Json,
    Node,
    allowed,
    empty_text,
    kind_of,
    shapes,
)
from tinytroupe_cli.llm._providers.offline._text_answers import text_answer, texts_for

_DEEPEST = 8
"""Schemas may refer to themselves; below this nothing is looked for any more."""


class Form:
    """A schema being filled in."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.root: Node = reading.context.schema

    def fill(self, schema: Json, place: Place) -> Json:
        """What was said for a place; null where that may stand for nothing; else MISSING."""
        shape = shapes(schema, self.root)
        if place.depth <= _DEEPEST:
            for branch in shape.branches:
                value = self._branch(branch, place)
                if value is not MISSING:
                    return value
        return None if shape.nullable else MISSING

    def must(self, schema: Json, place: Place) -> Json:
        """A valid value for a place: what was said, else the one that claims the least."""
        value = self.fill(schema, place)
        if value is not MISSING:
            return value
        shape = shapes(schema, self.root)
        return self._guess(shape.branches[0], place) if shape.branches else None

    def _branch(self, schema: Node, place: Place) -> Json:
        kind = kind_of(schema)
        if kind == "const":
            return schema["const"]
        if kind == "enum":
            return enum_answer(self.reading, place, allowed(schema))
        if kind == "object":
            return self._object(schema, place)
        if kind == "array":
            return self._array(schema, place)
        if kind in {"number", "integer"}:
            return number_answer(self.reading, place, schema)
        if kind == "boolean":
            return boolean_answer(self.reading, place)
        return text_answer(self.reading, place, schema)

    def _guess(self, schema: Node, place: Place) -> Json:
        kind = kind_of(schema)
        if kind == "enum":
            return enum_guess(self.reading, place, allowed(schema))
        if kind in {"number", "integer"}:
            return number_guess(self.reading, place, schema)
        if kind == "boolean":
            return False
        if kind == "array":
            return self._array(schema, place)
        if kind == "object":
            return self._object(schema, replace(place, depth=place.depth + 1), least=True)
        if schema.get("format") == "date" and self.reading.context.moments:
            return f"{self.reading.context.moments[-1].time:%Y-%m-%d}"
        return empty_text(schema)

    # -- objects -----------------------------------------------------------------------------

    def _object(self, schema: Node, place: Place, *, least: bool = False) -> dict[str, Json]:
        properties: Mapping[str, Json] = schema.get("properties", {})
        required = [name for name in schema.get("required", ()) if isinstance(name, str)]
        extra = schema.get("additionalProperties", True)
        roles = {name: role_of(name, _described(each)) for name, each in properties.items()}
        place = self._anchored(place, set(roles.values()))
        result: dict[str, Json] = {}
        for name, each in properties.items():
            inner = place.at(name, each, frozenset(roles.values()))
            if name in required:
                result[name] = self.must(each, inner)
            elif not least and inner.depth <= _DEEPEST:
                value = self.fill(each, inner)
                if value is not MISSING:
                    result[name] = value
        for name in required:
            if name not in result:
                result[name] = self.must(extra, place.at(name, extra))
        if not properties and isinstance(schema.get("additionalProperties"), Mapping) and not least:
            result |= self._by_person(schema, place)
        return self._padded(result, schema, place)

    def _anchored(self, place: Place, roles: set[str]) -> Place:
        """The record's idea, when it asks for one and none is settled yet."""
        if place.proposal or place.said or not roles & {"idea", "title"}:
            return place
        about = {self.reading.objective_role, *roles, role_of(place.name)}
        if "idea" not in about and "content" in about:
            return place
        proposal = self.reading.best_proposal(place.person or self.reading.context.person)
        return replace(place, proposal=proposal) if proposal else place

    def _by_person(self, schema: Node, place: Place) -> dict[str, Json]:
        """An open map is read as one value for each person."""
        names = schema.get("propertyNames", {})
        allowed = names.get("enum") if isinstance(names, Mapping) else None
        found = {}
        for name in self.reading.transcript.speakers:
            if allowed is not None and name not in allowed:
                continue
            inner = replace(place, person=name, depth=place.depth + 1)
            value = self.fill(schema["additionalProperties"], inner)
            if value is not MISSING and value is not None:
                found[name] = value
        return dict([*found.items()][: schema.get("maxProperties", len(found))])

    def _padded(self, result: dict[str, Json], schema: Node, place: Place) -> dict[str, Json]:
        properties = schema.get("properties", {})
        missing = schema.get("minProperties", 0) - len(result)
        spare = [name for name in properties if name not in result]
        if schema.get("additionalProperties", True) is not False:
            spare += [f"more_{number}" for number in range(1, missing - len(spare) + 1)]
        for name in spare[: max(missing, 0)]:
            each = properties.get(name, schema.get("additionalProperties", True))
            result[name] = self.must(each, place.at(name, each))
        return result

    # -- arrays ------------------------------------------------------------------------------

    def _array(self, schema: Node, place: Place) -> list[Json]:
        fixed = schema.get("prefixItems", ())
        found = [self.must(each, place.at(place.name, each)) for each in fixed]
        items = schema.get("items", True)
        if items is not False and place.depth < _DEEPEST:
            found += self._items(items, place)
        elif len(found) < schema.get("minItems", 0) and items is not False:
            found += [self.must(items, replace(place, depth=place.depth + 1))]
        unique = schema.get("uniqueItems", False)
        return self._sized(found, schema, items, place, unique=unique)

    def _items(self, items: Json, place: Place) -> list[Json]:
        shape = shapes(items, self.root)
        if not shape.branches:
            return []
        branch = shape.branches[0]
        kind = kind_of(branch)
        inside = replace(place, depth=place.depth + 1)
        if kind == "object":
            return self._records(branch, items, inside)
        if kind == "string":
            return _unique(self._texts(items, inside))
        if kind == "enum":
            return _unique(self._several(branch, items, inside))
        people = self.reading.transcript.speakers if place.person is None else [place.person]
        if self.reading.context.person is not None:
            people = [self.reading.context.person]
        found = (self.fill(items, replace(inside, person=person)) for person in people)
        return [value for value in found if value is not MISSING and value is not None]

    def _records(self, branch: Node, items: Json, place: Place) -> list[Json]:
        properties = branch.get("properties", {})
        roles = [role_of(name, _described(each)) for name, each in properties.items()]
        found = []
        for entry in entries(self.reading, place, roles, properties):
            value = self.fill(items, entry)
            if isinstance(value, dict) and _says_something(value, properties):
                found.append(value)
        return _unique(found)

    def _texts(self, items: Json, place: Place) -> Iterable[Json]:
        role = self.reading.role(place)
        transcript = self.reading.transcript
        if role == "person":
            proposed = [one.person for one in transcript.proposals]
            if self.reading.objective_role == "idea" and proposed:
                return self._fitting(items, place, proposed)
            return self._fitting(items, place, transcript.speakers)
        if role in {"idea", "title"}:
            mine = [one for one in transcript.proposals if place.person in {None, one.person}]
            return self._fitting(
                items, place, [one.idea if role == "idea" else one.title for one in mine]
            )
        if role == "topic":
            talk = " ".join(one.text for one in self.reading.sentences(place))
            return self._fitting(items, place, w.key_phrases(talk, 8))
        if role == "content":
            return self._fitting(items, place, [one.content for one in transcript.utterances
                                                if transcript.person in {None, one.person}])  # fmt: skip
        found = (
            self.fill(items, replace(place, said=one)) for one in texts_for(self.reading, place)
        )
        return (value for value in found if value is not MISSING and value is not None)

    def _fitting(self, items: Json, place: Place, texts: Sequence[str]) -> Iterable[Json]:
        """Those texts that the items' schema takes."""
        from tinytroupe_cli.llm._providers.offline._schema_walk import fit_text

        for branch in shapes(items, self.root).branches:
            if kind_of(branch) == "string":
                fitted = (fit_text(text, branch) for text in texts)
                return [text for text in fitted if text is not MISSING]
        return [self.must(items, place)]

    def _several(self, branch: Node, items: Json, place: Place) -> Iterable[Json]:
        """The allowed values that came up: people who spoke, choices that were made."""
        values = [value for value in allowed(branch) if value is not None]
        known = [value for value in values if value in self.reading.transcript.speakers]
        if known:
            role = self.reading.role(place)
            proposed = [one.person for one in self.reading.transcript.proposals]
            by_idea = role == "idea" or self.reading.objective_role == "idea"
            return [name for name in known if name in proposed] if by_idea else known
        people = [place.person or self.reading.context.person]
        people = people if people[0] else list(self.reading.transcript.speakers)
        found = (self.fill(items, replace(place, person=person)) for person in people)
        return (value for value in found if value is not MISSING and value is not None)

    def _sized(
        self, found: list[Json], schema: Node, items: Json, place: Place, *, unique: bool
    ) -> list[Json]:
        least, most = schema.get("minItems", 0), schema.get("maxItems", len(found))
        found = found[: max(most, least)]
        spare = (
            [one for one in self._spare(items, place) if one not in found]
            if len(found) < least
            else []
        )
        while len(found) < least:
            extra = (
                spare.pop(0) if spare else self.must(items, replace(place, depth=place.depth + 1))
            )
            if unique and extra in found and not spare:
                break
            if not (unique and extra in found):
                found.append(extra)
        return found

    def _spare(self, items: Json, place: Place) -> list[Json]:
        """Further values for a list that has to be longer than what was found."""
        shape = shapes(items, self.root)
        if not shape.branches:
            return []
        branch = shape.branches[0]
        if kind_of(branch) == "enum":
            return allowed(branch)
        if kind_of(branch) == "boolean":
            return [False, True]
        if kind_of(branch) == "string":
            said = [one.text for one in self.reading.sentences(place)]
            return _unique(self._fitting(items, place, said))
        if kind_of(branch) in {"number", "integer"}:
            from tinytroupe_cli.llm._providers.offline._schema_walk import as_kind, fits_number

            step = branch.get("multipleOf", 1)
            low = branch.get("minimum", branch.get("exclusiveMinimum", 0))
            start = round(low / step) * step
            tries = [start + step * number for number in range(-1, 60)]
            return [as_kind(one) for one in tries if fits_number(one, branch)]
        return []


def _described(schema: Json) -> str:
    return str(schema.get("description", "")) if isinstance(schema, Mapping) else ""


def _says_something(record: Mapping[str, Json], properties: Mapping[str, Json]) -> bool:
    """Whether a record holds more than a name."""
    told = {name: value for name, value in record.items() if value not in (None, "", [], {}, False)}
    beyond = [name for name in told if role_of(name, _described(properties.get(name))) != "person"]
    return bool(beyond) or (bool(told) and len(properties) == len(told))


def _unique(values: Iterable[Json]) -> list[Json]:
    return [*{canonical_json(value): value for value in values}.values()]
