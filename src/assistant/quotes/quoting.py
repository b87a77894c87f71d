"""Turn chosen evidence into sentences that show their quotes, and their citations."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.citations import cite
from assistant.quotes.speaking import speaker_of
from assistant.types import Citation, Document, Passage, Sentence


@dataclass(frozen=True, kw_only=True, slots=True)
class Quote:
    """A span of a passage that goes into an answer."""

    passage: Passage
    document: Document
    start: int
    end: int

    @property
    def cut(self) -> bool:
        """Whether the source itself breaks off at the end of this quote."""
        return self.passage.cut_short and self.end >= len(self.passage.text)


def whole(passage: Passage, document: Document) -> Quote:
    """Return the whole passage as a quote."""
    return Quote(passage=passage, document=document, start=0, end=len(passage.text))


def quote_all(
    quotes: Sequence[Quote], *, in_order: bool = False, leading: Quote | None = None, first: int = 1
) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """Return one sentence and one citation for each quote, grouped by place and speaker.

    Groups stand in the order of their first (best) quote, quotes in a group in reading order, but
    for the `leading` one; `in_order` keeps the order given and groups neighbours only. The first
    sentence of a group opens with its place in words and who says it, so that each can be read
    out. Citations are numbered from `first`.
    """
    groups: list[tuple[str, list[Quote]]] = []
    for quote in quotes:
        place = cite(0, quote.document, quote.passage, quote.start, quote.end).label
        key = f"{quote.document.id} {place}"
        reach = groups[-1:] if in_order else groups
        group = next((held for name, held in reach if name == key), None)
        if group is None:
            groups.append((key, [quote]))
        else:
            group.append(quote)
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    for _, group in groups:
        speaker: str | None = None
        ordered = sorted(
            group, key=lambda quote: (quote != leading, quote.passage.order, quote.start)
        )
        for position, quote in enumerate(ordered):
            citation = cite(
                len(citations) + first, quote.document, quote.passage, quote.start, quote.end
            )
            citations.append(citation)
            says = speaker_of(quote.passage, quote.start)
            opening = citation.label if position == 0 else ""
            if says and (says != speaker or position == 0):
                opening += f", {says}" if opening else says
            speaker = says
            text = f"{opening}: “{citation.quote}”" if opening else f"“{citation.quote}”"
            if quote.cut:
                text += " (the source breaks off here)"
            sentences.append(Sentence(text=text, citations=(citation.number,), support="verbatim"))
    return tuple(sentences), tuple(citations)


def shown(sentences: Sequence[Sentence]) -> str:
    """Return the answer's text: the sentences, each with its marks."""
    return "\n".join(
        f"{sentence.text} {''.join(f'[{number}]' for number in sentence.citations)}"
        for sentence in sentences
    )
