"""A conversation as HTML: pure functions. Answers are written in `ui.answer`.

Every piece of text (questions, documents, models) goes through `escape`; there is no Markdown.
"""

from collections.abc import Sequence
from html import escape

from assistant.types import Document, Mode
from ui.answer import render_answer
from ui.conversation import Conversation, Exchange
from ui.markup import ask_buttons
from ui.plain import asked_without, plain_answer

_LONGEST_SHOWN_QUESTION = 600  # characters; more would push the answer off the screen
_KIND_NAMES = {"report": "Report", "minutes": "Minutes", "agenda": "Agenda", "other": "Document"}
_STOP = '<button type="button" class="stop" data-stop>Stop</button>'


def render_conversation(
    conversation: Conversation, *, examples: Sequence[str] = (), timelines: bool = False
) -> str:
    """Return the whole conversation and, if it is empty, questions to start from.

    With `timelines`, answers lead to the timelines of the key aims that they cite.
    """
    turns = [
        render_exchange(exchange, turn=number, timelines=timelines)
        for number, exchange in enumerate(conversation.exchanges, start=1)
    ]
    welcome = render_examples(examples) if not turns else ""
    return (
        '<div class="log" role="log" aria-live="polite" aria-label="Conversation">'
        f'{"".join(turns)}</div><div class="welcome">{welcome}</div>'
    )


def render_examples(examples: Sequence[str]) -> str:
    """Return the questions to start from, as buttons; an empty text if there are none."""
    if not examples:
        return ""
    return f"<h2>You could ask</h2>{ask_buttons(examples, 'example')}"


def render_exchange(exchange: Exchange, *, turn: int, timelines: bool = False) -> str:
    """Return one question with what came back; `turn` counts from 1."""
    answer = exchange.answer
    body = ""
    if answer is not None:
        body = render_answer(
            answer,
            turn=turn,
            checked=exchange.checked,
            copied=plain_answer(exchange),
            timelines=timelines,
        )
    if exchange.problem is not None:
        body += f'<p class="notice">{escape(exchange.problem)}</p>'
        state = "problem"
    elif answer is None or not exchange.checked:
        doing = "Looking in the documents…" if answer is None else "Checking…"
        body += f'<p class="looking"><span>{doing}</span> {_STOP}</p>'
        state = "pending"
    else:
        state = answer.status
    # What is still changing is not read out piece by piece.
    busy = "" if exchange.settled else ' aria-busy="true"'
    return (
        f'<div class="turn" id="turn-{turn}" data-state="{state}">'
        f"{_render_asked(exchange)}{_render_clues(exchange, turn)}"
        f'<article class="answer" id="answer-{turn}" tabindex="-1" aria-label="Answer {turn}"'
        f"{busy}>{body}</article></div>"
    )


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


def render_modes(chosen: Mode = "quotes") -> str:
    """Return the switch between the two ways of answering, at first at `chosen`."""
    modes: tuple[tuple[Mode, str], ...] = (("quotes", "Quotes"), ("written", "Written"))
    choices = "".join(
        f'<label><input type="radio" name="mode" value="{mode}" autocomplete="off"'
        f"{' checked' if mode == chosen else ''}> {name}</label>"
        for mode, name in modes
    )
    return f'<fieldset class="modes"><legend>Answer in</legend>{choices}</fieldset>'


def _render_asked(exchange: Exchange) -> str:
    shown = exchange.question.strip()
    if len(shown) > _LONGEST_SHOWN_QUESTION:
        rest = len(shown) - _LONGEST_SHOWN_QUESTION
        shown = f"{shown[:_LONGEST_SHOWN_QUESTION].rstrip()}… (and {rest:,} more characters)"
    without = asked_without(exchange)
    less = f'<span class="less" dir="auto">{escape(without)}</span>' if without else ""
    return (
        '<p class="asked"><span class="unseen">You asked: </span>'
        f'<span class="words" dir="auto">{escape(shown)}</span>{less}</p>'
    )


def _render_clues(exchange: Exchange, turn: int) -> str:
    """Render what was understood of a question; each clue that may go has a button for it."""
    if exchange.answer is None or not exchange.answer.understood:
        return ""
    ready = exchange.settled
    chips = "".join(
        f'<li class="clue"><span dir="auto">{escape(clue.label)}</span>'
        + (
            f'<button type="button" class="less-this" data-turn="{turn}" '
            f'data-without="{escape(clue.key)}" aria-label="Without: {escape(clue.label)}" '
            f'title="Ask again without: {escape(clue.label)}">×</button>'
            if clue.removable and ready
            else ""
        )
        + "</li>"
        for clue in exchange.answer.understood
    )
    return f'<ul class="clues" aria-label="Understood in the question">{chips}</ul>'


def _document_details(document: Document) -> list[str]:
    details = [_KIND_NAMES[document.kind]]
    if document.draft:
        details.append("draft")
    if (day := document.meeting_date) is not None:
        details.append(f"meeting of {day.day} {day:%B %Y}")
    if document.pages:
        details.append(f"{document.pages} page{'s' if document.pages != 1 else ''}")
    return details
