"""Two networks as one: feeling's outputs before the acts', features side by side, a checksum of both."""

from dataclasses import replace

import numpy as np

from inspection.interaction import Role
from models.reading.reading_model import network_labels
from models.reading.reading_networks import ACTS, FEELING, ReadingNetworks, shipped_acts
from tests.models.fake_network import LABELS, WIDTH, FakeNetwork

TURNS = [(Role.CUSTOMER, "投诉 你们"), (Role.AGENT, "再见")]
NETWORKS = ReadingNetworks(
    FakeNetwork(replace(LABELS, acts=(), checksum="0" * 64)),  # type: ignore[arg-type]
    FakeNetwork(replace(LABELS, feeling={}, checksum="1" * 64)),  # type: ignore[arg-type]
)


def test_feeling_comes_from_the_one_network_and_acts_from_the_other() -> None:
    alone = FakeNetwork().seen(TURNS, [None, None])
    for one, both in zip(alone, NETWORKS.seen(TURNS, [None, None]), strict=True):
        assert (both.logits == one.logits).all()
        assert (both.features == np.concatenate([one.features, one.features], axis=1)).all()
        assert both.features.shape == (1, 2 * WIDTH)


def test_labels_are_of_both_and_the_checksum_changes_with_either() -> None:
    assert (NETWORKS.labels.acts, NETWORKS.labels.feeling) == (LABELS.acts, LABELS.feeling)
    other = ReadingNetworks(NETWORKS.feeling, FakeNetwork(replace(LABELS, checksum="2" * 64)))  # type: ignore[arg-type]
    assert other.labels.checksum != NETWORKS.labels.checksum


def test_the_shipped_networks_know_what_they_are_for() -> None:
    assert network_labels(FEELING).acts == ()
    assert {"customer", "agent"} <= set(network_labels(FEELING).feeling)
    assert len(shipped_acts()) == len(network_labels(ACTS).acts) >= 34
