"""A troupe: the session that people and worlds made in Python think with, opened when needed."""

from __future__ import annotations

import atexit
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tinytroupe_cli.config import Settings
from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.llm import Budget, Stack, Tally
from tinytroupe_cli.spec import ModelSettings
from tinytroupe_cli.stage._loop import wait_for
from tinytroupe_cli.stage._models import CHOSEN_OFFLINE, Models, choose_models
from tinytroupe_cli.stage._session import Options, Session, settings_for
from tinytroupe_cli.store import Store

if TYPE_CHECKING:
    from tinytroupe_cli.stage.people._place import Place

IN_MEMORY = ":memory:"
DEFAULT = "default"
"""The origin of a setting that nobody has set."""


class Troupe:
    """Settings, store and model for people made in Python; nothing is opened before it is needed.

    Settings come from the config.ini of the working directory (or above it) and the environment.
    Replies are kept in memory, unless somebody asked for more: by naming a database (`options.db`,
    TROUPE_DB, `DATABASE` in config.ini), by `CACHE_API_CALLS=True` in config.ini, or by `keeps`.

    Args:
        options: what a command would be told; `Options(model="offline")` for instance.
        keeps: True keeps replies in the database of commands if no other is named, and uses them
            whatever config.ini says.
    """

    sample = "0"
    """Which of several independent answers people give."""
    is_over = False
    """Whether it was a simulation, and that has ended."""

    def __init__(self, options: Options | None = None, *, keeps: bool = False) -> None:
        self.options, self._keeps = options or Options(), keeps
        self._folder = Path.cwd()
        self._beside: list[Stack] = []
        self.names: set[str] = set()
        """The names of all whom factories made or will make in this session."""

    @cached_property
    def settings(self) -> Settings:
        """The settings that hold.

        Raises:
            ConfigError: a value in config.ini or the environment is unusable.
        """
        settings = settings_for(self.options, self._folder)
        if self._keeps and not settings.cache_api_calls:
            notices = tuple(text for text in settings.notices if "CACHE_API_CALLS" not in text)
            settings = replace(settings, cache_api_calls=True, notices=notices)
        for notice in settings.notices:
            warn_once(notice)
        named = settings.origin("database") != DEFAULT
        wanted = settings.cache_api_calls and settings.origin("cache_api_calls") != DEFAULT
        if self._keeps or named or wanted:
            return settings
        return replace(settings, database=IN_MEMORY)

    @cached_property
    def session(self) -> Session:
        """The open session; its store is closed at the end of the process or by `close`."""
        settings = self.settings
        models = choose_models(settings, None, flag=self.options.model, ci=False)
        store = Store.open(settings.database)
        atexit.register(self.close)
        return Session(settings, models, self.options, store, Budget())

    @cached_property
    def stack(self) -> Stack:
        """The model; its calls are noted in the ledger, under no run."""
        return self.session.stack(None)

    def now(self) -> Troupe:
        """The troupe that its people think with at this moment: itself, but for ambient ones."""
        return self

    def works(self, place: Place, stack: Stack) -> None:
        """Told when people of a place begin to think."""

    def rests(self, place: Place) -> None:
        """Told when what they were asked for has happened."""

    def beside(self) -> Stack:
        """The model for one world, whose calls are counted for it alone and for the troupe."""
        made = self.stack.beside(self.session.store.recorder(None))
        self._beside.append(made)
        return made

    def has(self, stack: Stack) -> bool:
        """Whether a stack is of the session that is open."""
        return any(stack is each for each in self._beside)

    def usage(self) -> dict[str, Any]:
        """Calls, tokens and cost of everybody who thinks with this troupe, and `by_purpose`.

        Kept replies count under `cached_calls` and cost nothing; an unknown price makes
        `cost_usd` None. Closing begins anew.
        """
        return usage(self._beside)

    def models(
        self, chosen: ModelSettings | None, people: Mapping[str, ModelSettings], crowd: set[str]
    ) -> Models:
        """Which model speaks for whom in one world.

        Args:
            chosen: the world's model.
            people: name -> own model, for those who have one.
            crowd: everybody in the world.

        Raises:
            UsageError: nothing names a model, and on CI the offline engine has to be asked for.
        """
        named = bool(
            self.options.model
            or self.settings.names_a_model
            or (chosen and (chosen.name or chosen.base_url))
        )
        if not named and crowd - people.keys():
            if self.options.env.get("CI", "").lower() == "true":
                raise UsageError(
                    "nothing names a model",
                    hint='on CI the offline engine must be asked for: model="offline"',
                )
            warn_once(CHOSEN_OFFLINE)
        return Models(self.settings, chosen, people, self.options.model, chosen_offline=not named)

    def close(self) -> None:
        """Close connections and database; using the troupe again opens them again."""
        atexit.unregister(self.close)
        self._beside = []
        stack, session = self.__dict__.pop("stack", None), self.__dict__.pop("session", None)
        if stack is not None:
            wait_for(stack.aclose())
        if session is not None:
            session.store.close()


def model_of(model: str | ModelSettings | None) -> ModelSettings | None:
    """A model by name or with parameters.

    Raises:
        UsageError: it is neither.
    """
    if isinstance(model, str):
        return ModelSettings(name=model)
    if not isinstance(model, ModelSettings | None):
        raise UsageError(f"a model is a name such as 'gpt-5-mini', not {model!r}")
    return model


def usage(stacks: Iterable[Stack]) -> dict[str, Any]:
    """What several stacks used, together and by purpose."""
    total, by_purpose = Tally(), defaultdict[str, Tally](Tally)
    for stack in stacks:
        total.add(stack.spending.total)
        for purpose, tally in stack.spending.by_purpose.items():
            by_purpose[purpose].add(tally)
    told = {purpose: tally.as_json() for purpose, tally in sorted(by_purpose.items())}
    return total.as_json() | {"by_purpose": told}


@cache
def warn_once(text: str) -> None:
    """Say something on stderr, once in a process."""
    sys.stderr.write(f"Warning: {text}\n")
