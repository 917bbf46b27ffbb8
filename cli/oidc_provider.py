"""The identity provider as the settings and the environment name it, and whether it answers."""

import os
import ssl
from datetime import UTC, datetime
from pathlib import Path

from cli.settings import oidc_settings
from console.single_sign_on.oidc_settings import OidcSettings
from console.single_sign_on.provider import Provider
from console.single_sign_on.provider_line import ProviderLine
from inspection.access.provider_address import is_issuer
from inspection.errors import ProviderUnreachable, SettingsError

CLIENT_SECRET = "MINGJIAN_OIDC_CLIENT_SECRET"  # noqa: S105 - the name of a variable
_WHERE = "[oidc]"


def identity_provider() -> Provider | None:
    """The provider of single sign-on; None when no issuer is named. SettingsError for what cannot be used."""
    settings = oidc_settings()
    if settings.oidc_issuer is None:
        return None
    if not is_issuer(settings.oidc_issuer):
        raise SettingsError(
            f"the issuer '{settings.oidc_issuer[:100]}' cannot be used: who people are would travel in the open",
            "give https://HOST (http only on this machine, for a trial)",
            where=_WHERE,
        )
    if settings.oidc_client_id is None:
        raise SettingsError(
            "client_id is missing", "register this console at the provider and give the name it has there", where=_WHERE
        )
    return Provider(
        issuer=settings.oidc_issuer,
        client_id=settings.oidc_client_id,
        client_secret=_secret(settings),
        name_claim=settings.oidc_name_claim,
        label=settings.oidc_label,
        prompt=settings.oidc_prompt or "",
        tls=_tls(settings.oidc_ca_file),
    )


def what_it_answers(provider: Provider) -> str:
    """One line for the doctor; SignOnError when it does not answer, or as somebody else."""
    line = ProviderLine(provider)
    description = line.description(datetime.now(UTC))
    keys = line.ask(description.keys).get("keys")
    if not isinstance(keys, list) or not keys:
        raise ProviderUnreachable("the provider shows no keys", "see its settings", where=description.keys)
    secret = "with its secret" if provider.client_secret else "as a public client"
    return f"{provider.issuer} answers, {len(keys)} keys; this console is '{provider.client_id}' there, {secret}"


def _secret(settings: OidcSettings) -> str:
    """From the variable, else from the file; empty for a public client."""
    given, file = (os.environ.get(CLIENT_SECRET) or "").strip(), settings.oidc_client_secret_file
    if given or file is None:
        return given
    try:
        found = file.expanduser().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        found = ""
    if not found:
        raise SettingsError("the secret cannot be read, or the file is empty", "see the file", where=str(file))
    return found


def _tls(ca_file: Path | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=None if ca_file is None else str(ca_file.expanduser()))
    except OSError:  # ssl.SSLError is one
        raise SettingsError("there are no certificates in it", "give a PEM file", where=str(ca_file)) from None
