import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from assistant.errors import DamagedIndexError, ModelMismatchError, NoIndexError
from assistant.types import Box, Filters, Passage, Place
from tests.vectorstore.fakes import WordEmbedder, make_document, make_passages, opened
from vectorstore.index import Index, open_index

TEXTS = ["dogs were stolen in the valley", "youth clubs received a grant", "drones fly at night"]


@pytest.fixture
def index(tmp_path: Path) -> Index:
    index = opened(tmp_path / "index")
    index.put(make_document("a"), make_passages("a", TEXTS))
    return index


def ids(index: Index, query: str, filters: Filters | None = None, limit: int = 10) -> list[str]:
    return [hit.passage.id for hit in index.search(query, filters or Filters(), limit)]


def test_everything_about_a_document_and_its_passages_comes_back(tmp_path: Path) -> None:
    document = make_document("a", body="A panel", draft=True, pages=3, kind="report")
    passage = Passage(
        id="a-0",
        document_id="a",
        order=0,
        text="Ünïcode “text”",
        part="bullet",
        place=Place(
            item="13/21",
            item_inferred=True,
            item_title="T",
            question=2,
            speaker="PCC",
            strategic_priority=4,
            key_aim=1,
            strand="S",
            year="2019/20",
            bullet="1.2",
            group="G",
            headings=("H", "I"),
            page=7,
        ),
        start=3,
        end=17,
        lead="before",
        cut_short=True,
        boxes=(Box(page=7, x0=0.1, y0=0.2, x1=0.3, y1=0.4),),
    )
    opened(tmp_path).put(document, [passage])
    again = opened(tmp_path, create=False)
    assert again.documents() == [document]
    assert again.passages("a") == [passage]
    assert again.passage("a-0") == passage
    assert again.passage("b-0") is None


def test_the_nearest_passage_comes_first_with_both_scores(index: Index) -> None:
    hits = index.search("stolen dogs", limit=3)
    assert hits[0].passage.text == TEXTS[0]
    assert hits[0].dense is not None
    assert hits[0].dense > (hits[1].dense or 0)
    assert (hits[0].lexical or 0) > 0
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_word_in_another_form_is_found(index: Index) -> None:
    assert ids(index, "dog theft drone")[:2] != []
    lexical = {hit.passage.id: hit.lexical for hit in index.search("drone")}
    assert lexical["a-2"] > 0
    assert lexical["a-0"] == 0


@pytest.mark.parametrize("query", ["", "   ", "\n"])
def test_an_empty_query_finds_nothing(index: Index, query: str) -> None:
    assert index.search(query) == []


@pytest.mark.parametrize(
    "query", ['"', "AND OR NOT", "text:dogs*", "(", "NEAR(", "Що сказали про собак?", "🐕", "\x00"]
)
def test_no_question_is_query_syntax(index: Index, query: str) -> None:
    assert len(index.search(query)) == 3


def test_a_very_long_question_is_searched(index: Index) -> None:
    assert ids(index, "stolen dogs " * 1000, limit=1) == ["a-0"]


def test_putting_again_replaces_and_removing_removes(index: Index) -> None:
    index.put(make_document("a"), make_passages("a", ["only cats remain"]))
    assert index.passage_count() == 1
    assert ids(index, "stolen dogs") == ["a-0"]
    index.remove("a")
    index.remove("a")
    assert index.documents() == []
    assert ids(index, "stolen dogs") == []


def test_a_text_already_indexed_is_not_encoded_again(tmp_path: Path) -> None:
    embedder = WordEmbedder()
    index = open_index(tmp_path, lambda: embedder, create=True)
    index.put(make_document("a", title="T"), make_passages("a", TEXTS))
    before = len(embedder.encoded)
    index.put(make_document("b", title="T"), make_passages("b", [*TEXTS, "a new line"]))
    assert len(embedder.encoded) == before + 1
    assert len(ids(index, "dogs")) == 7


def test_filters_narrow_both_halves(tmp_path: Path) -> None:
    index = opened(tmp_path)
    for number, (year, day) in enumerate(
        [("2019/20", date(2020, 1, 1)), ("2020/21 (Q1)", date(2021, 1, 1)), ("2020/21", None)]
    ):
        document = make_document(
            f"d{number}", meeting_date=day, kind="report" if number else "other"
        )
        place = {"year": year, "key_aim": number, "item": f"{number}/21", "strand": "The Fund"}
        index.put(document, make_passages(document.id, ["dogs were stolen"], **place))
    assert set(ids(index, "dogs", Filters(year="2020/21"))) == {"d1-0", "d2-0"}
    assert ids(index, "dogs", Filters(year="2020/2")) == []
    assert ids(index, "dogs", Filters(key_aim=1)) == ["d1-0"]
    assert ids(index, "dogs", Filters(item="2/21")) == ["d2-0"]
    assert len(ids(index, "dogs", Filters(strand="the  fund"))) == 3
    assert ids(index, "dogs", Filters(since=date(2020, 6, 1))) == ["d1-0"]
    assert ids(index, "dogs", Filters(until=date(2020, 6, 1))) == ["d0-0"]
    assert ids(index, "dogs", Filters(kinds=("other",))) == ["d0-0"]
    assert ids(index, "dogs", Filters(document_ids=("d2",))) == ["d2-0"]
    assert ids(index, "dogs", Filters(strategic_priority=9)) == []


def test_a_superseded_version_answers_only_when_asked_for(tmp_path: Path) -> None:
    index = opened(tmp_path)
    index.put(make_document("draft"), make_passages("draft", TEXTS * 40))
    index.put(make_document("final"), make_passages("final", TEXTS))
    index.commit(superseded={"draft": "final"})
    assert ids(index, "dogs", limit=1) == ["final-0"]
    assert {hit.passage.document_id for hit in index.search("dogs", limit=50)} == {"final"}
    assert len(index.search("dogs", Filters(superseded=True), 50)) == 50
    assert ids(index, "dogs", Filters(document_ids=("draft",)), 1)[0].startswith("draft")
    held = {holding.document.id: holding for holding in index.holdings()}
    assert held["draft"].superseded_by == "final"
    assert held["draft"].passages == 120
    assert index.coverage().documents == 1


def test_what_is_held_is_counted(index: Index) -> None:
    index.put(make_document("b", meeting_date=None), make_passages("b", ["dogs in 2020/21"]))
    index.put(make_document("c", meeting_date=date(2022, 1, 5)), make_passages("c", ["x"]))
    assert index.document_frequency(["dog", "Dogs", "2020/21", "absent", "clubs"]) == {
        "dog": 2,
        "Dogs": 2,
        "2020/21": 1,
        "absent": 0,
        "clubs": 1,
    }
    coverage = index.coverage()
    assert (coverage.documents, coverage.first, coverage.last) == (
        3,
        date(2021, 3, 26),
        date(2022, 1, 5),
    )
    assert [document.id for document in index.documents()] == ["a", "c", "b"]


def test_neighbours_stand_in_reading_order_and_stay_in_the_document(index: Index) -> None:
    index.put(make_document("b"), make_passages("b", ["other"]))
    assert [p.id for p in index.neighbours("a-1", 1, 1)] == ["a-0", "a-1", "a-2"]
    assert [p.id for p in index.neighbours("a-2", 0, 5)] == ["a-2"]
    assert index.neighbours("none", 1, 1) == []


def test_no_indexed_text_is_over_the_limit(tmp_path: Path) -> None:
    embedder = WordEmbedder(max_tokens=30)
    index = open_index(tmp_path, lambda: embedder, create=True)
    sentences = " ".join(f"Sentence {n} speaks of dogs and of cats." for n in range(40))
    unbroken = "word " * 200 + "needle"
    passages = make_passages("a", [sentences, unbroken, "x" * 500], item_title="A title " * 60)
    index.put(make_document("a"), passages)
    assert max(embedder.count_tokens(embedder.encoded)) <= 30
    assert all(f"Sentence {n} speaks" in " ".join(embedder.encoded) for n in range(40))
    assert "needle" in " ".join(embedder.encoded)
    assert len(index.search("needle", limit=10)) == 3


def test_another_model_is_a_clear_error_and_nothing_is_lost(index: Index) -> None:
    for other in (
        WordEmbedder(fingerprint="other"),
        WordEmbedder(dimension=32),
    ):
        wrong = open_index(index.folder, lambda other=other: other)
        with pytest.raises(ModelMismatchError, match="was built with the embedding model words"):
            wrong.search("dogs")
        with pytest.raises(ModelMismatchError):
            wrong.put(make_document("b"), make_passages("b", ["x"]))
    assert [document.id for document in index.documents()] == ["a"]
    assert ids(index, "dogs", limit=1) == ["a-0"]


def test_no_index_yet(tmp_path: Path) -> None:
    with pytest.raises(NoIndexError, match="panel-assistant ingest"):
        opened(tmp_path / "nothing", create=False)
    assert not (tmp_path / "nothing").exists()


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize("garbage", [b"not a database at all" * 300, b"SQLite format 3\x00" * 50])
def test_a_damaged_library_is_a_clear_error(index: Index, garbage: bytes, create: bool) -> None:
    index.close()
    for name in ("library.db-wal", "library.db-shm"):
        (index.folder / name).unlink(missing_ok=True)
    (index.folder / "library.db").write_bytes(garbage)
    with pytest.raises(DamagedIndexError, match="ingest the documents again"):
        opened(index.folder, create=create).documents()


def test_a_folder_that_lost_its_library_is_damaged(index: Index) -> None:
    index.close()
    for file in index.folder.glob("library.db*"):
        file.unlink()
    with pytest.raises(DamagedIndexError):
        opened(index.folder, create=False)


@pytest.mark.parametrize("harm", ["removed", "emptied", "garbled"])
def test_broken_vectors_are_made_again_from_the_library(index: Index, harm: str) -> None:
    index.search("dogs")
    index.close()
    for file in (index.folder / "vectors").rglob("*"):
        if file.is_file():
            if harm == "removed":
                file.unlink()
            else:
                file.write_bytes(b"" if harm == "emptied" else b"garbage" * 1000)
    hits = opened(index.folder, create=False).search("stolen dogs")
    assert [hit.passage.id for hit in hits][:1] == ["a-0"]
    assert len(hits) == 3


def test_a_mark_that_was_left_makes_the_vectors_anew(index: Index) -> None:
    from vectorstore.chroma import VectorStore
    from vectorstore.database import set_meta

    name = index._database.meta("vectors_folder")
    with index._database.writing() as connection:
        set_meta(connection, "vectors_dirty", "1")
    assert ids(index, "stolen dogs", limit=1) == ["a-0"]
    now = index._database.meta("vectors_folder")
    assert now != name
    assert [folder.name for folder in (index.folder / "vectors").iterdir()] == [now]
    assert VectorStore(index.folder / "vectors" / now).count() == 3


def test_passages_of_another_document_are_refused_as_a_bug(index: Index) -> None:
    with pytest.raises(ValueError, match="another document"):
        index.put(make_document("b"), make_passages("c", ["x"]))
    with pytest.raises(ValueError, match="same id"):
        index.put(make_document("b"), make_passages("b", ["x"]) * 2)


def test_listing_imports_neither_model_nor_chroma(index: Index) -> None:
    program = (
        "import sys; from pathlib import Path; from vectorstore.index import open_index\n"
        "from vectorstore.embedding import load_embedder\n"
        f"index = open_index(Path({str(index.folder)!r}), load_embedder)\n"
        "print(len(index.holdings()), len(index.passages('a')), index.coverage().documents)\n"
        "print([name for name in ('torch', 'chromadb', 'transformers') if name in sys.modules])\n"
    )
    out = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert out.stdout.splitlines() == ["1 3 1", "[]"]
