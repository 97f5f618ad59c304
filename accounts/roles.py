"""Who may do what: the office's roles and their permissions, as one table.

The groups are made from it by a migration of ``issues`` (the app above all whose permissions it names).
Permissions are named ``app.codename``; what each transition needs stands in ``articles.workflow``.
"""

from django.db import models


class Role(models.TextChoices):
    """The roles of an office; the value is the name of the group."""

    EDITOR = "编辑"
    PROOF_EDITOR = "校编"
    FINAL_REVIEWER = "终审"
    RESPONSIBLE_EDITOR = "责任编辑"
    PRINT_OFFICE = "印务"
    ADMINISTRATOR = "管理员"


_READ = (
    "articles.view_article", "articles.view_statuschange", "articles.view_section",
    "issues.view_issue", "issues.view_contentsentry", "periodicals.view_periodical",
    "periodicals.view_layout",
)  # fmt: skip
_STAFF = (
    *_READ, "articles.change_article", "articles.comment_article", "articles.assign_article",
    "issues.typeset_issue",
)  # fmt: skip
_PLAN = (
    "issues.add_issue", "issues.change_issue", "issues.add_contentsentry",
    "issues.change_contentsentry", "issues.delete_contentsentry",
)  # fmt: skip
# 校对词表 and the rules of proofreading.
_WORDS = (
    "articles.view_wordentry", "articles.add_wordentry", "articles.change_wordentry",
    "articles.delete_wordentry",
)  # fmt: skip

PERMISSIONS: dict[Role, tuple[str, ...]] = {
    Role.EDITOR: (*_STAFF, "articles.add_article", "articles.delete_article", "articles.submit_article"),
    Role.PROOF_EDITOR: (*_STAFF, "articles.add_article", "articles.pass_review_article",
                        "articles.return_article"),
    Role.FINAL_REVIEWER: (*_STAFF, "articles.return_article", "articles.sign_off_article",
                          "articles.reopen_article"),
    Role.RESPONSIBLE_EDITOR: (*_STAFF, *_PLAN, *_WORDS, "articles.add_article", "articles.delete_article",
                              "articles.submit_article", "articles.reopen_article",
                              "articles.register_printed_article", "articles.add_section",
                              "articles.change_section", "periodicals.add_layout",
                              "periodicals.change_layout", "issues.import_issue",
                              "issues.publish_issue", "issues.press_issue",
                              "issues.view_pressfile"),
    Role.PRINT_OFFICE: ("issues.view_pressfile",),
    Role.ADMINISTRATOR: (*_READ, *_WORDS, "accounts.add_user", "accounts.change_user", "accounts.view_user",
                         "articles.add_section", "articles.change_section",
                         "articles.delete_section", "periodicals.add_periodical",
                         "periodicals.change_periodical", "periodicals.add_layout",
                         "periodicals.change_layout", "periodicals.delete_layout",
                         "periodicals.add_dayoff", "periodicals.change_dayoff",
                         "periodicals.delete_dayoff", "periodicals.view_dayoff"),
}  # fmt: skip
