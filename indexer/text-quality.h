/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Whether a text is one, or only looks like it: fonts without a true table of
 * their letters give text that is valid UTF-8 and means nothing. Judged by
 * scripts and by the words that no text in a language does without. For
 * readers.
 */
#ifndef INDEXER_TEXT_QUALITY_H
#define INDEXER_TEXT_QUALITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Scripts, as far as they matter here. */
enum text_script {
	SCRIPT_LATIN = 0,
	SCRIPT_CYRILLIC,
	SCRIPT_ARABIC,
	SCRIPT_HAN,
	SCRIPT_OTHER, /* Greek, Hebrew, Indian ... */
	SCRIPT_ODD,   /* no text is written in these: private use, phonetic
			 letters, controls */
	SCRIPT_COUNT
};

/* A text being looked at. */
struct text_quality {
	uint64_t letters[SCRIPT_COUNT];
	uint64_t words;	       /* of scripts with words */
	uint64_t known;	       /* words that are very frequent in a language */
	uint64_t known_han;    /* the same of Chinese characters */
	uint64_t short_arabic; /* Arabic words of one or two letters */
	uint64_t arabic;       /* Arabic words */
};

void text_quality_init(struct text_quality *quality);

/* Look at some of the text, which ends at the end of a word. */
void text_quality_add(struct text_quality *quality, const char *text, size_t n);

/*
 * Why it is not text, in words ("half of its letters are of private use"), or
 * NULL where nothing speaks against it.
 */
const char *text_quality_reason(const struct text_quality *quality);

/* The script of most of its letters; SCRIPT_OTHER where it has none. */
enum text_script text_quality_script(const struct text_quality *quality);

#endif
