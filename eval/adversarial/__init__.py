"""Sentences about passages, true and false, written to be told apart.

`sentences.json` holds passages of the sample documents and of invented papers, `contrast.jsonl.gz`
many more of invented papers, police and crime panels and others. Each has honest paraphrases and
false sentences by what is wrong with them: a figure, a name, a year, a denial, the certainty, the
direction, a comparison, a quantity word, the speaker, an addition, or a fact that stands elsewhere.
All were written by hand for this purpose, with invented people, places and figures.

Rules may look at "tune" and "train", the reader learns from "train", weights are fitted to "tune"
and "held". Nothing but counts is ever looked at of "test" and "fresh", which measure.
"""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any, Literal

from assistant.types import Document, Passage, Place
from assistant.verification import Source

Half = Literal["tune", "test", "fresh", "train", "held"]


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
    """Yield the cases of `sentences.json` ("tune", "test", "fresh") in the order of the file."""
    text = (files("eval") / "adversarial" / "sentences.json").read_text(encoding="utf-8")
    for row in json.loads(text):
        yield from _cases(row)


def contrast() -> Iterator[tuple[Case, ...]]:
    """Yield the cases of `contrast.jsonl.gz` ("train", "held"), those of a passage together."""
    packed = (files("eval") / "adversarial" / "contrast.jsonl.gz").read_bytes()
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        yield tuple(_cases(json.loads(line)))


def _cases(row: dict[str, Any]) -> Iterator[Case]:
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
