#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# travaux-query(7): its examples find something in the sample, and its grammar
# is that of the parser.
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
unset TRAVAUX_INDEX NO_COLOR COLUMNS
manual=$srcdir/searcher/travaux-query.7
number=0

./travaux-index --quiet --index "$work/index" \
	--negotiation "$srcdir/corpus/sample/exercise/profile" \
	"$srcdir/corpus/sample/exercise/records" || exit 99

result() {
	number=$((number + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $number - $2"
	else
		echo "not ok $number - $2"
		sed 's/^/# /' "$work/out"
	fi
}

sed -n '/^\.Sh EXAMPLES/,/^\.Sh DIAGNOSTICS/s/^\.It Li //p' "$manual" |
	sed -e 's/\\(dq/"/g' -e "s/\\\\(aq/'/g" >"$work/queries"
while read -r query; do
	./travaux search --index "$work/index" --count "$query" \
		>"$work/out" 2>&1 </dev/null
	result $? "$query finds something"
done <"$work/queries"

sed -n '/^\.Bd -literal/,/^\.Ed/p' "$manual" | sed '1d;$d' >"$work/manual"
sed -n 's/^ \*   //p' "$srcdir/searcher/query.h" |
	sed -n '/^query    =/,/^value    =/p' >"$work/parser"
diff -u "$work/parser" "$work/manual" >"$work/out"
result $? "the grammar is the parser's"
[ "$(wc -l <"$work/queries")" -ge 10 ]
result $? "there are examples"
echo "1..$number"
