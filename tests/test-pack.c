/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/pack.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* A record with one passage that has everything. */
static void
sample(struct arena *arena, struct record *record, struct passage *passage)
{
	static const char text[] =
	    "Norland could not accept the deletion of article 42.\0And on.";
	struct position *p = arena_alloc(arena, sizeof *p);
	struct holder_ref *holder = arena_alloc(arena, sizeof *holder);
	struct provision_ref *ref = arena_alloc(arena, sizeof *ref);

	record_init(record);
	passage_init(passage);
	for (size_t i = 0; record_field_name(i) != NULL; i++)
		record_field_set(record, i,
		    arena_printf(arena, "value of %s", record_field_name(i)));
	record->kind = RECORD_SUMMARY;
	passage->number = 300;
	passage->line_first = 69;
	passage->line_last = 70000;
	passage->heading = "Safeguards > Article 42";
	passage->speaker_id = "XA";
	passage->language = LANGUAGE_FR;
	passage->text = text;
	passage->text_length = sizeof text - 1;
	position_init(p);
	p->holder = "XA";
	p->holder_kind = HOLDER_GROUP;
	p->stance = STANCE_OPPOSE;
	p->action = ACTION_DELETE;
	p->scope = SCOPE_REFERENCE;
	p->certainty = CERTAINTY_IMPLIED;
	p->implied = ACTION_AMEND;
	p->lineage = "safeguards";
	passage->page_number = 7;
	passage->part = PASSAGE_COMMENT;
	passage->status = STATUS_CONTESTED;
	passage->option = "Option 1";
	passage->author = "Norland";
	passage->anchor = "shall";
	passage->role = "chair";
	passage->ocr = true;
	passage->original = "the arcle";
	p->end = 52;
	p->cue_start = 8;
	p->cue_end = 24;
	passage->positions = p;
	passage->n_positions = 1;
	holder->id = "XB";
	holder->kind = HOLDER_CLUSTER;
	passage->holders = holder;
	passage->n_holders = 1;
	ref->provision = "art 42";
	ref->instrument = "";
	ref->lineage = "safeguards";
	passage->provisions = ref;
	passage->n_provisions = 1;
}

Test(pack, what_goes_in_comes_out)
{
	struct arena *arena = arena_new();
	struct record in, out;
	struct passage pin, pout;
	struct error err = {0};
	const char *bytes;
	size_t n;

	sample(arena, &in, &pin);
	bytes = pack_passage(arena, &in, &pin, &n);
	cr_assert(unpack_passage(arena, bytes, n, &out, &pout, &err), "%s",
	    err.message);
	for (size_t i = 0; record_field_name(i) != NULL; i++)
		cr_expect_str_eq(record_field(&out, i), record_field(&in, i));
	cr_expect_eq(pout.number, 300);
	cr_expect_eq(pout.line_first, 69);
	cr_expect_eq(pout.line_last, 70000);
	cr_expect_str_eq(pout.heading, pin.heading);
	cr_expect_str_eq(pout.speaker_id, "XA");
	cr_expect_eq(pout.language, LANGUAGE_FR);
	cr_assert_eq(pout.text_length, pin.text_length);
	cr_expect_arr_eq(pout.text, pin.text, pin.text_length);
	cr_assert_eq(pout.n_positions, 1);
	cr_expect_eq(pout.positions[0].holder_kind, HOLDER_GROUP);
	cr_expect_eq(pout.positions[0].stance, STANCE_OPPOSE);
	cr_expect_eq(pout.positions[0].action, ACTION_DELETE);
	cr_expect_eq(pout.positions[0].scope, SCOPE_REFERENCE);
	cr_expect_eq(pout.positions[0].certainty, CERTAINTY_IMPLIED);
	cr_expect_eq(pout.positions[0].implied, ACTION_AMEND);
	cr_expect_eq(pout.positions[0].end, 52);
	cr_expect_eq(pout.positions[0].cue_start, 8);
	cr_expect_eq(pout.positions[0].cue_end, 24);
	cr_expect_eq(pout.page_number, 7);
	cr_expect_eq(pout.part, PASSAGE_COMMENT);
	cr_expect_eq(pout.status, STATUS_CONTESTED);
	cr_expect_str_eq(pout.option, "Option 1");
	cr_expect_str_eq(pout.author, "Norland");
	cr_expect_str_eq(pout.anchor, "shall");
	cr_expect_str_eq(pout.role, "chair");
	cr_expect(pout.ocr);
	cr_expect_str_eq(pout.original, "the arcle");
	cr_expect_str_eq(pout.positions[0].lineage, "safeguards");
	cr_assert_eq(pout.n_holders, 1);
	cr_expect_str_eq(pout.holders[0].id, "XB");
	cr_expect_eq(pout.holders[0].kind, HOLDER_CLUSTER);
	cr_assert_eq(pout.n_provisions, 1);
	cr_expect_str_eq(pout.provisions[0].lineage, "safeguards");
	arena_free(arena);
}

Test(pack, damaged_bytes_are_an_error_or_harmless)
{
	struct arena *arena = arena_new();
	struct arena *scratch = arena_new();
	struct record in, out;
	struct passage pin, pout;
	const char *bytes;
	size_t n;

	sample(arena, &in, &pin);
	bytes = pack_passage(arena, &in, &pin, &n);
	for (size_t cut = 0; cut < n; cut++) {
		/* A copy of its own, so that a sanitizer sees an overrun. */
		char *copy = malloc(cut > 0 ? cut : 1);
		struct error err = {0};

		memcpy(copy, bytes, cut);
		if (!unpack_passage(scratch, copy, cut, &out, &pout, &err))
			cr_assert_eq(err.code, ERROR_INDEX);
		free(copy);
		arena_reset(scratch);
	}
	for (size_t at = 0; at < n; at++)
		for (int bit = 0; bit < 8; bit++) {
			char *copy = malloc(n);
			struct error err = {0};

			memcpy(copy, bytes, n);
			copy[at] ^= (char)(1 << bit);
			if (unpack_passage(scratch, copy, n, &out, &pout, &err))
				for (size_t i = 0; i < pout.n_positions; i++)
					cr_assert_leq(pout.positions[i].end,
					    pout.text_length);
			free(copy);
			arena_reset(scratch);
		}
	arena_free(scratch);
	arena_free(arena);
}
