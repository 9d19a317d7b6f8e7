/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The positions engine: reads passages, and questions, with one lexicon and one
 * set of rules, so that what is asked and what is on record meet. The indexer
 * calls engine_record(), the searcher engine_question(); nobody else needs
 * this.
 *
 * The rules are in these files, each a stage that can be read alone:
 *
 *   lexicon.h    cues: words and phrases with a class, found in tokens
 *   reading.h    one text with everything found in it, token by token
 *   actor.h      who: lists of holders, spokespersons, unnamed ones, pronouns
 *   clause.h     predications: a cue, its subject (subject.h), its complement
 *   object.h     what: action, scope and provision of a complement
 *   flow.h       what flows from sentence to sentence: speaker, topic, article
 *   attach.h     positions from predications
 *   answer.h     positions on what somebody else holds
 *   camp.h       holders that a text puts together: "this camp"
 *   implied.h    what follows for a text where no change is said
 *   compilation.h, attribution.h, outline.h   entries, brackets, printed parts
 *
 * A language is a lexicon table (lexicon/<code>.tsv), its small words
 * (small-words.h, lexicon/<code>-words.tsv) and rules for clauses and objects:
 * English has its own (clause.c, object.c), the other five share theirs
 * (clause-plain.h, clause-order.h, verb-shape.h, object-plain.h). The rest is
 * shared by all. Text in a language that has no lexicon yields no positions.
 */
#ifndef CORE_POSITION_ENGINE_H
#define CORE_POSITION_ENGINE_H

#include "core/arena.h"
#include "core/error.h"
#include "core/language.h"
#include "core/negotiation.h"
#include "core/record.h"
#include "core/stance.h"
#include "core/table.h"

#include <stdbool.h>
#include <stddef.h>

struct engine;

/*
 * An engine for a negotiation, with the lexicons of the source
 * ("lexicon/en.tsv"). A missing lexicon is a language without positions;
 * ERROR_DATA where one is wrong. In the arena; `neg` must live as long. One
 * engine serves a whole run. A language's lexicon is made ready in the arena
 * when it is first asked for, so an engine belongs to one thread.
 */
struct engine *engine_new(struct arena *arena,
    const struct table_source *source, const struct negotiation *neg,
    struct error *err);

/*
 * As engine_new(), but the tables of a language are read when a text in it is
 * first read: for a question. The source must live as long. Ask
 * engine_is_whole() after reading.
 */
struct engine *engine_open(struct arena *arena,
    const struct table_source *source, const struct negotiation *neg);

/*
 * False, with the reason, where tables that were needed could not be read or
 * are wrong: texts in their language were read as if it had none.
 */
bool engine_is_whole(const struct engine *engine, struct error *err);

/*
 * Names of the tables an engine is made of, for those who carry them into an
 * index; a source need not have them all. Array in the arena.
 */
const char **engine_tables(struct arena *arena, size_t *ret_count);

/*
 * Read a record: fills in `positions`, `holders`, `provisions` of every
 * passage (replacing what was there), in the arena, and the passages'
 * `speaker_id`, `group_id` and `lineage` where they are "" and can be known;
 * text in brackets becomes STATUS_CONTESTED where delegations are named so.
 * Speaker, heading, topic and the last proposal flow from passage to passage.
 * What the record's kind means:
 *
 *   statement    first person clauses are the speaker's, or those of the group
 *                it speaks for; the rest is what it reports of others
 *   summary, other  speakers named in the text
 *   compilation  the passage's speaker holds what its provision is changed to
 *   commentary   delegations as reported; the author as a person
 *   draft, outcome  none, but attributions in brackets ("[delete: X, Y]")
 *                and what comments say
 */
void engine_record(
    const struct engine *engine, struct arena *arena, struct record *record);

struct trace;

/*
 * As engine_record(), and keep what was seen in passage `i` and why (trace.h).
 * The trace is in the arena, with the record's passages in it.
 */
void engine_explain(const struct engine *engine, struct arena *arena,
    struct record *record, size_t i, struct trace *ret);

/* What a question asks for. */
enum question_asks {
	ASKS_NOTHING = 0, /* no question of positions: search the words */
	ASKS_WHO,	  /* holders of any kind: "who", "which delegations" */
	ASKS_STATES,	  /* "which States", "which countries" */
	ASKS_GROUPS,	  /* "which groups" */
	ASKS_MEMBERS,	  /* "which members of G": `members_of` is set */
	ASKS_WHETHER,	  /* "did X oppose ...": `holders` are set */
	ASKS_WHAT,	  /* "what did X say, propose, want on ..." */
	ASKS_WHEN,	  /* "when did X first ..." */
	ASKS_COUNT,	  /* "how many States ..." */
	ASKS_STAND,	  /* "where do delegations stand on ..." */
	ASKS_CHANGE,	  /* "how did X's position on ... change" */
	ASKS_AGREE,	  /* "who agrees with X on ...": `holders` are set */
	ASKS_COMPARE,	  /* "X and Y compared": `holders` are set */
	ASKS_BROKE	  /* "who broke with their group" */
};

enum question_limit_kind {
	LIMIT_BEFORE = 0,
	LIMIT_AFTER,
	LIMIT_SINCE,
	LIMIT_UNTIL
};

/* A word that limits when: "before the zero draft", "after March 2022". */
struct question_limit {
	enum question_limit_kind kind;
	size_t first; /* its first token in the question */
	size_t end;   /* token after its last */
	bool behind;  /* it stands behind what it limits by */
	const struct instrument *instrument; /* by whose date; NULL: by the
						session or date beside it, if
						there is one */
};

/* A question, as far as the grammar of positions understands it. */
struct question_reading {
	enum language language; /* it was read in */
	enum question_asks asks;
	enum stance stance; /* STANCE_NONE: not said */
	enum action action; /* ACTION_NONE: not said */
	bool states_action; /* an action was named ("removal"); where not,
			       "opposed X" may mean both readings */
	enum scope scope;   /* "references to article 42": REFERENCE */
	struct provision *provision; /* those asked about, in text order */
	size_t n_provisions;
	const struct instrument *instrument; /* named with them, or NULL */
	const char **lineage; /* ids: provisions by the concordance (all their
				 instruments, or the named one), then topics */
	size_t n_lineages;
	const struct holder **holder; /* whose positions: named as subjects */
	size_t n_holders;
	const struct holder *members_of; /* of ASKS_MEMBERS; of others, where
					    they ask of a group's members */
	enum question_asks counted;	 /* of ASKS_COUNT: ASKS_WHO, _STATES,
					    _GROUPS */
	struct question_limit *limit;	 /* in text order */
	size_t n_limits;
	const char *layers; /* of sources: "statement,compilation"; "": all */
	const struct holder *on_behalf_of; /* a group, in whose name; or NULL */
	const struct holder *through;	   /* who spoke for it, or NULL */
	bool alone;	  /* in their own name, through nobody */
	bool conditional; /* only what was said on a condition */
	bool unsaid;	  /* who did *not* say or oppose something: what no
			     record tells; `asks` is ASKS_STAND then */
	const struct holder **except; /* whom it leaves out: "besides X" */
	size_t n_excepts;
	const char *unknown; /* whom it is about, where nobody of that name is
				known: `holder` is empty then; else "" */
	const char *object;  /* words of the thing, as asked; "" if none */
	const char *rest;    /* words that nothing above used, in order (session
				and date words, free words), function words
				and question words left out */
	const char *rule;    /* cue that gave the stance, for explaining */
};

/*
 * Read a question of `n` bytes in a language (LANGUAGE_NONE: that of its script
 * and question words, else English).
 * Everything in `ret` is in the arena or the engine's. Never fails: what is
 * not understood is in `rest`, and `asks` ASKS_NOTHING says that it is no
 * question of positions. Reads at most the first 4096 bytes.
 */
void engine_question(const struct engine *engine, struct arena *arena,
    const char *text, size_t n, enum language language,
    struct question_reading *ret);

#endif
