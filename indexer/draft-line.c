/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/draft-line.h"

#include "core/token.h"

#include <ctype.h>
#include <string.h>

#define SECTION_BYTES  160 /* of the longest title of a section */
#define PROVISION_LOOK 200 /* bytes of a line in which a number stands */

bool
draft_has_provisions(enum record_kind kind)
{
	return kind == RECORD_DRAFT || kind == RECORD_COMPILATION ||
	       kind == RECORD_OUTCOME;
}

/* Whether what follows a number at a line's start makes it a heading. */
static bool
follows_as_title(const struct tokens *tokens, size_t end, bool bracketed)
{
	const struct token *next;

	if (end >= tokens->count)
		return true;
	next = &tokens->token[end];
	if (next->kind == TOKEN_NUMBER || next->kind == TOKEN_HAN)
		return true;
	if (next->kind == TOKEN_PUNCT)
		return strchr("-:.[(", next->folded[0]) != NULL ||
		       (bracketed && next->folded[0] == ']');
	if (next->kind != TOKEN_WORD)
		return false;
	/* Arabic has no capitals. */
	return (next->flags & TOKEN_CAPITAL) != 0 ||
	       ((unsigned char)next->folded[0] >= 0xD8 &&
		   (unsigned char)next->folded[0] <= 0xDB);
}

/* Whether a mention at the head of a line can be what stands under it. */
static bool
heads_line(const struct provision_mention *mention, const struct tokens *tokens,
    bool bracketed)
{
	enum provision_kind kind = mention->provision.kind;

	if (mention->first != 0 || mention->possessive || mention->list ||
	    mention->reference != PROVISION_NAMED ||
	    kind == PROVISION_PARAGRAPH || kind == PROVISION_ITEM ||
	    kind == PROVISION_TITLE)
		return false;
	/* "Preamble" alone is a heading, "Preamble paragraph 3 says" is not. */
	if (kind == PROVISION_PREAMBLE && mention->end < tokens->count)
		return false;
	return follows_as_title(tokens, mention->end, bracketed);
}

bool
draft_line_provision(
    struct arena *arena, const char *s, size_t n, struct provision *ret)
{
	struct provision_mention *mentions;
	bool bracketed = n > 0 && *s == '[';
	struct tokens tokens;
	size_t count;

	while (n > 0 && (*s == '[' || *s == ' ')) {
		s++;
		n--;
	}
	if (n > PROVISION_LOOK)
		for (n = PROVISION_LOOK;
		     n > 0 && ((unsigned char)s[n] & 0xC0) == 0x80;)
			n--;
	tokenize(arena, s, n, &tokens);
	mentions = provision_find(arena, &tokens, LANGUAGE_NONE, &count);
	if (count == 0 || !heads_line(&mentions[0], &tokens, bracketed))
		return false;
	*ret = mentions[0].provision;
	return true;
}

static bool
begins_with(const char *s, size_t n, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t m = strlen(words[i]);

		if (n >= m && memcmp(s, words[i], m) == 0)
			return true;
	}
	return false;
}

bool
draft_line_is_part(const char *s, size_t n)
{
	static const char *const words[] = {"Rationale", "Option",
	    "Alternative", "Note", "Comment", "Explanation", "Proposal",
	    "Paragraph", "New ", "Title", "Text"};

	return begins_with(s, n, words, sizeof words / sizeof words[0]);
}

bool
draft_line_is_reason(const char *s, size_t n)
{
	static const char *const words[] = {
	    "Rationale", "RATIONALE", "Explanation", "Comment"};

	return begins_with(s, n, words, sizeof words / sizeof words[0]);
}

bool
draft_line_is_label(const char *s, size_t n)
{
	return n > 2 && s[0] == '{' && memchr(s, '}', n) == s + n - 1;
}

bool
draft_line_is_section(const char *s, size_t n, enum provision_kind *ret_kind)
{
	size_t roman = strspn(s, "IVX"), width = roman;

	if (roman == 0 && n > 0 && isupper((unsigned char)s[0]))
		width = 1;
	if (width == 0 || width > 5 || n < width + 4 || n > SECTION_BYTES ||
	    s[width] != '.' || strchr(" \t", s[width + 1]) == NULL)
		return false;
	while (width + 1 < n && strchr(" \t", s[width + 1]) != NULL)
		width++;
	if (!isupper((unsigned char)s[width + 1]) && s[width + 1] != '[')
		return false;
	if (strchr(".;,:?!", s[n - 1]) != NULL || memchr(s, '\n', n) != NULL)
		return false;
	*ret_kind = roman > 0 ? PROVISION_CHAPTER : PROVISION_SECTION;
	return true;
}
