/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/plan.h"

#include "indexer/reader.h"
#include "indexer/setup.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include <uthash.h>

#define ITEM_FILES  2000 /* most files in an item */
#define ITEM_LEAST  ((uint64_t)512 << 10)
#define ITEM_USUAL  ((uint64_t)4 << 20)
#define ITEM_MOST   ((uint64_t)16 << 20)
#define ITEMS	    16 /* wanted, so that no worker waits long for the last */
#define ITEMS_MANY  32 /* the same of larger ones */
#define SPLIT_BYTES ((uint64_t)8 << 20) /* a larger file is done in parts */

/* A path found by the walk. */
struct found {
	const char *real;
	UT_hash_handle hh;
};

struct planner {
	struct arena *arena;
	struct index_writer *writer;
	const struct plan_settings *settings;
	struct plan *plan;
	uint64_t item_bytes; /* of an item, */
	uint64_t part_bytes; /* and of a part of a large file */
	size_t part_room;
	size_t item_room;
};

/* --- what is to be done with a file --------------------------------------- */

static bool
same_stamp(const struct file_state *state, const struct source_stamp *stamp)
{
	return state->size == stamp->size &&
	       state->mtime_ns == stamp->mtime_ns &&
	       state->inode == stamp->inode;
}

static void
set_stamp(struct file_state *state, const struct walk_file *file)
{
	state->path = file->real;
	state->size = file->stamp.size;
	state->mtime_ns = file->stamp.mtime_ns;
	state->inode = file->stamp.inode;
}

/* Whether the content is what the index has; false also where it is not known
 * because the file cannot be read, which reading will tell. */
static bool
same_content(const struct plan_file *file)
{
	unsigned char hash[SOURCE_HASH];

	return file->state.size == file->file->stamp.size &&
	       source_hash(file->file->path, &file->file->stamp, hash, NULL) &&
	       memcmp(hash, file->state.content, sizeof hash) == 0;
}

static bool
decide(struct planner *p, struct plan_file *file, struct error *err)
{
	unsigned char setup[FILE_HASH];
	bool same_setup;

	file->known = index_writer_state(
	    p->writer, p->arena, file->file->real, &file->state, err);
	if (!file->known && err->code != ERROR_NONE)
		return false;
	file->step = PLAN_READ;
	if (!file->known || p->settings->again)
		return true;
	if (!setup_hash(
		p->settings, file, file->state.negotiations, setup, err))
		return false;
	same_setup = memcmp(setup, file->state.setup, sizeof setup) == 0;
	p->plan->renewed = p->plan->renewed || !same_setup;
	if (!same_setup)
		return true;
	if (same_stamp(&file->state, &file->file->stamp))
		file->step = PLAN_UNCHANGED;
	else if (same_content(file))
		file->step = PLAN_TOUCH;
	return true;
}

static bool
decide_all(struct planner *p, const struct walk *walk, struct error *err)
{
	struct plan *plan = p->plan;

	plan->n_files = walk->n_files;
	plan->file = arena_array(p->arena, walk->n_files, sizeof *plan->file);
	for (size_t i = 0; i < walk->n_files; i++) {
		struct plan_file *file = &plan->file[i];

		file->file = &walk->file[i];
		if (file->file->profile != NULL) {
			file->negotiation =
			    profiles_add_folder(p->settings->prepare->profiles,
				file->file->profile, err);
			if (file->negotiation == NULL)
				return false;
		}
		if (!decide(p, file, err))
			return false;
		if (file->known && file->step == PLAN_READ)
			plan->old_passages += file->state.passages;
		set_stamp(&file->state, file->file);
	}
	return true;
}

/* Files that the index has and that are not there any more. */
static bool
find_gone(struct planner *p, const struct walk *walk, struct error *err)
{
	struct found *all =
	    arena_array(p->arena, walk->n_files + 1, sizeof *all);
	struct found *table = NULL, *found;
	struct plan *plan = p->plan;
	struct file_state *states;
	size_t count;

	if (!index_writer_states(p->writer, p->arena, &states, &count, err))
		return false;
	for (size_t i = 0; i < walk->n_files; i++) {
		all[i].real = walk->file[i].real;
		HASH_ADD_KEYPTR(
		    hh, table, all[i].real, strlen(all[i].real), &all[i]);
	}
	plan->gone = arena_array(p->arena, count + 1, sizeof *plan->gone);
	for (size_t i = 0; i < count; i++) {
		HASH_FIND_STR(table, states[i].path, found);
		if (found != NULL || !walk_covers(walk, states[i].path))
			continue;
		plan->gone[plan->n_gone++] = states[i].path;
		plan->old_passages += states[i].passages;
	}
	HASH_CLEAR(hh, table);
	return true;
}

/* --- parts and items ------------------------------------------------------ */

static struct work_part *
add_part(struct planner *p, struct plan_file *file)
{
	struct plan *plan = p->plan;
	struct work_part *part;

	if (plan->n_parts == p->part_room) {
		size_t room = p->part_room > 0 ? p->part_room * 2 : 64;

		plan->part = arena_grow(p->arena, plan->part, plan->n_parts,
		    room, sizeof *plan->part);
		p->part_room = room;
	}
	if (file->n_parts++ == 0)
		file->first_part = plan->n_parts;
	part = &plan->part[plan->n_parts++];
	part->file = file->file;
	part->negotiation = file->negotiation;
	return part;
}

static struct work_item *
add_item(struct planner *p)
{
	struct plan *plan = p->plan;
	struct work_item *item;

	if (plan->n_items == p->item_room) {
		size_t room = p->item_room > 0 ? p->item_room * 2 : 64;

		plan->item = arena_grow(p->arena, plan->item, plan->n_items,
		    room, sizeof *plan->item);
		p->item_room = room;
	}
	item = &plan->item[plan->n_items++];
	item->first = plan->n_parts;
	item->wanted = true;
	return item;
}

/* Whether a large file can be read in parts. */
static bool
can_split(struct planner *p, const struct walk_file *file)
{
	const char *declared = p->settings->charset[0] != '\0'
				   ? p->settings->charset
				   : manifest_value(file->manifest, "charset");
	size_t n = strlen(file->path);
	char head[4];
	ssize_t got;
	int fd;

	if (file->stamp.size <= SPLIT_BYTES ||
	    (n > 3 && strcmp(file->path + n - 3, ".gz") == 0))
		return false;
	fd = open(file->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	got = fd >= 0 ? read(fd, head, sizeof head) : -1;
	if (fd >= 0)
		close(fd);
	return got > 0 && work_is_lines(reader_name(p->arena, file->path),
			      declared, head, (size_t)got);
}

/* Parts of a large file, each an item of its own. */
static bool
split_file(struct planner *p, struct plan_file *file, struct error *err)
{
	size_t count,
	    most = (size_t)(file->file->stamp.size / p->part_bytes) + 2;
	struct source_place *places =
	    arena_array(p->arena, most, sizeof *places);

	if (!source_survey(file->file->path, &file->file->stamp,
		p->settings->limits, p->part_bytes, places, &count,
		file->state.content, err))
		return false;
	for (size_t i = 0; i + 1 < count; i++) {
		struct work_part *part;

		if (places[i + 1].offset == places[i].offset)
			continue;
		add_item(p)->count = 1;
		part = add_part(p, file);
		part->offset = places[i].offset;
		part->length = places[i + 1].offset - places[i].offset;
		part->line = places[i].line;
	}
	return true;
}

/* A number that is not less than one nor more than the other. */
static uint64_t
within(uint64_t least, uint64_t number, uint64_t most)
{
	return number < least ? least : number > most ? most : number;
}

/*
 * Bytes of an item. Those of PDF files take as long as twenty times as many of
 * text: a few large items would leave workers without work. Of many bytes they
 * are larger, since each item makes a shard, and to join shards takes the
 * longer the smaller they are: most words are in each of them. It does not
 * depend on how many work, so that the index does not.
 */
static uint64_t
item_bytes(const struct plan *plan)
{
	uint64_t all = 0;

	for (size_t i = 0; i < plan->n_files; i++)
		if (plan->file[i].step == PLAN_READ)
			all += plan->file[i].file->stamp.size;
	return within(within(ITEM_LEAST, all / ITEMS, ITEM_USUAL),
	    all / ITEMS_MANY, ITEM_MOST);
}

static void
cut_items(struct planner *p)
{
	struct plan *plan = p->plan;
	struct work_item *item = NULL;
	uint64_t bytes = 0;

	p->item_bytes = item_bytes(plan);
	p->part_bytes = within(ITEM_USUAL, p->item_bytes, ITEM_MOST);
	for (size_t i = 0; i < plan->n_files; i++) {
		struct plan_file *file = &plan->file[i];
		uint64_t size = file->file->stamp.size;
		struct error why = {0};

		if (file->step != PLAN_READ)
			continue;
		plan->bytes += size;
		if (can_split(p, file->file)) {
			item = NULL;
			if (split_file(p, file, &why))
				continue;
			file->step = PLAN_SKIP;
			report_tell(p->settings->report, REPORT_SKIPPED,
			    file->file->path, 0, "%s", why.message);
			continue;
		}
		if (item == NULL || bytes + size > p->item_bytes ||
		    item->count >= ITEM_FILES) {
			item = add_item(p);
			bytes = 0;
		}
		add_part(p, file)->whole = true;
		item->count++;
		bytes += size;
	}
}

bool
plan_make(struct arena *arena, struct index_writer *writer,
    const struct walk *walk, const struct plan_settings *settings,
    struct plan *ret, struct error *err)
{
	struct planner p = {.arena = arena,
	    .writer = writer,
	    .settings = settings,
	    .plan = ret};

	memset(ret, 0, sizeof *ret);
	if (!decide_all(&p, walk, err) || !find_gone(&p, walk, err))
		return false;
	cut_items(&p);
	return true;
}
