#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What the shells offer after TAB, on the exercise; those that are not here are
# left out.
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

echo 1..40
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
offers 'session:' travaux search se
offers 's1 s2 s3' travaux search session : s
offers 'Brennia Bureau' travaux search holder : B
offers '' travaux positions --limit ''
TRAVAUX_INDEX=$work/nowhere offers '' travaux positions --session ''


# --- zsh ----------------------------------------------------------------------

# A shell on a terminal of its own, whose compadd also writes what it adds.
cat >"$work/zsh-setup" <<'END'
PROMPT=
fpath=($COMPLETION $fpath)
autoload -U compinit
compinit -u -d $WORK/zcompdump
bindkey '^I' complete-word
zstyle ':completion:*' insert-tab false
compadd() {
	local -a hits
	local hit
	builtin compadd -A hits "$@"
	for hit in $hits; do
		print -r -- "$hit" >>$WORK/zsh-hits
	done
	builtin compadd "$@"
}
ended() { print done >>$WORK/zsh-done }
comppostfuncs=(ended)
print ready >$WORK/zsh-ready
END
cat >"$work/zsh-ask" <<'END'
zmodload zsh/zpty
rm -f $WORK/zsh-hits $WORK/zsh-done $WORK/zsh-ready
zpty -b shell zsh -f -i
zpty -w shell "source $WORK/zsh-setup"
wait_for() {
	local i
	for i in {1..200}; do
		[[ -e $1 ]] && return 0
		zpty -r shell >/dev/null 2>&1
		sleep 0.05
	done
	return 1
}
wait_for $WORK/zsh-ready || exit 1
zpty -n -w shell "$1"$'\t'
wait_for $WORK/zsh-done || exit 1
zpty -d shell
[[ ! -e $WORK/zsh-hits ]] || cat $WORK/zsh-hits
END

# --- fish ---------------------------------------------------------------------

cat >"$work/fish-ask" <<'END'
source $COMPLETION/travaux.fish
complete -C "$argv[1]" | string replace -r '\t.*' ''
END

COMPLETION=$srcdir/completion
WORK=$work
export COMPLETION WORK

# ask SHELL LINE
ask() {
	case $1 in
	zsh) zsh -f "$work/zsh-ask" "$2" ;;
	fish) fish --no-config "$work/fish-ask" "$2" ;;
	esac 2>"$work/err"
}

# typed SHELL EXPECTED LINE: the words offered for a line, among others
typed() {
	number=$((number + 1))
	if ! command -v "$1" >/dev/null 2>&1; then
		echo "ok $number - $1: $3 # SKIP $1 is not here"
		return
	fi
	got=$(ask "$1" "$3" | LC_ALL=C sort -u | tr '\n' ' ')
	if [ "$got" = "$2 " ] || { [ -z "$2" ] && [ -z "${got% }" ]; }; then
		echo "ok $number - $1: $3"
	else
		echo "not ok $number - $1: $3"
		echo "# offered: $got"
		sed 's/^/# /' "$work/err"
	fi
}

for shell in zsh fish; do
	typed "$shell" 'trace' 'travaux tr'
	typed "$shell" 'save search serve show' 'travaux s'
	typed "$shell" '--matrix --meeting --mentions' 'travaux positions --m'
	typed "$shell" 's1 s2 s3' 'travaux positions --session '
	typed "$shell" 'Galtria' 'travaux brief Ga'
	typed "$shell" 'smallcraft' 'travaux trace sm'
	typed "$shell" 'svg' 'travaux positions --matrix --format s'
	typed "$shell" 'session' 'travaux positions --by s'
	typed "$shell" 'topic:' 'travaux search top'
	typed "$shell" 'session:s1 session:s2 session:s3' \
		'travaux search session:'
	typed "$shell" 'alert' 'travaux help al'
	typed "$shell" 'statement' 'travaux search --layer st'
done
