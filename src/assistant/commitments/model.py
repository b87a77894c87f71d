"""What a commitment is: who is to do what, where it was said, and what later papers show."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.types import Citation

# How firm it is: set down by the meeting, promised by somebody, or stated as a plan.
Kind = Literal["action", "undertaking", "intention"]
Status = Literal["open", "partly fulfilled", "fulfilled", "overdue", "no later record"]
# What a later sentence says about the commitment. "may relate" is alike and no more.
Relation = Literal["fulfils", "partly", "still open", "may relate"]
# How the owner is known: named in the sentence, by whoever speaks there, by who answered, or as
# the body at whose meeting it is to be taken up.
OwnerBasis = Literal["stated", "speaker", "answerer", "meeting", "person"]

KINDS: tuple[Kind, ...] = ("action", "undertaking", "intention")
STATUSES: tuple[Status, ...] = (
    "overdue",
    "open",
    "partly fulfilled",
    "no later record",
    "fulfilled",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """When it is to be done: the words as printed, and the last day that they allow.

    `day` is None where the words name no day ("in due course", "31 June"). `meeting` says that it
    is due at a meeting.
    """

    text: str
    day: date | None = None
    meeting: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """A later sentence about a commitment. `confirmed` is what a person said of it, if anybody."""

    relation: Relation
    citation: Citation
    confirmed: bool | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Commitment:
    """One commitment. `text` is the verbatim sentence, which `citation` cites.

    `id` is made of the paper's identity and the sentence, so it is the same after every ingestion
    and on every machine. `about` is the sentence or question that the text leans on ("those
    figures"). `problems` say in words what is doubtful.
    """

    id: str
    kind: Kind
    text: str
    citation: Citation
    owners: tuple[str, ...] = ()
    owner_basis: OwnerBasis | None = None
    said_by: str | None = None
    to: str | None = None
    due: Due | None = None
    about: str | None = None
    passage_order: int = 0
    evidence: tuple[Evidence, ...] = ()
    status: Status = "no later record"
    status_text: str = ""
    problems: tuple[str, ...] = ()

    @property
    def made_on(self) -> date | None:
        """The date of the meeting whose paper says it."""
        return self.citation.document.meeting_date
