"""Which language a command speaks: --lang, else MINGJIAN_LANG, else the locale; Chinese when nothing says."""

import os
from typing import Annotated

import typer

Lang = Annotated[str | None, typer.Option("--lang", help="zh or en; default: MINGJIAN_LANG, then the locale, then zh.")]


def language_of(given: str | None) -> str:
    """zh or en."""
    said = given or os.environ.get("MINGJIAN_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG") or "zh"
    return "en" if said.lower().startswith("en") else "zh"
