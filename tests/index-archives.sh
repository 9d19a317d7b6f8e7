#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Archives: each file in them is a record, whatever it is packed in.
cases=14
. "$srcdir/tests/index-common.sh"

if ! command -v python3 >/dev/null; then
	while [ $count -lt $cases ]; do
		count=$((count + 1))
		echo "ok $count - archives # SKIP needs python3"
	done
	exit 0
fi
records=$work/records
mkdir "$records"
python3 "$srcdir/tests/make-archives.py" "$records" || exit 99

# ids: the ids of all records, one a line
ids() {
	"$asker" search --index "$work/ix" --format jsonl '*' 2>/dev/null |
	    sed 's/^{"record":"\([^"]*\)".*/\1/' | sort -u
}

# holds ID...: these are the records of the index
holds() {
	printf '%s\n' "$@" | sort >"$work/wanted"
	ids >"$work/ids"
	cmp -s "$work/wanted" "$work/ids" || {
		diff "$work/wanted" "$work/ids" >>"$work/err"
		return 1
	}
}

# alone FILE...: the index holds what is in these files
alone() {
	rm -rf "$work/ix" "$work/some"
	mkdir "$work/some"
	for file in "$@"; do cp "$records/$file" "$work/some"; done
	index "$work/some"
}

alone plain.zip
exits 0 $? && holds 'plain.zip!/b.txt' 'plain.zip!/a/notes.md' \
    'plain.zip!/two.jsonl#1' 'plain.zip!/two.jsonl#2'
result $? "the files of a ZIP archive, each by its own reader"

"$asker" search --index "$work/ix" --format jsonl '*' >"$work/out" 2>/dev/null
head -n 1 "$work/out" | grep -q '"record":"plain.zip!/b.txt"' &&
    grep -q '"record":"plain.zip!/b.txt".*"title":"The second".*"lines":\[4,4\]' \
        "$work/out"
result $? "in the order in which they are stored, with titles and lines"

for kind in tar tar.gz tgz tar.bz2 tar.xz 7z; do
	[ -e "$records/plain.$kind" ] || continue
	alone plain.$kind
	exits 0 $? && holds "plain.$kind!/b.txt" "plain.$kind!/a/notes.md" \
	    "plain.$kind!/two.jsonl#1" "plain.$kind!/two.jsonl#2" || break
done
result $? "tar archives, packed in all ways"

alone b.txt.xz b.txt.bz2 b.txt.gz
exits 0 $? && holds b.txt.xz b.txt.bz2 b.txt.gz
result $? "a file that is packed by itself is that file"

alone nested.zip
exits 4 $? 'nested.zip!/n.zip!/o.zip!/p.zip: archives are more than 3 deep' &&
    holds 'nested.zip!/0.txt' 'nested.zip!/n.zip!/1.txt' \
        'nested.zip!/n.zip!/o.zip!/2.txt'
result $? "archives in archives, three deep"

alone names.zip
exits 0 $? 'its name in the archive is another' &&
    holds 'names.zip!/etc/up.txt' 'names.zip!/root.txt' \
        'names.zip!/win/c.txt' 'names.zip!/esc_[31m.txt' \
        'names.zip!/mark_/x.txt' "names.zip!/caf$(printf '\303\251').txt" &&
    [ "$(grep -c 'leads elsewhere' "$work/err")" = 4 ]
result $? "names that lead out of the archive are made harmless, and told"

alone links.tar
exits 0 $? 'links.tar!/link.txt: it is a link and not followed' &&
    exits 0 0 'links.tar!/hard.txt: it is a link' &&
    exits 0 0 'links.tar!/dev: it is no regular file' &&
    holds 'links.tar!/a.txt'
result $? "links and devices are not followed"

alone mixed.zip
exits 4 $? 'mixed.zip!/bad.txt: it cannot be unpacked' &&
    exits 4 4 'mixed.zip!/empty.txt: it is empty; left out' &&
    exits 4 4 'mixed.zip!/noise.txt: it is no text' &&
    exits 4 4 'mixed.zip!/secret.txt: it is encrypted' &&
    holds 'mixed.zip!/a.txt' 'mixed.zip!/z.txt'
result $? "a bad file in an archive costs that file only"

index --verbose "$records/furniture.zip"
exits 0 $? 'furniture.zip!/__MACOSX/._a.txt: passed over' &&
    exits 0 0 'furniture.zip!/README: passed over: about the files'
result $? "what is passed over in folders is passed over in archives"

alone cut.tar
exits 4 $? 'cut.tar: .*; the rest of it is left out' && holds 'cut.tar!/a.txt'
result $? "what came before an archive is cut off is kept"

alone document.docx book.epub sheet.xlsx
status=$?
ids >"$work/ids"
[ $status -eq 4 ] && ! grep -q '!/' "$work/ids"
result $? "a document that is a ZIP archive is not read as an archive"

rm -rf "$work/ix" "$work/some"
mkdir "$work/some"
cp "$records/plain.zip" "$work/some"
printf 'path\tsession\tkind\nplain.zip\t1\tstatement\nplain.zip!/a/*.md\t3\tcommentary\n' \
    >"$work/some/manifest.tsv"
index "$work/some"
exits 0 $? && "$asker" search --index "$work/ix" --format jsonl 'session:3' \
    >"$work/out" 2>/dev/null &&
    grep -q '"record":"plain.zip!/a/notes.md".*"kind":"commentary"' \
        "$work/out" && [ "$(wc -l <"$work/out")" = 1 ] &&
    ! grep -q 'no file is like' "$work/err"
result $? "a manifest speaks of a file in an archive, or of all in it"

index "$work/some"
cp "$work/err" "$work/first"
printf 'path\tsession\tkind\nplain.zip\t1\tstatement\nplain.zip!/a/*.md\t4\tcommentary\n' \
    >"$work/some/manifest.tsv"
index "$work/some"
grep -q '1 unchanged' "$work/first" && grep -q '1 indexed' "$work/err" &&
    [ "$("$asker" search --index "$work/ix" --format jsonl 'session:4' \
	2>/dev/null | wc -l)" = 1 ]
result $? "an archive is read again when what is said of its files changes"

alone plain.zip
index --jobs 2 "$work/some" && rm "$work/some/plain.zip" &&
    cp "$records/b.txt.gz" "$work/some" && index "$work/some"
exits 0 $? && holds b.txt.gz
result $? "an archive that is gone goes with all that was in it"
