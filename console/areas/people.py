"""How agents and teams stand, by their scorecards."""

from collections.abc import Mapping

from console.address import Page
from console.gate import Gate
from console.pages import briefing, lost_item, scorecard, scorecard_compare, scorecards
from inspection.access.policy import Action

PAGES: Mapping[str, Page] = {
    "/briefing": Page(briefing.build, "briefing.html", Gate(Action.READ_BRIEFING)),
    "/scorecards": Page(scorecards.build, "scorecards.html", Gate(Action.READ_SCORECARDS)),
    "/scorecards/compare": Page(scorecard_compare.build, "scorecard_compare.html", Gate(Action.READ_SCORECARDS)),
    "/scorecards/{scorecard_id}/lost": Page(lost_item.build, "lost_item.html", Gate(Action.READ_SCORECARDS)),
    "/scorecards/{scorecard_id}": Page(scorecard.build, "scorecard.html", Gate(Action.READ_SCORECARDS)),
}
