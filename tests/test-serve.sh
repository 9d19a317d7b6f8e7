#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# travaux serve on a terminal.
command -v python3 >/dev/null 2>&1 || {
	echo '1..0 # SKIP python3 is not here'
	exit 0
}
PATH=$PATH:/usr/sbin:/usr/local/sbin
command -v lighttpd >/dev/null 2>&1 || command -v busybox >/dev/null 2>&1 || {
	echo '1..0 # SKIP neither lighttpd nor busybox is here'
	exit 0
}
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
unset TRAVAUX_INDEX
./travaux-index --quiet --index "$work/index" \
	--negotiation "$srcdir/corpus/sample/exercise/profile" \
	"$srcdir/corpus/sample/exercise/records" || exit 99
python3 "$srcdir/tests/web/serve.py" . "$work/index" "$work"
