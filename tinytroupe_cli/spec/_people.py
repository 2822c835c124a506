"""`people:` of a scenario: entries into persons with their merged personas."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tinytroupe_cli.errors import SpecError, UsageError
from tinytroupe_cli.spec._cast import CastMember
from tinytroupe_cli.spec._check import MISSING, build, read_text
from tinytroupe_cli.spec._csv import read_people
from tinytroupe_cli.spec._facts import read_facts
from tinytroupe_cli.spec._generate import generated, seed_of
from tinytroupe_cli.spec._generate_file import GenerateReader
from tinytroupe_cli.spec._library import Kind, Library, NotFound, personas_in, stem
from tinytroupe_cli.spec._merge import Layer, merge_layers
from tinytroupe_cli.spec._model_file import read_model
from tinytroupe_cli.spec._node import Node, map_node
from tinytroupe_cli.spec._persona import PersonaFile, clean_name, read_fragment, read_persona
from tinytroupe_cli.spec._problems import Problems
from tinytroupe_cli.spec._roster import Roster
from tinytroupe_cli.spec._scenario import NOT_BUILT_YET, GenerateEntry, PersonEntry
from tinytroupe_cli.spec._source import shown

Entry = PersonEntry | GenerateEntry


class PeopleReader:
    """Reads entries of `people` and `join`; each file is read once."""

    def __init__(
        self,
        library: Library,
        problems: Problems,
        naming: Path | None = None,
        *,
        seed: int = 0,
    ) -> None:
        self._library = library
        self._problems = problems
        self._naming = naming
        self._generate = GenerateReader(library, problems, naming)
        self._seed, self._orders = seed, 0
        self._read: dict[tuple[Kind, Path], list[PersonaFile]] = {}

    def people(self, node: Node, roster: Roster) -> tuple[Entry, ...]:
        """Read all of `people` into the roster."""
        entries = node.items if node.is_list else [node]
        if node.value is None or node.value in ([], {}):
            self._problems.add(
                node.place, "nobody takes part: `people` is empty", "such as `people: [lisa]`"
            )
            return ()
        return tuple(found for entry in entries if (found := self.entry(entry, roster)))

    def entry(self, node: Node, roster: Roster, *, joins_later: bool = False) -> Entry | None:
        """Read one entry into the roster."""
        if "generate" in node.entries:
            return self._generated(node, roster, joins_later=joins_later)
        entry = self._entry(node)
        if entry is None:
            return None
        ref = node.entries.get("use", node)
        files = self.files(ref, "persona", entry.use)
        fragments = self._fragments(node, entry.fragments)
        if entry.name is not None and len(files) > 1:
            self._problems.add(
                node.key_place("as"), f"`as` names one person, and `{entry.use}` are {len(files)}"
            )
            return None
        for file in files:
            member = self._member(file, entry, fragments, node, joins_later=joins_later)
            single = len(files) == 1 or (file.path is not None and file.path.suffix != ".csv")
            short = stem(file.path) if single and file.path is not None else None
            roster.add(member, ref.place, short, renamed=entry.name is not None)
        return entry

    def files(self, node: Node, kind: Kind, ref: str) -> list[PersonaFile]:
        """The personas (or the one fragment) that a name or path means."""
        try:
            path = self._library.find(ref, kind, naming=self._naming)
        except NotFound as error:
            self._problems.add(node.place, str(error), error.hint)
            return []
        if (kind, path) not in self._read:
            self._read[kind, path] = self._load(path, kind, node)
        return self._read[kind, path]

    def _load(self, path: Path, kind: Kind, node: Node) -> list[PersonaFile]:
        if path.is_dir():
            found = personas_in(path) if kind == "persona" else []
            if not found:
                self._problems.add(node.place, f"the folder {shown(path)} holds no {kind}")
            return [file for inside in found for file in self._load(inside, kind, node)]
        try:
            if kind == "persona" and path.suffix.lower() == ".csv":
                return read_people(path, self._problems)
            read = read_persona if kind == "persona" else read_fragment
            file = read(path, self._problems)
        except SpecError as error:
            self._problems.take(error)
            return []
        return [file] if file else []

    def _entry(self, node: Node) -> PersonEntry | None:
        if node.is_list:
            self._problems.add(node.place, "a person is a name, a path or a mapping, not a list")
            return None
        if not node.is_map:
            ref = read_text(node, self._problems, what="an entry of `people`")
            return None if ref is MISSING else PersonEntry(use=ref)
        if "use" not in node.entries and "name" in node.entries:
            self._problems.add(
                node.place,
                "a person is used, not written out here",
                "put the persona into a file of its own and write `use: FILE`",
            )
            return None
        readers = {
            "model": lambda inner: read_model(inner, self._problems),
            "define": lambda inner: read_facts(inner, self._problems),
        }
        what = "an entry of `people`"
        return build(
            PersonEntry, node, self._problems, what=what, readers=readers, not_built=NOT_BUILT_YET
        )

    def _generated(self, node: Node, roster: Roster, *, joins_later: bool) -> GenerateEntry | None:
        wanted = self._generate.read(node, self._fragments)
        if wanted is None:
            return None
        seed, self._orders = seed_of(self._seed, self._orders), self._orders + 1
        try:
            members = generated(wanted.order, seed=seed, taken=roster, joins_later=joins_later)
        except UsageError as error:
            place = node.key_place("where" if wanted.entry.where else "generate")
            self._problems.add(place, str(error), error.hint)
            return None
        for member in members:
            roster.add(member, node.key_place("generate"), None)
        return wanted.entry

    def _fragments(self, node: Node, fragments: tuple[str, ...]) -> list[Layer]:
        if not fragments:
            return []
        named = node.entries["fragments"]
        nodes = named.items if named.is_list else [named]
        pairs = zip(nodes, fragments, strict=True)
        found = [file for at, ref in pairs for file in self.files(at, "fragment", ref)]
        return [Layer(file.source, file.facts) for file in found]

    def _member(
        self,
        file: PersonaFile,
        entry: PersonEntry,
        fragments: list[Layer],
        node: Node,
        *,
        joins_later: bool,
    ) -> CastMember:
        layers = [Layer(file.source, file.facts), *fragments]
        if entry.define:
            layers.append(Layer("define", entry.define))
        if entry.name is not None:
            layers.append(Layer("as", {"name": entry.name}))
        facts = file.facts
        if len(layers) > 1:
            merged = merge_layers(layers)
            facts = merged.facts
            for warning in merged.warnings:
                self._problems.warn(node.place, warning)
        place = file.name_place if entry.name is None else node.entries["as"].place
        name = clean_name(facts["name"], place, self._problems)
        if name != facts["name"]:
            facts = {**facts, "name": name}
        if name.casefold() == "everyone":
            self._problems.add(place, "nobody can be called `everyone`: it means all people")
        return CastMember(name, facts, tuple(layers), entry.model, joins_later)


def member_of(
    library: Library, ref: Node, problems: Problems, entry: Mapping[str, Node] | None = None
) -> list[CastMember]:
    """The persons that one reference means, with fragments and facts put on.

    Args:
        library: where names are looked up.
        ref: the name or path, as a node that knows where it was written.
        problems: where everything wrong is noted.
        entry: further keys of a `people` entry, such as `fragments`.
    """
    roster = Roster(problems)
    keys = {"use": ref, **(entry or {})}
    node = map_node(keys, {key: value.place for key, value in keys.items()}, ref.place)
    PeopleReader(library, problems).entry(node, roster)
    return [*roster]
