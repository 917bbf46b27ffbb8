"""The doorkeeper: signing in and out, passwords and one-time links. Nothing here knows of requests or pages."""

from dataclasses import dataclass, field
from datetime import datetime

from console.passwords import Passwords
from console.tokens import session_token, stored
from console.viewer import Viewer, viewer_of
from inspection.access.caller import caller_of
from inspection.access.lock_out import OF_AN_ACCOUNT, OF_AN_ADDRESS, LockOutPolicy
from inspection.access.password_rules import PasswordFault, faults_of
from inspection.access.session_life import SessionPolicy
from inspection.access.sign_in_name import sign_in_name
from inspection.errors import InputError
from inspection.people import Person, PersonRole
from records import accounts, api_tokens, one_time_links, sessions, sign_in_attempts
from records.database import reading, writing
from records.one_time_links import OneTimeLink
from records.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorPolicy:
    """How long sessions live, and how many wrong passwords an account and an address may send."""

    session: SessionPolicy = field(default_factory=SessionPolicy)
    account: LockOutPolicy = OF_AN_ACCOUNT
    address: LockOutPolicy = OF_AN_ADDRESS


@dataclass(frozen=True, slots=True)
class Admitted:
    """Somebody is in: the token of their new session."""

    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Refused:
    """Nobody is in: the password or name was wrong, or (`wait_until`) too many were."""

    wait_until: datetime | None = None


Changed = Admitted | Refused | tuple[PasswordFault, ...]


@dataclass(frozen=True, slots=True)
class Doorkeeper:
    """Keeps the door of one workspace."""

    workspace: Workspace
    passwords: Passwords
    policy: DoorPolicy

    def viewer(self, token: str, *, at: datetime) -> Viewer | None:
        """Whose session the token is."""
        return viewer_of(self.workspace, stored(token), at=at, policy=self.policy.session) if token else None

    def sign_in(self, name: str, password: str, *, address: str, at: datetime) -> Admitted | Refused:
        """Let in who gives the password of a living account.

        A name nobody has is refused as slowly as a known one, and in the same words.
        """
        login = login_of(name)
        refused = self._check(login, password, address=address, at=at)
        if refused is not None:
            return refused
        token = session_token(login)
        with writing(self.workspace.engine) as connection:
            sessions.start(connection, stored(token), login, at=at, policy=self.policy.session)
            accounts.note_signed_in(connection, login, at=at, address=address)
        return Admitted(token)

    def sign_out(self, viewer: Viewer) -> None:
        """End the session."""
        with writing(self.workspace.engine) as connection:
            sessions.end(connection, viewer.session_hash)
            accounts.note(connection, viewer.login, "signed_out", by=viewer.login, at=viewer.at)

    def end_others(self, viewer: Viewer) -> int:
        """End every other session of the account; how many ended."""
        with writing(self.workspace.engine) as connection:
            ended = sessions.end_all(connection, viewer.login, but=viewer.session_hash)
            accounts.note(connection, viewer.login, "sessions_ended", by=viewer.login, at=viewer.at)
        return ended

    def change_password(self, viewer: Viewer, current: str, wanted: str, *, address: str) -> Changed:
        """Set a new password for who knows the old one: every session and token ends, a new session begins here."""
        refused = self._check(viewer.login, current, address=address, at=viewer.at)
        if refused is not None:
            return refused
        faults = faults_of(wanted, viewer.login)
        if faults:
            return faults
        password_hash, token = self.passwords.hash(wanted), session_token(viewer.login)
        with writing(self.workspace.engine) as connection:
            accounts.set_password(connection, viewer.login, password_hash, by=viewer.login, at=viewer.at)
            api_tokens.revoke_all(connection, viewer.login, by=viewer.login, at=viewer.at)
            sessions.start(connection, stored(token), viewer.login, at=viewer.at, policy=self.policy.session)
        return Admitted(token)

    def link(self, token: str, *, at: datetime) -> OneTimeLink | None:
        """What a one-time link is for, without using it; None when it no longer works."""
        with reading(self.workspace.engine) as connection:
            return one_time_links.find(connection, stored(token), at=at)

    def use_link(self, link_token: str, wanted: str, *, at: datetime) -> Changed:
        """Set the password of the account a link was made for, and let its owner in."""
        link = self.link(link_token, at=at)
        if link is None or link.login is None:
            return Refused()
        faults = faults_of(wanted, link.login)
        return faults or self._set_by_link(link_token, link.login, wanted, None, at=at)

    def make_first_administrator(
        self, link_token: str, name: str, wanted: str, roles: tuple[PersonRole, ...], *, at: datetime
    ) -> Changed:
        """Register who holds the first link as administrator (and in `roles`), and let them in.

        Raises InputError for a name that cannot be used.
        """
        link = self.link(link_token, at=at)
        if link is None or link.login is not None:
            return Refused()
        login = sign_in_name(name)
        faults = faults_of(wanted, login)
        person = Person(who=" ".join(name.split()), roles=(PersonRole.ADMINISTRATOR, *roles))
        return faults or self._set_by_link(link_token, login, wanted, person, at=at)

    def _set_by_link(self, link_token: str, login: str, wanted: str, person: Person | None, *, at: datetime) -> Changed:
        """All of it in one transaction: of two who use a link at once, one is let in and the other changes nothing."""
        password_hash, token = self.passwords.hash(wanted), session_token(login)
        with writing(self.workspace.engine) as connection:
            if one_time_links.use(connection, stored(link_token), at=at) is None:
                return Refused()
            if person is not None and not accounts.add_first_administrator(connection, login, person, at=at):
                return Refused()
            accounts.set_password(connection, login, password_hash, by=login, at=at)
            api_tokens.revoke_all(connection, login, by=login, at=at)
            sign_in_attempts.forgive(connection, login)
            sessions.start(connection, stored(token), login, at=at, policy=self.policy.session)
        return Admitted(token)

    def _check(self, login: str, password: str, *, address: str, at: datetime) -> Refused | None:
        """None when the password is right. The attempt is counted before, and taken back after."""
        caller = caller_of(address)
        subjects = {sign_in_attempts.ACCOUNT: login, sign_in_attempts.ADDRESS: caller}
        policies = {sign_in_attempts.ACCOUNT: self.policy.account, sign_in_attempts.ADDRESS: self.policy.address}
        with writing(self.workspace.engine) as connection:
            wait_until = sign_in_attempts.count(connection, subjects, policies, at=at)
        if wait_until is not None:
            return Refused(wait_until)
        with reading(self.workspace.engine) as connection:
            password_hash = accounts.usable_hash(connection, login)
        is_right = self.passwords.is_right(password, password_hash)
        newer = self._newer_hash(password, password_hash) if is_right else None
        with writing(self.workspace.engine) as connection:
            if not is_right:
                accounts.note(connection, login, "sign_in_refused", by=login, at=at, address=address)
                return Refused()
            sign_in_attempts.forgive(connection, login)
            sign_in_attempts.take_back(connection, caller)
            if newer is not None:
                accounts.renew_hash(connection, login, newer)
        return None

    def _newer_hash(self, password: str, password_hash: str | None) -> str | None:
        is_outdated = password_hash is not None and self.passwords.is_outdated(password_hash)
        return self.passwords.hash(password) if is_outdated else None


def login_of(name: str) -> str:
    """The account's one spelling; for a name nobody can have, a stand-in that no account has."""
    try:
        return sign_in_name(name)
    except InputError:
        return no_login(name)


def no_login(name: str) -> str:
    """A stand-in for a name that opens nothing: attempts under it are counted, and no account has it."""
    return f"?{stored(name)}"
