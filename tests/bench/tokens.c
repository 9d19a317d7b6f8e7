/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How fast text is cut and stemmed: `tokens [FILE [LANGUAGE]]` prints MB for
 * each second of processor time, for the file, or for a few sentences in each
 * language over and over. The text is taken in pieces of the size of a passage,
 * as the indexer does.
 */
#include "core/stem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define PASSAGE	  2000
#define TEXT_SIZE ((size_t)16 * 1000 * 1000)

static const struct {
	const char *language; /* its code */
	const char *text;     /* some of it */
} samples[] = {
    {"en",
	"The delegation of Freedonia, supported by Sylvania, could not accept "
	"the deletion of Article 42, paragraph 1 (b), and asked that it be "
	"kept. "
	"OSTERLICH said that it was flexible. The Chair's proposal of 9 "
	"January "
	"2023 wasn't opposed. "},
    {"en", "The delegation’s “clear view” – supported by Sylvania’s – was that "
	   "Article 42 should stay. The Chair noted Freedonia’s position. "},
    {"fr",
	"La délégation de la Fredonie, appuyée par la Sylvanie, n’était pas en "
	"mesure d’accepter la suppression de l’article 42 et demandait qu’il "
	"fût maintenu. Le Président a levé la séance à l’heure dite. "},
    {"ru", "Делегация Фридонии при поддержке Сильвании не могла согласиться с "
	   "исключением статьи 42 и просила её сохранить. Председатель закрыл "
	   "заседание. "},
    {"ar", "لم يتمكن وفد فريدونيا، بتأييد من سيلفانيا، من قبول حذف المادة ٤٢ "
	   "وطلب الإبقاء عليها. ورفع الرئيس الجلسة. "},
    {"zh", "弗里多尼亚代表团在西尔瓦尼亚的支持下不能同意删除第42条，并要求予以"
	   "保留。"
	   "主席宣布散会。 "},
};

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Walk over the text piece by piece. Returns tokens, or terms with stems. */
static size_t
walk(const char *text, size_t n, struct stems *stems, enum language language)
{
	struct arena *arena = arena_new();
	size_t count = 0, at = 0;

	while (at < n) {
		size_t end = n - at > PASSAGE ? at + PASSAGE : n, terms = 0;
		struct tokens tokens;

		while (end < n && text[end] != ' ')
			end++;
		tokenize(arena, text + at, end - at, &tokens);
		if (stems != NULL)
			stem_terms(stems, arena, language, &tokens, &terms);
		count += stems != NULL ? terms : tokens.count;
		arena_reset(arena);
		at = end;
	}
	arena_free(arena);
	return count;
}

static void
measure(const char *what, const char *text, size_t n, struct stems *stems)
{
	enum language language = language_find(what);
	double start = now(), cut, stemmed;
	size_t tokens = walk(text, n, NULL, language), terms;

	cut = now();
	terms = walk(text, n, stems, language);
	stemmed = now();
	printf("%s: cut %.0f MB/s (%zu tokens), cut and stemmed %.0f MB/s "
	       "(%zu terms)\n",
	    what, (double)n / 1e6 / (cut - start), tokens,
	    (double)n / 1e6 / (stemmed - cut), terms);
}

static bool
measure_file(const char *path, const char *language, struct stems *stems)
{
	FILE *f = fopen(path, "rb");
	size_t n = 0, size = TEXT_SIZE * 16;
	char *text = malloc(size);

	if (f == NULL || text == NULL) {
		perror(path);
		free(text);
		return false;
	}
	n = fread(text, 1, size, f);
	fclose(f);
	measure(language, text, n, stems);
	free(text);
	return true;
}

int
main(int argc, char **argv)
{
	struct stems *stems = stems_new(NULL);
	bool well = stems != NULL;

	if (well && argc > 1) {
		well = measure_file(argv[1], argc > 2 ? argv[2] : "en", stems);
	} else if (well) {
		for (size_t i = 0; i < sizeof samples / sizeof samples[0];
		     i++) {
			size_t length = strlen(samples[i].text), n = 0;
			char *text = malloc(TEXT_SIZE + length);

			if (text == NULL)
				abort();
			for (; n < TEXT_SIZE; n += length)
				memcpy(text + n, samples[i].text, length);
			measure(samples[i].language, text, n, stems);
			free(text);
		}
	}
	stems_free(stems);
	return well ? 0 : 1;
}
