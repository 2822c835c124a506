"""A bounded history that moves in blocks, what is kept of it, and how it comes back."""

from __future__ import annotations

import asyncio
import json
from collections import deque

from sim.sim_samples import WAIT, Script, act, hear, play, reply, talk, told, world

from tinytroupe_cli.errors import RefusedError
from tinytroupe_cli.events import MemoriesReply

ANA, BOB = "Ana Lima", "Bob Berg"
WINDOW = 1_000


def lived(script, rounds, *, words=20, policy=None, names=(ANA,)):
    """A world in which people are told something in each round and memories are kept at its end."""
    made = world(script, *names, policy={"window": WINDOW, **(policy or {})})

    async def live():
        for number in range(1, rounds + 1):
            for name in names:
                hear(made, name, f"news number {number}: " + "word " * words)
            await made.run_round(number)
            await made.consolidate()

    asyncio.run(live())
    return made


def histories(script, person=ANA):
    """The history as each turn's prompt had it."""
    return [
        r.messages[1].content.partition(" is new to you.\n")[2].partition("\n\n")[0]
        for r in script.requests
        if r.purpose == "act" and r.person == person
    ]


def test_history_grows_at_its_end_and_moves_in_blocks():
    """Most prompts begin as the one before; now and then a whole block leaves."""
    script = Script()
    made = lived(script, 40)
    moves = [
        not later.startswith(earlier)
        for earlier, later in zip(histories(script)[1:-1], histories(script)[2:], strict=True)
    ]
    assert sum(moves) == len(told(made, "memory"))
    assert 0 < sum(moves) < len(moves) / 3


def test_prompts_stay_flat_as_rounds_grow():
    """However much is said, the history in a prompt stays within its window."""
    few, many = Script(), Script()
    lived(few, 20)
    lived(many, 60)
    assert max(map(len, histories(many))) <= max(map(len, histories(few))) * 1.05


def test_a_round_in_which_much_is_said_leaves_at_once():
    """A block takes all above half a window, so a crowd does not outrun consolidation."""
    script = Script()
    made = lived(script, 4, words=700)
    assert len(made.state.people[ANA].history) <= 1
    assert len(told(made, "memory")) == 4


def test_memories_are_asked_once_for_each_block_and_person():
    """The block goes to the model without DONE; what it keeps is the person's."""
    script = Script()
    made = lived(script, 30, names=(ANA, BOB))
    asked = script.asked("consolidate")
    assert asked.count(ANA) == asked.count(BOB) == len(told(made, "memory", person=ANA))
    blocks = [r.context for r in script.requests if r.purpose == "consolidate"]
    assert not any(getattr(m, "action", "") == "DONE" for block in blocks for m in block.moments)
    kept = [f"Ana Lima keeps {len(b.moments)} moments" for b in blocks if b.person == ANA]
    assert made.state.people[ANA].memories == kept


def test_a_failed_consolidation_keeps_the_old_block():
    """The failure is an event; the block is asked for again at the next border."""
    failing = [True]

    def memories(request):
        return RefusedError("no") if failing[0] else {"memories": ["it was fine"]}

    script = Script(memories=memories)
    made = lived(script, 10)
    before = list(made.state.people[ANA].history)
    assert told(made, "failure")[0].purpose == "consolidate"
    assert len(before) == 20
    failing[0] = False
    asyncio.run(made.consolidate())
    person = made.state.people[ANA]
    assert person.memories == ["it was fine"]
    assert person.history == before[-len(person.history) :]


def test_one_failed_consolidation_costs_nobody_else_theirs():
    """Each stands for itself, in roster order."""

    def memories(request):
        return RefusedError("no") if request.person == ANA else {"memories": ["fine"]}

    made = lived(Script(memories=memories), 8, names=(ANA, BOB))
    assert {event.person for event in told(made, "failure")} == {ANA}
    assert {event.person for event in told(made, "memory")} == {BOB}


def test_without_consolidation_everything_stays():
    """`consolidate: false` keeps all history verbatim and asks for no memories."""
    script = Script()
    made = lived(script, 20, policy={"consolidate": False})
    assert len(made.state.people[ANA].history) == 40
    assert script.asked("consolidate") == []


def test_what_matters_comes_back():
    """News recalls what shares words with it, also words that consolidation did not keep."""
    script = Script({ANA: [WAIT] * 30}, memories=lambda _r: {"memories": []})
    made = world(script, ANA, policy={"window": WINDOW, "recalled": 2})
    hear(made, ANA, "Bob keeps bees behind the old mill")
    asyncio.run(made.act([ANA]))
    for number in range(20):
        hear(made, ANA, f"number {number}: " + "nothing much " * 10)
        asyncio.run(made.act([ANA]))
    asyncio.run(made.consolidate())
    hear(made, ANA, "Who knows about bees?")
    asyncio.run(made.act([ANA]))
    (memory,) = [text for text in script.context(ANA).memories if "bees" in text]
    assert "old mill" in memory
    assert memory in script.requests[-1].messages[-1].content
    assert len(script.context(ANA).memories) <= 2


def test_somebody_can_try_to_remember():
    """RECALL searches memories by its own words and answers within the turn."""
    script = Script(memories=lambda _r: {"memories": ["Bob keeps bees behind the mill"]})
    made = lived(script, 9)
    script.lines[ANA] = deque([reply(act("RECALL", "bees")), reply(talk("bees!"))])
    hear(made, ANA, "hm?")
    play(made, first=10)
    assert "Bob keeps bees" in told(made, "observation")[0].content


def test_memories_are_ones_own():
    """What one person remembers never comes back to another."""
    script = Script(memories=lambda r: {"memories": [f"{r.person} has a secret garden"]})
    made = lived(script, 9, names=(ANA, BOB))
    hear(made, BOB, "a secret garden")
    asyncio.run(made.act([BOB]))
    assert not any("Ana" in text for text in script.context(BOB).memories)


def test_a_reply_with_no_memories_is_a_reply():
    """Nothing worth keeping is an answer like others."""
    assert MemoriesReply.model_validate(json.loads('{"memories": []}')).memories == ()
