"""General laws of the offline engine, over scenarios such as users write and several seeds."""

from __future__ import annotations

import json
import re
from functools import cache

import pytest
import yaml
from offline_corpus import BARE, BRAINSTORMS, CORPUS, INTERVIEWS, NUMBERS, SURVEYS, TALKS
from offline_samples import extraction, reply, said, sentences, told

from tinytroupe_cli import Run, run_scenario
from tinytroupe_cli.llm._providers.offline._asking import questions_of
from tinytroupe_cli.llm._providers.offline._inline import choices
from tinytroupe_cli.llm._providers.offline._subject import subject_of

SEEDS = (1, 2, 3)


@pytest.fixture(scope="module")
def play(tmp_path_factory: pytest.TempPathFactory):
    """A way to play a scenario of the corpus once for all tests."""
    folder = tmp_path_factory.mktemp("laws")
    for name in BARE:
        path = folder / f"{name.lower().replace(' ', '_')}.json"
        path.write_text(json.dumps({"name": name}))
    for key, text in CORPUS.items():
        (folder / f"{key.replace(' ', '_')}.yaml").write_text(text)

    @cache
    def played(key: str, seed: int) -> Run:
        stem = key.replace(" ", "_")
        return run_scenario(
            folder / f"{stem}.yaml", model="offline", seed=seed, db=folder / f"{stem}{seed}.db"
        )

    return played


def spoken(run: Run, *actions: str) -> list[tuple[str, int | None, str]]:
    """Who said what in which round."""
    kinds = actions or ("TALK",)
    rows = [row for row in run.rows if row["kind"] == "action" and row["action"] in kinds]
    return [(row["person"], row["round"], row["content"]) for row in rows]


def briefs(key: str) -> str:
    """Everything that a scenario of the corpus says to its people."""
    steps = yaml.safe_load(CORPUS[key])["steps"]
    texts = []
    for step in steps:
        for verb in ("broadcast", "listen"):
            found = step.get(verb, "")
            texts += found.values() if isinstance(found, dict) else [found]
    return " ".join(texts)


@pytest.mark.parametrize("key", CORPUS)
def test_nobody_repeats_anybody_and_everybody_speaks(play, key: str) -> None:
    """No sentence is said twice in a run, no sentence trails off into `you`, and nobody addresses themselves."""
    for seed in SEEDS:
        run = play(key, seed)
        assert run.exit_code == 0
        seen: dict[str, str] = {}
        for person, _, text in spoken(run):
            assert not re.search(r", (?:you|everyone|the \w+)[.!?]$", text), text
            assert "{" not in text
            first = person.split()[0]
            assert not re.search(rf"(?:^|[.!?] ){first}, |, {first}[.?!]", text), (person, text)
            for one in sentences(text):
                assert one not in seen, f"seed {seed}: {person} and {seen[one]}: {one}"
                seen[one] = person
        people = {row["person"] for row in run.rows if row["kind"] == "action"}
        assert {person for person, _, _ in spoken(run)} == people


@pytest.mark.parametrize("key", CORPUS)
def test_what_is_quoted_from_a_brief_stands_in_it(play, key: str) -> None:
    """What people put into quotation marks are words of the brief, or of their own persona."""
    for seed in SEEDS:
        run = play(key, seed)
        known = (briefs(key) + json.dumps([str(row) for row in run.rows])).casefold()
        for _, _, text in spoken(run):
            for quoted in re.findall(r"\"([^\"]+)\"", text):
                assert quoted.casefold() in known, text


@pytest.mark.parametrize("key", SURVEYS)
def test_the_option_that_is_uttered_is_the_one_that_is_extracted(play, key: str) -> None:
    """Everybody names exactly one of the options first, that one is in the table, and tastes vary."""
    for seed in SEEDS:
        run = play(key, seed)
        texts = {person: text for person, _, text in spoken(run)}
        fields = yaml.safe_load(CORPUS[key])["extract"]["answers"]["fields"]
        options = re.search(r"\[(.*)\]", fields["choice"])[1].split(", ")
        for row in run.extract["answers"]:
            choice = row["value"]["choice"]
            uttered = sentences(texts[row["person"]])[0].casefold()
            if {"yes", "no"} == set(options):
                named = ["no" if re.search(r"\bno\b", uttered) else "yes"]
            elif "against" in options:
                named = ["against" if re.search(r"\b(?:against|opposed|out)\b", uttered) else "for"]
            else:
                named = [
                    one for one in options if re.search(rf"(?<!\w){one.casefold()}(?!\w)", uttered)
                ]
            if re.search(r"\bnone\b", uttered):
                named = []
            assert [str(choice)] == named or (choice is None and not named), texts[row["person"]]


@pytest.mark.parametrize("key", NUMBERS)
def test_numbers_answer_the_question_they_were_asked_in(play, key: str) -> None:
    """Ratings lie on their scale, prices are what was said to the question for a price."""
    for seed in SEEDS:
        run = play(key, seed)
        ends = {"rating": (1, 7), "price_then_rating": (1, 10)}[key]
        texts: dict[str, list[str]] = {}
        for person, _, text in spoken(run):
            texts.setdefault(person, []).append(text)
        for row in run.extract["answers"]:
            value = row["value"]
            assert ends[0] <= value["rating"] <= ends[1]
            assert re.search(rf"\b{value['rating']}\b", texts[row["person"]][-1])
            if "price" in value:
                assert f"{value['price']:g} euros" in texts[row["person"]][0]


@pytest.mark.parametrize("key", TALKS)
def test_a_discussion_goes_on(play, key: str) -> None:
    """At least half of the people speak in every round but the last."""
    for seed in SEEDS:
        run = play(key, seed)
        talk = spoken(run)
        people = {person for person, _, _ in talk}
        rounds = next(
            step["rounds"] for step in yaml.safe_load(CORPUS[key])["steps"] if "rounds" in step
        )
        for number in range(1, rounds):
            assert 2 * len({one for one, place, _ in talk if place == number}) >= len(people), (
                number
            )


@pytest.mark.parametrize("key", INTERVIEWS)
def test_an_interviewer_asks_what_the_brief_wants_to_know(play, key: str) -> None:
    """The questions of the brief are asked one at a time, each is answered, and nobody sells a project."""
    for seed in SEEDS:
        talk = spoken(play(key, seed))
        asker = talk[0][0]
        asked = [text for person, _, text in talk if person == asker]
        for question in questions_of(briefs(key).split(". Somebody")[0])[:3]:
            assert sum(question in text for text in asked) == 1, question
        assert all(text.count("?") <= 2 for text in asked)
        assert not any(re.search(r"\bproject\b|working week", text) for text in asked)


@pytest.mark.parametrize("product", BRAINSTORMS)
def test_ideas_are_for_the_product_of_the_brief(play, product: str) -> None:
    """There are ideas by several people, and none of them is for a product of another brief."""
    others = [one for one in BRAINSTORMS if one != product]
    for seed in SEEDS:
        run = play(product, seed)
        ideas = run.extract["ideas"]
        assert len({one["by"] for one in ideas}) >= 3
        for one in ideas:
            assert not any(other in one["idea"] for other in others), one
        if product in {"coffee maker", "umbrella", "running shoe"}:
            assert any(product in one["idea"] for one in ideas)
            assert not any(
                re.search(r"ticket|opening|visit|neighbours' day", one["idea"]) for one in ideas
            )


def test_no_choice_is_extracted_where_none_was_made() -> None:
    """Talking of a thing, disliking it or refusing it is no choice of it."""
    schema = {
        "type": "object",
        "properties": {"choice": {"enum": ["tea", "coffee", None]}},
        "required": ["choice"],
    }
    brief = told("Tea or coffee?", "Ada Byron")
    for text, choice in (
        ("I hate foam coffee.", None), ("Coffee keeps me awake.", None), ("I can't stand coffee, so I take tea.", "tea"),
        ("I would not choose tea.", None), ("No idea.", None), ("Coffee, please. I would take coffee.", "coffee"),
    ):  # fmt: skip
        moments = (brief, said("Ada Byron", text, seq=2))
        value = reply(extraction(schema, *moments, people=("Ada Byron",), person="Ada Byron"))
        assert value["choice"] == choice, text


def test_where_an_enum_has_to_be_filled_taste_fills_it() -> None:
    """A schema that takes no null gets what the persona would choose, not the first of the list."""
    schema = {
        "type": "object",
        "properties": {"choice": {"enum": ["tea", "coffee"]}},
        "required": ["choice"],
    }
    context = extraction(
        schema,
        told("Tea or coffee?", "Ada"),
        said("Ada", "I listen.", seq=2),
        people=("Ada",),
        person="Ada",
    )
    context.people["Ada"].update({"dislikes": ["tea"], "likes": ["black coffee"]})
    assert reply(context)["choice"] == "coffee"


@pytest.mark.parametrize(
    ("brief", "options"),
    [
        ("Would you pay 19, 29 or 49 euros for it? Choose one and say why.", ["19 euros", "29 euros", "49 euros"]),
        ("Would you pay $5, $10, or $15?", ["$5", "$10", "$15"]),
        ("Tea or coffee?", ["tea", "coffee"]),
        ("Which do you like better, cats or dogs?", ["cats", "dogs"]),
        ("Would you take the bus, the train or your car to work?", ["the bus", "the train", "my car"]),
        ("Do you see any risks or problems?", []),
        ("Is it good or bad?", []),
        ("Are you for or against it?", []),
    ],
)  # fmt: skip
def test_options_are_read_out_of_the_words_of_a_question(brief: str, options: list[str]) -> None:
    """Lists, amounts with their unit, two things; but no sides and no parts of other sentences."""
    assert [one.title for one in choices(brief)] == options


@pytest.mark.parametrize(
    ("brief", "subject"),
    [
        ("The town wants to ban cars from Mill Street. What do you think?", ""),
        ("Should people be allowed to sell home-cooked meals? Discuss it.", ""),
        ("Please ask Kenji San what he thinks of it.", ""),
        ("Talk about whether phones belong in school.", "phones"),
        ("What do you think about the new bus line?", "the new bus line"),
        ("Please discuss dogs in restaurants.", "dogs"),
    ],
)
def test_only_clean_noun_phrases_are_taken_from_a_brief(brief: str, subject: str) -> None:
    """A phrase that holds a verb or begins in the middle is not taken; `it` has to do then."""
    assert subject_of(brief) == subject
