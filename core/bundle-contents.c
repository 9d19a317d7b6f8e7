/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/bundle-contents.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <uthash.h>

#define BUILD_BYTES 16

/* A name, and how often it was met. */
struct tally {
	const char *name;
	const char *path; /* of a record: the file it was read from */
	uint64_t count;
	UT_hash_handle hh;
};

/* A source: a file that gave records. */
struct source {
	struct source *next;
	const char *path; /* as its records have it */
	const char *line; /* in the manifest */
};

struct bundle_contents {
	struct arena *arena;
	struct tally *records;					   /* by id */
	struct tally *kinds, *sessions, *languages, *negotiations; /* records */
	struct tally *passage_languages;
	struct tally *partial;	  /* paths: something of them stays out */
	const char *first, *last; /* dates */
	uint64_t passages, text_bytes;
	struct source *sources;
	size_t n_sources;
	/* Of the identity; it wants 64 bytes of alignment, no arena's. */
	crypto_generichash_state *state;
	char build[2 * BUILD_BYTES + 1];
};

struct bundle_contents *
bundle_contents_new(void)
{
	struct arena *arena = arena_new();
	struct bundle_contents *c = arena_alloc(arena, sizeof *c);

	c->arena = arena;
	c->first = c->last = "";
	c->state = aligned_alloc(64, sizeof *c->state);
	if (c->state == NULL)
		abort();
	crypto_generichash_init(c->state, NULL, 0, BUILD_BYTES);
	return c;
}

static void
tally_clear(struct tally **table)
{
	HASH_CLEAR(hh, *table);
}

void
bundle_contents_free(struct bundle_contents *c)
{
	if (c == NULL)
		return;
	tally_clear(&c->records);
	tally_clear(&c->kinds);
	tally_clear(&c->sessions);
	tally_clear(&c->languages);
	tally_clear(&c->negotiations);
	tally_clear(&c->passage_languages);
	tally_clear(&c->partial);
	free(c->state);
	arena_free(c->arena);
}

static struct tally *
tally_find(struct tally *table, const char *name)
{
	struct tally *tally;

	HASH_FIND_STR(table, name, tally);
	return tally;
}

static struct tally *
tally_add(struct bundle_contents *c, struct tally **table, const char *name)
{
	struct tally *tally = tally_find(*table, name);

	if (tally == NULL) {
		tally = arena_alloc(c->arena, sizeof *tally);
		tally->name = arena_strdup(c->arena, name);
		HASH_ADD_KEYPTR(
		    hh, *table, tally->name, strlen(tally->name), tally);
	}
	tally->count++;
	return tally;
}

static int
by_name(struct tally *a, struct tally *b)
{
	return strcmp(a->name, b->name);
}

/* --- counting -------------------------------------------------------------
 */

static void
hash_bytes(struct bundle_contents *c, const char *bytes, size_t n)
{
	unsigned char length[8];

	for (int i = 0; i < 8; i++)
		length[i] = (unsigned char)((uint64_t)n >> (8 * i));
	crypto_generichash_update(c->state, length, sizeof length);
	crypto_generichash_update(c->state, (const unsigned char *)bytes, n);
}

static void
add_record(struct bundle_contents *c, const struct record *record)
{
	const char *date = record->date;

	tally_add(c, &c->kinds, record_kind_name(record->kind));
	tally_add(c, &c->languages, record->language);
	tally_add(c, &c->sessions, record->session);
	tally_add(c, &c->negotiations, record->negotiation);
	if (date[0] == '\0')
		return;
	if (c->first[0] == '\0' || strcmp(date, c->first) < 0)
		c->first = arena_strdup(c->arena, date);
	if (strcmp(date, c->last) > 0)
		c->last = arena_strdup(c->arena, date);
}

void
bundle_contents_add(struct bundle_contents *c, const struct record *record,
    const struct passage *passage, const char *data, size_t n_data)
{
	struct tally *tally = tally_add(c, &c->records, record->id);
	const char *language = passage_language(record, passage);

	if (tally->count == 1) {
		tally->path = arena_strdup(c->arena, record->path);
		add_record(c, record);
	}
	if (language[0] != '\0')
		tally_add(c, &c->passage_languages, language);
	c->passages++;
	c->text_bytes += passage->text_length;
	hash_bytes(c, data, n_data);
}

void
bundle_contents_leave_out(
    struct bundle_contents *c, const struct record *record)
{
	tally_add(c, &c->partial, record->path);
}

bool
bundle_contents_is_partial(
    const struct bundle_contents *c, const struct record *record)
{
	return tally_find(c->partial, record->path) != NULL;
}

bool
bundle_contents_has_negotiation(const struct bundle_contents *c, const char *id)
{
	return tally_find(c->negotiations, id) != NULL;
}

bool
bundle_contents_has_record(const struct bundle_contents *c, const char *id)
{
	return tally_find(c->records, id) != NULL;
}

void
bundle_contents_add_table(
    struct bundle_contents *c, const char *name, const char *bytes, size_t n)
{
	hash_bytes(c, name, strlen(name));
	hash_bytes(c, bytes, n);
}

static void
add_source(struct bundle_contents *c, const char *path, uint64_t count,
    const char *hex)
{
	struct source *source = arena_alloc(c->arena, sizeof *source);

	source->line = arena_printf(c->arena, "%s %" PRIu64 " %s",
	    hex[0] != '\0' ? hex : "-", count, path);
	source->path = arena_strdup(c->arena, path);
	source->next = c->sources;
	c->sources = source;
	c->n_sources++;
}

void
bundle_contents_add_source(struct bundle_contents *c, const char *ids,
    const unsigned char *hash, size_t n_hash)
{
	char *copy = arena_strdup(c->arena, ids), *rest = NULL;
	char *hex = arena_alloc(c->arena, 2 * n_hash + 1);
	const struct tally *record = NULL;
	uint64_t count = 0;
	bool whole = true;

	for (char *id = strtok_r(copy, "\n", &rest); id != NULL;
	     id = strtok_r(NULL, "\n", &rest)) {
		const struct tally *one = tally_find(c->records, id);

		whole = whole && one != NULL;
		count += one != NULL;
		record = one != NULL ? one : record;
	}
	if (record == NULL)
		return;
	hex[0] = '\0';
	if (whole)
		sodium_bin2hex(hex, 2 * n_hash + 1, hash, n_hash);
	add_source(c, record->path, count, hex);
}

const char *
bundle_contents_build(struct bundle_contents *c)
{
	unsigned char hash[BUILD_BYTES];

	if (c->build[0] == '\0') {
		crypto_generichash_final(c->state, hash, sizeof hash);
		sodium_bin2hex(c->build, sizeof c->build, hash, sizeof hash);
	}
	return c->build;
}

uint64_t
bundle_contents_records(const struct bundle_contents *c)
{
	return HASH_COUNT(c->records);
}

uint64_t
bundle_contents_passages(const struct bundle_contents *c)
{
	return c->passages;
}

uint64_t
bundle_contents_text_bytes(const struct bundle_contents *c)
{
	return c->text_bytes;
}

/* --- telling --------------------------------------------------------------
 */

/* The names of a table with a character between. */
static const char *
names(struct arena *arena, struct tally **table, const char *between)
{
	const char *list = "";

	HASH_SORT(*table, by_name);
	for (struct tally *t = *table; t != NULL; t = t->hh.next)
		if (t->name[0] != '\0')
			list = arena_printf(arena, "%s%s%s", list,
			    list[0] != '\0' ? between : "", t->name);
	return list;
}

const char *
bundle_contents_languages(struct bundle_contents *c, struct arena *arena)
{
	return names(arena, &c->passage_languages, "\n");
}

const char *
bundle_contents_negotiations(struct bundle_contents *c, struct arena *arena)
{
	return names(arena, &c->negotiations, "\n");
}

/* Text that grows. */
struct text {
	struct arena *arena;
	char *s;
	size_t n, room;
};

/* Add "KEY VALUE" as a line; a value is one line, whatever it was. */
static void
add_line(struct text *text, const char *key, const char *value)
{
	size_t n = strlen(key) + 1 + strlen(value) + 1;

	if (value[0] == '\0')
		return;
	if (text->n + n + 1 > text->room) {
		size_t room = 2 * (text->room + n) + 4096;

		text->s = arena_grow(text->arena, text->s, text->n, room, 1);
		text->room = room;
	}
	memcpy(text->s + text->n, key, strlen(key));
	text->s[text->n + strlen(key)] = ' ';
	memcpy(text->s + text->n + strlen(key) + 1, value, strlen(value));
	for (char *s = text->s + text->n; s < text->s + text->n + n - 1; s++)
		if (*s == '\n' || *s == '\r')
			*s = ' ';
	text->n += n;
	text->s[text->n - 1] = '\n';
}

static void
add_number(struct text *text, const char *key, uint64_t number)
{
	add_line(text, key, arena_printf(text->arena, "%" PRIu64, number));
}

/* "KEY COUNT NAME" for each of a table, sorted by name. */
static void
add_counts(struct text *text, const char *key, struct tally **table)
{
	HASH_SORT(*table, by_name);
	for (struct tally *t = *table; t != NULL; t = t->hh.next)
		if (t->name[0] != '\0')
			add_line(text, key,
			    arena_printf(text->arena, "%" PRIu64 " %s",
				t->count, t->name));
}

static int
compare_sources(const void *a, const void *b)
{
	const struct source *const *x = a, *const *y = b;
	int order = strcmp((*x)->path, (*y)->path);

	return order != 0 ? order : strcmp((*x)->line, (*y)->line);
}

/* Sorted by path; the index has them in no order. */
static void
add_sources(struct bundle_contents *c, struct text *text)
{
	const struct source **all =
	    arena_array(c->arena, c->n_sources + 1, sizeof *all);
	size_t n = 0;

	for (const struct source *s = c->sources; s != NULL; s = s->next)
		all[n++] = s;
	qsort(all, n, sizeof *all, compare_sources);
	for (size_t i = 0; i < n; i++)
		add_line(text, "source", all[i]->line);
}

static const char *
series_name(struct bundle_contents *c, const struct bundle_label *label)
{
	const char *name = label->name;

	if (name[0] == '\0')
		name = names(c->arena, &c->negotiations, "+");
	return name[0] != '\0' ? name : "unnamed";
}

const char *
bundle_contents_manifest(struct bundle_contents *c, struct arena *arena,
    const struct bundle_label *label, size_t *ret_n)
{
	struct text text = {.arena = arena};

	add_line(&text, "name", series_name(c, label));
	add_number(&text, "sequence", label->sequence);
	add_line(&text, "created", label->created);
	add_line(&text, "expires", label->expires);
	add_line(&text, "access", label->restricted ? "restricted" : "public");
	add_line(&text, "licence", label->licence);
	add_line(&text, "made-by", label->made_by);
	add_line(&text, "build", bundle_contents_build(c));
	add_number(&text, "records", bundle_contents_records(c));
	add_number(&text, "passages", c->passages);
	add_number(&text, "text-bytes", c->text_bytes);
	add_line(&text, "first-date", c->first);
	add_line(&text, "last-date", c->last);
	add_counts(&text, "negotiation", &c->negotiations);
	add_counts(&text, "kind", &c->kinds);
	add_counts(&text, "language", &c->languages);
	add_counts(&text, "session", &c->sessions);
	add_sources(c, &text);
	*ret_n = text.n;
	return text.s;
}

const char *
bundle_contents_comment(struct bundle_contents *c, struct arena *arena,
    const struct bundle_label *label)
{
	char *comment =
	    arena_printf(arena, "name:%s\tsequence:%llu\tcreated:%s\tbuild:%s",
		label->name[0] != '\0' ? label->name
				       : names(arena, &c->negotiations, "+"),
		(unsigned long long)label->sequence, label->created,
		bundle_contents_build(c));

	for (char *s = comment; *s != '\0'; s++)
		if (*s == '\n' || *s == '\r')
			*s = ' ';
	return comment;
}
