"""The one place that puts the parts together: index, reader, chain, ingestion."""

import sys
import threading
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.answering.refusing import coverage
from assistant.asking.examples import example_questions
from assistant.config import Settings
from assistant.contracts import document_json
from assistant.errors import IngestError
from assistant.language.abbreviations import abbreviations
from assistant.language.naming import ROLE_WORDS, posts
from assistant.library import Names, Once, PlaceHeld
from assistant.scoring.reader import Reader, load_reader
from assistant.steps import Judged, Request
from assistant.types import Answer, Document, Filters, Mode, Passage, Scored, Selection, Turn

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from assistant.commitments.register import Register
    from assistant.llm import LanguageModel
    from ingest.pipeline import Report
    from vectorstore.catalogue import HeldDocument
    from vectorstore.embedding import Embedder
    from vectorstore.index import Index


_BRACKETS = Selection(holding=("(",), limit=1_000_000)  # as many passages as any index holds


class IndexLibrary:
    """The index as answering sees it: superseded documents are not there."""

    def __init__(self, index: "Index") -> None:
        self._index = index
        self._held: tuple[int, list[Document], list[PlaceHeld]] | None = None
        self._once = Once(index.generation)
        self._lock = threading.Lock()

    def _current(self) -> tuple[int, list[Document], list[PlaceHeld]]:
        with self._lock:
            generation = self._index.generation()
            if self._held is None or self._held[0] != generation:
                documents = [held.document for held in self._index.holdings() if held.answers]
                ids = {document.id for document in documents}
                places = [
                    PlaceHeld(document_id=document_id, place=place)
                    for document_id, place in self._index.places()
                    if document_id in ids
                ]
                self._held = (generation, documents, places)
            return self._held

    def documents(self) -> Sequence[Document]:
        """Return every document that is answered from, by meeting date and title."""
        return self._current()[1]

    def superseded(self) -> Sequence[Document]:
        """Return the documents that a later version replaced."""
        return [held.document for held in self._index.holdings() if held.superseded_by]

    def places(self) -> Sequence[PlaceHeld]:
        """Return every distinct place that is held."""
        return self._current()[2]

    def posts(self) -> Names:
        """Return who holds which post, both ways, as the documents put it."""
        return self._once.get("posts", lambda: posts(self._index.texts_with(ROLE_WORDS)))

    def abbreviations(self) -> Names:
        """Return the long forms of each abbreviation that the documents define in brackets."""
        return self._once.get(
            "abbreviations", lambda: abbreviations(p.text for p in self._index.select(_BRACKETS))
        )

    def posts_in(self, document_id: str) -> Names:
        """Return who holds which post, both ways, as this one document puts it."""
        return posts(passage.text for passage in self._index.passages(document_id))

    def passages(self, document_id: str) -> Sequence[Passage]:
        """Return the passages of one document in reading order."""
        return self._index.passages(document_id)

    def passages_of_parts(self, parts: Sequence[str]) -> Sequence[Passage]:
        """Return the passages of all documents that are one of these parts."""
        return self._index.passages_of_parts(parts)

    def select(self, selection: Selection) -> Sequence[Passage]:
        """Return what a selection names, by meeting date, document and reading order."""
        return self._index.select(selection)

    def neighbours(self, passage_id: str, before: int, after: int) -> Sequence[Passage]:
        """Return the passage with those around it."""
        return self._index.neighbours(passage_id, before, after)

    def search(self, query: str, filters: Filters, limit: int) -> Sequence[Scored]:
        """Return the passages nearest to a query, best first."""
        return self._index.search(query, filters, limit)

    def document_frequency(self, terms: Sequence[str]) -> dict[str, int]:
        """Return in how many passages each word occurs."""
        return self._index.document_frequency(terms)

    def passage_count(self) -> int:
        """Return how many passages are held."""
        return self._index.passage_count()


class PanelAssistant:
    """What the page, the command line and the evaluation talk to; safe for several threads."""

    def __init__(self, index: "Index", settings: Settings) -> None:
        self._index = index
        self._settings = settings
        self.library = IndexLibrary(index)

    @cached_property
    def chain(self) -> "Runnable[Any, Answer]":
        """The chain from a question to its answer, a LangChain Runnable."""
        from assistant.chain import build_chain

        return build_chain(self.library, self._reader, self._settings, self._llm, self._promised)

    @cached_property
    def _reader(self) -> Reader:
        return load_reader(self._settings.reader_model)

    @cached_property
    def _llm(self) -> "LanguageModel | None":
        """The language model of the settings; its packages load only where one is set."""
        if self._settings.llm is None:
            return None
        from assistant.llm import load_llm

        return load_llm(self._settings)

    @property
    def writes(self) -> bool:
        """Whether there is a language model, so that the mode "written" can be chosen."""
        return self._settings.llm is not None

    @property
    def mode(self) -> Mode:
        """How answers are made where nobody says: the setting `mode`."""
        return self._settings.mode

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        filters: Filters = Filters(),  # noqa: B008 - frozen
        mode: Mode = "quotes",
        without: Sequence[str] = (),
    ) -> Iterator[Answer]:
        """Yield the answer as far as it has come, each time whole; the last one is the answer.

        In mode "written" the quotes come first, then each sentence as it is checked. Closing the
        iterator stops the language model.
        """
        from assistant.chain import build_stream

        request = Request(
            question=question,
            history=tuple(history),
            filters=filters,
            mode=mode,
            without=tuple(without),
        )
        stream = build_stream(self.library, self._reader, self._settings, self._llm, self._promised)
        yield from stream(request)

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        filters: Filters = Filters(),  # noqa: B008 - frozen
        mode: Mode = "quotes",
        without: Sequence[str] = (),
    ) -> Answer:
        """Answer a question; `history` holds the earlier turns, oldest first.

        `without` names by key what was understood of the question (`Answer.understood`) and is not
        to narrow it.
        """
        request = Request(
            question=question,
            history=tuple(history),
            filters=filters,
            mode=mode,
            without=tuple(without),
        )
        return self.chain.invoke(request)

    def _promised(self, judged: Judged) -> Answer | None:
        """Answer a question about commitments from the register, as of today."""
        from assistant.answering.promised import promises

        return promises(lambda: self.commitments, self.library, date.today())(judged)

    @cached_property
    def commitments(self) -> "Register":
        """The register of commitments: what the papers give and what people decided."""
        from assistant.commitments.opening import open_register, register_path

        settings = self._settings
        return open_register(self.library, register_path(settings.index, settings.commitments))

    def context(self, passage_id: str, *, before: int = 3, after: int = 3) -> Sequence[Passage]:
        """Return the passage among its neighbours, in reading order."""
        return self.library.neighbours(passage_id, before, after)

    def documents(self) -> Sequence[Document]:
        """Return the documents that are answered from."""
        return self.library.documents()

    def coverage(self) -> str:
        """Return what is held in a few words."""
        return coverage(self.documents())

    def examples(self) -> Sequence[str]:
        """Return questions that the documents answer."""
        return example_questions(self.library)

    @property
    def embedder(self) -> "Embedder":
        """The embedding model, for those who measure against it."""
        return self._index.embedder

    def warm_up(self) -> None:
        """Load the models, so that the first question does not wait for them."""
        self._index.check_model()
        self.library.search("warm up", Filters(), 1)
        # Read once for each state of the index; in a large one that takes seconds.
        self.library.places()
        self.library.posts()
        self.library.abbreviations()
        _ = self.chain


def open_library(settings: Settings, *, create: bool = False) -> "Index":
    """Open the index that the settings name. Raises NoIndexError or DamagedIndexError."""
    from vectorstore.embedding import load_embedder
    from vectorstore.index import open_index

    return open_index(
        settings.index, partial(load_embedder, settings.embedding_model), create=create
    )


def build_assistant(settings: Settings) -> PanelAssistant:
    """Return an assistant over the index that the settings name."""
    from assistant.tracing import set_up_tracing

    set_up_tracing()
    return PanelAssistant(open_library(settings), settings)


def run_ingest(
    settings: Settings,
    paths: Sequence[Path],
    *,
    prune: bool = False,
    quiet: bool = False,
    events: bool = False,
) -> "Report":
    """Ingest files and folders into the index, with a progress bar unless `quiet`.

    With `events`, progress goes to stderr as JSON lines instead (see `ingest.events`).
    """
    from assistant.progress import bar
    from ingest.events import json_lines
    from ingest.parse import READING_VERSION
    from ingest.pipeline import ingest
    from ingest.readers.common import Limits
    from ingest.worker import ParserProcess

    missing = [path for path in paths if not path.exists()]
    if missing:
        raise IngestError(f"{missing[0]} does not exist; check the path")
    limits = Limits(
        max_bytes=int(settings.max_file_mb * 1e6),
        max_pages=settings.max_pages,
        max_expanded_bytes=int(settings.max_expanded_mb * 1e6),
        seconds=settings.max_seconds,
        ocr_languages=settings.ocr_language,
    )
    index = open_library(settings, create=True)
    try:
        with (
            bar(quiet=quiet or events) as progress,
            ParserProcess(limits, memory_mb=settings.max_memory_mb) as parse,
        ):
            return ingest(
                paths,
                index,
                parse,
                prune=prune,
                progress=json_lines(sys.stderr) if events else progress,
                reading=READING_VERSION,
            )
    finally:
        index.close()


def list_documents(settings: Settings) -> list[dict[str, Any]]:
    """Return what is indexed, superseded versions too, as JSON."""
    index = open_library(settings)
    return [
        document_json(held.document)
        | {
            "pages": held.document.pages,
            "passages": held.passages,
            "draft": held.document.draft,
            "form": held.document.form,
            "state": _state(held),
            "superseded_by": held.superseded_by,
            "same_as": held.same_as,
            "sources": list(held.sources),
        }
        for held in index.holdings()
    ]


def _state(held: "HeldDocument") -> str:
    if held.superseded_by:
        return "superseded"
    return "same paper" if held.same_as else "indexed"


def list_passages(settings: Settings, document_id: str) -> tuple[Document, list[Passage]]:
    """Return a document and its passages in reading order.

    An unambiguous beginning of the id is enough. Raises IngestError for an unknown document.
    """
    index = open_library(settings)
    known = [document for document in index.documents() if document.id.startswith(document_id)]
    exact = [document for document in known if document.id == document_id]
    if len(exact or known) != 1:
        what = "is the beginning of several ids" if known else "is no document that is indexed"
        raise IngestError(f"'{document_id}' {what}; `panel-assistant documents` lists them")
    document = (exact or known)[0]
    return document, index.passages(document.id)
