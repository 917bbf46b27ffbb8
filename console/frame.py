"""What every page has around its content, and the base of every page's context."""

from dataclasses import dataclass

from console.visit import Visit
from console.words import LANGUAGES, Words

PAGES = (("morning", "/"), ("ledger", "/ledger"), ("scorecards", "/scorecards"), ("coaching", "/coaching"))


@dataclass(frozen=True, slots=True, kw_only=True)
class NavLink:
    """One page of the navigation; `is_here` marks the open one."""

    label: str
    url: str
    is_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The frame: page title, `language` for the lang attribute, navigation, and this page in the other language."""

    title: str
    language: str
    navigation: tuple[NavLink, ...]
    other_language: str
    other_language_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContext:
    """What the frame's template needs; every page's context adds its own fields. `w` are the words."""

    frame: Frame
    w: Words


def frame_of(visit: Visit, title: str, here: str = "") -> Frame:
    """The frame of a page; `here` names its entry in the navigation."""
    other = next(language for language in LANGUAGES if language != visit.w.language)
    return Frame(
        title=title,
        language=visit.w.language,
        navigation=tuple(NavLink(label=visit.w[f"nav_{name}"], url=url, is_here=name == here) for name, url in PAGES),
        other_language=other,
        other_language_url=visit.in_language(other),
    )
