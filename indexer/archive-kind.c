/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/archive-kind.h"

#include <stdint.h>
#include <string.h>

#define TAR_BLOCK    ((size_t)512)
#define TAR_SUM	     ((size_t)148)   /* where the checksum stands, 8 bytes */
#define ZIP_END	     ((size_t)22)    /* bytes of the record at the end ... */
#define ZIP_COMMENT  ((size_t)65535) /* ... and of a comment after it */
#define ZIP_ENTRY    ((size_t)46)    /* bytes of an entry before its name */
#define ZIP_LOCAL    ((size_t)30)    /* the same where the file stands */
#define LOOK_ENTRIES 5000	     /* of a table of contents */

static bool
begins(const char *bytes, size_t n, const char *magic, size_t length)
{
	return n >= length && memcmp(bytes, magic, length) == 0;
}

/* --- tar ------------------------------------------------------------------ */

bool
archive_is_tar(const char *bytes, size_t n)
{
	unsigned long sum = 0, said = 0;
	size_t at = TAR_SUM;

	if (n < TAR_BLOCK || bytes[0] == '\0')
		return false;
	for (size_t i = 0; i < TAR_BLOCK; i++)
		sum += i >= TAR_SUM && i < TAR_SUM + 8
			   ? ' '
			   : (unsigned char)bytes[i];
	while (at < TAR_SUM + 8 && bytes[at] == ' ')
		at++;
	for (; at < TAR_SUM + 8 && bytes[at] >= '0' && bytes[at] <= '7'; at++)
		said = said * 8 + (unsigned long)(bytes[at] - '0');
	return said == sum;
}

/* --- ZIP ------------------------------------------------------------------ */

static uint32_t
number(const char *bytes, int size)
{
	uint32_t value = 0;

	while (size-- > 0)
		value = value << 8 | (unsigned char)bytes[size];
	return value;
}

/* Where the record at the end of a ZIP archive stands, or `n`. */
static size_t
zip_end(const char *bytes, size_t n)
{
	size_t at;

	if (n < ZIP_END)
		return n;
	for (at = n - ZIP_END; at > 0 && n - at <= ZIP_END + ZIP_COMMENT; at--)
		if (memcmp(bytes + at, "PK\x05\x06", 4) == 0)
			return at;
	return n;
}

bool
archive_zip_has(const char *bytes, size_t n, const char *name)
{
	size_t end = zip_end(bytes, n), length = strlen(name), at;

	if (end == n)
		return false;
	at = number(bytes + end + 16, 4);
	for (int i = 0; i < LOOK_ENTRIES; i++) {
		size_t named;

		if (at > end || end - at < ZIP_ENTRY ||
		    memcmp(bytes + at, "PK\x01\x02", 4) != 0)
			return false;
		named = number(bytes + at + 28, 2);
		if (end - at - ZIP_ENTRY < named)
			return false;
		if (named == length &&
		    memcmp(bytes + at + ZIP_ENTRY, name, length) == 0)
			return true;
		at += ZIP_ENTRY + named + number(bytes + at + 30, 2) +
		      number(bytes + at + 32, 2);
	}
	return false;
}

/* ODF and EPUB begin with a file that says what they are. */
static bool
begins_with_mimetype(const char *bytes, size_t n)
{
	return n > ZIP_LOCAL + 8 && number(bytes + 26, 2) == 8 &&
	       memcmp(bytes + ZIP_LOCAL, "mimetype", 8) == 0;
}

enum archive_kind
archive_kind_of(const char *bytes, size_t n)
{
	if (begins(bytes, n, "PK\x03\x04", 4))
		return begins_with_mimetype(bytes, n) ||
			       archive_zip_has(bytes, n, "[Content_Types].xml")
			   ? ARCHIVE_DOCUMENT
			   : ARCHIVE_ZIP;
	if (begins(bytes, n, "PK\x05\x06", 4))
		return ARCHIVE_ZIP; /* an empty one */
	if (begins(bytes, n, "7z\xBC\xAF\x27\x1C", 6))
		return ARCHIVE_7Z;
	if (begins(bytes, n, "\x1F\x8B\x08", 3) ||
	    begins(bytes, n, "\x1F\x9D", 2) ||
	    begins(bytes, n, "\x28\xB5\x2F\xFD", 4) ||
	    begins(bytes, n,
		"\xFD"
		"7zXZ",
		6) ||
	    begins(bytes, n, "LZIP", 4) ||
	    (begins(bytes, n, "BZh", 3) && n > 10 &&
		memcmp(bytes + 4, "1AY&SY", 6) == 0))
		return ARCHIVE_PACKED;
	return archive_is_tar(bytes, n) ? ARCHIVE_TAR : ARCHIVE_NONE;
}
