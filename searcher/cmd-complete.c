/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Words that may come next, one a line, for the completion of shells. Not for
 * people: it is in no list of commands.
 */
#include "core/field.h"
#include "core/translate.h"
#include "searcher/command.h"
#include "searcher/page.h"
#include "searcher/pick.h"

#include <string.h>
#include <strings.h>

/* Words of one kind with a beginning. */
struct completing {
	struct command_context *context;
	const char *begin;  /* what was typed so far */
	const char *last;   /* the word before, not to be said again */
	const char *before; /* what stands before each word */
};

static void
put(struct completing *c, const char *word)
{
	if (*word == '\0' ||
	    strncasecmp(word, c->begin, strlen(c->begin)) != 0 ||
	    strpbrk(word, "\n\t\r") != NULL || strcmp(word, c->last) == 0)
		return;
	c->last = arena_strdup(c->context->searcher->arena, word);
	if (*c->before != '\0' && strchr(word, ' ') != NULL)
		word =
		    arena_printf(c->context->searcher->arena, "\"%s\"", word);
	out_puts(c->context->out, c->before);
	page_verbatim(c->context->out, word, strlen(word));
	out_puts(c->context->out, "\n");
}

static void
put_commands(struct completing *c)
{
	for (size_t i = 0; i < command_count(); i++)
		if (!command_at(i)->hidden)
			put(c, command_at(i)->command->name);
	for (size_t i = 0; command_apart(i) != NULL; i++)
		put(c, command_apart(i));
}

static void
put_options(struct completing *c)
{
	const char *name;

	for (size_t i = 0; (name = request_key_name(i)) != NULL; i++)
		put(c, arena_printf(c->context->searcher->arena, "--%s", name));
	for (int id = 0; id < FIELD_COUNT; id++)
		if (field_get((enum field_id)id)->how != FIELD_INTERNAL)
			put(c, arena_printf(c->context->searcher->arena, "--%s",
				   field_get((enum field_id)id)->name));
}

/* The values that an index has of a field. */
static bool
put_values(struct completing *c, enum field_id field, struct error *err)
{
	struct index *index = c->context->searcher->index;
	const char *prefix = field_get(field)->prefix;
	struct xap_error xerr;
	struct xap_terms *terms =
	    xap_terms_open(index_db(index), prefix, strlen(prefix), &xerr);

	while (terms != NULL && xap_terms_next(terms, &xerr)) {
		size_t n;
		const char *term = xap_terms_get(terms, &n);

		put(c, term + strlen(prefix));
	}
	xap_terms_free(terms);
	return xerr.status == XAP_OK || index_error(index, &xerr, err);
}

/* Names that only the profiles have: of holders and of provisions. */
static bool
put_names(struct completing *c, bool holders, struct error *err)
{
	struct index *index = c->context->searcher->index;
	const char *id;

	for (size_t i = 0; (id = profile_id(index, i)) != NULL; i++) {
		const struct negotiation *neg =
		    index_negotiation(index, id, err);
		const struct holder *const *holder;
		size_t n;

		if (neg == NULL)
			return false;
		holder = holder_set_all(neg->holders, &n);
		for (size_t h = 0; holders && h < n; h++)
			put(c, holder[h]->name);
		for (size_t p = 0; !holders && p < neg->n_places; p++) {
			char form[PROVISION_MAX];

			provision_format(&neg->places[p].provision, form);
			put(c, strncmp(form, "art ", 4) == 0 ? form + 4 : form);
		}
		for (size_t p = 0; !holders && p < neg->n_places; p++)
			put(c, neg->places[p].lineage);
	}
	return true;
}

static bool
put_of_index(struct completing *c, const char *kind, struct error *err)
{
	const struct field *field;

	if (c->context->searcher->index == NULL)
		return true;
	if (strcmp(kind, "holders") == 0)
		return put_names(c, true, err);
	if (strcmp(kind, "provisions") == 0)
		return put_names(c, false, err);
	field = field_find(kind, strlen(kind));
	if (field == NULL || field->how != FIELD_FILTER)
		return error_set(err, ERROR_USAGE,
		    "complete takes commands, options, fields, holders, "
		    "provisions, or the name of a field");
	if (field->id == FIELD_HOLDER || field->id == FIELD_SPEAKER ||
	    field->id == FIELD_GROUP || field->id == FIELD_MENTION ||
	    field->id == FIELD_SPOKESPERSON)
		return put_names(c, true, err);
	if (field->id == FIELD_ARTICLE)
		return put_names(c, false, err);
	/* what the kind tells is in no term */
	for (int i = LAYER_STATEMENT;
	     field->id == FIELD_LAYER && i <= (int)LAYER_COMMENTARY; i++)
		put(c, layer_name((enum layer)i));
	return put_values(c, field->id, err);
}

/* Fields, or the values of the one that is being written: "session:s1". */
static bool
put_fields(struct completing *c, struct error *err)
{
	const char *colon = strchr(c->begin, ':');
	const struct field *field =
	    colon == NULL ? NULL
			  : field_find(c->begin, (size_t)(colon - c->begin));

	if (field != NULL && field->how == FIELD_FILTER) {
		c->before = arena_strndup(c->context->searcher->arena, c->begin,
		    (size_t)(colon + 1 - c->begin));
		c->begin = colon + 1;
		return put_of_index(c, field->name, err);
	}
	for (int id = 0; id < FIELD_COUNT; id++)
		if (field_get((enum field_id)id)->how != FIELD_INTERNAL)
			put(c, arena_printf(c->context->searcher->arena,
				   "%s:", field_get((enum field_id)id)->name));
	return true;
}

static int
run(struct command_context *context, struct error *err)
{
	const char *text = context->request->text;
	const char *space = strchr(text, ' ');
	struct arena *arena = context->searcher->arena;
	const char *kind =
	    space == NULL ? text
			  : arena_strndup(arena, text, (size_t)(space - text));
	struct completing c = {context, space == NULL ? "" : space + 1, "", ""};

	if (strcmp(kind, "commands") == 0)
		put_commands(&c);
	else if (strcmp(kind, "options") == 0)
		put_options(&c);
	else if (strcmp(kind, "fields") == 0 ? !put_fields(&c, err)
					     : !put_of_index(&c, kind, err))
		return EXIT_USAGE;
	return EXIT_FOUND;
}

const struct command command_complete = {"complete",
    N_("words that may come next"),
    N_("usage: travaux complete WHAT [BEGINNING]\n"
       "\n"
       "Words for the completion of shells, one a line: commands, options,\n"
       "fields, holders, provisions, or the values of a field.\n"
       "\n"
       "Examples:\n"
       "  travaux complete commands\n"
       "  travaux complete session\n"),
    run};
