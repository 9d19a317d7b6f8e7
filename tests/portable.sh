#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The folder for any Linux, with a bundle in it, in a root that has a shell
# and nothing else, on a medium that cannot be written to. $TRAVAUX_ROOT names
# another root to try it in, that of some distribution; it is left as it was.
# $TRAVAUX_BUILD names another build tree to take the programs from.
cases=9
. "$srcdir/tests/index-common.sh"

unset XDG_CONFIG_HOME XDG_STATE_HOME XDG_CACHE_HOME
HOME=$work/home
export HOME
mkdir "$HOME" "$work/medium"
root=${TRAVAUX_ROOT:-$work/root}

skip_all() {
	while [ $count -lt $cases ]; do
		count=$((count + 1))
		echo "ok $count # skip $1"
	done
	exit 0
}

# within COMMAND ...: in the root, /medium being there and read-only, with no
# variable of ours; messages go to $work/err. Only where programs are built
# with sanitizers is there a /proc, without which leaks cannot be looked for.
within() {
	unshare $unshare -m sh -c 'mount --bind "$1" "$2/medium" &&
	    mount -o remount,bind,ro "$2/medium" || exit 99
	    mount -t tmpfs none "$2/tmp" || exit 99
	    ! ls "$2"/medium/travaux/lib/libasan* >/dev/null 2>&1 ||
	        mount --rbind /proc "$2/proc" || exit 99
	    root=$2; shift 2
	    exec env -i LANGUAGE="$LANGUAGE" HOME=/nowhere PATH=/bin:/usr/bin \
	        "$(command -v chroot)" "$root" "$@"' \
	    sh "$work/medium" "$root" "$@" 2>"$work/err" </dev/null
}

unshare=
[ "$(id -u)" -eq 0 ] || unshare=-r
unshare $unshare -m true 2>/dev/null || skip_all "no namespaces here"
command -v busybox >/dev/null && [ -z "$(ldd "$(command -v busybox)" \
    2>/dev/null | grep '=>')" ] || skip_all "no static busybox here"
command -v python3 >/dev/null || skip_all "no python3 here"

# --- the folder -------------------------------------------------------------

"$srcdir/portable/make-portable" "$work/medium/travaux" \
    "$srcdir/portable" "${TRAVAUX_BUILD:-$PWD}" "$srcdir/COPYING" >"$work/out" 2>"$work/err" &&
    sed 's/^.*: /# the folder has /' "$work/out"
result $? "the folder is made"
folder=$work/medium/travaux
bad=0
for file in "$folder"/lib/* "$folder"/bin/busybox; do
	[ -e "$file" ] || continue
	file=${file##*/}
	[ "$file" != ld.so ] || file='ld-[a-z0-9.-]*'
	grep -q "files .*\<$file" "$folder/NOTICE" || {
		echo "not told of: $file" >>"$work/err"
		bad=1
	}
done
sed -n 's/^    licence //p' "$folder/NOTICE" >"$work/licences"
while read -r file; do
	[ -s "$folder/$file" ] || bad=1
done <"$work/licences"
[ $bad -eq 0 ] && [ -s "$folder/licences/travaux" ]
result $? "what is copied is told with its licence"

# --- a bundle and a root ----------------------------------------------------

(cd "$srcdir/corpus/sample/exercise" && "$program" --quiet \
    --index "$work/ix" --negotiation profile records) 2>"$work/err" &&
    "$asker" bundle keygen --secret "$work/s" --public "$work/medium/key.pub" \
	--no-passphrase >"$work/out" 2>"$work/err" &&
    "$asker" bundle pack --index "$work/ix" --secret "$work/s" \
	-o "$work/medium/exercise.travaux" >"$work/out" 2>"$work/err"
result $? "a bundle lies beside it"
if [ -z "${TRAVAUX_ROOT:-}" ]; then
	mkdir -p "$root/bin" "$root/proc" "$root/tmp"
	cp "$(command -v busybox)" "$root/bin/busybox"
	ln -s busybox "$root/bin/sh"
	ln -s busybox "$root/bin/readlink"
fi
[ -d "$root/medium" ] || mkdir "$root/medium"

question='who opposed the removal of Article 42'
answer() {
	"$asker" ask --index "$work/medium/exercise.travaux" \
	    --trust "$work/medium/key.pub" "$@" "$question" \
	    >"$work/wanted" 2>"$work/err" </dev/null
}

# --- asking -----------------------------------------------------------------

within /medium/travaux/travaux ask --trust /medium/key.pub "$question" \
    >"$work/answer" &&
    answer && [ -s "$work/wanted" ] && cmp "$work/wanted" "$work/answer" \
    >>"$work/err"
result $? "it answers there as here, the bundle beside it being found"
within /medium/travaux/travaux ask --index /medium/exercise.travaux \
    --trust /medium/key.pub "$question" >"$work/answer" &&
    cmp "$work/wanted" "$work/answer" >>"$work/err"
result $? "the bundle may be named"
within /medium/travaux/travaux ask "$question" >"$work/answer"
exits 5 $? "which is not trusted"
result $? "a key that is not trusted is refused there too"
if [ -d "$folder/share/locale/fr" ]; then
	(LANGUAGE=fr && export LANGUAGE && answer &&
	    within /medium/travaux/travaux ask --trust /medium/key.pub \
		"$question" >"$work/answer") &&
	    cmp "$work/wanted" "$work/answer" >>"$work/err"
	result $? "it speaks French there"
else
	count=$((count + 1))
	echo "ok $count # skip no catalogs were made"
fi

# --- serving ----------------------------------------------------------------

within /medium/travaux/travaux serve --trust medium/key.pub \
    >"$work/address" &
pid=$!
tried=0
while [ ! -s "$work/address" ] && [ $tried -lt 100 ]; do
	tried=$((tried + 1))
	sleep 0.1
done
python3 - "$(cat "$work/address")" "$question" >"$work/page" \
    2>>"$work/err" <<'EOF'
import sys, time, urllib.error, urllib.parse, urllib.request
address = sys.argv[1] + "?q=" + urllib.parse.quote(sys.argv[2])
for attempt in range(50):
    try:
        page = urllib.request.urlopen(address, timeout=30).read()
        break
    except urllib.error.HTTPError as e:
        sys.exit("%s: %s" % (e, e.read()))
    except OSError as e:
        reason = e
        time.sleep(0.1)
else:
    sys.exit(str(reason))
sys.stdout.buffer.write(page)
EOF
[ $? -eq 0 ] && grep -q '</html>' "$work/page" &&
    grep -q 'Article 42' "$work/page"
result $? "the pages are served from there"
kill $pid
wait $pid
! kill -0 $pid 2>/dev/null
result $? "and end when they are told to"
[ -z "${TRAVAUX_ROOT:-}" ] || rmdir "$root/medium"
