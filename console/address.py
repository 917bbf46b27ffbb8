"""An address of the console: what answers it, its template, its gate."""

from dataclasses import dataclass

from console.desk import Build, Give, Make, Submit
from console.gate import Gate, OpenGate, UploadGate


@dataclass(frozen=True, slots=True)
class Page:
    """An address that is read: what fills it, its template, its gate."""

    build: Build
    template: str
    gate: Gate | OpenGate


@dataclass(frozen=True, slots=True)
class Sound:
    """An address that is listened to, a range of bytes at a time: what finds it, its gate."""

    give: Give
    gate: Gate | OpenGate


@dataclass(frozen=True, slots=True)
class Form:
    """An address that is written to: what it does, the template that shows what is wrong, its gate."""

    submit: Submit
    template: str
    gate: Gate | OpenGate | UploadGate


@dataclass(frozen=True, slots=True)
class File:
    """An address that gives a file: what makes it, its gate."""

    make: Make
    gate: Gate
