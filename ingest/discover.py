"""Find the files to read under the paths a user gave, and say which were left out and why."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import IngestError

# What lies beside documents and never is one; everything else is told by its content.
_FURNITURE = frozenset(
    {".css", ".js", ".map", ".woff", ".woff2", ".ttf", ".ico", ".svg", ".ini", ".lnk", ".db"}
    | {".tmp", ".py", ".pyc"}
)
_PAGE_SUFFIXES = (".htm", ".html")


@dataclass(frozen=True, kw_only=True, slots=True)
class Discovery:
    """The files to read in a fixed order, and what stands beside them.

    `refused` are files and folders that cannot be read, `skipped` files that are not documents;
    both with the reason. `roots` are the given paths, absolute.
    """

    files: tuple[Path, ...]
    refused: tuple[tuple[Path, str], ...]
    skipped: tuple[tuple[Path, str], ...]
    roots: tuple[Path, ...]


def discover(paths: Iterable[Path]) -> Discovery:
    """Find every file under `paths` (files and folders), sorted by path, each once.

    Hidden files and folders, office lock files and the "…_files" folder beside a saved web page
    are passed over. A link that leads out of the folder it lies in is refused. Raises IngestError
    when a path is missing, or holds no file at all.
    """
    roots = tuple(Path(os.path.abspath(path)) for path in paths)  # noqa: PTH100  (keeps links)
    if not roots:
        raise IngestError("no path was given; name files or folders to ingest")
    files: dict[Path, None] = {}
    refused: dict[Path, str] = {}
    skipped: dict[Path, str] = {}
    for root in roots:
        if not os.path.lexists(root):
            raise IngestError(f"{shown(root)} does not exist; check the path")
        if not root.is_dir():
            files[root] = None
            continue
        before = len(files) + len(refused) + len(skipped)
        for path, reason, is_furniture in _walk(root):
            if reason is None:
                files[path] = None
            else:
                (skipped if is_furniture else refused)[path] = reason
        if len(files) + len(refused) + len(skipped) == before and not any(
            root in file.parents for file in files
        ):
            raise IngestError(f"{shown(root)} holds no documents; put some there first")
    return Discovery(
        files=tuple(sorted(files)),
        refused=tuple(sorted((path, why) for path, why in refused.items() if path not in files)),
        skipped=tuple(sorted((path, why) for path, why in skipped.items() if path not in files)),
        roots=roots,
    )


def _walk(root: Path) -> Iterator[tuple[Path, str | None, bool]]:
    """Yield (path, why it is left out or None, whether it is no document at all)."""
    home = root.resolve()
    unreadable: list[Path] = []
    for folder_name, folder_names, file_names in os.walk(
        root, onerror=lambda error: unreadable.append(Path(error.filename))
    ):
        folder = Path(folder_name)
        pages = {Path(name).stem for name in file_names if name.lower().endswith(_PAGE_SUFFIXES)}
        kept = []
        for name in sorted(folder_names):
            if name.startswith(".") or (name.endswith("_files") and name[:-6] in pages):
                continue
            path = folder / name
            if path.is_symlink():
                if not path.resolve().is_relative_to(home):
                    yield path, "is a link that leads out of the folder; it was not followed", False
                continue  # a link within leads to what is found anyway
            kept.append(name)
        folder_names[:] = kept
        for name in sorted(file_names):
            if name.startswith((".", "~$")):
                continue
            path = folder / name
            if path.is_symlink() and not path.resolve().is_relative_to(home):
                yield path, "is a link that leads out of the folder; it was not followed", False
            elif path.suffix.lower() in _FURNITURE:
                yield path, f"is not a document ({path.suffix})", True
            else:
                yield path, None, False
    for path in unreadable:
        yield path, "cannot be looked into; check its permissions", False


def regular(path: Path) -> os.stat_result:
    """Return what the system says of a file. Raises OSError unless it is a regular one.

    Opening a pipe or a device would wait for ever.
    """
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise OSError(0, "not a file that can be read")
    return found


def shown(path: Path) -> str:
    """Return a path as text that can be stored and printed, whatever bytes its name is made of."""
    return os.fsencode(path).decode("utf-8", errors="backslashreplace")
