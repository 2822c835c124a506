"""The guard against saying the same thing again."""

from __future__ import annotations

import asyncio

import pytest
from sim.sim_samples import Script, hear, reply, talk, talks, told, world

ANA, BOB, CLEO = "Ana Lima", "Bob Berg", "Cleo Katz"
LONG = "I would never buy a car without trying it on a mountain road in the rain first"


def said(*turns, **given):
    """What came of turns of Ana: the words others heard, and those she kept to herself."""
    script = Script({ANA: [reply(*actions) for actions in turns]})
    made = world(script, ANA, BOB, CLEO, **given)
    for _ in turns:
        hear(made, ANA, "and?")
        asyncio.run(made.act([ANA]))
    heard = [content for _, _, content, ears in talks(made) if ears]
    return heard, [event.content for event in told(made, "repetition")]


def test_the_same_words_are_said_once():
    """A long utterance said again, or with a word changed, is kept back as an event."""
    again = LONG.replace("never", "hardly")
    assert said([talk(LONG)], [talk(LONG + ".")], [talk(again)])[0] == [LONG, again]
    longer = f"{LONG} because that is where you learn what a car is worth to you in the end"
    assert said([talk(longer)], [talk(longer.replace("car is", "car's"))])[1]


def test_the_person_learns_of_it_and_nobody_is_woken():
    """The repetition stands in the person's history and in no inbox."""
    script = Script({ANA: [reply(talk(LONG)), reply(talk(LONG))]})
    made = world(script, ANA, BOB)
    for _ in range(2):
        hear(made, ANA, "and?")
        asyncio.run(made.act([ANA]))
    hear(made, ANA, "and?")
    asyncio.run(made.act([ANA]))
    assert "kept to yourself" in script.requests[-1].messages[1].content
    assert len(made.state.people[BOB].inbox) == 1


@pytest.mark.parametrize(
    "short", ["Yes.", "No, thank you!", "I agree with you.", "はい、そうです。"]
)
def test_short_answers_may_come_again(short):
    """`Yes.` answers one question and the next; only within one turn it is a repetition."""
    assert said([talk(short)], [talk(short)]) == ([short, short], [])
    assert said([talk(short), talk(short)]) == ([short], [short])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{LONG}, for 30,000 euros", f"{LONG}, for 40,000 euros"),
        ("私は毎朝六時に起きて公園を走ります。", "私は週末に家族と映画を見るのが好きです。"),
        ("ฉันชอบดื่มชาในตอนเช้ากับครอบครัว", "เขาไม่เคยไปทะเลเพราะว่ายน้ำไม่เป็น"),
        ("मैं हर सुबह बाज़ार से ताज़ी सब्ज़ियाँ लाता हूँ", "मेरी बहन शहर के अस्पताल में काम करती है"),
    ],
)
def test_different_things_are_not_mistaken_for_each_other(one, other):
    """Another number is another message; other scripts are compared as well as English."""
    assert said([talk(one)], [talk(other)]) == ([one, other], [])


@pytest.mark.parametrize(
    "text",
    [
        "私は毎朝六時に起きて公園を走ります。それから朝ご飯を食べます。",
        "ฉันชอบดื่มชาในตอนเช้ากับครอบครัวของฉันที่บ้าน",
        "Каждое утро я хожу на рынок за свежим хлебом и сыром",
        "매일 아침 나는 시장에 가서 신선한 빵과 치즈를 산다",
    ],
)
def test_repetitions_are_found_in_any_script(text):
    """Writing without spaces hides nothing."""
    assert said([talk(text)], [talk(f"{text}!")]) == ([text], [f"{text}!"])


def test_signs_without_words_are_left_alone():
    """There is nothing to compare in them."""
    assert said([talk("?!"), talk("?!")]) == (["?!", "?!"], [])


def test_the_same_may_be_told_to_somebody_who_has_not_heard_it():
    """In a world of private words, news travels from one to the next."""
    told_twice = said([talk(LONG, BOB)], [talk(LONG, CLEO)], [talk(LONG, "Bob")], hear="addressed")
    assert told_twice == ([LONG, LONG], [LONG])
    assert said([talk(LONG, BOB)], [talk(LONG, CLEO)]) == ([LONG], [LONG])


def test_what_reached_nobody_can_be_said_again():
    """After a wrong name the words may go to the right one."""
    assert said([talk(LONG, "Bobby")], [talk(LONG, "Bob")]) == ([LONG], [])


def test_others_words_are_not_ones_own():
    """To repeat what somebody else said is no repetition."""
    script = Script({ANA: [reply(talk(LONG))], BOB: [reply(talk(LONG))]})
    made = world(script, ANA, BOB, CLEO)
    for name in (ANA, BOB):
        hear(made, name, "and?")
        asyncio.run(made.act([name]))
    assert not told(made, "repetition")
