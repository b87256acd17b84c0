"""The image and the compose file keep the rules of a safe installation. No engine is needed: they are read as text."""

import re

import pytest
import yaml

from config.environment import VARIABLES
from tools.environment import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text()
INSTRUCTIONS = re.sub(r"\\\n", " ", re.sub(r"^#.*\n", "", DOCKERFILE, flags=re.MULTILINE)).splitlines()
COMPOSE_TEXT = (ROOT / "docker-compose.yml").read_text()
COMPOSE = yaml.safe_load(COMPOSE_TEXT)
SERVICES = COMPOSE["services"]
OURS = ["migrate", "web", "worker"]
NAMES = {variable.name for variable in VARIABLES}
REQUIRED = {variable.name for variable in VARIABLES if variable.required}


def instructions(name):
    """Return what follows each instruction of that name."""
    return [line.split(None, 1)[1] for line in INSTRUCTIONS if line.startswith(name + " ")]


def test_base_images_are_pinned_to_a_version():
    for image in [line.split()[0] for line in instructions("FROM")]:
        assert re.fullmatch(r"python:3\.\d+-slim-[a-z]+", image)
    assert re.fullmatch(r"postgres:(1[7-9]|2\d)(-[a-z]+)?", SERVICES["db"]["image"])


def test_the_image_runs_as_nobody_special():
    last = DOCKERFILE.rindex("\nFROM ")
    user = re.search(r"^USER (\S+)$", DOCKERFILE[last:], re.MULTILINE)
    assert user
    assert user[1] not in {"root", "0"}
    assert DOCKERFILE.index("USER ") < DOCKERFILE.index("\nCMD ")


def test_packages_are_checked_against_the_lock_and_never_built():
    (install,) = [line for line in instructions("RUN") if "pip install" in line]
    for option in ("--require-hashes", "--only-binary :all:", "-r /tmp/requirements.lock"):
        assert option in install


def test_the_image_holds_every_room_and_no_more():
    copied = {line.split()[0] for line in instructions("COPY") if not line.startswith("--from")}
    rooms = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "tools"}
    assert copied == rooms | {"manage.py", "requirements.lock", "site", "static"}
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert copied == allowed


def test_no_secret_stays_in_the_image():
    for line in instructions("ENV"):
        assert not re.search(r"SECRET|PASSWORD|DATABASE_URL|EMAIL_URL", line)


def test_collecting_files_is_given_every_value_that_production_requires():
    (collect,) = [line for line in instructions("RUN") if "collectstatic" in line]
    assert set(re.findall(r"([A-Z_]+)=", collect)) == REQUIRED


def test_the_image_tells_whether_it_is_healthy():
    (check,) = instructions("HEALTHCHECK")
    assert "/health/live/" in check
    compile(re.search(r'"-c", "(.+?)"\]', check)[1], "healthcheck", "exec")


@pytest.mark.parametrize("service", OURS)
def test_our_services_are_given_declared_variables_and_all_required_ones(service):
    given = set(SERVICES[service]["environment"])
    assert given <= NAMES
    assert given >= REQUIRED


def test_what_production_requires_stops_the_start_when_it_is_missing():
    derived = {"DATABASE_URL": "POSTGRES_PASSWORD"}
    for name in REQUIRED:
        assert f"{derived.get(name, name)}:?" in SERVICES["web"]["environment"][name]


def test_every_value_to_put_into_env_is_told_at_the_top():
    asked = set(re.findall(r"\$\{([A-Z_]+):\?", COMPOSE_TEXT))
    told = set(re.findall(r"^#   ([A-Z_]+)=", COMPOSE_TEXT, re.MULTILINE))
    assert asked == told


def test_no_password_stands_in_the_file():
    for line in COMPOSE_TEXT.splitlines():
        if re.search(r"PASSWORD|SECRET", line) and not line.startswith("#"):
            assert "${" in line


@pytest.mark.parametrize("service", OURS)
def test_our_services_may_do_little(service):
    assert SERVICES[service]["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in SERVICES[service]["security_opt"]
    assert "privileged" not in SERVICES[service]


def test_only_this_machine_reaches_the_site_and_nobody_the_database():
    assert SERVICES["web"]["ports"] == ["127.0.0.1:8000:8000"]
    assert not [name for name in SERVICES if name != "web" and "ports" in SERVICES[name]]


def test_the_database_is_ready_and_migrated_before_anything_uses_it():
    assert SERVICES["db"]["healthcheck"]["test"]
    assert SERVICES["migrate"]["depends_on"] == {"db": {"condition": "service_healthy"}}
    for service in ("web", "worker"):
        assert SERVICES[service]["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}


def test_database_and_uploads_outlive_their_containers():
    assert set(COMPOSE["volumes"]) == {"media", "database"}
    assert SERVICES["db"]["volumes"] == ["database:/var/lib/postgresql"]
    media = re.search(r"VAR_DIR=(\S+)", DOCKERFILE)[1] + "/media"
    assert SERVICES["web"]["volumes"] == SERVICES["worker"]["volumes"] == [f"media:{media}"]


def test_background_work_has_its_worker():
    assert SERVICES["web"]["environment"]["TASKS"] == "database"
    assert SERVICES["worker"]["command"] == ["python", "manage.py", "db_worker"]


def test_both_generations_of_compose_read_it():
    assert "version" not in COMPOSE
    assert not set(COMPOSE) - {"services", "volumes"} - {name for name in COMPOSE if name.startswith("x-")}
    known = {"build", "image", "init", "security_opt", "cap_drop", "environment", "volumes", "command", "restart"}
    known |= {"healthcheck", "depends_on", "ports", "stop_grace_period", "shm_size"}
    for service in SERVICES.values():
        assert set(service) <= known
