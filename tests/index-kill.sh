#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# kill -9 at twenty moments of a run leaves an index that answers: the old one
# or the new one, by shards and in place.
cases=21
. "$srcdir/tests/index-common.sh"

# write_records N WORD: a file of N records
write_records() {
	awk -v n="$1" -v word="$2" 'BEGIN { for (i = 1; i <= n; i++)
		printf "{\"id\":\"r%d\",\"kind\":\"statement\",\"speaker\":\"Norland\",\"language\":\"en\",\"text\":\"We speak of %s and propose to delete article %d.\\n\\nOn %s number %d nothing else is to be said.\"}\n",
		    i, word, i % 60, word, i }'
}

mkdir "$work/records"
write_records 3000 old >"$work/records/a.jsonl"
index "$work/records" || echo "# first run failed"
start=$(passages)

# How long a run takes, in hundredths of a second, to spread the kills over it.
round=0
while [ $round -lt 20 ]; do
	round=$((round + 1))
	if [ $((round % 2)) -eq 0 ]; then
		# all replaced: by shards
		write_records 3000 "word$round" >"$work/records/a.jsonl"
	else
		# a little that is new: in place
		write_records 400 "new$round" | sed 's/"id":"/&n/' \
		    >"$work/records/b.jsonl"
	fi
	"$program" --index "$work/ix" --quiet --jobs 2 "$work/records" \
	    >"$work/out" 2>"$work/err" &
	pid=$!
	delay=$(awk -v r=$round 'BEGIN { printf "%.3f", 0.02 + r * 0.045 }')
	sleep "$delay"
	kill -9 $pid 2>/dev/null
	wait $pid 2>/dev/null
	now=$(passages)
	# 6000, and 800 more where b.jsonl is in
	[ "$now" = "$start" ] || [ "$now" = $((start + 800)) ]
	result $? "after a kill at $delay s the index answers ($now passages)"
done

index "$work/records"
exits 0 $? && [ "$(passages)" = $((start + 800)) ] &&
    [ "$(ls "$work/ix" | grep -c '^build-')" = 0 ] &&
    [ "$(ls "$work/ix" | grep -c '^db-')" = 1 ]
result $? "the next run completes, and clears away what was left"
