# SPDX-License-Identifier: GPL-2.0-or-later
# travaux.cgi over a set of servers, one by its number and one by its name: the
# pages are those of the index, also where all is given up that it does not need.
tcpsrv=$(command -v xapian-tcpsrv) && command -v setsid >/dev/null || {
	echo '1..0 # SKIP xapian-tcpsrv or setsid is not installed'
	exit 0
}
cases=3
. "$srcdir/tests/index-common.sh"
cgi=${TRAVAUX_CGI_PROGRAM:-$PWD/travaux.cgi}
pids=
trap 'kill $pids 2>/dev/null; rm -rf "$work"' EXIT

cp -R "$srcdir/corpus/sample/exercise/." "$work/from"
(cd "$work/from" && "$program" --quiet --index "$work/ix" \
    --negotiation profile --shards 2 --output "$work/set" records) \
    2>"$work/err"
result $? "an index and its shards"

next=$((20000 + $$ % 20000))
printf 'travaux-set 1\ndeadline 10000\n' >"$work/remote"
for k in 1 2; do
	for try in 1 2 3 4 5; do
		next=$((next + 1))
		setsid "$tcpsrv" --quiet --interface 127.0.0.1 --port $next \
		    "$work/set/shard-$k/served" >/dev/null 2>&1 &
		pid=$!
		sleep 1
		kill -0 $pid 2>/dev/null && break
	done
	pids="$pids $pid"
	eval "port$k=$next"
done
echo "shard 127.0.0.1:$port1" >>"$work/remote"
echo "shard localhost:$port2" >>"$work/remote"
for try in 1 2 3 4 5 6 7 8 9; do
	"$asker" check --index "$work/remote" >"$work/out" 2>"$work/err" && break
	sleep 1
done

# page INDEX QUERY [on|off]: the body, without what names an index's state
page() {
	TRAVAUX_INDEX=$1 QUERY_STRING=$2 TRAVAUX_CGI_SANDBOX=${3:-on} \
	REQUEST_METHOD=GET SCRIPT_NAME=/travaux PATH_INFO= "$cgi" 2>>"$work/err" |
	    tr -d '\r' | sed '1,/^$/d'
}

# same on|off WHAT
same() {
	: >"$work/err"
	status=0
	for query in q=harbour q=ice+OR+harbour 'q=harbour&facets=1' \
	    'q=who+opposed+the+removal+of+Article+42'; do
		page "$work/ix" "$query" >"$work/expected"
		page "$work/remote" "$query" "$1" >"$work/answer"
		grep -q ' passages' "$work/answer" &&
		    cmp "$work/expected" "$work/answer" 2>>"$work/err" || status=1
	done
	result $status "$2"
}
same off "pages from servers"
same on "pages from servers, with all given up that they do not take"
