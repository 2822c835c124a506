"""Normalizer: free texts into categories, for scripts and notebooks."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import overload

from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.harvest import Categories, Sorting, as_json
from tinytroupe_cli.spec import ModelSettings
from tinytroupe_cli.stage._loop import wait_for, wait_for_async
from tinytroupe_cli.stage.people._ambient import ambient
from tinytroupe_cli.stage.people._troupe import model_of


class Normalizer:
    """Puts texts into at most n categories that a model finds in them; the rest is `Other`.

    The order of the texts makes no difference, each is sorted once, and the same ones are asked
    about once: replies are kept as those of people are.

    Args:
        elements: the texts of which the categories are made; they are sorted into them at once.
        n: how many categories at the most.
        verbose: True prints the mapping.
        max_length: how many characters a category's name may have.
        model: which model sorts; else the one that holds for everybody.
        db: where replies are kept.
        seed: draws which texts the categories are made of, where there are very many.

    Raises:
        ModelError, BudgetError: there are no categories to be had.
        UsageError: an element is no text, or n is not 1 at least.
    """

    def __init__(
        self,
        elements: Iterable[str],
        n: int,
        verbose: bool = False,
        max_length: int | None = None,
        *,
        model: str | ModelSettings | None = None,
        db: Path | str | None = None,
        seed: int = 0,
    ) -> None:
        self.elements = sorted({_text(each) for each in elements})
        """The texts, each once."""
        self.n, self.verbose, self.max_length = n, verbose, max_length
        if n < 1 or not self.elements:
            raise UsageError("a Normalizer needs texts, and n of at least 1")
        self._troupe, self._model, self._seed = ambient(db), model_of(model), seed
        self._known = wait_for(self._sort(self.elements))
        if not self._known.names:
            raise next(iter(self._known.failures.values()))
        if verbose:
            sys.stdout.write(as_json(self.normalized_mapping()))

    @property
    def failures(self) -> dict[str, str]:
        """Text -> why it is in no category; `normalize` asks for it again."""
        return {text: str(reason) for text, reason in self._known.failures.items()}

    @overload
    def normalize(self, element_or_elements: str) -> str: ...
    @overload
    def normalize(self, element_or_elements: list[str]) -> list[str]: ...
    def normalize(self, element_or_elements: str | list[str]) -> str | list[str]:
        """The category of a text, or of each of a list, in its order.

        Only texts that were never sorted before are asked about; they go into the categories that
        there are.

        Raises:
            ModelError, BudgetError: a category could not be had; the others are known now.
            UsageError: it is neither a text nor a list of texts.
        """
        texts = _texts(element_or_elements)
        self._known = wait_for(self._sort(texts))
        return self._labels(element_or_elements)

    async def anormalize(self, element_or_elements: str | list[str]) -> str | list[str]:
        """`normalize` for async callers."""
        texts = _texts(element_or_elements)
        self._known = await wait_for_async(self._sort(texts))
        return self._labels(element_or_elements)

    def normalized_mapping(self) -> dict[str, list[str]]:
        """Category -> the texts in it; those in which nothing is are left out."""
        return {label: texts for label, texts in self._known.groups().items() if texts}

    def _labels(self, asked: str | list[str]) -> str | list[str]:
        for text in _texts(asked):
            if text in self._known.failures:
                raise self._known.failures[text]
        if isinstance(asked, str):
            return self._known.mapping[asked]
        return [self._known.mapping[text] for text in asked]

    async def _sort(self, texts: list[str]) -> Categories:
        troupe = self._troupe.now()
        models = troupe.models(self._model, {}, {"a normalizer"})
        sorting = Sorting(
            troupe.beside(),
            models.params(None, "extract"),
            self._seed,
            self.n,
            max_length=self.max_length,
            sample=troupe.sample,
            cache=troupe.session.store.cache,
        )
        return await sorting.sort(texts, getattr(self, "_known", None))


def _texts(asked: str | list[str]) -> list[str]:
    return [_text(each) for each in (asked if isinstance(asked, list) else [asked])]


def _text(element: object) -> str:
    if not isinstance(element, str) or not element.strip():
        raise UsageError(f"what is normalized is a text, not {element!r}")
    return element
