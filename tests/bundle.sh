#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# An index as one signed file: made, verified, trusted, refused, read.
cases=48
. "$srcdir/tests/index-common.sh"

HOME=$work/home
unset XDG_CONFIG_HOME XDG_STATE_HOME
SOURCE_DATE_EPOCH=1700000000
export HOME SOURCE_DATE_EPOCH
mkdir "$HOME" "$work/records"
cp -R "$srcdir/corpus/sample/exercise/records/." "$work/records"
chmod -R u+w "$work/records"

# bundle ACTION ...: messages go to $work/err
bundle() {
	"$asker" bundle "$@" >"$work/out" 2>"$work/err" </dev/null
}

# ask INDEX ...: who opposed what, as JSON
ask() {
	"$asker" ask --format json --index "$@" \
	    'who opposed the removal of Article 42' \
	    >"$work/answer" 2>"$work/err" </dev/null
}

# age FILE: as if it had been there for some time
age() {
	touch -d '2023-11-14 00:00:00' "$1"
}

pack() {
	bundle pack --index "$work/ix" --secret "$work/s" "$@"
}

# A third of these is restricted, with words of its own: kapok, zephyr, vault,
# numbers from 7700 and 990000, and a month of 1987.
awk 'BEGIN { for (i = 1; i <= 60; i++) {
	hidden = i % 3 == 0
	printf "{\"id\":\"%s%d\",\"kind\":\"statement\",\"session\":\"%s\",\"speaker\":\"%s\",\"title\":\"%s\",%s\"language\":\"en\",\"date\":\"%s\",\"symbol\":\"%s/%d\",\"meeting\":\"%s\",\"organization\":\"%s\",\"text\":\"We propose to delete article %d. The %s is ours, under number %d.\"}\n",
	    hidden ? "vault" : "open", i, hidden ? "kapoksession" : "s1",
	    hidden ? "Kapokland" : "Norland", hidden ? "Zephyr papers" : "Statement",
	    hidden ? "\"access\":\"restricted\"," : "",
	    hidden ? "1987-06-05" : "2023-01-09", hidden ? "KAPOK" : "OPEN", i,
	    hidden ? "zephyr meeting" : "first", hidden ? "Vault Office" : "Office",
	    hidden ? 7700 + i : i,
	    hidden ? "zephyrword" : "river", hidden ? 990000 + i : i } }' \
    >"$work/records/mixed.jsonl"
(cd "$work" && "$program" --quiet --index ix --jobs 1 --negotiation \
    "$srcdir/corpus/sample/exercise/profile" records) 2>"$work/err" ||
    echo "# indexing failed"

# --- keys -------------------------------------------------------------------

bundle keygen --secret "$work/s" --public "$work/p" --no-passphrase &&
    [ "$(tail -n 1 "$work/p" | tr -d '\n' | wc -c)" -eq 56 ] &&
    [ "$(ls -l "$work/s" | cut -c 1-10)" = -rw------- ]
result $? "keygen writes a secret key for its owner alone, and a public line"
bundle keygen --secret "$work/s" --public "$work/p" --no-passphrase
exits 2 $? "is there already"
result $? "a key is not written over"
bundle keygen --secret "$work/s2" --public "$work/p2" --no-passphrase
setsid "$asker" bundle keygen --secret "$work/s3" --public "$work/p3" \
    >"$work/out" 2>"$work/err" </dev/null
exits 2 $? "no terminal" && [ ! -e "$work/s3" ]
result $? "without a terminal there is no passphrase, and no key"

# --- pack and verify --------------------------------------------------------

pack -o "$work/x.travaux" --name exercise --sequence 5 \
    --licence 'An exercise' --expires 2090-12-31
exits 0 $? && [ ! -e "$work/x.travaux.part" ] &&
    [ ! -e "$work/x.travaux.work" ] && grep -q 'left out as restricted: 20' "$work/out"
result $? "pack makes a bundle, and nothing else; restricted ones are told"
age "$work/x.travaux"
bundle verify --trust "$work/p" "$work/x.travaux" &&
    grep -q 'public edition 5 of exercise' "$work/out"
result $? "it is verified with the public key"
bundle verify --trust "$(tail -n 1 "$work/p")" "$work/x.travaux"
result $? "a key may be given as its line"
bundle verify --trust "$work/p2" "$work/x.travaux"
exits 5 $? "another key"
result $? "another key is refused"
bundle verify "$work/x.travaux"
exits 5 $? "not trusted"
result $? "without a key it is refused where nobody can be asked"
python3 "$srcdir/tests/bundle-read.py" check "$work/x.travaux" "$work/p" \
    >"$work/out" 2>"$work/err" && grep -q '^exercise public' "$work/out"
result $? "another reader, made from the manual page, agrees"
bundle info --trust "$work/p" "$work/x.travaux" &&
    grep -q '^licence *An exercise' "$work/out" &&
    grep -q '^expires *2090-12-31' "$work/out" &&
    bundle info --manifest --trust "$work/p" "$work/x.travaux" &&
    grep -q '^kind [0-9]* statement$' "$work/out" &&
    grep -q '^source [0-9a-f]* [0-9]* records/' "$work/out" &&
    grep -q '^source - 40 records/mixed.jsonl$' "$work/out"
result $? "info tells what is in it, and from which files"

# --- reading ----------------------------------------------------------------

pack -o "$work/all.travaux" --restricted --name all
age "$work/all.travaux"
# but for the identity, which is of what is packed
ask "$work/ix" && sed 's/"index_build":"[^"]*"//' "$work/answer" \
    >"$work/wanted" && ask "$work/all.travaux" --trust "$work/p" &&
    sed 's/"index_build":"[^"]*"//' "$work/answer" | cmp -s - "$work/wanted"
result $? "an answer from the bundle is that of the index"
mkdir -p "$HOME/.config/travaux/trusted"
cp "$work/p" "$HOME/.config/travaux/trusted/them.pub"
ask "$work/x.travaux" && "$asker" search --index "$work/x.travaux" river \
    >"$work/out" 2>"$work/err" && "$asker" show --index "$work/x.travaux" \
    open1 >"$work/out" 2>"$work/err" && grep -q 'The river is ours' "$work/out"
result $? "a key in the folder of trusted ones is believed"
"$asker" check --index "$work/x.travaux" >"$work/out" 2>"$work/err" &&
    grep -q 'in order' "$work/out"
result $? "check reads all of it"
# A file that has just changed may change again unseen: it is not remembered.
sleep 3
"$asker" check --index "$work/x.travaux" >"$work/out" 2>"$work/err" &&
    [ "$(ls "$HOME/.local/state/travaux/verified" | wc -l)" -ge 1 ]
result $? "what was verified is remembered"
cp "$work/x.travaux" "$work/y.travaux"
printf X | dd of="$work/y.travaux" bs=1 seek=9000 conv=notrunc 2>/dev/null
age "$work/y.travaux"
ask "$work/y.travaux"
exits 3 $? "damaged: 1 of .* first at byte 0 "
result $? "a byte that was changed is found, and its place told"
cp "$work/x.travaux" "$work/z.travaux"
age "$work/z.travaux"
ask "$work/z.travaux" && printf X |
    dd of="$work/z.travaux" bs=1 seek=99000 conv=notrunc 2>/dev/null
age "$work/z.travaux"
ask "$work/z.travaux"
exits 3 $? "damaged"
result $? "also after it was verified, its time of writing set back"
chmod 444 "$work/x.travaux"
(XDG_STATE_HOME=/dev/null/state ask "$work/x.travaux")
result $? "nothing needs to be written to read it"
head -c 70000 "$work/x.travaux" >"$work/short.travaux"
ask "$work/short.travaux"
exits 3 $? "cut short"
result $? "a file that is cut short is told"
sed '1,3s/^needs /needs telepathy-9 /' "$work/x.travaux" >"$work/n.travaux"
ask "$work/n.travaux"
exits 3 $? "needs 'telepathy-9'"
result $? "a need that this program lacks is named"
sed '1s/ 1$/ 2/' "$work/x.travaux" >"$work/v.travaux"
ask "$work/v.travaux"
exits 3 $? "has format 2"
result $? "a newer format is told"

# --- age --------------------------------------------------------------------

pack -o "$work/old.travaux" --name exercise --sequence 4
ask "$work/old.travaux"
exits 5 $? "edition 4 .* edition 5"
result $? "an edition older than one seen is refused"
ask "$work/old.travaux" --stale
result $? "but opened when asked for"
pack -o "$work/late.travaux" --name late --expires 2024-01-31
ask "$work/late.travaux"
exits 5 $? "expired"
result $? "one that has expired is refused"
ask "$work/late.travaux" --stale
result $? "but opened when asked for"

# --- a key that is new ------------------------------------------------------

# new LINE: ask where no key is trusted yet, and type LINE when asked
new() {
	HOME=$work/new PAGER=cat python3 "$srcdir/tests/on-terminal.py" --type "$1" \
	    "$asker" ask --index "$work/x.travaux" \
	    'who opposed the removal of Article 42' >"$work/err"
}

mkdir "$work/new"
new no
exits 5 $? "is not trusted" && grep -q 'Trust it from now on' "$work/err" &&
    [ ! -e "$work/new/.config" ]
result $? "on a terminal a new key is shown, and refused when told so"
tr -d '\r' <"$work/err" | grep -q "^    $(tail -n 1 "$work/p" |
    sed 's/..../& /g; s/ $//')"
result $? "it is shown in groups of letters, as keygen does"
new yes
exits 0 $? 'Trust it from now on' &&
    [ "$(ls "$work/new/.config/travaux/trusted" | wc -l)" -eq 1 ]
result $? "it is believed and kept when told so"
new yes
exits 0 $? && ! grep -q 'Trust it' "$work/err"
result $? "and not asked for again"

# --- nothing of what is restricted ------------------------------------------

python3 "$srcdir/tests/bundle-read.py" dump "$work/x.travaux" >"$work/dump"
! grep -a -i -q -e kapok -e zephyr -e vault "$work/dump" &&
    ! grep -a -q -w -e '9900[0-9][0-9]' -e '77[0-9][0-9]' "$work/dump"
result $? "no name, word or number of a restricted record is in a public one"
python3 "$srcdir/tests/bundle-read.py" dump "$work/all.travaux" >"$work/dump"
grep -a -q zephyr "$work/dump" && grep -a -q -i kapok "$work/dump"
result $? "and they are found in one that has them"
# numbers, but not in the hash of a file
hidden='kapok|zephyr|vault|(^|[^0-9a-f])(9900[0-9][0-9]|77[0-9][0-9]|1987-?06-?05)([^0-9a-f]|$)'
tests/bundle-words "$work/x.travaux" >"$work/dump" 2>"$work/err" &&
    ! grep -a -i -E "$hidden" "$work/dump" >"$work/err"
result $? "nor in a table, column, value, term or text of it"
tests/bundle-words "$work/all.travaux" >"$work/dump" 2>"$work/err"
for where in manifest term value column text; do
	echo "# $where: $(grep -a "^$where " "$work/dump" |
	    grep -a -c -i -E "$hidden") that would be found"
done >"$work/err"
! grep -q ': 0 that' "$work/err"
result $? "and each of these has them in one that has them"
for of in x all; do
	"$asker" search --index "$work/$of.travaux" --trust "$work/p" --stale \
	    --format json --facets 'delete article' >"$work/facets.$of" \
	    2>"$work/err"
done
! grep -i -q -E "$hidden" "$work/facets.x" &&
    grep -i -q -E "$hidden" "$work/facets.all"
result $? "nor among facets and results"
# Numbers of how many there are: the manifest tells of 40 and the exercise's.
"$asker" bundle info --manifest --trust "$work/p" "$work/x.travaux" \
    >"$work/out" 2>"$work/err"
"$asker" bundle info --manifest --trust "$work/p" "$work/all.travaux" \
    >"$work/out.all" 2>"$work/err"
[ $(($(sed -n 's/^records //p' "$work/out.all") - \
    $(sed -n 's/^records //p' "$work/out"))) -eq 20 ]
result $? "nor counted"
# It tells nothing of them: with one, at another place, it is the same.
mkdir "$work/without"
cp -R "$work/records" "$work/without"
{
	grep -v '"access":"restricted"' "$work/records/mixed.jsonl"
	echo '{"id":"other","kind":"statement","access":"restricted","language":"en","text":"A quokka."}'
} >"$work/without/records/mixed.jsonl"
(cd "$work/without" && "$program" --quiet --index ix --negotiation \
    "$srcdir/corpus/sample/exercise/profile" records) 2>"$work/err"
bundle pack --index "$work/without/ix" --secret "$work/s" \
    -o "$work/without/b" --name exercise --sequence 5 \
    --licence 'An exercise' --expires 2090-12-31 &&
    cmp "$work/x.travaux" "$work/without/b" >"$work/err"
result $? "another restricted record instead of them gives the same bytes"

# --- the same bytes ---------------------------------------------------------

mkdir "$work/other"
cp -R "$work/records" "$work/other"
(cd "$work/other" && "$program" --quiet --index elsewhere --jobs 2 \
    --negotiation "$srcdir/corpus/sample/exercise/profile" records) \
    2>"$work/err"
bundle pack --index "$work/other/elsewhere" --secret "$work/s" \
    -o "$work/other/b" --name exercise --sequence 5 \
    --licence 'An exercise' --expires 2090-12-31 &&
    cmp "$work/x.travaux" "$work/other/b" >"$work/err"
result $? "another folder and two jobs give the same bytes"

# --- what travaux.cgi says --------------------------------------------------

# cgi NAME=VALUE ...: a page of it
cgi() {
	env REQUEST_METHOD=GET QUERY_STRING=q=river "$@" ./travaux.cgi \
	    >"$work/page" 2>"$work/err" </dev/null
}

cgi TRAVAUX_INDEX="$work/x.travaux"
grep -q '^Status: 503' "$work/page" &&
    grep -q 'with TRAVAUX_TRUST$' "$work/err"
result $? "travaux.cgi tells its log how to give a key"
cgi TRAVAUX_INDEX="$work/late.travaux" TRAVAUX_TRUST="$work/p"
grep -q '^Status: 503' "$work/page" &&
    grep -q 'with TRAVAUX_STALE=yes$' "$work/err" &&
    cgi TRAVAUX_INDEX="$work/late.travaux" TRAVAUX_TRUST="$work/p" \
    TRAVAUX_STALE=yes && grep -q 'The <mark>river</mark>' "$work/page"
result $? "and shows one that has expired when it is told to"

# --- minisign ---------------------------------------------------------------

if command -v minisign >/dev/null 2>&1; then
	bundle sign --secret "$work/s" "$work/x.travaux" &&
	    minisign -V -q -p "$work/p" -m "$work/x.travaux" 2>"$work/err"
	result $? "minisign verifies the whole file"
	bundle extract --part hashes -o "$work/h" "$work/x.travaux" &&
	    bundle extract --part signature -o "$work/h.minisig" \
	    "$work/x.travaux" &&
	    minisign -V -q -p "$work/p" -m "$work/h" 2>"$work/err"
	result $? "minisign verifies the signature within"
else
	count=$((count + 2))
	echo "ok $((count - 1)) # skip no minisign here"
	echo "ok $count # skip no minisign here"
fi

# --- what cannot be packed --------------------------------------------------

mkdir -p "$HOME/.config/travaux"
echo "index = $work/ix" >"$HOME/.config/travaux/config"
(unset TRAVAUX_INDEX
bundle pack --secret "$work/s" -o "$work/set.travaux") && [ -s "$work/set.travaux" ]
result $? "the index that the settings name is packed"
rm "$HOME/.config/travaux/config"
bundle pack --index "$work/nowhere" --secret "$work/s" -o "$work/q"
exits 3 $? "no index" && [ ! -e "$work/q" ]
result $? "no index, no bundle"
bundle pack --index "$work/ix" --secret "$work/p" -o "$work/q"
exits 2 $? "no secret key" && [ ! -e "$work/q" ]
result $? "a public key does not sign"
pack -o "$work/q" --expires 2001-01-01
exits 2 $? "2001-01-01 is over" && [ ! -e "$work/q" ]
result $? "what nobody could open is not packed"
bundle extract --part text -o "$work/q" "$work/x.travaux"
exits 2 $? "no part 'text'; they are manifest" && [ ! -e "$work/q" ]
result $? "a part that is none is told which there are"
bundle verify
exits 2 $? "takes 1 file, not 0" && ! bundle diff "$work/x.travaux" &&
    exits 2 2 "takes 2 files, not 1"
result $? "how many files an action takes is told"
ask "$work/nowhere.travaux"
exits 3 $? "cannot open bundle .*nowhere.travaux': No such file"
result $? "a bundle that is not there is no index to be made"
bundle pak --index "$work/ix"
exits 2 $? "did you mean: bundle pack"
result $? "an action that is none names the nearest"
