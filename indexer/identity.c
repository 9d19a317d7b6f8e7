/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/identity.h"

#include <string.h>
#include <uthash.h>

/* An id, of a record that is there now or that goes. */
struct taken {
	const char *id;
	UT_hash_handle hh;
};

struct identities {
	struct arena *arena;
	struct arena *scratch; /* of look-ups */
	struct index_writer *writer;
	const struct report *report;
	struct taken *taken; /* by this run */
	struct taken *freed; /* of records that go */
	bool all_goes;	     /* nothing that is in the index stays */
};

static struct taken *
new_id(struct identities *identities, const char *id)
{
	struct taken *taken = arena_alloc(identities->arena, sizeof *taken);

	taken->id = id;
	return taken;
}

/* The ids of a file's records go. */
static size_t
free_ids(struct identities *identities, const char *path)
{
	char *ids = arena_strdup(identities->arena,
	    index_writer_ids(identities->writer, identities->scratch, path));
	char *rest = NULL, *id = strtok_r(ids, "\n", &rest);
	size_t count = 0;

	for (; id != NULL; id = strtok_r(NULL, "\n", &rest), count++) {
		struct taken *freed;

		HASH_FIND_STR(identities->freed, id, freed);
		if (freed != NULL)
			continue;
		freed = new_id(identities, id);
		HASH_ADD_KEYPTR(
		    hh, identities->freed, freed->id, strlen(freed->id), freed);
	}
	arena_reset(identities->scratch);
	return count;
}

struct identities *
identities_new(struct arena *arena, struct index_writer *writer,
    const struct plan *plan, const struct report *report)
{
	struct identities *identities = arena_alloc(arena, sizeof *identities);
	size_t going = 0;

	identities->arena = arena;
	identities->scratch = arena_new();
	identities->writer = writer;
	identities->report = report;
	for (size_t i = 0; i < plan->n_files; i++)
		if (plan->file[i].known && plan->file[i].step == PLAN_READ)
			going += free_ids(identities, plan->file[i].file->real);
	for (size_t i = 0; i < plan->n_gone; i++)
		going += free_ids(identities, plan->gone[i]);
	identities->all_goes = going >= index_writer_records(writer);
	return identities;
}

void
identities_free(struct identities *identities)
{
	if (identities == NULL)
		return;
	HASH_CLEAR(hh, identities->taken);
	HASH_CLEAR(hh, identities->freed);
	arena_free(identities->scratch);
}

static bool
is_taken(struct identities *identities, const char *id)
{
	struct taken *found;
	bool there;

	HASH_FIND_STR(identities->taken, id, found);
	if (found != NULL)
		return true;
	if (identities->all_goes)
		return false;
	HASH_FIND_STR(identities->freed, id, found);
	if (found != NULL)
		return false;
	there = index_writer_has_record(
	    identities->writer, identities->scratch, id);
	arena_reset(identities->scratch);
	return there;
}

const char *
identities_take(struct identities *identities, const char *path, const char *id)
{
	const char *name = id;
	struct taken *taken;

	for (unsigned n = 2; is_taken(identities, name); n++)
		name = arena_printf(identities->arena, "%s~%u", id, n);
	if (name != id)
		report_tell(identities->report, REPORT_WARNING, path, 0,
		    "another record has the id '%s'; this one gets '%s'", id,
		    name);
	taken = new_id(identities, arena_strdup(identities->arena, name));
	HASH_ADD_KEYPTR(
	    hh, identities->taken, taken->id, strlen(taken->id), taken);
	return taken->id;
}

/* --- after the crew ------------------------------------------------------- */

static void
add_rename(struct arena *arena, struct crew *crew, size_t *room, size_t part,
    size_t ordinal, const char *id)
{
	struct rename *rename;

	if (crew->n_renames == *room) {
		size_t more = *room > 0 ? *room * 2 : 32;

		crew->rename = arena_grow(
		    arena, crew->rename, *room, more, sizeof *crew->rename);
		*room = more;
	}
	rename = &crew->rename[crew->n_renames++];
	rename->part = part;
	rename->ordinal = ordinal;
	rename->id = id;
}

/* The ids of one part; true where one had to be another. */
static bool
check_part(struct arena *arena, struct identities *identities,
    struct crew *crew, size_t *room, size_t part)
{
	const char *path = crew->part[part].file->path;
	char *ids, *rest = NULL;
	bool renamed = false;
	size_t ordinal = 0;

	if (crew->result[part].outcome != WORK_DONE)
		return false;
	ids = arena_strdup(arena, crew->result[part].ids);
	for (char *id = strtok_r(ids, "\n", &rest); id != NULL;
	     id = strtok_r(NULL, "\n", &rest), ordinal++) {
		const char *name = identities_take(identities, path, id);

		if (strcmp(name, id) == 0)
			continue;
		add_rename(arena, crew, room, part, ordinal, name);
		renamed = true;
	}
	return renamed;
}

void
identity_check(struct arena *arena, struct index_writer *writer,
    const struct plan *plan, struct crew *crew, bool *ret_again)
{
	struct identities *identities =
	    identities_new(arena, writer, plan, &crew->report);
	size_t room = 0;

	*ret_again = false;
	for (size_t i = 0; i < crew->n_items; i++) {
		struct work_item *item = &crew->item[i];

		for (size_t k = 0; k < item->count; k++)
			if (check_part(arena, identities, crew, &room,
				item->first + k))
				item->wanted = true;
		*ret_again = *ret_again || item->wanted;
	}
	identities_free(identities);
}

void
identity_join(struct arena *arena, const struct work_result *results, size_t n,
    struct work_result *ret)
{
	size_t ids = 1, used = 0;
	char *all;

	for (size_t i = 0; i < n; i++)
		ids += strlen(results[i].ids) + 1;
	all = arena_alloc(arena, ids);
	ret->negotiations = "";
	for (size_t i = 0; i < n; i++) {
		size_t length = strlen(results[i].ids);

		if (length == 0)
			continue;
		if (used > 0)
			all[used++] = '\n';
		memcpy(all + used, results[i].ids, length);
		used += length;
		/* Parts of one file: nearly always the same negotiation. */
		if (strcmp(ret->negotiations, results[i].negotiations) != 0 &&
		    results[i].negotiations[0] != '\0')
			ret->negotiations = ret->negotiations[0] == '\0'
						? results[i].negotiations
						: arena_printf(arena, "%s\n%s",
						      ret->negotiations,
						      results[i].negotiations);
	}
	ret->ids = all;
}

/* --- negotiations --------------------------------------------------------- */

/* Those of a list, one a line, that are not in `all` yet. */
static void
add_lines(struct arena *arena, const char ***all, size_t *count, size_t *room,
    const char *lines)
{
	char *copy = arena_strdup(arena, lines), *rest = NULL;

	for (char *id = strtok_r(copy, "\n", &rest); id != NULL;
	     id = strtok_r(NULL, "\n", &rest)) {
		bool have = false;

		for (size_t i = 0; i < *count && !have; i++)
			have = strcmp((*all)[i], id) == 0;
		if (have)
			continue;
		if (*count + 1 >= *room) {
			*all = arena_grow(
			    arena, *all, *room, *room * 2, sizeof **all);
			*room *= 2;
		}
		(*all)[(*count)++] = id;
	}
}

const char *const *
identity_negotiations(struct arena *arena, struct index_writer *writer,
    const struct plan *plan, const struct work_result *results,
    const char *also)
{
	size_t count = 0, room = 8;
	const char **all = arena_array(arena, room, sizeof *all);

	add_lines(arena, &all, &count, &room,
	    index_writer_metadata(writer, arena, "negotiations"));
	for (size_t i = 0; i < plan->n_parts; i++)
		if (results[i].outcome == WORK_DONE)
			add_lines(arena, &all, &count, &room,
			    results[i].negotiations);
	add_lines(arena, &all, &count, &room, also);
	return all;
}
