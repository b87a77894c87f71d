"""A follow-up and the turns before it become a question that stands alone. No model needed.

Earlier turns are text of anyone and of any length: only the newest ones are read, each in part.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.clauses import asked_with, raised, take_apart, told, topic
from assistant.english import PREPOSITIONS, bare, words_of
from assistant.leaning import (
    Lean,
    lean_of,
    only_places,
    opened,
    said_by,
    shared,
    shift_of,
    source_of,
    word_of,
)
from assistant.moving import shifted
from assistant.pointing import numbered, person_meant, resolve
from assistant.swapping import swap
from assistant.types import Turn

_TURNS = 12  # no thread of talk is longer
_OF_A_QUESTION = 600  # characters that are read of an earlier question
_OF_AN_ANSWER = 4000
_OPENING_WORDS = 24  # of the earlier answer that help a search


@dataclass(frozen=True, kw_only=True, slots=True)
class Rewritten:
    """A question that stands alone; `leans` says how it leaned, `earlier` on which question.

    `question` is what was asked, unchanged, where it stands alone already ("none", "talk").
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


def standalone(question: str, history: Sequence[Turn]) -> str:
    """Return the question with what it leaves out taken from the turns before it.

    "and in 2019/20?" takes the earlier question with its year replaced; "what about Reading?" puts
    Reading in the place of the place; "who said that?" asks for who said what the earlier question
    asks. A question that stands alone comes back as it is.
    """
    return rewrite(question, history).question


def rewrite(question: str, history: Sequence[Turn]) -> Rewritten:
    """Return the question rewritten to stand alone, with how it leaned on what came before.

    The turns are followed from the oldest on, so that a chain keeps its subject, its year and its
    key aim until a question with a subject of its own ends it. Talk ("thank you") ends nothing.
    """
    thread: str | None = None
    answer = ""
    for turn in history[-_TURNS:]:
        asked = " ".join(turn.question[: 4 * _OF_A_QUESTION].split())[:_OF_A_QUESTION]
        step = _step(asked, thread, answer)
        if step.leans == "talk" or not asked:
            continue
        thread, answer = step.question[:_OF_A_QUESTION], turn.answer[:_OF_AN_ANSWER]
    return _step(question, thread, answer)


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
    quotes = re.findall(r"“([^“”]{1,2000})”", answer)
    return re.sub(r"\[\d+\]", " ", " ".join(quotes) if quotes else answer)


def _step(question: str, thread: str | None, answer: str) -> Rewritten:
    lean = lean_of(question)
    if thread is None or lean in {"none", "talk"}:
        return Rewritten(question=question, leans=lean)
    found = _REWRITES[lean](question, thread, answer)
    if found is None:
        return Rewritten(question=question, leans="none")
    return Rewritten(
        question=" ".join(raised(found).split()), leans=lean, earlier=thread, answer=answer
    )


def _regarding(question: str, thread: str) -> str:
    return f"{opened(question)[0].rstrip(' ?.!,')}, regarding {topic(thread)}?"


def _told(thread: str) -> str | None:
    clause = take_apart(thread)
    return told(clause) if clause else None


def _about(thread: str) -> str | None:
    """Return what was spoken about, where the earlier question asks what was said."""
    match = re.search(r"\b(?:about|regarding|concerning) (.+)$", thread.rstrip(" ?.!"))
    return match[1] if match else None


def _more(question: str, thread: str, answer: str) -> str:
    clause = take_apart(thread)
    if match := re.fullmatch(r"(when|where|how) else", opened(question)[0], re.IGNORECASE):
        found = asked_with(match[0].lower(), clause) if clause else None
        return f"{found}?" if found else _regarding(question, thread)
    if clause and clause.asking in {"what", "who"} and not clause.thing:
        words = thread.split()
        at = next((n for n, w in enumerate(words) if bare(w) == clause.asking), 0)
        if at + 1 < len(words) and bare(words[at + 1]) != "else":
            words.insert(at + 1, "else")
        return f"{' '.join(words).rstrip(' ?.!')}?"
    if (
        clause
        and clause.asking == "which"
        and clause.thing
        and not clause.thing.startswith("other")
    ):
        return re.sub(r"\b([Ww]hich) ", r"\1 other ", thread, count=1)
    return f"What else was said about {topic(thread)}?"


def _word(question: str, thread: str, answer: str) -> str:
    word = word_of(question)
    word = {"who by": "by whom", "how come": "why", "what for": "why", "why not": "why"}.get(
        word, word
    )
    word = re.sub(r"^(where|when) exactly$", r"\1", word)
    clause = take_apart(thread)
    found = asked_with(word, clause) if clause else None
    return f"{found}?" if found else f"{word}, regarding {topic(thread)}?"


def _source(question: str, thread: str, answer: str) -> str:
    match = source_of(question)
    about, inside = _about(thread), _told(thread)
    said = f"that about {about}" if about or not inside else inside
    if match and match["noun"]:
        noun = match["noun"].lower()
        if noun in {"meeting", "session"}:
            clause = take_apart(thread)
            asked = asked_with(f"at which {noun}", clause) if clause and about else None
            return f"{asked or f'at which {noun} was it said {said}'}?"
        return f"in which {noun} does it say {said}?"
    if match and match["where"]:
        return f"where does it say {said}?"
    verb = re.search(r"\b(asked|raised|answered|replied|spoke|wrote|mentioned)\b", question, re.I)
    if verb:
        gap = "" if verb[1].lower() in {"raised", "mentioned"} else " about"
        return f"who {verb[1].lower()}{gap} {topic(thread)}?"
    return f"who said {said}?"


def _echo(question: str, thread: str, answer: str) -> str:
    return thread


def _shift(question: str, thread: str, answer: str) -> str:
    unit, steps = shift_of(question) or ("year", -1)
    moved = shifted(thread, unit, steps, answer)
    if moved:
        return moved
    return f"{thread.rstrip(' ?.!')}, {opened(question)[0]}?"


def _part(question: str, thread: str, answer: str) -> str | None:
    part, has_opening = opened(question)
    if not part:
        return thread
    first, _, rest = part.partition(" ")
    if bare(first) in {"he", "she", "they", "him", "her", "them"} and not rest:
        return thread
    found = swap(thread, part, answer)
    words_alone = not has_opening and not only_places(part)
    if words_alone and ", as to " in found and ", as to " not in thread:
        # A few words alone that are like nothing in the earlier question are a search of their own.
        return None
    return found


def _said(question: str, thread: str, answer: str) -> str:
    match = said_by(question)
    text = opened(question)[0]
    if match and bare(match["who"]) in {"he", "she"}:
        person = person_meant(thread, answer)
        if person:
            text = re.sub(rf"\b{match['who']}\b", lambda _: person, text, count=1)
    text = re.sub(r" to (?:it|that|this)$", "", text)
    return f"{text} about {_about(thread) or topic(thread)}?"


def _share(question: str, thread: str, answer: str) -> str:
    match = shared(question)
    text = opened(question)[0]
    clause = take_apart(thread)
    if match and clause and clause.asking in {"how many", "which"} and clause.thing:
        head = text[: match.start("aux")].rstrip()
        return f"{head} of {topic(thread)} {text[match.start('aux') :]}?"
    return _regarding(question, thread)


_OF = words_of(
    "cost costs price amount sum total figure figures number numbers purpose aim aims result "
    "results outcome outcomes source date target rate percentage cause effect impact benefit "
    "benefits risk risks"
)


def _noun(question: str, thread: str, answer: str) -> str:
    text = opened(question)[0]
    noun = bare(text.split()[-1])
    link = "of" if noun in _OF else "for" if noun in {"reason", "reasons", "budget"} else "on"
    return f"{text} {link} {topic(thread)}?"


def _pronoun(question: str, thread: str, answer: str) -> str:
    text = opened(question)[0]
    return resolve(text, thread, answer) or _regarding(question, thread)


def _count(question: str, thread: str, answer: str) -> str | None:
    text = opened(question)[0]
    clause = take_apart(thread)
    rest = " ".join(text.split()[2:])
    if clause is None or clause.asking not in {"how many", "how much"}:
        return _regarding(question, thread)
    if bare(rest.split()[0]) in PREPOSITIONS:
        return swap(thread, rest, answer)
    found = swap(thread, rest, answer)
    if text.lower().startswith(clause.asking) and ", as to " not in found:
        return found
    return _regarding(question, thread)


def _ordinal(question: str, thread: str, answer: str) -> str:
    return numbered(opened(question)[0], thread) or _regarding(question, thread)


def _vague(question: str, thread: str, answer: str) -> str:
    return _regarding(question, thread)


_REWRITES = {
    "count": _count,
    "ordinal": _ordinal,
    "vague": _vague,
    "more": _more,
    "word": _word,
    "source": _source,
    "echo": _echo,
    "shift": _shift,
    "part": _part,
    "said": _said,
    "share": _share,
    "noun": _noun,
    "pronoun": _pronoun,
}
