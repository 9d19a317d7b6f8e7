# SPDX-License-Identifier: GPL-2.0-or-later
# For tests/fuzz/run-cgi: all that answers, built with libFuzzer's options in
# the current folder. Wants source= and build=.
sanitize = address,undefined
flags = -gline-tables-only -O1 -fno-sanitize-recover=undefined -I$(source) \
	-I$(source)/xapian-c -I$(build) $(shell \
	pkg-config --cflags libutf8proc jansson)
places = -DLOCALEDIR='"."' -DTRAVAUX_PKGDATADIR='"."' \
	-DTRAVAUX_BUILD_CORPUS='"."' -DTRAVAUX_LIBEXECDIR='"."'
libraries := $(shell \
	pkg-config --libs libutf8proc jansson libsodium zlib xapian-core)

files = $(wildcard $(source)/core/*.c $(source)/xapian-c/*.c \
	$(source)/xapian-c/*.cc) $(filter-out %/travaux.c %/travaux-cgi.c, \
	$(wildcard $(source)/searcher/*.c)) $(source)/tests/fuzz/cgi-target.c
# Of the same name in two folders are several.
objects = $(subst /,-,$(patsubst $(source)/%,%.o,$(files)))

$(objects): $(wildcard $(source)/*/*.h)

cgi-libfuzzer: $(objects)
	clang++ -fsanitize=fuzzer,$(sanitize) -o $@ $(objects) $(libraries) -lm

c = clang -std=c11 -D_POSIX_C_SOURCE=200809L $(flags) $(places) \
	-fsanitize=fuzzer-no-link,$(sanitize) -c -o $@ $<

core-%.c.o: $(source)/core/%.c
	$(c)

searcher-%.c.o: $(source)/searcher/%.c
	$(c)

tests-fuzz-%.c.o: $(source)/tests/fuzz/%.c
	$(c)

xapian-c-%.c.o: $(source)/xapian-c/%.c
	$(c)

xapian-c-%.cc.o: $(source)/xapian-c/%.cc
	clang++ -std=c++17 $(flags) -fsanitize=fuzzer-no-link,$(sanitize) \
		-c -o $@ $<
