"""The register of commitments: what the papers give, what people decided, and how they decide."""

import threading
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, get_args

from assistant.commitments.decisions import (
    Change,
    Event,
    RegisterError,
    Source,
    check_fields,
    decided,
    resolve_merge,
    source_of,
    undone_ids,
)
from assistant.commitments.entries import Entry, Found, entries, shown_of, source_for
from assistant.commitments.evidence import Papers
from assistant.commitments.finding import find_commitments
from assistant.commitments.identity import commitment_id, fingerprint
from assistant.commitments.model import Relation
from assistant.commitments.register_file import RegisterFile
from assistant.types import Document, Passage

VERDICTS = (*get_args(Relation), "unrelated")
_LONGEST_NOTE = 4000


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """The register at one moment; `problems` say what of its file could not be read."""

    entries: tuple[Entry, ...]
    problems: tuple[str, ...] = ()
    until: date | None = None


def find(documents: Sequence[Document], passages: Callable[[str], Sequence[Passage]]) -> Found:
    """Read the papers: every commitment, and every sentence that may be evidence."""
    return Found(
        documents=tuple(documents),
        passages=passages,
        papers=Papers(documents, passages),
        commitments=find_commitments(documents, passages),
    )


def _utc() -> datetime:
    return datetime.now(UTC)


class Register:
    """The register over an index; safe for several threads and processes.

    `found` gives what the papers say now and is asked again at every call, so that it can follow
    the index; `clock` gives the time that decisions are dated with.
    """

    def __init__(
        self, file: RegisterFile, found: Callable[[], Found], clock: Callable[[], datetime] = _utc
    ) -> None:
        self._file = file
        self._found = found
        self._clock = clock
        self._lock = threading.Lock()

    @property
    def papers(self) -> Found:
        """What the papers say now, without anybody's decisions."""
        return self._found()

    def shown(self, today: date) -> Shown:
        """Return the register as of `today`, overdue first."""
        held = self._file.read()
        found = self._found()
        return Shown(
            entries=entries(found, held.events, today),
            problems=held.problems,
            until=found.papers.until,
        )

    def confirm(self, name: str, *, by: str, note: str = "") -> Event:
        """Say that a commitment is one, as shown."""
        return self._decide("confirm", name, by=by, note=note)

    def correct(self, name: str, fields: Mapping[str, Any], *, by: str, note: str = "") -> Event:
        """Set fields: kind, owners (list), to, due (ISO day), due_text, status, wording.

        A status "fulfilled" needs a note that says where it shows, or evidence that was confirmed.
        """
        checked = check_fields(fields)
        if not checked:
            raise RegisterError("nothing to correct")
        if checked.get("status") == "fulfilled" and not note.strip():
            raise RegisterError("say in the note where it shows that this was fulfilled")
        return self._decide("correct", name, by=by, note=note, fields=checked)

    def merge(self, name: str, into: str, *, by: str, note: str = "") -> Event:
        """Say that a commitment is the same as another, which then stands for both."""

        def check(events: Sequence[Event]) -> None:
            states = decided(events)
            if resolve_merge(into, states) == name or into == name:
                raise RegisterError("a commitment cannot be merged into itself")
            self._entry(into, events)

        return self._decide("merge", name, by=by, note=note, into=into, check=check)

    def close(self, name: str, *, by: str, reason: str) -> Event:
        """Take a commitment off the open list, for a reason."""
        if not reason.strip():
            raise RegisterError("say why it is closed")
        return self._decide("close", name, by=by, note=reason)

    def reopen(self, name: str, *, by: str, note: str = "") -> Event:
        """Put a closed commitment back."""
        return self._decide("reopen", name, by=by, note=note)

    def note(self, name: str, text: str, *, by: str) -> Event:
        """Add a note."""
        if not text.strip():
            raise RegisterError("the note is empty")
        return self._decide("note", name, by=by, note=text)

    def judge(self, name: str, quote: str, verdict: str, *, by: str, note: str = "") -> Event:
        """Say what a piece of evidence is: one of `VERDICTS`. `quote` is its sentence."""
        if verdict not in VERDICTS:
            raise RegisterError(f"'{verdict}' is none of {', '.join(VERDICTS)}")
        fields = {"sentence": fingerprint(quote), "verdict": verdict}
        return self._decide("evidence", name, by=by, note=note, fields=fields)

    def add(
        self,
        passage_id: str,
        start: int,
        end: int,
        fields: Mapping[str, Any],
        *,
        by: str,
        note: str = "",
    ) -> Event:
        """Add a commitment that was not found: `passage.text[start:end]`, with its fields.

        Raises RegisterError when the span is not in a passage that is held.
        """
        found = self._found()
        held = (
            (document, passage)
            for document in found.documents
            for passage in found.passages(document.id)
            if passage.id == passage_id
        )
        document, passage = next(held, (None, None))
        if document is None or passage is None:
            raise RegisterError(f"no passage {passage_id} is held")
        text = passage.text[start:end]
        if not 0 <= start < end <= len(passage.text) or not text.strip():
            raise RegisterError("the words to add are not in that passage")
        shown = {"kind": "action", **check_fields(fields)}
        name = commitment_id(document, text)
        source = source_of(document, passage, text)
        return self._write(
            lambda _: self._event("add", name, by, note, source, fields=shown, shown=shown)
        )

    def undo(self, event_id: str, *, by: str, note: str = "") -> Event:
        """Undo one event; undoing an undo brings the event back."""

        def make(events: Sequence[Event]) -> Event:
            event = next((one for one in events if one.id == event_id), None)
            if event is None:
                raise RegisterError("that change is not in the register")
            if event.id in undone_ids(events):
                raise RegisterError("that change is undone already")
            return self._event("undo", event.commitment, by, note, event.source, undoes=event.id)

        return self._write(make)

    def _decide(
        self,
        change: Change,
        name: str,
        *,
        by: str,
        note: str,
        fields: Mapping[str, Any] | None = None,
        into: str | None = None,
        check: Callable[[Sequence[Event]], None] | None = None,
    ) -> Event:
        # What takes long (reading the papers, looking for evidence) is not done under the lock.
        self._entry(name, self._file.read().events)

        def make(events: Sequence[Event]) -> Event:
            entry = self._entry(name, events)
            if check is not None:
                check(events)
            found = self._found()
            one = entry.commitment
            source = source_for(one, found.passages) or _last_source(entry)
            if source is None:
                raise RegisterError("the source of that commitment is not held")
            if entry.source == "source changed" and change == "note":
                source = _last_source(entry) or source  # a note does not accept the change
            return self._event(
                change, name, by, note, source, fields=fields or {}, into=into, shown=shown_of(one)
            )

        return self._write(make)

    def _entry(self, name: str, events: Sequence[Event]) -> Entry:
        today = self._clock().date()
        for entry in entries(self._found(), events, today):
            if entry.id == name:
                return entry
            if any(one.id == name for one in entry.merged):
                return replace(entry, commitment=next(o for o in entry.merged if o.id == name))
        raise RegisterError(f"no commitment {name} is in the register")

    def _write(self, make: Callable[[Sequence[Event]], Event]) -> Event:
        with self._lock:
            (event,) = self._file.append(lambda events: (make(events),))
        return event

    def _event(
        self,
        change: Change,
        name: str,
        by: str,
        note: str,
        source: Source | None,
        **more: Any,  # noqa: ANN401 - the other fields of Event
    ) -> Event:
        by, note = " ".join(by.split()), note.strip()
        if not by:
            raise RegisterError("say who decides: the name is missing")
        if len(note) > _LONGEST_NOTE:
            raise RegisterError(f"the note is longer than {_LONGEST_NOTE} characters")
        return Event(
            id=uuid.uuid4().hex,
            at=self._clock().astimezone(UTC).isoformat(timespec="seconds"),
            by=by,
            change=change,
            commitment=name,
            source=source,
            note=note,
            **more,
        )


def _last_source(entry: Entry) -> Source | None:
    return next((e.source for e in reversed(entry.history) if e.source is not None), None)
