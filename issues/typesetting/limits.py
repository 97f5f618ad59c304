"""How far copyfitting may go from a layout: limits that a person can see."""

from dataclasses import dataclass

from issues.typesetting.document import LayoutSpec


@dataclass(frozen=True)
class Limits:
    """Steps away from the base, and bounds in themselves.

    ``characters`` and ``lines``: how many fewer or more; ``pitch``: least and most, in font sizes (CLREQ
    takes lines a half to a full character apart, that is 1.5 to 2; the printed issues go to 2.15);
    ``space``: least and most of each space, in lines, tried in steps of ``space_step``.
    """

    characters: int = 2
    lines: int = 5
    pitch: tuple[float, float] = (1.5, 2.2)
    space: tuple[float, float] = (0.0, 1.5)
    space_step: float = 0.5

    def characters_near(self, base: LayoutSpec) -> list[int]:
        """Characters a line to try, the nearest first."""
        return _near(base.characters_per_line, self.characters)

    def lines_near(self, base: LayoutSpec) -> list[int]:
        """Lines a column to try, the nearest first."""
        return _near(base.lines_per_column, self.lines)

    def spaces(self, own: float) -> list[float]:
        """Spaces to try in lines, the base's own among them, wherever it lies."""
        low, high = self.space
        steps = int((high - low) / self.space_step + 0.01)
        return sorted({own, *(low + i * self.space_step for i in range(steps + 1))})

    def allow_pitch(self, layout: LayoutSpec) -> bool:
        """Whether the lines stand neither too close nor too far apart."""
        low, high = self.pitch
        return low * layout.font_size_pt <= layout.pitch_pt <= high * layout.font_size_pt

    def ranges(self, base: LayoutSpec) -> tuple[tuple[str, str], ...]:
        """What is searched, and from where to where around a layout, in Chinese."""
        size, characters, lines = base.font_size_pt, base.characters_per_line, base.lines_per_column
        return (
            ("每行", f"{max(1, characters - self.characters)}至{characters + self.characters}字"),
            ("每栏", f"{max(1, lines - self.lines)}至{lines + self.lines}行"),
            ("行距", f"{self.pitch[0] * size:.4g}至{self.pitch[1] * size:.4g}磅"),
            ("标题和栏目名前后空", f"{self.space[0]:g}至{self.space[1]:g}行"),
        )

    def in_words(self, base: LayoutSpec) -> str:
        """The limits around a layout, as a Chinese phrase."""
        *measures, spaces = ("".join(pair) for pair in self.ranges(base))
        return "，".join((*measures, "版心高度不变", spaces))


def _near(middle: int, reach: int) -> list[int]:
    return sorted(range(max(1, middle - reach), middle + reach + 1), key=lambda n: abs(n - middle))


LIMITS = Limits()
