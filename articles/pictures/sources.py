"""What a page can offer of a picture: its versions with their widths, from one query for all pictures."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from django.conf import settings

from articles.pictures.stored import StoredPicture, variant_name
from articles.pictures.variants import TYPES, WIDTHS

# Messengers show nothing of less, and load no more than they need.
LEAST_SHARED = 200
MOST_SHARED = 1200
_IMG = re.compile(r'<img(?: [a-z]+="[^"]*")*>')
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class SharedPicture:
    """What messengers and search engines are told of a picture.

    ``address`` is absolute; ``width`` and ``height``, in pixels, are None where they are not known.
    """

    address: str
    type: str
    width: int | None
    height: int | None
    alt: str


def attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag of cleaned HTML, as they stand there: with entities."""
    return dict(_ATTRIBUTE.findall(tag))


@lru_cache(maxsize=8)
def _ours(media_url: str) -> re.Pattern[str]:
    return re.compile(
        rf"/{re.escape(media_url.strip('/'))}/(pictures/[0-9a-f]{{2}}/[0-9a-f]{{64}}\.(?:jpg|png))"
    )


def name_of(address: str) -> str | None:
    """The name in the media storage of a picture that was uploaded here; None for any other address."""
    found = _ours(settings.MEDIA_URL).fullmatch(address)
    return found[1] if found else None


def names_in(html: str) -> list[str]:
    """The names of the uploaded pictures of cleaned HTML, in order."""
    names = (name_of(attributes(tag).get("src", "")) for tag in _IMG.findall(html))
    return [name for name in names if name]


def with_whole_addresses(html: str) -> str:
    """Cleaned HTML whose pictures are found from anywhere: in a feed reader /media/… leads nowhere."""
    return _IMG.sub(lambda tag: tag[0].replace(' src="/', f' src="{settings.SITE_URL}/', 1), html)


def known_in(html: str) -> dict[str, StoredPicture]:
    """What is known of the pictures of cleaned HTML, by name. One query, and none without a picture."""
    names = set(names_in(html))
    return {each.name: each for each in StoredPicture.objects.filter(name__in=names)} if names else {}


def srcset(address: str, widths: Iterable[int], kind: str) -> str:
    """A srcset of the versions of one kind. Args: address: the picture's own."""
    return ", ".join(f"{variant_name(address, width, kind)} {width}w" for width in widths)


def plain_srcset(address: str, width: int, kinds: Iterable[tuple[str, list[int]]]) -> str:
    """A srcset of the kind that every browser shows, the picture itself at its end where it is no wider
    than pages need; empty if there is nothing but the picture."""
    kind = address.rpartition(".")[2]
    smaller = srcset(address, dict(kinds).get(kind, []), kind)
    return smaller if not smaller or width > WIDTHS[-1] else f"{smaller}, {address} {width}w"


def first_picture(body: str) -> SharedPicture | None:
    """The first picture of an article that is large enough to be shown when the article is shared.

    Args: body: cleaned HTML, as stored. Returns: None without one. At most one query.
    """
    known = known_in(body)
    for tag in _IMG.findall(body):
        found = attributes(tag)
        address, alt = found.get("src", ""), unescape(found.get("alt", ""))
        name = name_of(address)
        kind = address.rpartition(".")[2].lower()
        if name is None or kind not in TYPES:
            continue
        if (picture := known.get(name)) is None:
            return SharedPicture(settings.SITE_URL + address, TYPES[kind], None, None, alt)
        if min(picture.width, picture.height) < LEAST_SHARED:
            continue
        widths = [width for width in dict(picture.kinds).get(kind, []) if width <= MOST_SHARED]
        if not widths or picture.width <= MOST_SHARED:
            return SharedPicture(settings.SITE_URL + address, TYPES[kind], picture.width, picture.height, alt)
        width = max(widths)
        return SharedPicture(
            settings.SITE_URL + variant_name(address, width, kind),
            TYPES[kind],
            width,
            max(1, round(picture.height * width / picture.width)),
            alt,
        )
    return None
