"""Whatever readers can see begins a new generation when it changes; what they cannot see does not."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils.http import parse_http_date

from articles import services as article_services
from articles.models import Article, Section
from issues import freshness, publishing, services
from issues.models import Issue
from periodicals.models import Periodical, PublicVersion
from tests.conftest import Cast


@pytest.fixture
def renews(client: Client, etag: Callable[[str], str]) -> Callable[[Callable[[], Any]], bool]:
    """Whether something makes a page another one, in its ETag and in its Last-Modified alike."""

    def do(change: Callable[[], Any]) -> bool:
        before = client.get("/issues/")
        change()
        after = client.get("/issues/")
        dates = [parse_http_date(answer["Last-Modified"]) for answer in (before, after)]
        headers = {"If-None-Match": before["ETag"]}
        is_new = client.get("/issues/", headers=headers).status_code == 200
        assert is_new == (before["ETag"] != after["ETag"]) == (dates[0] < dates[1])
        return is_new

    return do


Renews = Callable[[Callable[[], Any]], bool]


def test_publishing_and_withdrawing(
    published: Issue, renews: Renews, make_issue: Callable[..., Issue], make_article: Callable[..., Article],
    appear: Callable[[Issue], Issue], cast: Cast,
) -> None:  # fmt: skip
    later = make_issue(2026, 2, articles=[make_article("丙文", signed_off=True)])
    assert renews(lambda: appear(later))
    assert renews(lambda: publishing.withdraw(later, actor=cast.responsible_editor, comment="有误"))


def test_a_public_article(published: Issue, renews: Renews, cast: Cast) -> None:
    article = Article.objects.get(title="甲文")
    assert renews(lambda: article_services.reopen(article, actor=cast.final_reviewer, comment="有误"))


def test_a_periodical(published: Issue, renews: Renews, periodical: Periodical) -> None:
    periodical.sponsors = "测试协会"
    assert renews(periodical.save)


def test_a_section(published: Issue, renews: Renews, section: Section) -> None:
    section.name = "新闻"
    assert renews(section.save)


def test_what_nobody_sees(
    published: Issue, renews: Renews, periodical: Periodical, make_article: Callable[..., Article],
    make_issue: Callable[..., Issue], cast: Cast,
) -> None:  # fmt: skip
    planned = make_issue(2026, 2)

    def work() -> None:
        article_services.section_named(periodical, "新栏目")
        services.place(planned, article := make_article("草稿"), actor=cast.responsible_editor)
        article_services.submit(article, actor=cast.editor)
        make_article("登记", signed_off=True)

    assert not renews(work)


def test_new_templates(published: Issue, etag: Callable[[str], str], monkeypatch: pytest.MonkeyPatch) -> None:
    before, (digest, drawn_at) = etag("/"), freshness._software()
    monkeypatch.setattr(freshness, "_software", lambda: ("new", drawn_at))
    assert etag("/") != before
    monkeypatch.setattr(freshness, "_software", lambda: (digest, drawn_at))
    assert etag("/") == before


def test_the_software_is_all_that_draws_pages(settings: Any, tmp_path: Any) -> None:
    """The digest follows each kind of file, whichever machine it is on and whenever it was written."""
    settings.BASE_DIR = tmp_path
    for number, name in enumerate(("templates/site/a.html", "static/site/a.css", "bulletin/urls.py")):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        digests = set()
        for text in ("甲", "乙"):
            file.write_text(text)
            digests.add(freshness._software.__wrapped__()[0])
        assert len(digests) == 2, f"{number} {name}"


def test_what_is_rolled_back_changed_nothing(published: Issue, cast: Cast) -> None:
    before = freshness.current()
    with transaction.atomic():
        publishing.withdraw(published, actor=cast.responsible_editor, comment="有误")
        assert freshness.current() != before
        transaction.set_rollback(True)
    assert freshness.current() == before


def test_two_changes_in_one_second_and_a_clock_set_back(
    published: Issue, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = PublicVersion.objects.get().changed_at
    monkeypatch.setattr(freshness.timezone, "now", lambda: moment.replace(year=moment.year - 1))
    seen = set()
    for _ in range(3):
        answer = client.get("/")
        seen.add((answer["ETag"], answer["Last-Modified"]))
        freshness.changed()
    assert len({tag for tag, _ in seen}) == len({date for _, date in seen}) == 3


def test_a_restored_database_is_never_taken_for_a_later_one(published: Issue) -> None:
    """The state is random: after a step back, the next step is not the one that was there before."""
    kept = PublicVersion.objects.values().get()
    seen = set()
    for _ in range(4):
        PublicVersion.objects.filter(pk=kept["id"]).update(**kept)
        freshness.changed()
        seen.add(freshness.current().generation)
    assert len(seen) == 4
