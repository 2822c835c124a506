"""Everything that can go wrong, as one tree; the exit code stands beside each branch.

TroupeError
├── UsageError ............ 2   bad usage; nothing was run, nothing was written
│   ├── SpecError               a YAML or JSON file is wrong (many problems at once)
│   ├── ConfigError             config.ini or the environment
│   └── MissingExtraError       an optional package is needed
├── ModelError ............ 3   the model could not be had
│   ├── AuthError               401, 403: the key is wrong or missing
│   ├── UnknownModelError       404: no such model or endpoint
│   ├── QuotaError              the key has no credit left
│   ├── BadRequestError         400: the endpoint does not take this request
│   ├── RateLimitError          429
│   ├── ServerError             5xx, 408
│   ├── ConnectionFailedError   no route, dropped, timed out
│   ├── RefusedError            the model refused, or a content filter did
│   ├── TruncatedError          the reply was cut at the completion limit
│   ├── BadReplyError           the reply does not fit its schema
│   └── CacheMissError          --cache-only, and the reply is not there
├── BudgetError ........... 4   a limit set by the user is reached
├── StoreError ............ 5   the database is locked, corrupt, full or not ours
└── CheckError ............ 1   an expectation does not hold
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import Any


class TroupeError(Exception):
    """Something the user can understand and mend; shown without a traceback."""

    exit_code = 70
    hint: str | None

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class UsageError(TroupeError):
    """The command cannot be carried out as given; nothing was run or written."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a file: where it is (1-based line and column), what it is, what to do.

    `file` may be an option such as `--set a=b`, or a name that was typed, whose line is 0.
    """

    file: str
    line: int
    column: int
    message: str
    hint: str | None = None

    @property
    def fault(self) -> str:
        """Where and what, without what to do."""
        place = "" if self.file.startswith("--") or not self.line else f":{self.line}:{self.column}"
        return f"{self.file}{place}: {self.message}"

    def __str__(self) -> str:
        return f"{self.fault}\n    {self.hint}" if self.hint else self.fault


class SpecError(UsageError):
    """All the problems found in the files of one scenario or persona."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.file, p.line, p.column)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class ConfigError(UsageError):
    """config.ini or an environment variable holds something unusable."""


class MissingExtraError(UsageError):
    """An optional package is needed for what was asked."""


class ModelError(TroupeError):
    """The model could not be had for one call; says whether trying again can help."""

    exit_code = 3
    retryable = False

    def __init__(
        self, message: str, *, hint: str | None = None, retry_after: float | None = None
    ) -> None:
        super().__init__(message, hint=hint)
        self.retry_after = retry_after
        """Seconds that the endpoint asked to wait."""
        self.attempts: tuple[Any, ...] = ()
        """All tries at the call, for the ledger."""
        self.sent = True
        """False when nothing was sent, because it was known to be in vain."""
        self.reply: Any = None
        """The reply behind the failure, when one came: it was paid for and is kept as evidence."""


class AuthError(ModelError):
    """The endpoint does not accept the key."""


class UnknownModelError(ModelError):
    """The endpoint knows no such model."""


class QuotaError(ModelError):
    """The account behind the key has no credit left."""


class BadRequestError(ModelError):
    """The endpoint does not take the request as it is."""


class RateLimitError(ModelError):
    """Too many requests or tokens a minute."""

    retryable = True


class ServerError(ModelError):
    """The endpoint failed."""

    retryable = True


class ConnectionFailedError(ModelError):
    """The endpoint was not reached, or the connection broke or timed out."""

    retryable = True


class RefusedError(ModelError):
    """The model or a content filter refused to answer."""


class TruncatedError(ModelError):
    """The reply was cut at the completion limit; a cut reply is never made into an answer."""


class BadReplyError(ModelError):
    """The reply does not fit the schema that it was asked to follow."""


class CacheMissError(ModelError):
    """Only kept replies may be used, and this one is not kept."""


class BudgetError(TroupeError):
    """A limit on cost, calls or tokens is reached; the run can be continued with a higher one."""

    exit_code = 4
    attempts: tuple[Any, ...] = ()
    """The tries at the call before the limit was reached, for the ledger."""


class StoreError(TroupeError):
    """The database cannot be used."""

    exit_code = 5


class CheckError(TroupeError):
    """An expectation does not hold."""

    exit_code = 1


def need(module: str, *, extra: str) -> ModuleType:
    """Import an optional module, or say which extra brings it.

    Raises:
        MissingExtraError: the module is not installed.
    """
    try:
        return import_module(module)
    except ImportError:
        raise MissingExtraError(
            f"this needs the package {module!r}, which is not installed",
            hint=f"pip install 'tinytroupe-cli[{extra}]'",
        ) from None
