#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The pages in a real browser: travaux.cgi under lighttpd on a free port of
# loopback, looked at by headless Chromium through playwright-core, checked by
# axe-core. Screenshots are kept in web/ of the build. WEB_MODULES is a folder
# with node_modules of these two; without all of this the test is left out.
modules=${WEB_MODULES:-./web-modules}
for program in lighttpd node chromium; do
	command -v "$program" >/dev/null 2>&1 || {
		echo "1..0 # SKIP $program is not here"
		exit 0
	}
done
[ -d "$modules/node_modules/playwright-core" ] || {
	echo '1..0 # SKIP playwright-core is not here'
	exit 0
}
work=$(mktemp -d) || exit 99
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT
unset TRAVAUX_INDEX

./travaux-index --quiet --index "$work/index" \
	--negotiation "$srcdir/corpus/sample/exercise/profile" \
	"$srcdir/corpus/sample/exercise/records" || exit 99
mkdir -p "$work/htdocs" "$work/long" web
# Somebody who said more than two sheets of paper hold.
i=0
while [ $i -lt 90 ]; do
	i=$((i + 1))
	for reason in harbour crew; do
		cat >"$work/long/$i-$reason.txt" <<-END
			Title: Statement of Brennia on Article $i, the $reason
			Kind: statement
			Negotiation: exercise-halden
			Speaker: Brennia
			Session: s1
			Date: 2021-02-01
			Language: en

			Brennia opposes the removal of Article $i because the
			$reason of a ship in distress has no other rule to call
			upon, and because no delegation has shown another way to
			give it what it needs in the first hours after the alarm.
		END
	done
done
./travaux-index --quiet --index "$work/long-index" \
	--negotiation "$srcdir/corpus/sample/exercise/profile" \
	"$work/long" || exit 99
./travaux brief Brennia --index "$work/long-index" --format html \
	>web/long.html || exit 99
for port in 8471 18471 28471 38471 48471; do
	sed -e "s|@PORT@|$port|" -e "s|@WORK@|$work|" -e "s|@INDEX@|$work/index|" \
		-e "s|@PROGRAM@|$(pwd)/travaux.cgi|" \
		"$srcdir/tests/web/lighttpd.conf.in" >"$work/lighttpd.conf"
	cat >>"$work/lighttpd.conf" <<-END
		alias.url += ( "/long.cgi" => "$(pwd)/travaux.cgi" )
		\$HTTP["url"] =~ "^/long.cgi" {
			setenv.set-environment = ( "TRAVAUX_INDEX" => "$work/long-index" )
		}
	END
	lighttpd -D -f "$work/lighttpd.conf" >/dev/null 2>&1 &
	server=$!
	sleep 1
	kill -0 "$server" 2>/dev/null && break
	server=
done
[ -n "$server" ] || {
	echo 'Bail out! lighttpd does not start'
	exit 1
}
NODE_PATH=$(cd "$modules" && pwd)/node_modules
export NODE_PATH
node "$srcdir/tests/web/browse.js" "http://127.0.0.1:$port/travaux.cgi" web \
	"$srcdir/tests/web/pages.tsv" "$(command -v chromium)"
