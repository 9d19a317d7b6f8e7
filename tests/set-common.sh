# SPDX-License-Identifier: GPL-2.0-or-later
# What the tests share that ask the same of two or more indexes and compare the
# answers: sourced after index-common.sh. $first is asked first, in $work, and
# each of $others is to give the same; `plain NAME` makes plain what may differ.

asked=0
differ=0
: >"$work/differences"
: >"$work/later"

# note WHAT OF: one answer of $work/answer, to be that of $work/expected
note() {
	cmp -s "$work/expected" "$work/answer" && return
	differ=$((differ + 1))
	echo "$2: $1" >>"$work/differences"
}

# run COMMAND ...: of all; what differs is told
run() {
	command=$1
	shift
	"$asker" "$command" --index "$work/$first" "$@" 2>&1 </dev/null |
	    plain "$first" >"$work/expected"
	asked=$((asked + 1))
	for of in $others; do
		"$asker" "$command" --index "$work/$of" "$@" 2>&1 </dev/null |
		    plain "$of" >"$work/answer"
		note "$command $*" "$of"
	done
}

# later COMMAND ...: of all, with the next `same`, by one process for each
# index: what a program does at its start takes longer than most questions
later() {
	words=$1
	shift
	for word; do words="$words	$word"; done
	printf '%s\n' "$words" >>"$work/later"
}

# answer NAME: what was kept for later, by one of the indexes
answer() {
	./tests/ask-many "$work/$1" <"$work/later" 2>&1 | plain "$1"
}

# ask_later: what was kept for later; what differs is told with its question
ask_later() {
	[ -s "$work/later" ] || return 0
	answer "$first" >"$work/expected"
	[ "$(grep -c '^exit status' "$work/expected")" -eq \
	    "$(grep -c . "$work/later")" ] || note "all at once" "$first"
	for of in $others; do
		answer "$of" >"$work/answer"
		cmp -s "$work/expected" "$work/answer" && continue
		differ=$((differ + 1))
		echo "$of:" >>"$work/differences"
		diff -U 3 "$work/expected" "$work/answer" | cut -c 1-300 |
		    head -n 30 >>"$work/differences"
	done
	asked=$((asked + $(grep -c . "$work/later")))
	: >"$work/later"
}

# all FILE COMMAND ...: of every line's first column, with the next `same`
all() {
	file=$1
	shift
	grep -v '^#' "$srcdir/$file" | cut -f 1 >"$work/lines"
	while IFS= read -r line; do
		[ -z "$line" ] || later "$@" -- "$line"
	done <"$work/lines"
}

# same LEAST WHAT: a case, of what was asked since the last one
same() {
	ask_later
	cp "$work/differences" "$work/err"
	[ $differ -eq 0 ] && [ $asked -ge "$1" ]
	result $? "$2 ($asked)"
	asked=0
	differ=0
	: >"$work/differences"
}

# every_record [COMMAND ...]: all records of $first, with the next `same`
every_record() {
	"$asker" search --index "$work/$first" --format json --limit 1000 \
	    '*' | grep -o '"record":"[^"]*"' | sort -u | cut -d '"' -f 4 \
	    >"$work/ids"
	while IFS= read -r id; do
		later show --format json "$id"
		[ $# -eq 0 ] || later "$@" "record:\"$id\""
	done <"$work/ids"
}
