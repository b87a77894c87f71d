"""A small embedder without a model, a small parser without formats, and a program that uses both.

`python -m tests.vectorstore.fakes INDEX FOLDER` ingests a folder in a process of its own.
"""

import hashlib
import re
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np

from assistant.errors import DocumentError
from assistant.types import Document, Passage, Place
from ingest.pipeline import Report, ingest
from vectorstore.embedding import Vectors
from vectorstore.index import Index, open_index


class WordEmbedder:
    """Every word is a direction; texts that share words are near. One token for each word."""

    def __init__(
        self, *, fingerprint: str = "words", dimension: int = 64, max_tokens: int = 60
    ) -> None:
        self.name = fingerprint
        self.fingerprint = fingerprint
        self.dimension = dimension
        self.max_tokens = max_tokens
        self.encoded: list[str] = []

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(re.findall(r"\S+", text)) + 2 for text in texts]

    def encode(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        if not query:
            self.encoded += texts
        rows = np.full((len(texts), self.dimension), 1e-3, dtype=np.float32)
        for number, text in enumerate(texts):
            for word in re.findall(r"\w+", text.casefold()):
                digest = hashlib.sha256(word.encode()).digest()
                direction = np.frombuffer(digest * (self.dimension // 32), dtype=np.uint8)
                rows[number] += (direction.astype(np.float32) - 127.5) / 127.5
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@dataclass(frozen=True)
class FakeParsed:
    document: Document
    passages: tuple[Passage, ...]


def make_document(document_id: str = "doc", **changes: object) -> Document:
    document = Document(
        id=document_id,
        title=f"Paper {document_id}",
        kind="minutes",
        source=f"{document_id}.txt",
        content_hash=document_id,
        meeting_date=date(2021, 3, 26),
    )
    return replace(document, **changes)


def make_passages(document_id: str, texts: Sequence[str], **place: object) -> tuple[Passage, ...]:
    return tuple(
        Passage(
            id=f"{document_id}-{order}",
            document_id=document_id,
            order=order,
            text=text,
            part="text",
            place=Place(**place),
            start=0,
            end=len(text),
        )
        for order, text in enumerate(texts)
    )


def parse(path: Path) -> FakeParsed:
    """Lines are passages; "key: value" lines in front set the document's fields."""
    data = path.read_bytes()
    if data.startswith(b"\x00"):
        raise DocumentError(f"{path}: is not a document")
    if data.startswith(b"bug"):
        raise ZeroDivisionError
    fields: dict[str, object] = {}
    lines = []
    for line in data.decode().splitlines():
        name, _, value = line.partition(": ")
        if name == "title":
            fields["title"] = value
        elif name == "date":
            fields["meeting_date"] = date.fromisoformat(value)
        elif name == "draft":
            fields["draft"] = value == "yes"
        elif line:
            lines.append(line)
    content = "\n".join([*lines, *map(str, fields.values())])
    document_id = hashlib.sha256(content.encode()).hexdigest()[:16]
    document = make_document(document_id, source=str(path), **fields)
    return FakeParsed(document, make_passages(document_id, lines))


def write_papers(folder: Path, count: int, version: str = "first") -> None:
    folder.mkdir(exist_ok=True)
    for number in range(count):
        lines = [f"paper{number} {version} line{line} about topic{line % 7}" for line in range(15)]
        (folder / f"paper{number:03}.txt").write_text("\n".join(lines))


def opened(folder: Path, *, create: bool = True) -> Index:
    return open_index(folder, WordEmbedder, create=create)


def run(folder: Path, papers: Path, **options: object) -> Report:
    index = opened(folder)
    try:
        return ingest([papers], index, parse, **options)
    finally:
        index.close()


class SlowEmbedder(WordEmbedder):
    """Leaves time to look, or to kill, between batches."""

    def encode(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        time.sleep(0.05)
        return super().encode(texts, query=query)


if __name__ == "__main__":
    slow = open_index(Path(sys.argv[1]), SlowEmbedder, create=True)
    print("ready", flush=True)
    ingest([Path(sys.argv[2])], slow, parse, prune=True)
    slow.close()
