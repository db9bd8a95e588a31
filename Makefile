# make run: the site on this computer · make test: everything that CI checks · make install: only .venv · make voice: the recorded voice
# Each target sets up what it needs, and does so again only when a lock, the build or the knowledge has changed.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := test
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input install
KNOWLEDGE := src/ischia/knowledge/compiled.bin
# Folders are listed as well: a deleted file changes only its folder.
KNOWLEDGE_SOURCES := $(shell find src/ischia/knowledge/data -type d -o -name '*.yaml') $(wildcard src/ischia/knowledge/*.py)

# The recorded voice, once its clips are made (docs/voice.md).
CLIPS := src/ischia/site/voice
VOICE_SOURCES := tools/make_voice.py tools/voice_sound.py tools/voice_lines.py $(wildcard src/ischia/guidance/*.py)

.PHONY: run test install lint bench gate locks clean voice

run: install
	tools/run

install: $(VENV)/.ready $(KNOWLEDGE)

voice: $(CLIPS)/.made

lint: $(VENV)/.ready-test
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --quiet --check .
	$(BIN)/mypy --no-error-summary
	$(BIN)/lint-imports --no-logo

# Browser tests need Chromium, the HTML checker needs Java.
test: lint $(KNOWLEDGE)
	tools/install-debian chromium java=default-jre-headless
	$(BIN)/ischia knowledge check --at "$$(date +%F)"
	$(BIN)/pytest -q -n 2
	$(BIN)/ischia prove

bench: $(VENV)/.ready-bench $(KNOWLEDGE)
	tools/install-debian chromium wrk
	$(BIN)/python -m bench.run

# Before a release: the long proof, 200 kills of the server, Lighthouse, and the tests on another Python.
gate: test voice
	$(BIN)/ischia prove --full
	$(BIN)/python -m tools.voice_lines | .venv-voice/bin/python -m tools.make_voice --check $(CLIPS)
	$(BIN)/python -m tests.torture.kill
	tools/install-debian node=nodejs npm
	$(BIN)/python -m tools.lighthouse
	PYTHONS="python3.14 python3.13 python3.12 python3" tools/make-venv .venv-gate
	.venv-gate/bin/python -m pip --quiet --disable-pip-version-check install --require-hashes -r requirements-build.lock -r requirements-test.lock
	.venv-gate/bin/python -m pip --quiet --disable-pip-version-check install --no-deps --no-build-isolation --editable .
	.venv-gate/bin/python -m pytest -q -n 2

$(VENV)/.made: tools/make-venv
	tools/make-venv $(VENV)
	touch $@

$(VENV)/.ready: $(VENV)/.made requirements-build.lock requirements.lock pyproject.toml setup.py
	$(PIP) --compile --require-hashes -r requirements-build.lock -r requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q src
	touch $@

$(VENV)/.ready-test: $(VENV)/.ready requirements-test.lock
	$(PIP) --compile --require-hashes -r requirements-test.lock
	touch $@

$(VENV)/.ready-bench: $(VENV)/.ready-test requirements-bench.lock
	$(PIP) --compile --require-hashes -r requirements-bench.lock
	touch $@

# An environment of its own: piper-tts is GPL-3, and Ischia never imports it.
.venv-voice/.ready: requirements-voice.lock | $(VENV)/.made
	tools/make-venv .venv-voice
	.venv-voice/bin/python -m pip --quiet --disable-pip-version-check --no-input install --require-hashes -r $<
	touch $@

$(CLIPS)/.made: .venv-voice/.ready $(VOICE_SOURCES) $(KNOWLEDGE)
	$(BIN)/python -m tools.voice_lines | .venv-voice/bin/python -m tools.make_voice $(CLIPS)
	touch $@

$(KNOWLEDGE): $(KNOWLEDGE_SOURCES) | $(VENV)/.ready
	$(BIN)/python -m ischia.knowledge
	test -s $@
	touch $@

# Writes the locks anew from pyproject.toml (needs uv); exact versions and hashes, no addresses.
locks:
	tools/make-locks

clean:
	rm -rf $(VENV) .venv-gate .venv-voice $(CLIPS) build dist src/*.egg-info $(KNOWLEDGE) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
