#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# An index that was changed answers as one made of the same files anew.
cases=12
. "$srcdir/tests/index-common.sh"

profile=$srcdir/corpus/sample/exercise/profile
files=$work/files
mkdir "$files"

# record FILE NUMBER SPEAKER WORDS: append a record of two passages
record() {
	printf '{"id":"r%s","kind":"statement","title":"On article %s","speaker":"%s","session":"%s","date":"2021-03-%02d","text":"%s\\n\\nMy delegation cannot support the deletion of article %s."}\n' \
	    "$2" "$2" "$3" "$(($2 % 3 + 1))" "$(($2 % 28 + 1))" "$4" "$2" \
	    >>"$files/$1.jsonl"
}
for file in 1 2 3 4 5 6 7 8 9; do
	for i in 1 2 3; do
		record $file $file$i Dunmarrow "Pilots watch the harbour in winter, said number $file$i."
	done
done

# asks FOLDER: the answers of an index, in an order that is not the index's.
# Scores count removed passages still, and are left out.
asks() {
	ask="$asker search --index $1 --limit 1000 --format tsv"
	{
		for query in harbour pilots '"deletion of article"' \
		    'harbour speaker:Brennia' 'date:2021-03-01..2021-03-15' \
		    'icebreaker OR winter' 'session:2 article:42' \
		    'harbour NEAR/4 winter' 'holder:Brennia'; do
			echo "== $query"
			$ask "$query" | cut -f 2- | sort
			"$asker" search --index "$1" --count "$query"
		done
		"$asker" search --index "$1" --facets --limit 1 harbour |
		    sed 1,/^$/d
		"$asker" positions --index "$1" --format tsv 2>&1 | sort
		"$asker" positions --index "$1" --matrix 2>&1
		"$asker" ask --index "$1" \
		    'who opposed the deletion of article 42' 2>&1 |
		    sed '/^Collection of /d'
		"$asker" info --index "$1" |
		    sed '/^Index:/d;/^Made:/,/^Needs:/d;s/; .*//;/^ *not yet/d'
	} >"$2"
}

# same NAME: the index is as one made anew
same() {
	rm -rf "$work/new"
	"$program" --index "$work/new" --negotiation "$profile" "$files" \
	    >/dev/null 2>&1
	asks "$work/ix" "$work/changed.txt"
	asks "$work/new" "$work/made.txt"
	grep -q Brennia "$work/made.txt" &&
	    diff "$work/made.txt" "$work/changed.txt" >"$work/err"
	result $? "$1"
}

# update PATTERN NAME
update() {
	index --negotiation "$profile" "$files"
	exits 0 $? "$1"
	result $? "$2"
}

record 1 19 Brennia "An icebreaker was at hand, and the harbour open."
update '9 indexed' "an index is made"

sed 's/watch the harbour/keep the icebreaker/' "$files/4.jsonl" \
    >"$work/4" && mv "$work/4" "$files/4.jsonl"
update '1 indexed, 8 unchanged' "some records of a file change"
same "after a changed file it answers as one made anew"

sed 2d "$files/1.jsonl" >"$work/1" && mv "$work/1" "$files/1.jsonl"
record 1 44 Brennia "The harbour froze."
update '1 indexed, 8 unchanged' "a record goes, and another comes"
same "after that it answers as one made anew"

rm "$files/2.jsonl"
record new 90 Brennia "Pilots left the harbour before winter."
update '1 indexed, 8 unchanged, 0 skipped, 1 removed' "a file goes, one comes"
same "after that, too"

# More than a quarter: by shards, which are joined with what is there.
for file in 5 6 7 8; do
	sed 's/Dunmarrow/Brennia/' "$files/$file.jsonl" >"$work/x" &&
	    mv "$work/x" "$files/$file.jsonl"
done
update '4 indexed, 5 unchanged' "many files change"
same "after many changed files, too"

mv "$files/5.jsonl" "$files/renamed.jsonl"
update '1 removed' "a file is renamed"
same "after that, too"

index --negotiation "$profile" "$files" && exits 0 $? '0 indexed, 9 unchanged' &&
    [ "$(passages)" = "$("$asker" search --index "$work/new" --count '*')" ]
result $? "nothing is left to do, and the index is whole"
