"""Fitting texts into sentences: first letters, closing marks, clauses, -ing forms, lists."""

from __future__ import annotations

import re

from tinytroupe_cli.llm._providers.offline._text import word_set
from tinytroupe_cli.llm._providers.offline._verbs import BASES, ing, is_third_person

ADVERB = (
    r"(?:\w+ly|often|always|never|also|still|sometimes|rarely|both|all|now|already|just|almost|"
    r"even|not|quite|seldom|mostly)"
)
"""Words that may stand between `I` and its verb."""


def lower_first(text: str) -> str:
    """The text with a small first letter, unless the first word is a name, `I` or an acronym."""
    first = re.match(r"[\w'’-]+", text)
    if not first or first[0] in {"I", "I'm", "I've", "I'd", "I'll"}:
        return text
    word = first[0]
    if any(letter.isupper() for letter in word[1:]) or not _is_plain_opening(word):
        return text
    return text[:1].lower() + text[1:]


_OPENINGS = word_set("""
a an the my your our their his her its this that these those to in on at from with without for if when
while because since as no not nobody nothing most many some all every each any both there what which who
people cheap free good bad small young rich poor old new one two three four five six ten once never
always anonymous personal cold warm
""")


def _is_plain_opening(word: str) -> bool:
    low = word.casefold()
    if low in _OPENINGS or low in BASES or is_third_person(low):
        return True
    return not re.fullmatch(r"[A-ZÀ-Þ]\w*(?:ese|ish|ian|ean|can|ic|ois)", word) and (
        low not in _NAMES
    )


_NAMES = word_set("""
german french dutch greek swiss english spanish monday tuesday wednesday thursday friday saturday sunday
january february march april june july august september october november december british excel word
python europe africa asia america nordic bengali kannada nollywood tulu hindi berlin paris london lagos
lisbon sql linux english
""")


def upper_first(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def close(text: str) -> str:
    """The text as a sentence: a capital first letter and a closing mark."""
    text = text.strip()
    if not text:
        return ""
    return upper_first(text if text[-1] in ".!?…" else text + ".")


def bare(text: str) -> str:
    """The text without its closing mark."""
    return text.strip().rstrip(".!?…;,: ").strip()


def clause(sentence: str) -> str:
    """A sentence as it stands inside another: no closing mark, small first letter."""
    return lower_first(bare(sentence))


def gerund(sentence: str) -> str | None:
    """`I lose hours to forms.` -> `losing hours to forms`; None where that can't be said."""
    text = bare(sentence)
    match = re.match(
        rf"I (?:({ADVERB}) )?(cannot|can't|could not|am|have to|need to|[a-z-]+)\b(.*)$", text
    )
    if not match:
        return None
    adverb, verb, rest = match[1], match[2], match[3]
    if verb in {"cannot", "can't"}:
        start = "not being able to"
    elif verb == "am":
        start = "being"
    elif verb in {"have to", "need to"}:
        start = "having to"
    elif verb in BASES and verb not in {"have", "be"}:
        start = ing(verb)
    else:
        return None
    rest = re.sub(r"\b(and|but|then|or) (\w+)\b", _joined_gerund, rest)
    return " ".join(part for part in (adverb, start + rest) if part)


def _joined_gerund(match: re.Match[str]) -> str:
    return match[0] if match[2] not in BASES - _NOUNS else f"{match[1]} {ing(match[2])}"


_NOUNS = word_set("""
answer design research work plan report schedule view look talk bank book garden order price test trust
travel value vote water study paper mind network program project exercise film fish chat list log mail
email trade practice practise quote hunger tea lunch iron stitch tip cook paint hope fear worry joke
update need text limit mark match post rate record reply rest return review ring rent repair search
share shop show sleep smile sort spot stand start stay step stick stop strip support surf sweat swim
switch tap taste tidy track train treat turn use visit wait walk wash waste watch welcome whistle win
wish wonder change charge claim copy cut drink drop dress end estimate experience face fall figure fit
fix focus form guess handle help host hum interview judge jump laugh lie like live love measure mix move
name note notice offer open pack park pass photograph play point polish question queue question request
""")


def brief(phrase: str, most: int = 11) -> str:
    """The head of a long phrase, up to its first comma or clause; empty when still too long."""
    head = re.split(
        r",(?!\d)|;|:| because | and | so that | when(?:ever)? | but | that | which ", phrase
    )[0]
    return head if len(head.split()) <= most else ""


def listed(items: list[str], last: str = "and") -> str:
    """Items as a list in words: `tea, rye and fog`."""
    if len(items) <= 1:
        return "".join(items)
    return ", ".join(items[:-1]) + f" {last} " + items[-1]
