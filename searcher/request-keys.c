/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/request.h"

#include "searcher/nearest.h"

#include <stddef.h>
#include <string.h>

enum key_kind {
	KEY_STRING,
	KEY_NUMBER, /* 1 or 0 to `max` */
	KEY_CHOICE, /* one of `choice`, as its place */
	KEY_FLAG,
	KEY_FACETS /* a flag, or which fields */
};

struct key {
	const char *name;
	enum key_kind kind;
	unsigned sources;	   /* enum request_source, or-ed */
	size_t offset;		   /* of the member of struct request */
	uint32_t max;		   /* of a number */
	const char *const *choice; /* of a choice; ends with NULL */
};

static const char *const formats[] = {"text", "json", "jsonl", "csv", "tsv",
    "svg", "markdown", "html", "bibtex", "csl", NULL};
static const char *const counted_by[] = {
    "", "holder", "provision", "session", "group", NULL};
static const char *const sorts[] = {
    "relevance", "date", "newest", "session", NULL};
static const char *const kinds_of_lines[] = {
    "search", "ask", "positions", NULL};
static const char *const colors[] = {"auto", "always", "never", NULL};

#define BOTH	  (REQUEST_ARGUMENTS | REQUEST_ADDRESS)
#define CLI	  REQUEST_ARGUMENTS
#define MEMBER(m) offsetof(struct request, m)

static const struct key keys[] = {
    {"q", KEY_STRING, REQUEST_ADDRESS, MEMBER(text), 0, NULL},
    {"column", KEY_NUMBER, REQUEST_ADDRESS, MEMBER(column), REQUEST_OFFSET_MAX,
	NULL},
    {"index", KEY_STRING, CLI, MEMBER(index), 0, NULL},
    {"trust", KEY_STRING, CLI, MEMBER(trust), 0, NULL},
    {"stale", KEY_FLAG, CLI, MEMBER(stale), 0, NULL},
    {"verify", KEY_FLAG, CLI, MEMBER(again), 0, NULL},
    {"format", KEY_CHOICE, BOTH, MEMBER(format), 0, formats},
    {"sort", KEY_CHOICE, BOTH, MEMBER(sort), 0, sorts},
    {"color", KEY_CHOICE, CLI, MEMBER(color), 0, colors},
    {"limit", KEY_NUMBER, BOTH, MEMBER(limit), REQUEST_LIMIT_MAX, NULL},
    {"offset", KEY_NUMBER, BOTH, MEMBER(offset), REQUEST_OFFSET_MAX, NULL},
    {"width", KEY_NUMBER, CLI, MEMBER(width), 1000, NULL},
    {"port", KEY_NUMBER, CLI, MEMBER(port), 65535, NULL},
    {"context", KEY_NUMBER, BOTH, MEMBER(context), 100, NULL},
    {"facets", KEY_FACETS, BOTH, MEMBER(facets), 0, NULL},
    {"per-record", KEY_FLAG, BOTH, MEMBER(per_record), 0, NULL},
    {"count", KEY_FLAG, BOTH, MEMBER(count), 0, NULL},
    {"explain", KEY_FLAG, BOTH, MEMBER(explain), 0, NULL},
    {"exact", KEY_FLAG, BOTH, MEMBER(exact), 0, NULL},
    {"forget", KEY_FLAG, CLI, MEMBER(forget), 0, NULL},
    {"as", KEY_CHOICE, CLI, MEMBER(as), 0, kinds_of_lines},
    {"original", KEY_FLAG, BOTH, MEMBER(original), 0, NULL},
    {"by", KEY_CHOICE, BOTH, MEMBER(by), 0, counted_by},
    {"timeline", KEY_STRING, BOTH, MEMBER(timeline), 0, NULL},
    {"matrix", KEY_FLAG, BOTH, MEMBER(matrix), 0, NULL},
    {"camps", KEY_FLAG, BOTH, MEMBER(camps), 0, NULL},
    {"all", KEY_FLAG, BOTH, MEMBER(all), 0, NULL},
    {"head", KEY_FLAG, BOTH, MEMBER(head), 0, NULL},
    {"repairs", KEY_FLAG, BOTH, MEMBER(repairs), 0, NULL},
    {"no-pager", KEY_FLAG, CLI, MEMBER(no_pager), 0, NULL},
    {"help", KEY_FLAG, CLI, MEMBER(help), 0, NULL},
};

#define N_KEYS		(sizeof keys / sizeof *keys)
#define KEYS_OF_ADDRESS 2 /* the first, which no command line has */

const char *
request_key_name(size_t i)
{
	/* The first are those of a web address. */
	return i + KEYS_OF_ADDRESS < N_KEYS ? keys[i + KEYS_OF_ADDRESS].name
					    : NULL;
}

const char *
request_format_name(enum request_format format)
{
	return formats[format];
}

static const struct key *
key_find(const char *name)
{
	for (size_t i = 0; i < N_KEYS; i++)
		if (strcmp(keys[i].name, name) == 0)
			return &keys[i];
	return NULL;
}

static const char *
key_name(size_t i)
{
	if (i < N_KEYS)
		return keys[i].name;
	if (field_get((enum field_id)(i - N_KEYS))->how == FIELD_INTERNAL)
		return NULL;
	return field_get((enum field_id)(i - N_KEYS))->name;
}

static bool
set_number(
    const struct key *key, const char *value, uint32_t *ret, struct error *err)
{
	uint64_t number = 0;
	bool ok = *value != '\0';

	for (const char *s = value; *s != '\0' && ok; s++) {
		ok = *s >= '0' && *s <= '9' && number <= key->max;
		number = number * 10 + (uint64_t)(*s - '0');
	}
	if (!ok || number > key->max)
		return error_set(err, ERROR_USAGE,
		    "'%.40s' is no number that %s can be: 0 to %u", value,
		    key->name, (unsigned)key->max);
	*ret = (uint32_t)number;
	return true;
}

static bool
set_choice(struct arena *arena, const struct key *key, const char *value,
    unsigned *ret, struct error *err)
{
	const char *list = "";

	for (unsigned i = 0; key->choice[i] != NULL; i++) {
		if (*key->choice[i] == '\0')
			continue;
		if (strcmp(key->choice[i], value) == 0) {
			*ret = i;
			return true;
		}
		list = arena_printf(arena, "%s%s%s", list,
		    *list == '\0' ? "" : ", ", key->choice[i]);
	}
	return error_set(err, ERROR_USAGE, "%s cannot be '%.40s', only: %s",
	    key->name, value, list);
}

/* The place of a field among those that are counted, or their number. */
static size_t
facet_find(const char *name, size_t len)
{
	const struct field *field = field_find(name, len);
	size_t n, i = 0;
	const enum field_id *fields = field_facets(&n);

	while (i < n && (field == NULL || fields[i] != field->id))
		i++;
	return i;
}

static bool
set_facets_unknown(
    struct arena *arena, const char *name, size_t len, struct error *err)
{
	const char *list = "";
	size_t n;
	const enum field_id *fields = field_facets(&n);

	for (size_t i = 0; i < n; i++)
		list = arena_printf(arena, "%s%s%s", list, i > 0 ? ", " : "",
		    field_get(fields[i])->name);
	return error_set(err, ERROR_USAGE, "%s cannot be '%.40s', only: %s",
	    "facets", arena_strndup(arena, name, len), list);
}

/* All of them ("1", or no value), none ("0"), or "holder,session". */
static bool
set_facets(struct request *request, struct arena *arena, const char *value,
    struct error *err)
{
	size_t n;

	field_facets(&n);
	request->facet_fields = 0;
	request->facet_list = "1";
	request->facets = value == NULL || strcmp(value, "0") != 0;
	if (value == NULL || strcmp(value, "0") == 0 || strcmp(value, "1") == 0)
		return true;
	request->facet_list = value;
	for (const char *at = value; *at != '\0';) {
		size_t len = strcspn(at, ",");
		size_t place = facet_find(at, len);

		if (place == n)
			return set_facets_unknown(arena, at, len, err);
		request->facet_fields |= (uint32_t)1 << place;
		at += len + (at[len] == ',');
	}
	return true;
}

static bool
set_unknown(const char *name, enum request_source source, struct error *err)
{
	const char *near = nearest(name, key_name, N_KEYS + FIELD_COUNT);
	const char *dashes = source == REQUEST_ARGUMENTS ? "--" : "";

	if (near != NULL)
		return error_set(err, ERROR_USAGE,
		    "there is no %s%.40s; did you mean %s%s?", dashes, name,
		    dashes, near);
	return error_set(err, ERROR_USAGE, "there is no %s%.40s", dashes, name);
}

static bool
set_filter(struct request *request, struct arena *arena, enum field_id id,
    const char *value, struct error *err)
{
	if (value == NULL || *value == '\0')
		return error_set(err, ERROR_USAGE, "--%s needs a value",
		    field_get(id)->name);
	request->filter[id] =
	    request->filter[id] == NULL
		? value
		: arena_printf(arena, "%s,%s", request->filter[id], value);
	return true;
}

bool
request_set(struct request *request, struct arena *arena,
    enum request_source source, const char *name, const char *value,
    struct error *err)
{
	const struct key *key = key_find(name);
	const struct field *field;
	char *member;

	if (key == NULL || (key->sources & source) == 0) {
		field = field_find(name, strlen(name));
		if (field == NULL || field->how == FIELD_INTERNAL)
			return set_unknown(name, source, err);
		return set_filter(request, arena, field->id, value, err);
	}
	member = (char *)request + key->offset;
	if (value == NULL && request_takes_value(name))
		return error_set(err, ERROR_USAGE, "--%s needs a value", name);
	switch (key->kind) {
	case KEY_STRING:
		*(const char **)member = value;
		return true;
	case KEY_NUMBER:
		return set_number(key, value, (uint32_t *)member, err);
	case KEY_CHOICE:
		request->format_set |= key->choice == formats;
		return set_choice(arena, key, value, (unsigned *)member, err);
	case KEY_FLAG:
		*(bool *)member = value == NULL || strcmp(value, "0") != 0;
		return true;
	case KEY_FACETS:
		return set_facets(request, arena, value, err);
	}
	return false;
}

bool
request_takes_value(const char *name)
{
	const struct key *key = key_find(name);

	if (key == NULL)
		return field_find(name, strlen(name)) != NULL;
	return key->kind != KEY_FLAG && key->kind != KEY_FACETS;
}
