"""A follow-up and the turns before it become a question that stands alone. No model needed.

Earlier turns are text of anyone and of any length: only the newest ones are read, each in part.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.follow_ups.asides import asking, thread_of
from assistant.follow_ups.clauses import raised
from assistant.follow_ups.leaning import Lean, lean_of
from assistant.follow_ups.recalling import told_in
from assistant.follow_ups.rewriting import Before, rewritten
from assistant.types import Turn

_TURNS = 12  # no thread of talk is longer
_OF_A_QUESTION = 600  # characters that are read of an earlier question
_OF_AN_ANSWER = 4000
_OPENING_WORDS = 24  # of the earlier answer that help a search


@dataclass(frozen=True, kw_only=True, slots=True)
class Rewritten:
    """A question that stands alone; `leans` says how it leaned, `earlier` on which question.

    `question` is what was asked, unchanged, where it stands alone already ("none", "talk"), and
    what is left of it without an aside that changes the subject ("aside").
    """

    question: str
    leans: Lean
    earlier: str | None = None
    answer: str = ""

    @property
    def changed(self) -> bool:
        """Whether anything was taken from earlier turns."""
        return self.earlier is not None


def leans(question: str) -> bool:
    """Whether a question needs an earlier one to be understood."""
    return lean_of(question) not in {"none", "talk"}


def standalone(question: str, history: Sequence[Turn], *, newest: date | None = None) -> str:
    """Return the question with what it leaves out taken from the turns before it.

    "and in 2019/20?" takes the earlier question with its year replaced; "what about Reading?" puts
    Reading in the place of the place; "who said that?" asks for who said what the earlier question
    asks. A question that stands alone comes back as it is, without an aside that leads to it
    ("Something else: …"). `newest` is the day of the newest paper, for "the year before" where
    nothing said so far has a year.
    """
    return rewrite(question, history, newest=newest).question


def rewrite(question: str, history: Sequence[Turn], *, newest: date | None = None) -> Rewritten:
    """Return the question rewritten to stand alone, with how it leaned on what came before.

    The turns are followed from the oldest on, so that a chain keeps its subject, its year and its
    key aim until a question with a subject of its own ends it. Talk ("thank you") ends nothing.
    """
    before: Before | None = None
    for turn in history[-_TURNS:]:
        asked = " ".join(turn.question[: 4 * _OF_A_QUESTION].split())[:_OF_A_QUESTION]
        step = _step(asked, before)
        if step.leans == "talk" or not asked:
            continue
        thread = thread_of(step.question)[:_OF_A_QUESTION]
        if before and step.leans == "vague":
            thread = before.thread  # "is that more than before?" adds nothing to the subject
        before = Before(
            thread=thread,
            answer=turn.answer[:_OF_AN_ANSWER],
            root=before.root if before and step.changed else thread,
            newest=newest,
        )
    return _step(question, before)


def search_text(question: str, history: Sequence[Turn]) -> str:
    """Return words to search with, for a search beside that for the stand-alone question.

    The stand-alone question stands in it three times, so that it weighs most; the opening words of
    the newest answer follow, because what is asked next is mostly told near it, whether the
    question says so or not. Where that answer was a refusal the earlier question follows instead.
    Without earlier turns it is the question.
    """
    found = rewrite(question, history)
    newest = next(
        (turn for turn in reversed(history[-_TURNS:]) if lean_of(turn.question) != "talk"), None
    )
    if newest is None:
        return found.question
    answer = _unmarked(newest.answer[:_OF_AN_ANSWER])
    if not answer or _REFUSAL.search(answer[:_OPENING]):
        answer = found.earlier or newest.question[:_OF_A_QUESTION]
    return " ".join([found.question] * 3 + answer.split()[:_OPENING_WORDS])


_REFUSAL = re.compile(
    r"\b(?:not found|(?:do|does|did|could) ?(?:n't|n’t|not) (?:have|know|contain|find)|"
    r"no information|not sure|sorry|cannot)\b",
    re.IGNORECASE,
)
_OPENING = 120  # characters in which an answer says that it is none


def _unmarked(answer: str) -> str:
    """Return an answer without citation marks, and without the places where it quotes."""
    return " ".join(told_in(answer))


def _step(question: str, before: Before | None) -> Rewritten:
    lean = lean_of(question)
    if before is None or lean in {"none", "talk"}:
        return Rewritten(question=question, leans=lean)
    plain = asking(question)
    if lean == "aside":
        return Rewritten(question=raised(plain), leans=lean)
    found = rewritten(plain, lean, before)
    if found is None:
        return Rewritten(question=question, leans="none")
    return Rewritten(
        question=" ".join(raised(found).split()),
        leans=lean,
        earlier=before.thread,
        answer=before.answer,
    )
