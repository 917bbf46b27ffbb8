"""Column names: what a column is called in Chinese or English exports, and what it is called here."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from opencc import OpenCC
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from inspection.errors import SettingsError

_IGNORED = str.maketrans("", "", ":()[]{}<>*#\"'\ufeff\u200b\t\n\r")
_SPACES = str.maketrans(" -.·", "____")


@dataclass(frozen=True, slots=True)
class HeaderAliases:
    """From a header to the canonical column; full width, case, spaces and traditional characters are ignored."""

    canonical_of: Mapping[str, str]
    columns: frozenset[str]

    def canonical(self, header: str) -> str | None:
        """The canonical column, or None for a column nobody knows."""
        key = normalised_header(header)
        return self.canonical_of.get(key) or self.canonical_of.get(key.replace("_", ""))

    def extended(self, own: Mapping[str, str]) -> "HeaderAliases":
        """With a source's own column names (header -> column of this section)."""
        return HeaderAliases({**self.canonical_of, **{normalised_header(h): c for h, c in own.items()}}, self.columns)

    def assign(self, header: Iterable[str]) -> tuple[tuple[str, bool], ...]:
        """For each header cell: (canonical column, True), or (the header itself, False) for one kept as metadata.

        The exact canonical name wins a column, then the first alias; a second column of the same meaning is metadata.
        """
        cells = tuple(header)
        owner: dict[str, int] = {}
        for exact in (True, False):
            for i, cell in enumerate(cells):
                column = self.canonical(cell)
                if column is not None and column not in owner and (not exact or cell.strip() == column):
                    owner[column] = i
        column_of = {i: column for column, i in owner.items()}
        return tuple((column_of[i], True) if i in column_of else (cell.strip(), False) for i, cell in enumerate(cells))


def aliases_from_text(text: str) -> Mapping[str, HeaderAliases]:
    """Read header_aliases.yaml: for each section (`interaction`, `message`, `agent`) column -> list of aliases.

    Raises SettingsError when the file is not YAML or an alias belongs to two columns.
    """
    try:
        sections = YAML(typ="safe", pure=True).load(text)
    except YAMLError as error:
        raise SettingsError(f"the header aliases are not YAML ({error})", "correct header_aliases.yaml") from error
    return {section: _aliases(columns, section) for section, columns in sections.items()}


def _aliases(columns: Mapping[str, Iterable[object]], section: str) -> HeaderAliases:
    canonical_of: dict[str, str] = {}
    for column, aliases in columns.items():
        for alias in (column, *aliases):
            key = normalised_header(str(alias))
            if canonical_of.setdefault(key, column) != column:
                reason = f"the alias {alias!r} belongs to {canonical_of[key]!r} and to {column!r}"
                raise SettingsError(reason, "keep it in one of them", where=f"header_aliases.yaml:{section}")
    for key in sorted(canonical_of):
        canonical_of.setdefault(key.replace("_", ""), canonical_of[key])
    return HeaderAliases(canonical_of, frozenset(columns))


@cache
def normalised_header(header: str) -> str:
    """The header in half width, lower case, simplified, with `_` for spaces and without brackets."""
    half = unicodedata.normalize("NFKC", header).casefold().translate(_IGNORED).strip().translate(_SPACES).strip("_")
    return half if half.isascii() else _simplify(half)


def _simplify(text: str) -> str:
    return str(_converter().convert(text))


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")
