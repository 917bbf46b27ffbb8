"""`mingjian webhooks`: which systems are told what, and what became of it."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from cli.accounts import administrator
from cli.language import Lang, language_of
from cli.review_desk import Json, cells, show, table_of
from cli.rule_workspace import DatabaseUrl, WorkspaceFolder, opened, shown
from cli.settings import webhook_settings
from cli.terminal import print_json
from cli.webhook_post import postman
from cli.webhook_words import webhook_words
from console.webhooks.delivering import Round, deliver_due, first_secret
from inspection.webhooks import DeliveryState, WebhookEvent, allowed_url
from records import webhook_outbox, webhooks
from records.database import reading, writing

webhooks_app = typer.Typer(help="Webhooks: other systems are told what happens here.", no_args_is_help=True)
Who = Annotated[str | None, typer.Option("--who", help="Which administrator you are; default: the login name.")]
WebhookId = Annotated[str, typer.Argument(help="The webhook, as the list names it.")]


@webhooks_app.command("add")
def add(
    url: Annotated[str, typer.Argument(help="https://HOST/PATH; the host must stand in [webhooks] hosts.")],
    workspace: WorkspaceFolder,
    event: Annotated[list[WebhookEvent], typer.Option(help="What to tell; may be given several times.")],
    who: Who = None,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Tell a system what happens, from now on, and print the secret its notices are signed with: once.

    Example: mingjian webhooks add https://crm.example.com/qa --event fatal_finding --workspace workspace --who Zhao
    """
    now = datetime.now(UTC)
    allowed_url(url, webhook_settings().webhooks_hosts)
    with opened(workspace, database_url) as one:
        by = administrator(one, who)
        with writing(one.engine) as connection:
            made = webhooks.add(connection, url, event, webhooks.keys_in(one.path), by=by, at=now)
        typer.echo(webhook_words(language_of(lang))["secret"].format(webhook=made.webhook_id), err=True)
        print(first_secret(made, one))


@webhooks_app.command("list")
def list_(workspace: WorkspaceFolder, json_: Json = False, lang: Lang = None, database_url: DatabaseUrl = None) -> None:
    """List webhooks with how many notices were delivered, wait or are dead.

    Example: mingjian webhooks list --workspace workspace
    """
    words = webhook_words(language_of(lang))
    with opened(workspace, database_url) as one, reading(one.engine) as connection:
        known, counts = webhooks.everything(connection), webhook_outbox.counts(connection)
    states = tuple(DeliveryState)
    rows = [
        {"webhook_id": w.webhook_id, "url": w.url, "events": sorted(w.events), "active": w.active}
        | {state.value: counts.get((w.webhook_id, state), 0) for state in states}
        for w in known
    ]
    if json_:
        print_json(rows)
        return
    table = table_of(words["webhooks"], ("webhook_id", "url", "events", "state", *(s.value for s in states)), words)
    for row in rows:
        state = words["active"] if row["active"] else words["ended"]
        done = [row[s.value] for s in states]
        table.add_row(*cells(row["webhook_id"], row["url"], ", ".join(row["events"]), state, *done))  # type: ignore[arg-type]
    show(table)


@webhooks_app.command("end")
def end(
    webhook_id: WebhookId,
    workspace: WorkspaceFolder,
    who: Who = None,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Tell a system nothing more; what still waits for it is not sent.

    Example: mingjian webhooks end webhook_0a1b --workspace workspace --who Zhao
    """
    with opened(workspace, database_url) as one:
        by = administrator(one, who)
        with writing(one.engine) as connection:
            webhooks.end(connection, webhook_id, by=by, at=datetime.now(UTC))
    print(webhook_words(language_of(lang))["has_ended"].format(webhook=webhook_id))


@webhooks_app.command("deliver")
def deliver(workspace: WorkspaceFolder, lang: Lang = None, database_url: DatabaseUrl = None) -> None:
    """Send what is due now. The night does it at its end, and `mingjian serve` every 15 seconds.

    Example: mingjian webhooks deliver --workspace workspace
    """
    with opened(workspace, database_url) as one:
        done = deliver_due(one, postman())
    print(webhook_words(language_of(lang))["delivered_now"].format(**_counts(done)))


@webhooks_app.command("deliveries")
def deliveries(
    workspace: WorkspaceFolder,
    json_: Json = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """The latest notices: to whom, how often tried, what came back, when it is tried again.

    Example: mingjian webhooks deliveries --workspace workspace
    """
    words = webhook_words(language_of(lang))
    with opened(workspace, database_url) as one, reading(one.engine) as connection:
        found = webhook_outbox.latest(connection)
    if json_:
        print_json({name: getattr(d, name) for name in type(d).__dataclass_fields__} for d in found)
        return
    columns = ("at", "event", "webhook_id", "state", "attempts", "status", "next_at", "error")
    table = table_of(words["deliveries"], columns, words)
    for d in found:
        next_at = shown(d.next_at) if d.state is DeliveryState.WAITING else None
        state = words[f"state.{d.state.value}"]
        table.add_row(*cells(shown(d.at), d.event, d.webhook_id, state, d.attempts, d.status, next_at, d.error))
    show(table)


@webhooks_app.command("retry")
def retry(
    webhook_id: WebhookId,
    workspace: WorkspaceFolder,
    who: Who = None,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Let the dead notices of a webhook be tried again, once the receiver is mended.

    Example: mingjian webhooks retry webhook_0a1b --workspace workspace --who Zhao
    """
    with opened(workspace, database_url) as one:
        administrator(one, who)
        with writing(one.engine) as connection:
            webhooks.find(connection, webhook_id)
            count = webhook_outbox.try_again(connection, webhook_id, at=datetime.now(UTC))
    print(webhook_words(language_of(lang))["tried_again"].format(n=count))


def _counts(done: Round) -> dict[str, int]:
    return {"delivered": done.delivered, "waiting": done.waiting, "dead": done.dead}
