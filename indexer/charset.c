/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/charset.h"

#include "core/language.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#define SAMPLE	    ((size_t)16 * 1024) /* bytes looked at for a guess */
#define REPLACEMENT "\xEF\xBF\xBD"

/* --- UTF-8 ---------------------------------------------------------------- */

/* Bytes of the character at `s`, 0 where it is no valid one; NUL is none. */
static size_t
character_length(const unsigned char *s, size_t n)
{
	size_t want;

	if (s[0] < 0x80)
		return s[0] != 0;
	if (s[0] < 0xC2 || s[0] > 0xF4)
		return 0;
	want = s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : 4;
	if (want > n)
		return 0;
	for (size_t i = 1; i < want; i++)
		if ((s[i] & 0xC0) != 0x80)
			return 0;
	/* Longer forms than needed, surrogates, beyond U+10FFFF. */
	if ((s[0] == 0xE0 && s[1] < 0xA0) || (s[0] == 0xED && s[1] > 0x9F) ||
	    (s[0] == 0xF0 && s[1] < 0x90) || (s[0] == 0xF4 && s[1] > 0x8F))
		return 0;
	return want;
}

/* Whether eight bytes are all ASCII and none is NUL. */
static bool
eight_plain(const unsigned char *s)
{
	uint64_t word;

	memcpy(&word, s, sizeof word);
	return ((word | (word - 0x0101010101010101u)) & 0x8080808080808080u) ==
	       0;
}

/* Offset of the first byte that is no part of a valid character, or n. */
static size_t
valid_until(const char *bytes, size_t from, size_t n)
{
	const unsigned char *s = (const unsigned char *)bytes;
	size_t i = from;

	while (i < n) {
		size_t length;

		if (n - i >= 8 && eight_plain(s + i)) {
			i += 8;
			continue;
		}
		length = character_length(s + i, n - i);
		if (length == 0)
			return i;
		i += length;
	}
	return n;
}

bool
charset_is_utf8(const char *bytes, size_t n)
{
	return valid_until(bytes, 0, n) == n;
}

static void
note_bad(struct decoded *ret, size_t offset)
{
	if (ret->bad++ == 0)
		ret->bad_offset = offset;
}

/* `base` is where `bytes` stand in the source, for the offsets told. */
static void
repair(struct arena *arena, const char *bytes, size_t n, size_t base,
    struct decoded *ret)
{
	size_t at = valid_until(bytes, 0, n), bad = 0, out;
	char *text;

	ret->text = bytes;
	ret->length = n;
	if (at == n)
		return;
	for (size_t i = at; i < n; i = valid_until(bytes, i + 1, n))
		bad++;
	text = arena_alloc(arena, n + 2 * bad + 1);
	memcpy(text, bytes, at);
	out = at;
	while (at < n) {
		size_t next = valid_until(bytes, at + 1, n);

		note_bad(ret, base + at);
		memcpy(text + out, REPLACEMENT, 3);
		memcpy(text + out + 3, bytes + at + 1, next - at - 1);
		out += 3 + next - at - 1;
		at = next;
	}
	ret->text = text;
	ret->length = out;
}

void
charset_repair(
    struct arena *arena, const char *bytes, size_t n, struct decoded *ret)
{
	size_t skip = n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

	memset(ret, 0, sizeof *ret);
	ret->charset = "UTF-8";
	repair(arena, bytes + skip, n - skip, skip, ret);
}

/* --- other charsets, by iconv --------------------------------------------- */

/* A growing output of iconv(). */
struct output {
	struct arena *arena;
	char *text;
	size_t used;
	size_t size;
};

static void
output_room(struct output *out, size_t room)
{
	size_t size = out->size;

	while (size - out->used < room)
		size *= 2;
	if (size == out->size)
		return;
	out->text = arena_grow(out->arena, out->text, out->size, size, 1);
	out->size = size;
}

static void
output_bad(struct output *out)
{
	output_room(out, 3);
	memcpy(out->text + out->used, REPLACEMENT, 3);
	out->used += 3;
}

/* Convert all, putting U+FFFD for `unit` bytes wherever iconv stops. */
static void
convert_all(iconv_t cd, struct output *out, const char *bytes, size_t n,
    size_t base, size_t unit, struct decoded *ret)
{
	/* iconv() does not write there; its type is older than const. */
	char *in = (char *)(uintptr_t)bytes;
	size_t left = n;

	while (left > 0) {
		char *to = out->text + out->used;
		size_t room = out->size - out->used;
		size_t code = iconv(cd, &in, &left, &to, &room);

		out->used = (size_t)(to - out->text);
		if (code != (size_t)-1)
			continue;
		if (errno == E2BIG) {
			output_room(out, out->size);
			continue;
		}
		note_bad(ret, base + (size_t)(in - bytes));
		output_bad(out);
		if (unit > left)
			unit = left;
		in += unit;
		left -= unit;
		iconv(cd, NULL, NULL, NULL, NULL);
	}
}

/* False where iconv does not know the charset. */
static bool
convert(struct arena *arena, const char *bytes, size_t n, size_t base,
    const char *charset, struct decoded *ret)
{
	struct output out = {.arena = arena, .size = n + n / 4 + 64};
	size_t unit = strncasecmp(charset, "UTF-16", 6) == 0   ? 2
		      : strncasecmp(charset, "UTF-32", 6) == 0 ? 4
							       : 1;
	iconv_t cd = iconv_open("UTF-8", charset);

	if (cd == (iconv_t)-1)
		return false;
	out.text = arena_alloc(arena, out.size);
	convert_all(cd, &out, bytes, n, base, unit, ret);
	iconv_close(cd);
	ret->text = out.text;
	ret->length = out.used;
	return true;
}

/* --- what it is written in ------------------------------------------------ */

/* Charsets named by their byte-order marks; the longest come first. */
static const struct {
	const char *mark;
	size_t length;
	const char *charset;
} marks[] = {
    {"\xFF\xFE\0\0", 4, "UTF-32LE"},
    {"\0\0\xFE\xFF", 4, "UTF-32BE"},
    {"\xEF\xBB\xBF", 3, "UTF-8"},
    {"\xFF\xFE", 2, "UTF-16LE"},
    {"\xFE\xFF", 2, "UTF-16BE"},
};

/* The charset of a byte-order mark, its length in *ret_skip; else NULL. */
static const char *
by_mark(const char *bytes, size_t n, size_t *ret_skip)
{
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
		if (n >= marks[i].length &&
		    memcmp(bytes, marks[i].mark, marks[i].length) == 0) {
			*ret_skip = marks[i].length;
			return marks[i].charset;
		}
	*ret_skip = 0;
	return NULL;
}

/* UTF-16 without a mark: zero bytes in every other place, and only there. */
static const char *
by_zeros(const char *bytes, size_t n)
{
	size_t even = 0, odd = 0, size = n < SAMPLE ? n : SAMPLE;

	if (n % 2 != 0 || n < 4)
		return NULL;
	for (size_t i = 0; i < size; i++)
		if (bytes[i] == '\0')
			*(i % 2 == 0 ? &even : &odd) += 1;
	if (odd * 5 > size && even * 100 <= size)
		return "UTF-16LE";
	if (even * 5 > size && odd * 100 <= size)
		return "UTF-16BE";
	return NULL;
}

/* UTF-8 with damage: more long characters than places that are none. */
static bool
mostly_utf8(const char *bytes, size_t n)
{
	size_t size = n < SAMPLE * 4 ? n : SAMPLE * 4, valid = 0, bad = 0;

	for (size_t i = 0; i < size;) {
		size_t length =
		    character_length((const unsigned char *)bytes + i, n - i);

		if (length > 1)
			valid++;
		if (length == 0 && bytes[i] != '\0')
			bad++;
		i += length > 0 ? length : 1;
	}
	return bad == 0 || valid > bad * 2;
}

/* The charset in which the bytes read as a language. */
static const char *
by_language(struct arena *arena, const char *bytes, size_t n)
{
	static const char *const charsets[] = {"windows-1252", "windows-1251",
	    "KOI8-R", "windows-1256", "GB18030", "ISO-8859-5"};
	size_t size = n < SAMPLE ? n : SAMPLE;

	for (size_t i = 0; i < sizeof charsets / sizeof charsets[0]; i++) {
		struct decoded sample = {0};

		if (convert(arena, bytes, size, 0, charsets[i], &sample) &&
		    sample.bad * 200 <= size &&
		    language_guess(sample.text, sample.length) != LANGUAGE_NONE)
			return charsets[i];
	}
	return "windows-1252";
}

/* Bytes that no text has: pictures, programs, archives. */
static bool
is_binary(const char *bytes, size_t n)
{
	size_t size = n < SAMPLE ? n : SAMPLE, odd = 0;

	for (size_t i = 0; i < size; i++) {
		unsigned char c = (unsigned char)bytes[i];

		odd += c < 0x20 && c != '\n' && c != '\r' && c != '\t' &&
		       c != '\f' && c != '\v' && c != 0x1B;
	}
	return odd > 4 && odd * 20 > size;
}

/* --- lines ---------------------------------------------------------------- */

/* "\r\n" and "\r" to "\n". */
static void
unify_lines(struct arena *arena, struct decoded *ret)
{
	const char *text = ret->text, *cr = NULL;
	size_t n = ret->length, out;
	char *copy;

	if (n > 0)
		cr = memchr(text, '\r', n);
	if (cr == NULL)
		return;
	copy = arena_alloc(arena, n + 1);
	out = (size_t)(cr - text);
	memcpy(copy, text, out);
	for (size_t i = out; i < n; i++) {
		if (text[i] == '\r' && i + 1 < n && text[i + 1] == '\n')
			continue;
		copy[out++] = text[i] == '\r' ? '\n' : text[i];
	}
	ret->text = copy;
	ret->length = out;
}

bool
charset_decode(struct arena *arena, const char *bytes, size_t n,
    const char *declared, struct decoded *ret, struct error *err)
{
	size_t skip;
	const char *marked = by_mark(bytes, n, &skip);
	const char *charset = declared[0] != '\0' ? declared : marked;

	memset(ret, 0, sizeof *ret);
	if (charset == NULL)
		charset = by_zeros(bytes, n);
	if (charset == NULL && is_binary(bytes, n))
		return error_set(
		    err, ERROR_INPUT, "it is no text: it holds binary data");
	if (charset == NULL && valid_until(bytes, 0, n) == n)
		charset = "UTF-8";
	if (charset == NULL) {
		ret->guessed = !mostly_utf8(bytes, n);
		charset = ret->guessed ? by_language(arena, bytes, n) : "UTF-8";
	}
	ret->charset = charset;
	bytes += skip;
	n -= skip;
	if (strcasecmp(charset, "UTF-8") == 0 ||
	    strcasecmp(charset, "UTF8") == 0) {
		repair(arena, bytes, n, skip, ret);
	} else {
		struct decoded raw = *ret;

		if (!convert(arena, bytes, n, skip, charset, &raw))
			return error_set(err, ERROR_INPUT,
			    "its charset '%.40s' is not known", charset);
		*ret = raw;
		/* A NUL that was converted to a NUL. */
		raw.bad = 0;
		repair(arena, ret->text, ret->length, skip, &raw);
		ret->text = raw.text;
		ret->length = raw.length;
		if (ret->bad == 0 && raw.bad > 0)
			ret->bad_offset = raw.bad_offset;
		ret->bad += raw.bad;
	}
	unify_lines(arena, ret);
	return true;
}
