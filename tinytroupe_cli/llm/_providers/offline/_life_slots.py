"""What fills the slots of a life: years that fit an age, sums of a country's money, names, places."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from tinytroupe_cli.llm._providers.offline._life_facts import Bearings
from tinytroupe_cli.llm._providers.offline._tables import life_lines

NOW = 2026
"""The year in which a world begins that says no other."""

_MONEY = {
    "euros": (1, r"german\w*|spain|spanish|spaniards?|france|french|ital\w+|netherlands|dutch|portug\w+|austria\w*|ireland|greece|finland|belgi\w+"),
    "reais": (5, r"brazil\w*|paulo|rio"),
    "pounds": (0.9, r"united kingdom|uk|britain|british|england|english|scot\w+|wales"),
    "shillings": (130, r"kenya\w*|nairobi"),
    "rupees": (90, r"india|indian|delhi|mumbai"),
    "pesos": (20, r"mexic\w+|argentin\w+|colombia\w*|chile\w*"),
    "yen": (150, r"japan\w*|tokyo|osaka"),
    "yuan": (8, r"china|chinese|beijing|shanghai"),
    "naira": (1500, r"nigeria\w*|lagos"),
}  # fmt: skip
_KIN = ("brother", "sister", "aunt", "uncle", "cousin", "mother-in-law", "godfather", "nephew")
_FIRST = (
    "Alex", "Nina", "Rosa", "Tomas", "Ida", "Max", "Lena", "Carlos", "Amina", "Paul", "Marta", "Joel",
    "Ruth", "Samir", "Vera", "Luis", "Hanna", "David", "Olga", "Ben", "Clara", "Ivo", "Nora", "Simon",
    "Leah", "Omar", "Elsa", "Marco", "Julia", "Peter", "Dina", "Adam", "Sara", "Jon", "Irene", "Felix",
)  # fmt: skip
_CHOICES = {
    "month": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November"),
    "day": ("Monday", "Tuesday", "Wednesday", "Friday", "Saturday"),
    "transport": ("bus", "tram", "train", "bike", "shared van", "early bus"),
    "food": ("beans", "rice", "potatoes", "lentils", "chicken", "cabbage", "noodles", "fish", "whatever was reduced"),
    "goods": ("shoes", "light bulbs", "glasses", "batteries", "towels", "school books", "paint", "socks", "saucepans"),
    "room": ("kitchen", "bathroom", "balcony", "roof", "back room", "stairs", "cellar"),
    "floor": ("first", "second", "third", "fourth", "fifth", "top", "ground"),
    "subject": ("economics", "biology", "history", "law", "mathematics", "engineering", "languages", "chemistry", "sociology", "nursing", "design", "agriculture"),
    "childhabit": ("will eat nothing but bread", "asks why until somebody leaves the room", "is afraid of the lift", "grows out of every shoe", "wants a dog", "lies better than you would like"),
    "childhabit2": ("sends photographs instead of words", "has moved to the other end of the country", "works too much", "wants you to move closer", "knows better how to load your dishwasher"),
    "town": ("a small town inland", "the capital", "a suburb that was a village", "a port", "a mining town", "a village at the end of the line"),
}  # fmt: skip
_NUMBERS = {
    "few": (3, 9), "days": (4, 19), "minutes": (7, 45), "hours": (2, 9), "years": (2, 30),
    "rooms": (1, 4), "short": (4, 6),
}  # fmt: skip


class Slots(dict[str, str]):
    """Fills a slot anew each time it is asked for, unless it was set."""

    def __init__(self, here: Bearings, rng: Random) -> None:
        super().__init__()
        self.here, self.rng = here, rng
        self._unit, self._scale = _currency(here.text)

    def __missing__(self, slot: str) -> str:
        """The words for a slot."""
        rng, here = self.rng, self.here
        if slot in _CHOICES:
            return rng.choice(_CHOICES[slot])
        if slot in _NUMBERS:
            low, high = _NUMBERS[slot]
            if slot == "years":
                low = 14 if here.age >= 62 else low
                high = max(low, min(high, here.age - 20))
            return str(rng.randint(low, high))
        if slot in _DRAWN:
            return _DRAWN[slot](self)
        raise KeyError(slot)

    def year(self, least: int = 15) -> str:
        """A year in which the person was at least so old, as far as they have been."""
        first = NOW - self.here.age + min(least, self.here.age - 1)
        return str(self.rng.randint(min(first, NOW - 1), NOW - 1))

    def money(self, low: int, high: int) -> str:
        """A sum of euros in the money of the country."""
        amount = self.rng.randint(low, high) * self._scale
        grain = 10 ** max(0, len(str(int(amount))) - 2)
        return f"{max(1, round(amount / grain)) * grain:,} {self._unit}"

    def person(self, *, kin: bool = False) -> str:
        """A first name, with the person's own last name for kin."""
        first = self.rng.choice([one for one in _FIRST if one != self.here.name.split()[0]])
        return f"{first} {self.here.name.split()[-1]}" if kin else first

    def clock(self, low: int, high: int) -> str:
        """A time of day on a quarter of an hour."""
        minute = self.rng.randrange(low * 4, high * 4 + 1) * 15
        return f"{minute // 60 % 24}:{minute % 60:02d}"


_DRAWN: dict[str, Callable[[Slots], str]] = {
    "year": lambda slots: slots.year(),
    "school_year": lambda slots: str(min(NOW - 1, NOW - slots.here.age + slots.rng.randint(16, 19))),
    "sum": lambda slots: slots.money(240, 1900),
    "small": lambda slots: slots.money(4, 60),
    "more": lambda slots: slots.money(90, 300),
    "early": lambda slots: slots.clock(5, 7),
    "hour": lambda slots: slots.clock(6, 8),
    "night": lambda slots: slots.clock(2, 4),
    "friend": lambda slots: slots.person(),
    "kid": lambda slots: slots.person(kin=True),
    "sibling": lambda slots: slots.person(kin=True),
    "partner": lambda slots: slots.person(),
    "spouse": lambda slots: slots.rng.choice(("partner", "other half")),
    "child": lambda slots: slots.rng.choice(("son", "daughter", "youngest", "eldest")),
    "relative": lambda slots: f"your {slots.rng.choice(_KIN)}",
    "relative_kind": lambda slots: slots.rng.choice(_KIN),
    "place": lambda slots: slots.here.home or slots["town"],
    "habit": lambda slots: _filled(slots, "habit"),
}  # fmt: skip


def _filled(slots: Slots, section: str) -> str:
    return slots.rng.choice(life_lines(section)).text.format_map(slots)


def _currency(text: str) -> tuple[str, float]:
    for unit, (scale, signs) in _MONEY.items():
        if re.search(rf"\b(?:{signs})\b", text, re.IGNORECASE):
            return unit, scale
    return "dollars", 1


def clean(text: str) -> str:
    """A filled line: one space between words, a capital at its start kept as written."""
    return " ".join(text.split())
