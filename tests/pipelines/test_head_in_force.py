"""From labels to a night that reads with a relearned head: trained, put in force, pinned, taken back, refused."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from inspection.errors import ModelError
from models.reading.head_versions import SHIPPED_HEAD
from pipelines import head_in_force
from records import audit, runs
from records.database import reading
from tests.pipelines.relearning_site import BY, RelearningSite, chat_of, forget

NEXT, LATER = date(2026, 9, 2), date(2026, 9, 3)


@pytest.fixture
def centre(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RelearningSite]:
    site = RelearningSite(tmp_path, monkeypatch)
    site.judge()
    yield site
    forget()


@pytest.fixture
def trained(centre: RelearningSite) -> RelearningSite:
    centre.label()
    assert centre.train().activated
    return centre


def trail(centre: RelearningSite, version: int) -> list[tuple[str, str, str]]:
    with centre.opened() as workspace, reading(workspace.engine) as connection:
        return [(e.who, e.action, e.reason) for e in audit.of(connection, f"reading_head:{version}")]


def test_what_is_better_is_kept_put_in_force_and_recorded(centre: RelearningSite) -> None:
    centre.label()
    report = centre.train()
    pin = centre.versions.active()
    assert (report.won, report.activated, report.new, report.current) == (("sentiment",), True, pin.name, "shipped")
    (kept,) = centre.versions.known()
    assert (kept.parent, kept.made_by, kept.network) == (0, "王芳", centre.network.labels.checksum)
    assert kept.report["heads"][0]["contest"]["macro_f1"]["low"] > 0
    assert trail(centre, 1) == [
        ("王芳", "train_head", "收到 is curt here"),
        ("王芳", "activate_head", "收到 is curt here"),
    ]


def test_a_dry_run_tells_the_same_and_changes_nothing(centre: RelearningSite) -> None:
    centre.label()
    dry = centre.train(dry_run=True)
    assert (dry.won, dry.new, dry.activated) == (("sentiment",), None, False)
    assert not centre.versions.folder.exists()
    assert trail(centre, 1) == []
    assert centre.train().heads == dry.heads


def test_without_labels_nothing_is_learned(centre: RelearningSite) -> None:
    assert centre.train().heads == ()
    assert centre.versions.active() is SHIPPED_HEAD


def test_training_again_on_the_same_labels_keeps_the_head_in_force(trained: RelearningSite) -> None:
    report = trained.train()
    assert (report.won, report.current) == ((), trained.versions.active().name)
    assert len(trained.versions.known()) == 1


def test_the_next_night_reads_with_the_new_head_and_says_so(trained: RelearningSite) -> None:
    trained.site.deliver(chat_of(100, "收到 了 3", "订单 到哪 3"))
    run_id = trained.night(NEXT)
    assert trained.sentiments_of("chat-100") == ["negative", "neutral"]
    name = trained.versions.active().name
    assert all(m.endswith(f"+{name}") for m in trained.models_of("chat-100"))
    assert trained.sentiments_of("chat-000")[0] == "neutral"  # history does not move
    assert all("+head" not in m for m in trained.models_of("chat-000"))
    with trained.opened() as workspace, reading(workspace.engine) as connection:
        pins = runs.find(connection, run_id).pins
    assert json.loads(pins["reading_head"]) == {"version": 1, "sha256": trained.versions.active().sha256}
    assert "+head" not in pins["readers"]


def test_a_night_keeps_the_head_it_began_with(trained: RelearningSite) -> None:
    """Whatever is put in force meanwhile, and in whichever process a shard is worked on."""

    def meanwhile() -> None:
        with trained.opened() as workspace:
            head_in_force.roll_back(workspace, lambda: trained.network, BY)  # type: ignore[arg-type, return-value]
        forget()

    trained.site.deliver(chat_of(100, "收到 了 3"))
    name = trained.versions.active().name
    trained.night(NEXT, meanwhile=meanwhile)
    assert trained.versions.active() is SHIPPED_HEAD
    assert all(m.endswith(f"+{name}") for m in trained.models_of("chat-100"))
    assert trained.sentiments_of("chat-100") == ["negative"]


def test_a_killed_night_is_resumed_with_the_head_it_began_with(trained: RelearningSite) -> None:
    trained.site.deliver(chat_of(100, "收到 了 3"))
    name = trained.versions.active().name
    trained.night(NEXT, killed=True)
    with trained.opened() as workspace:
        head_in_force.activate(workspace, 0, lambda: trained.network, BY)  # type: ignore[arg-type, return-value]
    trained.night(NEXT)
    assert all(m.endswith(f"+{name}") for m in trained.models_of("chat-100"))
    trained.site.deliver(chat_of(101, "收到 了 3"))
    trained.night(LATER)
    assert all("+head" not in m for m in trained.models_of("chat-101"))


def test_a_night_that_began_with_the_shipped_head_keeps_that(centre: RelearningSite) -> None:
    centre.site.deliver(chat_of(100, "收到 了 3"))
    centre.night(NEXT, killed=True)
    centre.label()
    assert centre.train().activated
    centre.night(NEXT)
    assert all("+head" not in m for m in centre.models_of("chat-100"))


def test_a_damaged_head_stops_the_night_before_it_begins(trained: RelearningSite) -> None:
    path = trained.versions.folder_of(1) / "head.npz"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    trained.site.deliver(chat_of(100, "收到 了 3"))
    with pytest.raises(ModelError, match="not the one that was put in force"):
        trained.night(NEXT)
    with pytest.raises(ModelError, match="not the one that was put in force"):
        trained.train()
    with trained.opened() as workspace:
        head_in_force.roll_back(workspace, lambda: trained.network, BY)  # type: ignore[arg-type, return-value]
    trained.night(NEXT)
    assert all("+head" not in m for m in trained.models_of("chat-100"))


def test_a_head_of_a_former_network_stops_the_night(trained: RelearningSite) -> None:
    trained.network.labels = replace(trained.network.labels, checksum="cd" * 32)
    trained.site.deliver(chat_of(100, "收到 了 3"))
    with pytest.raises(ModelError, match="another reading network; go back to the shipped head"):
        trained.night(NEXT)


def test_going_back_checks_what_it_goes_back_to(trained: RelearningSite) -> None:
    def network() -> object:
        return trained.network

    with trained.opened() as workspace:
        head_in_force.activate(workspace, 1, network, BY)  # type: ignore[arg-type]
        (trained.versions.folder_of(1) / "head.json").unlink()
        with pytest.raises(ModelError, match="cannot be read"):
            head_in_force.roll_back(workspace, network, BY)  # type: ignore[arg-type]
        with pytest.raises(ModelError, match="cannot be read"):
            head_in_force.activate(workspace, 1, network, BY)  # type: ignore[arg-type]
        assert head_in_force.activate(workspace, 0, network, BY) is SHIPPED_HEAD  # type: ignore[arg-type]
    assert [action for _, action, _ in trail(trained, 0)] == ["activate_head"]


def test_going_back_from_nothing_is_refused_and_not_recorded(centre: RelearningSite) -> None:
    with centre.opened() as workspace, pytest.raises(ModelError, match="there was none before it"):
        head_in_force.roll_back(workspace, lambda: centre.network, BY)  # type: ignore[arg-type, return-value]
    assert trail(centre, 0) == []
