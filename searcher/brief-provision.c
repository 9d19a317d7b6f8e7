/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A brief on a provision: who is for it, against it, on what conditions. */
#include "searcher/brief.h"

#include "core/translate.h"
#include "searcher/source-line.h"

#include <string.h>

void
brief_left(struct brief *b, size_t at, size_t left)
{
	const struct stance_row *row = &b->stances.row[at];

	if (left > 0)
		paper_more(
		    &b->paper, left, row->evidence.position->holder, row->key);
}

enum section {
	SECTION_FOR,
	SECTION_AGAINST,
	SECTION_CONDITIONS,
	SECTION_BOTH,
	SECTION_CHANGE,
	SECTION_REST,
	SECTION_OTHERS,
	SECTION_COUNT
};

static const struct {
	const char *name;
	enum page_style style;
} sections[SECTION_COUNT] = {{N_("For"), STYLE_FOR},
    {N_("Against"), STYLE_AGAINST}, {N_("On a condition"), STYLE_HEAD},
    {N_("On both sides, at different times or places"), STYLE_HEAD},
    {N_("For a change of it, or for it as it stands"), STYLE_HEAD},
    {N_("No side on it as a whole"), STYLE_HEAD},
    {N_("Others: no delegations"), STYLE_HEAD}};

static enum section
section_of(const struct brief *b, size_t from, size_t end)
{
	struct stance_sum sum = stances_sum(&b->stances, from, end);
	enum holder_kind kind =
	    b->stances.row[from].evidence.position->holder_kind;

	if (kind != HOLDER_STATE && kind != HOLDER_GROUP)
		return SECTION_OTHERS;
	if (sum.both)
		return SECTION_BOTH;
	if (sum.side == SIDE_NONE)
		return SECTION_REST;
	if (sum.conditional)
		return SECTION_CONDITIONS;
	return sum.side == SIDE_FOR	  ? SECTION_FOR
	       : sum.side == SIDE_AGAINST ? SECTION_AGAINST
					  : SECTION_CHANGE;
}

/* What is said beside a holder's name, by the section it stands in. */
static const char *
holder_words(struct brief *b, enum section section, size_t from, size_t end)
{
	struct stance_sum sum = stances_sum(&b->stances, from, end);
	const char *words = "";

	if (section == SECTION_FOR || section == SECTION_AGAINST)
		return sum.implied ? _("implied") : "";
	if (section != SECTION_REST)
		words = stances_sum_words(b->arena, &sum);
	for (size_t i = from; i < end; i++) {
		const char *condition =
		    b->stances.row[i].evidence.position->condition;

		if (condition[0] != '\0' && section == SECTION_CONDITIONS)
			return arena_printf(
			    b->arena, "%s: %s", words, condition);
	}
	return words;
}

static const char *
group_mark(const struct brief *b, size_t at, const char *name)
{
	return b->stances.row[at].evidence.position->holder_kind == HOLDER_GROUP
		   ? arena_printf(b->arena, _("%s (group)"), name)
		   : name;
}

const char *
brief_name(const struct brief *b, size_t at)
{
	const struct stance_row *row = &b->stances.row[at];

	return group_mark(b, at,
	    paper_name(b->context->options->place,
		row->evidence.position->holder, stances_holder(row)));
}

/* A list of names with one more. */
static const char *
also(struct brief *b, const char *names, size_t at)
{
	return arena_printf(b->arena, "%s%s%s", names,
	    *names != '\0' ? C_("list", ", ") : "", brief_name(b, at));
}

static void
put_quotes(struct brief *b, size_t from, size_t end)
{
	size_t count, shown;
	struct stance_row **row = brief_telling(b, from, end, &count);

	shown = count < b->quotes[from] ? count : b->quotes[from];
	for (size_t i = 0; i < shown; i++)
		paper_quote(&b->paper, &row[i]->evidence);
	brief_left(b, from, count - shown);
}

/*
 * Of one who was on both sides: each in its time, with what it said; of what is
 * printed, where it took a side and where it left it.
 */
static void
put_both(struct brief *b, size_t from, size_t end)
{
	bool printed = b->context->request->format == FORMAT_HTML;
	size_t at = brief_next_side(b, from, end, SIZE_MAX);

	while (at < end) {
		const struct stance_row *row = &b->stances.row[at];

		paper_remark(&b->paper, stance_line(b->arena, &row->evidence));
		paper_quote(&b->paper, &row->evidence);
		if (printed)
			at = brief_next_side(b, from, end, at);
		else
			while (
			    ++at < end && b->stances.row[at].side == SIDE_NONE)
				;
	}
}

static void
put_section(struct brief *b, enum section section)
{
	const char *left = "";
	size_t holders = 0;

	for (size_t at = 0, end; at < b->stances.count; at = end) {
		end = stances_holder_end(&b->stances, at);
		holders += section_of(b, at, end) == section;
	}
	if (holders == 0)
		return;
	paper_head(&b->paper, 2,
	    arena_printf(
		b->arena, "%s (%zu)", _(sections[section].name), holders));
	for (size_t at = 0, end; at < b->stances.count; at = end) {
		end = stances_holder_end(&b->stances, at);
		if (section_of(b, at, end) != section)
			continue;
		if (b->quotes[at] == 0) {
			left = also(b, left, at);
			continue;
		}
		paper_item(&b->paper, sections[section].style,
		    brief_name(b, at), holder_words(b, section, at, end));
		if (section == SECTION_BOTH)
			put_both(b, at, end);
		else
			put_quotes(b, at, end);
	}
	if (*left != '\0')
		paper_para(
		    &b->paper, arena_printf(b->arena,
				   _("Without room for a quote: %s."), left));
}

void
brief_of_provision(struct brief *b)
{
	size_t count[SECTION_COUNT] = {0};

	for (size_t at = 0, end; at < b->stances.count; at = end) {
		end = stances_holder_end(&b->stances, at);
		count[section_of(b, at, end)]++;
	}
	paper_para(&b->paper,
	    arena_printf(b->arena,
		_("For: %zu. Against: %zu. On a condition only: %zu. On both "
		  "sides: %zu. Counted are States and groups with a position "
		  "on "
		  "record; a group is not its members, and who is not named "
		  "here "
		  "is not on record."),
		count[SECTION_FOR], count[SECTION_AGAINST],
		count[SECTION_CONDITIONS], count[SECTION_BOTH]));
	for (int section = 0; section < SECTION_COUNT; section++)
		put_section(b, (enum section)section);
}
