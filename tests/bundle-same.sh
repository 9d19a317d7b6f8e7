#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What is asked of a bundle is answered as by the index it was packed of: all
# questions, queries, views and records of the other tests, byte by byte.
cases=9
. "$srcdir/tests/index-common.sh"

HOME=$work/home
unset XDG_CONFIG_HOME XDG_STATE_HOME
export HOME
mkdir -p "$HOME/.config/travaux/trusted"
(cd "$srcdir/corpus/sample/exercise" && "$program" --quiet \
    --index "$work/ix" --negotiation profile records) 2>"$work/err" ||
    echo "# indexing failed"
"$asker" bundle keygen --secret "$work/s" --no-passphrase \
    --public "$HOME/.config/travaux/trusted/us.pub" >"$work/out" 2>"$work/err"
"$asker" bundle pack --index "$work/ix" --restricted --secret "$work/s" \
    -o "$work/b" >"$work/out" 2>"$work/err"
touch -d '2023-11-14 00:00:00' "$work/b"
"$asker" bundle verify "$work/b" >"$work/out" 2>"$work/err"
result $? "a bundle of the exercise"

# run COMMAND ...: with the index and the bundle; what differs is told. The
# identity and the path of what was asked, and the time of the index, differ.
asked=0
differ=0
: >"$work/differences"
run() {
	command=$1
	shift
	for of in ix b; do
		"$asker" "$command" --index "$work/$of" "$@" 2>&1 </dev/null |
		    sed -e 's/"index_build":"[^"]*"//' \
			-e 's/"index_created":"[^"]*"//' \
			-e 's/Collection of [-0-9:TZ]*/Collection of TIME/' \
			-e "s|$work/$of|INDEX|g" >"$work/answer.$of"
	done
	asked=$((asked + 1))
	cmp -s "$work/answer.ix" "$work/answer.b" && return
	differ=$((differ + 1))
	echo "$command $*" >>"$work/differences"
}

# all FILE COMMAND ...: of every line's first column
all() {
	file=$1
	shift
	asked=0
	differ=0
	grep -v '^#' "$srcdir/$file" | cut -f 1 >"$work/lines"
	while IFS= read -r line; do
		[ -z "$line" ] || run "$@" -- "$line"
	done <"$work/lines"
	cp "$work/differences" "$work/err"
	[ $differ -eq 0 ] && [ $asked -gt 10 ]
}

all corpus/sample/exercise/key-questions.tsv ask --format json
result $? "questions of the exercise ($asked)"
all tests/questions.tsv ask --format json
result $? "other questions ($asked)"
all tests/answers.tsv ask
result $? "questions to other records, as text ($asked)"
all tests/queries.tsv search --format json --facets
result $? "queries, with facets ($asked)"
all tests/searches.tsv search
result $? "searches, as text with snippets ($asked)"
asked=0
differ=0
"$asker" search --index "$work/ix" --format json --limit 1000 '*' |
    grep -o '"record":"[^"]*"' | sort -u | cut -d '"' -f 4 >"$work/ids"
while IFS= read -r id; do
	run show --format json "$id"
done <"$work/ids"
run positions --format jsonl --limit 1000
run positions --format csv --limit 1000
run positions --format text
[ $differ -eq 0 ] && [ $asked -gt 20 ]
result $? "all records and positions ($asked)"

# --- every view -------------------------------------------------------------

rm "$work/b"
rm -rf "$work/ix"
(cd "$work" && index --negotiation \
    "$srcdir/corpus/sample/exercise/profile" "$srcdir/tests/golden/records")
"$asker" bundle pack --index "$work/ix" --restricted --secret "$work/s" \
    -o "$work/b" >"$work/out" 2>"$work/err"
touch -d '2023-11-14 00:00:00' "$work/b"
"$asker" bundle verify "$work/b" >"$work/out" 2>"$work/err"
result $? "a bundle of the records that views are tested with"
asked=0
differ=0
: >"$work/differences"
grep -v '^#' "$srcdir/tests/golden/cases" >"$work/lines"
while read -r name status arguments; do
	eval "set -- $(echo "$arguments" | sed 's/#/\\#/g')"
	run "$@"
done <"$work/lines"
cp "$work/differences" "$work/err"
[ $differ -eq 0 ] && [ $asked -gt 20 ]
result $? "all views ($asked)"
