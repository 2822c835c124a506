"""docs/prompts.md shows what is sent; `UPDATE_DOCS=1 pytest tests/prompts` writes it anew."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path

from tinytroupe_cli import run_scenario
from tinytroupe_cli.events import (
    AskContext,
    Asking,
    LifeContext,
    LifeReply,
    Material,
    Posed,
)
from tinytroupe_cli.llm import scripted
from tinytroupe_cli.prompts import ask_messages, life_messages
from tinytroupe_cli.sim.answers import answers_schema

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "prompts.md"

HEAD = """# What is sent for a turn

This is the third turn of Lisa in `scenarios/simple_chat.yaml`, as an endpoint gets it: two messages and a JSON Schema.
What lasts comes first: the rules are the same bytes for everyone, the persona for all turns of a person. Then comes the
history with what is new at its end, which only grows there until its older part becomes memories; last what changes in each
turn. So the prefix caches of providers serve the most of it. Tokens are characters / 4.

| part | tokens | changes |
|---|---|---|
"""

LIFE = """# What is sent for a life

For each person of a `generate:`, once: first what all of an order share (rules, context, particularities, what is known of
the population), then the facts about one, with two things drawn by lot; then the schema."""

SURVEY = """# What is sent for a survey

For each person who is asked: the rules and the documents that are shown, the same bytes for everyone; then the persona, as in
a turn; then what the person has lived through, and the questions with their options in an order of this person's own. The
schema is the same for all who are asked the same questions."""

WHEN = {
    "rules": "never",
    "persona": "when the persona is changed",
    "place and people in reach": "when somebody comes or goes",
    "history and news": "grows at its end",
    "situation": "each turn",
    "schema": "never",
}

LINES = {
    "Lisa Moreau": [
        "Hi, I'm Lisa. Is that graphite on your sleeve? What do you draw?",
        "Daycare centres! So do children tell you when a door is wrong?",
        "I look at what people search and don't find. What do you do when work is done?",
    ],
    "Oscar Lindqvist": [
        "Oscar. Graphite, yes. Schools and daycare centres, mostly, and the odd attic.",
        "They run into it. That is the most honest review I get. And you?",
        "I ride home along the Panke and swear at new buildings.",
    ],
}


def sent():
    """The messages and the schema of Lisa's third turn, other turns being as in LINES."""
    asked = []

    def answer(request):
        if request.purpose != "act":
            return {"items": []}
        asked.append(request)
        said = LINES[request.person][min(request.context.turn, 2)]
        actions = [{"action": "TALK", "target": "", "content": said}]
        state = {"goals": [], "attention": "the other's hands", "emotions": "curious, at ease"}
        return {"thought": "", "actions": actions, "state": state}

    path = ROOT / "scenarios" / "simple_chat.yaml"
    run_scenario(path, model="scripted", scripted=scripted(answer), db=":memory:")
    turn = [each for each in asked if each.person == "Lisa Moreau"][2]
    return turn.messages, turn.schema.json


def page():
    """The whole document."""
    (system, user), schema = sent()
    rules, _, persona = system.content.partition("You are Lisa Moreau.")
    scene, _, rest = user.content.partition("\n\n")
    lived, _, now = rest.partition("\n\n")
    parts = {
        "rules": rules.strip(),
        "persona": f"You are Lisa Moreau.{persona}",
        "place and people in reach": scene,
        "history and news": lived,
        "situation": now,
        "schema": json.dumps(dict(schema), ensure_ascii=False, separators=(",", ":")),
    }
    rows = [f"| {name} | {len(text) // 4:,} | {WHEN[name]} |" for name, text in parts.items()]
    total = sum(len(text) // 4 for text in parts.values())
    shown = [
        f"## {name.capitalize()}\n\n```{'json' if name == 'schema' else 'text'}\n{text}\n```"
        for name, text in parts.items()
    ]
    table = "\n".join([*rows, f"| all | {total:,} | |"])
    return f"{HEAD}{table}\n\n" + "\n\n".join(shown) + "\n\n" + of_a_life() + "\n\n" + of_a_survey()


def of_a_survey():
    """What is sent to somebody who is asked two questions."""
    when = datetime.fromisoformat("2026-01-05T09:00")
    ads = {"B": "Zero fees. Forever.", "A": "Fits your life."}
    points = {"1": "certainly not", "2": "", "3": "certainly"}
    context = AskContext(
        person="Rosa Matos", persona={"name": "Rosa Matos", "age": 58}, clock=when, place="home",
        context=(), attention="", emotions="calm", memories=(), history=(),
        material=(Material("terms.md", "The account is free for a year."),),
        questions=(
            Asking("vote", "choice", "Which ad would make you look up the bank?", ads, reason=True),
            Asking("open", "likert", "How likely are you to open an account?", points),
        ),
    )  # fmt: skip
    (_, system), (_, user) = ask_messages(context)
    where = {"seq": 1, "step": 1, "time": when}
    schema = answers_schema([
        Posed(**where, question="vote", type="choice", text="", reason=True,
              options={"A": ads["A"], "B": ads["B"]}),
        Posed(**where, question="open", type="likert", text="", options=points),
    ])  # fmt: skip
    form = json.dumps(schema, ensure_ascii=False, separators=(",", ":"))
    return f"{SURVEY}\n\n```text\n{system}\n\n{user}\n```\n\n```json\n{form}\n```\n"


def of_a_life():
    """What is sent for the life of somebody who was sampled."""
    facts = {
        "age": 58,
        "gender": "female",
        "residence": "Norte, Portugal (small town)",
        "education": "primary school",
        "employment": "part-time employee",
        "personality": {"big_five": {"openness": "low", "agreeableness": "very low"}},
    }
    context = LifeContext("Rosa Matos", facts, ("a van", "a choir"), "People of a market hall")
    (_, system), (_, user) = life_messages(context)
    schema = json.dumps(LifeReply.schema_to_send(), ensure_ascii=False, separators=(",", ":"))
    sizes = ", ".join(f"{len(text) // 4:,}" for text in (system, user, schema))
    told = "\n\n".join(f"```text\n{text}\n```" for text in (system, user))
    return f"{LIFE}\n\nTokens: {sizes}.\n\n{told}\n\n```json\n{schema}\n```\n"


def test_the_page_shows_what_is_sent():
    """The document is the prompt, part by part, with what each part costs."""
    if os.environ.get("UPDATE_DOCS"):
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page()


def test_a_turn_costs_no_more_than_it_has_to():
    """Rules and schema, which everyone pays for in every turn, stay small."""
    (system, _), schema = sent()
    assert len(system.content.partition("You are Lisa")[0]) / 4 < 450
    assert len(json.dumps(dict(schema))) / 4 < 250
