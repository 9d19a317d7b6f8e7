/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/provision-scan.h"

#include <string.h>

static const struct token no_token = {"", 0, 0, 0, TOKEN_BREAK, 0};

const struct token *
scan_token(const struct scan *scan, size_t at)
{
	return at < scan->tokens->count ? &scan->tokens->token[at] : &no_token;
}

bool
scan_is(const struct scan *scan, size_t at, const char *folded)
{
	return strcmp(scan_token(scan, at)->folded, folded) == 0;
}

bool
scan_close(const struct scan *scan, size_t at)
{
	return at < scan->tokens->count &&
	       !(scan->tokens->token[at].flags & TOKEN_SPACED);
}

unsigned
scan_small(const struct scan *scan, size_t at)
{
	const struct token *token = scan_token(scan, at);

	if (token->kind != TOKEN_WORD)
		return 0;
	return provision_small_find(token->folded, token->length);
}

struct provision_mention *
scan_add(struct scan *scan, const struct provision *provision,
    enum provision_reference reference, size_t first, size_t end)
{
	struct provision_mention *mention;

	if (scan->count == scan->room) {
		size_t room = scan->room == 0 ? 8 : scan->room * 2;

		scan->mention = arena_grow(scan->arena, scan->mention,
		    scan->room, room, sizeof *scan->mention);
		scan->room = room;
	}
	mention = &scan->mention[scan->count++];
	mention->provision = *provision;
	mention->reference = reference;
	mention->first = first;
	mention->end = end;
	return mention;
}

void
scan_add_group(struct scan *scan, const struct group *group)
{
	for (size_t i = 0; i < group->count; i++) {
		const struct provision *member = &group->member[i];
		bool levels_only = member->number[0] == '\0' &&
				   member->kind == PROVISION_PARAGRAPH;
		struct provision_mention *mention = scan_add(scan, member,
		    group->partial || levels_only ? PROVISION_PARTIAL
						  : PROVISION_NAMED,
		    group->first, group->end);

		mention->list = group->count > 1;
		mention->possessive = group->possessive;
	}
}

/*
 * "Annex I communications": what Parties of the class have, which is as little
 * about the annex.
 */
static bool
names_their_things(const struct scan *scan, size_t at)
{
	static const char *const things[] = {"communications", "communication",
	    "inventories", "inventory", "commitments", "emissions", "experts",
	    "national", "domestic", "ghg", "greenhouse", "targets"};

	for (size_t i = 0; i < sizeof things / sizeof things[0]; i++) {
		if (scan_is(scan, at, things[i]))
			return true;
	}
	return false;
}

/*
 * "Annex I Parties", "Annex I and other Parties", "Parties not included in
 * Annex I", "non-Annex I": classes of States, not the annex.
 */
static bool
names_parties(const struct scan *scan, const struct group *group)
{
	static const char *const between[] = {",", "not", "included", "listed",
	    "in", "to", "non", "visees", "vises", "inscrites", "a", "l'", "du",
	    "de", "del", "la", "al", "no", "incluidas", "incluidos",
	    "enumeradas", "en", "не", "включенные", "включенных", "включенными",
	    "в", "غير", "المدرجه", "المدرجين", "في"};
	bool joined;
	size_t at = scan_joint(scan, group->end, &joined);
	size_t n = sizeof between / sizeof between[0];

	if (names_their_things(scan, group->end) ||
	    (scan_small(scan, group->end) & SMALL_PARTIES) ||
	    (joined &&
		(scan_is(scan, at, "non") || scan_is(scan, at, "other"))))
		return true;
	for (at = group->first; at > 0; at--) {
		size_t i = 0;

		if (scan_small(scan, at - 1) & SMALL_PARTIES)
			return true;
		if (scan_is(scan, at - 1, "-") &&
		    scan_is(scan, at - 2, "non") && at > 1)
			return true;
		while (i < n && !scan_is(scan, at - 1, between[i]))
			i++;
		if (i == n)
			return false;
	}
	return false;
}

/* "its paragraph 2" */
static void
take_owner(const struct scan *scan, struct group *group)
{
	struct group whole;

	if (group->first == 0 || group->partial ||
	    group->noun != NOUN_PARAGRAPH ||
	    group->member[0].kind != PROVISION_PARAGRAPH ||
	    !(scan_small(scan, group->first - 1) & SMALL_ITS))
		return;
	whole.count = 1;
	whole.member[0] = (struct provision){.kind = PROVISION_ARTICLE};
	group_combine(&whole, group, true);
	memcpy(
	    group->member, whole.member, whole.count * sizeof whole.member[0]);
	group->count = whole.count;
	group->partial = true;
	group->first--;
}

/* "the ninth preambular paragraph", "the 9th" */
static void
take_ordinal(const struct scan *scan, struct group *group)
{
	struct provision *member = &group->member[0];
	size_t before = group->first - 1;
	unsigned value;

	if (group->first == 0 || group->noun != NOUN_PREAMBLE ||
	    group->count != 1 || member->level[0][0] != '\0' ||
	    !scan_is(scan, group->first, "preambular"))
		return;
	value = provision_ordinal(scan_token(scan, before)->folded);
	if (value == 0 && before > 0 &&
	    scan_token(scan, before - 1)->kind == TOKEN_NUMBER &&
	    scan_close(scan, before))
		value = provision_value(scan_token(scan, --before)->folded);
	if (value == 0 || value > 99)
		return;
	provision_set_value(NOUN_PREAMBLE, value, member->level[0]);
	group->first = before;
}

/* A noun without a number, if something points back with it. */
static size_t
find_anaphora(struct scan *scan, size_t at)
{
	struct provision provision = {0};
	struct provision_mention *mention;
	struct noun noun;
	size_t first;

	if (!scan_noun(scan, at, &noun) ||
	    !scan_points_back(scan, at, &noun, &first))
		return at + 1;
	if (noun.noun != NOUN_CLAUSE)
		provision.kind = provision_noun_kind(noun.noun);
	mention =
	    scan_add(scan, &provision, PROVISION_ANAPHORA, first, noun.end);
	mention->list = (noun.flags & NOUN_PLURAL) != 0;
	mention->possessive = noun.possessive;
	return noun.end;
}

/* What begins at a word that may be a noun; the index to go on from. */
static size_t
find_word(struct scan *scan, size_t at)
{
	struct group group;

	if (!scan_chain(scan, at, &group))
		return find_anaphora(scan, at);
	if (group.noun == NOUN_ANNEX && names_parties(scan, &group))
		return group.end;
	take_owner(scan, &group);
	take_ordinal(scan, &group);
	scan_add_group(scan, &group);
	return group.end;
}

struct provision_mention *
provision_find(struct arena *arena, const struct tokens *tokens,
    enum language language, size_t *ret_count)
{
	struct scan scan = {
	    .arena = arena, .tokens = tokens, .language = language};
	size_t at = 0, glued;

	while (at < tokens->count) {
		const struct token *token = &tokens->token[at];

		if (token->kind == TOKEN_WORD &&
		    provision_word_find(token->folded, token->length, &glued) !=
			NULL)
			at = find_word(&scan, at);
		else if (token->kind != TOKEN_HAN || !scan_han(&scan, at, &at))
			at++;
	}
	*ret_count = scan.count;
	return scan.mention;
}
