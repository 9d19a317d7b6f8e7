/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/odt.h"

#include "indexer/xml-parse.h"

#include <string.h>
#include <uthash.h>

struct region {
	const char *id;
	struct odt_change change;
	UT_hash_handle hh;
};

struct odt_changes {
	struct region *regions; /* by id */
};

static void
add_region(struct arena *arena, struct odt_changes *changes,
    const xmlNode *node, const xmlNode *what)
{
	struct region *region = arena_alloc(arena, sizeof *region);
	const xmlNode *info = xml_child(what, "change-info");

	region->id = xml_attr(node, "id");
	if (region->id == NULL)
		return;
	region->change.kind = CHANGE_INSERTED;
	region->change.author = xml_text(arena, xml_child(info, "creator"));
	if (xml_is(what, "deletion")) {
		region->change.kind = CHANGE_DELETED;
		region->change.deletion = what;
	}
	HASH_ADD_KEYPTR(
	    hh, changes->regions, region->id, strlen(region->id), region);
}

struct odt_changes *
odt_changes_new(struct arena *arena, const xmlNode *body)
{
	struct odt_changes *changes = arena_alloc(arena, sizeof *changes);
	const xmlNode *tracked = xml_child(body, "tracked-changes");

	for (xmlNode *n = xml_first(tracked); n != NULL; n = xml_next(n)) {
		const xmlNode *what = xml_child(n, "insertion");

		if (what == NULL)
			what = xml_child(n, "deletion");
		if (what != NULL)
			add_region(arena, changes, n, what);
	}
	return changes;
}

void
odt_changes_clear(struct odt_changes *changes)
{
	HASH_CLEAR(hh, changes->regions);
}

struct odt_change *
odt_change_find(const struct odt_changes *changes, const char *id)
{
	struct region *region = NULL;

	if (id != NULL)
		HASH_FIND_STR(changes->regions, id, region);
	return region != NULL ? &region->change : NULL;
}
