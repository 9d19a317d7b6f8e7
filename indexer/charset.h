/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * From the bytes of a text to UTF-8 with lines that end in "\n". For indexer/
 * only.
 *
 * What a text is written in is, strongest first: declared, told by a
 * byte-order mark, UTF-8 where it is valid UTF-8, UTF-16 where its zero bytes
 * say so, UTF-8 with some damage, and else the one of a few common charsets in
 * which it reads as a language (windows-1252 where none does).
 *
 * A byte that cannot be converted becomes U+FFFD, and so does a NUL; nothing
 * is dropped. "\r\n" and "\r" become "\n"; a form feed stays, and is no line.
 */
#ifndef INDEXER_CHARSET_H
#define INDEXER_CHARSET_H

#include "core/arena.h"
#include "core/error.h"

#include <stdbool.h>
#include <stddef.h>

/* A text as UTF-8. */
struct decoded {
	const char *text;    /* UTF-8; in the arena, or the bytes given */
	size_t length;	     /* its bytes */
	const char *charset; /* what it was taken for, as "UTF-8" */
	bool guessed;	     /* by how it reads as a language */
	size_t bad;	     /* places that could not be converted */
	size_t bad_offset;   /* byte of the source where the first one is */
};

/*
 * Decode `n` bytes. `declared` is a charset's name or "". ERROR_INPUT for a
 * charset that iconv does not know, and for bytes that are no text (many NULs
 * or control characters). Where nothing is to be changed, `ret->text` is
 * `bytes`.
 */
bool charset_decode(struct arena *arena, const char *bytes, size_t n,
    const char *declared, struct decoded *ret, struct error *err);

/*
 * The same for text that is UTF-8 by definition (JSONL): no guessing, damage
 * becomes U+FFFD; line ends are left alone.
 */
void charset_repair(
    struct arena *arena, const char *bytes, size_t n, struct decoded *ret);

/* Whether the bytes are valid UTF-8 without NUL. */
bool charset_is_utf8(const char *bytes, size_t n);

#endif
