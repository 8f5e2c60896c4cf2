# Needs Python 3.11 or newer and make. PYTHON=/path/to/python chooses the interpreter when .venv is
# made; an existing .venv keeps its own until `make clean`.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL: # every target shares .venv, and the results of a test run should not mix
.PHONY: help demo test lint wheel accuracy bench clean

unexport PYTHONHOME PYTHONPATH # of another environment
export PIP_DISABLE_PIP_VERSION_CHECK = 1

BIN := .venv/bin

# Newest first: parsing on 3.11 takes twice the time. A pyenv shim or a Debian python3 without
# python3-venv may be there and fail, so each candidate is tried.
define FIND_PYTHON
works() { "$$1" -c 'import sys, venv, ensurepip, ssl, sqlite3; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }; \
python='$(PYTHON)'; \
if [ -z "$$python" ]; then \
  for name in python3.13 python3.12 python3.11 python3; do \
    for candidate in "$$name" "$${PYENV_ROOT:-$$HOME/.pyenv}"/versions/"$${name#python}".*/bin/python; do \
      if works "$$candidate"; then python=$$candidate; break 2; fi; \
    done; \
  done; \
fi; \
if ! works "$$python"; then \
  echo "make: $${python:-PATH and pyenv}: no Python 3.11 or newer with venv, ensurepip, ssl and sqlite3;" \
    "install one (Debian: python3 and python3-venv) or say make PYTHON=/path/to/python" >&2; \
  exit 1; \
fi
endef

help:
	@echo "make demo      build and query a graph of the sample texts"
	@echo "make test      check formatting, types, layers and the wheel, then run all tests"
	@echo "make lint      check formatting, style, types and layers"
	@echo "make accuracy  measure on annotated texts and sets of others"
	@echo "make bench     measure speed and memory"
	@echo "make clean     remove .venv, caches and built packages"

demo: .venv/.demo-stamp
	@$(BIN)/newsgraph demo

# pytest comes last: its summary is the last line. A file of tests stays in one process, for what
# its tests share.
test: lint wheel
	@echo "== pytest"
	@$(BIN)/pytest -n 2 --dist loadfile

lint: .venv/.dev-stamp
	@echo "== ruff format"
	@$(BIN)/ruff format --check .
	@echo "== ruff check"
	@$(BIN)/ruff check .
	@echo "== mypy"
	@$(BIN)/mypy
	@echo "== lint-imports"
	@$(BIN)/lint-imports

wheel: .venv/.dev-stamp
	@echo "== wheel in a fresh environment"
	@$(BIN)/python tests/wheel_check.py

accuracy: .venv/.dev-stamp
	@$(BIN)/python tests/examples_benchmark.py
	@$(BIN)/python tests/accuracy.py

bench: .venv/.dev-stamp
	@$(BIN)/python tests/bench.py
	@$(BIN)/python tests/picture_bench.py
	@$(BIN)/python tests/queries_bench.py --rdflib

# A stamp is written last, so an install that failed or was interrupted is done again.
.venv/.python-stamp:
	@$(FIND_PYTHON); \
	echo "== .venv with $$("$$python" -c 'import sys; print(sys.executable, sys.version.split()[0])')"; \
	rm -rf .venv && "$$python" -m venv .venv
	@touch $@

.venv/.demo-stamp: pyproject.toml | .venv/.python-stamp
	@echo "== installing newsgraph"
	@$(BIN)/python -m pip install --quiet --editable .
	@touch $@

.venv/.dev-stamp: pyproject.toml | .venv/.python-stamp
	@echo "== installing newsgraph and its development tools"
	@$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch .venv/.demo-stamp $@

clean:
	rm -rf .venv build dist src/*.egg-info
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
