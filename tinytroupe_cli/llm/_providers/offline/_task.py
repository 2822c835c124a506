"""Reading what is wanted: the kind of task, its product, its options and its facts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tinytroupe_cli.events import Stimulus
from tinytroupe_cli.llm._providers.offline._inline import choices, listed
from tinytroupe_cli.llm._providers.offline._options import options
from tinytroupe_cli.llm._providers.offline._text import word_set
from tinytroupe_cli.llm._providers.offline._words import Option, rating_scale


@dataclass(frozen=True, slots=True)
class Task:
    """What is wanted of the speaker."""

    kind: str
    text: str = ""
    source: str | None = None
    seq: int = 0
    new: bool = False
    stimulus: str = "CONVERSATION"
    options: tuple[Option, ...] = ()
    product: str = ""
    """What it is about, with an article: `the word processor`."""
    scale: tuple[int, int] | None = None
    shown: bool = False
    """Whether a text is to be judged word by word: an advertisement, or options with texts of their own."""
    brief: str = ""
    """The text of the task that was set before this one, for a task that refers back."""


_SUM_UP = r"\b(?:sum(?:s|ming)? (?:it |this |that |them |everything )?up|summar\w+|recap|wrap (?:it )?up|best ideas)\b"
_ADVERT = r"\b(?:writ\w*|draft|compose|formulate|create)\b[^.?!]{0,60}\b(?:ads?|advert\w*|listing|offer)\b"
_INTERVIEW = (
    r"\b(?:find out|interview|one question at a time|ask (?:him|her|them|the|your|about|questions)"
    r"|learn (?:what|which|how)|understand (?:what|which)|figure out (?:what|which))\b"
)
_ANSWER = (
    r"\b(?:you are (?:being |going to be )?(?:interviewed|asked)|will (?:interview|ask) you|questions? (?:for|to) you|(?:wants?|would like|has come|comes) to (?:ask|talk (?:to|with)) you|ask you (?:a few|some)"
    r"|answer (?:her|his|their|the|all|every|each|truthfully|honestly|frankly|openly|plainly)|wants to (?:interview|ask) you)\b"
)
_MEET = r"\b(?:get(?:ting)? to know|talk (?:to|with)|chat|introduce|meet|small talk|conversation with)\b"
_KNOW = r"\b(?:get(?:ting)? to know|introduce|small talk|about (?:yourself|themselves))\b"
_MATTER = r"\babout (?:the|your|his|her|their|that|this)\b"
_BRAINSTORM = (
    r"\b(?:brainstorm\w*|ideas?\b|suggest\w*|propos\w+|come up with|invent|features? (?:for|would|should)"
    r"|what (?:could|should) we|what it (?:should|could) (?:offer|have|be)|improve\w*)"
)
_CHOOSE = r"\b(?:which|choose|vote|pick|prefer\w*|favou?rite|choice|decide|would make you|select|one of)\b"
_RATE = (
    r"\b(?:rate|rating|scale|score|out of (?:5|five|10|ten)|(?:1|one) to (?:5|five|7|seven|10|ten)"
    r"|how likely)\b"
)
_YES_NO = (
    r"(?:^|[.!?:]\s+|\b(?:and|so|but),? )(?:(?:would|do|does|did|can|could|will|are|is|have|has|should|shall)"
    r" (?:you|it|this|that|we|they|the|anyone|anybody)|(?:should|must|may|is|are|will|does|do) [\w'’-]+ )[^?]*\?"
)
_SIDES = (
    r"\bmake you (?:try|buy|use|join|want)\b[^?]*\bkeep you\b|\b(?:like|good) and (?:what |you )*(?:dis\w+|don['’]t|do not|bad)\b"
    r"|\blikes? and dislikes?\b|\bpros and cons\b|\badvantages and disadvantages\b|\bspeaks for it and what\b|\bfor and against\b"
)
_REFERS = r"\bwhich\b|\bone of (?:them|these|those|the)\b|\bof the (?:two|three|four|five)\b"
_ASK_SOMEBODY = r"\b(?:[Aa]sk|[Ii]nterview|[Qq]uestion) [A-Z]\w+"
_AMOUNT = r"\bhow much (?:would|do|could|are) you\b|\bwhat would you pay\b|\bname a price\b|\b(?:highest|fair) price\b"
_TELL = (
    r"\b(?:tell (?:me|us|everyone)|describe|about your(?:self| life)|your life|how are you|who are you"
    r"|what do you do|present yourself)\b"
)


def read_task(
    stimuli: Sequence[tuple[Stimulus, bool]], goals: Sequence[str], context: Sequence[str]
) -> Task:
    """The task that stands: the newest thing from outside that asks for something."""
    orders = [
        (one, new)
        for one, new in stimuli
        if one.stimulus in {"CONVERSATION", "INTERNAL_GOAL_FORMULATION", "THOUGHT"}
    ]
    if any(new for _, new in stimuli):
        fresh = [pair for pair in stimuli if pair[1]]
        spoken = [pair for pair in fresh if pair[0].stimulus == "CONVERSATION"]
        chosen = (spoken or fresh)[-1]
    elif orders:
        chosen = orders[-1]
    elif goals:
        return Task(
            "interview" if re.search(_INTERVIEW, goals[-1], re.IGNORECASE) else "discuss", goals[-1]
        )
    elif context:
        return Task("discuss", context[-1])
    else:
        return Task("none")
    one, new = chosen
    earlier = [order.content for order, _ in orders if order.seq < one.seq]
    kind = kind_of(one.content, one.stimulus)
    brief = next((text for text in reversed(earlier) if product_of(text)), one.content)
    found = choices(one.content) if kind in {"choose", "rate", "yes_no"} else ()
    if (
        not found
        and kind in {"choose", "discuss"}
        and re.search(_REFERS, one.content, re.IGNORECASE)
    ):
        found = next(
            (known for text in reversed(earlier) if (known := choices(text) or listed(text))), ()
        )
        kind = "choose" if found else kind
    return Task(
        kind=kind,
        text=one.content,
        source=one.source,
        seq=one.seq,
        new=new,
        stimulus=one.stimulus,
        options=found,
        product=product_of(one.content) or product_of(brief),
        scale=rating_scale(one.content),
        brief=brief,
        shown=_is_shown(one.content, found, stimuli),
    )


def _is_shown(text: str, found: Sequence[Option], stimuli: Sequence[tuple[Stimulus, bool]]) -> bool:
    told = [one for one in found if len(one.text.split()) > 5]
    return bool(
        2 * len(told) > len(found)
        or re.search(r"[\"“][^\"”]{12,}[\"”]", text)
        or any(one.stimulus == "VISUAL" for one, _ in stimuli[-3:])
    )


@lru_cache(maxsize=1000)
def kind_of(text: str, stimulus: str = "CONVERSATION") -> str:
    """The kind of task that a text sets."""

    def has(pattern: str) -> bool:
        return bool(re.search(pattern, text, re.IGNORECASE))

    if stimulus in {"VISUAL", "LOCATION", "SOCIAL"}:
        return "none"
    if has(_SUM_UP):
        return "sum_up"
    if len(options(text)) > 1 and (has(_CHOOSE) or not has(_RATE)):
        return "choose"
    if has(_ADVERT):
        return "advert"
    if has(_RATE):
        return "rate"
    if has(_AMOUNT):
        return "amount"
    if has(_ANSWER):
        return "answer"
    if has(_INTERVIEW) or re.search(_ASK_SOMEBODY, text):
        return "interview"
    if has(_MEET) and not has(r"\bbrainstorm") and (has(_KNOW) or not has(_MATTER)):
        return "meet"
    if has(_BRAINSTORM):
        return "brainstorm"
    if choices(text):
        return "choose"
    if has(_SIDES):
        return "sides"
    if has(_TELL):
        return "tell"
    if has(r"\bfor or against\b|\byes or no\b"):
        return "yes_no"
    if has(_YES_NO) and not re.match(r"\W*(?:what|how|where|who|why|when)\b", text, re.IGNORECASE):
        return "yes_no"
    return "discuss"


_PRODUCT = re.compile(
    r"\b(?:for|improve|about|of|on|to)\s+((?:our|your|the|a|an|this|their|my)\s+)?"
    r"((?:new |next |own |Microsoft )?[\w'’-]+(?: [\w'’-]+){0,3}?)"
    r"(?=[.,;:!?)]|$|\s(?:that|which|who|to|and|so|because|in|with|is|are|as|by|we|people|at|from|would"
    r"|will|should|has|used|called|you)\b)",
    re.IGNORECASE,
)
_NO_PRODUCT = word_set("""
you me us it them this that these ideas one now today everyone all each people folks questions him her
minute moment while example course free first best life yourself work start
""")


@lru_cache(maxsize=1000)
def product_of(text: str) -> str:
    """What a brief wants ideas for: `ideas for our word processor` -> `the word processor`."""
    for match in _PRODUCT.finditer(text):
        article, noun = (match[1] or "").strip().casefold(), match[2]
        if noun.split()[0].casefold() in _NO_PRODUCT or noun.split()[-1].casefold().endswith("ing"):
            continue
        if not article and not noun[0].isupper():
            continue
        if article in {"a", "an", "the", "our", "your", "their", "this", "my"}:
            return f"the {noun}"
        return noun
    return ""
