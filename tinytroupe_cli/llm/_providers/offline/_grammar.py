"""Turning a persona's texts: "you" to "I", third person and bare phrases to "I", and back."""

from __future__ import annotations

import re

from tinytroupe_cli.llm._providers.offline._phrasing import (
    ADVERB,
    bare,
    brief,
    clause,
    close,
    gerund,
    listed,
    lower_first,
    upper_first,
)
from tinytroupe_cli.llm._providers.offline._text import sentences, word_set
from tinytroupe_cli.llm._providers.offline._verbs import BASES, base_of, is_third_person

__all__ = [
    "bare", "brief", "clause", "close", "gerund", "listed", "lower_first", "own_sentence", "sentences",
    "to_first_person", "to_second_person", "upper_first",
]  # fmt: skip

_PREPOSITIONS = word_set("""
to for with of from at by about on in around against near toward towards without over under behind
between into through upon beside among despite above below onto past
""")
_BEFORE_OBJECT = word_set("""
let lets make makes made help helps helped see sees saw hear hears heard watch watches keep keeps kept
give gives gave tell tells told ask asks asked teach teaches taught call calls called owe owes owed
bring brings brought send sends sent show shows showed leave leaves left want wants wanted need needs
remind reminds warn warns pay pays paid like than giving leaving making letting showing teaching telling
asking helping sending
""")
_AFTER_OBJECT = word_set("""
a an the my mine his her their our its this that these those some any no each every both to for with of
from at by about on in into around against near after before during without over under and or but nor
because while when whenever if unless until since as than then what who whom which how why where whether
again too today tomorrow yesterday tonight daily weekly alone instead anyway there here back up out off
down away home together more most less plenty many much
""")
_CONTRACTIONS = {"you're": "I'm", "you've": "I've", "you'd": "I'd", "you'll": "I'll"}
_OWN = {"your": "my", "yours": "mine", "yourself": "myself", "yourselves": "myself"}
_TOKEN = re.compile(r"[A-Za-zÀ-ÿ]+(?:['’][A-Za-z]+)?|[^A-Za-zÀ-ÿ\s]+|\s+")


def to_first_person(text: str) -> str:
    """A text about "you" as "I" would say it: `You trust your hands.` -> `I trust my hands.`."""
    tokens = _TOKEN.findall(text)
    words = [index for index, token in enumerate(tokens) if token[0].isalpha()]
    place = {index: order for order, index in enumerate(words)}
    result = list(tokens)
    for index in words:
        token = tokens[index].replace("’", "'")
        low = token.casefold()
        if low == "you":
            object_ = _is_object(tokens, words, place[index])
            result[index] = "me" if object_ and not _starts(tokens, index) else "I"
        elif low in _CONTRACTIONS:
            result[index] = _CONTRACTIONS[low]
        elif low in _OWN:
            result[index] = _cased(_OWN[low], token)
    return _agree("".join(result))


def _starts(tokens: list[str], index: int) -> bool:
    before = "".join(tokens[:index]).rstrip()
    return not before or before[-1] in '.!?"“'


def _is_object(tokens: list[str], words: list[int], order: int) -> bool:
    before = tokens[words[order - 1]].casefold() if order else ""
    gap = "".join(tokens[words[order - 1] + 1 : words[order]]) if order else ""
    if order + 1 >= len(words):
        return order > 0
    between = "".join(tokens[words[order] + 1 : words[order + 1]])
    after = tokens[words[order + 1]].casefold()
    if gap.strip():
        return False
    if between.strip():
        return order > 0
    if before in _PREPOSITIONS:
        return True
    if before in _BEFORE_OBJECT:
        return before not in {"like", "than", "want", "need"} or after in _AFTER_OBJECT
    return after in _AFTER_OBJECT and bool(order) and before not in {"that", "if", "when", "who"}


def _cased(word: str, like: str) -> str:
    return word[:1].upper() + word[1:] if like[:1].isupper() else word


_AGREES = re.compile(r"\b(?:are|were|is|aren|weren)\b", re.IGNORECASE)


def _agree(text: str) -> str:
    if not _AGREES.search(text):
        return text
    text = re.sub(rf"\bI ({ADVERB} )?are\b", _first("am"), text)
    text = re.sub(rf"\bI ({ADVERB} )?were\b", _first("was"), text)
    text = re.sub(r"\b([Aa])re I\b", lambda m: ("A" if m[1] == "A" else "a") + "m I", text)
    text = re.sub(r"\b([Ww])ere I\b", lambda m: m[1] + "as I", text)
    text = re.sub(r"\bI aren['’]t\b", "I am not", text)
    text = re.sub(r"\bI weren['’]t\b", "I wasn't", text)
    return ". ".join(_agree_joined(part) for part in text.split(". "))


def _first(verb: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a replacement for re.sub
    return lambda match: f"I {match[1] or ''}{verb}"


def _agree_joined(sentence: str) -> str:
    """`I work hard and are tired` -> `... and am tired`, when the clause is still about "I"."""
    if not re.match(r"(?:[A-Z][\w,' ]*\b)?I\b", sentence):
        return sentence

    def fix(match: re.Match[str]) -> str:
        head = sentence[: match.start()]
        clause = head[head.rfind(" I ") + 1 :] if " I " in head else head
        if not clause.startswith("I ") or re.search(r"\b(?:who|which|that|where|whose)\b", clause):
            return match[0]
        return f"{match[1]}{match[2] or ''}{'was' if match[3] == 'were' else 'am'}"

    pattern = rf"(\b(?:and|but|or|yet) )({ADVERB} )?(are|were|is)\b"
    return re.sub(pattern, fix, sentence)


def to_second_person(text: str) -> str:
    """What "I" said, told back to the one who said it: `I trust my hands` -> `you trust your hands`."""
    text = re.sub(r"\b(?:I am|I'm)\b", "you are", text)
    text = re.sub(r"\bI was\b", "you were", text)
    text = re.sub(r"\b[Aa]m I\b", "are you", text)
    text = re.sub(rf"\bI ({ADVERB}) am\b", r"you \1 are", text)
    text = re.sub(rf"\b(and|but|or) ({ADVERB} )?am\b", r"\1 \2are", text)
    swaps = {"i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself"}
    swaps |= {"i've": "you've", "i'd": "you'd", "i'll": "you'll", "we": "you", "our": "your"}
    swaps |= {"us": "you", "ours": "yours", "ourselves": "yourselves"}

    def swap(match: re.Match[str]) -> str:
        return swaps.get(match[0].casefold().replace("’", "'"), match[0])

    return re.sub(r"[A-Za-z]+(?:['’][a-z]+)?", swap, text)


def own_sentence(text: str, name: str = "", *, wish: bool = False) -> str:
    """Any persona text as a sentence in the first person.

    Args:
        text: `You wake early.`, `Wakes at 6.`, `Lisa grew up here.`, `Proficient in R.`, ...
        name: the person's name, so that `Lisa` can become `I`.
        wish: the text is a goal, so that `To travel` becomes `I want to travel.`
    """
    text = " ".join(text.split()).strip()
    if not text:
        return ""
    first = text.split()[0].strip(",.;:")
    low = first.casefold()
    if wish and (low == "to" or low in BASES) and low != "like":
        rest = text[len(first) :].lstrip() if low == "to" else lower_first(text)
        return close(to_first_person(f"You want to {rest}"))
    if re.search(r"\b(?:you|your|yours|yourself|you're)\b", text, re.IGNORECASE):
        if low in BASES and low not in {"you", "your"} and not wish:
            return close(to_first_person(f"You {lower_first(text)}"))
        if _is_adjective(low) and _describes(text):
            return close("I am " + lower_first(to_first_person(text)))
        if is_third_person(low) and not re.match(r"\w+ (?:is|are|was|were)\b", text):
            return close(_from_third(to_first_person(text), ""))
        return close(to_first_person(text))
    return close(_from_third(text, name))


def _from_third(text: str, name: str) -> str:
    words = text.split()
    first = words[0].strip(",.;:")
    low = first.casefold()
    if name and (named := re.match(_called(name), text)):
        text = ("Her" if named[1] else "She") + text[named.end() :]
    elif low in {"a", "an"}:
        return "I am " + lower_first(_pronouns(text))
    words = text.split()
    low = words[0].strip(",.;:").casefold()
    if low in {"she", "he"}:
        return _rest_of_clause("I", words[1:])
    if low.endswith("ly") or low in {"often", "always", "never", "sometimes", "rarely", "also"}:
        if len(words) > 1 and (is_third_person(words[1]) or words[1].casefold() in BASES):
            return _rest_of_clause(f"I {low}", words[1:])
    elif low in {"doesn't", "doesn’t"} or words[:2] == ["Does", "not"]:
        return _rest_of_clause("I don't", words[1 if "n" in low else 2 :])
    elif is_third_person(low) or (base_of(low) and len(words) > 1 and _follows_verb(words[1])):
        return _rest_of_clause("I", words)
    elif low in BASES and len(words) > 1:
        return _rest_of_clause("I", [low, *words[1:]])
    elif _is_adjective(low) and _describes(text):
        return "I am " + lower_first(_pronouns(text))
    return _pronouns(text)


def _called(name: str) -> str:
    first = re.escape(name.split(maxsplit=1)[0])
    return rf"(?:{re.escape(name)}|{first})(['’]s)?(?= )"


def _follows_verb(word: str) -> bool:
    low = word.casefold().strip(",.;:")
    return low in _AFTER_OBJECT or low.endswith("ly") or low in _PREPOSITIONS


def _describes(text: str) -> bool:
    """Whether an adjective at the head stands alone, with no noun of its own after it."""
    return bool(re.match(r"\w+(?:,| (?:in|at|with|of|and|to|on|but|about)\b)", text))


def _is_adjective(low: str) -> bool:
    known = {"good", "fluent", "proficient", "skilled", "adept", "capable", "able", "excellent"}
    return low in known or bool(re.fullmatch(r"\w{3,}(?:ent|iar|ful|ous|ious|able)", low))


def _rest_of_clause(subject: str, words: list[str]) -> str:
    """Un-conjugate the verbs that belong to the subject: the first, and those joined to it."""
    out = [subject]
    verb_next, trust = True, True
    for index, word in enumerate(words):
        bare = word.rstrip(",.;:!?")
        tail = word[len(bare) :]
        low = bare.casefold()
        after = words[index + 1] if index + 1 < len(words) else ""
        if verb_next:
            if re.fullmatch(ADVERB, low) and not is_third_person(low):
                out.append(low + tail)
                continue
            if (
                low in {"is", "was", "has", "does"}
                or is_third_person(low)
                or (trust and base_of(low) and index == 0)
            ):
                base = {"is": "am", "was": "was"}.get(low) or base_of(low) or low
                if trust or _follows_verb(after) or is_third_person(low):
                    out.append(base + tail)
                    verb_next, trust = False, False
                    continue
            out.append(low + tail if index == 0 else word)
            verb_next = False
            continue
        out.append(word)
        verb_next = low in {"and", "but", "then"} or (
            (low == "or" or word.endswith(",")) and is_third_person(after)
        )
    return _pronouns(" ".join(out))


def _pronouns(text: str) -> str:
    swaps = {"his": "my", "her": "my", "him": "me", "himself": "myself", "herself": "myself"}
    swaps |= {"she": "I", "he": "I", "hers": "mine"}

    def swap(match: re.Match[str]) -> str:
        word = swaps[match[0].casefold()]
        return _cased(word, match[0]) if word != "I" else word

    return re.sub(
        r"\b(?:his|her|him|himself|herself|hers|she|he)\b", swap, text, flags=re.IGNORECASE
    )
