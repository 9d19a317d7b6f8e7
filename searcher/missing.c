/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/missing.h"

#include "core/translate.h"

void
missing_json(struct json *json, const struct index_info *info)
{
	if (info == NULL || info->n_missing == 0)
		return;
	json_begin_array(json, "missing");
	for (size_t i = 0; i < info->n_missing; i++) {
		json_begin_object(json, NULL);
		json_put_string(json, "shard", info->missing[i].shard);
		json_put_string(json, "reason", info->missing[i].reason);
		json_end_object(json);
	}
	json_end_array(json);
}

const char *
missing_words(struct arena *arena, const struct index_info *info)
{
	const char *names = "";

	if (info == NULL || info->n_missing == 0)
		return NULL;
	for (size_t i = 0; i < info->n_missing; i++)
		names = arena_printf(arena, "%s%s%s", names, i > 0 ? ", " : "",
		    info->missing[i].shard);
	return arena_printf(arena,
	    _("Part of the collection cannot be reached, and this is without "
	      "it: %s"),
	    names);
}
