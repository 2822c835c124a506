"""Why somebody answers as they do, in a sentence or two out of their own persona."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from tinytroupe_cli.llm._providers.offline import _grammar as g
from tinytroupe_cli.llm._providers.offline._leaning import Reason, closeness, leaning
from tinytroupe_cli.llm._providers.offline._persona import Portrait

_LONGEST = 30
"""A fact of more words is no reason but a story."""
_TASTES = {
    "like": ("It goes with {taste}, and that is what I like.", "I like {taste}, so it suits me.",
             "Whoever likes {taste} as I do gets along with it."),
    "interest": ("It touches {taste}, which interests me.", "I spend my time on {taste} anyway.",
                 "For somebody who cares about {taste} it is worth a look."),
    "dislike": ("I cannot stand {taste}.", "It reminds me of {taste}, and I do not like that.",
                "{Taste}: no, thank you."),
}  # fmt: skip
_INSTEAD = {
    "dislike": ("I have had enough of {taste}, and this is something else.",
                "Anything is better than {taste}."),
}  # fmt: skip
"""A dislike that speaks for a matter, because it is the way out."""
_ABOUT = ("story", "work", "belief", "trouble", "habit", "weekend", "goal", "trait", "skill")


def own_words(
    me: Portrait,
    about: str,
    *,
    liked: bool,
    told: set[str],
    rng: Random,
    facts: Mapping[str, str] | None = None,
) -> str:
    """What speaks for or against a matter, out of the persona; what was told already comes last.

    Args:
        me: who speaks.
        about: what it is about.
        liked: for it or against it.
        told: texts of the persona that were used; this one is added.
        rng: decides where several would do.
        facts: single facts of the persona, for somebody of whom nothing else is known.
    """
    for reason in leaning(me, about).reasons:
        fits = (reason.weight > 0) == liked and len(reason.text.split()) <= _LONGEST
        if fits and reason.text not in told:
            told.add(reason.text)
            return _sentence(reason, rng)
    known = [one.text for one in me.of(*_ABOUT) if len(one.text.split()) <= _LONGEST]
    fresh = [text for text in known if text not in told] or known
    if not fresh:
        return _bare(me, facts or {}, rng)
    near = {text: closeness(text, about) for text in fresh}
    best = max(near.values())
    chosen = rng.choice([text for text in fresh if near[text] == best] if best >= 1 else fresh)
    told.add(chosen)
    return chosen


def _sentence(reason: Reason, rng: Random) -> str:
    frames: tuple[str, ...] = _TASTES.get(reason.kind, ())
    if not frames:
        return reason.text
    if reason.weight > 0 and reason.kind in _INSTEAD:
        frames = _INSTEAD[reason.kind]
    elif reason.weight < 0 and reason.kind != "dislike":
        frames = ("I keep to {taste} instead.", "It is no match for {taste}.")
    taste = reason.text
    return rng.choice(frames).format(taste=taste, Taste=g.upper_first(taste))


def _bare(me: Portrait, facts: Mapping[str, str], rng: Random) -> str:
    """Of somebody of whom little is known, one or two of the things that are."""
    told = [_PHRASES.get(key, _OTHER).format(key=key, value=facts[key]) for key in facts]
    chosen = sorted(rng.sample(range(len(told)), min(2, len(told))))
    text = " and ".join(told[at] for at in chosen)
    return g.close(g.upper_first(text)) if text else f"I am {me.name}."


_PHRASES = {
    "age": "I am {value}", "residence": "I live in {value}", "occupation": "I work as {value}",
    "nationality": "I am {value}", "gender": "I am {value}",
}  # fmt: skip
_OTHER = "my {key} is {value}"
