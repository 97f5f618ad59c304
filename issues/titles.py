"""Titles in sentences: between book title marks, and with their subtitles in one line."""

_INNER = str.maketrans("《》", "〈〉")


def quoted(title: str) -> str:
    """A title between 《》. GB/T 15834—2011, 4.15.3.4: marks inside title marks are single ones."""
    return f"《{title.translate(_INNER)}》"


def undashed(subtitle: str) -> str:
    """A subtitle to stand in one line with its title, without the dashes that set it off: ——某事 → 某事."""
    return subtitle.strip("—-– 　")
