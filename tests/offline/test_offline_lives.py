"""Lives that the offline engine writes: out of the facts, in whole sentences, no two alike."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest

from tinytroupe_cli.events import LifeContext, LifeReply
from tinytroupe_cli.ids import stream
from tinytroupe_cli.llm._providers.offline import life
from tinytroupe_cli.llm._providers.offline._life_facts import bearings
from tinytroupe_cli.spec import LifeOrder, Order, generated
from tinytroupe_cli.spec.population import load_population

PLACES = ("usa", "brazil", "spain", "germany", "kenya")


@cache
def written(place: str, seed: int = 1) -> list[tuple[str, dict, LifeReply]]:
    """Name, facts and life of a hundred people of a population."""
    order = Order(100, load_population(place).population, LifeOrder("a town"))
    found = []
    for member in generated(order, seed=seed):
        facts = {key: fact for key, fact in member.persona.items() if key != "provenance"}
        context = LifeContext(member.name, facts, ("a dog", "a van"), "a town")
        found.append((member.name, facts, life.answer(context, stream(seed, "0", member.name))))
    return found


def texts(reply: LifeReply) -> list[str]:
    """All that a life says."""

    def leaves(value):
        if isinstance(value, dict):
            return [text for inner in value.values() for text in leaves(inner)]
        return (
            [text for inner in value for text in leaves(inner)]
            if isinstance(value, list | tuple)
            else [value]
        )

    return leaves(reply.model_dump())


@pytest.mark.parametrize("place", PLACES)
def test_a_life_is_whole_and_has_its_length(place):
    """No slot is left open, nothing is said twice in one life, and it is 350 to 600 tokens."""
    for name, _, reply in written(place):
        said = texts(reply)
        assert not re.search(r"[{}|]|None", " ".join(said)), name
        assert 350 <= sum(map(len, said)) / 4 <= 600
        long = [text for text in said if len(text.split()) > 4]
        assert len(long) == len({*long}), name


@pytest.mark.parametrize("place", PLACES)
def test_no_two_lives_are_alike(place):
    """Of a hundred lives no occupation comes often, and each has facts of its own."""
    lives = [reply for _, _, reply in written(place)]
    assert len({str(reply.other_facts) for reply in lives}) == 100
    titles = Counter(reply.occupation.title for reply in lives)
    assert titles.most_common(1)[0][1] <= 15


@pytest.mark.parametrize("place", PLACES)
def test_lives_follow_the_facts(place):
    """Whoever is retired works no more, students study, and years fit the age."""
    for name, facts, reply in written(place):
        here = bearings(LifeContext(name, facts, (), "a town"))
        told = f"{reply.occupation.title} {reply.occupation.description}"
        if here.status == "study":
            assert reply.occupation.title == "Student"
        if "retired" in str(facts.get("employment", "")).casefold():
            assert told.startswith("Retired"), name
        born = 2026 - facts["age"]
        assert all(
            born < int(year) < 2026
            for year in re.findall(r"\b(?:19|20)\d\d\b", " ".join(texts(reply)))
        )


def test_children_live_as_children():
    """Without work, money, marriage or drink; whole, no two alike, of the right length."""
    grown = (
        r"\b(?:beer|a glass|banks?|fees?|rent|salary|colleagues?|married|exams?|engineering|dollars"
        r"|smok\w+|lectures?|Student|degree|(?:19|20)\d\d)\b"
    )
    lives = []
    for age in range(1, 15):
        for name in ("Ana Paz", "Bo Lund", "Cy Orr", "Di Ng", "Ed Vale"):
            facts = {"age": age, "personality": {"big_five": {"openness": "very low"}}}
            reply = life.answer(LifeContext(name, facts), stream(1, name, age))
            said = texts(reply)
            told = " ".join(said)
            assert not re.search(grown, told), told
            assert not re.search(r"[{}|]|None", told)
            assert 350 <= sum(map(len, said)) / 4 <= 600
            long = [text for text in said if len(text.split()) > 4]
            assert len(long) == len({*long})
            assert ("Pupil" in reply.occupation.title) == (age >= 6)
            lives.append(reply)
    assert len({str(reply.other_facts) for reply in lives}) == len(lives)


def test_whoever_is_seventeen_and_works_is_no_child():
    """What the facts say of work goes before the age, from the age at which work is allowed."""
    works = LifeContext("Al One", {"age": 17, "employment": "employed"})
    assert bearings(works).status == "works"
    learns = LifeContext("Al One", {"age": 17})
    assert life.answer(learns, stream(1)).occupation.title == "Pupil, year 12"


def test_tempers_show():
    """Who is very low in agreeableness says so by what they do, who is very high does not."""
    low, high = Counter(), Counter()
    for place in PLACES:
        for _, facts, reply in written(place):
            level = facts["personality"]["big_five"]["agreeableness"]
            for text in reply.traits:
                (low if level == "very low" else high if level == "very high" else Counter())[
                    text
                ] += 1
    assert low
    assert high
    quarrel = "You tell people what is wrong with their plan before they have finished it."
    assert quarrel in low
    assert quarrel not in high


def test_the_same_facts_and_seed_make_the_same_life():
    """On any machine; another seed another life."""
    one, two = written("usa"), written("usa", seed=2)
    written.cache_clear()
    assert [reply for *_, reply in written("usa")] == [reply for *_, reply in one]
    assert [reply for *_, reply in two] != [reply for *_, reply in one]


def test_an_occupation_in_the_facts_or_the_context_is_the_one():
    """Bakers bake, and a nurse that was described is a nurse."""
    baker = LifeContext("Al One", {"age": 40, "occupation": "Baker"})
    assert life.answer(baker, stream(1)).occupation.title == "Baker"
    nurse = LifeContext("Al One", {"age": 40}, (), "A nurse in Recife")
    assert life.answer(nurse, stream(1)).occupation.title == "Nurse"


def test_any_text_may_stand_in_the_facts():
    """Whatever a user writes is told, and never read as one of the engine's own slots."""
    odd = {"age": 40, "occupation": "Chef {x} %s {", "residence": "{month}", "employment": None}
    reply = life.answer(LifeContext("{Al} One", odd), stream(1))
    assert reply.occupation.title == "Chef x %s"
