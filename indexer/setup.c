/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/setup.h"

#include "indexer/confusion.h"
#include "indexer/manifest-members.h"
#include "indexer/person-lists.h"

#include <sodium.h>
#include <string.h>
#include <sys/stat.h>

/*
 * To be raised when the same file and tables give other records, passages,
 * terms or positions than before: every index is then made anew, file by file.
 */
#define ANALYSER "travaux analyser 1"

static void
hash_string(crypto_generichash_state *state, const char *s)
{
	crypto_generichash_update(
	    state, (const unsigned char *)s, strlen(s) + 1);
}

static bool
hash_profile(crypto_generichash_state *state, struct profiles *profiles,
    const char *id, size_t n, struct error *err)
{
	char name[256];
	const struct profile *profile;

	if (n >= sizeof name)
		n = sizeof name - 1;
	memcpy(name, id, n);
	name[n] = '\0';
	profile = profiles_get(profiles, name, err);
	if (profile == NULL)
		return false;
	hash_string(state, name);
	crypto_generichash_update(state, profile->hash, sizeof profile->hash);
	return true;
}

static void
hash_row(crypto_generichash_state *state, const struct manifest_row *row)
{
	for (size_t i = 0; i < row->n_fields; i++) {
		hash_string(state, row->name[i]);
		hash_string(state, row->value[i]);
	}
}

/* A row that speaks of what is in the file. */
static void
hash_member_row(void *context, const struct manifest_row *row)
{
	hash_string(context, row->path);
	hash_row(context, row);
}

/* What a file is, without a look into it. */
static void
hash_stamp(crypto_generichash_state *state, const char *path)
{
	struct stat status;
	uint64_t stamp[3];

	if (stat(path, &status) != 0)
		return;
	stamp[0] = (uint64_t)status.st_size;
	stamp[1] = (uint64_t)status.st_mtim.tv_sec;
	stamp[2] = (uint64_t)status.st_mtim.tv_nsec;
	hash_string(state, path);
	crypto_generichash_update(
	    state, (const unsigned char *)stamp, sizeof stamp);
}

static void
hash_file(void *context, const char *path)
{
	hash_stamp(context, path);
}

/* Lists of persons beside what may be a debate. */
static void
hash_lists(crypto_generichash_state *state,
    const struct plan_settings *settings, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash != NULL ? slash + 1 : path;

	if (strstr(name, ".xml") != NULL)
		person_lists_find(
		    settings->lists, path, name, hash_file, state);
}

/* A table's content, which is small; where it cannot be read, nothing. */
static void
hash_table(crypto_generichash_state *state, struct arena *arena,
    const struct table_source *tables, const char *name)
{
	struct error err = {0};
	size_t n;
	const char *bytes =
	    tables->read(tables->context, arena, name, &n, &err);

	if (bytes == NULL)
		return;
	hash_string(state, name);
	crypto_generichash_update(state, (const unsigned char *)bytes, n);
}

const char *
setup_words(struct arena *arena, const struct table_source *tables,
    const struct dictionaries *dictionaries)
{
	unsigned char hash[FILE_HASH];
	char *text = arena_alloc(arena, 2 * FILE_HASH + 1);
	struct arena *scratch = arena_new();
	crypto_generichash_state state;

	crypto_generichash_init(&state, NULL, 0, FILE_HASH);
	dictionaries_files(dictionaries, hash_file, &state);
	for (int i = 0; i < LANGUAGE_COUNT; i++)
		hash_table(&state, scratch, tables,
		    confusions_name(scratch, (enum language)i));
	arena_free(scratch);
	crypto_generichash_final(&state, hash, FILE_HASH);
	return sodium_bin2hex(text, 2 * FILE_HASH + 1, hash, FILE_HASH);
}

bool
setup_hash(const struct plan_settings *settings, const struct plan_file *file,
    const char *negotiations, unsigned char ret_hash[FILE_HASH],
    struct error *err)
{
	const struct prepare_settings *prepare = settings->prepare;
	const struct manifest_row *row = file->file->manifest;
	crypto_generichash_state state;

	crypto_generichash_init(&state, NULL, 0, FILE_HASH);
	hash_string(&state, ANALYSER);
	hash_string(&state, settings->positions ? "positions" : "");
	hash_string(&state, settings->charset);
	hash_string(&state, settings->ocr ? "ocr" : "");
	hash_string(&state, prepare->negotiation);
	hash_string(&state, file->negotiation != NULL ? file->negotiation : "");
	for (size_t i = 0; i < prepare->n_given; i++) {
		hash_string(&state, prepare->given[i].name);
		hash_string(&state, prepare->given[i].value);
	}
	if (row != NULL)
		hash_row(&state, row);
	manifest_members(
	    file->file->manifests, file->file->listed, hash_member_row, &state);
	hash_string(&state, settings->words);
	hash_lists(&state, settings, file->file->path);
	for (const char *id = negotiations; id != NULL;) {
		const char *end = strchr(id, '\n');
		size_t n = end != NULL ? (size_t)(end - id) : strlen(id);

		if (!hash_profile(&state, prepare->profiles, id, n, err))
			return false;
		id = end != NULL ? end + 1 : NULL;
	}
	crypto_generichash_final(&state, ret_hash, FILE_HASH);
	return true;
}
