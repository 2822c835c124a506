"""A catalogue of features: what a program could do about a difficulty.

Each idea has a short name, what it does (in the third person, so that it goes into `X: it ...`)
and the signs of the difficulties that it answers to.
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
    signs: str
    """A pattern of the difficulties that it answers to."""


_CATALOGUE = r"""
the type-once form | lets me enter a figure one time and carries it into every table and form that asks for it again | twice|same|again|retype\w*|two different systems|enter\w*|forms|every form
the scan reader | turns a scanned page into a clean table and marks each doubtful digit in yellow | scan\w*|retype\w*|balance sheets|paper|figures|grey letters
the copy alarm | notices when I type something that already stands in another file, and offers to finish the line | twice|same|again|copying|retype\w*|type every
the pouring button | takes one filled-in sheet and pours it into whatever layout the next office insists on | forms?|formats?|different|portal|website|systems|enter\w*
the screen-to-screen bridge | carries values from one window to another and shows both side by side before it saves | copying|screen|systems|values|twice|registers?
the photo-to-rows tool | makes rows that can be edited out of a phone picture of a paper list | paper|list|register|calendars|photograph\w*|records|notebooks?
the mark-once ledger | writes a mark or a result into all the registers that want it, in the order they want it | marks|register|pupils|systems|website
the label minder | shows how I labelled a similar case last time and asks before I do it differently | relabel\w*|label\w*|guidelines|tags|annotat\w*
the version clock | tells at a glance which copy is the current one and warns me before I print an old one | current version|version|files?|final|plan|renames?|changed
the ask-my-files box | answers a question in plain words and shows the very sentence it took the answer from | search\w*|find|archives?|old contracts|documents?|records|cannot order
the honest file name | reads a document and suggests a name that even a stranger would find again | names? like|file nam\w*|files with|renames?|find the right|final
the what-changed note | opens the day with one line about everything that others altered since yesterday | changed|renames?|breaks|another team|moved|version|guidelines
the memory shelf | brings up the paragraph I wrote about the same matter last year, with its date | same insurance|justification|slightly different words|same complaint|memory|again
the loose-end list | collects every place where a text still says to be done, see attachment or figure to follow | missing|forgets?|promotion|unfinished|page|owe
the cellar search | reads a pile of old scans over night and makes them as searchable as a fresh mail | archives?|cellar|old contracts|scanned|binders|receipts
the polite chaser | drafts the second and the third reminder, each a little firmer, and stops when the answer comes | chas\w+|unpaid|late|answers?|owed|debtors|teammates|invoices?
the waiting clock | writes into the margin whose desk a paper lies on, and since when | wait\w*|approval|permit|decision|working days|weeks|months|release|cargo
the ready check | tells me before I send an application what the office is going to ask for next | permit|approval|application|rejected|come back|office|form rejected|privacy approval
the promise list | pulls every date and every promise out of a correspondence and puts them in order | promis\w*|appointments|dates|calendar|invitation|deadline
the clerk rehearsal | plays the official and tries to reject my application before the real one does | rejected|application|permit|official|office|portal|employment
the due-date page | makes an invoice out of an agreed letter and speaks up on the day it falls due | invoices?|unpaid|owed?|paid|payment|largest payment|days late
the hour counter | writes down how long I waited for whom and turns it into a line that can be billed | unpaid|waiting|docks?|hours a week|by the mile|paid by|detention|rework
the unopened-letter reader | reads the letters I put off and tells me in two lines which one bites first | letters?|unopened|unread|email for weeks|invitation|tax|sat
the second reader | checks a text for the missing signature, page or figure before it leaves the house | signature|missing|wrong|come back|error|blame|page or figure
the contradiction finder | marks any two passages of a guideline that cannot both be true | contradict\w*|guidelines|rules|change in the middle|themselves
the number guard | adds up each sum in a text again and underlines the one that does not come out | figures|number|sums|kilomet\w*|distances?|pay of each|calculat\w*|hides?
the doubt marker | says openly how sure it is of each suggestion and leaves the decision to me | wrong|decision|error\w*|ambiguous|noisy|biased|alarm|trust
the rule beside the line | lays the regulation next to my text and points to the sentence that breaks it | regulations?|compliant|law|rules?|guidelines|minutes|commas?|standards?
the stop-before-send light | turns red when a name, a date or an attachment does not fit the letter | wrong|error|mislaid|blame|hid|address|tower
the forgery lamp | compares a receipt or a screenshot with what a real one looks like and says what is odd | forged|screenshot|transfer|fake|proving|signature
the notebook reader | turns my handwriting into tidy text and asks about the words it could not read | notebooks?|notes|handwrit\w*|type up|paper|calendars
the talk-it-in mode | takes four minutes of speech and leaves five clear lines | voice|drive|calls?|hands|standing|phone|type every|two record
the minutes keeper | writes up a meeting with a name and a date behind every task | minutes|meetings?|board|association|decide
the message funnel | gathers the same question out of ten messages and lets me answer it once | messages|channels|complaint|chat|parents|mute|e-?mails?|comments
the interview sorter | groups what several people told me by subject and keeps each sentence with its speaker | interview\w*|notebooks?|notes|feedback|people told|recordings
the phone-call page | makes a dated note of what was agreed on the telephone and sends both sides a copy | telephone|hotline|dispatch|argue|calls|promise|spoken
the inbox in one breath | reads the night's mail to me in a minute and keeps the three that need a hand | e-?mails?|mail|messages|inbox|overnight|chat apps?
the noticeboard printer | prints what a group was told by chat on one dated page for those who have no chat | chat app|notices|missed|neighbourhood|chat message|explained
the plain-words button | rewrites an official letter as a neighbour would say it and adds what to do by when | letters?|official|bank|office|explained|paperwork|small|complicat\w*|contracts?
the big-letter page | sets any document large and dark, reads it aloud and remembers my place | small|grey letters|read\b|glasses|eyes|screen|migraine\w*|hearing
the one-step guide | shows only the next step of a form, in ordinary words, and waits for me | forms?|online|rejected|log in|account|explained|properly|queue|freez\w*
the language bridge | puts two languages side by side and flags the words that have no twin | languages?|translat\w*|word|english|french|dialect|speech
the paper exit | prints all that matters on one sheet that works without a screen | chat app|phone|online|code device|explained|screen|terminal|no television
the fine-print lamp | pulls each clause that costs money out of a contract and puts it at the top | contracts?|loan|bank|instalments?|payments|fees|debt|fine print
the office-hours mailbox | writes my question to the office at midnight, sends it at nine and puts the answer where I find it | offices?|while you sleep|asleep|cannot reach|open while|nights?|doctor|while I sleep
the tax suitcase | takes a heap of photographed receipts and lays them out the way the tax form wants them | tax\w*|receipts|returns|suitcase|portals
the never-lose-a-line memory | keeps every keystroke on the machine itself, so that no crash costs a sentence | crash\w*|forgets|died|freez\w*|lost a whole|session|throw\w*|power fails
the real offline mode | goes on working when the network is down and settles the differences later | network|power|down|offline|pending|drops|terminal|battery
the light version | does the same job on a tired old machine with three other programs open | old laptop|laptop|layers|freez\w*|old phone|slow|video
the honest status line | says sent when something is sent and not one second earlier | pending|transfer|arrived|proving|payment|confirm\w*|freezes
the any-hour undo | brings back a paragraph as it stood at any hour of any day | lost|crash\w*|changed|mistake|broke|ranking change|died
the pocket copy | keeps the day's papers readable on a phone, without an account | scaffold|builder|on the road|phone|site|truck|current version|bus
the stay-logged-in promise | keeps a half-filled form open over night and never throws me out of it | session|log out|logs? out|log in|eight minutes|midnight|code|portal|expired
the closed room | lets the assistant work on my own machine and sends no line of my text anywhere | privacy|secret|patients?|personal|tracking|location|camera|data\b
the black pen | finds names and numbers in a text and blanks them before I pass it on | privacy|names|patients?|query log|personal|cousin|customers? wait
the who-read-this list | shows which people and which programs have looked at a page | promotion|nobody answers|read|blocked|privacy|log\b
the forgetting date | deletes drafts and logs on a day that I choose myself | logs|privacy|personal|comments|secret
the nameless copy | makes a version for strangers with every private detail swapped for an invented one | privacy|patients?|samples?|dataset|data\b|approval|label
the backwards planner | counts back from a deadline and tells me on which day to start each chapter | deadlines?|submission|late|hand in|finish|evening|minutes before
the half-hour slicer | cuts a long report into pieces that fit between two interruptions | interrupt\w*|hours|minutes for each|overwhelm\w*|shift|children|energy and focus
the double-booking bell | reads dates in a draft and rings when one of them is taken already | double-book|calendar|booking|shifts?|rota|scheduled|classes|appointments
the quiet-hour switch | holds back every comment and pop-up until I have finished the page | notifications|interrupt\w*|mute|messages a day|block|meetings|analysis|noise
the where-was-I line | greets me after a break with the sentence I was about to write | interrupt\w*|lost half|freez\w*|tabs|break|half of the time|focus
the finish-by-six view | shows what can be left out of a text so that the rest is done today | evenings?|weekends|whole days|hours a week|nights|midnight|overtime|home
the shift interpreter | turns a chat full of shift messages into one week that I can plan with | shifts?|scheduled|rota|chat message|nights|double
the like-for-like table | brings offers in five formats into one table with the same lines for all | offers?|formats|compar\w+|structure|contractors|price and quality|trade-offs
the receipt box | reads photographed receipts and writes them into a list that adds up | receipts|accounts|cash|takings|tax|fuel|budget
the yearly-cost line | works out next to each monthly price what it makes in a year | month|subscription|instalments|payments|loan|cards|rent|owe
the what-if cell | lets me change one number in a text and shows each sentence that stops being true | price|costs?|figures|trade-offs|budget|quality|experiments?
the money story | says in two plain sentences what a page of figures means | figures|results|balance|managers|pay of each order|calculated|bad results|hides
the kitchen-table ledger | makes a clean account out of dates and sums I jot down in any order | sales records|calendars|debts|memory|stock|savings|envelopes|biscuit tin|cash
the quote comparer | shows what the cheapest offer left out | offers?|contractors|firms|invoices?|price|cheap\w*|reduce costs|costs
the spacing eye | sees crooked gaps and uneven lists and straightens them at one click | design\w*|poster|layers|typograph\w*|layout|standards?
the tone brake | holds an angry letter for an hour and lays a cooler version beside it | argue|angry|complain\w*|fight|dispatch|nasty|parents|burnout
the no-waffle pen | cuts a paragraph to half without adding a single new word | meetings|long|reports?|minutes|slides|circular|words
the my-own-voice setting | learns from my old letters and stops correcting me into somebody else | language|speech|words|voice|dialect|writing|creativ\w*
the napkin reader | turns a pencil sketch into a clean drawing with the measurements I scribbled | draw\w*|sketch|design|rooms?|plan|measure
the first-stranger test | tells what somebody who knows nothing would understand of my page | explain\w*|nobody understood|managers|understood|communicat\w*|customers|clients
the pitch sorter | shows which of thirty letters got an answer and what those had in common | pitch|brands|applications?|cover|recruit|employers?|answer
the handover sheet | boils a whole shift of notes down to what the next person has to know | shifts?|nights|handover|nurses|values|team|patients
the forty-letters starter | drafts a first sentence for each of forty reports out of my own notes, no two alike | pupils|reports?|notebooks|marks|thirty times|justification|patients a day
the explain-it-to-them page | writes the same news once for an expert and once for the person it happens to | patients|parents|explain|bad results|customers|residents|diagnos\w*
the standing-answer drawer | offers the answer I gave last time when somebody asks the same thing again | same complaint|same question|messages|customers|parents|residents|again
the first-things-first view | puts the most urgent case of a pile on top and says why | patients|cases|files a week|queue|pile|urgent|overwhelm\w*|decision
the blocked-account letter | collects the proof and writes the complaint while I am still angry | blocked|complaint|shorted|refuse\w*|wrong address|platform|missing kilomet\w*|rejected
the small-recruiter | turns what I say about a post into a notice that somebody under fifty would answer | recruit\w*|two nurses short|employees?|members|staff|job|work
"""


@lru_cache(maxsize=1)
def catalogue() -> tuple[Idea, ...]:
    """All ideas."""
    rows = (line.split(" | ") for line in _CATALOGUE.strip().splitlines())
    return tuple(Idea(name.strip(), does.strip(), signs.strip()) for name, does, signs in rows)


@lru_cache(maxsize=1)
def by_name() -> dict[str, Idea]:
    """All ideas by their names."""
    return {idea.name: idea for idea in catalogue()}


@lru_cache(maxsize=1)
def _any_name() -> re.Pattern[str]:
    names = sorted((re.escape(name.removeprefix("the ")) for name in by_name()), key=len)
    return re.compile("|".join(reversed(names)), re.IGNORECASE)


@lru_cache(maxsize=4096)
def named_in(text: str) -> tuple[Idea, ...]:
    """The ideas of the catalogue that a text speaks of, in its order."""
    found = ("the " + match[0].casefold() for match in _any_name().finditer(text))
    known = {name.casefold(): idea for name, idea in by_name().items()}
    return tuple(known[name] for name in dict.fromkeys(found) if name in known)


@lru_cache(maxsize=16384)
def fit(idea: Idea, difficulty: str) -> int:
    """How well an idea answers a difficulty: the number of different signs that meet it."""
    return len(set(re.findall(rf"\b(?:{idea.signs})\b", difficulty.casefold())))
