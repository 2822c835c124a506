"""What a property of a schema asks for, read off its name and its description."""

from __future__ import annotations

import re

from tinytroupe_cli.llm._providers.offline._text import stem, tokens

ROLES: dict[str, str] = {
    "count": "count many total quantity frequency occurrences tally",
    "reason": "reason why because justification rationale motivation explanation cause argument motive",
    "quote": "quote quotation verbatim citation evidence wording",
    "title": "title headline heading label caption",
    "pros": "pro pros advantage advantages benefit benefits strength strengths positives upside upsides"
    " for favour favor like likes liked praise gain gains",
    "cons": "con cons drawback drawbacks disadvantage disadvantages objection objections weakness"
    " weaknesses negatives downside against risk risks concern concerns dislike dislikes worry"
    " worries reservation reservations criticism fear fears doubt doubts",
    "rating": "rating rate score stars grade likelihood likely propensity satisfaction points mark"
    " intent willingness",
    "choice": "choice choose chosen vote voted pick picked preferred preference favourite favorite"
    " selection selected option ad advert winner decision winning",
    "problem": "problem problems difficulty difficulties pain pains pains challenge challenges issue"
    " issues obstacle obstacles trouble troubles frustration frustrations bottleneck difficulty",
    "need": "need needs wish wishes want wants requirement requirements expectation expectations"
    " desire desires hope hopes goal goals",
    "number": "value cost costs price amount budget worth savings saving revenue hours minutes euros"
    " dollars usd eur percent percentage size year age sum money fee salary income number",
    "idea": "idea ideas proposal proposals proposed suggestion suggestions feature features concept"
    " concepts project improvement improvements recommendation recommendations solution solutions"
    " initiative innovation",
    "question": "question questions asked",
    "topic": "topic topics theme themes subject subjects keyword keywords tag tags category",
    "content": "text content body ad advert copy message letter story post email slogan transcript"
    " utterance said",
    "date": "date day deadline when datetime timestamp",
    "summary": "summary opinion feedback view views impression comment comments answer response"
    " thoughts reaction description overview conclusion notes statement position attitude fact facts"
    " detail details finding findings insight insights takeaway takeaways experience learning"
    " point points remark note",
    "person": "by person who whom proposer speaker author participant participants respondent people"
    " persons name speakers authors voter customer guest employee interviewee user owner names from",
}
"""Role -> the words that ask for it; the first role that a name holds a word of is meant."""

_BY_WORD = {stem(word): role for role, words in reversed(ROLES.items()) for word in words.split()}
_EXACT = {word: role for role, words in reversed(ROLES.items()) for word in words.split()}
_ORDER = list(ROLES)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

PERSONA_FIELDS: dict[str, tuple[str, ...]] = {
    "name": ("name", "full_name"),
    "age": ("age",),
    "gender": ("gender", "sex"),
    "nationality": ("nationality", "citizenship"),
    "residence": ("residence", "country_of_residence", "residency", "location", "city", "home", "lives_in"),
    "country": ("country",),
    "occupation": ("occupation", "job", "profession", "job_title", "work", "career", "role"),
    "organization": ("organization", "organisation", "employer", "company"),
    "education": ("education", "degree"),
    "style": ("style",),
}  # fmt: skip
"""What a persona is called on to tell -> the property names that ask for it."""


def words_of(name: str) -> list[str]:
    """The words of a property's name: `yearlyValue`, `yearly_value` -> yearly, value."""
    return tokens(_CAMEL.sub(" ", name).replace("_", " "))


def role_of(name: str, description: str = "") -> str:
    """What a property asks for: a key of ROLES, or "summary" when nothing tells.

    The name decides; its description does when the name says nothing.
    """
    found = _roles(words_of(name)) or _roles(tokens(description)[:12])
    return min(found, key=_ORDER.index) if found else "summary"


def persona_field(name: str) -> str | None:
    """The persona field that a property's name asks for, if it does."""
    plain = "_".join(words_of(name)).removeprefix("person_").removeprefix("their_")
    return next((field for field, names in PERSONA_FIELDS.items() if plain in names), None)


def _roles(words: list[str]) -> set[str]:
    found = {_EXACT.get(word) or _BY_WORD.get(stem(word)) for word in words}
    return {role for role in found if role}
