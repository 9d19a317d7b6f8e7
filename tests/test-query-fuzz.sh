#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The query parser under changed queries, for some seconds (FUZZ_SECONDS).
echo "1..1"
if tests/fuzz/query-plain "${FUZZ_SECONDS:-3}" \
	<"$srcdir/tests/golden/query/queries" >fuzz-query.out 2>&1; then
	echo "ok 1 - $(cat fuzz-query.out)"
else
	echo "not ok 1 - $(tail -n 3 fuzz-query.out)"
fi
rm -f fuzz-query.out
