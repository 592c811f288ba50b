"""Which class shows which page; a page's module is loaded when the page is first asked for."""

from importlib import import_module
from typing import Final

from desktop.ui.pages.page import Context, Page

HOME: Final = "mo-dau"
SESSION: Final = "hop:"

PAGES: Final = {
    "don-vi": "desktop.ui.pages.unit.page:UnitPage",
    "quy-dinh": "desktop.ui.pages.regulation.page:RegulationPage",
    "thanh-vien": "desktop.ui.pages.members.page:MembersPage",
    "ban-kiem-diem": "desktop.ui.pages.reviews.page:ReviewsPage",
    "truoc-hop": "desktop.ui.pages.before.page:BeforePage",
    "bo-phieu": "desktop.ui.pages.ballot.page:BallotPage",
    "ket-qua": "desktop.ui.pages.results.page:ResultsPage",
    "ho-so": "desktop.ui.pages.dossier.page:DossierPage",
    "khac-phuc": "desktop.ui.pages.remedies.page:RemediesPage",
    "khen-thuong": "desktop.ui.pages.past.page:PastPage",
}
SESSION_PAGE: Final = "desktop.ui.pages.session.page:SessionPage"


def knows(page_id: str) -> bool:
    """Tell whether there is a page with this id."""
    return page_id in PAGES or page_id.startswith(SESSION)


def make_page(context: Context, page_id: str) -> Page:
    """Build the page; KeyError where no page has this id."""
    session = page_id.startswith(SESSION)
    module, _, name = (SESSION_PAGE if session else PAGES[page_id]).partition(":")
    kind = getattr(import_module(module), name)
    made: Page = kind(context, page_id.removeprefix(SESSION)) if session else kind(context)
    made.page_id = page_id
    return made
