"""The tests' PostgreSQL starts, speaks over its socket only, and leaves nothing behind however its run ends."""

import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
import pytest

KEEPER = str(Path(__file__).resolve().parents[1] / "plugins" / "postgres_keeper.py")
KILLED_PARENT = """
import os, subprocess, sys
keeper = subprocess.Popen([sys.executable, sys.argv[1]], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
print(keeper.stdout.readline(), end="", flush=True)
os.kill(os.getpid(), 9)
"""


def home_of(url):
    """Return the folder that the keeper made for the server of the URL."""
    return Path(unquote(urlsplit(url).netloc.rpartition("@")[2].rpartition(":")[0])).parent


def gone_within(seconds, folder):
    """Return whether the folder disappears in time."""
    until = time.monotonic() + seconds
    while folder.exists() and time.monotonic() < until:
        time.sleep(0.05)
    return not folder.exists()


@pytest.fixture
def keeper():
    """A running keeper and the URL that it printed."""
    process = subprocess.Popen(
        [sys.executable, KEEPER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    with process:
        yield process, process.stdout.readline().strip()
        process.stdin.close()
        process.wait(30)


def test_it_is_postgresql_18_with_a_socket_and_no_port(keeper):
    process, url = keeper
    with psycopg.connect(host=str(home_of(url) / "data"), user="postgres", dbname="postgres") as connection:
        assert connection.info.server_version // 10_000 == 18
        assert connection.execute("show listen_addresses").fetchone() == ("",)
    process.stdin.close()
    assert gone_within(30, home_of(url))


def test_nothing_is_left_when_the_run_is_killed():
    command = [sys.executable, "-c", KILLED_PARENT, KEEPER]
    url = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False).stdout.strip()
    assert gone_within(30, home_of(url))
