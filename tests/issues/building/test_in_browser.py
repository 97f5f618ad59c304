"""The way through a browser: pressed once, followed without reloading, opened; and without script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from issues.admin import builds
from issues.building import running, steps
from issues.building.compositor import Compositor
from issues.models import Build, Issue
from tests.conftest import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_preview_is_asked_for_followed_and_opened(
    open_page: Callable[..., Page], issue: Issue, cast: Cast, compositor: Compositor
) -> None:
    page = open_page(f"/admin/issues/issue/{issue.pk}/change/", user=cast.editor)
    page.get_by_role("button", name="整期预览 PDF").click()
    said = page.locator(".build-said")
    expect(said).to_contain_text("正在排队")
    page.evaluate("window.stayed = true")
    begun = steps.begin(Build.objects.get().pk)
    steps.tell(begun, "正在排第1页", 1)
    expect(said).to_have_text("正在排第1页…")
    steps.release(begun)
    running.carry_out(begun.pk, compositor)
    expect(said).to_have_text("已经排好，共2页。")
    assert page.evaluate("window.stayed")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载").click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")


def test_a_failure_is_read_and_tried_again_without_script(
    open_page: Callable[..., Page], issue: Issue, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    # It reloads itself after some seconds: not under the hand that presses here.
    monkeypatch.setattr(builds, "RELOAD_SECONDS", 3600)
    page = open_page(
        f"/admin/issues/issue/{issue.pk}/change/", user=cast.editor, width=390, java_script_enabled=False
    )
    page.get_by_role("button", name="封面目录 PDF").click()
    expect(page.locator(".build-said")).to_contain_text("正在排队")
    steps.fail(steps.begin(Build.objects.get().pk), "《甲题》无法排版：超过1000页。")
    page.get_by_role("link", name="立即刷新").click()
    expect(page.locator(".build-reason")).to_have_text("《甲题》无法排版：超过1000页。")
    page.get_by_role("button", name="重试").click()
    expect(page.locator(".build-said")).to_contain_text("正在排队")
    assert Build.objects.count() == 2
