#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Every question of the exercise's key lists exactly the holders of the key.
exercise=$srcdir/corpus/sample/exercise
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT

./travaux-index --quiet --index "$work/index" \
	--negotiation "$exercise/profile" "$exercise/records" || exit 99
grep -v -e '^#' -e '^question	' "$exercise/key-questions.tsv" >"$work/key"
echo "1..$(wc -l <"$work/key")"

# Words one a line, sorted; "-" where there are none.
lines() {
	printf '%s\n' $1 | grep . | LC_ALL=C sort -u
}

number=0
tab=$(printf '\t')
while IFS= read -r line; do
	number=$((number + 1))
	question=$(printf '%s\n' "$line" | cut -f1)
	lines "$(printf '%s\n' "$line" | cut -f2)" >"$work/expected"
	wanted=$(printf '%s\n' "$line" | cut -f4)
	lines "$(printf '%s\n' "$line" | cut -f5)" >"$work/may"
	./travaux ask --index "$work/index" --format csv "$question" \
		>"$work/out"
	got=$?
	awk -F, '$1 == "direct" || $1 == "same" { print $11 }' "$work/out" |
		LC_ALL=C sort -u >"$work/holders"
	LC_ALL=C comm -23 "$work/expected" "$work/holders" >"$work/missing"
	LC_ALL=C comm -13 "$work/expected" "$work/holders" |
		LC_ALL=C comm -23 - "$work/may" >"$work/extra"
	if [ "$got" = "$wanted" ] && [ ! -s "$work/missing" ] &&
	    [ ! -s "$work/extra" ]; then
		echo "ok $number - $question"
	else
		echo "not ok $number - $question"
		echo "# exit $got; missing:" $(cat "$work/missing")
		echo "# not of the key:" $(cat "$work/extra")
	fi
done <"$work/key"
