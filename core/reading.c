/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/reading.h"

#include "core/small-words.h"

#include <string.h>

#define SOURCE_AHEAD 24 /* tokens from a bracket to a provision in it */

static int32_t *
map_new(struct arena *arena, size_t n)
{
	int32_t *map = arena_array(arena, n + 1, sizeof(*map));

	memset(map, 0xff, (n + 1) * sizeof(*map));
	return map;
}

/* Note for each token of first..end what covers it, the first one staying. */
static void
map_fill(int32_t *map, size_t first, size_t end, size_t what)
{
	for (size_t i = first; i < end; i++)
		if (map[i] < 0)
			map[i] = (int32_t)what;
}

static void
depth_fill(struct reading *reading)
{
	size_t n = reading->tokens.count;
	unsigned depth = 0;

	reading->depth = arena_alloc(reading->arena, n + 1);
	for (size_t i = 0; i < n; i++) {
		const struct token *t = &reading->tokens.token[i];

		if (t->flags & TOKEN_SENTENCE)
			depth = 0;
		if (t->kind == TOKEN_PUNCT && t->folded[0] == '(' &&
		    depth < 255)
			depth++;
		reading->depth[i] = (uint8_t)depth;
		if (t->kind == TOKEN_PUNCT && t->folded[0] == ')' && depth > 0)
			depth--;
	}
}

/* Commas and semicolons of other scripts do what those of Latin do. */
static void
punctuation_plain(const struct tokens *tokens)
{
	static const char *const marks[][2] = {
	    {"،", ","}, {"、", ","}, {"؛", ";"}, {"؟", "?"}};

	for (size_t i = 0; i < tokens->count; i++)
		for (size_t m = 0; m < sizeof(marks) / sizeof(marks[0]); m++)
			if (tokens->token[i].kind == TOKEN_PUNCT &&
			    token_is(&tokens->token[i], marks[m][0])) {
				tokens->token[i].folded = marks[m][1];
				tokens->token[i].length = 1;
			}
}

/* "A/51/4", "1334th meeting", "ibid.": a document, or another's words. */
static bool
names_document(const char *s, size_t n)
{
	for (size_t i = 0; i + 1 < n; i++)
		if ((s[i] == '/' && s[i + 1] >= '0' && s[i + 1] <= '9') ||
		    (n - i >= 7 && memcmp(s + i, "meeting", 7) == 0) ||
		    (n - i >= 4 && memcmp(s + i, "ibid", 4) == 0))
			return true;
	return false;
}

/*
 * Whether a provision is where a quote is from, "(A/51/4, para. 12)": what is
 * said is not about that.
 */
static bool
is_source(const struct tokens *tokens, const struct provision_mention *m)
{
	for (size_t i = m->first; i > 0 && m->first - i < SOURCE_AHEAD; i--) {
		const struct token *t = &tokens->token[i - 1];

		if (token_is(t, ")") || token_is(t, "]"))
			return false;
		if (token_is(t, "(") || token_is(t, "["))
			return names_document(tokens->text + t->end,
			    tokens->token[m->first].start - t->end);
	}
	return false;
}

static void
leave_sources_out(struct reading *r)
{
	size_t used = 0;

	for (size_t i = 0; i < r->n_provisions; i++)
		if (!is_source(&r->tokens, &r->provision[i]))
			r->provision[used++] = r->provision[i];
	r->n_provisions = used;
}

void
reading_init(struct reading *r, struct arena *arena,
    const struct negotiation *neg, const struct lexicon *lexicon,
    enum language language, const char *text, size_t n)
{
	memset(r, 0, sizeof(*r));
	r->arena = arena;
	r->language = language;
	r->words = lexicon != NULL ? lexicon_words(lexicon) : NULL;
	tokenize(arena, text, n, &r->tokens);
	n = r->tokens.count;
	r->cue_at = map_new(arena, n);
	r->holder_at = map_new(arena, n);
	r->provision_at = map_new(arena, n);
	r->holder = holder_find(
	    neg->holders, arena, &r->tokens, language, &r->n_holders);
	r->provision =
	    provision_find(arena, &r->tokens, language, &r->n_provisions);
	leave_sources_out(r);
	if (language == LANGUAGE_ZH || language == LANGUAGE_AR)
		punctuation_plain(&r->tokens);
	if (lexicon != NULL)
		r->cue = lexicon_find(lexicon, arena, &r->tokens, &r->n_cues);
	for (size_t i = 0; i < r->n_holders; i++)
		map_fill(r->holder_at, r->holder[i].first, r->holder[i].end, i);
	for (size_t i = 0; i < r->n_provisions; i++)
		map_fill(r->provision_at, r->provision[i].first,
		    r->provision[i].end, i);
	for (size_t i = 0; i < r->n_cues; i++)
		map_fill(r->cue_at, r->cue[i].first, r->cue[i].end, i);
	depth_fill(r);
}

const struct cue *
reading_cue(const struct reading *r, size_t at)
{
	if (at >= r->tokens.count || r->cue_at[at] < 0)
		return NULL;
	return &r->cue[r->cue_at[at]];
}

bool
reading_is(const struct reading *r, size_t at, enum cue_class kind)
{
	const struct cue *cue = reading_cue(r, at);

	return cue != NULL && cue->entry->kind == kind;
}

const struct holder_mention *
reading_holder(const struct reading *r, size_t at)
{
	if (at >= r->tokens.count || r->holder_at[at] < 0)
		return NULL;
	return &r->holder[r->holder_at[at]];
}

bool
reading_token(const struct reading *r, size_t at, const char *word)
{
	return at < r->tokens.count && token_is(&r->tokens.token[at], word);
}

bool
reading_word(const struct reading *r, size_t at)
{
	return at < r->tokens.count &&
	       r->tokens.token[at].kind != TOKEN_PUNCT &&
	       r->tokens.token[at].kind != TOKEN_BREAK;
}

/* "strongly", "fermement", "firmemente". */
static bool
has_adverb_ending(enum language language, const struct token *t)
{
	const char *ending = language == LANGUAGE_EN   ? "ly"
			     : language == LANGUAGE_FR ? "ment"
			     : language == LANGUAGE_ES ? "mente"
						       : NULL;
	size_t n = ending != NULL ? strlen(ending) : 0;

	return n > 0 && t->length > n + 2 && !(t->flags & TOKEN_CAPITAL) &&
	       memcmp(t->folded + t->length - n, ending, n) == 0 &&
	       !token_is(t, "reply") && !token_is(t, "apply");
}

/* Words that may stand between a subject and its verb and say nothing. */
static bool
is_adverb(const struct reading *r, size_t at)
{
	const struct token *t;

	if (!reading_word(r, at))
		return false;
	t = &r->tokens.token[at];
	return has_adverb_ending(r->language, t) ||
	       reading_small(r, at, WORD_ADVERB) == 1;
}

size_t
reading_skip_adverbs(const struct reading *r, size_t at, size_t limit)
{
	while (at < limit && is_adverb(r, at))
		at++;
	return at;
}

size_t
reading_back_over_adverbs(const struct reading *r, size_t at, size_t limit)
{
	while (at > limit && is_adverb(r, at - 1))
		at--;
	return at;
}

const char *
reading_text(const struct reading *r, size_t first, size_t end)
{
	const struct token *t = r->tokens.token;

	if (first >= end || end > r->tokens.count)
		return "";
	return arena_strndup(r->arena, r->tokens.text + t[first].start,
	    t[end - 1].end - t[first].start);
}

bool
reading_any(const struct reading *r, size_t at, const char *const *words)
{
	const char *folded;

	if (at >= r->tokens.count)
		return false;
	/* Of long lists, nearly all begin otherwise. */
	folded = r->tokens.token[at].folded;
	for (; *words != NULL; words++)
		if (folded[0] == (*words)[0] && strcmp(folded, *words) == 0)
			return true;
	return false;
}

size_t
reading_list_end(const struct reading *r, size_t at)
{
	const struct cue *cue = reading_cue(r, at);

	if (at > 0 && reading_token(r, at, "including") &&
	    (reading_token(r, at - 1, ",") || reading_token(r, at - 1, "(")))
		return at + 1;
	return cue != NULL && cue->first == at && cue->entry->kind == CUE_LIST
		   ? cue->end
		   : 0;
}
