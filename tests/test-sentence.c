/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/token.h"

#include <criterion/criterion.h>
#include <string.h>

/* "|" stands where a sentence is to begin, but for the first one. */
static const char *const cases[] = {
    "One sentence only",
    "FREEDONIA opposed the deletion. |SYLVANIA supported it.",
    "The EU, opposed by X, said ... . |CHINA asked for time.",
    "Really? |Yes! |Good.",
    "“Why?” asked one delegate. |Nobody answered.",
    "He said “we oppose.” |Sylvania agreed.",
    "(It was late.) |The Chair adjourned.",
    "It was late.’ |The Chair adjourned.",
    "« Nous sommes contre. » |Le Président lève la séance.",
    "Art. 42 and Arts. 5 and 6 stay. |The rest goes.",
    "under art. 42, paras. 1 and 2, of document No. 5. |No. 6 follows.",
    "The answer was no. |The Chair moved on.",
    "Mr. Firefly and Ms. Teasdale met Dr. Hackenbush. |They agreed.",
    "Mr. J. Cheever Loophole spoke. |Then R. T. Wing did.",
    "in the U.N. Charter and the U.S. Congress",
    "as the U.N. said. |It was so.",
    "a seat in the U.N. |The Chair noted it.",
    "e.g. Freedonia, i.e. Sylvania, cf. Annex III",
    "Sessions ended in 2022. |In 2023 they began again.",
    "It costs 89.10 or 3.5 million. |Too much.",
    "1. The Chair opened the meeting. |2. Freedonia spoke.",
    "(a) The first point. |(b) The second point.",
    "a. The first point.",
    "IV. Final clauses",
    "Freedonia preferred option B. |Sylvania preferred option C.",
    "Title\n\n|A paragraph\n\n|1. Another",
    "at 10 a.m. |FREEDONIA spoke until 6 p.m. on Jan. 5.",
    "on 5 Jan. |The meeting began on Sept. 6.",
    "It was adopted.12 |The Chair smiled.",
    "in the Convention.The Chair noted",
    "See www.example.org/path?id=3 for more. |Next.",
    "document A/AC.291/19 and A/AC.291/22/Rev. 1. |Next.",
    "For this text: 1. “Use” means use; 2. Others follow. |Next.",
    "below 2 °C. |Sylvania agreed.",
    "documents L.20/Adds. 1-2 are here",
    "etc. |The rest follows",
    "Art. 5, p. 3, vol. II, ch. IV and fig. 2",
    "Delegates wanted more. |(See above.) |Then",
    "M. Dupont et Mme Firefly, p. ex. l’art. 5. |La séance est levée.",
    "El Sr. Pérez y la Sra. López, párr. 5, núm. 3. |La sesión termina.",
    "¿Por qué? |Nadie lo sabe.",
    "в ст. 42, п. 1, т.е. здесь. |Мы против.",
    "в 2022 г. |Делегация выступила. |Москва",
    "г. Фридония",
    "第一条。|第二条！|第三条？|第四条",
    "他说：“同意。”|第二条。|“第三条”",
    "نحن نعارض. |لماذا؟ |لأن المادة ٤٢ مهمة.",
    "It said no... |Then it left.",
    "It said no… |Then it left… and came back.",
    "the Group of 77. |China asked",
    ". . .",
    "A. B. C.",
};

Test(sentence, begins_where_it_should)
{
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct arena *arena = arena_new();
		char *text = arena_strdup(arena, cases[i]);
		char *got = arena_alloc(arena, 2 * strlen(text) + 2);
		size_t n = 0, g = 0, k = 0;
		struct tokens tokens;

		for (const char *s = cases[i]; *s != '\0'; s++)
			if (*s != '|')
				text[n++] = *s;
		tokenize(arena, text, n, &tokens);
		cr_assert(tokens.count == 0 ||
			  (tokens.token[0].flags & TOKEN_SENTENCE));
		for (size_t at = 0; at < n; at++) {
			while (k < tokens.count && tokens.token[k].start < at)
				k++;
			if (k > 0 && k < tokens.count &&
			    tokens.token[k].start == at &&
			    (tokens.token[k].flags & TOKEN_SENTENCE))
				got[g++] = '|';
			got[g++] = text[at];
		}
		cr_expect_str_eq(got, cases[i], "'%s' not '%s'", got, cases[i]);
		arena_free(arena);
	}
}

Test(sentence, end_is_found)
{
	static const char text[] = "One two. Three four.\n\nFive.";
	struct arena *arena = arena_new();
	struct tokens tokens;

	tokenize(arena, text, strlen(text), &tokens);
	cr_assert_eq(tokens.count, 9);
	cr_assert_eq(tokens_sentence_end(&tokens, 0), 3);
	cr_assert_eq(tokens_sentence_end(&tokens, 2), 3);
	cr_assert_eq(tokens_sentence_end(&tokens, 3), 7);
	cr_assert_eq(tokens_sentence_end(&tokens, 7), 9);
	cr_assert_eq(tokens_sentence_end(&tokens, 9), 9);
	arena_free(arena);
}
