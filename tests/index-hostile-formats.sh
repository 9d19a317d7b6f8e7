#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Files made to do harm: each is named and left out, in bounded time and
# memory, and the good ones beside them are indexed.
cases=16
. "$srcdir/tests/index-common.sh"

if ! command -v python3 >/dev/null; then
	while [ $count -lt $cases ]; do
		count=$((count + 1))
		echo "ok $count - hostile files # SKIP needs python3"
	done
	exit 0
fi
python3 "$srcdir/tests/make-hostile.py" "$work/hostile" || exit 99

# AddressSanitizer takes memory of its own.
measured=yes
if ASAN_OPTIONS=help=1 "$program" --version 2>&1 | grep -q AddressSanitizer
then
	measured=no
fi
seconds=0

# feed FILE...: index these, with a good one; status in $status, the largest
# resident set of any process in $peak (MiB), all seconds in $seconds
feed() {
	rm -rf "$work/ix" "$work/some"
	mkdir "$work/some"
	for file in "$@"; do cp -r "$work/hostile/$file" "$work/some"; done
	printf 'Title: Good\n\nAldermark spoke.\n' >"$work/some/good.txt"
	python3 "$srcdir/tests/measure.py" "$program" --index "$work/ix" \
	    --jobs 1 "$work/some" >"$work/measure" 2>"$work/err"
	status=$?
	read -r peak took <"$work/measure"
	seconds=$((seconds + took))
	echo "# $*: $peak MiB, $took s" | cut -c 1-70
}

# survives WANTED [PATTERN]: the status, what is said, the limits, the good one
survives() {
	exits "$1" $status "$2" && [ $status -le 4 ] || return 1
	! grep -q 'please report this' "$work/err" || return 1
	[ $measured = no ] || [ "$peak" -le 512 ] || {
		echo "$peak MiB" >>"$work/err"
		return 1
	}
	"$asker" search --index "$work/ix" --format jsonl 'aldermark' \
	    2>/dev/null | grep -q '"record":"good.txt"'
}

feed bomb.zip
survives 4 'bomb.zip: it unpacks to more than 100 times its size'
result $? "a ZIP bomb"

feed bomb.tar.gz
survives 4 'bomb.tar.gz: it unpacks to more than 100 times its size'
result $? "a tar bomb"

feed large.zip
survives 4 'large.zip!/zeros.txt: it is larger than 64 MiB'
result $? "a file in an archive that is larger than it may be"

feed lies.zip
survives 4 'lies.zip'
result $? "a file in an archive that is larger than it says"

feed deep.zip
survives 4 'archives are more than 3 deep in one another'
result $? "archives within archives within archives"

feed quine.zip many.zip
survives 4
result $? "an archive of very many files, and one that overlaps itself"

feed line.txt.gz
survives 4 'line.txt.gz: a line of it is longer than 64 MiB'
result $? "one line of 2 GB, packed"

feed laughs.xml xxe.xml xxe.html xxe.docx remote.xml
survives 4
said=$?
"$asker" search --index "$work/ix" --format jsonl '*' >"$work/out" 2>/dev/null
[ $said -eq 0 ] && ! grep -q 'root:' "$work/out" "$work/err"
result $? "entities that multiply, that read a file, that call the network"

feed loop.pdf deep.pdf huge.pdf
survives 4
result $? "PDF files whose pages go in circles"

feed deep.html deep.xml deep.eml
survives "$status" # 0 or 4, as readers go
result $? "elements and parts nested a hundred thousand deep"

feed names.zip
survives 0 'its name in the archive is another'
said=$?
[ $said -eq 0 ] && [ ! -e "$work/escaped.txt" ] && [ ! -e /tmp/escaped.txt ] &&
    [ ! -e "$work/some/escaped.txt" ]
result $? "names that lead out of an archive write nothing"

feed headers.eml
survives "$status" # 0 or 4, as readers go
result $? "a mail with a hundred thousand headers"

# Every format, cut off anywhere. None may be taken for whole without a word,
# crash, or hold up the others.
feed cut
survives 4
result $? "files of all formats, cut off at twenty places each"

feed flipped
survives 4
result $? "files of all formats with bits turned at random"

# Damaged files among good ones, which a process shares until something is
# wrong: the same is read, and said, as with a process for each.
mkdir "$work/mixed"
i=0
for file in "$work"/hostile/flipped/* "$work"/hostile/cut/*; do
	i=$((i + 1))
	[ $((i % 9)) -eq 0 ] || continue
	cp "$file" "$work/mixed/$i-$(basename "$file")"
	for page in 1 2; do
		cat >"$work/mixed/$i-good-$page.html" <<EOF
<html><head><title>Page $i</title></head><body><h1>Item $i</h1>
<p>Aldermark spoke of the lamps on pier $page, and Brennia of its ferries.</p>
</body></html>
EOF
	done
done
for way in --isolate --quiet; do
	rm -rf "$work/ix"
	"$program" --index "$work/ix" --jobs 1 --quiet $way "$work/mixed" \
	    2>"$work/said$way"
	for query in ferries '*'; do
		"$asker" search --index "$work/ix" --format jsonl --limit 1000 \
		    "$query" 2>&1
	done >"$work/read$way"
done
cp "$work/said--quiet" "$work/err"
[ "$(head -n $((i / 9 * 2)) "$work/read--quiet" |
    grep -c 'lamps on pier')" -eq $((i / 9 * 2)) ] &&
    cmp "$work/said--isolate" "$work/said--quiet" &&
    cmp "$work/read--isolate" "$work/read--quiet"
result $? "files that share a process, some damaged"

[ $measured = no ] || [ "$seconds" -le 300 ]
result $? "in bounded time"
