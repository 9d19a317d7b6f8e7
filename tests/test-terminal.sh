#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What travaux does on a terminal alone: colours, unless NO_COLOR, and a pager;
# and that control characters of documents do nothing there.
command -v python3 >/dev/null || {
	echo "1..0 # SKIP no python3"
	exit 0
}
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
unset TRAVAUX_INDEX NO_COLOR COLUMNS
TERM=xterm
PAGER='sed s/^/PAGED:/'
TRAVAUX_INDEX=$work/index
export TERM PAGER TRAVAUX_INDEX
escape=$(printf '\033')

mkdir "$work/records"
printf 'kind: statement\ntitle: red %s[31m\n\nThe lamps %s[31m burn \302\233 ' \
	"$escape" "$escape" >"$work/records/one.txt"
printf 'and \342\200\256 turn.\n' >>"$work/records/one.txt"
./travaux-index --quiet --index "$work/index" \
	--negotiation "$srcdir/corpus/sample/exercise/profile" \
	"$work/records" "$srcdir/tests/golden/records" || exit 99
number=0

# check NAME CONDITION...
check() {
	name=$1
	shift
	number=$((number + 1))
	if "$@"; then
		echo "ok $number - $name"
	else
		echo "not ok $number - $name"
		sed 's/^/# /' "$work/out"
	fi
}
has() {
	grep -qF -- "$1" "$work/out"
}
lacks() {
	! grep -qF -- "$1" "$work/out"
}
on_terminal() {
	python3 "$srcdir/tests/on-terminal.py" "$@" >"$work/out" 2>&1
}

on_terminal ./travaux search --no-pager deletion
check "bold on a terminal" has "${escape}[1"
check "colour on a terminal" has "${escape}[2m"
NO_COLOR=1 on_terminal ./travaux search --no-pager deletion
check "no colour where NO_COLOR is set" lacks "${escape}[2m"
TERM=dumb on_terminal ./travaux search --no-pager deletion
check "nothing on a terminal that can do nothing" lacks "$escape"
./travaux search deletion >"$work/out"
check "nothing in a pipe" lacks "$escape"
on_terminal ./travaux search deletion
check "a pager on a terminal" has PAGED:
./travaux search deletion >"$work/out"
check "no pager in a pipe" lacks PAGED:
on_terminal ./travaux search --format csv deletion
check "no pager for machines" lacks PAGED:
for format in text json jsonl csv tsv; do
	./travaux search --format "$format" lamps >"$work/out"
	check "control characters of documents do nothing in $format" \
		lacks "$escape"
	check "nor do those of eight bits in $format" \
		lacks "$(printf '\302\233')"
done
./travaux show --format text "one.txt" >"$work/out"
check "nor in a record" lacks "$escape"
./travaux search lamps >"$work/out"
check "nothing turns the direction around" lacks "$(printf '\342\200\256')"
echo "1..$number"
