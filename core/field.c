/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/field.h"

#include "core/provision.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/*
 * Prefixes follow Xapian's custom where it has one (Q unique id, L language,
 * A author, S title), and X + a letter otherwise. Users' values never begin
 * with an upper-case letter that could be taken for part of a prefix, because
 * no prefix is the beginning of another.
 */
static const struct field fields[FIELD_COUNT] = {
    {FIELD_TEXT, "text", NULL, "", FIELD_WORDS, "words of the passage"},
    {FIELD_TITLE, "title", NULL, "S", FIELD_WORDS,
	"words of the record's title and of headings"},
    {FIELD_RECORD, "record", "id", "Q", FIELD_FILTER, "a record, by its id"},
    {FIELD_KIND, "kind", "type", "XK", FIELD_FILTER,
	"statement, draft, compilation, summary, commentary, outcome"},
    {FIELD_SPEAKER, "speaker", NULL, "XS", FIELD_FILTER,
	"who speaks: a State, group, office or person"},
    {FIELD_GROUP, "group", NULL, "XG", FIELD_FILTER,
	"the group on whose behalf it is said"},
    {FIELD_HOLDER, "holder", NULL, "XH", FIELD_FILTER,
	"who takes a position in the passage"},
    {FIELD_MENTION, "mentions", "mention", "XW", FIELD_FILTER,
	"a State or group named in the passage"},
    {FIELD_SESSION, "session", NULL, "XE", FIELD_FILTER,
	"a session: its id, number or name"},
    {FIELD_MEETING, "meeting", NULL, "XM", FIELD_FILTER,
	"a meeting of a session"},
    {FIELD_DATE, "date", NULL, "XD", FIELD_DATES,
	"a date or range: 2023, 2023-01, 2023-01-09..2023-01-20, .."},
    {FIELD_ARTICLE, "article", "provision", "XA", FIELD_FILTER,
	"a provision named in the passage or over it: 42, 42(3)(b)"},
    {FIELD_INSTRUMENT, "instrument", "draft", "XI", FIELD_FILTER,
	"a draft or treaty: its id or symbol"},
    {FIELD_TOPIC, "topic", "lineage", "XL", FIELD_FILTER,
	"a provision through all its drafts: safeguards"},
    {FIELD_STANCE, "stance", NULL, "XT", FIELD_FILTER,
	"support, oppose, propose, question, reserve"},
    {FIELD_ACTION, "action", NULL, "XC", FIELD_FILTER,
	"retain, delete, insert, amend, replace, move, merge ..."},
    {FIELD_LAYER, "layer", NULL, "XY", FIELD_FILTER,
	"statement, compilation, summary, commentary"},
    {FIELD_LANGUAGE, "lang", "language", "L", FIELD_FILTER,
	"language: ar, en, es, fr, ru, zh"},
    {FIELD_SYMBOL, "symbol", NULL, "XB", FIELD_FILTER,
	"a document's symbol: A/AC.291/19"},
    {FIELD_AUTHOR, "author", NULL, "A", FIELD_FILTER,
	"the author of a commentary"},
    {FIELD_ORGANIZATION, "organization", "organisation", "XO", FIELD_FILTER,
	"publisher, organization, or the speaker's party"},
    {FIELD_NEGOTIATION, "negotiation", NULL, "XN", FIELD_FILTER,
	"a negotiation, by its profile's id"},
    {FIELD_POSITION, "position", NULL, "XP", FIELD_INTERNAL,
	"a position; see travaux positions"},
    {FIELD_PATH, "path", "file", "XF", FIELD_FILTER,
	"the file a record was read from"},
    {FIELD_STATUS, "status", NULL, "XU", FIELD_FILTER,
	"of a draft's text: agreed, bracketed, contested"},
    {FIELD_OPTION, "option", "alternative", "XV", FIELD_FILTER,
	"a variant in a draft: 1, B, \"alt 2\""},
};

/* Longest value in a term; Xapian takes 245 bytes, and NUL counts twice. */
#define VALUE_MAX 200

static const enum field_id facets[] = {FIELD_HOLDER, FIELD_TOPIC, FIELD_SPEAKER,
    FIELD_SESSION, FIELD_KIND, FIELD_LANGUAGE, FIELD_GROUP, FIELD_ARTICLE,
    FIELD_STANCE};

const enum field_id *
field_facets(size_t *ret_count)
{
	*ret_count = sizeof facets / sizeof facets[0];
	return facets;
}

const struct field *
field_get(enum field_id id)
{
	return &fields[id];
}

static bool
name_is(const char *name, const char *s, size_t n)
{
	return name != NULL && strlen(name) == n &&
	       strncasecmp(name, s, n) == 0;
}

const struct field *
field_find(const char *name, size_t n)
{
	for (size_t i = 0; i < FIELD_COUNT; i++)
		if (fields[i].how != FIELD_INTERNAL &&
		    (name_is(fields[i].name, name, n) ||
			name_is(fields[i].alias, name, n)))
			return &fields[i];
	return NULL;
}

const char *
field_list(struct arena *arena)
{
	const char *names[FIELD_COUNT];
	size_t count = 0;
	const char *list = "";

	for (size_t i = 0; i < FIELD_COUNT; i++) {
		size_t at = count;

		if (fields[i].how == FIELD_INTERNAL)
			continue;
		for (; at > 0 && strcmp(names[at - 1], fields[i].name) > 0;
		     at--)
			names[at] = names[at - 1];
		names[at] = fields[i].name;
		count++;
	}
	for (size_t i = 0; i < count; i++)
		list = arena_printf(
		    arena, "%s%s%s", list, i > 0 ? ", " : "", names[i]);
	return list;
}

/* The value, or its beginning and a hash of it where it is too long. */
static const char *
value_cut(struct arena *arena, const char *value, size_t max)
{
	unsigned char hash[16];
	char hex[2 * sizeof hash + 1];
	size_t n = strlen(value);
	size_t keep = max - sizeof hex;

	if (n <= max)
		return value;
	crypto_generichash(
	    hash, sizeof hash, (const unsigned char *)value, n, NULL, 0);
	sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
	while (keep > 0 && ((unsigned char)value[keep] & 0xC0) == 0x80)
		keep--;
	return arena_printf(arena, "%.*s~%s", (int)keep, value, hex);
}

const char *
field_term(
    struct arena *arena, enum field_id id, const char *value, size_t *ret_n)
{
	const char *prefix = fields[id].prefix;
	size_t skip = strlen(prefix), n;
	char *term;

	value = value_cut(arena, value, VALUE_MAX);
	n = strlen(value);
	term = arena_alloc(arena, skip + n + 1);
	memcpy(term, prefix, skip);
	memcpy(term + skip, value, n);
	if (ret_n != NULL)
		*ret_n = skip + n;
	return term;
}

const char *
position_term(struct arena *arena, const char *negotiation, const char *key,
    const char *scope, const char *action, const char *stance,
    const char *holder, size_t *ret_n)
{
	const char *part[] = {negotiation, key, scope, action, stance};
	char *term = arena_strdup(arena, fields[FIELD_POSITION].prefix);

	for (size_t i = 0; i < sizeof part / sizeof part[0]; i++) {
		if (part[i] == NULL)
			goto end;
		term = arena_printf(
		    arena, "%s%s\t", term, value_cut(arena, part[i], 60));
	}
	if (holder != NULL)
		term = arena_printf(
		    arena, "%s%s", term, value_cut(arena, holder, 70));
end:
	if (ret_n != NULL)
		*ret_n = strlen(term);
	return term;
}

bool
position_term_split(struct arena *arena, const char *term, size_t n,
    struct position_term_parts *ret)
{
	const char *prefix = fields[FIELD_POSITION].prefix;
	size_t skip = strlen(prefix);
	char *copy = arena_strndup(arena, term, n);
	const char *part[6];
	size_t count = 0;

	if (n < skip || memcmp(copy, prefix, skip) != 0)
		return false;
	for (char *s = copy + skip; s != NULL && count < 6; count++) {
		char *tab = count < 5 ? strchr(s, '\t') : NULL;

		part[count] = s;
		if (tab != NULL)
			*tab++ = '\0';
		s = tab;
	}
	if (count != 6)
		return false;
	ret->negotiation = part[0];
	ret->key = part[1];
	ret->scope = part[2];
	ret->action = part[3];
	ret->stance = part[4];
	ret->holder = part[5];
	return true;
}

const char *
position_key(struct arena *arena, const char *lineage, const char *instrument,
    const char *provision)
{
	struct provision parsed;
	char base[PROVISION_MAX];

	if (lineage[0] != '\0')
		return lineage;
	if (provision[0] == '\0' ||
	    !provision_parse(provision, strlen(provision), &parsed))
		return "-";
	parsed = provision_base(&parsed);
	provision_format(&parsed, base);
	if (instrument[0] == '\0')
		return arena_strdup(arena, base);
	return arena_printf(arena, "%s %s", instrument, base);
}
