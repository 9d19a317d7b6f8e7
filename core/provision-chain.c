/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/provision-scan.h"

#include <string.h>

/* How far down a noun stands; 0 for what is neither above nor below others. */
static int
rank(enum provision_noun noun)
{
	switch (noun) {
	case NOUN_ARTICLE:
	case NOUN_PREAMBLE:
	case NOUN_ANNEX:
		return 1;
	case NOUN_PARAGRAPH:
	case NOUN_OPERATIVE:
	case NOUN_CLAUSE:
		return 2;
	case NOUN_SUBPARAGRAPH:
		return 3;
	default:
		return 0;
	}
}

/* The rank of what a group ends with: "article 5 (1)" ends with a paragraph. */
static int
lowest_rank(const struct group *group)
{
	const struct provision *last = &group->member[group->count - 1];
	int at = rank(group->noun);

	if (at == 1 && last->level[0][0] != '\0' &&
	    scan_level_class(last->level[0]) == '1')
		return 2;
	return at;
}

static bool
is_cyrillic(const struct scan *scan, size_t at)
{
	unsigned char c = (unsigned char)scan_token(scan, at)->folded[0];

	return c == 0xD0 || c == 0xD1;
}

/* Add the members of `part` under `head` to the group. */
static void
extend(
    struct group *group, const struct provision *head, const struct group *part)
{
	struct group under;

	under.count = 1;
	under.member[0] = *head;
	group_combine(&under, part, true);
	for (size_t i = 0; i < under.count; i++)
		group_add(group, &under.member[i]);
	group->end = part->end;
	group->plural |= part->plural;
	group->possessive = part->possessive;
}

/* ", paragraph 1 and paragraph 3" after "article 42"; `*at_rank` goes down. */
static bool
descend_once(const struct scan *scan, struct group *group, int *at_rank)
{
	struct group part;
	struct provision head = group->member[group->count - 1];
	enum provision_noun noun;
	size_t at = group->end;
	bool joined = false;

	if (scan_is(scan, at, ",") || scan_is(scan, at, "،"))
		at++;
	if (!scan_group(scan, at, &part) || rank(part.noun) <= *at_rank ||
	    part.noun == NOUN_OPERATIVE)
		return false;
	noun = part.noun;
	*at_rank = rank(noun);
	group->count--;
	for (;;) {
		extend(group, &head, &part);
		at = scan_joint(scan, group->end, &joined);
		if (!joined || !scan_group(scan, at, &part) ||
		    part.noun != noun)
			return true;
	}
}

static void
descend(const struct scan *scan, struct group *group)
{
	int at_rank = lowest_rank(group);

	while (at_rank > 0 && group->count > 0 &&
	       descend_once(scan, group, &at_rank))
		;
}

/*
 * The index after "of the", if something of a higher rank can follow: Russian
 * has a genitive in place of the "of", so nothing need stand there.
 */
static bool
skip_of(const struct scan *scan, size_t at, size_t *ret_at)
{
	if (scan_is(scan, at, ",") && (scan_small(scan, at + 1) & SMALL_OF))
		at++;
	if (!(scan_small(scan, at) & SMALL_OF) && !is_cyrillic(scan, at))
		return false;
	while (scan_small(scan, at) & SMALL_OF)
		at++;
	*ret_at = at;
	return true;
}

static size_t
skip_determiners(const struct scan *scan, size_t at)
{
	while (
	    scan_small(scan, at) & (SMALL_THE | SMALL_THIS | SMALL_ADJECTIVE))
		at++;
	return at;
}

/* A Russian "часть" of an article is its paragraph. */
static bool
is_below(const struct scan *scan, const struct group *group,
    const struct group *head)
{
	if (group->noun == NOUN_PART)
		return head->noun == NOUN_ARTICLE &&
		       is_cyrillic(scan, group->first);
	return rank(head->noun) > 0 && rank(head->noun) < rank(group->noun);
}

/* Roman numerals are for parts of treaties, not for those of articles. */
static void
unromanize(struct group *group)
{
	for (size_t i = 0; i < group->count; i++)
		provision_set_value(NOUN_PARAGRAPH,
		    provision_value(group->member[i].number),
		    group->member[i].number);
}

/* "paragraph 2 and paragraph 3 of article 42": the others before the "of". */
static void
gather(const struct scan *scan, struct group *group)
{
	struct group more;
	bool joined;
	size_t at = scan_joint(scan, group->end, &joined);

	while (
	    joined && scan_group(scan, at, &more) && more.noun == group->noun) {
		for (size_t i = 0; i < more.count; i++)
			group_add(group, &more.member[i]);
		group->end = more.end;
		at = scan_joint(scan, group->end, &joined);
	}
}

/* "of article 42", "of that article" after the group, which is put under it. */
static bool
ascend_once(const struct scan *scan, struct group *group)
{
	struct group head;
	enum provision_noun noun;
	size_t at, end;

	if (!skip_of(scan, group->end, &at))
		return false;
	if (scan_group(scan, skip_determiners(scan, at), &head)) {
		if (!is_below(scan, group, &head))
			return false;
		descend(scan, &head);
		if (group->noun == NOUN_PART)
			unromanize(group);
		group_combine(&head, group, true);
		head.first = group->first;
		head.plural |= group->plural;
		*group = head;
		return true;
	}
	if (!scan_antecedent(scan, at, &noun, &end) ||
	    rank(noun) >= rank(group->noun))
		return false;
	head.member[0] = (struct provision){.kind = provision_noun_kind(noun)};
	head.count = 1;
	group_combine(&head, group, true);
	memcpy(group->member, head.member, head.count * sizeof head.member[0]);
	group->count = head.count;
	group->noun = noun;
	group->partial = true;
	group->end = end;
	return true;
}

bool
scan_chain(const struct scan *scan, size_t at, struct group *ret)
{
	struct group all;

	if (!scan_group(scan, at, ret))
		return false;
	descend(scan, ret);
	if (rank(ret->noun) < 2 && ret->noun != NOUN_PART)
		return true;
	all = *ret;
	gather(scan, &all);
	if (all.count != ret->count && ascend_once(scan, &all))
		*ret = all;
	while (!ret->partial && ascend_once(scan, ret))
		;
	return true;
}
