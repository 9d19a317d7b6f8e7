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

# plain: the identity and the path of what was asked, and the time of the index,
# differ
plain() {
	sed -e 's/"index_build":"[^"]*"//' -e 's/"index_created":"[^"]*"//' \
	    -e 's/Collection of [-0-9:TZ]*/Collection of TIME/' \
	    -e "s|$work/$1|INDEX|g"
}
. "$srcdir/tests/set-common.sh"
first=ix
others=b

all corpus/sample/exercise/key-questions.tsv ask --format json
same 10 "questions of the exercise"
all tests/questions.tsv ask --format json
same 10 "other questions"
all tests/answers.tsv ask
same 10 "questions to other records, as text"
all tests/queries.tsv search --format json --facets
same 10 "queries, with facets"
all tests/searches.tsv search
same 10 "searches, as text with snippets"
every_record
run positions --format jsonl --limit 1000
run positions --format csv --limit 1000
run positions --format text
same 20 "all records and positions"

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
grep -v '^#' "$srcdir/tests/golden/cases" >"$work/lines"
while read -r name status arguments; do
	eval "set -- $(echo "$arguments" | sed 's/#/\\#/g')"
	run "$@"
done <"$work/lines"
same 20 "all views"
