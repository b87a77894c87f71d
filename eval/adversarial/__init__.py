"""Sentences about passages, true and false, written to be told apart; tuned on one half alone.

`sentences.json` holds passages of the sample documents and of invented papers. Each has honest
paraphrases and false sentences by what is wrong with them: a figure, a name, a year, a denial, the
certainty, the direction, a comparison, a quantity word, the speaker, an addition, or a fact that
stands elsewhere. Passages are split in two: rules and weights may look at "tune", never at "test".
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any, Literal

from assistant.types import Document, Passage, Place
from assistant.verification import Source

Half = Literal["tune", "test"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """A sentence that cites one passage; `kind` is "honest" or what is wrong with it."""

    half: Half
    kind: str
    sentence: str
    source: Source

    @property
    def honest(self) -> bool:
        """Whether the passage supports it."""
        return self.kind == "honest"


def cases() -> Iterator[Case]:
    """Yield all cases in the order of the file."""
    text = (files("eval") / "adversarial" / "sentences.json").read_text(encoding="utf-8")
    for row in json.loads(text):
        source = _source(row)
        for false in row["false"]:
            yield Case(half=row["half"], kind=false["kind"], sentence=false["text"], source=source)
        for honest in row["honest"]:
            yield Case(half=row["half"], kind="honest", sentence=honest, source=source)


def _source(row: dict[str, Any]) -> Source:
    given = row["document"]
    place = dict(row["place"])
    place["headings"] = tuple(place.get("headings", ()))
    document = Document(
        id=row["id"],
        title=given["title"],
        kind=given["kind"],
        source="",
        content_hash=row["id"],
        meeting_date=date.fromisoformat(given["meeting_date"]),
    )
    passage = Passage(
        id=row["id"],
        document_id=row["id"],
        order=0,
        text=row["text"],
        part="text",
        place=Place(**place),
        start=0,
        end=len(row["text"]),
    )
    return Source(passage=passage, document=document)
