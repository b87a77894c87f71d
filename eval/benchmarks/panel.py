"""What the assistant itself finds in the texts of a public set, question by question."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.asking.question import understand
from assistant.scoring.evidence import Evidence
from assistant.sentences import sentence_spans
from assistant.sentences import sentences as split
from assistant.types import Scored
from eval.benchmarks.pool import Pool, Source, Workshop, position

NAME = "panel-assistant"
# The same evidence with the confidence that the program has, its weights fitted on other papers.
AS_SHIPPED = "as shipped"
SEARCHED = 24  # as in `assistant.answering.searching`
_SURE = 0.5  # what the confidence of its best window counts beside a text's fused score


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """A sentence of the text that answers best, and what speaks for showing it."""

    start: int
    end: int
    speaks: tuple[float, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """What was found for one question.

    `ranking` are positions of texts, the likeliest first; `speaks` is what speaks for there being
    an answer at all; `confidence` is that of the best window, by the weights that ship.
    """

    ranking: tuple[int, ...]
    speaks: tuple[float, ...]
    confidence: float


def ask(
    workshop: Workshop,
    sources: Sequence[Source],
    questions: Sequence[str],
    *,
    context: Sequence[str] | None = None,
) -> list[Given]:
    """Ask every question of all the texts; `context` is searched for beside each where given."""
    pool = workshop.pool(sources)
    beside = context or [""] * len(questions)
    return [
        _asked(workshop, pool, one, other) for one, other in zip(questions, beside, strict=True)
    ]


def _asked(workshop: Workshop, pool: Pool, question: str, beside: str) -> Given:
    found = pool.search(question, SEARCHED)
    if beside:
        found = pool.search_both(question, beside, SEARCHED)
    evidence = pool.evidence(question, found, workshop.reader) if found else []
    sure: dict[int, float] = {}
    for one in evidence:
        sure.setdefault(position(one.passage), one.confidence)
    # Search and evidence say together which text is meant.
    ranked = sorted(found, key=lambda one: -one.score - _SURE * sure.get(position(one.passage), 0))
    return Given(
        ranking=tuple(pool.positions(ranked)),
        speaks=_speaks(workshop, question, found, evidence),
        confidence=evidence[0].answers if evidence else 0.0,
    )


def _speaks(
    workshop: Workshop, question: str, found: Sequence[Scored], evidence: Sequence[Evidence]
) -> tuple[float, ...]:
    """Return the features of there being an answer at all.

    They are the reader's best logit, anywhere and in the text with the best cosine; that cosine;
    the best coverage of a window; how far the best text stands out by cosine and by BM25; and the
    cosines of that text's best sentence and of its title.
    """
    if not evidence:
        return (-6.0, -6.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    dense = [one.dense or 0.0 for one in found]
    top = max(found, key=lambda one: one.dense or 0.0).passage
    title = " ".join(top.place.headings)
    said = [f"{title}: {one}" if title else one for one in split(top.text)]
    rows = workshop.embedder.encode([*said, title or top.text[:100]])
    near = rows @ workshop.embedder.encode([question], query=True)[0]
    return (
        max(one.features.reader for one in evidence),
        max((one.features.reader for one in evidence if one.passage.id == top.id), default=-6.0),
        max(dense),
        max(one.features.own_coverage for one in evidence),
        _stands_out(dense),
        _stands_out([one.lexical or 0.0 for one in found]),
        float(near[:-1].max()),
        float(near[-1]),
    )


def _stands_out(scores: Sequence[float]) -> float:
    best, second = sorted([*scores, 0.0, 0.0], reverse=True)[:2]
    return best - second


def sentences(
    workshop: Workshop, sources: Sequence[Source], question: str, text: int
) -> tuple[Shown, ...]:
    """Return all sentences of one of the texts with what speaks for showing each.

    That is what the reader makes of it alone, with a neighbour, and beside the best sentence; its
    share of the question's words; and whether it opens the text.
    """
    pool = workshop.pool(sources)
    passage = pool.passages[text]
    spans = sentence_spans(passage.text)
    title = " ".join(passage.place.headings)
    front = f"{title}: " if title else ""
    alone = [(start, end) for start, end in spans]
    pairs = [(one[0], other[1]) for one, other in pairwise(spans)]
    logits = workshop.reader.judge(
        "answer", question, [front + passage.text[a:b] for a, b in alone + pairs]
    )
    own, joined = logits[: len(alone)], [-6.0, *logits[len(alone) :], -6.0]
    asked = understand(question)
    rarity = pool.rarity(asked)
    return tuple(
        Shown(
            start=start,
            end=end,
            speaks=(
                own[n],
                max(joined[n], joined[n + 1]),
                rarity.share(asked.stems, passage.text[start:end]),
                float(n == 0),
                own[n] - max(own),
            ),
        )
        for n, (start, end) in enumerate(spans)
    )
