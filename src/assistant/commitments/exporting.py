"""The register as a spreadsheet (CSV, Excel) and as a briefing of one page (Word)."""

import csv
import io
import os
import re
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from assistant.commitments.decisions import RegisterError
from assistant.commitments.entries import Entry
from assistant.commitments.model import Due

COLUMNS = (
    "Status",
    "Owner",
    "Commitment",
    "To",
    "Due",
    "Made on",
    "Source",
    "Kind",
    "What later papers show",
    "Confirmed",
    "Notes",
    "Id",
)
_WIDTHS = (16, 22, 70, 16, 16, 12, 40, 14, 60, 12, 30, 16)
# A cell that begins like this is run as a formula by spreadsheets; papers are not to be trusted.
_FORMULA = re.compile(r"^[\s]*[=+\-@\t\r]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_LONGEST_CELL = 32_000  # Excel's own limit is 32,767 characters
# What fits one page of A4 at 9.5 points beside the heading.
_PAGE_ROWS, _PAGE_CHARACTERS = 14, 190
_LEANS_BELOW = 100  # characters of a sentence that may need what stands before it


def row_of(entry: Entry) -> tuple[str, ...]:
    """Return an entry's cells as plain text, in the order of `COLUMNS`."""
    one = entry.commitment
    due = one.due
    said = {None: "", True: " (confirmed)", False: " (not related)"}
    shown = [
        f"{e.relation}{said[e.confirmed]}: “{e.citation.quote}” ({e.citation.label})"
        for e in one.evidence
    ]
    confirmed = "yes" if entry.confirmed else ""
    if entry.source in {"source changed", "source gone"}:
        confirmed = f"{confirmed} {entry.source}".strip()
    notes = [f"In other words: {entry.wording}"] if entry.wording else []
    notes += [event.note for event in entry.notes]
    if entry.closed:
        notes.append(f"closed by {entry.closed['by']}: {entry.closed['reason']}")
    return (
        f"{one.status} (closed)" if entry.closed else one.status,
        "; ".join(one.owners),
        one.text,
        one.to or "",
        (due.day.isoformat() if due.day else due.text) if due else "",
        one.made_on.isoformat() if one.made_on else "",
        one.citation.label,
        one.kind,
        "\n".join(shown) or one.status_text,
        confirmed,
        "\n".join([*notes, *one.problems]),
        one.id,
    )


def safe_cell(text: str) -> str:
    """Return text that a spreadsheet shows and never runs."""
    text = _CONTROL.sub("", text)[:_LONGEST_CELL]
    return f"'{text}" if _FORMULA.match(text) else text


def csv_text(entries: Sequence[Entry]) -> str:
    """Return the entries as CSV with a heading line; cells cannot be run as formulas."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([safe_cell(cell) for cell in row_of(entry)] for entry in entries)
    return out.getvalue()


def write_csv(entries: Sequence[Entry], path: Path) -> None:
    """Write CSV that Excel opens as UTF-8. Raises RegisterError when it cannot be written."""
    data = csv_text(entries).encode("utf-8-sig")

    def write(part: Path) -> None:
        part.write_bytes(data)

    _written(path, write)


def write_excel(entries: Sequence[Entry], path: Path) -> None:
    """Write a workbook with one sheet, heading frozen, filters on. Raises RegisterError."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.create_sheet("Commitments", 0)
    for extra in book.sheetnames[1:]:
        del book[extra]
    sheet.append(COLUMNS)
    for number, width in enumerate(_WIDTHS, 1):
        sheet.cell(row=1, column=number).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = width
    for row, entry in enumerate(entries, 2):
        for column, text in enumerate(row_of(entry), 1):
            cell = sheet.cell(row=row, column=column)
            if column in {5, 6} and re.fullmatch(r"\d{4}-\d\d-\d\d", text):
                cell.value = date.fromisoformat(text)
                cell.number_format = "d mmm yyyy"
            else:
                cell.value = safe_cell(text)
                cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{len(entries) + 1}"
    _written(path, book.save)


def write_briefing(
    entries: Sequence[Entry],
    path: Path,
    *,
    meeting: date | None,
    today: date,
    body: str = "",
    until: date | None = None,
) -> None:
    """Write a briefing of one page for the next meeting as a Word file.

    It shows what is overdue, what is due up to and at `meeting`, and what else is open; what does
    not fit the page is counted. `until` is the latest meeting of which papers are held. Raises
    RegisterError when it cannot be written.
    """
    import docx
    from docx.shared import Mm, Pt

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin = section.bottom_margin = Mm(15)
    style = document.styles["Normal"]
    style.font.size = Pt(9.5)
    style.paragraph_format.space_after = Pt(2)
    document.add_heading(
        f"Commitments: briefing{f' for {_day(meeting)}' if meeting else ''}", level=1
    )
    held = f" Papers are held up to the meeting of {_day(until)}." if until else ""
    document.add_paragraph(
        f"{_CONTROL.sub('', body)}{' – ' if body else ''}as of {_day(today)}.{held}"
    )
    room = _PAGE_ROWS
    for title, chosen in _groups(entries, meeting):
        if not chosen:
            continue
        document.add_heading(f"{title} ({len(chosen)})", level=2)
        fits = chosen[: max(room, 0)]
        room -= len(fits)
        for entry in fits:
            line = document.add_paragraph(style="List Bullet")
            one = entry.commitment
            line.add_run(f"{'; '.join(one.owners) or 'Owner not stated'}: ").bold = True
            line.add_run(_CONTROL.sub("", f"“{_short(one.text)}” "))
            if one.about and len(one.text) < _LEANS_BELOW:  # "those figures": say which
                line.add_run(_CONTROL.sub("", f"on “{_short(one.about, 100)}” "))
            due = f"{_due(one.due)}; " if one.due else ""
            line.add_run(
                _CONTROL.sub("", f"({due}{_short(one.citation.label, 110)})")
            ).italic = True
        if len(chosen) > len(fits):
            document.add_paragraph(f"and {len(chosen) - len(fits)} more in the register.")
    if room == _PAGE_ROWS:
        document.add_paragraph("Nothing is open.")
    _written(path, lambda part: document.save(str(part)))


def _groups(entries: Sequence[Entry], meeting: date | None) -> tuple[tuple[str, list[Entry]], ...]:
    alive = [one for one in entries if one.closed is None and one.commitment.status != "fulfilled"]
    overdue = [one for one in alive if one.commitment.status == "overdue"]
    soon = [
        one
        for one in alive
        if one not in overdue and meeting and one.commitment.due and one.commitment.due.day
        and one.commitment.due.day <= meeting
    ]  # fmt: skip
    rest = [one for one in alive if one not in overdue and one not in soon]
    firm = sorted(
        rest, key=lambda one: ("action", "undertaking", "intention").index(one.commitment.kind)
    )
    return ("Overdue", overdue), ("Due by the meeting", soon), ("Also open", firm)


def _short(text: str, limit: int = _PAGE_CHARACTERS) -> str:
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"


def _due(due: Due) -> str:
    return f"due {_day(due.day)}" if due.day else f"due: “{due.text}”"


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""


def _written(path: Path, write: Callable[[Path], None]) -> None:
    """Write beside the file and put it in place whole, so that no half file is ever left."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(suffix=path.suffix, dir=path.parent, prefix=".export-")
        os.close(handle)
        part = Path(name)
        try:
            write(part)
            part.replace(path)
        finally:
            with suppress(FileNotFoundError):
                part.unlink()
    except OSError as error:
        reason = error.strerror or "the system refused"
        raise RegisterError(f"{path} cannot be written: {reason}") from error
