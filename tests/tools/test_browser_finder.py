"""tools/browser.py finds a browser that starts, in the right order, and says plainly when there is none."""

import pytest

from tools import browser

STARTS, BROKEN = "#!/bin/sh\necho Chromium 150\n", "#!/bin/sh\necho install the snap >&2\nexit 1\n"


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A function that puts a program into the fake PATH (or another folder) and returns its path as text."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "downloads"))
    monkeypatch.delenv("BROWSER_PROGRAM", raising=False)

    def put(name, text=STARTS, folder="bin"):
        path = tmp_path / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(0o755)
        return str(path)

    return put


def find(tmp_path):
    return browser.find(application_folders=[tmp_path / "Applications"])


def test_the_system_comes_first(place, tmp_path):
    place("chrome", folder="downloads/chromium-1200/chrome-linux")
    system = place("google-chrome")
    assert find(tmp_path) == system


def test_the_variable_comes_before_the_system(place, tmp_path, monkeypatch):
    place("chromium")
    chosen = place("mine", folder="elsewhere")
    monkeypatch.setenv("BROWSER_PROGRAM", chosen)
    assert find(tmp_path) == chosen


def test_an_application_of_a_mac_is_found(place, tmp_path):
    chrome = place("Google Chrome", folder="Applications/Google Chrome.app/Contents/MacOS")
    assert find(tmp_path) == chrome


def test_the_newest_download_of_playwright_is_found(place, tmp_path):
    place("chrome", folder="downloads/chromium-1100/chrome-linux")
    newest = place("chrome", folder="downloads/chromium-1200/chrome-linux64")
    assert find(tmp_path) == newest


def test_a_program_that_does_not_start_is_passed_over(place, tmp_path):
    place("chromium-browser", BROKEN)  # Ubuntu's is a note to install a snap
    chrome = place("google-chrome")
    assert find(tmp_path) == chrome


def test_without_a_browser_there_is_one_sentence(place, tmp_path):
    with pytest.raises(browser.Missing, match=r"^The browser tests need Chromium or Chrome, [^\n]+\.$"):
        find(tmp_path)


def test_ensure_tries_everything_and_then_fails(place, monkeypatch):
    tried = []
    monkeypatch.setattr(browser, "APPLICATIONS", ())
    monkeypatch.setattr(browser, "_download", lambda: tried.append("download"))
    monkeypatch.setattr(browser, "_install_debian_package", lambda: tried.append("package"))
    with pytest.raises(browser.Missing):
        browser.ensure()
    assert tried == ["download", "package"]


def test_ensure_stops_when_a_download_brought_one(place, monkeypatch):
    monkeypatch.setattr(browser, "APPLICATIONS", ())
    monkeypatch.setattr(browser, "check_driver", lambda: None)
    monkeypatch.setattr(browser, "_download", lambda: place("chrome", folder="downloads/chromium-1200/chrome-linux64"))
    monkeypatch.setattr(browser, "_install_debian_package", lambda: pytest.fail("not needed"))
    assert browser.ensure().endswith("chromium-1200/chrome-linux64/chrome")


def test_a_driver_that_does_not_start_is_one_sentence_with_its_remedy(place, tmp_path, monkeypatch):
    words = "node: error while loading shared libraries: libatomic.so.1: cannot open shared object file"
    python = place("python", f"#!/bin/sh\necho '{words}' >&2\nexit 127\n")
    monkeypatch.setattr(browser, "python_of", lambda: python)
    with pytest.raises(browser.Missing, match=r"^[^\n]+libatomic\.so\.1[^\n]+apt-get install libatomic1[^\n]+\.$"):
        browser.check_driver()


def test_a_missing_library_of_the_driver_is_brought(place, monkeypatch):
    tried = []

    def check():
        if not tried:
            raise browser.Missing("not yet")

    place("chromium")
    monkeypatch.setattr(browser, "check_driver", check)
    monkeypatch.setattr(browser, "_install_debian_package", lambda: tried.append("package"))
    assert browser.ensure().endswith("chromium")
    assert tried == ["package"]
