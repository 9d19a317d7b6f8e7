# SPDX-License-Identifier: GPL-2.0-or-later
# What the tests of travaux-index share: a folder, TAP, and how to run it.
# Sourced, with the number of cases in $cases.

work=$(mktemp -d "${TMPDIR:-/tmp}/travaux-index-test.XXXXXX") || exit 99
trap 'chmod -R u+rwx "$work" 2>/dev/null; rm -rf "$work"' EXIT
program=${TRAVAUX_INDEX_PROGRAM:-$PWD/travaux-index}
asker=${TRAVAUX_PROGRAM:-$PWD/travaux}
# libxapian 1.4.22 deletes a table of its own as one of another size.
ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}new_delete_type_mismatch=0
export ASAN_OPTIONS
unset TRAVAUX_INDEX XDG_DATA_HOME
count=0
echo "1..$cases"

# Run travaux-index on the test's index; messages go to $work/err.
index() {
	"$program" --index "$work/ix" "$@" >"$work/out" 2>"$work/err"
}

# result STATUS NAME: one case of TAP; with the messages where it failed
result() {
	count=$((count + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $count - $2"
	else
		echo "not ok $count - $2"
		sed 's/^/# /' "$work/err" 2>/dev/null
	fi
}

# exits WANTED GOT [PATTERN]: the status is as wanted, and the messages match
exits() {
	[ "$1" -eq "$2" ] || return 1
	[ -z "$3" ] || grep -q -e "$3" "$work/err"
}

# passages: how many the index has, or "broken"
passages() {
	"$asker" check --index "$work/ix" >"$work/check" 2>&1 || {
		echo broken
		return
	}
	"$asker" search --index "$work/ix" --format json '*' 2>/dev/null |
	    sed -n 's/.*"total":{"value":\([0-9]*\).*/\1/p' | head -n 1
}
