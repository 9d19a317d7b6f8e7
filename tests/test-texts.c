/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Texts packed with a dictionary that they share: what goes into shards comes
 * out of the database that they are joined to, and damage is told.
 */
#include "core/texts-writer.h"
#include "core/texts.h"
#include "tests/writing.h"

#include <stdio.h>
#include <string.h>

#define PASSAGES 1500

TestSuite(texts, .init = writing_begin, .fini = writing_end);

/* What a passage may say: many are alike, and some are long or hardly there. */
static const char *
passage(unsigned i, size_t *ret_n)
{
	static const char *const words[] = {"the delegation of Brennia",
	    "supported", "the deletion of", "article 42", "paragraph 3",
	    "as proposed by", "Caldera", "with the understanding that",
	    "the text in brackets", "would be considered",
	    "at the next session", "and", "reserved its position on"};
	unsigned state = i * 7919u + 1;
	size_t many = i % 400 == 7 ? 5000 : 5 + draw(&state, 60), used = 0;
	char *text;

	if (i % 500 == 3) {
		*ret_n = 1;
		return "\x01";
	}
	text = arena_alloc(arena, many * 40 + 40);
	text[used++] = 0x01;
	for (size_t k = 0; k < many; k++)
		used += (size_t)snprintf(text + used, 40, "%s %u ",
		    words[draw(&state, 13)], draw(&state, 1000));
	*ret_n = used;
	return text;
}

static void
fill(struct index_shards *shards, unsigned from, unsigned to)
{
	const struct xap_term_input all = {"all", 3, 1, NULL, 0};
	struct error err = {0};

	for (unsigned i = from; i < to; i++) {
		struct xap_doc_input doc = {.terms = &all, .n_terms = 1};

		doc.data = passage(i, &doc.data_len);
		cr_assert(
		    index_shards_add(shards, &doc, &err), "%s", err.message);
	}
}

/* Passages from..to as one shard, all joined under `name`. */
static struct xap_db *
make(const char *name, unsigned parts, struct texts_writer *texts)
{
	struct xap_error xerr;
	struct xap_db *all = xap_db_new_empty(&xerr);
	const char *joined = arena_printf(arena, "%s/%s", folder, name);

	for (unsigned i = 0; i < parts; i++) {
		const char *piece = arena_printf(arena, "%s-part-%u", name, i);
		struct index_shards *shards = index_shards_new(folder, piece);
		const char *const *paths;
		struct xap_db *part;
		unsigned count;

		if (texts != NULL)
			index_shards_texts(shards, texts);
		fill(shards, PASSAGES * i / parts, PASSAGES * (i + 1) / parts);
		paths = shards_end(shards, folder, piece, &count);
		cr_assert_eq(count, 1);
		part = xap_db_open_path(paths[0], &xerr);
		cr_assert_not_null(part, "%s", xerr.message);
		xap_db_add(all, part, &xerr);
		xap_db_free(part);
	}
	cr_assert_eq(
	    xap_compact(all, joined, 0, 0, &xerr), XAP_OK, "%s", xerr.message);
	xap_db_free(all);
	all = xap_db_open_path(joined, &xerr);
	cr_assert_not_null(all, "%s", xerr.message);
	return all;
}

static unsigned
dictionaries(struct xap_db *db)
{
	struct xap_error xerr;
	struct xap_terms *keys =
	    xap_terms_of_metadata(db, TEXTS_KEY, strlen(TEXTS_KEY), &xerr);
	unsigned n = 0;

	while (xap_terms_next(keys, &xerr))
		n++;
	xap_terms_free(keys);
	return n;
}

/* All passages are what they were; how many of them are packed, and bytes. */
static unsigned
check(struct xap_db *db, size_t *ret_plain, size_t *ret_stored)
{
	struct texts *texts = texts_new(arena);
	struct xap_text data = {0};
	struct xap_error xerr;
	struct error err = {0};
	unsigned packed = 0;

	*ret_plain = *ret_stored = 0;
	for (unsigned i = 0; i < PASSAGES; i++) {
		const char *want, *got;
		size_t want_n, got_n;

		want = passage(i, &want_n);
		cr_assert_eq(xap_db_data(db, i + 1, &data, &xerr), XAP_OK);
		cr_assert(texts_unpack(texts, db, i + 1, data.s, data.len, &got,
			      &got_n, &xerr, &err),
		    "%s", err.message);
		cr_assert_eq(got_n, want_n, "passage %u", i + 1);
		cr_assert_eq(memcmp(got, want, want_n), 0, "passage %u", i + 1);
		packed += data.s[0] == TEXTS_PACKED;
		*ret_plain += want_n;
		*ret_stored += data.len;
	}
	xap_text_clear(&data);
	texts_free(texts);
	return packed;
}

Test(texts, come_out_as_they_went_in)
{
	size_t plain, stored;
	struct xap_db *db = make("one", 1, NULL);

	/* Nothing is gained with one byte. */
	cr_assert_eq(check(db, &plain, &stored), PASSAGES - PASSAGES / 500);
	cr_assert_lt(stored, plain / 2);
	cr_assert_eq(dictionaries(db), 1);
	xap_db_free(db);
}

Test(texts, of_several_dictionaries_are_joined)
{
	size_t plain, stored;
	struct xap_db *db = make("three", 3, NULL);

	check(db, &plain, &stored);
	cr_assert_eq(dictionaries(db), 3);
	xap_db_free(db);
}

Test(texts, of_one_writer_have_one_dictionary)
{
	struct texts_writer *writer = texts_writer_new(NULL, 0), *again;
	struct xap_db *db = make("shared", 3, writer);
	char key[TEXTS_KEY_LENGTH + 1], second[TEXTS_KEY_LENGTH + 1];
	const char *dictionary;
	size_t plain, stored, n;

	check(db, &plain, &stored);
	cr_assert_eq(dictionaries(db), 1);
	xap_db_free(db);
	/* An index is added to with the dictionary that it has. */
	dictionary = texts_writer_dictionary(writer, key, &n);
	again = texts_writer_new(dictionary, n);
	texts_writer_free(writer);
	cr_assert(texts_writer_is_ready(again));
	texts_writer_dictionary(again, second, &n);
	cr_assert_str_eq(key, second);
	texts_writer_free(again);
}

Test(texts, that_are_few_have_no_dictionary)
{
	struct texts_writer *writer = texts_writer_new("no dictionary", 13);
	struct texts_part part = {"a few words", 11};
	size_t n;

	cr_assert_not(texts_writer_is_ready(writer));
	cr_assert_not(texts_writer_learn(writer, &part, 1));
	cr_assert_null(texts_writer_pack(writer, part.s, part.n, &n));
	texts_writer_free(writer);
}

Test(texts, that_are_damaged_are_told)
{
	struct xap_db *db = make("damaged", 1, NULL);
	struct texts *texts = texts_new(arena);
	struct xap_text data = {0};
	struct xap_error xerr;
	struct error err;
	const char *got;
	char *copy;
	size_t n, told = 0;

	cr_assert_eq(xap_db_data(db, 21, &data, &xerr), XAP_OK);
	cr_assert_eq(data.s[0], TEXTS_PACKED);
	for (size_t cut = 1; cut < data.len; cut++) {
		err = (struct error){0};
		cr_assert_not(texts_unpack(
		    texts, db, 21, data.s, cut, &got, &n, &xerr, &err));
		cr_assert_eq(err.code, ERROR_INDEX);
		cr_assert_not_null(strstr(err.message, "passage 21 "));
	}
	/* Not every changed byte is noticed, but none does harm. */
	copy = arena_alloc(arena, data.len);
	for (size_t i = 1; i < data.len; i++)
		for (int bit = 0; bit < 8; bit++) {
			err = (struct error){0};
			memcpy(copy, data.s, data.len);
			copy[i] = (char)(copy[i] ^ 1 << bit);
			if (texts_unpack(texts, db, 21, copy, data.len, &got,
				&n, &xerr, &err))
				continue;
			cr_assert_eq(err.code, ERROR_INDEX);
			cr_assert_not_null(strstr(err.message, "passage 21 "));
			told++;
		}
	cr_assert_gt(told, data.len);
	texts_free(texts);
	xap_text_clear(&data);
	xap_db_free(db);
}

Test(texts, of_no_sane_size_are_refused)
{
	/* A frame of 2^40 bytes, of dictionary 7. */
	static const char huge[] = "\x02\xE1\x07\0\0\0\0\0\1\0\0\1\0\0";
	/* One of no size at all, of the same. */
	static const char none[] = "\x02\x01\x00\x07\1\0\0";
	/* One of 5 bytes, of the same. */
	static const char other[] = "\x02\x21\x07\x05\x29\0\0hello";
	struct xap_error xerr;
	struct xap_db *db = make("sizes", 1, NULL);
	struct texts *texts = texts_new(arena);
	struct error err = {0};
	const char *got;
	size_t n;

	cr_assert_not(texts_unpack(
	    texts, db, 3, huge, sizeof huge - 1, &got, &n, &xerr, &err));
	cr_assert_not_null(strstr(err.message, "no size"), "%s", err.message);
	cr_assert_not(texts_unpack(
	    texts, db, 3, none, sizeof none - 1, &got, &n, &xerr, &err));
	cr_assert_not_null(strstr(err.message, "no size"), "%s", err.message);
	cr_assert_not(texts_unpack(
	    texts, db, 3, other, sizeof other - 1, &got, &n, &xerr, &err));
	cr_assert_not_null(
	    strstr(err.message, "dictionary of its text is missing"), "%s",
	    err.message);
	cr_assert_not_null(strstr(err.message, "passage 3 "));
	texts_free(texts);
	xap_db_free(db);
}
