"""`mingjian`: one command per chore. Errors are one line: what, where, what to do."""

import sys

import typer

from cli.accounts import accounts_app
from cli.appeal import appeal_app
from cli.briefing import briefing
from cli.calibration import calibration_app
from cli.certification import certification_app
from cli.coaching import coaching_app
from cli.database import database_app
from cli.doctor import doctor
from cli.estimate import estimate
from cli.export import export
from cli.fairness import fairness
from cli.find import find
from cli.freeze import freeze
from cli.gold import gold_app
from cli.import_reviews import import_reviews
from cli.inspect import inspect
from cli.judges import judges
from cli.models import models_app
from cli.nightly import nightly
from cli.originals import originals_app
from cli.publish_scores import publish_scores
from cli.redact import redact
from cli.review import review_app
from cli.rules import rules_app
from cli.sample import sample_app
from cli.schedule import schedule
from cli.scorecard import scorecard
from cli.scorecards import scorecards
from cli.serve import serve
from cli.transcribe import transcribe
from cli.webhooks import webhooks_app
from inspection.errors import InspectionError
from models.recognition.steady_memory import share_one_heap

CANNOT_GO_ON = 2

app = typer.Typer(
    name="mingjian",
    help="Mingjian (明鉴): judges every call, chat, mail and thread of a contact centre, and says why.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
for command in (nightly, export, inspect, transcribe, redact, serve, schedule, freeze, find, estimate, doctor):
    app.command()(command)
app.command()(publish_scores)
app.command()(scorecard)
app.command()(scorecards)
app.command()(import_reviews)
app.add_typer(accounts_app, name="accounts")
app.add_typer(review_app, name="review")
app.add_typer(rules_app, name="rules")
app.add_typer(models_app, name="models")
app.add_typer(database_app, name="database")
app.add_typer(originals_app, name="originals")
app.add_typer(sample_app, name="sample")
app.add_typer(appeal_app, name="appeal")
app.add_typer(coaching_app, name="coaching")
app.add_typer(certification_app, name="certification")
app.command()(briefing)
app.add_typer(calibration_app, name="calibration")
app.add_typer(gold_app, name="gold")
app.add_typer(webhooks_app, name="webhooks")
app.command()(judges)
app.command()(fairness)


def main() -> None:
    """Run a command; a known error becomes one line on stderr and exit code 2."""
    share_one_heap()
    try:
        app()
    except InspectionError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(CANNOT_GO_ON)
    except BrokenPipeError:
        # The reader of our output (head, less) left: nothing is wrong.
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        print("stopped; run the same command again to go on", file=sys.stderr)
        sys.exit(130)


if __name__ == "__main__":
    main()
