/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/phrase.h"

#include "core/word-form.h"

#include <string.h>

/* A word of a phrase. */
struct word {
	const char *folded; /* its folded form, or the stem of it */
	uint16_t length;    /* bytes of that */
	bool stem;	    /* Cyrillic: an ending may follow */
};

/* A name that was added, before the set is closed. */
struct added {
	uint32_t value;
	uint32_t flags;
};

struct phrase_set {
	struct arena *arena;
	char *text;	     /* all names, a blank line after each */
	size_t length;	     /* bytes in it */
	size_t text_room;    /* bytes it has room for */
	struct added *added; /* one for each name in text */
	size_t n_added;
	size_t added_room;
	struct word *word; /* of all phrases */
	struct phrase *phrase;
	size_t phrases;
	uint32_t *bucket; /* by first word: phrase + 1, or 0 */
	size_t buckets;	  /* a power of two */
};

/* How strictly a phrase is to match. */
enum strictness {
	STRICT, /* running text */
	LOOSE	/* what somebody typed */
};

struct phrase_set *
phrase_set_new(struct arena *arena)
{
	struct phrase_set *set = arena_alloc(arena, sizeof *set);

	set->arena = arena;
	return set;
}

static void
text_append(struct phrase_set *set, const char *s, size_t n)
{
	if (set->length + n > set->text_room) {
		size_t room = 2 * (set->length + n) + 1024;

		set->text =
		    arena_grow(set->arena, set->text, set->length, room, 1);
		set->text_room = room;
	}
	memcpy(set->text + set->length, s, n);
	set->length += n;
}

static void
add_bytes(struct phrase_set *set, const char *s, size_t n, uint32_t value,
    unsigned flags)
{
	while (n > 0 && (*s == ' ' || *s == '\t')) {
		s++;
		n--;
	}
	while (n > 0 && (s[n - 1] == ' ' || s[n - 1] == '\t'))
		n--;
	if (n > 1 && s[0] == '=') {
		s++;
		n--;
		flags |= PHRASE_CAPITAL;
	}
	if (n > 2 && s[0] == '(' && memchr(s, ')', n) == s + n - 1) {
		s++;
		n -= 2;
		flags |= PHRASE_ALONE;
	}
	if (n == 0)
		return;
	if (set->n_added == set->added_room) {
		size_t room = 2 * set->added_room + 64;

		set->added = arena_grow(set->arena, set->added, set->n_added,
		    room, sizeof *set->added);
		set->added_room = room;
	}
	set->added[set->n_added++] =
	    (struct added){.value = value, .flags = flags};
	text_append(set, s, n);
	text_append(set, "\n\n", 2);
}

void
phrase_set_add(
    struct phrase_set *set, const char *name, uint32_t value, unsigned flags)
{
	add_bytes(set, name, strlen(name), value, flags);
}

void
phrase_set_add_cell(
    struct phrase_set *set, const char *cell, uint32_t value, unsigned flags)
{
	while (*cell != '\0') {
		size_t n = strcspn(cell, ";");

		add_bytes(set, cell, n, value, flags);
		cell += n + (cell[n] == ';');
	}
}

static uint32_t
hash_bytes(const char *s, size_t n)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < n; i++)
		hash = (hash ^ (unsigned char)s[i]) * 16777619u;
	return hash ^ hash >> 15;
}

static bool
is_hyphen(const struct token *token)
{
	return token->kind == TOKEN_PUNCT && token->length == 1 &&
	       token->folded[0] == '-';
}

/* "a series of “lamp-enabled” crimes": the mark stands within the name. */
static bool
is_quote(const struct token *token)
{
	return token->kind == TOKEN_PUNCT && token->length == 1 &&
	       token->folded[0] == '"';
}

bool
token_is_capitals(const struct token *token)
{
	size_t first = 1;

	if (token->flags & TOKEN_CAPITALS)
		return true;
	if (!(token->flags & TOKEN_CAPITAL))
		return false;
	while (first < token->length &&
	       ((unsigned char)token->folded[first] & 0xC0) == 0x80)
		first++;
	return first + strspn(token->folded + first, "0123456789") ==
	       token->length;
}

/* Whether a name's words are all in capitals: it is a code. */
static bool
is_code(const struct token *token, size_t n)
{
	bool any = false;

	for (size_t i = 0; i < n; i++) {
		if (token[i].kind != TOKEN_WORD || token[i].folded[0] == '\'')
			continue;
		if (!token_is_capitals(&token[i]))
			return false;
		any = true;
	}
	return any;
}

static struct word
word_make(const struct token *token, bool code)
{
	struct word word = {
	    .folded = token->folded,
	    .length = (uint16_t)token->length,
	};
	size_t stem;

	if (!code && token->kind == TOKEN_WORD) {
		stem = word_form_stem(token->folded, token->length);
		word.stem = stem > 0;
		if (stem > 0)
			word.length = (uint16_t)stem;
	}
	return word;
}

/* A phrase of the tokens of one name; false where it has no words. */
static bool
phrase_make(struct phrase_set *set, const struct token *token, size_t n,
    const struct added *added, size_t *n_words)
{
	struct phrase *phrase = &set->phrase[set->phrases];
	bool code = is_code(token, n);

	*phrase = (struct phrase){
	    .value = added->value,
	    .first = (uint32_t)*n_words,
	    .flags = (uint16_t)added->flags,
	};
	for (size_t i = 0; i < n; i++) {
		if (is_hyphen(&token[i]) || token[i].length > UINT16_MAX)
			continue;
		set->word[(*n_words)++] = word_make(&token[i], code);
		phrase->words++;
	}
	if (phrase->words == 0)
		return false;
	if (code)
		phrase->flags |= PHRASE_CODE;
	/* Short stems are parts of many words: a name has a capital. */
	if (phrase->words == 1 && set->word[phrase->first].stem &&
	    set->word[phrase->first].length <= 8 &&
	    (token[0].flags & TOKEN_CAPITAL))
		phrase->flags |= PHRASE_CAPITAL;
	set->phrases++;
	return true;
}

/* Put the phrases into their buckets, so that the first added is met first. */
static void
buckets_fill(struct phrase_set *set)
{
	size_t buckets = 16;

	while (buckets < 2 * set->phrases)
		buckets *= 2;
	set->buckets = buckets;
	set->bucket = arena_array(set->arena, buckets, sizeof *set->bucket);
	for (size_t i = set->phrases; i-- > 0;) {
		const struct word *word = &set->word[set->phrase[i].first];
		uint32_t hash = hash_bytes(word->folded, word->length);
		uint32_t *bucket = &set->bucket[hash & (buckets - 1)];

		set->phrase[i].next = *bucket;
		*bucket = (uint32_t)i + 1;
	}
}

void
phrase_set_close(struct phrase_set *set)
{
	struct tokens tokens;
	size_t n_words = 0, name = 0;

	/* One cut for all names: a BREAK stands between each two. */
	tokenize(set->arena, set->text == NULL ? "" : set->text, set->length,
	    &tokens);
	set->word =
	    arena_array(set->arena, tokens.count + 1, sizeof *set->word);
	set->phrase =
	    arena_array(set->arena, set->n_added + 1, sizeof *set->phrase);
	for (size_t i = 0; i < tokens.count && name < set->n_added;) {
		size_t end = i;

		while (
		    end < tokens.count && tokens.token[end].kind != TOKEN_BREAK)
			end++;
		phrase_make(set, tokens.token + i, end - i, &set->added[name++],
		    &n_words);
		i = end + 1;
	}
	buckets_fill(set);
}

static bool
word_matches(const struct word *word, const char *s, size_t n)
{
	if (word->stem)
		return n >= word->length &&
		       memcmp(word->folded, s, word->length) == 0 &&
		       word_form_is_ending(s + word->length, n - word->length);
	return n == word->length && memcmp(word->folded, s, n) == 0;
}

/*
 * The token after the phrase's last, where the phrase stands at token `at`,
 * the first word of which is written as `form`; 0 where it does not.
 */
static size_t
phrase_end(const struct phrase_set *set, const struct phrase *phrase,
    const struct tokens *tokens, size_t at, const struct word_form *form)
{
	const struct word *word = &set->word[phrase->first];
	size_t i = at + 1;

	if (!word_matches(&word[0], form->s, form->n))
		return 0;
	for (size_t w = 1; w < phrase->words; w++, i++) {
		while (i < tokens->count && (is_hyphen(&tokens->token[i]) ||
						is_quote(&tokens->token[i])))
			i++;
		if (i >= tokens->count ||
		    !word_matches(&word[w], tokens->token[i].folded,
			tokens->token[i].length))
			return 0;
	}
	return i;
}

static bool
phrase_allowed(const struct phrase *phrase, const struct tokens *tokens,
    size_t at, size_t end, enum strictness strictness)
{
	if (strictness == LOOSE)
		return end == tokens->count;
	if (phrase->flags & PHRASE_ALONE)
		return false;
	if ((phrase->flags & PHRASE_CAPITAL) &&
	    !(tokens->token[at].flags & TOKEN_CAPITAL))
		return false;
	return !(phrase->flags & PHRASE_CODE) ||
	       is_code(tokens->token + at, end - at);
}

static void
hits_take(struct phrase_hits *hits, const struct phrase *phrase, size_t end)
{
	if (end > hits->end) {
		hits->end = end;
		hits->count = 0;
	}
	if (end == hits->end && hits->count < PHRASE_HITS)
		hits->hit[hits->count++] = phrase;
}

static bool
find(const struct phrase_set *set, const struct tokens *tokens, size_t at,
    enum strictness strictness, struct phrase_hits *ret)
{
	const struct token *token = &tokens->token[at];
	struct word_forms forms;

	*ret = (struct phrase_hits){0};
	word_forms_make(token->folded, token->length, &forms);
	for (size_t f = 0; f < forms.count; f++) {
		const struct word_form *form = &forms.form[f];
		uint32_t hash = hash_bytes(form->s, form->key);
		uint32_t at_bucket = set->bucket[hash & (set->buckets - 1)];
		struct phrase_hits hits = {0};

		while (at_bucket != 0) {
			const struct phrase *phrase =
			    &set->phrase[at_bucket - 1];
			size_t end =
			    set->word[phrase->first].length == form->key
				? phrase_end(set, phrase, tokens, at, form)
				: 0;

			if (end > 0 &&
			    phrase_allowed(phrase, tokens, at, end, strictness))
				hits_take(&hits, phrase, end);
			at_bucket = phrase->next;
		}
		/* Of names as long, the form that takes off less wins. */
		if (hits.end > ret->end)
			*ret = hits;
	}
	return ret->count > 0;
}

bool
phrase_find(const struct phrase_set *set, const struct tokens *tokens,
    size_t at, struct phrase_hits *ret)
{
	if (tokens->token[at].kind == TOKEN_BREAK)
		return false;
	return find(set, tokens, at, STRICT, ret);
}

bool
phrase_find_whole(const struct phrase_set *set, const struct tokens *tokens,
    struct phrase_hits *ret)
{
	return tokens->count > 0 && find(set, tokens, 0, LOOSE, ret);
}
