"""Getting a picture from another host, for a person who confirmed it: public addresses only, bounded.

A server that fetches what it is told to is a way into the house (SSRF). So each address is taken apart
here, its host is looked up once, every answer must be a public address, and the connection goes to that
very address, so that a second look-up cannot lead elsewhere. Redirects go through the same. Proxies of
the environment are not used.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import urljoin, urlsplit, urlunsplit

from articles.uploads import BYTES_LIMIT

REDIRECTS = 3
SECONDS = 10.0
_LONGEST_ADDRESS = 2_000
_PORTS = {"http": 80, "https": 443}
_PIECE = 64 * 1024
# As a browser asks; a host that sees no Referer serves the picture.
_HEADERS = {"User-Agent": "Mozilla/5.0 (compatible; bianwu)", "Accept": "image/*", "Connection": "close"}

NO_ADDRESS = "这不是可用的图片网址，没有取回。"
NOT_PUBLIC = "这个网址不在公共互联网上，为安全起见没有取回。"
NOT_REACHED = "对方网站连不上，图片没有取回；可以先存到电脑上，再上传。"
NOT_GIVEN = "对方网站不给这张图片，没有取回；可以先存到电脑上，再上传。"
TOO_SLOW = "对方网站太慢，图片没有取回；可以先存到电脑上，再上传。"
TOO_LARGE = "这张图片超过 20 MB，没有取回。"
TOO_FAR = "对方网站把网址转来转去，图片没有取回；可以先存到电脑上，再上传。"

Resolve = Callable[[str, int], list[str]]
IsAllowed = Callable[[str, int], bool]


class NotFetched(Exception):
    """A picture that was not fetched; the message is one Chinese sentence."""


def resolve(host: str, port: int) -> list[str]:
    """All IP addresses of a host. Raises: OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in found))


def is_public(address: str, port: int) -> bool:
    """Whether an IP address and port are those of a public web server, in any of its spellings."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        # Addresses of the old net wrapped into the new one: ::ffff:10.0.0.1, 2002:0a00:0001::, 64:ff9b::.
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None and not _is_public_ip(inner):
            return False
    return _is_public_ip(ip) and port in _PORTS.values()


def _is_public_ip(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def fetch_picture(address: str, *, resolve: Resolve = resolve, is_allowed: IsAllowed = is_public) -> bytes:
    """The bytes behind a web address, not yet looked at.

    Args: resolve, is_allowed: replaced in tests only. Raises: NotFetched.
    """
    deadline = time.monotonic() + SECONDS
    for _ in range(REDIRECTS + 1):
        answer = _ask(address, deadline, resolve, is_allowed)
        if isinstance(answer, bytes):
            return answer
        address = urljoin(address, answer)
    raise NotFetched(TOO_FAR)


def _ask(address: str, deadline: float, resolve: Resolve, is_allowed: IsAllowed) -> bytes | str:
    """The picture, or where it is said to be instead. Raises: NotFetched."""
    scheme, host, port, target = _taken_apart(address)
    try:
        addresses = resolve(host, port)
    except (OSError, UnicodeError) as error:
        raise NotFetched(NOT_REACHED) from error
    if not addresses or not all(is_allowed(each, port) for each in addresses):
        raise NotFetched(NOT_PUBLIC)
    connection = _Pinned(scheme, host, port, addresses[0], deadline)
    # A time limit of the socket's holds for one piece; a host that trickles would go on for ever.
    watch = threading.Timer(max(deadline - time.monotonic(), 0), connection.cut)
    watch.start()
    try:
        connection.request("GET", target, headers=_HEADERS)
        response = connection.getresponse()
        if response.status in (301, 302, 303, 307, 308):
            return response.headers.get("Location") or ""
        if response.status != 200:
            raise NotFetched(NOT_GIVEN)
        data = _read(response)
        if connection.is_cut:
            raise NotFetched(TOO_SLOW)
        return data
    except (OSError, http.client.HTTPException, ValueError) as error:
        is_slow = connection.is_cut or isinstance(error, TimeoutError)
        raise NotFetched(TOO_SLOW if is_slow else NOT_REACHED) from error
    finally:
        watch.cancel()
        connection.close()


def _taken_apart(address: str) -> tuple[str, str, int, str]:
    """Scheme, host, port and what is asked for. Raises: NotFetched."""
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname or "", parts.port
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except (ValueError, UnicodeError) as error:
        raise NotFetched(NO_ADDRESS) from error
    is_usable = parts.scheme in _PORTS and host and parts.username is None and parts.password is None
    if not is_usable or len(address) > _LONGEST_ADDRESS or any(ord(each) < 33 for each in address.strip()):
        raise NotFetched(NO_ADDRESS)
    target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    # Characters that an address may not hold as they are, such as 图.jpg.
    target = "".join(
        each if each.isascii() else "".join(f"%{b:02X}" for b in each.encode()) for each in target
    )
    return parts.scheme, host, port or _PORTS[parts.scheme], target


def _read(response: http.client.HTTPResponse) -> bytes:
    length = response.headers.get("Content-Length", "")
    if length.isdecimal() and int(length) > BYTES_LIMIT:
        raise NotFetched(TOO_LARGE)
    pieces, size = [], 0
    while piece := response.read1(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > BYTES_LIMIT:
            raise NotFetched(TOO_LARGE)
    return b"".join(pieces)


class _Pinned(http.client.HTTPConnection):
    """A connection to one address, whatever its host's name leads to by now."""

    def __init__(self, scheme: str, host: str, port: int, address: str, deadline: float) -> None:
        super().__init__(host, port)
        self._scheme, self._address, self._deadline = scheme, address, deadline
        self.is_cut = False
        # http.client forgets its own once the head of an answer is read.
        self._socket: socket.socket | None = None

    def connect(self) -> None:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._socket = socket.create_connection((self._address, self.port), timeout=left)
        if self._scheme == "https":
            self._socket = ssl.create_default_context().wrap_socket(self._socket, server_hostname=self.host)
        self.sock = self._socket

    def cut(self) -> None:
        """End it from outside: whatever waits for the host waits no longer."""
        self.is_cut = True
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)
