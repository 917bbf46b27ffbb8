"""How one source writes: its name, time zone, column names and codes. Every parser takes this one value."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import tzinfo

from inspection.errors import SettingsError
from inspection.formats.coded_values import CodedValues
from inspection.formats.header_aliases import HeaderAliases, aliases_from_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions:
    """What a parser must know about its source.

    `zone` is the zone of times written without one. `language` and `agent_channel` (0-based) are used where the input
    says nothing; None leaves them unknown.
    """

    source: str
    zone: tzinfo
    interaction_columns: HeaderAliases
    message_columns: HeaderAliases
    agent_columns: HeaderAliases
    codes: CodedValues
    language: str | None = None
    agent_channel: int | None = None

    def with_columns(self, own: Mapping[str, str]) -> "Conventions":
        """The same source with its own column names (header -> column), each where that column belongs.

        Raises SettingsError for a column that no table has.
        """
        sections = (self.interaction_columns, self.message_columns, self.agent_columns)
        known = frozenset().union(*(s.columns for s in sections))
        for header, column in own.items():
            if column not in known:
                reason = f"{header!r} is mapped to the unknown column {column!r}"
                raise SettingsError(reason, f"use one of: {', '.join(sorted(known))}", where="source.toml [columns]")
        calls, messages, agents = (s.extended({h: c for h, c in own.items() if c in s.columns}) for s in sections)
        return replace(self, interaction_columns=calls, message_columns=messages, agent_columns=agents)


def conventions_from_text(
    aliases: str,
    *,
    source: str,
    zone: tzinfo,
    codes: CodedValues,
    language: str | None = None,
    agent_channel: int | None = None,
) -> Conventions:
    """Conventions with the columns of header_aliases.yaml (its text); raises SettingsError when that file is wrong."""
    columns = aliases_from_text(aliases)
    return Conventions(
        source=source,
        zone=zone,
        interaction_columns=columns["interaction"],
        message_columns=columns["message"],
        agent_columns=columns["agent"],
        codes=codes,
        language=language,
        agent_channel=agent_channel,
    )
