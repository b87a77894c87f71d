"""The source panel as HTML: one quote, marked in the passage it stands in, among its neighbours."""

from collections.abc import Sequence
from html import escape

from assistant.types import Citation, Passage
from ui.markup import copy_button, file_name

_KICKERS = {
    "question": "Question",
    "answer": "Answer",
    "action": "Action",
    "resolution": "Resolution",
    "attendance": "Attendance",
    "cross_reference": "Cross-reference",
}


def render_source(
    citation: Citation, passages: Sequence[Passage], *, turn: int | str, total: int
) -> str:
    """Return the panel for a citation of exchange `turn`, which has `total` sources.

    `passages` are the cited passage and its neighbours in reading order. The quote is marked at
    the offsets of the citation; where these do not hold the quote, nothing is marked and the panel
    says so.
    """
    document = citation.document
    where = [file_name(document.source)] if document.source else []
    if citation.place.page is not None:
        where.append(f"page {citation.place.page}")
    found = any(_holds(citation, passage) for passage in passages)
    body = _render_passages(citation, passages)
    if not found:
        body = (
            '<p class="notice">The surrounding text of this quote is no longer held. '
            f'The quote was:</p><p class="passage cited" dir="auto">{escape(citation.quote)}</p>'
            f"{body}"
        )
    return (
        f'<section class="source" role="dialog" tabindex="-1" aria-labelledby="source-title" '
        f'data-key="{escape(str(turn))}:{citation.number}">'
        f"{_render_bar(citation, turn, total)}"
        f'<div class="source-head"><h2 id="source-title">'
        f'<span class="unseen">Source {citation.number}: </span>{escape(citation.label)}</h2>'
        f'<p class="document" dir="auto">{escape(document.title)}</p>'
        f'<p class="where">{escape(" · ".join(where))}</p>'
        f"{copy_button(quotation(citation), 'Copy the quote with its place')}</div>"
        f'<div class="surroundings" tabindex="0" role="region" '
        f'aria-label="The quote in its surrounding text">{body}</div></section>'
    )


def render_source_problem(message: str, *, turn: int | str, number: int) -> str:
    """Return a panel that says in one line why the source cannot be shown."""
    return (
        f'<section class="source" role="dialog" tabindex="-1" aria-labelledby="source-title" '
        f'data-key="{escape(str(turn))}:{number}">'
        f'<div class="source-bar"><span></span>{_CLOSE}</div>'
        f'<div class="source-head"><h2 id="source-title">Source {number}</h2>'
        f'<p class="notice">{escape(message)}</p></div></section>'
    )


def quotation(citation: Citation) -> str:
    """Return what is copied and read out: the quote, then its place and document."""
    return f"“{citation.quote}” ({citation.label}; {citation.document.title})"


_CLOSE = '<button type="button" class="close" data-close>Close</button>'


def _render_bar(citation: Citation, turn: int | str, total: int) -> str:
    """Render the row with the number, the way to the sources beside it, and the close button."""

    def step(name: str, number: int) -> str:
        off = "" if 1 <= number <= total else " disabled"
        return (
            f'<button type="button" class="step" data-turn="{escape(str(turn))}" '
            f'data-number="{number}"{off}>'
            f"{name}</button>"
        )

    steps = ""
    if total > 1:
        steps = step("Previous", citation.number - 1) + step("Next", citation.number + 1)
    return (
        f'<div class="source-bar"><span class="count">Source {citation.number} of {total}</span>'
        f"{steps}{_CLOSE}</div>"
    )


def _holds(citation: Citation, passage: Passage) -> bool:
    return (
        passage.id == citation.passage_id
        and 0 <= citation.start < citation.end
        and passage.text[citation.start : citation.end] == citation.quote
    )


def _render_passages(citation: Citation, passages: Sequence[Passage]) -> str:
    """Render passages in order, each heading once where it begins."""
    parts: list[str] = []
    path: tuple[str, ...] = ()
    kicker = ""
    for passage in passages:
        headings = passage.place.headings
        if headings != path:
            kicker = ""
            parts.append(_render_headings(path, headings, passage.text))
            path = headings
        if (spoken := _kicker(passage)) != kicker:
            kicker = spoken
            if kicker:
                parts.append(f'<p class="kicker">{escape(kicker)}</p>')
        parts.append(_render_passage(citation, passage))
    return "".join(parts)


def _render_headings(before: tuple[str, ...], now: tuple[str, ...], text: str) -> str:
    """Render the headings that are new; a passage that is itself a heading is not said twice."""
    same = 0
    while same < min(len(before), len(now)) and before[same] == now[same]:
        same += 1
    new = [heading for heading in now[same:] if heading != text]
    return f'<h3 dir="auto">{escape(" › ".join(new))}</h3>' if new else ""


def _kicker(passage: Passage) -> str:
    name = _KICKERS.get(passage.part, "")
    if passage.part == "question" and passage.place.question is not None:
        name = f"Question {passage.place.question}"
    if name and passage.part in ("question", "answer") and passage.place.speaker:
        name = f"{name} – {passage.place.speaker}"
    return name


def _render_passage(citation: Citation, passage: Passage) -> str:
    classes = ["passage", f"part-{passage.part}"]
    text = escape(passage.text)
    if passage.place.headings and passage.text.strip() == passage.place.headings[-1]:
        classes.append("is-heading")
    if passage.part == "bullet":
        depth = min((passage.place.bullet or "").count(".") + 1, 4)
        classes.append(f"depth-{depth}")
    if passage.id == citation.passage_id:
        classes.append("cited")
        if _holds(citation, passage):
            text = (
                f"{escape(passage.text[: citation.start])}<mark>{escape(citation.quote)}</mark>"
                f"{escape(passage.text[citation.end :])}"
            )
    cut = ' <span class="cut">(the document breaks off here)</span>' if passage.cut_short else ""
    return f'<p class="{" ".join(classes)}" dir="auto">{text}{cut}</p>'
