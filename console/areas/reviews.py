"""What waits for a person: the review queue, its saved views, sharing the work out, the list as a file."""

from collections.abc import Mapping

from console.address import File, Form, Page
from console.gate import Gate
from console.pages import search
from console.pages.reviews import export, queue, sharing, views
from inspection.access.policy import Action

READING = Gate(Action.READ_REVIEWS)

PAGES: Mapping[str, Page] = {
    queue.PATH: Page(queue.build, "reviews.html", READING),
    search.PATH: Page(search.build, "search.html", Gate(Action.SEARCH_INTERACTIONS)),
}
FORMS: Mapping[str, Form] = {
    "/reviews/share": Form(sharing.submit, "reviews.html", Gate(Action.ASSIGN_REVIEWS)),
    "/reviews/views": Form(views.keep, "reviews.html", READING),
    "/reviews/views/forget": Form(views.forget, "reviews.html", READING),
}
FILES: Mapping[str, File] = {"/reviews/export/{kind}": File(export.make, Gate(Action.EXPORT_REVIEWS))}
