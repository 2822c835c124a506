"""The floor's door: names, keys, prices, scripts, and what importing it costs."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from llm_samples import Time, request, stack

import tinytroupe_cli.llm as door
from tinytroupe_cli import errors
from tinytroupe_cli.llm import (
    Message,
    ModelParams,
    Providers,
    Reply,
    Schema,
    Usage,
    prices,
    scripted,
)

HEAVY = ["openai", "httpx2", "aiohttp", "genai_prices", "json_repair", "jsonschema"]


def test_the_door_names_what_it_shows() -> None:
    """`__all__` is alphabetical and complete."""
    assert sorted(door.__all__) == sorted(
        name for name in vars(door) if not name.startswith("_") and name != "annotations"
    )
    assert list(door.__all__) == sorted(
        door.__all__, key=lambda name: (not name.isupper(), name[0].islower(), name)
    )


@pytest.mark.parametrize(
    "code",
    [
        "import tinytroupe_cli.llm",
        "from tinytroupe_cli.llm import *; Stack(Providers(), price=prices({}), budget_=Budget(1))",
    ],
)
def test_importing_and_building_loads_no_client(code: str) -> None:
    """Neither the import nor a stack that is never asked loads anything heavy."""
    shown = f"{code}\nimport sys\nprint([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", shown], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_key_knows_what_alters_the_answer_and_nothing_else() -> None:
    """Time-outs, labels and rungs are not in a key; model, messages, seed and sample are."""
    base = request()
    same = [
        replace(base, params=replace(base.params, timeout_s=1.0)),
        replace(base, purpose="judge"),
        replace(base, step=7, round=3),
        replace(base, schema=replace(base.schema, name="other", strict=False)),
    ]
    assert {each.key() for each in same} == {base.key()}
    params = base.params
    others = [
        *(replace(base, params=replace(params, **change)) for change in (
            {"provider": "openai"}, {"model": "x"}, {"base_url": "http://x"}, {"api_version": "1"},
            {"temperature": 0.0}, {"top_p": 1.0}, {"max_tokens": 7}, {"reasoning_effort": "low"},
            {"extra": {"top_k": 1}},
        )),
        replace(base, messages=(*base.messages, Message("user", ""))),
        replace(base, schema=None),
        replace(base, schema=Schema("greeting", {"type": "array"})),
        replace(base, seed=2),
        replace(base, person="Bob"),
        replace(base, person=None),
        replace(base, sample="1"),
    ]  # fmt: skip
    assert len({each.key() for each in [base, *others]}) == len(others) + 1


def test_only_an_engine_that_reads_the_context_has_it_in_its_keys() -> None:
    """A context alters the key together with an engine's version, and only then."""
    one, other = request(), replace(request(), context=replace(request().context, person="Bob"))
    assert one.key() == other.key()
    assert one.key("v1") != other.key("v1")
    assert one.key("v1") != one.key("v2")


@given(st.text(st.characters(exclude_categories=["Cs"])), st.integers(), st.text(max_size=3))
def test_keys_are_the_same_every_time(text: str, seed: int, sample: str) -> None:
    """The same request has the same 64 hex digits, however it was put together."""
    one, other = (request(text, seed=seed, sample=sample) for _ in range(2))
    assert one.key() == other.key()
    assert len(one.key()) == 64
    assert one.with_messages(Message("user", "x")).key() != one.key()


PRICED = Usage(prompt_tokens=1_000_000, cached_prompt_tokens=400_000, completion_tokens=100_000)


def test_the_users_prices_come_first() -> None:
    """Fresh, cached and output tokens each have their rate, in dollars a million."""
    price = prices({"gpt-5-mini": (1.0, 0.25, 10.0)})
    expected = Decimal("0.6") + Decimal("0.1") + 1
    assert price(PRICED, ModelParams("openai", "gpt-5-mini")) == expected
    assert (
        price(PRICED, ModelParams("openai", "gpt-5-mini", base_url="http://localhost")) == expected
    )


def test_published_prices_are_for_published_endpoints() -> None:
    """A known model has a price where its maker serves it, and none at somebody else's address."""
    price = prices({})
    known = price(PRICED, ModelParams("openai", "gpt-5-mini"))
    assert known is not None
    assert known > 0
    at_home = ModelParams("openai", "gpt-5-mini", base_url="https://api.openai.com/v1")
    assert price(PRICED, at_home) == known
    elsewhere = ModelParams("openai", "gpt-5-mini", base_url="http://localhost:8000/v1")
    assert price(PRICED, elsewhere) is None
    assert price(PRICED, ModelParams("openai", "no-such-model")) is None
    assert price(PRICED, ModelParams("azure", "my-deployment", base_url="https://x")) is None


def test_prices_that_depend_on_length_are_obeyed() -> None:
    """A model with tiers costs more a token for a long prompt."""
    from genai_prices import data_snapshot  # the package's own list, whatever it holds today

    tiered = [
        model.id
        for provider in data_snapshot.get_snapshot().providers
        if provider.id == "openai"
        for model in provider.models
        if "TieredPrices" in repr(model.prices)
    ]
    if not tiered:
        pytest.skip("no model of the list has tiers")
    price, params = prices({}), ModelParams("openai", tiered[0])
    short = price(Usage(prompt_tokens=1000), params)
    long = price(Usage(prompt_tokens=1_000_000), params)
    assert short is not None
    assert long is not None
    assert long > short * 1000


def test_engines_without_an_endpoint_are_free() -> None:
    """Offline and scripted cost 0, and that is known."""
    for provider in ("offline", "scripted"):
        params: Any = ModelParams(provider, provider)  # type: ignore[arg-type]
        assert prices({})(PRICED, params) == 0


def test_a_script_has_lines_for_each_person() -> None:
    """Lines are said in order, each to whose they are; none left is an error by name."""
    llm = scripted({"Ada": ["One.", {"two": 2}], None: [Reply("Three.", "m")]})

    async def play() -> list[str]:
        said = [await llm(request(person=person)) for person in ("Ada", None, "Ada")]
        with pytest.raises(errors.UsageError, match="'Ada'"):
            await llm(request(person="Ada"))
        return [reply.text for reply in said]

    assert asyncio.run(play()) == ["One.", "Three.", '{"two": 2}']


def test_a_script_that_is_not_there_is_told() -> None:
    """The provider `scripted` without a script is a usage error."""
    with pytest.raises(errors.UsageError, match="scripted"):
        asyncio.run(Providers()(request()))


def test_the_offline_engine_costs_nothing_and_keeps_to_limits_on_calls() -> None:
    """A rehearsal stops where the real run would; kept replies are free."""
    from tinytroupe_cli.llm import Budget

    llm = stack(time=Time(), budget_=Budget(calls=2, usd=0.0001))

    def ask(sample: str) -> Reply:
        asked = request(provider="offline", model="offline", purpose="minibio", sample=sample)
        return asyncio.run(llm(asked))

    assert ask("0").text != ""
    ask("1")
    with pytest.raises(errors.BudgetError):
        ask("2")
    usage = llm.spending.as_json()
    assert (usage["attempts"], usage["cost_usd"]) == (2, 0.0)
