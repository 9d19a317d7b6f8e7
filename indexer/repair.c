/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/repair.h"

#include "core/language.h"
#include "core/translate.h"
#include "indexer/guess.h"
#include "indexer/ligature-map.h"
#include "indexer/lore.h"
#include "indexer/mend.h"
#include "indexer/plain-letters.h"
#include "indexer/repair-units.h"
#include "indexer/survey.h"
#include "indexer/unwrap.h"

#include <string.h>

/* What is known of one negotiation's words in one language. */
struct known {
	struct known *next;
	const char *negotiation;
	struct lore lore;
};

struct repairs {
	struct arena *arena;
	struct table_source tables;
	struct dictionaries *dictionaries;
	struct known *known;
	bool told; /* that a dictionary is missing */
};

/* A record under way. */
struct repair_run {
	struct repairs *repairs;
	const struct document *document;
	struct arena *arena;
	struct lore *lore;
	struct repair *repair;
	struct survey survey;
	struct ligature_map *map;
	struct mend mend;
};

struct repairs *
repairs_new(struct table_source tables, struct dictionaries *dictionaries)
{
	struct arena *arena = arena_new();
	struct repairs *repairs = arena_alloc(arena, sizeof *repairs);

	repairs->arena = arena;
	repairs->tables = tables;
	repairs->dictionaries = dictionaries;
	return repairs;
}

void
repairs_free(struct repairs *repairs)
{
	if (repairs != NULL)
		arena_free(repairs->arena);
}

static struct lore *
lore_of(struct repair_run *run, const char *negotiation, enum language language)
{
	struct repairs *repairs = run->repairs;
	struct known *known;

	for (known = repairs->known; known != NULL; known = known->next)
		if (known->lore.language == language &&
		    strcmp(known->negotiation, negotiation) == 0)
			return &known->lore;
	known = arena_alloc(repairs->arena, sizeof *known);
	known->negotiation = arena_strdup(repairs->arena, negotiation);
	known->next = repairs->known;
	repairs->known = known;
	known->lore.arena = repairs->arena;
	known->lore.language = language;
	known->lore.dictionary =
	    dictionaries_get(repairs->dictionaries, language);
	known->lore.tables = repairs->tables;
	known->lore.negotiation = known->negotiation;
	return &known->lore;
}

/* All that words are mended by: it takes its time, once for each process. */
static void
get_ready(struct repair_run *run)
{
	struct lore *lore = run->lore;
	struct error err = {0};

	if (lore->dictionary != NULL)
		dictionary_complete(lore->dictionary);
	lore_vocabulary(lore);
	if (lore->confusions != NULL)
		return;
	lore->confusions =
	    confusions_load(lore->arena, &lore->tables, lore->language, &err);
	if (lore->confusions != NULL)
		return;
	report_tell(run->document->report, REPORT_WARNING, run->document->path,
	    0, "%s; it is not used", err.message);
	lore->confusions = confusions_none(lore->arena);
}

/* --- the texts of a record ------------------------------------------------ */

static void
add_unit(struct repair_run *run, const char *text, size_t n,
    struct block *block, struct passage *passage)
{
	struct unit *unit = &run->repair->unit[run->repair->units];

	if (n == 0 || n > EDITED_MAX)
		return;
	run->repair->units++;
	unit->text.text =
	    text[n] == '\0' ? text : arena_strndup(run->arena, text, n);
	unit->text.n = n;
	unit->block = block;
	unit->passage = passage;
}

static void
gather(struct repair_run *run, struct raw_record *raw)
{
	struct record *record = &raw->record;
	size_t most = 1 + raw->n_blocks + record->n_passages;

	run->repair = arena_alloc(run->arena, sizeof *run->repair);
	run->repair->unit =
	    arena_array(run->arena, most, sizeof *run->repair->unit);
	for (size_t i = 0; i < raw->n_blocks; i++)
		add_unit(run, raw->blocks[i].text, raw->blocks[i].length,
		    &raw->blocks[i], NULL);
	if (raw->blocks != NULL)
		return;
	for (size_t i = 0; i < record->n_passages; i++)
		add_unit(run, record->passages[i].text,
		    record->passages[i].text_length, NULL,
		    &record->passages[i]);
	if (record->passages == NULL)
		add_unit(run, raw->body, raw->body_length, NULL, NULL);
}

/*
 * The record's language, or what its longest text is written in. That takes
 * long, so what a body tells is kept: others would come to the same.
 */
static enum language
language_of(const struct repair_run *run, struct raw_record *raw)
{
	const struct unit *unit = run->repair->unit;
	enum language language;
	size_t longest = 0, n;

	if (raw->record.language[0] != '\0')
		return language_find(raw->record.language);
	for (size_t i = 0; i < run->repair->units; i++)
		if (unit[i].text.n > unit[longest].text.n)
			longest = i;
	n = unit[longest].text.n;
	language = language_guess(
	    unit[longest].text.text, n < GUESS_LOOK ? n : GUESS_LOOK);
	if (raw->body_length > 0)
		raw->record.language = language_code(language);
	return language;
}

/* --- characters ----------------------------------------------------------- */

static void
tell_unread(const struct repair_run *run)
{
	size_t unknown = ligature_map_unknown(run->map);
	enum language language = run->lore->language;

	if (unknown == 0)
		return;
	if (run->lore->dictionary == NULL)
		report_tell(run->document->report, REPORT_WARNING,
		    run->document->path, 0,
		    "words are damaged (private-use characters), and there is "
		    "no dictionary to mend them by; install %s",
		    language != LANGUAGE_NONE ? dictionary_packages(language)
					      : "one");
	else
		report_tell(run->document->report, REPORT_NOTE,
		    run->document->path, 0,
		    P_("%zu private-use character could not be read",
			"%zu private-use characters could not be read",
			unknown),
		    unknown);
}

static void
mend_characters(struct repair_run *run)
{
	struct repair *repair = run->repair;

	for (size_t i = 0; i < repair->units; i++) {
		struct edited_text *text = &repair->unit[i].text;
		struct edits edits = {.arena = run->arena};

		*text = edited_new(run->arena, text->text, text->n);
		if (!run->survey.special.forms)
			continue;
		plain_letters(text->text, text->n, &edits);
		*text = edited_apply(run->arena, text, edits.edit, edits.count);
	}
	run->map = ligature_map_new(run->arena, run->lore);
	if (!run->survey.special.private)
		return;
	for (size_t i = 0; i < repair->units; i++)
		ligature_map_look(run->map, repair->unit[i].text.text,
		    repair->unit[i].text.n);
	get_ready(run);
	ligature_map_learn(run->map);
	tell_unread(run);
	for (size_t i = 0; i < repair->units; i++) {
		struct edited_text *text = &repair->unit[i].text;
		struct edits edits = {.arena = run->arena};

		ligature_map_edits(run->map, text->text, text->n, &edits);
		*text = edited_apply(run->arena, text, edits.edit, edits.count);
	}
}

/* --- judging -------------------------------------------------------------- */

/* Look for all that may be, and change nothing. */
static void
try_all(struct repair_run *run)
{
	bool english =
	    run->lore->language == LANGUAGE_EN && !run->survey.foreign;
	struct mend *mend = &run->mend;

	mend_init(mend, run->arena, run->lore);
	for (size_t i = 0; i < run->repair->units; i++)
		if (strstr(run->repair->unit[i].text.text, "\xE2\x80\x99s") !=
		    NULL)
			mend->apostrophe = "\xE2\x80\x99";
	for (size_t i = 0; i < LIGATURE_DROPPED; i++)
		mend->lost[i] = true;
	/* Without a dictionary, halves are known by the document's words. */
	if (!survey_shows_damage(&run->survey) && run->lore->dictionary != NULL)
		return;
	get_ready(run);
	mend->look_for[DAMAGE_LIGATURE] = ligature_map_learnt(run->map) > 0 ||
					  survey_is_strange(&run->survey);
	mend->look_for[DAMAGE_GLUED] = english;
	mend->look_for[DAMAGE_SPLIT] = english;
	mend->look_for[DAMAGE_APOSTROPHE] = english;
	for (size_t i = 0; i < run->repair->units; i++) {
		struct edits edits = {.arena = run->arena};

		mend_text(mend, run->repair->unit[i].text.text,
		    run->repair->unit[i].text.n, &edits);
	}
}

/* Whether ligatures are missing: judged by how many unknown words they tell. */
static bool
shows_ligatures(const struct repair_run *run)
{
	const struct mend *mend = &run->mend;
	size_t mended = word_count_different(mend->mended);
	size_t gone = 0, there = 0;

	if (!mend->look_for[DAMAGE_LIGATURE])
		return false;
	if (ligature_map_learnt(run->map) > 0)
		return true;
	for (size_t i = 0; i < LIGATURE_DROPPED; i++) {
		gone += mend->dropped[i];
		there += mend->intact[i];
	}
	return mended >= 4 &&
	       mended >= word_count_different(mend->mysterious) &&
	       gone * 100 >= there;
}

static void
judge(struct repair_run *run)
{
	struct mend *mend = &run->mend;
	bool damaged = shows_ligatures(run);
	size_t gone = 0;

	for (size_t i = 0; i < LIGATURE_DROPPED; i++)
		gone += mend->dropped[i];
	for (size_t i = 0; i < LIGATURE_DROPPED; i++)
		mend->lost[i] = ligature_map_has(run->map, i) ||
				mend->dropped[i] >= 2 || gone >= 50;
	mend->look_for[DAMAGE_LIGATURE] = damaged;
	mend->look_for[DAMAGE_CONFUSION] = damaged;
	mend->look_for[DAMAGE_GLUED] =
	    mend->look_for[DAMAGE_GLUED] &&
	    (damaged || mend->found[DAMAGE_GLUED] >= 2);
	mend->look_for[DAMAGE_SPLIT] =
	    mend->look_for[DAMAGE_SPLIT] &&
	    (damaged || mend->found[DAMAGE_SPLIT] >= 2);
	mend->look_for[DAMAGE_APOSTROPHE] =
	    mend->look_for[DAMAGE_APOSTROPHE] &&
	    (damaged || mend->found[DAMAGE_APOSTROPHE] > 0);
	/* Where letters are set apart, "member s" is a plural. */
	if (mend->found[DAMAGE_SPLIT] > mend->found[DAMAGE_APOSTROPHE])
		mend->look_for[DAMAGE_APOSTROPHE] = false;
}

/* --- mending -------------------------------------------------------------- */

static bool
looks_for_any(const struct mend *mend)
{
	for (size_t i = 0; i < DAMAGE_COUNT; i++)
		if (mend->look_for[i])
			return true;
	return false;
}

/* Lines first, then words: whole words are easier to know. */
static void
mend_units(struct repair_run *run)
{
	for (size_t i = 0; i < run->repair->units; i++) {
		struct edited_text *text = &run->repair->unit[i].text;

		if (run->survey.lines)
			*text = unwrap(&run->mend, run->arena, text);
	}
	if (!looks_for_any(&run->mend))
		return;
	/* Twice, so that what is learnt at the end serves at the beginning. */
	for (unsigned pass = 0; pass < 2; pass++) {
		struct mend *mend = &run->mend;
		size_t dropped[LIGATURES], intact[LIGATURES];

		memcpy(dropped, mend->dropped, sizeof dropped);
		memcpy(intact, mend->intact, sizeof intact);
		mend_again(mend);
		memcpy(mend->dropped, dropped, sizeof dropped);
		memcpy(mend->intact, intact, sizeof intact);
		for (size_t i = 0; i < run->repair->units; i++) {
			struct edited_text *text = &run->repair->unit[i].text;
			struct edits edits = {.arena = run->arena};

			mend_text(mend, text->text, text->n, &edits);
			if (pass == 1)
				*text = edited_apply(
				    run->arena, text, edits.edit, edits.count);
		}
	}
}

static bool
is_changed(const struct repair *repair)
{
	for (size_t i = 0; i < repair->units; i++) {
		const struct edited_text *text = &repair->unit[i].text;

		if (text->text != text->source)
			return true;
	}
	return false;
}

static void
give_back_block(struct unit *unit)
{
	struct block *block = unit->block;

	for (size_t i = 0; i < block->n_marks; i++) {
		struct mark *mark = &block->marks[i];

		mark->start = edited_place(&unit->text, mark->start);
		mark->end = edited_place(&unit->text, mark->end);
	}
	block->text = unit->text.text;
	block->length = unit->text.n;
}

static void
give_back(struct repair_run *run, struct raw_record *raw)
{
	for (size_t i = 0; i < run->repair->units; i++) {
		struct unit *unit = &run->repair->unit[i];

		if (unit->text.text == unit->text.source)
			continue;
		if (unit->block != NULL) {
			give_back_block(unit);
		} else if (unit->passage != NULL) {
			unit->passage->text = unit->text.text;
			unit->passage->text_length = unit->text.n;
		} else {
			raw->body = unit->text.text;
			raw->body_length = unit->text.n;
		}
	}
}

static void
tell_mended(const struct repair_run *run)
{
	const size_t *found = run->mend.found;
	size_t all = 0;

	for (size_t i = 0; i < DAMAGE_COUNT; i++)
		all += run->mend.look_for[i] ? found[i] : 0;
	if (all + ligature_map_learnt(run->map) > 0)
		report_tell(run->document->report, REPORT_NOTE,
		    run->document->path, 0,
		    "damaged words are mended: %zu private-use characters "
		    "learnt, %zu lost ligatures, %zu of them by the words "
		    "around, %zu words run together, %zu taken apart, %zu "
		    "apostrophes",
		    ligature_map_learnt(run->map),
		    found[DAMAGE_LIGATURE] + found[DAMAGE_CONFUSION],
		    found[DAMAGE_CONFUSION], found[DAMAGE_GLUED],
		    found[DAMAGE_SPLIT], found[DAMAGE_APOSTROPHE]);
}

static void
tell_missing(struct repair_run *run)
{
	if (run->lore->dictionary != NULL || run->repairs->told ||
	    dictionary_packages(run->lore->language)[0] == '\0')
		return;
	run->repairs->told = true;
	report_tell(run->document->report, REPORT_NOTE, run->document->path, 0,
	    "there is no dictionary of %s: damaged words are not seen; "
	    "install %s",
	    language_name(run->lore->language),
	    dictionary_packages(run->lore->language));
}

struct repair *
repair_record(struct repairs *repairs, const struct document *document,
    struct arena *arena, const char *negotiation, struct raw_record *raw)
{
	struct repair_run run = {
	    .repairs = repairs, .document = document, .arena = arena};

	gather(&run, raw);
	if (run.repair->units == 0)
		return NULL;
	run.lore = lore_of(&run, negotiation, language_of(&run, raw));
	tell_missing(&run);
	for (size_t i = 0; i < run.repair->units; i++)
		survey_text(&run.survey, run.lore,
		    run.repair->unit[i].text.text, run.repair->unit[i].text.n);
	survey_conclude(&run.survey, run.lore);
	if (survey_is_clean(&run.survey))
		return NULL;
	mend_characters(&run);
	try_all(&run);
	judge(&run);
	mend_units(&run);
	if (!is_changed(run.repair))
		return NULL;
	tell_mended(&run);
	give_back(&run, raw);
	return run.repair;
}
