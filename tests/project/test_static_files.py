"""Style sheets and scripts that people work on in parts reach readers in one file per kind of page."""

import json
import re

import pytest

from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from delivery import static_files
from delivery.static_files import as_sent

CSS, JS = settings.ROOT / "static" / "css", settings.ROOT / "static" / "js"
ALONE = {"filters.js", "hours.js", "map.js", "near.js", "results.js", "suggest.js"}  # for some pages, or later
SHEETS = sorted(path.name for path in CSS.glob("for-*.css"))
TEMPLATE_SHEET = re.compile(r"css/(for-[a-z]+\.css)")


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """The folder of collected files, as demonstration and production have it; {name: hashed name}."""
    folder = tmp_path_factory.mktemp("static")
    storages = {**settings.STORAGES, "staticfiles": {"BACKEND": "delivery.static_files.StaticFilesStorage"}}
    with override_settings(STATIC_ROOT=str(folder), STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)  # a second start finds the first one's files
    return folder, json.loads((folder / "staticfiles.json").read_text())["paths"]


def test_every_style_sheet_and_script_of_the_readers_is_in_one_file_or_alone():
    styles = {match["name"] for name in SHEETS for match in static_files.STYLE.finditer((CSS / name).read_text())}
    assert styles | set(SHEETS) | {"suggestions.css"} == {path.name for path in CSS.glob("*.css")}
    scripts = {match["name"] for match in static_files.SCRIPT.finditer((JS / "reading.js").read_text())}
    assert scripts | ALONE | {"reading.js"} == {path.name for path in JS.glob("*.js")}


def test_every_style_sheet_for_pages_is_named_by_a_template():
    templates = [path.read_text() for path in settings.ROOT.glob("*/**/templates/**/*.html")]
    assert {name for text in templates for name in TEMPLATE_SHEET.findall(text)} == set(SHEETS)


@pytest.mark.parametrize("name", [*(f"css/{name}" for name in SHEETS), "js/reading.js"])
def test_one_file_is_collected_and_asks_for_no_other(collected, name):
    folder, names = collected
    text = (folder / names[name]).read_text()
    assert not re.search(r"^@?import ", text, re.MULTILINE)
    assert text.count("{") == text.count("}") > 0
    assert (folder / f"{names[name]}.br").stat().st_size < len(text)


@pytest.mark.parametrize("name", SHEETS)
def test_style_sheets_are_sent_without_comments_and_with_print_for_itself(collected, name):
    folder, names = collected
    text = (folder / names[f"css/{name}"]).read_text()
    assert "/*" not in text
    assert not re.search(r"^\s|\n\n", text)
    assert "@media print {\n@layer print {" in text


def test_fonts_are_found_from_the_one_file(collected):
    folder, names = collected
    fonts = re.findall(r'url\("\.\./fonts/([^"]+)"\)', (folder / names["css/for-reading.css"]).read_text())
    assert "literata" in " ".join(fonts)
    for font in fonts:
        assert re.search(r"\.[0-9a-f]{12}\.woff2$", font)
        assert (folder / "fonts" / font).exists()


def test_a_missing_part_and_one_of_another_folder_are_refused(monkeypatch):
    monkeypatch.setattr(static_files, "_text", {"css/for-reading.css": '@import url("../a.css");'}.__getitem__)
    with pytest.raises(ValueError, match="another folder"):
        as_sent("css/for-reading.css")
    monkeypatch.undo()
    with pytest.raises(FileNotFoundError):
        static_files._text("css/nowhere.css")
