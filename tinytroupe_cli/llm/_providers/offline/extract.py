"""An extraction: a JSON Schema filled from what was really said, nothing invented."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from typing import Any

from tinytroupe_cli.events import ExtractContext
from tinytroupe_cli.llm._providers.offline import _words as w
from tinytroupe_cli.llm._providers.offline._roles import persona_field, role_of
from tinytroupe_cli.llm._providers.offline._schema_walk import (
    MISSING,
    as_kind,
    fit_text,
    kind_of,
    number_near,
    shapes,
)
from tinytroupe_cli.llm._providers.offline._transcript import Proposal, Transcript

_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
LISTED = 12
"""How many entries a list of sentences has at the most."""


def answer(context: ExtractContext, rng: random.Random) -> Any:  # noqa: ARG001 - it chooses nothing
    """A value that is valid for the schema, read out of the transcript."""
    reading = _Reading(context)
    return reading.fill(context.schema, "", context.objective)


class _Reading:
    """One extraction in the making: the transcript, and whom or which idea a record is about."""

    def __init__(self, context: ExtractContext) -> None:
        self.root = context.schema
        self.context = context
        self.script = Transcript(context.moments, context.people, context.person)
        self.person = context.person
        self.proposal: Proposal | None = None
        self.sentence: str | None = None

    def fill(self, schema: Any, name: str, hint: str) -> Any:
        """A value for a place in the schema, named and described."""
        place = shapes(schema, self.root)
        if not place.branches:
            return None
        branch = place.branches[0]
        hint = str(branch.get("description", hint))
        value = self._value(branch, name, hint)
        if value is None and not place.nullable:
            return self._unknown(branch)
        return value

    def _value(self, schema: Mapping[str, Any], name: str, hint: str) -> Any:
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return self._one_of(schema["enum"], name)
        kind = kind_of(schema)
        if kind == "object":
            properties = schema.get("properties", {})
            return {key: self.fill(inner, key, key) for key, inner in properties.items()}
        if kind == "array":
            return self._list(schema, name, hint)
        if kind in {"number", "integer"}:
            return self._number(schema, name)
        if kind == "boolean":
            found = self.script.stance(self.person, f"{name} {self.context.objective}")
            return None if found is None else found[0] == "for"
        if kind == "null":
            return None
        text = self._text(name, hint)
        fitted = None if text is None else fit_text(text, schema)
        return None if fitted is MISSING else fitted

    def _one_of(self, options: list[Any], name: str) -> Any:
        texts = [str(option) for option in options if option is not None]
        if set(texts) <= set(self.context.people):
            meant = self._whose()
            return meant if meant in texts else None
        labelled = self.script.options or tuple(w.Option(text, text, text) for text in texts)
        chosen = self._choice(labelled)
        if chosen is not None:
            title = next((one.title for one in labelled if one.label == chosen), "")
            for text in texts:
                if text.casefold() in {chosen.casefold(), title.casefold()}:
                    return text
            if chosen == w.NONE:
                return None
        words = " ".join(one.text for one in self.script.of(self.person))
        ranked = max(texts, key=lambda text: w.overlap(text, words))
        return ranked if w.overlap(ranked, words) > 0 or name == "tone" else None

    def _choice(self, options: Any) -> str | None:
        who = self._whose()
        found = self.script.choice(who, options) if who else None
        return found[0] if found else None

    def _list(self, schema: Mapping[str, Any], name: str, hint: str) -> list[Any]:
        items = schema.get("items", {})
        inner = shapes(items, self.root).branches
        is_record = bool(inner) and kind_of(inner[0]) == "object"
        role = role_of(name, hint) if not is_record else role_of("", self.context.objective)
        if is_record:
            return self._records(items, inner[0], hint)
        found = []
        for text in self._sentences(role):
            self.sentence = text
            value = self.fill(items, name, hint)
            if value is not None and value not in found:
                found.append(value)
        self.sentence = None
        return found[: schema.get("maxItems", LISTED)]

    def _records(self, items: Any, inner: Mapping[str, Any], hint: str) -> list[Any]:
        roles = {role_of(key, hint) for key in inner.get("properties", {})}
        asked = f"{hint} {self.context.objective}"
        wants_ideas = "idea" in roles or "idea" in {role_of(word) for word in w.tokens(asked)}
        records: list[Any] = []
        if wants_ideas and self.script.proposals:
            for proposal in self.script.proposals:
                self.proposal, self.person = proposal, proposal.person
                records.append(self.fill(items, "", hint))
        else:
            role = "problem" if "problem" in roles else "summary"
            for said in self.script.sentences:
                if self._tells(said.text, role):
                    self.sentence, self.person = said.text, said.person
                    records.append(self.fill(items, "", hint))
        self.proposal, self.sentence, self.person = None, None, self.context.person
        return [one for index, one in enumerate(records) if one not in records[:index]]

    def _tells(self, text: str, role: str) -> bool:
        if text.endswith("?"):
            return False
        if role == "problem":
            return w.difficulty(text) > 0
        first_person = {"i", "my", "i'm", "i've", "me"} & set(text.casefold().split())
        return bool(first_person) and len(w.stems(text)) >= 4

    def _number(self, schema: Mapping[str, Any], name: str) -> float | int | None:
        field = persona_field(name)
        if field is not None and self.person is not None:
            known = self.context.people[self.person].get(field)
            if isinstance(known, int | float):
                return as_kind(known)
        found = self.script.rating(self.person, self.script.scale)
        if role_of(name) == "rating" and found is not None:
            return as_kind(number_near(found[0], schema))
        for said in reversed(self.script.of(self.person)):
            if role_of(name) == "number" and w.overlap(said.text, name.replace("_", " ")) > 0:
                figures = [float(text.replace(",", "")) for text in _FIGURE.findall(said.text)]
                if figures:
                    return as_kind(number_near(figures[-1], schema))
        return None

    def _text(self, name: str, hint: str) -> str | None:
        role = role_of(name, hint)
        if role == "person":
            return self._whose()
        field = persona_field(name)
        if field is not None and self.person is not None:
            known = self.context.people[self.person].get(field)
            if isinstance(known, str | int):
                return str(known)
        if self.proposal is not None:
            return self.proposal.title if role == "title" else self.proposal.idea
        if self.sentence is not None:
            return self.sentence
        if role in {"idea", "title"} and self.script.proposals:
            best = max(
                self.script.proposals, key=lambda one: (self.script.support(one), one.said.seq)
            )
            return best.title if role == "title" else best.idea
        if role == "content":
            spoken = [one for one in self.script.utterances if one.person == self.person]
            return max((one.content for one in spoken), key=len, default=None)
        found = self._sentences(role)
        return found[0] if found else None

    def _sentences(self, role: str) -> list[str]:
        """The sentences that play a role, best first for a summary, else in order."""
        texts = [one.text for one in self.script.of(self.person) if not one.text.endswith("?")]
        if role == "reason":
            return [text for text in texts if w.gives_reason(text)] or texts[:1]
        if role == "problem":
            return [text for text in texts if w.difficulty(text) > 0]
        if role == "need":
            return [text for text in texts if w.wish(text) > 0]
        if role == "pros":
            return [text for text in texts if w.tone(text) > 0]
        if role == "cons":
            return [text for text in texts if w.tone(text) < 0]
        if role == "idea":
            return [one.idea for one in self.script.proposals]
        objective = self.context.objective
        return sorted(texts, key=lambda text: -w.overlap(text, objective))[:LISTED]

    def _whose(self) -> str | None:
        if self.person is not None:
            return self.person
        return self.script.speakers[0] if self.script.speakers else None

    def _unknown(self, schema: Mapping[str, Any]) -> Any:
        """What stands where nothing was said and null is not allowed."""
        if "enum" in schema:
            return schema["enum"][0]
        kind = kind_of(schema)
        if kind in {"number", "integer"}:
            return as_kind(number_near(0, schema))
        if kind == "boolean":
            return False
        fitted = fit_text("", schema)
        return "" if fitted is MISSING else fitted
