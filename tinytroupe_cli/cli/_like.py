"""`troupe ask --like`: the answers of humans beside those of simulated people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tinytroupe_cli.cli._console import warn
from tinytroupe_cli.cli._results import print_reduction
from tinytroupe_cli.events import Event
from tinytroupe_cli.harvest import Row, answer_rows, beside, human_events, unreadable
from tinytroupe_cli.spec import WEIGHT, AskStep, ReduceSpec, Respondents, Weights

SHOWN = 3
"""How many unreadable cells a warning quotes."""
SIDES = ("human", "simulated")
UNREAD = frozenset({"first", "sum", "skipped", "invalid", "failed", "design_effect"})
"""Columns that only files have."""


@dataclass(frozen=True, slots=True)
class Humans:
    """What humans answered to the questions of a survey."""

    respondents: Respondents
    events: Sequence[Event]

    @classmethod
    def of(cls, respondents: Respondents, step: AskStep) -> Humans:
        """Their answers, read as those of a model are."""
        return cls(respondents, human_events(respondents, step.questions))

    @property
    def unreadable(self) -> list[Row]:
        """The cells that hold no answer."""
        return unreadable(self.respondents, self.events)

    def tell_unreadable(self) -> None:
        """Say which cells count as missing."""
        cells = self.unreadable
        if not cells:
            return
        some = "; ".join(
            f"line {each['line']}, {each['column']}: {each['value']!r}" for each in cells[:SHOWN]
        )
        more = f"; and {len(cells) - SHOWN} more" if len(cells) > SHOWN else ""
        count = "1 cell is" if len(cells) == 1 else f"{len(cells)} cells are"
        warn(
            f"{self.respondents.path}: {count} no answer and counted as missing ({some}{more}); "
            "`values:` of the mapping says what they mean"
        )

    def both(self, simulated: Sequence[Row]) -> list[Row]:
        """The answers of both, one a row, with the column `source`."""
        own = [{**row, "sample": None} for row in answer_rows(self.events)]
        return [
            {"source": side, **row}
            for side, rows in zip(SIDES, (own, simulated), strict=True)
            for row in rows
        ]

    def compared(
        self, simulated: Sequence[Event], rules: Mapping[str, ReduceSpec]
    ) -> dict[str, list[Row]]:
        """The tables of both, side by side."""
        weights = Weights(column=WEIGHT) if self.respondents.weighted else None
        weighed = {
            name: rule.model_copy(update={"weights": weights}) if weights else rule
            for name, rule in rules.items()
        }
        return beside(self.events, simulated, weighed)


def print_compared(out: Any, compared: Mapping[str, list[Row]]) -> None:
    """Print the tables of both: of each side the measure with its interval, and what it is of."""
    for name, rows in compared.items():
        print_reduction(out, f"{name}: humans and simulated people", [_read(row) for row in rows])


def _read(row: Row) -> Row:
    """What stands in the table that people read; files have all of it."""
    found: Row = {}
    for key, value in row.items():
        side = key.rpartition("_")[2]
        measure = key.removesuffix(f"_{side}") if side in SIDES else key
        if measure not in UNREAD:
            found[key] = value
    return found
