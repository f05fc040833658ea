"""What is wrong with a gazetteer's files, by line."""

from typing import NamedTuple


class Problem(NamedTuple):
    """One thing to put right: the file, the line (0 where it is about the whole file), and the reason."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.reason}" if self.line else f"{self.file}: {self.reason}"


class GazetteerError(Exception):
    """A gazetteer that cannot be loaded; ``problems`` has every one of them."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
