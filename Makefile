# `make compare` (the main job), `make test`, and `make proofs`, which is part of it: each sets up .venv first and is
# quick when repeated.
PYTHON ?= python3
# Training is reproducible under one version; any recent one works, e.g. `make TORCH=torch compare`.
TORCH ?= torch==2.13.0
VENV := .venv
BIN := $(VENV)/bin
# Keep BLAS from starting one thread per core in each of the parallel test processes.
TESTENV := OMP_NUM_THREADS=1

.PHONY: compare test lint proofs evidence clean

compare: $(VENV)/.installed
	$(BIN)/lqtheory compare --out results/compare $(ARGS)

test: lint proofs
	$(TESTENV) $(BIN)/python -m pytest -n 2 --dist worksteal

# Without Coq this says how to get it, and fails only if LQTHEORY_REQUIRE names coq.
proofs: $(VENV)/.installed-dev
	$(BIN)/python -m lqtheory.formal.gate

# Every bound's evidence, written anew; an interrupted run goes on where it stopped.
evidence: $(VENV)/.installed-dev
	$(TESTENV) $(BIN)/python -m lqtheory.testing.evidence
	$(BIN)/python -m lqtheory.formal.gate --evidence

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

clean:
	rm -rf $(VENV) results build *.egg-info
	find proofs/coq \( -name '*.vo*' -o -name '*.glob' -o -name '.*.aux' -o -name '*Makefile.coq*' \) -delete
