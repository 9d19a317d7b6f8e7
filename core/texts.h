/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Texts of an index, each packed by itself with a dictionary that many share:
 * a passage can be read alone, and takes less than half of its bytes. For
 * index.c and index-part.c; texts-writer.h writes them.
 *
 * A document's data are packed where they begin with the byte TEXTS_PACKED
 * (what pack_passage() writes begins with another). Then comes a frame of
 * Zstandard (RFC 8878) with the size of its content and the number of its
 * dictionary, without the four bytes that every frame begins with. The
 * dictionary is metadata of the same database, under TEXTS_KEY and its number
 * in eight hexadecimal digits; the number is made of its content, so that
 * databases can be joined. A database may have several, and data that are not
 * packed.
 */
#ifndef CORE_TEXTS_H
#define CORE_TEXTS_H

#include "core/arena.h"
#include "core/error.h"
#include "core/recall.h"

#include "xapian-c.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TEXTS_PACKED	 0x02
#define TEXTS_CAPABILITY "packed-1" /* of index.h; bundles do not need it */
#define TEXTS_KEY	 "texts:"
#define TEXTS_KEY_LENGTH (sizeof TEXTS_KEY - 1 + 8) /* with the number */
#define TEXTS_DICTIONARY ((size_t)1 << 20)	    /* bytes of one at most */
#define TEXTS_MOST	 ((size_t)100 << 20) /* bytes of a passage, as Xapian's */

/* Dictionaries of one database, read as they are needed, and room for a text.
 */
struct texts;

/*
 * None yet, in the arena; texts_free() frees what it comes to hold. NULL is
 * allowed there.
 */
struct texts *texts_new(struct arena *arena);
void texts_free(struct texts *texts);

/*
 * Have dictionaries looked for in what is kept between runs, and kept there,
 * as those of `whose` database; both are borrowed.
 */
void texts_recall(
    struct texts *texts, const struct recall *recall, const char *whose);

/*
 * The data of passage `docid` of `db`, unpacked where `data` are packed, else
 * themselves. What is returned lives until the next call, or as long as `data`.
 * ERROR_INDEX, which names the passage, where they are damaged or the
 * dictionary is not there. Where the database cannot be read, *xerr says so,
 * which is XAP_OK otherwise, and err is left alone.
 */
bool texts_unpack(struct texts *texts, struct xap_db *db, uint32_t docid,
    const char *data, size_t n, const char **ret, size_t *ret_n,
    struct xap_error *xerr, struct error *err);

#endif
