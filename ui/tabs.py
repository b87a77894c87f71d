"""The tabs at the top of the page, which show one of its parts at a time."""

from pathlib import Path

import gradio as gr

PARTS = {"questions": "Questions", "commitments": "Commitments", "timeline": "Timeline"}
_HERE = Path(__file__).parent


def add_tabs() -> None:
    """Add the row of tabs; each shows the part of the page with the id `part-…`."""
    gr.HTML(
        render_tabs(),
        elem_id="tabs",
        js_on_load=(_HERE / "tabs.js").read_text(encoding="utf-8"),
        apply_default_css=False,
    )


def render_tabs() -> str:
    """Return the row of tabs, the first of them chosen."""
    buttons = "".join(
        f'<button type="button" role="tab" id="tab-{name}" data-part="{name}" '
        f'aria-controls="part-{name}" aria-selected="{"false" if number else "true"}" '
        f'tabindex="{-1 if number else 0}">{title}</button>'
        for number, (name, title) in enumerate(PARTS.items())
    )
    return f'<div class="tabs" role="tablist" aria-label="Parts of the page">{buttons}</div>'
