"""The e-book's address: offered, named, made once, and gone or new as soon as readers may read otherwise."""

from collections.abc import Callable, Iterator
from io import BytesIO
from threading import Barrier, Thread
from typing import IO, Any
from zipfile import ZipFile

import pytest
from django.core.files.base import File
from django.test import Client

from articles.models import Article
from issues.epub import shelf
from issues.epub.book import Book, book_of
from issues.models import Issue, IssueStatus, press_storage
from keeping.stores import walk
from periodicals.models import Periodical

ADDRESS = "/2026/1/ceshi-2026-1.epub"


def _kept() -> list[str]:
    try:
        return press_storage().listdir(f"{shelf.FOLDER}/ceshi-2026-1")[1]
    except FileNotFoundError:
        return []


def _got(client: Client) -> bytes:
    response = client.get(ADDRESS)
    assert response.status_code == 200
    return response.getvalue()


def _counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of the books that are bound from now on."""
    made: list[str] = []
    bind = shelf.bind

    def bind_and_note(book: Book, out: IO[bytes]) -> None:
        made.append(book.title)
        bind(book, out)

    monkeypatch.setattr(shelf, "bind", bind_and_note)
    return made


def test_it_is_offered_and_downloaded_under_a_name(client: Client, published: Callable[..., Issue]) -> None:
    published()
    assert f'href="{ADDRESS}"' in client.get("/2026/1/").content.decode()
    response = client.get(ADDRESS)
    assert response["Content-Type"] == "application/epub+zip"
    assert (
        "%E6%B5%8B%E8%AF%95%E9%80%9A%E8%AE%AF2026%E5%B9%B4%E7%AC%AC1%E6%9C%9F.epub"
        in response["Content-Disposition"]
    )
    assert ZipFile(BytesIO(response.getvalue())).testzip() is None


def test_it_is_made_once(client: Client, published: Callable[..., Issue], monkeypatch: Any) -> None:
    published()
    made = _counted(monkeypatch)
    first, second = _got(client), _got(client)
    assert first == second
    assert len(made) == 1
    assert len(_kept()) == 1


def test_the_same_text_gives_the_same_bytes(client: Client, published: Callable[..., Issue]) -> None:
    issue = published()
    first = _got(client)
    press_storage().delete(f"{shelf.FOLDER}/ceshi-2026-1/{_kept()[0]}")
    assert _got(client) == first
    assert shelf.digest(book_of(issue)) == _kept()[0].removesuffix(".epub")


def test_another_text_gives_another_file_in_its_place(
    client: Client, published: Callable[..., Issue]
) -> None:
    issue = published()
    before, names = _got(client), _kept()
    Article.objects.filter(entry__issue=issue, title="甲文").update(body="<p>改正了。</p>")
    after = _got(client)
    assert after != before
    assert _kept() != names
    assert len(_kept()) == 1


def test_no_backup_and_no_check_sees_it(client: Client, published: Callable[..., Issue]) -> None:
    published()
    before = list(walk(press_storage()))
    _got(client)
    assert _kept()
    assert list(walk(press_storage())) == before


@pytest.mark.parametrize("share", [0, 0.5, 0.98])
def test_a_file_that_was_left_half_is_made_anew(
    share: float, client: Client, published: Callable[..., Issue]
) -> None:
    published()
    whole, (name,) = _got(client), _kept()
    with press_storage().open(f"{shelf.FOLDER}/ceshi-2026-1/{name}", "wb") as file:
        file.write(whole[: int(len(whole) * share)])
    assert _got(client) == whole
    assert _kept() == [name]
    assert _got(client) == whole


def test_a_full_disk_leaves_no_file(
    client: Client, published: Callable[..., Issue], monkeypatch: pytest.MonkeyPatch
) -> None:
    issue = published()
    book = book_of(issue)

    class Full(File[bytes]):
        def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
            yield self.read(100)
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(shelf, "File", Full)
    with pytest.raises(OSError, match="No space"):
        shelf.file_of(issue, book)
    assert _kept() == []
    monkeypatch.undo()
    assert ZipFile(BytesIO(_got(client))).testzip() is None


def test_a_withdrawn_issue_has_none(client: Client, published: Callable[..., Issue]) -> None:
    issue = published()
    _got(client)
    Issue.objects.filter(pk=issue.pk).update(status=IssueStatus.PLANNING, published_at=None)
    assert client.get(ADDRESS).status_code == 404


@pytest.mark.parametrize(
    "address",
    ["/2026/1/other.epub", "/2026/2/ceshi-2026-2.epub", "/jikan/2026/1/ceshi-2026-1.epub"],
)
def test_other_names_lead_nowhere(
    address: str, client: Client, published: Callable[..., Issue], other_periodical: Periodical
) -> None:
    published()
    assert client.get(address).status_code == 404


def test_it_has_one_address(client: Client, published: Callable[..., Issue]) -> None:
    published()
    assert client.get("/ceshi/2026/01/ceshi-2026-1.epub")["Location"] == ADDRESS


def test_it_can_only_be_read(client: Client, published: Callable[..., Issue]) -> None:
    published()
    assert client.head(ADDRESS).status_code == 200
    assert client.post(ADDRESS).status_code == 405


def test_two_requests_at_once_make_one_file(published: Callable[..., Issue], monkeypatch: Any) -> None:
    issue = published()
    book = book_of(issue)
    made = _counted(monkeypatch)
    together, got = Barrier(4), []

    def ask() -> None:
        together.wait()
        with shelf.file_of(issue, book) as file:
            got.append(file.read())

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert len(got) == 4
    assert len(set(got)) == 1
