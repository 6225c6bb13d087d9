# The only door: each verb is a line or two, the work is in meson.build and tools/.
B    = build
TIME = 10
SEEDS = 5
LIMITS = 1,10,60
SECONDS = 60
KILLS = 20
MINUTES = 10
EXAMPLE = content/examples/campaign

.DEFAULT_GOAL = build
.PHONY: help run example build test faults attack bench lint asan valgrind fuzz fmt deps \
	coverage validate verify verify-votes bench-compose clean

help: ## what each verb does
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 22

run: ## install what building needs, build, and serve; the last line is the address
	@tools/deps build
	@[ -f $(B)/build.ninja ] || meson setup $(B)
	@ninja -C $(B) alliage
	@$(B)/alliage diagnose $(EXAMPLE) --format html --output $(B)/portrait-exemple.html
	@echo "$(CURDIR)/$(B)/portrait-exemple.html"
	@exec $(B)/alliage serve --db sqlite:$(B)/alliage.db

example: build ## the portraits of an invented campaign; the last line is their page
	@tools/run-example $(B)/alliage $(EXAMPLE) $(B)/portrait-exemple.html

# A folder set up by `make run`, before the test library was there, learns of the tests.
build: $(B)/build.ninja ## the program, as build/alliage, and its tests
	@[ -f $(B)/with-tests ] || ! pkg-config --exists cmocka || meson setup --reconfigure $(B)
	@ninja -C $(B)

$(B)/build.ninja:
	@meson setup $(B)

test: deps ## every test; ends with "N passed, N failed"
	@$(MAKE) --no-print-directory build
	@tools/run-tests $(B)

faults: build ## the server killed KILLS times under load, on each store
	@KILLS=$(KILLS) meson test -C $(B) --suite faults --timeout-multiplier 5

bench: build ## the measures of bench/, each against a named peer or limit
	@meson test -C $(B) --benchmark --verbose

lint: deps ## the rules of the house, each held by a tool
	@$(MAKE) --no-print-directory build
	@tools/lint $(B)

asan: ## the tests under AddressSanitizer and UBSan
	@tools/sanitised asan
	@tools/run-tests build-asan --suite engine --suite app --suite fuzz

valgrind: build ## the tests of engine and app under valgrind
	@tools/deps valgrind
	@tools/run-tests $(B) --suite engine --suite app --timeout-multiplier 20 \
	  --wrap 'valgrind --quiet --leak-check=full --error-exitcode=99'

bench-compose: build ## INSTANCES=DIR TIME=10 SEEDS=5: objectives reached, as CSV; PART=goals
	@test -n "$(INSTANCES)" || { echo "usage: make bench-compose INSTANCES=DIR"; exit 2; }
	@bench/compose $(B)/alliage $(INSTANCES) $(TIME) $(SEEDS) $(PART) \
	  --limits $(LIMITS) $(if $(PEERS),--peers $(PEERS) --names $(NAMES))

fuzz: ## each fuzz target for SECONDS from its corpus, then every form; FUZZ=NAME or forms for one
	@tools/deps fuzz
	@tools/fuzz $(SECONDS) $(FUZZ)

attack: build ## sqlmap and wapiti on a scratch store for MINUTES, as a coach and a member
	@tools/deps attack
	@tools/attack $(B)/alliage $(MINUTES)

fmt: ## write every C file the way clang-format does
	@tools/sources -c engine app tests tools bench | xargs clang-format -i

deps: ## all that building, testing and linting need, where missing
	@tools/deps build test

coverage: ## which lines the tests reach
	@tools/deps coverage
	@tools/sanitised coverage
	@tools/run-tests build-coverage --suite engine --suite app
	@cd build-coverage && gcovr --root .. --filter ../engine --filter ../app --print-summary

validate: build ## docs/validation.md again: teams whose truth is known, played through
	@ninja -C $(B) bench/validate/validate
	@$(B)/bench/validate/validate docs

verify: build ## REF=DIR: every reference case against the figures of other programs
	@test -n "$(REF)" || { echo "usage: make verify REF=DIR"; exit 2; }
	@if [ -f ../shared/tools/check_cases.py ]; then \
	  ALLIAGE=$(B)/alliage python3 ../shared/tools/check_cases.py $(REF) tools/reference-case; \
	else echo "../shared/tools/check_cases.py is not here: nothing verified"; exit 1; fi

verify-votes: build ## REF=DIR: the same for decision rules
	@test -n "$(REF)" || { echo "usage: make verify-votes REF=DIR"; exit 2; }
	@if [ -f ../shared/tools/check_votes.py ]; then \
	  python3 ../shared/tools/check_votes.py $(REF) $(B)/alliage; \
	else echo "../shared/tools/check_votes.py is not here: nothing verified"; exit 1; fi

clean: ## forget everything built
	@rm -rf build build-asan build-coverage build-fuzz
