"""Files of the register to save: what the filters show, as CSV, Excel or a briefing for Word."""

import base64
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from assistant.commitments.decisions import RegisterError
from assistant.commitments.entries import Entry
from assistant.commitments.exporting import write_briefing, write_csv, write_excel

_MIME = {
    "csv": "text/csv;charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def exported(
    entries: Sequence[Entry], form: object, *, meeting: object, today: date, until: date | None
) -> Mapping[str, str]:
    """Return a file as the browser saves it: `name`, `type`, and `data` in base64.

    `form` is csv, xlsx or docx; `meeting` the day that a briefing is for, as 2021-11-19, or empty.
    Raises RegisterError in one line when it cannot be made.
    """
    writers: Mapping[str, Callable[[Path], None]] = {
        "csv": lambda path: write_csv(entries, path),
        "xlsx": lambda path: write_excel(entries, path),
        "docx": lambda path: write_briefing(
            entries,
            path,
            meeting=_day(meeting),
            today=today,
            body=next((b for e in entries if (b := e.commitment.citation.document.body)), ""),
            until=until,
        ),
    }
    if not isinstance(form, str) or form not in writers:
        raise RegisterError("the page asked for a form of file that is not made here")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"commitments.{form}"
        try:
            writers[form](path)
        except ImportError as error:
            raise RegisterError(
                f"this file cannot be made: the package {error.name} is not installed"
            ) from None
        data = path.read_bytes()
    stem = "briefing" if form == "docx" else "commitments"
    return {
        "name": f"{stem}-{today.isoformat()}.{form}",
        "type": _MIME[form],
        "data": base64.b64encode(data).decode(),
    }


def _day(text: object) -> date | None:
    if not isinstance(text, str) or not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RegisterError(f"“{text}” is no day: write it as 2021-11-19") from None
