"""Groups, totals, remarks, clues and long lists of an answer, and the answer as plain text."""

from dataclasses import replace
from html import unescape

import pytest

from assistant.types import Answer, Clue, Conflict, Group, Sentence
from tests.ui.invented import (
    BUOYS,
    COVERAGE,
    MINUTES,
    REPORT,
    UNDERSTOOD,
    buoys_answer,
    clarify,
    comparison,
    long_list,
    not_found,
    written,
)
from tests.ui.reading import read
from ui.answer import render_answer
from ui.conversation import Conversation, Exchange
from ui.differences import mark_differences
from ui.plain import plain_answer
from ui.rendering import render_exchange


def _sides(answer: Answer) -> list[str]:
    return read(render_answer(answer, turn=1), "section").texts


def test_two_groups_are_two_sides_each_with_its_own_sentences() -> None:
    answer = comparison(BUOYS)
    html = render_answer(answer, turn=1)
    assert read(html, "h2").texts == [
        "What the minutes say 2 passages",
        "What the report says 1 passage",
    ]
    minutes, report = _sides(answer)
    first, second, third = (citation.quote for citation in answer.citations)
    assert first in minutes
    assert second in minutes
    assert third not in minutes
    assert third in report
    assert read(html, "p").texts[0] == "3 passages"
    assert 'class="sides two"' in html
    assert "3 passages" not in render_answer(replace(answer, total=None), turn=1)
    assert read(render_answer(replace(answer, total=None), turn=1), "h2").texts[0] == (
        "What the minutes say"
    )


def test_more_than_two_groups_stand_below_each_other() -> None:
    groups = tuple(Group(heading=str(n), sentences=(n,)) for n in range(3))
    html = render_answer(replace(buoys_answer(), groups=groups), turn=1)
    assert 'class="sides"' in html
    assert len(read(html, "section").texts) == 3


def test_a_side_without_passages_says_so_and_wrong_numbers_are_left_out() -> None:
    groups = (Group(heading="A", sentences=(0, 99, -1)), Group(heading="B", sentences=()))
    first, second = _sides(replace(buoys_answer(), groups=groups))
    assert buoys_answer().citations[0].quote in first
    assert "No passage found" in second


def test_sentences_of_no_group_stay_above_or_below() -> None:
    groups = (Group(heading="A", sentences=(1,)),)
    answer = replace(buoys_answer(), groups=groups)
    html = unescape(render_answer(answer, turn=1))
    first, second, third = (html.index(citation.quote) for citation in answer.citations)
    assert first < html.index("<section") < second < html.index("</section>") < third


def test_the_first_quote_of_a_side_names_its_place() -> None:
    answer = buoys_answer()
    bare = replace(answer.sentences[1], text=f"“{answer.citations[1].quote}” [2]")
    answer = replace(
        answer,
        sentences=(answer.sentences[0], bare, answer.sentences[2]),
        groups=(Group(heading="A", sentences=(0,)), Group(heading="B", sentences=(1, 2))),
    )
    assert answer.citations[1].label in _sides(answer)[1]


@pytest.mark.parametrize("entries", [12, 13, 40])
def test_only_a_long_list_is_shown_in_part_and_nothing_of_it_is_left_out(entries: int) -> None:
    answer = long_list("every one", entries)
    html = render_answer(answer, turn=3)
    assert all(citation.quote in html for citation in answer.citations)
    buttons = [b for b in read(html, "button").attributes if b.get("class") == "show-all"]
    assert bool(buttons) is (entries > 12)
    if buttons:
        rest = html.partition('class="rest"')[2]
        assert answer.citations[9].quote not in rest
        assert answer.citations[10].quote in rest
        assert f'id="{buttons[0]["data-show"]}"' in html
        assert f"Show all {entries}" in html
        # The place is the same all the way down, and said once.
        assert html.count('class="lead"') == 1


def test_remarks_stand_by_themselves_also_under_a_refusal() -> None:
    for answer in (comparison(BUOYS), not_found("?")):
        html = render_answer(replace(answer, notes=("It is <b>old</b>.", "And long.")), turn=1)
        assert read(html, "li").texts.count("It is <b>old</b>.") == 1
        assert 'aria-label="Remarks"' in html


def test_choices_when_asking_back() -> None:
    html = render_answer(clarify("more"), turn=1)
    asked = [button["data-ask"] for button in read(html, "button").attributes]
    assert asked == list(clarify("more").suggestions)
    assert "Choose one" in html
    assert "Choose one" not in render_answer(not_found("?"), turn=1)


def test_clues_name_what_was_understood_and_only_some_can_go() -> None:
    answer = replace(buoys_answer(), understood=UNDERSTOOD)
    html = render_exchange(Exchange(question=BUOYS, answer=answer), turn=2)
    chips = [text for text in read(html, "li").texts if "×" in text or text == "A figure"]
    assert chips == ["A figure", "Item 4/20×", "Harbour Master×"]
    buttons = [b for b in read(html, "button").attributes if "data-without" in b]
    assert [b["aria-label"] for b in buttons] == ["Without: Item 4/20", "Without: Harbour Master"]
    assert [(b["data-turn"], b["data-without"]) for b in buttons] == [
        ("2", "item"),
        ("2", "name:Harbour Master"),
    ]
    unfinished = Exchange(question=BUOYS, answer=answer, checked=False)
    assert "data-without" not in render_exchange(unfinished, turn=2)


def test_asking_again_without_keeps_the_history_of_the_first_time() -> None:
    answer = replace(buoys_answer(), understood=UNDERSTOOD)
    talk = Conversation(
        exchanges=(
            Exchange(question="first", answer=not_found("first")),
            Exchange(question=BUOYS, answer=answer),
            Exchange(question="between", answer=not_found("between")),
        )
    )
    again = talk.again_without(2, "item")
    assert again is not None
    assert again.question == BUOYS
    assert again.without == (UNDERSTOOD[1],)
    assert [turn.question for turn in talk.history(again.before)] == ["first"]
    talk = talk.add(replace(again, answer=answer))
    third = talk.again_without(4, "name:Harbour Master")
    assert third is not None
    assert [clue.key for clue in third.without] == ["item", "name:Harbour Master"]
    assert [turn.question for turn in talk.history(third.before)] == ["first"]
    assert len(talk.history()) == 4
    assert "without Item 4/20, Harbour Master" in render_exchange(third, turn=5)


@pytest.mark.parametrize(
    ("turn", "key"),
    [(1, "kind"), (1, "nothing"), (2, "item"), (0, "item"), (None, None), ("1", "item"), ([], {})],
)
def test_what_cannot_be_taken_away_is_not_asked(turn: object, key: object) -> None:
    talk = Conversation().add(
        Exchange(question=BUOYS, answer=replace(buoys_answer(), understood=UNDERSTOOD))
    )
    assert talk.again_without(turn, key) is None


def test_an_answer_that_broke_off_is_no_part_of_the_history() -> None:
    talk = Conversation().add(
        Exchange(question=BUOYS, answer=buoys_answer(), checked=False, problem="Stopped.")
    )
    assert [(turn.question, turn.answer) for turn in talk.history()] == [(BUOYS, "")]


def test_figures_that_differ_stand_out() -> None:
    assert mark_differences(["58 cost £41,300 & 3%", "58 cost £43,100"]) == [
        "58 cost <strong>£41,300</strong> &amp; <strong>3%</strong>",
        "58 cost <strong>£43,100</strong>",
    ]
    assert mark_differences(["<b>none</b>", "none"]) == ["&lt;b&gt;none&lt;/b&gt;", "none"]
    assert mark_differences([]) == []


def test_written_sentences_carry_the_words_that_support_them() -> None:
    answer = written(BUOYS)
    html = render_answer(answer, turn=1)
    assert read(html, "q").texts == [citation.quote for citation in answer.citations]
    described = {
        b["data-number"]: b.get("aria-describedby")
        for b in read(html, "button").attributes
        if b.get("class") == "cite" and "aria-describedby" in b
    }
    assert set(described) == {"1", "2", "3"}
    ids = [a["id"] for a in read(html, "span").attributes if a.get("class") == "words-of"]
    assert list(described.values()) == ids
    assert len(set(ids)) == 3
    # A sentence that is itself the words needs nothing of the kind.
    assert "support" not in render_answer(buoys_answer(), turn=1)


def test_an_answer_that_is_still_made_offers_nothing() -> None:
    exchange = Exchange(question=BUOYS, answer=written(BUOYS, 1), checked=False)
    html = render_exchange(exchange, turn=1)
    assert 'data-state="pending"' in html
    assert 'aria-busy="true"' in html
    assert "Checking…" in html
    assert "data-stop" in html
    assert "data-ask" not in html
    assert "data-copy" not in html
    done = render_exchange(replace(exchange, checked=True), turn=1)
    assert not {"Checking…", "data-stop", "aria-busy"} & {w for w in done.split() if w}
    assert "data-copy" in done
    stopped = render_exchange(replace(exchange, problem="Stopped."), turn=1)
    assert 'data-state="problem"' in stopped
    assert "Seventeen of 58" in stopped
    assert "data-copy" not in stopped


def test_plain_text_of_a_comparison() -> None:
    answer = comparison(BUOYS)
    first, second, third = answer.citations
    text = plain_answer(Exchange(question=BUOYS, answer=answer, without=UNDERSTOOD[1:2]))
    lines = text.splitlines()
    assert lines[0] == f"Question: {BUOYS} (without Item 4/20)"
    assert lines.index("3 passages") < lines.index("What the minutes say (2 passages)")
    side = lines.index("What the report says (1 passage)")
    assert third.quote in lines[side + 1]
    assert lines[side + 1].endswith("[3]")
    assert f"“{second.quote}” [2]" in lines
    assert "These sources differ on what the buoys cost:" in lines
    assert "Note: The minutes are those that were approved." in lines
    sources = lines[lines.index("Sources") + 1 :]
    assert sources[0] == f"[1] {first.label}; {MINUTES.title}; harbour minutes.html"
    assert sources[2] == f"[3] {third.label}; {REPORT.title}; lighthouse.pdf, page 3"
    assert sources[3] == f"Answered from {COVERAGE}."


def test_plain_text_adds_missing_marks_and_unquoted_words() -> None:
    sentence = Sentence(text="Many were lost.", citations=(1, 2), support="entailed")
    answer = replace(
        buoys_answer(),
        standalone_question=f"{BUOYS} In 2020?",
        sentences=(sentence,),
        conflicts=(Conflict(about="x", citations=()),),
    )
    text = plain_answer(Exchange(question=BUOYS, answer=answer))
    assert f"Understood as: {BUOYS} In 2020?" in text
    assert "Many were lost. [1] [2]" in text
    assert f"harbour minutes.html: “{answer.citations[0].quote}”" in text
    assert plain_answer(Exchange(question="?", problem="x")) == ""


def test_the_copy_button_holds_the_whole_answer() -> None:
    exchange = Exchange(question="every one", answer=long_list("every one", 30))
    copies = [
        b.get("data-copy") for b in read(render_exchange(exchange, turn=1), "button").attributes
    ]
    assert [text for text in copies if text] == [plain_answer(exchange)]
    assert "Buoy 30 was painted." in plain_answer(exchange)


def test_a_clue_label_is_never_a_key() -> None:
    clue = Clue(key="a", label="b")
    talk = Conversation().add(
        Exchange(question="?", answer=replace(not_found("?"), understood=(clue,)))
    )
    assert talk.again_without(1, "b") is None
    assert talk.again_without(1, "a") is not None
