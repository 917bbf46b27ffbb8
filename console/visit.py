"""One request as the pages see it: its language, its question, and links that keep both."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request

from console.tokens import form_token
from console.viewer import Viewer
from console.words import LANGUAGES, Words
from inspection.access.policy import Action
from inspection.access.sight import NOTHING, Sight
from inspection.retention import AS_SHIPPED, Retention
from inspection.rule_standing import StandingPolicy

LANGUAGE_COOKIE = "lang"
_BIGGEST_PAGE = 10_000_000


@dataclass(frozen=True, slots=True)
class Visit:
    """What was asked: `path` still percent-encoded, `query` without the language, words of the chosen language.

    `viewer` is who asks (None: nobody signed in), `at` when, `form_token` what its forms must carry, `address` where
    it comes from; `origin` the console's own https://HOST as the browser calls it; `retention` what the settings keep;
    `standing` when a rule counts without a person;
    `sign_on` the words on the button of single sign-on (empty: general ones), None where there is none.
    """

    path: str
    query: Mapping[str, str]
    w: Words
    viewer: Viewer | None
    at: datetime
    form_token: str
    address: str
    origin: str = ""
    retention: Retention = AS_SHIPPED
    standing: StandingPolicy = field(default_factory=StandingPolicy)
    sign_on: str | None = None

    def sight(self, action: Action) -> Sight:
        """What whoever asks sees of it; nothing when nobody is signed in."""
        return self.viewer.sight(action) if self.viewer else NOTHING

    def may(self, action: Action) -> bool:
        """True when whoever asks has the action."""
        return self.viewer is not None and self.viewer.may(action)

    @property
    def reviewer(self) -> str:
        """The name of who reviews (what waits for their blind review is not told them); empty for who does not."""
        return self.viewer.person.who if self.viewer and self.viewer.may(Action.REVIEW) else ""

    def asked(self, name: str) -> str:
        """A query value; empty when it was not given."""
        return self.query.get(name, "").strip()

    def page(self, name: str) -> int:
        """A page number from 1; whatever is no number is page 1."""
        text = self.asked(name)
        return max(1, min(int(text), _BIGGEST_PAGE)) if re.fullmatch(r"[0-9]{1,9}", text) else 1

    def day(self, name: str) -> date | None:
        """A date of the query, None when it was not given; HTTPException 400 for one that cannot be read."""
        text = self.asked(name)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            raise HTTPException(400, "problem_bad_date") from None

    def here_with(self, **changes: str) -> str:
        """This page with some query values changed; an empty value is left out."""
        return with_query(self.path, {**self.query, **changes})

    def in_language(self, language: str) -> str:
        """This page in another language."""
        return with_query(self.path, {**self.query, "lang": language})


def with_query(path: str, query: Mapping[str, str]) -> str:
    """`path?a=b`, percent-encoded; empty values are left out."""
    given = {name: value for name, value in query.items() if value}
    return f"{path}?{urlencode(given)}" if given else path


def visit_of(request: Request, words: Mapping[str, Words]) -> Visit:
    """The visit of a request the desk has admitted; of a query value given twice the last counts."""
    query = {name: value for name, value in request.query_params.items() if name != "lang"}
    return Visit(
        path=path_of(request),
        query=query,
        w=words[language_of(request)],
        viewer=request.state.viewer,
        at=request.state.at,
        form_token=form_token(request.state.form_secret),
        address=address_of(request),
        origin=f"{request.url.scheme}://{request.url.netloc}",
        retention=request.app.state.desk.retention,
        standing=request.app.state.desk.standing,
        sign_on=request.app.state.desk.sign_on,
    )


def address_of(request: Request) -> str:
    """Where the request comes from, as the server (or the proxy it trusts) says."""
    return request.client.host if request.client else ""


def path_of(request: Request) -> str:
    """The path as it was sent, still percent-encoded."""
    raw: bytes = request.scope.get("raw_path") or b""
    return raw.decode("latin-1").partition("?")[0] or request.url.path


def language_of(request: Request) -> str:
    """zh-CN or en: what `?lang=` says, else the cookie, else the browser's first wish that can be had."""
    wishes = (request.query_params.get("lang", ""), request.cookies.get(LANGUAGE_COOKIE, ""), *_accepted(request))
    return next((known for wish in wishes if (known := _known(wish))), LANGUAGES[0])


def _known(wish: str) -> str | None:
    head = wish.strip().lower().partition("-")[0]
    return next((language for language in LANGUAGES if language.lower().partition("-")[0] == head), None)


def _accepted(request: Request) -> list[str]:
    """Languages of Accept-Language, most wanted first."""
    wishes = []
    for place, part in enumerate(request.headers.get("accept-language", "")[:500].split(",")):
        name, _, quality = part.partition(";")
        weight = re.fullmatch(r"\s*q\s*=\s*([01](?:\.[0-9]{0,3})?)\s*", quality)
        wishes.append((-(float(weight[1]) if weight else 1.0), place, name))
    return [name for _, _, name in sorted(wishes)]
