# layoutfix: `make demo` and `make test` need Python 3.11 or newer and make, nothing else.

# The interpreter that makes the environment; the first one that is new enough when not given.
PYTHON ?=
VENV := .venv
BIN := $(VENV)/bin
# Made when the environment is ready, so that what it is made from makes it anew.
READY := $(VENV)/ready

# For fuzz: how many texts, in how many processes; for adversarial: how many of each form.
INPUTS ?= 10000
JOBS ?= 2
DRAWS ?= 4

.DEFAULT_GOAL := help
.PHONY: help demo test test-ray lint check format accuracy bench fuzz adversarial kill disk batch samples man sanitize wheel clean

help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' Makefile

demo: $(READY) ## repair a page of the samples and show it before and after
	@$(BIN)/python docs/demo.py

test: $(READY) ## run every test
	@$(BIN)/python -m pytest

test-ray: $(READY) ## batches on a Ray cluster; installs Ray, which takes minutes
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,ray]'
	@$(BIN)/python -m pytest tests/batch/test_cluster.py

lint: $(READY) ## ruff, formatting, types, import layers
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test ## all that a change has to pass

format: $(READY) ## set the code as the formatter wants it
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

accuracy: $(READY) ## score the samples, pages set from known articles, and whole text
	@$(BIN)/python -m bench.accuracy
	@echo
	@$(BIN)/python -m bench.accuracy --typeset
	@echo
	@$(BIN)/python -m bench.accuracy --typeset --kinds scan
	@echo
	@$(BIN)/python -m bench.harm

bench: $(READY) ## throughput, start, time against length, and memory
	@$(BIN)/python -m bench.speed
	@$(BIN)/python -m bench.length
	@$(BIN)/python -m bench.memory

fuzz: $(READY) ## feed made-up texts to the library; INPUTS=1000000 for a long run
	@$(BIN)/python -m bench.fuzz --inputs $(INPUTS) --jobs $(JOBS)

adversarial: $(READY) ## time against length of texts made to be slow; DRAWS=385 for 10,000 texts
	@$(BIN)/python -m bench.adversarial --draws $(DRAWS)

kill: $(READY) ## kill a batch again and again, and see that it ends as if never killed
	@$(BIN)/python -m bench.kill
	@$(BIN)/python -m bench.kill --into --pages 200 --kills 50

disk: $(READY) ## let the disk run full under a batch; the first half needs root
	@$(BIN)/python -m bench.disk
	@$(BIN)/python -m bench.disk --limit

batch: $(READY) ## what a batch costs: workers, overhead, a second run
	@$(BIN)/python -m bench.batch

samples: $(READY) ## repair the samples into samples/clean
	@for page in samples/*.txt; do \
	  $(BIN)/layoutfix fix "$$page" --output "samples/clean/$${page##*/}" || exit; \
	done

man: $(READY) ## write the man page, docs/layoutfix.1, from the help
	@$(BIN)/python docs/man.py > docs/layoutfix.1
	@echo "man -l docs/layoutfix.1 shows it"

# A copy of the package with a kernel of its own; make says where it looks for the libraries.
SANITIZED := build/sanitized
sanitize: $(READY) ## test the kernel built with AddressSanitizer and UBSan
	rm -rf $(SANITIZED)
	mkdir -p $(SANITIZED)
	cp -r layoutfix rules $(SANITIZED)
	rm -f $(SANITIZED)/layoutfix/fuzzy/*.so
	$(CXX) -std=c++17 -O1 -g -Wall -Wextra -Werror -shared -fPIC \
	  -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer \
	  -I$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("include"))') \
	  layoutfix/fuzzy/kernel.cpp -o $(SANITIZED)/layoutfix/fuzzy/kernel.so
	LD_PRELOAD="$$($(CXX) -print-file-name=libasan.so) $$($(CXX) -print-file-name=libstdc++.so)" \
	  ASAN_OPTIONS=detect_leaks=0 LAYOUTFIX_KERNEL=$(SANITIZED) \
	  $(BIN)/pytest -p no:cacheprovider -o pythonpath="$(SANITIZED) tests" tests/fuzzy

wheel: $(READY) ## build a wheel into dist/
	rm -rf build
	$(BIN)/python -m build --wheel --no-isolation

clean: ## remove what was built, the environment too
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find layoutfix tests bench docs -name __pycache__ -type d -prune -exec rm -rf {} +

# A name is tried by running it: pyenv's stand-ins answer to python3.13 whether or not it is there.
$(READY): pyproject.toml setup.py layoutfix/fuzzy/kernel.cpp
	@set -e; \
	if [ ! -x $(BIN)/python ]; then \
	  for python in $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11 python); do \
	    if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	      found=$$python; break; \
	    fi; \
	  done; \
	  if [ -z "$$found" ]; then \
	    echo "layoutfix needs Python 3.11 or newer; found: $$($(or $(PYTHON),python3) --version 2>&1 | head -1)." >&2; \
	    echo "Name one that you have: make PYTHON=/path/to/python3.12 $(MAKECMDGOALS)" >&2; \
	    exit 1; \
	  fi; \
	  echo "Setting up $(VENV) with $$($$found --version); this is done once." >&2; \
	  if ! $$found -m venv $(VENV); then \
	    rm -rf $(VENV); \
	    echo "$$found cannot make an environment (see above)." >&2; \
	    echo "On Debian and Ubuntu the module for it is a package of its own: apt install python3-venv" >&2; \
	    exit 1; \
	  fi; \
	fi; \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'; \
	$(BIN)/python -m compileall -q layoutfix; \
	touch $(READY)
