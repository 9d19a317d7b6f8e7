/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/holder.h"

#include "core/holder-set.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The columns of a kind of table, by what they hold. */
struct columns {
	const char *file;		   /* the table's name */
	const char *id;			   /* the holder's id */
	const char *name;		   /* name shown, in English */
	const char *shown[LANGUAGE_COUNT]; /* name shown, or NULL */
	const char *more[LANGUAGE_COUNT];  /* names that are found */
};

static const struct columns columns[HOLDER_TABLES] = {
    [HOLDER_DELEGATIONS] = {.file = "delegations.tsv",
	.id = "id",
	.name = "un_short_en",
	.shown = {[LANGUAGE_AR] = "ar_un",
	    [LANGUAGE_EN] = "un_short_en",
	    [LANGUAGE_ES] = "es_un",
	    [LANGUAGE_FR] = "fr_un",
	    [LANGUAGE_RU] = "ru_un",
	    [LANGUAGE_ZH] = "zh_un"},
	.more = {[LANGUAGE_AR] = "ar_aliases",
	    [LANGUAGE_EN] = "aliases_en",
	    [LANGUAGE_ES] = "es_aliases",
	    [LANGUAGE_FR] = "fr_aliases",
	    [LANGUAGE_RU] = "ru_aliases",
	    [LANGUAGE_ZH] = "zh_aliases"}},
    [HOLDER_GROUPS] = {.file = "groups.tsv",
	.id = "group_id",
	.name = "name_en",
	.shown = {[LANGUAGE_EN] = "name_en"},
	.more = {[LANGUAGE_AR] = "names_ar",
	    [LANGUAGE_EN] = "aliases_en",
	    [LANGUAGE_ES] = "names_es",
	    [LANGUAGE_FR] = "names_fr",
	    [LANGUAGE_RU] = "names_ru",
	    [LANGUAGE_ZH] = "names_zh"}},
    [HOLDER_ROLES] = {.file = "roles.tsv",
	.id = "id",
	.name = "id",
	.shown = {[LANGUAGE_EN] = "id"},
	.more = {[LANGUAGE_AR] = "ar",
	    [LANGUAGE_EN] = "en",
	    [LANGUAGE_ES] = "es",
	    [LANGUAGE_FR] = "fr",
	    [LANGUAGE_RU] = "ru",
	    [LANGUAGE_ZH] = "zh"}},
};

/* The column's number, or -1; NULL names none. */
static int
column_find(const struct table *table, const char *name)
{
	for (size_t c = 0; name != NULL && c < table->columns; c++)
		if (strcmp(table->column[c], name) == 0)
			return (int)c;
	return -1;
}

static const char *
cell_at(const struct table *table, size_t row, int column)
{
	return column < 0 ? "" : table->row[row][column];
}

static bool
table_error(struct error *err, const struct table *table, size_t row,
    const char *what, const char *value)
{
	return error_set(err, ERROR_DATA, "%s:%u: %s '%s'", table->name,
	    table->line[row], what, value);
}

/* "member", "observer State", "State": a State; all else an organization. */
static enum holder_kind
delegation_kind(const char *kind)
{
	enum holder_kind known;

	if (holder_kind_find(kind, &known))
		return known;
	if (kind[0] == '\0' || strcasecmp(kind, "member") == 0 ||
	    strcasecmp(kind, "State") == 0 || strstr(kind, " State") != NULL)
		return HOLDER_STATE;
	return HOLDER_ORGANIZATION;
}

static enum holder_kind
kind_of(enum holder_table which, const char *kind)
{
	if (which == HOLDER_DELEGATIONS)
		return delegation_kind(kind);
	if (which == HOLDER_ROLES)
		return HOLDER_OFFICE;
	return strstr(kind, "cluster") != NULL ? HOLDER_CLUSTER : HOLDER_GROUP;
}

/* The first of a cell's names, without the marks that say how it is found. */
static const char *
first_name(struct arena *arena, const char *cell)
{
	size_t n;

	cell += cell[0] == '=';
	n = strcspn(cell, ";");
	if (n > 2 && cell[0] == '(' && memchr(cell, ')', n) == cell + n - 1)
		return arena_strndup(arena, cell + 1, n - 2);
	return cell[n] == '\0' ? cell : arena_strndup(arena, cell, n);
}

/* "2013-07-01", "2013-07", "2013" or nothing. */
static bool
open_date(const char *s, size_t n, struct date *ret)
{
	return n == 0 || date_parse(s, n, ret);
}

/* "GB", "HR@2013-07-01..", "GB@..2020-01-31", "SY@2011..2023". */
static bool
membership_parse(struct arena *arena, const char *s, struct membership *ret)
{
	const char *at = strchr(s, '@'), *dots;

	*ret = (struct membership){.member = s};
	if (at == NULL)
		return true;
	ret->member = arena_strndup(arena, s, (size_t)(at - s));
	dots = strstr(++at, "..");
	if (dots == NULL || at == s + 1)
		return false;
	return open_date(at, (size_t)(dots - at), &ret->when.from) &&
	       open_date(dots + 2, strlen(dots + 2), &ret->when.to);
}

static bool
members_load(struct arena *arena, const struct table *table, size_t row,
    int column, struct holder *holder, struct error *err)
{
	size_t count;
	const char **id =
	    table_split(arena, cell_at(table, row, column), ' ', &count);
	struct membership *members = arena_array(arena, count, sizeof *members);

	for (size_t i = 0; i < count; i++)
		if (!membership_parse(arena, id[i], &members[i]))
			return table_error(err, table, row,
			    "not a membership (ID or ID@FROM..TO):", id[i]);
	holder->members = members;
	holder->n_members = count;
	return true;
}

/* The columns of one table, found in it. */
struct places {
	int id;			   /* column of the id */
	int name;		   /* of the name shown in English */
	int formal;		   /* of the formal name */
	int kind;		   /* of the kind */
	int members;		   /* of the members */
	int shown[LANGUAGE_COUNT]; /* of the names in each language */
};

static struct places
places_find(const struct table *table, enum holder_table which)
{
	const struct columns *names = &columns[which];
	struct places places = {
	    .id = column_find(table, names->id),
	    .name = column_find(table, names->name),
	    .formal = column_find(table, "formal_en"),
	    .kind = column_find(table, "kind"),
	    .members = column_find(table, "members"),
	};

	for (int l = 0; l < LANGUAGE_COUNT; l++)
		places.shown[l] = column_find(table,
		    names->shown[l] != NULL ? names->shown[l] : names->more[l]);
	return places;
}

static bool
row_load(struct holder_set *set, enum holder_table which, size_t row,
    const struct places *places, struct error *err)
{
	const struct table *table = &set->table[which];
	struct holder *holder = arena_alloc(set->arena, sizeof *holder);

	holder->id = cell_at(table, row, places->id);
	if (holder->id[0] == '\0')
		return table_error(
		    err, table, row, "no id in column", columns[which].id);
	holder->name =
	    first_name(set->arena, cell_at(table, row, places->name));
	if (holder->name[0] == '\0')
		holder->name = holder->id;
	holder->formal = cell_at(table, row, places->formal);
	holder->kind = kind_of(which, cell_at(table, row, places->kind));
	for (int l = 0; l < LANGUAGE_COUNT; l++)
		holder->names[l] = first_name(
		    set->arena, cell_at(table, row, places->shown[l]));
	holder->names[LANGUAGE_EN] = holder->name;
	set->holder[set->count++] = holder;
	return which != HOLDER_GROUPS || members_load(set->arena, table, row,
					     places->members, holder, err);
}

/* The table of the negotiation, or else the shared one. */
static bool
table_load(struct holder_set *set, enum holder_table which,
    const struct table_source *source, const char *folder, struct error *err)
{
	struct error own = {0};
	struct table *table = &set->table[which];
	const char *file = columns[which].file;
	const char *from[2] = {folder, "holders"};

	for (size_t i = 0; i < 2; i++) {
		if (from[i] == NULL || from[i][0] == '\0')
			continue;
		if (table_read(set->arena, source,
			arena_printf(set->arena, "%s/%s", from[i], file), table,
			&own))
			return true;
		if (own.code != ERROR_NONE) {
			if (err != NULL)
				*err = own;
			return false;
		}
	}
	*table = (struct table){.name = file};
	return true;
}

static int
by_id(const void *a, const void *b)
{
	const struct holder *const *x = a, *const *y = b;

	return strcmp((*x)->id, (*y)->id);
}

/* Sort by id; an id that stands twice is an error. */
static bool
ids_sort(struct holder_set *set, struct error *err)
{
	set->by_id = arena_array(set->arena, set->count + 1, sizeof(void *));
	for (size_t i = 0; i < set->count; i++)
		set->by_id[i] = set->holder[i];
	qsort(set->by_id, set->count, sizeof(void *), by_id);
	for (size_t i = 1; i < set->count; i++)
		if (strcmp(set->by_id[i - 1]->id, set->by_id[i]->id) == 0)
			return error_set(err, ERROR_DATA,
			    "tables of holders: id '%s' stands twice",
			    set->by_id[i]->id);
	return true;
}

struct holder_set *
holder_set_load(struct arena *arena, const struct table_source *source,
    const char *folder, struct error *err)
{
	struct holder_set *set = arena_alloc(arena, sizeof *set);
	size_t rows = 0;

	set->arena = arena;
	set->names = arena_array(arena, LANGUAGE_COUNT, sizeof *set->names);
	for (int which = 0; which < HOLDER_TABLES; which++) {
		if (!table_load(set, which, source, folder, err))
			return NULL;
		rows += set->table[which].rows;
	}
	set->holder = arena_array(arena, rows + 1, sizeof(void *));
	for (int which = 0; which < HOLDER_TABLES; which++) {
		struct places places = places_find(&set->table[which], which);

		for (size_t r = 0; r < set->table[which].rows; r++)
			if (!row_load(set, which, r, &places, err))
				return NULL;
	}
	return ids_sort(set, err) ? set : NULL;
}

const struct holder *const *
holder_set_all(const struct holder_set *set, size_t *ret_count)
{
	*ret_count = set->count;
	return set->holder;
}

const struct holder *
holder_by_id(const struct holder_set *set, const char *id)
{
	size_t low = 0, high = set->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(set->by_id[middle]->id, id);

		if (order == 0)
			return set->by_id[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* Names of one row in one language; false where it has none. */
static bool
names_add(struct phrase_set *names, const struct table *table, size_t row,
    const int *place, uint32_t value)
{
	bool any = false;

	for (int i = 0; i < 2; i++) {
		const char *cell = cell_at(table, row, place[i]);

		phrase_set_add_cell(names, cell, value, 0);
		any = any || cell[0] != '\0';
	}
	return any;
}

/*
 * The rows of one table in one language. Where a row has no name in it, its
 * English names serve.
 */
static void
table_names_add(const struct holder_set *set, struct phrase_set *names,
    enum holder_table which, enum language language, size_t first)
{
	const struct table *table = &set->table[which];
	const struct columns *c = &columns[which];
	enum holder_how how =
	    which == HOLDER_ROLES ? HOLDER_BY_ROLE : HOLDER_BY_NAME;
	const int own[2] = {column_find(table, c->shown[language]),
	    column_find(table, c->more[language])};
	const int english[2] = {column_find(table, c->shown[LANGUAGE_EN]),
	    column_find(table, c->more[LANGUAGE_EN])};
	int formal = column_find(table, "formal_en");
	int demonyms = column_find(table, "demonyms_en");

	for (size_t r = 0; r < table->rows; r++) {
		uint32_t value = HOLDER_VALUE(first + r, how);
		bool named = names_add(names, table, r, own, value);

		if (!named)
			names_add(names, table, r, english, value);
		if (!named || language == LANGUAGE_EN)
			phrase_set_add(
			    names, cell_at(table, r, formal), value, 0);
		if (language == LANGUAGE_EN)
			phrase_set_add_cell(names, cell_at(table, r, demonyms),
			    HOLDER_VALUE(first + r, HOLDER_BY_DEMONYM),
			    PHRASE_CAPITAL);
	}
}

static void
exclusions_add(const struct holder_set *set, struct phrase_set *names)
{
	for (int which = 0; which < HOLDER_TABLES; which++) {
		const struct table *table = &set->table[which];
		int column = column_find(table, "not");

		for (size_t r = 0; r < table->rows; r++)
			phrase_set_add_cell(names, cell_at(table, r, column),
			    HOLDER_VALUE_NOT, 0);
	}
}

static void
language_names_add(const struct holder_set *set, struct phrase_set *names,
    enum language language)
{
	size_t first = 0;

	for (int which = 0; which < HOLDER_TABLES; which++) {
		table_names_add(set, names, which, language, first);
		first += set->table[which].rows;
	}
}

const struct phrase_set *
holder_set_names(const struct holder_set *set, enum language language)
{
	struct phrase_set *names = set->names[language];

	if (names != NULL)
		return names;
	names = phrase_set_new(set->arena);
	exclusions_add(set, names);
	if (language == LANGUAGE_NONE) {
		language_names_add(set, names, LANGUAGE_EN);
		for (int l = 1; l < LANGUAGE_COUNT; l++)
			if (l != LANGUAGE_EN)
				language_names_add(set, names, l);
	} else {
		language_names_add(set, names, language);
	}
	phrase_set_close(names);
	set->names[language] = names;
	return names;
}
