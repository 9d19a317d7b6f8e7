/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/pack.h"

#include <stdint.h>
#include <string.h>

#define PACK_VERSION 0x01

/*
 * Tags. They are the format: never change the meaning of one, add new ones at
 * the end.
 */
enum tag {
	TAG_RECORD_FIRST = 1,	/* 1 to 31: fields of the record, see below */
	TAG_PASSAGE_FIRST = 32, /* 32 to 63: of the passage */
	TAG_POSITION = 64,
	TAG_HOLDER = 65,
	TAG_PROVISION = 66,
	TAG_TEXT = 67
};

/* A string of a struct and its tag. */
struct string_tag {
	unsigned tag;
	size_t offset;
};

static const struct string_tag record_strings[] = {
    {1, offsetof(struct record, id)},
    {3, offsetof(struct record, title)},
    {4, offsetof(struct record, symbol)},
    {5, offsetof(struct record, speaker)},
    {6, offsetof(struct record, on_behalf_of)},
    {7, offsetof(struct record, author)},
    {8, offsetof(struct record, organization)},
    {9, offsetof(struct record, negotiation)},
    {10, offsetof(struct record, session)},
    {11, offsetof(struct record, meeting)},
    {12, offsetof(struct record, date)},
    {13, offsetof(struct record, language)},
    {14, offsetof(struct record, instrument)},
    {15, offsetof(struct record, provision)},
    {16, offsetof(struct record, path)},
    {17, offsetof(struct record, url)},
    {18, offsetof(struct record, access)},
    {19, offsetof(struct record, item)},
    {20, offsetof(struct record, place)},
    {21, offsetof(struct record, volume)},
    {22, offsetof(struct record, number)},
};

#define TAG_KIND 2

static const struct string_tag passage_strings[] = {
    {35, offsetof(struct passage, page)},
    {36, offsetof(struct passage, heading)},
    {37, offsetof(struct passage, speaker)},
    {38, offsetof(struct passage, speaker_id)},
    {39, offsetof(struct passage, on_behalf_of)},
    {40, offsetof(struct passage, group_id)},
    {41, offsetof(struct passage, instrument)},
    {42, offsetof(struct passage, provision)},
    {43, offsetof(struct passage, lineage)},
    {45, offsetof(struct passage, option)},
    {46, offsetof(struct passage, author)},
    {47, offsetof(struct passage, anchor)},
    {48, offsetof(struct passage, role)},
    {49, offsetof(struct passage, original)},
    {54, offsetof(struct passage, affiliation)},
    {55, offsetof(struct passage, delivered)},
    {56, offsetof(struct passage, speaker_ids)},
};

#define TAG_NUMBER	  32
#define TAG_LINE_FIRST	  33
#define TAG_LINE_LAST	  34
#define TAG_TEXT_LANGUAGE 44
#define TAG_PAGE_NUMBER	  50
#define TAG_PART	  51
#define TAG_STATUS	  52
#define TAG_OCR		  53

static const struct string_tag position_strings[] = {
    {1, offsetof(struct position, holder)},
    {2, offsetof(struct position, holder_name)},
    {3, offsetof(struct position, spokesperson)},
    {4, offsetof(struct position, provision)},
    {5, offsetof(struct position, instrument)},
    {6, offsetof(struct position, lineage)},
    {7, offsetof(struct position, object)},
    {8, offsetof(struct position, condition)},
    {9, offsetof(struct position, rule)},
};

/* Numbers of a position, in the order of their tags from 16. */
#define TAG_POSITION_NUMBERS 16
enum {
	N_POSITION_NUMBERS = 10
};

static const struct string_tag holder_strings[] = {
    {1, offsetof(struct holder_ref, id)},
};

static const struct string_tag provision_strings[] = {
    {1, offsetof(struct provision_ref, provision)},
    {2, offsetof(struct provision_ref, instrument)},
    {3, offsetof(struct provision_ref, lineage)},
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* --- writing ---------------------------------------------------------------
 */

struct out {
	struct arena *arena;
	char *bytes;
	size_t used;
	size_t size;
};

static void
out_room(struct out *out, size_t more)
{
	size_t size = out->size;

	if (out->size - out->used >= more)
		return;
	while (size - out->used < more)
		size = size * 2;
	out->bytes = arena_grow(out->arena, out->bytes, out->size, size, 1);
	out->size = size;
}

static void
out_number(struct out *out, uint64_t number)
{
	out_room(out, 10);
	while (number >= 0x80) {
		out->bytes[out->used++] = (char)(number | 0x80);
		number >>= 7;
	}
	out->bytes[out->used++] = (char)number;
}

static void
out_item(struct out *out, unsigned tag, const char *bytes, size_t n)
{
	out_number(out, tag);
	out_number(out, n);
	out_room(out, n);
	if (n > 0)
		memcpy(out->bytes + out->used, bytes, n);
	out->used += n;
}

static void
out_number_item(struct out *out, unsigned tag, uint64_t number)
{
	char bytes[10];
	size_t n = 0;

	if (number == 0)
		return;
	for (; number >= 0x80; number >>= 7)
		bytes[n++] = (char)(number | 0x80);
	bytes[n++] = (char)number;
	out_item(out, tag, bytes, n);
}

static const char *
string_at(const void *base, size_t offset)
{
	const char *s;

	memcpy(&s, (const char *)base + offset, sizeof s);
	return s != NULL ? s : "";
}

static void
out_strings(struct out *out, const struct string_tag *tags, size_t count,
    const void *base)
{
	for (size_t i = 0; i < count; i++) {
		const char *s = string_at(base, tags[i].offset);

		if (s[0] != '\0')
			out_item(out, tags[i].tag, s, strlen(s));
	}
}

static void
position_numbers(const struct position *p, uint64_t number[])
{
	number[0] = p->holder_kind;
	number[1] = p->stance;
	number[2] = p->action;
	number[3] = p->scope;
	number[4] = p->certainty;
	number[5] = p->start;
	number[6] = p->end;
	number[7] = p->cue_start;
	number[8] = p->cue_end;
	number[9] = p->implied;
}

/* Pack what `strings` and `numbers` say as one item that holds items. */
static void
out_group(struct out *out, unsigned tag, const struct string_tag *strings,
    size_t n_strings, const void *base, const uint64_t *numbers,
    size_t n_numbers)
{
	struct out inner = {out->arena, arena_alloc(out->arena, 128), 0, 128};

	out_strings(&inner, strings, n_strings, base);
	for (size_t i = 0; i < n_numbers; i++)
		out_number_item(
		    &inner, (unsigned)(TAG_POSITION_NUMBERS + i), numbers[i]);
	out_item(out, tag, inner.bytes, inner.used);
}

static void
out_positions(struct out *out, const struct passage *passage)
{
	uint64_t numbers[N_POSITION_NUMBERS];

	for (size_t i = 0; i < passage->n_positions; i++) {
		position_numbers(&passage->positions[i], numbers);
		out_group(out, TAG_POSITION, position_strings,
		    COUNT(position_strings), &passage->positions[i], numbers,
		    COUNT(numbers));
	}
	for (size_t i = 0; i < passage->n_holders; i++) {
		numbers[0] = passage->holders[i].kind;
		out_group(out, TAG_HOLDER, holder_strings,
		    COUNT(holder_strings), &passage->holders[i], numbers, 1);
	}
	for (size_t i = 0; i < passage->n_provisions; i++)
		out_group(out, TAG_PROVISION, provision_strings,
		    COUNT(provision_strings), &passage->provisions[i], numbers,
		    0);
}

const char *
pack_passage(struct arena *arena, const struct record *record,
    const struct passage *passage, size_t *ret_n)
{
	size_t size = passage->text_length + 512;
	struct out out = {arena, arena_alloc(arena, size), 0, size};

	out.bytes[out.used++] = PACK_VERSION;
	out_strings(&out, record_strings, COUNT(record_strings), record);
	out_number_item(&out, TAG_KIND, record->kind);
	out_number_item(&out, TAG_NUMBER, passage->number);
	out_number_item(&out, TAG_LINE_FIRST, passage->line_first);
	out_number_item(&out, TAG_LINE_LAST, passage->line_last);
	out_strings(&out, passage_strings, COUNT(passage_strings), passage);
	out_number_item(&out, TAG_TEXT_LANGUAGE, passage->language);
	out_number_item(&out, TAG_PAGE_NUMBER, passage->page_number);
	out_number_item(&out, TAG_PART, passage->part);
	out_number_item(&out, TAG_STATUS, passage->status);
	out_number_item(&out, TAG_OCR, passage->ocr);
	out_positions(&out, passage);
	out_item(&out, TAG_TEXT, passage->text, passage->text_length);
	*ret_n = out.used;
	return out.bytes;
}

/* --- reading ---------------------------------------------------------------
 */

/*
 * A copy of the bytes that is being read: its strings stay where they are. A
 * string's NUL takes the place of the next item's tag, so it is set when that
 * has been read.
 */
struct in {
	unsigned char *at;
	unsigned char *end;
	unsigned char **open; /* end of the string without a NUL, or NULL */
};

static bool
in_number(struct in *in, uint64_t *ret)
{
	uint64_t number = 0;

	for (unsigned shift = 0; shift < 64 && in->at < in->end; shift += 7) {
		unsigned char byte = *in->at++;

		number |= (uint64_t)(byte & 0x7F) << shift;
		if (byte < 0x80) {
			*ret = number;
			return true;
		}
	}
	return false;
}

/* The next item; false at the end, and `*bad` where the bytes are wrong. */
static bool
in_item(struct in *in, uint64_t *ret_tag, struct in *ret_value, bool *bad)
{
	uint64_t length;

	if (in->at == in->end)
		return false;
	if (!in_number(in, ret_tag) || !in_number(in, &length) ||
	    length > (uint64_t)(in->end - in->at)) {
		*bad = true;
		return false;
	}
	if (*in->open != NULL)
		**in->open = '\0';
	*in->open = NULL;
	ret_value->at = in->at;
	ret_value->end = in->at + length;
	ret_value->open = in->open;
	in->at += length;
	return true;
}

static uint64_t
value_number(struct in value)
{
	uint64_t number;

	return in_number(&value, &number) ? number : 0;
}

static const char *
value_string(struct in value)
{
	*value.open = value.end;
	return (const char *)value.at;
}

/*
 * Store the value where the tag belongs; false for a tag not in the list.
 * `*next` is where to begin to look: tags come in the order of the list.
 */
static bool
string_store(const struct string_tag *tags, size_t count, size_t *next,
    uint64_t tag, struct in value, void *base)
{
	for (size_t tried = 0; tried < count; tried++) {
		size_t i = *next;

		*next = i + 1 < count ? i + 1 : 0;
		if (tags[i].tag == tag) {
			const char *s = value_string(value);

			memcpy((char *)base + tags[i].offset, &s, sizeof s);
			return true;
		}
	}
	return false;
}

/* Unpack an item made by out_group(). */
static bool
in_group(struct in in, const struct string_tag *strings, size_t n_strings,
    void *base, uint64_t *numbers, size_t n_numbers)
{
	uint64_t tag;
	struct in value;
	size_t next = 0;
	bool bad = false;

	memset(numbers, 0, n_numbers * sizeof *numbers);
	while (in_item(&in, &tag, &value, &bad))
		if (tag >= TAG_POSITION_NUMBERS &&
		    tag < TAG_POSITION_NUMBERS + n_numbers)
			numbers[tag - TAG_POSITION_NUMBERS] =
			    value_number(value);
		else
			string_store(
			    strings, n_strings, &next, tag, value, base);
	return !bad;
}

static bool
in_position(struct arena *arena, struct in in, struct passage *passage)
{
	uint64_t number[N_POSITION_NUMBERS];
	struct position *p;

	passage->positions =
	    arena_grow(arena, passage->positions, passage->n_positions,
		passage->n_positions + 1, sizeof *passage->positions);
	p = &passage->positions[passage->n_positions++];
	position_init(p);
	if (!in_group(in, position_strings, COUNT(position_strings), p, number,
		COUNT(number)))
		return false;
	if (number[0] > HOLDER_UNNAMED || number[1] >= STANCE_COUNT ||
	    number[2] >= ACTION_COUNT || number[3] > SCOPE_REFERENCE ||
	    number[4] > CERTAINTY_IMPLIED || number[5] > number[6] ||
	    number[6] > UINT32_MAX || number[7] > number[8] ||
	    number[8] > UINT32_MAX || number[9] >= ACTION_COUNT)
		return false;
	p->holder_kind = (enum holder_kind)number[0];
	p->stance = (enum stance)number[1];
	p->action = (enum action)number[2];
	p->scope = (enum scope)number[3];
	p->certainty = (enum certainty)number[4];
	p->start = (uint32_t)number[5];
	p->end = (uint32_t)number[6];
	p->cue_start = (uint32_t)number[7];
	p->cue_end = (uint32_t)number[8];
	p->implied = (enum action)number[9];
	return true;
}

static bool
in_holder(struct arena *arena, struct in in, struct passage *passage)
{
	uint64_t number[1];
	struct holder_ref *ref;

	passage->holders = arena_grow(arena, passage->holders,
	    passage->n_holders, passage->n_holders + 1, sizeof *ref);
	ref = &passage->holders[passage->n_holders++];
	ref->id = "";
	if (!in_group(
		in, holder_strings, COUNT(holder_strings), ref, number, 1) ||
	    number[0] > HOLDER_UNNAMED)
		return false;
	ref->kind = (enum holder_kind)number[0];
	return true;
}

static bool
in_provision(struct arena *arena, struct in in, struct passage *passage)
{
	uint64_t none[1];
	struct provision_ref *ref;

	passage->provisions = arena_grow(arena, passage->provisions,
	    passage->n_provisions, passage->n_provisions + 1, sizeof *ref);
	ref = &passage->provisions[passage->n_provisions++];
	ref->provision = "";
	ref->instrument = "";
	ref->lineage = "";
	return in_group(
	    in, provision_strings, COUNT(provision_strings), ref, none, 0);
}

/* The numbers of record and passage; false where one is out of range. */
static bool
number_store(uint64_t tag, uint64_t number, struct record *record,
    struct passage *passage)
{
	if (number > UINT32_MAX)
		return false;
	switch (tag) {
	case TAG_KIND:
		if (number >= RECORD_KIND_COUNT)
			return false;
		record->kind = (enum record_kind)number;
		break;
	case TAG_TEXT_LANGUAGE:
		if (number >= LANGUAGE_COUNT)
			return false;
		passage->language = (enum language)number;
		break;
	case TAG_PART:
		if (number >= PASSAGE_PARTS)
			return false;
		passage->part = (enum passage_part)number;
		break;
	case TAG_STATUS:
		if (number >= STATUS_COUNT)
			return false;
		passage->status = (enum passage_status)number;
		break;
	case TAG_OCR:
		passage->ocr = number != 0;
		break;
	case TAG_PAGE_NUMBER:
		passage->page_number = (uint32_t)number;
		break;
	case TAG_NUMBER:
		passage->number = (uint32_t)number;
		break;
	case TAG_LINE_FIRST:
		passage->line_first = (uint32_t)number;
		break;
	case TAG_LINE_LAST:
		passage->line_last = (uint32_t)number;
		break;
	default:
		break; /* a tag of a later version */
	}
	return true;
}

/* What is read, and where the next strings are looked for. */
struct unpacking {
	struct arena *arena;
	struct record record;
	struct passage passage;
	size_t next_of_record;
	size_t next_of_passage;
};

static bool
item_store(struct unpacking *u, uint64_t tag, struct in value)
{
	switch (tag) {
	case TAG_POSITION:
		return in_position(u->arena, value, &u->passage);
	case TAG_HOLDER:
		return in_holder(u->arena, value, &u->passage);
	case TAG_PROVISION:
		return in_provision(u->arena, value, &u->passage);
	case TAG_TEXT:
		u->passage.text = value_string(value);
		u->passage.text_length = (size_t)(value.end - value.at);
		return true;
	default:
		break;
	}
	if (tag < TAG_PASSAGE_FIRST
		? string_store(record_strings, COUNT(record_strings),
		      &u->next_of_record, tag, value, &u->record)
		: string_store(passage_strings, COUNT(passage_strings),
		      &u->next_of_passage, tag, value, &u->passage))
		return true;
	return number_store(tag, value_number(value), &u->record, &u->passage);
}

/* Whether every quote lies within the text. */
static bool
quotes_fit(const struct passage *passage)
{
	for (size_t i = 0; i < passage->n_positions; i++)
		if (passage->positions[i].end > passage->text_length ||
		    passage->positions[i].cue_end > passage->text_length)
			return false;
	return true;
}

bool
unpack_passage(struct arena *arena, const char *bytes, size_t n,
    struct record *ret_record, struct passage *ret_passage, struct error *err)
{
	unsigned char *open = NULL;
	struct in in = {NULL, NULL, &open};
	struct unpacking u = {.arena = arena};
	struct in value;
	uint64_t tag;
	bool bad = false;

	record_init(&u.record);
	passage_init(&u.passage);
	if (n == 0 || (unsigned char)bytes[0] != PACK_VERSION)
		return error_set(err, ERROR_INDEX,
		    "a passage has a form this program does not know; "
		    "index again with this version");
	in.at = (unsigned char *)arena_strndup(arena, bytes + 1, n - 1);
	in.end = in.at + n - 1;
	while (!bad && in_item(&in, &tag, &value, &bad))
		bad = !item_store(&u, tag, value);
	if (bad || !quotes_fit(&u.passage))
		return error_set(err, ERROR_INDEX,
		    "a passage of the index is damaged; run travaux check");
	*ret_record = u.record;
	*ret_passage = u.passage;
	return true;
}
