/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/record-ref.h"

#include "core/field.h"
#include "core/fold.h"
#include "searcher/record-path.h"

#include <stdlib.h>
#include <string.h>

/* "RECORD#12": the number, and the id before it. */
static bool
split_number(struct arena *arena, const char *text, const char **ret_id,
    uint32_t *ret_number)
{
	const char *hash = strrchr(text, '#');
	uint32_t number = 0;

	if (hash == NULL || hash[1] == '\0' || strlen(hash + 1) > 9)
		return false;
	for (const char *s = hash + 1; *s != '\0'; s++) {
		if (*s < '0' || *s > '9')
			return false;
		number = number * 10 + (uint32_t)(*s - '0');
	}
	*ret_id = arena_strndup(arena, text, (size_t)(hash - text));
	*ret_number = number;
	return number > 0;
}

static bool
read_passages(struct searcher *searcher, void *context, struct error *err)
{
	struct record_ref *ref = context;
	uint32_t *docid;
	size_t n;

	if (!index_record(
		searcher->index, searcher->arena, ref->id, &docid, &n, err))
		return false;
	ref->n_passages = 0;
	ref->named = NULL;
	ref->passage =
	    arena_array(searcher->arena, n + 1, sizeof *ref->passage);
	for (size_t i = 0; i < n; i++) {
		struct passage *passage =
		    arena_alloc(searcher->arena, sizeof *passage);

		if (!index_fetch(searcher->index, docid, n, i, err) ||
		    !index_passage(searcher->index, searcher->arena, docid[i],
			&ref->record, passage, err))
			return false;
		ref->passage[ref->n_passages++] = passage;
		if (passage->number == ref->wanted)
			ref->named = passage;
	}
	return true;
}

/* The path of a source file, where its record is alone in it. */
static bool
read_path(struct searcher *searcher, const char *text, struct record_ref *ret,
    struct error *err)
{
	const char *id[RECORD_PATH_MAX], *list = "", *path = text;
	size_t n;

	if (!record_path_find(searcher, path, id, &n, err))
		return false;
	if (n == 0 &&
	    split_number(searcher->arena, text, &path, &ret->wanted) &&
	    !record_path_find(searcher, path, id, &n, err))
		return false;
	for (size_t i = 0; i < n; i++)
		list = arena_printf(
		    searcher->arena, "%s%s%s", list, i == 0 ? "" : ", ", id[i]);
	if (n == 1) {
		ret->id = id[0];
		return search_retry(searcher, read_passages, ret, err);
	}
	if (n > 1)
		return error_set(err, ERROR_USAGE,
		    n == RECORD_PATH_MAX
			? "'%.200s' is the file of many records; say one of "
			  "them: %s ..."
			: "'%.200s' is the file of several records; say one "
			  "of them: %s",
		    path, list);
	return error_set(err, ERROR_INPUT,
	    "there is no record '%.200s' in this index", text);
}

bool
record_ref_read(struct searcher *searcher, const char *text,
    struct record_ref *ret, struct error *err)
{
	memset(ret, 0, sizeof *ret);
	ret->id = text;
	if (!search_retry(searcher, read_passages, ret, err))
		return false;
	if (ret->n_passages == 0 &&
	    split_number(searcher->arena, text, &ret->id, &ret->wanted) &&
	    !search_retry(searcher, read_passages, ret, err))
		return false;
	if (ret->n_passages == 0 && !read_path(searcher, text, ret, err))
		return false;
	return ret->wanted == 0 || ret->named != NULL ||
	       error_set(
		   err, ERROR_INPUT, "there is no passage '%.200s'", text);
}

/* --- other languages ------------------------------------------------------ */

struct translating {
	const struct record_ref *ref;
	const char *language; /* of the passage named */
	struct translation *found;
	size_t count;
};

/* Whether a passage of a record of so many may be the one named. */
static bool
corresponds(const struct record_ref *ref, const struct passage *passage,
    size_t passages)
{
	const struct passage *named = ref->named;

	if (named->provision[0] != '\0' && passage->provision[0] != '\0')
		return strcmp(named->provision, passage->provision) == 0;
	return passages == ref->n_passages && passage->number == named->number;
}

static bool
is_found(const struct translating *t, const char *record)
{
	for (size_t i = 0; i < t->count; i++)
		if (strcmp(t->found[i].record->id, record) == 0)
			return true;
	return false;
}

static bool
add_record(struct searcher *searcher, struct translating *t, const char *id,
    struct error *err)
{
	struct record_ref *other = arena_alloc(searcher->arena, sizeof *other);

	other->id = id;
	if (!read_passages(searcher, other, err))
		return false;
	for (size_t i = 0; i < other->n_passages; i++) {
		const struct passage *passage = other->passage[i];
		const char *language =
		    passage_language(&other->record, passage);

		if (strcmp(language, t->language) == 0 ||
		    !corresponds(t->ref, passage, other->n_passages))
			continue;
		t->found = arena_grow(searcher->arena, t->found, t->count,
		    t->count + 1, sizeof *t->found);
		t->found[t->count++] =
		    (struct translation){language, &other->record, passage};
		break;
	}
	return true;
}

static bool
translations_step(struct searcher *searcher, void *context, struct error *err)
{
	struct translating *t = context;
	struct arena *arena = searcher->arena;
	const char *symbol = t->ref->record.symbol;
	struct query *query = query_field(arena, FIELD_SYMBOL,
	    fold_text(arena, symbol, strlen(symbol), NULL));
	const char *last = t->ref->id;
	uint32_t *docid;
	size_t n;

	t->count = 0;
	if (!search_docids(searcher, query, UINT32_MAX, &docid, &n, err))
		return false;
	for (size_t i = 0; i < n; i++) {
		struct record record;
		struct passage passage;

		if (!index_fetch(searcher->index, docid, n, i, err) ||
		    !index_passage(searcher->index, arena, docid[i], &record,
			&passage, err))
			return false;
		if (strcmp(record.id, last) == 0 ||
		    strcmp(record.id, t->ref->id) == 0 ||
		    is_found(t, record.id))
			continue;
		last = record.id;
		if (!add_record(searcher, t, record.id, err))
			return false;
	}
	return true;
}

static int
translation_compare(const void *a, const void *b)
{
	const struct translation *x = a, *y = b;
	int c = strcmp(x->language, y->language);

	return c != 0 ? c : strcmp(x->record->id, y->record->id);
}

bool
record_ref_translations(struct searcher *searcher, const struct record_ref *ref,
    struct translation **ret, size_t *ret_count, struct error *err)
{
	struct translating t = {.ref = ref};

	*ret = NULL;
	*ret_count = 0;
	if (ref->named == NULL || ref->record.symbol[0] == '\0')
		return true;
	t.language = passage_language(&ref->record, ref->named);
	if (!search_retry(searcher, translations_step, &t, err))
		return false;
	if (t.count > 0)
		qsort(t.found, t.count, sizeof *t.found, translation_compare);
	*ret = t.found;
	*ret_count = t.count;
	return true;
}
