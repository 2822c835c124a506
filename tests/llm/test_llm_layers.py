"""The layers together: what is tried again, what is paid, what is kept, and what is noted."""

from __future__ import annotations

import asyncio
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from llm_samples import Book, Shelf, Time, all_of, request, stack
from support.chat_server import ChatServer, Drop, Hang, Raw, Refused, Said

from tinytroupe_cli import errors
from tinytroupe_cli.llm import (
    Budget,
    Limits,
    Providers,
    Reply,
    Request,
    RetryPolicy,
    Stack,
    Usage,
    prices,
)
from tinytroupe_cli.llm._layers import limits
from tinytroupe_cli.llm._layers._level import Level

PRICED = prices({"toy": (1.0, 0.5, 10.0)})


def cents(usage: Usage, _: Any) -> Decimal:
    """A price that is the same for everybody: 10 dollars a million tokens."""
    return Decimal(usage.prompt_tokens + usage.completion_tokens) / 100_000


def crowd(size: int, **given: Any) -> list[Request]:
    """Different requests."""
    return [request(f"Say hello, number {number}.", **given) for number in range(size)]


# Retry


def test_what_may_pass_is_tried_again_with_growing_pauses() -> None:
    """Pauses double up to a bound, each shortened by at most half; then the last error is told."""
    time = Time()
    llm = stack(lambda _: errors.ServerError("down"), time=time)
    (failed,) = asyncio.run(all_of(llm, [request()]))
    assert isinstance(failed, errors.ServerError)
    assert len(failed.attempts) == 6
    for number, pause in enumerate(time.pauses):
        assert 2**number / 2 <= pause <= 2**number
    assert llm.spending.as_json()["attempts"] == 6


def test_a_wait_that_the_endpoint_asks_for_is_honoured() -> None:
    """Retry-After is waited out, however short our own pause would be."""
    time, said = Time(), [errors.RateLimitError("slow down", retry_after=17.0), "Hello."]
    replies = asyncio.run(all_of(stack(lambda _: said.pop(0), time=time), [request()]))
    assert replies[0].text == "Hello."
    assert time.pauses == [17.0]
    assert [attempt.error for attempt in replies[0].attempts] == ["RateLimitError: slow down", None]


def test_patience_is_bounded_in_time() -> None:
    """A wait beyond the bound is not begun: the error comes at once."""
    time = Time()
    llm = stack(lambda _: errors.RateLimitError("later", retry_after=3600.0), time=time)
    (failed,) = asyncio.run(all_of(llm, [request()]))
    assert isinstance(failed, errors.RateLimitError)
    assert time.pauses == []


@pytest.mark.parametrize(
    "kind",
    [
        errors.AuthError,
        errors.BadRequestError,
        errors.QuotaError,
        errors.RefusedError,
        errors.TruncatedError,
        errors.UnknownModelError,
    ],
)
def test_what_cannot_pass_fails_at_once(kind: type[errors.ModelError]) -> None:
    """No second try where it cannot help."""
    (failed,) = asyncio.run(all_of(stack(lambda _: kind("no")), [request()]))
    assert isinstance(failed, kind)
    assert len(failed.attempts) == 1


def test_pauses_depend_on_the_request_alone() -> None:
    """The same request waits the same; different ones spread out."""

    def pauses(text: str) -> tuple[float, ...]:
        time = Time()
        asyncio.run(all_of(stack(lambda _: errors.ServerError("x"), time=time), [request(text)]))
        return tuple(time.pauses)

    assert pauses("One.") == pauses("One.")
    assert pauses("One.") != pauses("Two.")


def test_replies_that_cost_and_are_of_no_use_are_tried_less_often() -> None:
    """An answer without content is paid for: three of them are enough."""
    with ChatServer(lambda _: Said(None)) as server:
        llm = remote()
        (failed,) = asyncio.run(closing(llm, [at(server)]))
    assert isinstance(failed, errors.BadReplyError)
    assert len(server.requests) == 3
    usage = llm.spending.as_json()
    assert usage["prompt_tokens"] > 0
    assert (usage["calls"], usage["attempts"], usage["failed_calls"]) == (1, 3, 1)


def test_every_call_comes_through_a_faulty_endpoint() -> None:
    """Rate limits, errors, garbage, hangs and drops: everyone is answered, nobody twice."""
    faults = [
        Refused(429), Refused(429, headers={"Retry-After": "3"}), Refused(500), Drop(),
        Raw(b"{"), Raw(b'{"cho', promised=99), Hang(), Refused(503),
    ]  # fmt: skip
    seen: Counter[str] = Counter()

    def script(asked: dict[str, Any]) -> Any:
        text = asked["messages"][-1]["content"]
        seen[text] += 1
        number = int(text.split()[-1].rstrip("."))
        if seen[text] == 1 and number % 3 == 0:
            return faults[number // 3 % len(faults)]
        return {"text": text}

    with ChatServer(script) as server:
        llm = remote()
        asked = [at(server, f"Say hello, number {n}.", timeout_s=0.5) for n in range(48)]
        replies = asyncio.run(closing(llm, asked))
    assert [reply.text for reply in replies] == [
        f'{{"text": "Say hello, number {n}."}}' for n in range(48)
    ]
    assert len(server.requests) == 48 + 16
    assert llm.spending.as_json()["calls"] == 48


def test_what_was_known_to_be_in_vain_is_no_call() -> None:
    """After a 401 the others fail without being sent: one call, one attempt, all failed."""
    with ChatServer(lambda _: Refused(401)) as server:
        llm = remote(budget_=Budget(calls=2))
        failures = asyncio.run(closing(llm, [at(server, str(number)) for number in range(20)]))
    assert {type(failure) for failure in failures} == {errors.AuthError}
    assert len(server.requests) == 1
    usage = llm.spending.as_json()
    assert (usage["calls"], usage["attempts"], usage["failed_calls"]) == (1, 1, 20)


# Budget


def test_no_more_calls_than_the_budget_allows_reach_the_server() -> None:
    """50 at once, 37 allowed: 37 are sent, the others fail by name, nothing is lost."""
    with ChatServer(lambda _: {"text": "Hello."}) as server:
        llm = remote(budget_=Budget(calls=37))
        asked = [at(server, f"Say hello, number {n}.") for n in range(50)]
        replies = asyncio.run(closing(llm, asked))
    assert len(server.requests) == 37
    assert Counter(type(reply) for reply in replies) == {Reply: 37, errors.BudgetError: 13}
    assert "37 of 37 calls" in str(next(r for r in replies if isinstance(r, errors.BudgetError)))


def test_refused_forms_and_tries_count_as_calls() -> None:
    """Whatever is sent counts: learning an endpoint and trying again as well."""

    def script(asked: dict[str, Any]) -> Any:
        if asked["response_format"]["type"] == "json_schema":
            return Refused(400, "response_format is not supported")
        return Refused(500)

    with ChatServer(script) as server:
        llm = remote(budget_=Budget(calls=7))
        replies = asyncio.run(closing(llm, [at(server, str(number)) for number in range(9)]))
    assert len(server.requests) == 7
    assert all(isinstance(reply, errors.BudgetError) for reply in replies)


def test_a_model_without_a_price_cannot_have_a_limit_on_cost() -> None:
    """Unknown is not 0: nothing is sent."""
    said: list[Request] = []
    llm = stack(said.append, price=lambda *_: None, budget_=Budget(usd=1.0))
    (failed,) = asyncio.run(all_of(llm, [request()]))
    assert isinstance(failed, errors.UsageError)
    assert said == []


@settings(max_examples=60, deadline=None)
@given(
    sizes=st.lists(st.integers(0, 400), min_size=1, max_size=25),
    outcomes=st.lists(st.sampled_from(["well", "429", "hang", "cut"]), min_size=1, max_size=25),
    kind=st.sampled_from(["calls", "tokens", "usd"]),
    share=st.floats(0.05, 1.2),
    concurrency=st.integers(1, 30),
)
def test_a_budget_is_never_passed(
    sizes: list[int], outcomes: list[str], kind: str, share: float, concurrency: int
) -> None:
    """Whatever the sizes, faults and concurrency, what was sent stays within the limit."""
    spent: Counter[str] = Counter()

    async def script(asked: Request) -> Reply:
        number = int(asked.sample)
        used = Usage(sum(len(m.content) for m in asked.messages) // 4 + 1, 0, sizes[number])
        outcome = outcomes[(number + spent["calls"]) % len(outcomes)]
        spent["calls"] += 1
        if outcome != "429":
            spent["tokens"] += used.prompt_tokens + used.completion_tokens
        for _ in range(number % 4):
            await asyncio.sleep(0)
        if outcome == "429":
            raise errors.RateLimitError("slow down")
        if outcome == "hang":
            raise errors.ConnectionFailedError("timed out")
        reply = Reply("{}", "toy", used)
        if outcome == "cut":
            failure = errors.TruncatedError("cut")
            failure.reply = reply
            raise failure
        return reply

    asked = [request("x" * size, sample=str(n), max_tokens=400) for n, size in enumerate(sizes)]
    most = {"calls": len(asked), "tokens": len(asked) * 1000, "usd": len(asked) * 0.01}[kind]
    limit = max(1, int(most * share)) if kind != "usd" else most * share
    llm = stack(script, price=cents, budget_=Budget(**{kind: limit}), limits_=Limits(concurrency))
    replies = asyncio.run(all_of(llm, asked))
    spent_usd = spent["tokens"] / 100_000
    assert {"calls": spent["calls"], "tokens": spent["tokens"], "usd": spent_usd}[kind] <= limit
    assert len(replies) == len(asked)


def test_calls_in_flight_are_waited_for_before_giving_up() -> None:
    """Reservations are upper bounds: what turns out cheaper lets the next call through."""
    llm = stack(budget_=Budget(tokens=2500))
    replies = asyncio.run(all_of(llm, crowd(12)))
    answered = [reply for reply in replies if isinstance(reply, Reply)]
    assert len(answered) == 12
    assert llm.spending.total.usage.prompt_tokens < 2500


def test_a_cancelled_call_gives_back_what_it_had_reserved() -> None:
    """Whoever leaves the queue, or is stopped in flight, blocks nobody."""

    async def play() -> Any:
        gate = asyncio.Event()

        async def script(asked: Request) -> Any:
            if asked.sample == "0":
                await gate.wait()
            return {"text": ""}

        llm = stack(script, budget_=Budget(tokens=5000), limits_=Limits(1))
        first = asyncio.create_task(llm(request(max_tokens=4000)))
        second = asyncio.create_task(llm(request(sample="1", max_tokens=4000)))
        third = asyncio.create_task(llm(request(sample="2", max_tokens=10)))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        second.cancel()
        gate.set()
        return [await first, await third]

    assert all(reply.text for reply in asyncio.run(play()))


# Limits


@pytest.mark.parametrize("fixed", [1, 5, 40])
def test_a_fixed_concurrency_is_never_passed(fixed: int) -> None:
    """With `--concurrency N` at most N are in flight, and N are while there is enough to do."""
    most, _ = highest(200, Limits(fixed))
    assert most == fixed


def test_the_level_grows_while_all_is_well() -> None:
    """It starts at 32 and grows with the crowd."""
    most, _ = highest(40, Limits())
    assert most == 32
    most, _ = highest(600, Limits())
    assert most >= 128


@pytest.mark.parametrize(
    ("bounds", "resisted", "flying"),
    [
        (Limits(), False, [32, 63, 126, 200, 200]),
        (Limits(), True, [32, 32, 32, 32, 32]),
        (Limits(40), False, [40, 40, 40, 40, 40]),
    ],
)
def test_slow_replies_do_not_keep_the_level_low(
    bounds: Limits, resisted: bool, flying: list[int]
) -> None:
    """Every quarter second it doubles, in eight steps, until something is pushed back."""
    wakes: list[asyncio.Future[None]] = []
    seen: list[int] = []

    async def sleep(seconds: float) -> None:
        assert seconds == (0.25 / 8 if wakes else 0.5)
        wakes.append(asyncio.get_running_loop().create_future())
        await wakes[-1]

    async def play() -> None:
        answer, refused = asyncio.Event(), resisted
        begun = 0

        async def endpoint(_: Request) -> Reply:
            nonlocal begun, refused
            if refused:
                refused = False
                raise errors.RateLimitError("slow down")
            begun += 1
            await answer.wait()
            return Reply("", "toy")

        call = limits(bounds, sleep)(endpoint)
        work = asyncio.create_task(all_of(call, crowd(201 if resisted else 200)))
        await settled()
        for _ in flying:
            seen.append(begun)
            for _ in range(8):
                if wakes and not wakes[-1].done():
                    wakes[-1].set_result(None)
                await settled()
        answer.set()
        await work
        assert {task for task in asyncio.all_tasks() if not task.done()} == {asyncio.current_task()}

    asyncio.run(play())
    assert seen == flying


async def settled() -> None:
    """Everything that could go on has gone on."""
    for _ in range(20):
        await asyncio.sleep(0)


def test_the_level_falls_when_the_endpoint_pushes_back() -> None:
    """An endpoint that takes 10 at a time gets about as many, and everybody is answered."""
    most, late = highest(900, Limits(), capacity=10)
    assert most >= 32
    assert late <= 20


def test_what_an_endpoint_takes_at_a_time_is_found_and_kept() -> None:
    """Beyond 64 it refuses: once that is known, only small and rare probes ask for more."""
    refused: list[int] = []
    most, late = highest(2_000, Limits(), capacity=64, refused=refused)
    assert most <= 96
    assert 48 <= late <= 96
    assert 0 < sum(number > 1_000 for number in refused) <= 20


def test_a_level_that_was_too_high_falls_to_what_was_taken() -> None:
    """100 at a time, 60 taken: those refused give up their places, the others lose none."""
    level = Level(100, 100)
    eras = [level.era] * 100
    for flying in range(99, 59, -1):
        level.ended(eras.pop(), well=False, flying=flying, waiting=True)
    assert level.now == 60
    for _ in range(60):
        level.ended(eras.pop(), well=True, flying=60, waiting=True)
    assert level.now in range(60, 64)


def test_an_endpoint_that_takes_nothing_for_a_while_costs_no_more_than_half_at_a_time() -> None:
    """However many are refused at once, half of the places stay; then half of those."""
    level = Level(64, 64)
    for _ in range(2):
        era, before = level.era, level.now
        for flying in range(before - 1, -1, -1):
            level.ended(era, well=False, flying=flying, waiting=True)
        assert level.now == before // 2


def test_a_level_that_fell_comes_back_when_the_endpoint_does() -> None:
    """Each probe that goes well asks for twice as much, so the way up is short."""
    level = Level(512, 512)
    for _ in range(6):
        era = level.era
        for flying in range(level.now - 1, -1, -1):
            level.ended(era, well=False, flying=flying, waiting=True)
    assert level.now == 8
    windows = 0
    while level.now < 256:
        windows += 1
        for _ in range(level.now):
            level.ended(level.era, well=True, flying=level.now - 1, waiting=True)
    assert windows <= 20


def test_a_few_refusals_do_not_slow_everybody() -> None:
    """One in twenty is bad luck, not a full endpoint."""
    _, late = highest(900, Limits(64), unlucky=20)
    assert late >= 32


def highest(
    size: int,
    bounds: Limits,
    *,
    capacity: int = 10_000,
    unlucky: int = 0,
    refused: list[int] | None = None,
) -> tuple[int, int]:
    """The most calls in flight, and the most among the last third; notes who was refused."""
    flying = most = late = seen = 0

    async def script(_: Request) -> Any:
        nonlocal flying, most, late, seen
        flying, seen = flying + 1, seen + 1
        crowded, number = flying > capacity, seen
        most = max(most, flying)
        if seen > size * 2 / 3:
            late = max(late, flying)
        for _ in range(3):
            await asyncio.sleep(0)
        flying -= 1
        if crowded or (unlucky and number % unlucky == 0):
            if refused is not None:
                refused.append(number)
            raise errors.RateLimitError("slow down")
        return {"text": ""}

    # Everybody tries again until it works: what matters here is the level.
    llm = stack(script, limits_=bounds, policy=RetryPolicy(attempts=500, total_s=1e9))
    replies = asyncio.run(all_of(llm, crowd(size)))
    assert all(isinstance(reply, Reply) for reply in replies)
    return most, late


@pytest.mark.parametrize("wrong", [0, -1, 1001])
def test_an_impossible_concurrency_is_refused(wrong: int) -> None:
    """The message names what can be had."""
    with pytest.raises(errors.ConfigError) as failed:
        Limits(wrong)
    assert "1 to 1000" in str(failed.value.hint)


@settings(max_examples=30, deadline=None)
@given(rpm=st.integers(1, 600), size=st.integers(1, 60))
def test_requests_a_minute_are_kept(rpm: int, size: int) -> None:
    """In no minute are more sent than the plan allows and a short burst."""
    time, sent = Time(), list[float]()

    async def script(_: Request) -> Any:
        sent.append(time.now)
        return {"text": ""}

    llm = stack(script, time=time, limits_=Limits(1, rpm=rpm))
    asyncio.run(all_of(llm, crowd(size)))
    for begin in sent:
        assert sum(begin <= moment < begin + 60 for moment in sent) <= rpm * 1.1 + 2


def test_tokens_a_minute_are_kept_by_what_was_really_used() -> None:
    """Estimates hold calls back; what turns out smaller is given back."""
    time = Time()
    llm = stack(time=time, limits_=Limits(1, tpm=1000))
    asyncio.run(all_of(llm, crowd(20, max_tokens=100)))
    used = llm.spending.total.usage
    really = used.prompt_tokens + used.completion_tokens
    assert time.now <= 60 * (really + 400) / 1000


# Cache


@settings(max_examples=40, deadline=None)
@given(which=st.lists(st.integers(0, 5), min_size=1, max_size=40), concurrency=st.integers(1, 9))
def test_equal_requests_are_one_request(which: list[int], concurrency: int) -> None:
    """Each different question is put once, in flight or not; all who asked get the answer."""
    said: Counter[str] = Counter()

    async def script(asked: Request) -> Any:
        said[asked.sample] += 1
        await asyncio.sleep(0)
        return {"text": asked.sample}

    llm = stack(script, cache_=Shelf(), limits_=Limits(concurrency))
    replies = asyncio.run(all_of(llm, [request(sample=str(number)) for number in which]))
    assert [reply.text for reply in replies] == [f'{{"text": "{number}"}}' for number in which]
    assert set(said.values()) == {1}
    usage = llm.spending.as_json()
    assert usage["calls"] == len(set(which))
    assert usage["cached_calls"] == len(which) - len(set(which))


def test_a_failure_is_shared_but_paid_once() -> None:
    """Equal requests in flight fail together, each with its own error; one has the attempts."""
    llm = stack(lambda _: errors.RefusedError("No."))
    failures = asyncio.run(all_of(llm, [request() for _ in range(4)]))
    assert all(isinstance(failure, errors.RefusedError) for failure in failures)
    assert len({id(failure) for failure in failures}) == 4
    assert sum(len(failure.attempts) for failure in failures) == 1
    usage = llm.spending.as_json()
    assert (usage["calls"], usage["failed_calls"]) == (1, 4)


def test_whoever_leaves_does_not_take_the_answer_along() -> None:
    """When the first to ask is stopped, those who wait for the same answer still get it."""

    async def play() -> tuple[Any, int]:
        asked, gate = list[Request](), asyncio.Event()

        async def script(one: Request) -> Any:
            asked.append(one)
            await gate.wait()
            return {"text": "Hello."}

        llm = stack(script)
        first, second = (asyncio.create_task(llm(request())) for _ in range(2))
        for _ in range(5):
            await asyncio.sleep(0)
        first.cancel()
        await asyncio.sleep(0)
        third = asyncio.create_task(llm(request()))
        await asyncio.sleep(0)
        gate.set()
        return [await second, await third], len(asked)

    replies, asked = asyncio.run(play())
    assert asked == 1
    assert all(reply.text == '{"text": "Hello."}' for reply in replies)


def test_an_answer_nobody_waits_for_is_not_waited_for() -> None:
    """When all who asked are stopped, the request is stopped too."""

    async def play() -> list[str]:
        ends = list[str]()

        async def script(_: Request) -> Any:
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                ends.append("stopped")
                raise

        llm = stack(script)
        both = [asyncio.create_task(llm(request())) for _ in range(2)]
        for _ in range(5):
            await asyncio.sleep(0)
        for task in both:
            task.cancel()
        await asyncio.wait(both)
        await asyncio.sleep(0)
        return ends

    assert asyncio.run(play()) == ["stopped"]


def test_a_reply_is_kept_before_anybody_has_it() -> None:
    """The cache holds request and reply by the time the call returns, and answers from then on."""
    shelf = Shelf()
    first = asyncio.run(all_of(stack(cache_=shelf), [request()]))[0]
    second = asyncio.run(all_of(stack(lambda _: 1 / 0, cache_=shelf), [request()]))[0]
    assert (first.cached, second.cached) == (False, True)
    assert (first.text, first.key, first.usage) == (second.text, second.key, second.usage)
    kept = shelf.requests[first.key]
    assert kept["messages"][-1] == {"role": "user", "content": "Say hello."}
    assert kept["schema"]["required"] == ["text"]


def test_without_reading_everything_is_asked_anew_but_once() -> None:
    """`--no-cache` ignores earlier replies, keeps the new ones, and pays for each once."""
    shelf, said = Shelf(), list[Request]()

    def script(asked: Request) -> Any:
        said.append(asked)
        return {"text": str(len(said))}

    asyncio.run(all_of(stack(script, cache_=shelf), [request()]))
    llm = stack(script, cache_=shelf, read_cache=False)
    again = asyncio.run(all_of(llm, [request()]))[0]
    assert again.text == '{"text": "2"}'
    assert asyncio.run(all_of(llm, [request()]))[0].cached
    assert len(said) == 2


def test_cache_only_asks_nobody() -> None:
    """A reply that is not kept is an error by name; one that is kept is given."""
    shelf = Shelf()
    asyncio.run(all_of(stack(cache_=shelf), [request()]))
    llm = stack(lambda _: 1 / 0, cache_=shelf, cache_only=True)
    kept, missing = asyncio.run(all_of(llm, [request(), request("Something else.", step=3)]))
    assert kept.cached
    assert isinstance(missing, errors.CacheMissError)
    assert "step 3" in str(missing)


def test_a_useless_reply_is_evidence_and_no_hit() -> None:
    """What a truncated reply said is kept, and asked anew the next time."""
    shelf, said = Shelf(), [Said("{", finish_reason="length"), {"text": "Hello."}]
    with ChatServer(lambda _: said.pop(0)) as server:
        llm = remote(cache_=shelf)
        first, second = asyncio.run(closing(llm, [at(server)], [at(server)]))
    assert isinstance(first, errors.TruncatedError)
    assert second.text == '{"text": "Hello."}'
    assert shelf.rejected == [second.key]


# Record


def test_every_call_is_in_the_ledger() -> None:
    """Paid, kept and failed calls each have a row with key, attempts, usage and outcome."""
    book, shelf = Book(), Shelf()
    said = [errors.ServerError("down"), {"text": "Hello."}, errors.RefusedError("No.")]
    llm = stack(lambda _: said.pop(0), recorder=book, cache_=shelf)

    async def play() -> None:
        await llm(request(step=2))
        await llm(request(step=3))
        with pytest.raises(errors.RefusedError):
            await llm(request("Something bad.", person=None))

    asyncio.run(play())
    paid, kept, failed = book.calls
    assert [attempt["error"] for attempt in paid["attempts"]] == ["ServerError: down", None]
    assert (paid["step"], paid["cached"], paid["error"]) == (2, False, None)
    assert paid["prompt_tokens"] > 0
    assert (kept["key"], kept["cached"], kept["attempts"]) == (paid["key"], True, [])
    assert kept["prompt_tokens"] == 0
    assert failed["error"] == "RefusedError: No."
    assert len(failed["key"]) == 64
    assert failed["person"] is None


def test_spending_is_told_by_purpose() -> None:
    """Totals and purposes agree; kept replies cost nothing; an unknown price is None, never 0."""
    llm = stack(cache_=Shelf(), price=cents)

    async def play() -> None:
        await llm(request())
        await llm(request())
        await llm(request(purpose="extract", text="What was said?"))

    asyncio.run(play())
    usage = llm.spending.as_json()
    assert (usage["calls"], usage["cached_calls"]) == (2, 1)
    assert set(usage["by_purpose"]) == {"act", "extract"}
    parts = usage["by_purpose"].values()
    assert usage["prompt_tokens"] == sum(part["prompt_tokens"] for part in parts)
    assert usage["cost_usd"] == pytest.approx(sum(part["cost_usd"] for part in parts))
    assert usage["cost_usd"] > 0
    unpriced = stack(price=lambda *_: None)
    asyncio.run(all_of(unpriced, [request()]))
    assert unpriced.spending.as_json()["cost_usd"] is None


def test_an_endpoint_that_counts_nothing_has_no_known_cost() -> None:
    """Without usage in the answer the cost is unknown, and a budget takes the upper bound."""
    with ChatServer(lambda _: Said('{"text": ""}', usage={})) as server:
        llm = remote(price=PRICED)
        asyncio.run(closing(llm, [at(server)]))
        assert llm.spending.as_json()["cost_usd"] is None
        llm = remote(price=PRICED, budget_=Budget(tokens=4000))
        replies = asyncio.run(closing(llm, [at(server, str(number)) for number in range(5)]))
    assert Counter(type(reply) for reply in replies) == {Reply: 2, errors.BudgetError: 3}


def at(server: ChatServer, text: str = "Say hello.", **given: Any) -> Request:
    """A request to the server."""
    where = {"provider": "openai", "model": "toy", "base_url": server.base_url}
    return request(text, **(where | given))


def remote(**given: Any) -> Stack:
    """A stack around the real client, with sleep that does not wait."""
    return stack(providers=Providers(key=lambda _: "k", patience_s=30.0), **given)


async def closing(llm: Stack, *waves: list[Request]) -> list[Any]:
    """Ask wave by wave, then close the connections."""
    replies = [reply for wave in waves for reply in await all_of(llm, wave)]
    await llm.aclose()
    return replies
