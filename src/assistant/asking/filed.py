"""Numbered places under the word that papers file them by: "objective 1" is key aim 1 in some.

Where no strategic priority of that number is held, and papers without strategic priorities number
their aims as priorities or objectives, those are meant.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.asking.constraints import Constraint
from assistant.asking.question import Asked
from assistant.library import Library


@dataclass(frozen=True, kw_only=True, slots=True)
class Filed:
    """What is asked, as it is filed; `about` are the question's words, `documents` file it so."""

    asked: Asked
    about: str = ""
    documents: frozenset[str] = frozenset()

    def constraints(self, found: Sequence[Constraint]) -> list[Constraint]:
        """Return the constraints with that of the place kept to the papers that file it so."""
        return [
            self._kept(one) if self.documents and one.key == "key_aim" else one for one in found
        ]

    def _kept(self, one: Constraint) -> Constraint:
        return replace(
            one,
            about=self.about,
            holds=lambda passage, document: (
                document.id in self.documents and one.holds(passage, document)
            ),
            missing=f"nothing under {self.about} answers this",
        )


def filed(asked: Asked, library: Library) -> Filed:
    """Return what is asked with a priority or objective as an aim, where papers hold it as one."""
    number = asked.strategic_priority
    if number is None or asked.key_aim is not None:
        return Filed(asked=asked)
    if any(held.place.strategic_priority == number for held in library.places()):
        return Filed(asked=asked)
    aims = [
        passage
        for passage in library.passages_of_parts(["key_aim"])
        if passage.place.key_aim == number and passage.place.strategic_priority is None
    ]
    word = "Objective" if re.search(r"\bobjective", asked.text, re.IGNORECASE) else "Priority"
    written = re.compile(rf"\b{word}\W{{0,3}}{number}\b", re.IGNORECASE)
    so_called = [passage for passage in aims if written.search(passage.text)]
    documents = frozenset(passage.document_id for passage in so_called or aims)
    if not documents:
        return Filed(asked=asked)
    return Filed(
        asked=replace(asked, key_aim=number, strategic_priority=None),
        about=f"{word} {number}",
        documents=documents,
    )
