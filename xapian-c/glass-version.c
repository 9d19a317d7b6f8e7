/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The version file of a glass database ("iamglass"): a magic word with the
 * format's version, the identity, the revision, where the root of each table
 * is, and statistics. Numbers are as glass_bytes_number() writes them.
 */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "glass.h"

#include <stdlib.h>
#include <string.h>

/* The one version of the format that is known: of 2016-03-14. */
static const unsigned char magic[16] = {0x0F, 0x0D, 'X', 'a', 'p', 'i', 'a',
    'n', ' ', 'G', 'l', 'a', 's', 's', 0x04, 0x6E};

#define IDENTITY	 16 /* bytes after the magic word */
#define BLOCK_SIZE_SHIFT 11 /* block sizes are told in 2048 bytes */

/* Numbers of a table's entry; a string, the list of free blocks, follows. */
enum {
	ROOT,	  /* the root's block */
	SHAPE,	  /* level << 2, 2 for entries in order, 1 for no root */
	ENTRIES,  /* how many keys */
	BLOCKS,	  /* block size */
	COMPRESS, /* tags of more bytes than this are compressed; 0: none */
	NUMBERS
};

static bool
in_table(struct glass_in *in, uint64_t numbers[NUMBERS])
{
	uint64_t len;

	for (int i = 0; i < NUMBERS; i++)
		if (!glass_in_number(in, &numbers[i]))
			return false;
	if (!glass_in_number(in, &len) || len > (uint64_t)(in->end - in->at))
		return false;
	in->at += len;
	return true;
}

bool
glass_version_read(struct glass_version *version, const void *bytes, size_t len)
{
	struct glass_in in = {version->bytes, version->bytes + len};
	uint64_t numbers[NUMBERS], revision;

	if (len > sizeof version->bytes || len < sizeof magic + IDENTITY ||
	    memcmp(bytes, magic, sizeof magic) != 0)
		return false;
	memcpy(version->bytes, bytes, len);
	version->len = len;
	in.at += sizeof magic + IDENTITY;
	if (!glass_in_number(&in, &revision) || revision >= UINT32_MAX)
		return false;
	/* The next one: a table of revision 0 is taken for a new one. */
	version->revision = (uint32_t)revision + 1;
	for (int i = 0; i < GLASS_TABLES; i++) {
		version->tables[i] = (size_t)(in.at - version->bytes);
		if (!in_table(&in, numbers))
			return false;
		if (i == GLASS_POSTLIST)
			version->block_size =
			    (uint32_t)(numbers[BLOCKS] << BLOCK_SIZE_SHIFT);
	}
	version->tables[GLASS_TABLES] = (size_t)(in.at - version->bytes);
	return true;
}

/*
 * Where the free blocks begin: after the last one. The list itself (two places
 * in it) is empty.
 */
static bool
write_free(const struct glass_table *table, struct glass_bytes *ret)
{
	struct glass_bytes list = {0};
	bool ok = glass_bytes_number(&list, table->revision) &&
		  glass_bytes_number(&list, table->count) &&
		  glass_bytes_add(&list, "\0\0\0\0", 4) &&
		  glass_bytes_number(ret, list.len) &&
		  glass_bytes_add(ret, list.s, list.len);

	free(list.s);
	return ok;
}

static bool
write_table(const struct glass_version *version, int i,
    const struct glass_table *table, struct glass_bytes *ret)
{
	struct glass_in in = {version->bytes + version->tables[i],
	    version->bytes + version->tables[i + 1]};
	uint64_t numbers[NUMBERS];

	if (table == NULL || table->levels == 0)
		return glass_bytes_add(ret, in.at, (size_t)(in.end - in.at));
	in_table(&in, numbers);
	numbers[ROOT] = table->current[table->levels - 1];
	numbers[SHAPE] = (table->levels - 1) << 2 | 2;
	numbers[ENTRIES] = table->entries;
	for (int k = 0; k < NUMBERS; k++)
		if (!glass_bytes_number(ret, numbers[k]))
			return false;
	return write_free(table, ret);
}

/* What is said of all documents. */
static bool
write_stats(const struct glass_stats *stats, struct glass_bytes *ret)
{
	const uint64_t numbers[] = {
	    stats->doc_count, stats->last_docid - stats->doc_count,
	    stats->length_min, stats->wdf_max,
	    stats->length_max - stats->wdf_max,
	    0, /* the oldest set of changes kept */
	    stats->total_length,
	    0, /* the most frequent word of the spelling dictionary */
	};

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (!glass_bytes_number(ret, numbers[i]))
			return false;
	return true;
}

bool
glass_version_write(const struct glass_version *version,
    const struct glass_table *const tables[GLASS_TABLES],
    const struct glass_stats *stats, struct glass_bytes *ret)
{
	size_t rest = version->tables[GLASS_TABLES];

	if (!glass_bytes_add(ret, version->bytes, sizeof magic + IDENTITY) ||
	    !glass_bytes_number(ret, version->revision))
		return false;
	for (int i = 0; i < GLASS_TABLES; i++)
		if (!write_table(version, i, tables[i], ret))
			return false;
	return stats != NULL ? write_stats(stats, ret)
			     : glass_bytes_add(ret, version->bytes + rest,
				   version->len - rest);
}
