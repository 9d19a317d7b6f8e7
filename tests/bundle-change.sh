#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# One edition of a bundle to the next: deltas, pieces, imports; and kill -9 and
# a full disk at any moment leave the old file or the new one.
cases=45
. "$srcdir/tests/index-common.sh"

HOME=$work/home
unset XDG_CONFIG_HOME XDG_STATE_HOME SOURCE_DATE_EPOCH
export HOME
mkdir "$HOME" "$work/records"

# bundle ACTION ...: messages go to $work/err
bundle() {
	"$asker" bundle "$@" >"$work/out" 2>"$work/err" </dev/null
}

# write_records FIRST LAST: statements of no great meaning, all different
write_records() {
	awk -v a="$1" -v b="$2" 'BEGIN { srand(a); for (i = a; i <= b; i++) {
		text = ""
		for (k = 0; k < 60; k++)
			text = text sprintf(" %c%c%c%c", 97 + rand() * 26,
			    97 + rand() * 26, 97 + rand() * 26, 97 + rand() * 26)
		printf "{\"id\":\"r%d\",\"kind\":\"statement\",\"speaker\":\"Norland\",\"language\":\"en\",\"text\":\"We propose to delete article %d of%s.\"}\n",
		    i, i % 60, text } }'
}

# sound FILE [KEY]: it is a bundle, whole and signed
sound() {
	"$asker" bundle verify --stale --trust "$work/p" "$1" \
	    >/dev/null 2>"$work/err" </dev/null
}

bundle keygen --secret "$work/s" --public "$work/p" --no-passphrase
mkdir -p "$HOME/.config/travaux/trusted"
cp "$work/p" "$HOME/.config/travaux/trusted/us.pub"
# From below to above a power of two: nothing may be cut by how many there are.
write_records 1 2000 >"$work/records/a.jsonl"
index "$work/records" || echo "# indexing failed"
bundle pack --index "$work/ix" --secret "$work/s" -o "$work/old" --name n \
    --sequence 1
write_records 2001 2100 >"$work/records/b.jsonl"
index "$work/records" || echo "# indexing failed"
bundle pack --index "$work/ix" --secret "$work/s" -o "$work/new" --name n \
    --sequence 2
sound "$work/old" && sound "$work/new"
result $? "two editions, of which the second has 5 in a hundred more"

# --- deltas -----------------------------------------------------------------

bundle diff -o "$work/d" "$work/old" "$work/new"
exits 0 $?
result $? "diff makes a delta"
[ $(($(wc -c <"$work/d") * 100)) -le $(($(wc -c <"$work/new") * 15)) ]
result $? "of at most 15 in a hundred of the bundle"
bundle apply -o "$work/made" "$work/d" "$work/old" &&
    cmp "$work/new" "$work/made" >"$work/err"
result $? "apply gives exactly the new edition"
bundle apply -o "$work/q" "$work/d" "$work/new"
exits 3 $? "another edition" && [ ! -e "$work/q" ]
result $? "a delta is for one edition only"
bundle diff -o "$work/back" "$work/new" "$work/old" --stale &&
    bundle apply --stale -o "$work/q" "$work/back" "$work/new" &&
    cmp "$work/old" "$work/q" >"$work/err"
result $? "also back, when asked for"
rm -f "$work/q"
bundle apply -o "$work/q" "$work/back" "$work/new"
exits 5 $? "'[^']*/q' is edition 1" && [ ! -e "$work/q" ]
result $? "but not when it is not"
size=$(wc -c <"$work/d")
bad=0
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	cp "$work/d" "$work/d2"
	printf '\377' | dd of="$work/d2" bs=1 seek=$((size * i / 21)) \
	    conv=notrunc 2>/dev/null
	cmp -s "$work/d" "$work/d2" && continue
	bundle apply -o "$work/q" "$work/d2" "$work/old"
	status=$?
	[ $status -eq 3 ] || [ $status -eq 5 ] || bad=1
	[ ! -e "$work/q" ] && [ ! -e "$work/q.part" ] || bad=1
done
[ $bad -eq 0 ]
result $? "a damaged delta gives nothing, and says so"
head -c $((size / 2)) "$work/d" >"$work/d2"
bundle apply -o "$work/q" "$work/d2" "$work/old"
exits 3 $? "damaged" && [ ! -e "$work/q" ]
result $? "nor does one that is cut short"

# --- pieces -----------------------------------------------------------------

bundle split --chunk 128K -o "$work/piece" "$work/new" &&
    [ -e "$work/piece.000" ] && [ -e "$work/piece.003" ]
result $? "split makes pieces"
mv "$work/piece.002" "$work/away"
printf X | dd of="$work/piece.003" bs=1 seek=70000 conv=notrunc 2>/dev/null
bundle import --into "$work/in" "$work/piece.000"
exits 4 $? "missing or damaged: .002 .003" && [ ! -e "$work/in/piece" ]
result $? "pieces that are missing or damaged are named"
mv "$work/away" "$work/piece.002"
bundle split --chunk 128K -o "$work/again" "$work/new"
mv "$work/again.003" "$work/piece.003"
rm "$work/piece.001"
bundle import --into "$work/in" "$work/piece.000" &&
    cmp "$work/new" "$work/in/piece" >"$work/err"
result $? "import goes on where it stopped: what came need not be there"
bundle import --into "$work/in5" "$work/again.001"
exits 2 $? "is a piece of a bundle; give the first one: .*again.000'"
result $? "a piece that is not the first is told which is"
"$asker" ask --index "$work/again.000" 'who opposed Article 4' \
    >"$work/out" 2>"$work/err" </dev/null
exits 3 $? "is a piece of a bundle; .* bundle import"
result $? "who asks a piece is told to put them together"
bundle split --chunk 10T -o "$work/q" "$work/new"
exits 2 $? "not '10T'" && [ ! -e "$work/q.000" ]
result $? "a length of pieces that is none is told"
bundle keygen --secret "$work/s2" --public "$work/p2" --no-passphrase
bundle import --trust "$work/p2" --into "$work/in2" "$work/again.000"
exits 5 $? "again.000' is signed with another key" &&
    [ -z "$(ls "$work/in2")" ]
result $? "nothing is brought before the signature is right"

# --- import -----------------------------------------------------------------

cp "$work/old" "$work/n.travaux"
rm -rf "$HOME/.local"
bundle import --into "$work/in" "$work/n.travaux" &&
    cmp "$work/old" "$work/in/n.travaux" >"$work/err"
result $? "import brings a bundle into a folder"
cp "$work/new" "$work/n.travaux"
bundle import --into "$work/in" "$work/n.travaux" &&
    cmp "$work/new" "$work/in/n.travaux" >"$work/err"
result $? "a newer edition takes its place"
cp "$work/old" "$work/n.travaux"
rm -rf "$HOME/.local"
bundle import --into "$work/in" "$work/n.travaux"
exits 5 $? "edition 2" && ! grep -q '\.part' "$work/err" && cmp "$work/new" "$work/in/n.travaux" >"$work/err"
result $? "an older one does not, also where nothing is remembered"
head -c 150000 "$work/old" >"$work/half"
bundle import --into "$work/in5" "$work/half"
exits 3 $? "cut short: it has 150000 bytes of $(wc -c <"$work/old");" &&
    [ -z "$(ls "$work/in5" 2>"$work/out")" ]
result $? "of a copy that stopped it is told how much there is"
echo 'Dear Sir' >"$work/letter"
bundle import --into "$work/in5" "$work/letter"
exits 3 $? "letter' is no bundle"
result $? "what is no bundle is no short one either"
bundle import --into "$work/letter" "$work/old"
exits 3 $? "letter': Not a directory"
result $? "a file is no folder to import into"
cp "$work/new" "$work/n.travaux"
printf X | dd of="$work/n.travaux" bs=1 seek=100000 conv=notrunc 2>/dev/null
bundle import --into "$work/in3" "$work/n.travaux"
exits 4 $? "1 of .* pieces" && [ ! -e "$work/in3/n.travaux" ]
result $? "a damaged one is not brought in"

# --- kill -9 ----------------------------------------------------------------

# killed ACTION FILE ...: run it, kill it at some moment; FILE is sound
round=0
killed() {
	what=$1
	file=$2
	shift 2
	round=$((round + 1))
	"$asker" bundle "$@" >"$work/out" 2>"$work/err" </dev/null &
	pid=$!
	sleep "$(awk -v r=$round 'BEGIN { printf "%.3f", (r * 37 % 60) / 100 }')"
	kill -9 $pid 2>/dev/null
	wait $pid 2>/dev/null
	sound "$file"
	result $? "after kill -9 of $what the file is whole (round $round)"
}

cp "$work/old" "$work/target"
mkdir "$work/in4"
cp "$work/old" "$work/in4/n.travaux"
cp "$work/new" "$work/n.travaux"
for i in 1 2 3 4 5 6; do
	killed pack "$work/target" pack --index "$work/ix" \
	    --secret "$work/s" -o "$work/target" --name n --sequence 2
	killed apply "$work/target" apply -o "$work/target" "$work/d" \
	    "$work/old"
	killed import "$work/in4/n.travaux" import --into "$work/in4" \
	    "$work/n.travaux"
done
bundle pack --index "$work/ix" --secret "$work/s" -o "$work/target" \
    --name n --sequence 2
exits 0 $? && sound "$work/target" && [ ! -e "$work/target.part" ] &&
    [ ! -e "$work/target.work" ]
result $? "the next run clears away what was left"

# --- no room ----------------------------------------------------------------

# full ACTION ...: files may have 200 KB
full() {
	(
		trap '' XFSZ
		ulimit -f 400
		"$asker" bundle "$@" >"$work/out" 2>"$work/err" </dev/null
	)
}

cp "$work/old" "$work/target"
full pack --index "$work/ix" --secret "$work/s" -o "$work/target" --name n
exits 3 $? "cannot write" && cmp "$work/old" "$work/target" >"$work/err"
result $? "pack where there is no room says so, and the old file stays"
full apply -o "$work/target" "$work/d" "$work/old"
exits 3 $? "cannot write" && cmp "$work/old" "$work/target" >"$work/err"
result $? "so does apply"
cp "$work/old" "$work/in4/n.travaux"
full import --into "$work/in4" "$work/n.travaux"
exits 3 $? "cannot write" &&
    cmp "$work/old" "$work/in4/n.travaux" >"$work/err"
result $? "so does import"
