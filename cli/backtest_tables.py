"""A backtest in the terminal: what changed first, then what it means for scores, people and cost."""

from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from cli.backtest_words import change_of, cost_of, missing_of, precision_of, title_of, versions_of, words_of
from cli.terminal import terminal
from inspection.backtest_figures import is_touched, kind_of_change

ROWS = 15
SAMPLES = 2
Figures = dict[str, Any]
Words = dict[str, str]


def print_backtest(figures: Figures, lang: str) -> None:
    """Print the figures of a backtest."""
    words = words_of(lang)
    console = terminal(140)
    console.print(Text(_heading(figures, words), style="bold"))
    touched = [item for item in figures["items"] if is_touched(item)]
    if touched:
        console.print(_items(touched, words, lang))
        _samples(console, touched, words)
        console.print(Text(words["reviews_note"], style="dim"))
    else:
        console.print(words["nothing"])
    if figures["only_items"]:
        console.print(Text(words["no_scores"], style="yellow"))
    else:
        console.print(_scores(figures, words))
        _people(console, figures, words)
    _rest(console, figures, words)


def _heading(figures: Figures, words: Words) -> str:
    new, old = (f"{f['id']}@{f['version']} ({f['name']})" for f in (figures["rules"], figures["against"]))
    period = f"{figures['period']['from']} .. {figures['period']['to']}"
    return f"{words['title']}: {new} ← {old}, {period}, {figures['interactions']} {words['interactions']}"


def _items(touched: list[Figures], words: Words, lang: str) -> Table:
    table = Table(title=words["items"], title_justify="left")
    for name in ("item", "version", "new_hits", "lost_hits", "kept_hits", "changed", "precision_new", "precision_kept"):
        table.add_column(
            words[name], justify="right" if "hits" in name or name == "changed" else "left", overflow="fold"
        )
    for item in touched:
        kind = words[f"change.{kind_of_change(item)}"]
        shown = Text(f"{item['id']}\n{title_of(item, lang)} · {kind}")
        hits = (f"+{item['new_hits']}", f"-{item['lost_hits']}", str(item["kept_hits"]), str(item["changed"]))
        reviews = [precision_of(item["reviews"][which], words) for which in ("new", "kept")]
        table.add_row(shown, versions_of(item), *hits, *reviews)
    return table


def _samples(console: Console, touched: list[Figures], words: Words) -> None:
    for item in touched:
        for sign, which in (("+", "new"), ("-", "lost")):
            for sample in item["samples"][which][:SAMPLES]:
                turns = ", ".join(map(str, sample["turns"]))
                states = f"{words[sample['old_state']]} → {words[sample['new_state']]}"
                place = f"{sample['interaction_id']} {words['turn']} {turns}"
                console.print(Text(f"  {sign} {item['id']} [{place}] {states}: {sample['words']}"))


def _scores(figures: Figures, words: Words) -> Table:
    scores = figures["scores"]
    table = Table(title=words["scores"], title_justify="left", show_header=False)
    if scores["n"]:
        table.add_row(words["mean"], f"{scores['old_mean']:.2f} → {scores['new_mean']:.2f} (n {scores['n']})")
    table.add_row(words["mean_change"], f"{change_of(scores)} {words['points']}")
    table.add_row(words["up_down"], f"{scores['up']} / {scores['down']}")
    table.add_row(words["pass_line"], f"{scores['to_fail']} / {scores['to_pass']}")
    table.add_row(words["fatals"], f"{scores['fatal_gained']} / {scores['fatal_lost']}")
    table.add_row(words["score_gone"], f"{scores['score_lost']} / {scores['score_gained']}")
    bands = [f"{b['from'] or '-'} → {b['to'] or '-'}: {b['n']}" for b in scores["bands"] if b["from"] != b["to"]]
    table.add_row(words["bands"], Text("; ".join(bands) or words["none"]))
    return table


def _people(console: Console, figures: Figures, words: Words) -> None:
    for name, key in (("agents", "agent_id"), ("teams", "team")):
        moved = [row for row in figures[name] if row["changed"]]
        title = f"{words[name]}: {len(moved)} / {len(figures[name])}"
        if not moved:
            console.print(Text(title))
            continue
        table = Table(title=Text(title), title_justify="left")
        for column in (name[:-1], "n", "up_down", "mean_change"):
            table.add_column(words[column])
        for row in moved[:ROWS]:
            who = Text(str(row[key] or words["unassigned"]))
            table.add_row(who, str(row["n"]), f"{row['up']} / {row['down']}", change_of(row))
        console.print(table)
        if len(moved) > ROWS:
            console.print(Text(words["more"].format(n=len(moved) - ROWS), style="dim"))


def _rest(console: Console, figures: Figures, words: Words) -> None:
    for row in figures["forms"]:
        if row["from"] != row["to"]:
            console.print(Text(f"{words['forms']}: {row['from']} → {row['to']}: {row['n']}"))
    for row in figures["not_judged"]:
        console.print(
            Text(f"{words['not_judged']}: {row['item']}: {missing_of(row, words)}: {row['n']}", style="yellow")
        )
    for row in figures["failed"]:
        console.print(Text(f"{words['failed']}: {row['code']}: {row['reason']}: {row['n']}", style="red"))
    cost = figures["cost"]
    seconds = cost_of(cost, words)
    timeouts = f"{words['timeouts']} {cost['old_timeouts']} → {cost['new_timeouts']}"
    took = f"{words['took']} {figures['took_s']:.1f} s, --jobs {figures['jobs']}"
    console.print(Text(f"{words['cost']}: {seconds}; {timeouts}; {took}; {words['id']} {figures['backtest_id']}"))
