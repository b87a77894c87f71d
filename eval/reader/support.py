"""Train the reader's second model, which judges whether a window supports a sentence.

    python -m eval.reader.support START TRAINING OUT --minutes 60

START is a trained reader (`eval.reader.train`) or an earlier OUT. It learns from the contrast
sentences of `eval.adversarial` and, in smaller part, from the labelled public pairs in TRAINING.

Sentences about one passage, true ones and false twins of theirs, share a batch; every true one is
to be ranked above every false one (RankNet: Burges et al., ICML 2005), so that what tells them
apart is learnt and not what the passage is about. Besides, each word of a sentence is judged by
itself where the false words are known (`eval.reader.faults`): the sentence's logit is the mean of
that of the whole and of its worst words, as in learning from bags (log-sum-exp).
"""

import argparse
import json
import random
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from assistant.sentences import sentences
from assistant.verification.source import relevant
from eval.adversarial import Case, contrast
from eval.reader.data import support_pairs
from eval.reader.faults import Spans, faults
from eval.reader.onnx_file import write_onnx
from eval.reader.train import rate

MAX_TOKENS = 176
PASSAGES = 3
PEAK_RATE = 1.2e-4
SEED = 3
# Passages are sorted by length in pools of so many, so that little is spent on padding.
_POOL = 96
_SHORTEST_WORDS = 6
_NOTHING = -30.0
_UNKNOWN = -1.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """A sentence with what it rests on; `passage` numbers those that belong together."""

    sentence: str
    window: str
    label: bool
    passage: int | None = None
    faults: Spans | None = None


class SupportNet(nn.Module):
    """A cross-encoder with a logit for the sentence and one for every word of it."""

    def __init__(self, start: Path) -> None:
        super().__init__()
        base = AutoModelForSequenceClassification.from_pretrained(
            start, num_labels=2, attn_implementation="eager"
        )
        self.encoder, self.whole = base.bert, base.classifier
        self.word = nn.Linear(base.config.hidden_size, 1)
        nn.init.constant_(self.word.bias, -2.0)

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Return the logits of sentences, of their worst words, and of all words (to be false)."""
        out = self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        )
        whole = self.whole(out.pooler_output)[:, 1].float()
        words = self.word(out.last_hidden_state).squeeze(-1).float()
        worst = torch.logsumexp(
            words.masked_fill(~_said(attention_mask, token_type_ids), _NOTHING), 1
        )
        return whole, -worst, words


def _said(attention_mask: torch.Tensor, token_type_ids: torch.Tensor) -> torch.Tensor:
    """Return which tokens are the sentence's: those of the first part but for its two marks."""
    first = ((token_type_ids == 0) & (attention_mask == 1)).long()
    place = first.cumsum(1)
    return (first == 1) & (place > 1) & (place < first.sum(1, keepdim=True))


def examples_of(number: int, cases: tuple[Case, ...], rng: random.Random) -> list[Example]:
    """Return the examples of one passage, one of its own sentences among the true ones."""
    source = cases[0].source
    text = source.trusted
    own = sentences(text)
    honest = [case.sentence for case in cases if case.honest]
    literal = rng.choice(own)
    given = [(case.sentence, case.honest) for case in cases]
    given += [(literal, True)] if len(literal.split()) >= _SHORTEST_WORDS else []
    return [
        Example(
            sentence=sentence,
            window=f"{source.context}{relevant(sentence, text)}",
            label=label,
            passage=number,
            faults=() if label else faults(sentence, [*honest, *own]),
        )
        for sentence, label in given
    ]


def batches(training: Path, rng: random.Random) -> Iterator[list[Example]]:
    """Yield batches for ever: a few passages with all their sentences, and some public pairs."""
    passages = [
        examples_of(number, cases, rng)
        for number, cases in enumerate(contrast())
        if cases[0].half == "train"
    ]
    pairs = [
        Example(sentence=pair.query, window=pair.window, label=bool(pair.label))
        for pair in support_pairs(training, rng)
    ]
    while True:
        rng.shuffle(passages)
        cut = []
        for start in range(0, len(passages), _POOL):
            pool = sorted(passages[start : start + _POOL], key=lambda one: len(one[0].window))
            cut += [pool[at : at + PASSAGES] for at in range(0, len(pool), PASSAGES)]
        rng.shuffle(cut)
        for some in cut:
            yield [one for passage in some for one in passage] + rng.sample(pairs, 4)


def loss_of(net: SupportNet, tokenizer: Any, batch: list[Example]) -> torch.Tensor:  # noqa: ANN401
    """Return what is to be made small: order within passages, labels, and false words."""
    inputs = tokenizer(
        [one.sentence for one in batch],
        [one.window for one in batch],
        truncation="longest_first",
        max_length=MAX_TOKENS,
        padding=True,
        return_tensors="pt",
        return_offsets_mapping=True,
    )
    offsets = inputs.pop("offset_mapping")
    # Half the time of fp32 on processors with bf16 instructions, and no worse a loss.
    with torch.autocast("cpu", dtype=torch.bfloat16):
        whole, worst, words = net(**inputs)
    label = torch.tensor([float(one.label) for one in batch])
    group = torch.tensor([-1 if one.passage is None else one.passage for one in batch])
    logit = whole + worst
    pairs = (
        (group[:, None] == group[None, :])
        & (group[:, None] >= 0)
        & (label[:, None] > label[None, :])
    )
    order = nn.functional.softplus(-(logit[:, None] - logit[None, :])[pairs]).mean()
    said = _said(inputs["attention_mask"], inputs["token_type_ids"])
    wrong = torch.full(words.shape, _UNKNOWN)
    for row, one in enumerate(batch):
        if one.faults is not None:
            wrong[row][said[row]] = 0.0
            for start, end in one.faults:
                inside = (offsets[row, :, 0] < end) & (offsets[row, :, 1] > start) & said[row]
                wrong[row][inside] = 1.0
    known = wrong != _UNKNOWN
    bce = nn.functional.binary_cross_entropy_with_logits
    by_word = bce(words[known], wrong[known], pos_weight=torch.tensor(3.0))
    return order + 0.5 * bce(whole, label) + 0.25 * bce(worst, label) + 0.5 * by_word


def train(start: Path, training: Path, out: Path, minutes: float) -> None:
    """Train from a checkpoint for some minutes; the rate falls to zero over them."""
    rng = random.Random(SEED)  # noqa: S311 - a shuffle
    torch.manual_seed(SEED)
    tokenizer = AutoTokenizer.from_pretrained(start)
    net = SupportNet(start)
    if (start / "support.pt").exists():
        net.load_state_dict(torch.load(start / "support.pt"))
    net.encoder.embeddings.requires_grad_(False)
    # Drawing what to drop costs a third of the time on a processor.
    net.eval()
    learning = [weights for weights in net.parameters() if weights.requires_grad]
    optimiser = torch.optim.AdamW(learning, lr=PEAK_RATE, weight_decay=0.01, fused=True)
    began, seen = time.monotonic(), 0
    for step, batch in enumerate(batches(training, rng), 1):
        done = (time.monotonic() - began) / (60 * minutes)
        if done >= 1:
            break
        for group in optimiser.param_groups:
            group["lr"] = PEAK_RATE * rate(done)
        loss = loss_of(net, tokenizer, batch)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(learning, 1.0)
        optimiser.step()
        optimiser.zero_grad()
        seen += len(batch)
        if step % 50 == 0:
            print(f"{step} {seen} loss {loss.item():.3f} {done:.1%}", flush=True)
    out.mkdir(parents=True, exist_ok=True)
    torch.save(net.state_dict(), out / "support.pt")
    for name in ("config.json", "tokenizer.json", "tokenizer_config.json"):
        shutil.copy(start / name, out / name)
    (out / "training.json").write_text(json.dumps({"pairs": seen}))


class _Logit(nn.Module):
    def __init__(self, net: SupportNet) -> None:
        super().__init__()
        self.net = net

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> torch.Tensor:
        whole, worst, _ = self.net(input_ids, attention_mask, token_type_ids)
        logit: torch.Tensor = ((whole + worst) / 2)[:, None]
        return logit


def export(checkpoint: Path, start: Path, out: Path) -> str:
    """Write support.onnx and its entry in reader.json to `out`; return what came of it."""
    net = SupportNet(start)
    net.load_state_dict(torch.load(checkpoint / "support.pt"))
    tokenizer = AutoTokenizer.from_pretrained(start)
    cases = next(contrast())
    probe = tokenizer(
        [case.sentence for case in cases],
        [case.source.trusted for case in cases],
        padding=True,
        return_tensors="pt",
    )
    return write_onnx(_Logit(net.eval()), probe, "support", out, checkpoint / "training.json")


def main() -> None:
    """Train, then export beside the checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("start", type=Path)
    parser.add_argument("training", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--minutes", type=float, default=60)
    args = parser.parse_args()
    train(args.start, args.training, args.out, args.minutes)
    print(export(args.out, args.start, args.out))


if __name__ == "__main__":
    main()
