"""The marks by which speech is understood: what the engine says by them, it reads by them.

kind     | said as                                              | read by
proposal | "What about {idea}?"  "My idea is {idea}."           | proposal_in
choice   | "I would go for {label}."  "My vote is {title}."     | choice_in
none     | "I would choose none of them."                       | choice_in -> NONE
rating   | "I would give it a {number} out of {high}."          | rating_in
for      | "I agree with you, {name}."  "That would help me."   | stance_in -> "for"
against  | "I disagree, {name}."  "That is not for me."         | stance_in -> "against"
reason   | "..., because {reason}"  "The reason is {reason}"    | reason_in

A phrase is found in any case; `I would` stands for `I'd` and `I’d` too, `I am` for `I'm`, and so on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

MARKERS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    # What follows, up to the end of the sentence, is the idea. Sentences around the nouns `idea`,
    # `proposal` and `suggestion` are understood more freely: see _proposals.py.
    "proposal": (
        "what about", "how about", "I propose", "I would propose", "I suggest", "I would suggest",
        "may I suggest", "may I propose", "let me suggest", "let me propose", "allow me to propose",
        "I would further propose", "I would like to propose", "I would like to suggest",
        "I also propose", "I also suggest", "we could build", "we could add", "we could make",
        "we could offer", "we could use", "you could build", "you could add", "we should build",
        "we should add", "we might build", "let us build", "let us add", "I would build",
        "I would add", "I would put in", "I would love to have", "I would love to see",
        "I would like to have", "I would like to see", "I wish for", "I wish we had",
        "I want to see", "suppose we had", "what I need is", "what I would need is",
        "what I want is", "what would help me is", "what would help is",
        "the feature I want is", "the feature I need is", "I vote we build", "I am thinking of",
        "I was thinking of", "they should add",
    ),
    # What follows names an option by its label, its place or its title.
    "choice": (
        "I would go for", "I would go with", "I go for", "I go with", "I will go for",
        "I will go with", "I am going for", "I am going with", "I would pick", "I pick",
        "I would choose", "I choose", "I would take", "I take", "I will take", "I would select",
        "I select", "I vote for", "I would vote for", "I am voting for", "my choice is",
        "my choice would be", "my choice:", "my vote is", "my vote goes to", "my vote says",
        "my vote:", "my pick is", "my pick would be", "my pick:", "my favourite is",
        "my favorite is", "I prefer", "I would prefer", "put me down for", "it is",
        "it has to be", "that leaves", "I settle on", "I would settle on", "I decide for",
        "I would decide for", "I lean towards", "I would look up", "I would click on",
        "I would opt for", "I opt for", "I stay with", "I am for", "mine is", "the winner is",
        "I end up with", "I say", "I would say", "the one for me is", "I choose option",
    ),
    "none": (
        "none of them", "none of these", "none of those", "none of the", "not one of them",
        "neither of them", "choose none", "pick none", "my choice is none", "my vote is none",
        "choose nothing", "not any of them", "vote for none", "take none", "go for none",
        "go with none", "none would", "none for me",
    ),
    # A number of the scale follows.
    "rating": (
        "I would give it", "I give it", "I give this", "I would give this", "I would give that",
        "I would happily give it", "I rate it", "I would rate it", "I rate this",
        "I would rate this", "my rating is", "my rating would be", "my rating:", "my score is",
        "my score:", "my number is", "my answer is", "my answer:", "I would say", "I say",
        "let me say", "I would put it at", "I put it at", "I put myself at",
        "I would put myself at", "it gets", "it is", "that is", "that makes", "call it",
        "I land on", "I end up at", "I am at", "a solid", "a clear",
    ),
    "for": (
        "yes", "yeah", "I agree", "agreed", "I am with", "I am for", "I am in", "count me in",
        "good idea", "good one", "good point", "great idea", "fair point", "exactly",
        "you are right", "he is right", "she is right", "that is right", "is right", "has a point",
        "have a point", "I like", "I really like", "I love", "I would love", "I would use",
        "I would click", "I would buy", "I would book", "I would call", "I would look it up",
        "I would look it", "I would try", "I would want that", "I would pay", "I would enjoy",
        "I would have a look", "I would sign", "I would open it", "would help me", "would help us",
        "would save me", "that suits me", "suits me", "fits my life", "fits me", "sign me up",
        "I support", "I can support", "I second", "I side with", "speaks to me", "appeals to me",
        "works for me", "absolutely", "definitely", "of course", "certainly", "sounds good",
        "sounds useful", "makes sense", "I could use", "interests me", "I am interested",
        "I am tempted", "I am fond of", "I would go", "I enjoy", "I appreciate", "has my vote",
        "gets my vote", "I back", "I stand behind", "I want that", "I would take", "convinces me",
        "fine by me", "worth building", "is clever", "is lovely", "is tempting", "speaks for it", "for it speaks",
        "in its favour", "in its favor", "would catch me", "that decides it", "has found something",
        "I thought of myself", "I felt understood", "I gladly", "is good", "in favour", "I would vote for it", "I would say yes", "I would vote yes",
    ),
    "against": (
        "nope", "so no", "would say no", "my part, no", "not me, no", "I disagree", "I do not agree", "I don't agree", "I cannot agree",
        "I can't agree", "I beg to differ", "not for me", "I would not", "I don't think so",
        "I do not think so", "I don't like", "I do not like", "I dislike", "I hate",
        "I can't stand", "I cannot stand", "I doubt", "I am not sure", "not sure about",
        "I am less sure", "I am against", "I am not convinced", "not convinced", "unconvinced",
        "I am not interested", "I would skip", "I would scroll past", "I would scroll on",
        "I would pass", "I would walk past", "I would leave it", "I object", "I must object",
        "I am sceptical", "I am skeptical", "leaves me cold", "does nothing for me",
        "I have my doubts", "I have doubts", "too expensive", "puts me off", "I don't believe",
        "I don't buy", "I do not believe", "I don't need", "I do not need", "bothers me",
        "worries me", "I don't want", "I do not want", "I see it differently",
        "I would rather not", "that is not", "won't help", "would not help", "I distrust",
        "I don't trust", "I do not trust", "not worth", "can't follow you", "word of caution",
        "a little uneasy", "I stumble", "I become careful", "speaks against", "against it",
        "you lose me", "lost me", "count me out", "I had enough of", "I have had enough of",
        "I am no friend of", "not me", "on the other side there is",
        "I admire from a safe distance", "would need a second look", "nobody I know would",
        "one thing to say", "better than it will work", "to my worst enemy", "opposed", "I would vote against", "I would vote no",
    ),
    "reason": (
        "because", "the reason", "my reason", "since", "after all", "that decides it",
        "that is why", "I speak from experience", "fact is", "you see,", "the thing is",
    ),
})  # fmt: skip
"""Kind of mark -> its phrases."""

_SHORT = (
    (r"\bwould not\b", "(?:would not|wouldn['’]t)"), (r"\bI would\b", "I(?: would|['’]d)"),
    (r"\bI will\b", "I(?: will|['’]ll)"), (r"\bI am\b", "I(?: am|['’]m)"),
    (r"\b(you) are\b", r"\1(?: are|['’]re)"), (r"\b(he|she|it|that) is\b", r"\1(?: is|['’]s)"),
    (r"\blet us\b", "let(?: us|['’]s)"), (r"(?<=n)'t\b", "['’]t"),
)  # fmt: skip
_NEGATED = re.compile(
    r"(?:\bnot|n['’]t|\bnever|\bno longer|\bif|\bunless|\bwhether|\bhardly)[\s,]+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)


@lru_cache(maxsize=len(MARKERS))
def _by_first_word(kind: str) -> Mapping[str, re.Pattern[str]]:
    """For each word that a phrase of the kind begins with, a pattern of all such phrases."""
    groups: dict[str, list[str]] = {}
    for phrase in sorted(MARKERS[kind], key=len, reverse=True):
        groups.setdefault(re.split(r"\W", phrase, maxsplit=1)[0].lower(), []).append(
            _as_pattern(phrase)
        )
    return {
        first: re.compile("|".join(patterns), re.IGNORECASE) for first, patterns in groups.items()
    }


def _as_pattern(phrase: str) -> str:
    text = phrase
    for full, both in _SHORT:
        text = re.sub(full, both.replace("\\", "\\\\") if "\\1" not in both else both, text)
    return text.replace(" ", r"\s+") + (r"(?![\w-])" if phrase[-1].isalnum() else "")


_WORD = re.compile(r"(?<![\w’'-])[^\W\d_]+")


def marks(kind: str, text: str, *, negated: bool = False) -> Iterable[re.Match[str]]:
    """The places where a text has a mark of some kind, in order.

    Args:
        kind: a key of MARKERS.
        text: what was said.
        negated: also those after a `not`, `never` or `if`.
    """
    groups = _by_first_word(kind)
    end = 0
    for word in _WORD.finditer(text):
        pattern = groups.get(word.group().lower())
        match = pattern.match(text, word.start()) if pattern and word.start() >= end else None
        if match and (negated or not _NEGATED.search(text, 0, match.start())):
            end = match.end()
            yield match
