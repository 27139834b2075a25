# Two commands: `make compare` (the main job) and `make test`. Both set up .venv first and are quick when repeated.
PYTHON ?= python3
# Training is reproducible under one version; any recent one works, e.g. `make TORCH=torch compare`.
TORCH ?= torch==2.13.0
VENV := .venv
BIN := $(VENV)/bin
# Keep BLAS from starting one thread per core in each of the parallel test processes.
TESTENV := OMP_NUM_THREADS=1

.PHONY: compare test lint evidence clean

compare: $(VENV)/.installed
	$(BIN)/lqtheory compare --out results/compare $(ARGS)

test: lint
	$(TESTENV) $(BIN)/python -m pytest -n 2 --dist worksteal

lint: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/pyright
	$(BIN)/lint-imports

$(VENV)/.created:
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "lqtheory needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.installed: pyproject.toml $(VENV)/.created
	$(BIN)/python -m pip install --quiet "$(TORCH)"
	$(BIN)/python -m pip install --quiet --editable ".[torch]"
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --editable ".[torch,dev]"
	touch $@

evidence: $(VENV)/.installed-dev
	$(TESTENV) $(BIN)/python -m lqtheory.testing.evidence

clean:
	rm -rf $(VENV) results build *.egg-info
