/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/provision-scan.h"

#include <stdio.h>
#include <string.h>

/* What stands after a number: 条 款 项 目 段 章 节 部分. */
enum unit {
	UNIT_NONE,
	UNIT_ARTICLE,
	UNIT_PARAGRAPH, /* 款, and 段 of a resolution */
	UNIT_LETTER,	/* 项: (a), (b) of the English text */
	UNIT_ROMAN,	/* 目: (i), (ii) */
	UNIT_CHAPTER,
	UNIT_SECTION,
	UNIT_PART
};

struct ordinal {
	enum unit unit;	   /* what is counted */
	bool bracketed;	   /* "第(a)项" */
	size_t end;	   /* index of the token after it */
	struct group list; /* its numbers */
};

/* Whether the characters from a token on are these. */
static bool
reads(const struct scan *scan, size_t at, const char *text, size_t *ret_end)
{
	while (*text != '\0') {
		const struct token *token = scan_token(scan, at);

		if (token->length == 0 ||
		    strncmp(text, token->folded, token->length) != 0)
			return false;
		text += token->length;
		at++;
	}
	*ret_end = at;
	return true;
}

static int
han_digit(const char *folded)
{
	static const char *const digits[] = {
	    "零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

	if (strcmp(folded, "〇") == 0)
		return 0;
	if (strcmp(folded, "两") == 0)
		return 2;
	for (int i = 0; i < 10; i++) {
		if (strcmp(folded, digits[i]) == 0)
			return i;
	}
	return -1;
}

/* 四十二, 一百二十, 二八七, or digits; 0 for none and for years. */
static unsigned
read_number(const struct scan *scan, size_t at, size_t *ret_end)
{
	const struct token *token = scan_token(scan, at);
	unsigned value = 0, digit = 0;
	size_t i = at;

	if (token->kind == TOKEN_NUMBER) {
		*ret_end = at + 1;
		return token->length <= 3 ? provision_value(token->folded) : 0;
	}
	for (;; i++) {
		const char *folded = scan_token(scan, i)->folded;
		int d = han_digit(folded);
		unsigned unit = strcmp(folded, "十") == 0   ? 10
				: strcmp(folded, "百") == 0 ? 100
							    : 0;

		if (unit != 0) {
			value += (digit == 0 ? 1 : digit) * unit;
			digit = 0;
		} else if (d >= 0) {
			digit = digit * 10 + (unsigned)d;
		} else {
			break;
		}
		if (digit > 999)
			return 0;
	}
	*ret_end = i;
	return value + digit;
}

/* What may not follow a unit: 条约, 条例, 条件, 款项, 章程 are other words. */
static bool
is_other_word(const struct scan *scan, size_t at)
{
	static const char *const other[] = {
	    "约", "例", "件", "目", "理", "项", "程"};
	const char *folded = scan_token(scan, at)->folded;

	for (size_t i = 0; i < sizeof other / sizeof other[0]; i++) {
		if (strcmp(folded, other[i]) == 0)
			return true;
	}
	return false;
}

static enum unit
read_unit(const struct scan *scan, size_t at, size_t *ret_end)
{
	static const struct {
		const char *text; /* characters */
		enum unit unit;	  /* what they count */
	} units[] = {{"条", UNIT_ARTICLE}, {"條", UNIT_ARTICLE},
	    {"款", UNIT_PARAGRAPH}, {"段", UNIT_PARAGRAPH}, {"项", UNIT_LETTER},
	    {"項", UNIT_LETTER}, {"目", UNIT_ROMAN}, {"章", UNIT_CHAPTER},
	    {"节", UNIT_SECTION}, {"節", UNIT_SECTION}, {"部分", UNIT_PART}};

	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
		if (reads(scan, at, units[i].text, ret_end))
			return is_other_word(scan, *ret_end) ? UNIT_NONE
							     : units[i].unit;
	}
	return UNIT_NONE;
}

static enum provision_noun
unit_noun(enum unit unit)
{
	static const unsigned char nouns[] = {
	    [UNIT_ARTICLE] = NOUN_ARTICLE,
	    [UNIT_PARAGRAPH] = NOUN_PARAGRAPH,
	    [UNIT_LETTER] = NOUN_SUBPARAGRAPH,
	    [UNIT_ROMAN] = NOUN_SUBPARAGRAPH,
	    [UNIT_CHAPTER] = NOUN_CHAPTER,
	    [UNIT_SECTION] = NOUN_SECTION,
	    [UNIT_PART] = NOUN_PART,
	};

	return (enum provision_noun)nouns[unit];
}

/* 第五条之二 is the second article 5: 5 bis. */
static size_t
read_repeated(const struct scan *scan, size_t at, char number[PROVISION_TEXT])
{
	static const char *const suffixes[] = {"bis", "ter", "quater",
	    "quinquies", "sexies", "septies", "octies", "novies"};
	size_t end, n = strlen(number);
	unsigned value;

	if (!scan_is(scan, at, "之"))
		return scan_after_digits(scan, at, number);
	value = read_number(scan, at + 1, &end);
	if (value < 2 || value > 9 ||
	    n + 1 + strlen(suffixes[value - 2]) >= PROVISION_TEXT)
		return at;
	snprintf(number + n, PROVISION_TEXT - n, " %s", suffixes[value - 2]);
	return end;
}

/* One number or bracketed level, not yet written for its unit. */
static bool
read_item(const struct scan *scan, size_t at, struct ordinal *ordinal,
    struct provision *member, size_t *ret_end)
{
	char level[PROVISION_TEXT];
	bool open = scan_is(scan, at, "(");
	unsigned value = read_number(scan, at + open, ret_end);

	memset(member, 0, sizeof *member);
	if (value != 0 && (!open || scan_is(scan, *ret_end, ")"))) {
		ordinal->bracketed |= open;
		*ret_end += open;
		snprintf(member->number, PROVISION_TEXT, "%u", value);
		return true;
	}
	if (!open || !scan_level(scan, at, level, ret_end))
		return false;
	ordinal->bracketed = true;
	memcpy(member->number, level, sizeof level);
	return true;
}

/* Write numbers as the unit has them: 第五项 is (e), 第2目 is (ii). */
static void
write_for_unit(struct ordinal *ordinal)
{
	static const char *const roman[] = {
	    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"};
	enum provision_noun noun = unit_noun(ordinal->unit);

	ordinal->list.noun = noun;
	for (size_t i = 0; i < ordinal->list.count; i++) {
		struct provision *member = &ordinal->list.member[i];
		char *number = member->number;
		unsigned value = provision_value(number);
		bool digits = number[0] >= '0' && number[0] <= '9';

		member->kind = provision_noun_kind(noun);
		if (ordinal->unit == UNIT_LETTER && digits && value <= 26)
			snprintf(number, PROVISION_TEXT, "%c",
			    (char)('a' + value - 1));
		else if (ordinal->unit == UNIT_ROMAN && digits && value <= 10)
			snprintf(
			    number, PROVISION_TEXT, "%s", roman[value - 1]);
		else if (digits && strchr(number, ' ') == NULL)
			provision_set_value(noun, value, number);
		if (member->last[0] != '\0')
			provision_set_value(
			    noun, provision_value(member->last), member->last);
	}
}

static bool
is_to(const struct scan *scan, size_t at)
{
	return scan_is(scan, at, "至") || scan_is(scan, at, "到") ||
	       scan_is(scan, at, "-");
}

static bool
is_and(const struct scan *scan, size_t at)
{
	return scan_is(scan, at, "、") || scan_is(scan, at, "和") ||
	       scan_is(scan, at, "与") || scan_is(scan, at, "及") ||
	       scan_is(scan, at, "或") || scan_is(scan, at, ",");
}

/* The numbers up to the unit: 4、5和7, 90至93. */
static bool
read_items(const struct scan *scan, size_t at, struct ordinal *ret)
{
	struct provision member;
	size_t end;

	ret->bracketed = false;
	ret->list.count = 0;
	for (;;) {
		if (!read_item(scan, at, ret, &member, &end))
			return false;
		if (is_to(scan, end)) {
			struct provision to;

			end += scan_is(scan, end + 1, "第") ? 2 : 1;
			if (!read_item(scan, end, ret, &to, &end))
				return false;
			memcpy(member.last, to.number, sizeof member.last);
		}
		group_add(&ret->list, &member);
		ret->end = end;
		if (!is_and(scan, end))
			return true;
		at = end + 1;
	}
}

/* 第42条, 第90至93条, 第九十条至第九十三条, 第5条之二 */
static bool
read_ordinal(const struct scan *scan, size_t at, struct ordinal *ret)
{
	struct ordinal to;
	struct provision *last;
	size_t end;

	ret->list.partial = ret->list.possessive = ret->list.plural = false;
	if (!scan_is(scan, at, "第") || !read_items(scan, at + 1, ret))
		return false;
	ret->unit = read_unit(scan, ret->end, &end);
	if (ret->unit == UNIT_NONE)
		return false;
	last = &ret->list.member[ret->list.count - 1];
	ret->end = read_repeated(scan, end, last->number);
	if (is_to(scan, ret->end) && last->last[0] == '\0' &&
	    scan_is(scan, ret->end + 1, "第") &&
	    read_items(scan, ret->end + 2, &to) &&
	    read_unit(scan, to.end, &end) == ret->unit && to.list.count == 1) {
		memcpy(last->last, to.list.member[0].number, sizeof last->last);
		ret->end = end;
	}
	write_for_unit(ret);
	return true;
}

static bool
is_under(enum unit unit, enum unit above)
{
	return unit > above && above >= UNIT_ARTICLE && unit <= UNIT_ROMAN;
}

/* Put what follows under the group: 第2款第(a)项, 第1款和第2款. */
static void
read_under(const struct scan *scan, struct group *group, enum unit unit)
{
	struct ordinal next;

	while (read_ordinal(scan, group->end, &next) &&
	       is_under(next.unit, unit)) {
		struct group head = *group;

		group_combine(group, &next.list, false);
		group->end = next.end;
		unit = next.unit;
		while (is_and(scan, group->end) &&
		       read_ordinal(scan, group->end + 1, &next) &&
		       next.unit == unit) {
			struct group more = head;

			group_combine(&more, &next.list, false);
			for (size_t i = head.count - 1; i < more.count; i++)
				group_add(group, &more.member[i]);
			group->end = next.end;
		}
	}
	if (unit == UNIT_ARTICLE || unit == UNIT_PARAGRAPH)
		group->end = scan_levels(
		    scan, group->end, &group->member[group->count - 1]);
}

/* Letters and Roman numbers with no paragraph above them are levels. */
static void
to_levels(struct group *group)
{
	struct group whole;

	whole.count = 1;
	whole.member[0] = (struct provision){.kind = PROVISION_PARAGRAPH};
	group_combine(&whole, group, true);
	memcpy(
	    group->member, whole.member, whole.count * sizeof whole.member[0]);
	group->count = whole.count;
}

static bool
find_numbered(struct scan *scan, size_t at, size_t *ret_end)
{
	struct ordinal ordinal;
	struct group *group = &ordinal.list;

	if (!read_ordinal(scan, at, &ordinal))
		return false;
	group->first = at;
	group->end = ordinal.end;
	if (ordinal.unit == UNIT_LETTER || ordinal.unit == UNIT_ROMAN) {
		/* 第二项决议草案 is the second of the draft resolutions. */
		if (!ordinal.bracketed)
			return false;
		to_levels(group);
	}
	if (ordinal.unit <= UNIT_ROMAN)
		read_under(scan, group, ordinal.unit);
	if (at > 0 && scan_is(scan, at - 1, "其") &&
	    ordinal.unit == UNIT_PARAGRAPH) {
		struct group whole = *group;

		whole.count = 1;
		whole.member[0] = (struct provision){.kind = PROVISION_ARTICLE};
		group_combine(&whole, group, true);
		whole.partial = true;
		whole.first = at - 1;
		*group = whole;
	}
	scan_add_group(scan, group);
	*ret_end = group->end;
	return true;
}

/* 附件一, 附件B; but 附件一缔约方 are Parties. */
static bool
find_annex(struct scan *scan, size_t at, size_t *ret_end)
{
	struct provision provision = {.kind = PROVISION_ANNEX};
	unsigned value;
	size_t end, after;

	if (!reads(scan, at, "附件", &at))
		return false;
	value = read_number(scan, at, &end);
	if (value != 0)
		provision_set_value(NOUN_ANNEX, value, provision.number);
	else if (!scan_number(
		     scan, at, NOUN_ANNEX, false, provision.number, &end))
		return false;
	*ret_end = end;
	if (!reads(scan, end, "所列", &after))
		after = end;
	if (reads(scan, after, "缔约", &after) ||
	    reads(scan, after, "国家", &after) ||
	    (at > 2 && scan_is(scan, at - 3, "非")))
		return true;
	scan_add(scan, &provision, PROVISION_NAMED, at - 2, end);
	return true;
}

/* 序言, 序言部分第九段 */
static bool
find_preamble(struct scan *scan, size_t at, size_t *ret_end)
{
	struct group group = {.noun = NOUN_PREAMBLE, .first = at, .count = 1};
	struct ordinal ordinal;

	if (!reads(scan, at, "序言", &group.end))
		return false;
	group.member[0].kind = PROVISION_PREAMBLE;
	reads(scan, group.end, "部分", &group.end);
	if (read_ordinal(scan, group.end, &ordinal) &&
	    ordinal.unit == UNIT_PARAGRAPH) {
		group_combine(&group, &ordinal.list, true);
		group.end = ordinal.end;
	}
	scan_add_group(scan, &group);
	*ret_end = group.end;
	return true;
}

/* 议程项目11(a) */
static bool
find_item(struct scan *scan, size_t at, size_t *ret_end)
{
	struct provision provision = {.kind = PROVISION_ITEM};
	unsigned value;
	size_t i;

	if (!reads(scan, at, "议程项目", &i))
		return false;
	value = read_number(scan, i, &i);
	if (value == 0)
		return false;
	provision_set_value(NOUN_ITEM, value, provision.number);
	*ret_end = scan_levels(scan, i, &provision);
	scan_add(scan, &provision, PROVISION_NAMED, at, *ret_end);
	return true;
}

/* 该条, 这一条, 上述条款, 本规定; and with 第2款 after it, a part of it. */
static bool
find_pointing(struct scan *scan, size_t at, size_t *ret_end)
{
	static const char *const pointing[] = {
	    "该", "此", "本", "这", "上述", "同"};
	struct group group = {.first = at, .count = 1};
	enum unit unit;
	size_t i = at, end = at;

	for (size_t k = 0; k < 6 && end == at; k++)
		reads(scan, at, pointing[k], &end);
	if (end == at)
		return false;
	reads(scan, end, "一", &end);
	if (reads(scan, end, "条款", &i) || reads(scan, end, "规定", &i) ||
	    reads(scan, end, "项规定", &i)) {
		scan_add(scan, &group.member[0], PROVISION_ANAPHORA, at, i);
		*ret_end = i;
		return true;
	}
	unit = read_unit(scan, end, &group.end);
	if (unit == UNIT_NONE || unit == UNIT_LETTER || unit == UNIT_ROMAN ||
	    unit == UNIT_SECTION)
		return false;
	end = group.end;
	group.member[0].kind = provision_noun_kind(unit_noun(unit));
	read_under(scan, &group, unit);
	group.partial = group.end != end;
	*ret_end = group.end;
	if (group.partial)
		scan_add_group(scan, &group);
	else
		scan_add(scan, &group.member[0], PROVISION_ANAPHORA, at, end);
	return true;
}

bool
scan_han(struct scan *scan, size_t at, size_t *ret_end)
{
	/* The characters that something here begins with. */
	static const char firsts[] = "第附序议该此本这上同";
	const struct token *token = scan_token(scan, at);

	if (token->length != 3 || strstr(firsts, token->folded) == NULL)
		return false;
	return find_numbered(scan, at, ret_end) ||
	       find_annex(scan, at, ret_end) ||
	       find_preamble(scan, at, ret_end) ||
	       find_item(scan, at, ret_end) || find_pointing(scan, at, ret_end);
}
