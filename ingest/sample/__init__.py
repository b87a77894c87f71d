"""The sample documents that ship with the package: one report (PDF) and one set of minutes (HTML).

Both are demonstration texts: they retell published documents of the Thames Valley Police and Crime
Panel in other words, fact for fact, so that the program has something to answer from at once.
"""

from pathlib import Path


def sample_folder() -> Path:
    """Return the folder that holds the sample documents and nothing else, ready to be ingested."""
    return Path(__file__).resolve().parent / "documents"
