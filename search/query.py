"""Understanding what was typed, before any search backend sees it."""

import unicodedata

LONGEST = 200
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}  # Unicode's control, format, surrogate, private and unassigned characters


def clean(text):
    """Return the query as the backends can take it: composed, on one line, without control characters.

    Quotation marks are dropped where they do not pair or hold nothing: the embedded database takes both for an error.
    Long input is cut to 200 characters.
    """
    text = unicodedata.normalize("NFKC", text[: LONGEST * 4])
    text = "".join(" " if unicodedata.category(character) in UNSEEN else character for character in text)
    text = " ".join(text.split())[:LONGEST].strip()
    if text.count('"') % 2 or not text.strip('" '):
        text = " ".join(text.replace('"', " ").split())
    return text
