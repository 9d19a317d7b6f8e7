/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * All that a bundle says, a line each, with a word before it that tells where:
 * manifest, metadata (tables inflated), term, value, column, spelling, text.
 * The database is read by libxapian, which compresses some of it: its bytes in
 * the file tell less. For tests that look for what must not be there.
 *
 *	usage: bundle-words FILE.travaux
 */
#include "core/bundle-table.h"
#include "core/bundle.h"
#include "core/columns-format.h"
#include "core/field.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SLOTS 64 /* more than there are */

struct words {
	struct arena *arena;
	struct bundle *bundle;
	struct xap_db *db;
	struct xap_error xerr;
};

static void
fail(const char *message)
{
	fprintf(stderr, "bundle-words: %s\n", message);
	exit(1);
}

static void
check(const struct words *w)
{
	if (w->xerr.status != XAP_OK)
		fail(w->xerr.message);
}

/* One line, whatever is in it. */
static void
say(const char *where, const char *s, size_t n)
{
	printf("%s ", where);
	for (size_t i = 0; i < n; i++)
		putchar((unsigned char)s[i] < ' ' ? ' ' : s[i]);
	putchar('\n');
}

static void
say_terms(struct words *w, const char *where, struct xap_terms *terms)
{
	while (terms != NULL && xap_terms_next(terms, &w->xerr)) {
		size_t n;
		const char *s = xap_terms_get(terms, &n);

		say(where, s, n);
	}
	xap_terms_free(terms);
	check(w);
}

static void
say_metadata(struct words *w)
{
	struct xap_terms *keys = xap_terms_of_metadata(w->db, "", 0, &w->xerr);
	struct xap_text value = {0};

	while (keys != NULL && xap_terms_next(keys, &w->xerr)) {
		size_t n, n_table = 0;
		const char *key = xap_terms_get(keys, &n), *table;

		say("metadata", key, n);
		if (xap_db_metadata(w->db, key, n, &value, &w->xerr) != XAP_OK)
			break;
		if (strncmp(key, BUNDLE_TABLE, strlen(BUNDLE_TABLE)) != 0) {
			say("metadata", value.s, value.len);
			continue;
		}
		table =
		    bundle_table_unpack(w->arena, value.s, value.len, &n_table);
		if (table == NULL)
			fail("a table is damaged");
		say("metadata", table, n_table);
	}
	xap_terms_free(keys);
	xap_text_clear(&value);
	check(w);
}

static void
say_values(struct words *w)
{
	for (uint32_t slot = 0; slot < SLOTS; slot++) {
		struct xap_values *values =
		    xap_values_open(w->db, slot, &w->xerr);

		while (values != NULL && xap_values_next(values, &w->xerr)) {
			size_t n;
			const char *s = xap_values_get(values, &n);

			say("value", s, n);
		}
		xap_values_free(values);
		check(w);
	}
}

static void
say_columns(struct words *w)
{
	struct columns_head head;

	if (!columns_head_read(w->db, &head, &w->xerr))
		fail(w->xerr.message);
	if (head.n_fields == 0)
		fail("there are no columns");
	for (size_t field = 0; field < head.n_fields; field++) {
		const char **values;

		if (!columns_values_read(
			w->db, w->arena, field, &head, &values, &w->xerr))
			fail(w->xerr.message);
		for (uint32_t i = 0; i < head.field[field].values; i++)
			say("column", values[i], strlen(values[i]));
	}
}

static void
say_texts(struct words *w)
{
	struct error err = {0};
	struct xap_stats stats;

	if (xap_db_stats(w->db, &stats, &w->xerr) != XAP_OK)
		fail(w->xerr.message);
	for (uint32_t id = 1; id <= stats.last_docid; id++) {
		const char *data;
		size_t n;

		if (!bundle_passage(w->bundle, id, &data, &n, &err))
			fail(err.message);
		say("text", data, n);
	}
}

static void
say_manifest(struct words *w)
{
	struct error err = {0};
	size_t n;
	const char *s =
	    bundle_read_part(w->bundle, w->arena, BUNDLE_MANIFEST, &n, &err);

	if (s == NULL)
		fail(err.message);
	for (const char *end; (end = strchr(s, '\n')) != NULL; s = end + 1)
		say("manifest", s, (size_t)(end - s));
	s = bundle_comment(w->bundle);
	say("manifest", s, strlen(s));
}

int
main(int argc, char **argv)
{
	struct words w = {.arena = arena_new()};
	struct error err = {0};

	if (argc != 2)
		fail("usage: bundle-words FILE.travaux");
	w.bundle = bundle_open(argv[1], &err);
	if (w.bundle == NULL || !bundle_verify(w.bundle, &err))
		fail(err.message);
	w.db = bundle_database(w.bundle, &w.xerr);
	check(&w);
	say_manifest(&w);
	say_metadata(&w);
	say_terms(&w, "term", xap_terms_open(w.db, "", 0, &w.xerr));
	say_terms(&w, "spelling", xap_terms_of_spelling(w.db, &w.xerr));
	say_values(&w);
	say_columns(&w);
	say_texts(&w);
	xap_db_free(w.db);
	bundle_free(w.bundle);
	arena_free(w.arena);
	return 0;
}
