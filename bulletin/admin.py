"""The office's admin site: Django's, under the office's name, in the order of a manuscript's way."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.models import Group
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path

from accounts.models import User
from accounts.preferences import preferences
from articles.houserules import WordEntry
from articles.models import Article, Section
from issues.models import Issue
from issues.workbench import pages
from periodicals.models import DayOff, Layout, Periodical

# The order of the ways and of the first page: from the manuscript to those who make it.
ORDER: tuple[tuple[str, str, tuple[type, ...]], ...] = (
    ("articles", "文稿", (Article, Section, WordEntry)),
    ("issues", "编排与出刊", (Issue,)),
    ("periodicals", "刊物与版式", (Periodical, Layout, DayOff)),
    ("accounts", "编辑部", (User, Group)),
)

# What each list is for, its counting word, and where one starts when it is empty.
ABOUT: dict[type, tuple[str, str, str]] = {
    Article: (
        "从建稿到终审签发的每一篇文字", "篇",
        "还没有稿件。先新建一篇，或收一份 Word 稿；往期可以整期导入。",
    ),
    Section: ("目录里的栏目，以及新一期编排时的常用次序", "个", "还没有栏目。先建栏目，稿件才有处可归。"),
    WordEntry: (
        "常见错误、不用的说法、姓名与职务，以及校对规则的取舍", "条",
        "词表还是空的。可以导入一份，或逐条新建。",
    ),
    Issue: ("编目录、排版、发布", "期", "还没有期次。新建一期后，把稿件编入目录。"),
    Periodical: ("刊名、编印单位、刊号和联系方式", "种", "还没有刊物。先建版式，再建刊物。"),
    Layout: ("版心、字号、行距和栏数", "种", "还没有版式。先建一种，刊物才能选用。"),
    DayOff: ("与公历不同的休息日和调休上班日", "天", "没有另记的日子，日程按国家规定的节假日推算。"),
    User: ("编辑部的每一个人和他们的角色", "人", ""),
    Group: ("每个角色可以做什么", "个", ""),
}  # fmt: skip


class SignInForm(AdminAuthenticationForm):
    """Django's sign-in form with the colon left out: a halfwidth one is none in Chinese."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)


class OfficeAdminSite(admin.AdminSite):
    """Django's admin site with the office's titles, order and first page."""

    site_header = "编务"
    site_title = "编务"
    index_title = "我的工作台"
    empty_value_display = "—"
    # Seven lists fit into one line below the masthead, which a phone has too; a sidebar it has not.
    enable_nav_sidebar = False
    login_form = SignInForm
    password_change_template = "admin/password_change.html"  # noqa: S105 - a path

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Django's addresses and those of the office's own pages."""
        return [
            path("preferences/", self.admin_view(preferences), name="preferences"),
            *pages.urls(self),
            *super().get_urls(),
        ]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """The apps in the order of a manuscript's way; roles stand beside the people who have them."""
        by_model = {model["model"]: model for app in super().get_app_list(request) for model in app["models"]}
        listed = []
        for label, name, models in ORDER:
            visible = [by_model[model] for model in models if model in by_model]
            if visible and app_label in (None, label):
                listed.append(
                    {
                        "name": name,
                        "app_label": label,
                        "app_url": visible[0]["admin_url"],
                        "has_module_perms": True,
                        "models": visible,
                    }
                )
        return listed

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """我的工作台: what concerns the person, and below it what there is and how much of it."""
        app_list = self.get_app_list(request)
        for app in app_list:
            for model in app["models"]:
                about, counting_word, empty = ABOUT[model["model"]]
                model |= {"about": about, "counting_word": counting_word, "empty": empty}
                model["total"] = model["model"]._default_manager.count()
        own = pages.first_page(request)
        return super().index(request, {**(extra_context or {}), **own, "app_list": app_list})

    def app_index(  # type: ignore[override]
        self, request: HttpRequest, app_label: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """No page of its own: the first list of the app."""
        app_list = self.get_app_list(request, app_label)
        if not app_list:
            raise Http404
        return redirect(app_list[0]["app_url"])

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The sign-in page, under the name of the site's first periodical."""
        periodical = Periodical.objects.first()
        office = f"《{periodical.title}》编辑部" if periodical else ""
        return super().login(request, {**(extra_context or {}), "office": office, "title": "登录"})
