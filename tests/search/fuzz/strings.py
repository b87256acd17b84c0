"""Strings that nobody means and somebody types: the same in every run with the same seed."""

import random

INJECTED = "<b class=fuzz>"
BREAKING = '" onfocus=fuzz x="'
WORDS = [
    *("ketamine", "depression", "clinic", "müller", "what", "the", "is", "a", "vaccinated", "5-MeO-DMT", "O'Brien"),
    *("covid-19", "naïve", "Łódź"),
]
FTS5 = ["AND", "OR", "NOT", "NEAR(a b, 2)", "^", "*", "title:", "{title body} :", "-", "+", '""', '"', "a*b", "NEAR("]
TSQUERY = ["&", "|", "!", "<->", "<2>", ":*", ":A", "'", "''", "\\", "!!", "()", "( & )", "'a':*B"]
SQL = [
    "'; DROP TABLE wagtailcore_page; --",
    "%s",
    "%(q)s",
    "%%",
    "?",
    "' OR 1=1 --",
    "/*",
    "\\'",
    "$$",
    "{{ 7*7 }}",
    "{% x %}",
]
HTML = [
    INJECTED,
    BREAKING,
    "<script>fuzz()</script>",
    "'><img src=x onerror=fuzz>",
    "&lt;",
    "&#x3c;",
    "javascript:fuzz",
]
ODD = [
    *("\x00", "\x01\x1f\x7f", "\ud800", "\udfff\ud800", "🧠", "👩🏽‍⚕️", "🇺🇸", "שלום", "مرحبا", "\u202eenimatek\u202c"),
    *(
        "\u200b",
        "\ufeff",
        "\u0301" * 40,
        "ﬀﬁ",
        "½",
        "①",
        "İ",
        "ß",
        "ẞ",
        "ǆ",
        "’",
        "“x”",
        "漢字検索",
        "ภาษาไทย",
        "हिन्दी",
    ),
    *("\u2028", "\t\r\n", "\u00a0", "\U0010ffff"),
]
LONG = [
    *("a" * 10_000, '"' * 10_000, "a " * 5_000, "(" * 10_000, "🧠" * 2_500, "é" * 10_000, "a-" * 5_000),
    '"a b" ' * 1_600,
    *("\x00" * 10_000, "%" * 10_000, " ".join(f"w{number}" for number in range(2_000))),
]
POOLS = (WORDS, FTS5, TSQUERY, SQL, HTML, ODD)


def strings(number, seed=6):
    """Return a list of strings: each of the pieces alone, then mixtures of them."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    alone = [piece for pool in (*POOLS, LONG) for piece in pool]
    return (alone + [_mixture(chance) for _each in range(number - len(alone))])[:number]


def _mixture(chance):
    kind = chance.random()
    if kind < 0.15:
        return "".join(chr(chance.choice((chance.randrange(0x250), chance.randrange(0x110000)))) for _each in range(40))
    if kind < 0.2:
        return (chance.choice(chance.choice(POOLS)) * 10_000)[:10_000]
    pieces = [chance.choice(chance.choice(POOLS)) for _each in range(chance.randint(1, 8))]
    return chance.choice(("", " ", " ", '"', "'")).join(pieces)
