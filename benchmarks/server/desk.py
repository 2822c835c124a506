"""The endpoint itself: takes whole requests, decides what becomes of each, and when."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter, deque
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from benchmarks.server.answers import Question, answer, question, sampled
from benchmarks.server.counters import Counters, Seen
from benchmarks.server.faults import Faults
from benchmarks.server.prefixes import PrefixStore, tokens
from benchmarks.server.refusals import Refusal, refusal
from benchmarks.server.settings import Settings, changed

Answered = tuple[int, bytes, Mapping[str, str]] | None
"""Status, body and headers; None closes the connection."""
Send = Callable[[Answered], None]
RETRY_AFTER_S = 1
"""Seconds that a refusal for speed asks to wait, if it asks."""


class Desk:
    """Answers by callback, so that a waiting request costs a timer and no task."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.reset()

    def reset(self) -> None:
        """Forget all requests, tries and prefixes."""
        self.counters, self.prefixes = Counters(), PrefixStore()
        self.faults = Faults(self.settings.seed, self.settings.faults)
        self._waiting: deque[Callable[[], None]] = deque()
        self._working = 0
        self._asked: Counter[str] = Counter()
        self._credit = self.settings.credit

    def control(self, method: str, path: str, content: bytes) -> Answered:
        """`/control`: GET totals, POST changes and a reset; `/control/log`: all requests."""
        if method == "POST":
            try:
                self.settings = changed(self.settings, json.loads(content or b"{}"))
            except (TypeError, ValueError) as wrong:
                return _json(400, {"error": {"message": str(wrong)}})
            self.reset()
        log = path.endswith("/log")
        return _json(200, self.counters.lines() if log else self.counters.totals())

    def ask(self, content: bytes, key: str, send: Send) -> Callable[[], None]:
        """Take a request; returns what to call if its connection is lost."""
        counters = self.counters
        try:
            body = json.loads(content)
            asked = question(body)
        except (ValueError, AttributeError, KeyError) as wrong:
            send(_refused(Refusal(400, str(wrong))))
            return lambda: None
        seen = self._noted(content, body, asked)
        if self.settings.bodies:
            with Path(self.settings.bodies).open("ab") as file:
                file.write(content + b"\n")

        def finish(outcome: str, answered: Answered) -> None:
            if not seen.ended:
                counters.end(seen, outcome)
                send(answered)

        no = refusal(self.settings, body, key) or self._turned_away()
        if no is not None:
            status = _refused(no)
            asyncio.get_running_loop().call_soon(finish, str(no.status), status)
        else:
            self._fulfil(body, asked, seen, finish)
        return lambda: counters.end(seen, seen.outcome or "lost")

    def _noted(self, content: bytes, body: Mapping[str, Any], asked: Question) -> Seen:
        form, watch = body.get("response_format"), self.settings.watch
        seen = Seen(
            began=time.monotonic(),
            kind=asked.kind,
            prompt_tokens=tokens(asked.prompt),
            schema_tokens=tokens(json.dumps(form)) if form else 0,
            cached_tokens=self.prefixes.cached(asked.prompt),
            digest=sha256(content).hexdigest()[:32],
            watched=bool(watch) and watch in asked.prompt,
        )
        self.counters.begin(seen)
        return seen

    def _turned_away(self) -> Refusal | None:
        beyond = self.settings.reject_beyond
        if beyond is not None and self.counters.flying > beyond:
            return Refusal(429, "Rate limit reached.", "rate_limit_exceeded")
        if self._credit is not None:
            if self._credit <= 0:
                said = (
                    "You exceeded your current quota, please check your plan and billing details."
                )
                return Refusal(429, said, "insufficient_quota")
            self._credit -= 1
        return None

    def _fulfil(
        self,
        body: Mapping[str, Any],
        asked: Question,
        seen: Seen,
        finish: Callable[[str, Answered], None],
    ) -> None:
        fault = self.faults.next(asked.identity)
        loop = asyncio.get_running_loop()
        if fault == "hang":
            seen.outcome = "hang"
            return
        if fault in {"429", "429_retry_after", "500", "drop"}:
            loop.call_soon(finish, fault, _failed(fault))
            return
        if self.settings.samples:
            before = self._asked[seen.digest]
            self._asked[seen.digest] += 1
            asked = sampled(asked, body, before)
        text = answer(asked, self.settings.reply_tokens)
        answered = _completion(body, text, seen, fault)
        seconds = self.settings.seconds(seen.completion_tokens)

        def work() -> None:
            loop.call_later(seconds, done)

        def done() -> None:
            self.prefixes.keep(asked.prompt)
            finish(fault or "ok", answered)
            self._working -= 1
            while self._waiting and (
                self.settings.slots is None or self._working < self.settings.slots
            ):
                self._working += 1
                self._waiting.popleft()()

        if self.settings.slots is not None and self._working >= self.settings.slots:
            self._waiting.append(work)
        else:
            self._working += 1
            work()


def _completion(body: Mapping[str, Any], text: str, seen: Seen, fault: str | None) -> Answered:
    reason, content, reasoning = "stop", text, 0
    if fault == "malformed":
        content = text[: len(text) * 3 // 10]  # too little to be mended into an answer
    elif fault == "truncated":
        reason, content = "length", text[: len(text) * 4 // 5]
    message: dict[str, Any] = {"role": "assistant", "content": content, "refusal": None}
    seen.completion_tokens = tokens(content)
    if fault == "no_content":
        message |= {"content": None, "reasoning_content": text}
        reasoning = seen.completion_tokens
    usage = {
        "prompt_tokens": seen.prompt_tokens,
        "completion_tokens": seen.completion_tokens,
        "total_tokens": seen.prompt_tokens + seen.completion_tokens,
        "prompt_tokens_details": {"cached_tokens": seen.cached_tokens},
        "completion_tokens_details": {"reasoning_tokens": reasoning},
    }
    answered = {
        "id": "chatcmpl-benchmark",
        "object": "chat.completion",
        "created": 1_767_603_600,
        "model": body.get("model"),
        "choices": [{"index": 0, "message": message, "finish_reason": reason, "logprobs": None}],
        "usage": usage,
    }
    return _json(200, answered)


def _failed(fault: str) -> Answered:
    if fault == "drop":
        return None
    if fault == "500":
        return _refused(Refusal(500, "The server had an error."))
    status, body, _ = _refused(Refusal(429, "Rate limit reached.", "rate_limit_exceeded"))
    return status, body, {"Retry-After": str(RETRY_AFTER_S)} if fault != "429" else {}


def _refused(no: Refusal) -> tuple[int, bytes, Mapping[str, str]]:
    error = {"message": no.message, "type": "error", "param": no.parameter, "code": no.code}
    return _json(no.status, {"error": error})


def _json(status: int, value: Any) -> tuple[int, bytes, Mapping[str, str]]:
    return status, json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"), {}
