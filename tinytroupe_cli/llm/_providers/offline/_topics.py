"""What a text is about: word stems, and a small lexicon of topics of daily life."""

from __future__ import annotations

import re
from functools import lru_cache

_STOP = frozenset(
    [
        "whenever",
        "whoever",
        "whatever",
        "wherever",
        "without",
        "whether",
        "instead",
        "although",
        "a",
        "about",
        "after",
        "again",
        "all",
        "almost",
        "also",
        "always",
        "am",
        "an",
        "and",
        "any",
        "anybody",
        "anyone",
        "anything",
        "are",
        "as",
        "at",
        "away",
        "back",
        "be",
        "because",
        "been",
        "before",
        "being",
        "below",
        "best",
        "better",
        "between",
        "both",
        "but",
        "by",
        "can",
        "cannot",
        "come",
        "could",
        "did",
        "do",
        "does",
        "done",
        "down",
        "during",
        "each",
        "either",
        "else",
        "enough",
        "even",
        "ever",
        "every",
        "everybody",
        "everyone",
        "everything",
        "few",
        "first",
        "for",
        "from",
        "gave",
        "get",
        "give",
        "go",
        "goes",
        "good",
        "got",
        "great",
        "had",
        "half",
        "has",
        "have",
        "he",
        "her",
        "here",
        "hers",
        "him",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "itself",
        "just",
        "keep",
        "kept",
        "know",
        "last",
        "least",
        "less",
        "let",
        "like",
        "likely",
        "little",
        "long",
        "look",
        "lot",
        "made",
        "make",
        "makes",
        "many",
        "may",
        "me",
        "mean",
        "might",
        "mine",
        "more",
        "most",
        "much",
        "must",
        "my",
        "myself",
        "need",
        "never",
        "next",
        "no",
        "nobody",
        "none",
        "nor",
        "not",
        "nothing",
        "now",
        "of",
        "off",
        "often",
        "on",
        "once",
        "one",
        "ones",
        "only",
        "or",
        "other",
        "others",
        "our",
        "out",
        "over",
        "own",
        "people",
        "person",
        "please",
        "put",
        "quite",
        "rather",
        "really",
        "right",
        "said",
        "same",
        "say",
        "says",
        "see",
        "seem",
        "seems",
        "several",
        "shall",
        "she",
        "should",
        "since",
        "so",
        "some",
        "somebody",
        "someone",
        "something",
        "sometimes",
        "soon",
        "still",
        "such",
        "sure",
        "take",
        "takes",
        "tell",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "thing",
        "things",
        "think",
        "this",
        "those",
        "three",
        "through",
        "till",
        "to",
        "together",
        "too",
        "took",
        "toward",
        "try",
        "two",
        "under",
        "until",
        "up",
        "upon",
        "us",
        "use",
        "used",
        "using",
        "usually",
        "very",
        "want",
        "was",
        "way",
        "we",
        "well",
        "went",
        "were",
        "what",
        "when",
        "where",
        "whether",
        "which",
        "while",
        "who",
        "whole",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "within",
        "without",
        "would",
        "yes",
        "yet",
        "you",
        "your",
        "yours",
        "yourself",
        "mainly",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "different",
        "part",
        "kind",
        "sort",
        "thank",
        "thanks",
        "folks",
        "hello",
    ]
)
_WORD = re.compile(r"[A-Za-zÀ-ÿ0-9]+(?:['’][a-z]+)?")
_ENDINGS: tuple[str, ...] = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "edly",
    "ies",
    "ers",
    "ed",
    "er",
)
_ENDINGS += ("es", "ly", "s", "y", "e")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The part of a word that its forms share, roughly: `waiting`, `waits` -> `wait`."""
    low = word.casefold().replace("’", "'").removesuffix("'s")
    for end in _ENDINGS:
        if low.endswith(end) and len(low) - len(end) >= (4 if end in {"e", "es", "y"} else 3):
            low = low[: -len(end)]
            if end in {"ing", "ed", "er"} and len(low) > 3 and low[-1] == low[-2] != "s":
                low = low[:-1]
            break
    return low


@lru_cache(maxsize=20_000)
def stems(text: str) -> frozenset[str]:
    """The stems of a text's content words."""
    found = (word.casefold() for word in _WORD.findall(text))
    return frozenset(stem(word) for word in found if word not in _STOP and len(word) > 2)


_LEXICON = {
    "work": "job profession career office company employee boss colleague client customer"
    " project occupation business shift studio team manager contract wage",
    "family": "family mother father mum dad parent partner husband wife son daughter child children"
    " kid kids brother sister niece nephew grandmother grandfather granddaughter grandson aunt uncle"
    " married marriage divorce divorced widower widow boyfriend girlfriend cousin",
    "friends": "friend neighbour neighbor flatmate roommate buddy guest",
    "home": "home house flat apartment rent room kitchen neighbourhood landlord"
    " garden balcony attic residence city village town",
    "origin": "grew born childhood raised boyhood girlhood youth young native hometown came",
    "education": "school university degree study studied course teacher college diploma pupil lesson"
    " learn training thesis student exam",
    "leisure": "hobby leisure weekend saturday sunday evening spare pastime relax"
    " interest interested enjoy",
    "sport": "football cricket run running swim cycling bicycle hike walk gym sport curling fishing"
    " bowl hiking ski race match fitness yoga wrestling sumo baseball",
    "music": "music choir song sing guitar piano concert band opera record vinyl album radio"
    " cavaquinho jazz karaoke choral choro",
    "art": "art paint draw drawing design film cinema museum novel book read literature poem comic"
    " typography theatre poster photograph architecture library libraries",
    "food": "food cook cooking eat meal bread coffee tea lunch dinner recipe restaurant soup fish meat"
    " kitchen breakfast sandwich taste spicy market wine beer rice cake bake snack",
    "nature": "nature garden tree forest sea lake mountain beach river animal bird dog cat flower"
    " mushroom allotment fell orchard trail plant",
    "travel": "travel trip journey holiday vacation hotel flight fly train airport beach resort tour"
    " island cruise passport abroad guesthouse luggage ferry suitcase destination booking",
    "money": "money pay price cost cheap expensive save savings budget fee fees rent loan debt"
    " bank account bill invoice salary income dollar euro pound tip discount interest mortgage"
    " subscription bargain purse investment credit spend",
    "bank": "bank banking loan credit account savings mortgage branch debt card transfer",
    "time": "wait waiting late slow fast quick deadline delay queue hurry rush punctual instantly"
    " patience impatient hotline",
    "technology": "technology software app computer phone machine digital ai artificial intelligence"
    " program laptop screen internet online website automate automation robot assistant model tool"
    " system data device smart chatbot algorithm feature word processor update electronic",
    "privacy": "privacy private data camera track tracking location consent log logs personal secret"
    " surveillance spy anonymous leak sensors listen",
    "advertising": "ad ads advert advertising advertisement commercial celebrity slogan brand"
    " marketing promotion infomercial influencer campaign banner jingle",
    "paperwork": "form forms paperwork permit application portal document file letter contract"
    " signature minutes tax register receipt archive report email mail page notebook"
    " guideline guidelines spreadsheet",
    "errors": "error wrong mistake fail fails failure crash broken break missing correct contradict"
    " rejected pending freeze",
    "noise": "noise loud noisy quiet silence shout crowd crowded peace calm",
    "health": "health doctor patient hospital nurse sleep pain medicine clinic sick tired migraine"
    " body headache fit exercise pills burnout therapy",
    "craft": "craft repair fix mend hand wood tool pencil workshop restore carpentry"
    " steel timber handmade mending material workmanship quality",
    "tradition": "tradition traditional old proven custom history heritage handwritten"
    " familiar antique",
    "novelty": "new novel innovation prototype modern future latest launch change try gadget trend"
    " exotic adventure surprise",
    "luxury": "luxury spa yacht champagne exclusive golden glamour fashion jewellery suite deluxe"
    " elegant perfume premium",
    "community": "neighbour community together volunteer shared union cooperative help village church"
    " choir club solidarity association street local",
    "justice": "fair unfair rights worker workers wage union law rule honest justice rich poor"
    " exploit platform equality promise",
    "safety": "safe safety secure security risk danger insurance trust reliable guarantee protect fire",
    "humour": "joke humour humor funny laugh irony wit sarcasm",
    "environment": "climate environment green carbon recycle sustainable sustainability waste reuse"
    " flying organic ecology planet",
    "status": "success rich career showroom status famous prestige winner win ambition top leader",
    "language": "language word words english french translate translation grammar punctuation dialect"
    " write writing text sentence comma bilingual",
    "children": "child children kid kids school pupil toy parents baby daughter son playground",
}
_BY_STEM: dict[str, list[str]] = {}
for _topic, _words in _LEXICON.items():
    for _word in _words.split():
        _BY_STEM.setdefault(stem(_word), []).append(_topic)

TOPICS = tuple(_LEXICON)
"""The names of all topics."""


@lru_cache(maxsize=20_000)
def topics(text: str) -> frozenset[str]:
    """The topics that a text touches."""
    return frozenset(topic for each in stems(text) for topic in _BY_STEM.get(each, ()))
