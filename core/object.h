/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Objects: what the complement of a predication is about. Which action it names
 * ("the deletion of", "that X be retained", "replacing A with B"), on which
 * provision, and whether on the whole of it, a part, or references to it. For
 * the positions engine.
 */
#ifndef CORE_OBJECT_H
#define CORE_OBJECT_H

#include "core/reading.h"
#include "core/stance.h"

#define THINGS_MAX     16 /* of one complement */
#define PROVISIONS_MAX 8  /* of one thing */

/* One thing of a complement; verbs coordinated in it make several. */
struct thing {
	enum action action;
	enum scope scope;
	bool negated;	   /* "not to delete", "should not" */
	bool texty;	   /* it names a text, or something in one */
	bool this;	   /* it stands for what was said before */
	bool bare;	   /* not in English: it stands for what was said, and
			      has nothing of its own */
	bool part;	   /* words, a phrase, a sentence of some text */
	bool noun;	   /* English: its "not" stands before a noun */
	bool clause;	   /* a clause ("that X be deleted"), no noun phrase */
	size_t first;	   /* first token of the whole */
	size_t end;	   /* token after it */
	size_t object;	   /* first token of what the action is on */
	size_t object_end; /* token after that */
	size_t condition;  /* token where a condition begins, or NOWHERE */
	const struct cue *cue; /* of the action, or NULL */
	size_t n_provisions;   /* that the action is on */
	const struct provision_mention *provision[PROVISIONS_MAX];
	const struct provision_mention *number;	    /* a bare one, or NULL */
	const struct provision_mention *referenced; /* of SCOPE_REFERENCE */
};

/*
 * Read the complement of a cue: tokens first to before end. `entry` is the cue
 * that governs it. Returns the number of things in `ret`.
 */
size_t objects_read(const struct reading *reading,
    const struct lexicon_entry *entry, size_t first, size_t end,
    struct thing ret[THINGS_MAX]);

/* Whether a mention is a list of States ("Annex I Parties"), no provision. */
bool object_is_states(
    const struct reading *reading, const struct provision_mention *mention);

/*
 * Fill in what provisions a thing is on, and its scope; its action and object
 * are known. For objects_read().
 */
void object_provisions(const struct reading *reading, struct thing *thing);

#endif
