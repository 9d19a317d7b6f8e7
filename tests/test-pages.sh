#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Each link of the site leads somewhere, in each language: crawl.py tells what
# else is asked of a page.
command -v python3 >/dev/null 2>&1 || {
	echo '1..0 # SKIP python3 is not here'
	exit 0
}
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
unset TRAVAUX_INDEX HTTP_ACCEPT_LANGUAGE

./travaux-index --quiet --index "$work/index" \
	--negotiation "$srcdir/corpus/sample/exercise/profile" \
	"$srcdir/corpus/sample/exercise/records" || exit 99
languages=en
[ -f locale/fr/LC_MESSAGES/travaux.mo ] && languages=en,fr,es,ru,zh,ar
python3 "$srcdir/tests/web/crawl.py" ./travaux.cgi "$work/index" "$srcdir/po" \
	--pages 3 --languages "$languages"
