"""What installers say when they fail becomes one sentence."""

import pytest

from tools.install_errors import explain

# Words of pip 26 and uv 0.9 to 0.13, as they were met.
CASES = {
    "network": [
        "WARNING: Retrying after connection broken by 'NewConnectionError('Temporary failure in name resolution')'\n",
        "error: Failed to fetch: `https://index.example/simple/wagtail/`\n  Caused by: dns error",
    ],
    "certificate": [
        "Could not fetch URL: There was a problem confirming the ssl certificate: [SSL: CERTIFICATE_VERIFY_FAILED]",
        "Caused by: invalid peer certificate: UnknownIssuer",
    ],
    "space": [
        "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
        "Caused by: failed to copy file: No space left on device (os error 28)",
    ],
    "lock file": [
        "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.",
        "error: Hash mismatch for `anyascii==0.3.3`",
    ],
    "ready-made package of lxml==6.0.2": [
        "ERROR: No matching distribution found for lxml==6.0.2",
        "  ╰─▶ Because lxml==6.0.2 has no usable wheels and you require lxml==6.0.2, it cannot be used",
    ],
    "/home/reader/.venv": [
        "ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: '/home/reader/.venv/lib'",
    ],
}


@pytest.mark.parametrize(("about", "output"), [(about, text) for about, texts in CASES.items() for text in texts])
def test_a_known_failure_is_one_sentence(about, output):
    sentence = explain(output)
    assert about in sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")


def test_an_unknown_failure_is_left_to_speak_for_itself():
    assert explain("error: something nobody has met before") is None
