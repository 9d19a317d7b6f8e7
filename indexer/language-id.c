/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/language-id.h"

#include <ctype.h>
#include <libexttextcat/textcat.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SLOTS	     1024 /* of the table of small words; a power of two */
#define COMPARE	     ((size_t)500)  /* bytes that are compared */
#define COMPARE_MIN  ((size_t)60)   /* bytes there must be for that */
#define SAMPLE	     ((size_t)1500) /* bytes that stand for a record */
#define SAMPLE_PARTS 8		    /* passages these are taken from */
#define WORDS_MIN    8 /* words a passage must have to be another */

/* Languages that are voted for; those of no enum are told apart only. */
enum voted {
	EN,
	ES,
	FR,
	CA,
	DE,
	GL,
	IT,
	NL,
	PT,
	VOTED
};

static const enum language languages[VOTED] = {
    [EN] = LANGUAGE_EN, [ES] = LANGUAGE_ES, [FR] = LANGUAGE_FR};

/* Small words of up to four letters without accents. */
static const char *const small_words[VOTED] = {
    [EN] = "the of and to in that is for on with be by was as it not are this "
	   "at or from an has have its we were been will can if but he they "
	   "our such any all may also who",
    [ES] = "el la los las de del y en un una que para por con se al no su es "
	   "lo como mas o este esta sus ha son ser fue muy pero nos",
    [FR] = "le la les de des et du en un une que qui dans pour par sur est au "
	   "aux ce pas il ne se avec sont nous son sa ses ou elle leur ont je "
	   "tout cet plus l d qu",
    [CA] = "el la els les de del dels i en un una que per amb es al no als "
	   "ha son va com mes seva pel",
    [DE] = "der die das und von zu den mit ist im des auf ein eine dem sich in "
	   "wird als auch an nach bei aus zur wir hat sind",
    [GL] = "o a os as de do da dos das e en un unha que para por con se ao non "
	   "na no nos nas mais como foi",
    [IT] = "il di e che la del per una un non sono con gli le dei nel in i lo "
	   "si da ha al alla dal ai come",
    [NL] = "de het een van en in is dat op te voor met zijn niet aan er door "
	   "deze ook tot bij dit wij",
    [PT] = "o a os as de do da dos das e em um uma que para com se ao nao na "
	   "no por mais foi pelo pela sua seu como",
};

struct slot {
	uint32_t key;  /* letters of the word; 0: empty */
	uint16_t mask; /* of the languages that have it */
};

struct language_id {
	struct arena *arena; /* for its strings */
	const char *conf;    /* list of fingerprints */
	const char *prefix;  /* of their files */
	bool here;	     /* there seem to be some */
	void *textcat;	     /* NULL: not needed yet, or not here */
	candidate_t *candidates;
	struct slot slot[SLOTS];
};

/* What was counted in a text. */
struct count {
	unsigned words;
	unsigned hits[VOTED];
	size_t letters; /* bytes of Latin letters without accents */
	size_t high;	/* bytes of other scripts, and of accents */
};

/* --- small words ---------------------------------------------------------- */

static struct slot *
find_slot(struct language_id *id, uint32_t key)
{
	uint32_t at = (key * 2654435761u) >> 22;

	while (id->slot[at].key != 0 && id->slot[at].key != key)
		at = (at + 1) % SLOTS;
	return &id->slot[at];
}

static void
add_words(struct language_id *id, const char *words, enum voted language)
{
	uint32_t key = 0;

	for (const char *s = words;; s++) {
		if (*s != ' ' && *s != '\0') {
			key = key << 8 | (unsigned char)*s;
			continue;
		}
		find_slot(id, key)->key = key;
		find_slot(id, key)->mask |= (uint16_t)(1u << language);
		key = 0;
		if (*s == '\0')
			return;
	}
}

static void
count_word(struct language_id *id, struct count *count, uint32_t key)
{
	unsigned mask = find_slot(id, key)->mask;

	for (unsigned i = 0; mask != 0; i++, mask >>= 1)
		count->hits[i] += mask & 1;
}

static void
count_text(
    struct language_id *id, const char *text, size_t n, struct count *count)
{
	uint32_t key = 0;
	size_t length = 0;

	for (size_t i = 0; i <= n; i++) {
		unsigned char c = i < n ? (unsigned char)text[i] : ' ';
		unsigned char low = c | 0x20;

		if (low >= 'a' && low <= 'z') {
			key = key << 8 | low;
			length++;
			count->letters++;
		} else if (c >= 0x80) {
			/* No word of the table has an accent. */
			length += 5;
			count->high++;
		} else if (length > 0) {
			count->words++;
			if (length <= 4)
				count_word(id, count, key);
			length = key = 0;
		}
	}
}

/* The language with most small words, if well ahead of all others. */
static bool
is_clear(const struct count *count, enum voted *ret)
{
	unsigned second = 0;
	enum voted best = EN;

	for (int i = 1; i < VOTED; i++)
		if (count->hits[i] > count->hits[best])
			best = (enum voted)i;
	for (int i = 0; i < VOTED; i++)
		if (i != (int)best && count->hits[i] > second)
			second = count->hits[i];
	*ret = best;
	return count->hits[best] >= 4 &&
	       6 * count->hits[best] >= count->words &&
	       4 * count->hits[best] >= 5 * second + 4;
}

/* Whether a text is in another script than the Latin one. */
static bool
is_other_script(const struct count *count)
{
	return count->high > count->letters;
}

/* --- letters -------------------------------------------------------------- */

/* A beginning of the text of at most `most` bytes, of whole characters. */
static size_t
whole(const char *text, size_t n, size_t most)
{
	if (n <= most)
		return n;
	n = most;
	while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80)
		n--;
	return n;
}

/* Read the fingerprints, when they are needed first: most runs do not. */
static bool
open_fingerprints(struct language_id *id)
{
	if (id->textcat == NULL && id->here) {
		id->textcat = special_textcat_Init(id->conf, id->prefix);
		id->here = id->textcat != NULL;
		if (id->here)
			id->candidates =
			    textcat_GetClassifyFullOutput(id->textcat);
	}
	return id->textcat != NULL;
}

/*
 * Compare letters. False where that cannot tell; a language other than the six
 * is LANGUAGE_NONE.
 */
static bool
compare(struct language_id *id, const char *text, size_t n, enum language *ret)
{
	int count;

	if (n < COMPARE_MIN)
		return false;
	if (!open_fingerprints(id)) {
		*ret = language_guess(text, n);
		return *ret != LANGUAGE_NONE;
	}
	n = whole(text, n, COMPARE);
	count = textcat_ClassifyFull(id->textcat, text, n, id->candidates);
	if (count <= 0)
		return false;
	*ret = language_find(id->candidates[0].name);
	/* Several that are as near must be the same. */
	for (int i = 1; i < count; i++)
		if (language_find(id->candidates[i].name) != *ret)
			return false;
	return true;
}

enum language
language_id_text(struct language_id *id, const char *text, size_t n)
{
	struct count count = {0};
	enum language language;
	enum voted best;

	n = whole(text, n, SAMPLE);
	count_text(id, text, n, &count);
	if (!is_other_script(&count) && is_clear(&count, &best))
		return languages[best];
	if (compare(id, text, n, &language))
		return language;
	/* Too short for letters; scripts may still tell. */
	return is_other_script(&count) ? language_guess(text, n)
				       : LANGUAGE_NONE;
}

/* --- passages ------------------------------------------------------------- */

/* Of a passage, where the record's is `usual`. */
static enum language
of_passage(
    struct language_id *id, const struct passage *passage, enum language usual)
{
	struct count count = {0};
	unsigned own = 0, most = 0;
	enum language language;
	size_t n = whole(passage->text, passage->text_length, 2 * COMPARE);

	count_text(id, passage->text, n, &count);
	if (is_other_script(&count)) {
		bool other = usual == LANGUAGE_NONE || usual == LANGUAGE_EN ||
			     usual == LANGUAGE_ES || usual == LANGUAGE_FR;

		if (!other)
			return usual;
		language = language_guess(passage->text, n);
		return language != LANGUAGE_NONE ? language : usual;
	}
	if (count.words < WORDS_MIN)
		return usual;
	for (int i = 0; i < VOTED; i++) {
		if (languages[i] != LANGUAGE_NONE && languages[i] == usual)
			own = count.hits[i];
		else if (count.hits[i] > most)
			most = count.hits[i];
	}
	/* Small words are those of the record, or there are few of any. */
	if (usual != LANGUAGE_NONE && own + 1 >= most &&
	    (own * 10 >= count.words || count.words < 3 * WORDS_MIN))
		return usual;
	return compare(id, passage->text, n, &language) ? language : usual;
}

/* Beginnings of passages from all over the record. */
static size_t
take_sample(const struct record *record, char *sample)
{
	size_t step = record->n_passages / SAMPLE_PARTS + 1, used = 0;

	for (size_t i = 0; i < record->n_passages; i += step) {
		const struct passage *passage = &record->passages[i];
		size_t n = whole(passage->text, passage->text_length,
		    record->n_passages == 1 ? SAMPLE - 1
					    : SAMPLE / SAMPLE_PARTS - 1);

		if (used + n + 1 > SAMPLE)
			break;
		memcpy(sample + used, passage->text, n);
		used += n;
		sample[used++] = ' ';
	}
	return used;
}

void
language_id_record(struct language_id *id, struct record *record)
{
	enum language usual = language_find(record->language);
	bool declared = record->language[0] != '\0' || id == NULL;
	char sample[SAMPLE];

	if (!declared)
		usual =
		    language_id_text(id, sample, take_sample(record, sample));
	for (size_t i = 0; i < record->n_passages; i++) {
		struct passage *passage = &record->passages[i];

		if (passage->language != LANGUAGE_NONE)
			continue;
		passage->language =
		    declared ? usual : of_passage(id, passage, usual);
	}
	if (!declared)
		record->language = language_code(usual);
}

/* --- fingerprints --------------------------------------------------------- */

struct language_id *
language_id_new(const char *conf, const char *fingerprints)
{
	struct language_id *id = calloc(1, sizeof *id);

	if (id == NULL)
		abort();
	for (int i = 0; i < VOTED; i++)
		add_words(id, small_words[i], (enum voted)i);
	if (fingerprints == NULL)
		fingerprints = TRAVAUX_TEXTCAT;
	id->arena = arena_new();
	id->conf = arena_strdup(id->arena, conf);
	id->prefix = arena_printf(id->arena, "%s/", fingerprints);
	id->here =
	    access(conf, R_OK) == 0 && access(fingerprints, R_OK | X_OK) == 0;
	return id;
}

void
language_id_free(struct language_id *id)
{
	if (id == NULL)
		return;
	if (id->candidates != NULL)
		textcat_ReleaseClassifyFullOutput(id->textcat, id->candidates);
	if (id->textcat != NULL)
		textcat_Done(id->textcat);
	arena_free(id->arena);
	free(id);
}

bool
language_id_complete(const struct language_id *id)
{
	return id->here;
}
