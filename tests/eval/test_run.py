import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from assistant.errors import PanelError, QuestionError, SettingsError
from eval.baseline import Baseline
from eval.question_set import load_questions
from eval.run import evaluate
from tests.eval.answers import answer, citation

QUESTIONS = [
    {
        "id": "dogs",
        "type": "figure",
        "question": "How many dogs?",
        "answerable": True,
        "gold": [["80"]],
        "cite": {"document": "minutes", "item": "17/21"},
    },
    {
        "id": "after",
        "type": "list",
        "question": "And after?",
        "answerable": True,
        "gold": [["35"], ["36"]],
        "also": [["37"]],
        "cite": {},
        "history": [{"question": "How many dogs?", "answer": "80"}],
    },
    {"id": "cats", "type": "near_miss", "question": "How many cats?", "answerable": False},
    {"id": "fish", "type": "near_miss", "question": "How many fish?", "answerable": False},
]
DOGS = answer(
    sentences=["There were 80."], citations=[citation(item="17/21", quote="80", start=11, end=13)]
)
REFUSED = answer(status="not_found", confidence=0.1)
PASSAGES = {"p": "There were 80 offences."}


def written(path: Path, rows: list[Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    return written(tmp_path / "set.jsonl", QUESTIONS)


def asking(answers: dict[str, dict[str, Any]]) -> Any:
    return lambda question, _history: answers[question]


def answers(**changed: dict[str, Any]) -> dict[str, dict[str, Any]]:
    held = {
        "How many dogs?": DOGS,
        "And after?": answer(sentences=["35 then"], citations=[citation(quote="wrong")]),
        "How many cats?": REFUSED,
        "How many fish?": answer(sentences=["Four."], confidence=0.4),
    }
    return held | {f"How many {name}?": value for name, value in changed.items()}


def test_the_summary_counts_what_happened(questions: Path) -> None:
    summary = evaluate(questions, asking(answers()), passage_text=PASSAGES.get)
    assert (summary.questions, summary.answerable, summary.unanswerable) == (4, 2, 2)
    assert summary.answered_right == 0.5
    assert summary.place_right == 1.0
    assert summary.list_recall == 0.5
    assert summary.list_precision == 0.0
    assert (summary.refusal_precision, summary.refusal_recall) == (1.0, 0.5)
    assert summary.confidence_auroc == 1.0
    assert summary.quotes_verbatim == 0.5
    assert summary.by_type["near_miss"] == {"questions": 2, "good": 1}
    assert summary.seconds_median >= 0


def test_without_passages_quotes_are_not_called_verbatim(questions: Path) -> None:
    assert evaluate(questions, asking(answers())).quotes_verbatim is None


def test_a_wrong_refusal_counts_against_right_and_place(questions: Path) -> None:
    summary = evaluate(questions, asking(answers(dogs=REFUSED)))
    assert summary.answered_right == 0.0
    assert summary.place_right == 0.5
    assert summary.refusal_precision == 0.5


BACK = answer(status="needs_clarification", sentences=["80 or 35?"])


def test_to_ask_back_is_to_refuse_whatever_is_said_in_it(questions: Path) -> None:
    summary = evaluate(questions, asking(answers(dogs=BACK, fish=BACK)))
    assert summary.asked_back == 2
    assert summary.answered_right == 0.0
    assert summary.refusal_precision == pytest.approx(2 / 3)
    assert summary.refusal_recall == 1.0
    assert summary.by_type["near_miss"] == {"questions": 2, "good": 2}
    assert summary.by_type["figure"] == {"questions": 1, "good": 0}


def test_a_vague_question_may_be_refused_but_asking_back_is_counted(tmp_path: Path) -> None:
    vague = [
        {"id": text, "type": "vague", "question": text, "answerable": False}
        for text in ("And?", "Figures?", "Who?")
    ]
    held = {"And?": BACK, "Figures?": REFUSED, "Who?": DOGS}
    summary = evaluate(written(tmp_path / "vague.jsonl", vague), asking(held))
    assert summary.vague_asked_back == pytest.approx(1 / 3)
    assert summary.refusal_recall == pytest.approx(2 / 3)


def test_without_vague_or_listing_questions_there_is_no_figure_for_them(tmp_path: Path) -> None:
    path = written(tmp_path / "set.jsonl", [QUESTIONS[0]])
    summary = evaluate(path, asking(answers()))
    assert summary.vague_asked_back is None
    assert (summary.list_recall, summary.list_precision) == (None, None)


def test_any_kind_of_question_may_ask_for_a_list_and_a_list_need_not_be_measured(
    tmp_path: Path,
) -> None:
    rows = [
        {**QUESTIONS[1], "type": "followup", "list": True},
        {**QUESTIONS[1], "id": "short", "list": False, "also": []},
    ]
    held = answer(citations=[citation(quote="35"), citation(quote="37"), citation(quote="90")])
    out = tmp_path / "out"
    summary = evaluate(written(tmp_path / "set.jsonl", rows), lambda *_: held, out=out)
    assert summary.list_recall == 0.5
    assert summary.list_precision == pytest.approx(2 / 3)
    listed = (out / "report.md").read_text().partition("## Listing questions")[2]
    assert "| after | And after? | 2 | 0.500 | 0.667 |" in listed
    assert "| short |" not in listed


def test_the_history_is_handed_on(questions: Path) -> None:
    seen = {}

    def ask(question: str, history: Any) -> dict[str, Any]:
        seen[question] = [dict(turn) for turn in history]
        return REFUSED

    evaluate(questions, ask)
    assert seen["And after?"] == [{"question": "How many dogs?", "answer": "80"}]
    assert seen["How many dogs?"] == []


def test_results_summary_and_report_are_written(questions: Path, tmp_path: Path) -> None:
    out = tmp_path / "runs" / "first"
    summary = evaluate(questions, asking(answers()), out=out)
    rows = [json.loads(line) for line in (out / "results.jsonl").read_text().splitlines()]
    assert [row["id"] for row in rows] == ["dogs", "after", "cats", "fish"]
    assert rows[1]["missing"] == [["36"]]
    assert rows[2]["right"] is None
    saved = json.loads((out / "summary.json").read_text())
    assert saved["answered_right"] == summary.answered_right
    report = (out / "report.md").read_text()
    assert "| answered right | 0.500 |" in report
    assert "### after" in report
    assert "### fish" in report
    assert "### dogs" not in report


def test_a_run_is_compared_with_an_earlier_one(questions: Path, tmp_path: Path) -> None:
    evaluate(questions, asking(answers()), out=tmp_path / "first")
    better = answer(sentences=["35, 36"], citations=[citation(quote="36")])
    console = Console(file=StringIO(), width=120)
    evaluate(
        questions,
        lambda question, _: (answers(dogs=REFUSED, fish=REFUSED) | {"And after?": better})[
            question
        ],
        out=tmp_path / "second",
        against=tmp_path / "first",
        console=console,
    )
    report = (tmp_path / "second" / "report.md").read_text()
    assert "| dogs | How many dogs? | right | refused wrongly |" in report
    assert "| fish | How many fish? | answered, should refuse | refused rightly |" in report
    assert "| cats |" not in report
    assert "| after | And after? | 1 of 2 listed | right |" in report
    assert "| answered right | 0.500 | 0.500 |" in report
    assert "| list recall | 1.000 | 0.500 |" in report
    assert "| list precision | 1.000 | 0.000 |" in report
    printed = console.file.getvalue()  # type: ignore[attr-defined]
    assert "dogs: right → refused wrongly" in printed
    assert "earlier run" in printed


def test_a_run_can_be_compared_with_the_one_it_replaces(questions: Path, tmp_path: Path) -> None:
    evaluate(questions, asking(answers()), out=tmp_path)
    evaluate(questions, asking(answers()), out=tmp_path, against=tmp_path)
    assert "Nothing." in (tmp_path / "report.md").read_text()


def test_the_baseline_stands_beside_ours(questions: Path, tmp_path: Path) -> None:
    plain = Baseline(
        chunks=4,
        facts_retrieved=0.25,
        score_auroc=0.7,
        refusal_precision=0.3,
        refusal_recall=0.9,
        refusal_f1=0.45,
        seconds_median=0.01,
        seconds_mean=0.02,
    )
    summary = evaluate(questions, asking(answers()), out=tmp_path, baseline=lambda _: plain)
    report = (tmp_path / "report.md").read_text()
    assert "| answered right | 0.500 | 0.250 |" in report
    assert "| quotes verbatim | – |  |" in report
    assert summary.baseline is not None
    assert summary.baseline["chunks"] == 4


def test_text_of_an_answer_cannot_break_the_report(questions: Path, tmp_path: Path) -> None:
    evil = answer(sentences=["a | b\n\n# heading <script>"], citations=[])
    evaluate(questions, asking(answers(dogs=evil)), out=tmp_path)
    report = (tmp_path / "report.md").read_text()
    assert "<script>" not in report
    assert "\n# heading" not in report


BAD = [
    ("not json", "not JSON"),
    ("[1]", "not a JSON object"),
    ('{"id": "x", "question": "q", "answerable": true, "gold": [["1"]], "cit": {}}', "unknown key"),
    ('{"id": "x", "question": " ", "answerable": false}', '"question" must be a text'),
    ('{"id": 3, "question": "q", "answerable": false}', '"id" must be a text'),
    ('{"id": "x", "question": "q", "answerable": "yes"}', "must be true or false"),
    ('{"id": "x", "question": "q", "answerable": true, "gold": []}', 'needs "gold"'),
    ('{"id": "x", "question": "q", "answerable": true, "gold": ["80"]}', "each group"),
    ('{"id": "x", "question": "q", "answerable": true, "gold": [[]]}', "each group"),
    ('{"id": "x", "question": "q", "answerable": false, "gold": [["1"]]}', "has no"),
    (
        '{"id": "x", "question": "q", "answerable": true, "gold": [["1"]], "cite": {"aim": 1}}',
        "unknown field aim",
    ),
    (
        '{"id": "x", "question": "q", "answerable": false, "history": [{"question": "q"}]}',
        "each turn",
    ),
    ('{"id": "x", "question": "q", "answerable": false, "list": true}', 'has no "list"'),
    (
        '{"id": "x", "question": "q", "answerable": true, "gold": [["1"]], "list": "yes"}',
        '"list" must be true or false',
    ),
    (
        '{"id": "x", "question": "q", "answerable": true, "gold": [["1"]], "also": [["2"]]}',
        'has "also"',
    ),
    (
        '{"id": "x", "type": "list", "question": "q", "answerable": true, "gold": [["1"]], '
        '"also": [[]]}',
        'each group of "also"',
    ),
]


@pytest.mark.parametrize(("line", "message"), BAD)
def test_a_bad_line_is_named(line: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(json.dumps(QUESTIONS[2]) + "\n\n" + line + "\n", encoding="utf-8")
    with pytest.raises(QuestionError) as error:
        load_questions(path)
    assert str(error.value).startswith(f"{path}:3: ")
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_every_bad_line_is_named_and_a_repeated_id_too(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    row = json.dumps(QUESTIONS[2])
    path.write_text(f"{row}\n{{\n{row}\n", encoding="utf-8")
    with pytest.raises(QuestionError) as error:
        load_questions(path)
    first, second = str(error.value).splitlines()
    assert first.startswith(f"{path}:2: not JSON")
    assert second == f"{path}:3: id 'cats' is that of line 1"


def test_unusable_files_are_one_clear_line(tmp_path: Path) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_text("\n", encoding="utf-8")
    binary = tmp_path / "binary.jsonl"
    binary.write_bytes(b"\xff\xfe\x00")
    for path in (empty, binary, tmp_path, tmp_path / "none.jsonl"):
        with pytest.raises(QuestionError) as error:
            load_questions(path)
        assert str(path) in str(error.value)
        assert "\n" not in str(error.value)


def test_an_earlier_run_that_is_none_is_told_before_anything_is_asked(
    questions: Path, tmp_path: Path
) -> None:
    def never(_question: str, _history: Any) -> dict[str, Any]:
        raise AssertionError

    with pytest.raises(SettingsError, match="no earlier run"):
        evaluate(questions, never, against=tmp_path)
    (tmp_path / "results.jsonl").write_text('{"id": "x"}\n')
    (tmp_path / "summary.json").write_text("{}")
    with pytest.raises(SettingsError, match="another version"):
        evaluate(questions, never, against=tmp_path)


def test_an_out_folder_that_cannot_be_made_is_told(questions: Path) -> None:
    with pytest.raises(PanelError, match="cannot be written"):
        evaluate(questions, asking(answers()), out=questions / "sub")
