"""Free answers into categories: one call for the categories, then answers in batches into them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tinytroupe_cli.errors import StoreError, TroupeError
from tinytroupe_cli.events import CategoriesContext, Context, SortContext
from tinytroupe_cli.ids import stream
from tinytroupe_cli.llm import LLM, Cache, Message, ModelParams, Request, Schema, ask
from tinytroupe_cli.prompts import categories_messages, sort_messages
from tinytroupe_cli.sim.together import together

OTHER = "Other"
"""The category of what fits nowhere."""
BATCH = 40
"""How many answers are sorted in one call."""
SEEN = 200
"""Of how many answers the categories are made; of more, so many are drawn."""


@dataclass(frozen=True, slots=True)
class Categories:
    """Categories, and what is in them: kept, and used for whatever comes later."""

    names: Mapping[str, str] = field(default_factory=dict)
    """Category -> what belongs to it, without `Other`."""
    mapping: Mapping[str, str] = field(default_factory=dict)
    """Answer -> category."""
    failures: Mapping[str, TroupeError] = field(default_factory=dict)
    """Answer -> why it is in no category."""

    @property
    def labels(self) -> tuple[str, ...]:
        """All categories, in their order; `Other` is last."""
        return (*self.names, OTHER)

    def groups(self) -> dict[str, list[str]]:
        """Category -> the answers in it, both in order; categories that nobody is in, too."""
        found: dict[str, list[str]] = {label: [] for label in self.labels}
        for element, label in sorted(self.mapping.items()):
            found[label].append(element)
        return found


@dataclass(frozen=True, slots=True)
class Sorting:
    """How answers are sorted, and by whom."""

    llm: LLM
    params: ModelParams
    seed: int
    into: int | Sequence[str]
    """How many categories at the most, or which."""
    about: str = ""
    max_length: int | None = None
    sample: str = "0"
    cache: Cache | None = None

    async def sort(self, elements: Iterable[str], known: Categories | None = None) -> Categories:
        """The categories of all elements; only those that are not known yet are asked about.

        The order in which elements come makes no difference. What a call fails at is told in
        `failures` and is asked for again the next time.

        Raises:
            StoreError: replies cannot be kept.
        """
        known = replace(known or Categories(), failures={})
        new = tuple(sorted({*elements} - known.mapping.keys()))
        if not new:
            return known
        names = known.names
        if not names:
            try:
                names = await self._categories(new)
            except StoreError:
                raise
            except TroupeError as failure:
                return replace(known, failures=dict.fromkeys(new, failure))
        batches = [new[at : at + BATCH] for at in range(0, len(new), BATCH)]
        found = await together(self._batch(batch, names) for batch in batches)
        mapping = dict(known.mapping)
        failures: dict[str, TroupeError] = {}
        for batch, outcome in zip(batches, found, strict=True):
            if isinstance(outcome, TroupeError):
                failures |= dict.fromkeys(batch, outcome)
            else:
                mapping |= outcome
        return Categories(names, mapping, failures)

    async def _categories(self, elements: tuple[str, ...]) -> dict[str, str]:
        if not isinstance(self.into, int):
            return dict.fromkeys(self.into, "")
        seen = elements
        if len(seen) > SEEN:
            drawn = stream(self.seed, self.sample, "categories").sample(elements, SEEN)
            seen = tuple(sorted(drawn))
        context = CategoriesContext(seen, self.into, self.about, self.max_length)
        found: dict[str, str] = await self._ask(
            context, categories_messages(context), _CATEGORIES, self._check_categories
        )
        return found

    async def _batch(
        self, batch: tuple[str, ...], names: Mapping[str, str]
    ) -> dict[str, str] | TroupeError:
        context = SortContext(batch, {**names, OTHER: ""}, self.about)
        labels = [*context.categories]

        def check(value: Any) -> dict[str, str]:
            placed = _placed(value, len(batch), labels)
            return dict(zip(batch, placed, strict=True))

        try:
            found: dict[str, str] = await self._ask(
                context, sort_messages(context), _sorted_into(labels), check
            )
        except StoreError:
            raise
        except TroupeError as failure:
            return failure
        return found

    async def _ask(
        self,
        context: Context,
        messages: Sequence[tuple[str, str]],
        schema: Schema,
        check: Callable[[Any], Any],
    ) -> Any:
        request = Request(
            purpose="extract",
            params=self.params,
            messages=tuple(Message(role, content) for role, content in messages),  # type: ignore[arg-type]
            schema=schema,
            context=context,
            seed=self.seed,
            person=None,
            sample=self.sample,
        )
        return (await ask(self.llm, request, check, cache=self.cache)).value

    def _check_categories(self, value: Any) -> dict[str, str]:
        """The categories of a reply.

        Raises:
            ValueError: there are none or too many, or a name is unusable.
        """
        listed = value.get("categories") if isinstance(value, Mapping) else None
        if not isinstance(listed, list) or not listed:
            raise ValueError("categories: a list of at least one is expected")
        if isinstance(self.into, int) and len(listed) > self.into:
            raise ValueError(f"categories: there are {len(listed)}, {self.into} at the most")
        found: dict[str, str] = {}
        for each in listed:
            name = str(each.get("name") or "").strip() if isinstance(each, Mapping) else ""
            if not name or name.casefold() in {OTHER.casefold(), *map(str.casefold, found)}:
                raise ValueError(f"categories: the name {name!r} is empty, taken or {OTHER!r}")
            if self.max_length is not None and len(name) > self.max_length:
                limit = f"{self.max_length} at the most"
                raise ValueError(f"categories: {name!r} has {len(name)} characters, {limit}")
            found[name] = str(each.get("description") or "").strip()
        return found


def _placed(value: Any, count: int, labels: Sequence[str]) -> list[str]:
    """The category of each number, in order.

    Raises:
        ValueError: a number is missing, comes twice or does not exist, or a category does not.
    """
    items = value.get("items") if isinstance(value, Mapping) else None
    if not isinstance(items, list):  # a fault of the model's, which is told to it
        raise ValueError("items: a list with a category for each number is expected")  # noqa: TRY004
    found: dict[int, str] = {}
    for item in items:
        number = item.get("number") if isinstance(item, Mapping) else None
        if not isinstance(number, int) or not 1 <= number <= count or number in found:
            raise ValueError(f"items: number {number!r} does not exist or comes twice")
        if item.get("category") not in labels:
            raise ValueError(f"items: number {number}: no category {item.get('category')!r}")
        found[number] = item["category"]
    if len(found) < count:
        missing = next(number for number in range(1, count + 1) if number not in found)
        raise ValueError(f"items: number {missing} is missing; there are {count}")
    return [found[number] for number in range(1, count + 1)]


def _object(**properties: Any) -> dict[str, Any]:
    required = [*properties]
    shape = {"type": "object", "properties": properties, "required": required}
    return {**shape, "additionalProperties": False}


_CATEGORIES = Schema(
    "categories",
    _object(
        categories={
            "type": "array",
            "items": _object(name={"type": "string"}, description={"type": "string"}),
        }
    ),
)


def _sorted_into(labels: Sequence[str]) -> Schema:
    item = _object(number={"type": "integer"}, category={"enum": [*labels], "type": "string"})
    return Schema("sorted", _object(items={"type": "array", "items": item}))
