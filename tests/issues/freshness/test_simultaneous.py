"""Several at once, each in a connection of its own: none is lost, and none is seen before it is there."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from issues import freshness
from periodicals.models import PublicVersion

THREADS, TIMES = 4, 5


def _together(*works: Callable[[], None]) -> list[BaseException]:
    errors: list[BaseException] = []

    def run(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


@pytest.mark.django_db(transaction=True)
def test_each_begins_a_generation_of_its_own() -> None:
    freshness.changed()
    seen: list[tuple[str, str]] = []

    def work() -> None:
        for _ in range(TIMES):
            with transaction.atomic():
                freshness.changed()
                row = PublicVersion.objects.get()
                # Under the row's lock: nobody else's.
                seen.append((row.token, str(row.changed_at)))

    assert _together(*[work] * THREADS) == []
    assert len({token for token, _ in seen}) == len({at for _, at in seen}) == THREADS * TIMES
    assert PublicVersion.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_first_of_all_may_be_two_at_once() -> None:
    barrier = threading.Barrier(2, timeout=30)

    def work() -> None:
        barrier.wait()
        freshness.changed()

    assert _together(work, work) == []
    assert PublicVersion.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_readers_see_it_when_it_is_there() -> None:
    freshness.changed()
    before = freshness.current()
    written, seen = threading.Event(), threading.Event()

    def change() -> None:
        with transaction.atomic():
            freshness.changed()
            written.set()
            assert seen.wait(30)

    def read() -> None:
        assert written.wait(30)
        try:
            assert freshness.current() == before
        finally:
            seen.set()

    assert _together(change, read) == []
    assert freshness.current() != before
