/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/html.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define LOOK ((size_t)4096) /* bytes in which a charset is declared */

/* Names as pages have them, and what browsers take them for. */
static const struct {
	const char *label;
	const char *charset;
} labels[] = {
    {"iso-8859-1", "windows-1252"},
    {"iso8859-1", "windows-1252"},
    {"latin1", "windows-1252"},
    {"ascii", "windows-1252"},
    {"us-ascii", "windows-1252"},
    {"x-cp1252", "windows-1252"},
    {"cp1252", "windows-1252"},
    {"iso-8859-9", "windows-1254"},
    {"utf8", "UTF-8"},
    {"unicode", "UTF-8"},
    {"utf-16", "UTF-8"}, /* who could read this much was not it */
    {"utf-16le", "UTF-8"},
    {"gb2312", "GB18030"},
    {"gbk", "GB18030"},
    {"x-gbk", "GB18030"},
    {"gb_2312-80", "GB18030"},
    {"shift_jis", "CP932"},
    {"x-sjis", "CP932"},
    {"ks_c_5601-1987", "CP949"},
    {"euc-kr", "CP949"},
    {"big5", "BIG5-HKSCS"},
    {"x-mac-cyrillic", "MAC-CYRILLIC"},
};

static const char *
charset_of_label(struct arena *arena, const char *label, size_t n)
{
	for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++)
		if (strlen(labels[i].label) == n &&
		    strncasecmp(labels[i].label, label, n) == 0)
			return labels[i].charset;
	return arena_strndup(arena, label, n);
}

/* Find a word, in whatever case, between two places; NULL if it is not. */
static const char *
find(const char *at, const char *end, const char *word)
{
	size_t n = strlen(word);

	for (; (size_t)(end - at) >= n; at++)
		if (strncasecmp(at, word, n) == 0)
			return at;
	return NULL;
}

/* The value after `word`, "=" and perhaps a quote. */
static const char *
value_after(
    struct arena *arena, const char *at, const char *end, const char *word)
{
	size_t n = 0;

	at = find(at, end, word);
	if (at == NULL)
		return "";
	at += strlen(word);
	while (at < end && isspace((unsigned char)*at))
		at++;
	if (at == end || *at != '=')
		return "";
	at++;
	while (at < end && strchr(" \t\r\n\"'", *at) != NULL)
		at++;
	while (at + n < end &&
	       (isalnum((unsigned char)at[n]) || strchr("-_:.", at[n]) != NULL))
		n++;
	return charset_of_label(arena, at, n);
}

static bool
has_mark(const char *bytes, size_t n)
{
	return (n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) ||
	       (n >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 ||
			      memcmp(bytes, "\xFE\xFF", 2) == 0));
}

const char *
html_charset(struct arena *arena, const char *bytes, size_t n)
{
	const char *end = bytes + (n < LOOK ? n : LOOK), *at = bytes;
	const char *charset = "", *close;

	if (has_mark(bytes, n))
		return "";
	if (n >= 5 && memcmp(bytes, "<?xml", 5) == 0 &&
	    (close = memchr(bytes, '>', (size_t)(end - bytes))) != NULL)
		charset = value_after(arena, bytes, close, "encoding");
	while (charset[0] == '\0' && (at = find(at, end, "<meta")) != NULL) {
		close = memchr(at, '>', (size_t)(end - at));
		if (close == NULL)
			break;
		charset = value_after(arena, at, close, "charset");
		at = close;
	}
	return charset;
}
