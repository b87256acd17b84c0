"""tools/demo.py says what is in the way before it does anything, and never touches what is not the demonstration's."""

import socket

import pytest

from config.environment import VARIABLES
from tools import demo, messages, programs
from tools.messages import Trouble


@pytest.fixture
def taken():
    """A port of this machine that a program listens on."""
    with socket.socket() as listener:
        listener.bind((demo.HOST, 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_port_in_use_is_one_sentence_with_a_way_out(taken):
    with pytest.raises(Trouble, match=rf"^Port {taken} is in use [^\n]+ make demo PORT=\d+\.$"):
        demo.check_port(taken)


def test_a_free_port_passes(taken):
    demo.check_port(demo.free_port(taken))


@pytest.mark.parametrize(("text", "port"), [("", 8000), (" 8001 ", 8001), ("65535", 65535)])
def test_port_is_read(text, port):
    assert demo.read_port(text) == port


@pytest.mark.parametrize("text", ["0", "65536", "eighty", "-1", "80.5"])
def test_a_port_that_is_none_is_refused(text):
    with pytest.raises(Trouble, match="PORT must be a number"):
        demo.read_port(text)


def test_a_second_demonstration_is_sent_to_the_first(tmp_path):
    refused = pytest.raises(Trouble, match=r"running already, at http://127\.0\.0\.1:8000/")
    with demo.only_one(tmp_path, 8000), refused, demo.only_one(tmp_path, 8001):
        pytest.fail("two at once")
    with demo.only_one(tmp_path, 8001):
        pass


def test_reset_removes_the_database_and_the_uploads_and_nothing_else(tmp_path, capsys):
    removed = ["imprimatur.sqlite3", "imprimatur.sqlite3-wal", "imprimatur.sqlite3-shm", "media/images/a.jpg"]
    kept = ["secret_key", "notes.sqlite3", "static/site.css"]
    for name in removed + kept:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    demo.reset(tmp_path)
    assert not any((tmp_path / name).exists() for name in removed)
    assert all((tmp_path / name).exists() for name in kept)
    assert "RESET: removing" in capsys.readouterr().out
    demo.reset(tmp_path)  # nothing is there any more, and that is no trouble


def test_a_full_disk_is_one_sentence(tmp_path, monkeypatch):
    usage = demo.shutil.disk_usage(tmp_path)._replace(free=7_000_000)
    monkeypatch.setattr(demo.shutil, "disk_usage", lambda path: usage)
    with pytest.raises(Trouble, match="has 7 MB left"):
        demo.check_space(tmp_path)


def test_the_environment_of_a_real_site_does_not_reach_the_demonstration(monkeypatch):
    names = {variable.name for variable in VARIABLES}
    assert names <= set(programs.PRODUCT_VARIABLES)
    for name in names:
        monkeypatch.setenv(name, "of a real site")
    assert not names & set(programs.child_environment())
    assert programs.child_environment(keep=("VAR_DIR",))["VAR_DIR"] == "of a real site"


@pytest.mark.parametrize("error", [PermissionError(13, "x", "/a"), OSError(28, "x", "/a"), OSError(30, "x", "/a")])
def test_a_file_error_that_a_person_can_mend_is_one_sentence(error, capsys):
    def fail():
        raise error

    with pytest.raises(SystemExit) as end:
        messages.run(fail)
    said = capsys.readouterr().err
    assert end.value.code == 1
    assert "/a" in said
    assert len(said.splitlines()) == 1
