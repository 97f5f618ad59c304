"""Days and seconds as harvesters write them (chapter 3.3): always UTC, always one of two forms."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from issues.harvesting.refusals import Code, HarvestError

GRANULARITY = "YYYY-MM-DDThh:mm:ssZ"
_FORM = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T([0-9]{2}):([0-9]{2}):([0-9]{2})Z)?", re.ASCII)


@dataclass(frozen=True)
class Span:
    """The time within which a record changed: from ``start`` on, and before ``end``; None for no bound."""

    start: datetime | None = None
    end: datetime | None = None


def written(moment: datetime) -> str:
    """A time to the second, as the protocol has it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def span(begin: str | None, until: str | None) -> Span:
    """What lies between two arguments, both of them included. Raises: HarvestError, badArgument."""
    start, is_day = _read(begin, "from") if begin is not None else (None, None)
    last, is_last_day = _read(until, "until") if until is not None else (None, None)
    if start and last:
        if is_day != is_last_day:
            raise HarvestError(Code.BAD_ARGUMENT, "from 与 until 须同为日期，或同为精确到秒的时间。")
        if start > last:
            raise HarvestError(Code.BAD_ARGUMENT, "from 不能晚于 until。")
    if last is None:
        return Span(start)
    try:
        # Records are known to the microsecond: the whole of the last day or second belongs to it.
        return Span(start, last + (timedelta(days=1) if is_last_day else timedelta(seconds=1)))
    except OverflowError:
        return Span(start)


def _read(text: str, name: str) -> tuple[datetime, bool]:
    found = _FORM.fullmatch(text)
    try:
        if found is None:
            raise ValueError
        return datetime(*(int(part or 0) for part in found.groups()), tzinfo=UTC), found[4] is None  # type: ignore[misc, arg-type]
    except ValueError as error:
        sentence = f"{name} 须写作 2026-01-31 或 2026-01-31T08:00:00Z 的样子。"
        raise HarvestError(Code.BAD_ARGUMENT, sentence) from error
