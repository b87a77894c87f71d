"""Write a trained model as an int8 ONNX file of the package, its SHA-256 beside it."""

import json
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from assistant.scoring.reader import FILES, Task
from vectorstore.models import sha256_of

INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def write_onnx(
    model: torch.nn.Module, probe: dict[str, torch.Tensor], task: Task, out: Path, trained: Path
) -> str:
    """Write the file of `task` and its entry in `reader.json` to `out`; return what came of it.

    `model` maps `INPUTS`, of which `probe` holds an example, to logits. `trained` is the JSON file
    on how it was trained. Dynamic quantisation of the weights (ONNX Runtime). Returns the size,
    the SHA-256 and how far the quantised logits are from the model's.
    """
    given = tuple(probe[name] for name in INPUTS)
    axes = {name: {0: "batch", 1: "tokens"} for name in INPUTS}
    file = out / FILES[task]
    with tempfile.TemporaryDirectory() as folder, torch.no_grad():
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            model,
            given,
            str(plain),
            input_names=list(INPUTS),
            output_names=["logits"],
            dynamic_axes=axes | {"logits": {0: "batch"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(plain, file, weight_type=QuantType.QInt8, per_channel=True)
        wanted = model(*given).numpy()
    session = onnxruntime.InferenceSession(file)
    got = session.run(None, {name: probe[name].numpy() for name in INPUTS})[0]
    card = out / "reader.json"
    facts = json.loads(card.read_text()) if card.exists() else {}
    facts[task] = json.loads(trained.read_text()) | {"sha256": sha256_of(file)}
    card.write_text(json.dumps(facts, indent=2) + "\n")
    size = file.stat().st_size / 1e6
    return (
        f"{size:.1f} MB, {facts[task]['sha256']}, off by at most {np.abs(got - wanted).max():.3f}"
    )
