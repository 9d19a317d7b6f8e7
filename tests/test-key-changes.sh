#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Whoever took both sides in the exercise is told with when, and nobody else.
exercise=$srcdir/corpus/sample/exercise
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT

./travaux-index --quiet --index "$work/index" \
	--negotiation "$exercise/profile" "$exercise/records" || exit 99
grep -v -e '^#' -e '^question	' "$exercise/key-changes.tsv" |
	LC_ALL=C sort >"$work/key"
cut -f1 "$work/key" | uniq >"$work/questions"
echo "1..$(wc -l <"$work/questions")"

number=0
while IFS= read -r question; do
	number=$((number + 1))
	./travaux ask --index "$work/index" --no-pager --width 1000 \
		"$question" | awk -v question="$question" '
		/^  [^ ]/ { holder = $0; sub(/^  /, "", holder)
			    sub(/ \(.*/, "", holder) }
		sub(/^    Took both sides: /, "") {
			print question "\t" holder "\t" $0 }' |
		LC_ALL=C sort -u >"$work/got"
	grep -F "$question	" "$work/key" >"$work/wanted"
	if cmp -s "$work/got" "$work/wanted"; then
		echo "ok $number - $question"
	else
		echo "not ok $number - $question"
		diff "$work/wanted" "$work/got" | sed 's/^/# /'
	fi
done <"$work/questions"
