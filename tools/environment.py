"""Makes `.venv` from a lock file, and does nothing when it is there already.

`requirements.lock` is what the product needs; `requirements-dev.lock` holds the same versions and the test tools;
`requirements-audit.lock` all of these and the programs of `make audit`.
Every package is a ready-made wheel checked against the hash in the lock, so no compiler is ever needed. uv installs
them where the machine has it, else pip: the one in tools/vendor/, because Debian's and Ubuntu's Python come without.

A stamp in `.venv` names the lock files that it holds. It is removed before an installation and written after it, so an
interrupted installation is done again.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.install_errors import explain
from tools.messages import Trouble, passing, say

ROOT = Path(__file__).resolve().parents[1]
PRODUCT, DEVELOPMENT, AUDIT = "requirements.lock", "requirements-dev.lock", "requirements-audit.lock"
LOCKS = (PRODUCT, DEVELOPMENT, AUDIT)  # each holds those before it
# Free space that an installation is known to fit into: the packages, and the downloads while they are unpacked.
MEGABYTES = {PRODUCT: 600, DEVELOPMENT: 1300, AUDIT: 2000}


def ensure(lock, root=ROOT):
    """Return the Python of `.venv`, as a Path, after making sure that it holds the packages of the lock file.

    Raises Trouble with a sentence when the folder, the disk, the network or the platform is in the way.
    """
    python = python_of(root)
    if holds(lock, root):
        return python
    _check_place(lock, root)
    with _one_at_a_time(root):
        if not holds(lock, root):  # another `make` may have finished while this one waited
            _install(lock, root)
    return python


def python_of(root=ROOT):
    """Return where the Python of `.venv` is or will be."""
    return root / ".venv" / "bin" / "python"


def holds(lock, root=ROOT):
    """Return whether `.venv` works and its last finished installation covers the lock file as it is now."""
    stamp = _read_stamp(root)
    wanted = os.environ.get("PYTHON")
    return (
        python_of(root).exists()  # false for a link to a Python that has been removed
        and stamp.get("root") == str(root)  # scripts in a copied or moved .venv still name the old folder
        and stamp.get(lock) == _digest(root / lock)
        and (not wanted or stamp.get("version") == str(_version_of(wanted)))
    )


def _install(lock, root):
    _make_venv(root)
    stamp = _stamp_path(root)
    stamp.unlink(missing_ok=True)
    count = sum(1 for line in (root / lock).read_text().splitlines() if line[:1].isalnum())
    say(f"Installing the {count} packages of {lock} into .venv ...")
    if not _installed_with_uv(lock, root):
        _install_with_pip(lock, root, count)
    held = LOCKS[: LOCKS.index(lock) + 1]
    lines = [f"root={root}", f"version={_version_of(python_of(root))}"]
    lines += [f"{name}={_digest(root / name)}" for name in held]
    stamp.write_text("\n".join(lines) + "\n")


def _make_venv(root):
    folder = root / ".venv"
    wanted = os.environ.get("PYTHON")
    version = _version_of(python_of(root))
    moved = _read_stamp(root).get("root", str(root)) != str(root)
    if version >= (3, 11) and not moved and (not wanted or version == _version_of(wanted)):
        return
    if folder.exists() or folder.is_symlink():
        say("The .venv here is unfinished or made for another Python or folder: making it anew.")
        shutil.rmtree(folder)
    command = [sys.executable, "-m", "venv", "--without-pip", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Trouble(explain(done.stderr) or f"Python could not make the folder .venv:\n{_tail(done.stderr)}")


def _installed_with_uv(lock, root):
    uv = shutil.which("uv")
    if not uv:
        return False
    command = [uv, "pip", "install", "--python", str(python_of(root)), "--require-hashes", "--only-binary", ":all:"]
    done = subprocess.run([*command, "-r", lock], cwd=root, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return True
    # Certificates of the system and the mirror of a company may be known to pip alone, so its failure counts, not uv's.
    say("uv could not install them, so pip will try.")
    return False


def _install_with_pip(lock, root, count):
    python = str(python_of(root))
    wheel = next((root / "tools" / "vendor").glob("pip-*.whl"))
    quiet = ["--disable-pip-version-check", "--no-input", "--no-warn-script-location", "--progress-bar", "off"]
    output = ""
    for command in (
        [f"{wheel}/pip", "install", *quiet, "--no-index", "--no-deps", str(wheel)],
        ["-m", "pip", "install", *quiet, "--require-hashes", "--only-binary", ":all:", "-r", lock],
    ):
        code, output = _follow([python, *command], root, count)
        if code:
            sentence = explain(output)
            raise Trouble(sentence or f"pip could not install the packages of {lock}. Its last words:\n{_tail(output)}")


def _follow(command, root, count):
    """Run pip, show how far it is, and return its exit code and everything it said."""
    kept = {name: text for name, text in os.environ.items() if name not in {"PYTHONHOME", "PYTHONPATH", "PIP_USER"}}
    process = subprocess.Popen(
        command, cwd=root, env=kept, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    )
    lines, fetched = [], 0
    try:
        for line in process.stdout:
            lines.append(line)
            if line.startswith(("Collecting ", "Requirement already satisfied")):
                fetched += 1
                passing(f"  fetching {min(fetched, count)} of {count}")
            elif line.startswith("Installing collected"):
                passing(f"  unpacking {count}")
    except KeyboardInterrupt:
        process.terminate()
        raise
    passing("")
    return process.wait(), "".join(lines)


def _check_place(lock, root):
    if not os.access(root, os.W_OK | os.X_OK):
        raise Trouble(f"You may not write to {root}: change its permissions, or clone into a folder of your own.")
    free = shutil.disk_usage(root).free // 1_000_000
    if free < MEGABYTES[lock]:
        raise Trouble(
            f"The packages need about {MEGABYTES[lock]} MB and the disk of {root} has {free} MB left: free some space"
            " and run the command again."
        )


@contextlib.contextmanager
def _one_at_a_time(root):
    with (root / PRODUCT).open() as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _stamp_path(root):
    return root / ".venv" / "imprimatur-stamp"


def _read_stamp(root):
    try:
        text = _stamp_path(root).read_text()
    except OSError:
        return {}
    return dict(line.split("=", 1) for line in text.splitlines() if "=" in line)


def _digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _version_of(python):
    """Return the version of a Python such as (3, 11), or () for one that does not run."""
    ask = "import sys; print(*sys.version_info[:2])"
    try:
        answer = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ()
    return tuple(int(part) for part in answer.split())


def _tail(text, lines=12):
    return "\n".join(text.strip().splitlines()[-lines:])
