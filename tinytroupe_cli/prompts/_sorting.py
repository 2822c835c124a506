"""The messages by which free answers are put into categories: the rules, then the answers."""

from __future__ import annotations

from tinytroupe_cli.events import CategoriesContext, SortContext
from tinytroupe_cli.prompts._templates import render

Pair = tuple[str, str]


def categories_messages(context: CategoriesContext) -> tuple[Pair, ...]:
    """The messages that ask for categories."""
    return (
        ("system", render("categories.j2", context=context)),
        ("user", render("elements.j2", context=context)),
    )


def sort_messages(context: SortContext) -> tuple[Pair, ...]:
    """The messages that ask into which category each answer goes."""
    other = [*context.categories][-1]
    return (
        ("system", render("sort.j2", context=context, other=other)),
        ("user", render("elements.j2", context=context)),
    )
