"""Answers and conversations as HTML: pure functions, and the only place that writes HTML for them.

Every piece of text (questions, documents, models) goes through `escape`; there is no Markdown.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import PurePath, PureWindowsPath
from typing import Literal

from assistant.types import Answer, Citation, Document, Sentence
from ui.conversation import Conversation, Exchange

_LONGEST_SHOWN_QUESTION = 600  # characters; more would push the answer off the screen
_MARK = re.compile(r"\[(\d{1,3})\]")
_PUNCTUATION = r"[\s“”\"'‘’.,;:…–—-]*"
# What may follow a quote that stands alone: at most a remark, "(the source breaks off here)".
_AFTER_QUOTE = re.compile(rf"{_PUNCTUATION}(\([^()]{{1,100}}\))?{_PUNCTUATION}")
_OPENING = " \t\n:“\"'‘"
_KIND_NAMES = {"report": "Report", "minutes": "Minutes", "agenda": "Agenda", "other": "Document"}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Piece:
    """A part of a sentence: plain text, a verbatim quote, or the mark of a citation."""

    kind: Literal["text", "quote", "mark"]
    text: str = ""
    number: int = 0


def render_conversation(
    conversation: Conversation, *, pending: str | None = None, examples: Sequence[str] = ()
) -> str:
    """Return the whole conversation, with the question being worked on and, if empty, examples."""
    turns = [render_exchange(e, turn=n) for n, e in enumerate(conversation.exchanges, start=1)]
    if pending is not None:
        turns.append(render_exchange(Exchange(question=pending), turn=len(turns) + 1))
    welcome = render_examples(examples) if not turns else ""
    return (
        '<div class="log" role="log" aria-live="polite" aria-label="Conversation">'
        f'{"".join(turns)}</div><div class="welcome">{welcome}</div>'
    )


def render_examples(examples: Sequence[str]) -> str:
    """Return the questions to start from, as buttons; an empty text if there are none."""
    if not examples:
        return ""
    return f"<h2>You could ask</h2>{_ask_buttons(examples, 'example')}"


def render_exchange(exchange: Exchange, *, turn: int) -> str:
    """Return one question with what came back; `turn` counts from 1."""
    shown = exchange.question.strip()
    if len(shown) > _LONGEST_SHOWN_QUESTION:
        rest = len(shown) - _LONGEST_SHOWN_QUESTION
        shown = f"{shown[:_LONGEST_SHOWN_QUESTION].rstrip()}… (and {rest:,} more characters)"
    state: str
    if exchange.answer is not None:
        body, state = render_answer(exchange.answer, turn=turn), exchange.answer.status
    elif exchange.problem is not None:
        body = f'<p class="notice">{escape(exchange.problem)}</p>'
        state = "problem"
    else:
        body = '<p class="looking">Looking in the documents…</p>'
        state = "pending"
    return (
        f'<article class="turn" id="turn-{turn}" data-state="{state}" tabindex="-1" '
        f'aria-label="Answer {turn}"><p class="asked"><span class="unseen">You asked: </span>'
        f'<span class="words" dir="auto">{escape(shown)}</span></p>'
        f'<div class="answer" id="answer-{turn}">{body}</div></article>'
    )


def render_answer(answer: Answer, *, turn: int) -> str:
    """Return an answer: its sentences with citation buttons, disagreements, what to ask next.

    Only an answer with status "answered" shows citations, whatever else it carries.
    """
    parts: list[str] = []
    if answer.standalone_question.strip() not in ("", answer.question.strip()):
        understood = escape(answer.standalone_question)
        parts.append(f'<p class="understood" dir="auto">Understood as: {understood}</p>')
    if answer.status == "answered":
        citations = {citation.number: citation for citation in answer.citations}
        parts.append(_render_sentences(answer.sentences, citations, turn))
        parts.extend(
            f'<p class="conflict"><strong>These sources differ</strong> on '
            f"{escape(conflict.about)}: {_buttons(conflict.citations, citations, turn)}</p>"
            for conflict in answer.conflicts
        )
        parts.append(_render_sources(answer, citations, turn))
    else:
        parts.append(_render_verdict(answer))
    if answer.suggestions:
        parts.append('<p class="next">You could also ask</p>')
        parts.append(_ask_buttons(answer.suggestions, "suggestion"))
    return "".join(parts)


def render_held(coverage: str, documents: Sequence[Document]) -> str:
    """Return the line that says what is held, and the list of documents behind it."""
    line = f'<p class="coverage"><strong>Documents held:</strong> {escape(coverage)}</p>'
    if not documents:
        return line
    rows = "".join(
        f'<li><span class="title" dir="auto">{escape(document.title)}</span> '
        f'<span class="detail">{escape(" · ".join(_document_details(document)))}</span></li>'
        for document in documents
    )
    return (
        f"{line}<details><summary>Show the list</summary>"
        f'<ul class="held" tabindex="0" aria-label="Documents held">{rows}</ul></details>'
    )


def file_name(source: str) -> str:
    """Return the last part of a path or address written on any system."""
    return PureWindowsPath(source).name if "\\" in source else PurePath(source).name


def cite_button(citation: Citation, *, turn: int) -> str:
    """Return the button that opens the source of a citation."""
    label = escape(f"Source {citation.number}: {citation.label}")
    return (
        f'<button type="button" class="cite" data-turn="{turn}" data-number="{citation.number}" '
        f'aria-haspopup="dialog" aria-label="{label}" title="{label}">[{citation.number}]</button>'
    )


def _document_details(document: Document) -> list[str]:
    details = [_KIND_NAMES[document.kind]]
    if document.draft:
        details.append("draft")
    if (day := document.meeting_date) is not None:
        details.append(f"meeting of {day.day} {day:%B %Y}")
    if document.pages:
        details.append(f"{document.pages} page{'s' if document.pages != 1 else ''}")
    return details


def _render_verdict(answer: Answer) -> str:
    """Render why there is no answer, with its first words as a headline, said only once."""
    headline = "Not found" if answer.status == "not_found" else "Please say a little more"
    explanation = answer.text
    if explanation.casefold().startswith(headline.casefold()):
        first, stop, explanation = explanation.partition(". ")
        headline = first + stop.strip()
    rest = f'<p class="explanation" dir="auto">{escape(explanation)}</p>' if explanation else ""
    return f'<p class="verdict" dir="auto">{escape(headline)}</p>{rest}'


def _ask_buttons(questions: Sequence[str], css_class: str) -> str:
    items = "".join(
        f'<li><button type="button" class="{css_class}" dir="auto" '
        f'data-ask="{escape(question)}">{escape(question)}</button></li>'
        for question in questions
    )
    return f'<ul class="{css_class}s">{items}</ul>'


def _buttons(numbers: Iterable[int], citations: dict[int, Citation], turn: int) -> str:
    return " ".join(cite_button(citations[n], turn=turn) for n in numbers if n in citations)


def _render_sentences(
    sentences: Sequence[Sentence], citations: dict[int, Citation], turn: int
) -> str:
    """Render quotes under the place they come from and everything else as running text.

    Consecutive quotes from the same place stand under one lead, so that it is read out once.
    """
    blocks: list[str] = []
    running: list[str] = []
    last_lead: str | None = None

    def end_paragraph() -> None:
        if running:
            blocks.append(f'<p class="prose-text" dir="auto">{" ".join(running)}</p>')
            running.clear()

    for sentence in sentences:
        pieces = _pieces(sentence, citations)
        lead = _lead_of_quotes(pieces) if sentence.support == "verbatim" else None
        if lead is None:
            last_lead = None
            running.append(_render_inline(pieces, sentence, citations, turn))
            continue
        end_paragraph()
        if lead and lead != last_lead:
            blocks.append(_render_lead(lead, sentence, citations))
        last_lead = lead or last_lead
        blocks.extend(_render_quotes(pieces, citations, turn))
    end_paragraph()
    return "".join(blocks)


def _pieces(sentence: Sentence, citations: dict[int, Citation]) -> list[_Piece]:
    """Split a sentence into text, quotes and marks.

    Quotes are found first: a "[1]" or "[Action: PCC]" inside a quote is the document's own.
    """
    text = sentence.text
    spans: list[tuple[int, int, int]] = []
    quoted = [citations[number] for number in sentence.citations if number in citations]
    for citation in sorted(quoted, key=lambda c: -len(c.quote)):
        at = text.find(citation.quote) if citation.quote else -1
        while at >= 0 and any(s < at + len(citation.quote) and at < e for s, e, _ in spans):
            at = text.find(citation.quote, at + 1)
        if at >= 0:
            spans.append((at, at + len(citation.quote), citation.number))
    pieces: list[_Piece] = []
    position = 0
    for start, end, number in sorted(spans):
        pieces.extend(_text_and_marks(text[position:start], sentence.citations))
        pieces.append(_Piece(kind="quote", text=text[start:end], number=number))
        position = end
    pieces.extend(_text_and_marks(text[position:], sentence.citations))
    return pieces


def _text_and_marks(text: str, numbers: Sequence[int]) -> Iterable[_Piece]:
    position = 0
    for match in _MARK.finditer(text):
        number = int(match[1])
        if number not in numbers:
            continue
        if match.start() > position:
            yield _Piece(kind="text", text=text[position : match.start()])
        yield _Piece(kind="mark", number=number)
        position = match.end()
    if position < len(text):
        yield _Piece(kind="text", text=text[position:])


def _lead_of_quotes(pieces: Sequence[_Piece]) -> str | None:
    """Return what introduces the quotes ("" if nothing does), None if they stand within prose."""
    first = next((i for i, piece in enumerate(pieces) if piece.kind == "quote"), None)
    if first is None:
        return None
    after = (piece for piece in pieces[first:] if piece.kind == "text")
    if not all(_AFTER_QUOTE.fullmatch(piece.text) for piece in after):
        return None
    return "".join(piece.text for piece in pieces[:first]).strip().rstrip(_OPENING)


def _render_quotes(
    pieces: Sequence[_Piece], citations: dict[int, Citation], turn: int
) -> Iterable[str]:
    for position, piece in enumerate(pieces):
        if piece.kind != "quote":
            continue
        following = pieces[position + 1] if position + 1 < len(pieces) else None
        after = _AFTER_QUOTE.fullmatch(following.text) if following else None
        remark = after[1] if after and following and following.kind == "text" else None
        shown = f' <span class="remark">{escape(remark)}</span>' if remark else ""
        yield (
            f'<blockquote dir="auto">“{escape(piece.text)}”{shown} '
            f"{_buttons((piece.number,), citations, turn)}</blockquote>"
        )


def _render_lead(lead: str, sentence: Sentence, citations: dict[int, Citation]) -> str:
    """Render what introduces quotes; who speaks stands out from the place where it is written."""
    html = f"<strong>{escape(lead)}</strong>"
    for number in sentence.citations:
        place = citations[number].label if number in citations else ""
        if place and place in lead and place != lead:
            before, _, after = lead.partition(place)
            html = f'{_strong(before)}<span class="place">{escape(place)}</span>{_strong(after)}'
            break
    return f'<p class="lead" dir="auto">{html}</p>'


def _strong(text: str) -> str:
    return f"<strong>{escape(text)}</strong>" if any(map(str.isalnum, text)) else escape(text)


def _render_inline(
    pieces: Sequence[_Piece], sentence: Sentence, citations: dict[int, Citation], turn: int
) -> str:
    parts: list[str] = []
    for piece in pieces:
        if piece.kind == "text":
            parts.append(escape(piece.text))
        elif piece.kind == "quote":
            parts.append(f'<span class="quoted">{escape(piece.text)}</span>')
        else:
            parts.append(_buttons((piece.number,), citations, turn))
    marked = {piece.number for piece in pieces if piece.kind == "mark"}
    missing = [number for number in sentence.citations if number not in marked]
    return f"{''.join(parts).strip()} {_buttons(missing, citations, turn)}".strip()


def _render_sources(answer: Answer, citations: dict[int, Citation], turn: int) -> str:
    """List the sources whose place is not already written in the answer itself."""
    shown = " ".join(sentence.text for sentence in answer.sentences)
    rows = "".join(
        f"<li>{cite_button(citation, turn=turn)} {escape(citation.label)}</li>"
        for citation in citations.values()
        if citation.label not in shown
    )
    return f'<ul class="sources" aria-label="Sources">{rows}</ul>' if rows else ""
