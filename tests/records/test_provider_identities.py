"""An account belongs to one subject of a provider, a subject to one account; both ways, and the trail says so."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.engine import Connection

from inspection.errors import RecordsError
from inspection.people import Person, PersonRole
from records import accounts, audit, people, provider_identities
from records.database import reading, writing
from records.provider_identities import Binding
from records.workspace import Workspace

NOW = datetime(2026, 9, 2, 1, 0, tzinfo=UTC)
ISSUER = "https://sso.example.com"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    opened = Workspace.open(tmp_path / "w")
    with writing(opened.engine) as connection:
        everybody = [Person(who=name, roles=(PersonRole.TRAINER,)) for name in ("lin", "sun")]
        people.save(connection, everybody, who="setup", at=NOW, reason="test")
        for person in everybody:
            accounts.add(connection, person.who, person.who, by="setup", at=NOW)
    return opened


def bound(connection: Connection, subject: str, login: str, issuer: str = ISSUER) -> Binding:
    binding = Binding(issuer=issuer, subject=subject, login=login, bound_at=NOW)
    provider_identities.bind(connection, binding)
    return binding


def test_a_binding_is_found_from_both_sides_and_noted(workspace: Workspace) -> None:
    with writing(workspace.engine) as connection:
        one = bound(connection, "s-1", "lin")
        other = bound(connection, "s-1", "lin", "https://another.example.com")
    with reading(workspace.engine) as connection:
        assert provider_identities.of_subject(connection, ISSUER, "s-1") == one
        assert provider_identities.of_account(connection, "lin", ISSUER) == one
        assert provider_identities.of_subject(connection, ISSUER, "s-2") is None
        assert provider_identities.every_of(connection, "lin") == [other, one]
        assert audit.of(connection, "account:lin")[-1].action == "identity_bound"
    workspace.close()


@pytest.mark.parametrize(("subject", "login"), [("s-1", "sun"), ("s-2", "lin")])
def test_neither_a_subject_nor_an_account_is_bound_twice_at_one_provider(
    workspace: Workspace, subject: str, login: str
) -> None:
    with writing(workspace.engine) as connection:
        bound(connection, "s-1", "lin")
    with pytest.raises(RecordsError), writing(workspace.engine) as connection:
        bound(connection, subject, login)
    workspace.close()
