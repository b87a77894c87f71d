import re
from collections.abc import Sequence
from dataclasses import replace
from html import unescape

import pytest

from assistant.citations import cite
from assistant.types import Answer, Citation, Clue, Conflict, Group, Sentence
from tests.ui.invented import (
    BUOYS,
    HOSTILE,
    MINUTES,
    PASSAGES,
    REPORT,
    buoys_answer,
    clarify,
    hostile_answer,
    not_found,
)
from tests.ui.reading import read as _read
from ui.answer import render_answer
from ui.conversation import Conversation, Exchange
from ui.markup import file_name
from ui.rendering import render_conversation, render_held
from ui.source import quotation, render_source, render_source_problem


def _numbers(html: str) -> list[str | None]:
    buttons = _read(html, "button").attributes
    return [b["data-number"] for b in buttons if b.get("class") == "cite"]


def test_quotes_stand_under_their_place_which_is_said_once() -> None:
    html = render_answer(buoys_answer(), turn=1)
    assert _numbers(html) == ["1", "2", "3"]
    assert html.count("The Harbour Master") == 1
    quotes = _read(html, "blockquote").texts
    assert [quote.split("”")[0].lstrip("“") for quote in quotes] == [
        citation.quote for citation in buoys_answer().citations
    ]


def test_citation_button_says_where_it_leads() -> None:
    answer = buoys_answer()
    buttons = _read(render_answer(answer, turn=4), "button").attributes
    first = next(button for button in buttons if button.get("class") == "cite")
    assert first["aria-label"] == f"Source 1: {answer.citations[0].label}"
    assert (first["data-turn"], first["data-number"]) == ("4", "1")


def test_leads_of_every_form_and_remarks_after_a_quote() -> None:
    answer = buoys_answer()
    first, second, third = answer.citations
    texts = (
        f"{first.label}, Harbour Master: “{first.quote}” (the source breaks off here)",
        f"“{second.quote}”",
        f"{third.label}: “{third.quote}”",
    )
    sentences = tuple(
        Sentence(text=text, citations=(number,), support="verbatim")
        for number, text in enumerate(texts, start=1)
    )
    html = render_answer(replace(answer, sentences=sentences), turn=1)
    leads = [text for text in _read(html, "p").texts if "February" in text]
    assert leads == [f"{first.label}, Harbour Master", third.label]
    assert "Harbour Master</strong>" in html
    quotes = _read(html, "blockquote").texts
    assert [text.split("”")[0] for text in quotes] == [f"“{c.quote}" for c in answer.citations]
    assert "breaks off here" in html
    assert _numbers(html) == ["1", "2", "3"]


def _written(text: str, numbers: Sequence[int], **changes: object) -> Answer:
    sentence = Sentence(text=text, citations=tuple(numbers), support="entailed")
    return replace(buoys_answer(), sentences=(sentence,), **changes)  # type: ignore[arg-type]


def test_written_sentences_keep_their_marks_and_list_their_sources() -> None:
    answer = _written("Seventeen were lost [1], the report says the same [3].", (1, 3))
    html = render_answer(answer, turn=1)
    assert _numbers(html)[:2] == ["1", "3"]
    for citation in answer.citations:
        assert citation.label in unescape(html)


def test_citations_without_a_mark_are_put_at_the_end() -> None:
    html = render_answer(_written("Seventeen were lost.", (2, 1)), turn=1)
    assert _numbers(html)[:2] == ["2", "1"]


def test_a_mark_that_belongs_to_no_citation_of_the_sentence_is_plain_text() -> None:
    html = render_answer(_written("As note [7] says [1].", (1,)), turn=1)
    assert "note [7] says" in _read(html, "p").texts[0]
    assert "7" not in _numbers(html)


def test_brackets_inside_a_quote_are_the_documents_own() -> None:
    passage = replace(PASSAGES[1], text="The lights [1] were out.")
    citation = cite(1, MINUTES, passage, 0, len(passage.text))
    sentence = Sentence(text=f"“{passage.text}” [1]", citations=(1,), support="verbatim")
    answer = replace(buoys_answer(), sentences=(sentence,), citations=(citation,))
    html = render_answer(answer, turn=1)
    assert passage.text in html
    assert _read(html, "blockquote").texts[0].count("[1]") == 2  # the document's and the button's
    assert html.count("data-number") == 2  # in the answer, and in the list of sources


def test_a_quote_within_prose_stays_in_the_prose() -> None:
    quote = buoys_answer().citations[0].quote
    sentence = Sentence(
        text=f"Asked, she said “{quote}” [1] and left.", citations=(1,), support="verbatim"
    )
    html = render_answer(replace(buoys_answer(), sentences=(sentence,)), turn=1)
    assert "blockquote" not in html
    assert f"Asked, she said “{quote}” [1] and left." in _read(html, "p").texts[0]


@pytest.mark.parametrize("make", [not_found, clarify])
def test_without_an_answer_nothing_is_cited(make: object) -> None:
    empty: Answer = make("Who painted the moon?")  # type: ignore[operator]
    # Even if citations were left in it by mistake.
    html = render_answer(replace(empty, citations=buoys_answer().citations), turn=1)
    assert "cite" not in html
    assert _read(html, "p").texts[0]
    assert BUOYS in unescape(html)


def test_not_found_is_said_once() -> None:
    html = render_answer(not_found("?"), turn=1)
    assert html.count("Not found") == 1
    assert "14 February 2020" in html


def test_understood_question_and_disagreement_are_shown() -> None:
    answer = replace(
        buoys_answer("and the cost?"),
        standalone_question=BUOYS,
        conflicts=(Conflict(about="the cost <b>", citations=(2, 3)),),
    )
    html = render_answer(answer, turn=1)
    assert f"Understood as: {BUOYS}" in unescape(html)
    conflict = next(t for t in _read(html, "div").texts if "differ" in t)
    assert "the cost <b>" in conflict
    figures = [t for t in _read(html, "li").texts if "Replacing" in t or "replaced" in t]
    assert [text.rstrip()[-3:] for text in figures] == ["[2]", "[3]"]
    assert [c.quote in figures[n] for n, c in enumerate(answer.citations[1:])] == [True, True]
    # Each figure that not both have stands out, so "58" or a common year would not.
    assert _read(html, "strong").texts[-2:] == ["£41,300", "£43,100"]


_WRAPPED = {
    *("div", "article", "section", "p", "span", "strong", "blockquote", "q"),
    *("button", "ul", "li", "h2"),
}


def test_hostile_text_is_shown_and_never_markup() -> None:
    answer = replace(
        hostile_answer(HOSTILE),
        standalone_question=f"{HOSTILE}?",
        suggestions=(HOSTILE,),
        conflicts=(Conflict(about=HOSTILE, citations=(1,)),),
        understood=(Clue(key=HOSTILE, label=HOSTILE),),
        groups=(Group(heading=HOSTILE, sentences=(0,)), Group(heading=HOSTILE, sentences=())),
        notes=(HOSTILE,),
    )
    own_words = Sentence(text=f"{HOSTILE} [1]", citations=(1,), support="entailed")
    asked_again = Exchange(
        question=HOSTILE, without=answer.understood, answer=replace(answer, sentences=(own_words,))
    )
    talk = Conversation(
        exchanges=(
            Exchange(question=HOSTILE, answer=answer),
            Exchange(question=HOSTILE, answer=not_found(HOSTILE)),
            Exchange(question=HOSTILE, problem=HOSTILE),
            asked_again,
            replace(asked_again, checked=False),
            replace(asked_again, checked=False, problem=HOSTILE),
        )
    )
    html = render_conversation(talk.add(Exchange(question=HOSTILE)))
    reader = _read(html, "button")
    assert set(reader.tags) <= _WRAPPED
    assert all(not name.startswith("on") for b in reader.attributes for name in b)
    for name in ("data-ask", "data-without"):
        assert HOSTILE in [button.get(name) for button in reader.attributes]
    assert f"Without: {HOSTILE}" in [button.get("aria-label") for button in reader.attributes]
    copied = next(b["data-copy"] for b in reader.attributes if b.get("data-copy"))
    assert str(copied).count(HOSTILE) >= 7  # plain text: as it is
    seen = unescape(re.sub(r"<[^>]*>", "", html))
    # The first answer: question, clue, what was understood, two headings, the quote, the
    # conflict with the quote once more, the remark, the suggestion.
    first = seen[: seen.index("Not found")]
    assert first.count(HOSTILE) == 11
    # Nothing of the others is lost to the browser either.
    assert seen.count(HOSTILE) > 11 + 3 + 3 * 9
    welcome = render_conversation(Conversation(), examples=(HOSTILE,))
    assert _read(welcome, "button").attributes[0]["data-ask"] == HOSTILE


def test_a_huge_question_is_shortened_on_the_page() -> None:
    html = render_conversation(Conversation().add(Exchange(question="x" * 10_000)))
    assert len(html) < 2_000
    assert "9,400 more characters" in html


def test_examples_only_on_an_empty_page() -> None:
    assert "example" in render_conversation(Conversation(), examples=(BUOYS,))
    begun = Conversation().add(Exchange(question="?"))
    assert "example" not in render_conversation(begun, examples=(BUOYS,))


def test_documents_held() -> None:
    odd = replace(REPORT, title=HOSTILE, draft=True, pages=1)
    html = render_held("2 documents & more", [MINUTES, odd])
    items = _read(html, "li").texts
    assert "Minutes · meeting of 14 February 2020" in items[0]
    assert HOSTILE in items[1]
    assert "draft" in items[1]
    assert items[1].endswith("1 page")
    assert "script" not in _read(html, "li").tags
    assert "details" not in render_held("0 documents", [])


@pytest.mark.parametrize(
    "citation", [*buoys_answer().citations, *hostile_answer("?").citations], ids=lambda c: c.label
)
def test_exactly_the_quote_is_marked(citation: Citation) -> None:
    html = render_source(citation, PASSAGES, turn=1, total=3)
    assert _read(html, "mark").texts == [citation.quote]
    cited = next(p.text for p in PASSAGES if p.id == citation.passage_id)
    assert cited in _read(html, "p").texts


def test_text_around_the_mark_is_escaped_too() -> None:
    text = f"{HOSTILE} seventeen {HOSTILE}"
    passage = replace(PASSAGES[1], text=text)
    at = text.index("seventeen")
    citation = cite(1, MINUTES, passage, at, at + len("seventeen"))
    html = render_source(citation, [passage], turn=1, total=1)
    assert not {"script", "img"} & set(_read(html, "p").tags)
    assert unescape(html).count(HOSTILE) == 2
    assert _read(html, "mark").texts == ["seventeen"]


def test_source_names_its_place_and_copies_quote_and_label() -> None:
    citation = buoys_answer().citations[2]
    html = render_source(citation, PASSAGES[6:], turn=1, total=3)
    assert citation.label in _read(html, "h2").texts[0]
    assert REPORT.title in html
    assert "lighthouse.pdf · page 3" in html
    assert "C:" not in html
    copies = [b["data-copy"] for b in _read(html, "button").attributes if "data-copy" in b]
    assert copies == [quotation(citation)]
    assert citation.quote in str(copies[0])
    assert citation.label in str(copies[0])


def test_each_heading_and_speaker_is_said_once() -> None:
    citation = buoys_answer().citations[0]
    html = render_source(citation, PASSAGES[:6], turn=1, total=3)
    assert _read(html, "h3").texts == ["Westmarch Harbour Scrutiny Panel"]
    assert html.count("Answer – Harbour Master") == 1
    assert "Question 1 – Cllr Alder" in html
    both = render_source(citation, PASSAGES, turn=1, total=3)
    assert _read(both, "h3").texts[1] == "Key Aim 2: keep the lights on › 2019/20"


def test_offsets_that_do_not_hold_the_quote_mark_nothing() -> None:
    citation = replace(buoys_answer().citations[0], start=3)
    html = render_source(citation, PASSAGES, turn=1, total=3)
    assert "<mark>" not in html
    assert "no longer held" in html
    assert citation.quote in html


def test_a_passage_that_breaks_off_says_so() -> None:
    citation = buoys_answer().citations[0]
    passage = replace(PASSAGES[3], cut_short=True)
    assert "breaks off here" in render_source(citation, [passage], turn=1, total=1)


def test_problem_instead_of_a_source_is_escaped() -> None:
    assert "&lt;b&gt;" in render_source_problem("<b>", turn=1, number=1)


@pytest.mark.parametrize(
    ("source", "name"),
    [("a/b c.html", "b c.html"), ("C:\\x\\y.pdf", "y.pdf"), ("https://h/p/q.htm", "q.htm")],
)
def test_file_name(source: str, name: str) -> None:
    assert file_name(source) == name


def test_conversation_finds_citations_and_ignores_nonsense() -> None:
    talk = Conversation().add(Exchange(question="a", problem="b"))
    talk = talk.add(Exchange(question=BUOYS, answer=buoys_answer()))
    found = talk.citation(2, 3)
    assert found is not None
    assert found.document == REPORT
    for turn, number in [(1, 1), (2, 4), (0, 1), (3, 1), (-1, 1), ("2", 1), (None, None), ([], {})]:
        assert talk.citation(turn, number) is None
    assert [turn.question for turn in talk.history()] == [BUOYS]
