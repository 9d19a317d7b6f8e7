/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/stem.h"

#include "core/arena.h"
#include "xapian-c.h"

#include <stdbool.h>
#include <string.h>

/* Places between two paragraphs, so that no phrase and no NEAR spans them. */
#define BREAK_GAP 100

/* Elided words of more bytes ("aujourd'", "qur'") are words all the same. */
#define ELIDED_MAX 3

/*
 * Words of a text are looked up one after another in memory that is too large
 * for the processor's caches: what it will read soon can be fetched meanwhile.
 */
#ifdef __GNUC__
#define FETCH(address) __builtin_prefetch(address)
#else
#define FETCH(address) ((void)(address))
#endif

/* Entries of a new cache; a power of two. */
#define CACHE_MIN 128

/*
 * A word that was met. What is asked of it lies together: a text has many
 * different words, and to fetch them is most of the time.
 */
struct entry {
	const struct entry *stem; /* itself where it is its own */
	uint32_t length;	  /* bytes in word */
	char word[];		  /* NUL-terminated */
};

/* A place of the hash. */
struct slot {
	const struct entry *entry; /* NULL: free */
	uint64_t hash;		   /* of its word */
};

/* Words by hash, open addressing; never more than half full. */
struct cache {
	struct slot *slot; /* NULL at first */
	size_t size;	   /* slots, a power of two */
	size_t used;	   /* slots in use */
};

/* What is kept for a language. */
struct stems_language {
	struct xap_stemmer *stemmer; /* NULL: words are their own stems */
	struct cache words;	     /* words to stems */
	struct cache terms;	     /* stems, each once */
};

struct stems {
	struct arena *arena; /* owns this, all words and all stems */
	uint64_t seed;	     /* so that nobody can write colliding words */
	struct stems_language language[LANGUAGE_COUNT]; /* by language */
};

static uint64_t
hash_bytes(uint64_t hash, const char *s, size_t n)
{
	const uint64_t factor = UINT64_C(0x9E3779B97F4A7C15);
	uint64_t part;

	for (; n >= sizeof part; s += sizeof part, n -= sizeof part) {
		memcpy(&part, s, sizeof part);
		hash = (hash ^ part) * factor;
		hash ^= hash >> 32;
	}
	part = n;
	memcpy(&part, s, n);
	hash = (hash ^ part ^ ((uint64_t)n << 56)) * factor;
	return hash ^ hash >> 29;
}

/* The slot of the word, or the free one where it is to go. */
static struct slot *
cache_find(const struct cache *cache, uint64_t hash, const char *word, size_t n)
{
	size_t mask = cache->size - 1, at = hash & mask;

	while (cache->slot[at].entry != NULL) {
		struct slot *slot = &cache->slot[at];

		if (slot->hash == hash && slot->entry->length == n &&
		    memcmp(slot->entry->word, word, n) == 0)
			return slot;
		at = (at + 1) & mask;
	}
	return &cache->slot[at];
}

static void
cache_make_room(struct arena *arena, struct cache *cache)
{
	struct cache larger = {.used = cache->used};

	if (cache->size > 0 && 2 * cache->used < cache->size)
		return;
	larger.size = cache->size > 0 ? 2 * cache->size : CACHE_MIN;
	larger.slot = arena_array(arena, larger.size, sizeof *larger.slot);
	for (size_t i = 0; i < cache->size; i++) {
		size_t at = cache->slot[i].hash & (larger.size - 1);

		if (cache->slot[i].entry == NULL)
			continue;
		while (larger.slot[at].entry != NULL)
			at = (at + 1) & (larger.size - 1);
		larger.slot[at] = cache->slot[i];
	}
	*cache = larger;
}

/* Put a word in the slot where it is to go; `stem` NULL is itself. */
static const struct entry *
cache_put(struct arena *arena, struct cache *cache, struct slot *slot,
    uint64_t hash, const char *word, size_t n, const struct entry *stem)
{
	struct entry *entry = arena_alloc(arena, sizeof *entry + n + 1);

	entry->stem = stem != NULL ? stem : entry;
	entry->length = (uint32_t)n;
	memcpy(entry->word, word, n);
	slot->entry = entry;
	slot->hash = hash;
	cache->used++;
	return entry;
}

struct stems *
stems_new(struct error *err)
{
	struct arena *arena = arena_new();
	struct stems *stems = arena_alloc(arena, sizeof *stems);

	stems->arena = arena;
	stems->seed = (uint64_t)(uintptr_t)arena;
	for (int i = LANGUAGE_NONE + 1; i < LANGUAGE_COUNT; i++) {
		enum language language = (enum language)i;
		struct xap_error reason = {0};

		if (language == LANGUAGE_ZH)
			continue;
		stems->language[i].stemmer =
		    xap_stemmer_new(language_code(language), &reason);
		if (stems->language[i].stemmer == NULL) {
			error_set(err, ERROR_INDEX, "no stemmer for %s: %s",
			    language_name(language), reason.message);
			stems_free(stems);
			return NULL;
		}
	}
	return stems;
}

void
stems_free(struct stems *stems)
{
	if (stems == NULL)
		return;
	for (int i = 0; i < LANGUAGE_COUNT; i++)
		xap_stemmer_free(stems->language[i].stemmer);
	arena_free(stems->arena);
}

/* The one copy of a term of the language, which is its own stem. */
static const struct entry *
term_find(struct stems *stems, struct stems_language *language,
    const char *term, size_t n)
{
	uint64_t hash = hash_bytes(stems->seed, term, n);
	struct slot *slot;

	cache_make_room(stems->arena, &language->terms);
	slot = cache_find(&language->terms, hash, term, n);
	if (slot->entry != NULL)
		return slot->entry;
	return cache_put(
	    stems->arena, &language->terms, slot, hash, term, n, NULL);
}

/* Whether a stemmer has anything to say on the word. */
static bool
has_stem(const char *word, size_t n)
{
	return n > 0 && !(word[0] >= '0' && word[0] <= '9');
}

/*
 * Folding makes one letter of ta marbuta and ha. At a word's end the stemmer
 * takes ha off some words alone, but ta marbuta off all.
 */
static const char *
unfold_arabic(const char *word, size_t n, char buffer[STEM_MAX])
{
	static const char ha[] = "\xD9\x87", ta_marbuta[] = "\xD8\xA9";

	if (n < 6 || memcmp(word + n - 2, ha, 2) != 0)
		return word;
	memcpy(buffer, word, n - 2);
	memcpy(buffer + n - 2, ta_marbuta, 2);
	return buffer;
}

/* Ask the stemmer. A word that has no stem is its own. */
static const struct entry *
stem_compute(struct stems *stems, struct stems_language *language,
    const char *word, size_t n)
{
	const char *stem = word, *asked = word;
	char buffer[STEM_MAX];
	size_t length = n;

	if (language == &stems->language[LANGUAGE_AR])
		asked = unfold_arabic(word, n, buffer);
	if (language->stemmer != NULL && has_stem(word, n) &&
	    (xap_stemmer_stem(
		 language->stemmer, asked, n, &stem, &length, NULL) != XAP_OK ||
		length == 0 || length > STEM_MAX)) {
		stem = word;
		length = n;
	}
	return term_find(stems, language, stem, length);
}

/* Bytes of the word that count: at most STEM_MAX, no character cut. */
static size_t
length_limit(const char *word, size_t n)
{
	if (n <= STEM_MAX)
		return n;
	n = STEM_MAX;
	while (n > 0 && ((unsigned char)word[n] & 0xC0) == 0x80)
		n--;
	return n;
}

static struct stems_language *
language_of(struct stems *stems, enum language language)
{
	if ((int)language < 0 || language >= LANGUAGE_COUNT)
		language = LANGUAGE_NONE;
	return &stems->language[language];
}

/* The stem of a word, with its hash. */
static const struct entry *
word_find(struct stems *stems, struct stems_language *language, uint64_t hash,
    const char *word, size_t n)
{
	const struct entry *stem;
	struct slot *slot;

	cache_make_room(stems->arena, &language->words);
	slot = cache_find(&language->words, hash, word, n);
	if (slot->entry != NULL)
		return slot->entry->stem;
	stem = stem_compute(stems, language, word, n);
	/* A word that is its own stem need not be kept twice. */
	if (stem->length == n && memcmp(stem->word, word, n) == 0) {
		*slot = (struct slot){stem, hash};
		language->words.used++;
	} else {
		cache_put(
		    stems->arena, &language->words, slot, hash, word, n, stem);
	}
	return stem;
}

const char *
stem_word(struct stems *stems, enum language language, const char *folded,
    size_t n, size_t *ret_n)
{
	size_t length = length_limit(folded, n);
	const struct entry *stem =
	    word_find(stems, language_of(stems, language),
		hash_bytes(stems->seed, folded, length), folded, length);

	if (ret_n != NULL)
		*ret_n = stem->length;
	return stem->word;
}

/* Where stem_terms() stands. */
struct walk {
	struct stems *stems;		  /* gives the terms */
	struct arena *arena;		  /* of what is returned */
	struct stems_language *language;  /* of the text */
	const struct tokens *tokens;	  /* what is walked over */
	struct stem_term *term;		  /* terms so far */
	size_t count;			  /* how many */
	uint32_t position;		  /* of the next word */
	const struct stem_filter *filter; /* words to stem; NULL: all */
	uint64_t *hash;			  /* by token, of what is looked up */
};

void
stem_filter_add(struct stem_filter *filter, const char *folded)
{
	unsigned char c = (unsigned char)folded[0];

	filter->first[c / 8] |= (unsigned char)(1u << c % 8);
}

static bool
filter_has(const struct stem_filter *filter, const char *folded)
{
	unsigned char c = (unsigned char)folded[0];

	return (filter->first[c / 8] >> c % 8 & 1) != 0;
}

static void
walk_put(struct walk *walk, const struct entry *stem, size_t token)
{
	struct stem_term *term = &walk->term[walk->count++];

	/* A word that is not looked for is none. */
	term->term = stem != NULL ? stem->word : "";
	term->length = stem != NULL ? stem->length : 0;
	term->position = walk->position++;
	term->token = (uint32_t)token;
}

/* Bytes of a word without an apostrophe at its end; 0 where it is none. */
static size_t
word_length(const struct token *token)
{
	size_t n = token->length;

	if (n == 0 || token->folded[0] == '\'')
		return 0;
	if (token->folded[n - 1] != '\'')
		return n;
	return n <= ELIDED_MAX ? 0 : n - 1;
}

/* Whether the word's stem is looked for. */
static bool
is_sought(const struct walk *walk, const struct token *token, size_t n)
{
	return n > 0 && n <= STEM_MAX &&
	       (token->kind == TOKEN_WORD || token->kind == TOKEN_NUMBER) &&
	       (walk->filter == NULL ||
		   filter_has(walk->filter, token->folded));
}

/* Have all that the words lead to fetched: their slots, then the entries. */
static void
walk_ahead(struct walk *walk)
{
	const struct tokens *tokens = walk->tokens;
	const struct cache *words = &walk->language->words;

	walk->hash =
	    arena_array(walk->arena, tokens->count, sizeof *walk->hash);
	for (size_t i = 0; i < tokens->count; i++) {
		const struct token *token = &tokens->token[i];
		size_t n = word_length(token);

		if (!is_sought(walk, token, n))
			continue;
		walk->hash[i] = hash_bytes(walk->stems->seed, token->folded, n);
		if (words->size > 0)
			FETCH(&words->slot[walk->hash[i] & (words->size - 1)]);
	}
	for (size_t i = 0; i < tokens->count && words->size > 0; i++)
		if (walk->hash[i] != 0)
			FETCH(words->slot[walk->hash[i] & (words->size - 1)]
				  .entry);
}

static void
walk_word(struct walk *walk, size_t at)
{
	const struct token *token = &walk->tokens->token[at];
	size_t n = word_length(token);

	if (n == 0)
		return;
	if (n > STEM_MAX) {
		walk->position++;
		return;
	}
	if (!is_sought(walk, token, n))
		walk_put(walk, NULL, at);
	else
		walk_put(walk,
		    word_find(walk->stems, walk->language, walk->hash[at],
			token->folded, n),
		    at);
}

/* Whether two Han tokens stand side by side, or only a line's end between. */
static bool
is_pair(const struct tokens *tokens, size_t at)
{
	const struct token *token = &tokens->token[at];

	if (at + 1 >= tokens->count || token[1].kind != TOKEN_HAN)
		return false;
	return !(token[1].flags & TOKEN_SPACED) ||
	       memchr(tokens->text + token->end, '\n',
		   token[1].start - token->end) != NULL;
}

/* Put the terms of a run of Han characters. Returns the token after it. */
static size_t
walk_han(struct walk *walk, size_t at)
{
	const struct token *token = walk->tokens->token;

	if (!is_pair(walk->tokens, at)) {
		walk_put(walk,
		    term_find(walk->stems, walk->language, token[at].folded,
			token[at].length),
		    at);
		return at + 1;
	}
	for (; is_pair(walk->tokens, at); at++) {
		const struct token *both = &token[at];
		char pair[64];
		size_t n = both[0].length + both[1].length;

		if (n > sizeof pair)
			continue;
		memcpy(pair, both[0].folded, both[0].length);
		memcpy(pair + both[0].length, both[1].folded, both[1].length);
		walk_put(
		    walk, term_find(walk->stems, walk->language, pair, n), at);
	}
	return at + 1;
}

struct stem_term *
stem_terms(struct stems *stems, struct arena *arena, enum language language,
    const struct tokens *tokens, size_t *ret_count)
{
	return stem_terms_some(stems, arena, language, tokens, NULL, ret_count);
}

struct stem_term *
stem_terms_some(struct stems *stems, struct arena *arena,
    enum language language, const struct tokens *tokens,
    const struct stem_filter *filter, size_t *ret_count)
{
	struct walk walk = {.stems = stems,
	    .arena = arena,
	    .language = language_of(stems, language),
	    .tokens = tokens,
	    .filter = language == LANGUAGE_AR ? NULL : filter,
	    .term = arena_array(arena, tokens->count, sizeof *walk.term)};
	size_t at = 0;

	walk_ahead(&walk);
	while (at < tokens->count) {
		switch ((enum token_kind)tokens->token[at].kind) {
		case TOKEN_WORD:
		case TOKEN_NUMBER:
			walk_word(&walk, at++);
			break;
		case TOKEN_HAN:
			at = walk_han(&walk, at);
			break;
		case TOKEN_BREAK:
			walk.position += BREAK_GAP;
			at++;
			break;
		case TOKEN_PUNCT:
			at++;
			break;
		}
	}
	*ret_count = walk.count;
	return walk.term;
}
