"""A register entry as JSON: the contract's keys, always there, and more beside them."""

from assistant.commitments.decisions import told
from assistant.commitments.entries import Entry
from assistant.contracts import Json, citation_json


def commitment_json(entry: Entry) -> Json:
    """Return an entry. `due` is a day where one is named, else the words, else null."""
    one = entry.commitment
    document, place = one.citation.document, one.citation.place
    day = one.due.day.isoformat() if one.due and one.due.day else None
    return {
        "id": one.id,
        "text": one.text,
        "owner": "; ".join(one.owners) or None,
        "to": one.to,
        "made_at": {
            "meeting_date": document.meeting_date.isoformat() if document.meeting_date else None,
            "item": place.item,
            "document": document.id or None,
            "title": document.title,
            "key_aim": place.key_aim,
            "page": place.page,
        },
        "due": day or (one.due.text if one.due else None),
        "status": one.status,
        "citation": citation_json(one.citation),
        "evidence": [
            {
                **citation_json(evidence.citation),
                "relation": evidence.relation,
                "confirmed": evidence.confirmed,
            }
            for evidence in one.evidence
        ],
        "history": [
            {
                "at": event.at,
                "by": event.by,
                "change": told(event, entry.undone),
                "id": event.id,
                "undone": event.id in entry.undone,
            }
            for event in entry.history
        ],
        # beyond the contract
        "kind": one.kind,
        "owners": list(one.owners),
        "owner_basis": one.owner_basis,
        "said_by": one.said_by,
        "due_text": one.due.text if one.due else None,
        "due_at_meeting": one.due.meeting if one.due else False,
        "about": one.about,
        "status_text": one.status_text,
        "problems": list(one.problems),
        "confirmed": entry.confirmed,
        "added": entry.added,
        "corrected": list(entry.corrected),
        "closed": dict(entry.closed) if entry.closed else None,
        "source": entry.source,
        "source_detail": entry.source_detail,
        "merged": [other.id for other in entry.merged],
        "wording": entry.wording,
    }
