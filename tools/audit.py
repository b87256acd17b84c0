"""`make audit`: holds the demonstration against tools/auditing/budget.toml and prints what is over.

It serves a demonstration of its own, kept in var/audit, and asks Lighthouse, the Nu HTML checker and a browser that
counts bytes. Lighthouse gets it over HTTP/2 with TLS, as readers do. ARGS="weight" or "markup" or "lighthouse" asks one
of them. 0 when everything is within the budget.
"""

import contextlib
import json
import subprocess
import sys
import tomllib
from pathlib import Path

from tools import demo, environment
from tools.auditing import markup
from tools.auditing.lighthouse import Lighthouse
from tools.auditing.programs import Programs
from tools.messages import BOLD, Trouble, passing, run, say
from tools.programs import child_environment

VAR = environment.ROOT / "var" / "audit"
BUDGET = Path(__file__).resolve().parent / "auditing" / "budget.toml"
PARTS = ("weight", "markup", "lighthouse")


def main():
    """Measure everything that was asked for."""
    parts = sys.argv[1:] or PARTS
    if unknown := set(parts) - set(PARTS):
        raise Trouble(f"The audit has no part {', '.join(sorted(unknown))}: its parts are {', '.join(PARTS)}.")
    budget = tomllib.loads(BUDGET.read_text())
    programs = Programs(VAR)
    audits = {
        "weight": lambda addresses: weight(programs, addresses, budget["weight"]),
        "markup": lambda addresses: html(programs, addresses),
        "lighthouse": lambda addresses: lighthouse(programs, addresses, budget["lighthouse"]),
    }
    over = 0
    prepare(programs.python)
    for part in PARTS:
        if part in parts:
            with served(programs.python, secure=part == "lighthouse") as root:
                over += audits[part]({name: root + path for name, path in budget["pages"].items()})
    say()
    say(f"{over} over budget." if over else "Everything is within the budget.", BOLD)
    return 1 if over else 0


def prepare(python):
    """Make the demonstration; the first time this loads its content."""
    VAR.mkdir(parents=True, exist_ok=True)
    if subprocess.call([str(python), "-m", "tools.prepare_demo"], cwd=environment.ROOT, env=_variables()):
        raise Trouble("The demonstration could not be prepared; what went wrong stands above.")


def _variables(**more):
    return child_environment(DJANGO_SETTINGS_MODULE="config.settings.demo", VAR_DIR=str(VAR), LOG_LEVEL="ERROR", **more)


@contextlib.contextmanager
def served(python, *, secure):
    """Serve the demonstration for the time of a `with`, over HTTP/2 with TLS where `secure`; give its address."""
    port = demo.free_port(8500)
    root = f"{'https' if secure else 'http'}://{demo.HOST}:{port}"
    command = [str(python), "-m", "granian", "config.wsgi:application", "--interface", "wsgi", "--host", demo.HOST]
    command += ["--port", str(port), "--workers", "1", "--blocking-threads", "32", "--log-level", "error", "--no-ws"]
    if secure:
        make = [str(python), "-m", "trustme", "--quiet", "--dir", str(VAR), "--identities", demo.HOST, "localhost"]
        subprocess.run(make, check=True)
        command += ["--ssl-certificate", str(VAR / "server.pem"), "--ssl-keyfile", str(VAR / "server.key")]
    variables = _variables(BASE_URL=root)
    move = [str(python), "manage.py", "site_address"]  # the pages say where they are
    subprocess.run(move, cwd=environment.ROOT, env=variables, stdout=subprocess.DEVNULL, check=True)
    server = subprocess.Popen(command, cwd=environment.ROOT, env=variables, start_new_session=True)
    try:
        demo.wait_until_ready(server, port, secure=secure)
        yield root
    finally:
        demo.stop(server)


def weight(programs, addresses, limits):
    """Print what each page weighs and return how many limits are passed."""
    order = json.dumps({"browser": str(programs.browser), "addresses": addresses})
    weigh = [str(programs.python), "-m", "tools.auditing.weigh"]
    # Twice: the first visit of a page may make picture sizes, the second is what readers get.
    for _visit in range(2):
        done = subprocess.run(weigh, cwd=environment.ROOT, input=order, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Trouble(f"The browser could not load the pages:\n{done.stderr.strip()[-1000:]}")
    over = 0
    say("\nkB of each page                    HTML   without pictures   own script", BOLD)
    for name, found in json.loads(done.stdout).items():
        marks = []
        for what, limit in limits.items():
            passed = found[what] > limit * 1000
            over += passed
            marks.append(f"{found[what] / 1000:.1f}{' !' if passed else '  '}")
        say(f"{name:<30} {marks[0]:>8} {marks[1]:>18} {marks[2]:>12}")
        for complaint in (*(f"asks {url}" for url in found["other_hosts"]), *(["sets a cookie"] * found["cookies"])):
            say(f"  ! {complaint}")
            over += 1
    return over


def html(programs, addresses):
    """Print what is wrong with the HTML and return how many errors there are."""
    found = markup.complaints(programs, addresses)
    say(f"\nErrors of HTML on {len(found)} pages", BOLD)
    for name, errors in found.items():
        say(f"{name:<30} {len(errors):>8}")
        for error in errors:
            say(f"  ! {error}")
    return sum(len(errors) for errors in found.values())


def lighthouse(programs, addresses, budget):
    """Print the medians and return how many are outside the budget."""
    measuring = Lighthouse(programs, budget)
    columns = [*budget["least"], "LCP ms", "CLS", "TBT ms"]
    say(f"\nLighthouse, mobile, median of {budget['runs']}", BOLD)
    say(f"{'':<12}" + "".join(f"{column:>15}" for column in columns))
    over = 0
    for name in budget["pages"]:
        passing(f"  measuring {name} ...")
        medians, failing = measuring.measure(addresses[name])
        passing("")
        say(f"{name:<12}" + "".join(f"{value:>15.4g}" for value in medians.values()))
        complaints = measuring.complaints(medians)
        for sentence in [*complaints, *(failing.values() if complaints else ())]:
            say(f"  ! {sentence}")
        over += len(complaints)
    return over


if __name__ == "__main__":
    run(main)
