"""Resumption tokens (chapter 3.5): everything that the next part of a list needs, signed; nothing is kept.

A token has no end of life. It stays good until the site's secret key changes.
"""

from dataclasses import asdict, dataclass

from django.core import signing

from issues.harvesting.refusals import Code, HarvestError

_SALT = "issues.harvesting"


@dataclass(frozen=True)
class Token:
    """A list that was begun: what was asked, after which entry it goes on, how many came, of how many."""

    verb: str
    begin: str | None
    until: str | None
    set: str | None
    after: int
    cursor: int
    size: int


def sealed(token: Token) -> str:
    """The token as a harvester sends it back."""
    return signing.dumps(list(asdict(token).values()), salt=_SALT)


def opened(text: str, verb: str) -> Token:
    """A token that was handed out for this verb. Raises: HarvestError, badResumptionToken."""
    try:
        token = Token(*signing.loads(text, salt=_SALT))
    except (signing.BadSignature, TypeError, ValueError) as error:
        raise refusal() from error
    if token.verb != verb:
        raise refusal()
    return token


def refusal() -> HarvestError:
    """What there is to say to a token that leads nowhere."""
    return HarvestError(Code.BAD_TOKEN, "这个 resumptionToken 不是本站发出的，或已失效，请从头收割。")
