"""Letting in whom the provider vouches for: into an account that is here, and only into their own.

The same session and trail as with a password. The subject is bound to the account at the first sign-in; a name the
provider later gives to somebody else does not open it.
"""

from datetime import datetime

from console.doorkeeper import Admitted, Doorkeeper, Refused, login_of, no_login
from console.single_sign_on.code_flow import redeemed
from console.single_sign_on.provider_line import ProviderLine
from console.single_sign_on.started import Started
from console.tokens import session_token, stored
from inspection.access.caller import caller_of
from inspection.access.provider_identity import Identity
from inspection.access.sign_in_name import differs_in_case_only
from inspection.errors import ProviderUnreachable, SignOnError
from records import accounts, provider_identities, sessions, sign_in_attempts
from records.database import Connection, writing
from records.provider_identities import Binding
from records.sign_in_attempts import CODES_OF_ADDRESS

NOBODY = "?"  # in the trail, where nobody was named: no sign-in name looks like this


def let_in(
    keeper: Doorkeeper,
    line: ProviderLine,
    started: Started,
    code: str,
    redirect_uri: str,
    *,
    address: str,
    at: datetime,
) -> Admitted | Refused:
    """Redeem the code and open the account of whoever it stands for.

    Raises SignOnError when the provider did not answer, or not so that it can be believed. Codes are counted apart
    from passwords: a provider that is down or set up wrongly must not lock a centre out of its passwords.
    """
    caller = caller_of(address)
    with writing(keeper.workspace.engine) as connection:
        wait_until = sign_in_attempts.count(
            connection, {CODES_OF_ADDRESS: caller}, {CODES_OF_ADDRESS: keeper.policy.address}, at=at
        )
    if wait_until is not None:
        return Refused(wait_until)
    try:
        identity = redeemed(line, started, code, redirect_uri, at=at)
    except ProviderUnreachable:
        with writing(keeper.workspace.engine) as connection:
            sign_in_attempts.take_back(connection, caller, kind=CODES_OF_ADDRESS)
        raise
    except SignOnError as error:
        with writing(keeper.workspace.engine) as connection:
            _note_refused(connection, NOBODY, error.code, address=address, at=at)
        raise
    with writing(keeper.workspace.engine) as connection:
        return _opened(connection, keeper, identity, address=address, at=at)


def _opened(
    connection: Connection, keeper: Doorkeeper, identity: Identity, *, address: str, at: datetime
) -> Admitted | Refused:
    """All in one transaction: of two subjects that come at once under one name, one is bound."""
    sign_in_attempts.take_back(connection, caller_of(address), kind=CODES_OF_ADDRESS)  # the code was right
    binding = provider_identities.of_subject(connection, identity.issuer, identity.subject)
    login = binding.login if binding else _login_named(identity.name)
    subjects, policies = {sign_in_attempts.ACCOUNT: login}, {sign_in_attempts.ACCOUNT: keeper.policy.account}
    wait_until = sign_in_attempts.count(connection, subjects, policies, at=at)
    if wait_until is not None:
        return Refused(wait_until)
    fault = _fault(connection, login, binding, identity)
    if fault:
        _note_refused(connection, login, fault, address=address, at=at)
        return Refused()
    if binding is None:
        bound = Binding(issuer=identity.issuer, subject=identity.subject, login=login, bound_at=at)
        provider_identities.bind(connection, bound)
    sign_in_attempts.forgive(connection, login)
    token = session_token(login)
    sessions.start(connection, stored(token), login, at=at, policy=keeper.policy.session)
    accounts.note_signed_in(connection, login, at=at, address=address, issuer=identity.issuer)
    return Admitted(token)


def _login_named(name: str) -> str:
    """The account a provider's name may be bound to: the very name, whatever its case; else one that no account has.

    People may type their own name as they like; there, names that only look alike (`weiß`, `weiss`) are two people.
    """
    login = login_of(name)
    return login if differs_in_case_only(name.strip(), login) else no_login(name)


def _fault(connection: Connection, login: str, binding: Binding | None, identity: Identity) -> str:
    """Why the account stays shut, for the trail; empty when it opens."""
    if not accounts.is_usable(connection, login):
        return "no usable account"
    if binding is None and provider_identities.of_account(connection, login, identity.issuer) is not None:
        return "another subject of the provider under this name"
    return ""


def _note_refused(connection: Connection, login: str, reason: str, *, address: str, at: datetime) -> None:
    accounts.note(connection, login, "sign_in_refused", by=login, at=at, address=address, reason=reason)
