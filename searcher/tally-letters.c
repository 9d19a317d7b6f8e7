/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How the cells of a tally are shown. */
#include "core/translate.h"
#include "searcher/tally.h"

const char *const tally_legend[] = {N_("F for it"), N_("A against it"),
    N_("B both, for and against"), N_("C for a change of it"),
    N_("S for it as it stands, against a change"), N_("N took no side"),
    N_("P on a part of it or references to it only"),
    N_("c on a condition only"), N_("i implied only"), NULL};

enum side
tally_side(const struct tally_cell *cell, bool *ret_both)
{
	static const enum side order[] = {
	    SIDE_FOR, SIDE_AGAINST, SIDE_CHANGE, SIDE_AS_IS};

	*ret_both = cell->count[SIDE_FOR] > 0 && cell->count[SIDE_AGAINST] > 0;
	for (size_t i = 0; i < sizeof order / sizeof *order; i++)
		if (cell->count[order[i]] > 0)
			return order[i];
	return SIDE_NONE;
}

/* Whether the side, or both, have a bit in `bits`. */
static bool
has_bit(uint8_t bits, enum side side, bool both)
{
	if (both)
		return (bits & (1U << SIDE_FOR | 1U << SIDE_AGAINST)) != 0;
	return (bits >> side & 1) != 0;
}

const char *
tally_letters(const struct tally_cell *cell, char buffer[TALLY_MARKS])
{
	static const char letters[TALLY_SIDES] = {[SIDE_NONE] = 'N',
	    [SIDE_FOR] = 'F',
	    [SIDE_AGAINST] = 'A',
	    [SIDE_CHANGE] = 'C',
	    [SIDE_AS_IS] = 'S'};
	enum side side;
	bool both;
	size_t n = 0;

	if (cell == NULL)
		return "";
	side = tally_side(cell, &both);
	if (side == SIDE_NONE && cell->count[SIDE_NONE] == 0)
		return "P";
	buffer[n++] = both ? 'B' : letters[side];
	if (!has_bit(cell->firm, side, both))
		buffer[n++] = 'c';
	if (!has_bit(cell->said, side, both))
		buffer[n++] = 'i';
	buffer[n] = '\0';
	return buffer;
}

const char *
tally_words(struct arena *arena, const struct tally_cell *cell)
{
	static const char *const words[TALLY_SIDES] = {
	    [SIDE_NONE] = N_("took no side"),
	    [SIDE_FOR] = N_("for"),
	    [SIDE_AGAINST] = N_("against"),
	    [SIDE_CHANGE] = N_("for a change"),
	    [SIDE_AS_IS] = N_("for it as it stands")};
	enum side side;
	bool both;

	if (cell == NULL)
		return _("nothing on record");
	side = tally_side(cell, &both);
	if (side == SIDE_NONE && cell->count[SIDE_NONE] == 0)
		return _("on parts or references only");
	return arena_printf(arena, "%s%s%s",
	    both ? _("both for and against") : _(words[side]),
	    has_bit(cell->firm, side, both) ? "" : _(", on a condition"),
	    has_bit(cell->said, side, both) ? "" : _(", implied"));
}
