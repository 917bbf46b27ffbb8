"""`mingjian review`: one command per step of the table in review.yaml; each lives in a file of its own."""

import typer

from cli.review_people import people_
from cli.review_queue import fill, queue
from cli.review_seconds import second
from cli.review_work import comment, release, show_, submit, take, withdraw

review_app = typer.Typer(help="Review what the nights found: queue, take, submit, second looks.", no_args_is_help=True)
review_app.command("people")(people_)
review_app.command("fill")(fill)
review_app.command("queue")(queue)
review_app.command("take")(take)
review_app.command("submit")(submit)
review_app.command("release")(release)
review_app.command("withdraw")(withdraw)
review_app.command("second")(second)
review_app.command("show")(show_)
review_app.command("comment")(comment)
