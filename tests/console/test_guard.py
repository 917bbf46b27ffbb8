import pytest
from starlette.testclient import TestClient

from console.guard import SECURITY_HEADERS


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost", "LOCALHOST:80", "[::1]", "[::1]:8000"])
def test_this_machine_is_answered(console: TestClient, host: str) -> None:
    assert console.get("/health", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "evil.example:8000", "10.0.0.5", "0.0.0.0",
     "", "127.0.0.1:8000@evil.example", "localhost:80:80", "[::1", "[::2]", "127.0.0.1 ", "xlocalhost"],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/", "/static/console.css", "/health", "/nowhere"])
def test_another_name_for_this_machine_is_refused(console: TestClient, host: str, path: str) -> None:
    answer = console.get(path, headers={"Host": host})
    assert answer.status_code == 400
    assert "a7" not in answer.text
    assert "127.0.0.1" in answer.text


@pytest.mark.parametrize("path", ["/", "/ledger?date=x", "/nowhere", "/static/console.js", "/static/none", "/health"])
def test_every_answer_carries_the_security_headers(console: TestClient, path: str) -> None:
    answer = console.get(path)
    for name, value in SECURITY_HEADERS.items():
        assert answer.headers.get_list(name) == [value]


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere(console: TestClient) -> None:
    policy = console.get("/").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "*" not in policy
    assert "default-src 'none'" in policy


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(console: TestClient, method: str) -> None:
    assert console.request(method, "/ledger").status_code == 405


def test_static_files_lead_nowhere_else(console: TestClient) -> None:
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static//etc/passwd", "/static/..%2fapp.py"):
        assert console.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json"])
def test_no_page_comes_from_the_framework(console: TestClient, path: str) -> None:
    assert console.get(path).status_code == 404
