/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/record-path.h"

#include "core/field.h"

#include <string.h>

struct finding {
	const char *path;
	const char **id; /* RECORD_PATH_MAX of them */
	size_t count;
};

/* Whether one path is the other, or its end from some folder on. */
static bool
is_end_of(const char *end, size_t n, const char *whole, size_t length)
{
	return n > 0 && n <= length &&
	       memcmp(end, whole + length - n, n) == 0 &&
	       (n == length || end[0] == '/' || whole[length - n - 1] == '/');
}

static void
add_id(struct finding *f, struct arena *arena, const char *id)
{
	for (size_t i = 0; i < f->count; i++)
		if (strcmp(f->id[i], id) == 0)
			return;
	if (f->count < RECORD_PATH_MAX)
		f->id[f->count++] = arena_strdup(arena, id);
}

/* The records of the passages of one term of the field. */
static bool
add_records(struct finding *f, struct searcher *searcher, const char *term,
    size_t n, struct error *err)
{
	struct index *index = searcher->index;
	struct arena *arena = arena_new();
	struct xap_error xerr;
	struct xap_postings *postings =
	    xap_postings_open(index_db(index), term, n, &xerr);
	bool ok = true;

	while (ok && f->count < RECORD_PATH_MAX && postings != NULL &&
	       xap_postings_next(postings, &xerr)) {
		uint32_t docid = xap_postings_docid(postings);
		struct record record;
		struct passage passage;

		if (index_removed(index, docid))
			continue;
		ok = index_passage(index, arena, docid, &record, &passage, err);
		if (ok)
			add_id(f, searcher->arena, record.id);
		arena_reset(arena);
	}
	xap_postings_free(postings);
	arena_free(arena);
	return ok && (xerr.status == XAP_OK || index_error(index, &xerr, err));
}

static bool
find_step(struct searcher *searcher, void *context, struct error *err)
{
	struct finding *f = context;
	struct index *index = searcher->index;
	const char *prefix = field_get(FIELD_PATH)->prefix;
	size_t skip = strlen(prefix), length = strlen(f->path);
	struct xap_error xerr;
	struct xap_terms *terms =
	    xap_terms_open(index_db(index), prefix, skip, &xerr);
	bool ok = true;

	f->count = 0;
	while (ok && terms != NULL && xap_terms_next(terms, &xerr)) {
		size_t n;
		const char *term = xap_terms_get(terms, &n);

		if (is_end_of(f->path, length, term + skip, n - skip) ||
		    is_end_of(term + skip, n - skip, f->path, length))
			ok = add_records(f, searcher,
			    arena_strndup(searcher->arena, term, n), n, err);
	}
	xap_terms_free(terms);
	return ok && (xerr.status == XAP_OK || index_error(index, &xerr, err));
}

bool
record_path_find(struct searcher *searcher, const char *path,
    const char *ret[RECORD_PATH_MAX], size_t *ret_count, struct error *err)
{
	struct finding f = {.id = ret};

	while (strncmp(path, "./", 2) == 0)
		path += 2;
	f.path = path;
	if (!search_retry(searcher, find_step, &f, err))
		return false;
	*ret_count = f.count;
	return true;
}
