# Two commands on a fresh machine: `make demo` runs the main job, `make test` passes the tests.
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test lint bench lock clean help

help: ## Show the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

demo: $(VENV)/.run ## Break, repair and check a workspace that comes with ferrule
	$(BIN)/ferrule demo

test: $(VENV)/.dev ## Lint, types, import contract, tests with coverage
	scripts/test.sh $(BIN)

lint: $(VENV)/.dev ## Only lint, types and the import contract
	scripts/lint.sh $(BIN)

bench: $(VENV)/.dev ## Measure, and write bench/RESULTS.md
	$(BIN)/python -m bench

lock: $(VENV)/.dev ## Renew the locked dependencies
	scripts/lock.sh $(BIN)

clean: ## Remove the virtual environment and what tests leave
	rm -rf $(VENV) .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(VENV)/.run: requirements/run.lock pyproject.toml scripts/setup.sh
	scripts/setup.sh $(VENV) run
	@touch $@

$(VENV)/.dev: requirements/dev.lock pyproject.toml scripts/setup.sh
	scripts/setup.sh $(VENV) dev
	@touch $@
