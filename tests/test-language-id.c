/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/language-id.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct arena *arena;
static struct language_id *id;

static void
setup(void)
{
	const char *data = getenv("TRAVAUX_DATADIR");

	arena = arena_new();
	id = language_id_new(arena_printf(arena, "%s/lexicon/textcat.conf",
				 data != NULL ? data : "corpus"),
	    NULL);
}

static void
teardown(void)
{
	language_id_free(id);
	arena_free(arena);
}

TestSuite(language_id, .init = setup, .fini = teardown);

/* Texts in our own words; "" is any other language, or too short to tell. */
static const struct {
	const char *language;
	const char *text;
} texts[] = {
    {"en", "Our delegation would like to see this article deleted, since it "
	   "adds nothing to what the convention already says of harbours."},
    {"es", "Nuestra delegación quisiera que se suprimiera este artículo, ya "
	   "que no añade nada a lo que dice el convenio sobre los puertos."},
    {"fr", "Notre délégation souhaite la suppression de cet article, qui "
	   "n'ajoute rien à ce que la convention dit déjà des ports."},
    {"ru", "Наша делегация хотела бы исключить эту статью, поскольку она "
	   "ничего не добавляет к тому, что уже сказано в конвенции."},
    {"zh", "我国代表团希望删除这一条，因为它对公约中关于港口的规定没有任何补"
	   "充，各方对此已经有了充分的讨论。"},
    {"ar", "يود وفدنا حذف هذه المادة لأنها لا تضيف شيئا إلى ما تقوله "
	   "الاتفاقية بالفعل عن الموانئ والسفن في فصل الشتاء"},
    {"", "A nossa delegação gostaria de ver este artigo suprimido, já que não "
	 "acrescenta nada ao que a convenção já diz sobre os portos."},
    {"", "Unsere Delegation möchte diesen Artikel streichen, weil er dem, was "
	 "das Übereinkommen über Häfen sagt, nichts hinzufügt."},
    {"", "La nostra delegazione vorrebbe sopprimere questo articolo, perché "
	 "non aggiunge nulla a quanto la convenzione dice dei porti."},
    {"", "La nostra delegació voldria suprimir aquest article, perquè no "
	 "afegeix res al que el conveni ja diu sobre els ports."},
    {"", "Наша делегація хотіла б вилучити цю статтю, оскільки вона нічого "
	 "не додає до того, що вже сказано в конвенції про порти."},
    {"", "Article 42"},
    {"", "12, 13, 14 and 15."},
    {"", ""},
};

Test(language_id, texts)
{
	if (!language_id_complete(id))
		cr_skip_test("no fingerprints of libexttextcat here");
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		cr_expect_str_eq(language_code(language_id_text(
				     id, texts[i].text, strlen(texts[i].text))),
		    texts[i].language, "%s", texts[i].text);
}

/* A record of one passage for each text up to -1. */
static void
make_record(struct record *record, const char *language, const int *of)
{
	record_init(record);
	record->language = language;
	record->passages = arena_array(arena, 16, sizeof *record->passages);
	for (; *of >= 0; of++) {
		struct passage *p = &record->passages[record->n_passages++];

		passage_init(p);
		p->text = texts[*of].text;
		p->text_length = strlen(p->text);
	}
}

static const char *
languages_of(const struct record *record)
{
	const char *all = record->language;

	for (size_t i = 0; i < record->n_passages; i++)
		all = arena_printf(arena, "%s %s", all,
		    record->passages[i].language != LANGUAGE_NONE
			? language_code(record->passages[i].language)
			: "-");
	return all;
}

/* A record in English with a French, a Portuguese and short passages. */
Test(language_id, passages)
{
	static const int of[] = {0, 0, 11, 2, 0, 6, 12, 3, 0, 0, 0, -1};
	struct record record;

	if (!language_id_complete(id))
		cr_skip_test("no fingerprints of libexttextcat here");
	make_record(&record, "", of);
	language_id_record(id, &record);
	cr_assert_str_eq(
	    languages_of(&record), "en en en en fr en - en ru en en en");
}

Test(language_id, declared)
{
	static const int of[] = {0, 2, 6, -1};
	struct record record;

	make_record(&record, "fr", of);
	record.passages[1].language = LANGUAGE_ES;
	language_id_record(id, &record);
	cr_expect_str_eq(languages_of(&record), "fr fr es fr");
	make_record(&record, "pt", of);
	language_id_record(id, &record);
	cr_expect_str_eq(languages_of(&record), "pt - - -");
	/* Without anything to identify by, nothing is said. */
	make_record(&record, "", of);
	language_id_record(NULL, &record);
	cr_expect_str_eq(languages_of(&record), " - - -");
}

/* Without fingerprints, scripts and small words are left. */
Test(language_id, incomplete)
{
	static const int of[] = {0, 0, 2, 3, 11, -1};
	struct language_id *bare = language_id_new("/nowhere", "/nowhere");
	struct record record;

	cr_expect_not(language_id_complete(bare));
	make_record(&record, "", of);
	language_id_record(bare, &record);
	cr_expect_str_eq(languages_of(&record), "en en en fr ru en");
	language_id_free(bare);
}
