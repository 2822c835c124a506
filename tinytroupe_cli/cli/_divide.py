"""`troupe ask --by`: tables divided by what is known of people before anybody is asked."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import replace

from tinytroupe_cli.cli._console import warn
from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.harvest import dig, flatten
from tinytroupe_cli.sim import may_write
from tinytroupe_cli.spec import PROVENANCE, AskStep, LoadedScenario

SHOWN = 30
"""How many facts an error lists."""


def divided(loaded: LoadedScenario, by: Sequence[str]) -> LoadedScenario:
    """The scenario whose tables are divided by facts of people, or by other answers of theirs.

    Raises:
        UsageError: nobody has such a fact, and no life that is still to be written brings it.
    """
    for each in by:
        _require(each, loaded)
    scenario = loaded.scenario
    if by and not scenario.reduce:
        warn("--by divides tables, and questions that are answered with a text have none")
    rules = {name: rule.model_copy(update={"by": tuple(by)})
             for name, rule in scenario.reduce.items()}  # fmt: skip
    return replace(loaded, scenario=scenario.model_copy(update={"reduce": rules}))


def _require(fact: str, loaded: LoadedScenario) -> None:
    questions = [
        question.name
        for step in loaded.scenario.steps
        if isinstance(step, AskStep)
        for question in step.questions
    ]
    if fact == "person" or fact.partition(".")[0] in questions:
        return
    if any(dig(member.persona, fact) is not None for member in loaded.cast):
        return
    if any(member.life for member in loaded.cast) and may_write(fact):
        return
    known = dict.fromkeys(
        name
        for member in loaded.cast
        for name, value in flatten(member.persona).items()
        if name != "name" and not name.startswith(PROVENANCE) and not isinstance(value, list)
    )
    names = [*known, *(each for each in questions if each not in known)]
    near = difflib.get_close_matches(fact, names, n=1)
    meant = f"did you mean {near[0]!r}? " if near else ""
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    raise UsageError(
        f"--by {fact!r}: nobody has such a fact",
        hint=f"{meant}there are: {', '.join(names[:SHOWN])}{more}",
    )
