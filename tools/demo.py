"""`make demo`: from a fresh clone to a running publication with demonstration content, on this machine only.

PORT chooses the port. RESET=1 throws the demonstration's database and uploads away first, and says so. A second start
keeps everything: it migrates, which does nothing when there is nothing new, and serves.
"""

import contextlib
import fcntl
import os
import shutil
import signal
import socket
import ssl
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from tools import environment
from tools.messages import BOLD, Trouble, run, say
from tools.programs import child_environment

HOST = "127.0.0.1"
SECONDS_TO_START = 60
SECONDS_TO_STOP = 15
MEGABYTES = 300  # the database, its pictures in all their sizes, and the collected static files
DATABASE, ACCOUNTS = "imprimatur.sqlite3", "demonstration-accounts.txt"


def main():
    """Prepare and serve the demonstration until it is interrupted; 0 after a clean stop."""
    port = read_port(os.environ.get("PORT", ""))
    var = Path(os.environ.get("VAR_DIR") or environment.ROOT / "var")
    with only_one(var, port):
        check_port(port)
        python = environment.ensure(environment.PRODUCT)
        check_space(var)
        if os.environ.get("RESET", "") not in {"", "0"}:
            reset(var)
        variables = child_environment(
            keep=("VAR_DIR",),
            DJANGO_SETTINGS_MODULE="config.settings.demo",
            LOG_LEVEL=os.environ.get("LOG_LEVEL", "WARNING"),
            BASE_URL=f"http://{HOST}:{port}",
        )
        if subprocess.call([str(python), "-m", "tools.prepare_demo"], cwd=environment.ROOT, env=variables):
            raise Trouble("The demonstration could not be prepared; what went wrong stands above.")
        return serve(python, port, var, variables)


def read_port(text):
    """Return the port that the text names, 8000 for none. Raises Trouble."""
    text = text.strip() or "8000"
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise Trouble(f"PORT must be a number from 1 to 65535, and it is {text!r}: for example make demo PORT=8001.")
    return int(text)


def check_port(port):
    """Raise Trouble when the port cannot be listened on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server will
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise Trouble(f"Port {port} is kept for the system: choose one above 1023, as 8000 is.") from None
        except OSError:
            other = free_port(port)
            raise Trouble(
                f"Port {port} is in use by another program: stop that one, or choose a free port with"
                f" make demo PORT={other}."
            ) from None


def free_port(taken):
    """Return the first port after the taken one that can be listened on."""
    for port in range(taken + 1, min(taken + 100, 65536)):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind((HOST, port))
            return port
    return 8765


@contextlib.contextmanager
def only_one(var, port):
    """Hold the demonstration's lock; raise Trouble with the other one's address when it is running already."""
    var.mkdir(parents=True, exist_ok=True)
    path = var / "demo.lock"
    with path.open("a+") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.seek(0)
            address = handle.read().strip()
            raise Trouble(
                f"The demonstration is running already, at {address}: open that address, or stop it with Ctrl-C where"
                " it was started."
            ) from None
        handle.truncate(0)
        handle.write(f"http://{HOST}:{port}/\n")
        handle.flush()
        yield


def check_space(var):
    """Raise Trouble when the disk has no room for the demonstration."""
    free = shutil.disk_usage(var).free // 1_000_000
    if free < MEGABYTES:
        raise Trouble(
            f"The demonstration needs about {MEGABYTES} MB and the disk of {var} has {free} MB left: free some and"
            " run the command again."
        )


def reset(var):
    """Remove the demonstration's database and uploads, and nothing else in the folder."""
    say(f"RESET: removing the demonstration's database and uploads in {var}.")
    for suffix in ("", "-wal", "-shm", "-journal"):
        (var / f"{DATABASE}{suffix}").unlink(missing_ok=True)
    if (var / "media").exists():
        shutil.rmtree(var / "media")


def serve(python, port, var, variables):
    """Run the server until it is interrupted and return its exit code; 0 when it was asked to stop."""
    command = [str(python), "-m", "granian", "config.wsgi:application", "--interface", "wsgi", "--host", HOST]
    # One worker keeps delivered pages in one memory; four threads, because an upload must not stop the readers.
    command += ["--port", str(port), "--workers", "1", "--blocking-threads", "32", "--log-level", "error"]
    # In a session of its own, so that Ctrl-C reaches it once, from here: with the terminal's own signal to each of its
    # processes as well, it waits for itself.
    server = subprocess.Popen([*command, "--no-ws"], cwd=environment.ROOT, env=variables, start_new_session=True)
    for ending in (signal.SIGTERM, signal.SIGHUP):  # the server itself would take a closed terminal for "reload"
        signal.signal(ending, lambda *_: server.terminate())
    try:
        wait_until_ready(server, port)
        announce(port, var)
        code = server.wait()
    except KeyboardInterrupt:
        say("\nStopping ...")
        code = 0
    finally:
        stop(server)
    return 0 if code in {0, -signal.SIGTERM, -signal.SIGINT} else 1


def wait_until_ready(server, port, *, secure=False):
    """Return when the server answers; `secure`: over TLS, whoever certified it. Raises Trouble when it does not."""
    address = f"{'https' if secure else 'http'}://{HOST}:{port}/health/live/"
    ours = ssl.create_default_context()
    ours.check_hostname, ours.verify_mode = False, ssl.CERT_NONE
    nothing_between = urllib.request.build_opener(  # a proxy cannot reach this machine
        urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=ours)
    )
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until:
        if server.poll() is not None:
            raise Trouble("The server stopped while it was starting; what went wrong stands above.")
        try:
            with nothing_between.open(address, timeout=5):
                return
        except urllib.error.HTTPError as error:
            raise Trouble(f"The server answers, but not well: {address} gives {error.code}.") from None
        except OSError:
            time.sleep(0.1)
    raise Trouble(f"The server did not answer at {address} within {SECONDS_TO_START} seconds.")


def announce(port, var):
    """Print where the publication is and who can sign in."""
    say(f"\nImprimatur is running: http://{HOST}:{port}/", BOLD)
    say(f"Writers and editors sign in at http://{HOST}:{port}/admin/ as one of these:\n")
    say((var / ACCOUNTS).read_text().rstrip())
    say("\nTwo drafts of the second writer are there to fail, so that you can see the checks at work.")
    say("\nMails are printed here. Ctrl-C stops it; make demo starts it again with everything kept.")


def stop(server):
    """End the server, kindly first."""
    if server.poll() is not None:
        return
    server.terminate()
    try:
        server.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


if __name__ == "__main__":
    run(main)
