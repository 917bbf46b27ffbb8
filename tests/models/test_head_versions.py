"""Versions of the head on disk: whole or not there, one in force, and nothing else is ever read instead."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from inspection.errors import ModelError
from inspection.interaction import Role
from models.reading.feeling import FeelingReader
from models.reading.head import Head
from models.reading.head_file import HeadDescription, head_bytes, read_head
from models.reading.head_versions import SHIPPED_HEAD, HeadPin, HeadVersions, without_head
from models.reading.relearned import HeadOf, with_head
from tests.models.fake_network import LABELS, WIDTH, FakeNetwork

SHAPE = (WIDTH, 11)
DESCRIBED = HeadDescription(
    version=0,
    parent=0,
    network=LABELS.checksum,
    sha256="",
    made_at="2026-09-01T00:00:00+00:00",
    made_by="王",
    heads=("sentiment",),
    report={"better": ["sentiment"]},
)


def head(seed: int = 1) -> Head:
    return Head(np.random.default_rng(seed).normal(size=SHAPE), np.zeros(SHAPE[1]))


@pytest.fixture
def versions(tmp_path: Path) -> HeadVersions:
    return HeadVersions(tmp_path)


def test_without_a_pointer_the_shipped_head_reads(versions: HeadVersions) -> None:
    assert versions.active() is SHIPPED_HEAD
    assert versions.known() == []
    assert not versions.folder.exists()


def test_a_version_is_kept_whole_and_not_yet_in_force(versions: HeadVersions) -> None:
    pin = versions.add(head(), DESCRIBED)
    assert pin.version == 1
    assert versions.active() is SHIPPED_HEAD
    kept, described = read_head(versions.folder_of(1), pin.sha256, LABELS.checksum, SHAPE)
    assert np.allclose(kept.weights, head().weights, atol=1e-6)
    assert (described.version, described.sha256, described.heads) == (1, pin.sha256, ("sentiment",))
    assert sorted(p.name for p in versions.folder.iterdir()) == [".lock", "1"]


def test_the_same_head_is_the_same_file() -> None:
    assert head_bytes(head()) == head_bytes(head())
    assert head_bytes(head()) != head_bytes(head(2))


def test_versions_count_up_and_the_pointer_goes_to_and_fro(versions: HeadVersions) -> None:
    first, second = versions.add(head(), DESCRIBED), versions.add(head(2), DESCRIBED)
    assert [one.version for one in versions.known()] == [1, 2]
    for pin in (first, second, SHIPPED_HEAD, first):
        versions.put_in_force(pin)
        assert versions.active() == pin
    assert [versions.go_back() for _ in range(4)] == [SHIPPED_HEAD, second, first, SHIPPED_HEAD]
    with pytest.raises(ModelError, match="the shipped head is in force, and there was none before it"):
        versions.go_back()


def test_a_number_nobody_knows_is_refused_with_those_there_are(versions: HeadVersions) -> None:
    with pytest.raises(ModelError, match="there is no version 3 of the head; choose from none yet"):
        versions.pin_of(3)
    versions.add(head(), DESCRIBED)
    with pytest.raises(ModelError, match="choose from 1, or shipped"):
        versions.pin_of(3)
    assert versions.pin_of(0) is SHIPPED_HEAD


def damaged(folder: Path, how: str) -> None:
    numbers, described = folder / "head.npz", folder / "head.json"
    if how == "a byte":
        content = bytearray(numbers.read_bytes())
        content[len(content) // 2] ^= 1
        numbers.write_bytes(bytes(content))
    elif how == "cut":
        numbers.write_bytes(numbers.read_bytes()[:100])
    elif how == "gone":
        numbers.unlink()
    elif how == "another":
        numbers.write_bytes(head_bytes(head(9)))
    elif how == "no description":
        described.unlink()
    elif how == "no json":
        described.write_text("{", encoding="utf-8")
    elif how == "another format":
        described.write_text(described.read_text("utf-8").replace('"format": 1', '"format": 2'), encoding="utf-8")
    else:
        told = json.loads(described.read_text("utf-8"))
        del told["network"]
        described.write_text(json.dumps(told), encoding="utf-8")


@pytest.mark.parametrize(
    "how", ["a byte", "cut", "gone", "another", "no description", "no json", "another format", "a word missing"]
)
def test_a_damaged_version_is_refused_in_one_line(versions: HeadVersions, how: str) -> None:
    pin = versions.add(head(), DESCRIBED)
    damaged(versions.folder_of(1), how)
    with pytest.raises(ModelError) as refused:
        read_head(versions.folder_of(1), pin.sha256, LABELS.checksum, SHAPE)
    assert refused.value.code == "head_damaged"
    assert "\n" not in str(refused.value)
    assert "mingjian models rollback" in refused.value.what_to_do
    assert not refused.value.retryable


def test_a_head_of_another_network_is_refused(versions: HeadVersions) -> None:
    pin = versions.add(head(), DESCRIBED)
    with pytest.raises(ModelError, match="was learned for another reading network; go back to the shipped head"):
        read_head(versions.folder_of(1), pin.sha256, "cd" * 32, SHAPE)


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (Head(np.zeros((3, 11)), np.zeros(11)), "its shape is"),
        (Head(np.full(SHAPE, np.nan), np.zeros(11)), "not finite"),
    ],
)
def test_numbers_that_cannot_be_are_refused_though_the_checksum_fits(
    versions: HeadVersions, bad: Head, why: str
) -> None:
    pin = versions.add(bad, DESCRIBED)
    with pytest.raises(ModelError, match=why):
        read_head(versions.folder_of(1), pin.sha256, LABELS.checksum, SHAPE)


@pytest.mark.parametrize("text", ["{", "[]", '{"history": [{}]}', '{"history": [{"version": "x", "sha256": ""}]}'])
def test_a_damaged_pointer_is_refused_and_healed_by_saying_it_anew(versions: HeadVersions, text: str) -> None:
    pin = versions.add(head(), DESCRIBED)
    (versions.folder / "active.json").write_text(text, encoding="utf-8")
    with pytest.raises(
        ModelError, match="which head is in force cannot be read .*; say it anew: mingjian models activate"
    ):
        versions.active()
    versions.put_in_force(pin)
    assert versions.active() == pin


def test_the_network_reads_with_the_pinned_head_or_not_at_all(versions: HeadVersions, tmp_path: Path) -> None:
    network = FakeNetwork()
    pin = versions.add(head(), DESCRIBED)
    assert with_head(network, None) == (network, network)  # type: ignore[arg-type]
    assert with_head(network, HeadOf(tmp_path)) == (network, network)  # type: ignore[arg-type]
    model, of_acts = with_head(network, HeadOf(tmp_path, pin))  # type: ignore[arg-type]
    assert model is of_acts
    turn = [(Role.CUSTOMER, "订单")]
    assert not np.allclose(model.logits(turn, [None])[0], network.logits(turn, [None])[0])
    assert FeelingReader(model).model_id.endswith(f"+head1.{pin.sha256[:12]}")
    with pytest.raises(ModelError, match="sha256 differs"):
        with_head(network, HeadOf(tmp_path, HeadPin(1, "0" * 64)))  # type: ignore[arg-type]


def test_an_id_without_its_head() -> None:
    assert without_head("mingjian-reading-1@d325142c9577+head2.0f3a5b7c9d1e") == "mingjian-reading-1@d325142c9577"
    assert without_head("mingjian-reading-1@d325142c9577") == "mingjian-reading-1@d325142c9577"


KILLED = """
import os, signal, sys
from pathlib import Path
from models.reading import head_versions
from tests.models.test_head_versions import DESCRIBED, head

class Killed:
    def __init__(self, at): self.at, self.calls = at, 0
    def __call__(self, *given):
        self.calls += 1
        if self.calls == self.at:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*given)

real = getattr(head_versions, sys.argv[2])
setattr(head_versions, sys.argv[2], Killed(int(sys.argv[3])))
versions = head_versions.HeadVersions(Path(sys.argv[1]))
pin = versions.add(head(2), DESCRIBED)
versions.put_in_force(pin)
"""


@pytest.mark.parametrize(
    ("where", "call", "kept"),
    [
        ("_write", 1, [1]),  # before the numbers
        ("_write", 2, [1]),  # between numbers and description
        ("_settle", 1, [1, 2]),  # the version is there, the pointer not yet
        ("_write", 3, [1, 2]),  # while the new pointer is written beside the old one
    ],
)
def test_killed_at_any_moment_the_old_head_stays_in_force(
    versions: HeadVersions, tmp_path: Path, where: str, call: int, kept: list[int]
) -> None:
    first = versions.add(head(), DESCRIBED)
    versions.put_in_force(first)
    done = subprocess.run([sys.executable, "-c", KILLED, tmp_path, where, str(call)], cwd=Path(__file__).parents[2],
                          env={**os.environ, "PYTHONPATH": "."}, check=False)  # fmt: skip
    assert done.returncode == -signal.SIGKILL
    assert versions.active() == first
    assert [one.version for one in versions.known()] == kept
    read_head(versions.folder_of(1), first.sha256, LABELS.checksum, SHAPE)
    second = versions.add(head(3), DESCRIBED)  # what the killed one left is in nobody's way
    versions.put_in_force(second)
    assert versions.active() == second
    assert second.version == max(kept) + 1


def test_killed_after_the_rename_the_new_head_is_in_force(versions: HeadVersions, tmp_path: Path) -> None:
    versions.put_in_force(versions.add(head(), DESCRIBED))
    subprocess.run([sys.executable, "-c", KILLED, tmp_path, "_settle", "2"], cwd=Path(__file__).parents[2],
                   env={**os.environ, "PYTHONPATH": "."}, check=False)  # fmt: skip
    assert versions.active().version == 2
    assert [pin.version for pin in versions.history()] == [1, 2]
