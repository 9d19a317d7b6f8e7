/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/actor.h"

#include "core/small-words.h"
#include "core/fold.h"

#include <string.h>

#define MEMBERS_MAX 64 /* of one actor; a longer list is cut */

/* An actor being read. */
struct parse {
	const struct reading *r;
	size_t limit; /* end of the sentence */
	struct member member[MEMBERS_MAX];
	size_t n;
	size_t last_comma;
	size_t first_comma;
	size_t n_before;
	size_t n_last; /* members before the last element */
	bool unnamed;  /* the last element is unnamed */
	bool modifier; /* the last element is a possessive */
};

static void
member_add(
    struct parse *p, const char *id, const char *name, enum holder_kind kind)
{
	for (size_t i = 0; i < p->n; i++)
		if (strcmp(p->member[i].id, id) == 0)
			return;
	if (p->n == MEMBERS_MAX)
		return;
	p->member[p->n].id = id;
	p->member[p->n].name = name;
	p->member[p->n].via = "";
	p->member[p->n].kind = kind;
	p->n++;
}

/*
 * The token after a parenthesis that opens at `at` and is short; else `at`.
 * "(as proposed by X)" belongs to no name.
 */
static size_t
skip_parenthesis(const struct parse *p, size_t at)
{
	if (at >= p->limit || !reading_token(p->r, at, "("))
		return at;
	for (size_t i = at + 1; i < p->limit && i < at + 16; i++) {
		if (reading_token(p->r, i, ")"))
			return i + 1;
		if (reading_is(p->r, i, CUE_STANCE))
			break;
	}
	return at;
}

static bool
is_capital_name(const struct parse *p, size_t at)
{
	return at < p->limit && reading_word(p->r, at) &&
	       (p->r->tokens.token[at].flags & TOKEN_CAPITAL) != 0 &&
	       reading_holder(p->r, at) == NULL && p->r->provision_at[at] < 0;
}

/* "Canada's", "the US amendment": the holder of a thing, not a subject. */
static bool
is_modifier(const struct parse *p, const struct holder_mention *m)
{
	if (m->possessive)
		return true;
	return (p->r->language == LANGUAGE_EN ||
		   p->r->language == LANGUAGE_ZH) &&
	       reading_is(p->r, m->end, CUE_PROPOSAL);
}

/* Who speaks for a holder. An ambassador may do so for no State. */
static bool
is_envoy(const struct reading *r, size_t at)
{
	static const char *const words[] = {
	    "delegation", "delegate", "representative", "government"};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (reading_token(r, at, words[i]))
			return true;
	return false;
}

/* Whether a cue of this id begins at the token. */
static bool
has_id(const struct reading *r, size_t at, const char *id)
{
	const struct cue *cue = reading_cue(r, at);

	return cue != NULL && cue->first == at &&
	       strcmp(cue->entry->id, id) == 0;
}

/* "and its member States", "on behalf of its 27 members": the holder itself. */
static size_t
skip_members(const struct parse *p, size_t end)
{
	const struct reading *r = p->r;
	size_t at = end;

	if (reading_token(r, at, ","))
		at++;
	if (reading_token(r, at, "and"))
		at++;
	else if (reading_is(r, at, CUE_REPRESENT))
		at = reading_cue(r, at)->end;
	else
		return end;
	if (!reading_token(r, at, "its"))
		return end;
	at++;
	if (at < p->limit && r->tokens.token[at].kind == TOKEN_NUMBER)
		at++;
	if (reading_token(r, at, "members"))
		return at + 1;
	if (reading_token(r, at, "member") && at + 2 <= p->limit)
		return at + 2;
	return end;
}

/* A holder mention, with the person's name after an office. */
static size_t
parse_mention(struct parse *p, size_t at)
{
	const struct holder_mention *m = reading_holder(p->r, at);
	size_t end;

	if (m == NULL || m->first != at)
		return 0;
	end = m->end;
	/* "Canada's delegation", "the Canadian representative" */
	if ((m->possessive || m->how == HOLDER_BY_DEMONYM) &&
	    is_envoy(p->r, end)) {
		member_add(p, m->holder->id, m->holder->name, m->holder->kind);
		return end + 1;
	}
	if (m->how == HOLDER_BY_DEMONYM)
		return 0;
	if (m->how == HOLDER_BY_ROLE)
		while (is_capital_name(p, end) &&
		       !(p->r->tokens.token[end].flags & TOKEN_SENTENCE))
			end++;
	member_add(p, m->holder->id, m->holder->name, m->holder->kind);
	p->modifier = is_modifier(p, m);
	if (!p->modifier)
		end = skip_parenthesis(p, end);
	if (has_id(p->r, end, "and-members"))
		end = reading_cue(p->r, end)->end;
	return skip_members(p, end);
}

/* Whether a quantifier alone can be a subject: "some preferred". */
static bool
stands_alone(const struct parse *p, size_t end)
{
	const struct cue *cue;

	end = reading_skip_adverbs(p->r, end, p->limit);
	if (end >= p->limit)
		return true;
	cue = reading_cue(p->r, end);
	if (cue == NULL)
		return !reading_word(p->r, end) ||
		       reading_small(p->r, end, WORD_FROM) ||
		       reading_small(p->r, end, WORD_AND);
	return cue->entry->kind == CUE_STANCE ||
	       cue->entry->kind == CUE_REPORT ||
	       cue->entry->kind == CUE_AUXILIARY ||
	       cue->entry->kind == CUE_LIST || cue->entry->kind == CUE_MODAL ||
	       cue->entry->kind == CUE_RELATIVE ||
	       cue->entry->kind == CUE_PREPOSITION ||
	       (p->r->language == LANGUAGE_EN &&
		   reading_token(p->r, end, "in"));
}

/* "делегации": of a State that follows, or alone of nobody named. */
static bool
is_envoy_noun(const struct reading *r, const struct cue *cue)
{
	return r->language != LANGUAGE_EN &&
	       strcmp(cue->entry->id, "envoy") == 0;
}

/* The noun of unnamed holders after a quantifier: "developing countries". */
static size_t
find_crowd(const struct parse *p, size_t at)
{
	for (size_t i = at; i < p->limit && i < at + 6; i++) {
		const struct cue *cue = reading_cue(p->r, i);

		if (cue == NULL || (cue->entry->kind == CUE_PREPOSITION &&
				       !is_envoy_noun(p->r, cue))) {
			if (!reading_word(p->r, i) &&
			    !reading_token(p->r, i, "-"))
				return 0;
			continue;
		}
		if (cue->entry->kind == CUE_CROWD || is_envoy_noun(p->r, cue)) {
			/* "regional groups and delegations" */
			if (reading_small(p->r, cue->end, WORD_AND) &&
			    reading_is(p->r, cue->end + 1, CUE_CROWD))
				return reading_cue(p->r, cue->end + 1)->end;
			return cue->end;
		}
		/* "many of these countries" */
		if (cue->entry->kind == CUE_PRONOUN && i > at &&
		    reading_token(p->r, i, "these") &&
		    reading_token(p->r, i - 1, "of"))
			return cue->end;
		if (cue->entry->kind != CUE_QUANTIFIER &&
		    cue->entry->kind != CUE_PART &&
		    !reading_token(p->r, i, "these"))
			return 0;
	}
	return 0;
}

/* "delegates", but not "delegate", can be a subject of no quantifier. */
static bool
is_plural(const struct reading *r, const struct cue *cue)
{
	const struct token *last = &r->tokens.token[cue->end - 1];

	return r->language == LANGUAGE_EN &&
	       last->folded[last->length - 1] == 's';
}

/* "several delegations", "some", "delegates". */
static size_t
parse_unnamed(struct parse *p, size_t at)
{
	const struct cue *cue = reading_cue(p->r, at);
	const char *words;
	size_t end = 0;

	if (cue == NULL || cue->first != at)
		return 0;
	if (reading_small(p->r, at, WORD_NO) && find_crowd(p, cue->end) == 0)
		return 0; /* "no doubt" */
	if (cue->entry->kind == CUE_CROWD) {
		if (is_plural(p->r, cue))
			end = cue->end;
	} else if (cue->entry->kind == CUE_QUANTIFIER) {
		end = find_crowd(p, cue->end);
		if (end == 0 && stands_alone(p, cue->end))
			end = cue->end;
	}
	if (end == 0)
		return 0;
	words = reading_text(p->r, at, end);
	member_add(p, words, words, HOLDER_UNNAMED);
	p->unnamed = true;
	return end;
}

/* One element of a list; 0 where there is none. */
static size_t
parse_element(struct parse *p, size_t at)
{
	size_t end;

	while (at < p->limit &&
	       (reading_small(p->r, at, WORD_THE) ||
		   reading_token(p->r, at, "both") ||
		   reading_token(p->r, at, "only")) &&
	       !reading_is(p->r, at, CUE_PRONOUN) &&
	       reading_holder(p->r, at) == NULL &&
	       !(reading_is(p->r, at, CUE_QUANTIFIER) &&
		   !reading_token(p->r, at, "both")))
		at++;
	if (at >= p->limit)
		return 0;
	p->unnamed = p->modifier = false;
	end = parse_mention(p, at);
	return end > 0 ? end : parse_unnamed(p, at);
}

/* Arabic "and" is written together with the word behind it. */
static bool
begins_with_and(const struct reading *r, size_t at)
{
	static const char and[] = "و";
	const struct token *t = &r->tokens.token[at];

	return r->language == LANGUAGE_AR &&
	       strncmp(t->folded, and, strlen(and)) == 0 &&
	       ((reading_holder(r, at) != NULL &&
		    reading_holder(r, at)->first == at) ||
		   reading_is(r, at, CUE_QUANTIFIER));
}

/* What separates two members at `at`: the token after it, or 0. */
static size_t
parse_separator(const struct parse *p, size_t at)
{
	size_t i = at, n;

	if (reading_token(p->r, i, ","))
		i++;
	if (reading_token(p->r, i, "&") || reading_token(p->r, i, "/"))
		i++;
	else if ((n = reading_small(p->r, i, WORD_AND)) > 0 ||
		 (n = reading_small(p->r, i, WORD_OR)) > 0 ||
		 (n = reading_small(p->r, i, WORD_NOR)) > 0)
		i += n;
	else if (reading_token(p->r, i, "as") &&
		 reading_token(p->r, i + 1, "well") &&
		 reading_token(p->r, i + 2, "as"))
		i += 3;
	if (i == at && i < p->limit && begins_with_and(p->r, i))
		return i;
	return i > at && i < p->limit ? i : 0;
}

/* "X and Y" after "for": bare "and" only, since a comma closes it. */
static size_t
parse_represented(struct parse *p, size_t at)
{
	size_t end = parse_element(p, at), next;

	while (end > 0 && (reading_small(p->r, end, WORD_AND) ||
			      reading_token(p->r, end, "&"))) {
		next = parse_element(p, end + 1);
		if (next == 0)
			break;
		end = next;
	}
	return end;
}

/*
 * ", for G," after the member that was read last: the members become those it
 * speaks for. "Also speaking for" keeps the speaker.
 */
static size_t
parse_for(struct parse *p, size_t at)
{
	const struct cue *cue;
	size_t i = at, end, before = p->n;
	const char *via;
	bool also;

	if (reading_token(p->r, i, ",") || reading_token(p->r, i, "("))
		i++;
	cue = reading_cue(p->r, i);
	if (cue != NULL && cue->entry->kind == CUE_REPRESENT && cue->first == i)
		end = cue->end;
	else if (reading_small(p->r, i, WORD_FOR) && i > at)
		end = i + 1;
	else
		return at;
	also = reading_token(p->r, i, "also") ||
	       reading_token(p->r, i + 1, "also");
	if (p->n == 0 || (end = parse_represented(p, end)) == 0 ||
	    p->n == before) {
		p->n = before;
		return at;
	}
	via = p->member[before - 1].id;
	for (size_t j = before; j < p->n; j++)
		p->member[j].via = via;
	if (!also) {
		memmove(&p->member[before - 1], &p->member[before],
		    (p->n - before) * sizeof(p->member[0]));
		p->n--;
	}
	if (reading_token(p->r, end, ")"))
		end++;
	return end;
}

/* ", including A, B," or "(such as A)" after an unnamed member. */
static size_t
parse_examples(struct parse *p, size_t at)
{
	size_t i = at, end, next, before = p->n;

	if (reading_token(p->r, i, ",") || reading_token(p->r, i, "(") ||
	    reading_token(p->r, i, "-"))
		i++;
	if (reading_list_end(p->r, i) == 0)
		return at;
	end = parse_element(p, reading_list_end(p->r, i));
	while (end > 0 && (next = parse_separator(p, end)) > 0 &&
	       (next = parse_element(p, next)) > 0)
		end = next;
	if (end == 0) {
		p->n = before;
		return at;
	}
	if (reading_token(p->r, end, ")") || reading_token(p->r, end, "-"))
		end++;
	return end;
}

/* "A and, more surprisingly, B": past what stands between the commas. */
static size_t
skip_aside(const struct parse *p, size_t at)
{
	if (p->r->language != LANGUAGE_EN || !reading_token(p->r, at, ",") ||
	    !reading_small(p->r, at - 1, WORD_AND))
		return at;
	for (size_t i = at + 1; i < p->limit && i < at + 6; i++)
		if (reading_token(p->r, i, ","))
			return i + 1;
	return at;
}

/* "A, B dissenting, called for": B stands apart from A. */
static bool
stands_apart(const struct parse *p, size_t end)
{
	const struct cue *cue = reading_cue(p->r, end);

	return p->r->language == LANGUAGE_EN && cue != NULL &&
	       cue->form == FORM_GERUND && cue->entry->kind == CUE_STANCE &&
	       p->last_comma != NOWHERE &&
	       reading_token(p->r, p->last_comma, ",") &&
	       !reading_small(p->r, p->last_comma + 1, WORD_AND) &&
	       !reading_small(p->r, p->last_comma + 1, WORD_OR);
}

/* A whole list from `at`; 0 where there is none. */
static size_t
parse_list(struct parse *p, size_t at)
{
	size_t end = parse_element(p, at), next, start, before;
	bool represented = false;

	p->last_comma = p->first_comma = NOWHERE;
	while (end > 0) {
		next = parse_for(p, end);
		represented = next > end;
		end = next;
		if (p->unnamed)
			end = parse_examples(p, end);
		if (p->modifier || end >= p->limit)
			break;
		start = parse_separator(p, end);
		if (start == 0)
			break;
		start = skip_aside(p, start);
		before = p->n;
		next = parse_element(p, start);
		if (next == 0)
			break;
		p->last_comma = end;
		p->n_last = before;
		if (p->first_comma == NOWHERE &&
		    reading_token(p->r, end, ",")) {
			p->first_comma = end;
			p->n_before = before;
		}
		end = next;
	}
	if (end > 0 && stands_apart(p, end)) {
		end = p->last_comma;
		p->n = p->n_last;
		p->last_comma = p->first_comma = NOWHERE;
	}
	if (represented && reading_token(p->r, end, ","))
		end++;
	return end;
}

/* --- roles -------------------------------------------------------------- */

/* Whether `n` bytes end in one of the endings. */
static bool
ends_in(const char *s, size_t n, const char *const *endings)
{
	for (; *endings != NULL; endings++) {
		size_t length = strlen(*endings);

		if (n > length && memcmp(s + n - length, *endings, length) == 0)
			return true;
	}
	return false;
}

/* Whether the token is a word of the holder's name as its tables have it. */
static bool
is_basic_form(const struct reading *r, const struct holder_mention *m)
{
	const char *name = m->holder->names[r->language];
	const struct token *t = &r->tokens.token[m->first];
	size_t n;
	const char *folded = fold_text(r->arena, name, strlen(name), &n);

	return n >= t->length && memcmp(folded, t->folded, t->length) == 0 &&
	       (n == t->length || folded[t->length] == ' ' ||
		   folded[t->length] == '-');
}

/* A Russian name's case: what "by", "of" and word order say elsewhere. */
static enum actor_role
case_of(const struct reading *r, size_t at)
{
	static const char *const by[] = {
	    "ией", "ией", "ой", "ей", "ом", "ем", "ами", "ями", NULL};
	static const char *const of[] = {
	    "ии", "ию", "ы", "у", "ю", "и", "е", "а", "я", NULL};
	const struct holder_mention *m = reading_holder(r, at);
	const struct token *t = &r->tokens.token[at];

	if (r->language != LANGUAGE_RU || m == NULL || m->first != at ||
	    is_basic_form(r, m))
		return ACTOR_FREE;
	if (ends_in(t->folded, t->length, by))
		return ACTOR_AGENT;
	return ends_in(t->folded, t->length, of) ? ACTOR_COMPLEMENT
						 : ACTOR_FREE;
}

/* Languages that put a holder's name right behind what is his. */
static bool
is_owned(const struct reading *r, const struct cue *cue, size_t first)
{
	if (r->language != LANGUAGE_RU && r->language != LANGUAGE_AR)
		return false;
	return cue != NULL && cue->end == first &&
	       (cue->entry->kind == CUE_PROPOSAL ||
		   cue->entry->kind == CUE_TEXT ||
		   cue->entry->form == FORM_NOUN);
}

/* "supported by the delegates of X", "with the delegation of X". */
static enum actor_role
role_before(const struct reading *r, size_t first, size_t start, size_t *head)
{
	const struct cue *cue;
	size_t at = first;

	if (at > start && reading_small(r, at - 1, WORD_THE))
		at--;
	if (at == start)
		return ACTOR_FREE;
	cue = reading_cue(r, at - 1);
	if (reading_small(r, at - 1, WORD_BY)) {
		*head = at - 1;
		return ACTOR_AGENT;
	}
	if (cue != NULL && cue->entry->kind == CUE_COMPANION) {
		*head = cue->first;
		return ACTOR_COMPANION;
	}
	return ACTOR_FREE;
}

static enum actor_role
role_of(const struct reading *r, size_t first, size_t start, size_t *head)
{
	const struct cue *cue;
	size_t n;

	*head = first;
	if (first <= start)
		return case_of(r, first);
	cue = reading_cue(r, first - 1);
	if (cue != NULL && strcmp(cue->entry->id, "envoy") == 0) {
		*head = cue->first;
		/* "the representative of X" is X, "by the representative" by X
		 */
		if (r->language == LANGUAGE_EN && cue->first > start)
			return role_before(r, cue->first, start, head);
		return ACTOR_FREE;
	}
	n = reading_small_before(r, first, WORD_BY);
	if (n > 0) {
		*head = first - n;
		return ACTOR_AGENT;
	}
	if (cue != NULL && cue->entry->kind == CUE_COMPANION) {
		*head = cue->first;
		return ACTOR_COMPANION;
	}
	if (case_of(r, first) != ACTOR_FREE)
		return case_of(r, first);
	if (reading_small(r, first - 1, WORD_FOR) || is_owned(r, cue, first) ||
	    (cue != NULL && cue->entry->kind == CUE_REPRESENT) ||
	    (cue != NULL && cue->entry->kind == CUE_LIST) ||
	    (cue != NULL && cue->entry->kind == CUE_TOPIC) ||
	    (cue != NULL && cue->entry->kind == CUE_PREPOSITION)) {
		*head = cue != NULL ? cue->first : first - 1;
		return ACTOR_COMPLEMENT;
	}
	return ACTOR_FREE;
}

/* Most words of a person's name before the parenthesis. */
#define NAME_WORDS 5

/*
 * "Ms. Corvale (Brennia)": the token of the title of a person who speaks for
 * the State in parentheses, or NOWHERE.
 */
static size_t
titled_at(const struct reading *r, size_t start, const struct actor *a)
{
	size_t at = a->first;

	if (r->language != LANGUAGE_EN || at < start + 2 ||
	    !reading_token(r, at - 1, "("))
		return NOWHERE;
	at--;
	for (size_t n = 0; at > start && n < 2 * NAME_WORDS; n++, at--) {
		const struct token *t = &r->tokens.token[at - 1];

		if (reading_small(r, at - 1, WORD_TITLE))
			return at - 1;
		if (t->kind == TOKEN_WORD ? !(t->flags & TOKEN_CAPITAL)
					  : !reading_token(r, at - 1, ".") &&
						!reading_token(r, at - 1, "-"))
			break;
	}
	return NOWHERE;
}

static struct actor *
actors_add(const struct reading *r, struct actors *ret, size_t *room)
{
	if (ret->count == *room) {
		size_t more = *room ? *room * 2 : 8;

		ret->actor = arena_grow(
		    r->arena, ret->actor, *room, more, sizeof(*ret->actor));
		*room = more;
	}
	return &ret->actor[ret->count++];
}

/* A pronoun or the first person at `at`. */
static bool
pronoun_at(const struct reading *r, size_t at, struct actor *actor)
{
	const struct cue *cue = reading_cue(r, at);

	if (cue == NULL || cue->first != at ||
	    (cue->entry->kind != CUE_PRONOUN && cue->entry->kind != CUE_SELF))
		return false;
	actor->kind = cue->entry->kind == CUE_SELF ? ACTOR_SELF : ACTOR_PRONOUN;
	actor->end = cue->end;
	return true;
}

static bool
actor_at(const struct reading *r, size_t at, size_t limit, struct parse *p,
    struct actor *actor)
{
	memset(p, 0, sizeof(*p));
	p->r = r;
	p->limit = limit;
	memset(actor, 0, sizeof(*actor));
	actor->last_comma = actor->first_comma = NOWHERE;
	actor->first = at;
	if (pronoun_at(r, at, actor))
		return true;
	/* "On behalf of G, A ...": G alone is spoken for */
	if (at > 0 && reading_is(r, at - 1, CUE_REPRESENT)) {
		actor->end = parse_represented(p, at);
		p->last_comma = p->first_comma = NOWHERE;
	} else {
		actor->end = parse_list(p, at);
	}
	if (actor->end == 0 || p->n == 0)
		return false;
	actor->last_comma = p->last_comma;
	actor->first_comma = p->first_comma;
	actor->n_before = p->n_before;
	actor->n_members = p->n;
	actor->member = arena_array(r->arena, p->n, sizeof(*actor->member));
	memcpy(actor->member, p->member, p->n * sizeof(*actor->member));
	return true;
}

/* Whether an actor can begin here at all: the cheap look first. */
static bool
may_begin(const struct reading *r, size_t at)
{
	const struct cue *cue;

	if (r->holder_at[at] >= 0 || reading_small(r, at, WORD_THE))
		return true;
	cue = reading_cue(r, at);
	return cue != NULL && cue->first == at &&
	       (cue->entry->kind == CUE_QUANTIFIER ||
		   cue->entry->kind == CUE_CROWD ||
		   cue->entry->kind == CUE_PRONOUN ||
		   cue->entry->kind == CUE_SELF);
}

/* "On behalf of G, X said": what was read last speaks for those before. */
static void
join_fronted(struct actors *ret)
{
	struct actor *a, *b;

	if (ret->count < 2)
		return;
	a = &ret->actor[ret->count - 2];
	b = &ret->actor[ret->count - 1];
	if (a->kind != ACTOR_HOLDERS || b->kind != ACTOR_HOLDERS ||
	    b->n_members != 1 || b->role != ACTOR_FREE || b->first > a->end + 2)
		return;
	for (size_t i = 0; i < a->n_members; i++)
		a->member[i].via = b->member[0].id;
	a->end = b->end;
	a->role = ACTOR_FREE;
	a->first = b->first;
	ret->count--;
}

/* The person with a title and the State in parentheses are one actor. */
static bool
join_title(
    const struct reading *r, size_t start, struct parse *p, struct actor *actor)
{
	size_t title =
	    actor->kind == ACTOR_HOLDERS ? titled_at(r, start, actor) : NOWHERE;
	size_t end = actor->end;

	if (title == NOWHERE || p->n != 1)
		return false;
	if (reading_token(r, end, ")"))
		end++;
	else if (!reading_token(r, end - 1, ")"))
		return false;
	actor->end = parse_for(p, end);
	if (actor->end > end) {
		actor->n_members = p->n;
		actor->member =
		    arena_array(r->arena, p->n, sizeof(*actor->member));
		memcpy(actor->member, p->member, p->n * sizeof(*actor->member));
		if (reading_token(r, actor->end, ","))
			actor->end++;
	}
	actor->first = actor->head = title;
	return true;
}

void
actors_find(
    const struct reading *r, size_t first, size_t end, struct actors *ret)
{
	struct parse parse;
	size_t room = 0;
	bool fronted = false;

	ret->actor = NULL;
	ret->count = 0;
	for (size_t i = first; i < end;) {
		struct actor actor, *added;

		if (!may_begin(r, i) || !actor_at(r, i, end, &parse, &actor)) {
			i++;
			continue;
		}
		actor.role = role_of(r, i, first, &actor.head);
		if (parse.modifier)
			actor.role = ACTOR_MODIFIER;
		if (r->depth[i] > 0 && actor.role == ACTOR_FREE &&
		    !join_title(r, first, &parse, &actor))
			actor.role = ACTOR_COMPLEMENT;
		added = actors_add(r, ret, &room);
		*added = actor;
		if (fronted)
			join_fronted(ret);
		fronted = actor.role == ACTOR_COMPLEMENT &&
			  reading_is(r, i - 1, CUE_REPRESENT);
		i = actor.end;
	}
}

const struct actor *
actor_ending(const struct actors *actors, size_t at)
{
	for (size_t i = 0; i < actors->count; i++)
		if (actors->actor[i].end == at)
			return &actors->actor[i];
	return NULL;
}

const struct actor *
actor_starting(const struct actors *actors, size_t at)
{
	for (size_t i = 0; i < actors->count; i++)
		if (actors->actor[i].first == at || actors->actor[i].head == at)
			return &actors->actor[i];
	return NULL;
}
