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
    {FIELD_CERTAINTY, "certainty", NULL, "XR", FIELD_FILTER,
	"of a position: explicit, implied"},
    {FIELD_IMPLIED, "implied", NULL, "XJ", FIELD_FILTER,
	"action that follows where a position names none"},
    {FIELD_SPOKESPERSON, "spokesperson", NULL, "XQ", FIELD_FILTER,
	"who speaks for a group or for others"},
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

/* A part of a position's term: cut, and without the tab that ends it. */
static const char *
part_make(struct arena *arena, const char *value, size_t max)
{
	char *part;

	value = value_cut(arena, value, max);
	if (strchr(value, '\t') == NULL)
		return value;
	part = arena_strdup(arena, value);
	for (char *s = part; *s != '\0'; s++)
		if (*s == '\t')
			*s = ' ';
	return part;
}

/*
 * Scope, action and stance are a letter each: a walk over all such terms costs
 * by their bytes. In the order of the enumerations.
 */
static const char scope_letters[] = "wpr";
static const char action_letters[] = "nrdiaxmgb";
static const char stance_letters[] = "nsopqr";

/* Letters of those that are given, up to the first that is not. */
static const char *
kind_letters(
    const char *scope, const char *action, const char *stance, char buffer[4])
{
	enum scope sc;
	enum action ac;
	enum stance st;
	size_t n = 0;

	if (scope != NULL && scope_find(scope, &sc))
		buffer[n++] = scope_letters[sc];
	if (n == 1 && action != NULL && action_find(action, &ac))
		buffer[n++] = action_letters[ac];
	if (n == 2 && stance != NULL && stance_find(stance, &st))
		buffer[n++] = stance_letters[st];
	buffer[n] = '\0';
	return buffer;
}

const char *
position_term(struct arena *arena, const char *negotiation, const char *key,
    const char *scope, const char *action, const char *stance,
    const char *holder, size_t *ret_n)
{
	const char *term = arena_printf(arena, "%s%s\t",
	    fields[FIELD_POSITION].prefix, part_make(arena, negotiation, 60));
	char letters[4];

	if (key != NULL)
		term = arena_printf(arena, "%s%s\t%s%s", term,
		    part_make(arena, key, 60),
		    kind_letters(scope, action, stance, letters),
		    holder != NULL ? part_make(arena, holder, 70) : "");
	if (ret_n != NULL)
		*ret_n = strlen(term);
	return term;
}

const char *
position_term_whole(struct arena *arena, const char *negotiation,
    const char *key, const struct position *position, enum layer layer,
    bool inner, size_t *ret_n)
{
	const char *term = position_term(arena, negotiation, key,
	    scope_name(position->scope), action_name(position->action),
	    stance_name(position->stance), position->holder, NULL);

	term = arena_printf(arena, "%s\t%d%d%c%c%c%c", term,
	    (int)position->holder_kind, (int)layer,
	    position->certainty == CERTAINTY_IMPLIED ? 'i' : 'e',
	    position->condition[0] != '\0' ? 'c' : 'u', inner ? 'p' : 'w',
	    action_letters[position->implied]);
	if (ret_n != NULL)
		*ret_n = strlen(term);
	return term;
}

/* The place of a letter in a list, or -1. */
static int
letter_find(const char *letters, char c)
{
	const char *at = c != '\0' ? strchr(letters, c) : NULL;

	return at != NULL ? (int)(at - letters) : -1;
}

static bool
read_kind(const char *letters, struct position_term_parts *ret)
{
	int scope = letter_find(scope_letters, letters[0]);
	int action = scope < 0 ? -1 : letter_find(action_letters, letters[1]);
	int stance = action < 0 ? -1 : letter_find(stance_letters, letters[2]);

	ret->scope = (enum scope)scope;
	ret->action = (enum action)action;
	ret->stance = (enum stance)stance;
	return stance >= 0;
}

static bool
read_marks(const char *marks, struct position_term_parts *ret)
{
	size_t n = strlen(marks);
	int implied = n > 5 ? letter_find(action_letters, marks[5]) : 0;

	if (n < 5 || n > 6 || implied < 0 || marks[0] < '0' ||
	    marks[0] > '0' + HOLDER_UNNAMED || marks[1] < '0' ||
	    marks[1] > '0' + LAYER_COMMENTARY)
		return false;
	ret->kind = (enum holder_kind)(marks[0] - '0');
	ret->layer = (enum layer)(marks[1] - '0');
	ret->certainty =
	    marks[2] == 'i' ? CERTAINTY_IMPLIED : CERTAINTY_EXPLICIT;
	ret->conditional = marks[3] == 'c';
	ret->inner = marks[4] == 'p';
	ret->implied = (enum action)implied;
	return true;
}

/* Cut at the tabs; false where there are not that many parts. */
static bool
split_at_tabs(char *s, const char **part, size_t parts)
{
	for (size_t i = 0; i < parts; i++) {
		char *tab = strchr(s, '\t');

		part[i] = s;
		if ((tab == NULL) != (i + 1 == parts))
			return false;
		if (tab != NULL) {
			*tab = '\0';
			s = tab + 1;
		}
	}
	return true;
}

bool
position_term_split(struct arena *arena, const char *term, size_t n,
    struct position_term_parts *ret)
{
	const char *prefix = fields[FIELD_POSITION].prefix;
	size_t skip = strlen(prefix);
	const char *part[4];

	if (n < skip || memcmp(term, prefix, skip) != 0 ||
	    !split_at_tabs(
		arena_strndup(arena, term + skip, n - skip), part, 4) ||
	    !read_kind(part[2], ret))
		return false;
	ret->negotiation = part[0];
	ret->key = part[1];
	ret->holder = part[2] + 3;
	return read_marks(part[3], ret);
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
