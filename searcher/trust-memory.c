/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/trust-memory.h"

#include "core/bundle-signature.h"

#include <dirent.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAME_BYTES 24			   /* of a hash that is a name */
#define NAME_HEX   (2 * NAME_BYTES + 1)	   /* as hexadecimal digits */
#define DAYS	   30			   /* that a file is remembered */
#define DAY	   ((int64_t)24 * 60 * 60) /* seconds */
#define SETTLED	   3 /* seconds: the coarsest clock of a file system has 2 */

void
memory_folder(const char *path)
{
	struct arena *arena = arena_new();
	char *part = arena_strdup(arena, path);

	for (char *s = part + 1; part[0] != '\0'; s++) {
		char c = *s;

		if (c != '/' && c != '\0')
			continue;
		*s = '\0';
		mkdir(part, 0700);
		*s = c;
		if (c == '\0')
			break;
	}
	arena_free(arena);
}

static void
touch(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	if (fd < 0)
		return;
	/* So that its time is now, where it was there. */
	futimens(fd, NULL);
	close(fd);
}

static void
add_number(crypto_generichash_state *state, uint64_t number)
{
	unsigned char bytes[8];

	bundle_put64(bytes, number);
	crypto_generichash_update(state, bytes, sizeof bytes);
}

/* --- verified files -------------------------------------------------------
 */

static const char *
verified_path(
    struct arena *arena, const char *folder, const struct bundle *bundle)
{
	const struct stat *st = bundle_stat(bundle);
	crypto_generichash_state state;
	unsigned char name[NAME_BYTES];
	char hex[NAME_HEX];

	crypto_generichash_init(&state, NULL, 0, sizeof name);
	add_number(&state, (uint64_t)st->st_dev);
	add_number(&state, (uint64_t)st->st_ino);
	add_number(&state, (uint64_t)st->st_size);
	add_number(&state, (uint64_t)st->st_mtim.tv_sec);
	add_number(&state, (uint64_t)st->st_mtim.tv_nsec);
	add_number(&state, (uint64_t)st->st_ctim.tv_sec);
	add_number(&state, (uint64_t)st->st_ctim.tv_nsec);
	crypto_generichash_update(&state, bundle_root(bundle), BUNDLE_PREHASH);
	crypto_generichash_update(&state, bundle_signer(bundle), BUNDLE_KEY_ID);
	crypto_generichash_final(&state, name, sizeof name);
	sodium_bin2hex(hex, sizeof hex, name, sizeof name);
	return arena_printf(arena, "%s/%s", folder, hex);
}

static const char *
verified_folder(struct arena *arena, const char *state)
{
	return arena_printf(arena, "%s/verified", state);
}

bool
memory_verified(struct arena *arena, const char *state,
    const struct bundle *bundle, int64_t now)
{
	const char *folder = verified_folder(arena, state);
	struct stat st;

	/* What others can write to is worth nothing. */
	if (stat(folder, &st) != 0 || st.st_uid != geteuid() ||
	    (st.st_mode & (S_IWGRP | S_IWOTH)) != 0)
		return false;
	return stat(verified_path(arena, folder, bundle), &st) == 0 &&
	       st.st_uid == geteuid() && (int64_t)st.st_mtime <= now &&
	       now - (int64_t)st.st_mtime < DAYS * DAY;
}

void
memory_forget(struct arena *arena, const char *folder, int64_t now)
{
	DIR *dir = opendir(folder);
	const struct dirent *entry;

	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		const char *path =
		    arena_printf(arena, "%s/%s", folder, entry->d_name);
		struct stat st;

		if (strlen(entry->d_name) == NAME_HEX - 1 &&
		    stat(path, &st) == 0 &&
		    now - (int64_t)st.st_mtime >= DAYS * DAY)
			unlink(path);
	}
	if (dir != NULL)
		closedir(dir);
}

void
memory_verify(struct arena *arena, const char *state,
    const struct bundle *bundle, int64_t now)
{
	const struct stat *st = bundle_stat(bundle);
	const char *folder = verified_folder(arena, state);

	if (now - (int64_t)st->st_ctime < SETTLED ||
	    now - (int64_t)st->st_mtime < SETTLED)
		return;
	memory_folder(folder);
	memory_forget(arena, folder, now);
	touch(verified_path(arena, folder, bundle));
}

/* --- editions seen --------------------------------------------------------
 */

/* The beginning of the names that stand for a series: one key, one name. */
static void
series(const struct bundle *bundle, const char *name, char ret[NAME_HEX])
{
	crypto_generichash_state state;
	unsigned char hash[NAME_BYTES];

	crypto_generichash_init(&state, NULL, 0, sizeof hash);
	crypto_generichash_update(&state, bundle_signer(bundle), BUNDLE_KEY_ID);
	crypto_generichash_update(
	    &state, (const unsigned char *)name, strlen(name));
	crypto_generichash_final(&state, hash, sizeof hash);
	sodium_bin2hex(ret, NAME_HEX, hash, sizeof hash);
}

uint64_t
memory_newest(struct arena *arena, const char *state,
    const struct bundle *bundle, const char *name)
{
	const char *folder = arena_printf(arena, "%s/seen", state);
	DIR *dir = opendir(folder);
	const struct dirent *entry;
	uint64_t newest = 0;
	char prefix[NAME_HEX];

	series(bundle, name, prefix);
	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		const char *rest = entry->d_name + NAME_HEX;
		uint64_t number;

		if (strlen(entry->d_name) <= NAME_HEX ||
		    memcmp(entry->d_name, prefix, NAME_HEX - 1) != 0)
			continue;
		number = strtoull(rest, NULL, 10);
		if (number > newest)
			newest = number;
	}
	if (dir != NULL)
		closedir(dir);
	return newest;
}

void
memory_see(struct arena *arena, const char *state, const struct bundle *bundle,
    const char *name, uint64_t sequence)
{
	const char *folder = arena_printf(arena, "%s/seen", state);
	uint64_t before = memory_newest(arena, state, bundle, name);
	char prefix[NAME_HEX];

	if (before >= sequence)
		return;
	series(bundle, name, prefix);
	memory_folder(folder);
	touch(arena_printf(arena, "%s/%s-%" PRIu64, folder, prefix, sequence));
	if (before > 0)
		unlink(arena_printf(
		    arena, "%s/%s-%" PRIu64, folder, prefix, before));
}
