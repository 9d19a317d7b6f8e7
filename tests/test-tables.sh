#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Tables and papers of the exercise, against tests/tables/*.out. UPDATE=1 writes
# them anew: look at the difference then. After these, what must hold of any
# index: both ways of counting agree, and markup is well formed.
golden=$srcdir/tests/tables
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
unset NO_COLOR COLUMNS PAGER XDG_CONFIG_HOME XDG_DATA_HOME
HOME=$work
TRAVAUX_INDEX=$work/index
export HOME TRAVAUX_INDEX

./travaux-index --quiet --negotiation "$srcdir/corpus/sample/exercise/profile" \
	"$srcdir/corpus/sample/exercise/records" || exit 99

# What differs from run to run: paths, the build, the time of the index.
settle() {
	sed -e "s|$work|WORK|g" \
		-e "s|$srcdir/corpus/sample/exercise/|SAMPLE/|g" \
		-e 's/"index_build":"[^"]*"/"index_build":"BUILD"/' \
		-e 's/"index_created":"[^"]*"/"index_created":"TIME"/' \
		-e 's/"made_by":"[^"]*"/"made_by":"PROGRAM"/' \
		-e 's/[0-9-]*T[0-9:]*Z/TIME/g' \
		-e 's/\(^\|[^0-9a-f]\)[0-9a-f]\{32\}/\1BUILD/g' \
		-e 's/by travaux [0-9.]*/by PROGRAM/'
}

number=0
check() {
	number=$((number + 1))
	if [ "$1" = 0 ]; then
		echo "ok $number - $2"
	else
		echo "not ok $number - $2"
		[ ! -s "$work/diff" ] || sed 's/^/# /' "$work/diff"
	fi
}

grep -v '^#' "$golden/cases" >"$work/cases"
echo "1..$(($(wc -l <"$work/cases") + 14))"
while read -r name status arguments; do
	eval "set -- $arguments"
	./travaux "$@" >"$work/out" 2>&1
	got=$?
	settle <"$work/out" >"$work/$name.out"
	[ -z "$UPDATE" ] || cp "$work/$name.out" "$golden/$name.out"
	diff -u "$golden/$name.out" "$work/$name.out" >"$work/diff" &&
		[ "$got" -eq "$status" ]
	check $? "$name (exit $got)"
done <"$work/cases"
: >"$work/diff"

# Words that are nowhere make every passage be read; the counts stay.
for mode in --matrix '--by holder' '--by provision' '--by session' \
	'--by group' '--matrix --all --layer statement' \
	'--matrix --session s2 --stance oppose' \
	'--matrix --certainty explicit'; do
	./travaux positions $mode --format csv >"$work/terms"
	./travaux positions $mode --format csv 'NOT walruses' >"$work/read"
	cmp -s "$work/terms" "$work/read"
	check $? "both ways of counting agree: $mode"
done

# Passages that are removed are not counted.
cp -R "$srcdir/corpus/sample/exercise/records" "$work/records"
chmod -R u+w "$work/records"
TRAVAUX_INDEX=$work/changing
./travaux-index --quiet --negotiation "$srcdir/corpus/sample/exercise/profile" \
	"$work/records" || exit 99
rm "$work/records/session-1/05-brennia.txt"
./travaux-index --quiet --negotiation "$srcdir/corpus/sample/exercise/profile" \
	"$work/records" || exit 99
./travaux positions --matrix --format csv >"$work/terms"
./travaux positions --matrix --format csv 'NOT walruses' >"$work/read"
cmp -s "$work/terms" "$work/read"
check $? "what is removed is not counted"
TRAVAUX_INDEX=$work/index

# Well formed, and asking for nothing from anywhere.
well_formed() {
	python3 -c 'import sys, xml.dom.minidom
xml.dom.minidom.parse(sys.argv[1])' "$1" 2>"$work/diff"
}
./travaux positions --matrix --format svg >"$work/matrix.svg"
well_formed "$work/matrix.svg"
check $? "the picture is well formed"
grep -c '<title>' "$work/matrix.svg" >"$work/titles"
./travaux positions --matrix --format jsonl | wc -l >"$work/cells"
[ "$(cat "$work/titles")" -eq $(($(cat "$work/cells") + 1)) ]
check $? "every cell of the picture has a title"
./travaux brief --provision 42 --format html >"$work/brief.html"
python3 - "$work/brief.html" <<'END' 2>"$work/diff"
import html.parser, sys
class Page(html.parser.HTMLParser):
    open = []
    def handle_starttag(self, tag, attrs):
        if tag in ('script', 'img', 'link', 'iframe', 'object'):
            sys.exit('has ' + tag)
        for name, value in attrs:
            if name in ('src', 'href') or name.startswith('on'):
                sys.exit('asks for ' + value)
        if tag not in ('meta', 'br', 'hr'):
            self.open.append(tag)
    def handle_endtag(self, tag):
        if self.open.pop() != tag:
            sys.exit('wrong end of ' + tag)
page = Page()
page.feed(open(sys.argv[1], encoding='utf-8').read())
if page.open:
    sys.exit('not ended: ' + ' '.join(page.open))
END
check $? "a brief is one page that needs nothing else"

# Nothing of a record or a query becomes markup.
./travaux positions --matrix --format svg \
	'NOT "<script>alert(1)</script>"' >"$work/hostile.svg"
well_formed "$work/hostile.svg" && ! grep -q '<script' "$work/hostile.svg"
check $? "a query does not become markup"

# Without an index, what there is to do is said.
TRAVAUX_INDEX=$work/nowhere ./travaux positions --matrix >"$work/out" 2>&1
[ $? -eq 3 ] && grep -q travaux-index "$work/out"
check $? "without an index, what to do is said"
