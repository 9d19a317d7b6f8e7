#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Four servers in network namespaces of their own: the same answers with latency
# between (tests/delay.py), and what the user sees where one is cut off, killed
# in the middle of an answer, holds an older index, or is back again: on
# standard output and error, by the exit status, in JSON and on a page. Where
# namespaces cannot be made (not root, no iproute2), skipped. What is seen is
# added to the file SEEN, where the environment names one.
skip() {
	echo "1..0 # SKIP $1"
	exit 0
}
command -v xapian-tcpsrv >/dev/null || skip "xapian-tcpsrv is not installed"
command -v ip >/dev/null || skip "iproute2 is not installed"
command -v setsid >/dev/null || skip "setsid is not installed"
command -v xapian-delve >/dev/null || skip "xapian-delve is not installed"
python3 -c 'import asyncio' 2>/dev/null || skip "no python3, for latency"
net=tv$$
ip netns add $net-0 2>/dev/null || skip "no network namespace can be made"
ip netns del $net-0
cases=37
. "$srcdir/tests/index-common.sh"

pids=
trap 'for p in $pids; do
	kill -CONT -$p 2>/dev/null
	kill -9 -$p 2>/dev/null || kill $p 2>/dev/null
done
for k in 1 2 3 4; do ip netns del $net-$k 2>/dev/null; done
chmod -R u+rwx "$work"; rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

HOME=$work/home
unset XDG_CONFIG_HOME XDG_STATE_HOME XDG_DATA_HOME
export HOME
cp -R "$srcdir/corpus/sample/exercise/." "$work/from"
(cd "$work/from" && "$program" --quiet --index "$work/ix" \
    --negotiation profile --shards 4 --output "$work/set" records) \
    2>"$work/err"

. "$srcdir/tests/set-servers.sh"
half=$(($$ % 250))

# start K FOLDER: a server in namespace k, behind 5 ms in each direction
start() {
	setsid ip netns exec $net-$1 xapian-tcpsrv --quiet \
	    --interface 127.0.0.1 --port 7001 "$2" >/dev/null 2>&1 &
	eval "pid$1=$!"
	pids="$pids $!"
}

# ready K: once it answers
ready() {
	eval "pid=\$pid$1"
	port=7000
	answers "10.211.$half.$(($1 * 4 + 2))"
}

# stop K: at once, with what answers for it
stop() {
	eval "pid=\$pid$1"
	kill -9 -$pid 2>/dev/null
	wait $pid 2>/dev/null
}

# A namespace for each, joined to this one by a pair of interfaces.
ok=0
{
	echo 'travaux-set 1'
	echo 'deadline 6000'
} >"$work/remote"
for k in 1 2 3 4; do
	address=10.211.$half.$((k * 4 + 2))
	ip netns add $net-$k &&
	    ip link add $net-$k type veth peer name far netns $net-$k &&
	    ip addr add 10.211.$half.$((k * 4 + 1))/30 dev $net-$k &&
	    ip link set $net-$k up &&
	    ip -n $net-$k link set lo up &&
	    ip -n $net-$k addr add $address/30 dev far &&
	    ip -n $net-$k link set far up || ok=1
	start $k "$work/set/shard-$k/served"
	ip netns exec $net-$k python3 "$srcdir/tests/delay.py" 5 \
	    $address:7000=127.0.0.1:7001 >"$work/ready-$k" \
	    2>"$work/trips-$k" &
	pids="$pids $!"
	eval "proxy$k=$!"
	echo "shard $address:7000" >>"$work/remote"
	eval "shard$k=$address:7000"
done 2>"$work/err"
for k in 1 2 3 4; do ready $k || ok=1; done
result $ok "four namespaces"

plain() {
	sed -e "s|$work/$1|INDEX|g" \
	    -e 's/\("score":[0-9]*\.[0-9]\)[0-9]*/\1/g'
}
. "$srcdir/tests/set-common.sh"
first=ix
others=remote
run ask --format json 'who opposed the removal of Article 42'
run ask --format text 'which States supported Article 42'
run search --format json --facets deletion
run search --format json '"the deletion"'
run search --sort date --limit 3 '*'
run positions --matrix --format json
run trace 'article 42'
same 7 "the same with latency"

# traffic NAME: how often the first shard was asked since the last time, in
# $NAME_trips, and how many bytes came of it, in $NAME_bytes
traffic() {
	: >"$work/trips-1"
	kill -USR1 $proxy1
	tries=0
	until grep -q 'round trips' "$work/trips-1" || [ $tries -eq 20 ]; do
		tries=$((tries + 1))
		sleep 1
	done
	tail -n 1 "$work/trips-1" >"$work/last"
	eval "$1_trips=$(cut -f 3 "$work/last" | cut -d ' ' -f 1)"
	eval "$1_bytes=$(cut -f 5 "$work/last" | cut -d ' ' -f 1)"
}
traffic before
"$asker" positions --index "$work/remote" --limit 3 >"$work/out" 2>"$work/err"
traffic few
"$asker" positions --index "$work/remote" --limit 1000 >"$work/out" \
    2>"$work/err"
traffic many
[ "$few_bytes" -gt 0 ] && [ "$((2 * few_bytes))" -lt "$many_bytes" ]
result $? "few positions are of few passages ($few_bytes of $many_bytes bytes)"
# One by one, each would be a round trip.
[ "$few_trips" -gt 0 ] && [ "$many_trips" -le "$((2 * few_trips))" ]
result $? "and many are asked for at once ($few_trips, $many_trips round trips)"

# How long a question takes here, in seconds, and so how long it may take where
# a shard is waited for: to connect, and once more for an answer.
began=$(date +%s)
"$asker" search --index "$work/remote" deletion >"$work/out" 2>"$work/err"
limit=$((2 * ($(date +%s) - began) + 15))

# --- what is seen where shards are away ---------------------------------------

# page FILE: the page of a search
page() {
	env -i TRAVAUX_INDEX="$work/remote" REQUEST_METHOD=GET \
	    SCRIPT_NAME=/travaux.cgi HTTP_HOST=localhost PATH_INFO=/ \
	    ASAN_OPTIONS="$ASAN_OPTIONS" LSAN_OPTIONS="$LSAN_OPTIONS" \
	    QUERY_STRING='q=deletion' ./travaux.cgi >"$1" 2>"$work/err"
}

# told WHAT WHERE TEXT: for who wants to see it
told() {
	[ -z "$SEEN" ] || printf '%s\t%s\t%s\n' "$1" "$2" "$3" >>"$SEEN"
}

# begun FILE: once there are answers in it, or it is clear that none will come
begun() {
	tries=0
	while [ ! -s "$1" ] && [ $tries -lt 60 ]; do
		tries=$((tries + 1))
		sleep 1
	done
}

# seen WHAT REASON ADDRESS...: five cases
seen() {
	what=$1
	reason=$2
	shift 2
	start=$(date +%s)
	"$asker" search --index "$work/remote" deletion >"$work/out" \
	    2>"$work/err"
	got=$?
	took=$(($(date +%s) - start))
	[ $got -eq 4 ] && grep -q '[Dd]eletion' "$work/out"
	result $? "$what: the rest is found, and the status is 4"
	told "$what" "status $got after $took s" "$(cat "$work/err")"
	[ $took -le $limit ]
	result $? "$what: in time ($took s)"
	ok=0
	for address; do
		grep "without shard '$address'" "$work/err" |
		    grep -q -e "$reason" || ok=1
	done
	[ "$(grep -c "without shard" "$work/err")" -eq $# ] || ok=1
	result $ok "$what: standard error names it, and why"
	"$asker" search --index "$work/remote" --format json deletion \
	    >"$work/out" 2>"$work/err"
	[ $? -eq 4 ] && grep -q '"hits":\[{' "$work/out" || ok=1
	for address; do
		grep -o '"missing":\[.*\]' "$work/out" |
		    grep -q '{"shard":"'"$address"'","reason":"' || ok=1
	done
	[ "$(grep -o '"shard":"' "$work/out" | wc -l)" -eq $# ] || ok=1
	result $ok "$what: JSON names it"
	told "$what" JSON "$(grep -o '"missing":\[.*\]' "$work/out")"
	page "$work/page"
	grep -q '^Status: 200\|^Content-Type: text/html' "$work/page" || ok=1
	for address; do
		grep -q 'class="missing".*'"$address" "$work/page" || ok=1
	done
	result $ok "$what: the page has a banner"
	told "$what" page "$(grep -o 'class="missing".*' "$work/page")"
}

# back WHAT: whole again, before long: a neighbour that was away is not asked
# for again at once
back() {
	tries=0
	: >"$work/err"
	until run search --format json --facets deletion &&
	    [ $differ -eq 0 ] && page "$work/page" &&
	    ! grep -q 'class="missing"' "$work/page"; do
		tries=$((tries + 1))
		differ=0
		[ $tries -lt 30 ] || break
		sleep 1
	done
	[ $tries -lt 30 ]
	result $? "$1"
	asked=0
	differ=0
}

ip -n $net-2 link set far down
seen "one cut off" . $shard2
ip -n $net-4 link set far down
seen "two cut off" . $shard2 $shard4
ip -n $net-2 link set far up
ip -n $net-4 link set far up
back "whole when they are back"

# --- killed in the middle of an answer ----------------------------------------

cut -f 1 "$srcdir/tests/searches.tsv" | grep -v '^#' >"$work/once"
# Seconds of questions, however fast the machine: each has its round trips.
{
	for i in 1 2; do cat "$work/once"; done
	echo deletion
} >"$work/many"
# The number of the last line that has an answer.
last() {
	sed -n '$s/^{"line":\([0-9]*\),.*/\1/p' "$1"
}
"$asker" batch --index "$work/ix" --format jsonl "$work/many" >"$work/whole" \
    2>/dev/null
"$asker" batch --index "$work/remote" --format jsonl "$work/many" \
    >"$work/out" 2>"$work/err" &
asking=$!
begun "$work/out"
stop 3
wait $asking
got=$?
[ $got -eq 4 ] && grep -q "without shard '$shard3'" "$work/err" &&
    ! grep -v "without shard '$shard3'" "$work/err" | grep -q .
result $? "killed in the middle: the status is 4, and it is named"
[ "$(last "$work/out")" = "$(last "$work/whole")" ]
result $? "the last line has its answer"
seen "killed" . $shard3
start 3 "$work/set/shard-3/served"
ready 3
back "whole when it is started again"

# cut off in the middle, where nothing says that it is gone
"$asker" batch --index "$work/remote" --format jsonl "$work/many" \
    >"$work/out" 2>"$work/err" &
asking=$!
begun "$work/out"
ip -n $net-3 link set far down
wait $asking
got=$?
[ $got -eq 4 ] && [ "$(last "$work/out")" = "$(last "$work/whole")" ] &&
    ! grep -v "without shard '$shard3'" "$work/err" | grep -q .
result $? "cut off in the middle: the last line has its answer, and it is named"
ip -n $net-3 link set far up
back "whole when the line is there again"

# --- an older index -----------------------------------------------------------

cp -R "$srcdir/corpus/sample/exercise/profile" "$work/other"
for table in "$work"/other/*.tsv; do echo '# older' >>"$table"; done
SOURCE_DATE_EPOCH=1000000000 "$program" --quiet --index "$work/old" \
    --negotiation "$work/other" --shards 4 --output "$work/oldset" \
    "$work/from/records" 2>"$work/err"
stop 1
start 1 "$work/oldset/shard-1/served"
ready 1
seen "an older index" 'outdated: made 2001-09-09' $shard1
stop 1
start 1 "$work/set/shard-1/served"
ready 1
back "whole when it has the new one"

# --- one that takes connections, and says nothing -----------------------------

kill -STOP -$pid2
seen "silent" . $shard2
kill -CONT -$pid2
back "whole when it speaks again"
