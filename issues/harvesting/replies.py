"""What each verb is answered with."""

import re
from collections.abc import Callable, Sequence
from email.utils import parseaddr
from xml.etree.ElementTree import Element

from django.conf import settings
from django.http import QueryDict
from django.utils import timezone

from issues import public
from issues.harvesting import arguments, holdings, moments, tokens
from issues.harvesting.answers import OAI_DC, add, begun, dublin_core, finished, identifier_scheme
from issues.harvesting.arguments import Asked
from issues.harvesting.holdings import Choice, Holding
from issues.harvesting.refusals import Code, HarvestError
from issues.harvesting.tokens import Token
from issues.metadata import dublin_core as dublin_core_form
from issues.metadata import identity, records

RECORDS_A_PART = 100
PREFIX = "oai_dc"

# openarchives.org/OAI/2.0/guidelines-oai-identifier.htm: only a domain name has that form.
_DOMAIN = re.compile(r"[a-zA-Z][a-zA-Z0-9-]*(\.[a-zA-Z][a-zA-Z0-9-]*)+")
_NAME = re.compile(r"(?P<slug>[a-z][a-z0-9-]*)/(?P<rest>[0-9]{4}/[0-9]{1,4}/[0-9]{1,4})", re.ASCII)
_SET = re.compile(r"[A-Za-z0-9\-_.!~*'()]+(:[A-Za-z0-9\-_.!~*'()]+)*")


def reply(given: QueryDict, address: str) -> bytes:
    """The answer to a request, an error included, as an XML document. Args: address: that of ``/oai/``."""
    try:
        asked = arguments.read(given)
        root = begun(_now(), address, {"verb": asked.verb} | asked.arguments)
        _REPLIES[asked.verb](root, asked, address)
    except HarvestError as refused:
        repeated = {} if refused.is_unreadable else {name: str(given[name]) for name in given}
        root = begun(_now(), address, repeated)
        add(root, "error", refused.sentence, code=refused.code)
    return finished(root)


def _now() -> str:
    return moments.written(timezone.now())


def _identify(root: Element, asked: Asked, address: str) -> None:
    told = add(root, "Identify")
    periodicals = list(public.periodicals())
    first = periodicals[0] if periodicals else None
    add(told, "repositoryName", "、".join(each.title for each in periodicals) or "尚无已发布的刊物")
    add(told, "baseURL", address)
    add(told, "protocolVersion", "2.0")
    add(told, "adminEmail", (first.email if first else "") or parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
    add(told, "earliestDatestamp", moments.written(holdings.earliest()))
    # Withdrawn issues and articles taken down are told, but not those that the office then deletes.
    add(told, "deletedRecord", "transient")
    add(told, "granularity", moments.GRANULARITY)
    if first and _DOMAIN.fullmatch(settings.SITE_IDENTITY):
        sample = _identifier(f"{identity.periodical_name(first)}/2026/1/1")
        identifier_scheme(told, settings.SITE_IDENTITY, sample)


def _list_formats(root: Element, asked: Asked, address: str) -> None:
    if "identifier" in asked.arguments:
        _holding(asked.arguments["identifier"])
    told = add(add(root, "ListMetadataFormats"), "metadataFormat")
    add(told, "metadataPrefix", PREFIX)
    add(told, "schema", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd")
    add(told, "metadataNamespace", OAI_DC)


def _list_sets(root: Element, asked: Asked, address: str) -> None:
    if asked.token is not None:  # the list comes whole
        raise tokens.refusal()
    found = holdings.sets()
    if not found:
        raise HarvestError(Code.NO_SETS, "还没有已发布的内容。")
    told = add(root, "ListSets")
    for periodical, section in found:
        one = add(told, "set")
        add(one, "setSpec", f"{periodical.slug}:{section.slug}" if section else periodical.slug)
        add(one, "setName", f"{periodical.title}：{section.name}" if section else periodical.title)


def _get_record(root: Element, asked: Asked, address: str) -> None:
    _refuse_other_format(asked)
    _record(add(root, "GetRecord"), _holding(asked.arguments["identifier"]))


def _list_identifiers(root: Element, asked: Asked, address: str) -> None:
    _list(root, asked, _header)


def _list_records(root: Element, asked: Asked, address: str) -> None:
    _list(root, asked, _record)


_REPLIES: dict[str, Callable[[Element, Asked, str], None]] = {
    "Identify": _identify,
    "ListMetadataFormats": _list_formats,
    "ListSets": _list_sets,
    "GetRecord": _get_record,
    "ListIdentifiers": _list_identifiers,
    "ListRecords": _list_records,
}


def _list(root: Element, asked: Asked, write: Callable[[Element, Holding], None]) -> None:
    token = tokens.opened(asked.token, asked.verb) if asked.token is not None else _begin(asked)
    choice = Choice(token.set, moments.span(token.begin, token.until))
    part = holdings.part(choice, after=token.after, size=RECORDS_A_PART)
    if not part.holdings:
        if token.cursor:  # what was left of the list has gone since
            raise tokens.refusal()
        raise HarvestError(Code.NO_MATCH, "没有符合这些条件的记录。")
    is_whole = part.after is None and not token.cursor
    size = token.size or (len(part.holdings) if is_whole else holdings.count(choice))
    told = add(root, asked.verb)
    for holding in part.holdings:
        write(told, holding)
    if not is_whole:
        _go_on(told, token, size, part.holdings, part.after)


def _begin(asked: Asked) -> Token:
    _refuse_other_format(asked)
    given = asked.arguments
    if not _SET.fullmatch(given.get("set", "all")):
        raise HarvestError(Code.BAD_ARGUMENT, "set 须写作 ListSets 所列的样子。")
    moments.span(given.get("from"), given.get("until"))
    return Token(asked.verb, given.get("from"), given.get("until"), given.get("set"), 0, 0, 0)


def _go_on(told: Element, token: Token, size: int, came: Sequence[Holding], after: int | None) -> None:
    """The token of the next part; behind the last part stands an empty one (3.5)."""
    cursor = token.cursor + len(came)
    text = ""
    if after is not None:
        following = Token(token.verb, token.begin, token.until, token.set, after, cursor, size)
        text = tokens.sealed(following)
    add(told, "resumptionToken", text, completeListSize=str(size), cursor=str(token.cursor))


def _refuse_other_format(asked: Asked) -> None:
    if asked.arguments["metadataPrefix"] != PREFIX:
        raise HarvestError(Code.NO_FORMAT, f"这里只提供 {PREFIX} 一种格式。")


def _identifier(name: str) -> str:
    return f"oai:{settings.SITE_IDENTITY}:{name}"


def _holding(identifier: str) -> Holding:
    before = _identifier("")
    name = _NAME.fullmatch(identifier.removeprefix(before)) if identifier.startswith(before) else None
    if name:
        year, number, position = map(int, name["rest"].split("/"))
        found = holdings.holding(name["slug"], year, number, position)
        if found:
            return found
    raise HarvestError(Code.NO_RECORD, "没有这个标识符的记录。")


def _header(parent: Element, holding: Holding) -> None:
    entry = holding.entry
    header = add(parent, "header", **({} if holding.is_public else {"status": "deleted"}))
    add(header, "identifier", _identifier(identity.entry_name(entry)))
    add(header, "datestamp", moments.written(holding.stamp))
    section = entry.article.section
    periodical = entry.issue.periodical.slug
    add(header, "setSpec", f"{periodical}:{section.slug}" if section.slug else periodical)


def _record(parent: Element, holding: Holding) -> None:
    record = add(parent, "record")
    _header(record, holding)
    if holding.is_public:
        dublin_core(record, dublin_core_form.of_article(records.of_entry(holding.entry)))
