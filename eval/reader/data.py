"""Training pairs for the reader: labelled files, and the training fold of the public benchmarks.

A pair is (task, query, window, label). The benchmarks are split in two by `fold_of`: the reader is
trained on half of fold 0 (`is_trained_on`), thresholds and weights come from the other half, and
`eval.benchmarks` measures on fold 1 alone.
"""

import gzip
import json
import random
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bm25s
import Stemmer

from assistant.sentences import sentences

# How many pairs of each labelled file go into the mix: those that hold, those that do not, and
# those that do not because the window is of another question. Near misses of SQuAD are bounded: a
# mix made mostly of them judged real search questions worse. Without windows of other questions
# the reader takes anything that looks like the kind of answer wanted.
MIX = {
    "squad2_bt_short": (3_000, 4_500, 1_500),
    "squad2_10pages_short": (1_500, 1_800, 800),
    "nqg_squad_sentences": (400, 400, 200),
    "nq_open_oracle": (2_643, 3_000, 5_000),
    "qed_dev": (1_019, 1_200, 2_000),
    "qamr_devtest": (300, 300, 200),
    "condaqa": (200, 200, 0),
    "covid_qa": (300, 300, 200),
    "pubmedqa_l": (200, 200, 200),
    "conditionalqa_evidence": (900, 1_000, 500),
    "qmsum_train_weak": (500, 700, 200),
    "vitaminc_real": (2_500, 2_500, 800),
    "vitaminc_synthetic": (400, 400, 0),
    "fever_symmetric": (400, 400, 0),
    "fever_adversarial": (250, 300, 0),
    "fool_me_twice": (700, 900, 400),
    "begin_wow": (500, 600, 200),
    "snli_devtest": (200, 300, 0),
    "cad_nli_revised": (300, 400, 0),
    "conjnli_adv_auto": (100, 150, 0),
    "negation_nli": (150, 150, 0),
    "med": (100, 100, 0),
    "help_conj": (100, 100, 0),
    "breaking_nli": (100, 100, 0),
}
# How many pairs of each file the second model, which judges support alone, is given.
SUPPORT_MIX = {
    "vitaminc_real": 30_000,
    "vitaminc_synthetic": 8_000,
    "fool_me_twice": 3_800,
    "fever_symmetric": 1_400,
    "fever_adversarial": 760,
    "begin_wow": 3_900,
    "snli_devtest": 8_000,
    "cad_nli_revised": 8_000,
    "conjnli_adv_auto": 4_000,
    "negation_nli": 2_000,
    "med": 3_500,
    "help_conj": 2_500,
    "breaking_nli": 3_000,
}
# Windows of other questions are taken from this far down the ranking by shared words: the nearest
# of the same article may well answer.
_OTHER_FROM = {"squad2_bt_short": 30, "squad2_10pages_short": 30, "nqg_squad_sentences": 30}
_OTHER_DEPTH = 12
_OPENING_WORDS = 22


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


def is_trained_on(key: str) -> bool:
    """Whether a benchmark group trains the reader.

    That is half of fold 0. On the other half thresholds and weights are fitted, so that nothing is
    fitted to what the reader learnt by heart.
    """
    return zlib.crc32(key.encode()) % 4 == 2


def labelled_pairs(folder: Path, rng: random.Random) -> Iterator[Pair]:
    """Yield the mix of the labelled files in `folder` (gzipped JSON lines)."""
    for name, (holding, failing, foreign) in MIX.items():
        rows = _rows(folder, name)
        # The committee part of this file is the QMSum benchmark itself.
        rows = [row for row in rows if "ommittee" not in str(row.get("domain", ""))]
        for label, size in ((1, holding), (0, failing)):
            chosen = [row for row in rows if int(row["label"]) == label]
            rng.shuffle(chosen)
            for row in chosen[:size]:
                yield Pair(task=row["task"], query=row["query"], window=row["passage"], label=label)
        if foreign:
            queries = rng.choices(sorted({row["query"] for row in rows}), k=foreign)
            windows = [(row["query"], row["passage"]) for row in rows]
            yield from _of_others(
                rows[0]["task"], queries, windows, rng, first=_OTHER_FROM.get(name, 0)
            )


def support_pairs(folder: Path, rng: random.Random) -> Iterator[Pair]:
    """Yield pairs on support of the labelled files in `folder`, half of them true if there are."""
    for name, most in SUPPORT_MIX.items():
        rows = [row for row in _rows(folder, name) if row["task"] == "support"]
        rng.shuffle(rows)
        true = [row for row in rows if row["label"]][: most // 2]
        false = [row for row in rows if not row["label"]][: most - len(true)]
        for row in true + false:
            yield Pair(
                task="support",
                query=row["query"],
                window=row["passage"],
                label=int(row["label"]),
            )


def _rows(folder: Path, name: str) -> list[dict[str, Any]]:
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _of_others(
    task: str,
    queries: list[str],
    windows: list[tuple[str, str]],
    rng: random.Random,
    *,
    first: int = 0,
    each: int = 1,
) -> Iterator[Pair]:
    """Yield queries with windows of other queries that share words with them, by BM25."""
    own: dict[str, set[str]] = {}
    for query, window in windows:
        own.setdefault(query, set()).add(window)
    texts = list(dict.fromkeys(window for _, window in windows))
    stemmer = Stemmer.Stemmer("english")
    index = bm25s.BM25(method="lucene")
    index.index(
        bm25s.tokenize(texts, stopwords="en", stemmer=stemmer, show_progress=False),
        show_progress=False,
    )
    deep = min(len(texts), first + _OTHER_DEPTH + 20)
    for query in queries:
        words = bm25s.tokenize([query], stopwords="en", stemmer=stemmer, show_progress=False)
        ranked = index.retrieve(words, k=deep, show_progress=False).documents[0]
        mine = own.get(query, set())
        others = [texts[n] for n in ranked[first:] if not _same(texts[n], mine)][:_OTHER_DEPTH]
        for window in rng.sample(others, min(each, len(others))):
            yield Pair(task=task, query=query, window=window, label=0)


def _same(window: str, mine: set[str]) -> bool:
    return any(window in other or other in window for other in mine)


def _windows(
    parts: list[str], rng: random.Random, title: str = "", sizes: tuple[int, ...] = (1, 2, 3)
) -> list[tuple[str, range]]:
    """Cut windows of a few sentences; two in three are headed by the title.

    A third of the headed ones also open with the first words of the passage, as the assistant shows
    a window to the reader.
    """
    found = []
    for size in sizes:
        for start in range(0, len(parts) - size + 1):
            text = " ".join(parts[start : start + size])
            shape = rng.randrange(3) if title else 2
            if shape == 0 and start > 0:
                opening = " ".join(parts[0].split()[:_OPENING_WORDS])
                text = f"{opening} … {text}"
            if shape < 2:
                text = f"{title}: {text}"
            found.append((text, range(start, start + size)))
    return found


def _overlap(query: str, text: str) -> float:
    words = {word for word in query.lower().split() if len(word) > 3}
    return len(words & set(text.lower().split())) / (len(words) or 1)


def _jsonl(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def benchmark_pairs(folder: Path, rng: random.Random) -> Iterator[Pair]:
    """Yield pairs of the part of the public benchmarks in `folder` that trains."""
    yield from _clapnq(folder / "clapnq", rng)
    yield from _squad(folder / "squad2", rng)
    yield from _qmsum(folder / "qmsum-committee", rng)
    yield from _wice(folder / "wice", rng)


def _clapnq(folder: Path, rng: random.Random) -> Iterator[Pair]:
    passages = {row["id"]: row for row in _jsonl(folder / "passages.jsonl")}
    trained = [
        row for row in _jsonl(folder / "questions.jsonl") if is_trained_on(row["passage_id"])
    ]
    pool: list[tuple[str, str]] = []
    for row in trained:
        passage = passages[row["passage_id"]]
        gold = set(row["gold_sentences"])
        windows = _windows(passage["sentences"], rng, passage["title"])
        pool += [(row["question"], text) for text, _ in windows]
        good = [text for text, span in windows if gold & set(span)]
        bad = [text for text, span in windows if not gold & set(span)]
        bad.sort(key=lambda text: -_overlap(row["question"], text))
        for text in rng.sample(good, min(8, len(good))):
            yield Pair(task="answer", query=row["question"], window=text, label=1)
        for text in bad[:5] + rng.sample(bad[5:], min(5, len(bad[5:]))):
            yield Pair(task="answer", query=row["question"], window=text, label=0)
    questions = [row["question"] for row in trained]
    yield from _of_others("answer", questions, pool, rng, each=8)


def _squad(folder: Path, rng: random.Random) -> Iterator[Pair]:
    for article in _jsonl(folder / "articles.jsonl"):
        if not is_trained_on(article["title"]):
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
                for text in lacks[: 2 if question["is_impossible"] else 1]:
                    yield Pair(task="answer", query=asked, window=text, label=0)


def _qmsum(folder: Path, rng: random.Random) -> Iterator[Pair]:
    for path in sorted(folder.glob("*.json")):
        if not is_trained_on(path.stem):
            continue
        meeting = json.loads(path.read_text(encoding="utf-8"))
        texts = [
            (index, window)
            for index, turn in enumerate(meeting["turns"])
            for window, _ in _windows(
                sentences(turn["content"])[:12], rng, turn["speaker"], sizes=(1, 3, 5)
            )
            if len(window.split()) > 12
        ]
        for query in meeting["queries"]:
            spans = [range(int(a), int(b) + 1) for a, b in query["relevant_text_span"]]
            ranked = sorted(texts, key=lambda item: -_overlap(query["query"], item[1]))
            inside = [text for turn, text in ranked if any(turn in span for span in spans)]
            outside = [text for turn, text in ranked if not any(turn in span for span in spans)]
            for text in inside[:6] + rng.sample(inside[6:], min(3, len(inside[6:]))):
                yield Pair(task="answer", query=query["query"], window=text, label=1)
            for text in outside[:6] + rng.sample(outside, min(6, len(outside))):
                yield Pair(task="answer", query=query["query"], window=text, label=0)


def _wice(folder: Path, rng: random.Random) -> Iterator[Pair]:
    for row in _jsonl(folder / "claims.jsonl"):
        if not is_trained_on(row["id"]):
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
