/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/pdf-meta.h"

#include "core/language.h"
#include "indexer/guess.h"
#include "indexer/words-seen.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define HEAD                                                                   \
	((size_t)3000) /* bytes of the text that fields must agree with        \
			*/

static bool
is_letter(char c)
{
	return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* The next word from *at on; its length, 0 where there is none. */
static size_t
next_word(const char **at)
{
	const char *end;

	while (**at != '\0' && !is_letter(**at))
		(*at)++;
	for (end = *at; is_letter(*end);)
		end++;
	return (size_t)(end - *at);
}

static void
add_words(struct words_seen *words, const char *text)
{
	size_t n;

	while ((n = next_word(&text)) > 0) {
		words_seen_add(words, text, n);
		text += n;
	}
}

/* Whether of the words of a field at least these stand in the text: most. */
static bool
agrees(const struct words_seen *words, const char *field, size_t least)
{
	size_t n, all = 0, found = 0;

	while ((n = next_word(&field)) > 0) {
		all++;
		found += words_seen_count(words, field, n) > 0;
		field += n;
	}
	return all >= least && 4 * found >= 3 * all;
}

/* A day in the year of which the text speaks, ISO; "" for any other. */
static const char *
date_of(struct pdf *pdf, const struct words_seen *words)
{
	time_t made = poppler_document_get_creation_date(pdf->document);
	struct tm day;
	char year[8];

	if (made == (time_t)-1 || gmtime_r(&made, &day) == NULL)
		return "";
	snprintf(year, sizeof year, "%04d", (day.tm_year + 1900) % 10000);
	if (words_seen_count(words, year, strlen(year)) == 0)
		return "";
	return arena_printf(
	    pdf->arena, "%s-%02d-%02d", year, day.tm_mon + 1, day.tm_mday);
}

/* Set a field to a string that poppler gave, which is freed. */
static void
set_if(struct pdf *pdf, const struct document *document, struct raw_record *raw,
    const char *name, char *value, bool agreed)
{
	if (value != NULL && agreed)
		raw_record_set(raw, document, 0, name,
		    arena_strdup(pdf->arena, g_strstrip(value)));
	g_free(value);
}

void
pdf_meta(struct pdf *pdf, const struct document *document, const char *language,
    struct raw_record *raw)
{
	size_t length;
	const char *head =
	    blocks_head(pdf->arena, raw->blocks, raw->n_blocks, HEAD, &length);
	char *title = poppler_document_get_title(pdf->document);
	char *author = poppler_document_get_author(pdf->document);
	struct words_seen words;

	words_seen_init(&words, pdf->arena);
	add_words(&words, head);
	set_if(pdf, document, raw, "title", title,
	    title != NULL && agrees(&words, title, 3));
	set_if(pdf, document, raw, "author", author,
	    author != NULL && agrees(&words, author, 1));
	if (guess_date(pdf->arena, head,
		strlen(head) < GUESS_LOOK ? strlen(head) : GUESS_LOOK)[0] ==
	    '\0')
		raw_record_set(raw, document, 0, "date", date_of(pdf, &words));
	/* Word declares its user's language, whatever is written. */
	if (language_guess(head, strlen(head)) == LANGUAGE_NONE &&
	    language[0] != '\0')
		raw_record_set(raw, document, 0, "language", language);
}
