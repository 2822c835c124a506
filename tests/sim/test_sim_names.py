"""Names are found without a walk through all of them, as match_name finds them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tinytroupe_cli.events import Joined, Left, PersonState, WorldOpened, fold
from tinytroupe_cli.ids import Names, match_name
from tinytroupe_cli.sim import near, reachable

WORDS = st.sampled_from(["Ana", "ana", "ANA", "Lima", "Bob", "Straße", "STRASSE", "", " "])
NAMES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
TIME = "2026-03-02T09:00"


@given(st.lists(NAMES, unique=True, max_size=6), NAMES, NAMES)
def test_an_index_finds_what_a_search_finds(names, wanted, besides):
    """Whatever is wanted, and whoever does not count."""
    left = [name for name in names if name != besides]
    assert Names(names).match(wanted) == match_name(wanted, names)
    assert Names(names).match(wanted, besides) == match_name(wanted, left)


def test_a_relationship_is_told_by_who_is_here_now():
    """Who left is not told of, who came back is, and a namesake who left confuses nobody."""
    persona = {"relationships": [{"name": "Bob", "description": "a friend"}]}
    opened = WorldOpened(seq=1, step=0, time=TIME, name="room")
    comers = [
        Joined(seq=1, step=0, time=TIME, person=name, persona=persona)
        for name in ("Ana Lima", "Bob Berg", "Bob Katz")
    ]
    crowd = fold([opened, *comers])
    assert _told(crowd, "Ana Lima") == {"Bob Berg": "", "Bob Katz": ""}
    fewer = fold([Left(seq=1, step=0, time=TIME, person="Bob Katz")], crowd)
    assert _told(fewer, "Ana Lima") == {"Bob Berg": "a friend"}
    assert _told(fewer, "Bob Katz") == {}
    assert _told(fewer, "Bob Berg") == {"Ana Lima": ""}
    back = Joined(seq=1, step=0, time=TIME, person="Bob Katz", persona=persona)
    again = fold([back], fewer)
    assert _told(again, "Ana Lima") == _told(crowd, "Ana Lima")
    assert near(again, again.people["Bob Katz"]) == ("Ana Lima", "Bob Berg")
    assert again.present() == [*again.people]


def test_a_state_tells_from_its_fold_alone_who_is_here():
    """A world in which nobody is has nobody in it."""
    assert fold([]).here == ()
    assert near(fold([]), PersonState("Ana Lima", {}, "", present=False)) == ()


def _told(state, name):
    return {other.name: other.relation for other in reachable(state, state.people[name])}
