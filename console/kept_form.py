"""A form that came when its session had ended (登录到期): kept through the sign-in, sent again by its writer.

It travels in the sign-in page of the browser that sent it, never through the server's memory. Only a form that carries
the token of that browser's ended session is kept: a form from elsewhere is not made ours by signing in.
"""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from console.form_fields import FormFields
from console.see_other import HOME, way_on

_NEVER_KEPT = frozenset({"form_token", "password", "again", "current"})


@dataclass(frozen=True, slots=True)
class KeptForm:
    """Where the form was sent and its fields (name, value) in the order sent, without tokens and passwords."""

    path: str
    fields: tuple[tuple[str, str], ...]

    def packed(self) -> str:
        """The fields as one text, for a hidden field of the sign-in page."""
        return urlencode(self.fields)


def kept_form(path: str, fields: FormFields) -> KeptForm:
    """What was sent to `path`, without tokens and passwords."""
    pairs = ((name, value) for name, values in fields.fields.items() for value in values)
    return KeptForm(path, tuple((name, value) for name, value in pairs if name not in _NEVER_KEPT))


def unpacked(path: str, packed: str) -> KeptForm | None:
    """The form of a sign-in page; None when it names no address of ours."""
    if not path or way_on(path) == HOME:
        return None
    pairs = parse_qsl(packed, keep_blank_values=True)
    return KeptForm(path, tuple((name, value) for name, value in pairs if name not in _NEVER_KEPT))
