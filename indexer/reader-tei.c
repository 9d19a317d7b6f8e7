/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * TEI: parliamentary debates as ParlaMint encodes them, and other texts. An
 * utterance's speaker comes from the list of persons; what is no speech
 * (applause, a clerk's note) is an aside of its own.
 */
#include "indexer/reader.h"

#include "core/translate.h"
#include "indexer/tei-header.h"
#include "indexer/tei-people.h"
#include "indexer/turn.h"
#include "indexer/xml-blocks.h"
#include "indexer/xml-parse.h"
#include "indexer/xml-root.h"

#include <string.h>

/* What an element is for us; those not listed are part of the text. */
enum what {
	TEXT = 0,
	PASS_OVER, /* nothing to read */
	PARAGRAPH,
	SEGMENT, /* a paragraph of an utterance, else part of the text */
	HEAD,
	DIVISION,
	UTTERANCE,
	SPEECH, /* of a play or transcript: speaker and paragraphs */
	ASIDE,
	NOTE,
	PAGE,
	BREAK,
	LIST,
	ITEM,
	LABEL, /* the mark of the item that follows */
	ROW,
	CELL,
	CHOICE,
	ADDITION,
	DELETION,
	TOKEN, /* a word of an annotated text */
};

static const struct xml_element elements[] = {
    {"ab", PARAGRAPH},
    {"add", ADDITION},
    {"cell", CELL},
    {"choice", CHOICE},
    {"del", DELETION},
    {"desc", ASIDE},
    {"div", DIVISION},
    {"div1", DIVISION},
    {"div2", DIVISION},
    {"div3", DIVISION},
    {"event", ASIDE},
    {"facsimile", PASS_OVER},
    {"figure", PASS_OVER},
    {"gap", ASIDE},
    {"head", HEAD},
    {"incident", ASIDE},
    {"item", ITEM},
    {"kinesic", ASIDE},
    {"l", PARAGRAPH},
    {"label", LABEL},
    {"lb", BREAK},
    {"linkGrp", PASS_OVER},
    {"list", LIST},
    {"listOrg", PASS_OVER},
    {"listPerson", PASS_OVER},
    {"note", NOTE},
    {"p", PARAGRAPH},
    {"pb", PAGE},
    {"pc", TOKEN},
    {"row", ROW},
    {"seg", SEGMENT},
    {"shift", PASS_OVER},
    {"sp", SPEECH},
    {"speaker", PASS_OVER},
    {"spanGrp", PASS_OVER},
    {"stage", ASIDE},
    {"standOff", PASS_OVER},
    {"teiHeader", PASS_OVER},
    {"u", UTTERANCE},
    {"vocal", ASIDE},
    {"w", TOKEN},
    {"writing", ASIDE},
};

/* A document on the way. */
struct tei {
	const struct document *document;
	struct arena *arena;
	const struct tei_people *people;
	struct raw_record *raw;
	struct xml_writer w;
	unsigned depth;	   /* of divisions */
	unsigned lists;	   /* within one another */
	bool speech;	   /* within an utterance */
	bool utterances;   /* it has some */
	size_t strangers;  /* pointers to nobody known */
	const char *noted; /* speaker by the note before an utterance, or "" */
};

static void read_children(struct tei *tei, const xmlNode *node);

static enum what
what_is(const xmlNode *node)
{
	return (enum what)xml_element_what(
	    elements, sizeof elements / sizeof elements[0], node, TEXT);
}

/* --- who speaks ----------------------------------------------------------- */

/* "The Chair:" and "(Ms. Vale)" without their marks; "" for what is no name. */
static const char *
name_of_note(struct arena *arena, const char *text)
{
	size_t n = strlen(text);

	if (n > 160)
		return "";
	if (n > 2 && text[0] == '(' && text[n - 1] == ')')
		text = arena_strndup(arena, text + 1, n - 2);
	return turn_name(arena, text);
}

/* One pointer of `who`, added to the speakers already there. */
static void
add_speaker(struct tei *tei, const char *pointer)
{
	struct xml_context *now = &tei->w.now;
	struct tei_person person;
	const char *name;

	if (tei_people_find(tei->people, pointer, tei->raw->record.date,
		tei->raw->record.language, &person)) {
		name = person.name;
		now->person = person.state[0] == '\0';
		if (person.state[0] != '\0')
			name = arena_printf(
			    tei->arena, "%s (%s)", person.name, person.state);
		now->affiliation = person.party;
	} else {
		/* The id names the speaker, if badly. */
		name = pointer[0] == '#' ? pointer + 1 : pointer;
		now->person = true;
		tei->strangers++;
	}
	now->speaker =
	    now->speaker[0] == '\0'
		? name
		: arena_printf(tei->arena, "%s; %s", now->speaker, name);
}

static void
set_speakers(struct tei *tei, const char *who)
{
	tei->w.now.speaker = "";
	tei->w.now.affiliation = "";
	tei->w.now.person = false;
	while (*who != '\0') {
		size_t n = strcspn(who, " \t\n");

		if (n > 0)
			add_speaker(tei, arena_strndup(tei->arena, who, n));
		who += n + (who[n] != '\0');
	}
}

/* "#chair", "parla:guest": the roles that are told apart. */
static const char *
role_of(const char *ana)
{
	if (strstr(ana, "chair") != NULL)
		return "chair";
	return strstr(ana, "guest") != NULL ? "guest" : "";
}

static void
read_utterance(struct tei *tei, const xmlNode *node)
{
	struct xml_context before = tei->w.now;
	bool in_speech = tei->speech;

	xml_end(&tei->w);
	set_speakers(tei, xml_attribute(node, "who"));
	if (tei->w.now.speaker[0] == '\0' && tei->noted[0] != '\0')
		tei->w.now.speaker = tei->noted;
	tei->w.now.role = role_of(xml_attribute(node, "ana"));
	tei->noted = "";
	tei->speech = tei->utterances = true;
	read_children(tei, node);
	xml_end(&tei->w);
	tei->w.now = before;
	tei->speech = in_speech;
}

/* A speech with its <speaker>, as plays and some transcripts have it. */
static void
read_speech(struct tei *tei, const xmlNode *node)
{
	struct xml_context before = tei->w.now;

	xml_end(&tei->w);
	set_speakers(tei, xml_attribute(node, "who"));
	for (const xmlNode *at = node->children; at != NULL; at = at->next)
		if (xml_is(at, "speaker") && tei->w.now.speaker[0] == '\0')
			tei->w.now.speaker = name_of_note(
			    tei->arena, xml_inner_text(tei->arena, at));
	tei->utterances = true;
	read_children(tei, node);
	xml_end(&tei->w);
	tei->w.now = before;
}

/* --- what is no speech ---------------------------------------------------- */

static void
read_aside(struct tei *tei, const xmlNode *node)
{
	const char *text = xml_inner_text(tei->arena, node);

	if (text[0] == '\0')
		text = arena_strdup(tei->arena, xml_attribute(node, "reason"));
	xml_hold(&tei->w, BLOCK_ASIDE, "", text, xml_line(node));
	xml_add_cut(&tei->w);
}

static void
read_note(struct tei *tei, const xmlNode *node)
{
	const char *text = xml_inner_text(tei->arena, node);
	const char *type = xml_attribute(node, "type");
	const char *place = xml_attribute(node, "place");
	const char *mark = xml_attribute(node, "n");
	bool foot = mark[0] != '\0' || strcmp(place, "foot") == 0 ||
		    strcmp(place, "bottom") == 0 || strcmp(place, "end") == 0;

	if (strcmp(type, "speaker") == 0)
		tei->noted = name_of_note(tei->arena, text);
	xml_hold(&tei->w, foot ? BLOCK_NOTE : BLOCK_ASIDE,
	    arena_strdup(tei->arena, mark), text, xml_line(node));
	if (!foot)
		xml_add_cut(&tei->w);
}

/* --- forms of text -------------------------------------------------------- */

static void
read_block(
    struct tei *tei, const xmlNode *node, enum block_kind kind, unsigned level)
{
	xml_begin(&tei->w, kind, level);
	if (kind == BLOCK_ITEM && node->prev != NULL) {
		const xmlNode *before = node->prev;

		while (before != NULL && before->type != XML_ELEMENT_NODE)
			before = before->prev;
		if (before != NULL && xml_is(before, "label"))
			tei->w.number = xml_inner_text(tei->arena, before);
	}
	read_children(tei, node);
	xml_end(&tei->w);
}

/* Of what was corrected the correction, of what was expanded the long form. */
static void
read_choice(struct tei *tei, const xmlNode *node)
{
	static const char *const better[] = {"corr", "reg", "expan"};
	const xmlNode *first = NULL;

	for (const xmlNode *at = node->children; at != NULL; at = at->next) {
		if (at->type != XML_ELEMENT_NODE)
			continue;
		if (first == NULL)
			first = at;
		for (size_t i = 0; i < sizeof better / sizeof better[0]; i++)
			if (xml_is(at, better[i])) {
				read_children(tei, at);
				return;
			}
	}
	if (first != NULL)
		read_children(tei, first);
}

static void
read_change(struct tei *tei, const xmlNode *node, enum mark_kind kind)
{
	size_t start = xml_here(&tei->w);

	read_children(tei, node);
	xml_mark(&tei->w, kind, start,
	    arena_strdup(tei->arena, xml_attribute(node, "resp")));
}

/* Words of an annotated text have spaces between unless joined. */
static void
read_token(struct tei *tei, const xmlNode *node)
{
	read_children(tei, node);
	if (strcmp(xml_attribute(node, "join"), "right") != 0)
		xml_add_space(&tei->w);
}

static bool
has_tokens(const xmlNode *node)
{
	for (const xmlNode *at = node->children; at != NULL; at = at->next)
		if (xml_is(at, "w") || xml_is(at, "pc"))
			return true;
	return false;
}

static void
read_element(struct tei *tei, const xmlNode *node)
{
	struct xml_context before = tei->w.now;
	const char *language = xml_attribute(node, "lang");
	enum what what = what_is(node);

	/* Of words in another language the passage's own is not changed. */
	if (language[0] != '\0' &&
	    (what == PARAGRAPH || what == SEGMENT || what == DIVISION ||
		what == UTTERANCE || what == SPEECH)) {
		xml_end(&tei->w);
		tei->w.now.language = arena_strdup(tei->arena, language);
	}
	switch (what) {
	case PASS_OVER:
	case LABEL:
		break;
	case TEXT:
		read_children(tei, node);
		break;
	case SEGMENT:
		if (tei->speech && xml_is(node->parent, "u"))
			read_block(tei, node, BLOCK_PARAGRAPH, 0);
		else
			read_children(tei, node);
		break;
	case PARAGRAPH:
		/* A paragraph of an item is the item. */
		if (tei->w.kind == BLOCK_ITEM && tei->w.text.used == 0)
			read_children(tei, node);
		else
			read_block(tei, node, BLOCK_PARAGRAPH, 0);
		break;
	case HEAD:
		read_block(
		    tei, node, BLOCK_HEADING, tei->depth > 0 ? tei->depth : 1);
		break;
	case DIVISION:
		xml_end(&tei->w);
		tei->depth++;
		read_children(tei, node);
		tei->depth--;
		xml_end(&tei->w);
		break;
	case UTTERANCE:
		read_utterance(tei, node);
		break;
	case SPEECH:
		read_speech(tei, node);
		break;
	case ASIDE:
		read_aside(tei, node);
		break;
	case NOTE:
		read_note(tei, node);
		break;
	case PAGE:
		tei->w.label =
		    arena_strdup(tei->arena, xml_attribute(node, "n"));
		break;
	case BREAK:
		xml_add_space(&tei->w);
		break;
	case LIST:
		xml_end(&tei->w);
		tei->lists++;
		read_children(tei, node);
		tei->lists--;
		break;
	case ITEM:
		read_block(tei, node, BLOCK_ITEM, tei->lists);
		break;
	case ROW:
		read_block(tei, node, BLOCK_ROW, 0);
		break;
	case CELL:
		xml_add_cell(&tei->w);
		read_children(tei, node);
		break;
	case CHOICE:
		read_choice(tei, node);
		break;
	case ADDITION:
		read_change(tei, node, MARK_INSERTED);
		break;
	case DELETION:
		read_change(tei, node, MARK_DELETED);
		break;
	case TOKEN:
		read_token(tei, node);
		break;
	}
	tei->w.now = before;
}

static void
read_children(struct tei *tei, const xmlNode *node)
{
	bool tokens = has_tokens(node);

	for (const xmlNode *at = node->children; at != NULL; at = at->next) {
		if (at->type == XML_ELEMENT_NODE)
			read_element(tei, at);
		else if ((at->type == XML_TEXT_NODE ||
			     at->type == XML_CDATA_SECTION_NODE) &&
			 !(tokens && xmlIsBlankNode((xmlNode *)at)))
			xml_add(&tei->w, at);
	}
}

/* --- documents ------------------------------------------------------------ */

/* Make a record of one TEI element. False where the sink stopped. */
static bool
read_text(const struct document *document, struct arena *arena,
    const xmlNode *root, const struct tei_people *people, const char *member,
    const struct record_sink *sink, struct error *err)
{
	struct raw_record raw;
	struct tei tei = {.document = document,
	    .arena = arena,
	    .people = people,
	    .raw = &raw,
	    .noted = ""};

	raw_record_init(&raw);
	raw.member = member;
	tei_header(document, arena, root, people, &raw);
	xml_writer_init(&tei.w, arena);
	read_children(&tei, root);
	xml_end(&tei.w);
	if (tei.utterances && !raw.has_kind)
		raw_record_set(&raw, document, 0, "kind", "statement");
	if (tei.strangers > 0)
		report_tell(document->report, REPORT_WARNING, document->path, 0,
		    P_("%zu utterance is by a person in no list; the id stands "
		       "for the name",
			"%zu utterances are by persons in no list; their ids "
			"stand for their names",
			tei.strangers),
		    tei.strangers);
	return xml_give(&tei.w, &raw, sink, err);
}

/* Every text of a corpus in one file. */
static bool
read_corpus(const struct document *document, struct arena *arena,
    const xmlNode *root, const struct tei_people *people,
    const struct record_sink *sink, struct error *err)
{
	size_t texts = 0;

	for (const xmlNode *at = root->children; at != NULL; at = at->next) {
		const char *id = xml_attribute(at, "id");

		if (!xml_is(at, "TEI"))
			continue;
		texts++;
		if (!read_text(document, arena, at, people,
			id[0] != '\0' ? arena_strdup(arena, id)
				      : arena_printf(arena, "%zu", texts),
			sink, err))
			return false;
	}
	if (texts == 0)
		report_tell(document->report, REPORT_NOTE, document->path, 0,
		    "passed over: it lists the files of a corpus and holds no "
		    "text itself");
	return true;
}

static int
bid(const struct document *document)
{
	char root[32];

	xml_root_name(document->bytes, document->size, root, sizeof root);
	if (strcmp(root, "TEI") == 0 || strcmp(root, "teiCorpus") == 0 ||
	    strcmp(root, "TEI.2") == 0 || tei_is_list(root))
		return 48;
	return 0;
}

static bool
read_tei(const struct document *document, struct arena *arena,
    const struct record_sink *sink, struct error *err)
{
	xmlDoc *doc = xml_open(document);
	const xmlNode *root;
	struct tei_people *people;
	bool ok = true;

	if (doc == NULL)
		return true;
	root = xmlDocGetRootElement(doc);
	people = tei_people_new(arena);
	tei_people_add(people, root);
	tei_people_beside(people, document, root);
	if (tei_is_list((const char *)root->name))
		report_tell(document->report, REPORT_NOTE, document->path, 0,
		    "passed over: a list of persons or organizations for the "
		    "texts beside it");
	else if (xml_is(root, "teiCorpus"))
		ok = read_corpus(document, arena, root, people, sink, err);
	else
		ok = read_text(document, arena, root, people, "", sink, err);
	tei_people_free(people);
	xmlFreeDoc(doc);
	return ok;
}

const struct reader reader_tei = {
    .name = "TEI",
    .bid = bid,
    .read = read_tei,
    .bytes = true,
    .shares = true,
    .beside = true,
};
