"""What a TinyPerson remembers."""

from __future__ import annotations

from typing import Self

from tinytroupe_cli import events as e
from tinytroupe_cli.prompts import describe
from tinytroupe_cli.stage.people._retell import relive
from tinytroupe_cli.stage.people._somebody import Somebody


class Remembering(Somebody):
    """Memories as lines of text, as the model is told them.

    The newest part of what a person lived through stands in every prompt, word for word. When it
    outgrows its window the older part becomes memories, which come back when they fit.
    """

    def retrieve_memories(self, first_n: int | None = None, last_n: int | None = None) -> list[str]:
        """What the person has in mind word for word, oldest first.

        Args:
            first_n: the oldest so many.
            last_n: the newest so many; with `first_n` both ends, nothing twice.
        """
        lines = [describe(moment, self.name) for moment in self._lived()]
        if first_n is None and last_n is None:
            return lines
        count = len(lines)
        begin, end = first_n or 0, count - (last_n or 0)
        return [line for at, line in enumerate(lines) if at < begin or at >= end]

    def retrieve_recent_memories(self) -> list[str]:
        """All that the person has in mind word for word, oldest first."""
        return self.retrieve_memories()

    def retrieve_relevant_memories(self, relevance_target: str, top_k: int = 20) -> list[str]:
        """Older memories that share words with a text, best first; no model is asked."""
        return self._place.memories.search(self.name, relevance_target, top_k)

    def clear_episodic_memory(
        self, max_prefix_to_clear: int | None = None, max_suffix_to_clear: int | None = None
    ) -> Self:
        """Forget what was lived through and answered; what waits for an answer stays.

        Args:
            max_prefix_to_clear: how many of the oldest moments at the most.
            max_suffix_to_clear: how many of the newest at the most. Without either: all.
        """
        history = self._state.history
        kept: list[e.Moment] = []
        if max_prefix_to_clear is not None or max_suffix_to_clear is not None:
            kept = history[max_prefix_to_clear or 0 : len(history) - (max_suffix_to_clear or 0)]
        with self._place.quietly():
            relive(self._place.world, self.name, kept, self._place.memories)
        return self

    def _lived(self) -> list[e.Moment]:
        moments = [*self._state.history, *self._state.inbox]
        return [one for one in moments if not isinstance(one, e.Action) or one.action != "DONE"]
