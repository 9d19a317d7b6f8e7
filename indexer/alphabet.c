/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/alphabet.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#define LETTERS_MOST   128
#define EVIDENCE_LEAST 200 /* letters; fewer teach nothing reliable */

struct alphabet {
	uint32_t first; /* its block of Unicode, and the last */
	uint32_t last;
	/* How many of the text's letters are the most frequent ones, at
	 * least; by chance it is a tenth of that. */
	double share_least;
	size_t distinct_least; /* different letters that a text has */
	double surprise_most;  /* mean of -ln p of a text's letters */
	bool cased;	       /* capitals stand 0x20 below */
	size_t n;
	struct {
		uint16_t letter;
		uint16_t weight; /* of 10000 letters; 0: by its rank */
	} letter[LETTERS_MOST];
};

/* Frequencies as counted in general texts, rounded. */
static const struct alphabet alphabets[] = {
    {.first = 0x410,
	.last = 0x44F,
	.share_least = 0.95,
	.distinct_least = 24,
	.surprise_most = 3.5,
	.cased = true,
	.n = 32,
	.letter = {{0x43E, 1097}, {0x435, 845}, {0x430, 801}, {0x438, 735},
	    {0x43D, 670}, {0x442, 626}, {0x441, 547}, {0x440, 473},
	    {0x432, 454}, {0x43B, 440}, {0x43A, 349}, {0x43C, 321},
	    {0x434, 298}, {0x43F, 281}, {0x443, 262}, {0x44F, 201},
	    {0x44B, 190}, {0x44C, 174}, {0x433, 170}, {0x437, 165},
	    {0x431, 159}, {0x447, 144}, {0x439, 121}, {0x445, 97}, {0x436, 94},
	    {0x448, 73}, {0x44E, 64}, {0x446, 48}, {0x449, 36}, {0x44D, 32},
	    {0x444, 26}, {0x44A, 4}}},
    /* The most frequent characters of Chinese. */
    {.first = 0x4E00,
	.last = 0x9FFF,
	.share_least = 0.12,
	.distinct_least = 60,
	.n = 80,
	.letter = {{0x7684, 0}, {0x4E00, 0}, {0x662F, 0}, {0x4E0D, 0},
	    {0x5728, 0}, {0x6709, 0}, {0x4EBA, 0}, {0x8FD9, 0}, {0x4E2D, 0},
	    {0x5927, 0}, {0x4E3A, 0}, {0x4E0A, 0}, {0x4E2A, 0}, {0x56FD, 0},
	    {0x548C, 0}, {0x5730, 0}, {0x4EE5, 0}, {0x65F6, 0}, {0x51FA, 0},
	    {0x5C31, 0}, {0x5206, 0}, {0x751F, 0}, {0x5BF9, 0}, {0x4F1A, 0},
	    {0x53EF, 0}, {0x4E5F, 0}, {0x53D1, 0}, {0x4ED6, 0}, {0x5E74, 0},
	    {0x52A8, 0}, {0x540C, 0}, {0x5DE5, 0}, {0x80FD, 0}, {0x4E0B, 0},
	    {0x8FC7, 0}, {0x5B50, 0}, {0x8BF4, 0}, {0x4EA7, 0}, {0x79CD, 0},
	    {0x9762, 0}, {0x800C, 0}, {0x65B9, 0}, {0x540E, 0}, {0x591A, 0},
	    {0x5B9A, 0}, {0x884C, 0}, {0x5B66, 0}, {0x6CD5, 0}, {0x6240, 0},
	    {0x6C11, 0}, {0x5F97, 0}, {0x7ECF, 0}, {0x5341, 0}, {0x4E09, 0},
	    {0x4E4B, 0}, {0x8FDB, 0}, {0x7740, 0}, {0x7B49, 0}, {0x90E8, 0},
	    {0x5EA6, 0}, {0x5BB6, 0}, {0x7535, 0}, {0x529B, 0}, {0x91CC, 0},
	    {0x5982, 0}, {0x6C34, 0}, {0x5316, 0}, {0x9AD8, 0}, {0x81EA, 0},
	    {0x4E8C, 0}, {0x7406, 0}, {0x8D77, 0}, {0x5C0F, 0}, {0x7269, 0},
	    {0x73B0, 0}, {0x5B9E, 0}, {0x52A0, 0}, {0x91CF, 0}, {0x90FD, 0},
	    {0x4E24, 0}}},
};

static bool
in_block(const struct alphabet *alphabet, int64_t code)
{
	return code >= (int64_t)alphabet->first &&
	       code <= (int64_t)alphabet->last;
}

/* The weight of a letter, of 10000; 0 where it is not listed. */
static double
weight_of(const struct alphabet *alphabet, uint32_t code)
{
	if (alphabet->cased && code < alphabet->first + 0x20)
		code += 0x20;
	for (size_t i = 0; i < alphabet->n; i++)
		if (alphabet->letter[i].letter == code)
			return alphabet->letter[i].weight > 0
				   ? alphabet->letter[i].weight
				   : 400.0 / (double)(i + 2);
	return 0;
}

/* --- learning ------------------------------------------------------------- */

#define FREQUENT     48 /* codes that vote */
#define DISTINCT_FEW 5	/* letters of a font that is to follow another */

struct fit {
	uint64_t in;	 /* letters that fall in the block */
	uint64_t listed; /* that are listed */
	uint64_t all;	 /* letters there are */
	size_t distinct; /* different ones in the block */
	double surprise; /* sum of -ln p */
};

/*
 * Codes that could be letters of the font, not ASCII, which other fonts of
 * the same name have as they are, nor the few signs after it.
 */
static bool
may_be_letter(uint32_t code)
{
	return code >= 0x100;
}

static struct fit
measure(const struct alphabet *alphabet, const uint32_t *count, int32_t shift)
{
	struct fit fit = {0};

	for (uint32_t code = 0x100; code < ALPHABET_CODES; code++) {
		double weight;

		if (count[code] == 0)
			continue;
		fit.all += count[code];
		if (!in_block(alphabet, (int64_t)code + shift))
			continue;
		fit.in += count[code];
		fit.distinct++;
		weight = weight_of(alphabet, (uint32_t)((int32_t)code + shift));
		if (weight > 0)
			fit.listed += count[code];
		fit.surprise -=
		    count[code] * log((weight > 0 ? weight : 1) / 10000);
	}
	return fit;
}

static bool
is_good(const struct alphabet *alphabet, const struct fit *fit)
{
	if (fit->in < EVIDENCE_LEAST ||
	    fit->distinct < alphabet->distinct_least ||
	    (double)fit->in < 0.8 * (double)fit->all)
		return false;
	if ((double)fit->listed < alphabet->share_least * (double)fit->in)
		return false;
	return alphabet->surprise_most <= 0 ||
	       fit->surprise / (double)fit->in <= alphabet->surprise_most;
}

/* The most frequent codes, most frequent first. */
static size_t
most_frequent(const uint32_t *count, uint32_t *ret)
{
	size_t n = 0;

	for (uint32_t code = 0; code < ALPHABET_CODES; code++) {
		size_t at = n;

		if (count[code] == 0 || !may_be_letter(code) ||
		    (n == FREQUENT && count[ret[n - 1]] >= count[code]))
			continue;
		if (n < FREQUENT)
			n++;
		else
			at--;
		for (; at > 0 && count[ret[at - 1]] < count[code]; at--)
			ret[at] = ret[at - 1];
		ret[at] = code;
	}
	return n;
}

/*
 * Every frequent code may be every frequent letter: the shift for which most
 * of the text's letters are frequent ones.
 */
static bool
best_shift(const struct alphabet *alphabet, const uint32_t *count,
    int32_t *ret_shift, struct fit *ret_fit)
{
	uint32_t frequent[FREQUENT];
	size_t n = most_frequent(count, frequent);
	double best = 0;

	for (size_t i = 0; i < n && i < 12; i++)
		for (size_t k = 0; k < alphabet->n; k++) {
			int32_t shift = (int32_t)alphabet->letter[k].letter -
					(int32_t)frequent[i];
			double votes = 0;

			for (size_t j = 0; j < n; j++) {
				int64_t code = (int64_t)frequent[j] + shift;

				if (in_block(alphabet, code))
					votes +=
					    count[frequent[j]] *
					    weight_of(alphabet, (uint32_t)code);
			}
			if (votes > best) {
				best = votes;
				*ret_shift = shift;
			}
		}
	if (best <= 0)
		return false;
	*ret_fit = measure(alphabet, count, *ret_shift);
	return true;
}

/* --- punctuation of Chinese ----------------------------------------------- */

/* How often shifted codes are signs, where all of these are in use. */
static uint64_t
count_signs(const uint32_t *count, const uint16_t *sign, size_t n,
    int32_t shift, const struct alphabet_shift *letters)
{
	uint64_t sum = 0, least = UINT64_MAX;

	for (size_t i = 0; i < n; i++) {
		int64_t code = (int64_t)sign[i] - shift;
		uint64_t here = code > 0 && code < ALPHABET_CODES &&
					!in_block(letters->alphabet,
					    code + letters->letters)
				    ? count[code]
				    : 0;

		sum += here;
		least = here < least ? here : least;
	}
	return least > 0 ? sum : 0;
}

/* The shift that makes the most frequent codes left these signs, or 0. */
static int32_t
learn_signs(const uint32_t *count, const uint16_t *sign, size_t n,
    const struct alphabet_shift *letters)
{
	uint64_t best = 0;
	int32_t ret = 0;

	for (uint32_t code = 0x20; code < ALPHABET_CODES; code++) {
		int32_t shift = (int32_t)sign[0] - (int32_t)code;
		uint64_t sum;

		if (count[code] == 0)
			continue;
		sum = count_signs(count, sign, n, shift, letters);
		if (sum > best) {
			best = sum;
			ret = shift;
		}
	}
	return ret;
}

static void
learn_punctuation(const uint32_t *count, struct alphabet_shift *shift)
{
	/* The comma of lists, the full stop and the marks of titles; of full
	 * width: comma, brackets, semicolon. */
	static const uint16_t cjk[] = {0x3002, 0x3001, 0x300A, 0x300B};
	static const uint16_t full[] = {0xFF0C, 0xFF08, 0xFF09, 0xFF1B};

	if (shift->alphabet->first != 0x4E00)
		return;
	shift->punctuation = learn_signs(count, cjk, 4, shift);
	shift->fullwidth = learn_signs(count, full, 4, shift);
}

bool
alphabet_learn(const uint32_t *count, struct alphabet_shift *ret)
{
	memset(ret, 0, sizeof *ret);
	for (size_t i = 0; i < sizeof alphabets / sizeof alphabets[0]; i++) {
		const struct alphabet *alphabet = &alphabets[i];
		int32_t shift = 0;
		struct fit fit;

		if (!best_shift(alphabet, count, &shift, &fit) || shift == 0 ||
		    !is_good(alphabet, &fit) || fit.in <= ret->evidence)
			continue;
		ret->alphabet = alphabet;
		ret->letters = shift;
		ret->evidence = fit.in;
	}
	if (ret->alphabet == NULL)
		return false;
	learn_punctuation(count, ret);
	return true;
}

/*
 * A font with few letters: they are letters that the document has elsewhere.
 * Votes for the shift under which most of them are.
 */
bool
alphabet_follow(const struct alphabet_shift *taught, const uint32_t *known,
    const uint32_t *count, uint32_t *votes, struct alphabet_shift *ret)
{
	const struct alphabet *alphabet = taught->alphabet;
	uint64_t all = 0;
	size_t distinct = 0;
	int32_t best = 0;

	memset(votes, 0, 2 * ALPHABET_CODES * sizeof *votes);
	for (uint32_t code = 0x100; code < ALPHABET_CODES; code++) {
		if (count[code] == 0)
			continue;
		distinct++;
		all += count[code];
		for (uint32_t k = alphabet->first; k <= alphabet->last; k++) {
			int64_t source = (int64_t)k - taught->letters;

			if (source >= 0x100 && source < ALPHABET_CODES &&
			    known[source] > 0)
				votes[ALPHABET_CODES + k - code] += count[code];
		}
	}
	for (int32_t i = 0; i < 2 * ALPHABET_CODES; i++)
		if (votes[i] > votes[ALPHABET_CODES + best])
			best = i - ALPHABET_CODES;
	/* What fits as it is, or by the shift at hand, stays so. */
	if (votes[ALPHABET_CODES + taught->letters] ==
	    votes[ALPHABET_CODES + best])
		best = taught->letters;
	if (best == 0 || distinct < DISTINCT_FEW ||
	    10 * (uint64_t)votes[ALPHABET_CODES + best] < 7 * all)
		return false;
	*ret = *taught;
	if (best != taught->letters)
		ret->punctuation = ret->fullwidth = 0;
	ret->letters = best;
	ret->evidence = 0;
	return true;
}

static bool
in_range(int64_t code, int64_t first, int64_t last)
{
	return code >= first && code <= last;
}

uint32_t
alphabet_shifted(const struct alphabet_shift *shift, uint32_t code)
{
	int64_t letter = (int64_t)code + shift->letters;

	if (shift->alphabet == NULL)
		return 0;
	if (in_block(shift->alphabet, letter) && may_be_letter(code))
		return (uint32_t)letter;
	/* Fonts have no glyph for U+0450, so that U+0451 stands in its place.
	 */
	if (letter == 0x450 && shift->alphabet->first == 0x410)
		return 0x451;
	letter = (int64_t)code + shift->punctuation;
	if (shift->punctuation != 0 && in_range(letter, 0x3000, 0x301F))
		return (uint32_t)letter;
	letter = (int64_t)code + shift->fullwidth;
	if (shift->fullwidth != 0 && in_range(letter, 0xFF01, 0xFF5E))
		return (uint32_t)letter;
	return 0;
}
