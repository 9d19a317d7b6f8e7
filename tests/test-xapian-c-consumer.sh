#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# A program that knows the header and the library only: the header is plain C
# (C99, with nothing of the tree included before it), and C++ takes it too.
set -e
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# A program given as "gcc -fsanitize=..." is several words.
build=$(pwd)

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

echo 1..3
n=0
try() {
	n=$((n + 1))
	what=$1
	shift
	if "$@"; then echo "ok $n - $what"; else echo "not ok $n - $what"; fi
}

strict='-Wall -Wextra -Werror -pedantic'
try 'the header alone is C99' \
	${CC:-cc} -std=c99 $strict -I"$srcdir/xapian-c" \
	-c -o "$work/consumer.o" "$work/consumer.c"
try 'the header alone is C++' \
	${CXX:-c++} -std=c++11 $strict -I"$srcdir/xapian-c" \
	-c -o "$work/consumer-cc.o" "$work/consumer.cc"
run() {
	"$build/libtool" --quiet --tag=CC --mode=link \
		${CC:-cc} $CFLAGS -o "$work/consumer" "$work/consumer.o" \
		"$build/libxapian-c.la" &&
		"$build/libtool" --quiet --mode=execute "$work/consumer"
}
try 'linked with the library alone, it runs' run
