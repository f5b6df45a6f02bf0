# make demo, make test: each makes .venv from nothing and installs what it needs with the pinned versions.
# Elsewhere:  make test PIP_FLAGS='--extra-index-url https://download.pytorch.org/whl/cpu'   (CPU builds of PyTorch)

PYTHON ?= python3
PIP_FLAGS ?=
PYTEST_FLAGS ?= -n auto
BIN := .venv/bin
RECIPE := pyproject.toml constraints.txt

# The tests run two workers: numerical libraries must not start threads of their own beside them.
export OPENBLAS_NUM_THREADS ?= 1
export OMP_NUM_THREADS ?= 1

.PHONY: demo test long lint format types proofs verified-checker compare-checkers clean

demo: .venv/.for-demo
	$(BIN)/python examples/demo.py

test: .venv/.for-test
	$(BIN)/python -m pytest $(PYTEST_FLAGS)

long: .venv/.for-test
	$(BIN)/python -m pytest -m long

lint: .venv/.for-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: .venv/.for-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: .venv/.for-test
	$(BIN)/pyright

# The machine-checked proofs: Debian's coq (8.16); the extracted checker also needs ocaml.
proofs:
	$(MAKE) -C proofs_notes/rocq

verified-checker:
	$(MAKE) -C proofs_notes/rocq verified-checker

# The verified checker and the Python one on the same certificates.
compare-checkers: verified-checker .venv/.for-test
	$(BIN)/python -m pytest -m long $(PYTEST_FLAGS) tests/proofs/test_verified_checker.py

clean:
	rm -rf .venv build dist .pytest_cache .ruff_cache .hypothesis

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv .venv

# A stamp per purpose, so that a second run installs nothing.
.venv/.for-demo: $(BIN)/python $(RECIPE)
	$(BIN)/python -m pip install --quiet $(PIP_FLAGS) -c constraints.txt -e '.[convex,sklearn]'
	touch $@

.venv/.for-test: $(BIN)/python $(RECIPE)
	$(BIN)/python -m pip install --quiet $(PIP_FLAGS) -c constraints.txt -e '.[test,dev]'
	touch $@ .venv/.for-demo
