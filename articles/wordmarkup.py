"""What mammoth does not know of a Word file, written into the file before mammoth reads it.

Numbers that Word counts itself (一、 （一） 第一条) become text; paragraphs say in the name of their style
how they are set, since centred lines are titles; formulas and ruby keep
their characters. Runs in the child of ``articles.wordfile``, apart from the project: standard library only.
"""

import io
import re
import zipfile
from typing import Any
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
# Half points; Word's own when a file says nothing.
_DEFAULT_SIZE = 21
# Styles that mammoth, with articles.wordfile, makes a heading of.
_HEADING = re.compile(r"(?:heading|标题)\s*[1-6]|title|subtitle|标题|副标题", re.IGNORECASE)
# So many paragraphs at the beginning tell how they are set even if they stand at the left.
_HEAD = 12
# Strict files have other addresses for the same things.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M[1:-1].encode()),
)

Counts = dict[str, int]


def prepare(data: bytes) -> tuple[bytes, list[str], Counts]:
    """Rewrite the text of a .docx for mammoth.

    Returns: the file, lines for mammoth's style map, and how often there were insertions, deletions,
    comments, formulas, charts, colours, struck (pieces of text) and hidden (likewise).
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        name = "word/document.xml"
        if name not in package.namelist():
            return data, [], {}
        root = ElementTree.fromstring(_plain(package.read(name)))  # noqa: S314
        styles = _Styles(_part(package, "word/styles.xml"))
        numbering = _Numbering(_part(package, "word/numbering.xml"))
        counts = _counted(root)
        counts["comments"] = len(_found(_part(package, "word/comments.xml"), "comment"))
        _unwrap(root)
        in_lists = _write_numbers(list(root.iter(f"{W}p")), styles, numbering)
        style_map = _name_settings(root, styles, in_lists)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as target:
            for part in package.infolist():
                content = ElementTree.tostring(root, "utf-8") if part.filename == name else package.read(part)
                target.writestr(part, content)
    return out.getvalue(), style_map, counts


def _plain(xml: bytes) -> bytes:
    for strict, usual in _STRICT:
        xml = xml.replace(strict, usual)
    return xml


def _part(package: zipfile.ZipFile, name: str) -> Any:
    if name not in package.namelist():
        return None
    try:
        return ElementTree.fromstring(_plain(package.read(name)))  # noqa: S314
    except ElementTree.ParseError:
        return None


def _found(root: Any, tag: str) -> list[Any]:
    return [] if root is None else root.findall(f".//{W}{tag}")


def _value(element: Any, path: str, default: str = "") -> str:
    """The w:val of what stands at a path such as ``pPr/jc``."""
    found = element.find("/".join(f"{W}{step}" for step in path.split("/"))) if element is not None else None
    return default if found is None else str(found.get(f"{W}val", default))


def _is_on(properties: Any, tag: str) -> bool:
    found = properties.find(f"{W}{tag}") if properties is not None else None
    return found is not None and found.get(f"{W}val", "1") not in ("0", "false", "off", "none")


# -- What is dropped or taken over ------------------------------------------------------------------


def _counted(root: Any) -> Counts:
    changes = {
        tag: sum(1 for each in root.iter(f"{W}{tag}") if len(each)) for tag in ("ins", "del", "moveTo")
    }
    runs = [(run, run.find(f"{W}rPr")) for run in root.iter(f"{W}r") if run.find(f"{W}t") is not None]
    drawn = [each.get("uri", "") for each in root.iter() if each.tag.endswith("}graphicData")]
    return {
        "insertions": changes["ins"] + changes["moveTo"],
        "deletions": changes["del"],
        "formulas": sum(1 for _ in root.iter(f"{M}oMath")),
        "charts": sum(uri.endswith(("/chart", "/diagram")) for uri in drawn),
        "colours": sum(_is_coloured(properties) for _, properties in runs),
        "struck": sum(
            _is_on(properties, "strike") or _is_on(properties, "dstrike") for _, properties in runs
        ),
        "hidden": sum(_is_on(properties, "vanish") for _, properties in runs),
    }


def _is_coloured(properties: Any) -> bool:
    if properties is None:
        return False
    colour = _value(properties, "color").lower()
    return (
        colour not in ("", "auto", "000000")
        or _value(properties, "highlight", "none") != "none"
        or _is_on(properties, "u")
    )


def _unwrap(root: Any) -> None:
    """Formulas and ruby as mammoth reads them; hidden text goes, and of what stands there twice the one."""
    for parent in list(root.iter()):
        for place, child in enumerate(list(parent)):
            if child.tag == CHOICE and len(parent) > 1:
                child.clear()  # mammoth reads the fallback
            elif child.tag == f"{M}oMath":
                text = "".join(each.text or "" for each in child.iter(f"{M}t"))
                parent[place] = _run(text)
            elif child.tag == f"{W}r":
                if _is_on(child.find(f"{W}rPr"), "vanish"):
                    child.clear()
                _keep_ruby_base(child)
        if parent.tag == f"{M}oMathPara":
            # What stood in a line of its own comes into the paragraph.
            runs = [each for each in parent if each.tag == f"{W}r"]
            parent.clear()
            parent.tag = f"{W}ins"
            parent.extend(runs)


def _keep_ruby_base(run: Any) -> None:
    for place, ruby in enumerate(list(run)):
        if ruby.tag == f"{W}ruby":
            text = "".join(
                each.text or "" for base in ruby.findall(f"{W}rubyBase") for each in base.iter(f"{W}t")
            )
            run[place] = _text(text)


def _text(text: str) -> Any:
    element = ElementTree.Element(f"{W}t")
    element.text = text
    return element


def _run(text: str) -> Any:
    run = ElementTree.Element(f"{W}r")
    run.append(_text(text))
    return run


# -- Styles ------------------------------------------------------------------------------------------


class _Styles:
    """The paragraph styles of a file, each with those that it is based on."""

    def __init__(self, root: Any) -> None:
        self._styles = {each.get(f"{W}styleId"): each for each in _found(root, "style")}
        self._default = next(
            (
                key
                for key, each in self._styles.items()
                if each.get(f"{W}type") == "paragraph" and each.get(f"{W}default") in ("1", "true", "on")
            ),
            None,
        )
        self._size = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz") if root is not None else None

    def chain(self, paragraph: Any) -> list[Any]:
        """The paragraph's style and those below it, nearest first."""
        key, found = _value(paragraph, "pPr/pStyle") or self._default, []
        while key in self._styles and self._styles[key] not in found:
            found.append(self._styles[key])
            key = _value(found[-1], "basedOn")
        return found

    def is_heading(self, paragraph: Any) -> bool:
        return any(_HEADING.fullmatch(_value(style, "name")) for style in self.chain(paragraph)[:1])

    def heading_below(self, paragraph: Any) -> str:
        """The key of the heading that the paragraph's style is based on, if it is none itself."""
        for style in self.chain(paragraph)[1:]:
            if re.fullmatch(r"(?:heading|标题)\s*[1-6]", _value(style, "name"), re.IGNORECASE):
                return str(style.get(f"{W}styleId"))
        return ""

    def value(self, paragraph: Any, path: str) -> str:
        """A value of the paragraph, else of the nearest style that has it."""
        own = _value(paragraph, path)
        return own or next(filter(None, (_value(style, path) for style in self.chain(paragraph))), "")

    def size(self, paragraph: Any) -> int:
        """The largest letters of the paragraph, in half points."""
        runs = [run for run in paragraph.iter(f"{W}r") if run.find(f"{W}t") is not None]
        sizes = [_value(run, "rPr/sz") for run in runs]
        if all(sizes) and sizes:
            inherited = ""
        else:
            inherited = next(filter(None, (_value(style, "rPr/sz") for style in self.chain(paragraph))), "")
            if not inherited and self._size is not None:
                inherited = self._size.get(f"{W}val", "")
        numbers = [
            int(float(each)) for each in (*sizes, inherited) if re.fullmatch(r"\d{1,4}(?:\.\d+)?", each)
        ]
        return max(numbers, default=_DEFAULT_SIZE)


def _name_settings(root: Any, styles: _Styles, in_lists: set[int]) -> list[str]:
    """Name centred, right-set and leading paragraphs by their setting. Returns: lines of the style map.

    Args: in_lists: the identities of the paragraphs that are items of lists.
    """
    body = root.find(f"{W}body")
    seen, names = 0, {}
    for paragraph in [] if body is None else body.findall(f"{W}p"):
        if not any((each.text or "").strip() for each in paragraph.iter(f"{W}t")):
            continue
        seen += 1
        below = styles.heading_below(paragraph)
        if styles.is_heading(paragraph):
            continue
        if below:
            _set_style(paragraph, below)
            continue
        alignment = styles.value(paragraph, "pPr/jc")
        side = {"center": "centred", "right": "right", "end": "right"}.get(alignment, "left")
        if id(paragraph) in in_lists or (side == "left" and seen > _HEAD):
            continue
        size = styles.size(paragraph)
        name = f"Office{side}{size}"
        names[name] = f"p.{name} => p.{side}.size-{size}:fresh"
        _set_style(paragraph, name)
    return list(names.values())


def _set_style(paragraph: Any, name: str) -> None:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = ElementTree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    style = properties.find(f"{W}pStyle")
    if style is None:
        style = ElementTree.Element(f"{W}pStyle")
        properties.insert(0, style)
    style.set(f"{W}val", name)


# -- Numbers that Word counts itself -----------------------------------------------------------------

# 1. and 1、 and 1) are what a numbered list prints anyway.
_LIST_LABEL = re.compile(r"%\d[.．、)）]?")


class _Numbering:
    """The numberings of a file: of each level its format, its label and its first number."""

    def __init__(self, root: Any) -> None:
        abstract = {each.get(f"{W}abstractNumId"): each for each in _found(root, "abstractNum")}
        self.levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self.list_of: dict[str, str] = {}
        for number in _found(root, "num"):
            key, below = number.get(f"{W}numId", ""), _value(number, "abstractNumId")
            if below in abstract:
                self.list_of[key] = below
                self.levels[key] = {}
                for level in abstract[below].findall(f"{W}lvl"):
                    self._add(key, level)
                for override in number.findall(f"{W}lvlOverride"):
                    if (level := override.find(f"{W}lvl")) is not None:
                        self._add(key, level)
                    self._start_anew(key, override)

    def _add(self, key: str, level: Any) -> None:
        depth, start = level.get(f"{W}ilvl", "0"), _value(level, "start", "1")
        if depth.isdecimal() and start.isdecimal():
            label = "%" if level.find(f"{W}lvlText") is None else _value(level, "lvlText")
            self.levels[key][int(depth)] = (_value(level, "numFmt", "decimal"), label, int(start))

    def _start_anew(self, key: str, override: Any) -> None:
        depth, start = override.get(f"{W}ilvl", "0"), _value(override, "startOverride")
        if start.isdecimal() and depth.isdecimal() and int(depth) in self.levels[key]:
            form, label, _ = self.levels[key][int(depth)]
            self.levels[key][int(depth)] = (form, label, int(start))
            self.list_of[key] = f"num-{key}"


def _write_numbers(paragraphs: list[Any], styles: _Styles, numbering: _Numbering) -> set[int]:
    """Labels that a list would lose, such as 一、, become text; bullets and plain lists stay lists.

    Returns: the identities of the paragraphs that are still items of lists.
    """
    in_lists: set[int] = set()
    counters: dict[str, dict[int, int]] = {}
    numbered: list[tuple[Any, str, int, str]] = []
    interrupted: set[str] = set()
    before = ""
    for paragraph in paragraphs:
        key, depth = _number_of(paragraph, styles)
        if key not in numbering.levels or depth not in numbering.levels[key]:
            before = ""
            continue
        form, label, start = numbering.levels[key][depth]
        counter = counters.setdefault(numbering.list_of[key], {})
        counter[depth] = counter.get(depth, start - 1) + 1
        for deeper in [each for each in counter if each > depth]:
            del counter[deeper]
        # After other text a list would begin anew at 1.
        if before != key and depth == 0 and counter[depth] != 1:
            interrupted.add(key)
        before = key
        in_lists.add(id(paragraph))
        if form in ("bullet", "none") or not label:
            continue
        numbered.append((paragraph, key, depth, _label(numbering.levels[key], counter, depth)))
    for paragraph, key, depth, text in numbered:
        form, label, _ = numbering.levels[key][depth]
        is_plain = form == "decimal" and _LIST_LABEL.fullmatch(label)
        if not is_plain or key in interrupted or styles.is_heading(paragraph):
            _write_label(paragraph, text)
            in_lists.discard(id(paragraph))
            if not styles.is_heading(paragraph):
                # A style that is tied to a list would make it an item again.
                _set_style(paragraph, "Officenumbered")
    return in_lists


def _number_of(paragraph: Any, styles: _Styles) -> tuple[str, int]:
    key = styles.value(paragraph, "pPr/numPr/numId")
    depth = styles.value(paragraph, "pPr/numPr/ilvl") or "0"
    return (key, int(depth)) if key not in ("", "0") and depth.isdecimal() else ("", 0)


def _label(levels: dict[int, tuple[str, str, int]], counter: dict[int, int], depth: int) -> str:
    def number(match: re.Match[str]) -> str:
        level = int(match[1]) - 1
        form, _, start = levels.get(level, ("decimal", "", 1))
        return _as_number(counter.get(level, start), form)

    return re.sub(r"%([1-9])", number, levels[depth][1])


def _write_label(paragraph: Any, text: str) -> None:
    if text and text[-1].isascii() and text[-1].isalnum():
        text += " "
    properties = paragraph.find(f"{W}pPr")
    if properties is not None and (number := properties.find(f"{W}numPr")) is not None:
        properties.remove(number)
    paragraph.insert(0 if properties is None else 1, _run(text))


_DIGITS = "零一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_STEMS = "甲乙丙丁戊己庚辛壬癸"


def _as_number(number: int, form: str) -> str:
    lowered = form.lower()
    if "circle" in lowered and 1 <= number <= len(_CIRCLED):
        return _CIRCLED[number - 1]
    if form == "ideographTraditional" and 1 <= number <= len(_STEMS):
        return _STEMS[number - 1]
    if "counting" in lowered or form in ("ideographDigital", "ideographLegalTraditional"):
        return _chinese(number)
    if form in ("upperLetter", "lowerLetter") and 1 <= number <= 26:
        return chr((65 if form == "upperLetter" else 97) + number - 1)
    if form in ("upperRoman", "lowerRoman"):
        roman = _roman(number)
        return roman if form == "upperRoman" else roman.lower()
    return str(number).zfill(2) if form == "decimalZero" else str(number)


def _chinese(number: int) -> str:
    if not 0 < number < 1000:
        return str(number)
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


def _roman(number: int) -> str:
    text = ""
    for value, sign in (
        (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        while number > 0 and number >= value and number < 400:
            text, number = text + sign, number - value
    return text or str(number)
