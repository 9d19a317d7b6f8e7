#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What completion for bash offers, on the exercise; the others are read by their
# shells where these are there.
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
if ! command -v bash >/dev/null 2>&1; then
	echo '1..0 # SKIP bash is not here'
	exit 0
fi
TRAVAUX_INDEX=$work/index
HOME=$work
PATH=$PWD:$PATH
export TRAVAUX_INDEX HOME PATH
unset XDG_CONFIG_HOME
travaux-index --quiet --negotiation "$srcdir/corpus/sample/exercise/profile" \
	"$srcdir/corpus/sample/exercise/records" || exit 99

cat >"$work/ask" <<'END'
. "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_travaux
printf '%s\n' "${COMPREPLY[@]}"
END

echo 1..15
number=0
# offers EXPECTED WORD...: the words offered, joined by spaces
offers() {
	number=$((number + 1))
	expected=$1
	shift
	got=$(bash "$work/ask" "$srcdir/completion/travaux.bash" "$@" |
		tr '\n' ' ')
	if [ "$got" = "$expected " ]; then
		echo "ok $number - $*"
	else
		echo "not ok $number - $*"
		echo "# offered: $got"
	fi
}

offers 'trace' travaux tr
offers 'positions' travaux pos
offers '--matrix --mentions --meeting' travaux positions --m
offers 's1 s2 s3' travaux positions --session ''
offers 's1 s2 s3' travaux positions --matrix --session ''
offers 'Galtria' travaux brief Ga
offers 'Port\ Sable' travaux positions --holder Po
offers 'smallcraft' travaux trace sm
offers 'svg' travaux positions --matrix --format s
offers 'session' travaux positions --by s
offers 'topic:' travaux search top
offers '' travaux positions --limit ''
TRAVAUX_INDEX=$work/nowhere offers '' travaux positions --session ''

if command -v zsh >/dev/null 2>&1; then
	zsh -n "$srcdir/completion/_travaux" && echo 'ok 14 - zsh reads it' ||
		echo 'not ok 14 - zsh reads it'
else
	echo 'ok 14 - zsh # SKIP zsh is not here'
fi
if command -v fish >/dev/null 2>&1; then
	fish -n "$srcdir/completion/travaux.fish" && echo 'ok 15 - fish reads it' ||
		echo 'not ok 15 - fish reads it'
else
	echo 'ok 15 - fish # SKIP fish is not here'
fi
