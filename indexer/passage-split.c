/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/passage-split.h"

#include "core/holder.h"
#include "core/provision.h"
#include "core/token.h"
#include "indexer/text-line.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define LEVELS	       6   /* of Markdown's headings */
#define PROVISION_LOOK 200 /* bytes of a line in which a number stands */
#define TITLE_WIDTH    160 /* characters of the longest title of an article */
#define NAME_WIDTH     120 /* characters of the longest holder's name */

/* What is known while going down the text. */
struct splitter {
	struct arena *arena;
	const struct split_options *options;
	struct layout layout;
	const struct text_line *lines;	 /* all of them */
	size_t count;			 /* how many */
	const char *heading[LEVELS + 1]; /* by level; [0]: guessed */
	const char *headings;		 /* joined, or NULL to be joined */
	const char *provision;		 /* stood under */
	const char *speaker;		 /* of a compilation's entry */
	size_t *open;		  /* lines of the passage being collected */
	size_t n_open;		  /* how many */
	struct passage *passages; /* done */
	size_t n_passages;	  /* how many */
	size_t room;		  /* of passages */
};

static bool
has_provisions(const struct splitter *sp)
{
	return sp->options->kind == RECORD_DRAFT ||
	       sp->options->kind == RECORD_COMPILATION ||
	       sp->options->kind == RECORD_OUTCOME;
}

/* --- passages ------------------------------------------------------------- */

static const char *
joined_headings(struct splitter *sp)
{
	const char *all = sp->heading[0];

	if (sp->headings != NULL)
		return sp->headings;
	for (int level = 1; level <= LEVELS; level++)
		if (sp->heading[level][0] != '\0')
			all = all[0] == '\0'
				  ? sp->heading[level]
				  : arena_printf(sp->arena, "%s > %s", all,
					sp->heading[level]);
	sp->headings = all;
	return all;
}

static struct passage *
passage_add(struct splitter *sp, const char *text, size_t n)
{
	struct passage *passage;

	if (sp->n_passages == sp->room) {
		size_t room = sp->room > 0 ? sp->room * 2 : 16;

		sp->passages = arena_grow(sp->arena, sp->passages,
		    sp->n_passages, room, sizeof *sp->passages);
		sp->room = room;
	}
	passage = &sp->passages[sp->n_passages++];
	passage_init(passage);
	passage->number = (uint32_t)sp->n_passages;
	passage->text = text;
	passage->text_length = n;
	passage->heading = joined_headings(sp);
	passage->provision = sp->provision;
	passage->speaker = sp->speaker;
	return passage;
}

/* The open lines as one text, "\n" between. */
static char *
join_lines(struct splitter *sp, size_t *ret_n)
{
	size_t n = 0, used = 0;
	char *text;

	for (size_t i = 0; i < sp->n_open; i++)
		n += sp->lines[sp->open[i]].n + 1;
	text = arena_alloc(sp->arena, n + 1);
	for (size_t i = 0; i < sp->n_open; i++) {
		const struct text_line *line = &sp->lines[sp->open[i]];

		if (i > 0)
			text[used++] = '\n';
		memcpy(text + used, line->s, line->n);
		used += line->n;
	}
	/* A page break within a line is white space. */
	for (char *ff = text;
	     (ff = memchr(ff, '\f', (size_t)(text + used - ff))) != NULL;)
		*ff = ' ';
	*ret_n = used;
	return text;
}

/* Whether a sentence ends before byte `at`: a stop, then white space. */
static bool
sentence_ends_at(const char *text, size_t at, size_t n)
{
	char stop = text[at - 1];

	if (at >= 3 && (memcmp(text + at - 3, "\xE3\x80\x82", 3) == 0 ||
			   memcmp(text + at - 3, "\xEF\xBC\x9F", 3) == 0))
		return true;
	if (at >= n || !isspace((unsigned char)text[at]))
		return false;
	if (at >= 2 && strchr("\")]", stop) != NULL)
		stop = text[at - 2];
	return stop == '.' || stop == '?' || stop == '!' || stop == ';';
}

/*
 * Where to cut a text that is too long: at the end of a sentence in the second
 * half of what a passage may have, else between words, else between characters.
 */
static size_t
cut_at(const char *text, size_t n)
{
	size_t at;

	for (at = PASSAGE_BYTES; at > PASSAGE_BYTES / 2; at--)
		if (sentence_ends_at(text, at, n) &&
		    !(at < n - 1 && islower((unsigned char)text[at + 1])))
			return at;
	for (at = PASSAGE_BYTES; at > PASSAGE_BYTES / 2; at--)
		if (isspace((unsigned char)text[at]))
			return at;
	for (at = PASSAGE_BYTES; ((unsigned char)text[at] & 0xC0) == 0x80; at--)
		;
	return at;
}

/* The source line of line `i` of the text. */
static uint32_t
source_line(const struct splitter *sp, size_t i)
{
	const struct split_options *options = sp->options;

	if (options->one_line)
		return (uint32_t)options->line;
	return (uint32_t)options->line +
	       (options->lines != NULL ? options->lines[i] : (uint32_t)i);
}

static void
set_lines(
    struct splitter *sp, struct passage *passage, size_t first, size_t last)
{
	passage->line_first = source_line(sp, sp->open[first]);
	passage->line_last = source_line(sp, sp->open[last]);
	if (sp->layout.pages)
		passage->page = arena_printf(
		    sp->arena, "%u", sp->lines[sp->open[first]].pages + 1);
}

/* Make a passage of the open lines, or several where they are too long. */
static void
close_passage(struct splitter *sp)
{
	size_t n, line = 0;
	char *text;

	if (sp->n_open == 0)
		return;
	text = join_lines(sp, &n);
	while (n > 0) {
		size_t length = n > PASSAGE_BYTES ? cut_at(text, n) : n;
		size_t first = line;
		struct passage *passage;

		for (size_t i = 0; i < length; i++)
			line += text[i] == '\n';
		passage = passage_add(sp,
		    length < n ? arena_strndup(sp->arena, text, length) : text,
		    length);
		set_lines(sp, passage, first, line);
		text += length;
		n -= length;
		while (n > 0 && isspace((unsigned char)*text)) {
			line += *text == '\n';
			text++;
			n--;
		}
	}
	sp->n_open = 0;
}

/* --- headings, provisions, delegations ------------------------------------ */

static void
set_heading(struct splitter *sp, const struct text_line *line)
{
	for (int level = line->level; level <= LEVELS; level++)
		sp->heading[level] = "";
	sp->heading[line->level] = arena_strndup(sp->arena, line->s, line->n);
	sp->headings = NULL;
}

/* Whether what follows a number at a line's start makes it a heading. */
static bool
follows_as_title(const struct tokens *tokens, size_t end)
{
	const struct token *next;

	if (end >= tokens->count)
		return true;
	next = &tokens->token[end];
	if (next->kind == TOKEN_NUMBER || next->kind == TOKEN_HAN)
		return true;
	if (next->kind == TOKEN_PUNCT)
		return strchr("-:.[(", next->folded[0]) != NULL;
	if (next->kind != TOKEN_WORD)
		return false;
	/* Arabic has no capitals. */
	return (next->flags & TOKEN_CAPITAL) != 0 ||
	       ((unsigned char)next->folded[0] >= 0xD8 &&
		   (unsigned char)next->folded[0] <= 0xDB);
}

/*
 * The provision that a line begins with as its heading or as the heading run
 * together with its text: "Article 42", "ARTICLE 4BIS - Scope", "Article 5
 * General principles 1. The ...", and not "Article 42 provides that".
 */
static bool
line_provision(
    struct splitter *sp, const struct text_line *line, struct provision *ret)
{
	size_t n = line->n < PROVISION_LOOK ? line->n : PROVISION_LOOK;
	struct provision_mention *mentions;
	struct tokens tokens;
	size_t count;

	if (line_has_leaders(line))
		return false;
	while (
	    n > 0 && n < line->n && ((unsigned char)line->s[n] & 0xC0) == 0x80)
		n--;
	tokenize(sp->arena, line->s, n, &tokens);
	mentions = provision_find(sp->arena, &tokens, LANGUAGE_NONE, &count);
	if (count == 0 || mentions[0].first != 0 || mentions[0].possessive ||
	    mentions[0].list || mentions[0].reference != PROVISION_NAMED ||
	    mentions[0].provision.kind == PROVISION_PARAGRAPH ||
	    mentions[0].provision.kind == PROVISION_ITEM ||
	    mentions[0].provision.kind == PROVISION_TITLE)
		return false;
	/* "Preamble" alone is a heading, "Preamble paragraph 3 says" is not. */
	if (mentions[0].provision.kind == PROVISION_PREAMBLE &&
	    mentions[0].end < tokens.count)
		return false;
	if (!follows_as_title(&tokens, mentions[0].end))
		return false;
	*ret = mentions[0].provision;
	return true;
}

static void
set_provision(struct splitter *sp, const struct provision *provision)
{
	struct provision base = provision_base(provision);
	char *form = arena_alloc(sp->arena, PROVISION_MAX);

	provision_format(&base, form);
	/* "Article 1.3" within the entries on article 1 begins none. */
	if (strcmp(sp->provision, form) != 0)
		sp->speaker = "";
	sp->provision = form;
}

/* Words that begin a part of an entry in a compilation, and no name. */
static bool
begins_entry_part(const struct text_line *line)
{
	static const char *const words[] = {"Rationale", "Option",
	    "Alternative", "Note", "Comment", "Explanation", "Proposal",
	    "Paragraph", "New ", "Title", "Text"};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		size_t n = strlen(words[i]);

		if (line->n >= n && memcmp(line->s, words[i], n) == 0)
			return true;
	}
	return false;
}

/* Whether every word has a capital, but for small ones: "World Wide Fund". */
static bool
is_name_like(struct splitter *sp, const struct text_line *line)
{
	struct tokens tokens;

	tokenize(sp->arena, line->s, line->n, &tokens);
	for (size_t i = 0; i < tokens.count; i++) {
		const struct token *token = &tokens.token[i];

		if (token->kind == TOKEN_NUMBER)
			return false;
		if (token->kind == TOKEN_WORD && token->length > 3 &&
		    (token->flags & TOKEN_CAPITAL) == 0)
			return false;
	}
	return tokens.count > 0;
}

/*
 * The delegation whose entry a line begins: a holder's name alone, or a line
 * that looks like a name. The second is kept as it is, so that what follows is
 * never given to the delegation before.
 */
static bool
line_speaker(struct splitter *sp, const struct text_line *line)
{
	const struct negotiation *neg = sp->options->neg;
	const char *name;

	if (sp->options->kind != RECORD_COMPILATION ||
	    line->width > NAME_WIDTH || line->item || line_has_leaders(line) ||
	    line_ends_sentence(line) || begins_entry_part(line))
		return false;
	name = arena_strndup(sp->arena, line->s, line->n);
	if ((neg == NULL || holder_named(neg->holders, name) == NULL) &&
	    (line->class == LINE_TEXT || !is_name_like(sp, line)))
		return false;
	close_passage(sp);
	sp->speaker = name;
	return true;
}

/* --- where a passage ends ------------------------------------------------- */

/* Whether a line begins a new passage after the line before it. */
static bool
begins_passage(const struct splitter *sp, const struct text_line *before,
    const struct text_line *line)
{
	bool ends = line_ends_sentence(before);
	char last = before->s[before->n - 1];

	if (before->class == LINE_SHORT && line->class == LINE_SHORT)
		return false;
	if (before->class == LINE_SHORT || line->class == LINE_SHORT)
		return true;
	if (has_provisions(sp) && begins_entry_part(line))
		return true;
	if (line->item && (ends || last == ';' || last == ':'))
		return true;
	if (!sp->layout.wrapped)
		return ends || !line_begins_lower(line);
	return ends && before->width * 5 < sp->layout.width * 4;
}

/* A line that is part of a passage or begins one. */
static void
take_text(struct splitter *sp, size_t i)
{
	const struct text_line *line = &sp->lines[i];

	if (sp->n_open > 0 &&
	    begins_passage(sp, &sp->lines[sp->open[sp->n_open - 1]], line))
		close_passage(sp);
	sp->open[sp->n_open++] = i;
}

static void
take_line(struct splitter *sp, size_t i)
{
	const struct text_line *line = &sp->lines[i];
	struct provision provision;

	if (line->class == LINE_FURNITURE)
		return;
	if (line->class == LINE_BLANK) {
		close_passage(sp);
		return;
	}
	if (has_provisions(sp) && line_provision(sp, line, &provision)) {
		close_passage(sp);
		set_provision(sp, &provision);
		if (line->width <= TITLE_WIDTH && !line_ends_sentence(line)) {
			set_heading(sp, line);
			return;
		}
	} else if (line_speaker(sp, line)) {
		return;
	}
	if (line->class == LINE_HEADING &&
	    !(has_provisions(sp) && begins_entry_part(line))) {
		close_passage(sp);
		set_heading(sp, line);
		return;
	}
	take_text(sp, i);
}

struct passage *
passage_split(struct arena *arena, const char *text, size_t n,
    const struct split_options *options, size_t *ret_count)
{
	struct splitter sp = {.arena = arena, .options = options};

	sp.lines = text_lines(
	    arena, text, n, options->markdown, &sp.layout, &sp.count);
	sp.open = arena_array(arena, sp.count, sizeof *sp.open);
	sp.provision = "";
	sp.speaker = "";
	for (int level = 0; level <= LEVELS; level++)
		sp.heading[level] = "";
	for (size_t i = 0; i < sp.count; i++)
		take_line(&sp, i);
	close_passage(&sp);
	*ret_count = sp.n_passages;
	return sp.passages;
}
