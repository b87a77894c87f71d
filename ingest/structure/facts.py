"""What a document is: kind, title, committee, date, draft or approved; all from its text."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.types import DocumentKind
from ingest.structure import patterns as p
from ingest.structure.clean import Line
from ingest.structure.dates import dates_in

_SURE_ITEMS = [pattern for name, pattern in p.ITEM_STYLES.items() if name != "number"]
_FRONT = 25  # lines that can belong to a front page


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """What the front of a document says about the whole of it."""

    kind: DocumentKind
    title: str
    meeting_date: date | None
    body: str | None
    draft: bool | None
    strategic_priority: int | None
    period: str | None  # the financial year a report is about, where its front names one


def front_lines(lines: Sequence[Line]) -> list[Line]:
    """Return the lines in front of the text proper: title, date, venue, letterhead.

    The front ends with the first sentence, list entry, numbered line or inner heading.
    """
    front: list[Line] = []
    top = 0
    for line in lines[:_FRONT]:
        if line.kind == "bullet" or line.item_link or line.attached:
            break
        if line.kind == "heading":
            names_meeting = dates_in(line.text) or p.BODY.search(line.text)
            if front and top and line.level > top and not names_meeting:
                break
            top = top or line.level
        if p.KNOWN_ITEMS.match(line.text) and not _is_title(line.text) and front:
            break
        if is_prose(line) and not dates_in(line.text):
            break
        if is_prose(line) and line.words > 25:
            break
        if p.NUMBERED.match(line.printed) or (line.mark and front):
            break
        if p.AIM_LABELLED.match(line.printed) and front:
            break
        if any(style.match(line.printed) for style in _SURE_ITEMS) or p.PURPOSE.match(line.text):
            break
        front.append(line)
    return front


def is_prose(line: Line) -> bool:
    """Whether a line is a sentence or more rather than a title, a label or an entry."""
    if line.kind in {"heading", "table_row"} or p.FRONT_LABEL.match(line.text):
        return False
    return (
        (line.terminal and line.words >= 8)
        or line.words > 30
        or (line.text.endswith(":") and line.words > 12)
    )


def facts(
    lines: Sequence[Line], front: Sequence[Line], declared: str | None, *, aims: bool
) -> Facts:
    """Find the facts of a document in its `front`, with its other lines as evidence."""
    kind = _kind(lines, front, declared, aims=aims)
    title = _title(front, lines, declared)
    priority = next((n for line in front if (n := strategic_priority(line.text))), None)
    if priority is None and declared:
        priority = strategic_priority(declared)
    return Facts(
        kind=kind,
        title=title,
        meeting_date=_meeting_date(front, declared),
        body=_body(front, lines, declared),
        draft=_draft(front, declared),
        strategic_priority=priority,
        period=_period(front, declared),
    )


def strategic_priority(text: str) -> int | None:
    """Return the strategic priority that `text` names; None if it names none or several."""
    numbers = {
        int(p.NUMBER_WORDS.get(m["n"].lower(), m["n"])) for m in p.STRATEGIC_PRIORITY.finditer(text)
    }
    return numbers.pop() if len(numbers) == 1 else None


def _is_title(text: str) -> bool:
    return bool(p.MINUTES_TITLE.search(text) or p.AGENDA_TITLE.search(text))


def _kind(
    lines: Sequence[Line], front: Sequence[Line], declared: str | None, *, aims: bool
) -> DocumentKind:
    top = [line.text for line in front[:10]] + ([declared] if declared else [])
    signals = sum(
        any(pattern.search(line.text) for line in lines) for pattern in p.MINUTES_SIGNALS.values()
    )
    report = any(p.REPORT_TITLE.search(text) for text in top)
    if any(p.MINUTES_TITLE.search(text) for text in top) and not (report and signals == 0):
        return "minutes"
    if any(p.AGENDA_TITLE.search(text) for text in top):
        return "minutes" if signals >= 3 else "agenda"
    if signals >= 4 and not aims:
        return "minutes"
    return "report" if report or aims else "other"


def _title(front: Sequence[Line], lines: Sequence[Line], declared: str | None) -> str:
    headings = [line for line in front if line.kind == "heading"]
    chosen: list[str] = []
    for line in headings or front:
        text = _undated(line.text)
        if p.ATTENDANCE_HEADING.match(text) and line.text.endswith(":"):
            break
        if not text or p.FRONT_LABEL.match(line.text) or is_prose(line):
            continue
        if p.LETTERHEAD.match(text) or line.kind == "table_row" or text.startswith("("):
            continue
        if chosen and chosen[-1].endswith(":"):
            chosen[-1] = f"{chosen[-1]} {text}"
        elif text not in chosen:
            chosen.append(text)
        if len(chosen) == 3:
            break
    if not chosen and declared:
        chosen = [_undated(declared) or declared]
    if not chosen and lines:
        chosen = [" ".join(lines[0].text.split()[:12])]
    # A front of many short lines is a list of people or an address, not one long title.
    lowered = [text.lower() for text in chosen]
    chosen = [
        text
        for n, text in enumerate(chosen)
        if not any(text.lower() in other for m, other in enumerate(lowered) if m != n)
    ]
    title = " – ".join(recased(text.strip(" :–-"), lines) for text in chosen)
    return title[:200] or "Untitled"


def _undated(text: str) -> str:
    """Return `text` without the date and time at its end, or "" when there is nothing else."""
    out = re.sub(r"\s+held (?:on|at|in)\b.*$", "", text)
    for pattern in (*p.DATES.values(), p.WEEKDAY, p.CLOCK):
        out = pattern.sub("", out)
    if out == text:
        return text.strip()
    out = re.sub(r"\b(?:held )?(?:on|at)\s*[,.\s–-]*$", "", out.strip(" ,.–-"))
    return " ".join(out.split()).strip(" ,.–-")


def recased(text: str, lines: Sequence[Line]) -> str:
    """Give words set in capitals the case the document gives them in running text.

    An abbreviation stays as it is, because running text writes it in capitals, too.
    """
    words = text.split()
    capitals = [w for w in words if w.isupper() and len(w) > 1]
    if not text.isupper() and len(capitals) < max(2, 0.3 * len(words)):
        return text
    forms: dict[str, Counter[str]] = {}
    for line in lines:
        if line.text.isupper():
            continue
        for token in re.findall(r"[\w’'&]+", re.sub(r"\S*(?:://|www\.|@)\S*", " ", line.text)):
            forms.setdefault(token.upper(), Counter())[token] += 1
    return " ".join(
        re.sub(r"[\w’'&]+", lambda m: _recased_word(m[0], forms), word) for word in words
    )


_SMALL = {"of", "the", "and", "to", "for", "on", "in", "at", "by", "with", "a", "an"}


def _recased_word(word: str, forms: dict[str, Counter[str]]) -> str:
    if not word.isupper() or len(word) == 1:
        return word
    if word.lower() in _SMALL:
        return word.lower()
    if not any(c in "AEIOUY" for c in word):
        return word  # nobody pronounces it: an abbreviation
    seen = forms.get(word)
    if seen and seen.most_common(1)[0][0] == word:
        return word
    if seen or len(word) > 4 or any(c in "AEIOU" for c in word[1:]):
        return word.capitalize()
    return word


def _meeting_date(front: Sequence[Line], declared: str | None) -> date | None:
    """Find the date of the meeting: a labelled one, else one with weekday or time, else any.

    Only the front counts, where "minutes of the meeting held on …" names the document itself and
    not an earlier meeting; lines about other meetings and about publication are left out.
    """
    candidates: list[tuple[int, date]] = []
    for line in front:
        found = dates_in(line.text)
        if not found or p.OTHER_DATE.search(line.text):
            continue
        if p.DATE_LABEL.match(line.text):
            weight = 0
        elif p.WEEKDAY.search(line.text) or p.CLOCK.search(line.text) or _is_title(line.text):
            weight = 1
        else:
            weight = 2
        candidates.append((weight, found[0]))
    if candidates:
        return min(candidates, key=lambda candidate: candidate[0])[1]
    in_title = dates_in(declared) if declared else []
    return in_title[0] if in_title else None


def _body(front: Sequence[Line], lines: Sequence[Line], declared: str | None) -> str | None:
    texts = [recased(line.text, lines) for line in front] + ([declared] if declared else [])
    best: str | None = None
    for text in texts:
        stripped = p.BODY_OPENING.sub("", text, count=1)
        for candidate in (stripped, text):
            match = p.BODY.search(candidate)
            if match is None:
                continue
            name = " ".join(match["name"].split())
            name = re.sub(
                r"^(?:The|Report|Minutes|Agenda)\s+(?:(?:To|Of)\s+)?(?:the\s+)?", "", name
            )
            if len(name.split()) < 2:
                continue
            if re.search(r"(?:Panel|Committee|Board|Commission)$", name):
                return name
            best = best or name
            break
    return best


def _draft(front: Sequence[Line], declared: str | None) -> bool | None:
    texts = [line.text for line in front[:12]] + ([declared] if declared else [])
    if any(p.DRAFT.search(text) for text in texts):
        return True
    if any(p.APPROVED.search(text) for text in texts):
        return False
    return None


def _period(front: Sequence[Line], declared: str | None) -> str | None:
    for text in [line.text for line in front] + ([declared] if declared else []):
        match = p.YEAR_SPAN.search(text)
        if match and (int(match["a"]) + 1) % 100 == int(match["b"][-2:]):
            return match[0]
    return None
