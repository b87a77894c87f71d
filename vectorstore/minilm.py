"""The embedded model all-MiniLM-L6-v2 on ONNX Runtime: the same vectors as torch gives, sooner.

`minilm.onnx` says what is computed and holds no weights; these come out of the file that the
model's authors published, whose SHA-256 is checked first. See docs/decisions/embedding-speed.md.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from vectorstore.embedding import Vectors
from vectorstore.models import (
    EMBEDDED_MODEL,
    EMBEDDED_MODEL_SHA256,
    WEIGHTS,
    checked_embedded_model_folder,
)

GRAPH = Path(__file__).with_name("minilm.onnx")
LAYERS, HEADS, HIDDEN, INNER = 6, 12, 384, 1536
WORDS, POSITIONS = 30522, 512
_MAX_TOKENS = 256  # what its authors trained and recommend it for
# Texts of like length share a run. More at a time no longer fit the processor's cache.
_BATCH = 16

Weights = dict[str, npt.NDArray[np.float32]]


class MiniLM:
    """The embedded model. Loading takes a quarter of a second and imports no torch."""

    name = EMBEDDED_MODEL
    fingerprint = EMBEDDED_MODEL_SHA256
    dimension = HIDDEN
    max_tokens = _MAX_TOKENS

    def __init__(self, threads: int = 0) -> None:
        """Load the model on `threads` threads, 0 for one a core. Raises SettingsError."""
        from onnxruntime import InferenceSession, OrtValue, SessionOptions
        from tokenizers import Tokenizer

        folder = checked_embedded_model_folder()
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        weights = _renamed(_published(folder / WEIGHTS))
        options = SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        # Waiting threads sleep: while passages are embedded the next files are being read.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        given = [OrtValue.ortvalue_from_numpy(weight) for weight in weights.values()]
        options.add_external_initializers(list(weights), given)
        self._session = InferenceSession(
            GRAPH.read_bytes(), options, providers=["CPUExecutionProvider"]
        )

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return how many tokens each text takes, special tokens included."""
        return [len(encoded.ids) for encoded in self._tokenizer.encode_batch_fast(list(texts))]

    def encode(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        """Return one row of length 1 for each text, shape (len(texts), dimension), float32.

        The mean of the last layer over a text's tokens (Reimers and Gurevych, 2019).
        """
        rows = np.zeros((len(texts), HIDDEN), dtype=np.float32)
        encoded = self._tokenizer.encode_batch_fast(list(texts))
        ids = [_shortened(one.ids) for one in encoded]
        order = sorted(range(len(ids)), key=lambda number: len(ids[number]))
        for start in range(0, len(order), _BATCH):
            chosen = order[start : start + _BATCH]
            rows[chosen] = self._run([ids[number] for number in chosen])
        return rows

    def _run(self, ids: Sequence[list[int]]) -> Vectors:
        longest = max(map(len, ids))
        tokens = np.zeros((len(ids), longest), dtype=np.int32)
        mask = np.zeros((len(ids), longest), dtype=np.int32)
        for row, one in enumerate(ids):
            tokens[row, : len(one)] = one
            mask[row, : len(one)] = 1
        hidden: Any = self._session.run(None, {"ids": tokens, "mask": mask})[0]
        summed = np.einsum("bth,bt->bh", hidden, mask.astype(np.float32))
        rows: Vectors = summed / np.linalg.norm(summed, axis=1, keepdims=True)
        return rows


def _shortened(ids: list[int]) -> list[int]:
    return ids if len(ids) <= _MAX_TOKENS else [*ids[: _MAX_TOKENS - 1], ids[-1]]


def _published(path: Path) -> Weights:
    """Return the arrays of a safetensors file: a length, a JSON header, then their bytes."""
    data = np.memmap(path, dtype=np.uint8, mode="r")
    head = int.from_bytes(data[:8].tobytes(), "little")
    header = json.loads(data[8 : 8 + head].tobytes())
    weights: Weights = {}
    for name, entry in header.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            start, end = (8 + head + offset for offset in entry["data_offsets"])
            weights[name] = data[start:end].view("<f4").reshape(entry["shape"])
    return weights


def _renamed(published: Weights) -> Weights:
    """Return the weights as the graph names and lays them out.

    A layer's three projections lie side by side, matrices are applied from the right, and the
    embedding of the only segment there is belongs to every position.
    """
    at = "embeddings."
    words = published[f"{at}word_embeddings.weight"]
    segment = published[f"{at}token_type_embeddings.weight"][0]
    weights = {
        "words": words,
        "positions": published[f"{at}position_embeddings.weight"] + segment,
        "norm.weight": published[f"{at}LayerNorm.weight"],
        "norm.bias": published[f"{at}LayerNorm.bias"],
    }
    for number in range(LAYERS):
        old, new = f"encoder.layer.{number}.", f"layer.{number}."
        three = [f"{old}attention.self.{name}" for name in ("query", "key", "value")]
        weights[f"{new}attention.weight"] = np.concatenate(
            [published[f"{name}.weight"].T for name in three], axis=1
        )
        weights[f"{new}attention.bias"] = np.concatenate(
            [published[f"{name}.bias"] for name in three]
        )
        for theirs, ours in (
            ("attention.output", "joined"),
            ("intermediate", "inner"),
            ("output", "outer"),
        ):
            weights[f"{new}{ours}.weight"] = published[f"{old}{theirs}.dense.weight"].T
            weights[f"{new}{ours}.bias"] = published[f"{old}{theirs}.dense.bias"]
            if ours != "inner":
                for part in ("weight", "bias"):
                    norm = published[f"{old}{theirs}.LayerNorm.{part}"]
                    weights[f"{new}{ours}.norm.{part}"] = norm
    return {
        name: np.ascontiguousarray(weight, dtype=np.float32) for name, weight in weights.items()
    }
