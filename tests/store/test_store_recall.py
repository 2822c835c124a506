"""Recall: a person's own memories that fit, best first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinytroupe_cli.store import RecallIndex


def _index(*memories: str, person: str = "Ines") -> RecallIndex:
    index = RecallIndex()
    for memory in memories:
        index.add(person, memory)
    return index


def test_the_better_fit_comes_first():
    """A memory with the rare word comes before those with the common ones."""
    index = _index(
        "Bo likes tea in the morning.",
        "Bo likes the harbour.",
        "The harbour in Lisbon was foggy, and Bo was there.",
        "Nothing much.",
    )
    assert index.search("Ines", "the fog in Lisbon", 2) == [
        "The harbour in Lisbon was foggy, and Bo was there.",
        "Bo likes tea in the morning.",
    ]
    assert index.search("Ines", "elephants", 5) == []


def test_only_own_memories_are_found_and_counted():
    """What others remember is neither found nor does it change the order."""
    memories = ["a red boat", "a red house by the red sea", "a boat and a house"]
    alone, among = _index(*memories), _index(*memories)
    for number in range(50):
        among.add("Bo", f"red boat {number}")
    assert among.search("Ines", "red boat", 3) == alone.search("Ines", "red boat", 3)
    assert among.search("Nobody", "red", 3) == []


def test_equals_come_by_age_and_once():
    """Of equally good memories the older comes first; the same text comes once."""
    index = _index("dogs bark", "dogs sleep", "dogs bark", "dogs eat")
    assert index.search("Ines", "dog", 3) == ["dogs bark", "dogs sleep", "dogs eat"]
    assert index.search("Ines", "dog", 0) == []


def test_a_long_text_finds_what_its_rare_words_stand_in():
    """However much else a text says, the one word that a single memory has leads to it."""
    common = "we all sat in the old house by the sea and talked about the weather and the boats"
    memories = [f"{common} on day {number}" for number in range(40)]
    index = _index(*memories, "The ferry to Tunis leaves at nine.")
    everyday = f"{common} " * 5 + "so when does the ferry leave, and who of us is on it"
    assert index.search("Ines", everyday, 3)[0] == "The ferry to Tunis leaves at nine."


def test_saying_a_word_over_and_over_is_not_fitting_better():
    """A word counts twice at the most, and a long memory has to have more to be the better one."""
    index = _index("boat " * 30, "a red boat", "some words on other things that are long", "chairs")
    assert index.search("Ines", "red boat", 1) == ["a red boat"]


@pytest.mark.parametrize(
    ("memory", "query"),
    [
        ("El café está cerrado", "CAFE"),
        ("Two paintings of mine", "painting"),
        ("我喜欢猫", "猫"),
        ("昨日は寿司を食べた", "寿司"),
        ("STRASSE", "straße"),
        ("Привет, мир", "мир"),
    ],
)
def test_words_of_many_languages_are_found(memory: str, query: str):
    """Case, accents, a plural's s and missing spaces do not hide a memory."""
    assert _index("something else", memory).search("Ines", query, 1) == [memory]


@given(st.lists(st.text(max_size=30), max_size=8), st.text(), st.integers(0, 5))
def test_any_text_is_a_query(memories: list[str], query: str, limit: int):
    """Nothing in a query is syntax; what is found are memories, each once, within the limit."""
    found = _index(*memories).search("Ines", query, limit)
    assert len(found) == len(set(found)) <= limit
    assert set(found) <= set(memories)
    assert found == _index(*memories).search("Ines", query, limit)
