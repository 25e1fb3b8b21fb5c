# Two commands for a fresh machine: `make serve` and `make test`. See README.md.
PYTHON ?= python3
PORT ?= 5000
TEST_WORKERS ?= 2
VENV := .venv
BIN := $(VENV)/bin
VALIDATOR := .venv-sssom

.PHONY: help serve test lint assets build check clean
.DEFAULT_GOAL := help

help: ## say what the targets do
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 10

$(VENV)/.installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --no-deps -e .
	touch $@

# the validator of SSSOM tables brings a hundred packages, so it has an environment of its own
$(VALIDATOR)/.installed: tests/validator/sssom.lock
	$(PYTHON) -m venv $(VALIDATOR)
	$(VALIDATOR)/bin/pip install --quiet --require-hashes -r tests/validator/sssom.lock
	touch $@

serve: build ## build what is needed, then serve it at http://localhost:5000 (PORT=8000 for another port)
	$(BIN)/saferpractice serve --port $(PORT)

test: lint assets $(VALIDATOR)/.installed ## lint, then all tests, those in a browser too (TEST_WORKERS=2)
	$(BIN)/pytest -n $(TEST_WORKERS) --dist loadfile --no-loadscope-reorder # the long files, in browser/, come first

lint: $(VENV)/.installed ## style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

assets: $(VENV)/.installed ## styles and scripts of the pages, from npm into web/static/vendor
	$(BIN)/python -m web.assets

build: assets ## environment, assets and a release, without the server
	$(BIN)/saferpractice build

check: $(VENV)/.installed ## is the corpus sound? (set SAFER_SOURCES to check citations too)
	$(BIN)/saferpractice check

clean: ## remove what the other targets made
	rm -rf $(VENV) $(VALIDATOR) node_modules web/static/vendor var
