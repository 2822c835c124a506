"""Lives for people who were sampled, outside of any run: for files and for scripts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tinytroupe_cli.errors import TroupeError
from tinytroupe_cli.llm import Budget
from tinytroupe_cli.sim import Unborn, write_lives
from tinytroupe_cli.spec import CastMember, LifeOrder
from tinytroupe_cli.stage._keys import require_key
from tinytroupe_cli.stage._limits import limits_of, require_possible
from tinytroupe_cli.stage._models import CHOSEN_OFFLINE, choose_models
from tinytroupe_cli.stage._session import Options, Session, settings_for
from tinytroupe_cli.store import Store


@dataclass(frozen=True, slots=True)
class Life:
    """What became of one person."""

    name: str
    persona: Mapping[str, Any] | None
    """The whole persona; None where it could not be had."""
    failure: TroupeError | None = None
    """Why not."""


@dataclass(frozen=True, slots=True)
class Lives:
    """What became of everybody, and what it took."""

    people: tuple[Life, ...]
    """In the order in which they were given."""
    engine: str
    model: str
    usage: Mapping[str, Any]
    """Calls, tokens and cost, as in the document of a run."""
    warnings: tuple[str, ...] = ()

    @property
    def failures(self) -> list[dict[str, Any]]:
        """Whose lives could not be had, as rows: person, error, reason."""
        return [
            {"person": one.name, "error": type(one.failure).__name__, "reason": str(one.failure)}
            for one in self.people
            if one.failure is not None
        ]


async def write_lives_async(
    people: Sequence[CastMember],
    options: Options,
    *,
    seed: int,
    folder: Path | None = None,
    on_call: Callable[[Mapping[str, Any]], None] | None = None,
) -> Lives:
    """Have the lives of sampled people written, all at once.

    Replies are kept in the database as they come, so that the same people again cost only those
    who are missing. One whose life could not be had is a row, and cancels nobody else's.

    Args:
        people: with their facts, and an order for their lives.
        options: what the command was told.
        seed: with which they were sampled.
        folder: where settings are looked for; the working directory when left out.
        on_call: told of each call when it has ended.

    Raises:
        UsageError, ConfigError: it cannot be done as told; nobody was asked.
        StoreError: the database cannot be used.
    """
    settings = settings_for(options, folder or Path.cwd())
    ci = options.env.get("CI", "").lower() == "true"
    models = choose_models(settings, None, flag=options.model, ci=ci)
    own = {member.name: member.model for member in people if member.model is not None}
    models = replace(models, people=own)
    names = [member.name for member in people]
    limit = limits_of(settings, Budget(), options.paid)
    require_possible(settings, models, names, limit, options.paid)
    require_key(settings, models, options.env)
    with Store.open(settings.database) as store:
        session = Session(settings, models, options, store, Budget())
        stack = session.stack(None, on_call)
        unborn = [Unborn(one.name, one.persona, one.life or LifeOrder()) for one in people]
        try:
            found = await write_lives(unborn, session.mind(stack, seed=seed))
        finally:
            await session.aclose()
        notices = (*settings.notices, *session.providers.notices)
    speaks = models.params(None, "generate")
    return Lives(
        tuple(_life(name, life) for name, life in zip(names, found, strict=True)),
        speaks.provider,
        speaks.model,
        stack.spending.as_json(),
        (*notices, *((CHOSEN_OFFLINE,) if models.chosen_offline else ())),
    )


def _life(name: str, life: dict[str, Any] | TroupeError) -> Life:
    return Life(name, None, life) if isinstance(life, TroupeError) else Life(name, life)
