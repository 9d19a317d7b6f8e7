#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# A program that knows the header and the library of xapian-c and nothing else
# of this tree: the header is plain C99, and C++ takes it too. Runs in the
# build directory; $srcdir is the top of the sources.
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT

# The compilers and flags that the library was built with.
CC=$(eval "$(./libtool --tag=CC --config | grep '^CC=')"; echo "$CC")
CXX=$(eval "$(./libtool --tag=CXX --config | grep '^CC=')"; echo "$CC")
SANITIZE=$(sed -n 's/^SANITIZE = //p' Makefile)
strict="-Wall -Wextra -Werror -pedantic -I$srcdir/xapian-c"

cat > "$work/consumer.c" <<'END'
#include <xapian-c.h>

int
main(void)
{
	struct xap_error err;
	struct xap_query *query = xap_query_term("treaty", 6, 1, 0, &err);
	struct xap_db *db = xap_db_open_path("/nonexistent", &err);
	struct xap_matches *matches = xap_match(db, query, 0, &err);

	xap_query_free(query);
	return matches || err.status != XAP_NOT_FOUND;
}
END
cp "$work/consumer.c" "$work/consumer.cc"

n=0
try() {
	what=$1
	shift
	n=$((n + 1))
	if "$@" > "$work/log" 2>&1; then
		echo "ok $n - $what"
	else
		sed 's/^/# /' "$work/log"
		echo "not ok $n - $what"
	fi
}

# shellcheck disable=SC2086 # the compilers and flags are lists of words
link_it() {
	./libtool --quiet --tag=CC --mode=link $CC $SANITIZE \
		-o "$work/consumer" "$work/consumer.o" ./libxapian-c.la
}

echo 1..4
# shellcheck disable=SC2086
try 'the header is C99' \
	$CC -std=c99 $strict $SANITIZE -c -o "$work/consumer.o" \
	"$work/consumer.c"
# shellcheck disable=SC2086
try 'the header is C++' \
	$CXX -std=c++11 $strict -c -o "$work/consumer-cc.o" \
	"$work/consumer.cc"
try 'the library is all it links' link_it
try 'it runs, and knows why it cannot search' \
	./libtool --quiet --mode=execute "$work/consumer"
