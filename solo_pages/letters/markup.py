"""The plain text of a letter as parts for its HTML: so both say the same, and nothing typed is markup."""

import re
from dataclasses import dataclass, field

RULE = re.compile(r"-{10,}")
ADDRESS = re.compile(r"https?://\S+")


@dataclass(slots=True)
class Part:
    """A paragraph's ``lines``, a ``link`` that stood alone on its line, or a ``rule`` of hyphens."""

    lines: list[str] = field(default_factory=list)
    link: str = ""
    rule: bool = False


def paragraphs(text: str) -> list[Part]:
    """The parts of a text: paragraphs are parted by empty lines, links and rules stand on lines of their own."""
    parts: list[Part] = []
    open_part: Part | None = None
    for line in (raw.strip() for raw in text.splitlines()):
        if ADDRESS.fullmatch(line):
            parts.append(Part(link=line))
            open_part = None
        elif RULE.fullmatch(line):
            parts.append(Part(rule=True))
            open_part = None
        elif not line:
            open_part = None
        else:
            if open_part is None:
                open_part = Part()
                parts.append(open_part)
            open_part.lines.append(line)
    return parts
