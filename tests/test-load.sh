#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# travaux.cgi asked over 32 connections while its index changes under it, in
# short; tests/bench/load does it at length.
command -v python3 >/dev/null 2>&1 || {
	echo '1..0 # SKIP python3 is not here'
	exit 0
}
unset TRAVAUX_INDEX
exec python3 "$srcdir/tests/web/load.py" "$srcdir/searcher/travaux.cgi.8" . \
	"$srcdir/corpus/sample/exercise/records" \
	"$srcdir/corpus/sample/exercise/profile" 320 32 1
