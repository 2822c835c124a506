"""How an endpoint is learned: structured output, parameters, and who waits for whom."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from llm_samples import SCHEMA, Memory, Time, all_of, request
from support.chat_server import ChatServer, Refused, Said

from tinytroupe_cli import errors
from tinytroupe_cli.llm import Providers, Request, Schema, Stack, ask, prices

GOOD = {"text": "Hello."}
LOOSE = Schema("users", {"type": "object", "properties": {"x": {}}}, strict=False)


def at(server: ChatServer, text: str = "Say hello.", **given: Any) -> Request:
    """A request to the server."""
    where = {"provider": "openai", "model": "toy", "base_url": server.base_url}
    return request(text, **(where | given))


def play(
    script: Callable[[dict[str, Any]], Any],
    waves: Callable[[ChatServer], list[list[Request]]],
    *,
    memory: Memory | None = None,
    patience_s: float = 30.0,
) -> tuple[list[Any], ChatServer, Providers]:
    """Ask in waves, through all layers: replies, what the server heard, and the notices."""
    providers = Providers(key=lambda _: "k", rungs=memory, patience_s=patience_s)

    async def all_waves() -> list[Any]:
        time = Time()
        llm = Stack(providers, price=prices({}), clock=time, sleep=time.sleep)
        found = [await all_of(llm, wave) for wave in waves(server)]
        await llm.aclose()
        assert not any(time.pauses), "another form is tried at once"
        return [reply for wave in found for reply in wave]

    with ChatServer(script) as server:
        return asyncio.run(all_waves()), server, providers


def crowd(server: ChatServer, *, size: int = 12, **given: Any) -> list[Request]:
    """Different requests of the same kind."""
    return [at(server, f"Say hello, number {number}.", **given) for number in range(size)]


def rung_of(body: dict[str, Any]) -> str:
    """What a request asked for."""
    wanted = body.get("response_format")
    if wanted is None:
        return "text"
    if wanted["type"] == "json_object":
        return "json_object"
    return "strict" if wanted["json_schema"]["strict"] else "loose"


def takes(*rungs: str) -> Callable[[dict[str, Any]], Any]:
    """An endpoint that refuses all other ways to ask for JSON."""

    def script(asked: dict[str, Any]) -> Any:
        if rung_of(asked) in rungs:
            return GOOD
        return Refused(400, "Invalid parameter: 'response_format' is not supported")

    return script


@pytest.mark.parametrize(
    ("taken", "refusals", "learned"),
    [
        ("strict", 0, "json_schema"),
        ("loose", 1, "json_schema_loose"),
        ("json_object", 2, "json_object"),
        ("text", 3, "text"),
    ],
)
def test_one_call_learns_and_the_others_wait(taken: str, refusals: int, learned: str) -> None:
    """However many ask at once, each form is refused once; what works is remembered."""
    memory = Memory()
    replies, server, _ = play(takes(taken), lambda server: [crowd(server)], memory=memory)
    assert all(reply.text for reply in replies)
    assert len(server.requests) == 12 + refusals
    assert memory.known == {(server.base_url, "toy"): learned}


def test_a_prompt_shows_the_schema_where_the_endpoint_does_not() -> None:
    """From `json_object` down, what lasts of the prompt ends with the schema and the word JSON."""
    for taken in ("json_object", "text"):
        _, server, _ = play(takes(taken), lambda server: [[at(server)]])
        said = server.requests[-1].body["messages"][0]["content"]
        assert "JSON" in said
        assert '"required":["text"]' in said


def test_what_was_learned_in_another_session_costs_nothing() -> None:
    """A remembered form is used at once, parameters included."""
    memory = Memory()

    def script(asked: dict[str, Any]) -> Any:
        if "temperature" in asked:
            return Refused(400, "Unsupported value", param="temperature")
        return takes("json_object")(asked)

    given = {"temperature": 0.5}
    _, first, one = play(script, lambda server: [[at(server, **given)]], memory=memory)
    memory.known = {(key, "toy"): form for (_, _), form in memory.known.items() for key in ("x",)}
    (form,) = memory.known.values()
    assert form == "json_object -temperature"

    class Known(Memory):
        def rung(self, endpoint: str, model: str) -> str:
            return form

    _, second, two = play(script, lambda server: [crowd(server, **given)], memory=Known())
    assert (len(first.requests), len(second.requests)) == (4, 12)
    assert len(one.notices) == len(two.notices) == 1
    assert "does not take 'temperature'" in two.notices[0]


def test_a_memory_that_makes_no_sense_is_forgotten() -> None:
    """An unknown word in the memory is as good as none."""

    class Odd(Memory):
        def rung(self, endpoint: str, model: str) -> str:
            return "grammar -x"

    replies, server, _ = play(takes("strict"), lambda server: [[at(server)]], memory=Odd())
    assert replies[0].text
    assert len(server.requests) == 1


def test_a_schema_that_strict_mode_refuses_harms_no_other() -> None:
    """A schema that needs a lower rung gets it; the others keep theirs, also in the memory."""
    memory = Memory()
    fussy = Schema("fussy", {"type": "object", "properties": {"y": {}}})

    def script(asked: dict[str, Any]) -> Any:
        wanted = asked["response_format"]["json_schema"]
        if wanted["name"] == "fussy" and wanted["strict"]:
            return Refused(400, "Invalid schema for response_format 'fussy'")
        return GOOD

    def waves(server: ChatServer) -> list[list[Request]]:
        return [[at(server)], [at(server, schema=fussy)], [at(server, "Again.", schema=fussy)],
                [at(server, "Again.")]]  # fmt: skip

    _, server, _ = play(script, waves, memory=memory)
    rungs = [rung_of(heard.body) for heard in server.requests]
    assert rungs == ["strict", "strict", "loose", "loose", "strict"]
    assert list(memory.known.values()) == ["json_schema"]


def test_a_users_schema_is_never_asked_for_strictly() -> None:
    """Schemas that strict mode may refuse begin on the second rung and teach nothing else."""
    memory = Memory()
    _, server, _ = play(
        takes("strict", "loose"),
        lambda server: [crowd(server, schema=LOOSE), [at(server)]],
        memory=memory,
    )
    rungs = [rung_of(heard.body) for heard in server.requests]
    assert rungs == ["loose"] * 12 + ["strict"]
    assert list(memory.known.values()) == ["json_schema"]


PARAMETERS: list[tuple[dict[str, Any], Refused, bool]] = [
    ({"temperature": 0.2}, Refused(400, "bad", param="temperature"), True),
    ({"top_p": 0.2}, Refused(422, "'top_p' is not permitted"), True),
    ({"reasoning_effort": "low"}, Refused(400, "Unrecognized: reasoning_effort"), True),
    ({"extra": {"top_k": 3}}, Refused(400, "bad", param="top_k"), True),
    ({}, Refused(400, "Unsupported parameter: 'max_completion_tokens'"), False),
]


@pytest.mark.parametrize(("given", "refusal", "noticed"), PARAMETERS, ids=str)
def test_unsupported_parameters_are_learned_and_left_out(
    given: dict[str, Any], refusal: Refused, noticed: bool
) -> None:
    """One refusal teaches all calls; what the user had set is left out with one notice."""
    name = next(iter(given.get("extra", given)), "max_completion_tokens")

    def script(asked: dict[str, Any]) -> Any:
        return refusal if name in asked else GOOD

    replies, server, providers = play(script, lambda server: [crowd(server, **given)])
    assert all(reply.text for reply in replies)
    assert len(server.requests) == 13
    assert [name in notice for notice in providers.notices] == ([True] if noticed else [])
    limits = {"max_tokens", "max_completion_tokens"}
    assert all(len(limits & set(heard.body)) == 1 for heard in server.requests)


def test_a_prompt_that_is_too_long_is_no_reason_to_change_parameters() -> None:
    """A complaint about the context names the limit's parameter, and is still told as it is."""
    said = "max_completion_tokens is too large: the maximum context length is 4096 tokens"
    replies, server, _ = play(lambda _: Refused(400, said), lambda server: [[at(server)]])
    assert type(replies[0]) is errors.BadRequestError
    assert "4096" in str(replies[0])
    assert len(server.requests) == 1


def test_an_endpoint_that_refuses_everything_is_given_up() -> None:
    """The ladder has an end, and the refusal is told as the endpoint put it."""
    refusal = Refused(400, "response_format: no json today")
    replies, server, _ = play(lambda _: refusal, lambda server: [[at(server)]])
    assert isinstance(replies[0], errors.BadRequestError)
    assert "no json today" in str(replies[0])
    assert len(server.requests) == 4


def test_a_schema_that_nobody_reads_goes_into_the_prompt() -> None:
    """Some endpoints accept a schema and ignore it: prose comes back, and the next try tells."""

    def script(asked: dict[str, Any]) -> Any:
        told = '"required":["text"]' in asked["messages"][0]["content"]
        return GOOD if told else "Hello! I am glad to be here."

    async def play_two(server: ChatServer) -> None:
        providers = Providers(key=lambda _: "k")
        first = await ask(providers, at(server), lambda value: value)
        second = await ask(providers, at(server, "Once more."), lambda value: value)
        await providers.aclose()
        assert (len(first.replies), len(second.replies)) == (2, 1)
        assert "does not obey json_schema" in providers.notices[0]

    with ChatServer(script) as server:
        asyncio.run(play_two(server))


def test_a_first_call_that_takes_long_holds_nobody_up() -> None:
    """Refusals are quick: whoever waited a moment goes ahead in the same form."""
    crowded = 8

    def script(_: dict[str, Any]) -> Any:
        return Said('{"text": ""}', after=lambda: len(server.requests) == crowded)

    async def asked_at_once() -> list[Any]:
        providers = Providers(key=lambda _: "k", patience_s=0.05)
        replies = await all_of(providers, crowd(server, size=crowded))
        await providers.aclose()
        return replies

    with ChatServer(script) as server:
        assert all(reply.text for reply in asyncio.run(asked_at_once()))


def test_requests_without_a_schema_ask_for_nothing() -> None:
    """A plain question carries no response format and teaches no rung."""
    memory = Memory()
    _, server, _ = play(
        lambda _: "Hello.", lambda server: [[at(server, schema=None)]], memory=memory
    )
    assert rung_of(server.requests[0].body) == "text"
    assert memory.known == {}
    assert SCHEMA.name not in str(server.requests[0].body)
