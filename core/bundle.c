/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/bundle.h"

#include "core/bundle-hash.h"
#include "core/bundle-signature.h"
#include "core/bundle-text.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Longest manifest, table of blocks or signature that is read whole. */
#define SMALL_MAX ((uint64_t)256 << 20)
#define READ_MAX  ((size_t)1 << 20) /* bytes that are hashed at a time */

struct bundle {
	struct arena *arena; /* everything that lives as long as this */
	const char *path;    /* as opened, or called */
	int fd;
	struct stat st;
	struct bundle_header header;
	unsigned char *hashes; /* the list */
	size_t n_hashes;       /* its bytes */
	unsigned char root[BUNDLE_PREHASH];
	struct bundle_signature signature;
	bool believed;		    /* every chunk was verified */
	struct bundle_texts *texts; /* once asked for */
};

/* --- opening --------------------------------------------------------------
 */

bool
bundle_is(const char *path)
{
	const char *word = "travaux-bundle ";
	char first[16];
	struct stat st;
	bool is = false;
	int fd;

	/* Not to wait for a pipe's other end. */
	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode))
		return false;
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	is = bundle_pread(fd, first, strlen(word), 0) &&
	     memcmp(first, word, strlen(word)) == 0;
	close(fd);
	return is;
}

static bool
cannot_read(const struct bundle *bundle, struct error *err)
{
	return error_set(err, ERROR_INDEX, "cannot read bundle '%s': %s",
	    bundle->path,
	    errno != 0 ? strerror(errno) : "it has become shorter");
}

static bool
open_file(struct bundle *bundle, struct error *err)
{
	bundle->fd = open(bundle->path, O_RDONLY | O_CLOEXEC);
	if (bundle->fd < 0 || fstat(bundle->fd, &bundle->st) != 0)
		return error_set(err, ERROR_INDEX,
		    "cannot open bundle '%s': %s", bundle->path,
		    strerror(errno));
	if (!S_ISREG(bundle->st.st_mode))
		return error_set(err, ERROR_INDEX,
		    "'%s' is no bundle: it is not a file", bundle->path);
	return true;
}

static bool
read_header(struct bundle *bundle, struct error *err)
{
	uint64_t length = (uint64_t)bundle->st.st_size;
	size_t n = length < BUNDLE_PAGE ? (size_t)length : BUNDLE_PAGE;
	char page[BUNDLE_PAGE];

	if (!bundle_pread(bundle->fd, page, n, 0))
		return cannot_read(bundle, err);
	return bundle_header_read(
	    bundle->arena, bundle->path, page, n, length, &bundle->header, err);
}

static bool
read_hashes(struct bundle *bundle, struct error *err)
{
	const struct bundle_place *place = &bundle->header.part[BUNDLE_HASHES];

	if (place->length != bundle_hashes_length(place->offset))
		return error_set(err, ERROR_DAMAGED,
		    "bundle '%s' is damaged: its list of hashes has another "
		    "length than it should; get it again",
		    bundle->path);
	bundle->n_hashes = (size_t)place->length;
	bundle->hashes = arena_alloc(bundle->arena, bundle->n_hashes);
	if (!bundle_pread(
		bundle->fd, bundle->hashes, bundle->n_hashes, place->offset))
		return cannot_read(bundle, err);
	crypto_generichash(bundle->root, sizeof bundle->root, bundle->hashes,
	    bundle->n_hashes, NULL, 0);
	return true;
}

static bool
read_signature(struct bundle *bundle, struct error *err)
{
	size_t n;
	const char *text =
	    bundle_read_part(bundle, bundle->arena, BUNDLE_SIGNATURE, &n, err);

	if (text == NULL)
		return false;
	return bundle_signature_parse(
		   bundle->arena, text, n, &bundle->signature) ||
	       error_set(err, ERROR_SIGNATURE,
		   "the signature of bundle '%s' is none: it was damaged or "
		   "edited; get the bundle again",
		   bundle->path);
}

struct bundle *
bundle_open(const char *path, struct error *err)
{
	struct arena *arena = arena_new();
	struct bundle *bundle = arena_alloc(arena, sizeof *bundle);

	bundle->arena = arena;
	bundle->path = arena_strdup(arena, path);
	if (!open_file(bundle, err) || !read_header(bundle, err) ||
	    !read_hashes(bundle, err) || !read_signature(bundle, err)) {
		bundle_free(bundle);
		return NULL;
	}
	return bundle;
}

void
bundle_free(struct bundle *bundle)
{
	if (bundle == NULL)
		return;
	bundle_texts_free(bundle->texts);
	if (bundle->fd >= 0)
		close(bundle->fd);
	arena_free(bundle->arena);
}

const char *
bundle_path(const struct bundle *bundle)
{
	return bundle->path;
}

void
bundle_call(struct bundle *bundle, const char *path)
{
	bundle->path = arena_strdup(bundle->arena, path);
}

const struct bundle_header *
bundle_header(const struct bundle *bundle)
{
	return &bundle->header;
}

const struct stat *
bundle_stat(const struct bundle *bundle)
{
	return &bundle->st;
}

const unsigned char *
bundle_signer(const struct bundle *bundle)
{
	return bundle->signature.id;
}

const char *
bundle_comment(const struct bundle *bundle)
{
	return bundle->signature.comment;
}

const unsigned char *
bundle_root(const struct bundle *bundle)
{
	return bundle->root;
}

/* --- verifying ------------------------------------------------------------
 */

bool
bundle_signed_by(const struct bundle *bundle, const struct bundle_public *key,
    struct error *err)
{
	if (memcmp(bundle->signature.id, key->id, sizeof key->id) != 0)
		return error_set(err, ERROR_SIGNATURE,
		    "bundle '%s' is signed with another key (%s), not with %s",
		    bundle->path,
		    bundle_key_name(bundle->arena, bundle->signature.id),
		    bundle_key_name(bundle->arena, key->id));
	return bundle_signature_check(&bundle->signature, bundle->root, key) ||
	       error_set(err, ERROR_SIGNATURE,
		   "the signature of bundle '%s' does not fit: what it signs "
		   "was changed, or it was not made with key %s",
		   bundle->path, bundle_key_name(bundle->arena, key->id));
}

/* The part that a place of the file is in, for messages. */
static const char *
part_at(const struct bundle *bundle, uint64_t offset)
{
	for (int i = 0; i < BUNDLE_PARTS; i++)
		if (offset < bundle->header.part[i].offset +
				 bundle->header.part[i].length)
			return offset < BUNDLE_PAGE
				   ? "header"
				   : bundle_part_name((enum bundle_part)i);
	return "end";
}

/* Look at `n` bytes read from `at`; calls `bad` for chunks that differ. */
static size_t
compare(const struct bundle *bundle, const unsigned char *bytes, size_t n,
    uint64_t at, void (*bad)(void *context, uint64_t offset, uint64_t length),
    void *context)
{
	unsigned char hash[BUNDLE_HASH];
	size_t count = 0;

	for (size_t i = 0; i < n; i += BUNDLE_CHUNK) {
		size_t length = n - i < BUNDLE_CHUNK ? n - i : BUNDLE_CHUNK;

		bundle_hash(bytes + i, length, hash);
		if (memcmp(hash,
			bundle_hashes_at(
			    bundle->hashes, (at + i) / BUNDLE_CHUNK),
			sizeof hash) == 0)
			continue;
		bad(context, at + i, length);
		count++;
	}
	return count;
}

bool
bundle_survey(struct bundle *bundle,
    void (*bad)(void *context, uint64_t offset, uint64_t length), void *context,
    size_t *ret_count, struct error *err)
{
	uint64_t end = bundle->header.part[BUNDLE_HASHES].offset;
	unsigned char *bytes;
	bool ok = true;

	*ret_count = 0;
	if (!bundle_hashes_fit(bundle->hashes, bundle->n_hashes, end))
		return error_set(err, ERROR_DAMAGED,
		    "bundle '%s' is damaged: its list of hashes is for another "
		    "file",
		    bundle->path);
	bytes = malloc(READ_MAX);
	if (bytes == NULL)
		return error_set(err, ERROR_LIMIT, "out of memory");
	for (uint64_t at = 0; ok && at < end; at += READ_MAX) {
		size_t n = end - at < READ_MAX ? (size_t)(end - at) : READ_MAX;

		ok = bundle_pread(bundle->fd, bytes, n, at) ||
		     cannot_read(bundle, err);
		if (ok)
			*ret_count +=
			    compare(bundle, bytes, n, at, bad, context);
	}
	free(bytes);
	return ok;
}

/* The first chunk that differs. */
struct first {
	uint64_t offset;
	bool found;
};

static void
note_first(void *context, uint64_t offset, uint64_t length)
{
	struct first *first = context;

	(void)length;
	if (!first->found)
		first->offset = offset;
	first->found = true;
}

bool
bundle_verify(struct bundle *bundle, struct error *err)
{
	struct first first = {0};
	size_t count;

	if (!bundle_survey(bundle, note_first, &first, &count, err))
		return false;
	if (count > 0)
		return error_set(err, ERROR_DAMAGED,
		    "bundle '%s' is damaged: %zu of %" PRIu64
		    " pieces are not as they were signed, the first at byte "
		    "%" PRIu64 " (%s); get it again",
		    bundle->path, count,
		    bundle_chunks(bundle->header.part[BUNDLE_HASHES].offset),
		    first.offset, part_at(bundle, first.offset));
	bundle->believed = true;
	return true;
}

const unsigned char *
bundle_chunk_hash(const struct bundle *bundle, uint64_t offset)
{
	return bundle_hashes_at(bundle->hashes, offset / BUNDLE_CHUNK);
}

void
bundle_believe(struct bundle *bundle)
{
	bundle->believed = true;
}

bool
bundle_believed(const struct bundle *bundle)
{
	return bundle->believed;
}

/* --- what is in it --------------------------------------------------------
 */

bool
bundle_read_at(struct bundle *bundle, uint64_t offset, void *ret, size_t n,
    struct error *err)
{
	return bundle_pread(bundle->fd, ret, n, offset) ||
	       cannot_read(bundle, err);
}

bool
bundle_read(struct bundle *bundle, enum bundle_part part, uint64_t offset,
    void *ret, size_t n, struct error *err)
{
	const struct bundle_place *place = &bundle->header.part[part];

	if (offset > place->length || n > place->length - offset)
		return error_set(err, ERROR_DAMAGED,
		    "bundle '%s' is damaged: its %s lead out of the file",
		    bundle->path, bundle_part_name(part));
	return bundle_pread(bundle->fd, ret, n, place->offset + offset) ||
	       cannot_read(bundle, err);
}

const char *
bundle_read_part(struct bundle *bundle, struct arena *arena,
    enum bundle_part part, size_t *ret_n, struct error *err)
{
	uint64_t length = bundle->header.part[part].length;
	char *bytes;

	if (length > SMALL_MAX) {
		error_set(err, ERROR_DAMAGED,
		    "bundle '%s' is damaged: its %s cannot be so large",
		    bundle->path, bundle_part_name(part));
		return NULL;
	}
	bytes = arena_alloc(arena, (size_t)length + 1);
	if (!bundle_read(bundle, part, 0, bytes, (size_t)length, err))
		return NULL;
	*ret_n = (size_t)length;
	return bytes;
}

struct xap_db *
bundle_database(struct bundle *bundle, struct xap_error *xerr)
{
	if (!bundle->believed) {
		/* A mistake of the caller's: never a read of it. */
		memset(xerr, 0, sizeof *xerr);
		xerr->status = XAP_OPERATION;
		return NULL;
	}
	return xap_db_open_fd(bundle->fd,
	    (int64_t)bundle->header.part[BUNDLE_DATABASE].offset, xerr);
}

enum xap_status
bundle_check(struct bundle *bundle, struct xap_text *ret_report,
    size_t *ret_errors, struct xap_error *xerr)
{
	if (!bundle->believed) {
		memset(xerr, 0, sizeof *xerr);
		return xerr->status = XAP_OPERATION;
	}
	return xap_check_fd(bundle->fd,
	    (int64_t)bundle->header.part[BUNDLE_DATABASE].offset, ret_report,
	    ret_errors, xerr);
}

bool
bundle_passage(struct bundle *bundle, uint32_t docid, const char **ret_data,
    size_t *ret_n, struct error *err)
{
	if (bundle->texts == NULL)
		bundle->texts = bundle_texts_new(bundle, err);
	return bundle->texts != NULL &&
	       bundle_texts_get(bundle->texts, docid, ret_data, ret_n, err);
}
