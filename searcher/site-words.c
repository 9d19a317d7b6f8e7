/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the data calls its things, in words of the page's language. */
#include "searcher/site.h"

#include "core/language.h"
#include "core/translate.h"
#include "searcher/phrases.h"
#include "searcher/pick.h"
#include "searcher/provision-label.h"

#include <string.h>

/* A name of the data and its words. */
struct word {
	const char *name;
	const char *words; /* marked with a context: NC_() */
};

static const struct word kinds[] = {{"other", NC_("kind of record", "other")},
    {"statement", NC_("kind of record", "statement")},
    {"draft", NC_("kind of record", "draft")},
    {"compilation", NC_("kind of record", "compilation")},
    {"summary", NC_("kind of record", "summary")},
    {"commentary", NC_("kind of record", "commentary")},
    {"outcome", NC_("kind of record", "outcome")}, {NULL, NULL}};

static const struct word stances[] = {{"none", NC_("stance", "no side")},
    {"support", NC_("stance", "support")},
    {"oppose", NC_("stance", "opposition")},
    {"propose", NC_("stance", "proposal")},
    {"question", NC_("stance", "question")},
    {"reserve", NC_("stance", "reservation")}, {NULL, NULL}};

static const struct word actions[] = {{"none", NC_("action", "none")},
    {"retain", NC_("action", "retention")},
    {"delete", NC_("action", "removal")},
    {"insert", NC_("action", "insertion")},
    {"amend", NC_("action", "amendment")},
    {"replace", NC_("action", "replacement")}, {"move", NC_("action", "move")},
    {"merge", NC_("action", "merger")},
    {"bracket", NC_("action", "square brackets")}, {NULL, NULL}};

static const struct word certainties[] = {
    {"explicit", NC_("certainty", "said expressly")},
    {"implied", NC_("certainty", "implied")}, {NULL, NULL}};

static const struct word statuses[] = {
    {"agreed", NC_("status of text", "agreed")},
    {"bracketed", NC_("status of text", "in brackets")},
    {"contested", NC_("status of text", "contested")},
    {"note", NC_("part of a record", "note")},
    {"comment", NC_("part of a record", "comment")},
    {"row", NC_("part of a record", "row of a table")},
    {"aside", NC_("part of a record", "aside")}, {NULL, NULL}};

static const struct word holder_kinds[] = {
    {"state", NC_("kind of holder", "State")},
    {"group", NC_("kind of holder", "group")},
    {"office", NC_("kind of holder", "office")},
    {"organization", NC_("kind of holder", "organization")},
    {"person", NC_("kind of holder", "person")},
    {"cluster", NC_("kind of holder", "several named together")},
    {"unnamed", NC_("kind of holder", "not named")}, {NULL, NULL}};

static const struct word fields[] = {{"action", NC_("field", "Action")},
    {"article", NC_("field", "Article")}, {"author", NC_("field", "Author")},
    {"date", NC_("field", "Date")}, {"group", NC_("field", "Group")},
    {"holder", NC_("field", "Holder of a position")},
    {"item", NC_("field", "Agenda item")}, {"kind", NC_("field", "Kind")},
    {"certainty", NC_("field", "Certainty")},
    {"implied", NC_("field", "Implied action")},
    {"instrument", NC_("field", "Draft or treaty")},
    {"lang", NC_("field", "Language")}, {"language", NC_("field", "Language")},
    {"layer", NC_("field", "Source of a position")},
    {"meeting", NC_("field", "Meeting")},
    {"mentions", NC_("field", "Mentions")},
    {"negotiation", NC_("field", "Negotiation")},
    {"number", NC_("field", "Number")},
    {"on_behalf_of", NC_("field", "On behalf of")},
    {"option", NC_("field", "Option")},
    {"organization", NC_("field", "Organization")},
    {"path", NC_("field", "File")}, {"place", NC_("field", "Place")},
    {"record", NC_("field", "Record")}, {"session", NC_("field", "Session")},
    {"speaker", NC_("field", "Speaker")},
    {"spokesperson", NC_("field", "Spokesperson")},
    {"stance", NC_("field", "Stance")},
    {"status", NC_("field", "Status of the text")},
    {"symbol", NC_("field", "Symbol")}, {"text", NC_("field", "Text")},
    {"title", NC_("field", "Title")}, {"topic", NC_("field", "Topic")},
    {"volume", NC_("field", "Volume")}, {NULL, NULL}};

/* The words of a name, or itself. */
static const char *
words_of(const struct word *list, const char *name)
{
	for (size_t i = 0; list[i].name != NULL; i++)
		if (strcmp(list[i].name, name) == 0)
			return translate_marked(list[i].words);
	return name;
}

const char *
site_kind_words(enum record_kind kind)
{
	return words_of(kinds, record_kind_name(kind));
}

const char *
site_status_words(const char *name)
{
	return words_of(statuses, name);
}

const char *
site_holder_kind_words(const char *name)
{
	return words_of(holder_kinds, name);
}

const char *
site_field_words(const char *name)
{
	return words_of(fields, name);
}

const char *
site_language_words(const char *code)
{
	const struct translate_language *known =
	    translate_find(code, strlen(code));

	return known != NULL && strcmp(known->code, code) == 0 ? known->name
							       : code;
}

const char *
site_holder_name(const struct site *site, const struct negotiation *neg,
    const char *id, const char *otherwise)
{
	const struct holder *known =
	    neg != NULL ? holder_by_id(neg->holders, id) : NULL;
	const char *name;

	if (known == NULL)
		return otherwise;
	name = known->names[language_find(site->language->code)];
	return name != NULL && *name != '\0' ? name : known->name;
}

/* The name that a session or a holder has in a profile of the index. */
static const char *
profile_name(struct site *site, enum field_id id, const char *value)
{
	struct index *index = site->searcher->index;
	struct error ignored = {0};
	const char *profile;

	for (size_t i = 0; (profile = profile_id(index, i)) != NULL; i++) {
		const struct negotiation *neg =
		    index_negotiation(index, profile, &ignored);
		const struct session *session;

		if (neg == NULL)
			continue;
		if (id != FIELD_SESSION) {
			const char *name =
			    site_holder_name(site, neg, value, NULL);

			if (name != NULL)
				return name;
			continue;
		}
		session = negotiation_session(neg, value);
		if (session != NULL && session->n_names > 0)
			return session->names[0];
	}
	return value;
}

/* A provision through all its drafts, by its title in a profile. */
static const char *
topic_name(struct site *site, const char *value)
{
	struct error ignored = {0};
	const char *profile;

	for (size_t i = 0;
	     (profile = profile_id(site->searcher->index, i)) != NULL; i++) {
		const struct negotiation *neg =
		    index_negotiation(site->searcher->index, profile, &ignored);
		struct provision_label label;
		size_t n = 0;

		if (neg != NULL)
			negotiation_lineage(neg, site->arena, value, &n);
		if (n == 0)
			continue;
		label = provision_label(site->arena, neg, value);
		if (label.title[0] != '\0')
			return label.title;
	}
	return value;
}

const char *
site_value_words(struct site *site, enum field_id id, const char *value)
{
	switch (id) {
	case FIELD_KIND:
		return words_of(kinds, value);
	case FIELD_STANCE:
		return words_of(stances, value);
	case FIELD_LAYER:
		/* Layers are kinds of records that hold positions. */
		return words_of(kinds, value);
	case FIELD_ARTICLE:
		return phrase_provision(site->arena, value);
	case FIELD_TOPIC:
		return topic_name(site, value);
	case FIELD_CERTAINTY:
		return words_of(certainties, value);
	case FIELD_ACTION:
	case FIELD_IMPLIED:
		return words_of(actions, value);
	case FIELD_STATUS:
		return words_of(statuses, value);
	case FIELD_LANGUAGE:
		return site_language_words(value);
	case FIELD_SESSION:
	case FIELD_HOLDER:
	case FIELD_SPEAKER:
	case FIELD_GROUP:
	case FIELD_MENTION:
	case FIELD_SPOKESPERSON:
		return profile_name(site, id, value);
	default:
		return value;
	}
}

void
site_name_rows(struct site *site, struct tally *tally)
{
	for (size_t i = 0; i < tally->n_holders; i++) {
		struct tally_holder *row = &tally->holder[i];
		const char *name = profile_name(site, FIELD_HOLDER, row->id);

		if (name != row->id)
			row->name = name;
	}
}
