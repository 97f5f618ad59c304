"""What the law wants printed: the lines above the masthead, and the colophon (版权页) at the end."""

from issues.models import Issue
from periodicals.models import Kind, Periodical


def colophon(issue: Issue) -> tuple[tuple[str, str], ...]:
    """(label, value) for each line that has a value, in printed order.

    People first, then production, then how to reach the office. Values that the issue leaves empty
    are the periodical's. No queries if the periodical is loaded.
    """
    periodical = issue.periodical
    rows = (
        ("编辑", issue.editor),
        ("终审", issue.final_reviewer),
        ("校编", issue.proof_editors),
        ("责任编辑", issue.responsible_editor),
        ("电话", issue.phone),
        ("国内统一刊号", periodical.cn_number),
        ("ISSN", periodical.issn),
        ("准印证号", periodical.print_permit_number),
        ("印刷单位", issue.printer),
        ("印刷日期", _chinese_date(issue)),
        ("印数", f"{issue.print_run}册" if issue.print_run else ""),
        ("发送对象", issue.recipients),
        ("网址", issue.website or periodical.website),
        ("邮箱", issue.email or periodical.email),
        ("邮政编码", issue.postcode or periodical.postcode),
        ("通讯地址", issue.address or periodical.address),
    )
    return tuple((label, value) for label, value in rows if value)


def _chinese_date(issue: Issue) -> str:
    day = issue.print_date
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def cover_notice(periodical: Periodical) -> str:
    """What an internal publication must say of itself on its cover; empty for any other."""
    if periodical.kind == Kind.INTERNAL and periodical.print_permit_number:
        return "内部资料，免费交流"
    return ""


def cover_number(periodical: Periodical) -> str:
    """准印证号, or else 国内统一刊号, as the cover prints it; empty where there is neither."""
    return periodical.print_permit_number or periodical.cn_number
