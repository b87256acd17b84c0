"""`make format`: puts Python and templates into the form that `make lint` asks for."""

from tools import environment
from tools.messages import run
from tools.programs import run_python


def main():
    """Run the formatters; 0 when all could do their work."""
    environment.ensure(environment.DEVELOPMENT)
    failed = run_python("-m", "ruff", "check", "--fix-only", "--quiet", ".")
    failed |= run_python("-m", "ruff", "format", ".")
    # djlint ends with 1 when it changed something, which is no failure here.
    failed |= run_python("-m", "djlint", "--reformat", "--quiet", ".") > 1
    return int(failed)


if __name__ == "__main__":
    run(main)
