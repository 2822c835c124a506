"""Seeded sentences: a bank that is made once, so that a reply costs next to nothing."""

from __future__ import annotations

from functools import cache
from random import Random

_WHO = (
    "my sister", "the landlord", "our driver", "a neighbour", "the new colleague", "my old teacher",
    "the clinic", "our union", "the bakery downstairs", "the ferry crew", "a cousin of mine",
    "the night shift", "the caretaker", "my tailor", "the school board", "the harbour office",
)  # fmt: skip
_DID = (
    "never answered", "asked twice about", "paid too much for", "gave up on", "keeps a list of",
    "laughed at", "was proud of", "lost an afternoon to", "repaired", "wrote a letter about",
    "borrowed", "threw away", "swears by", "cannot stand", "forgot", "taught me about",
)  # fmt: skip
_WHAT = (
    "the bus timetable", "that heating bill", "a box of lemons", "the spare keys", "the tax form",
    "the broken printer", "a second bicycle", "our meeting notes", "those cheap umbrellas",
    "the long queue", "an unread manual", "the shared calendar", "a drawer full of cables",
    "the morning radio", "their phone contract", "the weekly delivery", "a garden fence",
    "the insurance letter",
)  # fmt: skip
_WHEN = (
    "last winter", "on a Tuesday", "before the rain came", "after two coffees", "in the first week",
    "while I was abroad", "at the worst moment", "without a word", "for half a year", "by accident",
    "in front of everyone", "as a favour", "out of habit", "against my advice", "during the strike",
    "when the money was tight",
)  # fmt: skip
_SO = (
    "and I would do it again", "so I stopped asking", "which tells you enough",
    "and nobody noticed", "though I liked the idea", "and that is what I want mended",
    "but the price was fair", "so we share it now", "and it still annoys me",
    "which I think is typical", "and it saved us an hour", "but I trust it less now",
    "so I keep a copy at home", "and I slept badly", "which made us friends",
    "but not for that money",
)  # fmt: skip


@cache
def bank() -> tuple[str, ...]:
    """Four thousand sentences, the same on every machine."""
    random, parts = Random(1850), (_WHO, _DID, _WHAT, _WHEN, _SO)
    made: dict[str, None] = {}
    while len(made) < 4_000:
        who, did, what, when, so = (random.choice(part) for part in parts)
        made[f"{who[0].upper()}{who[1:]} {did} {what} {when}, {so}."] = None
    return tuple(made)


def passage(random: Random, characters: int) -> str:
    """Sentences up to so many characters, cut at a word; never empty."""
    sentences, said, size = bank(), [], 0
    while size < characters:
        sentence = sentences[int(random.random() * len(sentences))]
        said.append(sentence)
        size += len(sentence) + 1
    return " ".join(said)[: max(characters, 1)].rpartition(" ")[0].rstrip(",.") + "."
