"""Turn texts into vectors: the embedded model, or any other through sentence-transformers.

The only module that knows sentence-transformers; it and torch are imported when they are needed.
"""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import numpy.typing as npt

from assistant.errors import SettingsError
from vectorstore.models import EMBEDDED_MODEL, fingerprint_of

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = npt.NDArray[np.float32]

_BATCH = 32


class Embedder(Protocol):
    """What the index needs of an embedding model."""

    @property
    def name(self) -> str:
        """How the model is called in settings and messages."""

    @property
    def fingerprint(self) -> str:
        """What tells these weights from any others."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    @property
    def max_tokens(self) -> int:
        """Longest text that is read whole, its special tokens included."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return how many tokens each text takes, special tokens included."""

    def encode(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        """Return one row of length 1 for each text, shape (len(texts), dimension), float32."""


EmbedderFactory = Callable[[], Embedder]


def load_embedder(model: str | None = None) -> Embedder:
    """Load an embedding model: the embedded one by default, or any sentence-transformers one.

    `model` is a folder, or a name that is in the local cache; nothing is fetched from a hub
    (HF_HUB_OFFLINE=0 in the environment allows it). Loading takes half a second, any other model
    seconds, so call this only when something is to be embedded. Raises SettingsError when the
    model cannot be used.
    """
    if model is None or model == EMBEDDED_MODEL:
        from vectorstore.minilm import MiniLM

        return MiniLM()
    return SentenceTransformerEmbedder(name=model, location=model)


class SentenceTransformerEmbedder:
    """An Embedder on a sentence-transformers model, on the processor, with normalised vectors."""

    def __init__(self, *, name: str, location: str) -> None:
        self.name = name
        self._model = _load(name, location)
        folder = Path(location)
        self.fingerprint = fingerprint_of(folder) if folder.is_dir() else f"name:{name}"
        self.dimension = int(self._model.get_embedding_dimension() or 0)
        limit = self._model.max_seq_length
        if not self.dimension or not limit:
            raise SettingsError(f"the embedding model {name} states no dimension or token limit")
        # A model may put a prompt in front of every text; its tokens count towards the limit.
        self.max_tokens = int(limit) - max(map(self._prompt_tokens, ("query", "document")))

    def _prompt_tokens(self, kind: str) -> int:
        prompt = (self._model.prompts or {}).get(kind)
        return len(self._tokens([prompt], special=False)[0]) if prompt else 0

    def _tokens(self, texts: list[str], *, special: bool) -> list[list[int]]:
        encoded: dict[str, Any] = self._model.tokenizer(
            texts, add_special_tokens=special, truncation=False, verbose=False
        )
        ids: list[list[int]] = encoded["input_ids"]
        return ids

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return how many tokens each text takes, special tokens included."""
        if not texts:
            return []
        return [len(ids) for ids in self._tokens(list(texts), special=True)]

    def encode(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        """Return one row of length 1 for each text, shape (len(texts), dimension), float32."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        # sentence-transformers sorts by length itself, so that a batch pads little.
        encode = self._model.encode_query if query else self._model.encode_document
        rows = encode(
            list(texts),
            batch_size=_BATCH,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(rows, dtype=np.float32)


def _load(name: str, location: str) -> "SentenceTransformer":
    for variable, value in (
        ("HF_HUB_OFFLINE", "1"),
        ("TRANSFORMERS_OFFLINE", "1"),
        ("HF_HUB_DISABLE_TELEMETRY", "1"),
        ("TOKENIZERS_PARALLELISM", "false"),
    ):
        os.environ.setdefault(variable, value)
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        return SentenceTransformer(location, device="cpu", trust_remote_code=False)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise SettingsError(
            f"the embedding model {name} cannot be loaded; give a folder that holds a "
            f"sentence-transformers model ({type(error).__name__})"
        ) from error
