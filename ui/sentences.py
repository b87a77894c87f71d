"""The sentences of an answer as HTML: quotes under their place, the rest as running text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from assistant.types import Citation, Sentence
from ui.markup import cite_button, cite_buttons
from ui.pieces import Piece, lead_of_quotes, remark_after, split_sentence, unmarked

_LONG = 12  # a list of more entries is shown only in part at first
_SHOWN = 10  # entries of it that are


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """Sentences that are shown together, and what is needed to show them.

    `name` is unique on the page; ids of elements are made of it. A block `apart` has nothing above
    it with which its first quote could share a place.
    """

    sentences: Sequence[Sentence]
    citations: Mapping[int, Citation]
    turn: int
    name: str
    apart: bool = False


def render_block(block: Block) -> str:
    """Return sentences as HTML; of a long list, the end stands behind a "Show all" button.

    That end is hidden from the eye alone: who listens, selects or searches has all of it.
    """
    if len(block.sentences) <= _LONG:
        return "".join(_Writer(block).write(block.sentences))
    writer = _Writer(block)
    first = "".join(writer.write(block.sentences[:_SHOWN]))
    rest = "".join(writer.write(block.sentences[_SHOWN:]))
    name = escape(f"rest-{block.name}")
    total = len(block.sentences)
    return (
        f'{first}<div class="rest" id="{name}">{rest}</div>'
        f'<p class="all"><button type="button" class="show-all" data-show="{name}" '
        f'data-more="Show all {total}" data-less="Show the first {_SHOWN}">Show all {total}'
        "</button></p>"
    )


class _Writer:
    """Writes sentences one after another; consecutive quotes of one place share its lead."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self.lead: str | None = None
        self.written = 0

    def write(self, sentences: Iterable[Sentence]) -> Iterable[str]:
        running: list[str] = []

        def paragraph() -> Iterable[str]:
            if running:
                yield f'<p class="prose-text" dir="auto">{" ".join(running)}</p>'
                running.clear()

        for sentence in sentences:
            pieces = split_sentence(sentence, self.block.citations)
            self.written += 1
            lead = lead_of_quotes(pieces) if sentence.support == "verbatim" else None
            if lead is None:
                self.lead = None
                running.append(self._inline(pieces, sentence))
                continue
            yield from paragraph()
            if not lead and self.block.apart and self.written == 1:
                lead = self._label(sentence)
            if lead and lead != self.lead:
                yield self._lead(lead, sentence)
            self.lead = lead or self.lead
            yield from self._quotes(pieces)
        yield from paragraph()

    def _label(self, sentence: Sentence) -> str:
        held = (self.block.citations.get(number) for number in sentence.citations)
        return next((citation.label for citation in held if citation), "")

    def _quotes(self, pieces: Sequence[Piece]) -> Iterable[str]:
        for position, piece in enumerate(pieces):
            if piece.kind != "quote":
                continue
            remark = remark_after(pieces, position)
            shown = f' <span class="remark">{escape(remark)}</span>' if remark else ""
            button = cite_buttons((piece.number,), self.block.citations, self.block.turn)
            yield f'<blockquote dir="auto">“{escape(piece.text)}”{shown}&nbsp;{button}</blockquote>'

    def _lead(self, lead: str, sentence: Sentence) -> str:
        """Render what introduces quotes; who speaks stands out from where it is written."""
        html = f"<strong>{escape(lead)}</strong>"
        place = self._label(sentence)
        if place and place in lead and place != lead:
            before, _, after = lead.partition(place)
            html = f'{_strong(before)}<span class="place">{escape(place)}</span>{_strong(after)}'
        return f'<p class="lead" dir="auto">{html}</p>'

    def _inline(self, pieces: Sequence[Piece], sentence: Sentence) -> str:
        support = _Support(self.block, sentence, self.written)
        parts: list[str] = []
        for piece in pieces:
            if piece.kind == "text":
                parts.append(escape(piece.text))
            elif piece.kind == "quote":
                parts.append(f'<span class="quoted">{escape(piece.text)}</span>')
            else:
                parts.append(support.button(piece.number))
        missing = " ".join(support.button(number) for number in unmarked(pieces, sentence))
        return support.around(f"{''.join(parts).strip()} {missing}".strip())


class _Support:
    """The verbatim words behind an entailed sentence, shown with it when it is pointed at."""

    def __init__(self, block: Block, sentence: Sentence, position: int) -> None:
        self.block = block
        self.id = f"support-{block.name}-{position}"
        shown = sentence.support == "entailed"
        self.numbers = [n for n in sentence.citations if n in block.citations] if shown else []

    def button(self, number: int) -> str:
        citation = self.block.citations.get(number)
        if citation is None:
            return ""
        described = f"{self.id}-{number}" if number in self.numbers else ""
        return cite_button(citation, turn=self.block.turn, described_by=described)

    def around(self, html: str) -> str:
        if not self.numbers:
            return html
        quotes = "".join(
            f'<span class="words-of" id="{escape(f"{self.id}-{number}")}" dir="auto">'
            f"<q>{escape(self.block.citations[number].quote)}</q> "
            f'<span class="place">{escape(self.block.citations[number].label)}</span></span>'
            for number in self.numbers
        )
        return f'<span class="claim">{html}<span class="support">{quotes}</span></span>'


def _strong(text: str) -> str:
    """Let the words of a text stand out, not the marks between them and a place."""
    rest = text.lstrip(" ),:;–")
    words = rest.rstrip(" (,:;–")
    if not words:
        return escape(text)
    before, after = text[: len(text) - len(rest)], rest[len(words) :]
    return f"{escape(before)}<strong>{escape(words)}</strong>{escape(after)}"
