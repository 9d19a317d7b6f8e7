#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Whatever a user gets wrong is told in words, with the right exit status, and
# nothing on standard output.
work=$(mktemp -d) || exit 99
trap 'chmod -R u+rwx "$work"; rm -rf "$work"' EXIT
unset TRAVAUX_INDEX
index=$work/index
number=0

./travaux-index --quiet --index "$index" \
	--negotiation "$srcdir/corpus/sample/exercise/profile" \
	"$srcdir/tests/golden/records" || exit 99

# try STATUS TEXT ARGUMENT...: the status, and a part of the message
try() {
	number=$((number + 1))
	status=$1
	text=$2
	shift 2
	./travaux "$@" >"$work/out" 2>"$work/err" <"$work/in"
	got=$?
	if [ $got -eq "$status" ] && grep -qF -- "$text" "$work/err" &&
	    [ ! -s "$work/out" ]; then
		echo "ok $number - $text"
	else
		echo "not ok $number - exit $got: $*"
		sed 's/^/# /' "$work/err"
	fi
}

: >"$work/in"
try 2 'usage: travaux COMMAND'
try 2 "did you mean search?" serch deletion
try 2 "there is no command 'xyzzy'" xyzzy
try 2 'did you mean --limit?' search --limt 3 x
try 2 'limit needs a value' search x --limit
try 2 'no number that limit can be' search --limit ten x
try 2 'format cannot be' search --format xml x
try 2 'no stance' positions --stance opposes
try 3 "no index at '$work/none'" search --index "$work/none" x
try 3 'is no index' search --index "$work" x
try 2 'nothing to search for' search --index "$index"
try 2 'the question is empty' ask --index "$index"
try 2 'the question is empty' ask --index "$index" '?!'
try 2 'which record?' show --index "$index"
try 1 "there is no record 'nobody'" show --index "$index" nobody
try 1 "there is no passage 'aldermark#99'" show --index "$index" 'aldermark#99'
try 2 "there is no field 'foo'" search --index "$index" foo:bar
try 2 'not closed' search --index "$index" 'keep "this'
try 2 'not closed' search --index "$index" '(keep'
try 2 'closes nothing' search --index "$index" 'keep)'
try 2 'OR needs something after it' search --index "$index" 'keep OR'
try 2 'at most 8192 are read' search --index "$index" \
	"$(head -c 100000 /dev/zero | tr '\0' a)"
try 2 'at most 4096 are read' ask --index "$index" \
	"$(head -c 100000 /dev/zero | tr '\0' a)"

# The caret stands under the word that is wrong.
./travaux search --index "$index" 'keep foo:bar' 2>"$work/err"
number=$((number + 1))
if grep -q '^       ^$' "$work/err"; then
	echo "ok $number - caret"
else
	echo "not ok $number - caret"
	sed 's/^/# /' "$work/err"
fi

head -c 1048576 /dev/zero | tr '\0' a >"$work/in"
try 2 'standard input is too long' ask --index "$index" -
printf 'who\0opposed' >"$work/in"
try 2 'NUL byte' ask --index "$index" -
: >"$work/in"

# An index of a newer schema, of a needed capability, damaged, out of reach.
cp -R "$index" "$work/newer"
sed 's/^travaux-index .*/travaux-index 99/' "$index/travaux" \
	>"$work/newer/travaux"
try 3 'has schema 99' search --index "$work/newer" x
sed 's/^needs .*/needs time-travel-1/' "$index/travaux" >"$work/newer/travaux"
try 3 "needs 'time-travel-1'" search --index "$work/newer" x
echo nonsense >"$work/newer/travaux"
try 3 'damaged' search --index "$work/newer" x
if [ "$(id -u)" -ne 0 ]; then
	chmod 0 "$work/newer"
	try 3 'Permission denied' search --index "$work/newer" x
	chmod 700 "$work/newer"
fi

# A reader that is gone, and a full disk.
number=$((number + 1))
if [ -e /dev/full ]; then
	./travaux search --index "$index" deletion >/dev/full 2>"$work/err"
	[ $? -eq 3 ] && grep -q 'cannot write' "$work/err" || printf 'not '
	echo "ok $number - full disk"
else
	echo "ok $number - full disk # SKIP no /dev/full"
fi
echo "1..$number"
