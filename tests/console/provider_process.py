"""A provider nobody here wrote, in a process of its own on loopback: PyPI's oidc-provider-mock."""

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

_PATIENCE_S = 30.0


@contextmanager
def provider_process(people: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    """The issuer's address while it runs. `people` are subject -> claims of who can sign in there with one click."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce", "true"]
    for subject, claims in people.items():
        command += ["--user-claims", json.dumps({"sub": subject, **claims})]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    issuer = f"http://127.0.0.1:{port}"
    try:
        _wait_for(issuer, process)
        yield issuer
    finally:
        process.terminate()
        process.wait(10)


def name_anew(issuer: str, subject: str, claims: Mapping[str, object]) -> None:
    """Let the provider say something else of a subject, as an administrator there would."""
    request = urllib.request.Request(
        f"{issuer}/users/{subject}",
        data=json.dumps(claims).encode(),
        headers={"Content-Type": "application/json"},
        method="PUT",
    )
    urllib.request.urlopen(request, timeout=10).close()


def _wait_for(issuer: str, process: "subprocess.Popen[bytes]") -> None:
    ends = time.monotonic() + _PATIENCE_S
    while time.monotonic() < ends and process.poll() is None:
        try:
            urllib.request.urlopen(f"{issuer}/.well-known/openid-configuration", timeout=5).close()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the provider did not start")
