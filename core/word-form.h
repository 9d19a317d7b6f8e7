/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The forms in which a name's word stands in text: Russian cases, and Arabic
 * particles written together with a word. For core/phrase.c alone. Words are
 * folded.
 */
#ifndef CORE_WORD_FORM_H
#define CORE_WORD_FORM_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Bytes of a Cyrillic word before its ending ("российская": those of
 * "российск"), or 0 where the word is not declined or not Cyrillic.
 */
size_t word_form_stem(const char *word, size_t n);

/* Whether `n` bytes are a Russian noun's or adjective's ending; "" is one. */
bool word_form_is_ending(const char *s, size_t n);

#define WORD_FORMS    8
#define WORD_FORM_MAX 64

/* A form under which a word of text is looked up. */
struct word_form {
	const char *s; /* the word, without particles */
	size_t n;      /* its bytes */
	size_t key;    /* bytes of it to look up: the rest is an ending */
};

struct word_forms {
	struct word_form form[WORD_FORMS]; /* the plainest first */
	size_t count;			   /* how many */
	char buffer[2][WORD_FORM_MAX];	   /* of forms that are no part of it */
};

/* The forms of a word of text. `word` must live as long as they. */
void word_forms_make(const char *word, size_t n, struct word_forms *ret);

#endif
