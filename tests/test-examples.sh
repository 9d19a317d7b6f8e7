#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Every example of the manual pages, of the help and of README runs as it is
# printed, on the exercise, and each finds something; only an alert that was
# just asked has nothing new.
work=$(mktemp -d) || exit 99
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
programs=$PWD
PATH=$PWD:$PATH
HOME=$work/home
TRAVAUX_INDEX=$work/index
export PATH HOME TRAVAUX_INDEX
unset XDG_CONFIG_HOME XDG_DATA_HOME PAGER
travaux-index --quiet --negotiation "$srcdir/corpus/sample/exercise/profile" \
	"$srcdir/corpus/sample/exercise/records" || exit 99

# A place to work in, with the files that examples name.
mkdir -p "$work/home" "$work/here"
for folder in home/records here/records here/statements; do
	cp -R "$srcdir/corpus/sample/exercise/records" "$work/$folder"
done
cp -R "$srcdir/corpus" "$work/here/corpus"
chmod -R u+w "$work"

for page in "$srcdir"/searcher/*.[157]; do
	python3 "$srcdir/tests/examples.py" manual <"$page" |
		sed "s|^|${page##*/}	|"
done >"$work/examples"
for command in $(travaux complete commands) complete; do
	case $command in
	help | index) continue ;;
	esac
	travaux help "$command" | python3 "$srcdir/tests/examples.py" help |
		sed "s|^|help $command	|"
done >>"$work/examples"
python3 "$srcdir/tests/examples.py" text <"$srcdir/README" |
	sed 's|^|README	|' >>"$work/examples"

# Servers go on until they are told to stop: those that stand are well. Without
# the server that they need, or with the port taken, there is nothing to see.
serve() {
	(
		cd "$work/here" || exit 99
		eval "exec $1"
	) >"$work/out" 2>&1 </dev/null &
	server=$!
	sleep 2
	if kill "$server" 2>/dev/null; then
		wait "$server" 2>/dev/null
		return 0
	fi
	wait "$server"
	got=$?
	! command -v lighttpd >/dev/null 2>&1 || grep -qi 'in use' "$work/out"
}
ln -s "$work/index" "$work/here/DIR"

echo "1..$(wc -l <"$work/examples")"
number=0
environment=$work/environment
: >"$environment"
while IFS= read -r line; do
	number=$((number + 1))
	from=${line%%	*}
	example=${line#*	}
	# What an example leaves behind is in the folder of this test.
	script=$(printf '%s\n' "$example" | sed "s|/tmp/|$work/|g")
	case $from,$example in
	README,export*) printf '%s\n' "$script" >>"$environment" ;;
	esac
	case $example in
	'travaux serve'*)
		got=0
		if serve "$example"; then
			echo "ok $number - $from: $example"
		else
			echo "not ok $number - $from: $example (exit $got)"
			sed 's/^/# /' "$work/out"
		fi
		continue
		;;
	esac
	(
		cd "$work/here" || exit 99
		[ "$from" != README ] || . "$environment"
		PATH=$programs:$PATH
		eval "$script"
	) >"$work/out" 2>&1 </dev/null
	got=$?
	case $example in
	'travaux alert'*) most=1 ;;
	*) most=0 ;;
	esac
	if [ "$got" -le "$most" ] && [ -f "$work/out" ]; then
		echo "ok $number - $from: $example"
	else
		echo "not ok $number - $from: $example (exit $got)"
		sed 's/^/# /' "$work/out"
	fi
done <"$work/examples"
