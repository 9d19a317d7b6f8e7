/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The plan of a run: what is to be done with each file, by what the index
 * knows of it, and the parts and items in which it is done. For indexer/ only.
 */
#ifndef INDEXER_PLAN_H
#define INDEXER_PLAN_H

#include "core/arena.h"
#include "core/error.h"
#include "core/index-writer.h"
#include "indexer/crew.h"
#include "indexer/prepare.h"
#include "indexer/report.h"
#include "indexer/walk.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum plan_step {
	PLAN_UNCHANGED, /* nothing to do */
	PLAN_TOUCH,	/* same content, another time or place */
	PLAN_READ,	/* new, changed, or to be read in another way */
	PLAN_SKIP	/* it could not be looked at */
};

struct plan_file {
	const struct walk_file *file;
	enum plan_step step;
	bool known;		 /* the index has it */
	struct file_state state; /* as the index has it, or as it will be */
	const char *negotiation; /* of a profile beside it, or NULL */
	size_t first_part;	 /* of plan.part, where it is read */
	size_t n_parts;
};

struct plan {
	struct plan_file *file; /* as the walk has them */
	size_t n_files;
	const char **gone; /* paths of files that the index has and the walk
			      should have found */
	size_t n_gone;
	struct work_part *part;
	size_t n_parts;
	struct work_item *item;
	size_t n_items;
	uint64_t bytes;	       /* to be read */
	uint64_t old_passages; /* that go: replaced or gone */
	bool renewed; /* files are read again because of tables or settings */
};

/* What a plan depends on. */
struct plan_settings {
	const struct prepare_settings *prepare;
	const struct source_limits *limits;
	const char *charset; /* declared, or "" */
	bool ocr;	     /* read pictures of text */
	bool positions;
	bool again;	   /* read every file, changed or not */
	const char *words; /* what words are mended by (setup_words()) */
	struct person_lists *lists; /* of persons, beside files */
	const struct report *report;
};

/*
 * Make the plan, in the arena. Files of which only the time has changed are
 * read here, to compare their content. False where the index is damaged or a
 * profile is broken.
 */
bool plan_make(struct arena *arena, struct index_writer *writer,
    const struct walk *walk, const struct plan_settings *settings,
    struct plan *ret, struct error *err);

#endif
