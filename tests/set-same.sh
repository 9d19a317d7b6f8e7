#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What is asked of an index set is answered as by the index that it was split
# from, byte by byte: all questions, queries, records and views, on one, two and
# four shards; and what was removed stays away.
cases=44
. "$srcdir/tests/index-common.sh"

HOME=$work/home
unset XDG_CACHE_HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_DATA_HOME
export HOME
mkdir -p "$HOME"
cp -R "$srcdir/corpus/sample/exercise/." "$work/from"
cp -R "$srcdir/tests/golden/records/." "$work/from/records"
(cd "$work/from" && "$program" --quiet --index "$work/ix" \
    --negotiation profile records) 2>"$work/err"
result $? "an index"
for n in 1 2 4; do
	"$program" --quiet --index "$work/ix" --shards $n \
	    --output "$work/set$n" 2>>"$work/err"
done
[ -e "$work/set4/shard-4/travaux" ] && [ -e "$work/set4/set" ]
result $? "its shards"
"$program" --index "$work/ix" --shards 4 --output "$work/set4" 2>&1 |
    grep -q 'of which 0 were made now'
result $? "shards of the same state are not made again"

# plain: without the path of what was asked; a score of many spellings may
# differ in its second decimal
plain() {
	sed -e "s|$work/$1|INDEX|g" \
	    -e 's/\("score":[0-9]*\.[0-9]\)[0-9]*/\1/g'
}

. "$srcdir/tests/set-common.sh"
first=ix
others='set1 set2 set4'
# found INDEX QUERY: what is found, in no order, and what is counted
found() {
	"$asker" search --index "$work/$1" --facets --format json \
	    --limit 1000 -- "$2" >"$work/json" 2>&1
	grep -o -e '"record":"[^"]*"' -e '"passage":[0-9]*' "$work/json" |
	    paste - - | LC_ALL=C sort >"$work/found-$1"
	grep -o -e '"facets":.*' -e '"total":{[^}]*}' "$work/json" \
	    >>"$work/found-$1"
}

all corpus/sample/exercise/key-questions.tsv ask --format json
same 10 "questions of the exercise"
all tests/questions.tsv ask --format json
same 10 "other questions"
for file in corpus/sample/exercise/key-questions.tsv tests/questions.tsv; do
	grep -v '^#' "$srcdir/$file" | cut -f 1 >"$work/many"
	run batch --as ask --format csv "$work/many"
	run batch --as ask --format text "$work/many"
done
same 4 "all questions at once"
all tests/queries.tsv search --format json --facets
same 100 "queries, with facets"
all tests/searches.tsv search --format text --sort date --limit 7
all tests/searches.tsv search --format text --sort newest --offset 3
all tests/searches.tsv search --format text --sort session
same 20 "queries in other orders"
all tests/searches.tsv search --explain --format json --per-record
same 10 "queries by record, explained"
all tests/searches.tsv search --count
all tests/searches.tsv positions --format jsonl
same 20 "counts and positions"

every_record search --format json --context 1
same 40 "records"
for format in text json jsonl csv tsv; do
	later positions --format $format --limit 1000
done
for format in text json csv svg html markdown; do
	later positions --matrix --format $format
	later positions --matrix --by session --format $format
done
same 10 "positions and tables of them"
for format in text json markdown html; do
	later trace --format $format 'article 42'
	later trace --format $format safeguards
	later brief --format $format Brennia
	later brief --format $format 'Upland Group'
	later compare --format $format Brennia Caldera
done
same 10 "papers"
run info
run info --format json
run complete speaker: b
run search --suggest deletoin
run search --format json safegards
run cite 'records/summaries/bulletin-1.md#4'
same 5 "other commands"

# alerts remember what they told: one list for each
for of in ix set1 set2 set4; do
	mkdir -p "$work/home-$of"
	HOME=$work/home-$of "$asker" save mine 'deletion' >"$work/out" 2>&1
	HOME=$work/home-$of "$asker" alert --index "$work/$of" 2>&1 |
	    plain $of >"$work/alert-$of"
done
cmp "$work/alert-ix" "$work/alert-set1" >"$work/err" &&
    cmp "$work/alert-ix" "$work/alert-set2" >>"$work/err" &&
    cmp "$work/alert-ix" "$work/alert-set4" >>"$work/err"
result $? "alerts"

# pages: those of the web server
page() {
	env -i TRAVAUX_INDEX="$work/$1" REQUEST_METHOD=GET \
	    SCRIPT_NAME=/travaux.cgi HTTP_HOST=localhost \
	    ASAN_OPTIONS="$ASAN_OPTIONS" LSAN_OPTIONS="$LSAN_OPTIONS" \
	    PATH_INFO="$2" QUERY_STRING="$3" ./travaux.cgi 2>&1 |
	    grep -v -i -e '^etag' | plain "$1"
}
for address in '/ ' '/ q=deletion' '/ q=who+opposed+the+removal+of+Article+42' \
    '/ q=%22the+deletion%22&sort=date' '/trace q=safeguards' \
    '/brief q=Brennia' '/matrix ' '/feed q=deletion' \
    '/api/v1/ask q=who+opposed+the+removal+of+Article+42' \
    '/api/v1/search q=-article:42' '/api/v1/positions q=stance:oppose'; do
	page ix ${address% *} "${address#* }" >"$work/expected"
	asked=$((asked + 1))
	for of in set1 set2 set4; do
		page $of ${address% *} "${address#* }" >"$work/answer"
		note "$address" $of
	done
done
same 10 "pages"

# Bundles as shards: the same passages, though what is equal may change places.
mkdir -p "$HOME/.config/travaux/trusted"
"$asker" bundle keygen --secret "$work/s" --no-passphrase \
    --public "$HOME/.config/travaux/trusted/us.pub" >"$work/out" 2>"$work/err"
{
	echo 'travaux-set 1'
	for k in 1 2; do
		"$asker" bundle pack --index "$work/set2/shard-$k" \
		    --restricted --sequence 7 --secret "$work/s" \
		    -o "$work/b$k" >"$work/out" 2>"$work/err"
		echo "shard b$k"
	done
} >"$work/bundles"
for q in deletion '"the deletion"' 'stance:oppose' '*'; do
	for of in ix bundles; do
		found $of "$q"
	done
	cmp "$work/found-ix" "$work/found-bundles" >"$work/err" 2>&1 || break
done
result $? "bundles as shards"
"$asker" check --index "$work/bundles" >"$work/out" 2>"$work/err" &&
    "$asker" check --index "$work/set4" >"$work/out" 2>"$work/err"
result $? "a set can be checked"
"$asker" bundle pack --index "$work/set4" --restricted --secret "$work/s" \
    -o "$work/whole" >"$work/out" 2>"$work/err"
result $? "a set can be packed"

# What was changed and removed, in the index and then in the shards.
rm "$work/from/records/session-1/07-rovigar.txt"
printf '\nWe support the deletion of Article 34.\n' \
    >>"$work/from/records/session-3/15-chair-closing.txt"
(cd "$work/from" && "$program" --quiet --index "$work/ix" \
    --negotiation profile --shards 2 --output "$work/set2" records) \
    2>"$work/err"
result $? "a change, and its shards"
"$asker" info --index "$work/ix" | grep -q ' [1-9][0-9]* passages removed'
result $? "passages are removed"
# What is removed still counts for scores in the index, not in the shards.
for q in deletion '"the deletion"' 'stance:oppose' '*' '-article:42'; do
	for of in ix set2; do
		found $of "$q"
	done
	cmp "$work/found-ix" "$work/found-set2" >"$work/err" 2>&1 || break
done
result $? "answers after a change"

# Shards indexed by themselves, each with its own removed passages.
cp -R "$work/from" "$work/own"
for k in 1 2; do
	(cd "$work/own" && "$program" --quiet --index "$work/own-$k" \
	    --shard $k/2 --negotiation profile records) 2>"$work/err"
done
printf 'travaux-set 1\nshard own-1\nshard own-2\n' >"$work/owns"
for from in own from; do
	for file in session-3/15-chair-closing.txt $(cd "$work/own/records" && ls session-1/*.txt); do
		printf '\nWe oppose the deletion of Article 34.\n' \
		    >>"$work/$from/records/$file"
	done
done
(cd "$work/from" && "$program" --quiet --index "$work/ix2" \
    --negotiation profile records) 2>"$work/err"
rc=0
for k in 1 2; do
	(cd "$work/own" && "$program" --quiet --index "$work/own-$k" \
	    --negotiation profile records) 2>>"$work/err" || rc=1
done
result $rc "shards indexed by themselves, and changed"
"$program" --quiet --index "$work/own-1" --shard 2/2 "$work/own/records" \
    2>"$work/err"
[ $? -eq 2 ] && grep -q 'holds shard 1/2, not shard 2/2' "$work/err"
result $? "a shard stays that shard"
for q in deletion '"the deletion"' 'stance:oppose' '*' '-article:42'; do
	for of in ix2 owns; do
		found $of "$q"
	done
	cmp "$work/found-ix2" "$work/found-owns" >"$work/err" 2>&1 || break
done
result $? "the same passages and counts"
"$asker" info --index "$work/owns" | grep -q ' [1-9][0-9]* passages removed'
result $? "with removed passages in a shard"

# A record in two shards is told, with both.
"$asker" check --index "$work/owns" >"$work/out" 2>"$work/err"
result $? "no record is in two shards that were indexed by themselves"
mkdir "$work/astray"
cp "$work/own/records/$(ls "$work/own/records" | grep '\.' | head -n 1)" \
    "$work/astray"
(cd "$work/own" && "$program" --quiet --index "$work/astray-ix" \
    --negotiation profile "$work/astray") 2>"$work/err"
printf 'travaux-set 1\nshard %s\nshard %s\nshard %s\n' "$work/own-1" \
    "$work/own-2" "$work/astray-ix" >"$work/doubled"
"$asker" check --index "$work/doubled" >"$work/out" 2>"$work/err"
exits 3 $? "is in shard '$work/own-[12]' and in shard '$work/astray-ix'"
result $? "one that is, is told by a check"

# So it is by each answer; what was found is remembered, in a file for a state.
memory=$HOME/.cache/travaux/sets
rm -rf "$memory"
for question in "search --count *" 'ask who opposed Article 42' positions \
    'positions --matrix' 'trace article 42' 'positions --format csv'; do
	set -f
	"$asker" ${question%% *} --index "$work/doubled" ${question#* } \
	    >"$work/out" 2>"$work/err"
	got=$?
	set +f
	[ $got -eq 0 ] && grep -q "shard '$work/astray-ix'.*counts twice" \
	    "$work/err" && continue
	result 1 "an answer tells what counts twice: $question"
done
[ "$(ls "$memory" | wc -l)" -eq 1 ] && grep -q -a 'astray-ix$' "$memory"/*
result $? "answers tell what counts twice, and it is looked for once"
"$asker" search --index "$work/doubled" --format json '*' >"$work/out" \
    2>"$work/err"
grep -q '"doubled":{"records":1,"record":"[^"]*","shards":\["'"$work/own-" \
    "$work/out"
result $? "in JSON too"
page doubled / 'q=*' | grep -q 'class="missing".*count twice here: 1,'
result $? "on a page too"
touch -t 202001010000 "$memory"/* && touch -t 202001010001 "$work/then"
"$asker" search --index "$work/doubled" --count '*' >"$work/out" 2>"$work/err"
[ $? -eq 0 ] && grep -q 'counts twice' "$work/err" &&
    [ -z "$(find "$memory" -newer "$work/then" -type f)" ]
result $? "what is remembered is not looked for again"
rm -rf "$memory"
for of in owns set4; do
	"$asker" search --index "$work/$of" --count '*' >"$work/out" \
	    2>"$work/err"
	grep -q . "$work/err" && result 1 "nothing is told of $of"
done
[ ! -e "$memory" ]
result $? "shards that say which records are theirs need no look"

# Many, and nowhere to remember them.
mkdir "$work/large"
awk 'BEGIN { for (i = 0; i < 10001; i++)
	printf "{\"id\":\"r%d\",\"text\":\"harbour\"}\n", i }' \
    >"$work/large/records.jsonl"
(cd "$work/own" && "$program" --quiet --index "$work/large-ix" \
    --negotiation profile "$work/large") 2>"$work/err"
printf 'travaux-set 1\nshard large-ix\nshard astray-ix\n' >"$work/large-set"
XDG_CACHE_HOME=/dev/null "$asker" search --index "$work/large-set" \
    --format json --count harbour >"$work/out" 2>"$work/err"
[ $? -eq 0 ] && grep -q 'was not looked for' "$work/err"
result $? "what cannot be remembered is not looked for in many records"
"$asker" search --index "$work/large-set" --count harbour >"$work/out" \
    2>"$work/err"
[ $? -eq 0 ] && ! grep -q . "$work/err"
result $? "but where it can be"

# A shard that is not there is left out, and named.
mv "$work/set2/shard-2" "$work/set2/away"
"$asker" search --index "$work/set2" --format json deletion \
    >"$work/out" 2>"$work/err"
[ $? -eq 4 ] && grep -q '"missing":\[{"shard":"shard-2"' "$work/out" &&
    grep -q "without shard 'shard-2'" "$work/err"
result $? "a shard that is not there is named"
page set2 / q=deletion | grep -q 'class="missing".*shard-2'
result $? "on the page too"
mv "$work/set2/away" "$work/set2/shard-2"
"$asker" search --index "$work/set2" deletion >"$work/out" 2>"$work/err"
result $? "and back when it is back"

# What is named twice is found once, and told.
printf 'travaux-set 1\nshard set4/shard-1\nshard set4/shard-1\n' >"$work/twice"
printf 'travaux-set 1\nshard set4/shard-1\nshard set1/shard-1\n' >"$work/mixed"
"$asker" search --index "$work/set4/shard-1" --count deletion >"$work/once"
"$asker" search --index "$work/twice" --count deletion >"$work/out" 2>"$work/err"
[ $? -eq 4 ] && cmp "$work/once" "$work/out" >>"$work/err" &&
    grep -q "it is what shard 'set4/shard-1' is" "$work/err"
result $? "a shard that is named twice is asked once"
"$asker" search --index "$work/mixed" --count deletion >"$work/out" 2>"$work/err"
[ $? -eq 4 ] && cmp "$work/once" "$work/out" >>"$work/err" &&
    grep -q "'set1/shard-1'.*it is of another split.*'set4/shard-1'" "$work/err"
result $? "shards of two splits do not go together"

# What would spoil a shard, or an index, is refused.
"$asker" search --index "$work/set4" --format json '*' >"$work/before"
(cd "$work/from" && "$program" --quiet --index "$work/set4/shard-1" \
    --negotiation profile records) >"$work/out" 2>"$work/err"
exits 2 $? 'is a shard that was split from an index'
result $? "nothing is indexed into a shard of a split"
"$asker" search --index "$work/set4" --format json '*' >"$work/after"
cmp "$work/before" "$work/after" >"$work/err" 2>&1
result $? "and it is as it was"
mkdir "$work/taken" && cp -R "$work/own-1" "$work/taken/shard-1"
"$program" --quiet --index "$work/ix" --shards 1 --output "$work/taken" \
    >"$work/out" 2>"$work/err"
exits 3 $? 'is an index of its own'
result $? "no shard replaces another index"
printf 'travaux-set 1\nshard set4/shard-1 # mine\n' >"$work/remark"
"$asker" search --index "$work/remark" deletion >"$work/out" 2>"$work/err"
exits 3 $? 'line 2: a remark has a line of its own'
result $? "a remark is no place"
