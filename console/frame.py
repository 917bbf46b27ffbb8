"""What every page has around its content, and the base of every page's context."""

from dataclasses import dataclass

from console.figures import moment
from console.visit import Visit
from console.words import LANGUAGES, Words
from inspection.access.policy import Action

PAGES = (
    ("morning", "/", Action.READ_HOME),
    ("reviews", "/reviews", Action.READ_REVIEWS),
    ("search", "/search", Action.SEARCH_INTERACTIONS),
    ("ledger", "/ledger", Action.READ_NIGHT),
    ("briefing", "/briefing", Action.READ_BRIEFING),
    ("scorecards", "/scorecards", Action.READ_SCORECARDS),
    ("coaching", "/coaching", Action.READ_COACHING),
    ("appeals", "/appeals", Action.READ_APPEALS),
    ("calibrations", "/calibrations", Action.READ_CALIBRATIONS),
    ("dashboards", "/dashboards", Action.READ_DASHBOARDS),
    ("fairness", "/fairness", Action.READ_FAIRNESS),
    ("rules", "/rules", Action.READ_RULES),
    ("operations", "/operations", Action.READ_NIGHT),
    ("administration", "/administration", Action.KEEP_PEOPLE),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NavLink:
    """One page of the navigation; `is_here` marks the open one."""

    label: str
    url: str
    is_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownViewer:
    """Who looked at the page, in which roles, and when: it stands below everything that can be printed or copied."""

    name: str
    roles: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The frame: page title, `language` for the lang attribute, navigation, and this page in the other language.

    `viewer` is None on the pages of who is not signed in; every form of the page carries `form_token`. `status` is the
    HTTP status of the answer. `published_only`: whoever looks is told published scores alone.
    """

    title: str
    language: str
    navigation: tuple[NavLink, ...]
    other_language: str
    other_language_url: str
    viewer: ShownViewer | None
    form_token: str
    status: int
    published_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContext:
    """What the frame's template needs; every page's context adds its own fields. `w` are the words."""

    frame: Frame
    w: Words


def frame_of(visit: Visit, title: str, here: str = "", *, status: int = 200) -> Frame:
    """The frame of a page; `here` names its entry in the navigation."""
    other = next(language for language in LANGUAGES if language != visit.w.language)
    return Frame(
        title=title,
        language=visit.w.language,
        navigation=tuple(
            NavLink(label=visit.w[f"nav_{name}"], url=url, is_here=name == here)
            for name, url, action in PAGES
            if visit.may(action)
        ),
        other_language=other,
        other_language_url=visit.in_language(other),
        viewer=_shown_viewer(visit),
        form_token=visit.form_token,
        status=status,
        published_only=visit.may(Action.READ_SCORECARDS) and not visit.may(Action.READ_DRAFTS),
    )


def _shown_viewer(visit: Visit) -> ShownViewer | None:
    if visit.viewer is None:
        return None
    person = visit.viewer.person
    roles = ", ".join(visit.w.of("person_role", role.value) for role in person.roles)
    return ShownViewer(name=person.who, roles=roles, at=moment(visit.at))
