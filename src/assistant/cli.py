"""The command `panel-assistant`. Heavy parts are imported by the subcommand that needs them."""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.exceptions import TyperException

from assistant.config import Settings, load_settings
from assistant.errors import PanelError, QuestionError

if TYPE_CHECKING:
    from ingest.pipeline import Report

app = typer.Typer(
    name="panel-assistant",
    help="Answers questions about a scrutiny panel's documents, and proves every answer.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

IndexOption = Annotated[
    Path | None, typer.Option("--index", help="Folder that holds the index.", metavar="DIR")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")]


def _print_json(value: Any) -> None:  # noqa: ANN401
    typer.echo(json.dumps(value, ensure_ascii=False))


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise typer.BadParameter(f"'{text}' is no date; write it as 2021-03-26") from None


@app.command(epilog="Example: panel-assistant ingest papers/ --prune")
def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders.", metavar="PATH…")],
    index: IndexOption = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Also remove what is no longer in the folders.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Add or refresh documents; unchanged ones are skipped, a failed one never stops the others."""
    from assistant.wiring import run_ingest

    settings = load_settings(index=index)
    report = run_ingest(settings, paths, prune=prune, events=as_json)
    if as_json:
        _print_json(asdict(report))
    else:
        typer.echo(_told(report))
    if report.failed:
        raise typer.Exit(1)


def _told(report: "Report") -> str:
    """Return what became of the files: one line of counts, then what needs attention."""
    counts = {
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "superseded": report.superseded,
        "failed": report.failed,
    }
    lines = [", ".join(f"{len(paths)} {name}" for name, paths in counts.items())]
    lines += [f"  added: {path}" for path in report.added]
    lines += [f"  updated: {path}" for path in report.updated]
    lines += [f"  removed: {path}" for path in report.removed]
    lines += [f"  gone, but kept (remove with --prune): {path}" for path in report.missing]
    lines += [f"  superseded: {old}, by {new}" for old, new in report.superseded]
    lines += [f"  same paper: {path}, answered from {other}" for path, other in report.same_paper]
    lines += [f"  same content: {path}, as {other}" for path, other in report.duplicates]
    lines += [f"  skipped: {path}: {reason}" for path, reason in report.skipped]
    lines += [f"  failed: {path}: {reason}" for path, reason in report.failed]
    return "\n".join(lines)


@app.command(epilog="Example: panel-assistant documents --json")
def documents(index: IndexOption = None, as_json: JsonOption = False) -> None:
    """List what is indexed."""
    from assistant.wiring import list_documents

    rows = list_documents(load_settings(index=index))
    if as_json:
        _print_json(rows)
        return
    for row in rows:
        when = row["meeting_date"] or "no date"
        pages = f", {row['pages']} pages" if row["pages"] else ""
        note = f" ({row['state']})" if row["state"] != "indexed" else ""
        if row["state"] == "same paper":
            note = f" (same paper as {row['same_as']})"
        typer.echo(f"{row['id']}  {row['kind']}, {when}{pages}, {row['passages']} passages{note}")
        typer.echo(f"    {row['title']}\n    {row['source']}")


@app.command(epilog="Example: panel-assistant passages minutes-2021-03-26-1a2b3c4d")
def passages(
    document_id: Annotated[str, typer.Argument(help="As `documents` prints it.")],
    index: IndexOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print every passage of a document in reading order, with its place."""
    from assistant.contracts import passage_json
    from assistant.wiring import list_passages

    document, found = list_passages(load_settings(index=index), document_id)
    if as_json:
        _print_json([passage_json(passage) for passage in found])
        return
    from assistant.citations import label

    for passage in found:
        typer.echo(f"[{passage.part}] {label(document, passage.place)}\n    {passage.text}")


@app.command(epilog='Example: panel-assistant ask "How many dog thefts were reported?" --json')
def ask(  # noqa: PLR0917 - one parameter an option
    question: Annotated[str | None, typer.Argument(help="In plain words.")] = None,
    index: IndexOption = None,
    as_json: JsonOption = False,
    file: Annotated[
        Path | None,
        typer.Option("--file", help="Many questions, one JSON object a line.", metavar="FILE"),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--from", help="Meetings from this day on.", metavar="DATE")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", help="Meetings up to this day.", metavar="DATE")
    ] = None,
    kind: Annotated[
        list[str] | None, typer.Option("--kind", help="report, minutes, agenda or other.")
    ] = None,
    key_aim: Annotated[int | None, typer.Option("--key-aim", help="One key aim.")] = None,
    item: Annotated[str | None, typer.Option("--item", help="One agenda item.")] = None,
    superseded: Annotated[
        bool, typer.Option("--superseded", help="Also from versions that later ones replaced.")
    ] = False,
    without: Annotated[
        list[str] | None,
        typer.Option(
            "--without",
            help="Do not narrow by this: a key of `understood` in the JSON of an answer.",
            metavar="KEY",
        ),
    ] = None,
    mode: Annotated[str | None, typer.Option("--mode", help="quotes or written.")] = None,
) -> None:
    """Answer one question, or many from a file in one process."""
    from assistant.contracts import answer_json
    from assistant.question_file import questions_in
    from assistant.types import Filters
    from assistant.wiring import build_assistant

    if (question is None) == (file is None):
        raise typer.BadParameter("give either a question or --file QUESTIONS.jsonl")
    kinds = tuple(kind or ())
    if wrong := [one for one in kinds if one not in {"report", "minutes", "agenda", "other"}]:
        raise typer.BadParameter(f"--kind '{wrong[0]}' is none of report, minutes, agenda, other")
    if mode not in {None, "quotes", "written"}:
        raise typer.BadParameter(f"--mode '{mode}' is neither quotes nor written")
    settings = load_settings(index=index, mode=mode)
    filters = Filters(
        since=_day(since),
        until=_day(until),
        kinds=kinds,  # type: ignore[arg-type]
        key_aim=key_aim,
        item=item,
        superseded=superseded,
    )
    assistant = build_assistant(settings)
    given_up = tuple(without or ())
    if file is None:
        answer = assistant.ask(str(question), filters=filters, mode=settings.mode, without=given_up)
        if as_json:
            _print_json(answer_json(answer))
        else:
            typer.echo(answer.text)
        return
    for one in questions_in(file):
        try:
            answer = assistant.ask(
                one.question,
                history=one.history,
                filters=filters,
                mode=settings.mode,
                without=given_up,
            )
        except QuestionError as error:
            raise QuestionError(f"{file}, line {one.line}: {error}") from None
        if as_json:
            _print_json({**answer_json(answer), **one.given})
        else:
            typer.echo(f"{one.question}\n{answer.text}\n")


@app.command(
    epilog="Example: panel-assistant commitments --owner PCC --status overdue --csv due.csv"
)
def commitments(  # noqa: PLR0917 - one parameter an option
    index: IndexOption = None,
    as_json: JsonOption = False,
    owner: Annotated[
        str | None,
        typer.Option("--owner", help="Post, body or person; 'nobody' where none is named."),
    ] = None,
    meeting: Annotated[
        str | None, typer.Option("--meeting", help="Made at this meeting.", metavar="DATE")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--from", help="Made at meetings from this day on.", metavar="DATE"),
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", help="Made at meetings up to this day.", metavar="DATE")
    ] = None,
    status: Annotated[
        list[str] | None,
        typer.Option(
            "--status", help="overdue, open, 'partly fulfilled', 'no later record' or fulfilled."
        ),
    ] = None,
    key_aim: Annotated[int | None, typer.Option("--key-aim", help="One key aim.")] = None,
    text: Annotated[str | None, typer.Option("--text", help="Words that it must hold.")] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", help="What is overdue on this day; default: today.", metavar="DATE"
        ),
    ] = None,
    csv: Annotated[Path | None, typer.Option("--csv", help="Write CSV.", metavar="FILE")] = None,
    excel: Annotated[
        Path | None, typer.Option("--excel", help="Write an Excel workbook.", metavar="FILE")
    ] = None,
    briefing: Annotated[
        Path | None, typer.Option("--briefing", help="Write one page for Word.", metavar="FILE")
    ] = None,
    briefing_for: Annotated[
        str | None,
        typer.Option(
            "--for",
            help="The meeting that the briefing is for: says what is due by then.",
            metavar="DATE",
        ),
    ] = None,
) -> None:
    """List who undertook what, by when, and what later papers show; overdue first."""
    from assistant.commitments.command import export, listed, statuses_of
    from assistant.commitments.filtering import Wanted, matching
    from assistant.wiring import build_assistant

    statuses, wrong = statuses_of(status or ())
    if wrong:
        raise typer.BadParameter(f"--status '{wrong}' is no status (see --help)")
    day = _day(meeting)
    wanted = Wanted(
        owner=owner,
        meeting=(day.year, day.month, day.day) if day else None,
        since=_day(since),
        until=_day(until),
        statuses=statuses,
        key_aim=key_aim,
        text=text or "",
    )
    today = _day(as_of) or date.today()
    next_meeting = _day(briefing_for)
    if next_meeting and briefing is None:
        raise typer.BadParameter("--for needs --briefing FILE")
    assistant = build_assistant(load_settings(index=index))
    shown = assistant.commitments.shown(today)
    for problem in shown.problems:
        _complain(problem)
    entries = matching(shown.entries, wanted, assistant.library.posts())
    export(
        entries,
        csv=csv,
        excel=excel,
        briefing=briefing,
        today=today,
        until=shown.until,
        meeting=next_meeting,
    )
    if as_json:
        from assistant.commitments.as_json import commitment_json

        _print_json([commitment_json(entry) for entry in entries])
    else:
        typer.echo(listed(entries, shown.until))


@app.command(epilog="Example: panel-assistant evaluate questions.jsonl --out run/")
def evaluate(
    questions: Annotated[Path, typer.Argument(help="Question set, one JSON object a line.")],
    index: IndexOption = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Write results and report here.", metavar="DIR")
    ] = None,
    against: Annotated[
        Path | None, typer.Option("--against", help="Compare with an earlier run.", metavar="RUN")
    ] = None,
    baseline: Annotated[
        bool, typer.Option(help="Also run a stock LangChain pipeline on the same questions.")
    ] = True,
) -> None:
    """Run a question set and report: right, rightly placed, rightly refused."""
    from rich.console import Console

    from assistant.contracts import answer_json
    from assistant.question_file import turns
    from assistant.wiring import build_assistant
    from eval.baseline import run_baseline
    from eval.run import evaluate as run

    assistant = build_assistant(load_settings(index=index))
    assistant.warm_up()
    texts = {
        document.id: list(assistant.library.passages(document.id))
        for document in assistant.documents()
    }
    held = {passage.id: passage.text for passages in texts.values() for passage in passages}
    whole = {name: "\n\n".join(p.text for p in passages) for name, passages in texts.items()}
    run(
        questions,
        lambda question, history: answer_json(assistant.ask(question, history=turns(history))),
        out,
        against,
        passage_text=held.get,
        baseline=(lambda asked: run_baseline(asked, whole, assistant.embedder))
        if baseline
        else None,
        console=Console(),
    )


@app.command(epilog="Example: panel-assistant chat --port 8000")
def chat(
    index: IndexOption = None,
    host: Annotated[str | None, typer.Option("--host", help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option("--port", help="Port; 0 picks a free one.")] = None,
) -> None:
    """Open the page in which members ask."""
    settings: Settings = load_settings(index=index, host=host, port=port)
    from assistant.wiring import build_assistant
    from ui.page import launch

    launch(build_assistant(settings), settings.host, settings.port)


def _complain(error: str) -> None:
    typer.echo(f"panel-assistant: {' '.join(error.split())}", err=True)


def main(arguments: list[str] | None = None) -> None:
    """Run the command: one line on stderr and status 1 for an error, 2 for wrong usage."""
    run: Callable[..., Any] = typer.main.get_command(app)
    try:
        status = run(args=arguments, standalone_mode=False)
    except TyperException as error:
        message = error.format_message()
        if "\n" in message:  # no arguments at all: the help, not an error
            typer.echo(message)
        else:
            _complain(f"{message} (see --help)")
        sys.exit(error.exit_code)
    except PanelError as error:
        _complain(str(error))
        sys.exit(1)
    except (KeyboardInterrupt, typer.Abort):
        _complain("stopped; what was done so far is kept")
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(1)
    sys.exit(status if isinstance(status, int) else 0)


if __name__ == "__main__":
    main()
