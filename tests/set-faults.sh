#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Four servers in network namespaces of their own: the same answers with latency
# between, and what is said where one is cut off, also in the middle of an
# answer. Where namespaces cannot be made (not root, no iproute2), skipped.
skip() {
	echo "1..0 # SKIP $1"
	exit 0
}
command -v xapian-tcpsrv >/dev/null || skip "xapian-tcpsrv is not installed"
command -v ip >/dev/null && command -v tc >/dev/null ||
    skip "iproute2 is not installed"
command -v setsid >/dev/null || skip "setsid is not installed"
net=tv$$
ip netns add $net-0 2>/dev/null || skip "no network namespace can be made"
ip netns del $net-0
cases=8
. "$srcdir/tests/index-common.sh"

pids=
trap 'kill $pids 2>/dev/null
for k in 1 2 3 4; do ip netns del $net-$k 2>/dev/null; done
chmod -R u+rwx "$work"; rm -rf "$work"' EXIT

HOME=$work/home
unset XDG_CONFIG_HOME XDG_STATE_HOME XDG_DATA_HOME
export HOME
cp -R "$srcdir/corpus/sample/exercise/." "$work/from"
(cd "$work/from" && "$program" --quiet --index "$work/ix" \
    --negotiation profile --shards 4 --output "$work/set" records) \
    2>"$work/err"

# A namespace for each, joined to this one by a pair of interfaces.
ok=0
half=$(($$ % 250))
{
	echo 'travaux-set 1'
	echo 'deadline 3000'
} >"$work/remote"
for k in 1 2 3 4; do
	address=10.211.$half.$((k * 4 + 2))
	ip netns add $net-$k &&
	    ip link add $net-$k type veth peer name far netns $net-$k &&
	    ip addr add 10.211.$half.$((k * 4 + 1))/30 dev $net-$k &&
	    ip link set $net-$k up &&
	    ip -n $net-$k addr add $address/30 dev far &&
	    ip -n $net-$k link set far up || ok=1
	setsid ip netns exec $net-$k xapian-tcpsrv --quiet \
	    --interface $address --port 7000 \
	    "$work/set/shard-$k/served" >/dev/null 2>&1 &
	pids="$pids $!"
	echo "shard $address:7000" >>"$work/remote"
	eval "shard$k=$address"
done 2>"$work/err"
sleep 2
result $ok "four namespaces"

# ask OF ARGUMENTS...
asks() {
	of=$1
	shift
	"$asker" "$@" --index "$work/$of" 2>>"$work/err" |
	    sed -e "s|$work/$of|INDEX|g" \
		-e 's/\("score":[0-9]*\.[0-9]\)[0-9]*/\1/g' >"$work/answer-$of"
}

same() {
	: >"$work/err"
	asks ix "$@"
	asks remote "$@"
	cmp "$work/answer-ix" "$work/answer-remote" >>"$work/err" 2>&1
}

# back OPTION...: the same before long; a neighbour that was away is not asked
# for again at once
back() {
	tries=0
	until same "$@"; do
		tries=$((tries + 1))
		[ $tries -lt 10 ] || return 1
		sleep 1
	done
}
same ask --format json 'who opposed the removal of Article 42'
result $? "the same answer"

if tc qdisc add dev $net-1 root netem delay 10ms 2>/dev/null; then
	for k in 2 3 4; do
		tc qdisc add dev $net-$k root netem delay $((k * 5))ms
	done
	same search --format json --facets deletion
	result $? "the same with latency (search)"
	same ask --format json 'who opposed the removal of Article 42'
	result $? "the same with latency (ask)"
else
	result 0 "the same with latency (search) # SKIP no netem"
	result 0 "the same with latency (ask) # SKIP no netem"
fi

partial() { # WHAT ADDRESS SECONDS
	start=$(date +%s)
	"$asker" search --index "$work/remote" --format json deletion \
	    >"$work/out" 2>"$work/err"
	got=$?
	took=$(($(date +%s) - start))
	[ $got -eq 4 ] && grep -q '"hits":\[{' "$work/out" &&
	    grep -q '"missing":\[{"shard":"'"$2" "$work/out" &&
	    [ $took -le $3 ]
	result $? "$1 ($took s)"
}
ip -n $net-2 link set far down
partial "one that is cut off is left out and named" $shard2 30
ip -n $net-2 link set far up
back search --format json deletion
result $? "and is back when it is back"

# In the middle: many questions, one after the other, and the line is cut.
cut -f 1 "$srcdir/tests/searches.tsv" | grep -v '^#' >"$work/once"
for i in 1 2 3 4 5 6 7 8; do cat "$work/once"; done >"$work/many"
"$asker" batch --index "$work/remote" --format jsonl "$work/many" \
    >"$work/whole" 2>"$work/err" &
asking=$!
sleep 1
ip -n $net-3 link set far down
wait $asking
got=$?
if [ $got -eq 0 ]; then
	result 0 "cut off in the middle # SKIP it was too late"
else
	[ $got -eq 4 ] && grep -q "without shard '$shard3:7000'" "$work/err" &&
	    ! grep -v "without shard '$shard3:7000'" "$work/err" | grep -q .
	result $? "cut off in the middle, the rest goes on"
fi
ip -n $net-3 link set far up
back search --format json --facets deletion
result $? "and all is as before"
