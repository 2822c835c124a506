"""What is taken out of a run: its extractions, all asked at once, and its reductions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.events import Event
from tinytroupe_cli.harvest import (
    Material,
    Sorting,
    extract,
    known_from,
    reduce,
    result_of,
    words_of,
)
from tinytroupe_cli.ids import digest
from tinytroupe_cli.llm import LLM
from tinytroupe_cli.sim.together import together
from tinytroupe_cli.spec import AnyExtract, ExtractSpec, NormalizeSpec, Scenario
from tinytroupe_cli.stage._session import Session


@dataclass(frozen=True, slots=True)
class Harvest:
    """What came of a run."""

    extracted: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Name -> all that an extraction found."""
    reduced: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)
    """Name -> rows."""
    failures: Sequence[Mapping[str, Any]] = ()
    """`{"person", "error", "reason"}`."""

    @property
    def shown(self) -> dict[str, Any]:
        """Name -> value, as results show it."""
        return {name: shown(found) for name, found in self.extracted.items()}


class Harvester:
    """Puts extractions to the model and keeps what they found.

    Args:
        session: models and store.
        llm: who answers.
        run: the run that is asked about.
        seed: the scenario's seed.
        sample: which independent answers.
    """

    def __init__(self, session: Session, llm: LLM, run: str, *, seed: int, sample: str) -> None:
        self._session, self._llm, self._run = session, llm, run
        self._seed, self._sample = seed, sample

    async def harvest(self, scenario: Scenario, story: Sequence[Event]) -> Harvest:
        """All that a scenario wants to know."""
        kept = await self.extract(scenario.extract, story)
        material = Material(story, kept)
        reduced: dict[str, list[dict[str, Any]]] = {}
        failures = [each for found in kept.values() for each in found["failures"]]
        for name, rule in scenario.reduce.items():
            try:
                reduced[name] = reduce(rule, material)
            except UsageError as wrong:  # the run is played and paid: only this table is lost
                reduced[name] = []
                reason = f"reduce {name}: {wrong}"
                failures.append({"person": None, "error": "UsageError", "reason": reason})
        return Harvest(kept, reduced, failures)

    async def extract(
        self,
        specs: Mapping[str, AnyExtract],
        story: Sequence[Event],
        known: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> dict[str, dict[str, Any]]:
        """What each extraction found, by name; answers are sorted when all of them are there.

        Args:
            specs: what to ask.
            story: what happened.
            known: earlier extractions of the run, whose answers can be sorted too.
        """
        asked = {name: spec for name, spec in specs.items() if isinstance(spec, ExtractSpec)}
        answers = await together(self._one(name, spec, story) for name, spec in asked.items())
        found = dict(zip(asked, answers, strict=True))
        material = Material(story, {**(known or {}), **found})
        sorting = {name: spec for name, spec in specs.items() if isinstance(spec, NormalizeSpec)}
        groups = await together(
            self._sorted(name, spec, material) for name, spec in sorting.items()
        )
        found |= dict(zip(sorting, groups, strict=True))
        return {name: found[name] for name in specs}

    async def _sorted(self, name: str, spec: NormalizeSpec, material: Material) -> dict[str, Any]:
        """Free answers in categories; those that earlier runs have sorted are not asked again."""
        session = self._session
        params = session.models.params(None, "extract")
        try:
            words = words_of(spec, material)
        except UsageError as wrong:  # the run is played and paid: only this is lost
            failure = {"person": None, "error": "UsageError", "reason": f"extract {name}: {wrong}"}
            return {"rows": [], "failures": [failure], "from": "people", "n": 0, "asked": []}
        by = {each: getattr(params, each) for each in ("provider", "model", "base_url")}
        identity = digest(spec.model_dump(mode="json"), words.about, by, self._seed, self._sample)
        kept = session.store.latest_extraction(name, identity) if session.reads_cache else None
        sorting = Sorting(
            self._llm,
            params,
            self._seed,
            spec.into,
            about=words.about,
            max_length=spec.max_length,
            sample=self._sample,
            cache=session.store.cache,
        )
        result = result_of(name, words, await sorting.sort(words.elements, known_from(kept)))
        session.store.save_extraction(
            self._run, name, digest=identity, engine=params.provider, result=result
        )
        return result

    async def _one(self, name: str, spec: ExtractSpec, story: Sequence[Event]) -> dict[str, Any]:
        session = self._session
        found = await extract(
            self._llm,
            story,
            name,
            spec,
            params=lambda who: session.models.params(who, "extract", spec.model),
            seed=self._seed,
            sample=self._sample,
            cache=session.store.cache,
        )
        result = found.as_json()
        asked = (session.models.params(who, "extract", spec.model) for who in found.asked)
        engine = "+".join(sorted({params.provider for params in asked})) or session.engine()
        session.store.save_extraction(
            self._run, name, digest=found.digest, engine=engine, result=result
        )
        return result


def shown(result: Mapping[str, Any]) -> Any:
    """An extraction as results show it: the value itself, or a list with whose each is.

    In a list, whoever's answer could not be had has a `failure` beside the value null.
    """
    if result["from"] == "world":
        return result["rows"][0]["value"] if result["rows"] else None
    answers = {row["person"]: row for row in result["rows"]}
    for each in result["failures"]:
        row = {"person": each["person"], "value": None, "failure": each["reason"]}
        answers[each["person"]] = row
    return [answers[name] for name in result.get("asked", answers) if name in answers]
