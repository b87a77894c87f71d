"""The file of decisions: one JSON object a line, only ever added to, on disk before it is said.

Each line carries a digest of itself, so a damaged one is told from a sound one. The file lies
beside the index, not in it: an index may be deleted and made anew from the papers, decisions may
not. A write is appended under a lock and synced before it is answered; a process killed on the way
leaves at most one unfinished line behind, which says of itself that it is unfinished. Where a line
is damaged the next write first keeps a copy of the whole file as it was, then goes on with the
lines that can be read.
"""

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from assistant.commitments.decisions import CHANGES, Event, RegisterError, Source

_WAIT = 20.0  # seconds for another process to finish its write


@dataclass(frozen=True, kw_only=True, slots=True)
class Contents:
    """What the file holds; `problems` say in one line each what could not be read."""

    events: tuple[Event, ...] = ()
    problems: tuple[str, ...] = ()


class RegisterFile:
    """The decisions of one index; safe for several threads and processes."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> Contents:
        """Return what can be read, and say what cannot. A file that is not there holds nothing."""
        return self._parsed(self._bytes())

    def append(self, make: Callable[[Sequence[Event]], Sequence[Event]]) -> tuple[Event, ...]:
        """Add events, which `make` makes of those held, and return them once they are on disk.

        `make` is called under the lock, so it sees what other processes wrote. Raises
        RegisterError when the file cannot be written.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{self.path}.lock", timeout=_WAIT):
                data = self._bytes()
                held = self._parsed(data)
                if held.problems or (data and not data.endswith(b"\n")):
                    self._mend(data, held)
                events = tuple(make(held.events))
                lines = "".join(_line(event) for event in events).encode()
                if lines:
                    _add(self.path, lines)
                return events
        except Timeout:
            raise RegisterError(f"{self.path} is being written by another process") from None
        except OSError as error:
            reason = error.strerror or "the system refused"
            raise RegisterError(f"{self.path} cannot be written: {reason}") from error

    def _bytes(self) -> bytes:
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return b""
        except OSError as error:
            reason = error.strerror or "the system refused"
            raise RegisterError(f"{self.path} cannot be read: {reason}") from error

    def _parsed(self, data: bytes) -> Contents:
        events: list[Event] = []
        problems: list[str] = []
        seen: set[str] = set()
        pieces = data.split(b"\n")
        for number, raw in enumerate(pieces, 1):
            if not raw.strip():
                continue
            try:
                event = _event(raw)
            except (ValueError, KeyError, TypeError):
                last = number == len(pieces)
                what = "is unfinished (a write was cut off)" if last else "is damaged"
                problems.append(f"{self.path.name}, line {number} {what}; the other lines are kept")
                continue
            if event.id not in seen:
                seen.add(event.id)
                events.append(event)
        return Contents(events=tuple(events), problems=tuple(problems))

    def _mend(self, data: bytes, held: Contents) -> None:
        """Keep the file as it is under another name, and go on with what can be read."""
        if held.problems:
            stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
            kept = self.path.with_name(f"{self.path.stem}.damaged-{stamp}{self.path.suffix}")
            _write(kept, data)
        sound = self.path.with_name(f"{self.path.name}.new")
        _write(sound, "".join(_line(event) for event in held.events).encode())
        sound.replace(self.path)
        _sync_folder(self.path.parent)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _add(path: Path, data: bytes) -> None:
    new = not path.exists()
    with path.open("ab") as file:
        before = file.tell()
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            os.truncate(path, before)  # a full disk leaves no half line behind
            raise
    if new:
        _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # a folder cannot be opened there; the file itself is synced
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _digest(row: dict[str, Any]) -> str:
    text = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _line(event: Event) -> str:
    row = {name: value for name, value in asdict(event).items() if value is not None}
    return json.dumps(row | {"sum": _digest(row)}, ensure_ascii=True) + "\n"


def _event(raw: bytes) -> Event:
    row = json.loads(raw)
    digest = row.pop("sum")
    if digest != _digest(row):
        raise ValueError("digest")
    if row["change"] not in CHANGES:
        raise ValueError("change")
    source = row.pop("source", None)
    return Event(source=Source(**source) if source else None, **row)
