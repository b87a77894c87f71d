"""What a question takes for granted, and what the papers say instead."""

from tests.assistant.asked import ask, quotes


def test_a_wrong_figure_is_put_right() -> None:
    answer = ask("Were 99 flood wardens trained, is that right?", "trained")
    assert answer.status == "answered"
    assert quotes(answer) == ["17 flood wardens were trained."]
    assert answer.notes == ("The papers do not say “99” here. This is what they say:",)
    assert answer.text.startswith(answer.notes[0])


def test_a_right_figure_needs_no_remark() -> None:
    answer = ask("Were 17 flood wardens trained?", "trained")
    assert quotes(answer) == ["17 flood wardens were trained."]
    assert not answer.notes


def test_no_figure_there_is_no_correction() -> None:
    assert ask("Were 99 sandbags stored in each parish?", "stored").status == "not_found"


def test_a_name_is_put_right_only_where_it_is_claimed() -> None:
    reader = ("spare pump",)
    claimed = ask("The spare pump at Holm was lent to Quentin, wasn't it?", *reader)
    assert claimed.status == "answered" and "“Quentin”" in claimed.notes[0]
    assert ask("What did Quentin say about the spare pump at Holm?", *reader).status == "not_found"
    assert ask("Was Quentin lent the spare pump at Holm?", *reader).status == "not_found"


def test_a_place_that_is_not_there_is_never_put_right() -> None:
    refused = ask("Were 99 wardens trained under priority 9, is that right?", "trained")
    assert refused.status == "not_found"


def test_a_reader_that_says_no_leaves_it_at_that() -> None:
    assert ask("Were 99 flood wardens trained, is that right?").status == "not_found"
