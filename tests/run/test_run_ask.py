"""Surveys, played: who is asked what, in which order, and what becomes of bad answers."""

from __future__ import annotations

import pytest
from run.run_samples import ANA, BOB, CLEO, found, play, write

from tinytroupe_cli.errors import RefusedError

VOTE = "vote: {text: Which?, options: {A: one, B: two, C: three, D: four}}"


def survey(*lines, people="[ana, bob, cleo]", before="", after=""):
    """A scenario with one survey."""
    asked = "".join(f"      {line}\n" for line in lines)
    return f"people: {people}\nsteps:\n{before}  - ask:\n{asked}{after}"


class Answers:
    """Answers surveys by what a function makes of the context; turns are silent."""

    def __init__(self, of):
        self.of, self.requests = of, []

    def __call__(self, request):
        if request.purpose != "ask":
            return {"thought": "", "actions": [], "state": None}
        self.requests.append(request)
        return self.of(request)


def told(run):
    """Person and question -> answer, or the status where there is none."""
    return {
        (each.person, each.question): each.answer if each.status == "answered" else each.status
        for each in found(run, "answer")
    }


def test_everyone_answers_alone_and_in_one_call(tmp_path):
    """A block of questions is one request; the form is the same bytes for all, the order is not."""
    lines = (VOTE, "why: Why so?", "again: {text: Again?, type: yes_no}")
    script = Answers(lambda _: {"vote": "B", "why": "because", "again": "yes"})
    run = play(write(tmp_path, survey(*lines)), script)
    assert [each.person for each in found(run, "answer")] == [ANA] * 3 + [BOB] * 3 + [CLEO] * 3
    assert len(script.requests) == 3
    assert len({request.schema.digest for request in script.requests}) == 1
    assert {request.messages[0].content.split("You are ")[1] for request in script.requests}
    orders = {each.order for each in found(run, "answer", question="vote")}
    assert len(orders) > 1
    assert all(sorted(order) == ["A", "B", "C", "D"] for order in orders)
    for request in script.requests:
        shown = request.context.questions[0]
        place = found(run, "answer", question="vote", person=request.person)[0]
        assert (*shown.options,) == place.order
    assert all("because" not in r.messages[-1].content for r in script.requests)


def test_conditions_and_earlier_answers_split_a_block(tmp_path):
    """Who is not meant is skipped and told why; words of an answer go into a later question."""
    lines = (
        "vote: {text: Which?, options: {A: the one, B: the two}, reason: true}",
        "more: {text: 'You took {vote}, {vote.reason}. Why?', if: {vote: B}}",
        "old: {text: Old?, type: yes_no, if: {age: '>= 99'}}",
    )

    def of(request):
        if "vote" in request.schema.json["properties"]:
            label = "B" if request.person == BOB else "A"
            return {"vote": {"reason": "as I like it", "answer": label}}
        return {"more": "so"}

    script = Answers(of)
    run = play(write(tmp_path, survey(*lines)), script)
    assert told(run)[ANA, "more"] == "skipped"
    assert told(run)[BOB, "more"] == "so"
    assert {told(run)[name, "old"] for name in (ANA, BOB, CLEO)} == {"skipped"}
    asked = found(run, "answer", question="more", person=BOB)[0]
    assert asked.text == "You took the two, as I like it. Why?"
    assert found(run, "answer", question="more", person=ANA)[0].problem == "`vote` is A"
    assert len(script.requests) == 4
    assert run.exit_code == 0


def test_answers_of_steps_before_can_be_spoken_of(tmp_path):
    """Also after others have spoken, and also where they were not to be remembered."""
    text = survey(
        "questions: {vote: {text: Which?, options: {A: one, B: two}}}", "remember: false",
        after="  - note: later\n  - ask: {more: {text: 'Why {vote}?', if: {vote: A}}}\n",
    )  # fmt: skip
    script = Answers(lambda r: {"vote": "A"} if r.step == 1 else {"more": "so"})
    run = play(write(tmp_path, text), script)
    assert found(run, "answer", question="more")[0].text == "Why one?"


@pytest.mark.parametrize(("remember", "known"), [("true", True), ("false", False)])
def test_what_was_answered_is_remembered_or_not(tmp_path, remember, known):
    """A later turn knows of it only where it is to be remembered; others never do."""
    text = survey("questions: {vote: Which one?}", f"remember: {remember}",
                  after="  - act: everyone\n")  # fmt: skip
    seen = {}

    class Script(Answers):
        def __call__(self, request):
            if request.purpose == "act":
                seen[request.person] = request.messages[-1].content
            return super().__call__(request)

    play(write(tmp_path, text), Script(lambda r: {"vote": f"it of {r.person}"}))
    assert (f"You answer: it of {ANA}" in seen[ANA]) is known
    assert f"it of {ANA}" not in seen[BOB]


def test_one_call_for_each_question(tmp_path):
    """Then later ones know what was answered before, if it is remembered."""
    lines = ("calls: question", "questions: {one: First?, two: Second?}")
    script = Answers(lambda r: dict.fromkeys(r.schema.json["properties"], "fine"))
    play(write(tmp_path, survey(*lines, people="[ana]")), script)
    first, second = (request.messages[-1].content for request in script.requests)
    assert "Second?" not in first
    assert "You answer: fine" in second


def test_an_answer_that_is_none_is_asked_again_and_then_a_row_with_its_reason(tmp_path):
    """The others keep theirs; the run says so, and asks only that person again."""
    script = Answers(lambda r: {"vote": "E" if r.person == BOB else "A"})
    path = write(tmp_path, survey(VOTE))
    run = play(path, script)
    assert [request.person for request in script.requests].count(BOB) == 3
    assert told(run) == {(ANA, "vote"): "A", (BOB, "vote"): "invalid", (CLEO, "vote"): "A"}
    bad = found(run, "answer", person=BOB)[0]
    assert "'E' is none of A, B, C, D" in bad.problem
    assert found(run, "failure")[0].purpose == "ask"
    assert run.exit_code == 3
    again = Answers(lambda _: {"vote": "C"})
    run = play(path, again)
    assert [request.person for request in again.requests] == [BOB]
    assert told(run)[BOB, "vote"] == "C"
    assert run.exit_code == 0


def test_a_call_that_fails_is_told_and_cancels_nobody(tmp_path):
    """Its questions are `failed`, and what depends on them is skipped."""
    lines = (VOTE, "more: {text: 'Why {vote}?'}")

    def of(request):
        if request.person == BOB:
            return RefusedError("no")
        return dict.fromkeys(request.schema.json["properties"], "A")

    run = play(write(tmp_path, survey(*lines)), Answers(of))
    assert told(run)[BOB, "vote"] == "failed"
    assert told(run)[BOB, "more"] == "skipped"
    assert told(run)[CLEO, "more"] == "A"
    assert run.exit_code == 3


def test_a_scale_may_be_turned_round_for_half_of_the_people(tmp_path):
    """By seed; without it the points stand in their order."""
    many = "".join("name,age\n" if n < 0 else f"P{n} Q,3{n % 9}\n" for n in range(-1, 40))
    lines = ("a: {text: x, scale: 5, shuffle: reverse}", "b: {text: y, scale: 5}")
    path = write(tmp_path, survey(*lines, people="crowd.csv"))
    (tmp_path / "crowd.csv").write_text(many, encoding="utf-8")
    run = play(path, Answers(lambda _: {"a": 1, "b": 5}))
    turned = [
        each.order == ("5", "4", "3", "2", "1") for each in found(run, "answer", question="a")
    ]
    assert 8 < sum(turned) < 32
    assert {each.order for each in found(run, "answer", question="b")} == {tuple("12345")}


def test_documents_and_images_are_shown(tmp_path):
    """Texts behind the rules, the same for all; images as parts; both known by their content."""
    lines = ("material: [plan.md, ad.png]", "questions: {vote: {text: Fine?, type: yes_no}}")
    path = write(tmp_path, survey(*lines))
    (tmp_path / "plan.md").write_text("We sell lamps.", encoding="utf-8")
    (tmp_path / "ad.png").write_bytes(b"\x89PNG one")
    script = Answers(lambda _: {"vote": "no"})
    run = play(path, script)
    one = script.requests[0]
    assert "We sell lamps." in one.messages[0].content
    assert one.messages[1].images[0].media == "image/png"
    assert found(run, "question")[0].material == ("plan.md", "ad.png")
    play(path, script)
    assert len(script.requests) == 3
    (tmp_path / "ad.png").write_bytes(b"\x89PNG two")
    play(path, script)
    assert len(script.requests) == 6


def test_nobody_here_is_told(tmp_path):
    """Who has left is not asked."""
    text = survey(VOTE, before="  - leave: Bob\n")
    run = play(write(tmp_path, text), Answers(lambda _: {"vote": "A"}))
    assert [each.person for each in found(run, "answer")] == [ANA, CLEO]
