/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/lexicon.h"

#include "core/fold.h"
#include "core/lexicon-han.h"
#include "core/lexicon-parts.h"
#include "core/small-words.h"

#include <stdlib.h>
#include <string.h>

#define FORMS_MAX    5	/* forms of a verb: base, third, past ... */
#define ELEMENTS_MAX 32 /* elements of a pattern */

static const char *const class_names[CUE_CLASS_COUNT] = {
    "stance",
    "action",
    "report",
    "modal",
    "verdict",
    "negator",
    "keep",
    "auxiliary",
    "condition",
    "contrast",
    "exception",
    "list",
    "quantifier",
    "crowd",
    "represent",
    "companion",
    "pronoun",
    "self",
    "text",
    "part",
    "reference",
    "this",
    "proposal",
    "topic",
    "preposition",
    "relative",
    "question",
    "ask",
    "harm",
    "stop",
};

const char *
cue_class_name(enum cue_class kind)
{
	return class_names[kind];
}

static bool
class_find(const char *name, enum cue_class *ret)
{
	for (size_t i = 0; i < CUE_CLASS_COUNT; i++)
		if (strcmp(name, class_names[i]) == 0) {
			*ret = (enum cue_class)i;
			return true;
		}
	return false;
}

/* --- patterns ----------------------------------------------------------- */

/* A word that is the arena's already. */
static void
element_add(struct element *element, const char *word, enum cue_form form)
{
	struct spelling *s = &element->word[element->n_words++];

	s->word = word;
	s->length = (uint32_t)strlen(word);
	s->form = form;
	s->open = s->length > 1 && s->length <= LEXICON_OPEN_MAX &&
		  word[s->length - 1] == '*';
	s->length -= s->open;
}

/* `stem` bytes of a word, and what follows them. */
static const char *
inflected(struct arena *arena, const char *base, size_t stem,
    const char *doubled, const char *ending)
{
	size_t n = strlen(doubled), m = strlen(ending);
	char *word = arena_array(arena, stem + n + m + 1, 1);

	memcpy(word, base, stem);
	memcpy(word + stem, doubled, n);
	memcpy(word + stem + n, ending, m);
	return word;
}

/* The regular forms of an English verb; `doubled` is "" or a consonant. */
static void
add_regular(struct arena *arena, struct element *element, const char *base,
    const char *doubled)
{
	size_t n = strlen(base), stem = n;
	char last = n > 0 ? base[n - 1] : 0, before = n > 1 ? base[n - 2] : 0;
	bool sibilant = last == 's' || last == 'x' || last == 'z' ||
			(last == 'h' && (before == 's' || before == 'c'));

	element_add(element, base, FORM_BASE);
	if (last == 'y' && strchr("aeiou", before) == NULL) {
		stem--;
		element_add(element, inflected(arena, base, stem, "", "ies"),
		    FORM_THIRD);
		element_add(element, inflected(arena, base, stem, "", "ied"),
		    FORM_PAST);
		element_add(
		    element, inflected(arena, base, n, "", "ing"), FORM_GERUND);
		return;
	}
	element_add(element,
	    inflected(arena, base, n, "", sibilant ? "es" : "s"), FORM_THIRD);
	if (last == 'e')
		stem--;
	element_add(
	    element, inflected(arena, base, stem, doubled, "ed"), FORM_PAST);
	if (last == 'e' && before == 'e')
		stem++;
	element_add(
	    element, inflected(arena, base, stem, doubled, "ing"), FORM_GERUND);
}

/* "base~", "base~p" or "base~past~participle"; the tildes are cut here. */
static void
add_verb(struct arena *arena, struct element *element, char *word)
{
	char *past = strchr(word, '~'), *participle;
	size_t last;

	*past++ = '\0';
	participle = strchr(past, '~');
	if (participle != NULL)
		*participle++ = '\0';
	if (strlen(past) <= 1) {
		add_regular(arena, element, word, past);
		return;
	}
	/* Third person and gerund are regular; the past is not. */
	add_regular(arena, element, word, "");
	last = element->n_words - 1;
	element->word[last - 1].word = past;
	element->word[last - 1].length = (uint32_t)strlen(past);
	if (participle != NULL)
		element_add(element, participle, FORM_PARTICIPLE);
}

static void
element_parse(struct arena *arena, const char *text, struct element *ret)
{
	size_t n = strlen(text), count;
	char *copy = arena_strdup(arena, text);
	const char **words;

	memset(ret, 0, sizeof(*ret));
	if (text[0] == '^' && n > 1) {
		element_parse(arena, text + 1, ret);
		ret->ahead = true;
		return;
	}
	if (text[0] == '*') {
		ret->gap = (unsigned)strtoul(text + 1, NULL, 10);
		ret->optional = true;
		return;
	}
	if (n > 1 && copy[n - 1] == '?') {
		ret->optional = true;
		copy[n - 1] = '\0';
	}
	words = table_split(arena, copy, '|', &count);
	ret->word = arena_array(arena, count * FORMS_MAX, sizeof(*ret->word));
	for (size_t i = 0; i < count; i++)
		if (strchr(words[i], '~') != NULL)
			add_verb(arena, ret, arena_strdup(arena, words[i]));
		else
			element_add(ret, words[i], FORM_WORD);
}

static bool
pattern_parse(struct arena *arena, const char *text,
    const struct lexicon_entry *entry, struct pattern *ret)
{
	size_t count;
	const char **parts = table_split(arena, text, ' ', &count);

	if (count == 0 || count > ELEMENTS_MAX || strstr(text, "?|") != NULL)
		return false;
	ret->entry = entry;
	ret->element = arena_array(arena, count, sizeof(*ret->element));
	ret->n_elements = count;
	for (size_t i = 0; i < count; i++)
		element_parse(arena, parts[i], &ret->element[i]);
	return !ret->element[0].optional && ret->element[0].n_words > 0;
}

/* --- loading ------------------------------------------------------------ */

static bool
stance_cell(const char *cell, struct lexicon_entry *entry)
{
	entry->stance_open = strcmp(cell, "=") == 0;
	return *cell == '\0' || entry->stance_open ||
	       stance_find(cell, &entry->stance);
}

static bool
action_cell(const char *cell, struct lexicon_entry *entry)
{
	entry->action_open = strcmp(cell, "=") == 0;
	return *cell == '\0' || entry->action_open ||
	       action_find(cell, &entry->action);
}

static bool
form_cell(const char *cell, struct lexicon_entry *entry)
{
	static const struct {
		const char *name;
		enum cue_form form;
	} forms[] = {{"", FORM_WORD}, {"word", FORM_WORD}, {"verb", FORM_PAST},
	    {"base", FORM_BASE}, {"gerund", FORM_GERUND}, {"noun", FORM_NOUN},
	    {"predicate", FORM_PREDICATE}};

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		if (strcmp(cell, forms[i].name) == 0) {
			entry->form = forms[i].form;
			return true;
		}
	return false;
}

static bool
entry_load(const struct table *table, size_t row, struct lexicon_entry *entry,
    struct error *err)
{
	static const char *const columns[] = {
	    "class", "stance", "action", "form"};
	const char *cell[4];
	bool good[4];

	for (size_t i = 0; i < 4; i++)
		cell[i] = table_cell(table, row, columns[i]);
	entry->id = table_cell(table, row, "id");
	entry->line = table->line[row];
	entry->strength =
	    (int)strtol(table_cell(table, row, "strength"), NULL, 10);
	good[0] = class_find(cell[0], &entry->kind);
	good[1] = stance_cell(cell[1], entry);
	good[2] = action_cell(cell[2], entry);
	good[3] = form_cell(cell[3], entry);
	for (size_t i = 0; i < 4; i++)
		if (!good[i])
			return error_set(err, ERROR_DATA,
			    "%s:%u: unknown %s '%s'", table->name,
			    table->line[row], columns[i], cell[i]);
	return true;
}

/* Enter a pattern under each of its first words, after those there. */
static void
lexicon_enter(
    struct arena *arena, struct lexicon *lexicon, const struct pattern *pattern)
{
	const struct element *first = &pattern->element[0];

	for (size_t i = 0; i < first->n_words; i++) {
		const struct spelling *word = &first->word[i];

		if (word->open)
			lexicon->open |= UINT64_C(1) << word->length;
	}
	for (size_t i = 0; i < first->n_words; i++) {
		const struct spelling *word = &first->word[i];
		size_t at =
		    lexicon_hash(word->word, word->length) & lexicon->mask;
		struct slot **end = &lexicon->bucket[at];
		struct slot *slot = arena_alloc(arena, sizeof(*slot));

		while (*end != NULL)
			end = &(*end)->next;
		slot->word = *word;
		slot->pattern = pattern;
		*end = slot;
	}
}

/* The patterns of a row, folded as text is: "élim*", "يؤيد". */
static const char *
pattern_cell(struct arena *arena, const struct table *table, size_t row)
{
	const char *cell = table_cell(table, row, "pattern");

	return fold_text(arena, cell, strlen(cell), NULL);
}

static bool
pattern_error(struct error *err, const struct table *table, size_t row,
    const char *pattern)
{
	return error_set(err, ERROR_DATA,
	    "%s:%u: pattern '%s' must begin with a word, have at most %d "
	    "parts, and \"?\" only at the end of one",
	    table->name, table->line[row], pattern, ELEMENTS_MAX);
}

static bool
row_load(struct arena *arena, struct lexicon *lexicon,
    const struct table *table, size_t row, struct error *err)
{
	struct lexicon_entry *entry = arena_alloc(arena, sizeof(*entry));
	size_t count;
	const char **texts;

	if (!entry_load(table, row, entry, err))
		return false;
	/* English verbs say themselves that they are; their forms differ */
	if (lexicon->language != LANGUAGE_EN && entry->form == FORM_WORD &&
	    *table_cell(table, row, "form") == '\0')
		entry->form = FORM_PAST;
	texts =
	    table_split(arena, pattern_cell(arena, table, row), ';', &count);
	for (size_t i = 0; i < count; i++) {
		size_t n;
		const char **written = lexicon_han_expand(arena, texts[i], &n);

		for (size_t j = 0; j < n; j++) {
			struct pattern *p = arena_alloc(arena, sizeof(*p));

			if (!pattern_parse(arena, written[j], entry, p))
				return pattern_error(err, table, row, texts[i]);
			lexicon_enter(arena, lexicon, p);
		}
	}
	return true;
}

struct lexicon *
lexicon_from_tables(struct arena *arena, const struct lexicon_tables *tables,
    enum language language, struct error *err)
{
	const struct table *table = &tables->cues;
	struct lexicon *lexicon = arena_alloc(arena, sizeof(*lexicon));

	lexicon->language = language;
	lexicon->mask = 4095;
	lexicon->bucket =
	    arena_array(arena, lexicon->mask + 1, sizeof(*lexicon->bucket));
	for (size_t r = 0; r < table->rows; r++)
		if (!row_load(arena, lexicon, table, r, err))
			return NULL;
	lexicon->words = small_words_from_table(arena, &tables->words);
	return lexicon;
}

const struct small_words *
lexicon_words(const struct lexicon *lexicon)
{
	return lexicon->words;
}

/* A pattern has few parts, and begins with a word that must be there. */
static bool
is_pattern(const char *s, size_t n)
{
	size_t first = 0, parts = 1;

	while (first < n && s[first] != ' ')
		first++;
	for (size_t i = first; i < n; i++)
		parts += s[i] == ' ' && i + 1 < n && s[i + 1] != ' ';
	/* "firm?|come": of a part, not of one of its words */
	for (size_t i = 0; i + 1 < n; i++)
		if (s[i] == '?' && s[i + 1] == '|')
			return false;
	return first > 0 && s[0] != '*' && s[first - 1] != '?' &&
	       parts <= ELEMENTS_MAX;
}

/* Check all that lexicon_from_tables() could find wrong. */
static bool
row_check(struct arena *arena, const struct table *table, size_t row,
    struct error *err)
{
	const char *s = table_cell(table, row, "pattern");
	struct lexicon_entry entry;

	memset(&entry, 0, sizeof(entry));
	if (!entry_load(table, row, &entry, err))
		return false;
	while (*s != '\0') {
		size_t lead = strspn(s, " "), n = strcspn(s, ";");

		if (n > lead && !is_pattern(s + lead, n - lead))
			return pattern_error(err, table, row,
			    arena_strndup(arena, s + lead, n - lead));
		s += n;
		s += *s == ';';
	}
	return true;
}

const char *
lexicon_words_name(struct arena *arena, enum language language)
{
	return arena_printf(
	    arena, "lexicon/%s-words.tsv", language_code(language));
}

bool
lexicon_tables_read(struct arena *arena, const struct table_source *source,
    enum language language, struct lexicon_tables *ret, struct error *err)
{
	const char *name =
	    arena_printf(arena, "lexicon/%s.tsv", language_code(language));
	const char *words = lexicon_words_name(arena, language);

	if (!table_read(arena, source, name, &ret->cues, err))
		return false;
	for (size_t r = 0; r < ret->cues.rows; r++)
		if (!row_check(arena, &ret->cues, r, err))
			return false;
	if (!table_read(arena, source, words, &ret->words, err))
		return err->code != ERROR_NONE
			   ? false
			   : error_set(err, ERROR_DATA,
				 "there is no table '%s', which '%s' needs",
				 words, name);
	return small_words_check(&ret->words, err);
}

struct lexicon *
lexicon_load(struct arena *arena, const struct table_source *source,
    enum language language, struct error *err)
{
	struct lexicon_tables tables;

	if (!lexicon_tables_read(arena, source, language, &tables, err))
		return NULL;
	return lexicon_from_tables(arena, &tables, language, err);
}
