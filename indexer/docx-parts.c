/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/docx-parts.h"

#include "indexer/xml-parse.h"
#include "indexer/zip-member.h"

#include <string.h>

/* The parts by the last word of their relationship, and what they are. */
static const struct {
	const char *relation;
	const char *what;
} kinds[DOCX_PARTS] = {
    [DOCX_MAIN] = {"officeDocument", "its text"},
    [DOCX_STYLES] = {"styles", "its styles"},
    [DOCX_NUMBERING] = {"numbering", "the numbering of its paragraphs"},
    [DOCX_FOOTNOTES] = {"footnotes", "its footnotes"},
    [DOCX_ENDNOTES] = {"endnotes", "its endnotes"},
    [DOCX_COMMENTS] = {"comments", "its comments"},
    [DOCX_SETTINGS] = {"settings", "its settings"},
    [DOCX_CORE] = {"core-properties", "its properties"},
};

/* Loading under way. */
struct loading {
	struct arena *arena;
	const struct document *document;
	struct zip_member members[DOCX_PARTS]; /* by part; name "": none */
};

/* Whether a relationship's type, an address, ends in this word. */
static bool
is_relation(const char *type, const char *word)
{
	const char *last = strrchr(type, '/');

	return last != NULL && strcmp(last + 1, word) == 0;
}

/* The member a target means, in a folder of the archive ("word/"). */
static const char *
target_name(struct arena *arena, const char *folder, const char *target)
{
	if (target[0] == '/')
		return target + 1;
	if (strncmp(target, "./", 2) == 0)
		target += 2;
	return arena_printf(arena, "%s%s", folder, target);
}

static const char *
folder_of(struct arena *arena, const char *name)
{
	const char *slash = strrchr(name, '/');

	return slash == NULL
		   ? ""
		   : arena_strndup(arena, name, (size_t)(slash - name) + 1);
}

/* Note the parts that relationships in these bytes name. */
static bool
read_relations(struct loading *loading, const struct zip_member *member,
    const char *folder, struct error *err)
{
	xmlDoc *doc = xml_parse(member->bytes, member->size, NULL, err);

	if (doc == NULL)
		return error_prefix(err, "%s", member->name);
	for (xmlNode *n = xml_first(xmlDocGetRootElement(doc)); n != NULL;
	     n = xml_next(n)) {
		const char *type = xml_attr(n, "Type");
		const char *target = xml_attr(n, "Target");
		const char *mode = xml_attr(n, "TargetMode");

		if (type == NULL || target == NULL ||
		    (mode != NULL && strcmp(mode, "External") == 0))
			continue;
		for (size_t i = 0; i < DOCX_PARTS; i++)
			if (is_relation(type, kinds[i].relation) &&
			    loading->members[i].name[0] == '\0')
				loading->members[i].name = arena_strdup(
				    loading->arena, target_name(loading->arena,
							folder, target));
	}
	xmlFreeDoc(doc);
	return true;
}

/* What other documents of Office and of its archives are, by a folder. */
static bool
is_other(const struct document *document, struct error *err)
{
	static const struct {
		const char *folder;
		const char *what;
	} others[] = {
	    {"xl/", "an Excel workbook"},
	    {"ppt/", "a PowerPoint presentation"},
	};

	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		if (zip_has(document->bytes, document->size, others[i].folder))
			return !error_set(err, ERROR_INPUT,
			    "no reader for it: it is %s", others[i].what);
	return false;
}

/* Find what the main part is, and with it all others. */
static bool
find_parts(struct loading *loading, struct error *err)
{
	const struct document *document = loading->document;
	struct zip_member relations = {.name = "_rels/.rels"};
	const char *main_name, *folder;

	for (size_t i = 0; i < DOCX_PARTS; i++)
		loading->members[i].name = "";
	if (!zip_read(loading->arena, document->bytes, document->size, NULL,
		&relations, 1, err))
		return false;
	if (is_other(document, err))
		return false;
	if (relations.bytes != NULL &&
	    !read_relations(loading, &relations, "", err))
		return false;
	if (loading->members[DOCX_MAIN].name[0] == '\0')
		loading->members[DOCX_MAIN].name = "word/document.xml";
	main_name = loading->members[DOCX_MAIN].name;
	folder = folder_of(loading->arena, main_name);
	relations.name = arena_printf(loading->arena, "%s_rels/%s.rels", folder,
	    main_name + strlen(folder));
	if (!zip_read(loading->arena, document->bytes, document->size, NULL,
		&relations, 1, err))
		return false;
	return relations.bytes == NULL ||
	       read_relations(loading, &relations, folder, err);
}

/* Parse what was unpacked; only the main part must be well. */
static bool
parse_parts(
    struct loading *loading, struct docx_parts *parts, struct error *err)
{
	const struct document *document = loading->document;

	for (size_t i = 0; i < DOCX_PARTS; i++) {
		const struct zip_member *member = &loading->members[i];
		struct error why = {0};

		if (member->bytes == NULL)
			continue;
		parts->doc[i] =
		    xml_parse(member->bytes, member->size, NULL, &why);
		if (parts->doc[i] != NULL)
			continue;
		if (i == DOCX_MAIN)
			return error_set(err, ERROR_INPUT, "%s: %s",
			    member->name, why.message);
		report_tell(document->report, REPORT_PARTIAL, document->path, 0,
		    "%s cannot be read and is left out: %s: %s", kinds[i].what,
		    member->name, why.message);
	}
	return true;
}

bool
docx_parts_load(struct docx_parts *parts, struct arena *arena,
    const struct document *document, struct error *err)
{
	struct loading loading = {.arena = arena, .document = document};
	const struct zip_member *main_part = &loading.members[DOCX_MAIN];

	memset(parts, 0, sizeof *parts);
	if (!find_parts(&loading, err))
		return false;
	if (!zip_read(arena, document->bytes, document->size, NULL,
		loading.members, DOCX_PARTS, err))
		return false;
	if (main_part->bytes == NULL)
		return error_set(err, ERROR_INPUT,
		    "it has no %s, where its text should be", main_part->name);
	if (!parse_parts(&loading, parts, err)) {
		docx_parts_clear(parts);
		return false;
	}
	return true;
}

void
docx_parts_clear(struct docx_parts *parts)
{
	for (size_t i = 0; i < DOCX_PARTS; i++) {
		xmlFreeDoc(parts->doc[i]);
		parts->doc[i] = NULL;
	}
}

const xmlNode *
docx_part_root(const struct docx_parts *parts, enum docx_part part)
{
	return parts->doc[part] != NULL ? xmlDocGetRootElement(parts->doc[part])
					: NULL;
}
