"""How agents and teams stand, and who is coached."""

from collections.abc import Mapping

from console.address import Page
from console.gate import Gate
from console.pages import coaching, scorecard, scorecards
from inspection.access.policy import Action

PAGES: Mapping[str, Page] = {
    "/scorecards": Page(scorecards.build, "scorecards.html", Gate(Action.READ_SCORECARDS)),
    "/scorecards/{scorecard_id}": Page(scorecard.build, "scorecard.html", Gate(Action.READ_SCORECARDS)),
    "/coaching": Page(coaching.build, "coaching.html", Gate(Action.READ_COACHING)),
}
