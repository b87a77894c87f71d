"""The chat page: Gradio components and their events. What they show is made in `ui.rendering`.

Nothing on the page comes from or goes to another host: no web fonts, no analytics, no run history
in the browser. A conversation lives in its browser session and goes when the page is closed.
"""

import logging
import os
import socket
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

# Gradio reads this when it is imported.
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")

import gradio as gr

from assistant.errors import PanelError, SettingsError
from ui.conversation import Conversation, Exchange
from ui.protocol import Assistant
from ui.rendering import render_conversation, render_held
from ui.source import render_source, render_source_problem

TITLE = "Panel assistant"
_HERE = Path(__file__).parent
_FAILED = "Something went wrong and there is no answer. Please ask again, or in other words."
_SOURCE_GONE = "This source can no longer be opened. Please ask the question again."
_EMPTY = "Please type a question first."
_AT_ONCE = 4  # questions worked on at the same time, over all sessions; the others wait
_FONTS = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif"]

_log = logging.getLogger(__name__)


def build(assistant: Assistant) -> gr.Blocks:
    """Return the page. What is held and the examples are asked for anew at every page load."""
    page: gr.Blocks
    with gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True) as page:
        conversation = gr.State(Conversation())
        with gr.Row(elem_id="layout"):
            with gr.Column(elem_id="main-column"):
                with gr.Row(elem_id="page-head"):
                    gr.HTML(
                        f"<h1>{TITLE}</h1><p>Ask about the panel’s documents. Every answer shows "
                        "where it is written.</p>",
                        elem_id="page-title",
                        js_on_load=None,
                        apply_default_css=False,
                    )
                    new = gr.Button(
                        "New conversation", elem_id="new-conversation", size="sm", scale=0
                    )
                held = gr.HTML("", elem_id="held", js_on_load=None, apply_default_css=False)
                thread = gr.HTML(
                    render_conversation(Conversation()),
                    elem_id="conversation",
                    apply_default_css=False,
                    js_on_load=(_HERE / "behaviour.js").read_text(encoding="utf-8"),
                )
                with gr.Column(elem_id="composer"):
                    hint = gr.HTML(
                        _render_hint(""), elem_id="hint", js_on_load=None, apply_default_css=False
                    )
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
            panel = gr.HTML("", elem_id="source-panel", js_on_load=None, apply_default_css=False)

        def load() -> tuple[str, str]:
            return _render_held(assistant), _render_empty(assistant)

        def ask(
            typed: str, so_far: Conversation, event: gr.EventData
        ) -> Iterator[tuple[Any, Any, Any, Any]]:
            clicked = _event_value(event, "question")
            text = clicked if isinstance(clicked, str) else typed or ""
            if not text.strip():
                yield so_far, gr.skip(), gr.skip(), _render_hint(_EMPTY)
                return
            # A question that was clicked leaves what is half typed in the box alone.
            box = gr.skip() if isinstance(clicked, str) else ""
            yield so_far, render_conversation(so_far, pending=text), box, _render_hint("")
            done = so_far.add(_exchange(assistant, text, so_far))
            yield done, render_conversation(done), gr.skip(), gr.skip()

        def open_source(so_far: Conversation, event: gr.EventData) -> str:
            turn, number = _event_value(event, "turn"), _event_value(event, "number")
            return _render_panel(assistant, so_far, turn, number)

        def start_again() -> tuple[Conversation, str, str, str, str]:
            return Conversation(), _render_empty(assistant), "", _render_hint(""), ""

        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        page.load(load, outputs=[held, thread], **quiet)
        asked = gr.on(
            [question.submit, send.click, thread.submit],
            ask,
            inputs=[question, conversation],
            outputs=[conversation, thread, question, hint],
            trigger_mode="once",  # a second press while an answer is made does nothing
            concurrency_limit=_AT_ONCE,
            **quiet,
        )
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
    return page


def launch_options(host: str, port: int) -> dict[str, Any]:
    """Return what `gr.Blocks.launch` needs to show the page as meant; port 0 picks a free one."""
    return {
        "server_name": host,
        "server_port": port or _free_port(host),
        "theme": gr.themes.Base(font=_FONTS, font_mono=["ui-monospace", "monospace"]),
        # Not by `css_paths`: Gradio would rewrite every selector, and break those on the body.
        "head": f"<style>{(_HERE / 'styles.css').read_text(encoding='utf-8')}</style>",
        "favicon_path": _HERE / "favicon.svg",
        "footer_links": [],
        "run_history": False,  # else the browser would keep questions after the page is closed
        "share": False,
        "ssr_mode": False,
        "mcp_server": False,
        "show_error": False,
        "quiet": True,
    }


def start(assistant: Assistant, host: str = "127.0.0.1", port: int = 7860) -> tuple[gr.Blocks, str]:
    """Serve the page in the background; return it (to `close()`) and its address.

    Raises SettingsError when the address cannot be used.
    """
    page = build(assistant)
    try:
        _, address, _ = page.launch(prevent_thread_lock=True, **launch_options(host, port))
    except OSError:
        raise SettingsError(
            f"the page cannot listen on {host} port {port}: choose another host or port"
        ) from None
    return page, address


def launch(assistant: Assistant, host: str = "127.0.0.1", port: int = 7860) -> None:
    """Serve the page until interrupted, and print its address.

    Raises SettingsError when the address cannot be used.
    """
    page, address = start(assistant, host, port)
    print(f"The page is at {address} (Ctrl-C ends it)", flush=True)
    page.block_thread()


def _free_port(host: str) -> int:
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def _event_value(event: gr.EventData, name: str) -> object:
    """Return what the browser sent along under a name, None where there is nothing."""
    data = event._data
    return data.get(name) if isinstance(data, dict) else None


def _exchange(assistant: Assistant, question: str, so_far: Conversation) -> Exchange:
    try:
        answer = assistant.ask(question, history=so_far.history())
    except PanelError as error:
        return Exchange(question=question, problem=str(error))
    except Exception:  # noqa: BLE001 - the last stop before a person's eyes; it is logged
        _log.exception("a question could not be answered")
        return Exchange(question=question, problem=_FAILED)
    return Exchange(question=question, answer=answer)


def _render_panel(assistant: Assistant, so_far: Conversation, turn: object, number: object) -> str:
    citation = so_far.citation(turn, number)
    if citation is None or not isinstance(turn, int):
        return render_source_problem(
            _SOURCE_GONE,
            turn=turn if isinstance(turn, int) else 0,
            number=number if isinstance(number, int) else 0,
        )
    try:
        passages = assistant.context(citation.passage_id)
    except PanelError as error:
        return render_source_problem(str(error), turn=turn, number=citation.number)
    except Exception:  # noqa: BLE001 - the last stop before a person's eyes; it is logged
        _log.exception("a source could not be opened")
        return render_source_problem(_SOURCE_GONE, turn=turn, number=citation.number)
    total = so_far.citation_count(turn)
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
