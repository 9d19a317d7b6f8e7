/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/missing.h"

#include "core/translate.h"

bool
missing_any(const struct index_info *info)
{
	return info != NULL && (info->n_missing > 0 || info->doubles != NULL);
}

static void
missing_shards(struct json *json, const struct index_info *info)
{
	json_begin_array(json, "missing");
	for (size_t i = 0; i < info->n_missing; i++) {
		json_begin_object(json, NULL);
		json_put_string(json, "shard", info->missing[i].shard);
		json_put_string(json, "reason", info->missing[i].reason);
		json_end_object(json);
	}
	json_end_array(json);
}

static void
doubled(struct json *json, const struct index_doubles *doubles)
{
	json_begin_object(json, "doubled");
	if (doubles->unknown) {
		json_put_bool(json, "unknown", true);
	} else {
		json_put_number(json, "records", doubles->count);
		json_put_string(json, "record", doubles->record);
		json_begin_array(json, "shards");
		for (size_t i = 0; i < 2; i++)
			json_put_string(json, NULL, doubles->shard[i]);
		json_end_array(json);
	}
	json_end_object(json);
}

void
missing_json(struct json *json, const struct index_info *info)
{
	if (info == NULL)
		return;
	if (info->n_missing > 0)
		missing_shards(json, info);
	if (info->doubles != NULL)
		doubled(json, info->doubles);
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

const char *
doubled_words(struct arena *arena, const struct index_info *info)
{
	const struct index_doubles *doubles =
	    info != NULL ? info->doubles : NULL;

	if (doubles == NULL)
		return NULL;
	if (doubles->unknown)
		return _("It is not known whether parts of the collection hold "
			 "the same records; if they do, these count twice "
			 "here");
	return arena_printf(arena,
	    _("Records that are in two parts of the collection count twice "
	      "here: %lu, of which one is %s"),
	    (unsigned long)doubles->count, doubles->record);
}

const char *
doubled_cause(struct arena *arena, const struct index_doubles *doubles)
{
	if (doubles->unknown)
		return _("whether shards hold the same record, which then "
			 "counts twice, was not looked for: there is no "
			 "folder to remember it in; see travaux check");
	return arena_printf(arena,
	    _("record '%s' is in shard '%s' and in shard '%s', and so counts "
	      "twice (records like it: %lu); index again into the shard it "
	      "belongs to, with --shard"),
	    doubles->record, doubles->shard[0], doubles->shard[1],
	    (unsigned long)doubles->count);
}
