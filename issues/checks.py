"""System checks: what must be on the machine before an issue can be typeset."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.checks import Error, Warning, register
from django.http.request import validate_host

from issues.typesetting.fonts import has_family
from issues.typesetting.render import harfbuzz_subset_available
from periodicals.models import Font

OWN_BUNDLE = settings.BASE_DIR / "static" / "django_ckeditor_5" / "dist" / "bundle.js"


@register()
def harfbuzz_subset_installed(**kwargs: Any) -> list[Error]:
    """Without ``libharfbuzz-subset0`` writing a PDF takes 9.6 s instead of 0.4 s."""
    if harfbuzz_subset_available():
        return []
    return [
        Error(
            "缺少系统库 libharfbuzz-subset0，排版会慢二十倍以上。",
            hint="以 root 执行：apt-get install libharfbuzz-subset0",
            id="issues.E001",
        )
    ]


@register()
def fonts_installed(**kwargs: Any) -> list[Error]:
    """Without a family that a layout may choose, fontconfig would silently set another one."""
    return [
        Error(
            f"缺少字体“{font.label}”（{font.value}），版式里选了它的刊物会排成别的字体。",
            hint="以 root 执行：apt-get install fonts-noto-cjk fonts-lxgw-wenkai",
            id="issues.E003",
        )
        for font in Font
        if not has_family(font.value)
    ]


@register()
def editor_built(**kwargs: Any) -> list[Warning]:
    """Without our own build the package's would be served, which has known holes (docs/adr/0005)."""
    if finders.find("django_ckeditor_5/dist/bundle.js", find_all=False) == str(OWN_BUNDLE):
        return []
    return [
        Warning(
            "编辑器还没有构建，网站会用到有已知漏洞的旧版。",
            hint="执行 make run，或 npm ci && npm run build",
            id="issues.W002",
        )
    ]


@register()
def site_address_is_ours(**kwargs: Any) -> list[Warning]:
    """Feeds, sitemap and canonical links name SITE_URL, whatever host a page was asked from."""
    host = urlsplit(settings.SITE_URL).hostname or ""
    if settings.DEBUG or validate_host(host, settings.ALLOWED_HOSTS):
        return []
    return [
        Warning(
            f"SITE_URL（{settings.SITE_URL}）的域名不在 ALLOWED_HOSTS 中，订阅、站点地图会指向别处。",
            hint="把 SITE_URL 设成读者输入的网址，如 https://bulletin.example.org",
            id="issues.W003",
        )
    ]
