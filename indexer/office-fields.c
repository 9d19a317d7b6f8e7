/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/office-fields.h"

#include "core/date.h"
#include "indexer/guess.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* Titles that programs make up. */
static bool
is_made_up(const char *title)
{
	static const char *const made_up[] = {"Microsoft Word", "Document",
	    "Untitled", "Template", "PowerPoint", "New ", "Sans titre",
	    "Sin título", "Slide "};
	const char *dot = strrchr(title, '.');
	size_t letters = 0;

	for (const char *s = title; *s != '\0'; s++)
		letters +=
		    isalpha((unsigned char)*s) || (unsigned char)*s >= 0xC0;
	if (letters < 4)
		return true;
	/* The name of a file: it has an ending and no spaces. */
	if (dot != NULL && strlen(dot) <= 5 && strlen(dot) >= 4 &&
	    strchr(title, ' ') == NULL)
		return true;
	for (size_t i = 0; i < sizeof made_up / sizeof made_up[0]; i++) {
		size_t n = strlen(made_up[i]);

		if (strncasecmp(title, made_up[i], n) == 0 &&
		    strlen(title) < n + 20)
			return true;
	}
	return false;
}

/* Whether the beginning of the text has a date of its own. */
static bool
has_date(struct arena *arena, const struct raw_record *raw)
{
	size_t length;
	const char *text =
	    blocks_head(arena, raw->blocks, raw->n_blocks, GUESS_LOOK, &length);

	return guess_date(arena, text, length)[0] != '\0';
}

static const char *
trimmed(struct arena *arena, const char *s)
{
	size_t n;

	while (isspace((unsigned char)*s))
		s++;
	n = strlen(s);
	while (n > 0 && isspace((unsigned char)s[n - 1]))
		n--;
	return arena_strndup(arena, s, n);
}

void
office_fields_set(const struct office_fields *fields,
    const struct document *document, struct arena *arena,
    struct raw_record *raw)
{
	const char *title = trimmed(arena, fields->title);
	const char *author = trimmed(arena, fields->author);
	const char *saved =
	    fields->modified[0] != '\0' ? fields->modified : fields->created;
	char buffer[11];
	struct date date;

	if (!is_made_up(title))
		raw_record_set(raw, document, 0, "title", title);
	raw_record_set(raw, document, 0, "author", author);
	raw_record_set(raw, document, 0, "language",
	    arena_strndup(
		arena, fields->language, strcspn(fields->language, "-_")));
	if (has_date(arena, raw) ||
	    !date_parse(saved, strcspn(saved, "T"), &date))
		return;
	date_format(date, buffer);
	raw_record_set(raw, document, 0, "date", arena_strdup(arena, buffer));
}
