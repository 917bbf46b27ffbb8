"""An identity provider of the tests' own, which also lies: it answers on loopback and signs what it is told to sign."""

import base64
import hashlib
import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

CLIENT, SECRET = "mingjian", "a secret & more"
ITS_KEY = ECKey.generate_key("P-256", {"kid": "its own"})
ANOTHER_KEY = ECKey.generate_key("P-256", {"kid": "its own"})  # the same name, another key


@dataclass
class OwnProvider:
    """`person` are the claims of who signs in next, `told` and `described` replace or (None) remove what it says.

    `sign` makes the token, `asked` are the paths it was asked for.
    """

    issuer: str = ""
    person: dict[str, Any] = field(default_factory=lambda: {"sub": "s-1", "preferred_username": "zhao"})
    told: dict[str, Any] = field(default_factory=dict)
    described: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    key: ECKey = field(default_factory=lambda: ITS_KEY)
    header: dict[str, Any] = field(default_factory=lambda: {"alg": "ES256", "kid": "its own"})
    raw_token: str | None = None
    keys: dict[str, Any] = field(default_factory=lambda: dict(KeySet([ITS_KEY]).as_dict()))
    asked: list[str] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    status: int = 200

    def consents(self, url: str) -> dict[str, str]:
        """What somebody's browser brings back who was sent to `url` and said yes."""
        parts = urlsplit(url)
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{self.issuer}/authorize"
        wanted = dict(parse_qsl(parts.query))
        code = secrets.token_urlsafe(8)
        self.codes[code] = wanted
        return {"code": code, "state": wanted["state"]}

    def answer(self, path: str, form: dict[str, str], authorization: str) -> tuple[int, object]:
        self.asked.append(path)
        if path.endswith("/openid-configuration"):
            return self.status, _without_none(self._description() | self.described)
        if path == "/keys":
            return 200, self.keys
        if path == "/no":
            return 401, {"error": "invalid_client"}
        if path == "/userinfo":
            return 200, self.userinfo
        return self._token(form, authorization)

    def _description(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "end_session_endpoint": f"{self.issuer}/bye",
        }

    def _token(self, form: dict[str, str], authorization: str) -> tuple[int, object]:
        """The code once, to whom knows the secret, the verifier and where it was sent."""
        wanted = self.codes.pop(form.get("code", ""), None)
        pair = base64.b64encode(b"mingjian:a%20secret%20%26%20more").decode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=")
        is_known = authorization == f"Basic {pair}" or (form.get("client_id"), form.get("client_secret")) == (
            CLIENT,
            SECRET,
        )
        if wanted is None or not is_known or form["redirect_uri"] != wanted["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        if wanted["code_challenge"] != challenge.decode() or wanted["code_challenge_method"] != "S256":
            return 400, {"error": "invalid_grant"}
        now = int(datetime.now(UTC).timestamp())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": wanted["nonce"]}
        signed = self.raw_token or self._signed(_without_none(claims | self.person | self.told))
        return 200, {"access_token": "access", "token_type": "Bearer", "id_token": signed}

    def _signed(self, claims: dict[str, Any]) -> str:
        return jwt.encode(self.header, claims, self.key)


def unsigned(claims: dict[str, Any], **header: str) -> str:
    """A token without a signature, as the oldest attack has it (`alg: none` unless the header says otherwise)."""
    parts = ({"alg": "none"} | header, claims)
    return ".".join([*(base64.urlsafe_b64encode(json.dumps(p).encode()).rstrip(b"=").decode() for p in parts), ""])


def _without_none(claims: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in claims.items() if value is not None}


@contextmanager
def own_provider() -> Iterator[OwnProvider]:
    """A provider that answers on a free port of this machine."""
    provider = OwnProvider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._answer(dict(parse_qsl(body)))

        def _answer(self, form: dict[str, str]) -> None:
            status, said = provider.answer(self.path, form, self.headers.get("Authorization", ""))
            content = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Nothing on the terminal of the tests."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
