"""Free answers into categories by the words they share: what is said most often makes a category.

A category is a stem that answers have in common; its name is a phrase that was really said. What
shares no stem with any category is put aside.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from tinytroupe_cli.events import CategoriesContext, SortContext
from tinytroupe_cli.llm._providers.offline._leaning import notions_of
from tinytroupe_cli.llm._providers.offline._tables import Notion
from tinytroupe_cli.llm._providers.offline._text import key_phrases, shorten, stem, stems, tokens

WORDS = 4
"""The longest name of a category, in words."""
SPOKEN = 3
"""How many words that go with a category its description names."""


def categories(context: CategoriesContext) -> dict[str, Any]:
    """Categories that cover as many answers as they can, those that cover most first."""
    about = stems(context.about)
    meant = {each: stems(each) - about for each in context.elements}
    left = [each for each in context.elements if meant[each]]
    found: list[dict[str, str]] = []
    names: set[str] = set()
    while left and len(found) < context.limit:
        said = Counter(word for each in left for word in meant[each])
        word = min(said, key=lambda each: (-said[each], each))
        covered = [each for each in left if word in meant[each]]
        left = [each for each in left if word not in meant[each]]
        name = _name(word, covered, context.max_length)
        if name is None or name.casefold() in names or (said[word] == 1 and found):
            continue  # what one alone says is no category, unless there is nothing else
        names.add(name.casefold())
        company = Counter(other for each in covered for other in meant[each] if other != word)
        often = sorted(company, key=lambda each: (-company[each], each))[:SPOKEN]
        more = f", {', '.join(often)}" if often else ""
        found.append({"name": name, "description": f"Answers with {word}{more}."})
    if not found:
        found.append({"name": _fit("Anything", context.max_length), "description": ""})
    return {"categories": found}


def sort(context: SortContext) -> dict[str, Any]:
    """Each answer into the category whose name it shares most with: words, then notions.

    Notions are those of `tables/notions.txt`: "cheap" and "price" speak of the same thing. Words
    of the description come last.
    """
    *named, other = context.categories
    marks = {name: _marks(name, context.categories) for name in named}
    placed = []
    for number, element in enumerate(context.elements, start=1):
        own, meant = stems(element), notions_of(element)
        scores = {
            name: (len(own & strong), sum(1 for each in spoken if each in meant), len(own & weak))
            for name, (strong, spoken, weak) in marks.items()
        }
        best = max(scores, key=lambda name: scores[name], default=other)
        fits = any(scores.get(best, ()))
        placed.append({"number": number, "category": best if fits else other})
    return {"items": placed}


def _marks(
    name: str, known: Mapping[str, str]
) -> tuple[frozenset[str], tuple[Notion, ...], frozenset[str]]:
    """What speaks for a category: stems of its name, notions in it, stems of its description."""
    lead, _, rest = known[name].partition(",")
    strong = stems(name) | (stems(lead) - stems("Answers with"))
    return strong, notions_of(name), stems(rest) - strong


def _name(word: str, covered: list[str], limit: int | None) -> str | None:
    """A phrase with the word that was said most often; else the word as it was said."""
    phrases = Counter(
        shorten(phrase, WORDS).lower()
        for each in covered
        for phrase in key_phrases(each, limit=20)
        if word in stems(phrase)
    )
    spoken = Counter(token for each in covered for token in tokens(each) if stem(token) == word)
    several = [phrase for phrase, count in phrases.items() if count > 1] or [*spoken]
    ordered = sorted(several, key=lambda each: (-max(phrases[each], spoken[each]), each))
    for each in (*ordered, *spoken):
        if limit is None or len(each) <= limit:
            return each.capitalize()
    return _fit(word, limit).capitalize() or None


def _fit(word: str, limit: int | None) -> str:
    return word if limit is None else word[:limit]
