"""Share cards: the picture that messengers and networks show with a link, 1200 × 630 pixels (ogp.me)."""

import hashlib
from dataclasses import astuple, dataclass
from functools import lru_cache
from io import BytesIO
from math import sin
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps

WIDTH, HEIGHT, MARGIN = 1200, 630, 72
# Change it with the drawing, so that no old card is served.
DESIGN = "1"
FONTS = Path(__file__).parent / "fonts"
SKY_TOP, SKY_LOW = (226, 240, 248), (253, 250, 243)
INK, BROWN, GREEN = "#3a2a17", "#655844", "#2c5433"
SUN, HALO = "#f6bd26", "#faecc4"
# (height above the lower edge, amplitude, wave length, phase, colour), the farthest hill first.
HILLS = (
    (150, 22, 210, 0.4, "#c9d8a6"),
    (112, 20, 260, 2.2, "#e0bd77"),
    (78, 16, 190, 4.1, "#edb62b"),
    (40, 18, 300, 1.1, "#3c6b3f"),
)


@dataclass(frozen=True, slots=True)
class CardText:
    """What stands on a card."""

    title: str
    subtitle: str
    place: str
    site: str
    initials: str = ""

    def digest(self, picture: str = "") -> str:
        """Name this content (with the portrait called ``picture``): another content has another name."""
        return hashlib.sha256(repr((DESIGN, astuple(self), picture)).encode()).hexdigest()[:20]


@lru_cache(maxsize=16)
def font(name: str, size: int, weight: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Open one of our fonts; Pillow's own where FreeType was built without WOFF2."""
    try:
        opened = ImageFont.truetype(str(FONTS / f"{name}.woff2"), size)
        opened.set_variation_by_axes([weight])
    except (OSError, NotImplementedError):
        return ImageFont.load_default(size)
    return opened


def draw_card(text: CardText, portrait: Image.Image | None = None) -> bytes:
    """Draw a card as PNG; ``portrait`` is cut to a circle."""
    has_face = portrait is not None or bool(text.initials)
    card = _background(830 if has_face else WIDTH - 170).copy()
    draw = ImageDraw.Draw(card)
    if has_face:
        _face(card, text, portrait)
    width = WIDTH - 2 * MARGIN - (300 if has_face else 0)
    top = 92
    for size in (76, 64, 54):
        title = wrapped(text.title, font("fraunces-latin", size, 600), width, 2)
        if not title[-1].endswith("…"):
            break
    for line in title:
        draw.text((MARGIN, top), line, font=font("fraunces-latin", size, 600), fill=INK)
        top += round(size * 1.14)
    top += 18
    for line in wrapped(text.subtitle, font("source-sans-3-latin", 38, 400), width, 3):
        draw.text((MARGIN, top), line, font=font("source-sans-3-latin", 38, 400), fill=BROWN)
        top += 48
    if text.place:
        draw.text((MARGIN, top + 14), text.place, font=font("source-sans-3-latin", 34, 650), fill=GREEN)
    site = font("fraunces-latin", 30, 600)
    draw.text((MARGIN, HEIGHT - 20), text.site, font=site, fill="#ffffff", anchor="ls")
    written = BytesIO()
    card.save(written, "PNG")
    return written.getvalue()


def wrapped(text: str, face: ImageFont.FreeTypeFont, width: int, most: int) -> list[str]:
    """Break a text into at most ``most`` lines of ``width`` pixels, the last one ending in … where it does not fit."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if face.getlength(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1] + "…"]
    return [_cut(line, face, width) for line in lines]


def _cut(line: str, face: ImageFont.FreeTypeFont, width: int) -> str:
    if face.getlength(line) <= width:
        return line
    while line and face.getlength(line + "…") > width:
        line = line[:-1]
    return line.rstrip(" …") + "…"


@lru_cache(maxsize=2)
def _background(sun: int) -> Image.Image:
    """Sky, hills and the sun at ``sun`` pixels from the left: drawn once, twice as large, for smooth edges."""
    scale = 2
    size = (WIDTH * scale, HEIGHT * scale)
    ramp = Image.linear_gradient("L").resize(size)
    picture = Image.composite(Image.new("RGB", size, SKY_LOW), Image.new("RGB", size, SKY_TOP), ramp)
    draw = ImageDraw.Draw(picture)
    centre = sun * scale, 490 * scale
    for radius, colour in ((120, HALO), (64, SUN)):
        draw.circle(centre, radius * scale, fill=colour)
    for height, swing, length, phase, colour in HILLS:
        ridge = [
            (x, (HEIGHT - height - swing * sin(x / (length * scale) + phase)) * scale) for x in range(0, size[0] + 1, 8)
        ]
        draw.polygon([(0, size[1]), *ridge, (size[0], size[1])], fill=colour)
    return picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def _face(card: Image.Image, text: CardText, portrait: Image.Image | None) -> None:
    """Put the portrait, or the initials, into a circle at the right."""
    size, at = 250, (WIDTH - MARGIN - 250, 92)
    if portrait is not None:
        face = ImageOps.fit(portrait.convert("RGB"), (size, size))
    else:
        face = Image.new("RGB", (size, size), "#f6e3bf")
        letters = font("fraunces-latin", 104, 600)
        ImageDraw.Draw(face).text((size / 2, size / 2), text.initials, font=letters, fill="#7d470b", anchor="mm")
    mask = Image.new("L", (size * 4, size * 4), 0)
    ImageDraw.Draw(mask).ellipse((0, 0, size * 4 - 1, size * 4 - 1), fill=255)
    ring = Image.new("RGB", (size + 16, size + 16), "#ffffff")
    card.paste(ring, (at[0] - 8, at[1] - 8), mask.resize((size + 16, size + 16), Image.Resampling.LANCZOS))
    card.paste(face, at, mask.resize((size, size), Image.Resampling.LANCZOS))
