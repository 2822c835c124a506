"""One try at a real endpoint: what is sent, and what each fault is called."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from llm_samples import Memory, all_of, request
from support.chat_server import ChatServer, Drop, Hang, Raw, Refused, Said

from tinytroupe_cli import errors
from tinytroupe_cli.llm import Providers, Reply, Request, Schema

KEY = "sk-very-secret-0123456789"


def ask_at(
    server: ChatServer, *, times: int = 1, rungs: Any = None, notices: Any = None, **given: Any
) -> Reply:
    """Ask one question, as often as told, and give back the last reply or raise the last error."""

    async def play() -> Reply:
        providers = Providers(
            key=lambda _: KEY, rungs=rungs, notices=[] if notices is None else notices
        )
        try:
            for _ in range(times - 1):
                with pytest.raises(errors.ModelError):
                    await providers(at(server, **given))
            return await providers(at(server, **given))
        finally:
            await providers.aclose()

    return asyncio.run(play())


def at(server: ChatServer, text: str = "Say hello.", **given: Any) -> Request:
    """A request to the server."""
    where = {"provider": "openai", "model": "toy", "base_url": server.base_url}
    return request(text, **(where | given))


def test_a_request_carries_what_was_set_and_nothing_else() -> None:
    """Messages, limit and schema are sent; temperature and the like only when somebody set them."""
    with ChatServer(lambda _: {"text": "Hello."}) as server:
        reply = ask_at(server, max_tokens=99)
        ask_at(server, temperature=0.3, reasoning_effort="low", extra={"top_k": 5})
    bare, full = (heard.body for heard in server.requests)
    assert set(bare) == {"model", "messages", "max_completion_tokens", "response_format"}
    assert bare["max_completion_tokens"] == 99
    assert bare["response_format"]["json_schema"]["strict"] is True
    assert (full["temperature"], full["reasoning_effort"], full["top_k"]) == (0.3, "low", 5)
    assert server.requests[0].path == "/v1/chat/completions"
    assert server.requests[0].headers["authorization"] == f"Bearer {KEY}"
    assert reply.text == '{"text": "Hello."}'


def test_usage_counts_cached_and_reasoning_tokens() -> None:
    """All four counts come out of the endpoint's usage; what it leaves out is 0."""
    usage = {
        "prompt_tokens": 1200,
        "completion_tokens": 40,
        "prompt_tokens_details": {"cached_tokens": 1024},
        "completion_tokens_details": {"reasoning_tokens": 32},
    }
    with ChatServer(lambda _: Said('{"text": ""}', usage=usage)) as server:
        counted = ask_at(server).usage
    assert (counted.prompt_tokens, counted.cached_prompt_tokens) == (1200, 1024)
    assert (counted.completion_tokens, counted.reasoning_tokens) == (40, 32)
    with ChatServer(lambda _: Said('{"text": ""}', usage={})) as server:
        assert ask_at(server).usage.prompt_tokens == 0


FAULTS: list[tuple[Any, type[errors.ModelError], str]] = [
    (Refused(401, f"Incorrect API key provided: {KEY}"), errors.AuthError, "OPENAI_API_KEY"),
    (Refused(403, "not for you"), errors.AuthError, "403"),
    (Refused(404, "The model `toy` does not exist"), errors.UnknownModelError, "does not exist"),
    (
        Refused(429, "You exceeded your quota", code="insufficient_quota"),
        errors.QuotaError,
        "no credit",
    ),
    (Refused(429, "slow down"), errors.RateLimitError, "429"),
    (Refused(400, f"your header {KEY} is odd"), errors.BadRequestError, "odd"),
    (Refused(400, "filtered", code="content_filter"), errors.RefusedError, "content filter"),
    (
        Refused(400, "maximum context length is 8192 tokens", code="context_length_exceeded"),
        errors.BadRequestError,
        "MEMORY_WINDOW",
    ),
    (Refused(408, "slow"), errors.ServerError, "408"),
    (Refused(500, "oops"), errors.ServerError, "oops"),
    (Refused(503, "busy"), errors.ServerError, "busy"),
    (Raw(b'{"choices": [{"mess'), errors.ServerError, "not JSON"),
    (Raw(b"<html>hello</html>", "text/html"), errors.BadReplyError, "without a choice"),
    (Raw(b"[]"), errors.BadReplyError, "without a choice"),
    (Raw(b'{"choices": []}'), errors.BadReplyError, "without a choice"),
    (Raw(b'{"choices"', promised=500), errors.ConnectionFailedError, "connection"),
    (Hang(), errors.ConnectionFailedError, "within 0.3 s"),
    (Drop(), errors.ConnectionFailedError, "failed"),
    (Said(None), errors.BadReplyError, "without content"),
    (Said("\ud83d half"), errors.BadReplyError, "without content"),
    (Said("", refusal="I would rather not."), errors.RefusedError, "rather not"),
    (Said("x", finish_reason="content_filter"), errors.RefusedError, "content filter"),
    (Said('{"text": "Hel', finish_reason="length"), errors.TruncatedError, "1500 tokens"),
]


@pytest.mark.parametrize(("fault", "kind", "said"), FAULTS, ids=range(len(FAULTS)))
def test_each_fault_has_its_own_name(fault: Any, kind: type[errors.ModelError], said: str) -> None:
    """Every way to fail is told apart, says what happened, and never shows the key."""
    with ChatServer(lambda _: fault) as server, pytest.raises(kind) as failed:
        ask_at(server, timeout_s=0.3)
    assert type(failed.value) is kind
    assert said in f"{failed.value} {failed.value.hint}"
    assert KEY not in f"{failed.value!r} {failed.value} {failed.value.hint}"


def test_what_may_pass_is_marked_and_what_may_not_is_not() -> None:
    """Rate limits, server errors, lost connections and empty replies are worth another try."""
    marked = set()
    for fault, kind, _ in FAULTS:
        with ChatServer(lambda _, fault=fault: fault) as server, pytest.raises(kind) as failed:
            ask_at(server, timeout_s=0.3)
        if failed.value.retryable:
            marked.add(kind)
    assert marked == {
        errors.BadReplyError,
        errors.ConnectionFailedError,
        errors.RateLimitError,
        errors.ServerError,
    }


def test_a_useless_reply_is_kept_with_what_it_cost() -> None:
    """A truncated, refused or empty reply was paid for: the failure carries it."""
    for said in (Said("{", finish_reason="length"), Said(None), Said("", refusal="No.")):
        with ChatServer(lambda _, said=said: said) as server:
            with pytest.raises(errors.ModelError) as failed:
                ask_at(server)
            assert failed.value.reply.usage.prompt_tokens > 0


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "7"}, 7.0),
        ({"retry-after-ms": "250", "Retry-After": "9"}, 0.25),
        (
            {
                "Date": "Tue, 24 Nov 2026 10:00:00 GMT",
                "Retry-After": "Tue, 24 Nov 2026 10:00:30 GMT",
            },
            30.0,
        ),
        ({"Retry-After": "soon"}, None),
        ({}, None),
    ],
)
def test_the_wait_an_endpoint_asks_for_is_read(
    headers: dict[str, str], seconds: float | None
) -> None:
    """Seconds, milliseconds and dates are understood; nonsense is no wait."""
    with ChatServer(lambda _: Refused(429, headers=headers)) as server:
        with pytest.raises(errors.RateLimitError) as failed:
            ask_at(server)
    assert failed.value.retry_after == seconds


def test_no_server_there_names_the_address() -> None:
    """A refused connection says where nobody answered."""
    with ChatServer(lambda _: "") as server:
        pass
    with pytest.raises(errors.ConnectionFailedError, match=f"127.0.0.1:{server.port}"):
        ask_at(server)


def test_after_a_wrong_key_nothing_more_is_sent() -> None:
    """The first 401 ends all that an endpoint is asked; the message says the same each time."""
    with ChatServer(lambda _: Refused(401)) as server:
        with pytest.raises(errors.AuthError, match="OPENAI_API_KEY"):
            ask_at(server, times=3)
    assert len(server.requests) == 1


def test_an_unknown_model_does_not_end_the_others() -> None:
    """After a 404 for one model, another is still asked."""

    def script(asked: dict[str, Any]) -> Any:
        return Refused(404) if asked["model"] == "toy" else {"text": "Hello."}

    async def play(server: ChatServer) -> list[Any]:
        providers = Providers(key=lambda _: KEY)
        asked = [at(server), at(server), at(server, model="other")]
        found = [(await all_of(providers, [each]))[0] for each in asked]
        await providers.aclose()
        return found

    with ChatServer(script) as server:
        first, second, third = asyncio.run(play(server))
    assert isinstance(first, errors.UnknownModelError)
    assert isinstance(second, errors.UnknownModelError)
    assert isinstance(third, Reply)
    assert len(server.requests) == 2


def test_a_local_server_needs_no_key() -> None:
    """Without a key an address is asked all the same, and a 401 says what to set."""

    async def play(server: ChatServer) -> Any:
        providers = Providers(key=lambda _: None)
        (found,) = await all_of(providers, [at(server)])
        await providers.aclose()
        return found

    with ChatServer(lambda _: {"text": "Hello."}) as server:
        assert asyncio.run(play(server)).text
    with ChatServer(lambda _: Refused(401)) as server:
        assert "none was sent" in str(asyncio.run(play(server)))


def test_without_key_and_address_nothing_is_sent() -> None:
    """OpenAI itself wants a key: its absence is told before anything is sent."""
    providers = Providers(key=lambda _: None)
    with pytest.raises(errors.AuthError, match="OPENAI_API_KEY is not set"):
        asyncio.run(providers(request(provider="openai", model="gpt-5-mini")))


@pytest.mark.parametrize(
    ("address", "said"),
    [("http://me:secret@host/v1", "user or password"), ("localhost:11434", "no address")],
)
def test_an_address_that_cannot_be_used(address: str, said: str) -> None:
    """Addresses with secrets, or without a scheme, are refused by name."""
    providers = Providers(key=lambda _: KEY)
    with pytest.raises(errors.ConfigError, match=said) as failed:
        asyncio.run(providers(request(provider="openai", base_url=address)))
    assert "secret@" not in str(failed.value)


def test_azure_addresses_its_deployments() -> None:
    """The deployment stands in the path, the version in the query, the key in its own header."""
    with ChatServer(lambda _: {"text": "Hello."}) as server:
        root = server.base_url.removesuffix("/v1")
        ask_at(server, provider="azure", base_url=root, api_version="2024-12-01-preview")
        ask_at(server, provider="azure", base_url=f"{root}/openai/v1", api_version="x")
    classic, new = server.requests
    assert classic.path == (
        "/openai/deployments/toy/chat/completions?api-version=2024-12-01-preview"
    )
    assert classic.headers["api-key"] == KEY
    assert new.path == "/openai/v1/chat/completions"


def test_azure_without_a_key_wants_the_extra() -> None:
    """Entra ID needs azure-identity; without it the message names the extra."""
    pytest.importorskip("openai")
    try:
        import azure.identity  # noqa: F401
    except ImportError:
        providers = Providers(key=lambda _: None)
        asked = request(provider="azure", base_url="https://x.openai.azure.com", api_version="1")
        with pytest.raises(errors.MissingExtraError) as failed:
            asyncio.run(providers(asked))
        assert "tinytroupe-cli[azure]" in str(failed.value.hint)


def test_the_key_is_in_no_representation() -> None:
    """Nothing that a log or a traceback might show holds the key."""

    async def play(server: ChatServer) -> str:
        memory = Memory()
        providers = Providers(key=lambda _: KEY, rungs=memory)
        reply = await providers(at(server, schema=Schema("a", {"type": "object"})))
        shown = f"{providers!r} {reply!r} {memory.known!r} {providers.notices!r}"
        await providers.aclose()
        return shown

    with ChatServer(lambda _: {"text": "Hello."}) as server:
        assert KEY not in asyncio.run(play(server))
