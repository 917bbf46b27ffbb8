"""What scores rest on, kept for ever: without it a score of last month could not be computed again.

The night keeps the basis of every form it may use; a review or a publication finds it by the evaluation.
"""

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.evaluation import Evaluation
from inspection.rescoring import reproduces
from inspection.score_basis import ScoreBasis, from_json, to_json
from records.review_tables import score_bases as table
from records.upsert import insert_if_absent


def keep(connection: Connection, many: Iterable[ScoreBasis]) -> None:
    """Keep bases; the same content is kept once."""
    rows = []
    for basis in many:
        packed = json.dumps(to_json(basis), sort_keys=True, ensure_ascii=False).encode()
        names = {"rulebook_hash": basis.rulebook_hash, "form_id": basis.form.id, "form_version": basis.form.version}
        rows.append(names | {"basis_id": sha256(packed).hexdigest()[:32], "packed": packed})
    insert_if_absent(connection, table, rows)


class KeptBases:
    """The kept bases, each read once: for one person's task as for a month of evaluations."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[str, str, str], list[ScoreBasis]] = {}

    def of(self, evaluation: Evaluation) -> ScoreBasis | None:
        """The basis that gives exactly the stored score of the evaluation; None when none is kept.

        A form changed under the same version leaves several candidates: the arithmetic tells which one it was.
        """
        known = self.candidates(evaluation.rulebook_hash, evaluation.form_id, evaluation.form_version)
        return next((basis for basis in known if reproduces(evaluation, basis)), None)

    def candidates(self, rulebook_hash: str, form_id: str, form_version: str) -> Sequence[ScoreBasis]:
        """The bases of a form of a rulebook: usually one; several when a form changed under the same version."""
        key = (rulebook_hash, form_id, form_version)
        if key not in self._known:
            self._known[key] = self._read(*key)
        return self._known[key]

    def _read(self, rulebook_hash: str, form_id: str, form_version: str) -> list[ScoreBasis]:
        wanted = (table.c.rulebook_hash == rulebook_hash, table.c.form_id == form_id)
        statement = sa.select(table.c.packed).where(*wanted, table.c.form_version == form_version)
        packed = self._connection.execute(statement.order_by(table.c.basis_id)).scalars()
        return [_unpacked(bytes(one)) for one in packed]


def of(connection: Connection, evaluation: Evaluation) -> ScoreBasis | None:
    """The basis of one evaluation; None when none is kept."""
    return KeptBases(connection).of(evaluation)


def known_hashes(connection: Connection) -> frozenset[str]:
    """Hashes of the rulebooks something is kept of."""
    return frozenset(connection.execute(sa.select(table.c.rulebook_hash).distinct()).scalars())


@lru_cache(maxsize=64)
def _unpacked(packed: bytes) -> ScoreBasis:
    return from_json(json.loads(packed))


def item_titles(connection: Connection) -> dict[str, tuple[str, str]]:
    """Titles (zh, en) of all items of the kept bases, by id."""
    titles: dict[str, tuple[str, str]] = {}
    for packed in connection.execute(sa.select(table.c.packed).order_by(table.c.basis_id)).scalars():
        titles |= {i: (spec.title.zh, spec.title.en) for i, spec in _unpacked(bytes(packed)).items.items()}
    return titles


def item_names(connection: Connection) -> dict[str, str]:
    """Ids and titles (zh, en) of all items of the kept bases, each with the id it stands for."""
    names: dict[str, str] = {}
    for packed in connection.execute(sa.select(table.c.packed).order_by(table.c.basis_id)).scalars():
        for item_id, spec in _unpacked(bytes(packed)).items.items():
            names |= {spec.title.zh: item_id, spec.title.en: item_id}
            names[item_id] = item_id
    return names
