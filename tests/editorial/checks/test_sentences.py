import pytest

from editorial.checks.sentences import split

CASES = [
    ("One. Two.", ["One.", "Two."]),
    ("Dr. Marsh said so. He left.", ["Dr. Marsh said so.", "He left."]),
    ("He said no. Then he left.", ["He said no.", "Then he left."]),
    ("See no. 4 of it. Then go.", ["See no. 4 of it.", "Then go."]),
    (
        "The U.S. Food and Drug Administration warned. It did.",
        ["The U.S. Food and Drug Administration warned.", "It did."],
    ),
    ("She lives in the U.S. The rules differ.", ["She lives in the U.S.", "The rules differ."]),
    ("A dose of 0.5 mg. It helps.", ["A dose of 0.5 mg.", "It helps."]),
    ("J. K. Marsh wrote it. I read it.", ["J. K. Marsh wrote it.", "I read it."]),
    ("Smith et al. The review found less.", ["Smith et al.", "The review found less."]),
    ("“Is it safe?” It is not.", ["“Is it safe?”", "It is not."]),
    ("Really?! Yes… Maybe.", ["Really?!", "Yes…", "Maybe."]),
    ("Give some, e.g. Prozac, later.", ["Give some, e.g. Prozac, later."]),
    ("no capitals here. none at all.", ["no capitals here. none at all."]),
    ("", []),
    ("  ", []),
]


@pytest.mark.parametrize(("text", "sentences"), CASES)
def test_sentences_end_where_readers_stop(text, sentences):
    assert [text[start:end] for start, end in split(text)] == sentences
