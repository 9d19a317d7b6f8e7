/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/bundle-pack.h"

#include "core/bundle-finish.h"
#include "core/bundle-table.h"
#include "core/bundle-text-writer.h"
#include "core/census.h"
#include "core/columns-writer.h"
#include "core/field.h"
#include "core/file-new.h"
#include "core/folder.h"
#include "core/index-shard.h"
#include "core/index-writer.h"
#include "core/index.h"
#include "core/pairs.h"
#include "core/passage-terms.h"
#include "core/most-held.h"
#include "core/position-list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#include <zlib.h>

#define BLOCK_SIZE 32768 /* of the database: little is unused in them */
#define SHARD	   "part"

struct pack {
	struct arena *arena;
	struct index *index;
	struct bundle_contents *contents;
	const struct bundle_label *label;
	const struct bundle_secret *secret;
	const char *work;      /* folder for what is on the way */
	struct file_new file;  /* the bundle */
	struct file_new texts; /* its texts, until they can be put there */
	struct bundle_texts_writer *writer;
	struct index_shards *shards;
	unsigned n_shards;
	struct census *census; /* of what goes in */
	struct stems *stems;
	struct bundle_packed *ret;
	struct error *err;
};

static bool
xap_failed(struct pack *p, const struct xap_error *xerr)
{
	return error_set(p->err, ERROR_IO, "cannot write '%s': %s",
	    p->file.path,
	    xerr->system[0] != '\0' ? xerr->system : xerr->message);
}

/* --- passages -------------------------------------------------------------
 */

/* Whether a record is to stay out. */
static bool
stays_out(const struct pack *p, const struct record *record)
{
	return record->access[0] != '\0' && !p->label->restricted &&
	       strcmp(record->access, "public") != 0;
}

/* Call `each` for every passage that goes in, in the order of the index. */
static bool
walk(struct pack *p, bool (*each)(struct pack *p, struct arena *arena,
			 struct record *record, struct passage *passage))
{
	struct arena *arena = arena_new();
	struct xap_error xerr;
	struct xap_postings *all =
	    xap_postings_open(index_db(p->index), "", 0, &xerr);
	bool ok = true;

	p->ret->left_out = 0;
	while (ok && all != NULL && xap_postings_next(all, &xerr)) {
		uint32_t docid = xap_postings_docid(all);
		struct record record;
		struct passage passage;

		if (index_removed(p->index, docid))
			continue;
		arena_reset(arena);
		ok = index_passage(
		    p->index, arena, docid, &record, &passage, p->err);
		if (ok && stays_out(p, &record)) {
			p->ret->left_out++;
			bundle_contents_leave_out(p->contents, &record);
		} else if (ok)
			ok = each(p, arena, &record, &passage);
	}
	xap_postings_free(all);
	arena_free(arena);
	return ok &&
	       (xerr.status == XAP_OK || index_error(p->index, &xerr, p->err));
}

/*
 * Find what is left out, before anything goes in. Where it stood in a file
 * among others, the numbers of their lines would tell how much there was.
 */
static bool
look(struct pack *p, struct arena *arena, struct record *record,
    struct passage *passage)
{
	(void)p;
	(void)arena;
	(void)record;
	(void)passage;
	return true;
}

/* The passage's document, its data among the texts. */
static bool
add(struct pack *p, struct arena *arena, struct record *record,
    struct passage *passage)
{
	const struct negotiation *neg =
	    index_negotiation(p->index, record->negotiation, p->err);
	struct xap_doc_input doc;
	size_t n;

	if (neg == NULL)
		return false;
	if (bundle_contents_is_partial(p->contents, record))
		passage->line_first = passage->line_last = 0;
	passage_document(arena, p->stems, neg, record, passage, &doc);
	bundle_contents_add(
	    p->contents, record, passage, doc.data, doc.data_len);
	if (!bundle_texts_writer_add(p->writer, doc.data, doc.data_len, p->err))
		return false;
	doc.data = NULL;
	doc.data_len = 0;
	/* They would be a tenth of the file, to save a little of its use. */
	pairs_take(&doc, &n);
	census_add(p->census, &doc);
	return index_shards_add(p->shards, &doc, p->err);
}

static bool
has_any(struct pack *p)
{
	return bundle_contents_passages(p->contents) > 0 ||
	       error_set(p->err, ERROR_USAGE,
		   p->ret->left_out > 0
		       ? "there is nothing to pack: every record of the index "
			 "is restricted; pack them with --restricted"
		       : "there is nothing to pack: the index is empty");
}

static bool
add_passages(struct pack *p)
{
	if (!file_new_open(&p->texts, p->arena,
		arena_printf(p->arena, "%s/texts", p->work), false, p->err))
		return false;
	p->writer = bundle_texts_writer_new(&p->texts);
	p->shards = index_shards_new(p->work, SHARD);
	p->stems = stems_new(p->err);
	p->census = census_new(p->arena);
	return p->stems != NULL && (p->label->restricted || walk(p, look)) &&
	       walk(p, add) && has_any(p) &&
	       index_shards_finish(p->shards, &p->n_shards, p->err);
}

/* --- metadata -------------------------------------------------------------
 */

static bool
set(struct pack *p, struct xap_writer *to, const char *key, const char *value,
    size_t n)
{
	struct xap_error xerr;

	return xap_writer_set_metadata(to, key, strlen(key), value, n, &xerr) ==
		   XAP_OK ||
	       xap_failed(p, &xerr);
}

/* The negotiation that a table belongs to, or NULL: "table:negotiations/ID/x".
 */
static const char *
table_negotiation(struct arena *arena, const char *key)
{
	const char *prefix = "table:negotiations/";
	const char *id = key + strlen(prefix);
	const char *slash;

	if (strncmp(key, prefix, strlen(prefix)) != 0)
		return NULL;
	slash = strchr(id, '/');
	return slash == NULL ? NULL
			     : arena_strndup(arena, id, (size_t)(slash - id));
}

/*
 * Whether a table stays out: it tells of a negotiation of which nothing is
 * packed, and something in the index was not to be.
 */
static bool
table_stays_out(struct pack *p, const char *key)
{
	const char *id = table_negotiation(p->arena, key);

	return id != NULL && p->ret->left_out > 0 &&
	       !bundle_contents_has_negotiation(p->contents, id);
}

/* A table, compressed (bundle_table_unpack()). */
static bool
set_table(struct pack *p, struct xap_writer *to, const char *key,
    const char *bytes, size_t n)
{
	uLongf length = compressBound((uLong)n);
	unsigned char *packed = arena_alloc(p->arena, 4 + length);

	bundle_put32(packed, (uint32_t)n);
	if (n > UINT32_MAX ||
	    compress2(packed + 4, &length, (const unsigned char *)bytes,
		(uLong)n, Z_BEST_COMPRESSION) != Z_OK)
		return error_set(
		    p->err, ERROR_LIMIT, "cannot compress a table");
	return set(p, to, arena_printf(p->arena, BUNDLE_TABLE "%s", key + 6),
	    (const char *)packed, 4 + length);
}

/* The tables that the index was made with. */
static bool
set_tables(struct pack *p, struct xap_writer *to)
{
	struct xap_db *db = index_db(p->index);
	struct xap_text value = {0};
	struct xap_error xerr;
	struct xap_terms *keys = xap_terms_of_metadata(db, "table:", 6, &xerr);
	bool ok = true;

	while (ok && keys != NULL && xap_terms_next(keys, &xerr)) {
		size_t n;
		const char *key = xap_terms_get(keys, &n);

		if (table_stays_out(p, key))
			continue;
		if (xap_db_metadata(db, key, n, &value, &xerr) != XAP_OK)
			break;
		bundle_contents_add_table(p->contents, key, value.s, value.len);
		ok = set_table(p, to, key, value.s, value.len);
	}
	xap_terms_free(keys);
	xap_text_clear(&value);
	return ok &&
	       (xerr.status == XAP_OK || index_error(p->index, &xerr, p->err));
}

static bool
set_info(struct pack *p, struct xap_writer *to)
{
	struct bundle_contents *c = p->contents;
	const struct {
		const char *key;
		const char *value;
	} info[] = {
	    {"languages", bundle_contents_languages(c, p->arena)},
	    {"negotiations", bundle_contents_negotiations(c, p->arena)},
	    {"records", arena_printf(p->arena, "%llu",
			    (unsigned long long)bundle_contents_records(c))},
	    {"schema", arena_printf(p->arena, "%d", INDEX_SCHEMA)},
	    {"build", bundle_contents_build(c)},
	    {"created", p->label->created},
	    {"made-by", p->label->made_by},
	};

	for (size_t i = 0; i < sizeof info / sizeof *info; i++)
		if (!set(p, to, info[i].key, info[i].value,
			strlen(info[i].value)))
			return false;
	return true;
}

/* The path of a shard, which is in the folder for what is on the way. */
static const char *
shard_path(const struct pack *p, unsigned number)
{
	return arena_printf(p->arena, "%s/" SHARD "-%u", p->work, number);
}

/*
 * The columns of what is packed, and of nothing else: from the shards, which
 * are joined in this order.
 */
static bool
set_columns(struct pack *p, struct xap_writer *to)
{
	struct arena *arena = arena_new();
	struct xap_error xerr;
	struct columns_writer *columns = columns_writer_begin(arena, to, &xerr);

	for (unsigned i = 0; columns != NULL && i < p->n_shards; i++) {
		struct xap_stats stats;
		struct xap_db *shard =
		    xap_db_open_path(shard_path(p, i), &xerr);

		if (shard != NULL &&
		    xap_db_stats(shard, &stats, &xerr) == XAP_OK)
			columns_writer_add(
			    columns, shard, 1, stats.last_docid, &xerr);
		xap_db_free(shard);
		if (xerr.status != XAP_OK)
			break;
	}
	if (columns != NULL && xerr.status == XAP_OK)
		columns_writer_end(columns, &xerr);
	columns_writer_free(columns);
	arena_free(arena);
	return xerr.status == XAP_OK || xap_failed(p, &xerr);
}

/* Each part has some files open; there may be hundreds. */
static void
raise_open_files(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) != 0 ||
	    limit.rlim_cur == limit.rlim_max)
		return;
	limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_NOFILE, &limit);
}

/* The list of positions of what is packed, and what of it is most held. */
static bool
set_position_list(struct pack *p, struct xap_writer *to)
{
	struct xap_stats stats;
	struct xap_error xerr;
	struct xap_db *all = xap_db_new_empty(&xerr);

	raise_open_files();
	for (unsigned i = 0; all != NULL && i < p->n_shards; i++) {
		struct xap_db *shard =
		    xap_db_open_path(shard_path(p, i), &xerr);

		if (shard == NULL || xap_db_add(all, shard, &xerr) != XAP_OK) {
			xap_db_free(shard);
			break;
		}
		xap_db_free(shard);
	}
	if (xerr.status == XAP_OK && p->n_shards > 0 &&
	    xap_db_stats(all, &stats, &xerr) == XAP_OK &&
	    position_list_write(to, all, stats.doc_count, &xerr) == XAP_OK)
		most_held_write(to, all, stats.doc_count, &xerr);
	xap_db_free(all);
	return xerr.status == XAP_OK || xap_failed(p, &xerr);
}

static bool
set_census(struct pack *p, struct xap_writer *to)
{
	struct xap_error xerr;

	return census_write(p->census, to, p->census->passages, 0, &xerr) ==
		   XAP_OK ||
	       xap_failed(p, &xerr);
}

/* A database of no passages, with what the index says of itself. */
static bool
make_metadata(struct pack *p, const char *path)
{
	struct xap_error xerr;
	struct xap_writer *to =
	    xap_writer_open(path, XAP_OVERWRITE | XAP_NO_SYNC | XAP_NO_TERMLIST,
		BLOCK_SIZE, 0, &xerr);
	bool ok;

	if (to == NULL)
		return xap_failed(p, &xerr);
	ok = set_tables(p, to) && set_info(p, to) && set_columns(p, to) &&
	     set_position_list(p, to) && set_census(p, to);
	if (ok && xap_writer_close(to, &xerr) != XAP_OK)
		ok = xap_failed(p, &xerr);
	xap_writer_free(to);
	return ok;
}

/* --- sources --------------------------------------------------------------
 */

static bool
add_sources(struct pack *p, const char *index)
{
	struct index_writer *from = index_writer_open(index, true, 0, p->err);
	struct file_state *states;
	size_t n;
	bool ok = from != NULL &&
		  index_writer_states(from, p->arena, &states, &n, p->err);

	for (size_t i = 0; ok && i < n; i++)
		bundle_contents_add_source(p->contents,
		    index_writer_ids(from, p->arena, states[i].path),
		    states[i].content, sizeof states[i].content);
	index_writer_free(from);
	return ok;
}

/* --- the file -------------------------------------------------------------
 */

/* Note that a part begins here; the database's begins on a page. */
static bool
begin_part(struct pack *p, enum bundle_part part, uint64_t *at)
{
	static const char zeros[BUNDLE_PAGE];
	size_t gap = 0;

	if (part == BUNDLE_DATABASE)
		gap = (size_t)((BUNDLE_PAGE - *at % BUNDLE_PAGE) % BUNDLE_PAGE);
	p->ret->header.part[part].offset = *at + gap;
	*at += gap;
	return file_new_write(&p->file, zeros, gap, p->err);
}

static bool
write_part(struct pack *p, enum bundle_part part, const void *bytes, size_t n,
    uint64_t *at)
{
	if (!begin_part(p, part, at) ||
	    !file_new_write(&p->file, bytes, n, p->err))
		return false;
	p->ret->header.part[part].length = n;
	*at += n;
	return true;
}

/* All shards and the metadata as one. */
static struct xap_db *
open_parts(struct pack *p, struct xap_error *xerr)
{
	struct xap_db *all = xap_db_new_empty(xerr);

	for (unsigned i = 0; all != NULL && i <= p->n_shards; i++) {
		const char *path =
		    i == 0 ? arena_printf(p->arena, "%s/metadata", p->work)
			   : shard_path(p, i - 1);
		struct xap_db *part = xap_db_open_path(path, xerr);

		if (part == NULL || xap_db_add(all, part, xerr) != XAP_OK) {
			xap_db_free(all);
			all = NULL;
		}
		xap_db_free(part);
	}
	return all;
}

static bool
write_database(struct pack *p, uint64_t *at)
{
	static const unsigned char identity[16] = "travaux-bundle";
	struct bundle_place *place = &p->ret->header.part[BUNDLE_DATABASE];
	struct xap_error xerr = {0};
	struct xap_db *all;
	off_t end;
	bool ok;

	raise_open_files();
	if (!begin_part(p, BUNDLE_DATABASE, at))
		return false;
	all = open_parts(p, &xerr);
	ok = all != NULL &&
	     xap_compact_fd(all, p->file.fd, 0, BLOCK_SIZE, &xerr) == XAP_OK &&
	     xap_settle_fd(
		 p->file.fd, (int64_t)place->offset, identity, &xerr) == XAP_OK;
	xap_db_free(all);
	if (!ok)
		return xap_failed(p, &xerr);
	end = lseek(p->file.fd, 0, SEEK_END);
	if (end < 0)
		return file_new_failed(&p->file, p->err);
	place->length = (uint64_t)end - place->offset;
	*at = (uint64_t)end;
	return true;
}

/* The blocks of texts, from the file that they were written to. */
static bool
copy_texts(struct pack *p, uint64_t length, uint64_t *at)
{
	char *bytes = arena_alloc(p->arena, 1 << 20);
	bool ok = begin_part(p, BUNDLE_TEXTS, at) &&
		  (lseek(p->texts.fd, 0, SEEK_SET) == 0 ||
		      file_new_failed(&p->texts, p->err));

	for (uint64_t done = 0; ok && done < length;) {
		ssize_t n = read(p->texts.fd, bytes, 1 << 20);

		if (n <= 0)
			return file_new_failed(&p->texts, p->err);
		ok = file_new_write(&p->file, bytes, (size_t)n, p->err);
		done += (uint64_t)n;
	}
	p->ret->header.part[BUNDLE_TEXTS].length = length;
	*at += length;
	return ok;
}

static bool
write_parts(struct pack *p)
{
	const unsigned char *table;
	uint64_t at = BUNDLE_PAGE, texts;
	size_t n_manifest = 0, n_table;
	const char *manifest;

	if (!bundle_texts_writer_end(
		p->writer, &table, &n_table, &texts, p->err))
		return false;
	manifest = bundle_contents_manifest(
	    p->contents, p->arena, p->label, &n_manifest);
	if (lseek(p->file.fd, BUNDLE_PAGE, SEEK_SET) < 0)
		return file_new_failed(&p->file, p->err);
	return write_part(p, BUNDLE_MANIFEST, manifest, n_manifest, &at) &&
	       write_database(p, &at) &&
	       write_part(p, BUNDLE_BLOCKS, table, n_table, &at) &&
	       copy_texts(p, texts, &at);
}

/* --- all of it ------------------------------------------------------------
 */

static bool
gather(struct pack *p, const char *index)
{
	if (!add_passages(p) ||
	    !make_metadata(p, arena_printf(p->arena, "%s/metadata", p->work)) ||
	    !add_sources(p, index))
		return false;
	p->ret->records = bundle_contents_records(p->contents);
	p->ret->passages = bundle_contents_passages(p->contents);
	p->ret->text_bytes = bundle_contents_text_bytes(p->contents);
	return true;
}

bool
bundle_pack(struct arena *arena, const char *index, const char *to,
    const struct bundle_label *label, const struct bundle_secret *secret,
    struct bundle_packed *ret, struct error *err)
{
	struct pack p = {.arena = arena,
	    .label = label,
	    .secret = secret,
	    .work = arena_printf(arena, "%s.work", to),
	    .ret = ret,
	    .err = err,
	    .texts.fd = -1};
	bool ok;

	memset(ret, 0, sizeof *ret);
	p.index = index_open(index, err);
	if (p.index == NULL)
		return false;
	p.contents = bundle_contents_new();
	ok = file_new_open(&p.file, arena, to, false, err);
	if (ok) {
		folder_remove(p.work);
		ok = folder_make(p.work, err) && gather(&p, index) &&
		     write_parts(&p) &&
		     bundle_finish(&p.file, arena, &ret->header,
			 bundle_contents_comment(p.contents, arena, label),
			 secret, err);
	}
	file_new_drop(&p.file);
	file_new_drop(&p.texts);
	bundle_texts_writer_free(p.writer);
	index_shards_free(p.shards);
	stems_free(p.stems);
	bundle_contents_free(p.contents);
	index_free(p.index);
	folder_remove(p.work);
	return ok;
}
