"""How each way of leaning on the question before becomes a question that stands alone."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assistant.asking.question import names_in
from assistant.follow_ups.clauses import asked_with, take_apart, told, topic
from assistant.follow_ups.leaning import (
    Lean,
    opened,
    said_by,
    shared,
    shift_of,
    source_of,
    word_of,
)
from assistant.follow_ups.moving import only_places, shifted
from assistant.follow_ups.pointing import numbered, person_meant, resolve
from assistant.follow_ups.recalling import matter, question_meant
from assistant.follow_ups.swapping import swap
from assistant.language.english import DETERMINERS, PREPOSITIONS, bare, is_plural, words_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Before:
    """What a question leans on: the one before it as it stands alone, and what that was answered.

    `root` is the question with which the talk came to its subject, `newest` the day of the newest
    paper, from which "the year before" is counted where nothing else says a year.
    """

    thread: str
    answer: str
    root: str = ""
    newest: date | None = None


def _regarding(question: str, before: Before) -> str:
    about = matter(before.thread, before.answer)
    return f"{opened(question)[0].rstrip(' ?.!,')}, regarding {about}?"


def _told(thread: str) -> str | None:
    clause = take_apart(thread)
    return told(clause) if clause else None


def _about(thread: str) -> str | None:
    """Return what was spoken about, where the earlier question asks what was said."""
    match = re.search(r"\b(?:about|regarding|concerning) (.+)$", thread.rstrip(" ?.!"))
    return match[1] if match else None


def _more(question: str, before: Before) -> str:
    clause = take_apart(before.thread)
    if match := re.fullmatch(r"(when|where|how) else", opened(question)[0], re.IGNORECASE):
        found = asked_with(match[0].lower(), clause) if clause else None
        return f"{found}?" if found else _regarding(question, before)
    if clause and clause.asking in {"what", "who"} and not clause.thing:
        words = before.thread.split()
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
        return re.sub(r"\b([Ww]hich) ", r"\1 other ", before.thread, count=1)
    return f"What else was said about {topic(before.thread)}?"


def _word(question: str, before: Before) -> str:
    word = word_of(question)
    word = {"who by": "by whom", "how come": "why", "what for": "why", "why not": "why"}.get(
        word, word
    )
    word = re.sub(r"^(where|when) exactly$", r"\1", word)
    word = re.sub(r"^(?:what|which) (date|day)$", r"on what \1", word)
    word = re.sub(r"^(?:what|which) (year|month|week)$", r"in what \1", word)
    clause = take_apart(before.thread)
    found = asked_with(word, clause) if clause else None
    return f"{found}?" if found else f"{word}, regarding {topic(before.thread)}?"


_PAPER = re.compile(
    r"\b(?:the|this|that) (?:[\w-]+ ){0,3}(?:report|paper|plan|letter|document|minutes|strategy)\b",
    re.IGNORECASE,
)


def _source(question: str, before: Before) -> str:
    match = source_of(question)
    about, inside = _about(before.thread), _told(before.thread)
    said = f"that about {about}" if about or not inside else inside
    if match and match["noun"]:
        noun = match["noun"].lower()
        if noun in {"meeting", "session"}:
            clause = take_apart(before.thread)
            asked = asked_with(f"at which {noun}", clause) if clause and about else None
            return f"{asked or f'at which {noun} was it said {said}'}?"
        return f"in which {noun} does it say {said}?"
    if match and match["where"]:
        return f"where does it say {said}?"
    verb = re.search(
        r"\b(asked|raised|answered|replied|responded|spoke|wrote|mentioned)\b", question, re.I
    )
    return _who(verb[1].lower(), before) if verb else f"who said {said}?"


def _who(done: str, before: Before) -> str:
    """Return who did something to what was spoken about: asked it, answered it, wrote it."""
    if done == "wrote" and (paper := _PAPER.search(before.thread)):
        return f"who wrote {paper[0]}?"
    if done not in {"spoke", "wrote"} and (meant := question_meant(before.thread)):
        return f"who {done}{' to' if done in {'replied', 'responded'} else ''} {meant}?"
    about = matter(before.thread, before.answer)
    written = done == "wrote" and bare(about.split()[0]) in DETERMINERS
    gap = "" if done in {"raised", "mentioned"} or written else " about"
    return f"who {done}{gap} {about}?"


def _echo(question: str, before: Before) -> str:
    return before.thread


def _shift(question: str, before: Before) -> str:
    unit, steps = shift_of(question) or ("year", -1)
    moved = shifted(before.thread, unit, steps, before.answer, before.newest)
    if moved:
        return moved
    return f"{before.thread.rstrip(' ?.!')}, {opened(question)[0]}?"


def _part(question: str, before: Before) -> str | None:
    part, has_opening = opened(question)
    if not part:
        return before.thread
    first, _, rest = part.partition(" ")
    if bare(first) in {"he", "she", "they", "him", "her", "them"} and not rest:
        return before.thread
    found = swap(before.thread, part, before.answer)
    words_alone = not has_opening and not only_places(part)
    if words_alone and ", as to " in found and ", as to " not in before.thread:
        # A few words alone that are like nothing in the earlier question are a search of their own.
        return None
    return found


def _said(question: str, before: Before) -> str:
    match = said_by(question)
    text = opened(question)[0]
    clause = take_apart(before.thread)
    if match and bare(match["who"]) in {"he", "she"}:
        person = person_meant(before.thread, before.answer)
        if person:
            text = re.sub(rf"\b{match['who']}\b", lambda _: person, text, count=1)
    text = re.sub(r" to (?:it|that|this)$", "", text)
    verb, _, rest = clause.rest.partition(" ") if clause else ("", "", "")
    doing = {"do", "done", "doing"}
    if match and match["verb"].lower() in doing and bare(verb) in doing and rest:
        return f"{text} {rest}?"
    about = _about(before.thread)
    if match and match["verb"].lower().startswith("ask"):
        text = f"what did {match['who']} ask"
        # A member asked about the subject of the talk, not about what was said to it.
        about = about or _first_name(before.root)
    return f"{text} about {about or matter(before.thread, before.answer)}?"


def _first_name(question: str) -> str | None:
    """Return what an earlier question is about, by its name where it has one."""
    about = topic(question) if question else ""
    if not about.startswith(("what ", "which ", "who ")):
        return about or None
    named = names_in(about)
    rest = re.search(r"\b(?:with|about|for|of|at|by|to) (.+)$", about)
    return named[0] if named else rest[1] if rest else about


def _share(question: str, before: Before) -> str:
    match = shared(question)
    text = opened(question)[0]
    clause = take_apart(before.thread)
    if match and clause and clause.asking in {"how many", "which"} and clause.thing:
        head = text[: match.start("aux")].rstrip()
        return f"{head} of {topic(before.thread)} {text[match.start('aux') :]}?"
    return _regarding(question, before)


_OF = words_of(
    "cost costs price amount sum total figure figures number numbers purpose aim aims result "
    "results outcome outcomes source date target rate percentage cause effect impact benefit "
    "benefits risk risks"
)


def _noun(question: str, before: Before) -> str:
    text = opened(question)[0]
    noun = bare(text.split()[-1])
    if bare(text.split()[0]) == "the":
        text = f"what {'were' if is_plural(noun) else 'was'} {text}"
    if noun in {"reply", "answer", "response"} and (meant := question_meant(before.thread)):
        return f"{text} to {meant}?"
    link = "of" if noun in _OF else "for" if noun in {"reason", "reasons", "budget"} else "on"
    return f"{text} {link} {matter(before.thread, before.answer)}?"


def _pronoun(question: str, before: Before) -> str:
    text = opened(question)[0]
    return resolve(text, before.thread, before.answer, before.root) or _regarding(question, before)


def _count(question: str, before: Before) -> str | None:
    text = opened(question)[0]
    clause = take_apart(before.thread)
    rest = " ".join(text.split()[2:])
    if clause is None or clause.asking not in {"how many", "how much"}:
        return _regarding(question, before)
    if bare(rest.split()[0]) in PREPOSITIONS:
        return swap(before.thread, rest, before.answer)
    found = swap(before.thread, rest, before.answer)
    if text.lower().startswith(clause.asking) and ", as to " not in found:
        return found
    return _regarding(question, before)


def _ordinal(question: str, before: Before) -> str:
    return numbered(opened(question)[0], before.thread, before.answer) or _regarding(
        question, before
    )


def _vague(question: str, before: Before) -> str:
    return _regarding(question, before)


def rewritten(question: str, lean: Lean, before: Before) -> str | None:
    """Return a question that leans in a way as one that stands alone; None where it does already.

    It is given as it is asked, asides left out; the first letter may be small.
    """
    return _REWRITES[lean](question, before)


_REWRITES: dict[str, Callable[[str, Before], str | None]] = {
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
