#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Programs that are linked statically (./bootstrap static, which made them in
# static/) answer as the others do, byte for byte, also where they are the only
# file, by servers' names, and in the folder for any Linux.
cases=8
. "$srcdir/tests/index-common.sh"
folder=${TRAVAUX_STATIC:-$PWD/static}

skip() {
	count=$((count + 1))
	echo "ok $count # skip $1"
}

skip_rest() {
	while [ $count -lt $cases ]; do
		skip "$1"
	done
	exit 0
}

[ -f "$folder/travaux.cgi" ] && [ -f "$folder/Makefile" ] ||
    skip_rest "no static programs here; ./bootstrap static makes them"
unset XDG_CONFIG_HOME XDG_STATE_HOME XDG_CACHE_HOME
HOME=$work
export HOME
# They are of these sources, too.
make -C "$folder" -s travaux travaux.cgi catalogs >"$work/out" 2>"$work/err"
result $? "they are up to date"

alone=0
for name in travaux travaux.cgi; do
	ldd "$folder/$name" 2>/dev/null | grep '=>' >>"$work/err" && alone=1
done
result $alone "they link nothing"

(cd "$srcdir/corpus/sample/exercise" && "$program" --quiet \
    --index "$work/ix" --negotiation profile records) 2>"$work/err" || exit 99

# page CGI PATH QUERY [VARIABLE=VALUE]: the whole reply, and what was logged
page() {
	env -i TRAVAUX_INDEX="$work/ix" REQUEST_METHOD=GET HTTP_HOST=localhost \
	    SCRIPT_NAME=/travaux.cgi PATH_INFO="$2" QUERY_STRING="$3" \
	    TRAVAUX_LOCALEDIR="$PWD/locale" ${4:+"$4"} "$1" 2>&1
}

status=0
n=0
: >"$work/err"
while read -r path query variable; do
	page ./travaux.cgi "${path#.}" "$query" $variable >"$work/wanted"
	page "$folder/travaux.cgi" "${path#.}" "$query" $variable \
	    >"$work/answer"
	[ -s "$work/wanted" ] && cmp "$work/wanted" "$work/answer" \
	    >>"$work/err" || status=1
	n=$((n + 1))
done <<'END'
. .
. q=harbour
. q=harbour HTTP_ACCEPT_LANGUAGE=fr
. q=harbour HTTP_ACCEPT_LANGUAGE=ar
. q=ice+AND+session:s4&facets=1
. q=%22polar+ice%22
. q=who+opposed+the+removal+of+Article+42
. q=(unbalanced
. q=foo:bar
/record q=no-such-record
/provision q=42
/matrix .
/matrix format=svg
/holders .
/style.css .
/sitemap.xml .
/opensearch.xml .
/feed q=harbour
/api/v1/ask q=who+opposed+the+removal+of+Article+42
/api/v1/search q=harb*
/no/such/page .
END
[ $n -eq 21 ] || status=1
result $status "pages are the same, byte for byte"

status=0
while read -r language command; do
	for asked in ./travaux "$folder/travaux"; do
		eval "LANG=C.UTF-8 LANGUAGE=$language TRAVAUX_LOCALEDIR=$PWD/locale \
		    TRAVAUX_INDEX=$work/ix $asked $command" >"$work/said" 2>&1 \
		    </dev/null
		echo "status $?" >>"$work/said"
		[ "$asked" != ./travaux ] || mv "$work/said" "$work/wanted"
	done
	[ -s "$work/wanted" ] && cmp "$work/wanted" "$work/said" \
	    >>"$work/err" || status=1
done <<'END'
en ask who opposed the removal of Article 42
fr ask who opposed the removal of Article 42
en search --format json harbour
en search --format csv 'ice OR harb*'
es search foo:bar
fr search '(unbalanced'
en positions --matrix
zh brief --provision 42
en info
en check
fr show no-such-record
END
result $status "answers are the same, byte for byte"

# An empty root has neither the C library nor what it looks names up with.
unshare=
[ "$(id -u)" -eq 0 ] || unshare="unshare -r"
if ! $unshare true 2>/dev/null; then
	skip "no namespaces here"
	skip "no namespaces here"
else
	mkdir "$work/root"
	cp "$folder/travaux" "$folder/travaux.cgi" "$work/root/"
	cp -R "$work/ix" "$work/root/ix"
	page ./travaux.cgi '' q=harbour | tr -d '\r' | sed '1,/^$/d' \
	    >"$work/wanted"
	env -i REQUEST_METHOD=GET HTTP_HOST=localhost TRAVAUX_INDEX=/ix \
	    SCRIPT_NAME=/travaux.cgi QUERY_STRING=q=harbour \
	    $unshare "$(command -v chroot)" "$work/root" /travaux.cgi \
	    2>"$work/err" | tr -d '\r' | sed '1,/^$/d' >"$work/answer"
	[ -s "$work/wanted" ] &&
	    cmp "$work/wanted" "$work/answer" >>"$work/err"
	result $? "a page is the same in an empty root"
	printf 'travaux-set 1\nshard no-such-host:7\n' >"$work/root/set"
	env -i $unshare "$(command -v chroot)" "$work/root" /travaux check \
	    --index /set >"$work/err" 2>&1
	[ $? -eq 3 ] && grep -q 'no-such-host' "$work/err"
	result $? "a host without a name is told as one that is away"
fi

# passed SCRIPT: a test with these programs; where it cannot be run, no less
passed() {
	# A shell may tell on standard error what it ended.
	sh "$srcdir/tests/$1" >"$work/tap" 2>"$work/err"
	! grep -v '^ok \|^1\.\.\|^#' "$work/tap" >>"$work/err" &&
	    [ "1..$(grep -c '^ok ' "$work/tap")" = "$(grep '^1\.\.' "$work/tap")" ]
}

TRAVAUX_PROGRAM=$folder/travaux TRAVAUX_CGI_PROGRAM=$folder/travaux.cgi
export TRAVAUX_PROGRAM TRAVAUX_CGI_PROGRAM
passed set-web.sh
result $? "servers are asked by number and by name"
TRAVAUX_BUILD=$folder
export TRAVAUX_BUILD
passed portable.sh
result $? "the folder for any Linux is made of them"
