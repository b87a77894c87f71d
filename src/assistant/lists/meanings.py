"""What the papers say an abbreviation stands for: the sentence that spells it out.

Nothing walks over the library: the passages that hold the abbreviation are looked up, and where
none of them spells it out, a few of the papers they stand in are read for words with its initials.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.asking.meaning import MeaningAsked, asks_for_it, meaning_asked
from assistant.language.abbreviations import (
    definitions,
    is_abbreviation,
    says_form,
    singular,
    spelt_by_initials,
)
from assistant.language.words import content_stems, fold
from assistant.library import Library
from assistant.quotes.quoting import Quote
from assistant.sentences import sentence_spans
from assistant.steps import Straight, Understood
from assistant.types import Passage, Selection

_LOOKED_UP = 300
# So many passages are read of papers that use an abbreviation, or that may spell it out.
_READ = 4000
_PAPERS = 40
_MEANINGS = 4
# So many letters tell by themselves which words are meant.
_TELLING = 3
# Where such parts hold the words only, nothing is said by them.
_NO_SENTENCES = {"heading"}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Spelt:
    passage: Passage
    start: int
    end: int
    long: str


def meaning(understood: Understood, library: Library) -> Straight | None:
    """Answer what an abbreviation stands for; None where that is not asked."""
    asked = _asked(understood)
    if asked is None:
        return None
    if asked.long:
        return _short_form(asked.long, understood, library)
    word, used = _used(asked.word, understood, library)
    if used:
        found = _spelt_out(word, used, understood, library)
        missing = f"the papers use {word} and nowhere say what it stands for"
        return found or (Straight(missing=missing) if asked.certain else None)
    if asked.certain and is_abbreviation(asked.word):
        return Straight(missing=f"no paper that I hold uses {asked.word}")
    return None


def _spelt_out(
    word: str, used: Sequence[Passage], understood: Understood, library: Library
) -> Straight | None:
    spelt = _in_brackets(word, used) or _beside(word, used)
    notes: tuple[str, ...] = ()
    if not spelt and (spelt := _by_initials(word, used, understood, library)):
        notes = (f"No paper says what {word} stands for; these words have its initials.",)
    if not spelt:
        return None
    chosen = _one_each(spelt, understood)
    if len(chosen) > 1 and not notes:
        notes = (f"The papers use {word} for {len(chosen)} things.",)
    return Straight(quotes=tuple(_quote(one, understood) for one in chosen), notes=notes)


def _asked(understood: Understood) -> MeaningAsked | None:
    """Return what is asked for, by the question alone, as it was typed, or by what went before."""
    request = understood.request
    for text in (understood.question, request.question):
        if asked := meaning_asked(text):
            return asked
    if request.history and asks_for_it(request.question):
        last = request.history[-1]
        for text in (last.question, last.answer):
            written = [one for one in re.findall(r"[\w&/’'-]+", text) if is_abbreviation(one)]
            if len(set(map(singular, written))) == 1:
                return MeaningAsked(word=singular(written[0]))
    return None


def _used(word: str, understood: Understood, library: Library) -> tuple[str, list[Passage]]:
    """Return an abbreviation as the papers write it and passages that use it so.

    A word that no paper writes with capitals is none, however it was typed.
    """
    forms = dict.fromkeys([word, word[:-1] if word[-1:] in "sS" and len(word) > 2 else word])
    filters = understood.request.filters
    for form in forms:
        written = re.compile(rf"(?<![\w&]){re.escape(form)}(?=(?:[’']?s)?(?![\w&]))", re.IGNORECASE)
        words = ((form, f"{form}s"),)
        # Brackets first, so that a definition is found however often the word is used.
        read = [
            *library.select(
                Selection(filters=filters, words=words, holding=("(",), limit=_LOOKED_UP)
            ),
            *library.select(Selection(filters=filters, words=words, limit=_LOOKED_UP)),
        ]
        ways: Counter[str] = Counter()
        used = {}
        for passage in read:
            found = [one for one in written.findall(passage.text) if sum(map(str.isupper, one)) > 1]
            if found and passage.document_id in understood.documents:
                ways.update(found)
                if not passage.text.isupper():
                    used[passage.id] = passage
        if used:
            common = ways.most_common(1)[0][0]
            if (one := singular(common)) != common:  # "rwns" was typed, and RWNs are many RWN
                return _used(one, understood, library)
            return common, list(used.values())
    return word, []


def _in_brackets(word: str, used: Sequence[Passage]) -> list[_Spelt]:
    return [
        _Spelt(passage=passage, start=one.start, end=one.end, long=one.long)
        for passage in used
        for one in definitions(passage.text)
        if fold(one.short) == fold(word)
    ]


def _beside(word: str, used: Sequence[Passage]) -> list[_Spelt]:
    """Return where the words stand beside the abbreviation: "OCG: organised crime group"."""
    return [
        _Spelt(passage=passage, start=start, end=end, long=passage.text[start:end])
        for passage in used
        if passage.part not in _NO_SENTENCES
        for start, end in (
            spelt_by_initials(word, passage.text)
            or spelt_by_initials(word, passage.text, any_case=True)
        )
    ]


def _by_initials(
    word: str, used: Sequence[Passage], understood: Understood, library: Library
) -> list[_Spelt]:
    """Return capitalised words with the initials, in papers that use the abbreviation, or others.

    The papers that use it are read first, then the others, newest first, up to a fixed number.
    """
    using = dict.fromkeys(passage.document_id for passage in used)
    newest = [document.id for document in library.documents()][::-1]
    others = [one for one in newest if one not in using and one in understood.documents]
    for papers in (list(using), others):
        found = list(_read(word, papers[:_PAPERS], library))
        if len(word) < _TELLING and len({fold(one.long) for one in found}) > 1:
            continue  # two letters are the initials of many things
        if found:
            return found
    return []


def _read(word: str, papers: Sequence[str], library: Library) -> Iterator[_Spelt]:
    count = 0
    for document_id in papers:
        for passage in library.passages(document_id):
            count += 1
            if count > _READ:
                return
            if passage.part in _NO_SENTENCES:
                continue
            for start, end in spelt_by_initials(word, passage.text):
                yield _Spelt(passage=passage, start=start, end=end, long=passage.text[start:end])


def _one_each(spelt: Sequence[_Spelt], understood: Understood) -> list[_Spelt]:
    """Return one place for each meaning, in the papers that are asked for where there is one."""

    def asked_for(one: _Spelt) -> bool:
        document = understood.documents[one.passage.document_id]
        return all(
            constraint.holds(one.passage, document)
            for constraint in understood.constraints
            if not constraint.key.startswith(("name:", "word:", "figure:"))
        )

    spelt = [one for one in spelt if one.passage.document_id in understood.documents]
    spelt = [one for one in spelt if asked_for(one)] or list(spelt)
    # A title is a poor answer where a sentence says the same.
    spelt.sort(key=lambda one: (one.passage.text.isupper(), one.passage.part == "title"))
    meanings: dict[frozenset[str], _Spelt] = {}
    for one in spelt:
        stems = content_stems(one.long)
        if not any(stems <= known or known <= stems for known in meanings):
            meanings[stems] = one
    return list(meanings.values())[:_MEANINGS]


def _quote(one: _Spelt, understood: Understood) -> Quote:
    """Return the sentences that hold the words as a quote."""
    spans = [
        span
        for span in sentence_spans(one.passage.text)
        if span[0] < one.end and one.start < span[1]
    ]
    document = understood.documents[one.passage.document_id]
    start, end = (spans[0][0], spans[-1][1]) if spans else (0, len(one.passage.text))
    return Quote(passage=one.passage, document=document, start=start, end=end)


def _short_form(long: str, understood: Understood, library: Library) -> Straight | None:
    """Return where words are abbreviated, None where they never are."""
    read = library.select(
        Selection(
            filters=understood.request.filters, words=((long,),), holding=("(",), limit=_LOOKED_UP
        )
    )
    spelt = [
        _Spelt(passage=passage, start=one.start, end=one.end, long=one.long)
        for passage in read
        for one in definitions(passage.text)
        if says_form(long, one.long)
    ]
    chosen = _one_each(spelt, understood)
    if not chosen:
        return None
    return Straight(quotes=tuple(_quote(one, understood) for one in chosen))
