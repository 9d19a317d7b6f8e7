/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/dictionary.h"

#include "core/fold.h"
#include "indexer/grow.h"
#include "indexer/word-list.h"

#include <hunspell/hunspell.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LISTS	 "/usr/share/dict"
#define HUNSPELL "/usr/share/hunspell"

/* A word of a list. */
struct entry {
	uint32_t at;   /* in the bytes */
	uint8_t n;     /* bytes */
	uint8_t grade; /* enum dictionary_grade */
};

struct slot {
	uint32_t hash;	 /* of the word */
	uint32_t number; /* of its entry + 1; 0: free */
};

#define LISTS_MAX  8
#define MEMO_SLOTS (1u << 16)

/* A word that was searched for. */
struct memo {
	uint32_t hash;
	uint8_t n; /* its bytes; 0: the slot is free */
	bool known;
	char word[26];
};

struct dictionary {
	char *bytes; /* folded words, one after the other */
	size_t used; /* bytes in it */
	size_t room; /* bytes there is place for */
	struct entry *entry;
	uint32_t count; /* entries */
	uint32_t space; /* entries there is place for */
	struct slot *slot;
	uint32_t mask;			  /* slots - 1 */
	Hunhandle *hunspell[2];		  /* where there is no list */
	struct word_list list[LISTS_MAX]; /* searched until it is complete */
	size_t small;			  /* how many of them are small ones */
	size_t lists;			  /* how many */
	struct memo *memo;		  /* what the search found; by hash */
	bool complete;			  /* all lists are in the hash */
	bool looked;			  /* it was looked for */
	bool found;			  /* and found */
};

struct dictionaries {
	const char *lists;
	const char *hunspell;
	struct dictionary of[LANGUAGE_COUNT];
};

/*
 * Where a language's words are: names of files. Words are asked for without
 * their accents, which hunspell wants, so that it serves for English alone;
 * Russian and Arabic have no ligatures that fonts could lose.
 */
static const struct where {
	enum language language;
	const char *lists[4];	 /* each with the endings below */
	const char *hunspell[2]; /* each with .aff and .dic */
	const char *packages;
} where[] = {
    {LANGUAGE_EN, {"american-english", "british-english"}, {"en_US", "en_GB"},
	"wamerican-large, wbritish-large"},
    {LANGUAGE_FR, {"french"}, {NULL}, "wfrench"},
    {LANGUAGE_ES, {"spanish"}, {NULL}, "wspanish"},
};

/*
 * Lists come in several sizes. The small one tells common words; of the others
 * the first that is there is enough: still larger ones have so many rare words
 * that damaged words are among them.
 */
static const char *const sizes[] = {"-small", "-large", "", "-huge"};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* --- lists ---------------------------------------------------------------- */

static struct slot *
slot_of(const struct dictionary *d, const char *folded, size_t n, uint32_t hash)
{
	uint32_t i = (hash ^ hash >> 15) & d->mask;

	for (;; i = (i + 1) & d->mask) {
		const struct entry *entry;

		if (d->slot[i].number == 0)
			return &d->slot[i];
		if (d->slot[i].hash != hash)
			continue;
		entry = &d->entry[d->slot[i].number - 1];
		if (entry->n == n &&
		    memcmp(d->bytes + entry->at, folded, n) == 0)
			return &d->slot[i];
	}
}

/* Twice the slots, so that at most half of them are used. */
static void
widen(struct dictionary *d)
{
	struct slot *old = d->slot;
	uint32_t slots = old != NULL ? d->mask + 1 : 0;

	d->mask = slots > 0 ? slots * 2 - 1 : (1u << 19) - 1;
	d->slot = calloc((size_t)d->mask + 1, sizeof *d->slot);
	if (d->slot == NULL)
		abort();
	for (uint32_t k = 0; k < slots; k++) {
		uint32_t i = (old[k].hash ^ old[k].hash >> 15) & d->mask;

		if (old[k].number == 0)
			continue;
		while (d->slot[i].number != 0)
			i = (i + 1) & d->mask;
		d->slot[i] = old[k];
	}
	free(old);
}

static void
add(struct dictionary *d, const char *folded, size_t n, uint32_t hash,
    uint8_t grade)
{
	struct slot *slot = slot_of(d, folded, n, hash);
	struct entry *entry;

	if (slot->number != 0) {
		entry = &d->entry[slot->number - 1];
		if (grade > entry->grade)
			entry->grade = grade;
		return;
	}
	if (d->used + n > d->room) {
		d->room = d->room > 0 ? d->room * 2 : (size_t)4 << 20;
		d->bytes = grow(d->bytes, d->room, 1);
	}
	if (d->count == d->space) {
		d->space = d->space > 0 ? d->space * 2 : 1u << 18;
		d->entry = grow(d->entry, d->space, sizeof *d->entry);
	}
	entry = &d->entry[d->count];
	entry->at = (uint32_t)d->used;
	entry->n = (uint8_t)n;
	entry->grade = grade;
	memcpy(d->bytes + d->used, folded, n);
	d->used += n;
	slot->hash = hash;
	slot->number = ++d->count;
	if (d->count > d->mask / 2)
		widen(d);
}

static uint8_t
grade_of(bool lower, bool common)
{
	return !lower	? DICTIONARY_NAME
	       : common ? DICTIONARY_COMMON
			: DICTIONARY_RARE;
}

/* A line that is not plain: one word with other letters, or nothing. */
static void
add_line(struct dictionary *d, const char *line, size_t n, bool common)
{
	struct scan_word word;
	size_t at = 0;

	if (word_next(line, n, &at, &word) && word.start == 0 &&
	    word.end == n && word.n > 1)
		add(d, word.folded, word.n, word.hash,
		    grade_of(word.lower, common));
}

/*
 * All lines; most are of small letters alone, and these are read here. What
 * has an apostrophe is no word of its own, and no more is a single letter,
 * whatever lists say.
 */
static void
add_lines(struct dictionary *d, const char *text, size_t n, bool common)
{
	const char *s = text, *end = text + n;

	while (s < end) {
		const char *from = s;
		uint32_t hash = WORD_HASH_START;
		size_t length;

		for (; s < end && *s >= 'a' && *s <= 'z'; s++)
			hash = word_hash_add(hash, *s);
		length = (size_t)(s - from);
		if (s < end && *s != '\n' && *s != '\'') {
			const char *stop = memchr(s, '\n', (size_t)(end - s));

			s = stop != NULL ? stop : end;
			length = (size_t)(s - from);
			if (length > 0 && from[length - 1] == '\r')
				length--;
			add_line(d, from, length, common);
		} else if (s < end && *s == '\'') {
			s = memchr(s, '\n', (size_t)(end - s));
			if (s == NULL)
				break;
		} else if (length > 1 && length <= WORD_BYTES) {
			add(d, from, length, hash, grade_of(true, common));
		}
		s++;
	}
}

/* --- searching in place --------------------------------------------------- */

/* Whether a list of one of the two sorts has the word. */
static bool
search(const struct dictionary *d, bool common, const char *word, size_t n)
{
	for (size_t i = 0; i < d->lists; i++)
		if (d->list[i].common == common &&
		    word_list_has(&d->list[i], word, n))
			return true;
	return false;
}

/* The small lists are parts of the large ones: they are asked last. */
static enum dictionary_grade
search_grade(const struct dictionary *d, const char *word, size_t n)
{
	if (d->lists > d->small && !search(d, false, word, n))
		return DICTIONARY_NONE;
	if (search(d, true, word, n))
		return DICTIONARY_COMMON;
	return d->lists > d->small ? DICTIONARY_RARE : DICTIONARY_NONE;
}

/* The same, but for whether it is known at all, and remembered. */
static bool
search_known(
    const struct dictionary *d, const char *word, size_t n, uint32_t hash)
{
	struct memo *memo = &d->memo[(hash ^ hash >> 15) & (MEMO_SLOTS - 1)];
	bool known;

	if (memo->hash == hash && memo->n == n &&
	    memcmp(memo->word, word, n) == 0)
		return memo->known;
	known = search(d, d->lists == d->small, word, n);
	if (n <= sizeof memo->word) {
		memo->hash = hash;
		memo->n = (uint8_t)n;
		memo->known = known;
		memcpy(memo->word, word, n);
	}
	return known;
}

/* --- finding the lists ---------------------------------------------------- */

/* Whether the list was there. */
static bool
read_list(struct dictionary *d, const char *folder, const char *name, size_t s)
{
	char path[1024];

	snprintf(path, sizeof path, "%s/%s%s", folder, name, sizes[s]);
	if (d->lists == LISTS_MAX || !word_list_read(&d->list[d->lists], path))
		return false;
	d->list[d->lists].common = s == 0;
	d->small += s == 0;
	d->lists++;
	d->found = true;
	return true;
}

/* --- hunspell ------------------------------------------------------------- */

static bool
is_there(const char *path)
{
	FILE *file = fopen(path, "rb");

	if (file != NULL)
		fclose(file);
	return file != NULL;
}

static void
open_hunspell(struct dictionary *d, const char *folder, const char *name)
{
	char aff[1024], dic[1024];
	size_t i = d->hunspell[0] != NULL;

	snprintf(aff, sizeof aff, "%s/%s.aff", folder, name);
	snprintf(dic, sizeof dic, "%s/%s.dic", folder, name);
	if (is_there(aff) && is_there(dic))
		d->hunspell[i] = Hunspell_create(aff, dic);
	d->found = d->found || d->hunspell[i] != NULL;
}

static enum dictionary_grade
ask_hunspell(const struct dictionary *d, const char *folded)
{
	for (size_t i = 0; i < 2; i++)
		if (d->hunspell[i] != NULL &&
		    Hunspell_spell(d->hunspell[i], folded) != 0)
			return DICTIONARY_COMMON;
	return DICTIONARY_NONE;
}

/* --- looking up ----------------------------------------------------------- */

struct dictionaries *
dictionaries_new(const char *lists, const char *hunspell)
{
	struct dictionaries *dictionaries = grow(NULL, 1, sizeof *dictionaries);

	memset(dictionaries, 0, sizeof *dictionaries);
	dictionaries->lists = lists != NULL ? lists : LISTS;
	dictionaries->hunspell = hunspell != NULL ? hunspell : HUNSPELL;
	return dictionaries;
}

void
dictionaries_free(struct dictionaries *dictionaries)
{
	if (dictionaries == NULL)
		return;
	for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
		struct dictionary *d = &dictionaries->of[i];

		for (size_t k = 0; k < d->lists; k++) {
			word_list_clear(&d->list[k]);
		}
		free(d->memo);
		free(d->bytes);
		free(d->entry);
		free(d->slot);
		for (size_t k = 0; k < 2; k++)
			if (d->hunspell[k] != NULL)
				Hunspell_destroy(d->hunspell[k]);
	}
	free(dictionaries);
}

static void
look_for(const struct dictionaries *dictionaries, const struct where *place,
    struct dictionary *d)
{
	for (size_t i = 0; i < COUNT(place->lists); i++) {
		const char *name = place->lists[i];
		size_t s = 1;

		if (name == NULL)
			break;
		read_list(d, dictionaries->lists, name, 0);
		while (s < COUNT(sizes) &&
		       !read_list(d, dictionaries->lists, name, s))
			s++;
	}
	for (size_t i = 0; i < COUNT(place->hunspell); i++)
		if (d->lists == 0 && place->hunspell[i] != NULL)
			open_hunspell(
			    d, dictionaries->hunspell, place->hunspell[i]);
}

static void
visit_file(const char *folder, const char *name, const char *ending,
    void (*visit)(void *context, const char *path), void *context)
{
	char path[1024];

	snprintf(path, sizeof path, "%s/%s%s", folder, name, ending);
	if (is_there(path))
		visit(context, path);
}

void
dictionaries_files(const struct dictionaries *dictionaries,
    void (*visit)(void *context, const char *path), void *context)
{
	for (size_t w = 0; w < COUNT(where); w++) {
		const struct where *place = &where[w];

		for (size_t i = 0; i < COUNT(place->lists); i++)
			for (size_t s = 0; s < COUNT(sizes); s++)
				if (place->lists[i] != NULL)
					visit_file(dictionaries->lists,
					    place->lists[i], sizes[s], visit,
					    context);
		for (size_t i = 0; i < COUNT(place->hunspell); i++)
			if (place->hunspell[i] != NULL) {
				visit_file(dictionaries->hunspell,
				    place->hunspell[i], ".aff", visit, context);
				visit_file(dictionaries->hunspell,
				    place->hunspell[i], ".dic", visit, context);
			}
	}
}

void
dictionary_complete(struct dictionary *d)
{
	if (d->complete || d->lists == 0)
		return;
	widen(d);
	for (size_t i = 0; i < d->lists; i++) {
		add_lines(d, d->list[i].text, d->list[i].n, d->list[i].common);
		word_list_clear(&d->list[i]);
	}
	free(d->memo);
	d->memo = NULL;
	d->complete = true;
}

/*
 * Lists of other languages have accents in most lines, which the search passes
 * over; and a list that is in no order cannot be searched.
 */
static void
get_ready(struct dictionary *d, enum language language)
{
	bool in_order = language == LANGUAGE_EN;

	for (size_t i = 0; i < d->lists; i++) {
		bool ready = word_list_prepare(&d->list[i]);

		in_order = in_order && ready;
	}
	d->memo = calloc(MEMO_SLOTS, sizeof *d->memo);
	if (d->memo == NULL)
		abort();
	if (!in_order)
		dictionary_complete(d);
}

struct dictionary *
dictionaries_get(struct dictionaries *dictionaries, enum language language)
{
	struct dictionary *d = &dictionaries->of[language];

	for (size_t i = 0; !d->looked && i < COUNT(where); i++)
		if (where[i].language == language)
			look_for(dictionaries, &where[i], d);
	if (!d->looked && d->lists > 0)
		get_ready(d, language);
	d->looked = true;
	return d->found ? d : NULL;
}

enum dictionary_grade
dictionary_grade(const struct dictionary *dictionary, const char *folded,
    size_t n, uint32_t hash)
{
	uint32_t number;

	if (n == 0)
		return DICTIONARY_NONE;
	if (dictionary->lists == 0)
		return ask_hunspell(dictionary, folded);
	if (!dictionary->complete)
		return search_grade(dictionary, folded, n);
	number = slot_of(dictionary, folded, n, hash)->number;
	return number == 0
		   ? DICTIONARY_NONE
		   : (enum dictionary_grade)dictionary->entry[number - 1].grade;
}

bool
dictionary_knows(const struct dictionary *dictionary, const char *folded,
    size_t n, uint32_t hash)
{
	if (n > 0 && dictionary->lists > 0 && !dictionary->complete)
		return search_known(dictionary, folded, n, hash);
	return dictionary_grade(dictionary, folded, n, hash) >= DICTIONARY_RARE;
}

bool
dictionary_word(const struct dictionary *dictionary, uint32_t number,
    const char **ret_folded, size_t *ret_n, enum dictionary_grade *ret_grade)
{
	const struct entry *entry;

	if (number >= dictionary->count)
		return false;
	entry = &dictionary->entry[number];
	*ret_folded = dictionary->bytes + entry->at;
	*ret_n = entry->n;
	*ret_grade = (enum dictionary_grade)entry->grade;
	return true;
}

const char *
dictionary_packages(enum language language)
{
	for (size_t i = 0; i < COUNT(where); i++)
		if (where[i].language == language)
			return where[i].packages;
	return "";
}
