"""Prints what searching made-up articles takes, and whether everything is found; see docs/search.md.

``python -m bench.search [--articles N] [--database URL] [--rounds N]``. Without a URL in an SQLite file of
its own. A database that is named must be empty, or filled by this command before; it is left as it is.
"""

import argparse
import os
import random
import re
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.ground import own_ground

if TYPE_CHECKING:
    from django.test import Client

    from issues.search.grammar import Query

AIM_MILLISECONDS = 50
YEARS = range(1985, 2025)
ISSUES_A_YEAR = 52
# The office's everyday words, the most frequent first; rarer ones are made up from common characters.
_PARTICLES = """
的 了 在 和 是 与 对 为 有 等 将 以 中 上 并 从 由 及 到 也
不 就 这 各 其 被 于 向 把 都
"""
_EVERYDAY = """
发展 企业 工作 技术 创新 项目 产业 建设 管理 推进 服务 生产 系统 加强 提高
全面 实施 会议 数据 智能 制造 装备 机械 行业 市场 质量 安全 人才 培训 改革
开放 合作 研究 开发 应用 能力 水平 标准 计划 目标 任务 重点 领导 单位 部门
组织 开展 落实 要求 政策 措施 经济 社会 国家 全省 地区 城市 农村 环境 保护
绿色 低碳 能源 电力 煤炭 钢铁 材料 化工 汽车 轨道 航空 船舶 机床 轴承 齿轮
阀门 液压 电机 传感 芯片 软件 网络 平台 信息 数字 转型 升级 示范 试点 园区
基地 集群 链条 供应 需求 订单 出口 进口 外贸 投资 融资 贷款 税收 财政 补贴
奖励 评选 表彰 先进 典型 模范 工匠 职工 工会 青年 学习 教育 学校 学院 专家
教授 院士 论坛 展览 交流 调研 考察 座谈 讲话 精神 思想 理论 实践 经验 成果
成效 突破 攻关 专利 成本 效益 利润 收入 增长 下降 稳定 预期 形势 分析 报告
统计 指标 同比 季度 上半年 下半年 全年 累计 完成 达到 超过 占比 规模 总量 结构
优化 调整 布局 规划 方案 意见 通知 办法 条例 规定 制度 机制 体系 监督 检查
考核 评价 验收 整改 问题 困难 风险 挑战 机遇 优势 特色 品牌 文化 宣传 活动
仪式 签约 揭牌 启动 竣工 投产 运行 维护 改造 更新 设备 厂房 车间 产线 机器人
自动化 信息化 数字化 工业互联网
高质量发展 新质生产力 专精特新 产教融合 科技创新 营商环境 数字经济 绿色制造 智能制造 装备制造
"""
PARTICLES, EVERYDAY = _PARTICLES.split(), _EVERYDAY.split()
STOCK = ("按照统一部署和有关文件的要求", "各有关单位要切实加强组织领导", "取得了阶段性的明显成效")
LATIN = ("AI", "5G", "GDP", "PLC", "2024年", "CNC", "GB/T 15834", "３Ｄ打印", "ISO 9001", "12.5%")
KINDS = ("日报", "晚报", "网", "通讯社", "周刊")
SOURCES = [f"{place}{kind}" for place in "晨暮江河山海南北东西" for kind in KINDS]


class Writer:
    """Articles of words used as often as words are (Zipf), the same in every run."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311
        made = random.Random(7)  # noqa: S311
        # The 3,755 common characters of GB 2312.
        common = [
            bytes((row, cell)).decode("gb2312") for row in range(0xB0, 0xD8)
            for cell in range(0xA1, 0xFF) if (row, cell) < (0xD7, 0xFA)
        ]  # fmt: skip
        self.rare = ["".join(made.choices(common, k=made.choice((2, 2, 2, 3)))) for _ in range(30_000)]
        frequent = [word for pair in zip(PARTICLES * 12, EVERYDAY, strict=False) for word in pair]
        frequent = list(dict.fromkeys(frequent))
        self._words = [*frequent, *self.rare]
        total, self._weights = 0.0, []
        for rank in range(1, len(self._words) + 1):
            total += 1 / (rank + 8)
            self._weights.append(total)

    def text(self, length: int) -> str:
        """Paragraphs of about so many characters."""
        words = self._random.choices(self._words, cum_weights=self._weights, k=int(length / 2.05))
        for place in range(7, len(words), 11):
            words[place] += "，" if place % 4 else "。"
        for extra, share in ((STOCK, 0.2), (LATIN, 0.08)):
            for phrase in extra:
                if self._random.random() < share:
                    words.insert(self._random.randrange(len(words)), phrase)
        parts = [words[at : at + 120] for at in range(0, len(words), 120)]
        return "".join(f"<p>{''.join(part)}。</p>" for part in parts)

    def title(self) -> str:
        """A title of some ten characters."""
        return "".join(self._random.choices(self._words, cum_weights=self._weights, k=6))

    def length(self) -> int:
        """Characters of an article: 300 to 1,500."""
        return self._random.randint(300, 1_500)

    def one_of(self, choices: list[str]) -> str:
        return self._random.choice(choices)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.search")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--database", default="")
    parser.add_argument("--rounds", type=int, default=40, help="queries of each kind")
    options = parser.parse_args()
    with own_ground(options.database):
        _fill(options.articles)
        _measure(options.rounds)


def _fill(count: int) -> None:
    from django.core.management import call_command
    from django.db import connection, transaction

    from articles.models import Article
    from issues import public
    from issues.models import Issue, SearchText
    from issues.search import tables
    from issues.search.index import row

    call_command("migrate", verbosity=0)
    if not Article.objects.exists():
        _write(count)
    done, start = SearchText.objects.count(), time.perf_counter()
    issues = list(Issue.objects.filter(entries__search_text=None).distinct().order_by("pk"))
    if issues and connection.vendor == "postgresql":
        _statements("DROP INDEX issues_search_words", "DROP INDEX issues_search_titles")
    for at in range(0, len(issues), 40):
        with transaction.atomic():
            # As index.follow_issue does, several issues at a time: nothing of them is in the index yet.
            part = public.entries(issues[at].periodical).filter(issue__in=issues[at : at + 40])
            tables.write(connection, map(row, part))
    if issues and connection.vendor == "postgresql":
        # As one loads a database: the indexes after the rows. A rebuild of a site that runs takes longer.
        _statements(
            "SET maintenance_work_mem = '512MB'",
            "CREATE INDEX issues_search_words ON issues_searchtext USING gin (words)",
            "CREATE INDEX issues_search_titles ON issues_searchtext USING gin (title_words)",
            "VACUUM ANALYZE",
        )
    if issues:
        new, taken = SearchText.objects.count() - done, time.perf_counter() - start
        print(f"{new} articles indexed in {taken:.0f} s", flush=True)


def _statements(*statements: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _write(count: int) -> None:
    from django.db import transaction
    from django.utils import timezone

    from accounts.models import User
    from articles.models import Article
    from articles.services import section_named
    from articles.workflow import Status
    from issues.models import ContentsEntry, Issue, IssueStatus
    from periodicals.models import Layout, Periodical

    user = User.objects.create_superuser("bench")
    layout = Layout.objects.create(name="测试")
    periodical = Periodical.objects.create(title="测试", slug="bench", is_primary=True, default_layout=layout)
    sections = [section_named(periodical, f"栏目{name}") for name in "甲乙丙丁戊己庚辛壬癸"]
    writer, each = Writer(1), -(-count // (len(YEARS) * ISSUES_A_YEAR))
    start = time.perf_counter()
    for year in YEARS:
        with transaction.atomic():
            issues = Issue.objects.bulk_create(
                Issue(periodical=periodical, year=year, number=number, issue_date=date(year, 1, 1),
                      status=IssueStatus.PUBLISHED, published_at=timezone.now())
                for number in range(1, ISSUES_A_YEAR + 1)
            )  # fmt: skip
            articles = Article.objects.bulk_create(
                Article(section=sections[n * len(sections) // each], title=writer.title(), created_by=user,
                        source=writer.one_of(SOURCES), body=writer.text(writer.length()),
                        status=Status.SIGNED_OFF, signed_off_digest="-")
                for _ in issues for n in range(each)
            )  # fmt: skip
            ContentsEntry.objects.bulk_create(
                ContentsEntry(issue=issues[n // each], article=article, position=n % each + 1, start_page=1)
                for n, article in enumerate(articles)
            )
    print(f"{each * len(YEARS) * ISSUES_A_YEAR} articles written in {time.perf_counter() - start:.0f} s")


def _kinds(texts: list[str], rounds: int) -> Iterator[tuple[str, list[str]]]:
    """Each kind of query with samples of it."""
    chance, writer = random.Random(5), Writer(2)  # noqa: S311
    pairs = [word for word in EVERYDAY if len(word) == 2]

    def piece(length: int) -> str:
        while True:
            text = chance.choice(texts)
            at = chance.randrange(len(text) - length)
            part = text[at : at + length]
            if re.fullmatch(r"[\u4e00-\u9fff]+", part):
                return part

    def some(make: Callable[[], str]) -> list[str]:
        return [make() for _ in range(rounds)]

    yield "the most frequent words", pairs[:rounds]
    yield "everyday words", some(lambda: chance.choice(pairs[100:]))
    yield "rare words", some(lambda: chance.choice(writer.rare))
    yield "any two characters of a text", some(lambda: piece(2))
    yield "any four characters, quoted", some(lambda: f"“{piece(4)}”")
    yield "any eight characters, quoted", some(lambda: f'"{piece(8)}"')
    yield (
        "terms and stock phrases",
        some(lambda: chance.choice([*STOCK, *(word for word in EVERYDAY if len(word) > 3)])),
    )
    yield "two frequent words", some(lambda: " ".join(chance.sample(pairs[:60], 2)))
    yield (
        "a frequent and a rare word",
        some(lambda: f"{chance.choice(pairs[:60])} {chance.choice(writer.rare)}"),
    )
    yield "three frequent words", some(lambda: " ".join(chance.sample(pairs[:60], 3)))
    yield "one character", some(lambda: chance.choice([*PARTICLES, *(piece(1) for _ in range(30))]))
    yield "Latin and digits", some(lambda: chance.choice([*LATIN, "ａｉ", "gdp", "2024", "9001"]))
    yield "nothing of it there", some(lambda: chance.choice(pairs) + "鑫淼焱")


def _measure(rounds: int) -> None:
    from django.db import connection
    from django.test import Client

    from articles.models import Section
    from issues.models import SearchText
    from issues.search.finding import Order
    from issues.search.grammar import parse

    texts = dict(SearchText.objects.values_list("place", "text"))
    kinds = dict(_kinds(list(texts.values()), rounds))
    print(f"{connection.vendor}, {len(texts)} articles; {_size()}")
    client = Client()
    client.get("/search/", {"q": "测试"})
    section = Section.objects.order_by("pk")[3]
    filters: dict[str, dict[str, object]] = {
        "no filter": {}, "one year": {"year": 2001}, "one issue": {"year": 2001, "issue": 8},
        "one section": {"section": section.pk}, "one source": {"source": "江日报"},
    }  # fmt: skip
    searches: list[float] = []
    pages: list[float] = []
    print("ms, half / 95 of 100 within: the search alone by fit, by date; the whole page by fit, by date")
    runs: list[tuple[str, list[str], dict[str, object]]] = [
        (kind, queries, {}) for kind, queries in kinds.items()
    ]
    mixed = [query for queries in kinds.values() for query in queries[:3]]
    runs += [(f"every kind, {name}", mixed, chosen) for name, chosen in filters.items() if chosen]
    for name, queries, chosen in runs:
        row = ""
        for measure, kept in ((_search, searches), (_page, pages)):
            for order in Order:
                taken = [measure(client, {"q": query, "sort": order, **chosen}) for query in queries]
                kept.extend(taken)
                row += _two(taken)
        print(f"  {name:32}{row}", flush=True)
    for what, kept in (("searches", searches), ("pages", pages)):
        kept.sort()
        print(
            f"all {len(kept)} {what}: {kept[len(kept) // 2]:.1f} ms in the middle, "
            f"{kept[int(len(kept) * 0.95)]:.1f} ms for 95 of 100 (aim {AIM_MILLISECONDS}), "
            f"{kept[-1]:.1f} ms the slowest"
        )
    print(f"load of the machine meanwhile: {os.getloadavg()[1]:.1f} on {os.cpu_count()} cores")
    found = wanted = wrong = asked = 0
    for queries in kinds.values():
        for query in queries[:6]:
            right = _scanned(texts, query)
            got = set(_all(parse(query)))
            asked, wanted, found = asked + 1, wanted + len(right), found + len(right & got)
            wrong += len(got - right)
    print(f"recall {found / max(wanted, 1):.6f} of {wanted} hits of {asked} queries; {wrong} found wrongly")


def _best(work: Callable[[], object]) -> float:
    """Milliseconds of the best of three: the machine may have other things to do."""
    taken = []
    for _ in range(3):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1_000)
    return min(taken)


def _page(client: "Client", asked: dict[str, Any]) -> float:
    """A whole results page, as Django answers it."""
    return _best(lambda: client.get("/search/", asked))


def _search(client: "Client", asked: dict[str, Any]) -> float:
    """The search alone: from what was typed to the articles in their order."""
    from django.http import QueryDict

    from issues import public
    from issues.search.filters import SearchFilter
    from issues.search.finding import find
    from issues.search.grammar import parse
    from periodicals.models import Periodical

    data = QueryDict(mutable=True)
    data.update({name: str(value) for name, value in asked.items()})
    run = Periodical.objects.get()
    filters = SearchFilter(data, periodical=run, issues=public.issues(run), sections=list(run.sections.all()))
    scope = filters.scope
    return _best(lambda: find(parse(asked["q"]), scope, filters.order))


def _two(taken: list[float]) -> str:
    taken = sorted(taken)
    return f"{taken[len(taken) // 2]:8.1f} {taken[int(len(taken) * 0.95)]:7.1f}"


def _all(query: "Query") -> list[int]:
    from django.db import connection

    from issues import public
    from issues.search import tables
    from periodicals.models import Periodical

    periodical = Periodical.objects.get()
    years: dict[int, int] = {}
    for year in public.issues(periodical).values_list("year", flat=True):
        years[year] = years.get(year, 0) + 1
    scope = tables.Scope(periodical.pk, list(years.items()))
    return tables.newest(connection, query, scope, 10_000_000)


def _scanned(texts: dict[int, str], query: str) -> set[int]:
    """The articles that hold the query, found by looking through every text, without the grammar."""
    import unicodedata

    parts = [part.strip('“”"') for part in unicodedata.normalize("NFKC", query).lower().split()]
    if re.search(r"[a-z0-9]", query := " ".join(parts)):
        pieces = re.findall(r"[a-z]+|[0-9]+|[\u4e00-\u9fff]+", query)
        pattern = re.compile(
            ("(?<![a-z])" if re.match("[a-z]", query) else "(?<![0-9])" if query[0].isdecimal() else "")
            + r"\s*".join(pieces)
            + ("(?![a-z])" if re.search("[a-z]$", query) else "(?![0-9])" if query[-1].isdecimal() else "")
        )
        return {place for place, text in texts.items() if pattern.search(text)}
    return {place for place, text in texts.items() if all(part in text for part in parts)}


def _size() -> str:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_table_size('issues_searchtext'), pg_indexes_size('issues_searchtext')")
            table, index = cursor.fetchone()
            return f"table {table / 1e6:.0f} MB, indexes {index / 1e6:.0f} MB"
    return f"file of {Path(connection.settings_dict['NAME']).stat().st_size / 1e6:.0f} MB, articles included"


if __name__ == "__main__":
    main()
