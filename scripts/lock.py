"""Write requirements.lock: the exact version of everything that the project and its tests need.

    python scripts/lock.py requirements.lock

pip itself resolves `.[dev]` in a fresh environment and reports what it would install; nothing
that happens to be installed already can leak in. Standard library only, since it runs before the
project's environment exists.
"""

import json
import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import Any

# Gigabytes that a plain torch brings along on other machines and a CPU never uses.
_CUDA = re.compile(r"^(nvidia-|cuda-|triton$)")

_HEADER = """\
# Written by `make lock`; edit pyproject.toml instead. Used by every make command.
# No hashes: builds of torch differ between package sources (docs/decisions/dependencies.md).
"""


def resolve(project: Path) -> dict[str, Any]:
    """Return pip's installation report for the project with its development tools."""
    with tempfile.TemporaryDirectory() as folder:
        environment = Path(folder) / "venv"
        report = Path(folder) / "report.json"
        venv.create(environment, with_pip=True)
        command = [str(environment / "bin" / "python"), "-m", "pip", "install", "-qq"]
        command += ["--disable-pip-version-check", "--dry-run", "--ignore-installed"]
        command += ["--report", str(report), f"{project}[dev]"]
        subprocess.run(command, check=True)  # noqa: S603 - a fixed command on our own folder
        found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
        return found


def pins(report: dict[str, Any]) -> list[str]:
    """Return `name==version` lines, sorted, without the project itself and without local parts.

    "2.13.0+cpu" becomes "2.13.0", which pip takes from any source that has that version. Raises
    ValueError when CUDA packages are among them.
    """
    lines = []
    for entry in report["install"]:
        if "dir_info" in entry["download_info"]:  # the project, a folder
            continue
        name = re.sub(r"[-_.]+", "-", entry["metadata"]["name"]).lower()
        if _CUDA.match(name):
            raise ValueError(
                f"{name} would be installed: lock where pip finds a CPU build of torch "
                "(docs/decisions/dependencies.md)"
            )
        lines.append(f"{name}=={entry['metadata']['version'].partition('+')[0]}")
    return sorted(lines)


def main() -> int:
    """Resolve, write, and say how many; exit 1 with a line when it cannot be done."""
    target = Path(sys.argv[1])
    try:
        lines = pins(resolve(Path(__file__).resolve().parent.parent))
    except (ValueError, subprocess.CalledProcessError) as error:
        print(f"{target} is unchanged: {error}", file=sys.stderr)
        return 1
    target.write_text(_HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{target}: {len(lines)} packages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
