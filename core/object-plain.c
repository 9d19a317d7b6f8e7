/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/object-plain.h"

#include "core/clause-order.h"
#include "core/small-words.h"

#include <string.h>

#define ACTIONS_MAX 16 /* of one complement */

static bool
is_joint(const struct reading *r, size_t at)
{
	return reading_token(r, at, ",") || reading_token(r, at, ";") ||
	       reading_small(r, at, WORD_AND) ||
	       reading_small(r, at, WORD_OR) || reading_is(r, at, CUE_CONTRAST);
}

static bool
is_quote(const struct reading *r, size_t at)
{
	return reading_token(r, at, "\"") || reading_token(r, at, "'");
}

/* --- actions ------------------------------------------------------------ */

/* "le texte modifié": an attribute, unless a form of to be stands before. */
static bool
is_action(const struct reading *r, const struct cue *cue, size_t first)
{
	size_t at = cue->first;

	if (cue->entry->kind != CUE_ACTION)
		return false;
	if (cue->entry->form == FORM_NOUN ||
	    verb_shape_at(r, at) != SHAPE_PARTICIPLE)
		return true;
	for (size_t i = at; i > first && i + 4 > at; i--)
		if (reading_small(r, i - 1, WORD_BE) ||
		    reading_small(r, i - 1, WORD_FUTURE))
			return true;
	return false;
}

/* Arabic "and" is part of the action's own word. */
static bool
begins_with_and(const struct reading *r, size_t at)
{
	static const char and[] = "و";

	return r->language == LANGUAGE_AR &&
	       strncmp(r->tokens.token[at].folded, and, strlen(and)) == 0;
}

/* Where the part of the complement that holds an action begins. */
static size_t
part_begin(const struct reading *r, size_t after, size_t at)
{
	if (begins_with_and(r, at))
		return at;
	for (size_t i = at; i > after; i--)
		if (is_joint(r, i - 1))
			return i - 1;
	return NOWHERE;
}

/* A complement cut into parts, each with one action. */
struct parts {
	const struct cue *action[ACTIONS_MAX];
	size_t first[ACTIONS_MAX];
	size_t end[ACTIONS_MAX];
	size_t count;
};

static void
parts_cut(const struct reading *r, size_t first, size_t end, struct parts *ret)
{
	ret->count = 0;
	for (size_t i = first; i < end; i++) {
		const struct cue *cue = reading_cue(r, i);
		size_t n = ret->count, begin = first;

		if (cue == NULL || cue->first != i || !is_action(r, cue, first))
			continue;
		if (n == ACTIONS_MAX)
			break;
		if (n > 0) {
			begin = part_begin(r, ret->action[n - 1]->end, i);
			if (begin == NOWHERE)
				continue; /* within what the last one is on */
			ret->end[n - 1] = begin;
		}
		ret->action[n] = cue;
		ret->first[n] = begin;
		ret->end[n] = end;
		ret->count++;
	}
}

/* --- provisions --------------------------------------------------------- */

/* "après l'article 42", "第42条之后": where something new comes. */
static bool
is_beside(const struct reading *r, const struct provision_mention *m)
{
	static const char *const behind[] = {"之", "后", NULL};
	size_t at = m->first;

	while (at > 0 && reading_small(r, at - 1, WORD_THE))
		at--;
	return reading_small_before(r, at, WORD_BESIDE) > 0 ||
	       (r->language == LANGUAGE_ZH && reading_any(r, m->end, behind));
}

/* Whether a word of the kind stands between two tokens. */
static bool
has_cue(const struct reading *r, size_t first, size_t end, enum cue_class kind)
{
	for (size_t i = first; i < end; i++)
		if (reading_is(r, i, kind))
			return true;
	return false;
}

static bool
has_part(const struct reading *r, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++)
		if (r->provision_at[i] < 0 &&
		    (is_quote(r, i) || reading_small(r, i, WORD_PART)))
			return true;
	return false;
}

/* "对第42条的提及": what is edited stands behind the provision. */
static bool
is_referenced(const struct reading *r, const struct thing *t,
    const struct provision_mention *m)
{
	size_t at = m->end;

	if (has_cue(r, t->object, m->first, CUE_REFERENCE))
		return true;
	if (r->language != LANGUAGE_ZH)
		return false;
	at += reading_small(r, at, WORD_OF);
	return at < t->end && reading_is(r, at, CUE_REFERENCE);
}

static bool
counts(const struct reading *r, const struct thing *t,
    const struct provision_mention *m)
{
	if (object_is_states(r, m) || m->provision.kind == PROVISION_TITLE)
		return false;
	return t->action != ACTION_INSERT || !is_beside(r, m);
}

#define ASIDE_WORDS 3 /* between "not" and the provision */

/* "..., mais pas l'article 6", "pero no el artículo 6": not that one. */
static bool
is_set_aside(const struct reading *r, size_t first, size_t at)
{
	for (size_t n = 0; at > first + 1 && n < ASIDE_WORDS; n++, at--) {
		const struct cue *cue = reading_cue(r, at - 1);

		if (cue != NULL && cue->entry->kind == CUE_NEGATOR)
			return cue->first > first &&
			       (reading_small_before(r, cue->first, WORD_AND) ||
				   reading_is(r, cue->first - 1, CUE_CONTRAST));
		if (!reading_word(r, at - 1))
			return false;
	}
	return false;
}

/* Add the provisions among some tokens. */
static void
provisions_take(
    const struct reading *r, struct thing *t, size_t first, size_t end)
{
	for (size_t i = 0; i < r->n_provisions; i++) {
		const struct provision_mention *m = &r->provision[i];

		if (m->first < first || m->first >= end || !counts(r, t, m))
			continue;
		if (is_referenced(r, t, m)) {
			t->scope = SCOPE_REFERENCE;
			if (m->reference == PROVISION_NAMED)
				t->referenced = m;
			continue;
		}
		if (t->action == ACTION_MOVE && t->n_provisions > 0)
			break; /* where it goes */
		if (is_set_aside(r, first, m->first))
			break;
		if (t->n_provisions < PROVISIONS_MAX)
			t->provision[t->n_provisions++] = m;
	}
}

/* "un paragraphe sur X à l'article 30": a part of it will be new. */
static bool
is_put_inside(const struct reading *r, const struct thing *t)
{
	size_t at = t->provision[0]->first;

	while (at > t->object && reading_small(r, at - 1, WORD_THE))
		at--;
	if (r->language == LANGUAGE_ZH)
		return has_cue(r, t->provision[0]->end, t->end, CUE_TEXT) ||
		       reading_small_before(r, at, WORD_INSIDE) > 0;
	return at > t->object && reading_small_before(r, at, WORD_INSIDE) > 0;
}

/* "remplacer, à l'article 3, le mot X par Y": the word follows its place. */
static bool
is_part_next(const struct reading *r, size_t at, size_t end)
{
	while (at < end &&
	       (reading_token(r, at, ",") || reading_small(r, at, WORD_THE)))
		at++;
	return at < end && has_part(r, at, at + 1);
}

static void
thing_scope(const struct reading *r, struct thing *t)
{
	const struct provision_mention *m;

	if (t->referenced != NULL)
		t->n_provisions = 0;
	if (t->scope == SCOPE_REFERENCE || t->n_provisions == 0) {
		if (t->n_provisions == 0 && t->action != ACTION_NONE &&
		    has_cue(r, t->object, t->object_end, CUE_REFERENCE))
			t->scope = SCOPE_REFERENCE;
		return;
	}
	m = t->provision[0];
	if (has_part(r, t->object, m->first) ||
	    (t->cue != NULL && t->action != ACTION_REPLACE &&
		has_part(r, m->end, t->object_end)) ||
	    (t->cue != NULL && is_part_next(r, m->end, t->object_end)) ||
	    (t->action == ACTION_INSERT && is_put_inside(r, t)))
		t->scope = SCOPE_PART;
	if (t->action == ACTION_BRACKET ||
	    (t->cue != NULL && strcmp(t->cue->entry->id, "unbracket") == 0))
		t->scope = SCOPE_WHOLE; /* the brackets are no part of it */
}

/* --- what stands for what was said -------------------------------------- */

/* Words that open a complement and name nothing. */
static size_t
skip_opening(const struct reading *r, size_t at, size_t end)
{
	while (at < end) {
		const struct cue *cue = reading_cue(r, at);
		size_t n = 0;

		if (cue != NULL && cue->entry->kind != CUE_PREPOSITION &&
		    cue->entry->kind != CUE_TOPIC &&
		    cue->entry->kind != CUE_CONTRAST)
			break;
		if (cue != NULL)
			n = cue->end - at;
		else if (is_joint(r, at) || reading_token(r, at, ":"))
			n = 1;
		else if ((n = reading_small(r, at, WORD_THE)) == 0 &&
			 (n = reading_small(r, at, WORD_THAT)) == 0)
			n = reading_small(r, at, WORD_TO);
		if (n == 0)
			break;
		at += n;
	}
	return at;
}

/* "celle-ci", "cette proposition", "此": with nothing else of its own. */
static bool
is_bare(const struct reading *r, const struct thing *t, size_t end)
{
	size_t at = t->object;

	if (!reading_is(r, at, CUE_THIS) && !reading_is(r, at, CUE_PRONOUN) &&
	    !reading_is(r, at, CUE_PROPOSAL))
		return false;
	while (at < end) {
		const struct cue *cue = reading_cue(r, at);
		size_t n = reading_small(r, at, WORD_ADDITION);

		if (n == 0 && cue != NULL &&
		    (cue->entry->kind == CUE_THIS ||
			cue->entry->kind == CUE_PRONOUN ||
			cue->entry->kind == CUE_PROPOSAL ||
			cue->entry->kind == CUE_TEXT))
			n = cue->end - at;
		if (n == 0)
			n = reading_small(r, at, WORD_ADVERB);
		if (n == 0)
			break;
		at += n;
	}
	return at >= end || !reading_word(r, at);
}

/* A pronoun written together with the action, or before it: "suprimirlo". */
static bool
has_pronoun(const struct reading *r, const struct thing *t)
{
	static const char *const endings[] = {
	    "lo", "la", "los", "las", "ها", "ه", "هما", NULL};
	const struct token *verb = &r->tokens.token[t->cue->first];
	size_t at = t->cue->first;

	if (at > t->first && (reading_small(r, at - 1, WORD_OBJECT) ||
				 reading_is(r, at - 1, CUE_THIS) ||
				 (r->language == LANGUAGE_FR &&
				     reading_small(r, at - 1, WORD_THE) &&
				     t->cue->entry->form != FORM_NOUN)))
		return true;
	if (r->language == LANGUAGE_ES
		? verb_shape_at(r, at) != SHAPE_INFINITIVE
		: r->language != LANGUAGE_AR)
		return false;
	for (size_t i = 0; endings[i] != NULL; i++) {
		size_t n = strlen(endings[i]);

		if (verb->length > n + 2 &&
		    memcmp(verb->folded + verb->length - n, endings[i], n) == 0)
			return true;
	}
	return false;
}

/* --- things ------------------------------------------------------------- */

/* The first condition after the complement's first token, or `end`. */
static size_t
find_condition(const struct reading *r, size_t first, size_t end)
{
	for (size_t i = first + 1; i < end; i++)
		if (reading_is(r, i, CUE_CONDITION) &&
		    reading_cue(r, i)->first == i)
			return i;
	return end;
}

/* Whether the token is of a cue with this id. */
static bool
is_id(const struct reading *r, size_t at, const char *id)
{
	const struct cue *cue = reading_cue(r, at);

	return cue != NULL && strcmp(cue->entry->id, id) == 0;
}

static bool
names_text(const struct reading *r, const struct thing *t)
{
	if (t->n_provisions > 0 || t->referenced != NULL)
		return true;
	for (size_t i = t->object; i < t->object_end; i++)
		if (is_quote(r, i) || reading_is(r, i, CUE_TEXT) ||
		    reading_is(r, i, CUE_REFERENCE) ||
		    reading_small(r, i, WORD_AMENDMENT) ||
		    is_id(r, i, "new-text") || r->provision_at[i] >= 0)
			return true;
	return false;
}

/* Whether the action comes after "not": "ne pas supprimer", "عدم حذف". */
static bool
is_negated(const struct reading *r, const struct thing *t)
{
	struct order_group g =
	    order_group(r, t->first, t->cue->first, t->cue->end);
	size_t at = g.first;

	if (g.negated)
		return true;
	/* "que no se suprima": the group begins behind its clitics */
	return at > t->first && reading_is(r, at - 1, CUE_NEGATOR);
}

/* Behind the action's words; within them, where they stand around it. */
static size_t
object_begin(const struct reading *r, const struct cue *cue)
{
	for (size_t i = cue->first + 1; i < cue->end; i++)
		if (r->provision_at[i] >= 0 || reading_is(r, i, CUE_PART))
			return cue->first + 1;
	return cue->end;
}

/* "将第42条移至第六章": where what the action is on begins; else the action. */
static size_t
behind_opener(const struct reading *r, const struct thing *t)
{
	for (size_t i = t->first; i < t->cue->first; i++) {
		size_t n = reading_small(r, i, WORD_BEFORE);

		if (n > 0 && i + n < t->cue->first)
			return i + n;
	}
	return t->cue->first;
}

/* "que l'article 12 soit déplacé au chapitre III": behind it is where to. */
static bool
is_moved(const struct reading *r, const struct thing *t)
{
	if (t->object < t->cue->end)
		return false;
	for (size_t i = t->first; i < t->cue->first; i++)
		if (r->provision_at[i] >= 0)
			return true;
	return false;
}

/* A thing with an action: what the action is on, behind it or before it. */
static void
thing_with_action(const struct reading *r, struct thing *t)
{
	const struct cue *cue = t->cue;
	bool fresh = strcmp(cue->entry->id, "new-text") == 0;
	size_t at;

	t->action = cue->entry->action;
	t->object = fresh ? cue->first : object_begin(r, cue);
	t->negated = is_negated(r, t);
	at = behind_opener(r, t);
	if (at < cue->first) {
		t->object = at;
		t->object_end = cue->first;
		t->clause = true;
	}
	if (t->action != ACTION_MOVE || !is_moved(r, t))
		provisions_take(r, t, t->object, t->object_end);
	if (t->n_provisions == 0 && t->referenced == NULL &&
	    !has_part(r, t->object, t->object_end)) {
		size_t first = skip_opening(r, t->first, cue->first);

		if (first < cue->first &&
		    (has_cue(r, first, cue->first, CUE_TEXT) ||
			r->provision_at[first] >= 0 ||
			!has_cue(r, t->object, t->object_end, CUE_TEXT))) {
			t->object = first;
			t->object_end = cue->first;
			t->clause = true;
			provisions_take(r, t, first, cue->first);
		}
		if (t->n_provisions == 0 && t->referenced == NULL) {
			t->object = object_begin(r, cue);
			t->object_end = t->end;
			t->clause = false;
		}
	}
	thing_scope(r, t);
	t->texty = names_text(r, t);
	if (t->texty)
		return;
	t->this = has_pronoun(r, t) || t->object >= t->object_end ||
		  !reading_word(r, t->object);
	if (t->this)
		t->object = t->object_end;
	else if (t->action != ACTION_BRACKET && !fresh)
		t->action = ACTION_NONE; /* it does something to the world */
}

/* A thing with no action of its own. */
static void
thing_without(
    const struct reading *r, const struct lexicon_entry *entry, struct thing *t)
{
	t->object = skip_opening(r, t->first, t->object_end);
	t->clause = reading_small(r, t->first, WORD_THAT) > 0;
	t->action = entry->action;
	provisions_take(r, t, t->object, t->object_end);
	thing_scope(r, t);
	t->texty = names_text(r, t);
	if (entry->stance == STANCE_PROPOSE && t->action == ACTION_NONE &&
	    t->n_provisions == 0 &&
	    has_cue(r, t->object, t->object_end, CUE_REFERENCE)) {
		t->action = ACTION_INSERT;
		t->scope = SCOPE_REFERENCE;
	}
	t->this = t->n_provisions == 0 && t->referenced == NULL &&
		  (reading_is(r, t->object, CUE_THIS) ||
		      reading_is(r, t->object, CUE_PRONOUN));
	t->bare = t->n_provisions == 0 && t->referenced == NULL &&
		  is_bare(r, t, t->object_end);
}

static struct thing *
thing_new(struct thing *t, size_t first, size_t end, size_t condition)
{
	memset(t, 0, sizeof(*t));
	t->first = first;
	t->end = t->object_end = end;
	t->condition = condition;
	return t;
}

/* "réviser ou supprimer l'article 5": both on what the second is on. */
static void
share(struct thing *t, const struct thing *next)
{
	if (t->n_provisions > 0 || t->object < t->object_end ||
	    next->n_provisions == 0)
		return;
	t->n_provisions = next->n_provisions;
	memcpy(t->provision, next->provision, sizeof(t->provision));
	t->scope = next->scope;
	t->action = t->cue->entry->action;
	t->this = false;
	t->texty = true;
	t->object = next->object;
	t->end = t->object_end = next->object_end;
}

size_t
objects_read_plain(const struct reading *r, const struct lexicon_entry *entry,
    size_t first, size_t end, struct thing ret[THINGS_MAX])
{
	size_t stop = find_condition(r, first, end);
	size_t condition = stop < end ? stop : NOWHERE;
	struct parts parts;

	if (first >= stop || skip_opening(r, first, stop) >= stop)
		return 0;
	parts_cut(r, first, stop, &parts);
	if (parts.count == 0) {
		thing_without(
		    r, entry, thing_new(&ret[0], first, stop, condition));
		ret[0].end = condition != NOWHERE ? end : stop;
		return 1;
	}
	for (size_t i = 0; i < parts.count; i++) {
		struct thing *t =
		    thing_new(&ret[i], parts.first[i], parts.end[i], condition);

		t->cue = parts.action[i];
		thing_with_action(r, t);
	}
	for (size_t i = parts.count; i > 1; i--)
		share(&ret[i - 2], &ret[i - 1]);
	if (condition != NOWHERE)
		ret[parts.count - 1].end = end;
	return parts.count;
}
