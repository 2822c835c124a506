"""What a TinyPerson does: turns, alone or in a world."""

from __future__ import annotations

from typing import Any

from tinytroupe_cli import events as e
from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.stage._loop import wait_for, wait_for_async
from tinytroupe_cli.stage.people._looking_back import action_dict
from tinytroupe_cli.stage.people._perceiving import Perceiving


class Acting(Perceiving):
    """Methods that ask the model for turns; each has an async twin with an `a` in front."""

    def act(self, until_done: bool = True, *, n: int = 1, return_actions: bool = False) -> Any:
        """Take a turn, or `n`: everything perceived so far is answered.

        Args:
            until_done: as TinyTroupe's programs say it; a turn always goes on until DONE.
            n: how many turns.
            return_actions: whether the actions are returned.

        Returns:
            The person; or the actions `{"type", "target", "content"}`, if they are asked for.

        Raises:
            ModelError: the model could not be had.
            BudgetError: a limit is reached.
            UsageError: `n` is no number of turns.
        """
        if not until_done:
            raise UsageError("a turn goes on until DONE", hint="leave out until_done=False")
        return wait_for(self._turns(n, return_actions))

    async def aact(self, *, n: int = 1, return_actions: bool = False) -> Any:
        """`act` for async callers."""
        return await wait_for_async(self._turns(n, return_actions))

    def listen_and_act(self, speech: str, source: Any = None, **how: Any) -> Any:
        """Hear something and answer it; see `listen`, and `act` for what can be given besides."""
        return self.listen(speech, source).act(**how)

    async def alisten_and_act(self, speech: str, source: Any = None, **how: Any) -> Any:
        """`listen_and_act` for async callers."""
        return await self.listen(speech, source).aact(**how)

    def see_and_act(self, visual: str, **how: Any) -> Any:
        """See something and act on it."""
        return self.see(visual).act(**how)

    async def asee_and_act(self, visual: str, **how: Any) -> Any:
        """`see_and_act` for async callers."""
        return await self.see(visual).aact(**how)

    def think_and_act(self, thought: str, **how: Any) -> Any:
        """Have a thought and act on it."""
        return self.think(thought).act(**how)

    async def athink_and_act(self, thought: str, **how: Any) -> Any:
        """`think_and_act` for async callers."""
        return await self.think(thought).aact(**how)

    async def _turns(self, n: int, return_actions: bool) -> Any:
        if not isinstance(n, int) or n < 1:
            raise UsageError(f"{self.name} takes one turn or more, not {n!r}")
        before = len(self._place.world.story)
        await self._place.act([self.name], n)
        if not return_actions:
            return self
        story = self._place.world.story[before:]
        own = [each for each in story if isinstance(each, e.Action) and each.person == self.name]
        return [action_dict(action) for action in own]
