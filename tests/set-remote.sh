#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What is asked of four servers (xapian-tcpsrv on the loopback) is answered as
# by the index, byte by byte; and what is said where one is dead, silent, stops
# in the middle, is of another version, or has a replica.
for tool in xapian-tcpsrv xapian-delve setsid; do
	command -v $tool >/dev/null || {
		echo "1..0 # SKIP $tool is not installed"
		exit 0
	}
done
cases=29
. "$srcdir/tests/index-common.sh"

HOME=$work/home
unset XDG_CACHE_HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_DATA_HOME
export HOME
mkdir -p "$HOME"
pids=
trap 'kill -CONT $pids 2>/dev/null; kill $pids 2>/dev/null
chmod -R u+rwx "$work"; rm -rf "$work"' EXIT

cp -R "$srcdir/corpus/sample/exercise/." "$work/from"
cp -R "$srcdir/tests/golden/records/." "$work/from/records"
(cd "$work/from" && "$program" --quiet --index "$work/ix" \
    --negotiation profile --shards 4 --output "$work/set" records) \
    2>"$work/err"
result $? "an index and its shards"

. "$srcdir/tests/set-servers.sh"

echo 'travaux-set 1' >"$work/remote"
echo 'deadline 10000' >>"$work/remote"
for k in 1 2 3 4; do
	serve "$work/set/shard-$k/served"
	eval "port$k=$port pid$k=$pid"
	echo "shard 127.0.0.1:$port" >>"$work/remote"
done
"$asker" check --index "$work/remote" >"$work/out" 2>"$work/err"
result $? "four servers"

plain() {
	sed -e "s|$work/$1|INDEX|g" \
	    -e 's/\("score":[0-9]*\.[0-9]\)[0-9]*/\1/g'
}
. "$srcdir/tests/set-common.sh"
first=ix
others=remote
for file in corpus/sample/exercise/key-questions.tsv tests/questions.tsv; do
	grep -v '^#' "$srcdir/$file" | cut -f 1 >"$work/many"
	run batch --as ask --format jsonl "$work/many"
	run batch --as ask --format text "$work/many"
done
same 4 "all questions"
run ask --format json 'who opposed the removal of Article 42'
run ask --format text 'which States supported Article 42'
same 2 "questions one by one"
grep -v '^#' "$srcdir/tests/queries.tsv" | cut -f 1 >"$work/many"
run batch --format jsonl "$work/many"
grep -v '^#' "$srcdir/tests/searches.tsv" | cut -f 1 >"$work/many"
run batch --format jsonl "$work/many"
run batch --format csv --sort date --limit 7 "$work/many"
same 3 "all queries"
all tests/searches.tsv search --format json --facets
same 10 "queries with facets"
run positions --format jsonl --limit 1000
run positions --matrix --format json
run positions --matrix --by session --format csv
run trace 'article 42'
run brief Brennia
run compare Brennia Caldera
run show --format json 'summaries/bulletin-1.md'
run info --format json
run search --format json --per-record --explain safeguards
run search --suggest deletoin
run complete speaker: b
same 11 "views and papers"

# --- what is kept between runs ------------------------------------------------

kept=$HOME/.cache/travaux/sets
[ "$(find "$kept" -type f | wc -l)" -gt 4 ]
result $? "tables and dictionaries of servers are kept"
find "$kept" -type f -exec touch -t 202001010000 {} +
touch -t 202001010001 "$work/then"
run ask --format json 'who opposed the removal of Article 42'
run search --format json safeguards
cp "$work/differences" "$work/err"
[ $differ -eq 0 ] && [ -z "$(find "$kept" -newer "$work/then" -type f)" ]
result $? "servers are not asked for them again"
find "$kept" -type f -exec sh -c 'for f; do
	head -c 40 "$f" >"$f.cut" && mv "$f.cut" "$f"; done' sh {} +
run ask --format json 'who opposed the removal of Article 42'
run search --format json safeguards
same 2 "but where what was kept is not whole"

# --- programs -----------------------------------------------------------------

# As ssh is called, with what comes after the host being run here.
cat >"$work/ssh" <<'END'
#!/bin/sh
[ "$1" = -o ] && shift 2
shift
exec "$@"
END
chmod +x "$work/ssh"
if progsrv=$(command -v xapian-progsrv); then
	echo 'travaux-set 1' >"$work/programs"
	for k in 1 2 3; do
		echo "shard [$work/ssh -o BatchMode=yes far-$k $progsrv" \
		    "$work/set/shard-$k/served]" >>"$work/programs"
	done
	echo "shard set/shard-4" >>"$work/programs"
	chmod 644 "$work/programs"
	others=programs
	run batch --format jsonl "$work/many"
	run ask --format json 'who opposed the removal of Article 42'
	run ask --format text 'which States supported Article 42'
	run search --format json --facets '"the deletion"'
	run search --count '*'
	run positions --matrix --format json
	same 6 "programs"
	others=remote

	sed "s|$work/ssh -o BatchMode=yes far-2|$work/none|" \
	    "$work/programs" >"$work/some"
	"$asker" search --index "$work/some" --format json deletion \
	    >"$work/out" 2>"$work/err"
	[ $? -eq 4 ] && grep -q '"hits":\[{' "$work/out" &&
	    grep -q '"missing":\[{"shard":"'"$work/none" "$work/out"
	result $? "a program that is not there is left out and named"

	# Nothing is a shell's: these are arguments of a program that ends.
	{
		echo 'travaux-set 1'
		echo "shard [echo ; touch $work/made ;] [$progsrv" \
		    "$work/set/shard-1/served]"
	} >"$work/replica"
	"$asker" search --index "$work/replica" --count deletion \
	    >"$work/out" 2>"$work/err" && [ ! -e "$work/made" ]
	result $? "no shell sees them, and a replica follows"

	chmod g+w "$work/programs"
	"$asker" search --index "$work/programs" deletion >"$work/out" \
	    2>"$work/err"
	exits 3 $? 'by nobody else'
	result $? "a file that others may write names no program"

	# Shards that are indexed by themselves are served too, and changed where
	# they are.
	cp -R "$work/from/records" "$work/own-records"
	echo 'travaux-set 1' >"$work/own-local"
	echo 'travaux-set 1' >"$work/own-far"
	for k in 1 2; do
		echo "shard own-$k" >>"$work/own-local"
		echo "shard [$progsrv $work/own-$k/served]" >>"$work/own-far"
	done
	first=own-local
	others=own-far
	for state in new changed; do
		for k in 1 2; do
			(cd "$work/from" && "$program" --quiet \
			    --index "$work/own-$k" --shard $k/2 \
			    --negotiation profile "$work/own-records") \
			    2>"$work/err"
		done
		run batch --format jsonl "$work/many"
		run search --format json --facets deletion
		run search --count 'stance:oppose'
		run ask --format json \
		    'who opposed the removal of Article 42'
		same 4 "shards indexed by themselves, $state"
		rm -f "$work/own-records/session-1/07-rovigar.txt"
		for f in "$work"/own-records/session-3/*.txt; do
			printf '\nWe oppose the deletion of Article 34.\n' \
			    >>"$f"
		done
	done
	first=ix
	others=remote

	# one that stops in the middle of an answer, and one that says nothing
	printf '#!/bin/sh\nhead -c 60 | %s "$1"\n' "$progsrv" >"$work/brief"
	printf '#!/bin/sh\nexec sleep 20\n' >"$work/silent"
	chmod +x "$work/brief" "$work/silent"
	for kind in brief silent; do
		{
			echo 'travaux-set 1'
			echo 'deadline 1000'
			echo 'shard set/shard-1'
			echo "shard [$work/$kind $work/set/shard-2/served]"
		} >"$work/$kind.set"
		start=$(date +%s)
		"$asker" search --index "$work/$kind.set" --format json \
		    deletion >"$work/out" 2>"$work/err"
		[ $? -eq 4 ] && grep -q '"hits":\[{' "$work/out" &&
		    grep -q '"missing":\[{"shard":"'"$work/$kind" \
			"$work/out" && [ $(($(date +%s) - start)) -lt 15 ]
		result $? "a program that is $kind is left out and named"
	done
else
	for k in 1 2 3 4 5 6 7 8; do
		result 0 "programs # SKIP no xapian-progsrv"
	done
fi

# --- a server that is not there -----------------------------------------------

# partial WHAT SHARD [REASON]: the answer is there, and the shard is named
partial() {
	start=$(date +%s)
	"$asker" search --index "$work/remote" --format json deletion \
	    >"$work/out" 2>"$work/err"
	got=$?
	took=$(($(date +%s) - start))
	[ $got -eq 4 ] && grep -q '"hits":\[{' "$work/out" &&
	    grep -q '"missing":\[{"shard":"127.0.0.1:'"$2" "$work/out" &&
	    grep -q -e "$3" "$work/err"
	result $? "$1"
}
whole() {
	"$asker" search --index "$work/remote" --format json deletion \
	    >"$work/out" 2>"$work/err" && grep -q '"missing":\[\]' "$work/out"
	result $? "$1"
}
kill $pid2
wait $pid2 2>/dev/null
partial "a dead server is left out and named" $port2
"$asker" ask --index "$work/remote" --format json \
    'who opposed the removal of Article 42' >"$work/out" 2>"$work/err"
[ $? -eq 4 ] && grep -q '"missing":\[{"shard":"127.0.0.1:'$port2 "$work/out"
result $? "in an answer too"
"$asker" trace --index "$work/remote" 'article 42' >"$work/out" 2>"$work/err"
[ $? -eq 4 ] && tr '\n' ' ' <"$work/out" | tr -s ' ' |
    grep -q "cannot be reached.*127.0.0.1:$port2"
result $? "in a paper too"
env -i TRAVAUX_INDEX="$work/remote" REQUEST_METHOD=GET \
    SCRIPT_NAME=/travaux.cgi HTTP_HOST=localhost PATH_INFO=/ \
    ASAN_OPTIONS="$ASAN_OPTIONS" LSAN_OPTIONS="$LSAN_OPTIONS" \
    QUERY_STRING='q=deletion' ./travaux.cgi >"$work/out" 2>"$work/err"
grep -q 'class="missing".*127.0.0.1:'$port2 "$work/out"
result $? "on a page too"
setsid xapian-tcpsrv --quiet --interface 127.0.0.1 --port $port2 \
    "$work/set/shard-2/served" >/dev/null 2>&1 &
pid2=$!
pids="$pids $pid2"
port=$port2 pid=$pid2
answers
whole "and is back when it is back"

# --- one that says nothing ----------------------------------------------------

sed 's/deadline 10000/deadline 700/' "$work/remote" >"$work/new"
mv "$work/new" "$work/remote"
kill -STOP $pid3
partial "a silent server is left out after its deadline" $port3
[ "$took" -le 8 ]
result $? "in time ($took s)"
kill -CONT $pid3
sed 's/deadline 700/deadline 10000/' "$work/remote" >"$work/new"
mv "$work/new" "$work/remote"
whole "and is back when it goes on"

# --- one that stops in the middle ---------------------------------------------

# What it answers with is a process for each connection: these are stopped
# while many questions are answered, one after the other.
cut -f 1 "$srcdir/tests/searches.tsv" | grep -v '^#' >"$work/many"
for i in 1 2 3 4; do cat "$work/many"; done >"$work/more"
"$asker" batch --index "$work/remote" --format jsonl "$work/more" \
    >"$work/out" 2>"$work/err" &
asking=$!
sleep 1
for child in $(ps -o pid= --ppid $pid4 2>/dev/null); do kill -9 "$child"; done
kill $pid4
wait $pid4 2>/dev/null
wait $asking
got=$?
if [ $got -eq 0 ]; then
	result 0 "killed in the middle # SKIP it was too late"
else
	[ $got -eq 4 ] && ! grep -v "without shard '127.0.0.1:$port4'" \
	    "$work/err" | grep -q .
	result $? "killed in the middle, the rest goes on"
fi
sed "s|^shard 127.0.0.1:$port4\$|& $work/set/shard-4|" "$work/remote" \
    >"$work/new"
mv "$work/new" "$work/remote"
whole "a replica is asked in its place"

# --- one of another state -----------------------------------------------------

cp -R "$srcdir/corpus/sample/exercise/profile" "$work/other"
echo >>"$work/other/negotiation.tsv"
for table in "$work"/other/*.tsv; do echo '# older' >>"$table"; done
SOURCE_DATE_EPOCH=1000000000 "$program" --quiet --index "$work/old" \
    --negotiation "$work/other" --shards 1 --output "$work/oldset" \
    "$work/from/records" 2>"$work/err"
serve "$work/oldset/shard-1/served"
sed "s/^shard 127.0.0.1:$port1\$/shard 127.0.0.1:$port/" "$work/remote" \
    >"$work/new"
mv "$work/new" "$work/remote"
partial "an outdated server is left out and named" $port outdated
