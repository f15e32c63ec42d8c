# Everything a person or CI does here. `make run` and `make test` set up what they need by themselves.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

.PHONY: run demo serve test check lint types floors docs docs-check coverage bench clean help

help:            ## Show this list
	@grep -hE '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

$(BIN)/audit: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[postgres]'
	@touch $(BIN)/audit

$(VENV)/.workshop: $(BIN)/audit
	$(BIN)/python -m pip install --quiet --editable '.[postgres,test,check]'
	@touch $(VENV)/.workshop

run: $(BIN)/audit            ## Audit what config.yaml names
	@$(BIN)/audit run; code=$$?; \
	if [ $$code -eq 3 ]; then echo "The links could not be judged from here. To see every kind of finding without a network: make demo"; exit 0; fi; exit $$code

demo: $(BIN)/audit           ## Audit the examples against a small web on this machine
	@$(BIN)/audit demo

serve: $(BIN)/audit          ## Audit every night and host the reports
	@$(BIN)/audit serve

# Three at a time on two cores: there is always one that waits for a clock, a server or a browser.
test: $(VENV)/.workshop      ## Run every test
	$(BIN)/python -m pytest -n 3 --dist loadgroup

check: lint types floors docs-check coverage   ## Lint, types, floors, docs, tests with coverage

lint: $(VENV)/.workshop
	$(BIN)/ruff format --check audit tests bench
	$(BIN)/ruff check audit tests bench

types: $(VENV)/.workshop
	$(BIN)/mypy

floors: $(VENV)/.workshop
	$(BIN)/lint-imports

docs: $(VENV)/.workshop      ## Write the generated pages anew
	$(BIN)/python -m audit.cli.documents write

docs-check: $(VENV)/.workshop
	$(BIN)/python -m audit.cli.documents check

# Branch coverage of the pure floors must be whole: there is no I/O that could excuse a gap. Only their own tests are traced, since
# tracing makes everything half as slow again; all others follow untraced.
PURE       := audit/model/*,audit/rules/*,audit/extract/*,audit/urls/*,audit/judging/*,audit/history/*
PURE_TESTS := $(addprefix tests/,model rules extract urls judging history wording sources renderers)

coverage: $(VENV)/.workshop
	$(BIN)/python -m pytest -n 2 --cov=audit --cov-branch --cov-report= -q $(PURE_TESTS)
	$(BIN)/coverage report --include='$(PURE)' --fail-under=100 --skip-covered --show-missing
	$(BIN)/python -m pytest -n 3 --dist loadgroup -q $(addprefix --ignore=,$(PURE_TESTS))

bench: $(VENV)/.workshop     ## Measure what the bars promise
	$(BIN)/python bench/run.py

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage
