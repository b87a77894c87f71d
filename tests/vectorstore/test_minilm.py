"""The embedded model on ONNX Runtime gives what its authors' own library gives."""

import subprocess
import sys

import numpy as np
import pytest

from vectorstore.embedding import SentenceTransformerEmbedder
from vectorstore.minilm import GRAPH, MiniLM
from vectorstore.models import checked_embedded_model_folder

TEXTS = [
    "How many dog thefts were reported?",
    "a",
    "",
    "The Panel noted the report of the Commissioner. " * 60,  # over the limit
    "£5 – “café” naïve \u200b 日本語 🙂 e\u0301",
    "UPPER case, hyphen-ated, 3.14 & 2020/21 (Q1)",
    *(f"Paragraph {number} " + "about youth work " * (number % 17) for number in range(40)),
]


@pytest.fixture(scope="module")
def model() -> MiniLM:
    return MiniLM()


@pytest.mark.slow
def test_vectors_and_token_counts_are_those_of_sentence_transformers(model: MiniLM) -> None:
    theirs = SentenceTransformerEmbedder(
        name="reference", location=str(checked_embedded_model_folder())
    )
    assert model.count_tokens(TEXTS) == theirs.count_tokens(TEXTS)
    assert (model.dimension, model.max_tokens, model.fingerprint) == (
        theirs.dimension,
        theirs.max_tokens,
        theirs.fingerprint,
    )
    for query in (False, True):
        ours = model.encode(TEXTS, query=query)
        assert ours.dtype == np.float32
        assert np.abs(ours - theirs.encode(TEXTS, query=query)).max() < 2e-6


def test_a_vector_does_not_depend_on_what_it_is_encoded_with(model: MiniLM) -> None:
    together = model.encode(TEXTS)
    alone = np.concatenate([model.encode([text]) for text in TEXTS])
    assert np.abs(together - alone).max() < 2e-6
    assert model.encode([]).shape == (0, model.dimension)
    assert model.count_tokens([]) == []


def test_embedding_imports_no_torch() -> None:
    code = (
        "import sys; from vectorstore.embedding import load_embedder; "
        "load_embedder().encode(['a dog']); "
        "sys.exit('torch' in sys.modules or 'transformers' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], timeout=60, check=False)
    assert done.returncode == 0


def test_the_graph_that_is_shipped_is_the_one_that_is_written() -> None:
    pytest.importorskip("onnx", reason="onnx is needed only to write the graph")
    from vectorstore.minilm_graph import graph

    assert graph().SerializeToString(deterministic=True) == GRAPH.read_bytes()
    assert GRAPH.stat().st_size < 20_000  # no weights in it
