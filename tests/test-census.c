/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What an index notes of what it holds stays what a walk finds, however it is
 * changed; and a note that is broken, or of another state, is none.
 */
#include "core/census.h"
#include "core/datadir.h"
#include "core/index.h"
#include "core/passage-terms.h"
#include "core/removed.h"
#include "tests/writing.h"

#include <stdlib.h>
#include <string.h>

#define FILES	    40
#define NEGOTIATION "exercise-halden"

static struct table_source tables;
static const struct negotiation *neg;

static void
setup(void)
{
	writing_begin();
	tables = datadir_source(arena, getenv("TRAVAUX_DATADIR"), NEGOTIATION,
	    arena_printf(arena, "%s/sample/exercise/profile",
		getenv("TRAVAUX_DATADIR")));
	neg = negotiation_load(arena, &tables, NEGOTIATION, NULL);
	cr_assert_not_null(neg);
}

TestSuite(census, .init = setup, .fini = writing_end);

/* A position on one of a few articles, said by one of two. */
static struct position
position_of(unsigned *seed)
{
	struct position p;

	position_init(&p);
	p.holder = draw(seed, 2) == 0 ? "BRN" : "CLD";
	p.instrument = "draft";
	p.provision = arena_printf(arena, "art %u", 1 + draw(seed, 3));
	p.stance = STANCE_OPPOSE;
	p.action = ACTION_DELETE;
	return p;
}

/* Passage `i` of a record, whose kind and session are the record's. */
static struct xap_doc_input
document(const char *id, unsigned i, unsigned kind, unsigned *seed)
{
	struct record *record = arena_alloc(arena, sizeof *record);
	struct passage *passage = arena_alloc(arena, sizeof *passage);
	struct position *position = arena_array(arena, 3, sizeof *position);
	struct xap_doc_input doc;

	record_init(record);
	passage_init(passage);
	record->id = id;
	record->kind = (enum record_kind)(kind % 3);
	record->session = arena_printf(arena, "%u", kind);
	record->language = "en";
	record->negotiation = NEGOTIATION;
	passage->number = i + 1;
	passage->language = draw(seed, 2) == 0 ? LANGUAGE_EN : LANGUAGE_FR;
	passage->text = arena_printf(arena, "words of %s %u", id, i);
	passage->text_length = strlen(passage->text);
	passage->n_positions = draw(seed, 4);
	for (size_t k = 0; k < passage->n_positions; k++)
		position[k] = position_of(seed);
	passage->positions = position;
	passage_document(arena, stems, neg, record, passage, &doc);
	return doc;
}

/* The records of a file, given to `add`; their ids, one a line. */
static const char *
add_file(unsigned file, unsigned *seed,
    bool (*add)(void *to, const struct xap_doc_input *doc, struct error *err),
    void *to)
{
	unsigned n = 1 + draw(seed, 3);
	const char *ids = "";

	for (unsigned r = 0; r < n; r++) {
		const char *id = arena_printf(arena, "f%u-%u", file, r);
		unsigned passages = 1 + draw(seed, 4), kind = draw(seed, 5);

		ids = arena_printf(arena, "%s%s%s", ids, r > 0 ? "\n" : "", id);
		for (unsigned i = 0; i < passages; i++) {
			struct xap_doc_input doc = document(id, i, kind, seed);

			cr_assert(add(to, &doc, NULL));
		}
	}
	return ids;
}

static void
put(struct index_writer *w, unsigned file, const char *ids)
{
	struct file_state state = {.path = arena_printf(arena, "file-%u", file),
	    .negotiations = NEGOTIATION,
	    .records = 1,
	    .passages = 1};

	index_writer_put(w, &state, ids);
}

static bool
add_to_shards(void *to, const struct xap_doc_input *doc, struct error *err)
{
	return index_shards_add(to, doc, err);
}

static bool
add_direct(void *to, const struct xap_doc_input *doc, struct error *err)
{
	return index_writer_add(to, doc, err);
}

/* The tables that it is made with. */
static void
set_tables(struct index_writer *w)
{
	size_t n, length;
	const char **names = negotiation_tables(arena, NEGOTIATION, &n);

	for (size_t i = 0; i < n; i++) {
		const char *bytes =
		    tables.read(tables.context, arena, names[i], &length, NULL);

		if (bytes != NULL)
			index_writer_set(w,
			    arena_printf(arena, "table:%s", names[i]), bytes,
			    length);
	}
}

static void
build(unsigned *seed)
{
	struct error err = {0};
	struct index_writer *w = index_writer_open(path, false, 0, &err);
	const char *place = index_writer_build_folder(w, &err);
	const char *const *paths;
	struct index_shards *shards = index_shards_new(place, "t");
	unsigned count;

	for (unsigned i = 0; i < FILES; i++)
		put(w, i, add_file(i, seed, add_to_shards, shards));
	paths = shards_end(shards, place, "t", &count);
	set_tables(w);
	cr_assert(index_writer_commit_shards(w, paths, count, &commit, &err),
	    "%s", err.message);
	index_writer_free(w);
}

/* Change some files in place, and let one go. */
static void
change(unsigned *seed)
{
	struct error err = {0};
	struct index_writer *w = index_writer_open(path, false, 0, &err);

	cr_assert(index_writer_begin_direct(w, &err), "%s", err.message);
	for (unsigned i = 0; i < 4; i++) {
		unsigned file = draw(seed, FILES);

		put(w, file, add_file(file, seed, add_direct, w));
		cr_assert(index_writer_end_file(w, &err), "%s", err.message);
	}
	index_writer_drop(w, arena_printf(arena, "file-%u", draw(seed, FILES)));
	cr_assert(
	    index_writer_commit_direct(w, &commit, &err), "%s", err.message);
	index_writer_free(w);
}

static void
expect_same(const struct census *a, const struct census *b)
{
	cr_assert_not_null(a);
	cr_assert_not_null(b);
	cr_expect_eq(a->passages, b->passages);
	cr_expect_eq(a->records, b->records);
	cr_expect_eq(a->positions, b->positions);
	for (size_t f = 0; f < CENSUS_FIELDS; f++) {
		cr_assert_eq(a->by[f].count, b->by[f].count);
		for (size_t i = 0; i < a->by[f].count; i++) {
			const struct census_value *x = &a->by[f].value[i];
			const struct census_value *y = &b->by[f].value[i];

			cr_expect_str_eq(x->value, y->value);
			cr_expect_eq(x->records, y->records, "%s", x->value);
			cr_expect_eq(x->passages, y->passages, "%s", x->value);
		}
	}
}

static struct census *
noted(struct index *index)
{
	const struct index_info *info = index_info(index);
	struct xap_error xerr;

	return census_read(arena, index_db(index),
	    info->passages + info->removed, info->removed, &xerr);
}

/* The note is what a walk finds. */
static void
expect_true(void)
{
	struct error err = {0};
	struct index *index = index_open(path, &err);
	struct xap_error xerr;
	struct removed *removed;
	struct census *walked;

	cr_assert_not_null(index, "%s", err.message);
	removed = removed_read(arena, index_db(index), &xerr);
	walked = census_walk(arena, index_db(index), removed,
	    index_info(index)->last_docid, &xerr);
	cr_assert_gt(walked->positions, 20);
	cr_assert_eq(walked->records, index_info(index)->records);
	expect_same(noted(index), walked);
	index_free(index);
}

Test(census, of_a_build)
{
	unsigned seed = 7;

	build(&seed);
	expect_true();
}

Test(census, stays_true)
{
	unsigned seed = 11;

	build(&seed);
	for (int i = 0; i < 12; i++) {
		change(&seed);
		expect_true();
	}
}

/* Write a note of our own. */
static void
set_note(const char *bytes, size_t n)
{
	struct error err = {0};
	struct index *index = index_open(path, &err);
	const char *database = arena_printf(arena, "%s", index_database(index));
	struct xap_error xerr;
	struct xap_writer *to;

	index_free(index);
	to = xap_writer_open(database, XAP_OPEN | XAP_NO_TERMLIST, 0, 0, &xerr);
	xap_writer_set_metadata(
	    to, CENSUS_KEY, strlen(CENSUS_KEY), bytes, n, &xerr);
	xap_writer_close(to, &xerr);
	xap_writer_free(to);
}

Test(census, broken_notes_are_refused)
{
	unsigned seed = 3;
	struct error err = {0};
	struct index *index;
	struct xap_text text = {0};
	struct xap_error xerr;
	struct census *census;

	build(&seed);
	index = index_open(path, &err);
	xap_db_metadata(
	    index_db(index), CENSUS_KEY, strlen(CENSUS_KEY), &text, &xerr);
	cr_assert_gt(text.len, 20);
	index_free(index);
	for (size_t n = 1; n < text.len; n++) {
		set_note(text.s, n);
		index = index_open(path, &err);
		cr_expect_not(index_census(index, arena, &census, &err),
		    "cut after %zu bytes", n);
		index_free(index);
	}
	/* One that says that it is of more documents is of another state. */
	text.s[1]++;
	set_note(text.s, text.len);
	index = index_open(path, &err);
	cr_expect_null(noted(index));
	cr_expect(index_census(index, arena, &census, &err));
	cr_expect_eq(census->records, index_info(index)->records);
	index_free(index);
	/* A broken one is mended by the next change. */
	set_note("\1\2", 2);
	change(&seed);
	expect_true();
	xap_text_clear(&text);
}
