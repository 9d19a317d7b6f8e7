#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What records look like, from the file to the answer: text with the marks of a
# word processor, a transcript with times, a compilation with joint entries; one
# manifest for a tree; repaired words beside the source's own.
cases=8
. "$srcdir/tests/index-common.sh"

profile=$srcdir/corpus/sample/exercise/profile
records=$work/records
mkdir -p "$records/a/deep" "$records/b"
printf '\357\273\277Statement by Aldermark\r\n\r\n1. We hold that the nego\302\255tiation was long, and that the imple-\r\nmentation of it will be longer; land-\r\nlocked States agree, and land-locked they are.\r\n\r\n2. We thank you.\r\n\f3. The second page has the end.\r\n' \
	>"$records/a/plain.txt"
cat >"$records/a/deep/talk_s1_2021-03-04.txt" <<'END'
Verbatim record

The meeting was called to order at 10 a.m.

[00:00:05] The President: I declare the meeting open.

[00:01:12] Ms. Vale (Brennia) [interpretation from French]: We support article 7.

Mr. Reed (Dunmarrow) (spoke in Spanish): We oppose article 7.

The President (00:03:00): Thank you.
END
cat >"$records/b/compilation.txt" <<'END'
ARTICLE 9
Aldermark and Brennia
Propose to delete paragraph 2.
Caldera, also on behalf of Dunmarrow
Each Party shall keep a lamp.
Rationale: Lamps are of use.
Delegation of Estmere
Option B: DELETE
END
{
	printf 'path\tkind\tsession\tdate\n'
	printf 'a/plain.txt\tstatement\t\t2021-03-02\n'
	printf 'a/deep/{title}_{session}_{date}.txt\tstatement\t\t\n'
	printf 'b/*.txt\tcompilation\t\t\n'
} >"$records/manifest.tsv"
index --negotiation "$profile" "$records"
exits 0 $? ''
result $? "one manifest serves a tree"

# shown RECORD PATTERN...: the record, as JSON, has all of them
shown() {
	"$asker" show --index "$work/ix" --format json "$1" >"$work/json" \
		2>"$work/err" || return 1
	shift
	for pattern; do
		grep -q -e "$pattern" "$work/json" || {
			echo "lacks $pattern" >"$work/err"
			return 1
		}
	done
}

shown a/plain.txt '"date":"2021-03-02"' '"kind":"statement"' &&
	shown a/deep/talk_s1_2021-03-04.txt '"session":"s1"' \
		'"date":"2021-03-04"' '"title":"talk"' &&
	shown b/compilation.txt '"kind":"compilation"'
result $? "fields come from its columns, and from names below its folder"

shown a/plain.txt 'the implementation' 'land-locked' \
	'"page":"2"' '"page_number":2' '3. The second page' &&
	! grep -q 'imple-' "$work/json" &&
	"$asker" search --index "$work/ix" negotiation >"$work/out" \
		2>"$work/err" && grep -q 'plain' "$work/out"
result $? "hyphens, soft hyphens, form feeds, CRLF and a mark at the beginning"

shown a/deep/talk_s1_2021-03-04.txt '"speaker":"Ms. Vale (Brennia)"' \
	'"speaker":"Mr. Reed (Dunmarrow)"' '"text":"Thank you."' \
	'"role":"chair"' '"text":"The meeting was called' &&
	! grep -q '"speaker":"[^"]*[0-9][0-9]:' "$work/json" &&
	! grep -q '"speaker":"[^"]*interpretation' "$work/json"
result $? "turns of a transcript, with times and notes on interpretation"

"$asker" positions --index "$work/ix" --format jsonl >"$work/positions" \
	2>"$work/err"
# holds HOLDER STANCE ACTION: some position is that
holds() {
	grep "\"holder\":\"$1\"" "$work/positions" |
		grep "\"stance\":\"$2\"" | grep -q "\"action\":\"$3\""
}
holds XA propose delete && holds XB propose delete && holds XE propose delete
result $? "a joint heading is each of those it names"

shown b/compilation.txt '"speaker":"Caldera, also on behalf of Dunmarrow"' &&
	grep -q '"holder":"XC"' "$work/positions" &&
	grep -q '"holder":"XD"' "$work/positions"
result $? "so is one that speaks also on behalf of another"

# Ligatures stand as private characters, which the document itself explains.
rm -rf "$work/ix"
mkdir "$work/damaged"
sed -e 's/ti/\xEE\xA6\x9E/g' "$srcdir/tests/repair/base.txt" \
	>"$work/damaged/d.txt"
index "$work/damaged"
exits 0 $? '' &&
	"$asker" show --index "$work/ix" d.txt >"$work/mended" 2>"$work/err" &&
	"$asker" show --index "$work/ix" --original d.txt >"$work/given" \
		2>"$work/err" && ! cmp -s "$work/mended" "$work/given"
result $? "show has the mended words, show --original the source's own"

word=$(grep -o '[a-z]*ti[a-z]*' "$srcdir/tests/repair/base.txt" | sort |
	uniq -c | sort -rn | sed -n '1s/^ *[0-9]* //p')
grep -q "$word" "$work/mended" && ! grep -q "$word" "$work/given"
result $? "so for the word $word"
