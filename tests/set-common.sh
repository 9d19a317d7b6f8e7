# SPDX-License-Identifier: GPL-2.0-or-later
# What the tests share that ask the same of two or more indexes and compare the
# answers: sourced after index-common.sh. $first is asked first, in $work, and
# each of $others is to give the same; `plain NAME` makes plain what may differ.

asked=0
differ=0
: >"$work/differences"

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

# all FILE COMMAND ...: of every line's first column
all() {
	file=$1
	shift
	grep -v '^#' "$srcdir/$file" | cut -f 1 >"$work/lines"
	while IFS= read -r line; do
		[ -z "$line" ] || run "$@" -- "$line"
	done <"$work/lines"
}

# same LEAST WHAT: a case, of what was asked since the last one
same() {
	cp "$work/differences" "$work/err"
	[ $differ -eq 0 ] && [ $asked -ge "$1" ]
	result $? "$2 ($asked)"
	asked=0
	differ=0
	: >"$work/differences"
}

# every_record [COMMAND ...]: all records of $first
every_record() {
	"$asker" search --index "$work/$first" --format json --limit 1000 \
	    '*' | grep -o '"record":"[^"]*"' | sort -u | cut -d '"' -f 4 \
	    >"$work/ids"
	while IFS= read -r id; do
		run show --format json "$id"
		[ $# -eq 0 ] || run "$@" "record:\"$id\""
	done <"$work/ids"
}
