"""A catalogue of features: what a program could do about a difficulty.

Grouped in families; a family is taken up when its signs meet a difficulty. Each idea has a short
name and what it does, told in the third person, so that it goes into `X: it ...`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Idea:
    """Something that a program could do."""

    name: str
    """With its article, such as `the type-once form`."""
    does: str
    """A verb phrase in the third person."""
    family: str
    signs: str
    """A pattern of the difficulties that it answers to."""


_COPY = (
    r"retyp\w+|type \w+ \w+ twice|twice|same|copying|enter|paste|fill|relabel\w*|register|forms?\b"
    r"|systems|spreadsheets?|merged cells|screens?"
)
_FIND = (
    r"find|search|archives?|current version|files?|lost|misplac\w+|versions?|documents?|renames?"
)
_WAIT = r"wait\w*|approval|permits?|delay\w*|weeks|days late|answers?|unpaid|invoices?|chas\w+|owe\w*|late"
_CHECK = (
    r"errors?|wrong|mistake\w*|signature|missing|contradict\w*|guidelines?|reject\w*|correct\w*|blame"
    r"|forged|come back|breaks?|commas?|checks?|compliant|regulations?|quality"
)
_TALK = (
    r"notes?|transcri\w+|meetings?|minutes|voice|handwrit\w+|notebooks?|messages?|chat|record\w*|calls?"
    r"|telephone|e-?mails?|parents|complaint"
)
_PLAIN = (
    r"read|letters?|explain\w*|understand\w*|online|portals?|log in|code|paperwork|tax\w*|official|screen"
    r"|fine print|employment|contract\w*|complex\w*|migraine\w*|phone"
)
_SOLID = (
    r"crash\w*|freez\w+|power|network|battery|laptop|session|pending|drops?|locked|fail\w*|died|ter"
    r"minal|down|app\b|tool|blocked"
)
_CLOSED = r"privacy|camera|location|personal|logs?\b|track\w*|consent|speaker|secret|data\b|phone|names?\b"
_PLAN = r"calendar|shifts?|schedul\w*|rota|double-book|deadlines?|evenings?|hours|weekends?|dates|night|time"
_COMPARE = (
    r"offers?|compar\w+|pric\w+|stock|sales|receipts?|accounts?|debts?|budget|costs?|pay|paid|euros|dollars"
    r"|naira|kilomet\w+|miles|trade-offs?|subscription"
)
_STYLE = (
    r"design\w*|draw\w*|comic|typograph\w*|edit\w*|film\w*|poster|music|write|writing|review\w*|sketch\w*"
    r"|layers|language|words?|guidelines|creativ\w*|content"
)
_CARE = r"pupils?|patients?|parents|students?|residents?|children|guests?|customers?|clients?|shift|team|nurses?"

_CATALOGUE: dict[tuple[str, str], str] = {
    ("copying", _COPY): """
the type-once form | lets me enter a figure one time and carries it into every table and form that asks for it again
the scan reader | turns a scanned page into a clean table and marks each doubtful digit in yellow
the copy alarm | notices when I type something that already stands in another file, and offers to finish the line
the pouring button | takes one filled-in sheet and pours it into whatever layout the other office insists on
the twin table | lays two versions of the same list side by side and shows only the cells that differ
the photo-to-rows tool | makes rows that can be edited out of a phone picture of a paper list""",
    ("finding", _FIND): """
the version clock | tells at a glance which copy is the current one and warns me before I print an old one
the ask-my-files box | answers a question in plain words and shows the very sentence it took the answer from
the honest file name | reads a document and suggests a name that even a stranger would find again
the what-changed note | opens the day with one line about everything that others altered since yesterday
the memory shelf | brings up the paragraph I wrote about the same matter last year, with its date
the loose-end list | collects every place where a text still says to be done, see attachment or figure to follow""",
    ("waiting", _WAIT): """
the polite chaser | drafts the second and the third reminder, each a little firmer, and stops when the answer comes
the waiting clock | writes into the margin whose desk a document lies on, and since when
the ready check | tells me before I send an application what the office is going to ask for next
the promise list | pulls every date and every promise out of a correspondence and puts them in order
the clerk rehearsal | plays the official and tries to reject my application before the real one does
the due-date page | makes an invoice out of an agreed letter and speaks up on the day it falls due""",
    ("checking", _CHECK): """
the second reader | checks a text for the missing signature, page or figure before it leaves the house
the contradiction finder | marks any two passages of a document that cannot both be true
the number guard | adds up each sum in a text again and underlines the one that does not come out
the doubt marker | says openly how sure it is of each suggestion and leaves the decision to me
the rule beside the line | lays the guideline next to my text and points to the sentence that breaks it
the stop-before-send light | turns red when a name, a date or an attachment does not fit the letter""",
    ("talking", _TALK): """
the notebook reader | turns my handwriting into tidy text and asks about the words it could not read
the talk-it-in mode | takes four minutes of speech and leaves five clear lines
the minutes keeper | writes up a meeting with a name and a date behind every task
the message funnel | gathers the same question out of ten messages and lets me answer it once
the interview sorter | groups what several people told me by subject and keeps each sentence with its speaker
the phone-call page | makes a dated note of what was agreed on the telephone and sends both sides a copy""",
    ("plain words", _PLAIN): """
the plain-words button | rewrites an official letter as a neighbour would say it and adds what to do by when
the big-letter page | sets any document large and dark, reads it aloud and remembers my place
the one-step guide | shows only the next step of a form, in ordinary words, and waits for me
the language bridge | puts two languages side by side and flags the words that have no twin
the paper exit | prints all that matters on one sheet that works without a screen
the fine-print lamp | pulls each clause that costs money out of a contract and puts it at the top""",
    ("reliability", _SOLID): """
the never-lose-a-line memory | keeps every keystroke on the machine itself, so that no crash costs a sentence
the real offline mode | goes on working when the network is down and settles the differences later
the light version | does the same job on an old machine with three other programs open
the honest status line | says sent when something is sent and not one second earlier
the any-hour undo | brings back a paragraph as it stood at any hour of any day
the pocket copy | keeps the day's documents readable on a phone, without an account""",
    ("privacy", _CLOSED): """
the closed room | lets the assistant work on my own machine and sends no line of my text anywhere
the black pen | finds names and numbers in a document and blanks them before I pass it on
the who-read-this list | shows which people and which programs have looked at a page
the forgetting date | deletes drafts and logs on a day that I choose myself
the small receipt | tells after each answer which of my words it was made from
the nameless copy | makes a version for strangers with every private detail swapped for an invented one""",
    ("planning", _PLAN): """
the backwards planner | counts back from a deadline and tells me on which day to start each chapter
the half-hour slicer | cuts a long report into pieces that fit between two interruptions
the double-booking bell | reads dates in a draft and rings when one of them is taken already
the quiet-hour switch | holds back every comment and pop-up until I have finished the page
the where-was-I line | greets me after a break with the sentence I was about to write
the finish-by-six view | shows what can be left out of a document so that the rest is done today""",
    ("comparing", _COMPARE): """
the like-for-like table | brings offers in five formats into one table with the same lines for all
the receipt box | reads photographed receipts and writes them into a list that adds up
the yearly-cost line | works out next to each monthly price what it makes in a year
the what-if cell | lets me change one number in a text and shows each sentence that stops being true
the money story | says in two plain sentences what a page of figures means
the kitchen-table ledger | makes a clean account out of dates and sums I jot down in any order""",
    ("style", _STYLE): """
the spacing eye | sees crooked gaps and uneven lists and straightens them at one click
the tone brake | holds an angry letter for an hour and lays a cooler version beside it
the no-waffle pen | cuts a paragraph to half without adding a single new word
the my-own-voice setting | learns from my old letters and stops correcting me into somebody else
the napkin reader | turns a pencil sketch into a clean drawing with the measurements I scribbled
the first-stranger test | tells what somebody who knows nothing would understand of my page""",
    ("care", _CARE): """
the handover sheet | boils a whole day of notes down to what the next person has to know
the forty-letters starter | drafts a first sentence for each of forty reports out of my own notes, no two alike
the explain-it-to-them page | writes the same news once for an expert and once for the person it happens to
the standing-answer drawer | offers the answer I gave last time when somebody asks the same thing again
the first-things-first view | puts the most urgent case of a pile on top and says why
the quiet-voice reminder | points out who has not been answered yet, without an alarm""",
}


@lru_cache(maxsize=1)
def catalogue() -> tuple[tuple[Idea, ...], ...]:
    """All ideas, family by family."""
    families = []
    for (family, signs), lines in _CATALOGUE.items():
        ideas = []
        for line in lines.strip().splitlines():
            name, _, does = line.partition(" | ")
            ideas.append(Idea(name.strip(), does.strip(), family, signs))
        families.append(tuple(ideas))
    return tuple(families)


@lru_cache(maxsize=1)
def by_name() -> dict[str, Idea]:
    """All ideas by their names."""
    return {idea.name: idea for family in catalogue() for idea in family}


@lru_cache(maxsize=1)
def _any_name() -> re.Pattern[str]:
    names = sorted((re.escape(name.removeprefix("the ")) for name in by_name()), key=len)
    return re.compile("|".join(reversed(names)), re.IGNORECASE)


@lru_cache(maxsize=4096)
def named_in(text: str) -> tuple[Idea, ...]:
    """The ideas of the catalogue that a text speaks of, in its order."""
    found = ("the " + match[0].casefold() for match in _any_name().finditer(text))
    return tuple(by_name()[name] for name in dict.fromkeys(found) if name in by_name())


@lru_cache(maxsize=8192)
def fit(idea: Idea, difficulty: str) -> float:
    """How well an idea answers a difficulty: the signs that meet it."""
    return len(set(re.findall(rf"\b(?:{idea.signs})\b", difficulty.casefold())))
