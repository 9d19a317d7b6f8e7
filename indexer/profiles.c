/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/profiles.h"

#include "core/datadir.h"

#include <sodium.h>
#include <string.h>
#include <sys/stat.h>

/* A folder whose tables are those of one negotiation. */
struct overlay {
	struct overlay *next;
	const char *folder;
	const char *id;
	struct table_source source;
};

struct loaded {
	struct loaded *next;
	struct profile profile;
};

struct profiles {
	struct arena *arena;
	const char *datadir;
	bool positions;
	struct table_source shared; /* the data directory */
	struct table_source all;    /* with the overlays */
	struct overlay *overlays;
	struct loaded *loaded;
};

/* --- tables --------------------------------------------------------------- */

static const struct overlay *
overlay_of(const struct profiles *profiles, const char *table)
{
	static const char prefix[] = "negotiations/";
	const struct overlay *overlay;
	const char *id = table + sizeof prefix - 1;

	if (strncmp(table, prefix, sizeof prefix - 1) != 0)
		return NULL;
	for (overlay = profiles->overlays; overlay != NULL;
	     overlay = overlay->next) {
		size_t n = strlen(overlay->id);

		if (strncmp(id, overlay->id, n) == 0 && id[n] == '/')
			return overlay;
	}
	return NULL;
}

static const char *
read_table(void *context, struct arena *arena, const char *name, size_t *ret_n,
    struct error *err)
{
	struct profiles *profiles = context;
	const struct overlay *overlay = overlay_of(profiles, name);
	const struct table_source *source =
	    overlay != NULL ? &overlay->source : &profiles->shared;

	return source->read(source->context, arena, name, ret_n, err);
}

struct profiles *
profiles_new(struct arena *arena, const char *datadir, bool positions)
{
	struct profiles *profiles = arena_alloc(arena, sizeof *profiles);

	profiles->arena = arena;
	profiles->datadir = datadir;
	profiles->positions = positions;
	profiles->shared = datadir_source(arena, datadir, NULL, NULL);
	profiles->all.read = read_table;
	profiles->all.context = profiles;
	return profiles;
}

struct table_source
profiles_tables(struct profiles *profiles)
{
	return profiles->all;
}

/* --- folders beside the records ------------------------------------------- */

/* The last part of a path, or of the one before where it is "profile". */
static const char *
name_of_folder(struct arena *arena, const char *folder)
{
	const char *end = folder + strlen(folder), *slash;

	for (;;) {
		while (end > folder && end[-1] == '/')
			end--;
		for (slash = end; slash > folder && slash[-1] != '/'; slash--)
			;
		if (slash == folder || end - slash != 7 ||
		    memcmp(slash, "profile", 7) != 0)
			return arena_strndup(
			    arena, slash, (size_t)(end - slash));
		end = slash;
	}
}

/* The value of `id` in a folder's profile.tsv, or its name. */
static const char *
id_of_folder(struct profiles *profiles, const char *folder, struct error *err)
{
	struct table_source source =
	    datadir_source(profiles->arena, folder, NULL, NULL);
	struct table table;

	if (!table_read(profiles->arena, &source, "profile.tsv", &table, err)) {
		if (err->code != ERROR_NONE)
			return NULL;
		return name_of_folder(profiles->arena, folder);
	}
	for (size_t r = 0; r < table.rows; r++)
		if (strcmp(table_cell(&table, r, "key"), "id") == 0)
			return table_cell(&table, r, "value");
	return name_of_folder(profiles->arena, folder);
}

const char *
profiles_add_folder(
    struct profiles *profiles, const char *folder, struct error *err)
{
	struct overlay *overlay;
	struct stat st;
	const char *id;

	for (overlay = profiles->overlays; overlay != NULL;
	     overlay = overlay->next)
		if (strcmp(overlay->folder, folder) == 0)
			return overlay->id;
	if (stat(folder, &st) != 0 || !S_ISDIR(st.st_mode)) {
		error_set(err, ERROR_DATA,
		    "there is no folder '%s' with the tables of a negotiation",
		    folder);
		return NULL;
	}
	id = id_of_folder(profiles, folder, err);
	if (id == NULL)
		return NULL;
	overlay = arena_alloc(profiles->arena, sizeof *overlay);
	overlay->folder = folder;
	overlay->id = id;
	overlay->source =
	    datadir_source(profiles->arena, profiles->datadir, id, folder);
	overlay->next = profiles->overlays;
	profiles->overlays = overlay;
	return id;
}

/* --- loading -------------------------------------------------------------- */

static void
add_names(struct arena *arena, const char ***all, size_t *count,
    const char *const *more, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		bool have = false;

		for (size_t k = 0; k < *count && !have; k++)
			have = strcmp((*all)[k], more[i]) == 0;
		if (have)
			continue;
		*all =
		    arena_grow(arena, *all, *count, *count + 1, sizeof **all);
		(*all)[(*count)++] = more[i];
	}
}

const char **
profiles_table_names(struct profiles *profiles, struct arena *arena,
    const char *const *ids, size_t n_ids, size_t *ret_count)
{
	const char **all = NULL, **more;
	size_t n;

	(void)profiles;
	*ret_count = 0;
	more = negotiation_tables(arena, "", &n);
	add_names(arena, &all, ret_count, more, n);
	more = engine_tables(arena, &n);
	add_names(arena, &all, ret_count, more, n);
	for (size_t i = 0; i < n_ids; i++) {
		more = negotiation_tables(arena, ids[i], &n);
		add_names(arena, &all, ret_count, more, n);
	}
	return all;
}

/* A hash of names and contents of all tables of a profile. */
static bool
hash_tables(struct profiles *profiles, const char *id,
    unsigned char hash[SOURCE_HASH], struct error *err)
{
	struct arena *arena = arena_new();
	crypto_generichash_state state;
	size_t count;
	const char **names =
	    profiles_table_names(profiles, arena, &id, 1, &count);

	crypto_generichash_init(&state, NULL, 0, SOURCE_HASH);
	for (size_t i = 0; i < count; i++) {
		size_t n = 0;
		const char *bytes =
		    read_table(profiles, arena, names[i], &n, err);

		if (bytes == NULL)
			continue;
		crypto_generichash_update(&state,
		    (const unsigned char *)names[i], strlen(names[i]) + 1);
		crypto_generichash_update(
		    &state, (const unsigned char *)bytes, n);
	}
	crypto_generichash_final(&state, hash, SOURCE_HASH);
	arena_free(arena);
	return err->code == ERROR_NONE;
}

static bool
load(struct profiles *profiles, struct profile *profile, struct error *err)
{
	struct error none = {0};

	if (!hash_tables(profiles, profile->id, profile->hash, &none)) {
		*err = none;
		return false;
	}
	profile->neg =
	    negotiation_load(profiles->arena, &profiles->all, profile->id, err);
	if (profile->neg == NULL)
		return false;
	if (!profiles->positions)
		return true;
	profile->engine =
	    engine_new(profiles->arena, &profiles->all, profile->neg, err);
	return profile->engine != NULL;
}

const struct profile *
profiles_get(struct profiles *profiles, const char *id, struct error *err)
{
	struct loaded *loaded;

	for (loaded = profiles->loaded; loaded != NULL; loaded = loaded->next)
		if (strcmp(loaded->profile.id, id) == 0)
			return &loaded->profile;
	loaded = arena_alloc(profiles->arena, sizeof *loaded);
	loaded->profile.id = arena_strdup(profiles->arena, id);
	if (!load(profiles, &loaded->profile, err))
		return NULL;
	loaded->next = profiles->loaded;
	profiles->loaded = loaded;
	return &loaded->profile;
}
