/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reading pictures of text with the program tesseract, where it is installed.
 * For readers.
 */
#ifndef INDEXER_OCR_H
#define INDEXER_OCR_H

#include "core/arena.h"
#include "core/error.h"
#include "indexer/text-quality.h"

#include <poppler.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What is to be read. */
struct ocr_job {
	PopplerDocument *document;
	const uint32_t *page; /* numbers of its pages, from 0 */
	size_t n_pages;
	const char *language;	 /* as declared ("fr"), or "" */
	enum text_script script; /* of a text layer that cannot be used, or
				    SCRIPT_OTHER: it is found out */
};

/*
 * Read pages. Returns their texts by the order of job->page, in the arena; NULL
 * with ERROR_INPUT that says what is missing, and which package has it, or
 * which time ran out.
 */
const char **ocr_read(
    struct arena *arena, const struct ocr_job *job, struct error *err);

#endif
