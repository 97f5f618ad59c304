"""Titles in sentences: between book title marks, those inside the title turned single."""

_INNER = str.maketrans("《》", "〈〉")


def quoted(title: str) -> str:
    """A title between 《》. GB/T 15834—2011, 4.15.3.4: marks inside title marks are single ones."""
    return f"《{title.translate(_INNER)}》"
