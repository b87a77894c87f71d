"""Training pairs for the reader: labelled files, and the training fold of the public benchmarks.

A pair is (task, query, window, label). The benchmarks are split in two by `fold_of`: the reader is
trained on fold 0 alone, and `eval.benchmarks` measures on fold 1 alone.
"""

import gzip
import json
import random
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.sentences import sentences

# How many pairs of each labelled file go into the mix, positives and negatives each capped at half.
MIX = {
    "squad2_bt_short": 44_000,
    "squad2_10pages_short": 8_900,
    "nqg_squad_sentences": 8_000,
    "nq_open_oracle": 7_000,
    "qed_dev": 3_000,
    "qamr_devtest": 4_000,
    "condaqa": 1_000,
    "covid_qa": 2_500,
    "pubmedqa_l": 1_000,
    "conditionalqa_evidence": 6_000,
    "qmsum_train_weak": 3_000,
    "vitaminc_real": 18_000,
    "vitaminc_synthetic": 5_000,
    "fever_symmetric": 1_400,
    "fever_adversarial": 760,
    "fool_me_twice": 3_000,
    "begin_wow": 3_000,
    "snli_devtest": 4_000,
    "cad_nli_revised": 2_500,
    "conjnli_adv_auto": 1_500,
    "negation_nli": 1_200,
    "med": 1_200,
    "help_conj": 1_200,
    "breaking_nli": 1_800,
}


@dataclass(frozen=True, kw_only=True)
class Pair:
    """One labelled example; `task` is "answer" or "support"."""

    task: str
    query: str
    window: str
    label: int


def fold_of(key: str) -> int:
    """Return 0 (trained on) or 1 (measured) for a benchmark group, the same on every machine."""
    return zlib.crc32(key.encode()) % 2


def labelled_pairs(folder: Path, rng: random.Random) -> Iterator[Pair]:
    """Yield the mix of the labelled files in `folder` (gzipped JSON lines)."""
    for name, size in MIX.items():
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        # The committee part of this file is the QMSum benchmark itself.
        rows = [row for row in rows if "ommittee" not in str(row.get("domain", ""))]
        for label in (0, 1):
            chosen = [row for row in rows if int(row["label"]) == label]
            rng.shuffle(chosen)
            for row in chosen[: size // 2]:
                yield Pair(task=row["task"], query=row["query"], window=row["passage"], label=label)


def _windows(parts: list[str], rng: random.Random, title: str = "") -> list[tuple[str, range]]:
    """Cut windows of 1, 2 and 3 sentences; half of them are headed by the title."""
    found = []
    for size in (1, 2, 3):
        for start in range(0, len(parts) - size + 1):
            text = " ".join(parts[start : start + size])
            if title and rng.random() < 0.5:
                text = f"{title}: {text}"
            found.append((text, range(start, start + size)))
    return found


def _overlap(query: str, text: str) -> float:
    words = {word for word in query.lower().split() if len(word) > 3}
    return len(words & set(text.lower().split())) / (len(words) or 1)


def _jsonl(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def benchmark_pairs(folder: Path, rng: random.Random) -> Iterator[Pair]:
    """Yield pairs of fold 0 of the public benchmarks in `folder`."""
    yield from _clapnq(folder / "clapnq", rng)
    yield from _squad(folder / "squad2", rng)
    yield from _qmsum(folder / "qmsum-committee", rng)
    yield from _wice(folder / "wice", rng)


def _clapnq(folder: Path, rng: random.Random) -> Iterator[Pair]:
    passages = {row["id"]: row for row in _jsonl(folder / "passages.jsonl")}
    for row in _jsonl(folder / "questions.jsonl"):
        if fold_of(row["passage_id"]):
            continue
        passage = passages[row["passage_id"]]
        gold = set(row["gold_sentences"])
        windows = _windows(passage["sentences"], rng, passage["title"])
        good = [text for text, span in windows if gold & set(span)]
        bad = [text for text, span in windows if not gold & set(span)]
        bad.sort(key=lambda text: -_overlap(row["question"], text))
        for text in rng.sample(good, min(4, len(good))):
            yield Pair(task="answer", query=row["question"], window=text, label=1)
        for text in bad[:3] + rng.sample(bad[3:], min(2, len(bad[3:]))):
            yield Pair(task="answer", query=row["question"], window=text, label=0)


def _squad(folder: Path, rng: random.Random) -> Iterator[Pair]:
    for article in _jsonl(folder / "articles.jsonl"):
        if fold_of(article["title"]):
            continue
        title = article["title"].replace("_", " ")
        for paragraph in article["paragraphs"]:
            windows = _windows(sentences(paragraph["context"]), rng, title)
            for question in paragraph["qas"]:
                answers = [answer["text"] for answer in question["answers"]]
                asked = question["question"]
                ranked = sorted(windows, key=lambda window: -_overlap(asked, window[0]))
                has = [text for text, _ in ranked if any(a in text for a in answers)]
                lacks = [text for text, _ in ranked if not any(a in text for a in answers)]
                if has and not question["is_impossible"]:
                    yield Pair(task="answer", query=asked, window=has[0], label=1)
                if lacks:
                    yield Pair(task="answer", query=asked, window=lacks[0], label=0)


def _qmsum(folder: Path, rng: random.Random) -> Iterator[Pair]:
    for path in sorted(folder.glob("*.json")):
        if fold_of(path.stem):
            continue
        meeting = json.loads(path.read_text(encoding="utf-8"))
        texts = [
            (index, window)
            for index, turn in enumerate(meeting["turns"])
            for window, _ in _windows(sentences(turn["content"])[:12], rng, turn["speaker"])
            if len(window.split()) > 12
        ]
        for query in meeting["queries"]:
            spans = [range(int(a), int(b) + 1) for a, b in query["relevant_text_span"]]
            ranked = sorted(texts, key=lambda item: -_overlap(query["query"], item[1]))
            inside = [text for turn, text in ranked if any(turn in span for span in spans)]
            outside = [text for turn, text in ranked if not any(turn in span for span in spans)]
            for text in inside[:6]:
                yield Pair(task="answer", query=query["query"], window=text, label=1)
            for text in outside[:4] + rng.sample(outside, min(4, len(outside))):
                yield Pair(task="answer", query=query["query"], window=text, label=0)


def _wice(folder: Path, rng: random.Random) -> Iterator[Pair]:
    for row in _jsonl(folder / "claims.jsonl"):
        if fold_of(row["id"]):
            continue
        evidence = row["evidence"]
        label = int(row["label"] == "supported")
        for chosen in row["supporting_sentences"][:3]:
            text = " ".join(evidence[index] for index in sorted(chosen))
            yield Pair(task="support", query=row["claim"], window=text, label=label)
        if evidence:
            start = rng.randrange(len(evidence))
            if not any(start in chosen for chosen in row["supporting_sentences"]):
                text = " ".join(evidence[start : start + 2])
                yield Pair(task="support", query=row["claim"], window=text, label=0)
