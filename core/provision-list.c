/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/provision-scan.h"

#include <stdio.h>
#include <string.h>

#define EXPAND_MAX 30 /* members that a range of levels is written out to */

void
group_add(struct group *group, const struct provision *member)
{
	if (group->count < GROUP_MAX)
		group->member[group->count++] = *member;
}

/* Add `head` with each level of the range from `from` to `to` under it. */
static void
add_range(struct group *group, const struct provision *head, unsigned from,
    unsigned to, bool letters)
{
	for (unsigned v = from; v <= to && v - from < EXPAND_MAX; v++) {
		struct provision member = *head;
		char level[PROVISION_TEXT];

		snprintf(level, sizeof level, letters ? "%c" : "%u", v);
		provision_push(&member, level);
		group_add(group, &member);
	}
}

/* Put one member under a head: its number first, then its levels. */
static void
add_under(struct group *group, const struct provision *head,
    const struct provision *part)
{
	struct provision member = *head;
	unsigned from = provision_value(part->number);
	unsigned to = provision_value(part->last);

	if (part->last[0] != '\0' && from < to) {
		add_range(group, head, from, to, false);
		return;
	}
	if (part->number[0] != '\0')
		provision_push(&member, part->number);
	for (unsigned i = 0; i < provision_depth(part); i++)
		provision_push(&member, part->level[i]);
	group_add(group, &member);
}

void
group_combine(struct group *whole, const struct group *part, bool all)
{
	struct provision head[GROUP_MAX];
	size_t count = whole->count;
	size_t first = all ? 0 : count - 1;

	memcpy(head, whole->member, count * sizeof head[0]);
	whole->count = first;
	for (size_t i = first; i < count; i++) {
		for (size_t j = 0; j < part->count; j++)
			add_under(whole, &head[i], &part->member[j]);
	}
}

bool
scan_ends_list(const struct scan *scan, size_t at)
{
	const struct token *token = scan_token(scan, at);

	if (token->kind == TOKEN_WORD || token->kind == TOKEN_HAN)
		return scan_small(scan, at) != 0;
	return token->kind != TOKEN_NUMBER && !scan_is(scan, at, "%");
}

size_t
scan_joint(const struct scan *scan, size_t at, bool *ret_joined)
{
	*ret_joined = false;
	if (scan_is(scan, at, ",") || scan_is(scan, at, "،") ||
	    scan_is(scan, at, "、"))
		at++;
	for (;;) {
		if (!(scan_small(scan, at) & SMALL_AND) &&
		    !scan_is(scan, at, "&") && !scan_is(scan, at, "/"))
			return at;
		*ret_joined = true;
		at++;
	}
}

/* "(b)" after "17(4)(a)": the level of the same sort is another one. */
static bool
read_next_level(const struct scan *scan, size_t at,
    const struct provision *before, struct provision *ret, size_t *ret_end)
{
	char level[PROVISION_TEXT];
	unsigned depth = provision_depth(before);
	size_t end;

	if (!scan_level(scan, at, level, &end))
		return false;
	while (depth > 0 && scan_level_class(before->level[depth - 1]) !=
				scan_level_class(level))
		depth--;
	if (depth == 0)
		return false;
	*ret = *before;
	memset(ret->level[depth - 1], 0,
	    (PROVISION_LEVELS - depth + 1) * sizeof ret->level[0]);
	provision_push(ret, level);
	*ret_end = scan_levels(scan, end, ret);
	return true;
}

/* Arabic "and" is written with the digits: "و7". */
static bool
read_arabic_next(const struct scan *scan, size_t at, const struct noun *noun,
    struct provision *ret, size_t *ret_end)
{
	const struct token *token = scan_token(scan, at);
	const char *digits = token->folded + strlen("و");

	if (token->kind != TOKEN_WORD || token->length < 3 ||
	    token->length > 5 ||
	    strncmp(token->folded, "و", strlen("و")) != 0 ||
	    strspn(digits, "0123456789") != strlen(digits) || digits[0] == '0')
		return false;
	memset(ret, 0, sizeof *ret);
	ret->kind = provision_noun_kind(noun->noun);
	memcpy(ret->number, digits, strlen(digits) + 1);
	*ret_end = scan_after_digits(scan, at + 1, ret->number);
	*ret_end = scan_levels(scan, *ret_end, ret);
	return true;
}

/* "of the Convention and 2.3" goes on where the numbers have levels. */
static bool
read_past_instrument(const struct scan *scan, size_t at,
    const struct noun *noun, struct provision *ret, size_t *ret_end)
{
	bool joined;

	if (!(scan_small(scan, at) & SMALL_OF) ||
	    !(scan_small(scan, at + 1) & SMALL_THE))
		return false;
	at += 2;
	for (int i = 0; i < 3; i++, at++) {
		const struct token *token = scan_token(scan, at);

		if (token->kind != TOKEN_WORD ||
		    !(token->flags & TOKEN_CAPITAL))
			break;
	}
	at = scan_joint(scan, at, &joined);
	return joined && scan_token(scan, at)->kind == TOKEN_NUMBER &&
	       scan_member(scan, at, noun, ret, ret_end) &&
	       provision_depth(ret) > 0;
}

/* The member after `before`, from the comma or "and" on. */
static bool
read_next(const struct scan *scan, size_t at, const struct noun *noun,
    const struct provision *before, struct provision *ret, size_t *ret_end)
{
	bool several = noun->flags & (NOUN_PLURAL | NOUN_EITHER);
	bool joined;
	size_t i = scan_joint(scan, at, &joined);

	if (read_arabic_next(scan, at, noun, ret, ret_end))
		return true;
	if (i == at)
		return scan_is(scan, at, "[") && scan_close(scan, at + 1) &&
		       scan_is(scan, at - 1, "]") &&
		       scan_member(scan, at, noun, ret, ret_end);
	if (read_next_level(scan, i, before, ret, ret_end))
		return true;
	if (!scan_member(scan, i, noun, ret, ret_end))
		return false;
	if (joined && (noun->flags & NOUN_PLURAL) && !scan_is(scan, i, "i"))
		return true;
	return (joined || several || provision_depth(ret) > 0) &&
	       scan_ends_list(scan, *ret_end);
}

/* The end of a range, "to" and all; its number and levels in `*ret`. */
static bool
read_range_end(const struct scan *scan, size_t at, const struct noun *noun,
    const struct provision *from, struct provision *ret, size_t *ret_end)
{
	bool dash = scan_is(scan, at, "-");
	bool several = noun->flags & (NOUN_PLURAL | NOUN_EITHER);
	size_t end;

	if (!dash && !((several || provision_depth(from) > 0) &&
			 (scan_small(scan, at) & SMALL_TO)))
		return false;
	at++;
	if (read_next_level(scan, at, from, ret, ret_end))
		return true;
	memset(ret, 0, sizeof *ret);
	if (!scan_number(scan, at, noun->noun, true, ret->number, &end))
		return false;
	*ret_end = scan_levels(scan, end, ret);
	return true;
}

/* Whether two provisions differ in their last level alone. */
static bool
same_above(const struct provision *a, const struct provision *b, unsigned depth)
{
	if (depth == 0 || provision_depth(a) != depth ||
	    provision_depth(b) != depth || strcmp(a->number, b->number) != 0)
		return false;
	for (unsigned i = 0; i + 1 < depth; i++) {
		if (strcmp(a->level[i], b->level[i]) != 0)
			return false;
	}
	return true;
}

/* "4.8-4.10", "(a) to (d)": write out the levels between. */
static bool
add_levels_to(
    struct group *group, struct provision *from, const struct provision *to)
{
	unsigned depth = provision_depth(from);
	const char *a, *b;
	bool letters;
	unsigned first, last;

	if (!same_above(from, to, depth))
		return false;
	a = from->level[depth - 1];
	b = to->level[depth - 1];
	letters = scan_level_class(a) == 'a';
	if (letters && (a[1] != '\0' || b[1] != '\0'))
		return false;
	first = letters ? (unsigned char)a[0] : provision_value(a);
	last = letters ? (unsigned char)b[0] : provision_value(b);
	if (last <= first)
		return false;
	memset(from->level[depth - 1], 0, sizeof from->level[0]);
	add_range(group, from, first + 1, last, letters);
	return true;
}

/* Make the last member a range, if one is written. */
static bool
read_range(
    const struct scan *scan, const struct noun *noun, struct group *group)
{
	struct provision *from = &group->member[group->count - 1];
	struct provision whole = *from;
	struct provision to;
	size_t end;

	if (!read_range_end(scan, group->end, noun, from, &to, &end))
		return false;
	if (provision_depth(&to) == 0 && provision_depth(from) == 0) {
		if (provision_value(to.number) <= provision_value(from->number))
			return false;
		memcpy(from->last, to.number, sizeof from->last);
	} else if (!add_levels_to(group, &whole, &to)) {
		return false;
	}
	group->end = end;
	return true;
}

void
scan_list(const struct scan *scan, const struct noun *noun, struct group *group)
{
	struct provision next;
	size_t end;

	for (;;) {
		const struct provision *before =
		    &group->member[group->count - 1];

		if (read_range(scan, noun, group))
			continue;
		if (!read_next(scan, group->end, noun, before, &next, &end) &&
		    !(noun->noun == NOUN_ARTICLE &&
			provision_depth(before) > 0 &&
			read_past_instrument(
			    scan, group->end, noun, &next, &end)))
			return;
		group_add(group, &next);
		group->end = end;
	}
}
