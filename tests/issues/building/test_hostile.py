"""Hostile articles fail alone, in bounded time, and the reason names the article."""

import struct
import zlib
from pathlib import Path

import pytest
from django.db import connection

from issues.building import culprit
from issues.building.compositor import Cause, Compositor, NotSet
from issues.building.limits import Limits
from issues.building.orders import Order
from issues.typesetting.document import Masthead, TypesetArticle, TypesetDocument, TypesetSection

# Nothing here asks a database, so once is enough.
pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="the same on every database")

# As they would be if the cleaning of articles.richtext were once got round.
CORPUS = {
    "colspan": ('<table><tr><td colspan="1000000">x</td></tr></table>', Cause.CPU, "秒还没有排完"),
    "nesting": ("<blockquote>" * 500 + "x" + "</blockquote>" * 500, Cause.NESTING, "套得太深"),
    "page breaks": ('<p style="break-after: page">x</p>' * 5000, Cause.PAGES, "超过30页"),
    "memory": ('<img src="/media/large.png">', Cause.MEMORY, "所需内存超过"),
    "file": ('<img src="file:///etc/passwd">', Cause.REFUSED, "取不到"),
    "network": ('<img src="http://127.0.0.1:1/x.png">', Cause.REFUSED, "取不到"),
    "attachment": ('<a rel="attachment" href="file:///etc/passwd">x</a>', Cause.REFUSED, "不许读取"),
    "picture": ('<img src="/media/huge.png">', Cause.REFUSED, "不是可用的图片文件"),
}
HARMLESS = {"rules": "<hr>" * 1000, "paragraph": f"<p>{'字' * 30_000}</p>"}
LIMITS = Limits(cpu_seconds=2, wall_seconds=60, memory_mb=2048, pages=30)
TIGHT = Limits(cpu_seconds=30, wall_seconds=60, memory_mb=700, pages=30)


@pytest.fixture(scope="module")
def pictures(child_media: Path) -> None:
    (child_media / "huge.png").write_bytes(_black(30_000))
    # Below Pillow's own limit, but more than the memory that is allowed.
    (child_media / "large.png").write_bytes(_black(9_000))


def _black(pixels: int) -> bytes:
    """A black square as PNG, made row by row: Pillow would need all of it in memory."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    packer, row = zlib.compressobj(1), bytes(1 + 3 * pixels)
    # Of the larger one the first rows suffice: nobody is to read so far.
    data = b"".join(packer.compress(row) for _ in range(9_000 if pixels <= 9_000 else 10)) + packer.flush()
    head = struct.pack(">IIBBBBB", pixels, pixels, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def _document(*bodies: str) -> TypesetDocument:
    articles = tuple(
        TypesetArticle(number, f"article-{number}", f"第{number}篇", body)
        for number, body in enumerate(bodies, start=1)
    )
    return TypesetDocument(Masthead("测试通讯", 2026, 1), (TypesetSection("要闻", articles),))


def _alone(document: TypesetDocument) -> list[Order]:
    return [Order(document.only(article)) for article in document.articles]


def _failure(compositor: Compositor, document: TypesetDocument, folder: Path, limits: Limits) -> NotSet:
    with pytest.raises(NotSet) as failed:
        compositor.compose([Order(document)], folder, limits, lambda news: None)
    return failed.value


@pytest.mark.usefixtures("pictures")
@pytest.mark.parametrize("name", CORPUS)
def test_a_hostile_article_is_stopped_and_said(name: str, compositor: Compositor, tmp_path: Path) -> None:
    body, cause, words = CORPUS[name]
    document = _document(body)
    error = _failure(compositor, document, tmp_path, TIGHT if cause is Cause.MEMORY else LIMITS)
    assert error.cause is cause
    reason = culprit.reason_of(error, _alone(document), compositor, tmp_path, lambda step: None)
    assert reason.startswith("《第1篇》")
    if cause is not Cause.PAGES:  # the sentence names the limit of the settings, not of this test
        assert words in reason
    # The next job is none the worse.
    made = compositor.compose([Order(_document("<p>好。</p>"))], tmp_path, LIMITS, lambda news: None)
    assert made[0].pages == 2
    # What is unpickled comes through the pipe and is never a file that others could exchange.
    assert {path.suffix for path in tmp_path.iterdir() if path.is_file()} == {".pdf"}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_only_long_is_set(name: str, compositor: Compositor, tmp_path: Path) -> None:
    limits = Limits(cpu_seconds=60, wall_seconds=120, memory_mb=2048, pages=1000)
    document = _document(HARMLESS[name])
    assert compositor.compose([Order(document)], tmp_path, limits, lambda news: None)[0].pages > 2


def test_of_many_articles_the_one_is_found(compositor: Compositor, tmp_path: Path) -> None:
    document = _document("<p>好。</p>" * 400, CORPUS["attachment"][0], "<p>好。</p>")
    said: list[str] = []
    error = _failure(compositor, document, tmp_path, LIMITS)
    reason = culprit.reason_of(error, _alone(document), compositor, tmp_path, said.append)
    assert reason == "《第2篇》无法排版：不许读取媒体库以外的地址：file:///etc/passwd"
    # The longest first.
    assert said[0] == "正在逐篇查找排不了的稿件：第1篇，共3篇"
    assert dict.fromkeys(said) == dict.fromkeys([said[0], "正在逐篇查找排不了的稿件：第2篇，共3篇"])


def test_where_no_article_alone_is_to_blame_the_issue_is(compositor: Compositor, tmp_path: Path) -> None:
    document = _document("<p>好。</p>", "<p>好。</p>")
    reason = culprit.reason_of(NotSet(Cause.CPU), _alone(document), compositor, tmp_path, lambda step: None)
    assert reason.startswith("整期无法排版，单独一篇却都可以：排了120秒还没有排完。")
    died = culprit.reason_of(NotSet(Cause.DIED), _alone(document), compositor, tmp_path, lambda step: None)
    assert died == ""


def test_whoever_waits_may_stop_it_at_any_page(compositor: Compositor, tmp_path: Path) -> None:
    class Enough(Exception):
        pass

    def tell(news: object) -> None:
        raise Enough

    before = compositor.pid
    with pytest.raises(Enough):
        compositor.compose([Order(_document("<p>好。</p>"))], tmp_path, LIMITS, tell)
    assert compositor.pid != before
