"""The only door through which the typesetter reads a file: pictures in the media storage."""

from email.message import EmailMessage
from io import BytesIO
from mimetypes import guess_type
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import Storage, default_storage
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

# Addresses in the text are relative ("/media/…"). They are resolved against a name that cannot exist
# (RFC 2606), so that no address of the text can name a file or a real host by accident.
BASE_URL = "https://bulletin.invalid/"


class MediaFetcher(URLFetcher):
    """Serves the files of the media storage under MEDIA_URL and refuses every other address.

    A plain error would only be logged by WeasyPrint and the picture left out in silence; a
    ``FatalURLFetchingError`` stops the build. WeasyPrint's drawing of SVG swallows even that one, so
    ``refused`` keeps what was refused for whoever typesets to look at.
    """

    def __init__(self, storage: Storage | None = None, media_url: str | None = None) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self.refused: list[str] = []
        self.storage = storage or default_storage
        self.media_url = urljoin(BASE_URL, settings.MEDIA_URL if media_url is None else media_url)

    def name_of(self, url: str) -> str | None:
        """Name in the storage of an address, absolute or relative; None when it is not media."""
        url = urljoin(BASE_URL, url.strip())
        if not url.startswith(self.media_url):
            return None
        path = unquote(urlsplit(url).path)
        name = path.removeprefix(unquote(urlsplit(self.media_url).path))
        if not name or name.startswith("/") or ".." in name or "\\" in name or "\0" in name:
            return None
        return name

    def read(self, url: str) -> bytes:
        """Bytes of a media file. Raises: FatalURLFetchingError, naming the address."""
        name = self.name_of(url)
        if name is None:
            raise self._refusal(f"不许读取媒体库以外的地址：{url}")
        try:
            with self.storage.open(name) as file:
                return bytes(file.read())
        except (OSError, SuspiciousOperation, ValueError) as error:
            raise self._refusal(f"媒体库中读不到：{url}") from error

    def _refusal(self, message: str) -> FatalURLFetchingError:
        self.refused.append(message)
        return FatalURLFetchingError(message)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Answer WeasyPrint. Raises: FatalURLFetchingError for whatever is not a media file."""
        body = self.read(url)
        answer = EmailMessage()
        answer["Content-Type"] = guess_type(urlsplit(url).path)[0] or "application/octet-stream"
        return URLFetcherResponse(url, BytesIO(body), answer)
