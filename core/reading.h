/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One text with everything found in it, token by token: what the stages of the
 * positions engine share. For the engine and its tests.
 */
#ifndef CORE_READING_H
#define CORE_READING_H

#include "core/arena.h"
#include "core/holder.h"
#include "core/lexicon.h"
#include "core/negotiation.h"
#include "core/provision.h"
#include "core/token.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct small_words;
struct trace;

#define NOWHERE ((size_t)-1) /* no token, no mention */

struct reading {
	struct arena *arena;		 /* owner of all that is found */
	enum language language;		 /* whose words and rules count */
	struct tokens tokens;		 /* of the text */
	const struct small_words *words; /* of the lexicon, or NULL */
	struct cue *cue;		 /* cues, in text order */
	size_t n_cues;
	struct holder_mention *holder; /* mentions of holders */
	size_t n_holders;
	struct provision_mention *provision; /* mentions of provisions */
	size_t n_provisions;
	int32_t *cue_at;       /* for each token, its cue, or -1 */
	int32_t *holder_at;    /* for each token, its holder mention, or -1 */
	int32_t *provision_at; /* for each token, its first provision, or -1 */
	uint8_t *depth;	       /* for each token, how deep in parentheses */
	struct trace *trace;   /* core/trace.h: who asks why, or NULL */
	bool speakers_in_capitals; /* of its record: core/speaker-case.h */
};

/*
 * Read a text: tokens, holders and provisions; cues too where the lexicon is
 * not NULL. The text must stay where it is.
 */
void reading_init(struct reading *reading, struct arena *arena,
    const struct negotiation *neg, const struct lexicon *lexicon,
    enum language language, const char *text, size_t n);

/* The cue that covers a token, or NULL; also where `at` is out of range. */
const struct cue *reading_cue(const struct reading *reading, size_t at);

/* Whether the token is covered by a cue of this class. */
bool reading_is(const struct reading *reading, size_t at, enum cue_class kind);

/* The holder mention that covers a token, or NULL. */
const struct holder_mention *reading_holder(
    const struct reading *reading, size_t at);

/* Whether the token is this punctuation mark or word. */
bool reading_token(const struct reading *reading, size_t at, const char *word);

/* Whether the token is one of the words, a list that NULL ends. */
bool reading_any(
    const struct reading *reading, size_t at, const char *const *words);

/* Whether the token is a word (or number), not punctuation. */
bool reading_word(const struct reading *reading, size_t at);

/*
 * The next (previous) token from `at` on (before `at`) that is no adverb;
 * `limit` where there is none before it.
 */
size_t reading_skip_adverbs(
    const struct reading *reading, size_t at, size_t limit);
size_t reading_back_over_adverbs(
    const struct reading *reading, size_t at, size_t limit);

/* The text from token `first` to before `end`, copied; "" for none. */
const char *reading_text(
    const struct reading *reading, size_t first, size_t end);

/*
 * The token after words that introduce examples at `at` ("such as", and
 * ", including" or "(including", which elsewhere is a form of "to include"),
 * or 0.
 */
size_t reading_list_end(const struct reading *reading, size_t at);

#endif
