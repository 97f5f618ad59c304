"""The readers' site, a module a noun. Every view takes the periodical's slug, or None for the primary one."""

from issues.views.articles import article, cite
from issues.views.books import epub
from issues.views.covers import cover
from issues.views.errors import bad_request, forbidden, not_found, server_error
from issues.views.feeds import article_feed, issue_feed
from issues.views.generation import generation
from issues.views.harvesting import oai
from issues.views.issues import archive, front, issue, pdf
from issues.views.robots import robots, sitemap_index, standing_pages, year_of_pages
from issues.views.search import search
from issues.views.sections import section, section_list

__all__ = [
    "archive", "article", "article_feed", "bad_request", "cite", "cover", "epub", "forbidden",
    "front", "generation", "issue", "issue_feed", "not_found", "oai", "pdf", "robots", "search",
    "section", "section_list", "server_error", "sitemap_index", "standing_pages", "year_of_pages",
]  # fmt: skip
