/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/record-called.h"

#include <criterion/criterion.h>

Test(record_called, title_or_speaker_or_id)
{
	struct arena *arena = arena_new();
	struct record r;

	record_init(&r);
	r.id = "lamps.txt";
	r.title = "Of lamps";
	r.kind = RECORD_STATEMENT;
	r.speaker = "Aldermark";
	cr_expect_str_eq(record_called(arena, &r), "Of lamps");
	r.title = "";
	cr_expect_str_eq(record_called(arena, &r), "Statement by Aldermark");
	r.on_behalf_of = "Harbour Group";
	cr_expect_str_eq(record_called(arena, &r),
	    "Statement by Aldermark on behalf of Harbour Group");
	r.speaker = "";
	cr_expect_str_eq(record_called(arena, &r), "lamps.txt");
	r.speaker = "Aldermark";
	r.kind = RECORD_SUMMARY;
	cr_expect_str_eq(record_called(arena, &r), "lamps.txt");
	arena_free(arena);
}
