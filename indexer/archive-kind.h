/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What sort of archive bytes are, by their beginning, and for ZIP by its table
 * of contents too: DOCX, ODT and EPUB are ZIP archives, and documents. Looks
 * at the bytes alone and keeps within them. For indexer/ only.
 */
#ifndef INDEXER_ARCHIVE_KIND_H
#define INDEXER_ARCHIVE_KIND_H

#include <stdbool.h>
#include <stddef.h>

enum archive_kind {
	ARCHIVE_NONE = 0,
	ARCHIVE_DOCUMENT, /* a ZIP archive that is one document */
	ARCHIVE_ZIP,
	ARCHIVE_TAR,
	ARCHIVE_7Z,
	ARCHIVE_PACKED /* one file or a tar archive, packed (gz, xz, ...) */
};

enum archive_kind archive_kind_of(const char *bytes, size_t n);

/* Whether a tar archive begins so: a header with the right checksum. */
bool archive_is_tar(const char *bytes, size_t n);

/* Whether a ZIP archive has a file of this name. */
bool archive_zip_has(const char *bytes, size_t n, const char *name);

#endif
