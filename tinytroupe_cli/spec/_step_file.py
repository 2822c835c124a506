"""`steps:` of a scenario: short and long forms into steps with full names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from tinytroupe_cli.spec._ask_file import AskReader
from tinytroupe_cli.spec._check import MISSING, build, one_entry, read_text, read_texts
from tinytroupe_cli.spec._facts import read_facts
from tinytroupe_cli.spec._library import Library
from tinytroupe_cli.spec._node import Node, kind_of, text_node
from tinytroupe_cli.spec._people import PeopleReader
from tinytroupe_cli.spec._presence import Presence
from tinytroupe_cli.spec._problems import Problems, did_you_mean
from tinytroupe_cli.spec._roster import Roster
from tinytroupe_cli.spec._scenario import NOT_BUILT_YET
from tinytroupe_cli.spec._steps import (
    ActStep,
    BroadcastStep,
    ContextStep,
    DefineStep,
    FragmentStep,
    JoinStep,
    LeaveStep,
    NoteStep,
    RelateStep,
    RoundsStep,
    Said,
    SayStep,
    SkipStep,
)
from tinytroupe_cli.spec._world import START, WorldSpec
from tinytroupe_cli.spec._world_file import read_duration, read_relation

SAY_VERBS = ("listen", "think", "see", "socialize", "goal", "move", "listen_and_act")
UNBUILT_VERBS = frozenset({"intervene", "story"})


class StepReader:
    """Reads the steps of one scenario in order, keeping account of who is there and of the time."""

    def __init__(
        self,
        roster: Roster,
        people: PeopleReader,
        world: WorldSpec,
        library: Library,
        problems: Problems,
    ) -> None:
        self._roster = roster
        self._people = people
        self._problems = problems
        self._presence = Presence(roster, problems)
        self._joining: dict[Node, list[str]] = {}
        self._round = world.step
        self._clock = world.start if isinstance(world.start, datetime) else START
        asking = AskReader(library, problems, roster.facts, self._present_who)
        self._verbs: dict[str, Callable[[Node], Any]] = {
            **{verb: self._say(verb) for verb in SAY_VERBS},
            "broadcast": self._broadcast,
            "context": self._context,
            "act": self._act,
            "rounds": self._rounds,
            "ask": asking.read,
            "skip": self._skip,
            "join": self._join,
            "leave": self._leave,
            "relate": self._relate,
            "define": self._define,
            "fragment": self._fragment,
            "note": self._note,
        }

    def steps(self, node: Node) -> tuple[Any, ...]:
        """All steps; a step that cannot be read is noted and left out."""
        if not node.is_list:
            self._problems.add(
                node.place, f"`steps` is a list, not {kind_of(node)}", "each begins with a dash"
            )
            return ()
        if not node.items:
            self._problems.add(node.place, "`steps` is empty: nothing happens", "`- rounds: 3`")
        self._prepare_joins(node)
        found = [self._step(item) for item in node.items]
        return tuple(step for step in found if step is not MISSING and step is not None)

    def _step(self, node: Node) -> Any:
        if not node.is_map or not node.entries:
            hint = did_you_mean(node.text or "", self._verbs, limit=20)
            self._problems.add(
                node.place, f"a step is a verb and what it takes, such as `rounds: 3`, not "
                f"{kind_of(node)}", hint,
            )  # fmt: skip
            return MISSING
        verbs = [key for key in node.entries if key in self._verbs or key in UNBUILT_VERBS]
        others = [key for key in node.entries if key not in verbs]
        if len(verbs) > 1:
            self._problems.add(
                node.key_place(verbs[1]),
                f"this step has two verbs, `{verbs[0]}` and `{verbs[1]}`",
                "begin a step of its own with a dash",
            )
            return MISSING
        if not verbs:
            key = others[0]
            if key in NOT_BUILT_YET:
                self._problems.add(node.key_place(key), f"`{key}` is not built yet")
            else:
                hint = did_you_mean(key, self._verbs, limit=20)
                self._problems.add(node.key_place(key), f"there is no verb `{key}`", hint)
            return MISSING
        verb = verbs[0]
        for key in others:
            self._problems.add(
                node.key_place(key), f"the step `{verb}` has no key `{key}`",
                f"what belongs to the verb is indented below it: `{verb}: {{{key}: ...}}`",
            )  # fmt: skip
        if verb in UNBUILT_VERBS:
            self._problems.add(node.key_place(verb), f"`{verb}` is not built yet")
            return MISSING
        return self._verbs[verb](node.entries[verb]) if not others else MISSING

    def _say(self, verb: str) -> Callable[[Node], Any]:
        def read(node: Node) -> Any:
            said = [one for item in (node.items or [node]) for one in self._said(item, verb)]
            if MISSING in said:
                return MISSING
            return SayStep(verb=verb, said=tuple(said))

        return read

    def _said(self, node: Node, verb: str) -> list[Any]:
        """What is said in one mapping: `{Lisa: text, ...}` or `{who, text, from}`."""
        if not node.is_map or not node.entries:
            self._problems.add(
                node.place, f"`{verb}` needs somebody and a text", f"`{verb}: {{Lisa: ...}}`"
            )
            return [MISSING]
        if "who" in node.entries or "text" in node.entries:
            readers = {"who": self._present_who, "from": self._source}
            built = build(Said, node, self._problems, what=f"`{verb}`", readers=readers)
            return [MISSING if built is None else built]
        found: list[Any] = []
        for key, value in node.entries.items():
            who = self._present_who(text_node(key, node.key_place(key)))
            text = read_text(value, self._problems, what=f"what `{key}` perceives")
            fine = who is not MISSING and text is not MISSING
            found.append(Said(who=who, text=text) if fine else MISSING)
        return found

    def _broadcast(self, node: Node) -> Any:
        if not node.is_map:
            text = read_text(node, self._problems, what="`broadcast`")
            return text if text is MISSING else BroadcastStep(verb="broadcast", text=text)
        return self._build(BroadcastStep, node, "broadcast", {"from": self._source})

    def _context(self, node: Node) -> Any:
        def texts(inner: Node) -> Any:
            return read_texts(inner, self._problems, what="`context`")

        if not node.is_map:
            context = texts(node)
            return context if context is MISSING else ContextStep(verb="context", context=context)
        if "context" in node.entries or "who" in node.entries:
            readers = {"who": self._present_who, "context": texts}
            return self._build(ContextStep, node, "context", readers)
        who, inner = one_entry(node, self._problems, "context", self._present_who)
        context = MISSING if inner is None else texts(inner)
        if who is MISSING or context is MISSING:
            return MISSING
        return ContextStep(verb="context", who=who, context=context)

    def _act(self, node: Node) -> Any:
        who = self._present_who(node)
        return who if who is MISSING else ActStep(verb="act", who=who)

    def _rounds(self, node: Node) -> Any:
        if not node.is_map:
            if isinstance(node.value, bool) or not isinstance(node.value, int):
                text = f"the text `{node.value}`" if isinstance(node.value, str) else None
                written = text or (f"`{node.text}`" if node.text else kind_of(node))
                self._problems.add(
                    node.place, f"`rounds` must be a whole number or a mapping, not {written}",
                    "`rounds: 3`, or `rounds: {max: 8, until: ...}`",
                )  # fmt: skip
                return MISSING
            node = Node({"max": node}, node.place, None, {"max": node.place})
        step = self._build(RoundsStep, node, "rounds", {})
        if step is not MISSING:
            self._pass(self._round * step.max, node)
        return step

    def _skip(self, node: Node) -> Any:
        inner = node.entries.get("duration", node) if node.is_map else node
        duration = read_duration(inner, self._problems, what="`skip`")
        if duration is MISSING:
            return MISSING
        self._pass(duration, node)
        return SkipStep(verb="skip", duration=duration)

    def _pass(self, duration: timedelta, node: Node) -> None:
        try:
            self._clock += duration
        except OverflowError:
            self._problems.add(node.place, "the world's clock would pass the year 9999")
            self._clock = START

    def _prepare_joins(self, node: Node) -> None:
        """Load those who join later, so that steps before can name them and be told it is early."""
        joins = [step.entries["join"] for step in node.items if "join" in step.entries]
        for item in [one for join in joins for one in (join.items if join.is_list else [join])]:
            if item in self._joining:
                continue
            known = self._roster.match(item.text) if item.text else None
            before = {*self._roster.names}
            if known is None:
                self._people.entry(item, self._roster, joins_later=True)
            loaded = [name for name in self._roster.names if name not in before]
            self._joining[item] = loaded if known is None else [known]

    def _join(self, node: Node) -> Any:
        names: list[str] = []
        if node.value == []:
            self._problems.add(node.place, "nobody joins: the list is empty")
        for item in node.items if node.is_list else [node]:
            for name in self._joining.get(item, ()):
                self._presence.join(name, item.place)
                names.append(name)
        return JoinStep(verb="join", who=tuple(names)) if names else MISSING

    def _leave(self, node: Node) -> Any:
        who = self._present_who(node)
        if who is MISSING:
            return MISSING
        self._presence.leave(who)
        return LeaveStep(verb="leave", who=who)

    def _relate(self, node: Node) -> Any:
        read = read_relation(node, self._roster, self._problems)
        return read if read is MISSING else RelateStep(verb="relate", **read)

    def _define(self, node: Node) -> Any:
        if node.is_map and node.entries.keys() == {"who", "facts"}:
            readers = {"who": self._roster.who, "facts": lambda at: read_facts(at, self._problems)}
            return self._build(DefineStep, node, "define", readers)
        who, inner = one_entry(node, self._problems, "define", self._roster.who)
        facts = MISSING if inner is None else read_facts(inner, self._problems)
        if who is MISSING or facts is MISSING:
            return MISSING
        return DefineStep(verb="define", who=who, facts=facts)

    def _fragment(self, node: Node) -> Any:
        if node.is_map and node.entries.keys() == {"who", "use"}:
            who, inner = self._roster.who(node.entries["who"]), node.entries["use"]
        else:
            who, found = one_entry(node, self._problems, "fragment", self._roster.who)
            if found is None:
                return MISSING
            inner = found
        ref = read_text(inner, self._problems, what="`fragment`")
        if who is MISSING or ref is MISSING:
            return MISSING
        files = self._people.files(inner, "fragment", ref)
        if not files:
            return MISSING
        return FragmentStep(verb="fragment", who=who, use=ref, facts=files[0].facts)

    def _build(self, model: Any, node: Node, verb: str, readers: dict[str, Any]) -> Any:
        built = build(
            model, node, self._problems, what=f"`{verb}`", readers=readers, preset={"verb": verb}
        )
        return MISSING if built is None else built

    def _note(self, node: Node) -> Any:
        text = read_text(node, self._problems, what="`note`")
        return text if text is MISSING else NoteStep(verb="note", text=text)

    def _present_who(self, node: Node) -> Any:
        who = self._roster.who(node, self._presence.here)
        if who is MISSING:
            return MISSING
        return who if self._presence.check(who, node) else MISSING

    def _source(self, node: Node) -> Any:
        """Who or what something comes from: a person's full name, or any text as it is."""
        text = read_text(node, self._problems, what="`from`")
        return text if text is MISSING else self._roster.match(text) or text
