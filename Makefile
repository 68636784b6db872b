# `make help` lists what there is. Every target first brings .venv to what the locks say (packaging/bootstrap.py).

PYTHON ?= python3
VENV   := .venv/bin
ARGS   ?=
# Tests need no screen; set QT_QPA_PLATFORM=xcb to watch them.
OFFSCREEN := QT_QPA_PLATFORM=$${QT_QPA_PLATFORM:-offscreen}

.DEFAULT_GOAL := help
.PHONY: help run test check format bench soak screenshots demo package lock

help: ## list what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## open the program (ARGS="..." hands it options)
	@$(PYTHON) packaging/bootstrap.py run
	@$(VENV)/pie-audit $(ARGS)

test: ## run the tests (ARGS="..." hands pytest options)
	@$(PYTHON) packaging/bootstrap.py develop
	@$(OFFSCREEN) $(VENV)/python -m pytest -n 3 --dist worksteal $(ARGS)

check: ## formatting, lint, types, import contracts, then the tests
	@$(PYTHON) packaging/bootstrap.py develop
	$(VENV)/ruff format --check .
	$(VENV)/ruff check .
	$(VENV)/mypy --strict pie_audit
	$(VENV)/lint-imports
	@$(MAKE) --no-print-directory test

format: ## put code into the one format
	@$(PYTHON) packaging/bootstrap.py develop
	$(VENV)/ruff format .
	$(VENV)/ruff check --fix .

bench: ## measure speed; each row is a ratio taken in one run
	@$(PYTHON) packaging/bootstrap.py develop
	@$(OFFSCREEN) $(VENV)/python -m tests.bench $(ARGS)

soak: ## the long list of faults and the attacker of surveys, in full; takes its time
	@$(PYTHON) packaging/bootstrap.py develop
	@$(OFFSCREEN) $(VENV)/python -m pytest tests/faults tests/adversary --soak -o faulthandler_timeout=0 $(ARGS)

screenshots: ## draw the pictures of the docs afresh
	@$(PYTHON) packaging/bootstrap.py develop
	@$(OFFSCREEN) $(VENV)/python -m tests.screenshots $(ARGS)

demo: ## make a workspace of invented people in ./demo-workspace and tell their passwords
	@$(PYTHON) packaging/bootstrap.py run
	@$(VENV)/pie-audit demo demo-workspace $(ARGS)

package: ## build the folder that runs without Python, dist/pie-audit, and try a copy of it
	@$(PYTHON) packaging/bootstrap.py develop
	@$(VENV)/python packaging/package.py $(ARGS)

lock: ## work the locks out afresh (ARGS=--upgrade takes newer versions)
	@$(PYTHON) packaging/lock.py $(ARGS)
