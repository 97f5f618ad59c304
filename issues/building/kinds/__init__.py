"""The kinds of build, by name. A new kind is a module beside the others and a line here."""

from articles.services import Refused
from issues.building.kinds.appearance import Appearance
from issues.building.kinds.article import OneArticle
from issues.building.kinds.contents import Contents
from issues.building.kinds.kind import Kind
from issues.building.kinds.preflight import Inspection
from issues.building.kinds.press import Press
from issues.building.kinds.preview import Preview
from issues.building.kinds.proof import ProofSheets

_ALL: tuple[Kind, ...] = (
    Preview(), Contents(), OneArticle(), ProofSheets(), Inspection(), Press(), Appearance(),
)  # fmt: skip
KINDS: dict[str, Kind] = {kind.name: kind for kind in _ALL}


def kind_named(name: str) -> Kind:
    """The kind of a name. Raises: Refused, if there is none (any more)."""
    try:
        return KINDS[name]
    except KeyError:
        raise Refused("没有这种排版，请回到期次页重新选择。") from None
