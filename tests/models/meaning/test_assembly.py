"""Assembling: whole or not there, checked when opened, refused when something is not what it should be."""

import json
import os
import shutil
from pathlib import Path

import numpy as np
import pytest

from inspection.errors import ModelError
from models.meaning.assembly import (
    WEIGHTS,
    assembled_folder,
    ensure_assembled,
    is_assembled,
    weight_bytes,
)
from models.meaning.learned import GRAPH, HERE, LEARNED, PAIR, PLAIN, TOLD, shipped
from models.model_cache import cache_folder, is_ready, model_folder


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    if not is_ready("e5-words"):
        if os.environ.get("CI"):
            pytest.fail("CI must have the models: mingjian models fetch")
        pytest.skip("the model cache does not hold e5-words: run `mingjian models fetch`")
    folder = tmp_path / "cache"
    folder.mkdir()
    words = model_folder("e5-words")
    (folder / words.name).symlink_to(words, target_is_directory=True)
    return folder


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "shipped"
    folder.mkdir()
    for name in (GRAPH, LEARNED, TOLD, "cohort.npz"):
        shutil.copyfile(HERE / name, folder / name)
    return folder


def test_it_is_assembled_once_and_mended_when_a_file_is_damaged(cache: Path) -> None:
    assert not is_assembled(cache=cache)
    steps: list[str] = []
    folder = ensure_assembled(lambda step, *_: steps.append(step), cache=cache)
    assert folder == assembled_folder(cache=cache)
    assert is_assembled(cache=cache)
    assert steps[-1] == "meaning is ready"
    assert {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()} == {
        f"{kind}/{name}" for kind in (PAIR, PLAIN) for name in (GRAPH, WEIGHTS)
    }
    weights = folder / PAIR / WEIGHTS
    whole = weights.read_bytes()
    weights.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert not is_assembled(cache=cache)
    ensure_assembled(cache=cache)
    assert weights.read_bytes() == whole


def test_what_a_killed_assembly_left_does_no_harm(cache: Path) -> None:
    folder = assembled_folder(cache=cache)
    left = folder.with_name(folder.name + ".arriving") / PAIR
    left.mkdir(parents=True)
    (left / WEIGHTS).write_bytes(b"half")
    ensure_assembled(cache=cache)
    assert is_assembled(cache=cache)
    assert not left.exists()


def test_a_result_that_is_not_the_described_one_is_refused_and_not_put_in_place(cache: Path, copy: Path) -> None:
    told = json.loads((copy / TOLD).read_text(encoding="utf-8"))
    told["assembled"][PLAIN] = "0" * 64
    (copy / TOLD).write_text(json.dumps(told), encoding="utf-8")
    ours = shipped(copy)
    with pytest.raises(ModelError, match="not the one that is described"):
        ensure_assembled(ours=ours, cache=cache)
    assert not assembled_folder(ours, cache=cache).exists()


@pytest.mark.parametrize("name", [GRAPH, LEARNED, "cohort.npz"])
def test_a_shipped_file_that_was_changed_is_refused(copy: Path, name: str) -> None:
    (copy / name).write_bytes(b"something else")
    with pytest.raises(ModelError, match=f"^{name}: .*sha256"):
        shipped(copy)


def test_missing_files_are_one_line(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="install the package again"):
        shipped(tmp_path)


def test_the_checksum_stands_for_thresholds_as_well(copy: Path) -> None:
    told = json.loads((copy / TOLD).read_text(encoding="utf-8"))
    told["fusion"]["yes_from"] += 0.01
    (copy / TOLD).write_text(json.dumps(told), encoding="utf-8")
    assert shipped(copy).checksum != shipped().checksum


def test_tensors_lie_where_the_graph_looks_for_them() -> None:
    laid = b"".join(weight_bytes({"a": np.ones(3, np.int8), "b": np.ones(64, np.int8), "c": np.ones(1, np.float32)}))
    assert len(laid) == 64 + 64 + 64
    assert laid[64:128] == b"\x01" * 64


def test_the_cache_folder_is_the_usual_one() -> None:
    assert assembled_folder().parent == cache_folder()
