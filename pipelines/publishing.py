"""Putting a rulebook in force: what publishing demands, and the steps publish, trial, promote.

Every step adds a row and its audit entry in one transaction; no stored version is ever changed but for its status.
Going back is in `records/rule_decisions.py`: the console does it as well.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from inspection.errors import RuleError
from inspection.rule_files import changed_items, versions_not_raised
from pipelines.publish_settings import PublishSettings
from pipelines.rule_checks import rule_problems
from records.rule_decisions import Publication, Standpoint, dates_against, standpoint, store
from records.rulebook_versions import RulebookVersion, Step
from records.workspace import Workspace


def problems_of(workspace: Workspace, wanted: Publication, settings: PublishSettings) -> list[str]:
    """Everything that stands against a publication, one line each; empty when it may go ahead."""
    stand = standpoint(workspace, wanted.files.content_hash)
    lines = [*_people(wanted, settings), *_versions(wanted, stand), *dates_against(wanted, stand)]
    lines += rule_problems(wanted.files)
    lines += _backtest(wanted, stand, settings)
    return lines


def notices_of(workspace: Workspace, wanted: Publication) -> list[str]:
    """What the publisher should know although it forbids nothing."""
    stand = standpoint(workspace, wanted.files.content_hash)
    lines = []
    if stand.backtest and stand.backtest.against_hash != stand.present.content_hash:
        lines.append(f"the backtest compared with {stand.backtest.against}, not with the rules in force now")
    if stand.backtest and stand.backtest.figures["failed"]:
        lines.append("some interactions of the backtest could not be judged: see its figures")
    return lines


def publish(workspace: Workspace, wanted: Publication) -> RulebookVersion:
    """Store the version and retire what it replaces. Ask `problems_of` first: this asks nothing."""
    stand = standpoint(workspace, wanted.files.content_hash)
    backtest_id = stand.backtest.backtest_id if stand.backtest else None
    what: dict[str, Any] = {"backtest": backtest_id, "os_user": wanted.os_user}
    if _same_person(wanted):
        what["one_person"] = "author and publisher are one person; publish_two_people is false here"
    if backtest_id is None:
        what["no_history"] = "published without a backtest: nothing was stored to test it on"
    return store(workspace, wanted, stand, backtest_id=backtest_id, what=what)


def _same_person(wanted: Publication) -> bool:
    return " ".join(wanted.author.split()).casefold() == " ".join(wanted.publisher.split()).casefold()


def _people(wanted: Publication, settings: PublishSettings) -> Iterator[str]:
    for name, value in (("--author", wanted.author), ("--publisher", wanted.publisher), ("--note", wanted.note)):
        if not value.strip():
            yield f"{name} is empty; say who (or why)"
    if settings.publish_two_people and _same_person(wanted):
        yield (
            f"author and publisher are both {wanted.publisher.strip()}; a second person publishes "
            "(or set publish_two_people = false in mingjian.toml)"
        )


def _versions(wanted: Publication, stand: Standpoint) -> Iterator[str]:
    try:
        name = (wanted.files.book_id, wanted.files.version)
        changed = changed_items(stand.present, wanted.files)
        not_raised = versions_not_raised(stand.present, wanted.files)
    except RuleError:
        return  # the checks of the rules say it with its place
    yield from not_raised
    taken = [v for v in stand.known if (v.rulebook_id, v.version) == name]
    others = [v for v in taken if v.content_hash != wanted.files.content_hash]
    if others and not any("rulebook.yaml" in line for line in not_raised):
        yield f"rulebook.yaml: version {name[1]} is already the other rulebook {others[-1].label}; raise its version"
    same = stand.present.content_hash == wanted.files.content_hash
    if same and stand.present_number is not None:
        yield f"these rules are in force already (#{stand.present_number}); nothing to publish"
    elif wanted.step is Step.TRIAL and not changed:
        yield "no item judges otherwise than the rules in force; a trial would find nothing"


def _backtest(wanted: Publication, stand: Standpoint, settings: PublishSettings) -> Iterator[str]:
    if stand.judged == 0:
        if not wanted.no_history:
            yield "nothing is stored to backtest on; add --no-history to publish all the same"
        return
    if wanted.no_history:
        yield f"--no-history is for an empty workspace; {stand.judged} interactions are stored: run rules backtest"
    elif stand.backtest is None:
        yield "these very files were never backtested (on all items); run mingjian rules backtest --rules FOLDER first"
    elif wanted.at - stand.backtest.at > timedelta(days=settings.publish_backtest_days):
        days = (wanted.at - stand.backtest.at).days
        yield f"the backtest is {days} days old, more than {settings.publish_backtest_days}; run it again"
