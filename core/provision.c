/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/provision-scan.h"

#include <stdio.h>
#include <string.h>

#define LONGEST 400 /* bytes of a string that may still be a provision */

static const char *const kind_names[] = {
    [PROVISION_NONE] = "",
    [PROVISION_ARTICLE] = "art",
    [PROVISION_PARAGRAPH] = "para",
    [PROVISION_CHAPTER] = "chapter",
    [PROVISION_SECTION] = "section",
    [PROVISION_PART] = "part",
    [PROVISION_ANNEX] = "annex",
    [PROVISION_ITEM] = "item",
    [PROVISION_PREAMBLE] = "preamble",
    [PROVISION_TITLE] = "title",
};

#define KINDS (sizeof kind_names / sizeof kind_names[0])

void
provision_format(const struct provision *provision, char buffer[PROVISION_MAX])
{
	size_t used;

	buffer[0] = '\0';
	if (provision->kind == PROVISION_NONE)
		return;
	used = (size_t)snprintf(buffer, PROVISION_MAX, "%s%s%s%s%s",
	    kind_names[provision->kind], provision->number[0] ? " " : "",
	    provision->number, provision->last[0] ? "-" : "", provision->last);
	for (unsigned i = 0; i < provision_depth(provision); i++)
		used += (size_t)snprintf(buffer + used, PROVISION_MAX - used,
		    "(%s)", provision->level[i]);
}

/* Copy what lies before `stop`, if it fits and is not empty. */
static bool
copy_part(char part[PROVISION_TEXT], const char **s, const char *end,
    const char *stops)
{
	size_t n = 0;

	while (*s + n < end && strchr(stops, (*s)[n]) == NULL)
		n++;
	if (n == 0 || n >= PROVISION_TEXT)
		return false;
	memcpy(part, *s, n);
	part[n] = '\0';
	*s += n;
	return true;
}

/* Whether a number is written as the normal form has it: "42", "14A", "5 bis",
 * "ante 58", "VII", "X". */
static bool
is_normal_number(const char *s)
{
	size_t n = strspn(s, "0123456789");
	const char *word;

	if (strncmp(s, "ante ", 5) == 0) {
		n = strspn(s + 5, "0123456789");
		return n > 0 && n <= 3 && s[5] != '0' && s[5 + n] == '\0';
	}
	if (n == 0)
		n = strspn(s, "ABCDEFGHIJKLMNXYZIVL");
	else if (n > 3 || s[0] == '0')
		return false;
	else if (s[n] >= 'A' && s[n] <= 'Z')
		n++;
	if (n == 0)
		return false;
	for (word = s + n; *word == ' '; word += strcspn(word, " ")) {
		char suffix[PROVISION_TEXT];

		word++;
		snprintf(suffix, sizeof suffix, "%.*s", (int)strcspn(word, " "),
		    word);
		if (provision_suffix(suffix) == NULL &&
		    strcmp(suffix, "alt") != 0)
			return false;
	}
	return *word == '\0';
}

/* Chapters, parts and annexes are counted in Roman. */
static bool
is_normal_for(size_t kind, const char *number)
{
	bool roman = kind == PROVISION_CHAPTER || kind == PROVISION_PART ||
		     kind == PROVISION_ANNEX;

	return is_normal_number(number) &&
	       !(roman && number[0] >= '0' && number[0] <= '9');
}

static bool
is_normal_level(const char *s)
{
	size_t n = strspn(s, "0123456789abcdefghijklmnopqrstuvwxyz");

	return n > 0 &&
	       (s[n] == '\0' || s[n] == ' ' || (s[n] >= 'A' && s[n] <= 'Z'));
}

/* Levels of the normal form, to the end. */
static bool
parse_levels(const char *s, const char *end, struct provision *ret)
{
	unsigned depth = 0;

	while (s < end) {
		if (*s++ != '(' || depth == PROVISION_LEVELS ||
		    !copy_part(ret->level[depth], &s, end, "()") ||
		    !is_normal_level(ret->level[depth]) || s == end ||
		    *s++ != ')')
			return false;
		depth++;
	}
	return true;
}

/*
 * The normal form, which is what is parsed most: every term of the index and
 * every row of a concordance is in it.
 */
static bool
parse_normal(const char *s, size_t n, struct provision *ret)
{
	const char *end = s + n;
	size_t kind = 1;
	size_t length;

	memset(ret, 0, sizeof *ret);
	for (;; kind++) {
		if (kind == KINDS)
			return false;
		length = strlen(kind_names[kind]);
		if (n >= length && memcmp(s, kind_names[kind], length) == 0 &&
		    (n == length || s[length] == ' ' || s[length] == '('))
			break;
	}
	ret->kind = (enum provision_kind)kind;
	s += length;
	if (kind == PROVISION_PREAMBLE || kind == PROVISION_TITLE)
		return parse_levels(s, end, ret);
	if (s == end || *s++ != ' ' || !copy_part(ret->number, &s, end, "-(") ||
	    !is_normal_for(kind, ret->number))
		return false;
	if (s < end && *s == '-') {
		s++;
		if (!copy_part(ret->last, &s, end, "(") ||
		    !is_normal_for(kind, ret->last))
			return false;
	}
	return parse_levels(s, end, ret);
}

/* A name without a noun: "42", "42.1", "5 bis", "A42". */
static bool
parse_bare(const struct scan *scan, size_t at, struct provision *ret)
{
	static const struct noun article = {.noun = NOUN_ARTICLE, .glued = ""};
	const struct token *token = scan_token(scan, at);
	size_t end;

	if (token->kind == TOKEN_WORD && token->folded[0] == 'a' &&
	    strspn(token->folded + 1, "0123456789") == token->length - 1 &&
	    token->length > 1 && token->length < 5 && token->folded[1] != '0') {
		memset(ret, 0, sizeof *ret);
		ret->kind = PROVISION_ARTICLE;
		memcpy(ret->number, token->folded + 1, token->length);
		end = scan_after_digits(scan, at + 1, ret->number);
		end = scan_levels(scan, end, ret);
	} else if ((token->kind != TOKEN_NUMBER &&
		       strncmp(token->folded, "ante", 4) != 0) ||
		   !scan_member(scan, at, &article, ret, &end)) {
		return false;
	}
	return end == scan->tokens->count;
}

/* The one provision that the tokens are the name of. */
static bool
parse_tokens(struct scan *scan, struct provision *ret)
{
	const unsigned before =
	    SMALL_THE | SMALL_OF | SMALL_ADJECTIVE | SMALL_ABOUT;
	struct tokens rest = *scan->tokens;
	struct group group;
	size_t at = 0, end;

	while (scan_small(scan, at) & before)
		at++;
	/* A final stop is the sentence's. */
	while (rest.count > 0 && (scan_is(scan, rest.count - 1, ".") ||
				     scan_is(scan, rest.count - 1, ",")))
		rest.count--;
	scan->tokens = &rest;
	if (parse_bare(scan, at, ret))
		return true;
	if (scan_token(scan, at)->kind == TOKEN_HAN) {
		if (!scan_han(scan, at, &end) || end != rest.count ||
		    scan->count != 1 ||
		    scan->mention[0].reference != PROVISION_NAMED)
			return false;
		*ret = scan->mention[0].provision;
		return true;
	}
	if (!scan_chain(scan, at, &group) || group.end != rest.count ||
	    group.count != 1 || group.partial)
		return false;
	*ret = group.member[0];
	return ret->number[0] != '\0' || ret->kind == PROVISION_PREAMBLE ||
	       ret->kind == PROVISION_TITLE;
}

bool
provision_parse(const char *s, size_t n, struct provision *ret)
{
	struct provision provision;
	struct tokens tokens;
	struct scan scan = {.tokens = &tokens, .alone = true};
	bool found;

	if (n == 0 || n > LONGEST)
		return false;
	if (parse_normal(s, n, &provision)) {
		*ret = provision;
		return true;
	}
	scan.arena = arena_new();
	tokenize(scan.arena, s, n, &tokens);
	found = parse_tokens(&scan, &provision);
	arena_free(scan.arena);
	if (found)
		*ret = provision;
	return found;
}

bool
provision_equal(const struct provision *a, const struct provision *b)
{
	unsigned depth = provision_depth(a);

	if (a->kind != b->kind || strcmp(a->number, b->number) != 0 ||
	    strcmp(a->last, b->last) != 0 || depth != provision_depth(b))
		return false;
	for (unsigned i = 0; i < depth; i++) {
		if (strcmp(a->level[i], b->level[i]) != 0)
			return false;
	}
	return true;
}

/* Where a number stands in the order of an instrument: 5, 5 bis, 5 ter, 6. */
static unsigned
place(const char *number)
{
	static const char *const suffixes[] = {"bis", "ter", "quater",
	    "quinquies", "sexies", "septies", "octies", "novies", "decies"};
	const char *suffix = strchr(number, ' ');
	unsigned value = provision_value(number) * 16;

	for (unsigned i = 0; suffix != NULL && i < 9; i++) {
		size_t n = strlen(suffixes[i]);

		if (strncmp(suffix + 1, suffixes[i], n) == 0)
			return value + i + 1;
	}
	return value;
}

static bool
number_covers(const struct provision *whole, const struct provision *part)
{
	unsigned first, last;

	if (whole->last[0] == '\0')
		return strcmp(whole->number, part->number) == 0 &&
		       part->last[0] == '\0';
	first = place(part->number);
	last = part->last[0] != '\0' ? place(part->last) : first;
	return first != 0 && place(whole->number) <= first &&
	       last <= place(whole->last);
}

bool
provision_covers(const struct provision *whole, const struct provision *part)
{
	if (whole->kind != part->kind || whole->kind == PROVISION_NONE ||
	    !number_covers(whole, part))
		return false;
	for (unsigned i = 0; i < provision_depth(whole); i++) {
		if (strcmp(whole->level[i], part->level[i]) != 0)
			return false;
	}
	return true;
}

struct provision
provision_base(const struct provision *provision)
{
	struct provision base = *provision;

	memset(base.level, 0, sizeof base.level);
	return base;
}

/* Put levels under what was spoken of: "(a)" beside "(b)", not below it. */
static struct provision
put_under(const struct provision *antecedent, const struct provision *part,
    unsigned keep)
{
	struct provision whole = provision_base(antecedent);

	for (unsigned i = 0; i < keep && i < provision_depth(antecedent); i++)
		provision_push(&whole, antecedent->level[i]);
	if (part->number[0] != '\0')
		provision_push(&whole, part->number);
	for (unsigned i = 0; i < provision_depth(part); i++)
		provision_push(&whole, part->level[i]);
	return whole;
}

/* Levels of the antecedent that "subparagraph (a)" comes under. */
static unsigned
paragraph_depth(const struct provision *antecedent)
{
	if (antecedent->kind == PROVISION_PARAGRAPH)
		return 0;
	return provision_depth(antecedent) > 0 &&
		       scan_level_class(antecedent->level[0]) == '1'
		   ? 1
		   : 0;
}

struct provision
provision_resolve(
    const struct provision_mention *mention, const struct provision *antecedent)
{
	const struct provision *part = &mention->provision;
	const struct provision none = {0};
	bool same = part->kind == antecedent->kind;
	bool paragraph = part->kind == PROVISION_PARAGRAPH &&
			 (antecedent->kind == PROVISION_ARTICLE ||
			     antecedent->kind == PROVISION_PREAMBLE ||
			     antecedent->kind == PROVISION_PARAGRAPH);

	if (mention->reference == PROVISION_NAMED) {
		if (paragraph && !same)
			return put_under(antecedent, part, 0);
		return *part;
	}
	if (antecedent->kind == PROVISION_NONE)
		return none;
	if (mention->reference == PROVISION_ANAPHORA) {
		if (part->kind == PROVISION_NONE || (paragraph && !same))
			return *antecedent;
		if (!same)
			return none;
		return part->kind == PROVISION_PARAGRAPH
			   ? *antecedent
			   : provision_base(antecedent);
	}
	if (paragraph)
		return put_under(antecedent, part, paragraph_depth(antecedent));
	return same ? put_under(antecedent, part, 0) : none;
}
