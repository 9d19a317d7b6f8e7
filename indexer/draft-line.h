/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the first words of a line or block say of its place in a draft or
 * compilation: the provision that it is the heading of, or a part of an
 * entry. Laying out a text and reading its structure must agree on this. For
 * indexer/ only.
 */
#ifndef INDEXER_DRAFT_LINE_H
#define INDEXER_DRAFT_LINE_H

#include "core/arena.h"
#include "core/provision.h"
#include "core/record.h"

#include <stdbool.h>
#include <stddef.h>

/* Whether records of this kind are parted by the provisions they print. */
bool draft_has_provisions(enum record_kind kind);

/*
 * The provision that `n` bytes of text begin with, as its heading or as the
 * heading run together with its text: "Article 42", "ARTICLE 4BIS - Scope",
 * "[Article 5 General principles 1. The ...", and not "Article 42 provides
 * that". Its levels are kept ("Article 1.3").
 */
bool draft_line_provision(
    struct arena *arena, const char *s, size_t n, struct provision *ret);

/* Whether the text begins with a word that begins a part of an entry
 * ("Rationale", "Option"), and no name. */
bool draft_line_is_part(const char *s, size_t n);

/* Whether it begins the reasons that an entry gives ("Rationale"). */
bool draft_line_is_reason(const char *s, size_t n);

/* Whether the text stands in curly brackets, as titles of parts do in rolling
 * texts: "{Differentiated efforts}". */
bool draft_line_is_label(const char *s, size_t n);

/*
 * Whether the text is a section's title with its numeral or letter: "II.
 * Reporting", "D. [Further] guidance"; `*ret_kind` says of which depth, as a
 * chapter or a section.
 */
bool draft_line_is_section(
    const char *s, size_t n, enum provision_kind *ret_kind);

#endif
