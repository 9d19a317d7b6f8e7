/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/trust.h"

#include "core/bundle-manifest.h"
#include "core/date.h"
#include "searcher/trust-memory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define FILE_MAX 4096 /* of a key */

/* --- keys -----------------------------------------------------------------
 */

char *
trust_read_file(struct arena *arena, const char *path)
{
	char *text = arena_alloc(arena, FILE_MAX + 1);
	size_t n = 0;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return NULL;
	while (n < FILE_MAX) {
		ssize_t got = read(fd, text + n, FILE_MAX - n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			text = NULL;
		if (got <= 0)
			break;
		n += (size_t)got;
	}
	close(fd);
	return text;
}

bool
trust_key(struct arena *arena, const char *text, struct bundle_public *ret,
    struct error *err)
{
	const char *file;

	if (bundle_public_parse(text, ret))
		return true;
	file = trust_read_file(arena, text);
	if (file == NULL)
		return error_set(err, ERROR_USAGE,
		    "'%s' is no public key, nor a file that holds one: %s",
		    text, strerror(errno));
	return bundle_public_parse(file, ret) ||
	       error_set(err, ERROR_USAGE, "'%s' holds no public key", text);
}

/* The trusted key of this number. */
static bool
find_key(struct arena *arena, const char *folder, const unsigned char *id,
    struct bundle_public *ret)
{
	DIR *dir = folder == NULL ? NULL : opendir(folder);
	const struct dirent *entry;
	bool found = false;

	while (!found && dir != NULL && (entry = readdir(dir)) != NULL) {
		size_t n = strlen(entry->d_name);
		const char *text;

		if (n < 4 || strcmp(entry->d_name + n - 4, ".pub") != 0)
			continue;
		text = trust_read_file(
		    arena, arena_printf(arena, "%s/%s", folder, entry->d_name));
		found = text != NULL && bundle_public_parse(text, ret) &&
			memcmp(ret->id, id, sizeof ret->id) == 0;
	}
	if (dir != NULL)
		closedir(dir);
	return found;
}

/* Note a key as trusted; where that cannot be written it is asked again. */
static void
keep_key(
    struct arena *arena, const char *folder, const struct bundle_public *key)
{
	const char *text = bundle_public_text(arena, key);
	const char *path = arena_printf(
	    arena, "%s/%s.pub", folder, bundle_key_name(arena, key->id));
	size_t n = strlen(text);
	int fd;

	memory_folder(folder);
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return;
	if (write(fd, text, n) != (ssize_t)n)
		unlink(path);
	close(fd);
}

/*
 * A key that is met for the first time: the bundle holds it, and the user says
 * whether it is the one that it should be.
 */
static bool
unknown_key(struct arena *arena, const struct bundle *bundle,
    const struct trust *trust, struct bundle_public *ret, struct error *err)
{
	const char *name = bundle_key_name(arena, bundle_signer(bundle));
	const char *line = bundle_header(bundle)->key;

	if (trust->ask == NULL || !bundle_public_parse(line, ret))
		return error_set(err, ERROR_SIGNATURE,
		    "bundle '%s' is signed with key %s, which is not trusted "
		    "here; give the public key of who made it with %s",
		    bundle_path(bundle), name,
		    trust->how_key != NULL ? trust->how_key : "--trust KEY");
	if (!bundle_signed_by(bundle, ret, err))
		return false;
	if (!trust->ask(trust->context, bundle_path(bundle),
		bundle_comment(bundle), bundle_public_spoken(arena, ret)))
		return error_set(err, ERROR_SIGNATURE,
		    "bundle '%s' is not opened: its key %s is not trusted",
		    bundle_path(bundle), name);
	if (trust->trusted != NULL)
		keep_key(arena, trust->trusted, ret);
	return true;
}

/* The key that is to have signed the bundle. */
static bool
choose_key(struct arena *arena, const struct bundle *bundle,
    const struct trust *trust, struct bundle_public *ret, struct error *err)
{
	if (trust->key != NULL)
		return trust_key(arena, trust->key, ret, err);
	return find_key(arena, trust->trusted, bundle_signer(bundle), ret) ||
	       unknown_key(arena, bundle, trust, ret, err);
}

/* --- whole, and not too old -----------------------------------------------
 */

static bool
same_file(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino &&
	       a->st_size == b->st_size &&
	       a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
	       a->st_mtim.tv_nsec == b->st_mtim.tv_nsec &&
	       a->st_ctim.tv_sec == b->st_ctim.tv_sec &&
	       a->st_ctim.tv_nsec == b->st_ctim.tv_nsec;
}

static bool
verify(struct arena *arena, struct bundle *bundle, const struct trust *trust,
    struct error *err)
{
	struct stat after;

	if (!trust->again && trust->state != NULL &&
	    memory_verified(arena, trust->state, bundle, trust->now)) {
		bundle_believe(bundle);
		return true;
	}
	if (!bundle_verify(bundle, err))
		return false;
	/* What is called by another path is about to move there. */
	if (trust->state != NULL && trust->called == NULL &&
	    stat(bundle_path(bundle), &after) == 0 &&
	    same_file(bundle_stat(bundle), &after))
		memory_verify(arena, trust->state, bundle, trust->now);
	return true;
}

/* Whether a day, "2027-01-31", is over. */
static bool
is_over(const char *day, int64_t now)
{
	time_t when = (time_t)now;
	struct tm tm;
	char today[11];

	return day[0] != '\0' && gmtime_r(&when, &tm) != NULL &&
	       strftime(today, sizeof today, "%Y-%m-%d", &tm) > 0 &&
	       strcmp(day, today) < 0;
}

static const char *
how_stale(const struct trust *trust)
{
	return trust->how_stale != NULL ? trust->how_stale : "--stale";
}

static bool
check_age(struct arena *arena, struct bundle *bundle, const struct trust *trust,
    struct error *err)
{
	struct bundle_manifest manifest;
	uint64_t newest = 0;

	if (!bundle_manifest_read(bundle, arena, &manifest, err))
		return false;
	if (!trust->stale && is_over(manifest.expires, trust->now))
		return error_set(err, ERROR_EXPIRED,
		    "bundle '%s' has expired: it was good until %.10s; get a "
		    "newer one, or open it all the same with %s",
		    bundle_path(bundle), manifest.expires, how_stale(trust));
	if (trust->state == NULL)
		return true;
	newest = memory_newest(arena, trust->state, bundle, manifest.name);
	if (!trust->stale && manifest.sequence < newest)
		return error_set(err, ERROR_OUTDATED,
		    "bundle '%s' is edition %" PRIu64 " of '%.60s', and "
		    "edition %" PRIu64 " was opened here before; get the newer "
		    "one, or open it all the same with %s",
		    bundle_path(bundle), manifest.sequence, manifest.name,
		    newest, how_stale(trust));
	memory_see(
	    arena, trust->state, bundle, manifest.name, manifest.sequence);
	return true;
}

/* --- opening --------------------------------------------------------------
 */

bool
trust_signer(struct arena *arena, const struct bundle *bundle,
    const struct trust *trust, struct error *err)
{
	struct bundle_public key;

	return choose_key(arena, bundle, trust, &key, err) &&
	       bundle_signed_by(bundle, &key, err);
}

struct bundle *
trust_open(struct arena *arena, const char *path, const struct trust *trust,
    struct error *err)
{
	struct bundle *bundle;

	bundle = bundle_open(path, err);
	if (bundle == NULL)
		return NULL;
	if (trust->called != NULL)
		bundle_call(bundle, trust->called);
	if (trust_signer(arena, bundle, trust, err) &&
	    verify(arena, bundle, trust, err) &&
	    check_age(arena, bundle, trust, err))
		return bundle;
	bundle_free(bundle);
	return NULL;
}
