/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/bundle-table.h"

#include "core/bundle-format.h"

#include <zlib.h>

const char *
bundle_table_unpack(
    struct arena *arena, const char *bytes, size_t n, size_t *ret_n)
{
	const unsigned char *packed = (const unsigned char *)bytes;
	uint32_t length = n < 4 ? UINT32_MAX : bundle_get32(packed);
	uLongf got = length;
	char *table;

	if (length > BUNDLE_TABLE_MAX)
		return NULL;
	table = arena_alloc(arena, (size_t)length + 1);
	if (uncompress((unsigned char *)table, &got, packed + 4,
		(uLong)(n - 4)) != Z_OK ||
	    got != length)
		return NULL;
	*ret_n = length;
	return table;
}
