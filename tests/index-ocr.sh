#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# A page that is a picture: named without --ocr, read with it, and marked.
cases=8
. "$srcdir/tests/index-common.sh"

for wanted in python3 pdftoppm tesseract; do
	command -v $wanted >/dev/null && continue
	while [ $count -lt $cases ]; do
		count=$((count + 1))
		echo "ok $count - OCR # SKIP needs $wanted"
	done
	exit 0
done
mkdir "$work/in"
python3 "$srcdir/tests/make-picture.py" "$work/in/scan.pdf" \
    'The delegation of Aldermark supports Article 12 on harbours.' \
    'It asks that every ferry be inspected before the winter.' || exit 99
printf 'Title: Typed\n\nBrennia thanked the pilots.\n' >"$work/in/typed.txt"

index --no-positions "$work/in"
exits 4 $? 'scan.pdf: .*--ocr'
result $? "a page that is a picture is named, with what would read it"

[ "$(passages)" = 1 ]
result $? "and nothing of it is in the index"

index --no-positions --ocr "$work/in"
exits 0 $?
result $? "with --ocr it is read, though the file has not changed"

"$asker" search --index "$work/ix" --format jsonl \
    '"every ferry be inspected"' >"$work/err" 2>&1
grep -q '"record":"scan.pdf".*"ocr":true' "$work/err"
result $? "its words are found, as a phrase, and marked"

"$asker" search --index "$work/ix" ferry >"$work/err" 2>&1
grep -q 'read off a picture' "$work/err"
result $? "people are told so"

"$asker" show --index "$work/ix" --format json scan.pdf >"$work/err" 2>&1
grep -q '"page_number":1' "$work/err" && grep -q '"ocr":true' "$work/err"
result $? "in the record, too, with its page"

"$asker" search --index "$work/ix" --format jsonl pilots >"$work/err" 2>&1
grep -q 'typed.txt' "$work/err" && ! grep -q '"ocr"' "$work/err"
result $? "what was typed is not marked"

# What draws no letters is no text, and is said to be none.
python3 "$srcdir/tests/make-picture.py" "$work/in/empty.pdf" '.' || exit 99
index --no-positions --ocr "$work/in"
exits 4 $? 'empty.pdf'
result $? "a picture without words is named"
