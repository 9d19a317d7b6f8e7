#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Records of two negotiations in one index: what is asked of a provision of one
# is not answered with what was said, in the same words or of the same number,
# in the other; and the answer tells that it is left out.
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
unset NO_COLOR COLUMNS PAGER XDG_CONFIG_HOME XDG_DATA_HOME
HOME=$work
TRAVAUX_INDEX=$work/index
export HOME TRAVAUX_INDEX
mkdir "$work/records"
printf '%s\n' --- 'kind: summary' 'negotiation: exercise-halden' \
	'session: s1' 'date: 2021-02-01' --- \
	'CALDERA opposed passage dues.' \
	>"$work/records/dues.md"
printf '%s\n' --- 'kind: summary' 'negotiation: lanterns' \
	'date: 2021-02-01' --- \
	'DUNMARROW opposed passage dues for lanterns.' '' \
	'DUNMARROW opposed Article 8.' '' \
	'DUNMARROW opposed the UN-funded mechanism. GALTRIA opposed a regionally'\
' funded mechanism.' '' \
	'DUNMARROW proposed 30 lanterns. GALTRIA proposed a review on 30 July.' \
	>"$work/records/lanterns.md"
TRAVAUX_DATADIR=$work/data
export TRAVAUX_DATADIR
mkdir "$work/data" "$work/data/negotiations"
cp -R "$srcdir/corpus/lexicon" "$srcdir/corpus/holders" "$work/data" || exit 99
cp "$srcdir"/corpus/sample/exercise/profile/[dg][er][lo]*.tsv \
	"$work/data/holders" || exit 99
cp -R "$srcdir/corpus/sample/exercise/profile" \
	"$work/data/negotiations/exercise-halden" || exit 99
./travaux-index --quiet "$work/records" || exit 99

number=0
tell() {
	number=$((number + 1))
	if [ "$3" = "$2" ]; then
		echo "ok $number - $1"
	else
		echo "not ok $number - $1: '$3' for '$2'"
	fi
}

# Holders on the asked side, and those whose passages are shown.
holders() {
	./travaux ask --format json "$1" | tr ',[{' '\n\n\n' |
		sed -n 's/^ *"holder": *"\([A-Z]*\)".*/\1/p' | sort -u |
		tr '\n' ' '
}

told() {
	./travaux ask "$1" | tr '\n' ' ' | grep -c "$2"
}

echo 1..6
tell 'a topic means the negotiation that has it' 'XC ' \
	"$(holders 'who opposed passage dues')"
tell 'what is left out is told' 1 \
	"$(told 'who opposed passage dues' '1 position in these words')"
tell 'nothing is left out where words are asked for' 0 \
	"$(told 'who opposed the funded mechanism' 'in these words')"
tell 'a number means the negotiation that has it' 0 \
	"$(told 'who opposed Article 8 of ND1' Dunmarrow)"
tell 'a name in capitals is no small word' 'XD ' \
	"$(holders 'who opposed a UN-funded mechanism')"
tell 'the day of a month is no number' 'XD ' \
	"$(holders 'who proposed 30')"
