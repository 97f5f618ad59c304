"""Lists in pages: as many at a time as the caller wishes, within bounds."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest
from ninja import Field, Schema

from issues import addresses

Row = TypeVar("Row")
USUAL, MOST = 20, 100
# More pages than any archive has; a database counts no further than it can.
LAST_PAGE = 100_000


class Paging(Schema):
    """Which part of a list."""

    page: int = Field(1, ge=1, le=LAST_PAGE, title="第几页", description="从 1 起；超过末页时内容为空。")
    size: int = Field(USUAL, ge=1, le=MOST, title="每页条数")


def part(
    request: HttpRequest, paging: Paging, total: int, rows: Sequence[Row] | Any, show: Callable[[Row], Any]
) -> dict[str, Any]:
    """One page of rows as the fields of a ``Page``. Args: rows: a queryset or list of all of them."""
    start = (paging.page - 1) * paging.size
    shown = [show(row) for row in rows[start : start + paging.size]] if start < total else []
    last = -(-total // paging.size)
    return {
        "total": total,
        "page": paging.page,
        "size": paging.size,
        "next_url": _at(request, paging.page + 1) if paging.page < last else None,
        "previous_url": _at(request, min(paging.page - 1, last)) if paging.page > 1 and last else None,
        "items": shown,
    }


def _at(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["page"] = str(page)
    return addresses.whole(f"{request.path}?{urlencode(sorted(query.items()))}")
