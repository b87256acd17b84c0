# Imprimatur's commands. Each is a small Python program in tools/; nothing but Python 3.11+, make and git is needed.
# Works with GNU make 3.81 (macOS) and later.

RUN := sh tools/python.sh -m
export PORT RESET UPGRADE

.DEFAULT_GOAL := help
.PHONY: help demo test lint format lock bench audit

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{printf "%-14s %s\n", $$1, $$2}'

demo: ## Start a publication with demonstration content on this machine (PORT=8001, RESET=1 starts over)
	@$(RUN) tools.demo

test: ## Run the whole test suite on SQLite and PostgreSQL, browser tests included (ARGS="-k words" narrows it)
	@$(RUN) tools.run_tests $(ARGS)

lint: ## Check style, templates, imports between rooms, migrations, production settings and lock files
	@$(RUN) tools.lint

format: ## Put Python and templates into the house's format
	@$(RUN) tools.format

lock: ## Renew the lock files from pyproject.toml (needs uv; UPGRADE=1 takes the newest versions that fit)
	@$(RUN) tools.lock

audit: ## Hold the demonstration against the budget: Lighthouse, HTML checker, bytes (ARGS="weight" asks one)
	@$(RUN) tools.audit $(ARGS)

bench: ## Measure speed and size, and print tables
	@$(RUN) tools.bench $(ARGS)
