/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Values of fields whose forms are fixed: no profile needed. */
#include "core/fold.h"
#include "core/language.h"
#include "core/provision.h"
#include "core/record.h"
#include "core/stance.h"
#include "searcher/nearest.h"
#include "searcher/query.h"

#include <ctype.h>
#include <string.h>

/* Refuse `value`, naming the values there are. */
static const char *
refuse(struct arena *arena, enum field_id field, const char *value,
    const char *(*name)(int), int count, struct error *err)
{
	const char *list = "", *near = NULL;

	for (int i = 0; i < count; i++)
		list = arena_printf(
		    arena, "%s%s%s", list, i == 0 ? "" : ", ", name(i));
	for (int i = 0; i < count; i++)
		if (near == NULL && nearest_edits(value, name(i), 1) <= 1)
			near = name(i);
	error_set(err, ERROR_USAGE,
	    near != NULL ? "'%.60s' is no %s; did you mean %s? There are %s"
			 : "'%.60s' is no %s%s; there are %s",
	    value, field_get(field)->name, near != NULL ? near : "", list);
	return NULL;
}

static const char *
stance_at(int i)
{
	return stance_name((enum stance)i);
}

static const char *
action_at(int i)
{
	return action_name((enum action)i);
}

static const char *
certainty_at(int i)
{
	return certainty_name((enum certainty)i);
}

static const char *
layer_at(int i)
{
	return layer_name((enum layer)i);
}

static const char *
kind_at(int i)
{
	return record_kind_name((enum record_kind)i);
}

/* The status after "not known": there is no passage to be found by that. */
static const char *
status_at(int i)
{
	return passage_status_name((enum passage_status)(i + 1));
}

static char *
lower(struct arena *arena, const char *s, size_t n)
{
	char *copy = arena_strndup(arena, s, n);

	for (size_t i = 0; i < n; i++)
		copy[i] = (char)tolower((unsigned char)copy[i]);
	return copy;
}

static const char *
article_value(
    struct arena *arena, const char *value, size_t n, struct error *err)
{
	struct provision provision;
	char form[PROVISION_MAX];

	if (!provision_parse(value, n, &provision)) {
		error_set(err, ERROR_USAGE,
		    "'%.*s' is no provision; write article:42, "
		    "article:42(3)(b), article:\"chapter III\" or "
		    "article:preamble",
		    n > 60 ? 60 : (int)n, value);
		return NULL;
	}
	provision_format(&provision, form);
	return arena_strdup(arena, form);
}

/*
 * "1" and "B" are options 1 and B; "alt 2" is as it is said. Folding makes
 * plain quotes and stars of some signs (U+301E, U+FF0A) that are none in a
 * query: a value that held one could not be written in it.
 */
static const char *
option_value(struct arena *arena, const char *value, size_t n)
{
	char *folded = arena_strdup(arena, fold_text(arena, value, n, NULL));
	size_t used = 0;

	for (const char *s = folded; *s != '\0'; s++)
		if (*s != '"' && *s != '*')
			folded[used++] = *s;
	folded[used] = '\0';
	return strchr(folded, ' ') != NULL
		   ? folded
		   : arena_printf(arena, "option %s", folded);
}

const char *
query_value(struct arena *arena, enum field_id field, const char *value,
    size_t n, struct error *err)
{
	const char *small = lower(arena, value, n);
	enum record_kind kind;
	enum stance stance;
	enum action action;
	enum layer layer;
	enum certainty certainty;
	enum language language;
	enum passage_status status;

	switch (field) {
	case FIELD_ARTICLE:
		return article_value(arena, value, n, err);
	case FIELD_KIND:
		if (record_kind_find(small, &kind))
			return record_kind_name(kind);
		return refuse(
		    arena, field, small, kind_at, RECORD_KIND_COUNT, err);
	case FIELD_STANCE:
		if (stance_find(small, &stance))
			return stance_name(stance);
		return refuse(
		    arena, field, small, stance_at, STANCE_COUNT, err);
	case FIELD_ACTION:
	case FIELD_IMPLIED:
		if (action_find(small, &action))
			return action_name(action);
		return refuse(
		    arena, field, small, action_at, ACTION_COUNT, err);
	case FIELD_LAYER:
		if (layer_find(small, &layer))
			return layer_name(layer);
		return refuse(
		    arena, field, small, layer_at, LAYER_COMMENTARY + 1, err);
	case FIELD_CERTAINTY:
		if (certainty_find(small, &certainty))
			return certainty_name(certainty);
		return refuse(arena, field, small, certainty_at,
		    CERTAINTY_IMPLIED + 1, err);
	case FIELD_STATUS:
		if (passage_status_find(small, &status))
			return passage_status_name(status);
		return refuse(
		    arena, field, small, status_at, STATUS_COUNT - 1, err);
	case FIELD_OPTION:
		return option_value(arena, value, n);
	case FIELD_LANGUAGE:
		language = language_find(small);
		return language == LANGUAGE_NONE ? small
						 : language_code(language);
	default:
		return arena_strndup(arena, value, n);
	}
}
