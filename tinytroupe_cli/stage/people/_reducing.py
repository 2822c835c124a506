"""ResultsReducer: functions of one's own over what people went through; no model is asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tinytroupe_cli import events as e
from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.stage.people._people import TinyPerson
from tinytroupe_cli.stage.people._worlds import TinyWorld

Rule = Callable[..., Any]
"""Called with focus_agent, source_agent, target_agent, kind, event, content and timestamp."""


class ResultsReducer:
    """Puts every interaction of a person through functions of one's own; no model is asked."""

    def __init__(self) -> None:
        self._rules: dict[str, Rule] = {}

    def add_reduction_rule(self, trigger: str, func: Rule) -> None:
        """Say what is done with one kind of interaction.

        Args:
            trigger: the type of an action (`TALK`) or of a stimulus (`CONVERSATION`). What others
                say to the person counts as CONVERSATION.
            func: called as `func(focus_agent=..., source_agent=..., target_agent=..., kind=...,
                event=..., content=..., timestamp=...)`, where `kind` is "stimulus" or "action",
                agents are TinyPersons, or names where there is none, and the timestamp is the
                world's clock. What it returns is a result, None is not.

        Raises:
            UsageError: there is a rule for it already.
        """
        if trigger in self._rules:
            raise UsageError(f"there is a rule for {trigger!r} already")
        self._rules[trigger] = func

    def reduce_agent(self, agent: TinyPerson, world: TinyWorld | None = None) -> list[Any]:
        """The results of all rules over a person's interactions, in order.

        Args:
            agent: the person in focus.
            world: where other people's names are looked up; else they stay names.
        """
        results = []
        for event in agent.interactions:
            facts = _facts(agent, event)
            rule = self._rules.get(facts["event"]) if facts else None
            if facts is None or rule is None:
                continue
            for role in ("source_agent", "target_agent"):
                facts[role] = _person(facts[role], agent, world)
            found = rule(focus_agent=agent, **facts)
            if found is not None:
                results.append(found)
        return results


def _facts(agent: TinyPerson, event: e.Event) -> dict[str, Any] | None:
    name: str
    if isinstance(event, e.Stimulus):
        kind, name, source, target = "stimulus", event.stimulus, event.source, agent.name
    elif isinstance(event, e.Action):
        own = event.person == agent.name
        kind, name = ("action", event.action) if own else ("stimulus", "CONVERSATION")
        source, target = event.person, event.target or ""
    else:
        return None
    return {
        "kind": kind,
        "event": name,
        "source_agent": source,
        "target_agent": target or None,
        "content": event.content,
        "timestamp": event.time,
    }


def _person(
    name: str | None, agent: TinyPerson, world: TinyWorld | None
) -> TinyPerson | str | None:
    if name is None or name == agent.name:
        return name and agent
    return (world.get_agent_by_name(name) if world else None) or name
