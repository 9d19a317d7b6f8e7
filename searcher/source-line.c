/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/source-line.h"

#include "core/translate.h"
#include "searcher/phrases.h"

#include <string.h>

/* "a, b": with what separates them only where there is something before. */
static const char *
add(struct arena *arena, const char *s, const char *between, const char *more)
{
	if (*more == '\0')
		return s;
	return arena_printf(
	    arena, "%s%s%s", s, *s == '\0' ? "" : between, more);
}

static const char *
lines_of(struct arena *arena, const struct passage *passage)
{
	if (passage->line_first == 0)
		return "";
	if (passage->line_last > passage->line_first)
		return arena_printf(arena, _("lines %lu-%lu"),
		    (unsigned long)passage->line_first,
		    (unsigned long)passage->line_last);
	return arena_printf(
	    arena, _("line %lu"), (unsigned long)passage->line_first);
}

static const char *
page_of(struct arena *arena, const struct passage *passage)
{
	if (passage->page[0] != '\0')
		return arena_printf(arena, _("page %s"), passage->page);
	if (passage->page_number > 0)
		return arena_printf(
		    arena, _("page %lu"), (unsigned long)passage->page_number);
	return "";
}

const char *
source_line(struct arena *arena, const struct evidence *e)
{
	const struct record *record = e->record;
	const char *when = record_kind_name(record->kind);
	const char *s = record->title;

	when = add(arena, when, ", ", e->session);
	when = add(arena, when, ", ", record->date);
	s = add(arena, s, "; ", when);
	s = add(arena, s, "; ", record->symbol);
	s = arena_printf(arena, "%s; %s#%lu", s, record->id,
	    (unsigned long)e->passage->number);
	s = add(arena, s, ", ", lines_of(arena, e->passage));
	s = add(arena, s, ", ", page_of(arena, e->passage));
	if (passage_is_repaired(
		e->passage, e->position->start, e->position->end))
		s = add(arena, s, ", ", _("quote repaired"));
	return s;
}

const char *
stance_line(struct arena *arena, const struct evidence *e)
{
	const struct position *p = e->position;
	const char *s = phrase_said(
	    arena, p->stance, p->action, p->scope, p->provision, p->object);

	if (p->instrument[0] != '\0')
		s = arena_printf(arena, "%s (%s)", s, p->instrument);
	s = arena_printf(arena, "%s%s, %s, %s", s, phrase_implied(arena, p),
	    phrase_layer(e->layer), phrase_certainty(p->certainty));
	if (p->spokesperson[0] != '\0') {
		const struct holder *speaker =
		    holder_by_id(e->neg->holders, p->spokesperson);

		s = arena_printf(arena, _("%s, through %s"), s,
		    speaker != NULL ? speaker->name : p->spokesperson);
	}
	if (p->condition[0] != '\0')
		s = arena_printf(
		    arena, _("%s, on a condition: %s"), s, p->condition);
	return s;
}
