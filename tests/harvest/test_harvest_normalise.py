"""Free answers in categories: who is asked what, what is kept, and what is lost in sight."""

from __future__ import annotations

import asyncio

import pytest
from harvest_samples import rule
from hypothesis import given
from hypothesis import strategies as st
from survey_samples import survey

from tinytroupe_cli.errors import RefusedError, UsageError
from tinytroupe_cli.harvest import Categories, Material, Sorting, reduce, result_of, words_of
from tinytroupe_cli.llm import ModelParams, scripted
from tinytroupe_cli.spec import NormalizeSpec

PRICE = {"name": "Price", "description": "What it costs."}
TASTE = {"name": "Taste", "description": "How it tastes."}


class Sorter:
    """A model that makes two categories and sorts by the letter `p` in a text; keeps requests."""

    def __init__(self, categories=(PRICE, TASTE), fails=()):
        self.categories, self.fails, self.asked = categories, fails, []

    def __call__(self, request):
        self.asked.append(request)
        if request.schema.name == "categories":
            return {"categories": [*self.categories]}
        if any(word in element for word in self.fails for element in request.context.elements):
            raise RefusedError("it refused")
        return {
            "items": [
                {"number": at, "category": "Price" if "p" in text else "Other"}
                for at, text in enumerate(request.context.elements, start=1)
            ]
        }

    @property
    def sorted(self):
        """The texts that were to be sorted, request by request."""
        return [each.context.elements for each in self.asked if each.schema.name == "sorted"]


def sort(model, elements, known=None, **how):
    """Put elements into categories."""
    params = ModelParams(provider="scripted", model="scripted")
    sorting = Sorting(scripted(model), params, 0, how.pop("into", 2), **how)
    return asyncio.run(sorting.sort(elements, known))


def test_one_call_makes_categories_and_one_a_batch_fills_them():
    """90 different texts of 180: one call for categories, three for batches of forty."""
    model = Sorter()
    found = sort(model, [f"pricey {at % 90}" for at in range(180)])
    assert [request.schema.name for request in model.asked] == ["categories", *["sorted"] * 3]
    assert [len(batch) for batch in model.sorted] == [40, 40, 10]
    assert (found.labels, len(found.mapping)) == (("Price", "Taste", "Other"), 90)


@given(st.permutations(["pear", "apple", "fig", "plum"]), st.data())
def test_the_order_of_texts_makes_no_difference(texts, data):
    """The very same requests, twice named or in another order."""
    twice = [*texts, data.draw(st.sampled_from(texts))]
    one, other = Sorter(), Sorter()
    assert sort(one, twice) == sort(other, sorted(texts))
    assert [each.key() for each in one.asked] == [each.key() for each in other.asked]


def test_only_new_texts_are_asked_about_and_go_into_the_categories_that_there_are():
    """A known mapping is kept, with nobody asked for what is in it."""
    model = Sorter()
    known = sort(model, ["pear", "fig"])
    again = sort(model, ["pear", "plum", "fig"], known)
    assert [each.schema.name for each in model.asked] == ["categories", "sorted", "sorted"]
    assert model.sorted[-1] == ("plum",)
    assert again.groups() == {"Price": ["pear", "plum"], "Taste": [], "Other": ["fig"]}
    assert sort(model, ["fig"], again).mapping == again.mapping
    assert len(model.asked) == 3


def test_a_batch_that_fails_is_told_and_asked_for_again():
    """The others are there; nothing falls into a category by default."""
    texts = [f"a{at:02}" for at in range(60)]
    found = sort(Sorter(fails=("a59",)), texts)
    assert (len(found.mapping), len(found.failures)) == (40, 20)
    model = Sorter()
    assert not sort(model, texts, found).failures
    assert [len(batch) for batch in model.sorted] == [20]


def test_without_categories_nothing_is_sorted():
    """Too many, a leftover, a name that is too long: asked again, then a failure of every text."""
    wrong = [
        (PRICE, TASTE, {"name": "More", "description": ""}),
        (PRICE, {"name": "other", "description": ""}),
        ({"name": "Things that cost", "description": ""},),
    ]
    for categories in wrong:
        model = Sorter(categories)
        found = sort(model, ["pear", "fig"], max_length=8)
        assert {*found.failures} == {"pear", "fig"}
        assert not found.mapping
        assert [each.schema.name for each in model.asked] == ["categories"] * 3


def test_categories_that_are_given_are_not_made():
    """One call a batch, for these and `Other`."""
    model = Sorter()
    found = sort(model, ["pear"], into=("Price", "Health"))
    assert [each.schema.name for each in model.asked] == ["sorted"]
    assert found.labels == ("Price", "Health", "Other")


def test_what_people_said_becomes_a_column():
    """One row a person, the category under the extraction's name; shares in their order."""
    run = survey()
    spec = NormalizeSpec(normalize="why", into=2)
    words = words_of(spec, run)
    assert words.elements == {"It is cheap", "cheap", "I like it", "nothing"}
    found = Categories({"Price": "", "Taste": ""}, {"It is cheap": "Price", "cheap": "Price",
                       "I like it": "Taste"}, {"nothing": RefusedError("it refused")})  # fmt: skip
    result = result_of("reasons", words, found)
    assert [each["person"] for each in result["failures"]] == ["Dan"]
    rows = reduce(rule(share="reasons"), Material(run.events, {"reasons": result}))
    assert [(row["reasons"], row["count"], row["n"], row["failed"]) for row in rows] == [
        ("Price", 3, 5, 1), ("Taste", 1, 5, 1), ("Other", 0, 5, 1), ("(no answer)", 1, 5, 1)]  # fmt: skip
    crossed = reduce(
        rule(mean="likelihood", by=("reasons",)), Material(run.events, {"reasons": result})
    )
    assert crossed[0]["reasons"] == "Price"


def test_what_is_no_text_of_one_person_is_refused():
    """Ranks are no texts, and events are many."""
    with pytest.raises(UsageError, match="no text"):
        words_of(NormalizeSpec(normalize="likelihood"), survey())
    with pytest.raises(UsageError, match="one answer a person"):
        words_of(NormalizeSpec(normalize="kind"), survey())
