"""What every test may need: real documents, a free port, settings left at their defaults."""

import os
import socket
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is slow; how long an example takes says nothing about the code.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

_SHARED = "PANEL_SHARED"

# A developer's own settings must not decide whether the tests pass.
for _name in [name for name in os.environ if name.startswith("PANEL_") and name != _SHARED]:
    del os.environ[_name]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents and benchmark data, which is no part of the repository."""
    given = os.environ.get(_SHARED)
    if not given:
        pytest.skip(f"{_SHARED} does not name the folder of real documents")
    folder = Path(given).resolve()
    if not (folder / "documents").is_dir():
        pytest.fail(f"{_SHARED} is {folder}, which holds no folder 'documents'")
    return folder


@pytest.fixture
def free_port() -> int:
    """A port of the loopback address that nothing listens on at this moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
