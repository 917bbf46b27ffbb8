"""Notices against a real HTTP server: signed, tried again, given up, never lost and not doubled after a kill."""

import base64
import json
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from console.webhooks.delivering import Postman, Round, deliver_due, first_secret
from console.webhooks.round_loop import delivering
from console.webhooks.sending import Sent
from inspection.webhooks import DeliveryState, RetryPolicy, WebhookEvent, signature
from records import webhook_outbox, webhooks
from records.database import reading, writing
from records.webhooks import Webhook
from records.workspace import Workspace
from tests.console.webhooks.receiver import Receiver, receiving

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
DATA = {"run_id": "2026-09-01-1", "exit_code": 0}


class Watch:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def pass_s(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    one = Workspace.open(tmp_path / "w")
    yield one
    one.close()


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def postman(watch: Watch) -> Postman:
    return Postman(hosts=("127.0.0.1",), now=watch, timeout_s=2.0)


def subscribe(workspace: Workspace, receiver: Receiver, *events: WebhookEvent) -> Webhook:
    with writing(workspace.engine) as connection:
        keys = webhooks.keys_in(workspace.path)
        wanted = events or (WebhookEvent.NIGHT_FINISHED,)
        return webhooks.add(connection, receiver.url, wanted, keys, by="Zhao", at=NOON)


def announce(workspace: Workspace, number: int = 1) -> int:
    with writing(workspace.engine) as connection:
        return webhook_outbox.announce(connection, WebhookEvent.NIGHT_FINISHED, ("run", number), DATA, at=NOON)


def state_of(workspace: Workspace) -> list[tuple[DeliveryState, int, int | None]]:
    with reading(workspace.engine) as connection:
        return [(d.state, d.attempts, d.status) for d in webhook_outbox.latest(connection)]


def test_a_notice_is_signed_so_that_its_receiver_can_check_it(workspace: Workspace, postman: Postman) -> None:
    with receiving() as receiver:
        webhook = subscribe(workspace, receiver)
        secret = base64.b64decode(first_secret(webhook, workspace).removeprefix("whsec_"))
        announce(workspace)
        assert deliver_due(workspace, postman) == Round(delivered=1)
        ((path, headers, body),) = receiver.got
    assert path == "/hook"
    told = json.loads(body)
    assert (told["type"], told["timestamp"], told["data"]) == ("night_finished", NOON.isoformat(), DATA)
    stamp = int(headers["webhook-timestamp"])
    assert stamp == int(NOON.timestamp())
    assert headers["webhook-signature"] == signature(secret, headers["webhook-id"], stamp, body.decode())
    assert headers["content-type"] == "application/json"
    assert "cookie" not in headers
    stored = b"".join(
        file.read_bytes() for file in workspace.path.iterdir() if file.is_file() and file.name != webhooks.KEY_FILE
    )
    assert secret not in stored
    assert state_of(workspace) == [(DeliveryState.DELIVERED, 1, 200)]


def test_what_was_delivered_is_not_sent_again_and_the_same_event_not_announced_twice(
    workspace: Workspace, postman: Postman, watch: Watch
) -> None:
    with receiving() as receiver:
        subscribe(workspace, receiver)
        announce(workspace)
        deliver_due(workspace, postman)
        announce(workspace)
        watch.pass_s(3600)
        assert deliver_due(workspace, postman) == Round()
        assert len(receiver.got) == 1


def test_a_refused_notice_is_tried_again_under_the_same_id_after_growing_waits(
    workspace: Workspace, postman: Postman, watch: Watch
) -> None:
    with receiving(500, 503, 200) as receiver:
        subscribe(workspace, receiver)
        announce(workspace)
        assert deliver_due(workspace, postman) == Round(waiting=1)
        watch.pass_s(29)
        assert deliver_due(workspace, postman) == Round()
        watch.pass_s(1)
        assert deliver_due(workspace, postman) == Round(waiting=1)
        watch.pass_s(119)
        assert deliver_due(workspace, postman) == Round()
        watch.pass_s(1)
        assert deliver_due(workspace, postman) == Round(delivered=1)
        assert len(receiver.got) == 3
        assert len(set(receiver.ids())) == 1
    assert state_of(workspace) == [(DeliveryState.DELIVERED, 3, 200)]


def test_a_redirect_is_not_followed_and_counts_as_refused(workspace: Workspace, postman: Postman) -> None:
    with receiving(307) as receiver:
        subscribe(workspace, receiver)
        announce(workspace)
        assert deliver_due(workspace, postman) == Round(waiting=1)
        assert [path for path, _, _ in receiver.got] == ["/hook"]
    assert state_of(workspace) == [(DeliveryState.WAITING, 1, 307)]


def test_after_the_last_try_a_notice_is_dead_until_somebody_asks_for_another_round(
    workspace: Workspace, postman: Postman, watch: Watch
) -> None:
    postman = replace(postman, policy=RetryPolicy(attempts=2))
    with receiving(500) as receiver:
        webhook = subscribe(workspace, receiver)
        announce(workspace)
        deliver_due(workspace, postman)
        watch.pass_s(30)
        assert deliver_due(workspace, postman) == Round(dead=1)
        watch.pass_s(99_999)
        assert deliver_due(workspace, postman) == Round()
        assert len(receiver.got) == 2
        receiver.answers[:] = [204]
        with writing(workspace.engine) as connection:
            assert webhook_outbox.try_again(connection, webhook.webhook_id, at=watch()) == 1
        assert deliver_due(workspace, postman) == Round(delivered=1)


def test_a_receiver_that_is_away_is_one_failure_and_no_crash(workspace: Workspace, postman: Postman) -> None:
    with receiving() as receiver:
        subscribe(workspace, receiver)
    announce(workspace)
    assert deliver_due(workspace, postman) == Round(waiting=1)
    with reading(workspace.engine) as connection:
        (one,) = webhook_outbox.latest(connection)
    assert (one.status, one.state) == (None, DeliveryState.WAITING)
    assert "ConnectionRefusedError" in one.error


def test_a_kill_in_the_middle_of_sending_loses_nothing_and_only_that_notice_goes_out_again(
    workspace: Workspace, postman: Postman, watch: Watch
) -> None:
    with receiving() as receiver:
        subscribe(workspace, receiver)
        announce(workspace, 1)
        announce(workspace, 2)

        def killed(*_: object, **__: object) -> Sent:
            raise KeyboardInterrupt  # the process is gone before it could write down what came back

        with pytest.raises(KeyboardInterrupt):
            deliver_due(workspace, replace(postman, send=killed))
        assert deliver_due(workspace, postman) == Round(delivered=1)  # the other one; the lease of the first still runs
        watch.pass_s(120)
        assert deliver_due(workspace, postman) == Round(delivered=1)
        assert deliver_due(workspace, postman) == Round()
        assert len(receiver.got) == len(set(receiver.ids())) == 2


def test_a_try_that_outlived_its_lease_does_not_undo_what_the_next_one_did(
    workspace: Workspace, postman: Postman, watch: Watch
) -> None:
    with receiving() as receiver:
        subscribe(workspace, receiver)
        announce(workspace)
        with writing(workspace.engine) as connection:
            slow = webhook_outbox.claim(connection, watch(), postman.policy)
        assert slow is not None
        watch.pass_s(121)
        assert deliver_due(workspace, postman) == Round(delivered=1)
        with writing(workspace.engine) as connection:
            webhook_outbox.failed(connection, slow, "late", status=None, at=watch(), policy=postman.policy)
    assert state_of(workspace) == [(DeliveryState.DELIVERED, 2, 200)]


def test_nothing_goes_out_where_the_operator_named_no_host_or_took_it_back(
    workspace: Workspace, postman: Postman, watch: Watch
) -> None:
    with receiving() as receiver:
        subscribe(workspace, receiver)
        announce(workspace)
        assert deliver_due(workspace, replace(postman, hosts=())) == Round()
        assert state_of(workspace) == [(DeliveryState.WAITING, 0, None)]
        assert deliver_due(workspace, replace(postman, hosts=("crm.example.com",))) == Round(waiting=1)
        assert receiver.got == []


def test_an_ended_webhook_gets_nothing_more(workspace: Workspace, postman: Postman) -> None:
    with receiving() as receiver:
        webhook = subscribe(workspace, receiver)
        announce(workspace)
        with writing(workspace.engine) as connection:
            assert webhooks.end(connection, webhook.webhook_id, by="Zhao", at=NOON) is True
            assert webhooks.end(connection, webhook.webhook_id, by="Zhao", at=NOON) is False
        assert announce(workspace, 2) == 0
        assert deliver_due(workspace, postman) == Round()
        assert receiver.got == []
    assert state_of(workspace) == [(DeliveryState.DEAD, 0, None)]


def test_only_what_was_asked_for_is_told_and_without_a_webhook_nothing_is_kept(workspace: Workspace) -> None:
    assert announce(workspace) == 0
    assert state_of(workspace) == []
    with receiving() as receiver:
        subscribe(workspace, receiver, WebhookEvent.APPEAL_OPENED)
        assert announce(workspace) == 0


def test_a_lost_key_is_told_and_the_notice_waits(workspace: Workspace, postman: Postman) -> None:
    with receiving() as receiver:
        subscribe(workspace, receiver)
        announce(workspace)
        (workspace.path / webhooks.KEY_FILE).unlink()
        assert deliver_due(workspace, postman) == Round(waiting=1)
        assert receiver.got == []


def test_the_console_delivers_in_the_background_and_stops_when_it_stops(workspace: Workspace) -> None:
    with receiving() as receiver:
        subscribe(workspace, receiver)
        announce(workspace)
        post = Postman(hosts=("127.0.0.1",), now=lambda: datetime.now(UTC), timeout_s=2.0)
        with delivering(workspace, post, every_s=0.02):
            until = time.monotonic() + 4
            while not receiver.got and time.monotonic() < until:
                time.sleep(0.02)
        assert len(receiver.got) == 1
