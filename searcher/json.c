/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/json.h"

#include "core/utf8.h"

#include <string.h>

void
json_init(struct json *json, struct out *out)
{
	memset(json, 0, sizeof *json);
	json->out = out;
}

/* How many bytes from `s` on are ASCII that stands for itself. */
static size_t
count_plain(const char *s, size_t n)
{
	size_t plain = 0;

	while (plain < n && s[plain] >= 0x20 && s[plain] < 0x7F &&
	       s[plain] != '"' && s[plain] != '\\')
		plain++;
	return plain;
}

/*
 * Bytes that are no UTF-8 become U+FFFD; control characters and the line
 * separators that JavaScript dislikes are escaped.
 */
static void
write_string(struct out *out, const char *s, size_t n)
{
	out_puts(out, "\"");
	for (size_t at = 0; at < n;) {
		int32_t c;
		size_t bytes = count_plain(s + at, n - at);

		if (bytes > 0) {
			out_write(out, s + at, bytes);
			at += bytes;
			continue;
		}
		bytes = utf8_next(s + at, n - at, &c);
		if (c == '"' || c == '\\')
			out_printf(out, "\\%c", (char)c);
		else if (c == '\n')
			out_puts(out, "\\n");
		else if (c == '\t')
			out_puts(out, "\\t");
		else if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 ||
			 c == 0x2029)
			out_printf(out, "\\u%04x", (unsigned)c);
		else if (c == UTF8_REPLACEMENT && bytes == 1)
			out_puts(out, "\uFFFD");
		else
			out_write(out, s + at, bytes);
		at += bytes;
	}
	out_puts(out, "\"");
}

/* What stands before a value: comma and key. */
static void
begin(struct json *json, const char *key)
{
	if (json->some[json->depth])
		out_puts(json->out, ",");
	json->some[json->depth] = true;
	if (key != NULL) {
		write_string(json->out, key, strlen(key));
		out_puts(json->out, ":");
	}
}

static void
begin_group(struct json *json, const char *key, const char *bracket)
{
	begin(json, key);
	out_puts(json->out, bracket);
	if (json->depth + 1 < JSON_DEPTH_MAX)
		json->depth++;
	json->some[json->depth] = false;
}

static void
end_group(struct json *json, const char *bracket)
{
	out_puts(json->out, bracket);
	if (json->depth > 0)
		json->depth--;
}

void
json_begin_object(struct json *json, const char *key)
{
	begin_group(json, key, "{");
}

void
json_end_object(struct json *json)
{
	end_group(json, "}");
}

void
json_begin_array(struct json *json, const char *key)
{
	begin_group(json, key, "[");
}

void
json_end_array(struct json *json)
{
	end_group(json, "]");
}

void
json_put_string_n(
    struct json *json, const char *key, const char *value, size_t n)
{
	begin(json, key);
	write_string(json->out, value, n);
}

void
json_put_string(struct json *json, const char *key, const char *value)
{
	json_put_string_n(json, key, value, strlen(value));
}

void
json_put_number(struct json *json, const char *key, uint64_t value)
{
	begin(json, key);
	out_printf(json->out, "%llu", (unsigned long long)value);
}

/* With a point whatever the locale says. */
void
json_put_real(struct json *json, const char *key, double value)
{
	uint64_t thousandths;

	begin(json, key);
	if (!(value >= 0 && value < 1e15))
		value = 0;
	thousandths = (uint64_t)(value * 1000 + 0.5);
	out_printf(json->out, "%llu.%03u",
	    (unsigned long long)(thousandths / 1000),
	    (unsigned)(thousandths % 1000));
}

void
json_put_bool(struct json *json, const char *key, bool value)
{
	begin(json, key);
	out_puts(json->out, value ? "true" : "false");
}
