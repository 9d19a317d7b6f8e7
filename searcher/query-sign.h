/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The characters of a query that mean something, in every script people type
 * in: each function gives the bytes of such a character at `at`, 0 where it is
 * another. For the lexer of queries alone.
 */
#ifndef SEARCHER_QUERY_SIGN_H
#define SEARCHER_QUERY_SIGN_H

#include <stdbool.h>
#include <stddef.h>

/* White space, also no-break and ideographic. */
size_t sign_space(const char *text, size_t n, size_t at);

/* A quotation mark: straight, curly, angled, of East Asia; not an apostrophe */
size_t sign_quote(const char *text, size_t n, size_t at);

/* A parenthesis that opens or closes, half or full width. */
size_t sign_open(const char *text, size_t n, size_t at);
size_t sign_close(const char *text, size_t n, size_t at);

/* What stands after a field's name; what parts its values. */
size_t sign_colon(const char *text, size_t n, size_t at);
size_t sign_comma(const char *text, size_t n, size_t at);

/* A hyphen, minus or dash, as it is typed before a word. */
size_t sign_minus(const char *text, size_t n, size_t at);

/* Whether a run of other characters ends here. */
bool sign_run_ends(const char *text, size_t n, size_t at);

/*
 * The byte after the balanced parentheses that begin at `at`; 0 where white
 * space, a quotation mark or the end comes first.
 */
size_t sign_parentheses(const char *text, size_t n, size_t at);

/*
 * A phrase between single quotation marks ('due process') that begins at `at`:
 * the byte after its closing mark, and in `*ret_mark` the bytes of the first; 0
 * where there is none. Marks within words are apostrophes.
 */
size_t sign_single_quotes(
    const char *text, size_t n, size_t at, size_t *ret_mark);

#endif
