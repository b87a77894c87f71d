"""Quotes become sentences: grouped by place and speaker, each with its mark."""

from dataclasses import replace

from assistant.quotes.quoting import Quote, quote_all, shown, whole
from tests.assistant.invented import MINUTES, REPORT, held


def _quotes(*texts: str) -> list[Quote]:
    found = [held(text) for text in texts]
    return [whole(one, MINUTES if one.document_id == "m" else REPORT) for one in found]


def test_a_place_is_said_once_and_read_in_order() -> None:
    sentences, citations = quote_all(
        _quotes("Sandbags", "A survey of otters", "No otters", "Nine pumping")
    )
    assert [citation.number for citation in citations] == [1, 2, 3, 4]
    assert [sentence.citations for sentence in sentences] == [(1,), (2,), (3,), (4,)]
    texts = [sentence.text for sentence in sentences]
    # The groups in the order of their best quote, the quotes of a group in reading order.
    assert texts[0] == (
        "Report on Strategic Priority 2, 12 May 2022, 2021/22, “Objective 3”, page 3: “Sandbags "
        "were stored in each parish.”"
    )
    assert texts[1] == (
        "Minutes, 12 May 2022, item 34, Members' Question 1, River Officer: “No otters were "
        "harmed by the dredging, and two holts were found.”"
    )
    assert texts[2] == "“A survey of otters will follow in June.”"
    assert texts[3].startswith("Minutes, 12 May 2022, item 35: “Nine")


def test_a_new_speaker_in_one_place_is_named() -> None:
    first, second = _quotes("No otters", "A survey of otters")
    other = replace(second.passage, place=replace(second.passage.place, speaker="Clerk"))
    sentences, _ = quote_all([first, whole(other, MINUTES)])
    assert ", River Officer: “" in sentences[0].text
    assert sentences[1].text.startswith("Clerk: “")


def test_where_the_source_breaks_off() -> None:
    (quote,) = _quotes("The spare pump")
    sentences, citations = quote_all([quote])
    assert quote.cut
    assert sentences[0].text.endswith("” (the source breaks off here)")
    assert citations[0].quote == quote.passage.text
    part = Quote(passage=quote.passage, document=MINUTES, start=0, end=14)
    assert not part.cut
    assert "breaks off" not in quote_all([part])[0][0].text


def test_the_text_shows_every_mark() -> None:
    sentences, _ = quote_all(_quotes("Nine pumping", "Sandbags"))
    lines = shown(sentences).splitlines()
    assert [line[-5:] for line in lines] == ["” [1]", "” [2]"]


def test_nothing_to_quote() -> None:
    assert quote_all([]) == ((), ())
    assert shown(()) == ""
