"""`make audit`: holds the demonstration against tools/auditing/budget.toml and prints what is over.

It serves a demonstration of its own, kept in var/audit, and asks Lighthouse, the Nu HTML checker and a browser that
counts bytes. ARGS="weight" or "markup" or "lighthouse" asks one of them. 0 when everything is within the budget.
"""

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
    port = demo.free_port(8500)
    with served(programs.python, port):
        addresses = {name: f"http://{demo.HOST}:{port}{path}" for name, path in budget["pages"].items()}
        audits = {
            "weight": lambda: weight(programs, addresses, budget["weight"]),
            "markup": lambda: html(programs, addresses),
            "lighthouse": lambda: lighthouse(programs, addresses, budget["lighthouse"]),
        }
        over = sum(audits[part]() for part in PARTS if part in parts)
    say()
    say(f"{over} over budget." if over else "Everything is within the budget.", BOLD)
    return 1 if over else 0


class served:  # noqa: N801 - reads as a sentence where it is used
    """A demonstration on a port for the time of a `with`."""

    def __init__(self, python, port):
        """Prepare it; the first time this loads the demonstration content."""
        VAR.mkdir(parents=True, exist_ok=True)
        self.port = port
        self.variables = child_environment(
            DJANGO_SETTINGS_MODULE="config.settings.demo",
            VAR_DIR=str(VAR),
            LOG_LEVEL="ERROR",
            BASE_URL=f"http://{demo.HOST}:{port}",
        )
        self.python = str(python)
        prepare = [self.python, "-m", "tools.prepare_demo"]
        if subprocess.call(prepare, cwd=environment.ROOT, env=self.variables):
            raise Trouble("The demonstration could not be prepared; what went wrong stands above.")

    def __enter__(self):
        command = [self.python, "-m", "granian", "config.wsgi:application", "--interface", "wsgi", "--host", demo.HOST]
        command += ["--port", str(self.port), "--workers", "1", "--blocking-threads", "4", "--log-level", "warning"]
        self.server = subprocess.Popen(command, cwd=environment.ROOT, env=self.variables, start_new_session=True)
        demo.wait_until_ready(self.server, self.port)
        return self

    def __exit__(self, *_error):
        demo.stop(self.server)


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
