import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.errors import IngestError
from ingest.pipeline import Progress, Report, ingest
from tests.vectorstore.fakes import opened, parse
from vectorstore.index import Index


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    index = opened(tmp_path / "index")
    yield index
    index.close()


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "a.txt").write_text("dogs were stolen\nyouth clubs")
    (folder / "b.txt").write_text("drones fly\nat night")
    return folder


def run(index: Index, *paths: Path, **options: object) -> Report:
    return ingest(paths, index, parse, **options)


def names(paths: tuple[str, ...]) -> list[str]:
    return [Path(path).name for path in paths]


def texts(index: Index) -> list[str]:
    return sorted(
        passage.text for document in index.documents() for passage in index.passages(document.id)
    )


def age(folder: Path) -> None:
    """Make files old enough that their time stamps are trusted."""
    old = time.time() - 100
    for file in folder.rglob("*"):
        os.utime(file, (old, old))


def test_new_files_are_added_and_their_passages_found(index: Index, papers: Path) -> None:
    report = run(index, papers)
    assert names(report.added) == ["a.txt", "b.txt"]
    assert index.search("stolen dogs", limit=1)[0].passage.text == "dogs were stolen"
    assert [document.source for document in index.documents()] == sorted(
        (str(papers / name) for name in ("a.txt", "b.txt")),
        key=lambda source: parse(Path(source)).document.title,
    )


@pytest.mark.parametrize("trusted", [True, False])
def test_a_repeated_ingestion_changes_nothing(index: Index, papers: Path, trusted: bool) -> None:
    if trusted:
        age(papers)
    run(index, papers)
    run(index, papers)  # settles time stamps that were too fresh
    generation = index.generation()

    def never(path: Path) -> object:
        raise AssertionError(path)

    report = ingest([papers], index, never)
    assert names(report.unchanged) == ["a.txt", "b.txt"]
    assert (report.added, report.updated, report.failed) == ((), (), ())
    assert index.generation() == generation


def test_a_touched_file_with_the_same_content_is_unchanged(index: Index, papers: Path) -> None:
    age(papers)
    run(index, papers)
    os.utime(papers / "a.txt", (1e9, 1e9))
    report = run(index, papers)
    assert names(report.unchanged) == ["a.txt", "b.txt"]


def test_a_change_within_the_same_time_stamp_is_seen(index: Index, papers: Path) -> None:
    run(index, papers)
    stamp = (papers / "a.txt").stat().st_mtime_ns
    (papers / "a.txt").write_text("cats were stolen\nyouth clubs")  # as long as before
    os.utime(papers / "a.txt", ns=(stamp, stamp))
    assert names(run(index, papers).updated) == ["a.txt"]


def test_a_changed_file_replaces_its_own_passages(index: Index, papers: Path) -> None:
    run(index, papers)
    (papers / "a.txt").write_text("cats only")
    report = run(index, papers)
    assert names(report.updated) == ["a.txt"]
    assert names(report.unchanged) == ["b.txt"]
    assert texts(index) == ["at night", "cats only", "drones fly"]
    assert "dogs" not in " ".join(hit.passage.text for hit in index.search("dogs stolen"))


def test_a_removed_file_goes_only_when_pruned(index: Index, papers: Path) -> None:
    run(index, papers)
    (papers / "a.txt").unlink()
    report = run(index, papers)
    assert names(report.missing) == ["a.txt"]
    assert len(index.documents()) == 2
    report = run(index, papers, prune=True)
    assert names(report.removed) == ["a.txt"]
    assert texts(index) == ["at night", "drones fly"]
    assert run(index, papers, prune=True).removed == ()


def test_pruning_one_folder_leaves_another_alone(
    index: Index, papers: Path, tmp_path: Path
) -> None:
    other = tmp_path / "papers-other"
    other.mkdir()
    (other / "c.txt").write_text("kept")
    (other / "d.txt").write_text("kept, too")
    run(index, papers, other)
    (other / "c.txt").unlink()
    assert run(index, papers, prune=True).removed == ()
    assert len(index.documents()) == 4


def test_the_same_content_under_two_names_is_indexed_once(index: Index, papers: Path) -> None:
    (papers / "z.txt").write_bytes((papers / "a.txt").read_bytes())
    report = run(index, papers)
    expected = ((str(papers / "z.txt"), str(papers / "a.txt")),)
    assert report.duplicates == expected
    assert run(index, papers).duplicates == expected
    assert texts(index).count("dogs were stolen") == 1
    held = {holding.document.source: holding.sources for holding in index.holdings()}
    assert held[str(papers / "a.txt")] == (str(papers / "a.txt"), str(papers / "z.txt"))


def test_the_same_text_in_another_file_form_is_indexed_once(index: Index, papers: Path) -> None:
    (papers / "z.txt").write_text("dogs were stolen\n\nyouth clubs\n")
    report = run(index, papers)
    assert report.duplicates == ((str(papers / "z.txt"), str(papers / "a.txt")),)
    assert texts(index).count("dogs were stolen") == 1


def test_the_other_file_answers_when_the_first_goes_or_changes(index: Index, papers: Path) -> None:
    (papers / "z.txt").write_bytes((papers / "a.txt").read_bytes())
    run(index, papers)
    (papers / "a.txt").unlink()
    run(index, papers, prune=True)
    assert {document.source for document in index.documents()} == {
        str(papers / "b.txt"),
        str(papers / "z.txt"),
    }
    assert "dogs were stolen" in texts(index)
    (papers / "y.txt").write_bytes((papers / "z.txt").read_bytes())
    run(index, papers)
    (papers / "z.txt").write_text("something else")
    run(index, papers)
    assert texts(index).count("dogs were stolen") == 1
    report = run(index, papers, prune=True)
    assert len(report.unchanged) == 3


def test_a_renamed_file_keeps_its_document(index: Index, papers: Path) -> None:
    run(index, papers)
    ids = {document.id for document in index.documents()}
    (papers / "a.txt").rename(papers / "renamed.txt")
    report = run(index, papers)
    assert names(report.updated) == ["renamed.txt"]
    assert report.missing == ()
    assert {document.id for document in index.documents()} == ids
    assert names(run(index, papers, prune=True).unchanged) == ["b.txt", "renamed.txt"]


def test_two_files_that_change_places(index: Index, papers: Path) -> None:
    run(index, papers)
    before = texts(index)
    one, two = (papers / "a.txt").read_bytes(), (papers / "b.txt").read_bytes()
    (papers / "a.txt").write_bytes(two)
    (papers / "b.txt").write_bytes(one)
    run(index, papers, prune=True)
    assert texts(index) == before
    report = run(index, papers, prune=True)
    assert len(report.unchanged) + len(report.duplicates) == 2
    sources = {source for holding in index.holdings() for source in holding.sources}
    assert sources == {str(papers / "a.txt"), str(papers / "b.txt")}


def test_a_failed_file_stops_nothing_and_keeps_what_it_had(index: Index, papers: Path) -> None:
    run(index, papers)
    (papers / "a.txt").write_bytes(b"\x00broken")
    (papers / "c.txt").write_text("new one")
    report = run(index, papers)
    assert report.failed == ((str(papers / "a.txt"), "is not a document"),)
    assert names(report.added) == ["c.txt"]
    assert "dogs were stolen" in texts(index)
    assert run(index, papers, prune=True).failed == report.failed
    assert "dogs were stolen" in texts(index)
    (papers / "a.txt").write_text("mended")
    assert names(run(index, papers).updated) == ["a.txt"]
    assert "dogs were stolen" not in texts(index)


def test_a_fault_of_the_parser_costs_one_file_only(index: Index, papers: Path) -> None:
    (papers / "a.txt").write_text("bug")
    report = run(index, papers)
    assert names(report.added) == ["b.txt"]
    assert report.failed == (
        (str(papers / "a.txt"), "cannot be read: internal error (ZeroDivisionError)"),
    )


def test_a_file_without_text_fails(index: Index, papers: Path) -> None:
    (papers / "a.txt").write_text("")
    assert run(index, papers).failed == ((str(papers / "a.txt"), "no text was found in it"),)


HEAD = "title: {}\ndate: 2021-03-26\ndraft: {}\n"


def test_an_approved_version_supersedes_the_draft(index: Index, papers: Path) -> None:
    (papers / "draft.txt").write_text(HEAD.format("Draft Minutes", "yes") + "dogs, as drafted")
    first = run(index, papers)
    assert first.superseded == ()
    assert index.search("dogs drafted", limit=1)[0].passage.text == "dogs, as drafted"
    (papers / "final.txt").write_text(HEAD.format("Minutes", "no") + "dogs, as approved")
    report = run(index, papers)
    assert report.superseded == ((str(papers / "draft.txt"), str(papers / "final.txt")),)
    assert "dogs, as drafted" not in {hit.passage.text for hit in index.search("dogs drafted")}
    assert sum(holding.superseded_by is not None for holding in index.holdings()) == 1
    assert run(index, papers).superseded == ()
    (papers / "final.txt").unlink()
    run(index, papers, prune=True)
    assert index.search("dogs drafted", limit=1)[0].passage.text == "dogs, as drafted"


@pytest.mark.parametrize(
    "other",
    [
        "title: Minutes\ndate: 2021-06-25\ndraft: no\n",  # another meeting
        "title: Report\ndate: 2021-03-26\ndraft: no\n",  # another paper
        HEAD.format("Minutes", "yes"),  # another draft
    ],
)
def test_what_is_not_the_same_paper_supersedes_nothing(
    index: Index, papers: Path, other: str
) -> None:
    (papers / "draft.txt").write_text(HEAD.format("Minutes", "yes") + "one")
    (papers / "other.txt").write_text(other + "two")
    assert run(index, papers).superseded == ()


def test_a_missing_path_and_an_empty_folder_are_clear_errors(
    index: Index, papers: Path, tmp_path: Path
) -> None:
    run(index, papers)
    with pytest.raises(IngestError, match="does not exist"):
        run(index, papers, tmp_path / "nowhere")
    (tmp_path / "empty" / ".hidden").mkdir(parents=True)
    with pytest.raises(IngestError, match="holds no documents"):
        run(index, tmp_path / "empty", prune=True)
    with pytest.raises(IngestError, match="no path"):
        run(index)
    assert len(index.documents()) == 2


def test_what_lies_beside_documents_is_passed_over_or_listed(index: Index, papers: Path) -> None:
    (papers / ".hidden.txt").write_text("x")
    (papers / "~$lock.docx").write_text("x")
    (papers / "style.css").write_text("x")
    (papers / "page.html").write_text("a page")
    (papers / "page_files").mkdir()
    (papers / "page_files" / "frame.html").write_text("x")
    report = run(index, papers)
    assert names(report.added) == ["a.txt", "b.txt", "page.html"]
    assert report.skipped == ((str(papers / "style.css"), "is not a document (.css)"),)
    assert report.failed == ()


def test_links_out_of_the_folder_are_refused_for_that_file(
    index: Index, papers: Path, tmp_path: Path
) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault" / "deep.txt").write_text("secret")
    (papers / "link.txt").symlink_to(tmp_path / "secret.txt")
    (papers / "folder").symlink_to(tmp_path / "vault")
    (papers / "within.txt").symlink_to(papers / "a.txt")
    (papers / "loop").symlink_to(papers)
    (papers / "nowhere.txt").symlink_to(papers / "gone.txt")
    report = run(index, papers)
    assert names(tuple(path for path, _reason in report.failed)) == [
        "folder",
        "link.txt",
        "nowhere.txt",
    ]
    assert "secret" not in " ".join(texts(index))
    assert names(report.added) == ["a.txt", "b.txt"]


def test_a_pipe_is_not_waited_for(index: Index, papers: Path) -> None:
    os.mkfifo(papers / "pipe.txt")
    report = run(index, papers)
    assert report.failed == (
        (str(papers / "pipe.txt"), "cannot be read: not a file that can be read"),
    )


def test_any_file_name_is_taken(index: Index, papers: Path) -> None:
    (papers / "line\nbreak ' \" %.txt").write_text("one")
    Path(os.fsdecode(os.fsencode(papers) + b"/bad\xff.txt")).write_text("two")
    report = run(index, papers)
    assert len(report.added) == 4
    assert len(run(index, papers).unchanged) == 4
    assert run(index, papers, prune=True).removed == ()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_fails(index: Index, papers: Path) -> None:
    (papers / "a.txt").chmod(0)
    assert run(index, papers).failed[0][1] == "cannot be read: permission denied"


def test_progress_counts_every_file(index: Index, papers: Path) -> None:
    told: list[Progress] = []
    run(index, papers, progress=told.append)
    assert [(step.done, step.total, step.name) for step in told] == [
        (0, 2, "a.txt"),
        (1, 2, "b.txt"),
        (2, 2, ""),
    ]


def test_many_files_fill_several_batches(index: Index, papers: Path) -> None:
    for number in range(40):
        lines = [f"file{number} line{line}" for line in range(20)]
        (papers / f"many{number}.txt").write_text("\n".join(lines))
    assert len(run(index, papers).added) == 42
    assert index.passage_count() == 40 * 20 + 4
    assert index.search("file33 line7", limit=1)[0].passage.text == "file33 line7"
