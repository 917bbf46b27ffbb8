"""The authorization code flow with PKCE: the address people are sent to, and what the code they bring back is worth."""

import base64
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode

from console.single_sign_on.id_token import checked_claims, demand_asked_since
from console.single_sign_on.provider import Description
from console.single_sign_on.provider_line import ProviderLine
from console.single_sign_on.started import LIFE_S, Started
from inspection.access.provider_identity import Identity, identity_of
from inspection.errors import SignOnError

SCOPES = "openid profile email"


def authorization_url(line: ProviderLine, started: Started, redirect_uri: str, *, at: datetime) -> str:
    """Where the browser goes to say who it is. SignOnError when the provider cannot be asked or trusted."""
    asked = {
        "response_type": "code",
        "client_id": line.provider.client_id,
        "redirect_uri": redirect_uri,
        "scope": SCOPES,
        "state": started.state,
        "nonce": started.nonce,
        "code_challenge": started.challenge,
        "code_challenge_method": "S256",
    }
    prompt = {"prompt": line.provider.prompt} if line.provider.prompt else {}
    max_age = {"max_age": "0"} if line.provider.asks_every_time else {}  # it must then say when it asked
    return _with(line.description(at).authorization, asked | prompt | max_age)


def end_session_url(line: ProviderLine, back: str, *, at: datetime) -> str:
    """Where the provider itself signs people out; empty when it has no such address."""
    url = line.description(at).end_session
    return _with(url, {"client_id": line.provider.client_id, "post_logout_redirect_uri": back}) if url else ""


def redeemed(line: ProviderLine, started: Started, code: str, redirect_uri: str, *, at: datetime) -> Identity:
    """Who the provider says brought this code. SignOnError when it does not say so beyond doubt."""
    provider, description = line.provider, line.description(at)
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect_uri,
        "code_verifier": started.verifier,
    }
    answer = line.ask(description.token, **_with_secret(line, description, form))
    claims = checked_claims(
        answer.get("id_token"),
        line.ask(description.keys),
        issuer=provider.issuer,
        client_id=provider.client_id,
        nonce=started.nonce,
        at=at,
    )
    if provider.asks_every_time:
        demand_asked_since(claims, at - timedelta(seconds=LIFE_S))
    if provider.name_claim not in claims and description.userinfo:
        claims = {**_userinfo(line, description, answer, str(claims["sub"])), **claims}
    return identity_of(provider.issuer, claims, provider.name_claim)


def _userinfo(line: ProviderLine, description: Description, answer: Mapping[str, Any], subject: str) -> dict[str, Any]:
    """More about the same subject; another one's is refused (OpenID Connect Core 1.0, section 5.3.2)."""
    bearer = {"Authorization": f"Bearer {answer.get('access_token')}"}
    said = line.ask(description.userinfo, headers=bearer)
    if said.get("sub") != subject:
        raise SignOnError(
            "the provider speaks of somebody else", "see its logs", where=description.userinfo, code="bad_token"
        )
    return dict(said)


def _with_secret(line: ProviderLine, description: Description, form: dict[str, str]) -> dict[str, Any]:
    """How the provider knows that it is us (RFC 6749, section 2.3.1); a public client only gives its name."""
    name, secret = line.provider.client_id, line.provider.client_secret
    if not secret or description.takes_secret_in_form:
        return {"form": form | {"client_id": name} | ({"client_secret": secret} if secret else {})}
    pair = base64.b64encode(f"{quote(name, safe='')}:{quote(secret, safe='')}".encode()).decode()
    return {"form": form, "headers": {"Authorization": f"Basic {pair}"}}


def _with(url: str, query: Mapping[str, str]) -> str:
    return f"{url}{'&' if '?' in url else '?'}{urlencode(query)}"
