"""The command line: what it prints for good input, and one line for bad input."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.cli import main
from tests.assistant.contract import check_answer, check_document, check_passage

_COMMANDS = ("ingest", "documents", "passages", "ask", "evaluate", "chat")


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The one line that an error is."""
        assert self.out == "", "an error prints no result"
        assert "Traceback" not in self.err
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        assert lines[0].startswith("panel-assistant: ")
        assert 10 < len(lines[0]) < 400
        return lines[0]


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command in this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> Ran:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        code = left.value.code
        return Ran(code if isinstance(code, int) else 0, said.out, said.err)

    return run


def _process(script: str, *arguments: str, folder: Path) -> Ran:
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        timeout=120,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


# --- help -------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", _COMMANDS)
def test_help_shows_an_example(run: Run, command: str) -> None:
    ran = run(command, "--help")
    assert ran.status == 0
    assert f"Example: panel-assistant {command}" in " ".join(ran.out.split())
    assert ran.err == ""


def test_help_names_every_command(run: Run) -> None:
    for arguments in (("--help",), ()):
        out = run(*arguments).out
        assert all(re.search(rf"\b{command}\b", out) for command in _COMMANDS)


_HEAVY = ("torch", "transformers", "sentence_transformers", "chromadb", "gradio", "langchain_core")


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    script = f"""
import sys
from assistant.cli import main
for arguments in [["--help"], *([c, "--help"] for c in {_COMMANDS!r}), ["ask"], ["nonsense"]]:
    try:
        main(arguments)
    except SystemExit:
        pass
print([name for name in {_HEAVY!r} if name in sys.modules], file=sys.stderr)
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        check=False,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=60,
    )
    assert done.stderr.splitlines()[-1] == "[]", done.stderr


# --- wrong usage ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("nonsense",), "nonsense"),
        (("ask",), "--file"),
        (("ask", "What?", "--file", "x.jsonl"), "--file"),
        (("ask", "What?", "--kind", "poem"), "poem"),
        (("ask", "What?", "--mode", "sung"), "sung"),
        (("ask", "What?", "--key-aim", "two"), "--key-aim"),
        (("ask", "What?", "--from", "26 March 2021"), "2021-03-26"),
        (("ask", "What?", "--to", "2021-02-30"), "2021-02-30"),
        (("ask", "What?", "--nonsense"), "--nonsense"),
        (("ingest",), "PATH"),
        (("passages",), "document_id"),
        (("chat", "--port", "http"), "--port"),
    ],
)
def test_wrong_usage(run: Run, arguments: tuple[str, ...], word: str) -> None:
    ran = run(*arguments)
    assert ran.status == 2
    assert word in ran.complaint
    assert "--help" in ran.complaint


# --- bad input --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [("ask", "What?"), ("documents",), ("documents", "--json"), ("passages", "x"), ("chat",)],
)
def test_no_index_yet(run: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    ran = run(*arguments, "--index", tmp_path / "none")
    assert ran.status == 1
    assert "ingest" in ran.complaint
    assert not (tmp_path / "none").exists(), "looking must not make an index"


def test_no_index_yet_as_a_process(tmp_path: Path) -> None:
    ran = _process("from assistant.cli import main; main()", "ask", "What?", folder=tmp_path)
    assert ran.status == 1
    assert "ingest" in ran.complaint


@pytest.mark.parametrize("damage", ["not a database", "empty file", "a file in its place", "rows"])
def test_a_damaged_index(run: Run, tmp_path: Path, sample_index: Path, damage: str) -> None:
    import shutil

    folder = tmp_path / "index"
    if damage == "a file in its place":
        folder.write_text("hello")
    else:
        shutil.copytree(sample_index, folder)
        for file in (one for one in folder.rglob("*") if one.is_file()):
            content = file.read_bytes()
            broken = b"" if damage == "empty file" else b"not a database, but " * 200
            file.write_bytes(content[:5000] + broken if damage == "rows" else broken)
    for arguments in (("documents",), ("ask", "How many dog thefts were reported?")):
        ran = run(*arguments, "--index", folder)
        assert ran.status == 1
        assert str(folder) in ran.complaint


def test_a_missing_path(run: Run, tmp_path: Path) -> None:
    ran = run("ingest", tmp_path / "none.pdf", "--index", tmp_path / "index")
    assert ran.status == 1
    assert "none.pdf" in ran.complaint


def test_an_empty_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    ran = run("ingest", tmp_path / "papers", "--index", tmp_path / "index")
    assert (ran.status, ran.out) == (1, "")
    complaint = ran.err.splitlines()[-1]
    assert complaint.startswith("panel-assistant: ") and "papers holds no documents" in complaint


def test_an_empty_folder_is_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    ran = run("ingest", tmp_path / "papers", "--index", tmp_path / "index")
    assert "papers" in ran.complaint


def test_binary_and_broken_files_lose_nothing(run: Run, tmp_path: Path, sample_index: Path) -> None:
    import shutil

    index = tmp_path / "index"
    shutil.copytree(sample_index, index)
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "noise.txt").write_bytes(bytes(range(256)) * 50)
    (papers / "broken.pdf").write_bytes(b"%PDF-1.7\nbroken")
    (papers / "good.txt").write_text(
        "Minutes of the Eastmere Flood Committee held on 12 May 2022\n\n"
        "34 DREDGING\n\nThe dredging of the river Ember cost forty-one thousand pounds.\n"
    )
    ran = run("ingest", papers, "--index", index)
    assert ran.status == 1
    assert "Traceback" not in ran.err
    for name in ("noise.txt", "broken.pdf"):
        assert re.search(rf"failed: .*{re.escape(name)}: \S", ran.out), ran.out
    held = json.loads(run("documents", "--json", "--index", index).out)
    assert len(held) == 3
    as_json = run("ingest", papers / "broken.pdf", "--index", index, "--json")
    assert as_json.status == 1
    assert len(json.loads(as_json.out)["failed"]) == 1


def test_an_unknown_document(run: Run, sample_index: Path) -> None:
    ran = run("passages", "nonsense", "--index", sample_index)
    assert ran.status == 1
    assert "nonsense" in ran.complaint and "documents" in ran.complaint


@pytest.mark.parametrize(
    ("question", "word"), [("", "question"), ("   ", "question"), ("x" * 10_000, "10,000")]
)
def test_questions_that_cannot_be_worked_on(
    run: Run, sample_index: Path, question: str, word: str
) -> None:
    ran = run("ask", question, "--index", sample_index)
    assert ran.status == 1
    assert word in ran.complaint


def test_unknown_settings(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "panel.toml").write_text("prot = 1\n")
    assert run("documents").status == 1
    assert "'prot'" in run("documents").complaint
    (tmp_path / "panel.toml").unlink()
    monkeypatch.setenv("PANEL_PROT", "1")
    assert "PANEL_PROT" in run("documents").complaint


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b'{"question": "What?"}\nnot json\n', 2),
        (b'\n\n{"query": "What?"}\n', 3),
        (b'["What?"]\n', 1),
        (b'"What?"\n', 1),
        (b'{"question": ""}\n', 1),
        (b'{"question": "What?", "history": [{"answer": "x"}]}\n', 1),
        (b'{"question": "What?", "history": ["x"]}\n', 1),
    ],
)
def test_a_broken_line(
    run: Run, tmp_path: Path, sample_index: Path, content: bytes, line: int
) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_bytes(content)
    ran = run("ask", "--file", file, "--index", sample_index)
    assert ran.status == 1
    assert "Traceback" not in ran.err
    (complaint,) = ran.err.splitlines()
    assert f"line {line}" in complaint and str(file) in complaint


@pytest.mark.parametrize(
    "row",
    [
        {"question": 7},
        {"question": None},
        {"question": ["What?"]},
        {"question": "and then?", "history": [{"question": 7}]},
    ],
)
def test_a_line_of_other_types(run: Run, tmp_path: Path, sample_index: Path, row: object) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(json.dumps(row))
    ran = run("ask", "--file", file, "--index", sample_index)
    assert ran.status == 1
    assert "line 1" in ran.complaint


def test_a_missing_or_binary_file(run: Run, tmp_path: Path, sample_index: Path) -> None:
    binary = tmp_path / "binary.jsonl"
    binary.write_bytes(b"\xff\xfe\x00")
    for file in (tmp_path / "none.jsonl", binary, tmp_path):
        ran = run("ask", "--file", file, "--index", sample_index)
        assert ran.status == 1
        assert str(file) in ran.complaint


@pytest.mark.parametrize("kind", ["missing", "broken"])
def test_evaluate_with_a_bad_question_set(
    run: Run, tmp_path: Path, sample_index: Path, kind: str
) -> None:
    file = tmp_path / "set.jsonl"
    if kind == "broken":
        file.write_text("not json\n")
    ran = run("evaluate", file, "--index", sample_index, "--no-baseline")
    assert ran.status == 1
    assert "set.jsonl" in ran.complaint


# --- what is printed ----------------------------------------------------------------------------


def test_documents(run: Run, sample_index: Path) -> None:
    ran = run("documents", "--json", "--index", sample_index)
    rows = json.loads(ran.out)
    assert (ran.status, ran.err, len(rows)) == (0, "", 2)
    for row in rows:
        check_document(row)
        assert row["meeting_date"] == "2021-03-26"
        assert row["passages"] > 20
        assert "pages" in row
    assert {row["kind"] for row in rows} == {"report", "minutes"}
    told = run("documents", "--index", sample_index).out
    assert all(row["id"] in told and row["title"] in told for row in rows)


def test_passages(run: Run, sample_index: Path) -> None:
    for row in json.loads(run("documents", "--json", "--index", sample_index).out):
        found = json.loads(run("passages", row["id"], "--json", "--index", sample_index).out)
        assert len(found) == row["passages"]
        for one in found:
            check_passage(one)
        starts = [one["start"] for one in found]
        assert starts == sorted(starts)
        assert len({one["id"] for one in found}) == len(found)
        told = run("passages", row["id"][:-1], "--index", sample_index).out
        assert all(one["text"] in told for one in found)


_ASKED = "How many dog thefts were reported?"


def test_ask(run: Run, sample_index: Path) -> None:
    ran = run("ask", _ASKED, "--index", sample_index)
    assert (ran.status, ran.err) == (0, "")
    assert "[1]" in ran.out and "40" in ran.out


def test_ask_json(run: Run, sample_index: Path) -> None:
    ran = run("ask", _ASKED, "--json", "--index", sample_index)
    assert (ran.status, ran.err) == (0, "")
    answer = json.loads(ran.out)
    check_answer(answer)
    assert answer["question"] == answer["standalone_question"] == _ASKED
    assert answer["status"] == "answered"


def test_ask_many(run: Run, tmp_path: Path, sample_index: Path) -> None:
    rows = [
        {"id": "a", "question": _ASKED},
        {"id": "b", "question": "Что сказал комиссар?"},
        {"question": "警察做了什么？"},
        {
            "id": "d",
            "question": "and in 2019/20?",
            "history": [
                {"question": "What was done under key aim 2 in 2020/21?", "answer": "…"},
            ],
        },
        {"id": "e", "question": "What was done under key aim 9?"},
        {"id": "f", "question": "What?"},
    ]
    file = tmp_path / "questions.jsonl"
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    file.write_text("\n\n".join(lines), encoding="utf-8")
    ran = run("ask", "--file", file, "--json", "--index", sample_index)
    assert (ran.status, ran.err) == (0, "")
    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert [answer["question"] for answer in answers] == [row["question"] for row in rows]
    for row, answer in zip(rows, answers, strict=True):
        check_answer(answer)
        assert answer["id"] == row.get("id", answer["id"])
    statuses = [answer["status"] for answer in answers]
    assert statuses[0] == statuses[3] == "answered"
    assert statuses[4:] == ["not_found", "needs_clarification"]
    assert "answered" not in statuses[1:3]
    assert answers[3]["standalone_question"] == "What was done under key aim 2 in 2019/20?"
    assert {citation["place"]["year"] for citation in answers[3]["citations"]} == {"2019/20"}
    file.write_text("\n".join(lines[-2:]), encoding="utf-8")
    told = run("ask", "--file", file, "--index", sample_index).out
    assert all(row["question"] in told for row in rows[-2:])
    assert told.count("Not found in what I hold") == 1


@pytest.mark.parametrize(
    ("options", "documents"),
    [
        (("--kind", "minutes"), "1 document,"),
        (("--kind", "minutes", "--kind", "report"), "2 documents,"),
        (("--kind", "agenda"), "0 documents"),
        (("--from", "2021-03-26", "--to", "2021-03-26"), "2 documents,"),
        (("--from", "2021-03-27"), "0 documents"),
        (("--to", "2021-03-25"), "0 documents"),
    ],
)
def test_ask_narrowed(
    run: Run, sample_index: Path, options: tuple[str, ...], documents: str
) -> None:
    answer = json.loads(run("ask", _ASKED, "--json", *options, "--index", sample_index).out)
    check_answer(answer)
    assert answer["coverage"].startswith(documents)
    assert (answer["status"] == "answered") == ("0" not in documents)


def test_ask_within_a_place(run: Run, sample_index: Path) -> None:
    for options, key, value in (
        (("--item", "17/21"), "item", "17/21"),
        (("--key-aim", "2"), "key_aim", 2),
    ):
        out = run(
            "ask", "What was done on training?", "--json", *options, "--index", sample_index
        ).out
        answer = json.loads(out)
        check_answer(answer)
        assert all(citation["place"][key] == value for citation in answer["citations"])
