"""What an endpoint's refusal means, by its own name."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

from tinytroupe_cli.errors import (
    AuthError,
    BadRequestError,
    ModelError,
    QuotaError,
    RateLimitError,
    RefusedError,
    ServerError,
    UnknownModelError,
)

LONGEST = 500
"""Characters of an endpoint's explanation that are shown."""

_NO_CREDIT = ("insufficient_quota", "billing_hard_limit_reached", "insufficient_balance")


ABOUT_LENGTH = re.compile(r"context[ _](length|window|size)|too (large|long)", re.IGNORECASE)
"""What endpoints say of a request that is longer than the model's context."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer with an error status."""

    status: int
    body: Any
    headers: Mapping[str, str]

    @property
    def code(self) -> str:
        """The error's code or type, as the endpoint calls it; lower case."""
        error = self._error
        if not isinstance(error, Mapping):
            return ""
        inner = error.get("innererror")
        codes = [error.get("code"), error.get("type")]
        codes += [inner.get("code")] if isinstance(inner, Mapping) else []
        return " ".join(str(code) for code in codes if code).casefold()

    @property
    def parameter(self) -> str | None:
        """The parameter that the endpoint finds wrong, if it names one."""
        error = self._error
        name = error.get("param") if isinstance(error, Mapping) else None
        return name if isinstance(name, str) and name else None

    @property
    def said(self) -> str:
        """The endpoint's explanation."""
        error = self._error
        message = error.get("message") if isinstance(error, Mapping) else error
        text = message if isinstance(message, str) else json.dumps(self.body, ensure_ascii=False)
        text = " ".join(text.split())
        return text if len(text) <= LONGEST else f"{text[:LONGEST]} [...]"

    @property
    def retry_after(self) -> float | None:
        """Seconds that the endpoint asks to wait."""
        for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
            try:
                return max(0.0, float(self.headers[name]) * unit)
            except (KeyError, ValueError):
                continue
        try:  # a date; the difference to the endpoint's own clock is what it means
            until = parsedate_to_datetime(self.headers["retry-after"])
            return max(0.0, (until - parsedate_to_datetime(self.headers["date"])).total_seconds())
        except (KeyError, TypeError, ValueError):
            return None

    @property
    def _error(self) -> Any:
        return self.body.get("error", self.body) if isinstance(self.body, Mapping) else self.body


def named(refusal: Refusal, where: str, key_variable: str, *, keyless: bool) -> ModelError:
    """The error for a refusal; the key is never in it.

    Args:
        refusal: what the endpoint answered.
        where: the model and the address, for the message.
        key_variable: the variable that holds the key.
        keyless: whether no key was sent.
    """
    status, code, said = refusal.status, refusal.code, refusal.said
    if any(word in code or word in said.casefold() for word in _NO_CREDIT) or status == 402:
        return QuotaError(
            f"insufficient_quota: this key has no credit left ({where})",
            hint="add credit to the account, or use another key",
        )
    if status == 401 or (status == 403 and "content" not in code):
        return _unauthorised(status, where, key_variable, keyless=keyless)
    if "content_filter" in code or "content_policy" in code or "responsibleai" in code:
        return RefusedError(f"a content filter refused the request to {where}: {said}")
    if status == 404:
        return UnknownModelError(
            f"there is no {where} (404): {said}",
            hint="check --model, and --base-url: it ends in /v1 for most servers",
        )
    if status == 429:
        asked = refusal.retry_after
        wait = "" if asked is None else f"; it asks to wait {asked:g} s"
        return RateLimitError(
            f"too many requests or tokens a minute for {where} (429){wait}",
            hint="lower --concurrency, or set RPM and TPM in config.ini",
            retry_after=asked,
        )
    if status in {408, 409} or status >= 500:
        return ServerError(f"{where} failed ({status}): {said}", retry_after=refusal.retry_after)
    failure = BadRequestError(f"{where} does not take the request ({status}): {said}")
    if ABOUT_LENGTH.search(f"{code} {said}"):
        failure.hint = (
            "the request is longer than the model's context: lower MEMORY_WINDOW in config.ini, "
            "extract `from: people`, or take a model with a larger one; nothing is ever cut"
        )
    return failure


def _unauthorised(status: int, where: str, key_variable: str, *, keyless: bool) -> AuthError:
    if keyless:
        return AuthError(
            f"{where} wants a key, and none was sent ({status})",
            hint=f"set the environment variable {key_variable}",
        )
    wrong = "does not accept the key" if status == 401 else "does not allow this with the key"
    return AuthError(
        f"{where} {wrong} in {key_variable} ({status})",
        hint=f"check the environment variable {key_variable}, and that it belongs to the address",
    )
