#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# pack, apply and import are killed before each call with which they write, and
# the disk is full from each such call on: what was there stays as it is, or is
# the new one, byte for byte. The rest of bundle-change.sh tries it by the clock.
cases=8
. "$srcdir/tests/index-common.sh"

HOME=$work/home
unset XDG_CONFIG_HOME XDG_STATE_HOME
SOURCE_DATE_EPOCH=1700000000
# Leaks cannot be looked for under a tracer.
ASAN_OPTIONS=${ASAN_OPTIONS:-}:detect_leaks=0
export HOME SOURCE_DATE_EPOCH ASAN_OPTIONS
mkdir -p "$HOME/.config/travaux/trusted" "$work/records" "$work/in"

if ! strace -o "$work/log" -e trace=write true 2>"$work/err"; then
	while [ $count -lt $cases ]; do
		count=$((count + 1))
		echo "ok $count # skip no strace that works here"
	done
	exit 0
fi
sanitized=
if ASAN_OPTIONS=help=1 "$asker" --version 2>&1 | grep -q AddressSanitizer; then
	sanitized=yes
fi
calls='?write,?pwrite64,?ftruncate,?rename,?renameat,?renameat2'
calls=$calls',?mkdir,?mkdirat,?unlink,?unlinkat,?fsync,?fdatasync'

# bundle ACTION ...: messages go to $work/err
bundle() {
	"$asker" bundle "$@" >"$work/out" 2>"$work/err" </dev/null
}

# write_records FIRST LAST
write_records() {
	awk -v a="$1" -v b="$2" 'BEGIN { for (i = a; i <= b; i++)
		printf "{\"id\":\"r%d\",\"kind\":\"statement\",\"speaker\":\"Norland\",\"language\":\"en\",\"text\":\"We propose to delete article %d.\"}\n",
		    i, i }'
}

bundle keygen --secret "$work/s" --no-passphrase \
    --public "$HOME/.config/travaux/trusted/us.pub"
write_records 1 30 >"$work/records/a.jsonl"
index "$work/records" || echo "# indexing failed"
bundle pack --index "$work/ix" --secret "$work/s" -o "$work/old" --name n \
    --sequence 1
write_records 31 40 >"$work/records/b.jsonl"
index "$work/records" || echo "# indexing failed"
bundle pack --index "$work/ix" --secret "$work/s" -o "$work/new" --name n \
    --sequence 2 &&
    bundle diff -o "$work/d" "$work/old" "$work/new"
result $? "two editions and a delta"
cp "$work/new" "$work/n.travaux"

# act: the action that is tried; its file is $file
act() {
	case $action in
	pack) set -- pack --index "$work/ix" --secret "$work/s" -o "$file" \
	    --name n --sequence 2 ;;
	apply) set -- apply -o "$file" "$work/d" "$work/old" ;;
	import) set -- import --into "$work/in" "$work/n.travaux" ;;
	esac
	strace -f -o "$work/log" -e trace="$calls" $inject \
	    "$asker" bundle "$@" >"$work/out" 2>"$work/message" </dev/null
}

# begin: as before the action, what it left behind included
begin() {
	cp "$work/old" "$file"
}

# stages: the calls that it writes with, one a line with its number: the first
# few of each, every fifth, and the last; $TRAVAUX_STAGES=all for all of them
stages() {
	inject=
	begin
	act || return 1
	cmp "$work/new" "$file" >"$work/err" || return 1
	sed -n 's/^[0-9]* *\([a-z0-9]*\)(.*/\1/p' "$work/log" |
	    awk -v all="${TRAVAUX_STAGES:-}" '
		{ n[$1]++; order[NR] = $1; number[NR] = n[$1] }
		END { for (i = 1; i <= NR; i++) {
			k = number[i]
			if (all != "" || k <= 4 || k % 5 == 0 || k == n[order[i]])
				print order[i], k } }' >"$work/stages"
}

# whole WHAT: the file is the old or the new one
whole() {
	cmp -s "$work/old" "$file" || cmp -s "$work/new" "$file" || {
		echo "$action, $1: neither the old nor the new file" >>"$work/bad"
		return 1
	}
}

# left: what should not lie there after a failure that was told
left() {
	[ ! -e "$file.work" ] || return 0
	# What import brought is kept for the next time.
	[ "$action" != import ] && [ -e "$file.part" ]
}

for action in pack apply import; do
	file=$work/$action
	[ $action != import ] || file=$work/in/n.travaux
	: >"$work/bad"
	stages || echo "$action does not work under strace" >>"$work/bad"
	echo "# $action is tried at $(wc -l <"$work/stages" | tr -d ' ') calls that write"
	killed=0
	while read -r call n; do
		inject="-e inject=$call:signal=KILL:when=$n"
		begin
		# Folders to remember in are made once only: not every call
		# comes again.
		if act; then
			cmp "$work/new" "$file" >>"$work/bad"
		else
			killed=$((killed + 1))
		fi
		whole "killed before $call $n"
	done <"$work/stages"
	[ $((killed * 4)) -ge $(($(wc -l <"$work/stages") * 3)) ] ||
	    echo "$action: killed $killed times only" >>"$work/bad"
	inject=
	begin
	act && cmp "$work/new" "$file" >>"$work/bad" && [ ! -e "$file.part" ] &&
	    [ ! -e "$file.work" ] || echo "$action: left behind" >>"$work/bad"
	cp "$work/bad" "$work/err"
	[ ! -s "$work/bad" ]
	result $? "$action is killed before each of them: the old file or the new"

	: >"$work/bad"
	while read -r call n; do
		case $call in
		unlink*) continue ;;
		# The sanitizers write to pipes of their own, and then give up.
		write) [ -z "$sanitized" ] || continue ;;
		esac
		inject="-e inject=$call:error=ENOSPC:when=$n+"
		begin
		if act; then
			cmp "$work/new" "$file" >>"$work/bad"
		else
			# Where writing fails, so does writing a message.
			[ "$call" = write ] ||
			    grep -q 'cannot write' "$work/message" ||
			    echo "$call $n: $(cat "$work/message")" >>"$work/bad"
			left && echo "$call $n: left behind" >>"$work/bad"
		fi
		whole "full at $call $n"
	done <"$work/stages"
	cp "$work/bad" "$work/err"
	[ ! -s "$work/bad" ]
	result $? "$action has no room from each of them on: so too, and it says so"
done

rm -f "$work/log"
[ -z "$(find "$work" -name '*.part' -o -name '*.work')" ]
result $? "nothing on the way is left at the end"
