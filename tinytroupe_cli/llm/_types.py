"""What goes to a model and what comes back; what a layer is; what llm needs of a store."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from hashlib import sha256
from json import dumps
from typing import Any, Literal, NamedTuple, Protocol

from tinytroupe_cli.errors import BadRequestError
from tinytroupe_cli.events import Context
from tinytroupe_cli.ids import digest, plain

Purpose = Literal["act", "ask", "consolidate", "judge", "extract", "minibio", "generate"]


class Image(NamedTuple):
    """A picture that goes along with a message."""

    media: str
    """The media type, such as image/png."""
    digest: str
    """The identity of its bytes, which stands for them wherever the message is kept."""
    data: str = ""
    """The bytes in base64."""


class Message(NamedTuple):
    """One chat message."""

    role: Literal["system", "user", "assistant"]
    content: str
    images: tuple[Image, ...] = ()


@dataclass(frozen=True, slots=True)
class Schema:
    """A JSON Schema that the reply has to follow."""

    name: str
    """Letters, digits and `_`; endpoints ask for one."""
    json: Mapping[str, Any]
    strict: bool = True
    """False for users' schemas that endpoints' strict mode refuses."""
    digest: str = field(init=False, compare=False, repr=False)
    """The identity of `json`."""

    def __post_init__(self) -> None:
        # As plain JSON once, since it goes along with every call.
        object.__setattr__(self, "json", plain(dict(self.json)))
        object.__setattr__(self, "digest", digest(self.json))


@dataclass(frozen=True, slots=True)
class ModelParams:
    """A model and all parameters that are sent to it."""

    provider: Literal["openai", "azure", "offline", "scripted"]
    model: str
    base_url: str | None = None
    api_version: str | None = None
    temperature: float | None = None
    top_p: float | None = None
    max_tokens: int = 1500
    """The completion limit, sent with every request."""
    reasoning_effort: str | None = None
    timeout_s: float = 120.0
    """Seconds to wait for one reply; not part of a request's key."""
    extra: Mapping[str, Any] = field(default_factory=dict)


MEANING = tuple(each.name for each in fields(ModelParams) if each.name != "timeout_s")
"""The parameters that can alter an answer."""


def identity(messages: Iterable[Message], *parts: Any) -> str:
    """The digest of what makes a question the one it is: 64 hex digits."""
    # Long texts go into it by their own digests, and only what is not JSON yet is converted:
    # this is on the way of every call, kept replies included.
    said = [
        (role, sha256(content.encode()).hexdigest(), *(image.digest for image in images))
        for role, content, images in messages
    ]
    parts = (said, *parts)
    text = dumps(parts, default=plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Request:
    """One question to a model; equal keys mean equal questions."""

    purpose: Purpose
    params: ModelParams
    messages: tuple[Message, ...]
    schema: Schema | None
    context: Context
    """What the messages were rendered from; the offline engine answers from it."""
    seed: int
    person: str | None
    """The roster name of whose request it is."""
    sample: str = "0"
    """Which of several independent answers: the repeat, the candidate."""
    step: int = 0
    round: int | None = None

    def key(self, engine_version: str | None = None) -> str:
        """The request's identity: 64 hex digits. Labels, time-outs and prices are not in it.

        Args:
            engine_version: for engines that answer from the context, their version.
        """
        params = {name: getattr(self.params, name) for name in MEANING}
        return identity(
            self.messages,
            params,
            self.schema.digest if self.schema else None,
            self.seed,
            self.person,
            self.sample,
            (engine_version, self.context) if engine_version else None,
        )

    def with_messages(self, *messages: Message) -> Request:
        """The same request with further messages at the end."""
        return replace(self, messages=(*self.messages, *messages))


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as the endpoint counted them; 0 where it did not say."""

    prompt_tokens: int = 0
    cached_prompt_tokens: int = 0
    completion_tokens: int = 0
    reasoning_tokens: int = 0

    def __add__(self, other: Usage) -> Usage:
        """The sum, field by field."""
        return Usage(
            self.prompt_tokens + other.prompt_tokens,
            self.cached_prompt_tokens + other.cached_prompt_tokens,
            self.completion_tokens + other.completion_tokens,
            self.reasoning_tokens + other.reasoning_tokens,
        )


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try at a request: how long it took, and what went wrong if anything did."""

    seconds: float
    error: str | None = None
    """The error's class name and message; None for a success."""
    usage: Usage = Usage()
    """What the try is known to have cost, also when its reply was of no use."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A model's answer, as it came."""

    text: str
    model: str
    """The model that says it answered."""
    usage: Usage = Usage()
    finish_reason: str = "stop"
    key: str = ""
    """The request's key."""
    cached: bool = False
    """True when it came from kept replies and cost nothing."""
    attempts: tuple[Attempt, ...] = ()


class AdaptedError(BadRequestError):
    """The endpoint refused one form of a request; the next try takes another, without a pause."""

    retryable = True


LLM = Callable[[Request], Awaitable[Reply]]
"""Anything that answers requests: a provider, or a provider with layers around it."""

Layer = Callable[[LLM], LLM]
"""Takes something that answers and returns something that answers."""


Price = Callable[[Usage, ModelParams], Decimal | None]
"""The cost in US dollars of some usage of a model; None when its price is unknown."""


class Cache(Protocol):
    """Kept replies, by request key; implemented by the store."""

    def get(self, key: str) -> dict[str, Any] | None:
        """The reply kept for a key, unless its ask ended in a failure."""

    def put(self, *replies: tuple[str, dict[str, Any], dict[str, Any]]) -> None:
        """Keep replies, each with its key and its request: at once, and all of them or none.

        What a request holds is not changed afterwards, and may be recognised by its identity.
        """

    def reject(self, key: str) -> None:
        """Mark a kept reply as one whose ask ended in a failure."""

    def alike(self, purpose: str, person: str | None) -> Sequence[dict[str, Any]]:
        """Some requests for a purpose of a person whose replies are kept, newest first."""


class Recorder(Protocol):
    """The ledger; implemented by the store."""

    def record(self, call: dict[str, Any]) -> None:
        """Note one call: key, person, purpose, step, round, model, attempts, usage, outcome."""

    def settle(self) -> None:
        """Write what was noted, as far as it can be written now."""
