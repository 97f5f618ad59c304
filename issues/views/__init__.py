"""The readers' site, a module a noun. Every view takes the periodical's slug, or None for the primary one."""

from issues.views.articles import article
from issues.views.errors import bad_request, forbidden, not_found, server_error
from issues.views.issues import archive, front, issue, pdf
from issues.views.search import search
from issues.views.sections import section, section_list

__all__ = [
    "archive", "article", "bad_request", "forbidden", "front", "issue", "not_found", "pdf",
    "search", "section", "section_list", "server_error",
]  # fmt: skip
