"""What a run of a question set found: one result a question, and their summary."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from assistant.errors import SettingsError
from eval.metrics.answered import gold_found
from eval.metrics.auroc import auroc
from eval.metrics.listing import list_precision, list_recall
from eval.metrics.place import place_right
from eval.metrics.quotes import PassageText, quotes_verbatim
from eval.metrics.refusal import refusal
from eval.question_set import Question

RESULTS_FILE = "results.jsonl"
SUMMARY_FILE = "summary.json"
REPORT_FILE = "report.md"
# The kind of question that is too vague to answer, so that asking back is the best outcome.
VAGUE = "vague"


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """One question's outcome. `right` and `place` are None for an unanswerable question.

    `missing` are the gold groups that the answer does not state. `quotes` is the number of
    citations and `verbatim` how many of them are verbatim, None where no passages were given.
    `entries` is the length of a listing question's gold list; it and the two shares of the list
    are None for any other question, `list_precision` also where nothing was listed.
    """

    id: str
    kind: str | None
    question: str
    answerable: bool
    status: str
    right: bool | None
    place: bool | None
    missing: tuple[tuple[str, ...], ...]
    quotes: int
    verbatim: int | None
    words: int
    confidence: float
    seconds: float
    text: str
    labels: tuple[str, ...]
    entries: int | None = None
    list_recall: float | None = None
    list_precision: float | None = None

    @property
    def refused(self) -> bool:
        """Whether no answer was given. To ask back is to refuse: no fact was told."""
        return self.status != "answered"

    @property
    def good(self) -> bool:
        """Whether the outcome is what was wanted: right with its place, or refused rightly."""
        if self.answerable:
            return bool(self.right and self.place)
        return self.refused


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """The figures of a run. Shares are 0 to 1, None where there was nothing to measure.

    `answered_right`, `place_right` and `list_recall` are over the answerable questions, so a wrong
    refusal counts against them; `list_precision` is over the listing questions that were answered.
    `vague_asked_back` is the share of the questions of the type "vague" that were asked back about
    rather than only refused. `quotes_per_answer` and `words_per_answer` are medians over the
    answers: a high share of right answers means little when each shows half the document.
    `baseline` is what the plain pipeline reached on the same questions (`eval.baseline`).
    """

    questions: int
    answerable: int
    unanswerable: int
    answered_right: float | None
    place_right: float | None
    list_recall: float | None
    list_precision: float | None
    refusal_precision: float
    refusal_recall: float
    refusal_f1: float
    confidence_auroc: float | None
    asked_back: int
    vague_asked_back: float | None
    quotes: int
    quotes_verbatim: float | None
    quotes_per_answer: float | None
    words_per_answer: float | None
    seconds_median: float
    seconds_mean: float
    by_type: Mapping[str, Mapping[str, int]]
    baseline: Mapping[str, Any] | None = None


def judge(
    question: Question, answer: Mapping[str, Any], seconds: float, passage_text: PassageText | None
) -> Result:
    """Return the result of one answer (as JSON); `seconds` is the time it took, wall clock."""
    right = place = None
    missing: tuple[tuple[str, ...], ...] = ()
    if question.answerable:
        found = gold_found(answer, question.gold)
        missing = tuple(g for g, met in zip(question.gold, found, strict=True) if not met)
        right = answer["status"] == "answered" and not missing
        place = place_right(answer, question.cite)
    verbatim = None
    if passage_text is not None:
        verbatim = sum(quotes_verbatim(answer, passage_text))
    return Result(
        id=question.id,
        kind=question.kind,
        question=question.question,
        answerable=question.answerable,
        status=answer["status"],
        right=right,
        place=place,
        missing=missing,
        quotes=len(answer["citations"]),
        verbatim=verbatim,
        words=sum(len(sentence["text"].split()) for sentence in answer["sentences"]),
        confidence=float(answer["confidence"]),
        seconds=seconds,
        text=answer["text"],
        labels=tuple(citation["label"] for citation in answer["citations"]),
        entries=len(question.gold) if question.listing else None,
        list_recall=list_recall(answer, question.gold) if question.listing else None,
        list_precision=(
            list_precision(answer, question.gold, question.also) if question.listing else None
        ),
    )


def summarise(results: Sequence[Result], baseline: Mapping[str, Any] | None = None) -> Summary:
    """Return the figures over `results`, one for each question of a set; at least one."""
    answerable = [result for result in results if result.answerable]
    answered = [result for result in results if result.status == "answered"]
    recalls = [result.list_recall for result in results if result.list_recall is not None]
    precisions = [result.list_precision for result in results if result.list_precision is not None]
    said_no = refusal([r.refused for r in results], [r.answerable for r in results])
    quotes = sum(result.quotes for result in results)
    checked = [result.verbatim for result in results if result.verbatim is not None]
    return Summary(
        questions=len(results),
        answerable=len(answerable),
        unanswerable=len(results) - len(answerable),
        answered_right=_share([bool(result.right) for result in answerable]),
        place_right=_share([bool(result.place) for result in answerable]),
        list_recall=_mean(recalls),
        list_precision=_mean(precisions),
        refusal_precision=said_no.precision,
        refusal_recall=said_no.recall,
        refusal_f1=said_no.f1,
        confidence_auroc=auroc([r.confidence for r in results], [r.answerable for r in results]),
        asked_back=sum(result.status == "needs_clarification" for result in results),
        vague_asked_back=_share(
            [result.status == "needs_clarification" for result in results if result.kind == VAGUE]
        ),
        quotes=quotes,
        quotes_verbatim=sum(checked) / quotes if quotes and len(checked) == len(results) else None,
        quotes_per_answer=median(r.quotes for r in answered) if answered else None,
        words_per_answer=median(r.words for r in answered) if answered else None,
        seconds_median=median(result.seconds for result in results),
        seconds_mean=sum(result.seconds for result in results) / len(results),
        by_type=_by_type(results),
        baseline=baseline,
    )


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _share(outcomes: Sequence[bool]) -> float | None:
    return _mean([float(outcome) for outcome in outcomes])


def _by_type(results: Sequence[Result]) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for result in results:
        count = counts.setdefault(result.kind or "other", {"questions": 0, "good": 0})
        count["questions"] += 1
        count["good"] += result.good
    return dict(sorted(counts.items()))


def save(folder: Path, results: Sequence[Result], summary: Summary, report: str) -> None:
    """Write the results (JSON Lines), the summary (JSON) and the report (Markdown) of a run."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lines = [json.dumps(asdict(result), ensure_ascii=False) for result in results]
        (folder / RESULTS_FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")
        text = json.dumps(asdict(summary), ensure_ascii=False, indent=2)
        (folder / SUMMARY_FILE).write_text(text + "\n", encoding="utf-8")
        (folder / REPORT_FILE).write_text(report, encoding="utf-8")
    except OSError as error:
        raise SettingsError(f"{folder}: results cannot be written ({error.strerror})") from None


def load_run(folder: Path) -> tuple[list[Result], dict[str, Any]]:
    """Return the results and the summary of an earlier run written by `save`.

    Raises `SettingsError` when `folder` holds no run that can be read.
    """
    try:
        lines = (folder / RESULTS_FILE).read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines]
        summary = json.loads((folder / SUMMARY_FILE).read_text(encoding="utf-8"))
        results = [
            Result(
                **{
                    **row,
                    "missing": tuple(tuple(group) for group in row["missing"]),
                    "labels": tuple(row["labels"]),
                }
            )
            for row in rows
        ]
    except (OSError, UnicodeDecodeError):
        message = f"{folder}: no earlier run to compare with; give the --out folder of one"
        raise SettingsError(message) from None
    except (json.JSONDecodeError, TypeError, KeyError):
        message = f"{folder}: the run in it was written by another version; run it again"
        raise SettingsError(message) from None
    return results, summary
