"""A backtest as one self-contained page: no script, no address elsewhere, readable by day and by night."""

from html import escape
from typing import Any

from cli.backtest_words import change_of, cost_of, missing_of, precision_of, title_of, versions_of, words_of
from inspection.backtest_figures import is_touched, kind_of_change

STATES = ("met", "unmet", "not_applicable", "needs_human", "absent")
BAR_WIDTH = 160
_STYLE = """
:root { color-scheme: light dark; --ink: #1c2430; --paper: #ffffff; --soft: #5a6675; --line: #d5dbe3; --card: #f5f7fa;
  --gain: #0b6e4f; --loss: #a8321c; --bar: #3465a4; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --paper: #14181e; --soft: #a3adba; --line: #343c47;
  --card: #1d232b; --gain: #6fd3ab; --loss: #ff9f8a; --bar: #7fb0ee; } }
body { margin: 0 auto; max-width: 68rem; padding: 1.5rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; } p { margin: .25rem 0; } .soft { color: var(--soft); }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .75rem; margin: 1rem 0; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem; }
.card b { display: block; font-size: 1.25rem; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.gain { color: var(--gain); } .loss { color: var(--loss); } q { quotes: none; } li { margin: .3rem 0; }
svg { display: block; } svg rect { fill: var(--bar); } svg line { stroke: var(--soft); }
@media print { body { max-width: none; } }
"""
Figures = dict[str, Any]
Words = dict[str, str]


def backtest_page(figures: Figures, lang: str) -> str:
    """The page; whatever comes from interactions or rules is escaped."""
    words = words_of(lang)
    touched = [item for item in figures["items"] if is_touched(item)]
    parts = [_summary(figures, words), _items(touched, words, lang)]
    parts += [_one_item(item, words, lang) for item in touched]
    if figures["only_items"]:
        parts.append(f'<p class="loss">{escape(words["no_scores"])}</p>')
    else:
        parts += [_bands(figures, words), _people(figures, "agents", words), _people(figures, "teams", words)]
    parts.append(_rest(figures, words))
    title = escape(f"{words['title']} {figures['rules']['id']}@{figures['rules']['version']}")
    language = "zh-CN" if lang == "zh" else "en"
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{title}</title><style>{_STYLE}</style></head><body><main>\n{''.join(parts)}</main></body></html>\n"
    )


def _summary(figures: Figures, words: Words) -> str:
    new, old, period, scores = figures["rules"], figures["against"], figures["period"], figures["scores"]
    sides = (
        f"{words['new']} {new['id']}@{new['version']} ({new['name']}, {new['content_hash'][:12]}) · "
        f"{words['old']} {old['id']}@{old['version']} ({old['name']}, {old['content_hash'][:12]})"
    )
    span = f"{words['period']} {period['from']} .. {period['to']} · {figures['interactions']} {words['interactions']}"
    cards = [
        (words["new_hits"], f"+{sum(i['new_hits'] for i in figures['items'])}"),
        (words["lost_hits"], f"-{sum(i['lost_hits'] for i in figures['items'])}"),
    ]
    if not figures["only_items"]:
        cards += [
            (words["mean_change"], change_of(scores)),
            (words["pass_line"], f"{scores['to_fail']} / {scores['to_pass']}"),
            (words["fatals"], f"{scores['fatal_gained']} / {scores['fatal_lost']}"),
            (words["agents"], f"{figures['agents_affected']} / {len(figures['agents'])}"),
        ]
    shown = "".join(f'<div class="card">{escape(name)}<b>{escape(value)}</b></div>' for name, value in cards)
    heading = f"<h1>{escape(words['title'])}</h1><p>{escape(sides)}</p>"
    return f'{heading}<p class="soft">{escape(span)}</p><div class="cards">{shown}</div>'


def _items(touched: list[Figures], words: Words, lang: str) -> str:
    if not touched:
        return f"<p>{escape(words['nothing'])}</p>"
    most = max(1, *(max(item["new_hits"], item["lost_hits"]) for item in touched))
    rows = "".join(
        f'<tr><td><a href="#{escape(item["id"])}">{escape(title_of(item, lang))}</a><br>'
        f'<span class="soft">{escape(item["id"])} · {escape(words["change." + kind_of_change(item)])}</span></td>'
        f"<td>{escape(versions_of(item))}</td>"
        f'<td class="n gain">+{item["new_hits"]}</td><td class="n loss">-{item["lost_hits"]}</td>'
        f'<td class="n">{item["kept_hits"]}</td><td>{_bar(item, most, words)}</td>'
        f"<td>{escape(precision_of(item['reviews']['new'], words))}</td>"
        f"<td>{escape(precision_of(item['reviews']['kept'], words))}</td></tr>"
        for item in touched
    )
    names = ("item", "version", "new_hits", "lost_hits", "kept_hits", "", "precision_new", "precision_kept")
    note = f'<p class="soft">{escape(words["reviews_note"])}</p>'
    return f"<h2>{escape(words['items'])}</h2>{_table(names, rows, words)}{note}"


def _bar(item: Figures, most: int, words: Words) -> str:
    """New hits to the right of the middle, lost hits to the left."""
    half = BAR_WIDTH / 2
    right, left = half * item["new_hits"] / most, half * item["lost_hits"] / most
    said = f"+{item['new_hits']} {words['new_hits']}, -{item['lost_hits']} {words['lost_hits']}"
    return (
        f'<svg width="{BAR_WIDTH}" height="16" role="img" aria-label="{escape(said)}">'
        f'<rect x="{half - left:.1f}" y="3" width="{left:.1f}" height="10"/>'
        f'<rect x="{half:.1f}" y="3" width="{right:.1f}" height="10"/>'
        f'<line x1="{half}" y1="0" x2="{half}" y2="16"/></svg>'
    )


def _one_item(item: Figures, words: Words, lang: str) -> str:
    counted = {(row["from"], row["to"]): row["n"] for row in item["states"]}
    used = [state for state in STATES if any(state in pair for pair in counted)]
    head = "".join(f'<th class="n">→ {escape(words[state])}</th>' for state in used)
    rows = "".join(
        f"<tr><th>{escape(words[old])} →</th>"
        + "".join(f'<td class="n">{counted.get((old, new), 0) or "·"}</td>' for new in used)
        + "</tr>"
        for old in used
    )
    samples = "".join(
        f'<li><span class="{style}">{sign}</span> <q>{escape(sample["words"])}</q><br><span class="soft">'
        f"{escape(sample['source'])} / {escape(sample['interaction_id'])} · {escape(words['turn'])} "
        f"{escape(', '.join(map(str, sample['turns'])))} · {escape(words[sample['old_state']])} → "
        f"{escape(words[sample['new_state']])} · {escape(sample['reason'])}</span></li>"
        for sign, which, style in (("+", "new", "gain"), ("-", "lost", "loss"))
        for sample in item["samples"][which]
    )
    shown = f"<h3>{escape(words['samples'])}</h3><ul>{samples}</ul>" if samples else ""
    item_id = escape(item["id"])
    title = f'<h2 id="{item_id}">{escape(title_of(item, lang))} <span class="soft">{item_id}</span></h2>'
    table = f'<div class="wide"><table><thead><tr><th></th>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    return f"{title}<h3>{escape(words['states'])}</h3>{table}{shown}"


def _bands(figures: Figures, words: Words) -> str:
    moved = [band for band in figures["scores"]["bands"] if band["from"] != band["to"]]
    rows = "".join(
        f"<tr><td>{escape(b['from'] or '-')} → {escape(b['to'] or '-')}</td><td class='n'>{b['n']}</td></tr>"
        for b in moved
    )
    shown = _table(("bands", "n"), rows, words) if moved else f"<p>{escape(words['none'])}</p>"
    return f"<h2>{escape(words['bands'])}</h2>{shown}"


def _people(figures: Figures, name: str, words: Words) -> str:
    key = "agent_id" if name == "agents" else "team"
    moved = [row for row in figures[name] if row["changed"]]
    rows = "".join(
        f"<tr><td>{escape(str(row[key] or words['unassigned']))}</td><td class='n'>{row['n']}</td>"
        f"<td class='n'>{row['up']} / {row['down']}</td><td class='n'>{escape(change_of(row))}</td>"
        f"<td class='n'>{row['to_fail']} / {row['to_pass']}</td></tr>"
        for row in moved
    )
    title = f"<h2>{escape(words[name])}: {len(moved)} / {len(figures[name])}</h2>"
    return title + (_table((name[:-1], "n", "up_down", "mean_change", "pass_line"), rows, words) if moved else "")


def _rest(figures: Figures, words: Words) -> str:
    lines = [f"{words['forms']}: {f['from']} → {f['to']}: {f['n']}" for f in figures["forms"] if f["from"] != f["to"]]
    lines += [f"{words['not_judged']}: {r['item']}: {missing_of(r, words)}: {r['n']}" for r in figures["not_judged"]]
    lines += [f"{words['failed']}: {r['code']}: {r['reason']}: {r['n']}" for r in figures["failed"]]
    cost = figures["cost"]
    lines.append(f"{words['cost']}: {cost_of(cost, words)}")
    lines.append(f"{words['timeouts']}: {cost['old_timeouts']} → {cost['new_timeouts']}")
    lines.append(f"{words['took']} {figures['took_s']:.1f} s · {words['id']} {figures['backtest_id']}")
    shown = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<h2>{escape(words['summary'])}</h2><ul>{shown}</ul>"


def _table(names: tuple[str, ...], rows: str, words: Words) -> str:
    head = "".join(f"<th>{escape(words[name]) if name else ''}</th>" for name in names)
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
