/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/record.h"

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
