"""`mingjian sample calculator`: how many reviews a question needs, before anybody listens."""

import json
import sys
from math import ceil
from typing import Annotated

import typer

from cli.language import Lang, language_of
from cli.sample_words import sample_words
from inspection.review_calculator import (
    MachineSkill,
    reviews_for_difference,
    reviews_for_precision,
    reviews_for_rate,
    reviews_for_recall,
    reviews_for_score_difference,
)

_HELP = """How many reviews a question needs.

Example: mingjian sample calculator recall --help
"""
calculator_app = typer.Typer(help=_HELP, no_args_is_help=True)

PerDay = Annotated[int, typer.Option("--per-day", min=1, help="Reviews a day of everybody together.")]
Json = Annotated[bool, typer.Option("--json", help="JSON on stdout.")]


@calculator_app.command()
def rate(
    rate: Annotated[float, typer.Option("--rate", help="The rate expected: 0.1 for 10 %.")],
    within: Annotated[float, typer.Option("--within", help="To be known to +- this much: 0.03.")],
    machine_recall: Annotated[float | None, typer.Option(help="How much of it the machine finds.")] = None,
    machine_precision: Annotated[float | None, typer.Option(help="How often its hits are right.")] = None,
    units: Annotated[int | None, typer.Option(min=1, help="Evaluations of the period, if few.")] = None,
    per_day: PerDay = 60,
    json_: Json = False,
    lang: Lang = None,
) -> None:
    """How many reviews by lot until a rate (an item failed, a fatal) is known well enough.

    Example: mingjian sample calculator rate --rate 0.1 --within 0.03 --machine-recall 0.8 --machine-precision 0.9
    """
    skill = None
    if machine_recall is not None and machine_precision is not None:
        skill = MachineSkill(recall=machine_recall, precision=machine_precision)
    _answer("needed", reviews_for_rate(rate, within, machine=skill, units=units), per_day, json_, lang)


@calculator_app.command()
def difference(
    rate_a: Annotated[float | None, typer.Option(help="Rate of the first agent: 0.1.")] = None,
    rate_b: Annotated[float | None, typer.Option(help="Rate of the second agent: 0.2.")] = None,
    points: Annotated[float | None, typer.Option(help="Or: a difference of mean scores, in points of 100.")] = None,
    sd_points: Annotated[float, typer.Option(help="Spread of single scores, in points.")] = 15.0,
    correlation: Annotated[float, typer.Option(help="Of the machine's scores with people's, 0-1.")] = 0.0,
    power: Annotated[float, typer.Option(help="Chance to find the difference.")] = 0.8,
    per_day: PerDay = 60,
    json_: Json = False,
    lang: Lang = None,
) -> None:
    """How many reviews of each of two agents until a difference between them is found.

    Example: mingjian sample calculator difference --rate-a 0.1 --rate-b 0.2
    """
    if points is not None:
        needed = reviews_for_score_difference(points, sd_points=sd_points, correlation=correlation, power=power)
    elif rate_a is not None and rate_b is not None:
        needed = reviews_for_difference(rate_a, rate_b, power=power)
    else:
        raise typer.BadParameter("give --rate-a and --rate-b, or --points")
    _answer("needed_each", needed, per_day, json_, lang)


@calculator_app.command()
def precision(
    precision: Annotated[float, typer.Option("--precision", help="How often the rule's hits are right, truly: 0.97.")],
    floor: Annotated[float, typer.Option(help="The lower bound it must reach to count.")] = 0.9,
    power: Annotated[float, typer.Option(help="Chance that it is promoted.")] = 0.8,
    per_day: PerDay = 60,
    json_: Json = False,
    lang: Lang = None,
) -> None:
    """How many reviewed hits until a good rule counts (its precision's lower bound reaches the floor).

    Example: mingjian sample calculator precision --precision 0.97
    """
    _answer("needed_hits", reviews_for_precision(precision, floor=floor, power=power), per_day, json_, lang)


@calculator_app.command()
def recall(
    recall: Annotated[float, typer.Option("--recall", help="How much the rule finds, expected: 0.8.")],
    within: Annotated[float, typer.Option("--within", help="To be known to +- this much: 0.1.")],
    rate: Annotated[float, typer.Option("--rate", help="How often the breach happens: 0.05.")],
    per_day: PerDay = 60,
    json_: Json = False,
    lang: Lang = None,
) -> None:
    """How many blind reviews by lot until it is known how much a rule misses.

    Example: mingjian sample calculator recall --recall 0.8 --within 0.1 --rate 0.05
    """
    _answer("needed_lot", reviews_for_recall(recall, within, share=rate), per_day, json_, lang)


def _answer(said: str, reviews: int, per_day: int, as_json: bool, lang: str | None) -> None:
    days = ceil(reviews / per_day)
    if as_json:
        sys.stdout.write(json.dumps({"reviews": reviews, "per_day": per_day, "days": days}) + "\n")
        return
    words = sample_words(language_of(lang))
    print(words[said].format(n=reviews))
    print(words["days"].format(per_day=per_day, days=days))
