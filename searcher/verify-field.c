/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/verify-field.h"

#include "core/fold.h"
#include "core/provision.h"
#include "core/speakers.h"

#include <string.h>

/* A subject under test, and the value it is tested for. */
struct trial {
	struct arena *scratch;
	const struct record *record;
	const struct passage *passage;
	const struct position *position; /* or NULL */
	const char *value;
	struct provision asked; /* the value, where it is a provision */
};

static bool
same(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

/* A name as the index holds it: folded. */
static bool
same_folded(const struct trial *t, const char *name)
{
	return name[0] != '\0' &&
	       same(fold_text(t->scratch, name, strlen(name), NULL),
		   fold_text(t->scratch, t->value, strlen(t->value), NULL));
}

static bool
same_party(const struct trial *t, const char *id, const char *name)
{
	return id[0] != '\0' ? same(id, t->value) : same_folded(t, name);
}

static bool
is_speaker(const struct trial *t)
{
	return same_party(t, t->passage->speaker_id, t->passage->speaker) ||
	       speakers_have(t->passage->speaker_ids, t->value);
}

/* Who speaks for the position's holder, or who speaks in somebody's name. */
static bool
is_spokesperson(const struct trial *t)
{
	const struct passage *passage = t->passage;

	if (passage->on_behalf_of[0] != '\0' && is_speaker(t) &&
	    (t->position == NULL ||
		same(t->position->holder, passage->group_id)))
		return true;
	for (size_t i = 0; i < passage->n_positions; i++) {
		const struct position *p =
		    t->position != NULL ? t->position : &passage->positions[i];

		if (same(p->spokesperson, t->value) ||
		    same_folded(t, p->spokesperson))
			return true;
		if (t->position != NULL)
			break;
	}
	return false;
}

static bool
covers(const struct trial *t, const char *form)
{
	struct provision p;

	return form[0] != '\0' && provision_parse(form, strlen(form), &p) &&
	       (provision_covers(&t->asked, &p) ||
		   (p.last[0] != '\0' && provision_covers(&p, &t->asked)));
}

static bool
article_of_passage(const struct trial *t)
{
	const struct passage *passage = t->passage;

	for (size_t i = 0; i < passage->n_provisions; i++)
		if (covers(t, passage->provisions[i].provision))
			return true;
	for (size_t i = 0; i < passage->n_positions; i++)
		if (covers(t, passage->positions[i].provision))
			return true;
	return covers(t, passage->provision[0] != '\0' ? passage->provision
						       : t->record->provision);
}

static bool
topic_of_passage(const struct trial *t)
{
	const struct passage *passage = t->passage;

	for (size_t i = 0; i < passage->n_provisions; i++)
		if (same(passage->provisions[i].lineage, t->value))
			return true;
	for (size_t i = 0; i < passage->n_positions; i++)
		if (same(passage->positions[i].lineage, t->value))
			return true;
	return same(passage->lineage, t->value);
}

/* Fields that are those of a position. */
static bool
position_has(
    const struct trial *t, enum field_id field, const struct position *p)
{
	switch (field) {
	case FIELD_HOLDER:
		return same(p->holder, t->value);
	case FIELD_STANCE:
		return same(stance_name(p->stance), t->value);
	case FIELD_ACTION:
		return same(action_name(p->action), t->value);
	case FIELD_IMPLIED:
		return same(action_name(p->implied), t->value);
	case FIELD_CERTAINTY:
		return same(certainty_name(p->certainty), t->value);
	case FIELD_TOPIC:
		return same(p->lineage, t->value);
	case FIELD_ARTICLE:
		return covers(t, p->provision);
	case FIELD_INSTRUMENT:
		return same(p->instrument, t->value);
	default:
		return false;
	}
}

static bool
any_position_has(const struct trial *t, enum field_id field)
{
	for (size_t i = 0; i < t->passage->n_positions; i++)
		if (position_has(t, field, &t->passage->positions[i]))
			return true;
	return false;
}

static bool
mentioned(const struct trial *t)
{
	for (size_t i = 0; i < t->passage->n_holders; i++)
		if (same(t->passage->holders[i].id, t->value))
			return true;
	return false;
}

static bool
language_is(const struct trial *t)
{
	return same_folded(t, passage_language(t->record, t->passage));
}

/* What is contested is in brackets as well. */
static bool
status_is(const struct trial *t)
{
	enum passage_status status = t->passage->status;

	return same(passage_status_name(status), t->value) ||
	       (status == STATUS_CONTESTED &&
		   same(passage_status_name(STATUS_BRACKETED), t->value));
}

/* Whether it is one of the options, within one another, of the passage. */
static bool
option_is(const struct trial *t)
{
	const char *at = t->passage->option, *end;

	for (; *at != '\0'; at = *end != '\0' ? end + 3 : end) {
		end = strstr(at, " > ");
		if (end == NULL)
			end = at + strlen(at);
		if (same_folded(
			t, arena_strndup(t->scratch, at, (size_t)(end - at))))
			return true;
	}
	return false;
}

/* Fields of the record. */
static bool
record_has(const struct trial *t, enum field_id field)
{
	const struct record *record = t->record;

	switch (field) {
	case FIELD_RECORD:
		return same(record->id, t->value);
	case FIELD_KIND:
		return same(record_kind_name(record->kind), t->value);
	case FIELD_LAYER:
		return same(
		    layer_name(record_kind_layer(record->kind)), t->value);
	case FIELD_SESSION:
		return same(record->session, t->value);
	case FIELD_MEETING:
		return same_folded(t, record->meeting);
	case FIELD_SYMBOL:
		return same_folded(t, record->symbol);
	case FIELD_AUTHOR:
		return same_folded(t, record->author);
	case FIELD_ORGANIZATION:
		return same_folded(t, record->organization) ||
		       same_folded(t, t->passage->affiliation);
	case FIELD_NEGOTIATION:
		return same(record->negotiation, t->value);
	case FIELD_PATH:
		return same(record->path, t->value);
	default:
		return false;
	}
}

static bool
value_matches(const struct trial *t, enum field_id field)
{
	const struct passage *passage = t->passage;

	switch (field) {
	case FIELD_HOLDER:
	case FIELD_STANCE:
	case FIELD_ACTION:
	case FIELD_IMPLIED:
	case FIELD_CERTAINTY:
		return t->position != NULL ? position_has(t, field, t->position)
					   : any_position_has(t, field);
	case FIELD_ARTICLE:
		return t->position != NULL ? position_has(t, field, t->position)
					   : article_of_passage(t);
	case FIELD_TOPIC:
		return t->position != NULL ? position_has(t, field, t->position)
					   : topic_of_passage(t);
	case FIELD_INSTRUMENT:
		if (t->position != NULL && t->position->instrument[0] != '\0')
			return position_has(t, field, t->position);
		return same(passage->instrument[0] != '\0'
				? passage->instrument
				: t->record->instrument,
			   t->value) ||
		       (t->position == NULL && any_position_has(t, field));
	case FIELD_SPEAKER:
		return is_speaker(t);
	case FIELD_SPOKESPERSON:
		return is_spokesperson(t);
	case FIELD_GROUP:
		return same_party(t, passage->group_id, passage->on_behalf_of);
	case FIELD_MENTION:
		return mentioned(t);
	case FIELD_LANGUAGE:
		return language_is(t);
	case FIELD_STATUS:
		return status_is(t);
	case FIELD_OPTION:
		return option_is(t);
	default:
		return record_has(t, field);
	}
}

bool
verify_field(struct arena *scratch, const struct query *node,
    const struct subject *subject)
{
	struct trial t = {.scratch = scratch,
	    .record = subject->record,
	    .passage = subject->passage,
	    .position = subject->position};

	for (size_t i = 0; i < node->n_values; i++) {
		t.value = node->value[i];
		if (node->field == FIELD_ARTICLE &&
		    !provision_parse(t.value, strlen(t.value), &t.asked))
			continue;
		if (value_matches(&t, node->field))
			return true;
	}
	return false;
}

bool
verify_dates(const struct query *node, const struct subject *subject)
{
	const char *s = subject->record->date;
	struct date date;

	return date_parse(s, strlen(s), &date) &&
	       date_in_range(date, &node->dates);
}

void
verify_article_hits(struct arena *scratch, const struct query *node,
    const struct tokens *tokens, enum language language, struct hit **hits,
    size_t *count, unsigned which)
{
	size_t n;
	struct provision_mention *mention =
	    provision_find(scratch, tokens, language, &n);

	for (size_t i = 0; i < n; i++) {
		char form[PROVISION_MAX];
		struct trial t = {.scratch = scratch};
		bool wanted = false;

		if (mention[i].reference != PROVISION_NAMED)
			continue;
		provision_format(&mention[i].provision, form);
		for (size_t v = 0; v < node->n_values && !wanted; v++)
			wanted = provision_parse(node->value[v],
				     strlen(node->value[v]), &t.asked) &&
				 covers(&t, form);
		if (!wanted)
			continue;
		*hits = arena_grow(
		    scratch, *hits, *count, *count + 1, sizeof **hits);
		(*hits)[*count].start = tokens->token[mention[i].first].start;
		(*hits)[*count].end = tokens->token[mention[i].end - 1].end;
		(*hits)[(*count)++].which = which;
	}
}
