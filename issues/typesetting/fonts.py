"""Which font families the machine has, as fontconfig finds them for the typesetter."""

from typing import Any

from weasyprint.text.ffi import ffi, fontconfig

_ffi: Any = ffi
_fontconfig: Any = fontconfig


def has_family(family: str) -> bool:
    """Whether a family is installed; for one that is not, fontconfig finds another one."""
    config = _ffi.gc(_fontconfig.FcInitLoadConfigAndFonts(), _fontconfig.FcConfigDestroy)
    pattern = _ffi.gc(_fontconfig.FcPatternCreate(), _fontconfig.FcPatternDestroy)
    _fontconfig.FcPatternAddString(pattern, b"family", family.encode())
    _fontconfig.FcConfigSubstitute(config, pattern, _fontconfig.FcMatchPattern)
    _fontconfig.FcDefaultSubstitute(pattern)
    match = _fontconfig.FcFontMatch(config, pattern, _ffi.new("FcResult *"))
    if match == _ffi.NULL:
        return False
    match = _ffi.gc(match, _fontconfig.FcPatternDestroy)
    name = _ffi.new("FcChar8 **")
    names: list[str] = []
    while _fontconfig.FcPatternGetString(match, b"family", len(names), name) == _fontconfig.FcResultMatch:
        names.append(_ffi.string(name[0]).decode())
    return family in names
