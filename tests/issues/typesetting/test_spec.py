"""Stored layouts and the typesetter's: the same fields, the same defaults."""

from dataclasses import fields

from issues.layouts import SEARCHED, values_of
from issues.typesetting.document import LayoutSpec
from issues.typesetting.manuscript import spec_of
from periodicals.models import Font, Layout


def test_a_new_layout_is_the_typesetter_s_own() -> None:
    assert spec_of(Layout()) == LayoutSpec()


def test_every_field_of_a_layout_comes_to_the_typesetter() -> None:
    stored = {field.name for field in Layout._meta.concrete_fields} - {"id", "name"}
    assert set(values_of(LayoutSpec())) == stored
    assert {field.name for field in fields(LayoutSpec)} - {"fonts"} <= stored


def test_what_is_searched_are_fields_of_a_layout() -> None:
    assert set(SEARCHED) < set(values_of(LayoutSpec()))


def test_fonts_go_by_their_roles() -> None:
    fonts = spec_of(Layout(font_serif=Font.KAI, font_sans=Font.SONG, font_kai=Font.HEI)).fonts
    assert (fonts.serif, fonts.sans, fonts.kai) == (
        "LXGW WenKai",
        "Noto Serif CJK SC",
        "Noto Sans CJK SC",
    )
