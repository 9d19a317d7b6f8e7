/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/most-held.h"

#include "core/field.h"
#include "core/position-list.h"

#include <stdlib.h>
#include <string.h>

#define KEY	    "most-held"
#define VERSION	    "1"
#define NOTED_MAX   200	  /* items of a note */
#define TALLIES_MAX 20000 /* items that are counted */
#define HEAD_PARTS  3
#define ITEM_PARTS  5

/* --- counting ------------------------------------------------------------- */

/* One side of the thing that is counted, and the holder counted last. */
struct tally {
	unsigned holders;
	const char *last;
};

/*
 * Terms come in order: those of one thing together, and of these, those of one
 * holder; so only one thing is counted at a time.
 */
struct counting {
	struct arena *arena;
	struct arena *scratch; /* of the thing that is counted */
	struct tally open[ACTION_COUNT][STANCE_COUNT];
	const char *negotiation, *key; /* what it is; "" at first */
	struct most_held_list *ret;
	size_t room;
};

static void
add_item(struct counting *c, const struct most_held *item)
{
	struct most_held_list *list = c->ret;

	if (list->count == c->room) {
		size_t more = c->room > 0 ? 2 * c->room : 256;

		list->item = arena_grow(c->arena, list->item, list->count, more,
		    sizeof *list->item);
		c->room = more;
	}
	list->item[list->count++] = *item;
}

/* Keep what was counted of a thing, and begin with the next. */
static void
close_thing(struct counting *c)
{
	struct most_held item = {.negotiation = NULL};

	for (int a = 0; a < ACTION_COUNT; a++)
		for (int s = 0; s < STANCE_COUNT; s++) {
			item.holders = c->open[a][s].holders;
			if (item.holders == 0 || c->ret->count == TALLIES_MAX)
				continue;
			if (item.negotiation == NULL) {
				item.negotiation =
				    arena_strdup(c->arena, c->negotiation);
				item.key = arena_strdup(c->arena, c->key);
			}
			item.action = (enum action)a;
			item.stance = (enum stance)s;
			add_item(c, &item);
		}
	memset(c->open, 0, sizeof c->open);
	arena_reset(c->scratch);
}

static void
count_term(struct counting *c, const char *term, size_t n)
{
	struct position_term_parts parts;
	struct tally *tally;

	if (!position_term_split(c->scratch, term, n, &parts) ||
	    parts.scope != SCOPE_WHOLE || parts.inner ||
	    strcmp(parts.key, "-") == 0)
		return;
	if (strcmp(c->key, parts.key) != 0 ||
	    strcmp(c->negotiation, parts.negotiation) != 0) {
		close_thing(c);
		position_term_split(c->scratch, term, n, &parts);
		c->key = parts.key;
		c->negotiation = parts.negotiation;
	}
	tally = &c->open[parts.action][parts.stance];
	if (tally->holders > 0 && strcmp(tally->last, parts.holder) == 0)
		return;
	tally->holders++;
	tally->last = parts.holder;
}

static void
count_terms(struct counting *c, struct xap_db *db, struct xap_error *xerr)
{
	const char *prefix = field_get(FIELD_POSITION)->prefix;
	struct xap_terms *terms =
	    xap_terms_open(db, prefix, strlen(prefix), xerr);

	while (terms != NULL && xap_terms_next(terms, xerr)) {
		size_t n;
		const char *term = xap_terms_get(terms, &n);

		count_term(c, term, n);
	}
	xap_terms_free(terms);
}

static void
count_list(
    struct counting *c, struct position_list *list, struct xap_error *xerr)
{
	const char *term;
	uint32_t passages;
	size_t n;

	while (position_list_next(list, &term, &n, &passages, xerr))
		count_term(c, term, n);
	position_list_end(list);
}

/* The most held first; what is held alike in an order that stays. */
static int
by_holders(const void *a, const void *b)
{
	const struct most_held *x = a, *y = b;
	int order;

	if (x->holders != y->holders)
		return x->holders < y->holders ? 1 : -1;
	order = strcmp(x->negotiation, y->negotiation);
	if (order == 0)
		order = strcmp(x->key, y->key);
	if (order == 0)
		order = strcmp(action_name(x->action), action_name(y->action));
	return order != 0
		   ? order
		   : strcmp(stance_name(x->stance), stance_name(y->stance));
}

enum xap_status
most_held_count(struct arena *arena, struct xap_db *db, uint32_t documents,
    struct most_held_list *ret, struct xap_error *xerr)
{
	struct counting *c = arena_alloc(arena, sizeof *c);
	struct position_list *list =
	    position_list_begin(arena, db, documents, xerr);

	memset(ret, 0, sizeof *ret);
	*c = (struct counting){.arena = arena,
	    .scratch = arena_new(),
	    .negotiation = "",
	    .key = "",
	    .ret = ret};
	if (list != NULL)
		count_list(c, list, xerr);
	else if (xerr->status == XAP_OK)
		count_terms(c, db, xerr);
	close_thing(c);
	arena_free(c->scratch);
	if (ret->count > 0)
		qsort(ret->item, ret->count, sizeof *ret->item, by_holders);
	ret->whole = true;
	return xerr->status;
}

/* --- the note ------------------------------------------------------------- */

/* A number that is all of a text; 0 where it is none. */
static uint32_t
number_of(const char *text)
{
	char *end;
	unsigned long n = strtoul(text, &end, 10);

	return *text >= '0' && *text <= '9' && *end == '\0' && n <= UINT32_MAX
		   ? (uint32_t)n
		   : 0;
}

/* What is before the separator; `*rest` is then what follows it, or NULL. */
static char *
cut(char **rest, char separator)
{
	char *piece = *rest;
	char *at = strchr(piece, separator);

	*rest = at != NULL ? at + 1 : NULL;
	if (at != NULL)
		*at = '\0';
	return piece;
}

static bool
cut_line(char *line, char *part[], size_t parts)
{
	size_t n = 0;

	while (line != NULL && n < parts)
		part[n++] = cut(&line, '\t');
	return n == parts && line == NULL;
}

static bool
read_item(char *line, struct most_held *ret)
{
	char *part[ITEM_PARTS];

	if (!cut_line(line, part, ITEM_PARTS) ||
	    !action_find(part[2], &ret->action) ||
	    !stance_find(part[3], &ret->stance))
		return false;
	ret->negotiation = part[0];
	ret->key = part[1];
	ret->holders = number_of(part[4]);
	return ret->holders > 0;
}

/* The documents it is of; 0 where it cannot be read. */
static uint32_t
read_note(struct arena *arena, char *text, struct most_held_list *ret)
{
	char *head[HEAD_PARTS], *rest = text;

	if (!cut_line(cut(&rest, '\n'), head, HEAD_PARTS) ||
	    strcmp(head[0], VERSION) != 0)
		return 0;
	ret->item = arena_array(arena, NOTED_MAX, sizeof *ret->item);
	ret->whole = strcmp(head[2], "all") == 0;
	while (rest != NULL)
		if (ret->count == NOTED_MAX ||
		    !read_item(cut(&rest, '\n'), &ret->item[ret->count++]))
			return 0;
	return number_of(head[1]);
}

enum xap_status
most_held_read(struct arena *arena, struct xap_db *db,
    struct most_held_list *ret, uint32_t *ret_documents, struct xap_error *xerr)
{
	struct xap_text text = {0};

	memset(ret, 0, sizeof *ret);
	*ret_documents = 0;
	if (xap_db_metadata(db, KEY, strlen(KEY), &text, xerr) == XAP_OK &&
	    text.len > 0)
		*ret_documents = read_note(
		    arena, arena_strndup(arena, text.s, text.len), ret);
	xap_text_clear(&text);
	return xerr->status;
}

/* "" where it cannot be written: a line would not be one. */
static const char *
note_of(
    struct arena *arena, const struct most_held_list *list, uint32_t documents)
{
	size_t n = list->count < NOTED_MAX ? list->count : NOTED_MAX;
	const char *text = arena_printf(arena, VERSION "\t%lu\t%s",
	    (unsigned long)documents, n < list->count ? "more" : "all");

	for (size_t i = 0; i < n; i++) {
		const struct most_held *item = &list->item[i];

		if (strpbrk(item->negotiation, "\t\n") != NULL ||
		    strpbrk(item->key, "\t\n") != NULL)
			return "";
		text = arena_printf(arena, "%s\n%s\t%s\t%s\t%s\t%u", text,
		    item->negotiation, item->key, action_name(item->action),
		    stance_name(item->stance), item->holders);
	}
	return text;
}

enum xap_status
most_held_write(struct xap_writer *to, struct xap_db *from, uint32_t documents,
    struct xap_error *xerr)
{
	struct arena *arena = arena_new();
	struct most_held_list list;

	if (most_held_count(arena, from, documents, &list, xerr) == XAP_OK) {
		const char *text = note_of(arena, &list, documents);

		xap_writer_set_metadata(
		    to, KEY, strlen(KEY), text, strlen(text), xerr);
	}
	arena_free(arena);
	return xerr->status;
}
