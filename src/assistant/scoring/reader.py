"""The small reader that judges whether a window answers a question or supports a sentence.

The embedded reader is an int8 ONNX cross-encoder that ships with the package; its model card
(`reader_model/README.md`) says what it was trained on. Any sentence-transformers cross-encoder can
take its place.
"""

import json
from collections.abc import Sequence
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np

from assistant.errors import SettingsError

Task = Literal["answer", "support"]
_TASKS: tuple[Task, ...] = ("answer", "support")
_MAX_TOKENS = 160
_BATCH = 4


class Reader(Protocol):
    """Judges windows of a few sentences."""

    def judge(self, task: Task, query: str, windows: Sequence[str]) -> list[float]:
        """Return one logit per window; 0 is undecided, more is yes."""
        ...


class OnnxReader:
    """The embedded reader, on ONNX Runtime; loaded at first use."""

    def __init__(self, folder: Path | None = None, threads: int = 0) -> None:
        self._folder = folder or Path(str(files("assistant") / "reader_model"))
        self._threads = threads

    @cached_property
    def _tokenizer(self) -> Any:  # noqa: ANN401 - the library ships no types
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.enable_truncation(_MAX_TOKENS, strategy="longest_first")
        tokenizer.enable_padding()
        return tokenizer

    @cached_property
    def _session(self) -> Any:  # noqa: ANN401
        import hashlib

        import onnxruntime

        model = (self._folder / "model.onnx").read_bytes()
        wanted = json.loads((self._folder / "reader.json").read_text())["sha256"]
        if hashlib.sha256(model).hexdigest() != wanted:
            raise SettingsError(
                "the embedded reader's file is not the one that was shipped; reinstall the package"
            )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def judge(self, task: Task, query: str, windows: Sequence[str]) -> list[float]:
        """Return one logit per window, in order; windows of like length share a batch."""
        order = sorted(range(len(windows)), key=lambda index: len(windows[index]))
        scores = [0.0] * len(windows)
        for begin in range(0, len(order), _BATCH):
            chosen = order[begin : begin + _BATCH]
            encoded = self._tokenizer.encode_batch([(query, windows[index]) for index in chosen])
            logits = self._session.run(
                None,
                {
                    "input_ids": np.array([item.ids for item in encoded], dtype=np.int64),
                    "attention_mask": np.array(
                        [item.attention_mask for item in encoded], dtype=np.int64
                    ),
                    "token_type_ids": np.array([item.type_ids for item in encoded], dtype=np.int64),
                },
            )[0]
            for index, row in zip(chosen, logits, strict=True):
                scores[index] = float(row[_TASKS.index(task)])
        return scores


class CrossEncoderReader:
    """Any sentence-transformers cross-encoder; one score serves both questions."""

    def __init__(self, model: str) -> None:
        self._name = model

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401
        import torch
        from sentence_transformers import CrossEncoder

        try:
            return CrossEncoder(self._name, activation_fn=torch.nn.Identity())
        except (OSError, ValueError) as error:
            reason = str(error).splitlines()[0]
            raise SettingsError(
                f"reader_model '{self._name}' cannot be loaded: {reason}"
            ) from error

    def judge(self, task: Task, query: str, windows: Sequence[str]) -> list[float]:
        """Return one logit per window, in order."""
        del task
        if not windows:
            return []
        return [float(s) for s in self._model.predict([(query, window) for window in windows])]


def load_reader(model: str | None) -> Reader:
    """Return the reader that the settings name; None is the embedded one."""
    return CrossEncoderReader(model) if model else OnnxReader()
