"""Train the reader: one cross-encoder, two questions ("answers it?", "supports it?").

    python -m eval.reader.train TRAINING OUT --benchmarks BENCHMARKS --minutes 120

The encoder starts from the all-MiniLM-L6-v2 weights; the head has one logit a task, trained with
binary cross-entropy (monoBERT's pointwise objective: Nogueira and Cho 2019, arXiv:1901.04085). The
learning rate falls linearly to zero over the given minutes, so a slower machine sees fewer pairs
but still ends in a settled model. A checkpoint is written every ten minutes.
"""

import argparse
import json
import random
import time
from collections import Counter
from pathlib import Path

import torch
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from eval.reader.data import Pair, benchmark_pairs, labelled_pairs
from vectorstore.models import embedded_model_folder

TASKS = ("answer", "support")
MAX_TOKENS = 160
BATCH = 32
PEAK_RATE = 8e-5
WARMUP = 0.04
SEED = 8


def _batches(pairs: list[Pair], rng: random.Random) -> list[list[Pair]]:
    """Batch pairs of like length inside shuffled pools, so that little is spent on padding."""
    rng.shuffle(pairs)
    batches = []
    pool = BATCH * 64
    for start in range(0, len(pairs), pool):
        chunk = sorted(
            pairs[start : start + pool], key=lambda pair: len(pair.query) + len(pair.window)
        )
        cut = [chunk[index : index + BATCH] for index in range(0, len(chunk), BATCH)]
        rng.shuffle(cut)
        batches.extend(cut)
    return batches


def rate(done: float) -> float:
    """Return the share of the peak learning rate when so much (0 to 1) of the time is done."""
    return done / WARMUP if done < WARMUP else max(0.0, (1 - done) / (1 - WARMUP))


def main() -> None:  # noqa: PLR0915 - one loop, read from top to bottom
    """Train within the time given and save the model, its tokenizer and what it saw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("training", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--benchmarks", type=Path)
    parser.add_argument("--minutes", type=float, default=120)
    parser.add_argument("--start", type=Path, help="a checkpoint to go on from")
    parser.add_argument("--rate", type=float, default=PEAK_RATE, help="peak learning rate")
    parser.add_argument("--bf16", action="store_true", help="matrix products in bf16")
    args = parser.parse_args()

    rng = random.Random(SEED)  # noqa: S311 - a shuffle
    torch.manual_seed(SEED)
    pairs = list(labelled_pairs(args.training, rng))
    if args.benchmarks:
        own = list(benchmark_pairs(args.benchmarks, rng))
        pairs += own
        print(f"benchmarks: {len(own)} pairs", Counter((p.task, p.label) for p in own))
    print(f"{len(pairs)} pairs", Counter((pair.task, pair.label) for pair in pairs), flush=True)

    base = args.start or embedded_model_folder()
    tokenizer = AutoTokenizer.from_pretrained(base)
    model = AutoModelForSequenceClassification.from_pretrained(base, num_labels=len(TASKS))
    if args.start:
        # Word vectors are half of all weights and hardly move any more; leaving them saves time.
        model.base_model.embeddings.requires_grad_(False)
    learning = [weights for weights in model.parameters() if weights.requires_grad]
    optimiser = torch.optim.AdamW(learning, lr=args.rate, weight_decay=0.01, fused=True)
    model.train()

    def save(step: int, seen: int) -> None:
        model.save_pretrained(args.out)
        tokenizer.save_pretrained(args.out)
        (args.out / "training.json").write_text(json.dumps({"steps": step, "pairs": seen}))

    began = saved = time.monotonic()
    step = seen = 0
    running = 0.0
    while True:
        for batch in _batches(pairs, rng):
            done = (time.monotonic() - began) / (args.minutes * 60)
            if done >= 1:
                save(step, seen)
                return
            for group in optimiser.param_groups:
                group["lr"] = args.rate * rate(done)
            inputs = tokenizer(
                [pair.query for pair in batch],
                [pair.window for pair in batch],
                truncation="longest_first",
                max_length=MAX_TOKENS,
                padding=True,
                return_tensors="pt",
            )
            # Half the time of fp32 on processors with bf16 instructions, and no worse a loss.
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=args.bf16):
                logits = model(**inputs).logits.float()
            column = torch.tensor([TASKS.index(pair.task) for pair in batch])
            wanted = torch.tensor([float(pair.label) for pair in batch])
            scores = logits[torch.arange(len(batch)), column]
            loss = torch.nn.functional.binary_cross_entropy_with_logits(scores, wanted)
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(learning, 1.0)
            optimiser.step()
            optimiser.zero_grad()
            step += 1
            seen += len(batch)
            running = 0.98 * running + 0.02 * loss.item() if step > 1 else loss.item()
            if step % 50 == 0:
                pace = seen / (time.monotonic() - began)
                print(f"{step} {seen} loss {running:.3f} {pace:.1f}/s {done:.1%}", flush=True)
            if time.monotonic() - saved > 600:
                save(step, seen)
                saved = time.monotonic()


if __name__ == "__main__":
    main()
