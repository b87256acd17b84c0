"""tools/python.sh finds a Python that is new enough, or says in one sentence that there is none."""

import subprocess
import sys

import pytest

from tools.environment import ROOT

OLD = '#!/bin/sh\ncase "$2" in *version_info\\ \\<*) exit 1 ;; *) echo "only Python 3.9" ;; esac\n'
NEW = f'#!/bin/sh\nexec "{sys.executable}" "$@"\n'


@pytest.fixture
def python_sh(tmp_path):
    """A function that runs the script where only the named programs exist; each name maps to a script's text."""

    def run(programs, **variables):
        for name, text in programs.items():
            path = tmp_path / name
            path.write_text(text)
            path.chmod(0o755)
        command = ["/bin/sh", str(ROOT / "tools" / "python.sh"), "-c", "print('ran')"]
        environment = {"PATH": str(tmp_path)} | variables
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    return run


def test_no_python_is_one_sentence(python_sh):
    done = python_sh({})
    assert done.returncode == 1
    assert done.stderr.strip() == (
        "Imprimatur needs Python 3.11 or newer, and this machine has none: install one (python.org, or your package"
        " manager) and run the command again."
    )


def test_an_old_python_is_named(python_sh):
    done = python_sh({"python3": OLD})
    assert done.returncode == 1
    assert "and this machine has only Python 3.9:" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_newer_python_is_found_beside_an_old_python3(python_sh):
    done = python_sh({"python3": OLD, "python3.12": NEW})
    assert (done.returncode, done.stdout) == (0, "ran\n")


def test_the_variable_python_chooses(python_sh, tmp_path):
    chosen = tmp_path / "chosen"
    done = python_sh({"python3": OLD, "chosen": NEW}, PYTHON=str(chosen))
    assert (done.returncode, done.stdout) == (0, "ran\n")


def test_a_python_of_uv_is_found_where_there_is_no_other(python_sh, tmp_path):
    uv = f'#!/bin/sh\necho "{tmp_path}/managed"\n'
    done = python_sh({"managed": NEW, "uv": uv})
    assert (done.returncode, done.stdout) == (0, "ran\n")
