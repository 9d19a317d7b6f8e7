#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The configurations that travaux.cgi(8) has for web servers, and for a cache in
# front of them, run by those of them that are installed.
command -v python3 >/dev/null 2>&1 || {
	echo '1..0 # SKIP python3 is not here'
	exit 0
}
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
unset TRAVAUX_INDEX
./travaux-index --quiet --index "$work/index" \
	--negotiation "$srcdir/corpus/sample/exercise/profile" \
	"$srcdir/corpus/sample/exercise/records" || exit 99
python3 "$srcdir/tests/web/deploy.py" "$srcdir/searcher/travaux.cgi.8" \
	"$PWD/travaux.cgi" "$work/index" "$work"
