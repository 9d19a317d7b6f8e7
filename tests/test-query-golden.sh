#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What queries are read as, against tests/golden/query/trees. UPDATE=1 writes
# it anew: look at the difference then.
golden=$srcdir/tests/golden/query
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT

echo "1..3"
tests/dump-query <"$golden/queries" >"$work/trees"
if [ $? -eq 0 ]; then
	echo "ok 1 - every tree prints as a query of that tree"
else
	echo "not ok 1 - every tree prints as a query of that tree"
	grep -B 3 '^PRINTS AS' "$work/trees" | sed 's/^/# /'
fi
[ -z "$UPDATE" ] || cp "$work/trees" "$golden/trees"
if diff -u "$golden/trees" "$work/trees" >"$work/diff"; then
	echo "ok 2 - trees, messages and carets are as expected"
else
	echo "not ok 2 - trees, messages and carets are as expected"
	sed 's/^/# /' "$work/diff"
fi
count=$(grep -c '^> ' "$work/trees")
if [ "$count" -ge 150 ]; then
	echo "ok 3 - there are at least 150 queries ($count)"
else
	echo "not ok 3 - there are at least 150 queries ($count)"
fi
