"""Export the trained reader of answers with what the package needs beside it.

python -m eval.reader.export CHECKPOINT OUT
"""

import argparse
import shutil
from pathlib import Path

import torch
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from eval.reader.onnx_file import write_onnx

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
    probe = tokenizer(list(queries), list(windows), padding=True, return_tensors="pt")
    shutil.copy(args.checkpoint / "tokenizer.json", args.out / "tokenizer.json")
    trained = args.checkpoint / "training.json"
    print(write_onnx(_Logits(model), probe, "answer", args.out, trained))


if __name__ == "__main__":
    main()
