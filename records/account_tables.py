"""The tables of signing in: accounts, sessions, one-time links, identities, and attempts that were not right."""

from sqlalchemy import Boolean, Column, ForeignKeyConstraint, Index, Integer, PrimaryKeyConstraint, Table

from records.column_types import Instant
from records.table_parts import metadata, words

accounts = Table(
    "accounts",
    metadata,
    words("login", null=False),
    words("who", null=False),
    words("password_hash"),
    Column("password_set_at", Instant),
    Column("disabled", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("signed_in_at", Instant),
    PrimaryKeyConstraint("login"),
    ForeignKeyConstraint(["who"], ["people.who"]),
    Index(None, "who"),
)

sessions = Table(
    "sessions",
    metadata,
    words("session_hash", null=False),
    words("login", null=False),
    Column("started_at", Instant, nullable=False),
    Column("used_at", Instant, nullable=False),
    PrimaryKeyConstraint("session_hash"),
    ForeignKeyConstraint(["login"], ["accounts.login"], ondelete="CASCADE"),
    Index(None, "login"),
)

one_time_links = Table(
    "one_time_links",
    metadata,
    words("link_hash", null=False),
    words("login"),  # empty: the link makes the first administrator
    words("made_by", null=False),
    Column("made_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    PrimaryKeyConstraint("link_hash"),
    ForeignKeyConstraint(["login"], ["accounts.login"], ondelete="CASCADE"),
    Index(None, "login"),
)

provider_identities = Table(
    "provider_identities",
    metadata,
    words("issuer", null=False),
    words("subject", null=False),
    words("login", null=False),
    Column("bound_at", Instant, nullable=False),
    PrimaryKeyConstraint("issuer", "subject"),
    ForeignKeyConstraint(["login"], ["accounts.login"], ondelete="CASCADE"),
    Index(None, "login", "issuer", unique=True),
)

sign_in_attempts = Table(
    "sign_in_attempts",
    metadata,
    words("kind", null=False),
    words("subject", null=False),
    Column("failures", Integer, nullable=False),
    Column("since", Instant, nullable=False),
    Column("locked_until", Instant),
    PrimaryKeyConstraint("kind", "subject"),
)
