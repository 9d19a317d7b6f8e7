#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Saved queries, alerts and batches, as a user has them.
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
unset TRAVAUX_INDEX NO_COLOR COLUMNS
XDG_CONFIG_HOME=$work/config
XDG_STATE_HOME=$work/state
TRAVAUX_INDEX=$work/index
export XDG_CONFIG_HOME XDG_STATE_HOME TRAVAUX_INDEX
number=0

# check STATUS TEXT NAME COMMAND...: its exit status, and TEXT in its output
check() {
	status=$1 text=$2 name=$3
	shift 3
	number=$((number + 1))
	"$@" >"$work/out" 2>&1 </dev/null
	got=$?
	if [ "$got" -eq "$status" ] &&
	    { [ -z "$text" ] || grep -qF -- "$text" "$work/out"; }; then
		echo "ok $number - $name"
	else
		echo "not ok $number - $name (exit $got)"
		sed 's/^/# /' "$work/out"
	fi
}

index() {
	./travaux-index --quiet --index "$work/index" \
		--negotiation "$srcdir/corpus/sample/exercise/profile" "$@" ||
		exit 99
}

statement() {
	printf 'kind: statement\nspeaker: %s\ndate: 2021-02-03\n\n%s\n' \
		"$2" "$3" >"$work/records/$1.txt"
}

mkdir "$work/records"
statement one Brennia 'We oppose the deletion of Article 42.'
statement two Caldera 'We propose the deletion of Article 42.'
index "$work/records"

check 1 '' "nothing is saved at first" ./travaux save
check 0 '' "a query is saved" ./travaux save gone 'deletion -speaker:Caldera'
check 0 'deletion -speaker:Caldera' "and listed" ./travaux save
check 2 'this parenthesis is not closed' "what is no query is not saved" \
	./travaux save bad '(deletion'
check 2 '      ^' "its place is shown in what was typed" \
	./travaux save bad '(deletion'
check 2 'cannot be the name' "a name is no path" ./travaux save ../x deletion
check 0 '1 passage' "a saved query is part of another" \
	./travaux search query:gone article:42
check 2 'there is no saved query' "one that is not there is told" \
	./travaux search query:nothing
check 0 '' "a saved query may name another" ./travaux save again 'query:gone'
check 0 '1 passage' "and finds the same" ./travaux search query:again
check 0 '' "one of the same name is replaced" ./travaux save gone 'query:again'
check 2 'comes to itself' "one that comes to itself is refused" \
	./travaux search query:gone
check 0 '' "it can be put right" ./travaux save gone deletion
check 0 '' "one is forgotten" ./travaux save --forget again
check 2 'there is no saved query' "and gone" ./travaux save --forget again

check 1 '2 passages are known' "an alert begins with what there is" \
	./travaux alert gone
check 1 '0 new' "then nothing is new" ./travaux alert
mv "$work/records/one.txt" "$work/records/other-name.txt"
index "$work/records"
check 1 '0 new' "a file of another name is not new" ./travaux alert
statement three Dunmarrow 'We too propose the deletion of Article 42.'
index "$work/records"
check 0 'Dunmarrow' "a new passage is shown" ./travaux alert gone
check 1 '0 new' "once" ./travaux alert gone
check 0 '' "another query of the name" ./travaux save gone article:42
check 1 'first time' "is asked for the first time" ./travaux alert gone
printf 'travaux-alert 1\narticle:42\nnonsense that is longer than a hash....\n' \
	>"$work/state/travaux/alerts/gone"
check 3 'is damaged' "a damaged memory is told" ./travaux alert gone
check 2 'there is no saved query' "an alert of no query" ./travaux alert none

cat >"$work/lines" <<'END'
# queries, and one that is none
deletion speaker:Brennia

(deletion
walrus
=deletion
END
check 4 'lines:4: this parenthesis' "a bad line is told by its number" \
	./travaux batch --format csv "$work/lines"
check 4 '2,deletion speaker:Brennia,' "rows have line and query" \
	./travaux batch --format csv "$work/lines"
check 4 "6,\"'=deletion\"," "a query is no formula" \
	./travaux batch --format csv "$work/lines"
check 4 '{"line":2,"query":"deletion speaker:Brennia","record":' \
	"rows of JSON lines" ./travaux batch --format jsonl "$work/lines"
check 4 '== line 2: deletion speaker:Brennia' "text is told apart" \
	./travaux batch "$work/lines"
echo 'who opposed the deletion of Article 42' >"$work/questions"
check 0 'who opposed the deletion of Article 42	direct' \
	"questions" ./travaux batch --as ask --format tsv "$work/questions"
check 0 '"holder":"XB"' "positions" \
	sh -c 'echo stance:oppose | ./travaux batch --as positions \
		--format jsonl -'
check 2 'only: text, jsonl, csv, tsv' "no JSON of many" \
	./travaux batch --format json "$work/lines"
check 2 'cannot open' "no such file" ./travaux batch "$work/none"
echo walrus >"$work/nothing"
check 1 'No passage' "nothing found by any line" \
	./travaux batch "$work/nothing"
number=$((number + 1))
if [ "$(./travaux batch --format csv "$work/lines" 2>/dev/null |
	grep -c '^line,')" -eq 1 ]; then
	echo "ok $number - the table has one head"
else
	echo "not ok $number - the table has one head"
fi
echo "1..$number"
