"""`mingjian rules forms`: which forms there are, from when, and which one an interaction would be scored on."""

import json
import sys
from datetime import UTC, date, datetime
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from cli.language import Lang, language_of
from cli.rule_folder import RulesFolder
from cli.terminal import terminal
from inspection.errors import SettingsError
from inspection.evaluating import Yardstick
from inspection.form_choice import ChosenForm, choose_form, clashes
from inspection.form_rows import CHANNELS, FormItem
from inspection.forms import FormSpec
from inspection.interaction import Channel, Interaction
from pipelines.shipped_rules import load_yardstick

_WIDTH = 130
_HEADS = {
    "zh": ("评分表", "起", "止", "适用", "合格线"),
    "en": ("form", "from", "until", "for", "pass"),
}
_ROWS = {
    "zh": ("评分项", "分值", "方式", "分组"),
    "en": ("item", "points", "how", "section"),
}
_ANY = {"zh": "通用", "en": "everything"}


def forms(
    rules: RulesFolder = None,
    channel: Annotated[str | None, typer.Option(help="Show the form for this channel: phone, chat ...")] = None,
    business_line: Annotated[str | None, typer.Option(help="... and this business line.")] = None,
    queue: Annotated[str | None, typer.Option(help="... and this queue.")] = None,
    language: Annotated[str, typer.Option(help="... in this language: zh or en.")] = "zh",
    on: Annotated[str | None, typer.Option(help="... starting on this day (2026-12-01); today when not given.")] = None,
    json_: Annotated[bool, typer.Option("--json", help="JSON on stdout.")] = False,
    lang: Lang = None,
) -> None:
    """List the forms, or show which one an interaction would be scored on and what its items are worth.

    Exit code 1 when a choice between forms is left to chance.

    Example: mingjian rules forms --channel phone --business-line bank --on 2026-12-01
    """
    yardstick = load_yardstick(rules)
    words = language_of(lang)
    if channel is None:
        _list(yardstick, words, as_json=json_)
        ties = [c for c in clashes(yardstick.forms) if c.kind == "tie"]
        for clash in clashes(yardstick.forms):
            sys.stderr.write(f"{clash.sentence}; {clash.what_to_do}\n")
        raise typer.Exit(1 if ties else 0)
    chosen = choose_form(_interaction(channel, business_line, queue, on), language, yardstick.forms)
    _show(chosen, channel, words, as_json=json_)


def _interaction(channel: str, business_line: str | None, queue: str | None, on: str | None) -> Interaction:
    if channel not in CHANNELS:
        raise SettingsError(f"there is no channel '{channel}'", f"choose from {', '.join(CHANNELS)}")
    try:
        day = date.fromisoformat(on) if on else datetime.now(UTC).date()
    except ValueError:
        raise SettingsError(f"'{on}' is no date", "write it as 2026-12-01") from None
    return Interaction(
        source="forms",
        interaction_id="forms",
        channel=Channel(channel),
        started_at=datetime(day.year, day.month, day.day, tzinfo=UTC),
        business_line=business_line,
        queue=queue,
    )


def _list(yardstick: Yardstick, words: str, *, as_json: bool) -> None:
    known = sorted(yardstick.forms, key=lambda f: (f.id, f.effective_from, f.version))
    if as_json:
        sys.stdout.write(json.dumps([_summary(f) for f in known], ensure_ascii=False) + "\n")
        return
    table = Table(*_HEADS[words])
    for form in known:
        until = str(form.effective_until or "")
        whom = " ".join(f"{k}={','.join(v)}" for k, v in _scopes(form).items() if v) or _ANY[words]
        name = f"{form.name}\n{form.title.in_language(words)}"
        table.add_row(*map(Text, (name, str(form.effective_from), until, whom, f"{form.pass_score:g}")))
    _console().print(table)


def _scopes(form: FormSpec) -> dict[str, list[str]]:
    scopes = ("queues", "channels", "business_lines", "languages")
    return {name: list(map(str, getattr(form, name))) for name in scopes}


def _summary(form: FormSpec) -> dict[str, Any]:
    given = form.model_dump(mode="json", include={"id", "version", "effective_from", "effective_until", "pass_score"})
    return given | _scopes(form)


def _show(chosen: ChosenForm, channel: str, words: str, *, as_json: bool) -> None:
    form, rows = chosen.form, list(chosen.form.rows_on(channel).values())
    if as_json:
        found = _summary(form) | {"general_form": chosen.fallback, "items": [r.model_dump(mode="json") for r in rows]}
        sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
        return
    note = {"zh": "（没有专用表，用通用表）", "en": " (the general form: none was written for it)"}[words]
    title = f"{form.name} {form.title.in_language(words)}{note if chosen.fallback else ''}"
    table = Table(*_ROWS[words], title=Text(title), title_justify="left")
    sections = {s.id: s.title.in_language(words) for s in form.sections}
    for row in rows:
        cells = (row.item, f"{row.points:g}", _how(row), sections.get(row.section or "", ""))
        table.add_row(*map(Text, cells))
    _console().print(table)


def _how(row: FormItem) -> str:
    """A row's style in the words of the form file; nothing for a plain one."""
    said: list[str] = [row.style] if row.style == "deduct" else []
    said += [f"per_hit {row.each:g}"] if row.each is not None else []
    said += [row.not_applicable] if row.not_applicable is not None else []
    said += ["human"] if row.judged_by == "human" else []
    return ", ".join(said)


def _console() -> Console:
    return terminal(_WIDTH)
