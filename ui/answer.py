"""An answer as HTML: its sentences or groups, disagreements, remarks, what to ask next."""

from collections.abc import Mapping, Sequence
from html import escape

from assistant.types import Answer, Citation
from ui.differences import mark_differences
from ui.layout import NOTHING, counted, lay_out
from ui.markup import ask_buttons, cite_button, copy_button, timeline_button
from ui.sentences import Block, render_block
from ui.wanted import aim_key

_MOST_TIMELINES = 3

Citations = Mapping[int, Citation]


def render_answer(
    answer: Answer,
    *,
    turn: int,
    checked: bool = True,
    copied: str = "",
    timelines: bool = False,
) -> str:
    """Return an answer; `copied` is the text that is copied when it is to be copied as a whole.

    With `timelines` it leads to those of the key aims that it cites. One that is not `checked` can
    only be read: it offers nothing to copy or to ask next. Only an answer with status "answered"
    shows citations, whatever else it carries.
    """
    parts: list[str] = []
    if answer.standalone_question.strip() not in ("", answer.question.strip()):
        understood = escape(answer.standalone_question)
        parts.append(f'<p class="understood" dir="auto">Understood as: {understood}</p>')
    if answer.status == "answered":
        citations = {citation.number: citation for citation in answer.citations}
        if answer.total is not None:
            parts.append(f'<p class="total">{counted(answer.total)}</p>')
        parts.append(_render_sentences(answer, citations, turn))
        parts.append(_render_conflicts(answer, citations, turn))
        parts.append(_render_notes(answer))
        parts.append(_render_sources(answer, citations, turn))
        if timelines and checked:
            parts.append(_render_timelines(answer))
        if copied and checked:
            parts.append(copy_button(copied, "Copy answer"))
    else:
        parts.append(_render_verdict(answer))
        parts.append(_render_notes(answer))
    if answer.suggestions and checked:
        asks_back = answer.status == "needs_clarification"
        invitation = "Choose one, or ask in other words" if asks_back else "You could also ask"
        parts.append(f'<p class="next">{invitation}</p>')
        parts.append(ask_buttons(answer.suggestions, "choice" if asks_back else "suggestion"))
    return "".join(parts)


def _render_sentences(answer: Answer, citations: Citations, turn: int) -> str:
    """Render sentences and groups; exactly two groups are two sides, to be read side by side."""

    def block(numbers: Sequence[int], name: str, *, apart: bool = False) -> str:
        sentences = [answer.sentences[number] for number in numbers]
        return render_block(
            Block(sentences=sentences, citations=citations, turn=turn, name=name, apart=apart)
        )

    layout = lay_out(answer)
    before, after = block(layout.before, f"{turn}-0"), block(layout.after, f"{turn}-end")
    if not layout.sides:
        return before + after
    sides: list[str] = []
    for number, side in enumerate(layout.sides, start=1):
        name = f"{turn}-{number}"
        shown = (
            f' <span class="count">{counted(len(side.sentences))}</span>' if side.counted else ""
        )
        entries = block(side.sentences, name, apart=True) or f'<p class="empty">{NOTHING}</p>'
        sides.append(
            f'<section class="side" aria-labelledby="side-{name}"><h2 id="side-{name}" dir="auto">'
            f"{escape(side.heading)}{shown}</h2>{entries}</section>"
        )
    columns = "sides two" if len(sides) == 2 else "sides"
    return f'{before}<div class="{columns}">{"".join(sides)}</div>{after}'


def _render_conflicts(answer: Answer, citations: Citations, turn: int) -> str:
    """Render, for each disagreement, the quotes side by side with what differs standing out."""
    boxes: list[str] = []
    for conflict in answer.conflicts:
        held = [citations[number] for number in conflict.citations if number in citations]
        quotes = mark_differences([citation.quote for citation in held])
        figures = "".join(
            f'<li><span class="place">{escape(citation.label)}</span>'
            f"<q>{quote}</q>&nbsp;{cite_button(citation, turn=turn)}</li>"
            for citation, quote in zip(held, quotes, strict=True)
        )
        boxes.append(
            f'<div class="conflict"><p dir="auto"><strong>These sources differ</strong> on '
            f'{escape(conflict.about)}:</p><ul class="figures">{figures}</ul></div>'
        )
    return "".join(boxes)


def _render_notes(answer: Answer) -> str:
    rows = "".join(f'<li dir="auto">{escape(note)}</li>' for note in answer.notes)
    return f'<ul class="notes" aria-label="Remarks">{rows}</ul>' if rows else ""


def _render_timelines(answer: Answer) -> str:
    """Render the way to the timeline of every key aim that is cited, as many as are few."""
    aims = dict.fromkeys(aim_key(citation.place) for citation in answer.citations)
    buttons = [timeline_button(aim) for aim in aims if aim][:_MOST_TIMELINES]
    return f'<p class="timelines">{" ".join(buttons)}</p>' if buttons else ""


def _render_verdict(answer: Answer) -> str:
    """Render why there is no answer, with its first words as a headline, said only once."""
    headline = "Not found" if answer.status == "not_found" else "Please say a little more"
    explanation = answer.text
    if explanation.casefold().startswith(headline.casefold()):
        first, stop, explanation = explanation.partition(". ")
        headline = first + stop.strip()
    rest = f'<p class="explanation" dir="auto">{escape(explanation)}</p>' if explanation else ""
    return f'<p class="verdict" dir="auto">{escape(headline)}</p>{rest}'


def _render_sources(answer: Answer, citations: Citations, turn: int) -> str:
    """List the sources whose place is not already written in the answer itself."""
    shown = " ".join(sentence.text for sentence in answer.sentences)
    rows = "".join(
        f"<li>{cite_button(citation, turn=turn)} {escape(citation.label)}</li>"
        for citation in citations.values()
        if citation.label not in shown
    )
    return f'<ul class="sources" aria-label="Sources">{rows}</ul>' if rows else ""
