/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The rules by which positions are read, and the reasons for which a cue gives
 * none: one table of each, with their names and what they mean in words. For
 * the positions engine, and for what explains it.
 */
#ifndef CORE_RULE_H
#define CORE_RULE_H

#include <stdbool.h>
#include <stddef.h>

/* What made a position of a cue. Its name is the end of `position.rule`. */
enum rule {
	RULE_STANCE = 0,  /* a verb of stance, its subject and its object */
	RULE_NEGATED,	  /* the same, turned by a negator */
	RULE_MUST,	  /* a demand within what somebody says */
	RULE_MUST_NOT,	  /* the same, turned by a negator */
	RULE_VERDICT,	  /* a judgement: "unacceptable" */
	RULE_ACTION,	  /* a verb of change whose subject wants it */
	RULE_WITH,	  /* "X, with Y, opposed": Y */
	RULE_BY,	  /* "supported by Y" */
	RULE_ANSWER,	  /* "Y disagreed", "Y opposed this" */
	RULE_BARE,	  /* "Y opposed", with no object */
	RULE_DID_NOT,	  /* "Z did not": the other side than others */
	RULE_WITH_HOLDER, /* "Y agreed with X": what X held before */
	RULE_INCLUDED,	  /* "These included Y" */
	RULE_OF,	  /* "Y's proposal to" within others' positions */
	RULE_BRACKET,	  /* "[Delete: X, Y]" */
	RULE_INSTRUCTION, /* "Delete paragraph 2." in an entry */
	RULE_FORM,	  /* an entry that is one word, or a form */
	RULE_AMENDS,	  /* an entry that prints the draft, changed */
	RULE_COUNT
};

/* "stance", "must-not" ... */
const char *rule_name(enum rule rule);

/* What it means, a few words. */
const char *rule_says(enum rule rule);

/*
 * The rule of a position's `rule` ("oppose/negated"), and how many bytes of it
 * are the id of the cue. False where it names no rule of this table.
 */
bool rule_find(const char *name, enum rule *ret, size_t *ret_cue);

/* Why a cue that could give a position gave none. */
enum reason {
	REASON_NO_CLAUSE = 0, /* it is no verb of a clause with a subject */
	REASON_NO_HOLDER,     /* nobody that could hold it */
	REASON_NO_STANCE,     /* "not opposed", "did not propose" */
	REASON_FORECAST,      /* "will support", "had proposed" */
	REASON_SUPPOSED,      /* "if X supports", "whether" */
	REASON_WITHIN,	      /* part of what another stance governs */
	REASON_ASKED,	      /* an open question */
	REASON_DEMANDED,      /* "Parties should support": nobody says it */
	REASON_OUTCOME,	      /* "Parties agreed to" */
	REASON_ASSERTION,     /* "suggested that X is Y" */
	REASON_INQUIRY,	      /* "asked what it adds" */
	REASON_WEAK,	      /* "welcomed the progress" */
	REASON_OWN_WISH,      /* "it should be strong", on no text */
	REASON_NOT_SAID,      /* a judgement in nobody's mouth */
	REASON_UNCLEAR,	      /* "this option": the change, or the text? */
	REASON_NOTHING,	      /* it governs nothing */
	REASON_NO_ANSWER,     /* there is nothing it could answer to */
	REASON_ALIGNED,	      /* "aligned itself with X", who held nothing */
	REASON_REPEATED,      /* the sentence has the position already */
	REASON_DRAFT_VOICE,   /* unnamed holders of an entry: the draft's own */
	REASON_COUNT
};

/* "no-clause", "forecast" ... */
const char *reason_name(enum reason reason);

/* What it means, a few words. */
const char *reason_says(enum reason reason);

#endif
