/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Databases written in one go. libxapian inverts documents in trees of trees,
 * which takes most of the time of indexing; here it is a hash and a sort, and
 * the tables are written as it would write them (glass.h). libxapian itself
 * makes the empty database first, which gives the folder, the lock, the
 * identity, and the version file by which the format is known.
 *
 * A document's data are in a table of their own, by its id as a sorted number.
 * Metadata come first among the postings: "\0\xC0" and the key.
 */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "glass.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#ifndef O_BINARY
#define O_BINARY 0
#endif

#define MESSAGE_MAX 512 /* bytes of an error's */
#define TERMS_AHEAD 48	/* whose memory is fetched before it is needed */
#define DOCS_MAX    ((uint32_t)1 << 30)
#define SLOTS_MAX   ((uint32_t)1 << 24) /* one beyond the highest */
#define COMPRESS_MIN                                                           \
	18 /* bytes; fewer are not worth it, as libxapian has it               \
	    */
#define ZLIB_LEVEL  1
#define ZLIB_MEMORY 5	     /* a small hash: it is cleared for each document */
#define STORED_MAX  65535    /* bytes of a block that is stored, in deflate */
#define METADATA    "\0\xC0" /* what its keys begin with */
#define WINDOW_BITS (-15)    /* the largest window, and no header */

/* Metadata that wait. */
struct glass_entry {
	struct glass_bytes key;
	struct glass_bytes tag;
};

struct xap_bulk {
	struct xap_writer *writer; /* has the lock; writes nothing */
	char *path;
	bool sync;
	bool closed;
	struct xap_error failed; /* XAP_OK, or what ended it */
	struct glass_version version;
	struct glass_stats stats;
	struct glass_postings *postings;
	struct glass_values *values;
	struct glass_table data;
	uint32_t data_docid; /* the last document with data */
	struct glass_entry *metadata;
	size_t n_metadata;
	z_stream zlib;
	bool has_zlib;
	struct glass_bytes packed; /* a document's data, compressed */
	struct glass_bytes key;	   /* of them */
};

/* --- errors --------------------------------------------------------------- */

static enum xap_status
tell(struct xap_error *err, enum xap_status status, const char *message)
{
	if (err != NULL) {
		memset(err, 0, sizeof *err);
		err->status = status;
		snprintf(err->message, sizeof err->message, "%s", message);
	}
	return status;
}

/* Something failed for good. */
static enum xap_status
give_up(struct xap_bulk *bulk, struct xap_error *err, enum xap_status status,
    const char *message)
{
	tell(&bulk->failed, status, message);
	if (err != NULL)
		*err = bulk->failed;
	return status;
}

static enum xap_status
no_memory(struct xap_bulk *bulk, struct xap_error *err)
{
	return give_up(bulk, err, XAP_NO_MEMORY, "out of memory");
}

static enum xap_status
system_failed(struct xap_bulk *bulk, struct xap_error *err, const char *file)
{
	int number = errno;
	char message[MESSAGE_MAX];

	snprintf(message, sizeof message, "cannot write '%.300s/%s': %s",
	    bulk->path, file, strerror(number));
	give_up(bulk, NULL, XAP_IO, message);
	snprintf(bulk->failed.system, sizeof bulk->failed.system, "%s",
	    strerror(number));
	if (err != NULL)
		*err = bulk->failed;
	return XAP_IO;
}

/* Whether it may go on; where not, the error, never NULL, says why. */
static bool
is_open(struct xap_bulk *bulk, struct xap_error *err)
{
	char message[MESSAGE_MAX];

	if (bulk == NULL) {
		/* What made it NULL is the error to tell, where it is there. */
		if (err->status <= XAP_OK || err->status > XAP_INTERNAL)
			tell(err, XAP_ARGUMENT, "no object given: it is NULL");
		return false;
	}
	if (bulk->closed) {
		tell(err, XAP_CLOSED, "the bulk writer was closed");
		return false;
	}
	if (bulk->failed.status != XAP_OK) {
		snprintf(message, sizeof message,
		    "an earlier call failed and all is lost: %.400s",
		    bulk->failed.message);
		tell(err, XAP_LOST, message);
		return false;
	}
	return true;
}

/* --- opening -------------------------------------------------------------- */

/* Read the version file of the empty database that libxapian made. */
static bool
read_version(struct xap_bulk *bulk, struct xap_error *err)
{
	char name[4096], bytes[GLASS_VERSION_MAX + 1];
	size_t n;
	FILE *file;

	snprintf(name, sizeof name, "%s/iamglass", bulk->path);
	file = fopen(name, "rb");
	n = file != NULL ? fread(bytes, 1, sizeof bytes, file) : 0;
	if (file != NULL)
		fclose(file);
	if (glass_version_read(&bulk->version, bytes, n))
		return true;
	tell(err, XAP_UNIMPLEMENTED,
	    "this version of Xapian has a format of its own: "
	    "a bulk writer cannot be had");
	return false;
}

static bool
prepare(struct xap_bulk *bulk, struct xap_error *err)
{
	if (!read_version(bulk, err))
		return false;
	glass_table_init(
	    &bulk->data, bulk->version.block_size, bulk->version.revision);
	bulk->postings = glass_postings_new();
	bulk->values = glass_values_new();
	bulk->has_zlib =
	    deflateInit2(&bulk->zlib, ZLIB_LEVEL, Z_DEFLATED, WINDOW_BITS,
		ZLIB_MEMORY, Z_DEFAULT_STRATEGY) == Z_OK;
	if (bulk->postings != NULL && bulk->values != NULL && bulk->has_zlib)
		return true;
	tell(err, XAP_NO_MEMORY, "out of memory");
	return false;
}

struct xap_bulk *
xap_bulk_open(const char *path, unsigned flags, uint32_t block_size,
    struct xap_error *err)
{
	struct xap_bulk *bulk;
	unsigned how = flags & ~(unsigned)XAP_NO_SYNC;

	if (path == NULL || (how != XAP_CREATE && how != XAP_OVERWRITE)) {
		tell(err, XAP_ARGUMENT,
		    "a bulk writer creates or overwrites a database");
		return NULL;
	}
	bulk = calloc(1, sizeof *bulk);
	if (bulk != NULL)
		bulk->path = strdup(path);
	if (bulk == NULL || bulk->path == NULL) {
		tell(err, XAP_NO_MEMORY, "out of memory");
		free(bulk);
		return NULL;
	}
	bulk->sync = (flags & XAP_NO_SYNC) == 0;
	bulk->writer =
	    xap_writer_open(path, flags | XAP_NO_TERMLIST, block_size, 0, err);
	if (bulk->writer != NULL && prepare(bulk, err))
		return bulk;
	xap_bulk_free(bulk);
	return NULL;
}

/* Give up the lock and all memory but what is needed to say so. */
static void
release(struct xap_bulk *bulk)
{
	xap_writer_free(bulk->writer);
	bulk->writer = NULL;
	glass_postings_free(bulk->postings);
	bulk->postings = NULL;
	glass_table_clear(&bulk->data);
	for (size_t i = 0; i < bulk->n_metadata; i++) {
		free(bulk->metadata[i].key.s);
		free(bulk->metadata[i].tag.s);
	}
	free(bulk->metadata);
	bulk->metadata = NULL;
	bulk->n_metadata = 0;
	glass_values_free(bulk->values);
	bulk->values = NULL;
	if (bulk->has_zlib)
		deflateEnd(&bulk->zlib);
	free(bulk->packed.s);
	free(bulk->key.s);
	bulk->has_zlib = false;
	memset(&bulk->packed, 0, sizeof bulk->packed);
	memset(&bulk->key, 0, sizeof bulk->key);
}

void
xap_bulk_free(struct xap_bulk *bulk)
{
	if (bulk == NULL)
		return;
	release(bulk);
	free(bulk->path);
	free(bulk);
}

/* --- documents ------------------------------------------------------------ */

/* Whether the data became less; they are in bulk->packed then. */
static bool
data_compress(struct xap_bulk *bulk, const char *data, size_t n)
{
	z_stream *z = &bulk->zlib;
	bool done;

	if (deflateReset(z) != Z_OK)
		return false;
	z->next_in = (Bytef *)(uintptr_t)data;
	z->avail_in = (uInt)n;
	z->next_out = bulk->packed.s;
	z->avail_out = (uInt)(n - 1);
	done = deflate(z, Z_FINISH) == Z_STREAM_END;
	bulk->packed.len = n - 1 - z->avail_out;
	return done;
}

/*
 * Data that do not become less as a raw deflate stream of stored blocks: a tag
 * that does not count as compressed is tried again by each compaction, which
 * takes several times as long as to inflate it.
 */
static bool
data_wrap(struct xap_bulk *bulk, const char *data, size_t n)
{
	size_t block;

	for (size_t at = 0; at < n; at += block) {
		unsigned char head[5];

		block = n - at < STORED_MAX ? n - at : STORED_MAX;
		head[0] = at + block == n;
		head[1] = (unsigned char)block;
		head[2] = (unsigned char)(block >> 8);
		head[3] = (unsigned char)~head[1];
		head[4] = (unsigned char)~head[2];
		if (!glass_bytes_add(&bulk->packed, head, sizeof head) ||
		    !glass_bytes_add(&bulk->packed, data + at, block))
			return false;
	}
	return true;
}

static bool
data_add(struct xap_bulk *bulk, uint32_t docid, const char *data, size_t n,
    bool packed)
{
	bulk->key.len = bulk->packed.len = 0;
	if (n == 0)
		return true;
	bulk->data_docid = docid;
	if (!glass_bytes_sorted_number(&bulk->key, docid) ||
	    !glass_bytes_room(&bulk->packed, n))
		return false;
	packed = packed && n > COMPRESS_MIN;
	if (packed && !data_wrap(bulk, data, n))
		return false;
	if (packed || (n > COMPRESS_MIN && data_compress(bulk, data, n)))
		return glass_table_add(&bulk->data, bulk->key.s, bulk->key.len,
		    bulk->packed.s, bulk->packed.len, true);
	return glass_table_add(
	    &bulk->data, bulk->key.s, bulk->key.len, data, n, false);
}

/* Hash the next terms and have what they lead to fetched. */
static void
terms_ahead(const struct xap_bulk *bulk, const struct xap_term_input *term,
    size_t n, uint32_t hash[TERMS_AHEAD])
{
	n = n < TERMS_AHEAD ? n : TERMS_AHEAD;
	for (size_t i = 0; i < n; i++)
		hash[i] = glass_term_hash(term[i].s, term[i].len);
	glass_postings_fetch(bulk->postings, hash, n);
}

static bool
terms_add(struct xap_bulk *bulk, const struct xap_doc_input *doc)
{
	struct glass_stats *stats = &bulk->stats;
	uint32_t length = 0, hash[TERMS_AHEAD];

	for (size_t i = 0; i < doc->n_terms; i++) {
		const struct xap_term_input *term = &doc->terms[i];

		if (i % TERMS_AHEAD == 0)
			terms_ahead(bulk, term, doc->n_terms - i, hash);
		if (!glass_postings_add(bulk->postings, stats->last_docid,
			term->s, term->len, hash[i % TERMS_AHEAD], term->wdf))
			return false;
		length += term->wdf;
	}
	stats->total_length += length;
	if (length > stats->length_max)
		stats->length_max = length;
	if (length > 0 &&
	    (stats->length_min == 0 || length < stats->length_min))
		stats->length_min = length;
	return glass_postings_length(bulk->postings, stats->last_docid, length);
}

/* All values of a document; of the same slot the last counts. */
static bool
values_add(struct xap_bulk *bulk, const struct xap_doc_input *doc)
{
	for (size_t i = 0; i < doc->n_values; i++) {
		const struct xap_value_input *value = &doc->values[i];
		size_t k = i + 1;

		while (k < doc->n_values && doc->values[k].slot != value->slot)
			k++;
		if (k == doc->n_values && value->len > 0 &&
		    !glass_values_add(bulk->values, bulk->stats.last_docid,
			value->slot, value->s, value->len))
			return false;
	}
	return true;
}

/* Whether a key of metadata comes after the one of an entry. */
static bool
comes_after(const char *key, size_t n, const struct glass_entry *entry)
{
	size_t skip = sizeof METADATA - 1, m = entry->key.len - skip;
	int order = memcmp(key, entry->key.s + skip, n < m ? n : m);

	return order != 0 ? order > 0 : n > m;
}

/* What cannot be written so. */
static enum xap_status
refuse(const struct xap_bulk *bulk, uint32_t docid,
    const struct xap_doc_input *doc, struct xap_error *err)
{
	enum xap_status status = xap_doc_input_check(doc, err);

	if (status != XAP_OK)
		return status;
	if (bulk->stats.doc_count == DOCS_MAX)
		return tell(err, XAP_RANGE, "too many documents at once");
	if (docid <= bulk->stats.last_docid)
		return tell(err, XAP_ARGUMENT, "document ids must ascend");
	for (size_t i = 0; i < doc->n_terms; i++)
		if (doc->terms[i].n_positions > 0)
			return tell(err, XAP_UNIMPLEMENTED,
			    "a bulk writer cannot store positions");
	return XAP_OK;
}

enum xap_status
xap_bulk_add_as(struct xap_bulk *bulk, uint32_t docid,
    const struct xap_doc_input *doc, struct xap_error *err)
{
	enum xap_status status;
	struct xap_error spare = {0};

	err = err != NULL ? err : &spare;
	if (!is_open(bulk, err))
		return err->status;
	status = refuse(bulk, docid, doc, err);
	if (status != XAP_OK)
		return status;
	bulk->stats.doc_count++;
	bulk->stats.last_docid = docid;
	if (!terms_add(bulk, doc) || !values_add(bulk, doc) ||
	    !data_add(bulk, docid, doc->data, doc->data_len, false))
		return no_memory(bulk, err);
	return XAP_OK;
}

enum xap_status
xap_bulk_data(struct xap_bulk *bulk, uint32_t docid, const char *s, size_t n,
    bool packed, struct xap_error *err)
{
	const struct xap_doc_input doc = {.data = s, .data_len = n};
	struct xap_error spare = {0};

	err = err != NULL ? err : &spare;
	if (!is_open(bulk, err) || xap_doc_input_check(&doc, err) != XAP_OK)
		return err->status;
	if (docid <= bulk->data_docid || docid > bulk->stats.last_docid)
		return tell(err, XAP_ARGUMENT,
		    "data are added in the order of documents, which are "
		    "there");
	if (!data_add(bulk, docid, s, n, packed))
		return no_memory(bulk, err);
	return tell(err, XAP_OK, "");
}

enum xap_status
xap_bulk_metadata(struct xap_bulk *bulk, const char *key, size_t key_len,
    const char *value, size_t value_len, struct xap_error *err)
{
	struct xap_error spare = {0};
	struct glass_entry *more, *last;

	err = err != NULL ? err : &spare;
	if (!is_open(bulk, err))
		return err->status;
	if (!xap_term_fits(key, key_len) || value == NULL || value_len == 0)
		return tell(err, XAP_ARGUMENT, "no such metadata can be");
	last =
	    bulk->n_metadata > 0 ? &bulk->metadata[bulk->n_metadata - 1] : NULL;
	if (last != NULL && !comes_after(key, key_len, last))
		return tell(err, XAP_ARGUMENT, "keys of metadata must ascend");
	more = realloc(
	    bulk->metadata, (bulk->n_metadata + 1) * sizeof *bulk->metadata);
	if (more == NULL)
		return no_memory(bulk, err);
	bulk->metadata = more;
	last = &more[bulk->n_metadata++];
	memset(last, 0, sizeof *last);
	if (!glass_bytes_add(&last->key, METADATA, sizeof METADATA - 1) ||
	    !glass_bytes_add(&last->key, key, key_len) ||
	    !glass_bytes_add(&last->tag, value, value_len))
		return no_memory(bulk, err);
	return tell(err, XAP_OK, "");
}

enum xap_status
xap_bulk_value(struct xap_bulk *bulk, uint32_t slot, const char *s, size_t n,
    struct xap_error *err)
{
	struct xap_error spare = {0};

	err = err != NULL ? err : &spare;
	if (!is_open(bulk, err))
		return err->status;
	if (slot >= SLOTS_MAX || s == NULL || n == 0)
		return tell(err, XAP_ARGUMENT, "no such value can be");
	if (bulk->stats.doc_count == 0)
		return tell(err, XAP_OPERATION, "there is no document yet");
	if (!glass_values_add(bulk->values, bulk->stats.last_docid, slot, s, n))
		return no_memory(bulk, err);
	return tell(err, XAP_OK, "");
}

enum xap_status
xap_bulk_add(struct xap_bulk *bulk, const struct xap_doc_input *doc,
    uint32_t *ret_docid, struct xap_error *err)
{
	uint32_t docid = bulk != NULL ? bulk->stats.last_docid + 1 : 1;
	enum xap_status status = xap_bulk_add_as(bulk, docid, doc, err);

	if (status == XAP_OK && ret_docid != NULL)
		*ret_docid = docid;
	return status;
}

size_t
xap_bulk_pending(const struct xap_bulk *bulk)
{
	if (bulk == NULL || bulk->postings == NULL)
		return 0;
	return bulk->data.blocks.len + glass_postings_size(bulk->postings);
}

/* --- writing the files ---------------------------------------------------- */

static bool
write_bytes(int fd, const unsigned char *s, size_t n)
{
	while (n > 0) {
		ssize_t written = write(fd, s, n);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return false;
		s += written;
		n -= (size_t)written;
	}
	return true;
}

static bool
write_file(struct xap_bulk *bulk, const char *file, const unsigned char *s,
    size_t n, struct xap_error *err)
{
	char name[4096];
	int fd;
	bool ok;

	snprintf(name, sizeof name, "%s/%s", bulk->path, file);
	fd = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_BINARY, 0666);
	ok =
	    fd >= 0 && write_bytes(fd, s, n) && (!bulk->sync || fsync(fd) == 0);
	if (!ok)
		system_failed(bulk, err, file);
	if (fd >= 0 && close(fd) != 0 && ok) {
		system_failed(bulk, err, file);
		ok = false;
	}
	return ok;
}

/* The version file at last: with it the database has its documents. */
static bool
write_version(struct xap_bulk *bulk, const struct glass_table *postlist,
    struct xap_error *err)
{
	const struct glass_table *const tables[GLASS_TABLES] = {
	    [GLASS_POSTLIST] = postlist, [GLASS_DOCDATA] = &bulk->data};
	struct glass_bytes bytes = {0};
	char from[4096], to[4096];
	bool ok = true;

	bulk->stats.wdf_max = glass_postings_wdf_max(bulk->postings);
	if (!glass_version_write(
		&bulk->version, tables, &bulk->stats, &bytes)) {
		no_memory(bulk, err);
		ok = false;
	}
	snprintf(from, sizeof from, "%s/v.tmp", bulk->path);
	snprintf(to, sizeof to, "%s/iamglass", bulk->path);
	ok = ok && write_file(bulk, "v.tmp", bytes.s, bytes.len, err);
	if (ok && rename(from, to) != 0) {
		system_failed(bulk, err, "iamglass");
		ok = false;
	}
	free(bytes.s);
	return ok;
}

static bool
write_all(struct xap_bulk *bulk, struct xap_error *err)
{
	struct glass_table postlist;
	bool ok = true;

	glass_table_init(
	    &postlist, bulk->version.block_size, bulk->version.revision);
	for (size_t i = 0; ok && i < bulk->n_metadata; i++) {
		const struct glass_entry *entry = &bulk->metadata[i];

		ok = glass_table_add(&postlist, entry->key.s, entry->key.len,
		    entry->tag.s, entry->tag.len, false);
	}
	ok = ok && glass_values_write(bulk->values, &postlist) &&
	     glass_postings_write(bulk->postings, &postlist);
	if (!ok)
		no_memory(bulk, err);
	ok = ok &&
	     write_file(bulk, "postlist.glass", postlist.blocks.s,
		 postlist.blocks.len, err) &&
	     (bulk->data.levels == 0 ||
		 write_file(bulk, "docdata.glass", bulk->data.blocks.s,
		     bulk->data.blocks.len, err)) &&
	     write_version(bulk, &postlist, err);
	glass_table_clear(&postlist);
	return ok;
}

enum xap_status
xap_bulk_close(struct xap_bulk *bulk, struct xap_error *err)
{
	struct xap_error spare = {0};

	err = err != NULL ? err : &spare;
	if (!is_open(bulk, err))
		return err->status;
	tell(err, XAP_OK, "");
	if (bulk->stats.doc_count > 0)
		write_all(bulk, err);
	bulk->closed = true;
	release(bulk);
	return err->status;
}
