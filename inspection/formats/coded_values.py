"""Coded values: what exports write for a direction, a yes, a sender or a satisfaction, and what it means here."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from inspection.errors import SettingsError

NOTHING = frozenset(
    {"", "null", "none", "nil", "nan", "n/a", "na", "-", "--", "—", "\\n", "无", "無", "空", "#n/a", "undefined"}
)

FREE_COLUMNS = ("business_line", "language")  # other words than the shipped ones are allowed


@dataclass(frozen=True, slots=True)
class CodedValues:
    """Per column: from the normalised raw value to the canonical one."""

    meaning_of: Mapping[str, Mapping[str, str]]
    meanings: Mapping[str, tuple[str, ...]]

    def read(self, column: str, raw: str) -> str | None:
        """The canonical value, or None when the raw value is not in the column's table."""
        return self.meaning_of.get(column, {}).get(normalised_code(raw))

    def extended(self, own: Mapping[str, Mapping[str, str]]) -> "CodedValues":
        """With a source's own table (column -> raw value -> canonical value); its entries win over the default ones.

        Raises SettingsError for a column that has no codes or a canonical value that does not exist.
        """
        merged = {column: dict(table) for column, table in self.meaning_of.items()}
        for column, table in own.items():
            if column not in merged:
                raise SettingsError(f"the column {column!r} has no coded values", f"use one of: {', '.join(merged)}")
            for raw, meaning in table.items():
                self._check_meaning(column, raw, meaning)
                merged[column][normalised_code(raw)] = meaning
        return CodedValues(merged, self.meanings)

    def _check_meaning(self, column: str, raw: str, meaning: str) -> None:
        if meaning not in self.meanings[column] and column not in FREE_COLUMNS:
            reason = f"{column}: {raw!r} is mapped to the unknown {meaning!r}"
            raise SettingsError(reason, f"use one of: {', '.join(self.meanings[column])}", where="codes.yaml")


def shipped_codes(text: str) -> CodedValues:
    """Read coded_values.yaml (column -> meaning -> words); raises SettingsError when a word has two meanings."""
    meaning_of: dict[str, dict[str, str]] = {}
    meanings: dict[str, tuple[str, ...]] = {}
    for column, table in _yaml_tables(text, "coded_values.yaml").items():
        words = meaning_of.setdefault(str(column), {})
        meanings[str(column)] = tuple(_word(m) for m in table)
        for meaning, raws in table.items():
            for raw in raws:
                if words.setdefault(normalised_code(_word(raw)), _word(meaning)) != _word(meaning):
                    raise SettingsError(f"{column}: {raw!r} has two meanings", "keep one", where="coded_values.yaml")
    return CodedValues(meaning_of, meanings)


def codes_from_text(text: str, where: str) -> Mapping[str, Mapping[str, str]]:
    """Read a source's codes.yaml: column -> raw value -> canonical value, all taken as text.

    Raises SettingsError when it is not YAML of that shape.
    """
    tables = _yaml_tables(text, where)
    return {str(column): {_word(raw): _word(value) for raw, value in table.items()} for column, table in tables.items()}


def _yaml_tables(text: str, where: str) -> dict[object, dict[object, Any]]:
    try:
        loaded = YAML(typ="safe", pure=True).load(text)
    except (YAMLError, RecursionError) as error:
        raise SettingsError(f"not readable as YAML ({error})", "correct the file", where=where) from error
    if loaded is None:
        return {}
    if not isinstance(loaded, dict) or not all(isinstance(table, dict) for table in loaded.values()):
        raise SettingsError("not a table of column -> value -> meaning", "see docs/how-to/drop-folder.md", where=where)
    return loaded


def normalised_code(raw: str) -> str:
    """Half width, lower case, without spaces and underscores."""
    return unicodedata.normalize("NFKC", raw).casefold().replace(" ", "").replace("_", "").strip()


def is_nothing(raw: str) -> bool:
    """True for the ways exports write an empty value (NULL, N/A, -, 无)."""
    return raw.strip().casefold() in NOTHING


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
