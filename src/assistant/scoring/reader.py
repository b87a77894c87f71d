"""The small reader that judges whether a window answers a question or supports a sentence.

The embedded reader is two int8 ONNX cross-encoders that ship with the package, one a task; their
model card (`reader_model/README.md`) says what they were trained on. Any sentence-transformers
cross-encoder can take their place.
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
FILES: dict[Task, str] = {"answer": "model.onnx", "support": "support.onnx"}
_MAX_TOKENS: dict[Task, int] = {"answer": 160, "support": 192}
_BATCH = 4


class Reader(Protocol):
    """Judges windows of a few sentences."""

    def judge(self, task: Task, query: str, windows: Sequence[str]) -> list[float]:
        """Return one logit per window; 0 is undecided, more is yes."""
        ...


class OnnxReader:
    """The embedded reader, on ONNX Runtime; each task's model is loaded at its first use."""

    def __init__(self, folder: Path | None = None, threads: int = 0) -> None:
        held = folder or Path(str(files("assistant") / "reader_model"))
        self._models: dict[Task, _Model] = {task: _Model(held, task, threads) for task in FILES}

    def judge(self, task: Task, query: str, windows: Sequence[str]) -> list[float]:
        """Return one logit per window, in order."""
        return self._models[task].judge(query, windows)


class _Model:
    """The cross-encoder of one task."""

    def __init__(self, folder: Path, task: Task, threads: int) -> None:
        self._folder, self._task, self._threads = folder, task, threads

    @cached_property
    def _tokenizer(self) -> Any:  # noqa: ANN401 - the library ships no types
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.enable_truncation(_MAX_TOKENS[self._task], strategy="longest_first")
        tokenizer.enable_padding()
        return tokenizer

    @cached_property
    def _session(self) -> Any:  # noqa: ANN401
        import hashlib

        import onnxruntime

        model = (self._folder / FILES[self._task]).read_bytes()
        wanted = json.loads((self._folder / "reader.json").read_text())[self._task]["sha256"]
        if hashlib.sha256(model).hexdigest() != wanted:
            raise SettingsError(
                "the embedded reader's file is not the one that was shipped; reinstall the package"
            )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def judge(self, query: str, windows: Sequence[str]) -> list[float]:
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
                scores[index] = float(row[0])
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
