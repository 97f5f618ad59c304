"""What a harvester asks for: a verb and its arguments, none missing, none too many, none twice."""

from dataclasses import dataclass

from django.http import QueryDict

from issues.harvesting.refusals import Code, HarvestError

# What we hand out is never longer; nothing longer is repeated in an answer.
LONGEST_ARGUMENT = 1_000


@dataclass(frozen=True)
class _Verb:
    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    # Where a list can be gone on with, the token stands for all other arguments.
    resumable: bool = False


_LIST = _Verb(frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"}), resumable=True)
VERBS = {
    "Identify": _Verb(),
    "ListMetadataFormats": _Verb(optional=frozenset({"identifier"})),
    "ListSets": _Verb(resumable=True),
    "ListIdentifiers": _LIST,
    "ListRecords": _LIST,
    "GetRecord": _Verb(frozenset({"identifier", "metadataPrefix"})),
}
TOKEN = "resumptionToken"  # noqa: S105


@dataclass(frozen=True)
class Asked:
    """A request that can be answered: the verb, and its arguments as they were given."""

    verb: str
    arguments: dict[str, str]

    @property
    def token(self) -> str | None:
        """The resumption token, if a list is to be gone on with."""
        return self.arguments.get(TOKEN)


def read(given: QueryDict) -> Asked:
    """The request of a form or of an address. Raises: HarvestError, badVerb or badArgument."""
    values = {name: given.getlist(name) for name in given}
    verbs = values.pop("verb", [])
    if len(verbs) != 1:
        raise HarvestError(Code.BAD_VERB, "须写明一个 verb，且只写一个。")
    verb = VERBS.get(verbs[0])
    if verb is None:
        raise HarvestError(Code.BAD_VERB, f"verb 只能是 {'、'.join(VERBS)} 之一。")
    allowed = verb.required | verb.optional | ({TOKEN} if verb.resumable else set())
    for name, texts in values.items():
        if name not in allowed:
            raise HarvestError(Code.BAD_ARGUMENT, f"{verbs[0]} 只接受这些参数：{_listed(allowed)}。")
        if len(texts) != 1:
            raise HarvestError(Code.BAD_ARGUMENT, f"参数 {name} 只能写一次。")
        if len(texts[0]) > LONGEST_ARGUMENT:
            raise HarvestError(Code.BAD_ARGUMENT, f"参数 {name} 太长。")
    if TOKEN in values:
        if len(values) > 1:
            raise HarvestError(Code.BAD_ARGUMENT, f"有 {TOKEN} 时，不能再写别的参数。")
    elif missing := verb.required - values.keys():
        raise HarvestError(Code.BAD_ARGUMENT, f"{verbs[0]} 缺少参数：{_listed(missing)}。")
    return Asked(verbs[0], {name: texts[0] for name, texts in values.items()})


def _listed(names: frozenset[str] | set[str]) -> str:
    return "、".join(sorted(names)) or "无"
