"""The tables of the JSON API: tokens, answers that were given to a key, webhooks and what is to be told to them."""

from sqlalchemy import Boolean, Column, ForeignKeyConstraint, Index, Integer, PrimaryKeyConstraint, Table

from records.column_types import Instant
from records.table_parts import metadata, nested, words

api_tokens = Table(
    "api_tokens",
    metadata,
    words("token_id", null=False),
    words("token_hash", null=False),
    words("login", null=False),
    words("name", null=False),
    nested("scopes"),
    words("made_by", null=False),
    Column("made_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("used_at", Instant),
    Column("revoked_at", Instant),
    PrimaryKeyConstraint("token_id"),
    ForeignKeyConstraint(["login"], ["accounts.login"], ondelete="CASCADE"),
    Index(None, "token_hash", unique=True),
    Index(None, "login"),
)

idempotent_answers = Table(
    "idempotent_answers",
    metadata,
    words("login", null=False),
    words("key", null=False),
    words("request_hash", null=False),
    Column("status", Integer, nullable=False),
    words("body", null=False),
    Column("at", Instant, nullable=False),
    PrimaryKeyConstraint("login", "key"),
    ForeignKeyConstraint(["login"], ["accounts.login"], ondelete="CASCADE"),
    Index(None, "at"),
)

webhooks = Table(
    "webhooks",
    metadata,
    words("webhook_id", null=False),
    words("url", null=False),
    nested("events"),
    words("key_id", null=False),
    Column("active", Boolean, nullable=False),
    words("made_by", null=False),
    Column("made_at", Instant, nullable=False),
    PrimaryKeyConstraint("webhook_id"),
)

webhook_deliveries = Table(
    "webhook_deliveries",
    metadata,
    words("delivery_id", null=False),
    words("webhook_id", null=False),
    words("event", null=False),
    words("body", null=False),
    Column("at", Instant, nullable=False),
    words("state", null=False),
    Column("attempts", Integer, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("status", Integer),
    words("error", null=False),
    Column("ended_at", Instant),
    PrimaryKeyConstraint("delivery_id"),
    ForeignKeyConstraint(["webhook_id"], ["webhooks.webhook_id"], ondelete="CASCADE"),
    Index(None, "state", "next_at"),
    Index(None, "webhook_id"),
)
