/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Records and passages: what a reader makes, the index holds and an answer
 * shows. A record is one source document; a passage is its citable unit and
 * one document of the index. Strings are UTF-8, NUL-terminated, in the arena of
 * the record, and never NULL: "" is "not known".
 */
#ifndef CORE_RECORD_H
#define CORE_RECORD_H

#include "core/language.h"
#include "core/position.h"
#include "core/stance.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum record_kind {
	RECORD_OTHER = 0,
	RECORD_STATEMENT,   /* one speaker's own words */
	RECORD_DRAFT,	    /* a (consolidated) negotiating document */
	RECORD_COMPILATION, /* proposals, attributed to delegations */
	RECORD_SUMMARY,	    /* a bulletin or report: speakers in the text */
	RECORD_COMMENTARY,  /* an analyst's view */
	RECORD_OUTCOME,	    /* a resolution, decision or adopted treaty */
	RECORD_KIND_COUNT
};

/* The kind's name ("statement"), and the kind of a name or usual synonym
 * ("bulletin", "cnd", "treaty", "resolution"). False for unknown names. */
const char *record_kind_name(enum record_kind kind);
bool record_kind_find(const char *name, enum record_kind *ret);

/* The layer of evidence a record of this kind gives. */
enum layer record_kind_layer(enum record_kind kind);

/* A holder named in a passage, whether or not it takes a position there. */
struct holder_ref {
	const char *id;	       /* holder id */
	enum holder_kind kind; /* what it is */
};

/* A provision named in a passage, resolved as far as it can be. */
struct provision_ref {
	const char *provision;	/* normal form */
	const char *instrument; /* instrument id, or "" */
	const char *lineage;	/* lineage id, or "" */
};

/* What part of its record a passage is. */
enum passage_part {
	PASSAGE_BODY = 0, /* the text itself */
	PASSAGE_NOTE,	  /* a footnote or endnote */
	PASSAGE_COMMENT,  /* somebody's comment in the margin */
	PASSAGE_ROW,	  /* rows of a table */
	PASSAGE_ASIDE,	  /* in a transcript, what is not speech */
	PASSAGE_PARTS
};

/* How far the text of a draft is agreed, as its brackets say. */
enum passage_status {
	STATUS_NONE = 0,  /* nothing is said: not a draft, or no mark */
	STATUS_AGREED,	  /* marked as agreed, "[agreed ad referendum]" */
	STATUS_BRACKETED, /* in brackets, or brackets in it */
	STATUS_CONTESTED, /* bracketed, and delegations are named with it */
	STATUS_COUNT
};

/* Their names ("note", "bracketed"), "" for the first of each. */
const char *passage_part_name(enum passage_part part);
const char *passage_status_name(enum passage_status status);

/* The status of this name; false for names of none. */
bool passage_status_find(const char *name, enum passage_status *ret);

struct passage {
	uint32_t number;	/* from 1, in the record */
	uint32_t line_first;	/* first line in the source, from 1; 0: none */
	uint32_t line_last;	/* last line in the source */
	uint32_t page_number;	/* page of the file, from 1; 0: none */
	const char *page;	/* printed page label, or "" */
	enum passage_part part; /* of the record */
	enum passage_status status; /* of the text of a draft */
	const char *option; /* variant it belongs to: "Option 1", or "" */
	const char *author; /* of a comment or change, as the source has it */
	const char *anchor; /* words that a comment is about, or "" */
	const char *role;   /* of the speaker: "chair", "guest", or "" */
	const char *affiliation; /* the speaker's party or office, or "" */
	const char *delivered;	 /* code of the language it was spoken in, where
				    the text is an interpretation; or "" */
	bool person;		 /* the speaker is a person, of a list of such:
				    no State, whatever the name says */
	bool ocr;		 /* read off a picture by a program */
	const char *heading;	 /* headings it stands under, " > " between */
	const char *speaker;	 /* who speaks, as the source has it */
	const char *speaker_id;	 /* holder id of the speaker, or "" */
	const char *speaker_ids; /* of all, where several speak jointly, else
				    ""; see core/speakers.h */
	const char *on_behalf_of; /* for whom, as the source has it */
	const char *group_id;	  /* holder id of on_behalf_of, or "" */
	const char *instrument;	  /* instrument it belongs to, id, or "" */
	const char *provision;	  /* provision it stands under, normal form */
	const char *lineage;	  /* lineage of that provision, or "" */
	enum language language;	  /* of the text */
	const char *text;     /* the text, as `show` gives it; may hold \n */
	size_t text_length;   /* its bytes */
	const char *original; /* the source's own, where `text` was repaired,
				 else "" */
	struct position *positions; /* what it proves, in text order */
	size_t n_positions;
	struct holder_ref *holders; /* each holder named, once */
	size_t n_holders;
	struct provision_ref *provisions; /* each provision named, once */
	size_t n_provisions;
};

struct record;

/*
 * The code of a passage's language: its own, else the record's where that is
 * none of the six. Else "": it is another than the record's.
 */
const char *passage_language(
    const struct record *record, const struct passage *passage);

struct record {
	const char *id; /* unique in the index */
	enum record_kind kind;
	const char *title;
	const char *symbol;	  /* A/AC.291/19 */
	const char *speaker;	  /* as the source has it */
	const char *on_behalf_of; /* as the source has it */
	const char *author;	  /* of a commentary */
	const char *organization; /* publisher or organization */
	const char *negotiation;  /* id of the profile */
	const char *session;	  /* session id of the profile, or as given */
	const char *meeting;	  /* "3", "3rd plenary" */
	const char *item;	  /* of the agenda: "75 (c)" */
	const char *place;	  /* city where it was said or decided */
	const char *volume;	  /* of a bulletin: "25" */
	const char *number;	  /* of a bulletin's issue: "240" */
	const char *date;	  /* ISO: 2023, 2023-01 or 2023-01-31 */
	const char *language;	  /* ISO 639-1, or as given */
	const char *instrument;	  /* instrument on the table, id */
	const char *provision;	  /* provision it is about, normal form */
	const char *path;	  /* where it was read from, as given */
	const char *url;	  /* where it can be seen */
	const char *access;	  /* "" public; "restricted" */
	struct passage *passages; /* in order */
	size_t n_passages;
};

/* Set every string to "", so that a new record or passage can be filled in. */
void record_init(struct record *record);
void passage_init(struct passage *passage);

/*
 * Whether the words from byte `start` to before `end` of a passage's text are
 * not all in its `original`: a quote of them is repaired, and not verbatim.
 */
bool passage_is_repaired(
    const struct passage *passage, size_t start, size_t end);

/* The metadata fields of a record, by the names that headers, manifests and
 * JSONL use ("on_behalf_of"; letter case and "-" or " " for "_" do not matter).
 * record_field_name(i) is NULL after the last. */
const char *record_field_name(size_t i);

/* Whether there is a field of this name; its place in the table in *ret. */
bool record_field_find(const char *name, size_t *ret);

/* A field's value as a string ("" if unset), and setting it to `value` (kept
 * by pointer). record_field_set() is false for an unknown kind. */
const char *record_field(const struct record *record, size_t i);
bool record_field_set(struct record *record, size_t i, const char *value);

#endif
