"""The status of a commitment, from its evidence, its due day and the papers that are held."""

from dataclasses import replace
from datetime import date

from assistant.commitments.model import Commitment, Status


def with_status(commitment: Commitment, until: date | None, today: date) -> Commitment:
    """Return the commitment with the status that its evidence and due day give.

    `until` is the latest meeting of which papers are held; `today` is the caller's.
    """
    sure = [one for one in commitment.evidence if one.relation != "may relate"]
    counted = [one for one in sure if one.confirmed is not False]
    relations = [one.relation for one in counted]
    due = commitment.due.day if commitment.due else None
    held = (
        f"no later record in the documents held up to {_spoken(until)}"
        if until
        else "no later record"
    )
    passed = due is not None and due < today
    status: Status
    if "fulfils" in relations:
        cited = next(one for one in counted if one.relation == "fulfils").citation
        status, text = "fulfilled", f"fulfilled: {cited.label}"
    elif "partly" in relations:
        cited = next(one for one in reversed(counted) if one.relation == "partly").citation
        status, text = "partly fulfilled", f"partly fulfilled: {cited.label}"
        text += f"; was due by {_spoken(due)}" if passed else ""
    elif passed:
        last = f"last said to be open: {counted[-1].citation.label}" if counted else held
        status, text = "overdue", f"overdue since {_spoken(due)}; {last}"
    elif counted:
        status, text = "open", f"open: {counted[-1].citation.label}"
    elif due is not None:
        status, text = "open", f"open: due by {_spoken(due)}"
    else:
        status, text = "no later record", held
    return replace(commitment, status=status, status_text=text)


def _spoken(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else "?"
