"""tools/environment.py knows when `.venv` is finished, and installs again when it is not."""

import sys

import pytest

from tools import environment
from tools.environment import DEVELOPMENT, PRODUCT
from tools.messages import Trouble


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A project folder whose `.venv` works and is stamped for both lock files."""
    monkeypatch.delenv("PYTHON", raising=False)
    (tmp_path / PRODUCT).write_text("a==1\n")
    (tmp_path / DEVELOPMENT).write_text("a==1\nb==2\n")
    python = environment.python_of(tmp_path)
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    stamp(tmp_path, PRODUCT, DEVELOPMENT)
    return tmp_path


def stamp(root, *locks):
    """Write the stamp that a finished installation of the lock files leaves."""
    lines = [f"root={root}", "version=(3, 11)"]
    lines += [f"{lock}={environment._digest(root / lock)}" for lock in locks]
    (root / ".venv" / "imprimatur-stamp").write_text("\n".join(lines) + "\n")


def refuse(*args):
    """Stand in for the installation where none must happen."""
    raise AssertionError("nothing was to be installed")


@pytest.mark.parametrize("lock", [PRODUCT, DEVELOPMENT])
def test_a_finished_environment_is_left_alone(root, monkeypatch, lock):
    monkeypatch.setattr(environment, "_install", refuse)
    assert environment.ensure(lock, root) == root / ".venv" / "bin" / "python"


def test_no_environment_is_not_a_finished_one(tmp_path):
    assert not environment.holds(PRODUCT, tmp_path)


def test_a_changed_lock_asks_for_an_installation(root):
    (root / DEVELOPMENT).write_text("a==1\nb==3\n")
    assert environment.holds(PRODUCT, root)
    assert not environment.holds(DEVELOPMENT, root)


def test_the_packages_of_the_product_are_not_those_of_the_tests(root):
    stamp(root, PRODUCT)
    assert environment.holds(PRODUCT, root)
    assert not environment.holds(DEVELOPMENT, root)


def test_an_interrupted_installation_is_done_again(root, monkeypatch):
    (root / PRODUCT).write_text("a==2\n")

    def interrupt(lock, root, count):
        raise KeyboardInterrupt

    monkeypatch.setattr(environment, "_installed_with_uv", lambda lock, root: False)
    monkeypatch.setattr(environment, "_install_with_pip", interrupt)
    with pytest.raises(KeyboardInterrupt):
        environment.ensure(PRODUCT, root)
    (root / PRODUCT).write_text("a==1\n")  # even the lock that was there before is not held any more
    assert not environment.holds(PRODUCT, root)


def test_a_finished_installation_leaves_its_stamp(root, monkeypatch):
    (root / DEVELOPMENT).write_text("a==1\nb==3\n")
    monkeypatch.setattr(environment, "_installed_with_uv", lambda lock, root: True)
    environment.ensure(DEVELOPMENT, root)
    assert environment.holds(DEVELOPMENT, root)
    assert environment.holds(PRODUCT, root)


def test_a_python_that_was_removed_is_noticed(root):
    python = environment.python_of(root)
    python.unlink()
    python.symlink_to(root / "gone")
    assert not environment.holds(PRODUCT, root)


def test_a_moved_folder_is_made_anew(root, tmp_path_factory):
    moved = tmp_path_factory.mktemp("moved") / "project"
    root.rename(moved)
    assert not environment.holds(PRODUCT, moved)


def test_a_full_disk_is_one_sentence(root, monkeypatch):
    (root / PRODUCT).write_text("a==2\n")
    usage = environment.shutil.disk_usage(root)._replace(free=5_000_000)
    monkeypatch.setattr(environment.shutil, "disk_usage", lambda path: usage)
    with pytest.raises(Trouble, match=r"^The packages need about \d+ MB and the disk of .* has 5 MB left: [^\n]+$"):
        environment.ensure(PRODUCT, root)


def test_a_folder_that_cannot_be_written_to_is_one_sentence(root, monkeypatch):
    (root / PRODUCT).write_text("a==2\n")
    monkeypatch.setattr(environment.os, "access", lambda path, mode: False)
    with pytest.raises(Trouble, match=r"^You may not write to [^\n]+$"):
        environment.ensure(PRODUCT, root)


def test_pip_is_there_without_the_network_and_named_in_its_note():
    vendor = environment.ROOT / "tools" / "vendor"
    (wheel,) = vendor.glob("pip-*.whl")
    note = (vendor / "README.md").read_text()
    assert wheel.name in note
    assert environment._digest(wheel) in note
