"""Sources outside the conversation: those of a commitment and of a timeline.

The browser names them by a key that the page gave it ("c-1a2b.9f0e": commitment and stamp), never
by a passage. The stamp is of the citations as they were shown: where the register has changed
since, a number could mean another sentence, so that nothing is opened.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

from assistant.commitments.entries import Entry
from assistant.commitments.register import Register
from assistant.commitments.timeline import Moment, timeline
from assistant.types import Citation
from ui.wanted import aim_of

_TIMELINE = "t-"


def citations_of(entry: Entry) -> tuple[Citation, ...]:
    """Return the citations of an entry: its own, its evidence's, those of what was merged in."""
    one = entry.commitment
    own = [one.citation, *(evidence.citation for evidence in one.evidence)]
    return (*own, *(other.citation for other in entry.merged))


def entry_key(entry: Entry) -> str:
    """Return the key under which the browser asks for the sources of an entry."""
    return f"{entry.id}.{_stamp(citations_of(entry))}"


def timeline_key(wanted: Mapping[str, str], moments: Sequence[Moment]) -> str:
    """Return the key under which the browser asks for the sources of a timeline."""
    packed = base64.urlsafe_b64encode(json.dumps(dict(wanted)).encode()).decode().rstrip("=")
    return f"{_TIMELINE}{packed}.{_stamp([one.citation for one in moments])}"


def _stamp(citations: Sequence[Citation]) -> str:
    said = "\n".join(f"{one.passage_id} {one.start} {one.end}" for one in citations)
    return hashlib.sha256(said.encode()).hexdigest()[:8]


def cited(register: Register, key: object) -> tuple[Citation, ...]:
    """Return the citations that a key stands for; none where it no longer stands for them."""
    if not isinstance(key, str):
        return ()
    name, _, stamp = key.rpartition(".")
    found: Sequence[Citation]
    if name.startswith(_TIMELINE):
        found = [one.citation for one in moments_of(register, _unpacked(name[len(_TIMELINE) :]))]
    else:
        shown = register.shown(date.today()).entries
        found = next((citations_of(entry) for entry in shown if entry.id == name), ())
    return tuple(found) if _stamp(found) == stamp else ()


def _unpacked(packed: str) -> dict[str, str]:
    try:
        read = json.loads(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))
    except (ValueError, binascii.Error):
        return {}
    return read if isinstance(read, dict) else {}


def moments_of(register: Register, wanted: Mapping[str, object]) -> tuple[Moment, ...]:
    """Return the timeline of `aim` (a key as `wanted.aim_key` writes it) and `topic`."""
    priority, number = aim_of(str(wanted.get("aim") or ""))
    return timeline(
        register.papers,
        register.shown(date.today()).entries,
        key_aim=number,
        strategic_priority=priority,
        topic=str(wanted.get("topic") or "")[:300],
    )


def open_button(citation: Citation, *, key: str, number: int) -> str:
    """Return the button, named by the place, that opens a source; plain text for one that is gone.

    The number counts from 1 in what `cited` returns for the key.
    """
    place = escape(citation.label)
    if not citation.passage_id:
        return f'<span class="place">{place}</span>'
    return (
        f'<button type="button" class="open-source" id="{escape(f"{key}-{number}")}" '
        f'data-turn="{escape(key)}" data-number="{number}" aria-haspopup="dialog">'
        f'<span class="unseen">Open the source: </span>{place}</button>'
    )
