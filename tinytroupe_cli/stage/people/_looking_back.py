"""What a TinyPerson did and went through, for the reader."""

from __future__ import annotations

from typing import Any

from tinytroupe_cli import events as e
from tinytroupe_cli.stage.people._place import transcript
from tinytroupe_cli.stage.people._somebody import Somebody


class LookingBack(Somebody):
    """Actions as dicts `{"type", "target", "content"}`, interactions as a transcript."""

    _seen: int = 0
    """How far the world's story was looked through for actions."""
    _actions: list[dict[str, Any]]
    """Actions not yet taken by `pop_latest_actions`."""

    @property
    def interactions(self) -> tuple[e.Event, ...]:
        """All events of the world that this person did or perceived."""
        return tuple(event for event in self._place.world.story if self._concerns(event))

    def pretty_current_interactions(self, last_n: int | None = None) -> str:
        """The interactions as text, all or the last few."""
        return transcript(self._latest(last_n))

    def pp_current_interactions(self, last_n: int | None = None) -> None:
        """Print the interactions."""
        from rich.console import Console

        transcript(self._latest(last_n), Console())

    def pp_last_interactions(self, n: int = 3) -> None:
        """Print the last `n` interactions."""
        self.pp_current_interactions(n)

    def pop_latest_actions(self) -> list[dict[str, Any]]:
        """The actions since this was last asked, THINK and DONE too; they are given once."""
        self._collect()
        taken, self._actions = self._actions, []
        return taken

    def pop_actions_and_get_contents_for(
        self, action_type: str, only_last_action: bool = True
    ) -> str:
        """Pop the latest actions and give the content of those of one type.

        Args:
            action_type: such as `TALK`.
            only_last_action: False joins the contents of all of them, line by line.

        Returns:
            The content; empty when there was no such action.
        """
        wanted = action_type.upper()
        taken = self.pop_latest_actions()
        contents = [action["content"] for action in taken if action["type"] == wanted]
        return "\n".join(contents[-1:] if only_last_action else contents)

    def last_remembered_action(self, ignore_done: bool = True) -> dict[str, Any] | None:
        """The last action in the person's history, None if there is none."""
        for moment in reversed(self._state.history):
            if not isinstance(moment, e.Action) or moment.person != self.name:
                continue
            if not (ignore_done and moment.action == "DONE"):
                return action_dict(moment)
        return None

    def _collect(self) -> None:
        story = self._place.world.story
        self._actions += [
            action_dict(event)
            for event in story[self._seen :]
            if isinstance(event, e.Action) and event.person == self.name
        ]
        self._seen = len(story)

    def _latest(self, last_n: int | None) -> tuple[e.Event, ...]:
        events = self.interactions
        return events if last_n is None else events[max(len(events) - last_n, 0) :]

    def _concerns(self, event: e.Event) -> bool:
        if isinstance(event, e.Action):
            return self.name in {event.person, *event.heard_by}
        told = e.Stimulus | e.Undelivered | e.Observation | e.Repeated | e.Failure
        return isinstance(event, told) and event.person == self.name


def action_dict(action: e.Action) -> dict[str, Any]:
    """An action as scripts see it."""
    return {"type": action.action, "target": action.target or "", "content": action.content}
