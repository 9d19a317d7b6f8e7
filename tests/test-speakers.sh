#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Who speaks: each of several who speak jointly is found, with positions and
# without; who speaks for others is found as spokesperson; what positions imply
# is a field.
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
unset NO_COLOR COLUMNS PAGER XDG_CONFIG_HOME XDG_DATA_HOME
HOME=$work
TRAVAUX_INDEX=$work/index
export HOME TRAVAUX_INDEX
mkdir "$work/records"
printf '%s\n' --- 'kind: statement' 'speaker: Aldermark and Brennia' --- \
	'We support Article 5.' >"$work/records/joint.md"
printf '%s\n' --- 'kind: statement' 'speaker: Brennia' \
	'on_behalf_of: Upland Group' --- 'The Group opposes Article 6.' \
	>"$work/records/group.md"
printf '%s\n' --- 'kind: summary' --- \
	'CALDERA, on behalf of the HAVEN GROUP, opposed Article 9.' \
	>"$work/records/told.md"

number=0
check() {
	number=$((number + 1))
	got=$(./travaux search --format jsonl "$2" 2>/dev/null |
		sed -n 's/.*"record":"\([a-z.]*\)".*/\1/p' | sort | tr '\n' ' ')
	if [ "$got" = "$3" ]; then
		echo "ok $number - $1"
	else
		echo "not ok $number - $1: '$got' for '$3'"
	fi
}

fill() {
	rm -rf "$TRAVAUX_INDEX"
	./travaux-index --quiet "$@" \
		--negotiation "$srcdir/corpus/sample/exercise/profile" \
		"$work/records" || exit 99
}

echo 1..9
fill
check 'the first of two' speaker:Aldermark 'joint.md '
check 'the second of two' speaker:Brennia 'group.md joint.md '
check 'who speaks for a group' spokesperson:Brennia 'group.md '
check 'who is told to speak for a group' spokesperson:Caldera 'told.md '
check 'who speaks for nobody else' spokesperson:Aldermark ''
check 'what is implied' implied:retain 'group.md joint.md told.md '
fill --no-positions
check 'without positions, the first' speaker:Aldermark 'joint.md '
check 'without positions, the second' speaker:Brennia 'group.md joint.md '
check 'without positions, for a group' spokesperson:Brennia 'group.md '
