"""The periodical (刊物): what stays the same from issue to issue."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q

from periodicals.models.layout import Layout

# First parts of addresses that belong to the site itself and so to no periodical (bulletin/urls.py).
RESERVED_SLUGS = frozenset(
    {"admin", "api", "ckeditor5", "issues", "media", "oai", "search", "sections", "static", "uploads"}
)
# Pages of an issue, the front page among them: fewer are no bulletin, more no stitching holds.
LEAST_PAGES, MOST_PAGES = 2, 400


class Frequency(models.TextChoices):
    """How often a periodical appears; the label is what the masthead prints."""

    MONTHLY = "monthly", "月刊"
    BIMONTHLY = "bimonthly", "双月刊"
    QUARTERLY = "quarterly", "季刊"
    SEMIMONTHLY = "semimonthly", "半月刊"
    WEEKLY = "weekly", "周刊"
    IRREGULAR = "irregular", "不定期"

    @property
    def issues_a_year(self) -> int | None:
        """How many issues a full year has; None where that is not fixed."""
        return {
            Frequency.MONTHLY: 12,
            Frequency.BIMONTHLY: 6,
            Frequency.QUARTERLY: 4,
            Frequency.SEMIMONTHLY: 24,
        }.get(self)


class Kind(models.TextChoices):
    """What the law sees in the periodical: it decides what the cover and the colophon must print."""

    INTERNAL = "internal", "内部资料性出版物"
    PUBLIC = "public", "公开发行期刊"


def validate_periodical_slug(value: str) -> None:
    """Refuse a slug that would hide one of the site's own addresses.

    Raises: ValidationError.
    """
    if value in RESERVED_SLUGS:
        raise ValidationError(f"“{value}”是本站固定地址，请换一个网址名。")


def _days_field(label: str, default: int) -> "models.PositiveSmallIntegerField":
    return models.PositiveSmallIntegerField(
        f"{label}（提前天数）",
        default=default,
        validators=[MaxValueValidator(120)],
        help_text="按出版日期倒推的日历天数，遇休息日再提前",
    )


class Periodical(models.Model):
    """A bulletin that the office publishes.

    ``source_at_end`` is here, not in ``Layout``: it is how the office writes, whatever the paper, and an
    issue that gets a layout of its own by copyfitting must not leave it.
    """

    title = models.CharField("刊名", max_length=60, unique=True)
    slug = models.SlugField(
        "网址名",
        max_length=40,
        unique=True,
        validators=[
            RegexValidator(r"^[a-z][a-z0-9-]*\Z", "网址名以小写字母开头，只含小写字母、数字和连字符。"),
            validate_periodical_slug,
        ],
        help_text="只含小写字母、数字和连字符，启用后不再改动",
    )
    is_primary = models.BooleanField(
        "本站首页刊物", default=False, help_text="它的各期直接列在网站首页，其他刊物的地址以网址名开头"
    )
    kind = models.CharField("类别", max_length=10, choices=Kind, default=Kind.INTERNAL)
    frequency = models.CharField("刊期", max_length=12, choices=Frequency, default=Frequency.MONTHLY)
    sponsors = models.TextField("主办单位", blank=True, help_text="每行一个")
    supervisor = models.CharField("主管单位", max_length=80, blank=True)
    cn_number = models.CharField("国内统一刊号", max_length=20, blank=True, help_text="如 CN 14-0000/TH")
    issn = models.CharField("ISSN", max_length=9, blank=True)
    print_permit_number = models.CharField("准印证号", max_length=60, blank=True)
    website = models.CharField("网址", max_length=200, blank=True)
    email = models.EmailField("邮箱", blank=True)
    postcode = models.CharField("邮政编码", max_length=6, blank=True)
    address = models.CharField("通讯地址", max_length=200, blank=True)
    default_layout = models.ForeignKey(
        Layout, verbose_name="默认版式", on_delete=models.PROTECT, related_name="periodicals"
    )
    four_eyes = models.BooleanField(
        "三审分人", default=True,
        help_text="写稿、审校、终审须由不同的人办理；取消后，流转记录会逐条注明",
    )  # fmt: skip
    page_budget = models.PositiveSmallIntegerField(
        "计划页数", default=20, validators=[MinValueValidator(LEAST_PAGES), MaxValueValidator(MOST_PAGES)],
        help_text="一期的总页数，封面目录页也计入",
    )  # fmt: skip
    source_at_end = models.BooleanField(
        "来源印在文末", default=True,
        help_text="勾选时，文末另起一行印（来源：…）；不勾选时，标题下面印“消息来源：…”",
    )  # fmt: skip
    page_multiple = models.PositiveSmallIntegerField(
        "页数须为倍数", choices=[(2, "2 的倍数"), (4, "4 的倍数")], default=2
    )
    # The rhythm of an issue, in days before it appears (issues.schedule proposes dates from it).
    copy_days = _days_field("截稿", 25)
    review_days = _days_field("审校完毕", 18)
    sign_off_days = _days_field("终审完毕", 13)
    press_days = _days_field("付印", 8)

    class Meta:
        verbose_name = "刊物"
        verbose_name_plural = "刊物"
        ordering = ["-is_primary", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_primary"],
                condition=Q(is_primary=True),
                name="one_primary_periodical",
                violation_error_message="本站首页刊物只能有一种，请先取消另一种的勾选。",
            ),
            models.CheckConstraint(
                condition=Q(frequency__in=Frequency.values), name="periodical_frequency_known"
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="periodical_kind_known"),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse a page budget that the binding cannot make, or stages out of order."""
        super().clean()
        if self.page_budget and self.page_multiple and self.page_budget % self.page_multiple:
            raise ValidationError(
                {"page_budget": f"计划页数须是 {self.page_multiple} 的倍数，否则装订会有白页。"}
            )
        days = [self.copy_days, self.review_days, self.sign_off_days, self.press_days]
        if None not in days and days != sorted(days, reverse=True):
            raise ValidationError("截稿、审校、终审、付印须依次提前：前一步的天数不能少于后一步。")

    @property
    def sponsor_names(self) -> tuple[str, ...]:
        """The sponsors, one a line of the field, in the order of the masthead."""
        return tuple(line.strip() for line in self.sponsors.splitlines() if line.strip())
