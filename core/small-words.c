/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/small-words.h"

#include "core/cue-word.h"
#include "core/fold.h"

#include <string.h>

/* A word of a list. */
struct word {
	const char *s;	 /* folded, without its star */
	uint32_t length; /* bytes */
	bool open;	 /* any ending may follow */
};

/* The words of a kind. */
struct list {
	const struct word *word;
	size_t count;
	size_t most;	 /* characters of the longest, in Chinese; else 1 */
	uint64_t begins; /* how they begin, by begin_bit() */
};

struct small_words {
	struct list list[SMALL_WORD_COUNT];
};

static const char *const names[SMALL_WORD_COUNT] = {
    [WORD_AND] = "and",
    [WORD_ALSO] = "also",
    [WORD_NOR] = "nor",
    [WORD_OR] = "or",
    [WORD_THE] = "the",
    [WORD_BY] = "by",
    [WORD_FOR] = "for",
    [WORD_FROM] = "from",
    [WORD_OF] = "of",
    [WORD_TO] = "to",
    [WORD_THAT] = "that",
    [WORD_ON] = "on",
    [WORD_IN] = "in",
    [WORD_NO] = "no",
    [WORD_OPENER] = "opener",
    [WORD_CONTENT] = "content",
    [WORD_GROUP] = "group",
    [WORD_VIEW] = "view",
    [WORD_ANYBODY] = "anybody",
    [WORD_ADDITION] = "addition",
    [WORD_EFFORT] = "effort",
    [WORD_AMENDMENT] = "amendment",
    [WORD_BROUGHT] = "brought",
    [WORD_ASKING] = "asking",
    [WORD_ADVERB] = "adverb",
    [WORD_OBJECT] = "object",
    [WORD_BESIDE] = "beside",
    [WORD_INSIDE] = "inside",
    [WORD_CLITIC] = "clitic",
    [WORD_REFLEXIVE] = "reflexive",
    [WORD_NE] = "ne",
    [WORD_NE_PAS] = "ne-pas",
    [WORD_NE_ALONE] = "ne-alone",
    [WORD_NE_ONLY] = "ne-only",
    [WORD_NE_EMPTY] = "ne-empty",
    [WORD_BE] = "be",
    [WORD_HISTORY] = "history",
    [WORD_FUTURE] = "future",
    [WORD_NOBODY] = "nobody",
    [WORD_BEFORE] = "before",
    [WORD_ATTRIBUTE] = "attribute",
    [WORD_PART] = "part",
    [WORD_ARTICLE] = "article",
    [WORD_WHETHER] = "whether",
    [WORD_TRUE] = "true",
    [WORD_UNTRUE] = "untrue",
    [WORD_VOICED] = "voiced",
    [WORD_CAMP] = "camp",
    [WORD_INCLUDES] = "includes",
    [WORD_SPOKEN] = "spoken",
    [WORD_TITLE] = "title",
    [IMPLIED_SIZE] = "implied-size",
    [IMPLIED_RESIZE] = "implied-resize",
    [IMPLIED_MEASURE] = "implied-measure",
    [IMPLIED_MATTER] = "implied-matter",
    [IMPLIED_COUNT] = "implied-count",
    [IMPLIED_UNIT] = "implied-unit",
    [IMPLIED_PROPOSED] = "implied-proposed",
    [IMPLIED_AMENDED] = "implied-amended",
    [IMPLIED_SET_UP] = "implied-set-up",
    [IMPLIED_TAKE_UP] = "implied-take-up",
    [IMPLIED_BODY] = "implied-body",
    [IMPLIED_TREATY] = "implied-treaty",
    [IMPLIED_COVER] = "implied-cover",
    [IMPLIED_NEED] = "implied-need",
    [IMPLIED_FRESH] = "implied-fresh",
    [IMPLIED_A] = "implied-a",
    [IMPLIED_TEXT] = "implied-text",
};

/* --- the table ------------------------------------------------------------ */

static size_t
kind_find(const char *name)
{
	size_t kind = 0;

	while (kind < SMALL_WORD_COUNT && strcmp(name, names[kind]) != 0)
		kind++;
	return kind;
}

/* A star ends at least two letters; white space would make it two words. */
static bool
is_word(const char *s, size_t n)
{
	const char *star = memchr(s, '*', n);

	return memchr(s, ' ', n) == NULL &&
	       (star == NULL || (star == s + n - 1 && n > 2));
}

static bool
words_check(const struct table *table, size_t row, struct error *err)
{
	const char *s = table_cell(table, row, "words");
	size_t count = 0;

	while (*s != '\0') {
		size_t n = strcspn(s, ";"), lead = strspn(s, " "), end = n;

		while (end > lead && s[end - 1] == ' ')
			end--;
		if (end > lead && !is_word(s + lead, end - lead))
			return error_set(err, ERROR_DATA,
			    "%s:%u: '%.*s' is not one word, or the beginning "
			    "of words with a star behind two letters or more",
			    table->name, table->line[row], (int)(end - lead),
			    s + lead);
		count += end > lead;
		s += n;
		s += *s == ';';
	}
	return count > 0 ||
	       error_set(err, ERROR_DATA, "%s:%u: kind '%s' has no words",
		   table->name, table->line[row],
		   table_cell(table, row, "kind"));
}

bool
small_words_check(const struct table *table, struct error *err)
{
	bool seen[SMALL_WORD_COUNT] = {false};

	for (size_t r = 0; r < table->rows; r++) {
		const char *name = table_cell(table, r, "kind");
		size_t kind = kind_find(name);

		if (kind == SMALL_WORD_COUNT || seen[kind])
			return error_set(err, ERROR_DATA,
			    kind == SMALL_WORD_COUNT
				? "%s:%u: unknown kind '%s'"
				: "%s:%u: kind '%s' stands twice",
			    table->name, table->line[r], name);
		seen[kind] = true;
		if (!words_check(table, r, err))
			return false;
	}
	return true;
}

/* A bit for how a word begins; most words of a text have another. */
static uint64_t
begin_bit(const char *s, size_t n)
{
	unsigned second = n > 1 ? (unsigned char)s[1] : 0;

	return UINT64_C(1) << (((unsigned char)s[0] ^ second << 1) & 63);
}

/* Characters of Chinese are tokens; other words are one. */
static size_t
tokens_of(const char *s)
{
	size_t n = 0;

	if ((unsigned char)*s < 0xE2)
		return 1;
	for (; *s != '\0'; s++)
		n += ((unsigned char)*s & 0xC0) != 0x80;
	return n;
}

static void
list_load(struct arena *arena, const char *cell, struct list *list)
{
	const char *folded = fold_text(arena, cell, strlen(cell), NULL);
	const char **part = table_split(arena, folded, ';', &list->count);
	struct word *word = arena_array(arena, list->count, sizeof(*word));

	list->word = word;
	for (size_t i = 0; i < list->count; i++, word++) {
		size_t n = strlen(part[i]), tokens = tokens_of(part[i]);

		word->s = part[i];
		word->open = n > 1 && part[i][n - 1] == '*';
		word->length = (uint32_t)(n - word->open);
		list->begins |= begin_bit(word->s, word->length);
		if (tokens > list->most)
			list->most = tokens;
	}
}

const struct small_words *
small_words_from_table(struct arena *arena, const struct table *table)
{
	struct small_words *words = arena_alloc(arena, sizeof(*words));

	memset(words, 0, sizeof(*words));
	for (size_t r = 0; r < table->rows; r++) {
		size_t kind = kind_find(table_cell(table, r, "kind"));

		if (kind < SMALL_WORD_COUNT)
			list_load(arena, table_cell(table, r, "words"),
			    &words->list[kind]);
	}
	return words;
}

/* --- looking -------------------------------------------------------------- */

/* Whether `n` bytes are one of the words, or begin as an open one does. */
static bool
list_has(const struct list *list, const char *s, size_t n)
{
	if (n == 0 || !(list->begins & begin_bit(s, n)))
		return false;
	for (size_t i = 0; i < list->count; i++) {
		const struct word *w = &list->word[i];

		if ((w->open ? n >= w->length : n == w->length) &&
		    memcmp(s, w->s, w->length) == 0)
			return true;
	}
	return false;
}

/* The tokens of the longest run of characters that is on the list. */
static size_t
list_longest(const struct list *list, const struct reading *r, size_t at)
{
	const struct token *first = &r->tokens.token[at];
	size_t longest = 0;

	if (first->length == 0 ||
	    !(list->begins & begin_bit(first->folded, first->length)))
		return 0;
	for (size_t i = 0; i < list->count; i++) {
		const struct word *w = &list->word[i];
		size_t done = 0, n = 0;

		while (done < w->length && at + n < r->tokens.count) {
			const struct token *t = &r->tokens.token[at + n];

			if (t->length == 0 || t->length > w->length - done ||
			    memcmp(w->s + done, t->folded, t->length) != 0)
				break;
			done += t->length;
			n++;
		}
		if (done == w->length && n > longest)
			longest = n;
	}
	return longest;
}

/* The words of a kind that may begin at the token, or NULL. */
static const struct list *
list_at(const struct reading *r, size_t at, enum small_word kind)
{
	if (r->words == NULL || at >= r->tokens.count)
		return NULL;
	return &r->words->list[kind];
}

size_t
reading_small(const struct reading *r, size_t at, enum small_word kind)
{
	const struct list *list = list_at(r, at, kind);
	const struct token *t;

	if (list == NULL)
		return 0;
	if (r->language == LANGUAGE_ZH)
		return list_longest(list, r, at);
	t = &r->tokens.token[at];
	return list_has(list, t->folded, t->length);
}

size_t
reading_small_before(const struct reading *r, size_t at, enum small_word kind)
{
	const struct list *list = list_at(r, 0, kind);

	if (list != NULL)
		for (size_t n = list->most; n > 0; n--)
			if (at >= n && reading_small(r, at - n, kind) == n)
				return n;
	return 0;
}

size_t
reading_implied(const struct reading *r, size_t at, enum small_word kind)
{
	const struct list *list = list_at(r, at, kind);
	struct cue_word forms;
	const struct token *t;

	if (list == NULL || r->language != LANGUAGE_AR)
		return reading_small(r, at, kind);
	t = &r->tokens.token[at];
	if (t->length == 0)
		return 0;
	cue_word_make(t->folded, t->length, &forms);
	for (size_t i = 0; i < forms.count; i++)
		if (list_has(list, forms.form[i].s, forms.form[i].n))
			return 1;
	return 0;
}
