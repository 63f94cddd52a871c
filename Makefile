# The verbs. ARGS="..." goes on to the command behind the verb.
.PHONY: help setup build test regress replay waves rtl ppa bench fuzz docs docs-check format doctor clean

case = "$(or $(CASE),$(error say which case: CASE=FILE))"

help: ## shows the verbs
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

setup: ## installs the missing Debian packages
	@scripts/setup.sh

build: setup ## builds what has changed
	@scripts/build.sh

test: setup ## checks formatting, builds and runs all tests
	mvn -B -ntp verify $(ARGS)

regress: setup ## runs co-simulation regressions, ARGS="--suite smoke"
	@./tandem regress $(ARGS)

replay: setup ## repeats a failure, CASE=FILE
	@./tandem replay $(case) $(ARGS)

waves: setup ## shows the waves around a failure, CASE=FILE
	@./tandem waves show $(case) $(ARGS)

rtl: setup ## writes synthesizable SystemVerilog to build/rtl
	@./tandem rtl --out build/rtl $(ARGS)

ppa: setup ## estimates size and clock of the blocks, ARGS="--block alignment-splitter"
	@./tandem rtl --ppa $(ARGS)

java = "$${JAVA_HOME:+$$JAVA_HOME/bin/}java" -cp "$$(cat testbenches/target/classpath)"

bench: build ## measures speed: the bridge beside C++, then JMH
	@$(java) tandem.bench.bridge.BridgeTable
	@$(java) tandem.bench.bridge.EngineTable
	@$(java) org.openjdk.jmh.Main $(ARGS)

fuzz: setup ## lets a coverage-guided fuzzer at the model's parser, SECONDS=60
	@scripts/fuzz.sh $(or $(SECONDS),60)

docs: build ## brings the generated tables of the documentation up to date
	@$(java) tandem.bench.docs.Docs

docs-check: build ## says which of them are out of date
	@$(java) tandem.bench.docs.Docs --check

format: setup ## formats all sources
	@mvn -q -B spotless:apply

doctor: ## says what is installed and what is missing
	@./tandem doctor $(ARGS)

clean: ## removes everything that was built
	rm -rf target */target build
