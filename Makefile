# Commands for Debian and Ubuntu; README.md has the plain ones for macOS and Windows.
# Each installs what it needs and finds missing; a second run installs nothing.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

target := $(or $(CARGO_TARGET_DIR),target)
workspace := --workspace --features cdf-signin-desktop/custom-protocol
page := $(shell find ui/src ui/index.html ui/package-lock.json ui/vite.config.ts ui/svelte.config.js -type f 2>/dev/null)

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

.PHONY: run
run: app ## Start the app on your own profiles
	@$(target)/debug/cdf-signin-desktop

.PHONY: demo
demo: ## Start the app on two demo profiles and a local provider; signs in by itself where there is no display
	@.dev/install.sh provider
	@$(MAKE) app
	@.dev/demo.sh

.PHONY: test
test: ## Run every test; make test ONLY="engine ui" runs a part
	@.dev/install.sh build test ui provider python tools driver
	@$(MAKE) ui/dist/index.html
	@.dev/test.sh $(ONLY)

.PHONY: check
check: ## Format, lints, types, generated bindings, the rules of the house
	@.dev/install.sh build check ui
	@$(MAKE) ui/dist/index.html
	@.dev/check.sh

.PHONY: bench
bench: ## Measure against an empty program, an empty window and msal
	@.dev/install.sh build test ui provider python
	@.dev/bench.sh

.PHONY: build
build: ## Build the app and the command line for release
	@.dev/install.sh build ui
	@$(MAKE) ui/dist/index.html
	cargo build --release $(workspace) --bins
	@ls -lh $(target)/release/cdf-signin $(target)/release/cdf-signin-desktop

.PHONY: screens
screens: ## Take pictures of every screen of the page, with a fake host
	@.dev/install.sh test ui
	@cd ui && CHROMIUM="$$(source ../.dev/common.sh && find_chromium)" npm run --silent screens

# Both programs, for development.
.PHONY: app
app:
	@.dev/install.sh build ui
	@$(MAKE) ui/dist/index.html
	@cargo build $(workspace) --bins

ui/dist/index.html: $(page)
	@cd ui && npm run --silent build
	@touch $@
