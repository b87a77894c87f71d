"""Single rules, on blocks written for them."""

import pytest

from assistant.errors import DocumentError
from ingest.blocks import Block
from ingest.structure.dates import dates_in, heading_year
from ingest.structure.people import by_speaker, speaker_of
from ingest.structure.pieces import MAX_CHARACTERS, cut
from tests.ingest.structure.helpers import bullet, find, of, parts


@pytest.mark.parametrize(
    ("text", "context", "year"),
    [
        ("2020/21:", None, "2020/21"),
        ("2019-20", None, "2019/20"),
        ("2020–2021", None, "2020/21"),
        ("1999/2000", None, "1999/00"),
        ("2020/21 (Q1):", None, "2020/21 (Q1)"),
        ("Year 4, 2020/21, Qtr. 3", None, "2020/21 (Q3)"),
        ("Quarter 3", "2021/22", "2021/22 (Q3)"),
        ("Quarter three", None, "Q3"),
        ("2021", None, "2021"),
        ("2020/22", None, None),
        ("2020/21 PROGRESS ON DELIVERY OF THE PLAN", None, None),
        ("Spending in 2020/21 rose", None, None),
    ],
)
def test_years_as_headings(text: str, context: str | None, year: str | None) -> None:
    assert heading_year(text, context) == year


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("26th March 2021", "2021-03-26"),
        ("Friday, 26 March 2021 11.00 am", "2021-03-26"),
        ("the 1st day of June 2020", "2020-06-01"),
        ("March 26, 2021", "2021-03-26"),
        ("26/03/2021", "2021-03-26"),
        ("31 February 2021", None),
    ],
)
def test_dates(text: str, iso: str | None) -> None:
    assert [d.isoformat() for d in dates_in(text)] == ([iso] if iso else [])


NAMES = frozenset({"Ruth Adair"})


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("The Deputy PCC reported that it was so.", "Deputy PCC"),
        ("The Deputy PCC in response to a further question, reported that so.", "Deputy PCC"),
        ("In response to a question, the Chief Constable said no.", "Chief Constable"),
        ("The Chief Constable was asked and he said that he would look.", "Chief Constable"),
        ("Slavery cases, Ruth Adair reported, had risen.", "Ruth Adair"),
        ("The scheme was mentioned by the Deputy PCC.", "Deputy PCC"),
        ("To this the Deputy PCC said yes.", "Deputy PCC"),
        ("Ruth Adair also reported on slavery.", "Ruth Adair"),
        ("Councillor Bell, the Chair of the Panel, thanked the officers.", "Councillor Bell"),
        ("Action Fraud reported a rise.", None),
        ("The Panel was informed that it was so.", None),
        ("The Panel agreed the budget.", None),
        ("The Home Office confirmed the grant.", None),
        ("The Dashboard stated the figures.", None),
        ("Reference was made to the PCC.", None),
        ("Members of the Committee noted the report.", None),
    ],
)  # fmt: skip
def test_a_speaker_is_who_the_sentence_names(sentence: str, speaker: str | None) -> None:
    assert speaker_of(sentence, NAMES) == speaker


def test_a_paragraph_is_cut_where_the_speaker_changes() -> None:
    text = (
        "The Chairman said yes. He was glad. The Chief Constable added a figure. "
        "It was reported that 3 left."
    )
    assert by_speaker(text, frozenset()) == [
        ("The Chairman said yes. He was glad.", "Chairman"),
        ("The Chief Constable added a figure.", "Chief Constable"),
        ("It was reported that 3 left.", None),
    ]


def _agenda(*blocks: Block | str) -> list[Block | str]:
    return ["Minutes of the Testbury Panel", "Tuesday 2 March 2021", *blocks]


def test_missing_numbers_follow_from_the_order() -> None:
    parsed = of(
        *_agenda(
            "Apologies PDF 12 KB", "None were received by the clerk before the meeting.",
            "Budget PDF 30 KB", "To consider the budget.",
            "The Panel was told about the money ... view the full minutes text for item 7/20",
            "Staffing PDF 3 KB", "To consider staffing.",
        )
    )  # fmt: skip
    titles = parts(parsed, "item_title")
    assert [(x.text, x.place.item, x.place.item_inferred) for x in titles] == [
        ("Apologies", "6/20", True), ("Budget", "7/20", False), ("Staffing", "8/20", True),
    ]  # fmt: skip
    assert find(parsed, "told about the money").cut_short


def test_numbers_that_disagree_are_not_guessed() -> None:
    parsed = of(
        *_agenda(
            "One PDF 1 KB", "To consider one.", "Said ... view the full minutes text for item 3/20",
            "Two PDF 1 KB", "To consider two.",
            "Three PDF 1 KB", "To consider three.",
            "Said ... view the full minutes text for item 9/20",
        )
    )  # fmt: skip
    assert [x.place.item for x in parts(parsed, "item_title")] == ["3/20", None, "9/20"]


def test_a_numbered_list_inside_an_item_is_no_item() -> None:
    parsed = of(
        *_agenda(
            "1. Welcome", "The Chair welcomed everyone to the meeting in the town hall.",
            "2. Plans", "The plan has these parts:", "1. Lights", "2. Cameras", "3. Patrols",
            "3. Close", "The meeting closed at noon after two hours of discussion.",
        )
    )  # fmt: skip
    assert [x.text for x in parts(parsed, "item_title")] == ["Welcome", "Plans", "Close"]
    assert [(x.place.bullet, x.text) for x in parts(parsed, "bullet")] == [
        ("1", "Lights"), ("2", "Cameras"), ("3", "Patrols"),
    ]  # fmt: skip


def test_an_action_in_its_own_paragraph_takes_the_promise_with_it() -> None:
    parsed = of(
        *_agenda(
            "Item 4 – Dogs",
            "The Chief Constable spoke about dogs. He would send the figures to members.",
            "[Action: Chief Constable]",
        )
    )
    (action,) = parts(parsed, "action")
    assert action.text == "He would send the figures to members. [Action: Chief Constable]"
    assert action.place.speaker == "Chief Constable"
    assert find(parsed, "spoke about dogs").text == "The Chief Constable spoke about dogs."


def test_an_open_answer_ends_with_the_next_question() -> None:
    parsed = of(
        *_agenda(
            "Item 4 – Dogs", "Members’ Questions", "(1) Why?",
            "[The Commissioner replied that it was so.", "More would follow.",
            "(2) When?", "[Soon.]", "The report was noted by the Panel.",
        )
    )  # fmt: skip
    answers = [(x.text, x.place.question, x.place.speaker) for x in parts(parsed, "answer")]
    assert answers == [
        ("The Commissioner replied that it was so.", 1, "Commissioner"),
        ("More would follow.", 1, "Commissioner"),
        ("Soon.", 2, None),
    ]
    assert find(parsed, "The report was noted").place.question is None


def test_a_footnote_between_bullets_breaks_nothing() -> None:
    parsed = of(
        "Progress report", "This report says what was done about crime in the year.",
        "The work was:", bullet("First thing. https://example.org/a-long- path/"),
        Block(text="https://example.org/other/"), bullet("Second thing."),
    )  # fmt: skip
    assert [(x.place.bullet, x.text) for x in parts(parsed, "bullet")] == [
        ("1", "First thing."), ("2", "Second thing."),
    ]  # fmt: skip
    assert len(parts(parsed, "note")) == 2


def test_a_lost_mark_and_a_leaning_paragraph() -> None:
    parsed = of(
        "Progress report", "This report says what was done about crime in the year.",
        "The work was:", bullet("First thing."),
        Block(text="Second thing on a new page.", after_break=True), bullet("Third thing."),
        Block(text="For example, a fair was held.", after_break=True), bullet("Fourth thing."),
    )  # fmt: skip
    assert [x.place.bullet for x in parts(parsed, "bullet")] == ["1", "2", "3", "4"]
    assert find(parsed, "Third thing").text == "Third thing. For example, a fair was held."


def test_a_long_paragraph_is_cut_at_sentence_ends() -> None:
    text = " ".join(f"Sentence number {n} says something of moderate length." for n in range(60))
    pieces = cut(text)
    assert " ".join(pieces) == text
    assert all(len(piece) <= MAX_CHARACTERS and piece.endswith(".") for piece in pieces)
    assert max(map(len, pieces)) - min(map(len, pieces)) < MAX_CHARACTERS / 4


def test_a_sentence_over_the_limit_is_cut_between_words() -> None:
    text = "word " * 500 + "end."
    assert " ".join(cut(text)) == text
    assert all(len(piece) <= MAX_CHARACTERS for piece in cut(text))


def test_ids_and_offsets_belong_to_the_content() -> None:
    one, two = of("Report", "Some words."), of("Report", "Some words.")
    assert one == two
    whole = "\n".join(x.text for x in one.passages)
    assert all(whole[x.start : x.end] == x.text for x in one.passages)


def test_no_text_is_an_error_with_one_line() -> None:
    with pytest.raises(DocumentError, match="holds no text"):
        of(" ", "  ")
