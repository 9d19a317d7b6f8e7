#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# A passage beside itself: in another language, and as it was before repair.
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
HOME=$work
TRAVAUX_INDEX=$work/index
export HOME TRAVAUX_INDEX
unset XDG_CONFIG_HOME NO_COLOR COLUMNS
mkdir "$work/records"

cat >"$work/records/en.txt" <<'END'
Title: Report of the Halden Conference
Kind: summary
Symbol: HALDEN/7
Language: en

1. The Conference met at Halden. The delegations spoke of winter harbours.

2. The Chair thanked the host.
END
cat >"$work/records/fr.txt" <<'END'
Title: Rapport de la Conférence de Halden
Kind: summary
Symbol: HALDEN/7
Language: fr

1. La Conférence s'est réunie à Halden. On y a parlé des ports d'hiver.

2. Le Président a remercié l'hôte.
END
# Another part of the same report, which has other passages.
cat >"$work/records/es.txt" <<'END'
Title: Informe de la Conferencia de Halden
Kind: summary
Symbol: HALDEN/7
Language: es

1. La Conferencia se celebró en Halden.
END
# Letters that a font kept for itself.
printf '%s\n\n%s\n' 'Title: Damaged
Kind: statement
Speaker: Aldermark
Language: en' 'The o@cers of the con@scated vessel @nally found the @rst
speci@c de@nition. We bene@t from this de@nition and con@rm it.' |
	sed "s/@/$(printf '\356\200\200')/g" >"$work/records/damaged.txt"
./travaux-index --quiet "$work/records" || exit 99

echo 1..11
number=0
check() {
	number=$((number + 1))
	if [ "$1" = 0 ]; then
		echo "ok $number - $2"
	else
		echo "not ok $number - $2"
		sed 's/^/# /' "$work/out"
	fi
}

./travaux show 'en.txt#2' >"$work/out"
tail -n 2 "$work/out" | tr -s '\n ' ' ' | grep -q '^In other languages fr: fr.txt#2'
check $? 'a passage is shown where it stands in another language'
! grep -q 'es.txt' "$work/out"
check $? 'but not where the numbers do not tell'
./travaux show --format json 'fr.txt#1' >"$work/out"
grep -q '"translations":\[{"language":"en","record":"en.txt","passage":1,"text":"1. The' \
	"$work/out"
check $? 'JSON has its text as well'
./travaux show --format json en.txt >"$work/out"
! grep -q translations "$work/out"
check $? 'a whole record has none'

# The index has no profile: names and numbers are those that all know.
./travaux brief France >"$work/out" 2>&1
[ $? -eq 1 ] && ./travaux compare France Canada >"$work/out" 2>&1
[ $? -eq 1 ] && ./travaux trace 5 >"$work/out" 2>&1
[ $? -eq 1 ] && ./travaux positions --timeline 5 >"$work/out" 2>&1
[ $? -eq 1 ]
check $? 'without a profile, what is not on record is no mistake'

# The file that a record was read from is as good as its id.
./travaux show "$work/records/en.txt" | grep -q 'Report of the Halden'
check $? 'a path of a file names its record'
./travaux show './records/en.txt#2' | grep -q 'thanked the host'
check $? 'the end of a path does, with a passage'
./travaux show ecords/en.txt >"$work/out" 2>&1
[ $? -eq 1 ] && ./travaux show 'records/en.txt#9' >>"$work/out" 2>&1
[ $? -eq 1 ] && grep -q "no passage 'records/en.txt#9'" "$work/out"
check $? 'but not the end of a name, nor a passage that is not there'
printf '%s\n' '{"id":"A-1","text":"One of two."}' \
	'{"id":"A-2","text":"Two of two."}' >"$work/records/two.jsonl"
./travaux-index --quiet "$work/records" &&
	./travaux show records/two.jsonl >"$work/out" 2>&1
[ $? -eq 2 ] && grep -q 'say one of them: A-1, A-2' "$work/out"
check $? 'a file of several records tells which'

./travaux show --format json damaged.txt >"$work/out"
if ! grep -q '"repaired":true' "$work/out"; then
	echo 'ok 10 - what was repaired # SKIP no dictionary here'
	echo 'ok 11 - what was not # SKIP no dictionary here'
	exit 0
fi
./travaux show --repairs --width 200 damaged.txt >"$work/out"
grep -q '\[-.*-\] {+finally+} found the' "$work/out"
check $? 'what was repaired is told word by word'
./travaux show --repairs 'en.txt#2' >"$work/out"
! grep -q -e '{+' -e '\[-' "$work/out"
check $? 'and nothing where nothing was'
