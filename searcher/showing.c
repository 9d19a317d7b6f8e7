/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/showing.h"

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
is_shown(const struct showing *show, uint32_t number)
{
	if (show->wanted == 0)
		return true;
	return (uint64_t)number + show->context >= show->wanted &&
	       number <= (uint64_t)show->wanted + show->context;
}

static bool
read_passages(struct searcher *searcher, void *context, struct error *err)
{
	struct showing *show = context;
	uint32_t *docid;
	size_t n;

	if (!index_record(
		searcher->index, searcher->arena, show->id, &docid, &n, err))
		return false;
	show->total = n;
	show->n_passages = 0;
	show->passage =
	    arena_array(searcher->arena, n + 1, sizeof *show->passage);
	for (size_t i = 0; i < n; i++) {
		struct passage *passage =
		    arena_alloc(searcher->arena, sizeof *passage);

		if (!index_passage(searcher->index, searcher->arena, docid[i],
			&show->record, passage, err))
			return false;
		if (is_shown(show, passage->number))
			show->passage[show->n_passages++] = passage;
	}
	return true;
}

static bool
has_wanted(const struct showing *show)
{
	for (size_t i = 0; i < show->n_passages; i++)
		if (show->passage[i]->number == show->wanted)
			return true;
	return show->wanted == 0 && show->total > 0;
}

bool
showing_read(struct showing *show, struct searcher *searcher, uint32_t context,
    struct error *err)
{
	const char *text = show->id;

	show->wanted = 0;
	if (!search_retry(searcher, read_passages, show, err))
		return false;
	if (show->total == 0 &&
	    split_number(searcher->arena, text, &show->id, &show->wanted)) {
		show->context = context;
		if (!search_retry(searcher, read_passages, show, err))
			return false;
	}
	if (has_wanted(show))
		return true;
	return error_set(err, ERROR_INPUT,
	    show->total == 0 ? "there is no record '%.200s' in this index"
			     : "there is no passage '%.200s'",
	    text);
}

void
showing_original(struct showing *show, struct arena *arena)
{
	for (size_t i = 0; i < show->n_passages; i++) {
		struct passage *copy = arena_alloc(arena, sizeof *copy);

		*copy = *show->passage[i];
		show->passage[i] = copy;
		if (copy->original[0] == '\0')
			continue;
		copy->text = copy->original;
		copy->text_length = strlen(copy->original);
		copy->original = "";
	}
}
