#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# doc/jobs: six users, ten jobs each; every job has a command that runs on the
# exercise and finds something, or says why there is none.
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
PATH=$PWD:$PATH
HOME=$work
TRAVAUX_INDEX=$work/index
export PATH HOME TRAVAUX_INDEX
unset XDG_CONFIG_HOME PAGER
travaux-index --quiet --negotiation "$srcdir/corpus/sample/exercise/profile" \
	"$srcdir/corpus/sample/exercise/records" || exit 99
cp -R "$srcdir/corpus/sample/exercise/records" "$work/records"
chmod -R u+w "$work/records"

# A line for each job: the user's number, the job's, commands, whether "Not yet".
awk '
function tell() {
	if (job > 0)
		printf "%d %d %d %d\n", user, job, commands, notyet
}
/^---/ { tell(); user++; job = 0; next }
/^[0-9]+\. / { tell(); job = $1 + 0; commands = notyet = 0 }
/^    \$ / { commands++ }
/[Nn]ot yet/ { notyet++ }
END { tell() }' "$srcdir/doc/jobs" >"$work/jobs"
grep '^    \$ ' "$srcdir/doc/jobs" | sed 's/^    \$ //' >"$work/commands"

echo "1..$(($(wc -l <"$work/commands") + 2))"
awk '{ count[$1]++ } $2 != count[$1] { bad++ }
END { for (u = 1; u <= 6; u++) if (count[u] != 10) bad++; exit bad > 0 }' \
	"$work/jobs" && echo 'ok 1 - six users with ten jobs each' ||
	echo 'not ok 1 - six users with ten jobs each'
awk '$3 + $4 == 0 { print "# user " $1 ", job " $2; bad++ }
END { exit bad > 0 }' "$work/jobs" &&
	echo 'ok 2 - each job has a command, or a reason' ||
	echo 'not ok 2 - each job has a command, or a reason'
number=2
while IFS= read -r command; do
	number=$((number + 1))
	(cd "$work" && eval "$command") >"$work/out" 2>&1 </dev/null
	got=$?
	if [ "$got" -eq 0 ]; then
		echo "ok $number - $command"
	else
		echo "not ok $number - $command (exit $got)"
		sed 's/^/# /' "$work/out" | head -20
	fi
done <"$work/commands"
