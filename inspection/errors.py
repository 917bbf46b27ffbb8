"""The error tree. Every error says what went wrong, where, and what to do; its class says whether a retry makes sense.

InspectionError
├── InputError                bad input: goes to quarantine and into the ledger
│   ├── TableError            a table, row or cell that cannot be read
│   ├── ConversationError     a chat, mail or transcript that cannot be read
│   └── RecordingError        audio that cannot be decoded
├── RuleError                 a rulebook that cannot be compiled (file:line:column)
├── SettingsError             a setting out of range or contradictory
├── ModelError                a model that is missing or not what it should be
│   └── ModelUnreachable      the registry did not answer (retry)
├── RecordsError              the database refused
│   └── RecordsBusy           another writer holds it (retry)
├── AccessRefused             somebody may not see what was asked for (the attempt is recorded)
├── SignOnError               the identity provider's answer cannot be trusted or used
│   └── ProviderUnreachable   it did not answer (retry)
└── NightError                the night itself cannot go on
    └── WorkspaceBusy         another night is running here (retry later)
"""

from typing import ClassVar


class InspectionError(Exception):
    """Base of all errors of Mingjian.

    `reason` says what is wrong, `what_to_do` what the reader can do about it, `where` the place
    (file, file:row or file:line:column; empty when there is none). `code` is the stable word the ledger uses.
    """

    retryable: ClassVar[bool] = False
    default_code: ClassVar[str] = "error"

    def __init__(self, reason: str, what_to_do: str, *, where: str = "", code: str = "") -> None:
        """Keep the three parts; the message is one line built from them."""
        self.reason = _one_line(reason)
        self.what_to_do = _one_line(what_to_do)
        self.where = where
        self.code = code or self.default_code
        super().__init__(str(self))

    def __str__(self) -> str:
        """`where: reason; what to do`, in one line."""
        head = f"{self.where}: " if self.where else ""
        return f"{head}{self.reason}; {self.what_to_do}"

    def __reduce__(self) -> tuple[object, ...]:
        """Survive pickling between processes (keyword arguments included)."""
        return (_rebuild, (type(self), self.reason, self.what_to_do, self.where, self.code))


def _rebuild(kind: type[InspectionError], reason: str, what_to_do: str, where: str, code: str) -> InspectionError:
    return kind(reason, what_to_do, where=where, code=code)


def _one_line(text: str) -> str:
    return " ".join(text.split()).rstrip(".;")


class InputError(InspectionError):
    """Input that cannot be used as it is."""

    default_code = "bad_input"


class TableError(InputError):
    """A table, row or cell that cannot be read; `where` is file:row."""

    default_code = "bad_row"


class ConversationError(InputError):
    """A chat, mail, thread or transcript that cannot be read."""

    default_code = "bad_conversation"


class RecordingError(InputError):
    """Audio that cannot be decoded: not audio, empty, truncated, of an unsupported kind."""

    default_code = "bad_recording"


class RuleError(InspectionError):
    """A rulebook, form or word list that cannot be compiled; `where` is file:line:column."""

    default_code = "bad_rule"


class SettingsError(InspectionError):
    """A setting that is out of range, missing or contradicts another."""

    default_code = "bad_setting"


class ModelError(InspectionError):
    """A model that is missing, of the wrong kind, or whose checksum does not match."""

    default_code = "model_unusable"


class ModelUnreachable(ModelError):
    """The package registry or folder a model comes from did not answer."""

    retryable = True
    default_code = "model_unreachable"


class RecordsError(InspectionError):
    """The database refused a read or a write."""

    default_code = "records_refused"


class RecordsBusy(RecordsError):
    """Another writer held the database for too long."""

    retryable = True
    default_code = "records_busy"


class AccessRefused(InspectionError):
    """Somebody asked for personal data without a right or a reason."""

    default_code = "access_refused"


class SignOnError(InspectionError):
    """What the identity provider answered cannot be trusted, or names nobody."""

    default_code = "sign_on_refused"


class ProviderUnreachable(SignOnError):
    """The identity provider did not answer, or not as one."""

    retryable = True
    default_code = "provider_unreachable"


class NightError(InspectionError):
    """The night as a whole cannot go on."""

    default_code = "night_stopped"


class WorkspaceBusy(NightError):
    """Another night is running in this workspace."""

    retryable = True
    default_code = "workspace_busy"
