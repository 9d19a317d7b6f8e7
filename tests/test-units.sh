#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The units for systemd in travaux-cluster(7) are well-formed, bind each server
# to one address, and leave it little that it does not need.
skip() {
	echo "1..0 # SKIP $1"
	exit 0
}
command -v systemd-analyze >/dev/null || skip "systemd-analyze is not installed"
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
n=0
failed=0

# result STATUS WHAT: one line of TAP
result() {
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $n - $2"
	else
		failed=1
		echo "not ok $n - $2"
		sed 's/^/# /' "$work/err"
	fi
}

# The page's examples, each to a file of the name in its first line.
awk -v to="$work" '
/^# \/etc\/systemd\/system\// { name = $2; sub(".*/", "", name); next }
/^\.Ed/ { name = "" }
name != "" { gsub(/\\e/, "\\"); print > (to "/" name) }
' "$srcdir/core/travaux-cluster.7"
echo "1..6"
: >"$work/err"
[ -s "$work/travaux-shard@.service" ] && [ -s "$work/travaux-tunnel@.service" ]
result $? "the page has both units"

# What a unit runs need not be installed here, nor its user be known.
for unit in shard tunnel; do
	sed -e 's|^ExecStart=[^ ]*|ExecStart=/bin/true|' -e '/^User=/d' \
	    "$work/travaux-$unit@.service" >"$work/check-$unit@.service"
	systemd-analyze verify --man=no "$work/check-$unit@1.service" \
	    >"$work/all" 2>&1
	grep "check-$unit@" "$work/all" >"$work/err"
	[ ! -s "$work/err" ]
	result $? "the $unit's unit is verified"
done
grep -q -e '--interface [0-9]' "$work/travaux-shard@.service"
result $? "a server is bound to one address"
grep -q -e '-L 127.0.0.1:' "$work/travaux-tunnel@.service"
result $? "a tunnel begins at the loopback"

# The score is from 0, which is best, to 10.
sed 's|^ExecStart=[^ ]*|ExecStart=/bin/true|' \
    "$work/travaux-shard@.service" >"$work/served.service"
systemd-analyze security --offline=true --threshold=25 \
    "$work/served.service" >"$work/err" 2>&1
rc=$?
if [ $rc -ne 0 ] && ! grep -q 'Overall exposure' "$work/err"; then
	echo "ok 6 - # SKIP this systemd-analyze reads no units offline"
else
	result $rc "a server is left little that it does not need"
fi
exit $failed
