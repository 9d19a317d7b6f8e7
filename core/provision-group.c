/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/provision-scan.h"

#include <stdio.h>
#include <string.h>

/* After an abbreviation, its stop, when it belongs to it. */
static size_t
skip_stop(const struct scan *scan, size_t at, bool *ret_stopped)
{
	*ret_stopped = scan_is(scan, at, ".") && scan_close(scan, at);
	return at + *ret_stopped;
}

static bool
read_noun(const struct scan *scan, size_t at, struct noun *ret)
{
	const struct token *token = scan_token(scan, at);
	const struct provision_word *word;
	size_t glued;
	bool stopped;

	if (token->kind != TOKEN_WORD)
		return false;
	word = provision_word_find(token->folded, token->length, &glued);
	if (word == NULL ||
	    ((word->flags & NOUN_NOT_ES) && scan->language == LANGUAGE_ES))
		return false;
	ret->noun = (enum provision_noun)word->noun;
	ret->flags = word->flags;
	ret->glued = token->folded + token->length - glued;
	ret->possessive = false;
	ret->end = at + 1;
	if (word->flags & NOUN_SHORT) {
		ret->end = skip_stop(scan, ret->end, &stopped);
		if (!stopped && (word->flags & NOUN_STOPPED))
			return false;
	}
	return true;
}

/* "operative paragraph", "preambular para.", "sub-paragraph", "OP" */
static bool
read_compound(const struct scan *scan, struct noun *noun)
{
	struct noun next;
	size_t at = noun->end;

	if (noun->noun == NOUN_SUB && scan_is(scan, at, "-"))
		at++;
	if (noun->glued[0] != '\0' || !read_noun(scan, at, &next) ||
	    next.glued[0] != '\0' || next.noun > NOUN_ITEM)
		return noun->noun != NOUN_SUB;
	noun->end = next.end;
	noun->flags = next.flags;
	if (noun->noun == NOUN_SUB)
		noun->noun =
		    next.noun == NOUN_ITEM ? NOUN_ITEM : NOUN_SUBPARAGRAPH;
	return true;
}

/* An abbreviation that is a word of its own elsewhere: "op art", "pp 12". */
static bool
is_doubtful(const struct scan *scan, size_t at, const struct noun *noun)
{
	const struct token *token = scan_token(scan, at);

	if (noun->noun != NOUN_OPERATIVE && noun->noun != NOUN_PREAMBULAR)
		return false;
	if (token->length > 3 || noun->glued[0] != '\0' || scan->alone)
		return false;
	return !(token->flags & TOKEN_CAPITAL);
}

bool
scan_noun(const struct scan *scan, size_t at, struct noun *ret)
{
	struct noun noun;
	bool compound;

	if (!read_noun(scan, at, &noun))
		return false;
	compound = noun.noun == NOUN_SUB || noun.noun == NOUN_OPERATIVE ||
		   noun.noun == NOUN_PREAMBULAR;
	if (is_doubtful(scan, at, &noun) ||
	    (compound && !read_compound(scan, &noun)))
		return false;
	if (noun.noun == NOUN_PARAGRAPH && scan_is(scan, noun.end, "الفرعيه")) {
		noun.noun = NOUN_SUBPARAGRAPH;
		noun.end++;
	}
	if (scan_is(scan, noun.end, "'s")) {
		noun.possessive = true;
		noun.end++;
	}
	*ret = noun;
	return true;
}

/* What kinds of text a level or number is of; a list keeps to one. */
char
scan_level_class(const char *level)
{
	return level[0] >= '0' && level[0] <= '9' ? '1' : 'a';
}

/* "[19]": a number still in its brackets. */
static bool
read_bracketed(const struct scan *scan, size_t at, const struct noun *noun,
    struct provision *member, size_t *ret_end)
{
	size_t end;

	if (!scan_is(scan, at, "[") ||
	    !scan_number(
		scan, at + 1, noun->noun, true, member->number, &end) ||
	    !scan_is(scan, end, "]"))
		return false;
	*ret_end = scan_levels(scan, end + 1, member);
	return true;
}

/*
 * "subparagraph a.", "subparagraphs a, b and c", "subparagraph ii": a letter or
 * Roman numeral without brackets. A lone one must end the phrase: the French
 * "a" that goes on ("l'alinéa a été supprimé") is a verb.
 */
static bool
read_subletter(const struct scan *scan, size_t at, const struct noun *noun,
    char level[PROVISION_TEXT], size_t *ret_end)
{
	const struct token *token = scan_token(scan, at);
	const struct token *next = scan_token(scan, at + 1);

	if (token->kind != TOKEN_WORD || token->folded[0] < 'a' ||
	    token->folded[0] > 'z')
		return false;
	if (token->length > 1)
		return scan_roman_level(token->folded, level) &&
		       (*ret_end = at + 1) != 0;
	if (!(noun->flags & NOUN_PLURAL) && next->kind == TOKEN_WORD &&
	    !(scan_small(scan, at + 1) & (SMALL_OF | SMALL_AND)))
		return false;
	memcpy(level, token->folded, 2);
	*ret_end = at + 1;
	return true;
}

/* "(a)", "(4)", "b)" right after the noun. */
static bool
read_levels_first(const struct scan *scan, size_t at, const struct noun *noun,
    struct provision *member, size_t *ret_end)
{
	char level[PROVISION_TEXT];
	size_t end;

	if (noun->noun != NOUN_PARAGRAPH && noun->noun != NOUN_SUBPARAGRAPH &&
	    noun->noun != NOUN_CLAUSE)
		return false;
	if (!scan_level(scan, at, level, &end) &&
	    !(noun->noun == NOUN_SUBPARAGRAPH &&
		read_subletter(scan, at, noun, level, &end)))
		return false;
	if (scan_level_class(level) == '1')
		memcpy(member->number, level, sizeof level);
	else
		provision_push(member, level);
	*ret_end = scan_levels(scan, end, member);
	return true;
}

/* "OP5": the digits are in the noun's own word. */
static bool
read_glued(const struct scan *scan, const struct noun *noun,
    struct provision *member, size_t *ret_end)
{
	size_t n = strlen(noun->glued);

	if (n > 3 || noun->glued[0] == '0')
		return false;
	memcpy(member->number, noun->glued, n + 1);
	*ret_end = scan_after_digits(scan, noun->end, member->number);
	*ret_end = scan_levels(scan, *ret_end, member);
	return true;
}

bool
scan_member(const struct scan *scan, size_t at, const struct noun *noun,
    struct provision *member, size_t *ret_end)
{
	bool plural = noun->flags & NOUN_PLURAL;
	size_t end;

	memset(member, 0, sizeof *member);
	member->kind = provision_noun_kind(noun->noun);
	if (read_bracketed(scan, at, noun, member, ret_end) ||
	    read_levels_first(scan, at, noun, member, ret_end))
		return true;
	if (!scan_number(scan, at, noun->noun, plural, member->number, &end))
		return false;
	*ret_end = scan_levels(scan, end, member);
	return true;
}

/* The first member, after the noun. */
static bool
read_first(const struct scan *scan, const struct noun *noun,
    struct provision *member, size_t *ret_end)
{
	if (noun->glued[0] == '\0')
		return scan_member(scan, noun->end, noun, member, ret_end);
	memset(member, 0, sizeof *member);
	member->kind = provision_noun_kind(noun->noun);
	return read_glued(scan, noun, member, ret_end);
}

/* "the title of the convention", which has no number. */
static bool
read_title(const struct scan *scan, const struct noun *noun, size_t *ret_end)
{
	static const char *const whole[] = {"convention", "treaty", "agreement",
	    "instrument", "protocol", "accord", "traite", "protocole",
	    "convencion", "tratado", "acuerdo", "protocolo", "instrumento",
	    "конвенции", "договора", "соглашения", "протокола", "الاتفاقيه",
	    "المعاهده", "الاتفاق", "البروتوكول"};
	size_t at = noun->end;

	/* French "au titre de" is "under". */
	if (scan_is(scan, at - 2, "au") || scan_is(scan, at - 2, "a"))
		return false;
	while (scan_small(scan, at) &
	       (SMALL_OF | SMALL_THE | SMALL_THIS | SMALL_ADJECTIVE))
		at++;
	for (size_t i = 0; i < sizeof whole / sizeof whole[0]; i++) {
		if (scan_is(scan, at, whole[i])) {
			*ret_end = at + 1;
			return true;
		}
	}
	*ret_end = noun->end;
	return scan->alone && scan_token(scan, noun->end)->length == 0;
}

/* "point 5 de l'ordre du jour": without the agenda it is any point. */
static bool
names_agenda(const struct scan *scan, size_t at)
{
	static const char *const agenda[] = {
	    "ordre", "orden", "agenda", "programa", "повестки"};

	while (scan_small(scan, at) & (SMALL_OF | SMALL_THE))
		at++;
	for (size_t i = 0; i < sizeof agenda / sizeof agenda[0]; i++) {
		if (scan_is(scan, at, agenda[i]))
			return true;
	}
	return false;
}

/* "parte" and "partie" are Parties too: "para esa Parte 90 días". */
static bool
is_party(const struct scan *scan, const struct group *group)
{
	return (scan_is(scan, group->first, "parte") ||
		   scan_is(scan, group->first, "partie")) &&
	       scan_token(scan, group->end - 1)->kind == TOKEN_NUMBER &&
	       !scan_ends_list(scan, group->end);
}

/* What the noun turns out to be once its numbers are known. */
static bool
settle(const struct scan *scan, struct group *group)
{
	if (group->noun == NOUN_POINT && !names_agenda(scan, group->end))
		return false;
	if (group->noun == NOUN_PARAGRAPH && names_agenda(scan, group->end))
		group->noun = NOUN_ITEM;
	for (size_t i = 0; i < group->count; i++)
		group->member[i].kind = provision_noun_kind(group->noun);
	if (group->noun == NOUN_PREAMBULAR) {
		struct group whole = {.noun = NOUN_PREAMBLE, .count = 1};

		whole.member[0].kind = PROVISION_PREAMBLE;
		group_combine(&whole, group, true);
		group->count = whole.count;
		memcpy(group->member, whole.member,
		    whole.count * sizeof whole.member[0]);
		group->noun = NOUN_PREAMBLE;
	}
	return true;
}

/* Nouns that need no number. */
static bool
read_unnumbered(const struct scan *scan, const struct noun *noun,
    struct provision *member, size_t *ret_end)
{
	memset(member, 0, sizeof *member);
	member->kind = provision_noun_kind(noun->noun);
	*ret_end = noun->end;
	if (noun->noun == NOUN_TITLE)
		return read_title(scan, noun, ret_end);
	return noun->noun == NOUN_PREAMBLE || noun->noun == NOUN_PREAMBULAR;
}

bool
scan_group(const struct scan *scan, size_t at, struct group *ret)
{
	struct noun noun;

	if (!scan_noun(scan, at, &noun))
		return false;
	ret->noun = noun.noun;
	ret->plural = noun.flags & NOUN_PLURAL;
	ret->possessive = noun.possessive;
	ret->partial = false;
	ret->first = at;
	ret->count = 1;
	if (noun.noun == NOUN_PROVISION)
		return false;
	if (noun.noun == NOUN_PREAMBLE || noun.noun == NOUN_TITLE ||
	    !read_first(scan, &noun, &ret->member[0], &ret->end)) {
		if (noun.noun == NOUN_PREAMBULAR)
			ret->noun = NOUN_PREAMBLE;
		return read_unnumbered(scan, &noun, &ret->member[0], &ret->end);
	}
	if (is_party(scan, ret))
		return false;
	scan_list(scan, &noun, ret);
	if (scan_is(scan, ret->end, "'s")) {
		ret->possessive = true;
		ret->end++;
	}
	return settle(scan, ret);
}
