from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.types import Document, Passage
from ingest.pipeline import Report, ingest
from ingest.same_paper import answering, same_paper, words_of
from ingest.versions import superseded
from tests.vectorstore.fakes import FakeParsed, make_document, make_passages, opened
from vectorstore.index import Index

NAMES = ["mentoring", "outreach", "lighting", "patrol", "rescue", "training", "survey", "bursary"]
NAMES += ["shelter", "helpline", "workshop", "reading", "garden", "transport", "advice", "kitchen"]
NAMES += ["football", "theatre", "music", "drones"]
TEXT = [
    f"Paragraph {number} tells the panel of the {name} programme, which helped {number * 7} people "
    f"in the towns of the valley between April and June, and cost {number}.5 million pounds."
    for number, name in enumerate(NAMES, start=1)
]
PDF = make_document("pdf", title="Progress report", kind="report", form="pdf")


def form_of(paper: Document, form: str, **changes: object) -> Document:
    return replace(paper, id=form, form=form, **changes)


def alike(
    texts: Sequence[str], other: Document, *, first: Document = PDF, original: Sequence[str] = TEXT
) -> bool:
    words = {
        first.id: words_of(make_passages(first.id, original)),
        other.id: words_of(make_passages(other.id, texts)),
    }
    there = same_paper(first, other, lambda document: words[document.id])
    assert there == same_paper(other, first, lambda document: words[document.id])
    return there


def changed(old: str, new: str) -> list[str]:
    assert sum(old in text for text in TEXT) == 1
    return [text.replace(old, new) for text in TEXT]


@pytest.mark.parametrize("form", ["docx", "html", "text", "scan"])
def test_the_same_words_in_another_form_are_the_same_paper(form: str) -> None:
    assert alike(TEXT, form_of(PDF, form))


@pytest.mark.parametrize(
    "texts",
    [
        ["Skip to the content of this page", *TEXT],  # what a web page adds
        [*TEXT[:5], f"{TEXT[5]} {TEXT[6]}", *TEXT[7:]],  # paragraphs cut elsewhere
        [text.replace("outreach", "out-reach") for text in TEXT],
        [text.upper() for text in TEXT],
    ],
)
def test_what_a_form_does_to_a_text_is_no_difference(texts: list[str]) -> None:
    assert alike(texts, form_of(PDF, "html"))


@pytest.mark.parametrize(
    "texts",
    [
        changed("helped 21 people", "helped 24 people"),  # a figure corrected
        changed("lighting programme, which helped", "lighting programme, which hurt"),
        changed("rescue programme, which helped", "rescue programme, which has not helped"),
        [*TEXT, "The panel asked for a paragraph of more than a dozen words to be added here."],
        TEXT[:-2],
    ],
)
@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_another_version_is_not_the_same_paper(texts: list[str], form: str) -> None:
    assert not alike(texts, replace(PDF, id="other", form=form))


def test_misread_letters_of_a_scan_are_no_difference_but_its_figures_are() -> None:
    misread = [
        text.replace("mentoring", "rnentoring").replace("garden", "gar den") for text in TEXT
    ]
    assert alike(misread, form_of(PDF, "scan"))
    assert not alike(misread, form_of(PDF, "docx"))
    assert not alike(changed("helped 21 people", "helped 27 people"), form_of(PDF, "scan"))


@pytest.mark.parametrize(
    "difference",
    [
        {"draft": True},
        {"kind": "minutes"},
        {"meeting_date": date(2021, 6, 25)},
        {"meeting_date": None},
        {"body": "Harbour Board"},
    ],
)
def test_what_a_paper_is_must_agree_however_alike_the_words(difference: dict[str, object]) -> None:
    first = replace(PDF, body="Valley Crime Panel")
    assert alike(TEXT, form_of(first, "docx"), first=first)
    assert not alike(TEXT, form_of(first, "docx", **difference), first=first)


def test_papers_without_a_date_must_have_one_title() -> None:
    undated = replace(PDF, meeting_date=None)
    assert alike(TEXT, form_of(undated, "docx"), first=undated)
    assert not alike(TEXT, form_of(undated, "docx", title="Annual report"), first=undated)


def test_two_papers_from_one_template_are_not_the_same() -> None:
    other = [text.replace("April and June", "July and September") for text in TEXT]
    assert not alike(other, form_of(PDF, "docx"))


def test_pages_before_text_before_scans() -> None:
    forms = [form_of(PDF, form) for form in ("scan", "text", "html", "docx", "pdf")]
    pairs = [(one.id, other.id) for one in forms for other in forms if one.id < other.id]
    for best in ("pdf", "docx", "html", "text"):
        expected = {form.id: best for form in forms if form.id != best}
        assert answering(forms, pairs) == expected
        forms = [form for form in forms if form.id != best]
        pairs = [pair for pair in pairs if best not in pair]


def test_a_form_is_left_out_only_for_one_that_it_is_itself_the_same_as() -> None:
    forms = [form_of(PDF, form) for form in ("pdf", "docx", "scan")]
    assert answering(forms, [("pdf", "docx"), ("docx", "scan")]) == {"docx": "pdf"}


# Through a whole ingestion


def parse(path: Path) -> FakeParsed:
    """The file's suffix is its form, "draft" in its name makes it one; a line is a passage."""
    data = path.read_text()
    form = path.suffix.removeprefix(".")
    document = make_document(
        f"{path.stem}-{form}-{len(data)}",
        title="Progress report",
        kind="report",
        form=form,
        draft=True if "draft" in path.stem else None,
        source=str(path),
    )
    return FakeParsed(document, make_passages(document.id, data.strip().splitlines()))


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    index = opened(tmp_path / "index")
    yield index
    index.close()


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    for number, form in enumerate(("docx", "pdf", "text")):
        # The bytes of forms differ: the same ones would be the same content under two names.
        (folder / f"paper.{form}").write_text("\n".join(TEXT) + "\n" * number)
    return folder


def run(index: Index, *paths: Path, **options: object) -> Report:
    return ingest(paths, index, parse, **options)


def answered_from(index: Index) -> set[str]:
    hits = index.search("lighting programme patrol", limit=50)
    return {hit.passage.document_id.split("-")[1] for hit in hits}


def test_a_paper_in_three_forms_is_answered_from_once_and_the_others_are_told(
    index: Index, papers: Path
) -> None:
    report = run(index, papers)
    assert [Path(path).name for path in report.added] == ["paper.docx", "paper.pdf", "paper.text"]
    told = [(Path(one).name, Path(other).name) for one, other in report.same_paper]
    assert told == [("paper.docx", "paper.pdf"), ("paper.text", "paper.pdf")]
    assert answered_from(index) == {"pdf"}
    assert index.coverage().documents == 1
    assert len(index.documents()) == 3
    assert run(index, papers).same_paper == ()


@pytest.mark.parametrize("at_once", [True, False])
def test_the_next_form_takes_over_when_the_best_one_goes(
    index: Index, papers: Path, at_once: bool
) -> None:
    if not at_once:
        for name in ("paper.text", "paper.pdf"):
            run(index, papers / name)
    run(index, papers)
    (papers / "paper.pdf").unlink()
    run(index, papers)
    assert answered_from(index) == {"pdf"}  # kept: nothing was to be pruned
    run(index, papers, prune=True)
    assert answered_from(index) == {"docx"}
    (papers / "paper.docx").unlink()
    run(index, papers, prune=True)
    assert answered_from(index) == {"text"}


def test_a_form_that_is_changed_answers_for_itself(index: Index, papers: Path) -> None:
    run(index, papers)
    (papers / "paper.docx").write_text("\n".join(changed("helped 21 people", "helped 24 people")))
    run(index, papers)
    assert answered_from(index) == {"pdf", "docx"}


def test_a_draft_in_two_forms_gives_way_to_the_final_version_in_two(
    index: Index, papers: Path, tmp_path: Path
) -> None:
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    for form in ("docx", "pdf"):
        (drafts / f"draft.{form}").write_text("\n".join(TEXT[:-1]) + "\n" * len(form))
    run(index, drafts)
    assert answered_from(index) == {"pdf"}
    report = run(index, papers)
    assert {Path(new).name for _old, new in report.superseded} == {"paper.pdf"}
    hits = index.search("lighting programme", limit=50)
    assert {hit.passage.document_id.split("-")[0] for hit in hits} == {"paper"}


def test_the_state_is_the_same_in_whatever_order_files_came(papers: Path, tmp_path: Path) -> None:
    def state(name: str, steps: Callable[[Index], None]) -> dict[str, str]:
        index = opened(tmp_path / name)
        try:
            steps(index)
            return index.same_as()
        finally:
            index.close()

    def backwards(index: Index) -> None:
        for form in ("text", "pdf", "docx"):
            run(index, papers / f"paper.{form}")

    assert state("one", lambda index: run(index, papers)) == state("two", backwards)


def passages_of(index: Index) -> list[Passage]:
    return [passage for held in index.documents() for passage in index.passages(held.id)]


def test_a_newer_reading_reads_unchanged_files_again(index: Index, papers: Path) -> None:
    run(index, papers, reading=1)
    assert len(run(index, papers, reading=1).unchanged) == 3

    def better(path: Path) -> FakeParsed:
        parsed = parse(path)
        document = replace(parsed.document, id=f"better-{path.suffix}")
        return FakeParsed(document, make_passages(document.id, ["all in one passage"]))

    report = ingest([papers], index, better, reading=2)
    assert len(report.updated) == 3
    assert [passage.text for passage in passages_of(index)] == ["all in one passage"] * 3
    assert len(ingest([papers], index, better, reading=2).unchanged) == 3


def test_a_newer_reading_reads_the_same_content_under_two_names_once(
    index: Index, papers: Path
) -> None:
    for name in ("paper.docx", "paper.pdf", "paper.text"):
        (papers / name).write_text("\n".join(TEXT))
    before = run(index, papers, reading=1)
    assert (len(before.added), len(before.duplicates)) == (1, 2)
    report = run(index, papers, reading=2)
    assert (len(report.updated), len(report.duplicates)) == (1, 2)
    assert len(index.documents()) == 1


def test_a_file_that_a_newer_reading_cannot_read_keeps_its_passages(
    index: Index, papers: Path
) -> None:
    run(index, papers, reading=1)

    def worse(path: Path) -> FakeParsed:
        raise ZeroDivisionError

    assert len(ingest([papers], index, worse, reading=2).failed) == 3
    assert len(passages_of(index)) == 3 * len(TEXT)


@pytest.mark.parametrize(
    ("kind", "body", "found"),
    [
        ("minutes", "Valley Panel", True),
        ("minutes", None, False),
        ("report", "Valley Panel", False),
    ],
)
def test_a_meeting_has_one_set_of_minutes_whatever_they_are_called(
    kind: str, body: str | None, found: bool
) -> None:
    draft = make_document("draft", title="Draft minutes of a meeting", draft=True)
    final = make_document("final", title="Minutes of the meeting", draft=False)
    papers = [replace(paper, kind=kind, body=body) for paper in (draft, final)]
    assert superseded(papers) == ({"draft": "final"} if found else {})
