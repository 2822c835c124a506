"""A session: the one place where settings, store and model are put together."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from tinytroupe_cli.config import Settings, load_settings
from tinytroupe_cli.llm import (
    LLM,
    Budget,
    Limits,
    ModelParams,
    Providers,
    Recorder,
    RetryPolicy,
    Stack,
    prices,
)
from tinytroupe_cli.sim import MemoryPolicy, Mind
from tinytroupe_cli.stage._keys import USUAL, key_of
from tinytroupe_cli.stage._limits import Paid, limits_of, require_possible
from tinytroupe_cli.stage._models import Models
from tinytroupe_cli.store import RecallIndex, ReplyCache, Store


class Fork(NamedTuple):
    """Where a scenario goes on from another run's story."""

    run: str
    """The run, as the user names it."""
    step: int
    """The first step that is played, from 1; the story of the steps before is the run's."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a command was told; None leaves a value to the scenario and the settings."""

    model: str | None = None
    base_url: str | None = None
    db: str | None = None
    seed: int | None = None
    repeat: int | None = None
    """How many independent samples are played."""
    sets: Mapping[str, str] = field(default_factory=dict)
    fork: Fork | None = None
    """Go on from another run's story instead of playing the first steps."""
    concurrency: int | None = None
    max_cost: float | None = None
    max_calls: int | None = None
    max_tokens: int | None = None
    paid: Paid = field(default_factory=Paid)
    """What the command has paid for other scenarios already."""
    keep_going: bool = False
    reuse: bool = True
    """False plays every step, also those that an earlier run has played."""
    read_cache: bool = True
    cache_only: bool = False
    since: str | None = None
    """Goes on with a run that asked anew: what is older than this moment is not used."""
    scripted: LLM | None = None
    """Answers for the model `scripted`, in tests."""
    env: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))

    def kept(self, *, since: str | None) -> dict[str, Any]:
        """What has to be told again to go on with a run, as JSON; limits and secrets are not.

        Args:
            since: the moment from which on what was answered is used.
        """
        return {
            "model": self.model,
            "base_url": self.base_url,
            "seed": self.seed,
            "repeat": self.repeat,
            "sets": dict(self.sets),
            "fork": None if self.fork is None else [self.fork.run, self.fork.step],
            "keep_going": self.keep_going,
            "since": since,
        }


def settings_for(options: Options, start: Path) -> Settings:
    """The settings that hold for a command which works on files in `start`."""
    flags = {
        "base_url": options.base_url,
        "database": options.db,
        "concurrency": options.concurrency,
        "max_cost": options.max_cost,
        "max_calls": options.max_calls,
        "max_tokens": options.max_tokens,
    }
    return load_settings(start, env=options.env, flags=flags)


def reads_cache(options: Options, settings: Settings) -> bool:
    """Whether replies of earlier invocations are used."""
    asked_for = options.since is not None or options.cache_only
    return asked_for or (options.read_cache and settings.cache_api_calls)


@dataclass(frozen=True, slots=True)
class Overheard:
    """A ledger to which somebody listens."""

    ledger: Recorder
    on_call: Callable[[Mapping[str, Any]], None]

    def settle(self) -> None:
        """Write what was noted."""
        self.ledger.settle()

    def record(self, call: dict[str, Any]) -> None:
        """Note a call, and tell of it."""
        self.ledger.record(call)
        self.on_call(call)


class Session:
    """A store and a model for the length of one command.

    Args:
        settings: what holds.
        models: who speaks.
        options: what the command was told.
        budget: limits of the scenario, used where neither flags nor settings give any.
    """

    def __init__(
        self, settings: Settings, models: Models, options: Options, store: Store, budget: Budget
    ) -> None:
        self.settings, self.models, self.options, self.store = settings, models, options, store
        logging.getLogger("tinytroupe_cli").setLevel(settings.log_level)
        self._began = store.moment()
        self._price = prices(settings.prices)
        self._limit = limits_of(settings, budget, options.paid)
        require_possible(settings, models, (), self._limit, options.paid)
        self.providers = Providers(
            key=self._key,
            key_variable=settings.key_variable or USUAL,
            rungs=store,
            scripted=options.scripted,
        )

    def stack(
        self, run: str | None, on_call: Callable[[Mapping[str, Any]], None] | None = None
    ) -> Stack:
        """A model whose calls are noted for a run; limits hold for all runs together.

        Args:
            run: the run, or None.
            on_call: told of each call when it has ended.
        """
        ledger = self.store.recorder(run)
        return self._shared.beside(ledger if on_call is None else Overheard(ledger, on_call))

    async def aclose(self) -> None:
        """Close the connections."""
        await self.providers.aclose()

    @cached_property
    def _shared(self) -> Stack:
        return Stack(
            self.providers,
            price=self._price,
            cache_=self._cache,
            budget_=self._limit,
            limits_=Limits(self.settings.concurrency, self.settings.rpm, self.settings.tpm),
            policy=RetryPolicy(attempts=self.settings.max_attempts),
            read_cache=self.reads_cache,
            cache_only=self.options.cache_only,
        )

    def mind(self, llm: LLM, *, seed: int, repeat: int = 0) -> Mind:
        """What the people of a run think with."""
        return Mind(
            llm=llm,
            params=self.models.params,
            recall=RecallIndex(),
            seed=seed,
            sample=str(repeat),
            memory=self.memory,
            guards=self.guards,
            cache=self._cache,
        )

    @property
    def memory(self) -> MemoryPolicy:
        """How much people keep in mind."""
        settings = self.settings
        return MemoryPolicy(
            settings.memory_window, settings.memories_recalled, settings.consolidate
        )

    @property
    def guards(self) -> tuple[str, ...]:
        """The rules against misuse that stand in every prompt."""
        on = {
            "harmful_content": self.settings.guard_harmful_content,
            "copyright": self.settings.guard_copyright,
        }
        return tuple(name for name, wanted in on.items() if wanted)

    @cached_property
    def _cache(self) -> ReplyCache:
        since = self.options.since
        return self.store.cache if since is None else self.store.cache.no_older_than(since)

    def kept(self) -> dict[str, Any]:
        """What has to be told again to go on with a run, as JSON."""
        return self.options.kept(since=self.options.since if self.reads_cache else self._began)

    @property
    def reads_cache(self) -> bool:
        """Whether replies of earlier invocations are used."""
        return reads_cache(self.options, self.settings)

    @property
    def reuses(self) -> bool:
        """Whether steps that an earlier run played are taken from there."""
        return self.options.reuse and self.reads_cache

    def engine(self) -> str:
        """Which engine speaks: `offline`, or the provider of the model."""
        return self.acting.provider

    @property
    def acting(self) -> ModelParams:
        """The model that people act by, if they have none of their own."""
        return self.models.params(None, "act")

    def _key(self, provider: str) -> str | None:
        return key_of(self.settings, self.options.env, provider)
