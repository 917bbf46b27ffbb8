"""A form that came when its session had ended (登录到期): kept through the sign-in, sent again by its writer.

It travels in the sign-in page of the browser that sent it, never through the server's memory. Only a form that carries
the token of that browser's ended session is kept: a form from elsewhere is not made ours by signing in. It carries a
mark of who wrote it: to anybody else who signs in there it is neither shown nor sent.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from console.form_fields import FormFields
from console.see_other import HOME, way_on
from console.tokens import is_writer, writer_mark

_WRITER = "written_by"
_NEVER_KEPT = frozenset({"form_token", "password", "again", "current", _WRITER})


@dataclass(frozen=True, slots=True)
class KeptForm:
    """Where the form was sent and its fields (name, value) in the order sent, without tokens and passwords.

    `writer` is the mark of the session it was written in.
    """

    path: str
    fields: tuple[tuple[str, str], ...]
    writer: str

    def packed(self) -> str:
        """The writer and the fields as one text, for a hidden field of the sign-in page."""
        return urlencode(((_WRITER, self.writer), *self.fields))

    def is_of(self, login: str) -> bool:
        """True for who wrote it."""
        return is_writer(login, self.writer)


def kept_form(path: str, fields: FormFields, session_token: str) -> KeptForm:
    """What was sent to `path` in the session of this token, without tokens and passwords."""
    pairs = ((name, value) for name, values in fields.fields.items() for value in values)
    return _without_secrets(path, pairs, writer_mark(session_token))


def unpacked(path: str, packed: str) -> KeptForm | None:
    """The form of a sign-in page; None when it names no address of ours."""
    if not path or way_on(path) == HOME:
        return None
    pairs = parse_qsl(packed, keep_blank_values=True)
    return _without_secrets(path, pairs, next((value for name, value in pairs if name == _WRITER), ""))


def _without_secrets(path: str, pairs: Iterable[tuple[str, str]], writer: str) -> KeptForm:
    return KeptForm(path, tuple((name, value) for name, value in pairs if name not in _NEVER_KEPT), writer)
