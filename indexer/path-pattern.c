/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/path-pattern.h"

#include <string.h>

/* A match under way. */
struct match {
	const char *start[PATTERN_FIELDS]; /* where each field's value is */
	size_t length[PATTERN_FIELDS];
	unsigned long steps; /* left before it is given up */
};

/* Enough for any name; a pattern of many stars is not tried for ever. */
#define STEPS 200000

bool
path_is_pattern(const char *path)
{
	return strpbrk(path, "*?{") != NULL;
}

bool
path_pattern_check(struct arena *arena, const char *pattern,
    const char *ret_names[PATTERN_FIELDS], size_t *ret_count, struct error *err)
{
	size_t count = 0, all = 0;

	for (const char *s = pattern; *s != '\0'; s++) {
		size_t n = strcspn(s + 1, "{}");
		const char *name;

		if (*s == '}')
			return error_set(err, ERROR_INPUT,
			    "'}' without '{' before it in '%s'", pattern);
		if (*s != '{')
			continue;
		if (s[1 + n] != '}')
			return error_set(err, ERROR_INPUT,
			    "'{' is not closed in '%s'", pattern);
		if (s > pattern && (s[-1] == '}' || s[-1] == '*'))
			return error_set(err, ERROR_INPUT,
			    "nothing stands between two parts of '%s': where "
			    "one ends cannot be told",
			    pattern);
		if (++all > PATTERN_FIELDS)
			return error_set(err, ERROR_INPUT,
			    "more than %d fields in '%s'", PATTERN_FIELDS,
			    pattern);
		name = arena_strndup(arena, s + 1, n);
		s += n + 1;
		for (size_t i = 0; i < count; i++)
			if (strcmp(ret_names[i], name) == 0)
				return error_set(err, ERROR_INPUT,
				    "the field '%s' comes twice in '%s'", name,
				    pattern);
		if (n > 0)
			ret_names[count++] = name;
	}
	*ret_count = count;
	return true;
}

static bool fits(
    struct match *match, const char *pattern, const char *path, size_t field);

/* The rest after a part of any length, at least `least` bytes. */
static bool
fits_after(struct match *match, const char *rest, const char *path,
    size_t field, size_t next_field, size_t least, bool slashes)
{
	for (size_t n = least;; n++) {
		if (n > 0 &&
		    (path[n - 1] == '\0' || (path[n - 1] == '/' && !slashes)))
			return false;
		if (field != next_field) {
			match->start[field] = path;
			match->length[field] = n;
		}
		if (fits(match, rest, path + n, next_field))
			return true;
		if (path[n] == '\0')
			return false;
	}
}

static bool
fits(struct match *match, const char *pattern, const char *path, size_t field)
{
	for (; *pattern != '\0'; pattern++, path++) {
		if (match->steps == 0)
			return false;
		match->steps--;
		if (strncmp(pattern, "**/", 3) == 0 &&
		    fits(match, pattern + 3, path, field))
			return true;
		if (strncmp(pattern, "**", 2) == 0)
			return fits_after(
			    match, pattern + 2, path, field, field, 0, true);
		if (*pattern == '*')
			return fits_after(
			    match, pattern + 1, path, field, field, 0, false);
		if (*pattern == '{')
			return fits_after(match, strchr(pattern, '}') + 1, path,
			    field, field + 1, 1, false);
		if (*path == '\0' || (*pattern == '?' && *path == '/') ||
		    (*pattern != '?' && *pattern != *path))
			return false;
		/* A character of several bytes is one. */
		while (
		    *pattern == '?' && ((unsigned char)path[1] & 0xC0) == 0x80)
			path++;
	}
	return *path == '\0';
}

bool
path_pattern_match(struct arena *arena, const char *pattern, const char *path,
    struct pattern_field ret[PATTERN_FIELDS], size_t *ret_count)
{
	struct match match = {.steps = STEPS};
	size_t field = 0, count = 0;

	if (!fits(&match, pattern, path, 0))
		return false;
	for (const char *s = pattern; (s = strchr(s, '{')) != NULL; field++) {
		size_t n = strcspn(++s, "}");

		if (n == 0)
			continue;
		ret[count].name = arena_strndup(arena, s, n);
		ret[count++].value = arena_strndup(
		    arena, match.start[field], match.length[field]);
	}
	*ret_count = count;
	return true;
}
