"""What a run takes over from an earlier one instead of playing it again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from tinytroupe_cli.events import Event
from tinytroupe_cli.ids import plain
from tinytroupe_cli.run import Basis, Plan, Reason, Unit, longest_prefix, why_new
from tinytroupe_cli.spec import PROVENANCE, JoinStep
from tinytroupe_cli.store import Checkpoint, RunRecord, Store

MOST = 20
"""Earlier runs that are looked through for the nearest."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What comes from an earlier run; an empty one when there is nothing to take."""

    run: str | None = None
    events: tuple[Event, ...] = ()
    units: int = 0
    """How many units, the opening included."""
    steps: int = 0
    """How many whole steps."""
    whole: bool = False
    """True when nothing is left to be played."""
    because: str | None = None
    """Why the first other unit is new; None when nothing is, or no earlier run is like this."""
    unlike: str | None = None
    """The run that this was found by comparing with, where nothing is taken from it."""
    beside: str | None = None
    """A run of the same that is being played right now."""

    @property
    def seq(self) -> int:
        """The last event taken; 0 for none."""
        return self.events[-1].seq if self.events else 0


def take(
    plan: Plan,
    means: Mapping[str, Any],
    store: Store,
    *,
    repeat: int = 0,
    since: str | None = None,
) -> Taken:
    """The longest completed prefix of the plan in any run of the store.

    Args:
        plan: the units.
        means: models, prompts and whatever else alters the story, by name.
        store: the runs.
        repeat: which independent sample this is; another one explains nothing.
        since: only in runs that began then or later.
    """
    since = since or ""
    found = longest_prefix(plan, lambda each: store.find_checkpoint(each, since=since))
    like = _Like(plan, means, store, repeat)
    written = any(member.life for member in plan.loaded.cast)
    if found is None or (found[0].number == 0 and not written):
        # An opening that nobody was asked for costs nothing, and says nothing of reuse.
        new = plan.units[:1] if found is None else plan.units[1:2]
        because, run = like.nearest(new[0]) if new else (None, None)
        return Taken(because=because, unlike=run, beside=like.being_played())
    last, checkpoint = found
    if last.number == len(plan.units) - 1:
        return _taken(last, checkpoint, store, steps=last.step, whole=True)
    following = plan.units[last.number + 1]
    places = {each.run: each for each in store.find_checkpoints(last.prefix_hash, since=since)}
    because, run = like.nearest(following, _told(store, places))
    steps = last.step if following.step > last.step else last.step - 1
    taken = _taken(last, places[run] if run else checkpoint, store, steps=steps)
    return replace(taken, because=because, beside=like.being_played())


def _taken(
    last: Unit, checkpoint: Checkpoint, store: Store, *, steps: int, whole: bool = False
) -> Taken:
    story = tuple(each for each in store.events(checkpoint.run) if each.seq <= checkpoint.seq)
    return Taken(checkpoint.run, story, last.number + 1, steps, whole)


def _told(store: Store, runs: Iterable[str]) -> list[RunRecord]:
    """The runs that say what they were played from; those of programs do not."""
    return [each for each in map(store.find_run, runs) if "means" in each.spec]


class _Like:
    """Earlier runs of the same scenario, for telling in what this one differs."""

    def __init__(self, plan: Plan, means: Mapping[str, Any], store: Store, repeat: int) -> None:
        scenario = plan.loaded.scenario
        self._loaded, self._store, self._repeat = plan.loaded, store, repeat
        self._now = Basis(scenario.model_dump(mode="json", by_alias=True), plain(dict(means)))

    @cached_property
    def _records(self) -> list[RunRecord]:
        name = self._loaded.scenario.name
        found = self._store.runs_of(name, repeat=self._repeat, limit=MOST)
        return [each for each in found if "means" in each.spec]

    def nearest(
        self, unit: Unit, records: Sequence[RunRecord] | None = None
    ) -> tuple[str | None, str | None]:
        """Why a unit is new and the run that has the fewest differences there, the newest of such.

        Runs that have not begun to tell their story are no explanation.
        """
        found: tuple[Reason, str] | None = None
        for record in self._records if records is None else records:
            joined = self._joined(record, unit)
            if unit.number == 0 and not joined:
                continue
            earlier = Basis(record.spec["scenario"], record.spec["means"], joined)
            now = replace(self._now, personas=self._joining(unit))
            reason = why_new(unit, now, earlier)
            if found is None or reason.weight < found[0].weight:
                found = reason, record.id
        return (None, None) if found is None else (found[0].text, found[1])

    def being_played(self) -> str | None:
        """A run that does the same at this moment."""
        return next((each.id for each in self._records if self._is_same(each)), None)

    def _is_same(self, record: RunRecord) -> bool:
        if record.status != "running" or not self._store.is_alive(record.id):
            return False
        there = record.spec["scenario"]
        parts = all(there[part] == self._now.scenario[part] for part in ("world", "seed", "steps"))
        opening = [member.name for member in self._loaded.cast if not member.joins_later]
        joined = self._came_in(record, 0)
        ours = {name: persona for name, persona in self._personas().items() if name in opening}
        return parts and record.spec["means"] == self._now.means and joined in ({}, ours)

    def _joined(self, record: RunRecord, unit: Unit) -> dict[str, dict[str, Any]]:
        """The personas that came in by a unit of a run."""
        if unit.number and not isinstance(unit.spec, JoinStep):
            return {}
        return self._came_in(record, unit.step if unit.number else 0)

    def _came_in(self, record: RunRecord, step: int) -> dict[str, dict[str, Any]]:
        """Name -> persona; of those whose lives are written only the facts that were given."""
        given = {each.name: each.persona for each in self._loaded.cast if each.life is not None}
        joined = {
            each["person"]: each["persona"]
            for each in self._store.joined(record.id)
            if each["step"] == step
        }
        return {
            name: _as_given(persona, _facts(given[name])) if name in given else persona
            for name, persona in joined.items()
        }

    def _joining(self, unit: Unit) -> dict[str, dict[str, Any]]:
        """The personas that come in by the same unit now."""
        if unit.number == 0:
            names = {each.name for each in self._loaded.cast if not each.joins_later}
        elif isinstance(unit.spec, JoinStep):
            names = {*unit.spec.who}
        else:
            names = set()
        return {name: facts for name, facts in self._personas().items() if name in names}

    def _personas(self) -> dict[str, dict[str, Any]]:
        return {
            each.name: plain(dict(each.persona) if each.life is None else _facts(each.persona))
            for each in self._loaded.cast
        }


def _facts(persona: Mapping[str, Any]) -> dict[str, Any]:
    """Facts without the account of where they come from."""
    return {key: fact for key, fact in persona.items() if key != PROVENANCE}


def _as_given(whole: Any, given: Any) -> Any:
    """What was given, out of a persona to which a life was written."""
    if isinstance(whole, Mapping) and isinstance(given, Mapping):
        return {key: _as_given(fact, given[key]) for key, fact in whole.items() if key in given}
    if isinstance(whole, list) and isinstance(given, list):
        return whole[: len(given)]
    return whole
