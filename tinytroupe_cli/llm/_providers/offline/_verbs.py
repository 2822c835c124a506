"""Verbs: which words are verbs, their base forms and their -ing forms."""

from __future__ import annotations

import re

from tinytroupe_cli.llm._providers.offline._text import word_set

_COMMON = """
accept admire adore agree allow analyse analyze annotate answer appear appreciate apologise argue arrange arrive
ask attend avoid bake balance bank beg begin believe belong bet blame block boil book borrow bow bowl brag break
bring build burn buy call calm cancel care carry catch celebrate chair change charge chase chat check choose
circle claim clean clear climb close coach code collaborate collect comb come comfort command compare compete
complain complete consider consult contain cook correct count cover crave create criticise cross crumble cry curl
curse cut cycle dance daydream deal debate decide decline defend delete deliver depend describe design develop
differentiate dig direct discover discuss dislike distrust dive doodle do doubt draft drag draw dread dream drink
drive drop earn eat edit email encourage end enjoy enter entertain estimate examine exercise experiment expect
explain explore express fall favour favor fear feed feel fight figure fill film find finish fish fit fix flinch fly
focus follow forbid forget forgive free frequent fry gather get give glue go greet grill grind grow grumble guard
guarantee guess handle hang hate haul have hear help hide hike hire hold hope host hum hunt imagine improve insist
inspect integrate interrupt interview introduce invent invest invite iron joke join journal judge jump keep knit
know laugh lead learn leave lend let lie lift like limit list listen live log long look lose love lunch maintain
make manage mark measure meditate meet mention mentor mind misplace miss move mow name need negotiate nod note
notice observe offer open order organise organize overpay own owe pack paint park participate pass paste pause pay
photograph pick pinch pitch plan plant play polish post pour practice practise praise pray prefer prepare present
pretend prevent price promise propose protect prove prune publish push put question queue quit raise rarely reach
react read realise recharge reckon recommend record redo reduce reflect refuse regard rehearse relax rely relate
remember rename rent repair repeat replace reply report reread research resent resist respect rest return review
ride ring rise run sail save say schedule scroll search see seek sell send serve set share shine shoot shop show
shower sing sip sit sketch skip sleep slip smell smile snooze solve sort speak spend spot squeeze stand start stay
steal steer step stick stitch stop strip struggle study suffer suggest sulk suspect sweat sweep swear swim switch
take talk tap taste teach tease tell tend test text thank think tip tolerate track train transcribe translate
travel treat trust try tune turn type unfold update upload use value video-call visit volunteer vote wait wake
walk want wash waste watch water wear weigh welcome whistle whittle win wipe wish wonder work worry write yell
hand adapt afford anticipate approach assume attract bear behave breathe commute compose conduct connect contribute
coordinate debug define demonstrate demand detest document dress ensure establish evaluate exchange fine-tune
foster frequently gain garden handle hesitate identify inspire iterate juggle mix monitor multitask nap network
optimise optimize perform plead possess procrastinate produce program prioritise prioritize promote push quote rate
receive refine regret remain remind request require respond rush seem specialise specialize struggle supervise
support surf tackle talk tidy trade treat understand unwind verify withdraw yearn
"""

BASES = frozenset(_COMMON.split())
"""Base forms of common verbs."""

_IRREGULAR = {"has": "have", "does": "do", "goes": "go", "is": "be", "was": "be"}
_DOUBLED = word_set("""
beg bet brag cut dig drag drop fit get grin hit hum let mop nap nod pat pin plan put quit rub run set
shop sit skip slip snap spot step stop strip swim tap tip trim wag win wrap clap hug jog chat knit log
begin forget forbid regret admit commit permit
""")
_IE = {"lie": "lying", "die": "dying", "tie": "tying"}


def base_of(word: str) -> str | None:
    """The base form of a third-person form (`watches` -> `watch`), or None for other words."""
    low = word.casefold()
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if not low.endswith("s") or low.endswith(("ss", "us", "is")) or len(low) < 4:
        return None
    for end, put in (("ies", "y"), ("es", ""), ("s", "")):
        if low.endswith(end) and low[: -len(end)] + put in BASES:
            return low[: -len(end)] + put
    if low.endswith("ies"):
        return low[:-3] + "y"
    if re.search(r"(?:ss|sh|ch|x|zz|o)es$", low):
        return low[:-2]
    return low[:-1]


def is_third_person(word: str) -> bool:
    """Whether a word is the third-person form of a common verb."""
    base = base_of(word)
    return base is not None and (base in BASES or base == "be")


def ing(base: str) -> str:
    """The -ing form of a base form: `lose` -> `losing`, `run` -> `running`."""
    low = base.casefold()
    if low in _IE:
        return _IE[low]
    if low in _DOUBLED:
        return low + low[-1] + "ing"
    if low.endswith("e") and not low.endswith(("ee", "oe", "ye")) and low != "be":
        return low[:-1] + "ing"
    return low + "ing"
