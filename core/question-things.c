/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a question is about: provisions, topics, texts. */
#include "core/asking.h"
#include "core/small-words.h"

#include <string.h>

static void
add_lineage(struct asking *q, const char *lineage)
{
	if (*lineage == '\0')
		return;
	for (size_t i = 0; i < q->ret->n_lineages; i++)
		if (strcmp(q->ret->lineage[i], lineage) == 0)
			return;
	q->ret->lineage =
	    arena_grow(q->r.arena, q->ret->lineage, q->ret->n_lineages,
		q->ret->n_lineages + 1, sizeof(*q->ret->lineage));
	q->ret->lineage[q->ret->n_lineages++] = lineage;
}

static void
add_provision(struct asking *q, const struct provision *p)
{
	struct provision_context context = {"", "", {0, 0, 0}};
	const struct lineage_place **places;
	size_t n;

	for (size_t i = 0; i < q->ret->n_provisions; i++)
		if (provision_equal(&q->ret->provision[i], p))
			return;
	q->ret->provision =
	    arena_grow(q->r.arena, q->ret->provision, q->ret->n_provisions,
		q->ret->n_provisions + 1, sizeof(*q->ret->provision));
	q->ret->provision[q->ret->n_provisions++] = *p;
	if (q->ret->instrument != NULL) {
		context.instrument = q->ret->instrument->id;
		add_lineage(q,
		    negotiation_resolve(q->engine->neg, p, &context).lineage);
		return;
	}
	places = negotiation_candidates(q->engine->neg, q->r.arena, p, &n);
	for (size_t i = 0; i < n; i++)
		add_lineage(q, places[i]->lineage);
}

/* The token after a number: "42", or "89.10", article and paragraph. */
static size_t
end_of_number(const struct reading *r, size_t at)
{
	const struct token *t = &r->tokens.token[at];

	if (at + 2 < r->tokens.count && token_is(&t[1], ".") &&
	    t[2].kind == TOKEN_NUMBER && t[1].start == t[0].end &&
	    t[2].start == t[1].end)
		return at + 3;
	return at + 1;
}

/* "removal of 42", "42's deletion": a bare number beside the action. */
static void
read_bare_number(struct asking *q)
{
	const struct reading *r = &q->r;

	if (q->action == NULL || q->ret->n_provisions > 0)
		return;
	for (size_t i = 0, end; i < r->tokens.count; i = end) {
		const struct token *t = &r->tokens.token[i];
		const char *number;
		struct provision p;

		end = end_of_number(r, i);
		if (t->kind != TOKEN_NUMBER || t->length > 3 || q->used[i] ||
		    (i != q->action->end && end != q->action->first &&
			end + 1 != q->action->first))
			continue;
		number = reading_text(r, i, end);
		if (!provision_parse(number, strlen(number), &p))
			continue;
		add_provision(q, &p);
		asking_use(q, i, end);
		return;
	}
}

static bool
is_part_before(const struct reading *r, size_t at)
{
	for (size_t i = at; i > 0 && i + 5 > at; i--)
		if (reading_is(r, i - 1, CUE_TEXT) &&
		    r->provision_at[i - 1] < 0)
			return true;
	return false;
}

/* "对第42条的提及": the reference stands behind it. */
static bool
is_reference_after(const struct reading *r, size_t at)
{
	return reading_is(r, at + reading_small(r, at, WORD_OF), CUE_REFERENCE);
}

/* "references to article 42" leave the article alone. */
static void
read_scope(struct asking *q, const struct provision_mention *m)
{
	const struct reading *r = &q->r;
	size_t at = m->first;

	while (at > 0 && (reading_small(r, at - 1, WORD_THE) ||
			     (r->language != LANGUAGE_EN &&
				 (reading_small(r, at - 1, WORD_OF) ||
				     reading_small(r, at - 1, WORD_TO)) &&
				 !reading_is(r, at - 1, CUE_REFERENCE))))
		at--;
	if (r->language == LANGUAGE_ZH && is_reference_after(r, m->end)) {
		q->ret->scope = SCOPE_REFERENCE;
	} else if (at > 0 && reading_is(r, at - 1, CUE_REFERENCE)) {
		q->ret->scope = SCOPE_REFERENCE;
		asking_use(q, reading_cue(r, at - 1)->first, at);
	} else if (q->action != NULL && q->action->first < at &&
		   is_part_before(r, at)) {
		q->ret->scope = SCOPE_PART;
	}
}

/* "of the revised draft": its name is no action of revising. */
void
asking_instrument(struct asking *q)
{
	struct instrument_mention *instruments;
	size_t n;

	instruments = negotiation_find_instruments(
	    q->engine->neg, q->r.arena, &q->r.tokens, &n);
	for (size_t i = 0; i < n; i++) {
		if (q->used[instruments[i].first])
			continue; /* "before the revised draft" */
		q->ret->instrument = instruments[i].instrument;
		asking_use(q, instruments[i].first, instruments[i].end);
		return;
	}
}

void
asking_provisions(struct asking *q)
{
	const struct reading *r = &q->r;

	for (size_t i = 0; i < r->n_provisions; i++) {
		if (r->provision[i].reference != PROVISION_NAMED)
			continue;
		add_provision(q, &r->provision[i].provision);
		read_scope(q, &r->provision[i]);
		asking_use(q, r->provision[i].first, r->provision[i].end);
	}
	read_bare_number(q);
}

void
asking_topics(struct asking *q, enum language language)
{
	struct topic_mention *topics;
	size_t n;

	topics = negotiation_find_topics(
	    q->engine->neg, q->r.arena, &q->r.tokens, language, &n);
	for (size_t i = 0; i < n; i++) {
		if (q->used[topics[i].first])
			continue;
		add_lineage(q, topics[i].lineage);
	}
	for (size_t i = 0; i < n; i++)
		asking_use(q, topics[i].first, topics[i].end);
}
