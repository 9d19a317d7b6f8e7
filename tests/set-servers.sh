# SPDX-License-Identifier: GPL-2.0-or-later
# Xapian's servers for the tests of sets: sourced after index-common.sh, with
# $pids set. Ports are below those that the system hands to clients, or one of
# these could hold a port that a server is to have.

next=$((10000 + $$ * 7 % 22000))

# serve FOLDER: by xapian-tcpsrv on a free port of the loopback, once it
# answers: $port, and $pid. A server that is ended ends its process group.
serve() {
	for try in 1 2 3 4 5 6 7 8 9; do
		next=$((next + 1))
		port=$next
		setsid xapian-tcpsrv --quiet --interface 127.0.0.1 \
		    --port $port "$1" >/dev/null 2>&1 &
		pid=$!
		answers && break
		kill $pid 2>/dev/null
	done
	pids="$pids $pid"
}

# answers [HOST]: whether the server of $pid answers at $port, within a minute.
# It is looked at after a second first, for where the port is another's it ends.
answers() {
	echo "remote ${1:-127.0.0.1}:$port" >"$work/served-stub"
	seconds=0
	while [ $seconds -lt 60 ]; do
		sleep 1
		kill -0 $pid 2>/dev/null || return 1
		xapian-delve "$work/served-stub" >/dev/null 2>&1 && return 0
		seconds=$((seconds + 1))
	done
	return 1
}
