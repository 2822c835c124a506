"""What a description in words fixes about people: country, gender, ages, a name.

Where no population says who there is, facts are drawn from adults in general; but a description of
"a 45-year-old nurse in Recife" must not get a man of 23. Only what can be read for certain is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

OLDEST = 90

_COUNTRIES = {
    "USA": r"USA?|U\.S\.A?\.?|United States|Americans?",
    "Brazil": r"Brazil(?:ians?)?|Brasil",
    "Spain": r"Spain|Spanish|Spaniards?",
    "Germany": r"Germany|Germans?",
    "Kenya": r"Kenyans?|Kenya",
    "United Kingdom": r"United Kingdom|UK|U\.K\.|Britain|British|England|Scotland|Scottish|Wales",
    "France": r"France|French(?:wom[ae]n|m[ae]n)?|Parisians?",
    "Italy": r"Italy|Italians?",
    "India": r"India|Indians?",
    "Mexico": r"Mexico|Mexicans?",
    "Japan": r"Japan|Japanese",
    "China": r"China|Chinese",
    "Nigeria": r"Nigerians?|Nigeria",
}
_CITIES = {
    "USA": (
        r"New York|Los Angeles|Chicago|Houston|Texas|California|Florida|San Francisco|Boston"
        r"|Seattle|Atlanta|Miami|Detroit|Philadelphia|Ohio"
    ),
    "Brazil": (
        r"S(?:ã|a)o Paulo|Rio de Janeiro|Recife|Salvador|Bras(?:í|i)lia|Fortaleza"
        r"|Belo Horizonte|Porto Alegre|Curitiba|Manaus"
    ),
    "Spain": r"Madrid|Barcelona|Sevilla|Seville|Valencia|Bilbao|M(?:á|a)laga|Zaragoza",
    "Germany": r"Berlin|Hamburg|Munich|Cologne|Frankfurt|Stuttgart|Leipzig|Dresden",
    "Kenya": r"Nairobi|Mombasa|Kisumu|Nakuru",
    "United Kingdom": r"London|Manchester|Birmingham|Glasgow|Leeds|Liverpool|Edinburgh",
    "France": r"Paris|Lyon|Marseille|Toulouse|Bordeaux|Lille",
    "Italy": r"Rome|Milan|Naples|Turin|Florence|Venice|Palermo|Bologna",
    "India": r"Delhi|Mumbai|Bangalore|Bengaluru|Chennai|Kolkata|Hyderabad|Pune",
    "Mexico": r"Guadalajara|Monterrey|Puebla|Tijuana",
    "Japan": r"Tokyo|Osaka|Kyoto|Nagoya|Sapporo",
    "China": r"Beijing|Shanghai|Shenzhen|Guangzhou|Chengdu|Wuhan",
    "Nigeria": r"Lagos|Abuja|Kano|Ibadan",
}
_PLACES = {country: rf"{_COUNTRIES[country]}|{cities}" for country, cities in _CITIES.items()}
"""Country -> how a text shows that it is the country."""
_WORDS = {
    "female": (
        r"wom[ae]n|females?|girls?|(?:grand|house)?mothers?|housewi(?:fe|ves)|widows?|she"
        r"|actress(?:es)?|waitress(?:es)?|nuns?|midwi(?:fe|ves)|lad(?:y|ies)"
    ),
    "male": (r"m[ae]n|males?|boys?|(?:grand)?fathers?|widowers?|he|waiters|monks?|gentlem[ae]n"),
}
_TENS = {"twent": 20, "thirt": 30, "fort": 40, "fift": 50, "sixt": 60, "sevent": 70, "eight": 80}
_STAGES = (
    (60, OLDEST, r"retired|retirees?|pensioners?|grand(?:mother|father|parent)s?|elderly|seniors"),
    (18, 27, r"(?:college |university )?students?|undergraduates?|freshm[ae]n"),
    (14, 19, r"teenagers?|teens|adolescents?|high[- ]school(?:ers| students?)"),
    (18, 35, r"young (?:adults?|people|wom[ae]n|m[ae]n|professionals?|parents?)"),
)  # fmt: skip
_BETWEEN = re.compile(r"\b(?:aged?|ages|between) (\d\d)(?: ?[-\u2013] ?| (?:to|and) )(\d\d)\b")
_EXACT = re.compile(
    r"\b(\d{1,2})[- ]years?[- ]old\b|\b(?:aged?|is) (\d\d)\b(?! ?%)|, (\d\d)(?=[,.;]|$)"
    r"|\b(?:wom[ae]n|m[ae]n|person|girl|boy|lady|gentleman|nurse|worker|teacher) of (\d\d)\b"
    r"|\b(?:girl|boy|child|toddler) (?:of|aged) (\d)\b"
)
_NAME = re.compile(
    r"(?:\b(?:called|named)\s+|^)((?:[^\W\d_][\w'\u2019-]+\s+)(?:(?:[Dd][aeo]s?|[Vv][ao]n|[Dd]el?|[Ll]a)\s+)?"
    r"(?:[^\W\d_][\w'\u2019-]+))(?=\s*(?:[,.:;(]|$|\bis\b|\bwho\b))"
)
_THINGS = (
    r"(?:town|village|city|place|street|company|firm|shop|store|bar|cafe|café|restaurant|hotel|school"
    r"|hospital|band|app|product|brand|book|ship|boat|farm|dog|cat|horse|friend|husband|wife|partner"
    r"|son|daughter|child|kid|baby|brother|sister|mother|father|boss|disease|illness)"
)
_CALLED = re.compile(
    r"(?P<before>[\w]*)[\s,]+(?:called|named)\s+(?:"
    r"[\"\u201c\u201e\u00ab](?P<quoted>[^\"\u201c\u201d\u00bb]+)[\"\u201c\u201d\u00bb]"
    r"|[\'\u2018](?P<single>[^\'\u2018\u2019]+)[\'\u2019](?!\w)"
    r"|(?P<word>[^\W\d_][\w\u2019-]*))"
)


@dataclass(frozen=True, slots=True)
class Described:
    """What is certain of everyone whom a text describes."""

    country: str | None = None
    gender: str | None = None
    """`female` or `male`."""
    ages: tuple[int, int] | None = None
    """From and to, in years."""
    name: str | None = None
    place: str | None = None
    """The city or state in that country, as it was written; of a single person."""


def described(text: str, *, one: bool = False) -> Described:
    """Read a description.

    Args:
        text: such as `Retired teachers in Porto Alegre`.
        one: whether it describes a single person; then a name or an age in it is theirs.
    """
    country = _only(_PLACES, text, flags=0)
    return Described(
        country,
        _first(_WORDS, text) if one else _only(_WORDS, text),
        _ages(text, one=one),
        _name(text) if one else None,
        _city(_CITIES[country], text) if one and country else None,
    )


def _city(signs: str, text: str) -> str | None:
    """The one of these cities that a text names; None for several."""
    found = {*re.findall(rf"(?<!\w)(?:{signs})(?!\w)", text)}
    return found.pop() if len(found) == 1 else None


def _only(table: dict[str, str], text: str, flags: int = re.IGNORECASE) -> str | None:
    """The one entry of a table that a text speaks of; None for several."""
    found = [
        key for key, signs in table.items() if re.search(rf"(?<!\w)(?:{signs})(?!\w)", text, flags)
    ]
    return found[0] if len(found) == 1 else None


def _first(table: dict[str, str], text: str) -> str | None:
    """The entry of a table that a text speaks of first, before it comes to others."""
    found = {
        key: re.search(rf"(?<!\w)(?:{signs})(?!\w)", text, re.IGNORECASE)
        for key, signs in table.items()
    }
    places = {key: match.start() for key, match in found.items() if match}
    return min(places, key=lambda key: places[key], default=None)


def _ages(text: str, *, one: bool) -> tuple[int, int] | None:
    text = text.casefold()
    if between := _BETWEEN.search(text):
        low, high = int(between[1]), int(between[2])
        return (low, high) if low <= high else None
    if one and (exact := _EXACT.search(text)):
        age = int(next(filter(None, exact.groups())))
        return age, age
    if tens := re.search(r"\bin (?:their|her|his|the) (?:(\d)0s|([a-z]+)ies)\b", text):
        decade = int(tens[1]) * 10 if tens[1] else _TENS.get(tens[2], 0)
        return (decade, decade + 9) if decade else None
    if over := re.search(r"\b(?:over|older than|above|at least) (\d\d)\b(?! ?%)", text):
        return int(over[1]), max(OLDEST, int(over[1]))
    if under := re.search(r"\b(?:under|younger than|below) (\d\d)\b(?! ?%)", text):
        return min(18, int(under[1]) - 1), int(under[1]) - 1
    for low, high, signs in _STAGES:
        if re.search(rf"\b(?:{signs})\b", text):
            return low, high
    return None


def _name(text: str) -> str | None:
    found = _NAME.search(text.strip())
    words = found[1].split() if found else []
    if words and words[0][0].isupper() and words[-1][0].isupper():
        return " ".join(words)
    for called in _CALLED.finditer(text):
        name = " ".join((called["quoted"] or called["single"] or called["word"]).split())
        of_a_thing = re.fullmatch(_THINGS, called["before"], re.IGNORECASE)
        if name and not of_a_thing and (name[0].isupper() or not called["word"]):
            return name
    return None
