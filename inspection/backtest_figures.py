"""The figures of a backtest as one JSON object: what is stored, what the terminal and the page show."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from inspection.backtesting import Backtest, HitSample, ItemChange, ScoreChange
from inspection.intervals import mean_interval
from inspection.rule_standing import Reviewed

MINIMUM_REVIEWS = 10
MINIMUM_TIMED = 20
PRIOR_SD_POINTS = 5.0
Json = dict[str, Any]
Titles = Mapping[str, Mapping[str, str]]


def figures_of(backtest: Backtest, titles: Titles) -> Json:
    """All figures: shares 0-1, scores 0-100, each with its n and 95 % interval. `titles` name items in zh and en."""
    items = [_item(item_id, change, titles) for item_id, change in backtest.items.items()]
    agents: list[Json] = [{"agent_id": name or None, "team": backtest.team_of.get(name) or None} | _change(sums)
              for name, sums in sorted(backtest.agents.items())]  # fmt: skip
    teams: list[Json] = [{"team": name or None} | _change(sums) for name, sums in sorted(backtest.teams.items())]
    return {
        "interactions": backtest.interactions,
        "period": {
            "from": backtest.first.isoformat() if backtest.first else None,
            "to": backtest.last.isoformat() if backtest.last else None,
        },
        "items": items,
        "scores": _change(backtest.scores) | {"bands": _pairs(backtest.bands)},
        "agents_affected": sum(agent["changed"] > 0 for agent in agents),
        "agents": sorted(agents, key=_most_moved),
        "teams": sorted(teams, key=_most_moved),
        "forms": _pairs(backtest.forms),
        "cost": _cost(backtest),
        "not_judged": [{"item": i, "what": what, "n": n} for (i, what), n in sorted(backtest.unread.items())],
        "failed": [{"code": code, "reason": why, "n": n} for (code, why), n in sorted(backtest.failed.items())],
    }


def _item(item_id: str, change: ItemChange, titles: Titles) -> Json:
    return {
        "id": item_id,
        "title": dict(titles.get(item_id, {})),
        "old_version": change.old_version,
        "new_version": change.new_version,
        "new_hits": change.new_hits,
        "lost_hits": change.lost_hits,
        "kept_hits": change.kept_hits,
        "changed": change.changed,
        "states": _pairs(change.states),
        "reviews": {
            "new": reviewed_figure(change.reviewed_new),
            "kept": reviewed_figure(change.reviewed_kept),
            "lost": reviewed_figure(change.reviewed_lost),
            "after": reviewed_figure(change.reviewed_new + change.reviewed_kept),
            "before": reviewed_figure(change.reviewed_lost + change.reviewed_kept),
        },
        "fatal_gained": change.fatal_gained,
        "fatal_lost": change.fatal_lost,
        "samples": {"new": _samples(change.new_samples), "lost": _samples(change.lost_samples)},
    }


def reviewed_figure(reviewed: Reviewed) -> Json:
    """Precision with its interval; `value` is None without reviews, `enough` False under MINIMUM_REVIEWS."""
    low, high = reviewed.interval
    value = reviewed.right / reviewed.n if reviewed.n else None
    return {
        "right": reviewed.right,
        "n": reviewed.n,
        "value": value,
        "low": low if reviewed.n else None,
        "high": high if reviewed.n else None,
        "enough": reviewed.n >= MINIMUM_REVIEWS,
    }


def _change(sums: ScoreChange) -> Json:
    n = sums.change.n
    low, high = mean_interval(sums.change, prior_sd=PRIOR_SD_POINTS) if n else (None, None)
    return {
        "segments": sums.segments,
        "n": n,
        "changed": sums.changed,
        "up": sums.up,
        "down": sums.down,
        "old_mean": sums.old.mean if n else None,
        "new_mean": sums.new.mean if n else None,
        "mean_change": sums.change.mean if n else None,
        "low": low,
        "high": high,
        "to_fail": sums.to_fail,
        "to_pass": sums.to_pass,
        "score_gained": sums.without_old,
        "score_lost": sums.without_new,
        "fatal_gained": sums.fatal_gained,
        "fatal_lost": sums.fatal_lost,
    }


def _cost(backtest: Backtest) -> Json:
    cost = backtest.cost
    per_1000 = 1000.0 / cost.interactions if cost.interactions else 0.0
    return {
        "interactions": cost.interactions,
        "enough": cost.interactions >= MINIMUM_TIMED,
        "old_cpu_s_per_1000": cost.old_s * per_1000,
        "new_cpu_s_per_1000": cost.new_s * per_1000,
        "old_timeouts": cost.old_timeouts,
        "new_timeouts": cost.new_timeouts,
    }


def _pairs(counted: Counter[tuple[str, str]]) -> list[Json]:
    rows = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return [{"from": old, "to": new, "n": n} for (old, new), n in rows]


def _samples(samples: list[HitSample]) -> list[Json]:
    return [asdict(sample) | {"turns": list(sample.turns)} for sample in samples]


def _most_moved(row: Json) -> tuple[float, str]:
    return (-abs(row["mean_change"] or 0.0), str(row.get("agent_id") or row.get("team")))


def is_touched(item: Json) -> bool:
    """Whether the change of rules did anything to this item."""
    return bool(item["changed"]) or item["old_version"] != item["new_version"]


def kind_of_change(item: Json) -> str:
    """new, removed, changed (version or judgements) or same."""
    if item["old_version"] is None:
        return "new"
    if item["new_version"] is None:
        return "removed"
    return "changed" if is_touched(item) else "same"
