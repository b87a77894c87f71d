"""The pure parts of the index: words, fusion, indexed texts, the model's files, the retriever."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import SettingsError
from assistant.types import Filters
from tests.vectorstore.fakes import WordEmbedder, make_document, make_passages, opened
from vectorstore import models
from vectorstore.embedding import load_embedder
from vectorstore.fusion import half_and_half, reciprocal_ranks
from vectorstore.indexed_text import contexts_of, indexed_texts
from vectorstore.lexical import match_query, stem, stems
from vectorstore.retriever import PanelRetriever


def test_a_query_keeps_telling_words_and_figures_as_phrases() -> None:
    assert match_query("What did the Panel say about 2020/21?") == (
        '"panel" OR "say" OR "2020 21" OR "2020" OR "21"'
    )
    assert match_query("who was it") == '"who" OR "was" OR "it"'
    assert match_query('" ( ) *') is None


@pytest.mark.parametrize(
    ("one", "other"), [("thefts", "theft"), ("Investigating", "investigated"), ("café", "CAFE")]
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other) != ""


def test_stems_come_in_order_and_figures_stay() -> None:
    assert stems("Dogs were stolen in 2020/21") == ("dog", "were", "stolen", "in", "2020", "21")
    assert stem("2020/21") == "2020 21"
    assert stem("?") == ""


def test_half_and_half_ranks_what_both_find_first() -> None:
    fused = half_and_half({"a": 0.9, "b": 0.8, "c": 0.1}, {"b": 5.0, "d": 1.0})
    assert fused["b"] == pytest.approx((0.7 / 0.8 + 1) / 2)
    assert fused["a"] == 0.5
    assert max(fused, key=lambda key: fused[key]) == "b"
    assert half_and_half({}, {}) == {}
    assert half_and_half({"a": 0.2}, {"a": 0.0}) == {"a": 0.5}


def test_reciprocal_ranks_use_ranks_alone() -> None:
    assert reciprocal_ranks({"a": 9.0, "b": 0.1}, {"b": 1.0}) == pytest.approx(
        {"a": 1 / 61, "b": 1 / 62 + 1 / 61}
    )


def test_a_context_says_where_a_passage_stands() -> None:
    document = make_document("a", title="Progress report")
    aim, bullet = (
        *make_passages("a", ["To keep children safe"], key_aim=2),
        *make_passages("a", ["A bullet"], key_aim=2, strand="The Fund", year="2019/20"),
    )
    object.__setattr__(aim, "part", "key_aim")
    first, second = contexts_of(document, [aim, bullet])
    assert "Progress report" in second
    assert "26 March 2021" in second
    assert "key aim 2 To keep children safe | The Fund | 2019/20" in second
    assert first.count("To keep children safe") <= 1


def test_a_short_passage_is_one_text_with_its_lead() -> None:
    (passage,) = make_passages("a", ["The answer."])
    object.__setattr__(passage, "lead", "The question?")
    assert indexed_texts("Title", passage, WordEmbedder().count_tokens, 60) == [
        "Title\nThe question?\nThe answer."
    ]


@pytest.mark.parametrize("limit", [12, 30, 60])
def test_a_long_passage_is_cut_between_sentences_and_nothing_is_lost(limit: int) -> None:
    sentences = [f"Sentence {number} is here." for number in range(30)]
    (passage,) = make_passages("a", [" ".join(sentences)])
    count = WordEmbedder().count_tokens
    texts = indexed_texts("A title of some words", passage, count, limit)
    assert max(count(texts)) <= limit
    joined = " ".join(text.rsplit("\n", 1)[-1] for text in texts)
    assert joined == passage.text


def test_weights_that_are_not_the_authors_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    monkeypatch.setattr(models, "embedded_model_folder", lambda: tmp_path)
    with pytest.raises(SettingsError, match="not the ones its authors published"):
        load_embedder()
    (tmp_path / "model.safetensors").unlink()
    with pytest.raises(SettingsError, match="reinstall"):
        load_embedder()


def test_a_model_that_is_not_here_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be loaded"):
        load_embedder(str(tmp_path / "no-model"))


def test_the_fingerprint_of_a_folder_depends_on_every_weight_file(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no model weights"):
        models.fingerprint_of(tmp_path)
    (tmp_path / "one.safetensors").write_bytes(b"1")
    one = models.fingerprint_of(tmp_path)
    (tmp_path / "two.safetensors").write_bytes(b"2")
    assert models.fingerprint_of(tmp_path) != one


def test_the_embedded_model_finds_by_meaning(tmp_path: Path) -> None:
    from vectorstore.index import open_index

    embedder = load_embedder()
    assert (embedder.name, embedder.dimension, embedder.max_tokens) == (
        "all-MiniLM-L6-v2",
        384,
        256,
    )
    rows = embedder.encode(["a dog", "a puppy", "the annual budget"])
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert rows[0] @ rows[1] > rows[0] @ rows[2]
    assert embedder.encode([]).shape == (0, 384)
    index = open_index(tmp_path, lambda: embedder, create=True)
    texts = ["Puppies were taken from gardens.", "The budget was approved."]
    index.put(make_document("a"), make_passages("a", [*texts, "Long words. " * 400]))
    assert index.search("stolen dogs", limit=1)[0].passage.text == texts[0]


def test_the_retriever_speaks_langchain(tmp_path: Path) -> None:
    index = opened(tmp_path)
    index.put(make_document("a"), make_passages("a", ["dogs", "cats"], item="13/21", key_aim=1))
    retriever = PanelRetriever(index=index, limit=1)
    (found,) = retriever.invoke("dogs")
    assert found.page_content == "dogs"
    assert found.id == "a-0"
    assert found.metadata["item"] == "13/21"
    assert found.metadata["passage_id"] == "a-0"
    assert found.metadata["document_id"] == "a"
    assert "strand" not in found.metadata
    assert retriever.invoke("dogs", filters=Filters(item="99/21")) == []
    assert len(retriever.batch(["dogs", "cats"])) == 2
    # In a thread of its own: the browser's tests leave a loop running in this one.
    with ThreadPoolExecutor(1) as pool:
        later = pool.submit(lambda: asyncio.run(retriever.ainvoke("cats"))).result()
    assert [each.id for each in later] == ["a-1"]
