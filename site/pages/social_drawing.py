"""Draws the picture of a SocialCard: dark words on paper, in the publication's own faces.

Titles shrink until they fit and are broken between words. Pillow reads the site's own font files, as FreeType brings
what compressed fonts need.
"""

import io
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from django.contrib.staticfiles import finders

from pages.social import HEIGHT, WIDTH

PAPER, INK, SOFT, ACCENT = "#fdfcf9", "#1a1e1f", "#474d4c", "#0a5263"
LABEL_PAPER, LABEL_INK, LABEL_EDGE = "#fbf0d9", "#4f3100", "#8a5300"

MARGIN = 80  # pixels on either side
SERIF, SANS = "literata", "atkinson-hyperlegible-next"
BOLD = 650
TITLE_SIZES = range(76, 23, -2)  # pixels, the largest that fits is taken
TITLE_BOTTOM = HEIGHT - 150
LINE_HEIGHT = 1.18
BALANCE_STEP = 16  # pixels
NAME_SIZES, NAME_HEIGHT = range(34, 15, -2), 60
KIND_SIZE, LABEL_SIZE = 32, 30
COLOURS = 64  # ink on paper and the steps between them

# What the first file of a face has; `static/css/site.css` says the same to browsers. The second has the other letters.
PLAIN_SIGNS = frozenset(
    chr(code)
    for first, last in (
        (0x20, 0x7E), (0xA0, 0xA0), (0xA9, 0xA9), (0xB1, 0xB1), (0xB5, 0xB5), (0xB7, 0xB7), (0xD7, 0xD7), (0xE9, 0xE9),
        (0x2009, 0x2009), (0x2013, 0x2014), (0x2018, 0x2019), (0x201C, 0x201D), (0x2022, 0x2022), (0x2026, 0x2026),
        (0x202F, 0x202F), (0x2190, 0x2193), (0x2212, 0x2212), (0x2264, 0x2265),
    )
    for code in range(first, last + 1)
)  # fmt: skip


class Face:
    """One of the publication's faces at one size and weight. Letters beyond English come from its second file."""

    def __init__(self, name, size, weight):
        """Take the size in pixels and the weight as CSS counts it."""
        self.size = size
        self.plain, self.extra = _font(name, size, weight), _font(f"{name}-extra", size, weight)

    def length(self, text):
        """Return the width of a line in pixels."""
        return sum(font.getlength(run) for font, run in self._runs(text))

    def write(self, draw, place, text, fill):
        """Write a line with the top left corner of its letters' space at `place`."""
        x, y = place
        for font, run in self._runs(text):
            draw.text((x, y + self.size), run, font=font, fill=fill, anchor="ls")
            x += font.getlength(run)

    def _runs(self, text):
        run, last = "", None
        for sign in text:
            font = self.plain if sign in PLAIN_SIGNS else self.extra
            if font is not last and run:
                yield last, run
                run = ""
            run, last = run + sign, font
        if run:
            yield last, run


def draw(card):
    """Return the picture of a SocialCard as PNG, in bytes."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    canvas = ImageDraw.Draw(image)
    canvas.rectangle((0, 0, WIDTH, 14), fill=ACCENT)
    y = 64
    for words in filter(None, (card.label, card.notice)):
        y = _label(canvas, y, words)
    _face(SANS, KIND_SIZE, BOLD).write(canvas, (MARGIN, y), card.kind, ACCENT)
    y += KIND_SIZE + 26
    face, lines = fit(card.title, WIDTH - 2 * MARGIN, TITLE_BOTTOM - y)
    for line in lines:
        face.write(canvas, (MARGIN, y), line, INK)
        y += round(face.size * LINE_HEIGHT)
    canvas.line((MARGIN, HEIGHT - 112, WIDTH - MARGIN, HEIGHT - 112), fill=SOFT, width=2)
    face, lines = fit(card.publication, WIDTH - 2 * MARGIN, NAME_HEIGHT, NAME_SIZES)
    for number, line in enumerate(lines):
        face.write(canvas, (MARGIN, HEIGHT - 94 + number * round(face.size * LINE_HEIGHT)), line, INK)
    out = io.BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def fit(text, width, height, sizes=TITLE_SIZES):
    """Return (Face, lines) of a text: the largest of the sizes at which no line is too wide and all lines find room.

    No title is too long for the smallest size (255 signs take five lines of it), and words are never cut; one without
    a space in it that is wider than the picture, which no language writes, stands out over the edge.
    """
    for size in sizes:
        face = _face(SERIF, size, BOLD)
        lines = wrap(text, face, width)
        if len(lines) * round(size * LINE_HEIGHT) <= height and all(face.length(line) <= width for line in lines):
            break
    return face, _even(text, face, width, lines)


def wrap(text, face, width):
    """Break a text between words into lines of at most `width` pixels."""
    lines = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and face.length(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _even(text, face, width, lines):
    """Return the lines made as even as they get without one more, so that no word is left alone on the last."""
    for narrower in range(width, width // 2, -BALANCE_STEP):
        tried = wrap(text, face, narrower)
        if len(tried) > len(lines) or any(face.length(line) > narrower for line in tried):
            break
        lines = tried
    return lines


def _label(canvas, y, words):
    """Draw a label that nobody overlooks, and return where the next thing goes."""
    face = _face(SANS, LABEL_SIZE, BOLD)
    lines = wrap(words, face, WIDTH - 2 * MARGIN - 40)
    step = round(LABEL_SIZE * 1.25)
    right = MARGIN + 40 + max(face.length(line) for line in lines)
    bottom = y + step * len(lines) + 16
    canvas.rectangle((MARGIN, y, right, bottom), fill=LABEL_PAPER, outline=LABEL_EDGE, width=2)
    for number, line in enumerate(lines):
        face.write(canvas, (MARGIN + 20, y + 4 + number * step), line, LABEL_INK)
    return bottom + 20


@lru_cache(maxsize=64)
def _face(name, size, weight):
    return Face(name, size, weight)


@lru_cache(maxsize=128)
def _font(name, size, weight):
    font = ImageFont.truetype(finders.find(f"fonts/{name}.woff2"), size)
    font.set_variation_by_axes([weight])
    return font
