"""The lock files hold versions and hashes, and no address."""

import re

import pytest

from tools import lockfiles
from tools.environment import LOCKS, PRODUCT, ROOT

HASH = "    --hash=sha256:" + "0" * 64
GOOD = f"a==1 \\\n{HASH} \\\n{HASH}\nb-c==2.0 ; python_version < '3.12' \\\n{HASH}\n"


def test_the_lock_files_here_are_as_they_must_be():
    assert lockfiles.complaints() == []


def test_pins_are_read_with_their_conditions():
    pins, wrong = lockfiles.read(GOOD)
    assert wrong == []
    assert pins == {("a", "1", ""), ("b-c", "2.0", "python_version < '3.12'")}


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://index.example/simple",
        "--find-links ./wheels",
        "a @ https://index.example/a-1-py3-none-any.whl",
        "a>=1",
        "a==1",
        "-e .",
    ],
)
def test_anything_else_is_reported(line):
    assert lockfiles.read(f"{line}\n{GOOD}")[1]


def test_a_package_without_a_hash_is_reported():
    assert lockfiles.read(f"a==1 \\\n{GOOD}")[1]
    assert lockfiles.read(f"{GOOD}a==1 \\\n")[1]


def test_wagtail_that_left_its_series_is_reported(tmp_path):
    for lock in LOCKS:
        text = (ROOT / lock).read_text()
        (tmp_path / lock).write_text(re.sub(r"^wagtail==8\.0\.\d+", "wagtail==8.1.0", text, flags=re.MULTILINE))
    assert [sentence for sentence in lockfiles.complaints(tmp_path) if "wagtail must stay on 8.0" in sentence]


def test_versions_that_differ_between_the_files_are_reported(tmp_path):
    for lock in LOCKS:
        (tmp_path / lock).write_text((ROOT / lock).read_text())
    text = (ROOT / PRODUCT).read_text()
    (tmp_path / PRODUCT).write_text(re.sub(r"^django==\S+", "django==5.2.1", text, flags=re.MULTILINE))
    assert any("django==5.2.1" in sentence for sentence in lockfiles.complaints(tmp_path))
