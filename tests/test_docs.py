"""The documentation cannot drift: what exists is described, and what is described exists."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
CONTRACT = {
    "ingest",
    "documents",
    "passages",
    "ask",
    "commitments",
    "evaluate",
    "chat",
}
# Read by the tests and the benchmarks, not by the program.
NOT_SETTINGS = {"PANEL_SHARED"}


@pytest.fixture(scope="module")
def text() -> str:
    return "\n".join(page.read_text(encoding="utf-8") for page in PAGES)


@pytest.fixture(scope="module")
def options() -> dict[str, set[str]]:
    """The long options of every command that a user sees, by command; "" is the program itself."""
    import typer

    from assistant.cli import app

    program = typer.main.get_command(app)
    commands = getattr(program, "commands", {})
    found = {"": _long(program)}
    found |= {name: _long(command) for name, command in commands.items() if not command.hidden}
    assert set(found) >= CONTRACT
    return found


def _long(command: object) -> set[str]:
    """Long options of one command, the ones that every Typer program has left out."""
    names = {
        name
        for parameter in getattr(command, "params", [])
        if not getattr(parameter, "hidden", False)
        for name in (*parameter.opts, *parameter.secondary_opts)
        if name.startswith("--")
    }
    return names - {"--help", "--install-completion", "--show-completion"}


def _mentions(text: str, name: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) is not None


def test_every_command_is_described(text: str, options: dict[str, set[str]]) -> None:
    missing = [
        name
        for name in options
        if name and not re.search(rf"(?:`|panel-assistant ){re.escape(name)}(?![\w-])", text)
    ]
    assert not missing, f"commands without documentation: {missing}"


def test_every_option_is_described(text: str, options: dict[str, set[str]]) -> None:
    missing = sorted(
        f"{command} {option}"
        for command, names in options.items()
        for option in names
        if not _mentions(text, option)
    )
    assert not missing, f"options without documentation: {missing}"


def test_every_command_shows_an_example_in_its_help(options: dict[str, set[str]]) -> None:
    import typer

    from assistant.cli import app

    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    without = [
        name
        for name in options
        if name
        and f"panel-assistant {name}"
        not in f"{commands[name].help or ''}\n{commands[name].epilog or ''}"
    ]
    assert not without, f"commands whose --help has no example: {without}"


def test_every_shown_command_line_would_be_accepted(
    text: str, options: dict[str, set[str]]
) -> None:
    wrong = []
    for line in _command_lines(text):
        words = line.split()
        name = next((word for word in words[1:] if not word.startswith("-")), "")
        used = {word.partition("=")[0] for word in words if word.startswith("--")} - {"--help"}
        if name not in options:
            wrong.append(f"no such command: {line}")
        elif unknown := used - options[name] - options[""]:
            wrong.append(f"no such option {sorted(unknown)}: {line}")
    assert not wrong, "\n".join(wrong)


def _command_lines(text: str) -> Iterator[str]:
    """Lines of the code blocks that start the program, what is behind a pipe or comment cut off."""
    for block in re.findall(r"^```[^\n]*\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        for line in block.splitlines():
            if found := re.match(r"(?:\$ )?(?:\S*/)?(panel-assistant\b[^|#>]*)", line.strip()):
                yield re.sub(r"([\"']).*?\1", "TEXT", found[1])


def test_every_setting_is_described(text: str) -> None:
    from assistant.config import Settings

    missing = [
        name for name in Settings.model_fields if not _mentions(text, f"PANEL_{name.upper()}")
    ]
    assert not missing, f"settings without documentation: {missing}"


def test_every_described_setting_exists(text: str) -> None:
    from assistant.config import Settings

    known = {f"PANEL_{name.upper()}" for name in Settings.model_fields} | NOT_SETTINGS
    unknown = set(re.findall(r"\bPANEL_[A-Z][A-Z_]*", text)) - known
    assert not unknown, f"documented, but no settings: {sorted(unknown)}"


def test_every_make_command_exists() -> None:
    rules = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    shown = {
        name
        for page in PAGES
        for name in re.findall(r"(?:`|^\$ |^)make ([a-z-]+)", page.read_text(), re.MULTILINE)
    }
    assert {"chat", "test"} <= shown
    assert shown <= rules


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    broken = []
    content = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^()\s]+)\)", content):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path) if path else page
        if not file.exists() or (anchor and anchor not in _anchors(file)):
            broken.append(target)
    assert not broken


def _anchors(page: Path) -> set[str]:
    """The anchors that a Markdown page's headings have once it is rendered."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_no_path_of_one_machine_is_written_down() -> None:
    folders = ("src", "ingest", "vectorstore", "ui", "eval", "tests", "scripts", ".ci", "docs")
    suffixes = {".py", ".md", ".toml", ".css", ".js", ".html", ".jsonl", ".txt", ".sh", ""}
    files = [file for folder in folders for file in (ROOT / folder).rglob("*") if file.is_file()]
    files += [ROOT / name for name in ("README.md", "CHANGELOG.md", "Makefile", "pyproject.toml")]
    own = f"{ROOT}/".encode()
    private = re.compile(rb"(?<![\w.])/(?:home|root|Users|work)/\w")
    found = [
        str(file.relative_to(ROOT))
        for file in files
        if file.suffix in suffixes and not {"__pycache__", ".hypothesis"} & set(file.parts)
        for content in [file.read_bytes()]
        if own in content or private.search(content)
    ]
    assert len(files) > 20
    assert not found
