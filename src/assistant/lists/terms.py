"""The terms of a list in their short and long forms: "CSPs" and "community safety partnerships"."""

from collections.abc import Sequence

from assistant.language.abbreviations import other_forms, singular
from assistant.language.topics import Term, name_term
from assistant.language.words import STOP_WORDS, content_stems, fold
from assistant.library import Library
from assistant.types import Selection

_LOOKED_UP = 20


def in_either_form(text: str, terms: Sequence[Term], library: Library) -> tuple[Term, ...]:
    """Return the terms of a question with each abbreviation and what it stands for as one term.

    A term that has both forms is a name: a passage that holds one of them speaks of it.
    """
    known = library.abbreviations()
    shorts = {fold(short): short for short in known}
    typed = {
        word: shorts[fold(word)]
        for term in terms
        if fold(word := singular(term.word)) in shorts or fold(word := word.rstrip("s")) in shorts
    }
    for word, short in typed.items():
        if not word.isupper() and _is_abbreviation(word, short, library):
            text = f"{text} {short}"
    found = other_forms(text, known)
    longs = dict.fromkeys(
        long for form, others in found.items() for long in (others if form in known else (form,))
    )
    joined = tuple(
        name_term(long, [short for short, held in known.items() if long in held]) for long in longs
    )
    covered = [content_stems(long) for long in longs]
    shorts_found = {fold(short) for short, held in known.items() if held & longs.keys()}
    rest = [
        term
        for term in terms
        if fold(singular(term.word)) not in shorts_found
        and fold(term.word).rstrip("s") not in shorts_found
        and not any(content_stems(term.word) <= stems for stems in covered)
    ]
    return (*_without_repeats(joined), *rest)


def _without_repeats(terms: Sequence[Term]) -> list[Term]:
    """Return one term for each short form; the long forms of one are other words for it."""
    kept: dict[str, Term] = {}
    for term in terms:
        short = next((word for word in term.words if word.isupper()), term.word)
        held = kept.get(short)
        kept[short] = name_term(held.word, [*held.words, *term.words]) if held else term
    return list(kept.values())


def _is_abbreviation(typed: str, short: str, library: Library) -> bool:
    """Whether a word typed in lower case is an abbreviation: the papers write it no other way."""
    if fold(typed) in STOP_WORDS:
        return False
    read = library.select(Selection(words=((typed,),), limit=_LOOKED_UP))
    return not any(f" {fold(short)} " in f" {one.text} " for one in read)
