"""Answers that are more than a page: go and read another one, or a page with which a session begins."""

import re
from dataclasses import dataclass, field

from console.frame import PageContext

HOME = "/"
_LONGEST = 2000
_PLAIN = re.compile(r"/(?![/\\])[^\\\s\x00-\x1f\x7f]*")


@dataclass(frozen=True, slots=True)
class SeeOther:
    """Go to `url` (a path of ours). `new_session` is the token of a session that begins, `ends_session` ends one."""

    url: str
    new_session: str = field(default="", repr=False)
    ends_session: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A page in a template of its own, with which a session begins (`new_session` is its token)."""

    template: str
    page: PageContext
    new_session: str = field(default="", repr=False)


def way_on(wanted: str) -> str:
    """Where somebody wanted to go before they signed in, if that is a page of ours; the home page otherwise.

    Only a path is followed: two slashes, a backslash, white space or control characters lead to the home page.
    """
    return wanted if len(wanted) <= _LONGEST and _PLAIN.fullmatch(wanted) else HOME
