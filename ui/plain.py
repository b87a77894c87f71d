"""An answer as plain text, to be pasted into an e-mail, with what was asked and its sources."""

from collections.abc import Iterable, Mapping

from assistant.types import Answer, Citation
from ui.conversation import Exchange
from ui.layout import NOTHING, counted, lay_out
from ui.markup import file_name
from ui.pieces import split_sentence, unmarked


def plain_answer(exchange: Exchange) -> str:
    """Return the answer to a question as lines of text; an empty text where there is none."""
    answer = exchange.answer
    if answer is None:
        return ""
    parts = ["\n".join(_asked(exchange, answer))]
    if answer.status == "answered":
        citations = {citation.number: citation for citation in answer.citations}
        parts.extend(_body(answer, citations))
        parts.extend(_conflicts(answer, citations))
        parts.append("\n".join(f"Note: {note}" for note in answer.notes))
        parts.append("\n".join(_sources(answer)))
    else:
        parts += [answer.text, *answer.notes]
    return "\n\n".join(part for part in parts if part)


def asked_without(exchange: Exchange) -> str:
    """Return what was taken away from a question, "" if nothing was: "without Key Aim 1"."""
    return f"without {', '.join(c.label for c in exchange.without)}" if exchange.without else ""


def _asked(exchange: Exchange, answer: Answer) -> Iterable[str]:
    without = asked_without(exchange)
    yield f"Question: {exchange.question.strip()}" + (f" ({without})" if without else "")
    if answer.standalone_question.strip() not in ("", answer.question.strip()):
        yield f"Understood as: {answer.standalone_question.strip()}"


def _body(answer: Answer, citations: Mapping[int, Citation]) -> Iterable[str]:
    if answer.total is not None:
        yield counted(answer.total)

    def lines(numbers: Iterable[int]) -> str:
        return "\n".join(_sentence(answer, number, citations) for number in numbers)

    layout = lay_out(answer)
    yield lines(layout.before)
    for side in layout.sides:
        shown = f" ({counted(len(side.sentences))})" if side.counted else ""
        yield f"{side.heading}{shown}\n{lines(side.sentences) or NOTHING}"
    yield lines(layout.after)


def _sentence(answer: Answer, number: int, citations: Mapping[int, Citation]) -> str:
    sentence = answer.sentences[number]
    missing = unmarked(split_sentence(sentence, citations), sentence)
    marks = " ".join(f"[{n}]" for n in missing if n in citations)
    return f"{sentence.text.strip()} {marks}".strip()


def _conflicts(answer: Answer, citations: Mapping[int, Citation]) -> Iterable[str]:
    for conflict in answer.conflicts:
        held = (citations[number] for number in conflict.citations if number in citations)
        quotes = "\n".join(f"“{citation.quote}” [{citation.number}]" for citation in held)
        yield f"These sources differ on {conflict.about}:\n{quotes}"


def _sources(answer: Answer) -> Iterable[str]:
    """Name every source; the words of one that the answer does not quote are added."""
    if answer.citations:
        yield "Sources"
    shown = " ".join(sentence.text for sentence in answer.sentences)
    for citation in answer.citations:
        document = citation.document
        where = [citation.label, document.title]
        if document.source:
            page = citation.place.page
            where.append(file_name(document.source) + (f", page {page}" if page else ""))
        quote = "" if citation.quote in shown else f": “{citation.quote}”"
        yield f"[{citation.number}] {'; '.join(where)}{quote}"
    if answer.coverage:
        yield f"Answered from {answer.coverage}."
