"""Whether everything is in place: Python, settings, database, model, key, endpoint."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from tinytroupe_cli.config import Settings, find_config
from tinytroupe_cli.errors import ModelError, TroupeError, UsageError
from tinytroupe_cli.events import MinibioContext
from tinytroupe_cli.llm import Budget, Message, ModelParams, Request
from tinytroupe_cli.stage._keys import key_variable
from tinytroupe_cli.stage._models import CHOSEN_OFFLINE, Models, choose_models
from tinytroupe_cli.stage._session import Options, Session, settings_for
from tinytroupe_cli.store import Store, examine
from tinytroupe_cli.view import size

DISTRIBUTION = "tinytroupe-cli"
PING_S = 30.0
"""Seconds that an endpoint may take to answer a ping."""
LOCAL = frozenset({"offline", "scripted"})


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    check: str
    status: Literal["ok", "note", "wrong"]
    found: str
    hint: str | None = None
    exit_code: int = 0
    """What a command ends with that needs it."""


@dataclass(slots=True)
class Diagnosis:
    """All that was looked at, and the settings with where each comes from."""

    checks: list[Check] = field(default_factory=list)
    settings: list[dict[str, Any]] = field(default_factory=list)
    """`{"setting", "value", "from"}`."""
    database: dict[str, Any] = field(default_factory=dict)
    """What was found of the database, in figures."""


async def diagnose(options: Options, *, ping: bool = False) -> Diagnosis:
    """Look at everything; nothing is written, and nobody is asked unless `ping` says so."""
    found = Diagnosis([_python(), _packages()])
    try:
        settings = settings_for(options, Path.cwd())
    except TroupeError as wrong:
        found.checks.append(_wrong("settings", wrong))
        return found
    found.checks += _settings(settings)
    found.settings = [*_values(settings)]
    found.checks.append(_database(Path(settings.database), found))
    ci = options.env.get("CI", "").lower() == "true"
    try:
        models = choose_models(settings, None, flag=options.model, ci=ci)
        params = models.params(None, "act")
    except UsageError as missing:
        found.checks.append(Check("model", "note", str(missing), missing.hint))
        return found
    found.checks.append(_model(models, params))
    found.checks.append(_key(settings, options.env, params))
    if ping:
        found.checks.append(await _ping(settings, models, options, params))
    return found


def _python() -> Check:
    said = f"{platform.python_version()} on {platform.platform(terse=True)}"
    return Check("python", "ok", said)


def _packages() -> Check:
    versions, missing = [], []
    for name in (DISTRIBUTION, *_needed()):
        try:
            versions.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            missing.append(name)
    if missing:
        hint = f"pip install --upgrade {DISTRIBUTION}"
        return Check("packages", "wrong", f"not installed: {', '.join(missing)}", hint, 2)
    return Check("packages", "ok", ", ".join(versions))


def _needed() -> list[str]:
    """The names of the packages that are needed, extras aside."""
    try:
        lines = requires(DISTRIBUTION) or []
    except PackageNotFoundError:
        return []
    wanted = [line.partition(";") for line in lines]
    return [
        "".join(_until(name, "[<>=!~ (")) for name, _, marker in wanted if "extra" not in marker
    ]


def _until(text: str, ends: str) -> Iterator[str]:
    for char in text:
        if char in ends:
            return
        yield char


def _settings(settings: Settings) -> Iterator[Check]:
    path = find_config(Path.cwd())
    shown = "no config.ini here or in any folder above" if path is None else str(path)
    yield Check("settings", "ok", shown)
    for notice in settings.notices:
        yield Check("settings", "note", notice)


def _values(settings: Settings) -> Iterator[dict[str, Any]]:
    for each in fields(settings):
        if each.name in {"project", "notices", "origins"}:
            continue
        value = getattr(settings, each.name)
        if each.name in {"base_url", "azure_endpoint"} and value is not None:
            value = _address(value)
        value = dict(value) if isinstance(value, Mapping) else value
        yield {"setting": each.name, "value": value, "from": settings.origin(each.name)}


def _database(path: Path, found: Diagnosis) -> Check:
    health = examine(path)
    found.database = {name: value for name, value in asdict(health).items() if name != "wrong"}
    found.database["read_only"] = health.read_only and str(health.read_only)
    found.database["path"] = str(path)
    if health.wrong:
        first = health.wrong[0]
        return Check("database", "wrong", str(first), first.hint, 5)
    free = f"{size(health.free)} free, SQLite {health.sqlite}"
    if not health.exists and health.read_only:
        what = f"{path} is not there, and {str(health.read_only)!r} cannot be written"
        return Check("database", "wrong", what, "name another file with --db", 5)
    if not health.exists:
        what, hint = f"{path} is not there yet", "`troupe run` makes it"
        return Check("database", "ok", f"{what}, {free}", hint)
    said = f"{path}, {size(health.size)}, {health.runs} runs, {health.replies} replies, whole"
    said += f", version {health.version}, journal {health.journal}, {free}"
    if health.read_only:
        said = f"{str(health.read_only)!r} cannot be written: {said}"
        hint = "what only reads works; to play, make it writable or name another file with --db"
        return Check("database", "wrong", said, hint, 5)
    if health.tight:
        return Check("database", "note", said, "the disk is nearly full")
    return Check("database", "ok", said)


def _model(models: Models, params: ModelParams) -> Check:
    if models.chosen_offline:
        return Check("model", "ok", CHOSEN_OFFLINE)
    where = "" if params.provider in LOCAL else f" at {_address(params.base_url)}"
    return Check("model", "ok", f"{params.provider}:{params.model}{where}")


def _key(settings: Settings, env: Mapping[str, str], params: ModelParams) -> Check:
    if params.provider in LOCAL:
        return Check("key", "ok", "none is needed")
    variable = key_variable(settings, env, params.provider)
    key = env.get(variable or "", "")
    if key.strip():
        if key != key.strip():
            hint = "set it without blanks and line ends"
            return Check("key", "wrong", f"{variable} has blanks around the key", hint, 2)
        return Check("key", "ok", f"{variable} is set")
    if params.provider == "azure":
        hint = "AZURE_OPENAI_API_KEY, or `az login` with the extra `azure`"
        return Check("key", "note", "no key is set: the login of Azure is used", hint)
    wanted = variable or "OPENAI_API_KEY"
    if params.base_url is not None:
        return Check("key", "note", f"{wanted} is not set; many local servers need none")
    hint = "set it, name another endpoint with --base-url, or use --model offline"
    return Check("key", "wrong", f"{wanted} is not set", hint, 2)


async def _ping(settings: Settings, models: Models, options: Options, params: ModelParams) -> Check:
    """One request of a few words, tried once, noted nowhere."""
    once = replace(settings, max_attempts=1)
    question = Message("user", "Reply with the one word yes.")
    params = replace(params, timeout_s=min(params.timeout_s, PING_S))
    request = Request(
        "judge", params, (question,), None, MinibioContext("nobody", {"name": "nobody"}), 0, None
    )
    with Store.open(":memory:") as store:
        session = Session(once, models, replace(options, read_cache=False), store, Budget())
        try:
            reply = await session.stack(None)(request)
        except ModelError as failure:
            return _wrong("endpoint", failure)
        finally:
            await session.aclose()
    tokens = reply.usage.prompt_tokens + reply.usage.completion_tokens
    return Check("endpoint", "ok", f"{reply.model} answered, {tokens} tokens")


def _wrong(check: str, failure: TroupeError) -> Check:
    return Check(check, "wrong", str(failure), failure.hint, failure.exit_code)


def _address(address: str | None) -> str:
    """An address as it may be shown: people put secrets behind the question mark."""
    if address is None:
        return "https://api.openai.com/v1"
    parts = urlsplit(address)
    return parts._replace(query="", fragment="").geturl() + ("?..." if parts.query else "")
