/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The language of a question: by its script, and by the small words that
 * questions have. Questions are too short for language_guess(). For
 * core/question.c alone.
 */
#ifndef CORE_QUESTION_LANGUAGE_H
#define CORE_QUESTION_LANGUAGE_H

#include "core/language.h"
#include "core/token.h"

/* The language; English where nothing tells. */
enum language question_language(const struct tokens *tokens);

#endif
