"""`mingjian schedule` against a real Prefect server on this machine: the deployment exists, with its schedule."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.night
PATIENCE_S = 120


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _ask(url: str, body: dict[str, Any] | None = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data=data, headers={"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=5) as answer:
        return json.loads(answer.read())


def _wait_for(ask: Any) -> Any:
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            answer = ask()
        except OSError:
            answer = None
        if answer:
            return answer
        assert time.monotonic() < until, "the server did not answer in time"
        time.sleep(0.5)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    try:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)
    except (ProcessLookupError, subprocess.TimeoutExpired):
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=20)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    port = _free_port()
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PREFECT_")}
    quiet = {"PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1"}
    environment = {**kept, **quiet, "PREFECT_HOME": str(tmp_path / "server")}
    command = [
        sys.executable,
        "-m",
        "prefect",
        "server",
        "start",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--no-ui",
    ]
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    api = f"http://127.0.0.1:{port}/api"
    try:
        _wait_for(lambda: _ask(f"{api}/health"))
        yield api, {**kept, **quiet, "PREFECT_HOME": str(tmp_path / "client"), "PREFECT_API_URL": api}
    finally:
        _stop(process)


def _command(tmp_path: Path, *options: str) -> list[str]:
    places = ["--drop", str(tmp_path / "drop"), "--workspace", str(tmp_path / "workspace")]
    return [sys.executable, "-m", "cli.main", "schedule", *places, *options]


def test_the_deployment_is_created_with_its_schedule(server: tuple[str, dict[str, str]], tmp_path: Path) -> None:
    api, environment = server
    process = subprocess.Popen(
        _command(tmp_path, "--at", "02:30"),
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        (deployment,) = _wait_for(lambda: _ask(f"{api}/deployments/filter", {}))
        assert deployment["name"] == "nightly"
        (schedule,) = deployment["schedules"]
        assert (schedule["schedule"]["cron"], schedule["schedule"]["timezone"]) == ("30 2 * * *", "Asia/Shanghai")
        assert deployment["parameters"]["settings"]["drop"] == str(tmp_path / "drop")
        assert deployment["parameters"]["settings"]["workers"] == 1
        assert "database_url" not in deployment["parameters"]["settings"]
    finally:
        _stop(process)


@pytest.mark.parametrize(
    ("options", "words"),
    [(("--at", "25:00"), "no time of day"), (("--at", "02:00"), "no Prefect server is configured")],
)
def test_what_cannot_be_scheduled_is_refused_in_one_line(tmp_path: Path, options: tuple[str, ...], words: str) -> None:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PREFECT_")}
    refused = subprocess.run(
        _command(tmp_path, *options), env=kept, capture_output=True, text=True, timeout=120, check=False
    )
    assert refused.returncode == 2
    assert words in refused.stderr
    assert len(refused.stderr.strip().splitlines()) == 1
