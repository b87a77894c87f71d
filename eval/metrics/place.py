"""Place right: at least one citation stands exactly where the gold says the fact stands."""

from collections.abc import Mapping
from typing import Any

from eval.metrics.matching import normalised

# The field of `cite`, and where a citation (as JSON) carries it.
FIELDS: dict[str, tuple[str, str]] = {
    "document": ("document", "kind"),
    "meeting": ("document", "meeting_date"),
    "item": ("place", "item"),
    "question": ("place", "question"),
    "speaker": ("place", "speaker"),
    "strategic_priority": ("place", "strategic_priority"),
    "key_aim": ("place", "key_aim"),
    "strand": ("place", "strand"),
    "year": ("place", "year"),
    "page": ("place", "page"),
}


def _same(name: str, wanted: object, found: object) -> bool:
    if found is None:
        return False
    left, right = normalised(str(wanted)), normalised(str(found))
    # A strand may be cited by its short name: "Community Safety Fund" for the whole heading.
    return left in right or right in left if name == "strand" else left == right


def cites(citation: Mapping[str, Any], cite: Mapping[str, object]) -> bool:
    """Return whether one citation matches every field of `cite`."""
    for name, wanted in cite.items():
        holder, key = FIELDS[name]
        if not _same(name, wanted, citation[holder].get(key)):
            return False
    return True


def place_right(answer: Mapping[str, Any], cite: Mapping[str, object]) -> bool:
    """Return whether at least one citation of the answer matches all of `cite`.

    An empty `cite` asks for any citation at all.
    """
    return any(cites(citation, cite) for citation in answer["citations"])
