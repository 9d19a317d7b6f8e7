#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# A shard copied by xapian-replicate is asked as the shard is, and follows it
# when it is made anew; and while shards are made anew under their servers, one
# question after the other is answered by all of them.
for tool in xapian-tcpsrv xapian-replicate xapian-replicate-server \
    xapian-delve setsid; do
	command -v $tool >/dev/null || {
		echo "1..0 # SKIP $tool is not installed"
		exit 0
	}
done
cases=8
. "$srcdir/tests/index-common.sh"

HOME=$work/home
unset XDG_CACHE_HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_DATA_HOME
export HOME
mkdir -p "$HOME"
pids=
trap 'kill $pids 2>/dev/null; chmod -R u+rwx "$work"; rm -rf "$work"' EXIT

cp -R "$srcdir/corpus/sample/exercise/." "$work/from"
split() {
	(cd "$work/from" && "$program" --quiet --index "$work/ix" \
	    --negotiation profile --shards 2 --output "$work/set" records) \
	    2>"$work/err"
}
split
result $? "an index and two shards"

. "$srcdir/tests/set-servers.sh"

# replicate: what the master has, once
replicate() {
	xapian-replicate --host 127.0.0.1 --port $master --one-shot \
	    --master served --reader-time=0 "$work/replica" \
	    >"$work/out" 2>"$work/err"
}

# master: a server of $work/set/shard-1 that has copied it once, on the first
# port where one stays; what it says goes to $work/master-said. Whether it is
# up is seen by copying alone, tried for half a minute.
copied_once() {
	seconds=0
	while [ $seconds -lt 30 ] && sleep 1; do
		kill -0 $pid 2>/dev/null || return 1
		replicate && return 0
		seconds=$((seconds + 1))
	done
	return 1
}
for try in 1 2 3 4 5 6 7 8 9; do
	next=$((next + 1))
	master=$next
	setsid xapian-replicate-server --interface 127.0.0.1 --port $master \
	    "$work/set/shard-1" >"$work/master-said" 2>&1 &
	pid=$!
	copied_once && break
	kill $pid 2>/dev/null
done
pids="$pids $pid"
cat "$work/master-said" >>"$work/err"
kill -0 $pid 2>/dev/null && [ -e "$work/replica" ]
result $? "a shard is replicated"

serve "$work/set/shard-1/served"
one=$port
serve "$work/set/shard-2/served"
two=$port
serve "$work/replica"
copy=$port
set_of() { # NAME PLACE
	printf 'travaux-set 1\ndeadline 20000\nshard %s\nshard %s\n' "$2" \
	    "127.0.0.1:$two" >"$work/$1"
}
set_of masters "127.0.0.1:$one"
set_of replicas "127.0.0.1:$copy"
set_of either "127.0.0.1:1 127.0.0.1:$copy"
plain() {
	sed -e "s|$work/$1|INDEX|g" -e 's/"index_created":"[^"]*"//'
}
. "$srcdir/tests/set-common.sh"
first=masters
others='replicas either'
cut -f 1 "$srcdir/tests/searches.tsv" | grep -v '^#' >"$work/many"
compare() {
	run batch --format jsonl "$work/many"
	run ask --format json 'who opposed the removal of Article 42'
	run search --format json --facets deletion
	same 3 "$1"
}
compare "the replica is asked as the shard is"

# --- made anew, while questions are asked -------------------------------------

# One after the other, until $work/enough is there: how many, how many failed.
ask_on() {
	n=0
	bad=0
	while [ ! -e "$work/enough" ]; do
		n=$((n + 1))
		"$asker" search --index "$work/masters" --format json deletion \
		    >"$work/on-out" 2>"$work/on-err" &&
		    grep -q '"missing":\[\]' "$work/on-out" && continue
		bad=$((bad + 1))
		cat "$work/on-err" >>"$work/on-bad"
	done
	echo "$n $bad" >"$work/on"
}
: >"$work/on-bad"
ask_on &
asking=$!
for round in 1 2 3 4 5; do
	printf '\nWe oppose the deletion of Article 34, round %s: zyzzyva%s.\n' \
	    $round $round >>"$work/from/records/session-3/15-chair-closing.txt"
	printf '\nWe support the deletion of Article 34, round %s.\n' $round \
	    >>"$work/from/records/session-1/07-rovigar.txt"
	split || break
done
result $? "the shards are made anew five times"
touch "$work/enough"
wait $asking
read -r n bad <"$work/on"
cp "$work/on-bad" "$work/err"
[ "$n" -gt 5 ] && [ "$bad" -eq 0 ]
result $? "every question meanwhile is answered whole ($n asked, $bad not)"

"$asker" search --index "$work/masters" --count zyzzyva5 >"$work/out" \
    2>"$work/err" && grep -q '^1' "$work/out"
result $? "the servers have what is new"
replicate
result $? "the shard is replicated again"
compare "the replica has followed"
