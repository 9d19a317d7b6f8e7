/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/record-called.h"

#include "core/translate.h"

const char *
record_called(struct arena *arena, const struct record *record)
{
	if (record->title[0] != '\0')
		return record->title;
	if (record->kind != RECORD_STATEMENT || record->speaker[0] == '\0')
		return record->id;
	if (record->on_behalf_of[0] == '\0')
		return arena_printf(
		    arena, _("Statement by %s"), record->speaker);
	return arena_printf(arena, _("Statement by %s on behalf of %s"),
	    record->speaker, record->on_behalf_of);
}
