#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# travaux.cgi as a web server runs it: pages, statuses, conditional requests,
# hostile requests and records, what it links.
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
unset TRAVAUX_INDEX HTTP_ACCEPT_LANGUAGE

number=0
check() { # WHAT COMMAND...: one line of TAP
	what=$1
	shift
	number=$((number + 1))
	if "$@" >"$work/why" 2>&1; then
		echo "ok $number - $what"
	else
		echo "not ok $number - $what"
		sed 's/^/# /' "$work/why" | head -n 40
	fi
}

get() { # PATH QUERY [VARIABLE=VALUE...]: the whole reply, in $work/reply
	path=$1
	query=$2
	shift 2
	env -i TRAVAUX_INDEX="$work/index" REQUEST_METHOD=GET \
		SCRIPT_NAME=/travaux.cgi HTTP_HOST=localhost \
		ASAN_OPTIONS="$ASAN_OPTIONS" LSAN_OPTIONS="$LSAN_OPTIONS" \
		PATH_INFO="$path" QUERY_STRING="$query" "$@" \
		./travaux.cgi >"$work/reply" 2>"$work/log"
}

has() { # TEXT...: each is in the reply
	for text in "$@"; do
		grep -qF -- "$text" "$work/reply" || {
			echo "not there: $text"
			return 1
		}
	done
}

lacks() {
	! grep -qF -- "$1" "$work/reply"
}

shows() { # PATH QUERY TEXT...
	get "$1" "$2" || return 1
	shift 2
	has "$@"
}

# Records that would like to be markup, in each of their parts.
mkdir "$work/records"
cp -R "$srcdir/corpus/sample/exercise/records/." "$work/records/"
name='a"><zq9 onload=x>&amp;'
cat >"$work/records/$name.txt" <<'EOF'
Title: A <zq9 onload=x> title & "more"
Speaker: <zq9 onload=x>
Date: 2021-02-03
Symbol: "><zq9 onload=x>
URL: javascript:zq9()

We oppose <zq9 onload=x>the deletion of Article 42</zq9> & all "that".

Harbour </mark><zq9 onload=x> ice ]]> --> <!-- &#60;zq9&#62;.
EOF
# A session that no table knows, and a record of more than one page.
cat >"$work/records/workshop.txt" <<'EOF'
Title: Notes of a workshop
Session: informal workshop on buoys
Date: 2021-04-05

Buoys were painted.
EOF
{
	printf 'Title: A long list\nDate: 2021-04-06\n\n'
	i=0
	while [ $((i += 1)) -le 120 ]; do
		printf 'Lot %d: rope, canvas, tar and lanterns for the pier.\n\n' $i
	done
} >"$work/records/long.txt"
./travaux-index --quiet --index "$work/index" \
	--negotiation "$srcdir/corpus/sample/exercise/profile" \
	"$work/records" || exit 99

check 'the start shows examples and what there is' shows '' '' \
	'Status: 200 OK' 'where do delegations stand on' 'first session' \
	'an exercise'
examples_of() { # LANGUAGE TEXT: a question that is an example, and its answer
	get '' "ui=$1" || return 1
	example=$(grep -o 'q=[^"]*">[^<]*'"$2" "$work/reply" | head -n 1)
	get '' "$(echo "$example" | sed 's/".*//; s/&amp;/\&/g')" &&
		has 'id="direct"' 'class="evidence"'
}
check 'an example in Russian is answered' examples_of ru 'исключить статью'
check 'an example in Chinese is answered' examples_of zh '谁提议删除第'
check 'an example in Arabic is answered' examples_of ar 'من اقترح حذف المادة'
check 'a feed of a question has its passages' shows /feed \
	'q=who+opposed+the+removal+of+Article+42%3F' '<entry>' 'Article 42'
check 'a session that no table knows has a page' shows /session \
	'q=informal+workshop+on+buoys' 'Status: 200 OK' 'Notes of a workshop'
all_lots() {
	get /record q=long.txt || return 1
	cp "$work/reply" "$work/lots"
	for offset in $(grep -o 'offset=[0-9]*' "$work/reply" | sort -u); do
		get /record "q=long.txt&$offset" || return 1
		cat "$work/reply" >>"$work/lots"
	done
	[ "$(grep -o 'Lot [0-9]*:' "$work/lots" | sort -u | wc -l)" -eq 120 ] &&
		[ "$(grep -o 'Lot [0-9]*:' "$work/lots" | wc -l)" -eq 120 ]
}
check 'the pages of a record hold each passage once' all_lots
check 'a question is answered' shows '' \
	'q=who+opposed+the+removal+of+Article+42' 'Status: 200 OK' \
	'<mark>cannot accept</mark> the deletion of Article 42' \
	'The other side' 'Leave out Article 42'
check 'nothing on record says so' shows '' 'q=who+opposed+Article+21' \
	'No delegation is on record'
check 'a query is searched' shows '' 'q=harbour+OR+ice&sort=newest' \
	'passages</h1>' '<code dir="ltr">harbour OR ice</code>' 'oldest first'
check 'other spellings are found, as travaux search does' shows '' \
	'q=harbor+OR+ice' 'harbor OR harbour' 'passages</h1>'
check 'what was meant is offered' shows '' 'q=harbuor' 'Did you mean' \
	'?q=harbour'
check 'a wrong query is told where' shows '' 'q=harbour+AND+%28' \
	'Status: 400'
check 'a passage opens in its record' shows /record \
	'q=session-1/02-aldermark.txt%233' 'id="p3" class="passage wanted"'
check 'a record that is not there is 404' shows /record 'q=none' 'Status: 404'
check 'the API gives what ask gives' shows /api/v1/ask \
	'q=who+opposed+the+removal+of+Article+42' 'application/json' \
	'"verdict":"answered"'
check 'the API gives tables' shows /api/v1/positions \
	'q=article:42&format=csv' 'text/csv'
check 'its errors are JSON' shows /api/v1/search 'q=%28' 'Status: 400' '"error":'
check 'the plan and its parts are told in words' eval "shows '' \
	'q=who+opposed+the+removal+of+Article+42' '>Stance: opposition<' \
	'>Action: removal<' '>Article 42<' && lacks '<span>stance:'"
check 'also where one is a choice' shows '' \
	'q=who+supported+harbour+fees+in+writing' \
	'>Source of a position: statement or compilation<' \
	'>support or proposal (retention, insertion or none) or opposition (removal)<'
check 'each part can be left out' shows '' \
	'q=who+opposed+the+removal+of+Article+42' \
	'q=action:delete+article:42"' 'q=stance:oppose+article:42"' \
	'q=stance:oppose+action:delete"'
check 'a provision has its history within the site' shows /trace \
	'q=Article+42+of+ND1' 'text/html' 'Draft by draft' '<nav class="sections"'
check 'and a brief' shows /brief 'provision=Article+42+of+ND1' \
	'Brief on Article 42' '<nav class="sections"'
check 'and a page of its own' shows /provision 'q=Article+42+of+ND1' \
	'<svg' '/positions?holder=XA&amp;provision=safeguards' '<ins>' \
	'id="drafts"' 'schema.org/Legislation'
check 'a picture of who wanted what leads to the words' shows /matrix \
	'topic=safeguards' '<svg' '/positions?holder=XA&amp;provision=safeguards'
check 'or stands alone' shows /matrix 'topic=safeguards&format=svg' \
	'image/svg+xml' '<svg'
check 'an answer leads to them' shows '' \
	'q=who+opposed+the+removal+of+Article+42' \
	'/brief?provision=Article+42+of+ND1' '/provision?q=safeguards' \
	'/holder?q=XA' '/session?q=s1'
check 'a holder has what it wanted' shows /holder q=XB '<svg' \
	'/positions?holder=XB' '/holder?q=UPLAND'
check 'a group has members and those that departed' shows /holder q=UPLAND \
	'id="groups"' 'id="departures"' 'class="departure"'
check 'a session has what was discussed and who spoke' shows /session \
	'q=first+session' 'id="provisions"' 'id="speakers"' 'id="records"' \
	'/positions?provision=safeguards&amp;session=s1'
check 'where a file lies on the server is not told' eval "shows /record \
	'q=session-1/02-aldermark.txt' '02-aldermark.txt' &&
	lacks '$srcdir/corpus' && lacks '$work'"
speaks() { # CODE DIRECTION ACCEPTED QUERY TEXT
	get '' "$4" HTTP_ACCEPT_LANGUAGE="$3" || return 1
	if [ ! -f locale/stamp ]; then
		set -- en ltr "$3" "$4" 'lang="en"'
	fi
	has "<html lang=\"$1\" dir=\"$2\">" 'Vary: Accept-Language' \
		"Content-Language: $1" "$5"
}
check 'a page speaks the language the browser likes best' speaks ar rtl \
	'de, fr;q=0.3, ar;q=0.8' '' 'href="/travaux.cgi?ui=fr"'
check 'or the one that was chosen, which links keep' speaks zh ltr ar \
	'q=harbour+OR+ice&ui=zh&sort=newest' 'amp;ui=zh'
check 'and keeps all else when another is chosen' speaks es ltr es \
	'q=harbour+OR+ice&sort=newest' \
	'q=harbour+OR+ice&amp;sort=newest&amp;ui=ru'
check 'one that is not there is English' speaks en ltr 'xx,*;q=0.1' \
	'ui=tlh' 'Ask, for example'
api_is_english() {
	get /api/v1/ask "q=who+opposed+Article+42&ui=ar" &&
		mv "$work/reply" "$work/ar" &&
		get /api/v1/ask 'q=who+opposed+Article+42' || return 1
	sed '1,/^.$/d' "$work/ar" >"$work/a"
	sed '1,/^.$/d' "$work/reply" >"$work/b"
	[ -s "$work/a" ] && cmp "$work/a" "$work/b"
}
check 'programs are spoken to in English' api_is_english
check 'what is not for the web is not there' shows /api/v1/config '' \
	'Status: 404'
check 'a feed names what is newest' shows /feed 'q=harbour' \
	'http://www.w3.org/2005/Atom' '<entry>' 'http://localhost/travaux.cgi/record'

conditional() {
	get '' 'q=harbour' || return 1
	tag=$(sed -n 's/^ETag: \(.*\)\r$/\1/p' "$work/reply")
	get '' 'q=harbour' HTTP_IF_NONE_MATCH="$tag" || return 1
	has 'Status: 304' || return 1
	get '' 'q=harbour+ice' HTTP_IF_NONE_MATCH="$tag" && has 'Status: 200'
}
check 'what is known is not sent again' conditional

# Each page that is there, of those that the browser looks at too: COMMAND PATH
# QUERY, the language chosen.
each_page() { # COMMAND LANGUAGE
	grep -v '^#' "$srcdir/tests/web/pages.tsv" >"$work/pages"
	while IFS='	' read -r page address status; do
		[ "$status" = 200 ] || continue
		case $address in
		*\?*) "$1" "${address%%\?*}" "${address#*\?}&ui=$2" ;;
		*) "$1" "$address" "ui=$2" ;;
		esac || {
			echo "page: $page"
			return 1
		}
	done <"$work/pages"
}
known() {
	get "$1" "$2" || return 1
	tag=$(sed -n 's/^ETag: \(.*\)\r$/\1/p' "$work/reply")
	has 'Status: 200' 'Last-Modified: ' && [ -n "$tag" ] || return 1
	get "$1" "$2" HTTP_IF_NONE_MATCH="$tag" && has 'Status: 304'
}
check 'whatever the page' each_page known en

# What is the same whatever the index, and does not open one.
fixed() {
	for page in /style.css /robots.txt /opensearch.xml; do
		for index in "$work/index" "$work/nothing"; do
			get "$page" '' TRAVAUX_INDEX="$index" || return 1
			has 'Status: 200' && [ ! -s "$work/log" ] || return 1
			mv "$work/reply" "$work/reply-${index##*/}"
		done
		cmp "$work/reply-index" "$work/reply-nothing" || return 1
		tag=$(sed -n 's/^ETag: \(.*\)\r$/\1/p' "$work/reply-index")
		get "$page" '' TRAVAUX_INDEX= HTTP_IF_NONE_MATCH="$tag" &&
			has 'Status: 304' || return 1
	done
	get '' '' TRAVAUX_INDEX="$work/nothing"
	has 'Status: 503' && [ -s "$work/log" ]
}
check 'what is not from the index needs none' fixed

# What a page says is the same for programs, is there.
for_programs() {
	get "$1" "$2" || return 1
	sed -n 's/.*<p class="data">\(.*\)/\1/p' "$work/reply" |
		grep -o 'href="[^"]*"' |
		sed 's/^href="[^?]*travaux.cgi//; s/"$//; s/&amp;/\&/g' >"$work/data"
	while read -r data; do
		get "${data%%\?*}" "${data#*\?}" || return 1
		has 'Status: 200' || return 1
		case $data in
		*format=csv*) has 'text/csv' ;;
		*) has 'application/json' '"version":1' ;;
		esac || {
			echo "$data"
			return 1
		}
	done <"$work/data"
}
check 'pages are given to programs too' each_page for_programs en

site_map() {
	get /sitemap.xml '' || return 1
	sed -n 's|.*<loc>http://localhost/travaux.cgi\([^<]*\)</loc>.*|\1|p' \
		"$work/reply" | sed 's/&amp;/\&/g' >"$work/places"
	for page in /record /holder /provision /session /groups; do
		grep -q "^$page" "$work/places" || return 1
	done
	while read -r place; do
		case $place in
		*\?*) get "${place%%\?*}" "${place#*\?}" ;;
		*) get "$place" '' ;;
		esac && has 'Status: 200' || {
			echo "$place"
			return 1
		}
	done <"$work/places"
}
check 'the map of the site leads to pages' site_map
check 'and robots are told of it' shows /robots.txt '' \
	'Sitemap: http://localhost/travaux.cgi/sitemap.xml'
check 'browsers are told how to search' shows /opensearch.xml '' \
	'template="http://localhost/travaux.cgi?q={searchTerms}'

harmless() {
	for query in '' 'q=harbour+zq9' 'q=who+opposed+the+removal+of+Article+42' \
		'q=zq9'; do
		for page in '' /feed; do
			get "$page" "$query" || return 1
			lacks '<zq9' || return 1
			lacks 'href="javascript' || return 1
		done
	done
	get '' 'q=zq9' && has '&lt;zq9 onload=x&gt;' || return 1
	get /record "q=$(printf '%s' "$name.txt" |
		sed 's/&/%26/g; s/"/%22/; s/>/%3E/g; s/</%3C/; s/ /%20/g')"
	has 'Status: 200' 'A &lt;zq9 onload=x&gt; title' && lacks '<zq9' &&
		lacks 'href="javascript'
}
check 'records cannot become markup' harmless

slow() {
	get '' '' TRAVAUX_INDEX=/nowhere
	has 'Status: 503' && lacks nowhere && grep -q nowhere "$work/log"
}
check 'what fails is told in the log, not on the page' slow
bare_in() { # LANGUAGE DIRECTION TITLE
	get '' "ui=$1" TRAVAUX_INDEX=/nowhere
	[ -f locale/stamp ] || set -- en ltr 'Not available now'
	has 'Status: 503' "lang=\"$1\" dir=\"$2\"" "<h1>$3</h1>" \
		'width=device-width' '<main>'
}
check 'in the language of the reader, for a phone too' bare_in ar rtl \
	'غير متاح الآن'

# The pointer of this index never comes: opening it takes for ever.
late() {
	mkdir -p "$work/late" && mkfifo "$work/late/travaux" || return 1
	get '' 'q=harbour' TRAVAUX_INDEX="$work/late" TRAVAUX_CGI_WALL=1
	has 'Status: 504' 'Ask for less' && grep -q TRAVAUX_CGI_WALL "$work/log"
}
check 'what takes too long is 504, and says what to do' late

damaged() {
	cp -R "$work/index" "$work/damaged" || return 1
	for file in "$work"/damaged/db-*/*.glass; do
		size=$(wc -c <"$file")
		head -c "$size" /dev/urandom >"$file"
	done
	get '' 'q=harbour' TRAVAUX_INDEX="$work/damaged"
	has 'Status: 503' && lacks glass && lacks Xapian && lacks "$work" &&
		[ -s "$work/log" ]
}
check 'a damaged index is 503, and told in the log alone' damaged

bundled() {
	./travaux bundle keygen --secret "$work/s" --public "$work/p" \
		--no-passphrase &&
		./travaux bundle pack --index "$work/index" --secret "$work/s" \
			-o "$work/x.travaux" || return 1
	get '' 'q=harbour' TRAVAUX_INDEX="$work/x.travaux" \
		TRAVAUX_TRUST="$work/p"
	has 'Status: 200' 'passages</h1>' || return 1
	# What it can be asked is noted in it as it is in the index.
	get '' '' && grep '^<li><bdi><a' "$work/reply" >"$work/examples" &&
		get '' '' TRAVAUX_INDEX="$work/x.travaux" \
			TRAVAUX_TRUST="$work/p" &&
		grep '^<li><bdi><a' "$work/reply" |
		cmp - "$work/examples" || return 1
	get '' 'q=harbour' TRAVAUX_INDEX="$work/x.travaux"
	has 'Status: 503' && lacks 'x.travaux'
}
check 'a bundle is shown, if its key is trusted' bundled

# What is wrong with a bundle is told to readers in their language, and where it
# lies to the log alone.
refused() { # BUNDLE LANGUAGE TEXT NAME=VALUE ...
	bundle=$1 language=$2 text=$3
	shift 3
	get '' "q=harbour&ui=$language" TRAVAUX_INDEX="$bundle" "$@"
	has 'Status: 503' "lang=\"$language\"" && lacks travaux: &&
		lacks "$work" && lacks "${bundle##*/}" &&
		lacks Retry-After && lacks '<a href' &&
		grep -qF "${bundle##*/}" "$work/log" || return 1
	[ ! -f locale/stamp ] && [ "$language" != en ] || has "$text"
}
wrong_bundles() {
	key=TRAVAUX_TRUST=$work/p
	for expires in 2024-01-31 2090-12-31; do
		SOURCE_DATE_EPOCH=1700000000 ./travaux bundle pack --index "$work/index" \
			--secret "$work/s" --name of-the-lamps --sequence 1 \
			--expires $expires -o "$work/$expires.travaux" ||
			return 1
	done
	old=$work/2024-01-31.travaux new=$work/2090-12-31.travaux
	refused "$old" en 'was good until a day that is over' "$key" &&
		refused "$old" fr 'jusqu’à un jour qui est passé' "$key" ||
		return 1
	get /api/search 'q=harbour&ui=fr' TRAVAUX_INDEX="$old" "$key"
	has 'Status: 503' '"error":"The edition of the records' || return 1
	refused "$new" en 'is not signed by anyone' &&
		refused "$new" es 'no está firmado por nadie' || return 1
	head -c 6000 "$new" >"$work/short.travaux"
	cp "$new" "$work/bad.travaux" && printf 'damage' |
		dd of="$work/bad.travaux" bs=1 seek=9000 conv=notrunc \
			2>/dev/null
	refused "$work/short.travaux" en 'is damaged' "$key" &&
		refused "$work/bad.travaux" en 'is damaged' "$key" &&
		refused "$work/bad.travaux" ru 'повреждён' "$key" || return 1
	./travaux bundle pack --index "$work/index" --secret "$work/s" \
		--name of-the-lamps --sequence 2 -o "$work/2.travaux" &&
		get '' 'q=harbour' TRAVAUX_INDEX="$work/2.travaux" "$key" \
			TRAVAUX_STATE="$work/state" || return 1
	has 'Status: 200' || return 1
	refused "$new" en 'is older than one' "$key" \
		TRAVAUX_STATE="$work/state"
}
check 'a page says what is wrong with a bundle, and not where it is' \
	wrong_bundles

links() {
	command -v ldd >/dev/null || return 0
	ldd ./travaux.cgi >"$work/links" || return 0
	! grep -E 'poppler|libxml2|libarchive|glib|hunspell|gmime|qpdf' \
		"$work/links"
}
check 'it links no reader of documents' links

# What the program may do is tested by test-cgi-limits; here, that it is given up
# before the request is looked at, and that nothing was wanted after it.
confined() {
	env -i TRAVAUX_INDEX="$work/index" QUERY_STRING=q=harbour \
		strace -o "$work/calls" ./travaux.cgi >"$work/reply" || return 1
	has 'Status: 200' 'passages</h1>' || return 1
	sed -n '/landlock_restrict_self\|PR_SET_SECCOMP/,$p' "$work/calls" \
		>"$work/after"
	grep -q 'PR_SET_SECCOMP.*= 0' "$work/after" || return 1
	! grep -E '^open|EPERM|EACCES|EMFILE' "$work/after"
}
# Sanitizers do without, and so does what counts the lines that ran.
if strace -o "$work/calls" true 2>/dev/null && [ "$(uname -m)" = x86_64 ] &&
	! grep -qE '__asan_init|__gcov_dump' ./travaux.cgi; then
	check 'nothing but the index is opened' confined
fi

served() {
	./travaux serve --index "$work/index" >"$work/address" 2>"$work/log" &
	server=$!
	for second in 1 2 3 4 5 6 7 8; do
		sleep 1
		python3 -c 'import sys, urllib.request
address = open(sys.argv[1]).read().strip()
page = urllib.request.urlopen(address + "?q=harbour", timeout=5)
sys.exit(b"passages</h1>" not in page.read())' "$work/address" && break
	done
	ok=$?
	kill "$server"
	wait "$server"
	[ "$ok" -eq 0 ] && cat "$work/log"
	return "$ok"
}
if command -v python3 >/dev/null && { command -v lighttpd ||
	command -v busybox; } >/dev/null; then
	check "travaux serve shows it" served
fi

if command -v tidy >/dev/null 2>&1; then
	valid() {
		get "$1" "$2" || return 1
		sed '1,/^\r$/d' "$work/reply" >"$work/page"
		# It knows no SVG, and not all of ARIA.
		tidy -quiet -errors --drop-empty-elements no "$work/page" \
			>"$work/tidy" 2>&1
		! grep -vE '<svg> proprietary attribute|<a> proprietary attr.*"href"|<path> pr|"aria-current"' \
			"$work/tidy"
	}
	for language in en ar zh; do
		check "each kind of page is valid HTML ($language)" \
			each_page valid "$language"
	done
fi

if command -v python3 >/dev/null 2>&1; then
	python3 "$srcdir/tests/web/hostile-records.py" "$work/records"
	./travaux-index --quiet --index "$work/hostile-index" \
		--negotiation "$srcdir/corpus/sample/exercise/profile" \
		"$work/records" 2>"$work/log" || [ $? -eq 4 ] || exit 99
	python3 "$srcdir/tests/web/hostile.py" ./travaux.cgi \
		"$work/hostile-index" \
		>"$work/hostile"
	grep -E '^(not )?ok' "$work/hostile" | while read -r line; do
		number=$((number + 1))
		echo "$line" | sed "s/ok [0-9]* -/ok $number -/"
	done
	grep '^# ' "$work/hostile"
	number=$((number + $(grep -cE '^(not )?ok' "$work/hostile")))
fi
echo "1..$number"
