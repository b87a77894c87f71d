"""What a person decided on the page, as the browser sends it, taken to the register."""

from collections.abc import Mapping
from datetime import date

from assistant.commitments.choosing import Spot, find_words
from assistant.commitments.decisions import RegisterError
from assistant.commitments.due import Calendar, read_due
from assistant.commitments.entries import Entry
from assistant.commitments.register import Register

_LONGEST_WORDS = 2000


class SeveralSpotsError(RegisterError):
    """The words of a commitment to add stand in several places; one has to be chosen."""

    def __init__(self, spots: tuple[Spot, ...]) -> None:
        super().__init__("these words stand in several places: choose one, then press Add again")
        self.spots = spots


def decide(register: Register, asked: Mapping[str, object]) -> str:
    """Take one decision to the register and return the id of the commitment to show afterwards.

    `asked` holds `do`, `id`, `by`, `note` and what else the decision needs. Raises RegisterError
    with one line where it cannot be taken; everything in `asked` may be anything.
    """
    do, name, by, note = (_said(asked, key) for key in ("do", "id", "by", "note"))
    if not by:
        raise RegisterError("please write your name: it is kept with the decision")
    match do:
        case "confirm" | "reopen":
            {"confirm": register.confirm, "reopen": register.reopen}[do](name, by=by, note=note)
        case "note":
            register.note(name, note, by=by)
        case "close":
            register.close(name, by=by, reason=note)
        case "correct":
            entry = _entry(register, name)
            register.correct(name, _fields(asked, entry.commitment.made_on), by=by, note=note)
        case "merge":
            into = _said(asked, "into")
            if not into:
                raise RegisterError("please choose the commitment that this one is the same as")
            register.merge(name, into, by=by, note=note)
            return into
        case "judge":
            quote = _quote(_entry(register, name), asked.get("evidence"))
            register.judge(name, quote, _said(asked, "verdict"), by=by, note=note)
        case "undo":
            return register.undo(_said(asked, "event"), by=by, note=note).commitment
        case "add":
            return _add(register, asked, by=by, note=note)
        case _:
            raise RegisterError("the page asked for something that the register does not know")
    return name


def _said(asked: Mapping[str, object], key: str) -> str:
    value = asked.get(key)
    return value.strip() if isinstance(value, str) else ""


def _entry(register: Register, name: str) -> Entry:
    for entry in register.shown(date.today()).entries:
        if entry.id == name:
            return entry
    raise RegisterError("this commitment is no longer in the register: load the page again")


def _quote(entry: Entry, number: object) -> str:
    """Return the sentence of evidence `number`, counted as the page counts, from 2."""
    evidence = entry.commitment.evidence
    if not isinstance(number, int) or not 2 <= number < 2 + len(evidence):
        raise RegisterError("this sentence is no longer shown: load the page again")
    return evidence[number - 2].citation.quote


def _fields(asked: Mapping[str, object], made_on: date | None) -> dict[str, object]:
    """Return the fields of a correction; what was left as it was is not among them."""
    given = asked.get("fields")
    out: dict[str, object] = {}
    for name, value in (given if isinstance(given, Mapping) else {}).items():
        if not isinstance(value, str):
            continue
        text = " ".join(value.split())
        if name == "owners":
            out["owners"] = text.split(";")
        elif name == "due":
            out |= due_fields(text, made_on)
        elif name in {"to", "kind", "status", "wording"}:
            out[name] = text or None
    return out


def due_fields(text: str, made_on: date | None) -> dict[str, object]:
    """Return a due date as typed: the day that the words allow, and the words.

    Raises RegisterError for what looks like a day and is none ("31 June 2021"), and for a day that
    lies before the meeting.
    """
    if not text:
        return {"due": None, "due_text": None}
    due, problems = read_due(text, Calendar(made_on=made_on))
    if any(letter.isdigit() for letter in text) and not (due and due.day):
        raise RegisterError(f"“{text}” is no day: write it as 19 November 2021, or in words")
    if due and due.day and problems:
        raise RegisterError(problems[0])
    day = due.day.isoformat() if due and due.day else None
    return {"due": day, "due_text": text}


def _add(register: Register, asked: Mapping[str, object], *, by: str, note: str) -> str:
    words = _said(asked, "words").strip("“”\"' \n")
    if not words or len(words) > _LONGEST_WORDS:
        raise RegisterError("please copy the words of the commitment from its document")
    spots = find_words(register.papers, words)
    if not spots:
        raise RegisterError("no document that is held says these words: copy them as they stand")
    number = asked.get("spot")
    if len(spots) > 1 and number is None:
        raise SeveralSpotsError(spots)
    if not isinstance(number, int) or not 0 <= number < len(spots):
        number = 0
    spot = spots[number]
    fields = {
        key: value for key, value in _fields(asked, spot.document.meeting_date).items() if value
    }
    event = register.add(spot.passage.id, spot.start, spot.end, fields, by=by, note=note)
    return event.commitment
