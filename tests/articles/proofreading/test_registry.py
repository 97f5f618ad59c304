"""What every rule has."""

from pathlib import Path

from articles.proofreading.registry import Family
from articles.proofreading.rules import BY_NAME, RULES


def test_names_are_unique_and_every_rule_explains_itself() -> None:
    assert len(BY_NAME) == len(RULES)
    for rule in RULES:
        assert rule.label
        assert len(rule.explanation) >= 10
        assert rule.explanation.endswith(("。", "）。", "：")), rule.name


def test_all_families_have_rules() -> None:
    assert {rule.family for rule in RULES} == set(Family)


def test_every_rule_has_a_test_file_of_its_own() -> None:
    here = Path(__file__).parent
    missing = [name for name in BY_NAME if not (here / f"test_{name.replace('-', '_')}.py").is_file()]
    assert missing == []
