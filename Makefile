# Two commands do everything: `make chat` and `make test`. `make` alone lists the rest.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV ?= .venv
PYTHON ?= $(shell command -v python3.11 || command -v python3)
QUESTIONS ?= eval/questions/panel.jsonl
RUN ?= var/runs/latest
# Extra arguments for pytest: make test ARGS="-k citations -m 'not slow'"
ARGS ?=

BIN := $(VENV)/bin
READY := $(VENV)/.installed

.PHONY: help
help: ## List the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | \
	  while IFS=$$'\t' read -r name text; do printf '  make %-10s %s\n' "$$name" "$$text"; done

.PHONY: chat
chat: sample ## Install, read the sample documents, open the chat page on 127.0.0.1:7860
	@exec $(BIN)/panel-assistant chat

.PHONY: test
test: $(READY) ## Install and run the whole test suite, the browser included
	@scripts/debian-package chromium chromium || echo "The tests in a real browser are left out." >&2
	@$(BIN)/python -m pytest $(ARGS)

.PHONY: lint
lint: $(READY) ## Check style, format, types and the direction of imports
	@failed=0; \
	for check in "ruff check ." "ruff format --check ." mypy "lint-imports --no-cache --no-logo"; do \
	  echo "$$check"; $(BIN)/$$check || failed=1; \
	done; exit $$failed

.PHONY: evaluate
evaluate: sample ## Answer a question set and report (QUESTIONS=file.jsonl, RUN=folder)
	$(BIN)/panel-assistant evaluate "$(QUESTIONS)" --out "$(RUN)"

.PHONY: benchmark
benchmark: $(READY) ## Measure against other pipelines (BENCHMARKS=folder)
	@[ -n "$(BENCHMARKS)" ] || { echo "Say where the benchmark data is: make benchmark BENCHMARKS=folder" >&2; exit 2; }
	$(BIN)/python -m eval.benchmarks "$(BENCHMARKS)"

.PHONY: benchmark-ingest
benchmark-ingest: $(READY) ## Measure how fast a folder is read and indexed (DOCUMENTS=folder)
	@[ -n "$(DOCUMENTS)" ] || { echo "Say where the documents are: make benchmark-ingest DOCUMENTS=folder" >&2; exit 2; }
	$(BIN)/python -m eval.ingestion "$(DOCUMENTS)"

.PHONY: lock
lock: ## Resolve the dependencies anew and write requirements.lock
	@$(PYTHON) scripts/lock.py requirements.lock

.PHONY: clean
clean: ## Remove the environment and caches; the index in var/ stays
	@[ ! -e "$(VENV)/pyvenv.cfg" ] || rm -rf -- "$(VENV)"
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist
	@find src ingest vectorstore ui eval tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment is made once and again only when the lock or the project file has changed.
$(READY): requirements.lock pyproject.toml
	@PYTHON="$(PYTHON)" VENV="$(VENV)" scripts/environment
	@touch $@

# An index that is already there is the user's own: the demonstration texts must not get into it.
# The marker tells an index of ours that was interrupted, which is completed.
.PHONY: sample
sample: $(READY)
	@samples=$$($(BIN)/python -m ingest.sample); \
	index=$$($(BIN)/python -c 'from assistant.config import load_settings; print(load_settings().index)'); \
	if [ ! -e "$$index" ] || [ -e "$$index.loading" ]; then \
	  mkdir -p "$$(dirname "$$index")"; touch "$$index.loading"; \
	  $(BIN)/panel-assistant ingest "$$samples"; \
	  rm "$$index.loading"; \
	fi
