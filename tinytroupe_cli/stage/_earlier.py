"""What a run takes over from an earlier one instead of playing it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tinytroupe_cli.events import Event, Joined
from tinytroupe_cli.ids import plain
from tinytroupe_cli.run import Basis, Plan, Unit, longest_prefix, why_new
from tinytroupe_cli.spec import LoadedScenario
from tinytroupe_cli.store import RunRecord, Store


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

    @property
    def seq(self) -> int:
        """The last event taken; 0 for none."""
        return self.events[-1].seq if self.events else 0


def take(plan: Plan, means: Mapping[str, Any], store: Store, *, repeat: int = 0) -> Taken:
    """The longest completed prefix of the plan in any run of the store.

    Args:
        plan: the units.
        means: models, prompts and whatever else alters the story, by name.
        store: the runs.
        repeat: which independent sample this is; another one explains nothing.
    """
    found = longest_prefix(plan, store.find_checkpoint)
    if found is None:
        like = _like(plan.loaded, store, repeat)
        if like is None:
            return Taken()
        return Taken(because=_because(plan.units[0], plan, means, like, store))
    last, checkpoint = found
    following, because = None, None
    if last.number < len(plan.units) - 1:
        following = plan.units[last.number + 1]
        because = _because(following, plan, means, store.find_run(checkpoint.run), store)
    if last.number == 0 and not any(member.life for member in plan.loaded.cast):
        return Taken(because=because)  # the opening costs nothing, and says nothing of reuse
    story = tuple(each for each in store.events(checkpoint.run) if each.seq <= checkpoint.seq)
    steps = last.step if following is None or following.step > last.step else last.step - 1
    return Taken(checkpoint.run, story, last.number + 1, steps, following is None, because)


def _like(loaded: LoadedScenario, store: Store, repeat: int) -> RunRecord | None:
    """The newest run of a scenario of this name that is the same sample."""
    for record in store.runs():
        if record.scenario == loaded.scenario.name and record.repeat == repeat:
            return record
    return None


def _because(
    unit: Unit, plan: Plan, means: Mapping[str, Any], record: RunRecord, store: Store
) -> str | None:
    if "means" not in record.spec:
        return None
    loaded = plan.loaded
    now = Basis(
        loaded.scenario.model_dump(mode="json", by_alias=True),
        plain(dict(means)),
        {member.name: plain(dict(member.persona)) for member in loaded.cast},
    )
    personas = {}
    if unit.number == 0:
        later = {member.name for member in loaded.cast if member.joins_later}
        opening = [event for event in store.events(record.id) if event.step == 0]
        personas = {each.person: each.persona for each in opening if isinstance(each, Joined)}
        kept = {name: facts for name, facts in now.personas.items() if name not in later}
        now = Basis(now.scenario, now.means, kept)
    earlier = Basis(record.spec["scenario"], record.spec["means"], personas)
    return why_new(unit, now, earlier)
