"""All rules, in the order of their families."""

from articles.proofreading.registry import Rule
from articles.proofreading.rules import (
    addresses,
    blanks,
    contents,
    dates,
    document_numbers,
    enumerations,
    half_width,
    marks,
    names,
    numbering,
    numbers,
    pairs,
    pictures,
    repetition,
    rights,
    units,
    words,
)

RULES: tuple[Rule, ...] = (
    *half_width.RULES,
    *pairs.RULES,
    *document_numbers.RULES,
    *marks.RULES,
    *blanks.RULES,
    *dates.RULES,
    *numbers.RULES,
    *units.RULES,
    *names.RULES,
    *contents.RULES,
    *addresses.RULES,
    *numbering.RULES,
    *enumerations.RULES,
    *repetition.RULES,
    *pictures.RULES,
    *words.RULES,
    *rights.RULES,
)
BY_NAME = {rule.name: rule for rule in RULES}
