"""What was embedded and judged once is kept in a file, so that a second run takes minutes."""

import hashlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.scoring.reader import OnnxReader, Reader, Task
from vectorstore.embedding import Embedder, Vectors
from vectorstore.models import sha256_of


class KeptReader:
    """A reader that remembers in a file what it judged; `version` tells one model from another."""

    def __init__(self, reader: Reader, version: str, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._reader = reader
        self._version = version
        self._kept = sqlite3.connect(file)
        self._kept.execute("CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, logit REAL)")

    def judge(self, task: Task, query: str, windows: Sequence[str]) -> list[float]:
        """Return one logit per window, in order; only windows that are new are judged."""
        keys = [
            hashlib.sha256("\0".join((self._version, task, query, window)).encode()).digest()
            for window in windows
        ]
        logits: dict[bytes, float] = {}
        for key in keys:
            row = self._kept.execute("SELECT logit FROM kept WHERE key = ?", [key]).fetchone()
            if row:
                logits[key] = row[0]
        new = {key: one for key, one in zip(keys, windows, strict=True) if key not in logits}
        if new:
            judged = self._reader.judge(task, query, list(new.values()))
            logits |= dict(zip(new, judged, strict=True))
            with self._kept:
                self._kept.executemany(
                    "INSERT OR REPLACE INTO kept VALUES (?, ?)",
                    [(key, logits[key]) for key in new],
                )
        return [logits[key] for key in keys]


def kept_reader(model: Path, kept: Path, threads: int = 0) -> KeptReader:
    """Return the embedded reader of a model folder with what it judged before, kept in `kept`."""
    reader = OnnxReader(model, threads)
    return KeptReader(reader, sha256_of(model / "model.onnx"), kept / "reader.sqlite")


class KeptEmbedder:
    """An embedder that remembers its vectors in a file."""

    def __init__(self, embedder: Embedder, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._embedder = embedder
        self.name = embedder.name
        self.fingerprint = embedder.fingerprint
        self.dimension = embedder.dimension
        self.max_tokens = embedder.max_tokens
        self._kept = sqlite3.connect(file)
        self._kept.execute("CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, vector BLOB)")

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return how many tokens each text takes, special tokens included."""
        return self._embedder.count_tokens(texts)

    def encode(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        """Return one row a text; only texts that are new are embedded."""
        keys = [
            hashlib.sha256(f"{self.fingerprint}\0{query}\0{text}".encode()).digest()
            for text in texts
        ]
        found: dict[bytes, Vectors] = {}
        for key in keys:
            row = self._kept.execute("SELECT vector FROM kept WHERE key = ?", [key]).fetchone()
            if row:
                found[key] = np.frombuffer(row[0], dtype="<f4")
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
        if new:
            rows = self._embedder.encode(list(new.values()), query=query)
            found |= dict(zip(new, rows, strict=True))
            with self._kept:
                self._kept.executemany(
                    "INSERT OR REPLACE INTO kept VALUES (?, ?)",
                    [(key, found[key].astype("<f4").tobytes()) for key in new],
                )
        if not keys:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return np.stack([found[key] for key in keys]).astype(np.float32)
