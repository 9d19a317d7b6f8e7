#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Indexing again does what changed, and nothing else.
cases=23
. "$srcdir/tests/index-common.sh"

records=$work/records
mkdir -p "$records/sub"
for i in 1 2 3 4 5 6 7 8 9; do
	printf 'Kind: statement\nSpeaker: Norland\n\nWe like article %s.\n\nThank you.\n' $i \
	    >"$records/sub/$i.txt"
done

index "$records"
exits 0 $? '9 indexed' && [ "$(passages)" = 18 ]
result $? "a first run indexes everything"

cp "$work/ix/travaux" "$work/before"
index "$records"
exits 0 $? '0 indexed, 9 unchanged' && cmp -s "$work/before" "$work/ix/travaux"
result $? "a second run changes nothing"

touch -d '2001-01-01' "$records/sub/1.txt"
index "$records"
exits 0 $? '0 indexed, 9 unchanged'
result $? "a file that was only touched is not read into the index again"

printf 'We changed our mind.\n' >"$records/sub/1.txt"
index "$records"
exits 0 $? '1 indexed, 8 unchanged' && [ "$(passages)" = 17 ]
result $? "a changed file is replaced"

rm "$records/sub/2.txt"
index "$records"
exits 0 $? '0 indexed, 8 unchanged, 0 skipped, 1 removed' &&
    [ "$(passages)" = 15 ]
result $? "a removed file goes"

rm "$records"/sub/[3456].txt
index "$records"
exits 0 $? '4 removed' && [ "$(passages)" = 7 ]
result $? "so do many"

mkdir "$work/more"
printf 'One more text.\n' >"$work/more/x.txt"
index "$work/more"
exits 0 $? '1 indexed' && [ "$(passages)" = 8 ]
result $? "another folder is added, and nothing of the first is lost"

mv "$records" "$work/elsewhere"
index "$records"
exits 2 $? 'No such file' && [ "$(passages)" = 8 ]
result $? "a path that is not there removes nothing"
mv "$work/elsewhere" "$records"

printf 'path\tkind\nsub/*.txt\tcommentary\n' >"$records/manifest.tsv"
index "$records"
exits 0 $? '4 indexed, 0 unchanged' && [ "$(passages)" = 8 ]
result $? "a new manifest has its files read again"

index --no-positions "$records"
exits 0 $? 'read again'
result $? "other settings have files read again, and say so"

printf 'First.\n' >"$records/a.txt"
index --no-positions --dry-run --verbose "$records"
exits 0 $? 'a.txt: would be indexed' && [ "$(passages)" = 8 ]
result $? "a dry run changes nothing and says what it would do"

printf '{"id":"same","text":"One."}\n{"id":"same","text":"Two."}\n' \
    >"$records/c.jsonl"
index --no-positions "$records"
exits 0 $? "has the id 'same'; this one gets 'same~2'" && [ "$(passages)" = 11 ]
result $? "two records of one id are both kept, and it is told"

rm -rf "$work/ix" "$work/ix2"
i=0
while [ $i -lt 3000 ]; do
	i=$((i + 1))
	echo "{\"id\":\"r$i\",\"kind\":\"statement\",\"speaker\":\"Norland\",\"text\":\"We take note of article $i and of what was said on it.\"}"
done >"$records/many.jsonl"
SOURCE_DATE_EPOCH=1000000000
export SOURCE_DATE_EPOCH
index --quiet --jobs 1 "$records" &&
    "$program" --index "$work/ix2" --quiet --jobs 4 "$records" &&
    cmp -s "$work/ix/travaux" "$work/ix2/travaux" &&
    cmp -s "$work"/ix/db-*/postlist.glass "$work"/ix2/db-*/postlist.glass
result $? "the result does not depend on how many work"

# asks STATUS COMMAND WORDS ...: travaux ends so
asks() {
	wanted=$1 command=$2
	shift 2
	"$asker" "$command" --index "$work/ix" --format json "$@" \
	    >"$work/out" 2>>"$work/err"
	[ $? -eq "$wanted" ]
}

# everywhere STATUS: what searching, walking and asking say of the old text
everywhere() {
	asks "$1" search zebras && asks "$1" search '"about zebras"' &&
	    asks "$1" search 'speaker:Aldermark' &&
	    asks "$1" positions &&
	    asks "$1" positions --stance oppose --provision 42 &&
	    asks "$1" ask 'Who opposes article 42?' &&
	    asks "$1" ask 'Who supports the clause about zebras?' &&
	    asks "$1" show talk-1 && asks "$1" show 'talk-1#2'
}

rm -rf "$work/ix"
talks=$work/talks
profile="--negotiation $srcdir/corpus/sample/exercise/profile"
mkdir "$talks"
talk() {
	printf '{"id":"talk-1","kind":"statement","instrument":"ND1","speaker":"Aldermark","language":"en","text":"We oppose article 42.\\n\\nWe support the clause about zebras."}\n'
}
silence() {
	i=0
	while [ $i -lt "$2" ]; do
		i=$((i + 1))
		echo "{\"id\":\"$1-$i\",\"kind\":\"summary\",\"language\":\"en\",\"text\":\"The meeting rose.\"}"
	done
}
talk >"$talks/a.jsonl"
silence b 20 >"$talks/b.jsonl"
index $profile "$talks"
exits 0 $? && everywhere 0
result $? "what is indexed is found"

echo '{"id":"talk-1","kind":"summary","language":"en","text":"It was late."}' \
    >"$talks/a.jsonl"
index $profile "$talks"
exits 0 $? '21 records in 21 passages' && [ "$(passages)" = 21 ] &&
    asks 0 show talk-1 && ! grep -q 'zebras' "$work/out" &&
    asks 1 show 'talk-1#2' && asks 0 search record:talk-1 &&
    ! grep -q 'zebras' "$work/out" && asks 0 search 'late' &&
    asks 1 search zebras && asks 1 search '"about zebras"' &&
    asks 1 positions && asks 1 ask 'Who opposes article 42?' &&
    asks 1 ask 'Who supports the clause about zebras?'
result $? "the old text of a changed file is found no more"

talk >"$talks/a.jsonl"
index $profile "$talks"
exits 0 $? && everywhere 0 && rm "$talks/a.jsonl" && index $profile "$talks" &&
    [ "$(passages)" = 20 ] && everywhere 1
result $? "what a removed file said is found no more"

talk >"$talks/a.jsonl"
index $profile "$talks"
exits 0 $? '21 records in 22 passages' && everywhere 0 &&
    [ "$(passages)" = 22 ] && grep -q ', 5 removed ones,' "$work/check"
result $? "and found again where it comes back"

# A worn database is written anew: 1500 of 3002 passages change.
rm -rf "$work/ix" "$work/ix2" "$work/ix3"
silence b 1500 >"$talks/b.jsonl"
silence z 1500 >"$talks/z.jsonl"
index $profile --quiet --jobs 1 "$talks"
cp -r "$work/ix" "$work/ix2"
silence y 1500 | sed 's/rose/was closed/' >"$talks/z.jsonl"
index $profile --jobs 1 "$talks"
exits 0 $? '3001 records in 3002 passages' && [ "$(passages)" = 3002 ] &&
    ! grep -q removed "$work/check" && everywhere 0 &&
    asks 1 show z-7 && asks 0 show y-7
result $? "many changes have the database written anew"

"$program" --index "$work/ix2" --quiet --jobs 2 $profile \
    "$talks" &&
    cmp -s "$work/ix/travaux" "$work/ix2/travaux" &&
    cmp -s "$work"/ix/db-*/postlist.glass "$work"/ix2/db-*/postlist.glass
result $? "it is the same by however many it is done"

"$program" --index "$work/ix3" --quiet --jobs 1 $profile \
    "$talks" &&
    "$asker" bundle keygen --secret "$work/s" --public "$work/p" \
    --no-passphrase >"$work/out" 2>&1 &&
    for ix in ix ix3; do
	    "$asker" bundle pack --index "$work/$ix" --secret "$work/s" \
		--name x --sequence 1 -o "$work/$ix.travaux" || break
    done >"$work/out" 2>&1 &&
    # Their texts are packed with other dictionaries; a bundle is made of all
    # passages as they are when unpacked, in the order of the index.
    cmp "$work/ix.travaux" "$work/ix3.travaux" >"$work/err" 2>&1 &&
    [ ! -e "$work"/ix/db-*/termlist.glass ]
result $? "and what was made afresh gives the same bundle, byte for byte"

# Lists of persons beside debates, and tables of damaged words.
rm -rf "$work/ix"
debates=$work/debates
mkdir "$debates"
cp "$srcdir"/tests/fixtures/tei/Halden* "$debates"
rm -f "$debates"/*.blocks
printf 'A note.\n' >"$debates/note.txt"
index "$debates"
exits 0 $? '2 indexed' && index "$debates" && exits 0 $? '0 indexed, 2 unchanged'
result $? "a debate with a list of persons beside it is read once"

sed 's/<surname>[^<]*/&a/' "$debates/Halden-listPerson.xml" >"$work/list" &&
    cp "$work/list" "$debates/Halden-listPerson.xml"
index "$debates"
exits 0 $? '1 indexed, 1 unchanged'
result $? "a changed list of persons has the debate read again, and no other file"

cp -R "${TRAVAUX_DATADIR:-$srcdir/corpus}" "$work/data"
chmod -R u+w "$work/data"
(
	TRAVAUX_DATADIR=$work/data
	export TRAVAUX_DATADIR
	index "$debates" && exits 0 $? '0 indexed, 2 unchanged' &&
	    printf 'zzme\tzztime\t0\n' >>"$work/data/repair/en.tsv" &&
	    index "$debates"
	exits 0 $? '2 indexed, 0 unchanged'
)
result $? "a changed table of damaged words has files read again"
