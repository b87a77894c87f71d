"""The page as a whole: what it is made of, where it is served, what it looks like.

Nothing on the page comes from or goes to another host: no web fonts, no analytics, no run history
in the browser. A conversation lives in its browser session and goes when the page is closed.
"""

import os
import socket
from pathlib import Path
from typing import Any

# Gradio reads this when it is imported.
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")

import gradio as gr

from assistant.errors import SettingsError
from ui.chat import add_chat
from ui.protocol import Assistant, keeper_of
from ui.register import add_register
from ui.tabs import add_tabs
from ui.timeline import add_timeline

TITLE = "Panel assistant"
_HEAD = (
    f"<h1>{TITLE}</h1><p>Ask about the panel’s documents. Every answer shows where it is written."
    "</p>"
)
_HERE = Path(__file__).parent
_STYLES = ("styles.css", "register.css")
_FONTS = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif"]


def build(assistant: Assistant) -> gr.Blocks:
    """Return the page. Each of its parts is a module of its own that adds itself to it."""
    page: gr.Blocks
    with gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True) as page:
        panel = gr.HTML("", elem_id="source-panel", apply_default_css=False, render=False)
        with gr.Row(elem_id="layout"):
            with gr.Column(elem_id="main-column"):
                with gr.Row(elem_id="page-head") as head:
                    gr.HTML(_HEAD, elem_id="page-title", apply_default_css=False)
                keeper = keeper_of(assistant)
                if keeper is not None:
                    add_tabs()
                with gr.Column(elem_id="part-questions", elem_classes="part"):
                    add_chat(page, assistant, head, panel)
                if keeper is not None:
                    with gr.Column(elem_id="part-commitments", elem_classes="part"):
                        add_register(keeper)
                    with gr.Column(elem_id="part-timeline", elem_classes="part"):
                        add_timeline(keeper)
            panel.render()  # type: ignore[no-untyped-call]
    return page


def launch_options(host: str, port: int) -> dict[str, Any]:
    """Return what `gr.Blocks.launch` needs to show the page as meant; port 0 picks a free one."""
    return {
        "server_name": host,
        "server_port": port or _free_port(host),
        "theme": gr.themes.Base(font=_FONTS, font_mono=["ui-monospace", "monospace"]),
        # Not by `css_paths`: Gradio would rewrite every selector, and break those on the body.
        "head": "".join(
            f"<style>{(_HERE / name).read_text(encoding='utf-8')}</style>" for name in _STYLES
        ),
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
