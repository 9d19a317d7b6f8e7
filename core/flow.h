/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What flows through a record while its positions are read: who spoke last,
 * which article was named last, what the topic is, what an answer would be to;
 * and adding a position with all that. For the positions engine.
 */
#ifndef CORE_FLOW_H
#define CORE_FLOW_H

#include "core/clause.h"
#include "core/negotiation.h"
#include "core/object.h"
#include "core/position.h"
#include "core/record.h"
#include "core/rule.h"

#define TOPICS_MAX 8 /* provisions of one topic phrase */

/* Positions of a passage, as they are found. */
struct positions {
	struct position *item;
	size_t count;
	size_t room;
};

/* What flows through a record. */
struct flow {
	struct arena *arena;
	const struct negotiation *neg;
	const struct record *record;
	const struct reading *r;	/* of the passage being read */
	struct positions *out;		/* of the passage being read */
	struct provision_context place; /* what numbers are resolved by */
	struct instrument_mention *instrument; /* in the passage's tokens */
	size_t n_instruments;
	bool instruments_found; /* they were looked for */

	struct member *self; /* whom the first person means, or NULL */
	size_t n_self;
	struct member *who; /* who was the subject last */
	size_t n_who;	    /* 0: nobody that is known */
	bool plural;	    /* they may be "they" */

	struct provision topic[TOPICS_MAX]; /* "On article 46, ..." */
	size_t n_topics;
	bool drafting; /* "In paragraph 2, ...": its words are debated */
	struct provision article; /* the last one named */
	bool article_fresh;	  /* it was named in the sentence before */
	struct provision given;	  /* of the passage's heading or entry */
	struct position answer[THINGS_MAX]; /* what an answer is to */
	size_t n_answers;
	bool answer_fresh;   /* it was given in this passage */
	size_t sentence_row; /* first position of the sentence */
	size_t unnamed_from; /* rows of unnamed holders of the last sentence */
	size_t unnamed_to;   /* the row after them */
	bool speakers_in_capitals; /* core/speaker-case.h */
	struct trace *trace; /* of the passage that is explained, or NULL */
	const struct passage *traced; /* which that is */
};

/* A flow at the beginning of a record. */
void flow_init(struct flow *flow, struct arena *arena,
    const struct negotiation *neg, const struct record *record);

/*
 * Go on to a passage: `reading` is of its text, positions go to `out`. What
 * stands under a heading of its own begins anew.
 */
void flow_passage(struct flow *flow, const struct reading *reading,
    struct positions *out, struct passage *passage);

/*
 * A mention as the passage lists it, resolved. False for what names nothing
 * ("this article").
 */
bool flow_refer(struct flow *flow, const struct provision_mention *mention,
    struct provision_ref *ret);

/* Holders, as a subject gives them. */
struct holders {
	const struct member *member;
	size_t count;
};

/*
 * Make the holders those whom "they" means in what follows; copied. Returns the
 * copies.
 */
struct holders flow_remember(
    struct flow *flow, const struct member *member, size_t n, bool plural);

/*
 * Who the subject of a predication is, as far as it can be known, and note it
 * as the last one. Count 0: nobody.
 */
struct holders flow_subject(
    struct flow *flow, const struct predication *predication);

/*
 * The last provision that the sentence names before token `at`. False where
 * it names none there.
 */
bool flow_named_before(
    const struct flow *flow, size_t at, struct provision *ret);

/* Note the provisions named by tokens first to before end. */
void flow_name(struct flow *flow, size_t first, size_t end);

/* Note the topic that a sentence opens with, up to token `end`. */
void flow_topic(struct flow *flow, size_t first, size_t end);

/*
 * Note the topic of a sentence that tells what is discussed ("Delegates then
 * turned to Article 17."), tokens first to before end, and states no position.
 */
void flow_discussed(struct flow *flow, size_t first, size_t end);

/*
 * Add positions of the holders on a thing: one for each holder and provision.
 * The quote is the tokens first to before end, the cue those of `cue`.
 */
void flow_add(struct flow *flow, struct holders holders, enum stance stance,
    const struct thing *thing, const struct cue *cue, size_t first, size_t end,
    enum rule rule);

/*
 * Add a copy of a position for another holder, with another stance, quote and
 * cue. Nothing is added where the holder has it already in this sentence.
 */
void flow_copy(struct flow *flow, const struct member *member,
    enum stance stance, const struct position *position, const struct cue *cue,
    size_t first, size_t end, enum rule rule);

#endif
