"""`ask:` of a scenario: its short and long forms into questions that can be put."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from tinytroupe_cli.spec._answers_file import read_options, read_scale
from tinytroupe_cli.spec._ask import PIPE, AskStep, Question
from tinytroupe_cli.spec._ask_condition import read_condition
from tinytroupe_cli.spec._check import MISSING, build, read_text
from tinytroupe_cli.spec._library import Library
from tinytroupe_cli.spec._material import read_material
from tinytroupe_cli.spec._node import Node, kind_of, map_node
from tinytroupe_cli.spec._problems import Problems, did_you_mean

UNNAMED = "answer"
"""What the question of `ask: "..."` is called."""
LONG = ("who", "questions", "calls", "remember", "material")
TYPES = ("choice", "choices", "likert", "ranking", "number", "yes_no", "text")
_TAKES = {
    "options": ("choice", "choices", "ranking"), "choose": ("choices", "ranking"),
    "scale": ("likert",), "minimum": ("number",), "maximum": ("number",), "unit": ("number",),
    "shuffle": ("choice", "choices", "ranking", "likert"),
}  # fmt: skip
"""Key of a question -> the types that have it."""


class AskReader:
    """Reads the questions of one scenario, in order: later ones may speak of earlier ones.

    Args:
        library: where material is found.
        problems: where everything wrong is noted.
        facts: the keys of the people's personas.
        who: reads whom a step is for.
    """

    def __init__(
        self,
        library: Library,
        problems: Problems,
        facts: Callable[[], Iterable[str]],
        who: Callable[[Node], Any],
    ) -> None:
        self._library, self._problems, self._facts, self._who = library, problems, facts, who
        self._asked: dict[str, Question] = {}

    def read(self, node: Node) -> Any:
        """One step."""
        if not node.is_map:
            text = read_text(node, self._problems, what="`ask`")
            if text is MISSING:
                return MISSING
            node = map_node({UNNAMED: node}, {UNNAMED: node.place}, node.place)
        if not node.entries.keys() & set(LONG):
            node = map_node({"questions": node}, {"questions": node.place}, node.place)
        readers = {
            "who": self._who,
            "questions": self._questions,
            "material": lambda at: read_material(at, self._library, self._problems),
        }
        step = build(
            AskStep, node, self._problems, what="`ask`", readers=readers, preset={"verb": "ask"}
        )
        return MISSING if step is None else step

    def _questions(self, node: Node) -> Any:
        if not node.is_map or not node.entries:
            self._problems.add(
                node.place, f"questions are a mapping of names, not {kind_of(node)}",
                "`ask: {vote: {text: ..., options: {A: ..., B: ...}}}`",
            )  # fmt: skip
            return MISSING
        found = [self._question(name, inner, node) for name, inner in node.entries.items()]
        return MISSING if MISSING in found else tuple(found)

    def _question(self, name: str, node: Node, among: Node) -> Any:
        before = len(self._problems)
        place = among.key_place(name)
        if not re.fullmatch(r"\w[\w-]*", name) or name in LONG:
            self._problems.add(
                place, f"`{name}` cannot be the name of a question", "letters, digits, `_` and `-`"
            )
        if name in self._asked:
            hint = "give it another name: results have a column for each"
            self._problems.add(place, f"there is a question `{name}` already", hint)
        if not node.is_map:
            text = read_text(node, self._problems, what=f"the question `{name}`")
            if text is MISSING:
                return MISSING
            node = map_node({"text": node}, {"text": node.place}, node.place)
        facts = [*self._facts()]
        readers = {
            "options": lambda at: read_options(at, self._problems),
            "scale": lambda at: read_scale(at, self._problems),
            "choose": self._choose,
            "if": lambda at: read_condition(at, self._asked, facts, self._problems),
        }
        preset = {"name": name, "type": self._type(node)}
        inner = map_node(
            {key: value for key, value in node.entries.items() if key != "type"},
            node.keys, node.place,
        )  # fmt: skip
        what = f"the question `{name}`"
        question = build(Question, inner, self._problems, what=what, readers=readers, preset=preset)
        if question is None:
            return MISSING
        self._check(question, node)
        if len(self._problems) > before:
            return MISSING
        self._asked[name] = question
        return question

    def _type(self, node: Node) -> str:
        """What stands as `type`, or what the other keys say."""
        written = node.entries.get("type")
        if written is not None:
            if written.value in TYPES:
                return str(written.value)
            hint = did_you_mean(written.text or "", TYPES)
            self._problems.add(
                written.place, f"there is no type `{written.text or kind_of(written)}`", hint
            )
            return "text"
        if "options" in node.entries:
            return "choices" if "choose" in node.entries else "choice"
        if "scale" in node.entries:
            return "likert"
        bounded = node.entries.keys() & {"minimum", "maximum", "unit"}
        return "number" if bounded else "text"

    def _choose(self, node: Node) -> Any:
        """How many: `2` or `[1, 3]`."""
        numbers = [item.value for item in (node.items if node.is_list else [node, node])]
        whole = all(isinstance(each, int) and not isinstance(each, bool) for each in numbers)
        if len(numbers) != 2 or not whole or not 0 <= numbers[0] <= numbers[1] or not numbers[1]:  # type: ignore[operator]
            self._problems.add(
                node.place, "`choose` is how many options: a whole number or [least, most]"
            )
            return MISSING
        return tuple(numbers)

    def _check(self, question: Question, node: Node) -> None:
        """What belongs together."""
        for key, types in _TAKES.items():
            if key in node.entries and question.type not in types:
                self._problems.add(
                    node.key_place(key), f"a question of type {question.type} has no `{key}`",
                    f"it belongs to {' and '.join(types)}",
                )  # fmt: skip
        for key in ("options", "scale"):
            if question.type in _TAKES[key] and len(getattr(question, key)) < 2:
                self._problems.add(
                    node.place, f"a question of type {question.type} needs `{key}`, two at least"
                )
        if question.choose and question.choose[1] > len(question.options):
            self._problems.add(
                node.key_place("choose"), f"there are only {len(question.options)} options"
            )
        if question.choose and question.type == "ranking" and question.choose[0] < 1:
            self._problems.add(node.key_place("choose"), "a ranking has one place at least")
        low, high = question.minimum, question.maximum
        if low is not None and high is not None and low >= high:
            self._problems.add(
                node.key_place("maximum"), f"the maximum must be more than the minimum, {low:g}"
            )
        if question.type == "likert" and question.shuffle is True:
            self._problems.add(
                node.key_place("shuffle"), "the points of a scale keep their order",
                "`shuffle: reverse` turns the scale round for half of the people",
            )  # fmt: skip
        self._check_pipes(question, node)

    def _check_pipes(self, question: Question, node: Node) -> None:
        place = node.entries["text"].place
        for found in PIPE.finditer(question.text):
            earlier = self._asked.get(found["name"])
            if earlier is None:
                hint = did_you_mean(found["name"], self._asked)
                hint = hint or "only answers to earlier questions can stand in braces"
                self._problems.add(
                    place, f"`{found.group()}`: there is no earlier question `{found['name']}`",
                    hint,
                )  # fmt: skip
            elif found["reason"] and not earlier.reason:
                self._problems.add(
                    place, f"`{found.group()}`: `{earlier.name}` does not ask for a reason",
                    "give that question `reason: true`",
                )  # fmt: skip
