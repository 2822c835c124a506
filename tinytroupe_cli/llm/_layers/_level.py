"""The level of concurrency, learned from how calls end; no clock and no tasks in it."""

from __future__ import annotations

from dataclasses import dataclass, field

CLIMBS = 1 / 8
"""Doublings a step of the climb adds: small steps, so that the first refusal comes in time."""
FINE = 16
"""A probe begins with one more place for each so many."""
PATIENCE = 16
"""Windows that pass between two probes at the most."""


@dataclass(slots=True)
class Level:
    """How many calls may be in flight; a window is as many calls as that, come back well.

    Until something is pushed back it climbs. From then on the number that was in flight and not
    refused is the level, and only a probe now and then asks for more: after a window without a
    refusal, some places at first, twice as many after each probe that goes well. A probe that is
    refused goes back to what held before and makes the next one wait twice as long. Where a fifth
    of a window is refused, refused calls take their places with them, down to half.
    """

    now: int
    ceiling: int
    era: int = 0
    """Counts the windows that changed the level: a call that began before says nothing of it."""
    crowded: bool = False
    """Whether anybody had to wait in this window."""
    resisted: bool = False
    """Whether anything was ever pushed back."""
    _held: int = field(init=False)
    """The level of the latest whole window."""
    _well: int = 0
    _pushed: int = 0
    _probing: bool = False
    """Whether the level is higher than what held."""
    _step: int = 0
    """How much the latest probe that went well asked for."""
    _rest: int = 0
    """Windows until the next probe."""
    _patience: int = 1

    def __post_init__(self) -> None:
        self._held = self.now

    def may_climb(self) -> bool:
        """Whether time alone lets it grow."""
        return self.now < self.ceiling and not self.resisted

    def climb(self) -> None:
        """A step up. The era stays: calls from below say as much as those to come."""
        self._rise_to(max(self.now + 1, round(self.now * 2**CLIMBS)))

    def ended(self, era: int, *, well: bool, flying: int, waiting: bool) -> None:
        """A call came back.

        Args:
            era: the era in which it began.
            well: False when it was pushed back.
            flying: how many are in flight without it.
            waiting: whether anybody waits for a place.
        """
        self.resisted = self.resisted or not well
        if era != self.era:
            return
        self._well, self._pushed = self._well + well, self._pushed + (not well)
        lowest = max(1, self._held // 2)
        over = self.now == lowest if not well else self._well >= self.now
        if not well:
            self._give_way(flying, lowest)
        if over:
            self._end_window(waiting=waiting)

    def _give_way(self, flying: int, lowest: int) -> None:
        if self.now > self._held:
            self.now = max(self._held, min(self.now, flying))
        elif self._pushed >= max(2, self._held // 5):
            self.now = max(lowest, min(self.now, flying))

    def _end_window(self, *, waiting: bool) -> None:
        before, crowded = self._held, self.crowded or waiting
        probed, self._probing, self._held = self._probing, False, self.now
        if self._pushed and probed:
            self._rest, self._step = self._patience, 0
            self._patience = min(PATIENCE, 2 * self._patience)
        elif not self._pushed:
            self._patience = 1 if probed else self._patience
            if crowded:
                self._ask_for_more()
        self.era += self.now != before
        self._well, self._pushed, self.crowded = 0, 0, waiting

    def _ask_for_more(self) -> None:
        if not self.resisted:
            self._rise_to(self.now + max(1, self.now // 4))
        elif self._rest:
            self._rest -= 1
        else:
            self._step = min(self.now, max(1, self.now // FINE, 2 * self._step))
            self._rise_to(self.now + self._step)

    def _rise_to(self, level: int) -> None:
        self.now = min(self.ceiling, level)
        self._probing = self._probing or self.now > self._held
