"""Whether a condition holds on what happened; without evidence it does not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from tinytroupe_cli.events import JudgeContext, JudgeReply, Stimulus
from tinytroupe_cli.llm._providers.offline import _words as w
from tinytroupe_cli.llm._providers.offline._text import word_set
from tinytroupe_cli.llm._providers.offline._transcript import Said, Transcript

_IDEA = re.compile(
    r"\b(?:ideas?|propos\w+|suggest\w*|projects?|solutions?|plans?|concepts?|features?)\b",
    re.IGNORECASE,
)
_CHOICE = re.compile(
    r"\b(?:cho(?:ose|osen|se|ice)|vote\w*|pick\w*|decid\w+|favou?rite)\b", re.IGNORECASE
)
_BYE = re.compile(
    r"\b(?:goodbye|good-bye|bye|farewell|leav(?:e|es|ing)|left|say(?:s)? good)\b", re.IGNORECASE
)
_SAYS_BYE = re.compile(
    r"\b(?:goodbye|good-bye|bye|farewell|see you|take care|until (?:next|then|soon)|all the best|so long|"
    r"have a (?:good|nice)|good night|I (?:have|need|must) to? ?(?:go|leave))\b",
    re.IGNORECASE,
)
_AGREE = re.compile(
    r"\b(?:agree\w*|consensus|settle\w*|of one mind|accept\w*|same opinion)\b", re.IGNORECASE
)
_DISAGREE = re.compile(
    r"\b(?:disagree\w*|object\w*|argue\w*|dispute\w*|reject\w*)\b", re.IGNORECASE
)
_RATING = re.compile(r"\b(?:rat(?:e|ed|es|ing)|scored?|marks?)\b", re.IGNORECASE)
_ASKED = re.compile(r"\b(?:ask(?:s|ed)?|questions?)\b", re.IGNORECASE)
_GREET = re.compile(r"\b(?:greet\w*|introduc\w+|said hello|says hello)\b", re.IGNORECASE)
_SAYS_HELLO = re.compile(
    r"^\W*(?:hello|hi|hey|good (?:morning|day|evening|afternoon)|my name is|I am|I['’]m)\b",
    re.IGNORECASE,
)
_PRICE = re.compile(
    r"\b(?:prices?|costs?|money|amount|figures?|numbers?|budget|fees?)\b", re.IGNORECASE
)
_FIGURE = re.compile(
    r"[€$£¥]\s?\d|\d[\d,.]*\s?(?:€|euros?|dollars?|pounds?|kroner|reais|rupees|naira|yen|percent|%)",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"\b(?:everyone|everybody|each|all|both|they|every (?:person|participant))\b", re.IGNORECASE
)
_NOT = re.compile(r"\b(?:no ?body|no one|not|never|n't|without)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\b(?:(?:at least|more than) )?(\d+|two|three|four|five|six|seven|eight|nine|ten)\b(?= (?:\w+ ){0,2}(?:ideas?|proposals?|suggestions?|projects?|features?|questions?))", re.IGNORECASE)  # fmt: skip
_NO_MATTER = word_set("""
said say told tell mention mentioned talk talked speak spoke spoken happened conversation person people
anyone somebody named name come came found reached made done been least concrete
""")


@dataclass(frozen=True, slots=True)
class _Sign:
    """One thing that a condition can be about, and how a sentence shows it."""

    named: str
    """The verb for the reason, such as `proposed`."""
    shows: Callable[[Said], bool]


def answer(context: JudgeContext, _rng: Random) -> JudgeReply:
    """The verdict on a condition; the reason quotes who said what.

    A condition is read for whom it speaks of (names, roles such as `the consultant`, everyone) and
    for what they are to have done (proposed, chosen, agreed, said goodbye, asked, named a price);
    anything else holds when a sentence takes up most of its subject words.
    """
    script = Transcript(context.moments, {name: {} for name in context.people})
    condition = context.condition
    sign = _sign(condition, script)
    wanted = _who(condition, script)
    evidence = _evidence(script, sign)
    negated = bool(_NOT.search(condition)) and not _DISAGREE.search(condition)
    if negated:
        return _refuted(evidence, wanted, sign)
    count = _NUMBER.search(condition)
    if count and _IDEA.search(condition):
        return _counted(script, w.number_of(count[1]))
    if wanted is None and _ALL.search(condition):
        return _all(list(context.people), evidence, sign)
    if wanted and re.search(r"\b(?:and|both|each)\b", condition) and len(wanted) > 1:
        return _all(wanted, evidence, sign)
    return _one(wanted, evidence, sign)


def _sign(condition: str, script: Transcript) -> _Sign:
    options = script.options
    known = {id(one.said) for one in script.all_proposals}
    signs: tuple[tuple[re.Pattern[str], _Sign], ...] = (
        (_BYE, _Sign("said goodbye", lambda said: bool(_SAYS_BYE.search(said.text)))),
        (_DISAGREE, _Sign("objected", lambda said: w.stance_in(said.text) == "against")),
        (_AGREE, _Sign("agreed", lambda said: w.stance_in(said.text) == "for")),
        (_ASKED, _Sign("asked", lambda said: said.text.rstrip("\"”'").endswith("?"))),
        (_IDEA, _Sign("proposed something", lambda said: id(said) in known)),
        (_CHOICE, _Sign("chose", lambda said: _chooses(said, options))),
        (
            _RATING,
            _Sign("gave a rating", lambda said: w.rating_in(said.text, script.scale) is not None),
        ),
        (_GREET, _Sign("greeted anybody", lambda said: bool(_SAYS_HELLO.search(said.text)))),
    )
    for pattern, sign in signs:
        if pattern.search(condition):
            return sign
    return _matter(condition, script)


def _chooses(said: Said, options: tuple[w.Option, ...]) -> bool:
    if options:
        return w.choice_in(said.text, options) is not None
    return not said.text.endswith("?") and any(True for _ in w.marks("choice", said.text))


def _matter(condition: str, script: Transcript) -> _Sign:
    """A sentence that takes up most of what the condition is about, names aside."""
    names = {part for name in script.people for part in w.tokens(name)}
    words = [word for word in w.tokens(condition) if word not in names and word not in _NO_MATTER]
    wanted = w.stems(" ".join(words))
    money = bool(_PRICE.search(condition))

    def shows(said: Said) -> bool:
        if money and _FIGURE.search(said.text):
            return True
        shared = len(wanted & w.stems(said.text))
        return bool(wanted) and shared >= min(len(wanted), max(1, round(0.6 * len(wanted))))

    return _Sign("spoke of it", shows)


def _who(condition: str, script: Transcript) -> list[str] | None:
    """Those the condition speaks of; None when it speaks of nobody in particular."""
    named = script.meant(condition)
    if named:
        return named
    role = re.search(r"\bthe ([a-z]{4,})\b", condition)
    return _introduced(role[1], script) if role else None


def _introduced(role: str, script: Transcript) -> list[str] | None:
    """Who is called so by themselves, or by the words that introduce them to the others."""
    for said in script.everything:
        if re.search(
            rf"\b(?:I am|I['’]m|I work as|as) (?:an?|the) (?:[\w-]+ ){{0,3}}{role}\b",
            said.text,
            re.IGNORECASE,
        ):
            return [said.person]
    told = {
        one.person
        for one in script.moments
        if isinstance(one, Stimulus)
        and re.search(rf"\ban? (?:\w+ )?{role}\b", one.content, re.IGNORECASE)
    }
    others = [name for name in script.people if name not in told]
    return others if len(told) == len(script.people) - 1 and len(others) == 1 else None


def _evidence(script: Transcript, sign: _Sign) -> Mapping[str, Said]:
    """The first sentence of each person that shows the thing."""
    found: dict[str, Said] = {}
    for said in script.everything:
        if said.person not in found and sign.shows(said):
            found[said.person] = said
    return found


def _one(wanted: list[str] | None, evidence: Mapping[str, Said], sign: _Sign) -> JudgeReply:
    for name, said in evidence.items():
        if wanted is None or name in wanted:
            return JudgeReply(reason=_quoted(said), met=True)
    return JudgeReply(reason=_lacking(wanted, sign), met=False)


def _all(wanted: list[str], evidence: Mapping[str, Said], sign: _Sign) -> JudgeReply:
    missing = [name for name in wanted if name not in evidence]
    if sign.named == "agreed" and len(missing) == 1 and len(evidence) == len(wanted) - 1 > 0:
        missing = []  # whoever is agreed with need not agree with themselves
    if missing or not wanted:
        return JudgeReply(reason=_lacking(missing, sign), met=False)
    return JudgeReply(reason=" ".join(_quoted(said) for said in evidence.values()), met=True)


def _refuted(evidence: Mapping[str, Said], wanted: list[str] | None, sign: _Sign) -> JudgeReply:
    said = next((one for name, one in evidence.items() if not wanted or name in wanted), None)
    if said is not None:
        return JudgeReply(reason=_quoted(said), met=False)
    return JudgeReply(reason=_lacking(wanted, sign), met=True)


def _counted(script: Transcript, least: int) -> JudgeReply:
    found = script.all_proposals
    shown = " ".join(_quoted(one.said) for one in found[:least])
    if len(found) >= least:
        return JudgeReply(reason=shown, met=True)
    return JudgeReply(reason=f"Only {len(found)} so far. {shown}".strip(), met=False)


def _lacking(who: list[str] | None, sign: _Sign) -> str:
    done = sign.named.replace("something", "anything").replace("spoke ", "spoken ")
    if not who:
        return f"Nobody has {done}."
    return f"{' and '.join(who)} {'have' if len(who) > 1 else 'has'} not {done}."


def _quoted(said: Said) -> str:
    return f"{said.person} said: {said.text}"
