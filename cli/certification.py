"""`mingjian certification`: trainings and certificates, until when they hold, who must renew (训练与认证)."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Annotated

import typer

from cli.coaching_desk import Json, day_of, print_table, seated, today
from cli.coaching_words import coaching_words
from cli.language import Lang, language_of
from cli.registered import Who
from cli.rule_workspace import DAYS, DatabaseUrl, WorkspaceFolder, opened
from cli.terminal import print_json
from inspection.coaching.certificates import Certificate, CertificateNotice
from inspection.coaching.policy import CoachingLifePolicy
from records import certificates
from records.coaching_rules import coaching_policy_in
from records.database import reading, writing

certification_app = typer.Typer(help="Trainings and certificates that expire, with a notice.", no_args_is_help=True)
_HEADS = ("id", "agent", "certificate", "issued", "expires", "status", "score", "issuer")
_WORKED_DAYS = 30


@certification_app.command("issue")
def issue(
    agent_id: Annotated[str, typer.Argument(help="The agent.")],
    workspace: WorkspaceFolder,
    who: Who,
    kind: Annotated[str, typer.Option(help="Which: a name in coaching.yaml (agent_licence, compliance, product ...).")],
    on: Annotated[datetime | None, typer.Option(formats=DAYS, help="First valid day (today).")] = None,
    until: Annotated[datetime | None, typer.Option(formats=DAYS, help="Last valid day (by the kind).")] = None,
    score: Annotated[float | None, typer.Option(help="Result of the exam, 0-100.")] = None,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Record a training or certificate; a later one of the same kind renews it.

    Example: mingjian certification issue a1 --kind agent_licence --score 92 --workspace workspace --who lin
    """
    with seated(workspace, database_url, who, f"agent:{agent_id}") as seat:
        first = day_of(on) or seat.desk.today
        with writing(seat.workspace.engine) as connection:
            one = certificates.issue(
                connection, seat.desk, agent_id=agent_id, kind=kind, issued_on=first, expires_on=day_of(until),
                score=score,
            )  # fmt: skip
        _show([one], seat.desk.policy, lang)


@certification_app.command("list")
def list_(
    workspace: WorkspaceFolder,
    agent: Annotated[str | None, typer.Option(help="Only this agent_id.")] = None,
    json_: Json = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """List certificates, the one that ends first first.

    Example: mingjian certification list --agent a1 --workspace workspace
    """
    with opened(workspace, database_url) as one, reading(one.engine) as connection:
        policy = coaching_policy_in(one.path)
        found = certificates.of_all(connection, agent)
    if json_:
        print_json(asdict(c) | {"validity": c.validity(today(), _notice_days(c, policy))} for c in found)
        return
    _show(found, policy, lang)


@certification_app.command("due")
def due(
    workspace: WorkspaceFolder,
    json_: Json = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """List what is ending, has ended, or is missing with agents who work. The night writes a notice for each.

    Exit code 1 when there is anything.

    Example: mingjian certification due --workspace workspace
    """
    with opened(workspace, database_url) as one, reading(one.engine) as connection:
        policy = coaching_policy_in(one.path)
        found = certificates.due(
            connection, policy, today(), worked_since=today() - timedelta(days=_WORKED_DAYS)
        )  # fmt: skip
    if json_:
        print_json(asdict(notice) for notice in found)
    else:
        print_due(found, policy, lang)
    raise typer.Exit(1 if found else 0)


@certification_app.command("revoke")
def revoke(
    certificate_id: Annotated[str, typer.Argument(help="The certificate, or the beginning of its id.")],
    workspace: WorkspaceFolder,
    who: Who,
    reason: Annotated[str, typer.Option(help="Why, for the audit trail.")] = "",
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Take a certificate back from today on; a reason is demanded.

    Example: mingjian certification revoke certificate_3f --reason "failed the repeat exam" --workspace w --who lin
    """
    with seated(workspace, database_url, who, f"certificate:{certificate_id}") as seat:
        with writing(seat.workspace.engine) as connection:
            one = certificates.revoke(connection, seat.desk, certificate_id, reason)
        _show([one], seat.desk.policy, lang)


def print_due(found: Iterable[CertificateNotice], policy: CoachingLifePolicy, lang: str | None) -> None:
    """A table of certificates that end, have ended or are missing."""
    words = coaching_words(language_of(lang))
    rows = [[n.agent_id, kind_name(n.kind, policy, lang), words[n.validity], str(n.expires_on or "-")] for n in found]
    heads = ("agent", "certificate", "status", "expires")
    print_table(words["due title"], [words[h] for h in heads], rows, words["nothing due"])


def _show(found: list[Certificate], policy: CoachingLifePolicy, lang: str | None) -> None:
    words = coaching_words(language_of(lang))
    rows = [
        [
            c.certificate_id,
            c.agent_id,
            kind_name(c.kind, policy, lang),
            c.issued_on.isoformat(),
            c.expires_on.isoformat(),
            words[c.validity(today(), _notice_days(c, policy))],
            "-" if c.score is None else f"{c.score:g}",
            c.issuer,
        ]
        for c in found
    ]
    print_table(words["certificates"], [words[h] for h in _HEADS], rows, words["no certificates"])


def _notice_days(one: Certificate, policy: CoachingLifePolicy) -> int:
    known = policy.certificates.get(one.kind)
    return known.notice_days if known else 0


def kind_name(name: str, policy: CoachingLifePolicy, lang: str | None) -> str:
    """What a kind of certificate is called in the language."""
    known = policy.certificates.get(name)
    return known.in_language(language_of(lang)) if known else name
