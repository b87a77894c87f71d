"""The values that flow from step to step of answering: frozen, keyword-only.

understand → search → judge → answer. Each step is a plain function from one of them to the next;
`assistant.chain` runs them as a LangChain Runnable.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.asking.constraints import Constraint
from assistant.asking.question import Asked
from assistant.quotes.quoting import Quote
from assistant.scoring.evidence import Evidence
from assistant.types import Document, Filters, Mode, Passage, Scored, Turn


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """A question as it comes in, with the turns before it and what narrows it."""

    question: str
    history: tuple[Turn, ...] = ()
    filters: Filters = field(default_factory=Filters)
    mode: Mode = "quotes"
    without: tuple[str, ...] = ()  # keys of clues that the asker took away


@dataclass(frozen=True, kw_only=True, slots=True)
class Understood:
    """The request with its stand-alone question, what that asks for and evidence must hold."""

    request: Request
    question: str
    asked: Asked
    documents: Mapping[str, Document]
    places: tuple[Constraint, ...]
    named: tuple[Constraint, ...]
    unheld: tuple[str, ...] = ()  # words of the question, as typed, that no passage holds
    # Words that no passage holds either, and those of the same meaning that passages use.
    other_words: Mapping[str, str] = field(default_factory=dict)

    @property
    def constraints(self) -> tuple[Constraint, ...]:
        """All that evidence must hold."""
        return self.places + self.named


@dataclass(frozen=True, kw_only=True, slots=True)
class Straight:
    """What answers as it stands: a definition, a heading. With `missing`, why nothing can answer.

    `notes` are remarks on the quotes; `total` is how many there are of what is counted.
    """

    quotes: tuple[Quote, ...] = ()
    notes: tuple[str, ...] = ()
    missing: str = ""
    total: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What search found, and for questions that want everything what is listed.

    A comparison has `sides`, each with a heading and what was found for it alone. `notes` are
    remarks on what was found. `pointers` are the cross-references that led to it. With `straight`,
    nothing was searched for, since that answers by itself.
    """

    understood: Understood
    scored: tuple[Scored, ...]
    listing: tuple[Quote, ...]
    notes: tuple[str, ...] = ()
    sides: tuple[tuple[str, "Found"], ...] = ()
    pointers: tuple[Quote, ...] = ()
    straight: Straight | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """The evidence, most confident first, and the lists that evidence announces, by passage id.

    `before` holds, by passage id, the passage that one goes on from ("They also …"); `sides` are
    those of a comparison, each judged by itself.
    """

    found: Found
    evidence: tuple[Evidence, ...]
    lists: Mapping[str, tuple[Passage, ...]]
    before: Mapping[str, Passage] = field(default_factory=dict)
    sides: tuple[tuple[str, "Judged"], ...] = ()
