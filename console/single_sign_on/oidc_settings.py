"""Which identity provider vouches for people, if any. Its secret is no setting: it never stands in mingjian.toml."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


class OidcSettings(BaseModel):
    """Settings of single sign-on; mingjian.toml and the environment fill them. Without an issuer there is none."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    oidc_issuer: Text | None = Field(
        None, description="address of the identity provider, https://...; none: sign-in by password only"
    )
    oidc_client_id: Text | None = Field(None, description="the name this console is registered under there")
    oidc_client_secret_file: Path | None = Field(
        None, description="file with the secret it got there (or `MINGJIAN_OIDC_CLIENT_SECRET`); none: a public client"
    )
    oidc_name_claim: Text = Field(
        "preferred_username", description="claim that holds the sign-in name here; people must not choose it themselves"
    )
    oidc_label: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)] = Field(
        "", description="words on the button; a general text when empty"
    )
    oidc_prompt: Literal["login", "select_account"] | None = Field(
        None, description="`login`: the provider asks who it is at every sign-in (shared workplaces); `select_account`"
    )
    oidc_ca_file: Path | None = Field(
        None, description="certificates (PEM) of your own authority; the system's when not set"
    )
