"""The tab in which questions are asked: Gradio components and their events.

What they show is made in `ui.rendering` and `ui.source`; how an answer is made while the page stays
alive is in `ui.running`.
"""

import logging
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.errors import PanelError
from assistant.types import Citation
from ui.asking import follow
from ui.conversation import Conversation, Exchange
from ui.opening import cited
from ui.protocol import Assistant, Keeps, begin, can_write, first_mode, keeper_of
from ui.rendering import render_conversation, render_held, render_modes
from ui.running import Run, Runs
from ui.source import render_source, render_source_problem

_HERE = Path(__file__).parent
_SOURCE_GONE = "This source can no longer be opened. Please ask the question again."
_REGISTER_CHANGED = (
    "The documents or the register have changed since this list was shown. "
    "Please load the page again."
)
_EMPTY = "Please type a question first."
_AT_ONCE = 4  # questions worked on at the same time, over all sessions; the others wait

_log = logging.getLogger(__name__)


def add_chat(page: gr.Blocks, assistant: Assistant, head: gr.Row, panel: gr.HTML) -> None:
    """Add the components and events to a page that is being built.

    `head` is the row at the top of the page, `panel` the place where sources are shown, also those
    of other parts of the page. What is held, the examples and the modes are asked for anew at every
    page load.
    """
    runs = Runs()
    keeper = keeper_of(assistant)
    conversation = gr.State(Conversation())
    with head:
        new = gr.Button("New conversation", elem_id="new-conversation", size="sm", scale=0)
    held = _html("", "held")
    thread = _html(
        render_conversation(Conversation()),
        "conversation",
        (_HERE / "behaviour.js").read_text(encoding="utf-8"),
    )
    with gr.Column(elem_id="composer"):
        hint = _html(_render_hint(""), "hint")
        with gr.Row(elem_id="composer-row"):
            question = gr.Textbox(
                label="Your question",
                placeholder="What was said about …?",
                lines=1,
                max_lines=5,
                elem_id="question",
                scale=1,
            )
            send = gr.Button("Ask", variant="primary", elem_id="send", scale=0)
        # Not gr.Radio: its buttons have different names, so arrow keys do not move between them.
        mode = gr.HTML(
            first_mode(assistant),
            html_template=render_modes(first_mode(assistant)),
            elem_id="mode",
            visible=False,
            apply_default_css=False,
            js_on_load="element.onchange = (event) => (props.value = event.target.value)",
        )

    def load() -> tuple[Any, Any, Any]:
        writes = gr.update(visible=can_write(assistant))
        return _render_held(assistant), _render_empty(assistant), writes

    def ask(
        typed: str, wanted: str, so_far: Conversation, event: gr.EventData, request: gr.Request
    ) -> Iterator[tuple[Any, Any, Any, Any]]:
        asked = _asked(typed, so_far, event)
        if asked is None:
            yield so_far, gr.skip(), gr.skip(), _render_hint(_EMPTY)
            return
        # A question that was clicked leaves what is half typed in the box alone.
        pressed = {"question", "without"} & set(_event_values(event))
        box: Any = gr.skip() if pressed else ""
        make = partial(
            begin,
            assistant,
            asked.question,
            history=so_far.history(asked.before),
            mode="written" if wanted == "written" and can_write(assistant) else "quotes",
            without=tuple(clue.key for clue in asked.without),
        )
        with runs.started(str(request.session_hash), Run(make)) as run:
            for exchange in follow(run, asked):
                now = so_far.add(exchange)
                yield now, render_conversation(now, timelines=bool(keeper)), box, _render_hint("")
                box = gr.skip()
            if run.unwanted:
                # Gradio sends the last state once more when all is done, by then over a page that
                # may have been cleared: what it sends again is nothing.
                yield gr.skip(), gr.skip(), gr.skip(), gr.skip()

    def open_source(so_far: Conversation, event: gr.EventData) -> str:
        turn, number = _event_values(event).get("turn"), _event_values(event).get("number")
        if keeper is not None and isinstance(turn, str):
            return _render_registered(assistant, keeper, turn, number)
        return _render_panel(assistant, so_far, turn, number)

    def stop(request: gr.Request) -> None:
        runs.stop(str(request.session_hash))

    def leave(request: gr.Request) -> None:
        runs.stop(str(request.session_hash), unwanted=True)

    def start_again(request: gr.Request) -> tuple[Conversation, str, str, str, str]:
        leave(request)
        return Conversation(), _render_empty(assistant), "", _render_hint(""), ""

    quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    page.load(load, outputs=[held, thread, mode], **quiet)
    page.unload(leave)
    asked = gr.on(
        [question.submit, send.click, thread.submit],
        ask,
        inputs=[question, mode, conversation],
        outputs=[conversation, thread, question, hint],
        trigger_mode="once",  # a second press while an answer is made does nothing
        concurrency_limit=_AT_ONCE,
        **quiet,
    )
    thread.stop(stop, trigger_mode="multiple", concurrency_limit=None, **quiet)
    thread.select(
        open_source,
        inputs=conversation,
        outputs=panel,
        trigger_mode="multiple",
        concurrency_limit=_AT_ONCE,
        **quiet,
    )
    new.click(
        start_again,
        outputs=[conversation, thread, question, hint, panel],
        cancels=[asked],
        **quiet,
    )


def _html(value: str, elem_id: str, js_on_load: str | None = None) -> gr.HTML:
    return gr.HTML(value, elem_id=elem_id, js_on_load=js_on_load, apply_default_css=False)


def _event_values(event: gr.EventData) -> dict[str, object]:
    """Return what the browser sent along, by name."""
    data = event._data
    return data if isinstance(data, dict) else {}


def _asked(typed: str, so_far: Conversation, event: gr.EventData) -> Exchange | None:
    """Return what was asked: typed, clicked, or an earlier question less one of its clues."""
    if (key := _event_values(event).get("without")) is not None:
        return so_far.again_without(_event_values(event).get("turn"), key)
    clicked = _event_values(event).get("question")
    text = clicked if isinstance(clicked, str) else typed or ""
    return Exchange(question=text) if text.strip() else None


def _render_panel(assistant: Assistant, so_far: Conversation, turn: object, number: object) -> str:
    citation = so_far.citation(turn, number)
    if citation is None or not isinstance(turn, int):
        return render_source_problem(
            _SOURCE_GONE,
            turn=turn if isinstance(turn, int) else 0,
            number=number if isinstance(number, int) else 0,
        )
    return _render_cited(assistant, citation, turn, len(so_far.citations(turn)))


def _render_registered(assistant: Assistant, keeper: Keeps, key: str, number: object) -> str:
    """Render a source of the register or of a timeline, which its `key` names."""
    at = number if isinstance(number, int) else 0
    try:
        citations = cited(keeper.commitments, key)
    except PanelError as error:
        return render_source_problem(str(error), turn=key, number=at)
    except Exception:  # noqa: BLE001 - the last stop before a person's eyes; it is logged
        _log.exception("a source of the register could not be opened")
        citations = ()
    if not 1 <= at <= len(citations):
        return render_source_problem(_REGISTER_CHANGED, turn=key, number=at)
    citation = replace(citations[at - 1], number=at)
    return _render_cited(assistant, citation, key, len(citations))


def _render_cited(assistant: Assistant, citation: Citation, turn: int | str, total: int) -> str:
    try:
        passages = assistant.context(citation.passage_id)
    except PanelError as error:
        return render_source_problem(str(error), turn=turn, number=citation.number)
    except Exception:  # noqa: BLE001 - the last stop before a person's eyes; it is logged
        _log.exception("a source could not be opened")
        return render_source_problem(_SOURCE_GONE, turn=turn, number=citation.number)
    return render_source(citation, passages, turn=turn, total=total)


def _render_held(assistant: Assistant) -> str:
    try:
        return render_held(assistant.coverage(), assistant.documents())
    except PanelError as error:
        return _render_hint(str(error))


def _render_empty(assistant: Assistant) -> str:
    try:
        examples = assistant.examples()
    except PanelError:
        examples = ()  # the line above the conversation says what is wrong
    return render_conversation(Conversation(), examples=examples)


def _render_hint(message: str) -> str:
    return f'<p class="hint" role="status">{escape(message)}</p>'
