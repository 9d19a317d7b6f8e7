/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Values of many documents, collected document by document. They are in the
 * table of postings, before the terms: for each slot statistics ("\0\xD0" and
 * the slot; how many, the least value, the greatest where it is another), and
 * chunks ("\0\xD8", the slot, the first document's id as a sorted number; a
 * value as length and bytes, then for each other document what its id is more
 * than the one before, less 1, and its value).
 */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "glass.h"

#include <stdlib.h>
#include <string.h>

#define CHUNK_BYTES 2000
#define PLACES_MAX  65536 /* slots that are found at once */
#define BOUND_BYTES 32	  /* that a bound has at most, usually */

/* A slot of values. */
struct value_slot {
	uint32_t number;
	uint32_t count;		  /* documents that have a value */
	struct glass_bytes least; /* of the values, by bytes */
	struct glass_bytes greatest;
	struct glass_bytes chunk; /* under way */
	uint32_t first;		  /* document of it */
	uint32_t last;
};

/* An entry of the postings' table that is ready. */
struct entry {
	struct glass_bytes key;
	struct glass_bytes tag;
};

struct glass_values {
	struct value_slot *slot;
	size_t slots;	  /* how many */
	size_t slot_room; /* of slot */
	uint32_t *place;  /* by number: place in slot, plus 1; or 0; of the
			     low numbers */
	size_t places;	  /* how many */
	struct entry *entry;
	size_t entries; /* how many */
	size_t room;	/* of entry */
};

struct glass_values *
glass_values_new(void)
{
	return calloc(1, sizeof(struct glass_values));
}

void
glass_values_free(struct glass_values *values)
{
	if (values == NULL)
		return;
	for (size_t i = 0; i < values->slots; i++) {
		free(values->slot[i].least.s);
		free(values->slot[i].greatest.s);
		free(values->slot[i].chunk.s);
	}
	for (size_t i = 0; i < values->entries; i++) {
		free(values->entry[i].key.s);
		free(values->entry[i].tag.s);
	}
	free(values->slot);
	free(values->place);
	free(values->entry);
	free(values);
}

/* An entry to be filled in; NULL for want of memory. */
static struct entry *
entry_new(struct glass_values *values)
{
	if (values->entries == values->room) {
		size_t room = values->room > 0 ? values->room * 2 : 64;
		struct entry *entry =
		    realloc(values->entry, room * sizeof *entry);

		if (entry == NULL)
			return NULL;
		values->entry = entry;
		values->room = room;
	}
	memset(&values->entry[values->entries], 0, sizeof *values->entry);
	return &values->entry[values->entries++];
}

/* The chunk under way becomes an entry. */
static bool
value_cut(struct glass_values *values, struct value_slot *slot)
{
	struct entry *entry = entry_new(values);

	if (entry == NULL || !glass_bytes_add(&entry->key, "\0\xD8", 2) ||
	    !glass_bytes_number(&entry->key, slot->number) ||
	    !glass_bytes_sorted_number(&entry->key, slot->first))
		return false;
	entry->tag = slot->chunk;
	memset(&slot->chunk, 0, sizeof slot->chunk);
	return true;
}

static int
compare_bytes(const struct glass_bytes *a, const void *s, size_t n)
{
	size_t least = a->len < n ? a->len : n;
	int order = least > 0 ? memcmp(a->s, s, least) : 0;

	return order != 0 ? order : a->len < n ? -1 : a->len > n;
}

static bool
value_bounds(struct value_slot *slot, const char *s, size_t n)
{
	if (slot->count == 1 || compare_bytes(&slot->least, s, n) > 0) {
		slot->least.len = 0;
		if (!glass_bytes_add(&slot->least, s, n))
			return false;
	}
	if (slot->count == 1 || compare_bytes(&slot->greatest, s, n) < 0) {
		slot->greatest.len = 0;
		if (!glass_bytes_add(&slot->greatest, s, n))
			return false;
	}
	return true;
}

/* Room in the list of places for this number, which is below PLACES_MAX. */
static bool
place_room(struct glass_values *values, uint32_t number)
{
	size_t places = values->places > 0 ? values->places : 64;
	uint32_t *place;

	if (number < values->places)
		return true;
	while (places <= number)
		places *= 2;
	place = realloc(values->place, places * sizeof *place);
	if (place == NULL)
		return false;
	memset(place + values->places, 0,
	    (places - values->places) * sizeof *place);
	values->place = place;
	values->places = places;
	return true;
}

/* The slot of this number, made where it is not there. */
static struct value_slot *
value_slot(struct glass_values *values, uint32_t number)
{
	struct value_slot *slot;

	if (number < PLACES_MAX) {
		if (!place_room(values, number))
			return NULL;
		if (values->place[number] > 0)
			return &values->slot[values->place[number] - 1];
	} else {
		for (size_t i = 0; i < values->slots; i++)
			if (values->slot[i].number == number)
				return &values->slot[i];
	}
	if (values->slots == values->slot_room) {
		size_t room =
		    values->slot_room > 0 ? values->slot_room * 2 : 16;

		slot = realloc(values->slot, room * sizeof *slot);
		if (slot == NULL)
			return NULL;
		values->slot = slot;
		values->slot_room = room;
	}
	slot = &values->slot[values->slots++];
	if (number < PLACES_MAX)
		values->place[number] = (uint32_t)values->slots;
	memset(slot, 0, sizeof *slot);
	slot->number = number;
	return slot;
}

bool
glass_values_add(struct glass_values *values, uint32_t docid, uint32_t number,
    const char *s, size_t n)
{
	struct value_slot *slot = value_slot(values, number);

	if (slot == NULL)
		return false;
	if (slot->chunk.len == 0)
		slot->first = docid;
	else if (!glass_bytes_number(&slot->chunk, docid - slot->last - 1))
		return false;
	slot->last = docid;
	slot->count++;
	if (!glass_bytes_number(&slot->chunk, n) ||
	    !glass_bytes_add(&slot->chunk, s, n) || !value_bounds(slot, s, n))
		return false;
	return slot->chunk.len < CHUNK_BYTES || value_cut(values, slot);
}

/*
 * Bounds need not be tight: long ones are cut. A beginning comes before all
 * that begin so, and with its last byte made greater after them.
 */
static void
cut_bounds(struct value_slot *slot)
{
	struct glass_bytes *most = &slot->greatest;

	if (slot->least.len > BOUND_BYTES)
		slot->least.len = BOUND_BYTES;
	if (most->len > BOUND_BYTES && most->s[BOUND_BYTES - 1] < 0xFF) {
		most->len = BOUND_BYTES;
		most->s[BOUND_BYTES - 1]++;
	}
}

/* The statistics of a slot, whose number is low byte first, no zero last. */
static bool
value_stats(struct glass_values *values, struct value_slot *slot)
{
	struct entry *entry = entry_new(values);
	bool ok = entry != NULL && glass_bytes_add(&entry->key, "\0\xD0", 2);

	cut_bounds(slot);
	for (uint32_t n = slot->number; ok && n > 0; n >>= 8) {
		unsigned char byte = (unsigned char)n;

		ok = glass_bytes_add(&entry->key, &byte, 1);
	}
	ok = ok && glass_bytes_number(&entry->tag, slot->count) &&
	     glass_bytes_number(&entry->tag, slot->least.len) &&
	     glass_bytes_add(&entry->tag, slot->least.s, slot->least.len);
	if (ok && compare_bytes(
		      &slot->least, slot->greatest.s, slot->greatest.len) != 0)
		ok = glass_bytes_add(
		    &entry->tag, slot->greatest.s, slot->greatest.len);
	return ok;
}

static int
compare_entries(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	return compare_bytes(&x->key, y->key.s, y->key.len);
}

bool
glass_values_write(struct glass_values *values, struct glass_table *table)
{
	for (size_t i = 0; i < values->slots; i++) {
		struct value_slot *slot = &values->slot[i];

		if (!value_stats(values, slot) ||
		    (slot->chunk.len > 0 && !value_cut(values, slot)))
			return false;
	}
	if (values->entries > 0)
		qsort(values->entry, values->entries, sizeof *values->entry,
		    compare_entries);
	for (size_t i = 0; i < values->entries; i++) {
		const struct entry *entry = &values->entry[i];

		if (!glass_table_add(table, entry->key.s, entry->key.len,
			entry->tag.s, entry->tag.len, false))
			return false;
	}
	return true;
}
