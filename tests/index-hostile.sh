#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Bad input, and a system that refuses: each with its message and status.
cases=21
. "$srcdir/tests/index-common.sh"

records=$work/records
mkdir "$records"
printf 'A text.\n' >"$records/good.txt"
index "$records" || echo "# first run failed"

: >"$records/empty.txt"
index "$records"
exits 4 $? 'empty.txt: it is empty'
result $? "an empty file"
rm "$records/empty.txt"

printf 'before\000after\n' >"$records/nul.txt"
index "$records"
exits 0 $? 'nul.txt: 1 place is no UTF-8, the first at byte 6'
result $? "a NUL byte in a text"
rm "$records/nul.txt"

printf '{"text":"One."}\nno json\n{"text":"Two."}\n' >"$records/x.jsonl"
index "$records"
exits 4 $? 'x.jsonl:2: no JSON' && [ "$(passages)" = 3 ]
result $? "a JSONL line that is no JSON is named by its number"
rm "$records/x.jsonl"

printf '{"text":"One."}\n{"text":"Two' >"$records/x.jsonl"
index "$records"
exits 4 $? 'x.jsonl:2: no JSON' && [ "$(passages)" = 2 ]
result $? "a JSONL file that was cut off"
rm "$records/x.jsonl"

printf '%%PDF-1.4\n' >"$records/x.pdf"
index "$records"
exits 4 $? 'x.pdf: the PDF'
result $? "a PDF file that was cut off"
rm "$records/x.pdf"

head -c 3000 /dev/zero | tr '\0' '\003' >"$records/x.bin"
index "$records"
exits 4 $? 'x.bin: it is no text'
result $? "a binary file"
rm "$records/x.bin"

printf '\037\213\010 no gzip at all' >"$records/x.txt.gz"
index "$records"
exits 4 $? 'x.txt.gz: its gzip'
result $? "broken gzip"
rm "$records/x.txt.gz"

mkfifo "$records/pipe.txt"
index "$records"
exits 4 $? 'pipe.txt: it is no regular file'
result $? "a pipe does not hold it up"
rm "$records/pipe.txt"

ln -s /nowhere "$records/link.txt"
index "$records"
exits 0 $? 'link.txt: it is a symbolic link and not followed'
result $? "a symbolic link is told"
rm "$records/link.txt"

head -c 70000000 /dev/zero | tr '\0' 'x' >"$records/line.txt"
index "$records"
exits 4 $? 'line.txt: a line of it is longer than 64 MiB'
result $? "an endless line"
index --max-size 10 "$records"
exits 4 $? 'line.txt: it is larger than 10 MiB'
result $? "a file over the size limit"
rm "$records/line.txt"

printf 'path\tkind\tdate\ngood.txt\tnonsense\tsome day\n' \
    >"$records/manifest.tsv"
index "$records"
exits 0 $? "the kind 'nonsense' is not known" &&
    grep -q "the date 'some day' is none" "$work/err"
result $? "nonsense in a manifest is told"
printf 'a\tb\n1\t2\t3\n' >"$records/manifest.tsv"
index "$records"
exits 4 $? 'manifest.tsv: the manifest is left out'
result $? "a broken manifest"
rm "$records/manifest.tsv"
index "$records"

name=$(printf 'new\nline\033[31m.txt')
printf 'A text with a strange name.\n' >"$records/$name"
index --verbose "$records"
exits 0 $? && [ "$(passages)" = 2 ]
result $? "a name with control characters"
rm "$records/$name"

if [ "$(id -u)" -ne 0 ]; then
	mkdir "$records/closed"
	printf 'Hidden.\n' >"$records/closed/a.txt"
	index "$records"
	chmod 0 "$records/closed"
	index "$records"
	exits 4 $? 'closed: cannot read the folder: Permission denied' &&
	    [ "$(passages)" = 2 ]
	result $? "a folder without rights is named, and what was in it stays"
	chmod 700 "$records/closed"
	rm -r "$records/closed"
else
	count=$((count + 1))
	echo "ok $count - a folder without rights # SKIP root reads everything"
fi

index "$work/nothing"
exits 2 $? "cannot read '.*nothing'"
result $? "a path that is not there"

index --jobs many "$records"
exits 2 $? "takes a number"
result $? "wrong options"

index --set colour=red "$records"
exits 2 $? "'colour' is no field of a record; there are: id, "
result $? "an unknown field names the known ones"

printf 'x' >"$work/file"
"$program" --index "$work/file/ix" "$records" 2>"$work/err"
exits 3 $? 'cannot write'
result $? "an index that cannot be made"

# A file may grow to 32 KiB, so that a shard does not fit.
awk 'BEGIN { for (i = 0; i < 20000; i++) printf "word%d is here, and %x there.\n\n", i, i * 7919 }' \
    >"$records/large.txt"
before=$(passages)
(
	ulimit -f 64
	"$program" --index "$work/ix" "$records" 2>"$work/err"
)
status=$?
exits 3 $status 'cannot write index' && [ "$(passages)" = "$before" ]
result $? "no room on the disk: the index stays as it was"
rm "$records/large.txt"

# Locked: another run holds the lock while it waits for a slow disk.
if command -v flock >/dev/null && command -v python3 >/dev/null; then
	python3 - "$work/ix/lock" <<-'END' &
	import fcntl, sys, time
	f = open(sys.argv[1], "r+")
	fcntl.lockf(f, fcntl.LOCK_EX)
	open(sys.argv[1] + ".held", "w")
	time.sleep(20)
	END
	holder=$!
	while [ ! -e "$work/ix/lock.held" ]; do sleep 0.05; done
	rm "$work/ix/lock.held"
	index "$records"
	exits 3 $? "is being written by process $holder"
	result $? "a locked index says by whom"
	kill $holder
else
	count=$((count + 1))
	echo "ok $count - a locked index # SKIP needs python3"
fi
