#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# A database for other programs that use Xapian, as these programs see it.
cases=16
. "$srcdir/tests/index-common.sh"

for tool in quest xapian-delve; do
	command -v "$tool" >/dev/null || {
		echo "Bail out! no $tool (Debian: xapian-tools)"
		exit 1
	}
done
mkdir "$work/r"
cat >"$work/r/all.jsonl" <<'END'
{"id":"a","kind":"statement","title":"Statement by Aldermark","speaker":"Aldermark","session":"s1","date":"2021-02-03","text":"Aldermark opposes the deletion of Article 42.\n\nThe deletion was proposed before; article and deletion stand apart here."}
{"id":"b","kind":"statement","title":"Déclaration de la Brennie","speaker":"Brennia","session":"s2","date":"2021-09","language":"fr","text":"La disposition supprimée doit être rétablie."}
{"id":"c","kind":"summary","title":"第二届会议","session":"s2","language":"zh","text":"阿尔德马克反对删除该条。"}
{"id":"d","kind":"statement","title":"Gone","speaker":"Caldera","session":"s1","date":"2021-02-03","text":"This record is taken away again, with its word quenchwort."}
END
index --negotiation "$srcdir/corpus/sample/exercise/profile" \
	--compatible "$work/plain" "$work/r"
exits 0 $?
result $? "indexing, and the database after it"

# finds QUERY RECORD...: quest gives these passages, in any order
finds() {
	asked=$1
	shift
	printf '%s\n' "$@" | sed '/^$/d' | sort >"$work/wanted"
	quest --db="$work/plain" --msize=50 --stem="${stem:-english}" \
	    --boolean-prefix=holder:XHOLDER: \
	    --boolean-prefix=takes:XPOSITION: \
	    --boolean-prefix=session:XSESSION: --boolean-prefix=who:A \
	    --boolean-prefix=id:Q --prefix=title:S -- "$asked" 2>"$work/err" |
	    sed -n 's/^id=//p' | sort >"$work/found"
	diff "$work/wanted" "$work/found" >>"$work/err"
}

finds deletions 'a#1' 'a#2'
result $? "words are found by their stems"
finds '"deletion of article 42"' 'a#1'
result $? "phrases by positions"
finds 'article NEAR deletion' 'a#1' 'a#2'
result $? "words near one another"
finds '"42 the deletion"' ''
result $? "no phrase spans two passages"
finds 'holder:xa opposes' 'a#1'
result $? "who is named"
finds 'takes:xa deletion' 'a#1'
result $? "who takes a position"
finds 'session:s2 supprimee' 'b#1'
result $? "the session, and words without accents"
stem=french finds 'supprimées' 'b#1'
result $? "and with them"
finds 'who:brennia disposition' 'b#1'
result $? "the speaker"
finds 'title:statement' 'a#1' 'a#2'
result $? "words of titles"
xapian-delve -t 删除 "$work/plain" | grep -q 'Posting List.*删除.*: [0-9]'
result $? "pairs of Chinese characters"

xapian-delve -V0 "$work/plain" >"$work/err"
grep -q '20210203' "$work/err" && xapian-delve -t M202109 "$work/plain" |
    grep -q ': [0-9]'
result $? "days as values, months as terms"

# What is taken from the index is not in the next copy; nothing is written over.
sed -i '/quenchwort/d' "$work/r/all.jsonl"
index --compatible "$work/plain" "$work/r"
exits 2 $? 'is there already' &&
    xapian-delve -t Zquenchwort "$work/plain" | grep -q ': [0-9]' &&
    index "$work/r" && index --compatible "$work/second" &&
    ! xapian-delve -t Zquenchwort "$work/second" | grep -q ': [0-9]'
result $? "a new copy has no removed passages, and an old one is left alone"

printf x >"$work/file"
index --compatible "$work/file/there"
status=$?
exits 3 $status "cannot write" && ! [ -e "$work/file/there.part" ]
result $? "where it cannot be written, that is told"

mkdir "$work/third.part"
printf x >"$work/third.part/mine"
index --compatible "$work/third"
exits 2 $? 'third.part. is there already' && [ -s "$work/third.part/mine" ] &&
    ! [ -e "$work/third" ] && rm -r "$work/third.part" &&
    index --compatible "$work/third" && xapian-delve "$work/third" >"$work/err"
result $? "what another run left is told, and left alone"
