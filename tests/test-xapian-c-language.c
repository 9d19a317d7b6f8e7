/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Stemmers, spelling, synonyms. */
#include "config.h"

#include "tests/xapian-c-scratch.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(xapian_c_language, .init = scratch_begin, .fini = scratch_end);

static const struct {
	const char *language, *word, *stem;
} stems[] = {
    {"english", "opposed", "oppos"},
    {"en", "opposition", "opposit"},
    {"none", "opposed", "opposed"},
    {"fr", "opposition", "opposit"},
    {"spanish", "propuestas", "propuest"},
    {"ru", "государства", "государств"},
    {"arabic", "الدول", "دول"},
    {"en", "", ""},
};

Test(xapian_c_language, stems)
{
	struct xap_text names = {0};
	struct xap_error err;

	for (size_t i = 0; i < sizeof stems / sizeof *stems; i++) {
		struct xap_stemmer *stemmer =
		    xap_stemmer_new(stems[i].language, &err);
		const char *stem = NULL;
		size_t len = 99;

		cr_assert_not_null(stemmer, "%s", err.message);
		cr_assert_eq(xap_stemmer_stem(stemmer, stems[i].word,
				 strlen(stems[i].word), &stem, &len, &err),
		    XAP_OK);
		cr_expect_str_eq(stem, stems[i].stem);
		cr_expect_eq(len, strlen(stems[i].stem));
		xap_stemmer_free(stemmer);
	}
	cr_assert_null(xap_stemmer_new("klingon", &err));
	cr_assert_eq(err.status, XAP_ARGUMENT);
	cr_assert_not_null(strstr(err.message, "klingon"));
	cr_assert_not_null(strstr(err.message, "russian"));
	cr_assert_eq(xap_stemmer_languages(&names, &err), XAP_OK);
	cr_assert_not_null(strstr(names.s, "english"));
	xap_text_clear(&names);
}

Test(xapian_c_language, spelling)
{
	struct xap_writer *writer = scratch_create("db");
	struct xap_text word = {0};
	struct xap_terms *words;
	struct xap_error err;
	struct xap_db *db;
	uint32_t freq;

	xap_writer_add_spelling(writer, "article", 7, 3, &err);
	xap_writer_add_spelling(writer, "particle", 8, 1, &err);
	xap_writer_remove_spelling(writer, "particle", 8, 1, &err);
	scratch_finish(writer);
	db = scratch_open("db");
	cr_assert_eq(xap_db_spelling(db, "artcile", 7, 0, &word, &err), XAP_OK);
	cr_assert_str_eq(word.s, "article");
	cr_assert_eq(
	    xap_db_spelling(db, "preamble", 8, 2, &word, &err), XAP_OK);
	cr_assert_eq(word.len, 0);
	words = xap_terms_of_spelling(db, &err);
	cr_assert(xap_terms_next(words, &err));
	cr_assert_str_eq(xap_terms_get(words, NULL), "article");
	cr_assert_eq(xap_terms_doc_freq(words, &freq, &err), XAP_OK);
	cr_assert_eq(freq, 3);
	cr_assert_not(xap_terms_next(words, &err));
	xap_terms_free(words);
	xap_text_clear(&word);
	xap_db_free(db);
}

/* The strings of a cursor, with a space after each; frees it. */
static const char *
listed(struct xap_terms *terms)
{
	static char out[200];

	out[0] = '\0';
	while (xap_terms_next(terms, NULL)) {
		strncat(out, xap_terms_get(terms, NULL), 40);
		strncat(out, " ", 2);
	}
	xap_terms_free(terms);
	return out;
}

Test(xapian_c_language, synonyms)
{
	struct xap_writer *writer = scratch_create("db");
	struct xap_error err;
	struct xap_db *db;

	xap_writer_add_synonym(writer, "delete", 6, "remove", 6, &err);
	xap_writer_add_synonym(writer, "delete", 6, "strike out", 10, &err);
	xap_writer_add_synonym(writer, "delete", 6, "keep", 4, &err);
	xap_writer_remove_synonym(writer, "delete", 6, "keep", 4, &err);
	xap_writer_add_synonym(writer, "insert", 6, "add", 3, &err);
	xap_writer_add_synonym(writer, "insane", 6, "mad", 3, &err);
	xap_writer_clear_synonyms(writer, "insane", 6, &err);
	cr_assert_eq(err.status, XAP_OK);
	scratch_finish(writer);
	db = scratch_open("db");
	cr_assert_str_eq(listed(xap_terms_of_synonyms(db, "delete", 6, &err)),
	    "remove strike out ");
	cr_assert_str_eq(
	    listed(xap_terms_of_synonyms(db, "absent", 6, &err)), "");
	cr_assert_str_eq(listed(xap_terms_of_synonym_keys(db, "", 0, &err)),
	    "delete insert ");
	cr_assert_str_eq(
	    listed(xap_terms_of_synonym_keys(db, "in", 2, &err)), "insert ");
	xap_db_free(db);
}
