#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# A draft is searched by what its brackets and options say, and its passages are
# shown with it; a draft whose changes run together is left out by name.
cases=11
. "$srcdir/tests/index-common.sh"

exercise=$srcdir/corpus/sample/exercise
mkdir "$work/in"
cp "$srcdir/tests/fixtures/structure/draft.txt" "$work/in/draft.txt"
chmod u+w "$work/in/draft.txt"
index --negotiation "$exercise/profile" --kind draft "$work/in"
exits 0 $? 'draft.txt:52: a bracket has no other'
result $? "a bracket that does not match is told with its line"

# found QUERY: the numbers of the passages it finds, in order
found() {
	"$asker" search --index "$work/ix" --format json "$1" 2>"$work/err" |
		grep -o '"passage":[0-9]*' | cut -d: -f2 | sort -n |
		tr '\n' ' '
}

# finds QUERY NUMBERS
finds() {
	got=$(found "$1")
	[ "$got" = "$2" ]
	result $? "$1 finds $2(got: $got)"
}

finds 'status:bracketed article:3' '19 20 21 '
finds 'status:contested' '20 '
finds 'status:agreed' '9 10 22 '
finds 'status:bracketed article:"1(3)"' ''
finds 'option:B' '5 6 7 '
finds 'option:2 article:"2 bis"' '18 '
finds 'article:"2 bis(1)(b)"' '14 15 16 '

"$asker" show --index "$work/ix" --format json draft.txt >"$work/json" &&
	grep -q '"status":"contested"' "$work/json" &&
	grep -q '"option":"Option A"' "$work/json"
result $? "status and option are shown"

"$asker" positions --index "$work/ix" --format tsv >"$work/positions" &&
	[ "$(tail -n +2 "$work/positions" | wc -l)" -eq 2 ]
result $? "only what is attributed gives positions"

{
	sed 's/$/\n/' "$srcdir/corpus/sample/exercise/records/drafts/nd1.txt"
	for i in 1 2 3 4; do
		echo "The Conventionshall applyParty to theState vesselstrait"
		echo "in theState vesselspassage ofthe passageshall."
	done
} >"$work/in/changes.txt"
index --negotiation "$exercise/profile" --kind draft "$work/in"
exits 4 $? 'changes.txt: a marked-up draft'
result $? "a draft with its changes run together is left out"
