"""Export a trained reader to int8 ONNX with what the package needs beside it.

    python -m eval.reader.export CHECKPOINT OUT

Dynamic int8 quantisation of the weights (ONNX Runtime). Prints the size, the SHA-256 and how far
the quantised logits are from those of the checkpoint.
"""

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from vectorstore.models import sha256_of

_PROBE = [
    ("How many offences were there?", "There were 80 offences in 2018 and 35 in 2019."),
    ("Who chaired the meeting?", "The report was noted."),
]


class _Logits(torch.nn.Module):
    def __init__(self, model: torch.nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> torch.Tensor:
        logits: torch.Tensor = self.model(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).logits
        return logits


def main() -> None:
    """Write model.onnx, tokenizer.json and reader.json to OUT."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)

    tokenizer = AutoTokenizer.from_pretrained(args.checkpoint)
    model = AutoModelForSequenceClassification.from_pretrained(
        args.checkpoint, attn_implementation="eager"
    ).eval()
    queries, windows = zip(*_PROBE, strict=True)
    inputs = tokenizer(list(queries), list(windows), padding=True, return_tensors="pt")
    names = ["input_ids", "attention_mask", "token_type_ids"]
    axes = {name: {0: "batch", 1: "tokens"} for name in names}
    with tempfile.TemporaryDirectory() as folder, torch.no_grad():
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            _Logits(model),
            tuple(inputs[name] for name in names),
            str(plain),
            input_names=names,
            output_names=["logits"],
            dynamic_axes=axes | {"logits": {0: "batch"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            plain, args.out / "model.onnx", weight_type=QuantType.QInt8, per_channel=True
        )
        wanted = model(**inputs).logits.numpy()
    session = onnxruntime.InferenceSession(args.out / "model.onnx")
    got = session.run(None, {name: inputs[name].numpy() for name in names})[0]
    shutil.copy(args.checkpoint / "tokenizer.json", args.out / "tokenizer.json")
    facts = json.loads((args.checkpoint / "training.json").read_text())
    facts["sha256"] = sha256_of(args.out / "model.onnx")
    (args.out / "reader.json").write_text(json.dumps(facts, indent=2) + "\n")
    size = (args.out / "model.onnx").stat().st_size / 1e6
    print(f"{size:.1f} MB, {facts['sha256']}, off by at most {np.abs(got - wanted).max():.3f}")


if __name__ == "__main__":
    main()
