# The only door: each verb is one line, the work is in meson.build and tools/.
B = build

.PHONY: build test fmt
build: $(B)/build.ninja
	@ninja -C $(B)

$(B)/build.ninja:
	@meson setup $(B)

test: build
	@meson test -C $(B) --print-errorlogs

fmt:
	@git ls-files '*.c' '*.h' | xargs clang-format -i
