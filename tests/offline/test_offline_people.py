"""Turns of people of any shape, and what they like and dislike."""

from __future__ import annotations

from typing import Any

import pytest
from offline_samples import SHAPES, reply, said, told, turn

from tinytroupe_cli.events import ConsolidateContext, JudgeContext, MinibioContext

BRIEFS = (
    "Let's brainstorm features for our word processor.",
    "Which one do you choose? A) tea B) coffee",
    "Tell me about your life.",
    "Would you pay 4.99 euros a month for it? Answer yes or no.",
    "How much would you pay for a ticket?",
    "Rate it on a scale from 1 to 5 and say what speaks for it and what against it.",
    "Write an ad for our library.",
    "Find out which AI project would help Bo most.",
    "Get to know each other.",
    "Please sum up the best ideas.",
    "O que você acha do novo aplicativo? Escolha: A) azul B) verde",
    "新しい図書館について、どう思いますか。",
    "…",
    "?",
)


@pytest.mark.parametrize("persona", SHAPES, ids=lambda one: one["name"])
def test_people_of_every_shape_answer_every_brief(persona: dict[str, Any]) -> None:
    """A persona that holds next to nothing, or that is in another script, never breaks a turn."""
    for brief in BRIEFS:
        for others in ((), ("Zed Moor", "Bo")):
            found = reply(turn(persona, told(brief, persona["name"]), others=others, rounds_left=1))
            assert found["thought"]
            for action in found["actions"]:
                assert action["content"].strip()
                assert "{" not in action["content"]


@pytest.mark.parametrize(
    "kind", ["THOUGHT", "VISUAL", "SOCIAL", "LOCATION", "INTERNAL_GOAL_FORMULATION"]
)
def test_every_kind_of_stimulus_is_taken_in(kind: str) -> None:
    """What is seen, felt, wanted or thought leads to a turn, too."""
    for persona in SHAPES:
        found = reply(
            turn(
                persona,
                told("Rain falls on the market.", persona["name"], kind=kind),
                others=("Zed",),
            )
        )
        assert found["thought"]


def test_the_same_context_gets_the_same_turn() -> None:
    """Equal requests have equal answers, and another seed may answer otherwise."""
    context = turn(SHAPES[1], told("Which do you choose? A) tea B) coffee C) milk", "Ada Byron"))
    assert reply(context, seed=3) == reply(context, seed=3)
    assert len({str(reply(context, seed=seed)) for seed in range(20)}) > 3


def choices(persona: dict[str, Any], brief: str, label: str) -> int:
    """How many of 60 seeds choose an option."""
    turns = (reply(turn(persona, told(brief, persona["name"])), seed=seed) for seed in range(60))
    return sum(f" {label}" in f" {one['actions'][0]['content'].split('.')[0]}" for one in turns)


@pytest.mark.parametrize(
    ("taste", "brief"),
    [
        ("mango", "Which flavour do you choose?\nA) Mango\nB) Strawberry\nC) Plum"),
        ("beach holidays", "Which trip do you choose?\nA) Beach holidays in June\nB) A walk in the fells\nC) Two days of rest"),
    ],
)  # fmt: skip
def test_who_likes_a_thing_chooses_it_more_often_than_who_dislikes_it(
    taste: str, brief: str
) -> None:
    """Taste decides, chance only wavers: over sixty seeds the order is fan, anybody, enemy."""
    fan = choices({"name": "Ada", "likes": [taste]}, brief, "A")
    anybody = choices({"name": "Ada"}, brief, "A")
    enemy = choices({"name": "Ada", "dislikes": [taste]}, brief, "A")
    assert fan > anybody > enemy
    assert fan > 45
    assert enemy < 6


def test_a_question_is_answered_with_the_facts_that_it_asks_for() -> None:
    """Somebody asked about work speaks of work, and about dislikes of dislikes."""
    persona = {
        "name": "Bo Lind", "occupation": {"title": "Baker", "description": "You bake rye bread for three cafés."},
        "dislikes": ["wet socks"], "residence": "Oslo, Norway",
    }  # fmt: skip
    for question, answer in (
        ("What do you do for a living?", "I am a baker"), ("What can't you stand?", "wet socks"), ("Where do you live?", "Oslo"),
    ):  # fmt: skip
        context = turn(persona, told("Get to know each other.", "Bo Lind"), said("Zed", question, seq=2, target="Bo Lind"),
                       others=("Zed",))  # fmt: skip
        text = reply(context)["actions"][0]["content"].replace("I'm", "I am")
        assert answer in text, text


def test_other_requests_are_answered_for_every_shape() -> None:
    """Memories, verdicts on conditions and introductions come out whatever the persona holds."""
    moments = (
        told("Talk about bread.", "Ada"),
        said("Ada", "I propose a bread club. I agree with Bo.", seq=2),
    )
    for persona in SHAPES:
        assert reply(MinibioContext(persona["name"], persona))["text"]
        assert isinstance(
            reply(ConsolidateContext(persona["name"], persona, moments))["memories"], list
        )
    verdict = reply(JudgeContext("Ada has proposed something", ("Ada", "Bo"), moments))
    assert verdict["met"] is True
    assert "bread club" in verdict["reason"]
