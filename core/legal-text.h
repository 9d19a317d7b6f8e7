/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Telling the text of treaties and resolutions, which supports and proposes
 * much and holds no position, from what somebody said. For the positions
 * engine.
 */
#ifndef CORE_LEGAL_TEXT_H
#define CORE_LEGAL_TEXT_H

#include "core/reading.h"

/*
 * Whether a passage is the text of a treaty. `own_words`: it is somebody's
 * statement, who may say "shall" without naming anybody.
 */
bool legal_text(const struct reading *reading, bool own_words);

/*
 * Whether a sentence, tokens first to before end, says what "shall" be, and
 * names nobody who said it.
 */
bool legal_sentence(const struct reading *reading, size_t first, size_t end);

/*
 * Whether a sentence, tokens first to before end, is an operative paragraph of
 * a resolution: "Requests the Secretary to report".
 */
bool legal_resolves(const struct reading *reading, size_t first, size_t end);

#endif
