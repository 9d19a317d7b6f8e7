/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/record.h"

#include "core/passage-terms.h"

#include <criterion/criterion.h>
#include <string.h>

Test(record, fields_are_set_and_read_by_any_spelling)
{
	struct record record;
	size_t field;

	record_init(&record);
	for (size_t i = 0; record_field_name(i) != NULL; i++)
		cr_assert_str_not_empty(record_field_name(i));
	cr_assert(record_field_find("On-Behalf Of", &field));
	cr_assert(record_field_set(&record, field, "Group of Lowlands"));
	cr_assert_str_eq(record.on_behalf_of, "Group of Lowlands");
	cr_assert_str_eq(record_field(&record, field), "Group of Lowlands");
	cr_assert(record_field_find("LANG", &field));
	cr_assert(record_field_set(&record, field, "fr"));
	cr_assert_str_eq(record.language, "fr");
	cr_assert_not(record_field_find("weather", &field));
}

Test(record, kinds_have_synonyms)
{
	struct record record;
	size_t field;

	record_init(&record);
	cr_assert(record_field_find("kind", &field));
	cr_assert(record_field_set(&record, field, "Negotiating-Document"));
	cr_assert_eq(record.kind, RECORD_DRAFT);
	cr_assert_str_eq(record_field(&record, field), "draft");
	cr_assert_not(record_field_set(&record, field, "recipe"));
	for (int k = 0; k < RECORD_KIND_COUNT; k++) {
		enum record_kind got;

		cr_assert(record_kind_find(
		    record_kind_name((enum record_kind)k), &got));
		cr_assert_eq((int)got, k);
	}
}

Test(record, a_quote_is_repaired_where_the_source_reads_otherwise)
{
	struct passage passage;
	const char *text = "It is kept.\nThe article goes on.";

	passage_init(&passage);
	passage.text = text;
	passage.text_length = strlen(text);
	cr_expect_not(passage_is_repaired(&passage, 0, passage.text_length));
	passage.original = "It is  kept. The arcle goes on.";
	cr_expect(passage_is_repaired(&passage, 0, passage.text_length));
	cr_expect_not(passage_is_repaired(&passage, 0, 11));
	cr_expect(passage_is_repaired(&passage, 12, 23));
	cr_expect_not(passage_is_repaired(&passage, 24, 99));
}

static bool
has_term(const struct xap_doc_input *doc, const char *term)
{
	for (size_t i = 0; i < doc->n_terms; i++)
		if (doc->terms[i].len == strlen(term) &&
		    memcmp(doc->terms[i].s, term, strlen(term)) == 0)
			return true;
	return false;
}

Test(record, both_readings_are_indexed)
{
	struct arena *arena = arena_new();
	struct stems *stems = stems_new(NULL);
	struct xap_doc_input doc;
	struct record record;
	struct passage passage;

	record_init(&record);
	passage_init(&passage);
	record.id = "r";
	record.passages = &passage;
	record.n_passages = 1;
	passage.language = LANGUAGE_EN;
	passage.text = "The treaty was kept.";
	passage.text_length = strlen(passage.text);
	passage.original = "The treatyw as kept.";
	passage_document(arena, stems, NULL, &record, &passage, &doc);
	cr_expect(has_term(&doc, "treati"));
	cr_expect(has_term(&doc, "treatyw"));
	for (size_t i = 0; i < doc.n_terms; i++)
		if (doc.terms[i].len == 4 &&
		    memcmp(doc.terms[i].s, "kept", 4) == 0)
			cr_expect_eq(doc.terms[i].wdf, 1);
	stems_free(stems);
	arena_free(arena);
}
