/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/question-language.h"

#include <string.h>

/* Question words tell more than others. */
#define ASKING 3

struct small_words {
	enum language language;
	const char *asking; /* folded, between spaces */
	const char *words;
};

static const struct small_words latin[] = {
    {LANGUAGE_EN,
	" who whom whose which what when where how why did does do was were ",
	" the of on for to in by with and their its is are has have not "
	"article deletion removal "},
    {LANGUAGE_FR,
	" qui quel quelle quels quelles quand combien comment pourquoi ou "
	"qu' est ",
	" le la les l' d' du des de s' n' se ont a au aux sur pour dans et pas "
	"ne son sa leur par que elle il "},
    {LANGUAGE_ES,
	" quien quienes cual cuales cuando cuanto cuantos cuantas como donde "
	"¿ ",
	" el la los las del de se a al en sobre por para con y no su sus que "
	"fue articulo "},
};

#define LATIN (sizeof(latin) / sizeof(latin[0]))

static bool
is_among(const char *list, const struct token *token)
{
	char word[24];

	if (token->length == 0 || token->length > sizeof(word) - 3)
		return false;
	word[0] = ' ';
	memcpy(word + 1, token->folded, token->length);
	memcpy(word + 1 + token->length, " ", 2);
	return strstr(list, word) != NULL;
}

/* "qué" asks in Spanish; folded, it is a word of French too. */
static bool
is_accented_que(const struct token *t)
{
	return token_is(t, "que") && t->end - t->start > t->length;
}

/* The language of a script that only one of the six is written in. */
static enum language
by_script(const struct tokens *tokens)
{
	for (size_t i = 0; i < tokens->count; i++) {
		const struct token *t = &tokens->token[i];
		unsigned char lead = (unsigned char)t->folded[0];

		if (t->kind == TOKEN_HAN)
			return LANGUAGE_ZH;
		if (t->kind != TOKEN_WORD)
			continue;
		if (lead == 0xD0 || lead == 0xD1)
			return LANGUAGE_RU;
		if (lead >= 0xD8 && lead <= 0xDB)
			return LANGUAGE_AR;
	}
	return LANGUAGE_NONE;
}

enum language
question_language(const struct tokens *tokens)
{
	enum language script = by_script(tokens);
	unsigned score[LATIN] = {0};
	size_t best = 0;

	if (script != LANGUAGE_NONE)
		return script;
	for (size_t i = 0; i < tokens->count; i++)
		for (size_t l = 0; l < LATIN; l++) {
			const struct token *t = &tokens->token[i];

			if (is_among(latin[l].asking, t) ||
			    (latin[l].language == LANGUAGE_ES &&
				is_accented_que(t)))
				score[l] += ASKING;
			else if (is_among(latin[l].words, t))
				score[l]++;
		}
	for (size_t l = 1; l < LATIN; l++)
		if (score[l] > score[best])
			best = l;
	return latin[best].language;
}
