"""Commands run in this process, as their users type them."""

from typing import Any

from click.testing import Result
from typer.testing import CliRunner

from cli.main import app
from inspection.errors import InspectionError


def mingjian(*arguments: Any) -> Result:
    """Run a command line; a known error is left in `result.exception`."""
    return CliRunner().invoke(app, [str(a) for a in arguments])


def error_of(*arguments: Any) -> InspectionError:
    """The known error a command line ends with."""
    result = mingjian(*arguments)
    assert isinstance(result.exception, InspectionError), (result.output, result.exception)
    return result.exception
