/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/cue-word.h"

#include <stdbool.h>
#include <string.h>

/* Arabic letters take two bytes; no particle leaves fewer than three letters.
 */
#define LETTER 2
#define LEAST  (3 * LETTER)

static void
add(struct cue_word *word, const char *s, size_t n)
{
	if (word->count < CUE_WORD_FORMS && n > 0)
		word->form[word->count++] = (struct cue_form_of){s, n};
}

/* Add the forms there are again, without one of these first letters. */
static void
strip(struct cue_word *word, const char *const *letters)
{
	size_t count = word->count;

	for (size_t i = 0; i < count; i++) {
		struct cue_form_of f = word->form[i];

		for (size_t l = 0; letters[l] != NULL; l++) {
			size_t n = strlen(letters[l]);

			if (f.n >= LEAST + n &&
			    memcmp(f.s, letters[l], n) == 0) {
				add(word, f.s + n, f.n - n);
				break;
			}
		}
	}
}

void
cue_word_make(const char *word, size_t n, struct cue_word *ret)
{
	/* and; to, by, as, and what makes a future; the article */
	static const char *const and[] = {"و", "ف", NULL};
	static const char *const to[] = {"لل", "ب", "ل", "ك", "س", NULL};
	static const char *const the[] = {"ال", NULL};

	ret->count = 0;
	add(ret, word, n);
	if (n < LEAST || (unsigned char)word[0] < 0xD8 ||
	    (unsigned char)word[0] > 0xDB)
		return;
	strip(ret, and);
	strip(ret, to);
	strip(ret, the);
}
