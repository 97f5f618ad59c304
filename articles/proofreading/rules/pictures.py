"""Marks that stand for a picture which is still to be fetched."""

from collections.abc import Iterator

from articles.placeholders import MISSING_PICTURE
from articles.proofreading.manuscript import Block, Spot
from articles.proofreading.registry import Family, for_blocks


@for_blocks(
    "missing-picture", Family.REPETITION, "图片没有取入",
    "〔外来图片：…〕〔图片：没有取入〕只是记号，付印前须换成图片或删去。",
)  # fmt: skip
def missing_pictures(block: Block) -> Iterator[Spot]:
    """〔外来图片：example.org〕."""
    for match in MISSING_PICTURE.finditer(block.text):
        yield Spot(block, *match.span(), "这里的图片还没有取入，请取回或上传图片，再删去这个记号。")


RULES = (missing_pictures,)
