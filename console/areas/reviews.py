"""What waits for a person: the review queue, its saved views, and sharing the work out."""

from collections.abc import Mapping

from console.address import Form, Page
from console.gate import Gate
from console.pages.reviews import queue, sharing, views
from inspection.access.policy import Action

PAGES: Mapping[str, Page] = {
    queue.PATH: Page(queue.build, "reviews.html", Gate(Action.READ_REVIEWS)),
}
FORMS: Mapping[str, Form] = {
    "/reviews/share": Form(sharing.submit, "reviews.html", Gate(Action.ASSIGN_REVIEWS)),
    "/reviews/views": Form(views.keep, "reviews.html", Gate(Action.READ_REVIEWS)),
    "/reviews/views/forget": Form(views.forget, "reviews.html", Gate(Action.READ_REVIEWS)),
}
