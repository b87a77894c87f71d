"""Quotes that can be understood: with the sentence before where one leans on it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.quotes.quoting import Quote
from assistant.quotes.speaking import speaker_of
from assistant.sentences import sentence_spans
from assistant.types import Passage

_GOES_ON = re.compile(
    r"^\W*(?:this|that|these|those|such|they|their|its|it|he|she|his|her|both|"
    r"the (?:latter|former)|however|therefore|thus|also|in addition|additionally|"
    r"furthermore|moreover|as a result|consequently|similarly|likewise|instead|"
    r"nevertheless|of (?:these|those)|for (?:this|that)|"
    r"as part of this|as such|in (?:this|that|these|those) (?:way|ways|case|cases|area|areas))\b",
    re.IGNORECASE,
)
# "It was noted that …", "This year …": they lean on nothing.
_STANDS = re.compile(
    r"^\W*(?:(?i:it (?:was|is|had been|has been) (?:also |then |further )?(?:\w+ed|important|"
    r"essential|vital|clear|hoped|known|understood|likely|possible|said|told)\b|"
    r"(?:this|that) (?:year|month|week|quarter|meeting|report|paper|panel|item|is because)\b|"
    r"that (?:the|a|an)\b)|[Bb]oth [A-Z])"
)
_SPEAKS = re.compile(
    r"^\W*(?:he|she|they)\b(?: \w+)?? (?:said|added|reported|explained|told|reiterated|stated|"
    r"noted|confirmed|stressed|commented|informed|advised|replied|agreed|thought|felt|hoped)\b",
    re.IGNORECASE,
)
_MOST_BEFORE = 2
# Places that must agree for one passage to go on from another.
_SAME = ("item", "question", "key_aim", "strand", "year", "headings")


def leans(passage: Passage, start: int) -> bool:
    """Whether the sentence that starts at `start` is not understood without the one before.

    "He added …" is, where it can be told who speaks: the quote's opening names the speaker.
    """
    end = next((end for begin, end in sentence_spans(passage.text) if begin == start), None)
    if end is None:
        return False
    sentence = passage.text[start:end]
    if not _GOES_ON.match(sentence) or _STANDS.match(sentence):
        return False
    return not (_SPEAKS.match(sentence) and speaker_of(passage, start))


def with_before(quote: Quote) -> Quote:
    """Return the quote from the sentence on that it can be understood from."""
    starts = [start for start, _ in sentence_spans(quote.passage.text)]
    if quote.start not in starts:
        return quote
    place = first = starts.index(quote.start)
    while place and first - place < _MOST_BEFORE and leans(quote.passage, starts[place]):
        place -= 1
    return replace(quote, start=starts[place])


def goes_on_from(passage: Passage, before: Passage) -> bool:
    """Whether a passage that leans on what is before it can lean on this one."""
    return (
        leans(passage, sentence_spans(passage.text)[0][0])
        and before.document_id == passage.document_id
        and before.part not in {"title", "heading", "item_title", "purpose", "question", "key_aim"}
        and all(getattr(before.place, name) == getattr(passage.place, name) for name in _SAME)
    )


def last_sentence(passage: Passage, like: Quote) -> Quote:
    """Return the last sentence of the passage before a quote, as a quote of its own."""
    start, end = sentence_spans(passage.text)[-1]
    return Quote(passage=passage, document=like.document, start=start, end=end)


def understandable(quotes: Sequence[Quote], before: Mapping[str, Passage]) -> list[Quote]:
    """Return the quotes, each with what it leans on; those that then overlap become one."""
    found: list[Quote] = []
    for quote in map(with_before, quotes):
        first = sentence_spans(quote.passage.text)[0][0]
        if quote.start == first and quote.passage.id in before:
            _add(found, with_before(last_sentence(before[quote.passage.id], quote)))
        _add(found, quote)
    return found


def _add(found: list[Quote], quote: Quote) -> None:
    for place, other in enumerate(found):
        if (
            other.passage.id == quote.passage.id
            and other.start < quote.end
            and quote.start < other.end
        ):
            found[place] = replace(
                other, start=min(other.start, quote.start), end=max(other.end, quote.end)
            )
            return
    found.append(quote)
