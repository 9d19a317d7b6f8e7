/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/bundle-format.h"

#include "core/index.h"
#include "core/texts.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[BUNDLE_PARTS] = {
    "manifest", "database", "blocks", "texts", "hashes", "signature"};

/*
 * What this program can read of bundles; a bundle it makes needs all of it, and
 * what its index needs.
 */
static const char *const needs[] = {
    "chunks-1", "glass-1", "signature-1", "texts-2", NULL};

const char *
bundle_part_name(enum bundle_part part)
{
	return names[part];
}

/* --- numbers --------------------------------------------------------------
 */

void
bundle_put32(unsigned char to[4], uint32_t number)
{
	for (int i = 0; i < 4; i++)
		to[i] = (unsigned char)(number >> (8 * i));
}

void
bundle_put64(unsigned char to[8], uint64_t number)
{
	for (int i = 0; i < 8; i++)
		to[i] = (unsigned char)(number >> (8 * i));
}

uint32_t
bundle_get32(const unsigned char from[4])
{
	uint32_t number = 0;

	for (int i = 3; i >= 0; i--)
		number = number << 8 | from[i];
	return number;
}

uint64_t
bundle_get64(const unsigned char from[8])
{
	uint64_t number = 0;

	for (int i = 7; i >= 0; i--)
		number = number << 8 | from[i];
	return number;
}

/* --- making ---------------------------------------------------------------
 */

const char *
bundle_header_make(struct arena *arena, const struct bundle_header *header)
{
	const char *const *of_index = index_capabilities();
	const char *text = BUNDLE_FIRST_LINE "\nneeds";
	char *page = arena_alloc(arena, BUNDLE_PAGE);

	for (size_t i = 0; needs[i] != NULL; i++)
		text = arena_printf(arena, "%s %s", text, needs[i]);
	for (size_t i = 0; of_index[i] != NULL; i++)
		if (strcmp(of_index[i], TEXTS_CAPABILITY) != 0)
			text = arena_printf(arena, "%s %s", text, of_index[i]);
	text = arena_printf(arena, "%s\nkey %s\nlength %" PRIu64 "\n", text,
	    header->key, header->length);
	for (int i = 0; i < BUNDLE_PARTS; i++)
		text = arena_printf(arena,
		    "%spart %s %" PRIu64 " %" PRIu64 "\n", text, names[i],
		    header->part[i].offset, header->part[i].length);
	memcpy(page, text, strlen(text));
	return page;
}

/* --- reading --------------------------------------------------------------
 */

struct reading {
	struct arena *arena;
	const char *path; /* for messages */
	struct bundle_header *header;
	bool seen[BUNDLE_PARTS];
	bool has_length;
	struct error *err;
};

static bool
damaged(const struct reading *r, const char *what)
{
	return error_set(r->err, ERROR_DAMAGED,
	    "bundle '%s' is damaged: %s; get it again", r->path, what);
}

/* A decimal number, and nothing else, that fits a file's offset. */
static bool
read_number(const char *word, uint64_t *ret)
{
	uint64_t number = 0;

	if (word == NULL || word[0] == '\0' || strlen(word) > 18)
		return false;
	for (; *word != '\0'; word++) {
		if (*word < '0' || *word > '9')
			return false;
		number = number * 10 + (uint64_t)(*word - '0');
	}
	*ret = number;
	return true;
}

static bool
is_in(const char *const *list, const char *name)
{
	for (size_t i = 0; list[i] != NULL; i++)
		if (strcmp(list[i], name) == 0)
			return true;
	return false;
}

static bool
read_needs(const struct reading *r, char *rest)
{
	char *state = NULL;

	for (char *word = strtok_r(rest, " ", &state); word != NULL;
	     word = strtok_r(NULL, " ", &state))
		if (!is_in(needs, word) && !is_in(index_capabilities(), word))
			return error_set(r->err, ERROR_INDEX,
			    "bundle '%s' needs '%.40s', which this version of "
			    "travaux does not have; get a newer one, or a "
			    "bundle that this one can read",
			    r->path, word);
	return true;
}

/* "NAME OFFSET LENGTH"; parts of other names are for other programs. */
static bool
read_part(struct reading *r, char *rest)
{
	char *state = NULL;
	const char *name = strtok_r(rest, " ", &state);
	const char *offset = strtok_r(NULL, " ", &state);
	const char *length = strtok_r(NULL, " ", &state);
	struct bundle_place place;

	if (name == NULL || !read_number(offset, &place.offset) ||
	    !read_number(length, &place.length) ||
	    strtok_r(NULL, " ", &state) != NULL)
		return damaged(r, "its header names a part without a place");
	for (int i = 0; i < BUNDLE_PARTS; i++) {
		if (strcmp(names[i], name) != 0)
			continue;
		if (r->seen[i])
			return damaged(r, "its header names a part twice");
		r->seen[i] = true;
		r->header->part[i] = place;
	}
	return true;
}

static bool
read_line(struct reading *r, char *line)
{
	if (strncmp(line, "needs ", 6) == 0)
		return read_needs(r, line + 6);
	if (strncmp(line, "part ", 5) == 0)
		return read_part(r, line + 5);
	if (strncmp(line, "length ", 7) == 0) {
		r->has_length = read_number(line + 7, &r->header->length);
		return r->has_length ||
		       damaged(r, "its header does not tell its length");
	}
	if (strncmp(line, "key ", 4) == 0 &&
	    strlen(line + 4) == BUNDLE_KEY_LINE)
		memcpy(r->header->key, line + 4, BUNDLE_KEY_LINE);
	/* "may" and what comes later: what a reader can do without. */
	return true;
}

/* The first line: what it is, and which version of the format. */
static bool
read_first(const struct reading *r, const char *line)
{
	const char *word = "travaux-bundle ";
	size_t n = strlen(word);

	if (line == NULL || strncmp(line, word, n) != 0)
		return error_set(r->err, ERROR_INDEX,
		    "'%s' is no bundle: it does not begin as one", r->path);
	if (strcmp(line, BUNDLE_FIRST_LINE) != 0)
		return error_set(r->err, ERROR_INDEX,
		    "bundle '%s' has format %.20s, this version of travaux "
		    "reads format 1; get a newer one",
		    r->path, line + n);
	return true;
}

/* Places follow each other, in the order of the table, up to the end. */
static bool
check_places(const struct reading *r, uint64_t length)
{
	const struct bundle_header *h = r->header;
	uint64_t at = BUNDLE_PAGE;

	if (!r->has_length)
		return damaged(r, "its header does not tell its length");
	if (length < h->length)
		return error_set(r->err, ERROR_DAMAGED,
		    "bundle '%s' is cut short: it has %" PRIu64
		    " bytes of %" PRIu64 "; get the rest of it",
		    r->path, length, h->length);
	if (length > h->length)
		return error_set(r->err, ERROR_DAMAGED,
		    "bundle '%s' is damaged: it has %" PRIu64
		    " bytes more than it should; get it again",
		    r->path, length - h->length);
	for (int i = 0; i < BUNDLE_PARTS; i++) {
		const struct bundle_place *place = &h->part[i];

		if (!r->seen[i])
			return damaged(r, "its header lacks a part");
		if (place->offset < at || place->length > length ||
		    place->offset > length - place->length)
			return damaged(r, "its header puts a part where it "
					  "cannot be");
		at = place->offset + place->length;
	}
	if (at != length || h->part[BUNDLE_DATABASE].offset % BUNDLE_PAGE != 0)
		return damaged(r, "its header puts a part where it cannot be");
	return true;
}

bool
bundle_header_read(struct arena *arena, const char *path, const char *bytes,
    size_t n, uint64_t length, struct bundle_header *ret, struct error *err)
{
	struct reading r = {
	    .arena = arena, .path = path, .header = ret, .err = err};
	char *text = arena_strndup(arena, bytes, n), *state = NULL;
	char *line = strtok_r(text, "\n", &state);

	memset(ret, 0, sizeof *ret);
	if (!read_first(&r, line))
		return false;
	if (n < BUNDLE_PAGE)
		return error_set(err, ERROR_DAMAGED,
		    "bundle '%s' is cut short: it has %zu bytes only; get the "
		    "rest of it",
		    path, n);
	while ((line = strtok_r(NULL, "\n", &state)) != NULL)
		if (!read_line(&r, line))
			return false;
	return check_places(&r, length);
}
