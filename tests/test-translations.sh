#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What people read is in their language, and what programs read is not. No
# locale of it need be installed: C.UTF-8 is enough, or none.
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
if [ ! -f locale/fr/LC_MESSAGES/travaux.mo ]; then
	echo '1..0 # SKIP there are no catalogs here'
	exit 0
fi
PATH=$PWD:$PATH
HOME=$work
TRAVAUX_INDEX=$work/index
export PATH HOME TRAVAUX_INDEX
unset XDG_CONFIG_HOME PAGER LC_ALL LC_MESSAGES LANGUAGE NO_COLOR COLUMNS
LANG=C
export LANG
travaux-index --quiet --negotiation "$srcdir/corpus/sample/exercise/profile" \
	"$srcdir/corpus/sample/exercise/records" || exit 99
# A machine without any locale has C alone, under another name.
LANG=C.UTF-8

echo 1..24
number=0
check() {
	if [ "$1" -eq 0 ]; then
		echo "ok $((number += 1)) - $2"
	else
		echo "not ok $((number += 1)) - $2"
		sed 's/^/# /' "$work/out" | head -n 12
	fi
}

# says LANGUAGE TEXT COMMAND...: whether the command says the text
says() {
	language=$1 text=$2
	shift 2
	LANGUAGE=$language "$@" --width 0 >"$work/out" 2>&1 </dev/null
	grep -q -e "$text" "$work/out"
	check $? "$language: $*"
}
question='who opposed the removal of Article 42'
says fr 'délégations, position consignée.* contre la suppression de l’article 42' \
	travaux ask "$question"
says es 'delegaciones, consta su posición: contra la supresión del artículo 42' \
	travaux ask "$question"
says fr '^[0-9]* intervenants par [0-9]* dispositions' travaux positions --matrix
says es '^[0-9]* intervinientes por [0-9]* disposiciones' \
	travaux positions --matrix
says fr '^Note de synthèse.*Article 42' travaux brief --provision 42
says es '^Nota informativa: Artículo 42' travaux brief --provision 42
says fr 'il n’y a pas de champ .foo.' travaux search foo:bar
says es 'no hay campo .foo.' travaux search foo:bar
says fr '16 septembre 2021' travaux cite 'WP-W-03#1'
says es '16 de septiembre de 2021' travaux cite 'WP-W-03#1'

LANGUAGE=fr travaux help >"$work/out"
grep -q 'Commencez par' "$work/out"
check $? 'fr: travaux help'
LANGUAGE=es travaux-index --help >"$work/out"
grep -q 'hacer\|Indexa los documentos' "$work/out"
check $? 'es: travaux-index --help'
LC_ALL=fr_FR.UTF-8 travaux info >"$work/out" 2>&1
grep -q 'Contenu.* documents' "$work/out"
check $? 'a locale that is not installed will do'
LC_ALL=C LANGUAGE=fr travaux info >"$work/out" 2>&1
grep -q 'Holds' "$work/out"
check $? 'who asks for C has English'

# What a reader says of a file, in the process that reads it.
printf '<!doctype html><meta charset=utf-8><p>Brennia \377 waited.' \
	>"$work/page.html"
LANGUAGE=fr travaux-index --index "$work/pages" "$work/page.html" \
	>"$work/out" 2>&1
grep -q '1 endroit n’est pas du' "$work/out"
check $? 'fr: what is said of a file'
LANGUAGE=es travaux-index --again --index "$work/pages" "$work/page.html" \
	>"$work/out" 2>&1
grep -q '1 lugar no es' "$work/out"
check $? 'es: what is said of a file'

# A command that is typed from the help is that of the English one.
for language in fr es; do
	: >"$work/out"
	for command in ask search show positions trace compare brief cite; do
		travaux help "$command" | sed -n '/^  travaux/p' >"$work/en"
		LANGUAGE=$language travaux help "$command" |
			sed -n '/^  travaux/p' | diff "$work/en" - >>"$work/out"
	done
	! grep -q . "$work/out"
	check $? "$language: examples of the help are the same"
done

# Help is a screen of 24 lines and 80 columns, but for the list of all commands.
for command in $(travaux complete commands); do
	[ "$command" != index ] || continue
	for language in en fr es; do
		echo "== $command $language"
		LANGUAGE=$language travaux help "$command"
	done
done >"$work/help"
python3 - "$work/help" >"$work/out" <<'END'
import sys
for text in open(sys.argv[1], encoding='utf-8').read().split('== ')[1:]:
    name, *lines = text.splitlines()
    if len(lines) > 24 and not name.startswith('help') or \
       any(len(line) > 80 for line in lines):
        print(name, len(lines), max(map(len, lines)))
END
! grep -q . "$work/out"
check $? 'help fits a screen'

# What programs read is the same, byte for byte.
machine() {
	for format in json jsonl csv tsv; do
		travaux ask --format "$format" "$question"
		travaux search --format "$format" --explain --facets safeguards
		travaux positions --format "$format" --head --article 42
		travaux positions --format "$format" --matrix
		travaux show --format "$format" 'WP-W-03#1'
	done
	travaux brief --format json --provision 42
	travaux trace --format json 42
	travaux compare --format json Aldermark Brennia
	travaux positions --by session --format csv
	travaux positions --camps --format json
	travaux positions --explain --format json 'WP-W-03#1'
	travaux cite --format bibtex WP-W-03
	travaux cite --format csl WP-W-03
	travaux info --format json
	travaux config --format tsv
	travaux complete commands
	travaux complete fields
}
machine >"$work/english" 2>&1
for language in fr es ar; do
	LANGUAGE=$language machine 2>&1 | diff "$work/english" - >"$work/out"
	! grep -q . "$work/out"
	check $? "$language: machine formats are as they were"
done

# The catalogs are whole, and their formats are those of the sources.
if ! msgfmt --version >/dev/null 2>&1 || ! xgettext --version >/dev/null 2>&1
then
	echo 'ok 23 - formats # SKIP gettext is not here'
	echo 'ok 24 - nothing is untranslated # SKIP gettext is not here'
	exit 0
fi
: >"$work/out"
for catalog in "$srcdir"/po/*.po; do
	msgfmt -c -o "$work/mo" "$catalog" >>"$work/out" 2>&1 ||
		echo "$catalog" >>"$work/out"
done
! grep -q . "$work/out"
check $? 'every translation keeps its formats'
sh "$srcdir/po/update" "$work/pot" 2>/dev/null
for language in fr es; do
	msgmerge --quiet --no-fuzzy-matching -o "$work/merged" \
		"$srcdir/po/$language.po" "$work/pot"
	msgattrib --untranslated --no-obsolete --no-wrap "$work/merged" |
		sed -n "s/^msgid/$language: untranslated/p"
done >"$work/out"
! grep -q . "$work/out"
check $? 'French and Spanish lack nothing'
