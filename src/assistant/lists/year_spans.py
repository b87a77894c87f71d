"""From when to when a thing runs: the years that stand beside its name."""

import re
from dataclasses import dataclass

from assistant.language.words import content_stems
from assistant.library import Library
from assistant.quotes.quoting import Quote
from assistant.sentences import sentence_spans
from assistant.steps import Straight, Understood
from assistant.types import Passage, Selection

_LOOKED_UP = 300
# Years belong to a name that stands within so many characters of them.
_BESIDE = 40
_MONTH = (
    r"(?:\d{1,2}(?:st|nd|rd|th)? )?(?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December) "
)
_YEAR = rf"(?:{_MONTH})?(?:19|20)\d\d(?:/\d\d(?:\d\d)?)?"
_SPAN = re.compile(
    rf"\b(?P<first>{_YEAR})\s*(?:-|–|—|to|until|till|through|and)\s*"
    rf"(?P<last>{_YEAR}|\d\d(?!\d))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Beside:
    passage: Passage
    start: int
    end: int
    distance: int
    years: str


def years_of(subject: str, understood: Understood, library: Library) -> Straight | None:
    """Return the sentences that give a thing with its years; None where no paper does.

    Different years for it are all given, the nearest to its name first.
    """
    words = [word for word in re.findall(r"[\w’'-]+", subject) if content_stems(word)]
    read = library.select(
        Selection(
            filters=understood.request.filters,
            words=tuple((word,) for word in words),
            limit=_LOOKED_UP,
        )
    )
    found = [
        one
        for passage in read
        if passage.document_id in understood.documents
        for one in _beside(words, passage)
    ]
    found.sort(key=lambda one: one.distance)
    kept: dict[str, _Beside] = {}
    for one in found:
        if one.distance <= max(_BESIDE // 4, found[0].distance):
            kept.setdefault(one.years, one)
    quotes = tuple(
        Quote(
            passage=one.passage,
            document=understood.documents[one.passage.document_id],
            start=one.start,
            end=one.end,
        )
        for one in kept.values()
    )
    return Straight(quotes=quotes) if quotes else None


def _beside(words: list[str], passage: Passage) -> list[_Beside]:
    found = []
    wanted = content_stems(" ".join(words))
    for start, end in sentence_spans(passage.text):
        sentence = passage.text[start:end]
        if not wanted <= content_stems(sentence):
            continue
        name = [
            (match.start(), match.end())
            for match in re.finditer(r"[\w’'-]+", sentence)
            if content_stems(match[0]) and content_stems(match[0]) <= wanted
        ]
        for match in _SPAN.finditer(sentence):
            if _one_year(match):
                continue
            distance = min(
                max(match.start() - last, first - match.end(), 0) for first, last in name
            )
            if distance <= _BESIDE:
                found.append(
                    _Beside(
                        passage=passage,
                        start=start,
                        end=end,
                        distance=distance,
                        years="-".join(re.findall(r"\d{2,4}", match[0])),
                    )
                )
    return found


def _one_year(match: re.Match[str]) -> bool:
    """Whether a span is a financial year: "2020-21"."""
    first, last = re.findall(r"\d{4}", match["first"]), match["last"]
    return len(last) == 2 and bool(first) and (int(first[0]) + 1) % 100 == int(last)
