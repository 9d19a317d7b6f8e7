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

files = $(wildcard $(source)/core/*.c $(source)/xapian-c/*.cc) \
	$(filter-out %/travaux.c %/travaux-cgi.c, \
	$(wildcard $(source)/searcher/*.c)) $(source)/tests/fuzz/cgi-target.c
objects = $(notdir $(files:=.o))

cgi-libfuzzer: $(objects)
	clang++ -fsanitize=fuzzer,$(sanitize) -o $@ $(objects) $(libraries) -lm

VPATH = $(source)/core $(source)/searcher $(source)/xapian-c \
	$(source)/tests/fuzz

%.c.o: %.c
	clang -std=c11 -D_POSIX_C_SOURCE=200809L $(flags) $(places) \
		-fsanitize=fuzzer-no-link,$(sanitize) -c -o $@ $<

%.cc.o: %.cc
	clang++ -std=c++17 $(flags) -fsanitize=fuzzer-no-link,$(sanitize) \
		-c -o $@ $<
