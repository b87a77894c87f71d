"""What the command `commitments` prints and writes."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from assistant.commitments.entries import Entry
from assistant.commitments.exporting import write_briefing, write_csv, write_excel
from assistant.commitments.model import STATUSES, Status


def statuses_of(given: Sequence[str]) -> tuple[tuple[Status, ...], str | None]:
    """Return the statuses named, and the first name that is none; case does not matter."""
    out: list[Status] = []
    for name in given:
        status = next((one for one in STATUSES if one == " ".join(name.lower().split())), None)
        if status is None:
            return (), name
        out.append(status)
    return tuple(out), None


def listed(entries: Sequence[Entry], until: date | None) -> str:
    """Return the entries in plain words, each with its place."""
    lines: list[str] = []
    for entry in entries:
        one = entry.commitment
        due = ""
        if one.due:
            due = f", due {one.due.day.isoformat() if one.due.day else one.due.text}"
        marks = [
            name for name, on in (("confirmed", entry.confirmed), ("closed", entry.closed)) if on
        ]
        marks += [entry.source] if entry.source in {"source changed", "source gone"} else []
        note = f" ({', '.join(marks)})" if marks else ""
        owner = "; ".join(one.owners) or "owner not stated"
        lines.append(f"{one.status.upper()}{note}  {owner}{due}  [{one.kind}]  {one.id}")
        lines.append(f"    “{one.text}”")
        lines.append(f"    {one.citation.label}; {one.status_text}")
        lines += [
            f"    {e.relation}: “{e.citation.quote}” ({e.citation.label})" for e in one.evidence
        ]
        lines += [f"    note: {problem}" for problem in one.problems]
        if entry.source_detail:
            lines.append(f"    {entry.source}: {entry.source_detail}")
    held = f" in the papers held up to {until.day} {until:%B %Y}" if until else ""
    noun = "commitment" if len(entries) == 1 else "commitments"
    lines.append(f"{len(entries)} {noun}{held}.")
    return "\n".join(lines)


def export(
    entries: Sequence[Entry],
    *,
    csv: Path | None,
    excel: Path | None,
    briefing: Path | None,
    today: date,
    until: date | None,
    meeting: date | None = None,
) -> None:
    """Write the files that are named; a briefing is for `meeting`.

    Raises RegisterError when one cannot be written.
    """
    if csv is not None:
        write_csv(entries, csv)
    if excel is not None:
        write_excel(entries, excel)
    if briefing is not None:
        body = next((b for e in entries if (b := e.commitment.citation.document.body)), "")
        write_briefing(entries, briefing, meeting=meeting, today=today, body=body, until=until)
