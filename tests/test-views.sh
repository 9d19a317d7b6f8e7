#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What travaux prints, against tests/golden/*.out. UPDATE=1 writes them anew:
# look at the difference then.
golden=$srcdir/tests/golden
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
unset TRAVAUX_INDEX NO_COLOR COLUMNS

./travaux-index --quiet --index "$work/index" \
	--negotiation "$srcdir/corpus/sample/exercise/profile" \
	"$golden/records" || exit 99

grep -v '^#' "$golden/cases" >"$work/cases"
echo "1..$(wc -l <"$work/cases")"
number=0
while read -r name status arguments; do
	number=$((number + 1))
	eval "set -- $(echo "$arguments" | sed 's/#/\\#/g')"
	command=$1
	shift
	./travaux "$command" --index "$work/index" "$@" >"$work/out" 2>&1
	got=$?
	# Paths, the build and the time of the index differ from run to run.
	sed -e "s|$golden/||g" -e "s|$work/||g" \
		-e 's/"index_build":"[^"]*"/"index_build":"BUILD"/' \
		-e 's/"index_created":"[^"]*"/"index_created":"TIME"/' \
		-e 's/Collection of [^:]*:[^:]*:[^:]*:/Collection of TIME:/' \
		"$work/out" >"$work/$name.out"
	[ -z "$UPDATE" ] || cp "$work/$name.out" "$golden/$name.out"
	if [ "$got" -eq "$status" ] &&
	    diff -u "$golden/$name.out" "$work/$name.out" >"$work/diff"; then
		echo "ok $number - $name"
	else
		echo "not ok $number - $name (exit $got)"
		sed 's/^/# /' "$work/diff"
	fi
done <"$work/cases"
