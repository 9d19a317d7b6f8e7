/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/run.h"

#include "core/index-writer.h"
#include "core/index-split.h"
#include "core/index.h"
#include "core/large-heap.h"
#include "indexer/contained-server.h"
#include "indexer/crew.h"
#include "indexer/identity.h"
#include "indexer/person-lists.h"
#include "indexer/plan.h"
#include "indexer/setup.h"
#include "indexer/walk.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* A change of fewer bytes is made in the database itself. */
#define DIRECT_BYTES ((uint64_t)8 << 20)

/* Bytes of memory in large pages for them. */
#define DIRECT_HEAP ((size_t)160 << 20)

/* A run under way. */
struct run {
	struct arena *arena;
	const struct run_options *options;
	const struct run_view *view;
	struct run_summary *summary;
	struct report report; /* counts, and passes on to the view */
	struct index_writer *writer;
	struct profiles *profiles;
	struct dictionaries *dictionaries;
	struct repairs *repairs;
	struct prepare_settings prepare;
	struct plan_settings settings;
	struct walk walk;
	struct plan plan;
	struct work_result *result; /* by part */
	struct run_progress progress;
};

static void
count_report(void *context, enum report_grade grade, const char *path,
    unsigned long line, const char *message)
{
	struct run *run = context;

	if (grade == REPORT_SKIPPED)
		run->summary->files_skipped++;
	if (grade == REPORT_PARTIAL)
		run->summary->parts_left_out++;
	run->view->report.tell(
	    run->view->report.context, grade, path, line, message);
}

static void
show_progress(void *context, uint64_t bytes, uint64_t passages)
{
	struct run *run = context;

	run->progress.bytes = bytes;
	run->progress.passages = passages;
	if (run->view->progress != NULL)
		run->view->progress(run->view->context, &run->progress);
}

/* --- settings ------------------------------------------------------------- */

/* --negotiation: a folder of tables, or the id of a profile. */
static bool
choose_negotiation(struct run *run, struct error *err)
{
	const char *given = run->options->negotiation, *id = given;
	struct stat st;

	if (strchr(given, '/') != NULL ||
	    (given[0] != '\0' && stat(given, &st) == 0 && S_ISDIR(st.st_mode)))
		id = profiles_add_folder(run->profiles, given, err);
	if (id == NULL)
		return false;
	run->prepare.negotiation = id;
	return profiles_get(run->profiles, id, err) != NULL;
}

static bool
settle(struct run *run, struct error *err)
{
	const struct run_options *options = run->options;
	struct table_source tables;

	run->profiles =
	    profiles_new(run->arena, options->datadir, options->positions);
	run->prepare.profiles = run->profiles;
	run->dictionaries = dictionaries_new(NULL, NULL);
	tables = profiles_tables(run->profiles);
	run->repairs = repairs_new(tables, run->dictionaries);
	run->prepare.repairs = run->repairs;
	run->prepare.given = options->given;
	run->prepare.n_given = options->n_given;
	run->prepare.shard = options->shard;
	run->prepare.shards = options->shards;
	run->prepare.language =
	    language_id_new(arena_printf(run->arena, "%s/lexicon/textcat.conf",
				options->datadir),
		NULL);
	if (!language_id_complete(run->prepare.language))
		report_tell(&run->report, REPORT_NOTE, options->datadir, 0,
		    "no fingerprints of languages (libexttextcat-data): "
		    "languages are told by script and small words alone");
	if (!choose_negotiation(run, err))
		return false;
	run->settings.prepare = &run->prepare;
	run->settings.limits = &options->limits;
	run->settings.charset = options->charset;
	run->settings.ocr = options->ocr;
	run->settings.positions = options->positions;
	run->settings.again = options->again;
	run->settings.words =
	    setup_words(run->arena, &tables, run->dictionaries);
	run->settings.lists = person_lists_new(run->arena);
	run->settings.report = &run->report;
	return true;
}

/* --- by the crew ---------------------------------------------------------- */

static void
crew_init(struct run *run, struct crew *crew)
{
	memset(crew, 0, sizeof *crew);
	crew->settings = &run->prepare;
	crew->limits = &run->options->limits;
	crew->contained = &run->options->contained;
	crew->charset = run->options->charset;
	crew->ocr = run->options->ocr;
	crew->jobs = run->options->jobs > 0 ? run->options->jobs : 1;
	crew->memory = run->options->memory;
	crew->part = run->plan.part;
	crew->n_parts = run->plan.n_parts;
	crew->item = run->plan.item;
	crew->n_items = run->plan.n_items;
	crew->excluded =
	    arena_array(run->arena, run->plan.n_parts, sizeof *crew->excluded);
	crew->result = run->result;
	crew->report = run->report;
	crew->progress = show_progress;
	crew->progress_context = run;
	crew->arena = run->arena;
}

/*
 * A file that is read in parts is taken whole or not at all. Where some part
 * could not be read, none is wanted.
 */
static void
drop_broken(struct run *run, struct crew *crew)
{
	for (size_t f = 0; f < run->plan.n_files; f++) {
		const struct plan_file *file = &run->plan.file[f];
		bool broken = false;

		for (size_t i = 0; i < file->n_parts; i++)
			broken = broken ||
				 run->result[file->first_part + i].outcome ==
				     WORK_UNREAD;
		if (!broken || file->n_parts < 2)
			continue;
		for (size_t i = 0; i < file->n_parts; i++) {
			struct work_result *result =
			    &run->result[file->first_part + i];

			memset(result, 0, sizeof *result);
			result->outcome = WORK_UNREAD;
			result->ids = result->negotiations = "";
			crew->excluded[file->first_part + i] = true;
		}
		for (size_t i = 0; i < crew->n_items; i++)
			if (crew->item[i].first >= file->first_part &&
			    crew->item[i].first <
				file->first_part + file->n_parts)
				crew->item[i].shards = 0;
	}
}

static bool
work_by_crew(struct run *run, struct crew *crew, struct error *err)
{
	bool again;

	crew->folder = index_writer_build_folder(run->writer, err);
	crew->dictionary = index_writer_dictionary(
	    run->writer, run->arena, &crew->dictionary_length);
	if (crew->folder == NULL || !crew_run(crew, err))
		return false;
	drop_broken(run, crew);
	identity_check(run->arena, run->writer, &run->plan, crew, &again);
	return !again || crew_run(crew, err);
}

static const char **
list_shards(struct run *run, const struct crew *crew, size_t *ret_count)
{
	const char **paths;
	size_t count = 0;

	for (size_t i = 0; i < crew->n_items; i++)
		count += crew->item[i].shards;
	paths = arena_array(run->arena, count, sizeof *paths);
	count = 0;
	for (size_t i = 0; i < crew->n_items; i++)
		for (unsigned s = 0; s < crew->item[i].shards; s++)
			paths[count++] = crew_shard(crew, &crew->item[i], s);
	*ret_count = count;
	return paths;
}

/* --- what the writer is told ---------------------------------------------- */

/* The results of all parts of a file as one. */
static struct work_result
sum_parts(struct run *run, const struct plan_file *file)
{
	struct work_result sum = run->result[file->first_part];

	for (size_t i = 1; i < file->n_parts; i++) {
		const struct work_result *part =
		    &run->result[file->first_part + i];

		sum.records += part->records;
		sum.passages += part->passages;
		sum.positions += part->positions;
		if (part->outcome == WORK_DONE)
			sum.outcome = WORK_DONE;
	}
	if (file->n_parts > 1)
		identity_join(run->arena, run->result + file->first_part,
		    file->n_parts, &sum);
	return sum;
}

/* Tell the writer what became of a file that was read. */
static bool
put_file(struct run *run, struct plan_file *file, struct error *err)
{
	struct work_result sum = sum_parts(run, file);
	struct file_state *state = &file->state;

	/* What cannot be read now stays as it was indexed. */
	if (sum.outcome == WORK_UNREAD || sum.outcome == WORK_NOT_DONE)
		return true;
	if (sum.outcome == WORK_EMPTY) {
		if (file->known)
			index_writer_drop(run->writer, file->file->real);
		return true;
	}
	if (file->n_parts == 1 && run->plan.part[file->first_part].whole)
		memcpy(state->content, sum.hash, sizeof state->content);
	state->negotiations = sum.negotiations;
	state->records = sum.records;
	state->passages = sum.passages;
	state->positions = sum.positions;
	if (!setup_hash(
		&run->settings, file, sum.negotiations, state->setup, err))
		return false;
	index_writer_put(run->writer, state, sum.ids);
	run->summary->files_indexed++;
	run->summary->bytes += file->file->stamp.size;
	run->summary->records += sum.records;
	run->summary->passages += sum.passages;
	run->summary->positions += sum.positions;
	return true;
}

/* Files that need no reading: touched and gone ones. */
static void
put_rest(struct run *run)
{
	for (size_t i = 0; i < run->plan.n_files; i++)
		if (run->plan.file[i].step == PLAN_TOUCH)
			index_writer_touch(
			    run->writer, &run->plan.file[i].state);
	for (size_t i = 0; i < run->plan.n_gone; i++)
		index_writer_drop(run->writer, run->plan.gone[i]);
	run->summary->files_removed = run->plan.n_gone;
}

/* The tables that the index carries. */
static bool
put_tables(struct run *run, struct error *err)
{
	const char *const *ids = identity_negotiations(run->arena, run->writer,
	    &run->plan, run->result, run->prepare.negotiation);
	size_t n_ids = 0, count;
	const char **names;
	struct table_source source = profiles_tables(run->profiles);
	struct error none = {0};

	while (ids[n_ids] != NULL)
		n_ids++;
	names =
	    profiles_table_names(run->profiles, run->arena, ids, n_ids, &count);
	for (size_t i = 0; i < count; i++) {
		size_t n = 0;
		const char *bytes = source.read(
		    source.context, run->arena, names[i], &n, &none);

		if (none.code != ERROR_NONE) {
			*err = none;
			return false;
		}
		if (bytes != NULL)
			index_writer_set(run->writer,
			    arena_printf(run->arena, "table:%s", names[i]),
			    bytes, n);
	}
	return true;
}

/* --- the two ways of writing ---------------------------------------------- */

static bool
write_by_shards(struct run *run, struct error *err)
{
	struct index_commit commit = {.made_by = run->options->made_by,
	    .created = run->options->created,
	    .serve = run->prepare.shards > 0};
	const char **shards;
	struct crew crew;
	size_t count;

	crew_init(run, &crew);
	if (!work_by_crew(run, &crew, err))
		return false;
	run->progress.joining = true;
	show_progress(run, run->plan.bytes, run->progress.passages);
	put_rest(run);
	for (size_t i = 0; i < run->plan.n_files; i++)
		if (run->plan.file[i].n_parts > 0 &&
		    !put_file(run, &run->plan.file[i], err))
			return false;
	if (!put_tables(run, err))
		return false;
	shards = list_shards(run, &crew, &count);
	return index_writer_commit_shards(
	    run->writer, shards, count, &commit, err);
}

/* The sink of work that goes into the database itself. */
struct direct {
	struct run *run;
	struct identities *identities;
	uint64_t bytes;
};

static bool
direct_begin(void *context, size_t part, struct error *err)
{
	(void)context;
	(void)part;
	(void)err;
	return true;
}

static const char *
direct_name(void *context, size_t part, size_t ordinal, const char *id)
{
	struct direct *direct = context;

	(void)ordinal;
	return identities_take(
	    direct->identities, direct->run->plan.part[part].file->path, id);
}

static bool
direct_document(
    void *context, const struct xap_doc_input *doc, struct error *err)
{
	struct direct *direct = context;

	return index_writer_add(direct->run->writer, doc, err);
}

static bool
direct_end(void *context, size_t part, const struct work_result *result,
    struct error *err)
{
	struct direct *direct = context;
	struct run *run = direct->run;
	struct work_result *mine = &run->result[part];

	(void)err;
	*mine = *result;
	mine->ids = arena_strdup(run->arena, result->ids);
	mine->negotiations = arena_strdup(run->arena, result->negotiations);
	direct->bytes += run->plan.part[part].file->stamp.size;
	show_progress(
	    run, direct->bytes, run->progress.passages + result->passages);
	return true;
}

static bool
work_directly(struct run *run, struct work *work, struct error *err)
{
	struct direct direct = {.run = run};
	bool ok = true;
	struct work_sink sink = {direct_begin, direct_name, direct_document,
	    direct_end, run->report, &direct};

	direct.identities =
	    identities_new(run->arena, run->writer, &run->plan, &run->report);
	for (size_t f = 0; ok && f < run->plan.n_files; f++) {
		struct plan_file *file = &run->plan.file[f];

		for (size_t i = 0; ok && i < file->n_parts; i++)
			ok = work_part(work,
			    &run->plan.part[file->first_part + i],
			    file->first_part + i, &sink, err);
		if (ok && file->n_parts > 0)
			ok = put_file(run, file, err) &&
			     index_writer_end_file(run->writer, err);
	}
	identities_free(direct.identities);
	return ok;
}

static bool
write_directly(struct run *run, struct error *err)
{
	struct index_commit commit = {
	    .made_by = run->options->made_by, .created = run->options->created};
	struct work work = {.settings = &run->prepare,
	    .limits = &run->options->limits,
	    .contained = &run->options->contained,
	    .charset = run->options->charset,
	    .ocr = run->options->ocr};
	bool ok;

	/* While this process is small. */
	work.server = contained_server_new(run->options->contained.program);
	large_heap(DIRECT_HEAP, 0);
	work.file_arena = arena_new();
	work.record_arena = arena_new();
	work.stems = stems_new(err);
	put_rest(run);
	ok = work.stems != NULL &&
	     index_writer_begin_direct(run->writer, err) &&
	     work_directly(run, &work, err) && put_tables(run, err) &&
	     index_writer_commit_direct(run->writer, &commit, err);
	contained_server_free(work.server);
	stems_free(work.stems);
	arena_free(work.record_arena);
	arena_free(work.file_arena);
	return ok;
}

/* --- the run -------------------------------------------------------------- */

static void
count_plan(struct run *run)
{
	for (size_t i = 0; i < run->plan.n_files; i++) {
		enum plan_step step = run->plan.file[i].step;

		if (step == PLAN_UNCHANGED || step == PLAN_TOUCH)
			run->summary->files_unchanged++;
		run->progress.files_all += step == PLAN_READ;
	}
	run->summary->files_seen = run->plan.n_files;
	run->summary->renewed = run->plan.renewed;
	run->progress.bytes_all = run->plan.bytes;
}

/* Say what would be done. */
static void
tell_plan(struct run *run)
{
	static const char *const words[] = {[PLAN_UNCHANGED] = "is unchanged",
	    [PLAN_TOUCH] = "is unchanged",
	    [PLAN_READ] = "would be indexed",
	    [PLAN_SKIP] = "would be left out"};

	for (size_t i = 0; i < run->plan.n_files; i++)
		report_tell(&run->report, REPORT_NOTE,
		    run->plan.file[i].file->path, 0, "%s",
		    words[run->plan.file[i].step]);
	for (size_t i = 0; i < run->plan.n_gone; i++)
		report_tell(&run->report, REPORT_NOTE, run->plan.gone[i], 0,
		    "is gone and would be removed");
	run->summary->files_removed = run->plan.n_gone;
	for (size_t i = 0; i < run->plan.n_files; i++)
		run->summary->files_indexed +=
		    run->plan.file[i].step == PLAN_READ;
}

static bool
nothing_to_do(const struct run *run)
{
	for (size_t i = 0; i < run->plan.n_files; i++)
		if (run->plan.file[i].step == PLAN_READ ||
		    run->plan.file[i].step == PLAN_TOUCH)
			return false;
	return run->plan.n_gone == 0;
}

/* Whether what is new is little beside what is there. */
static bool
is_small(const struct run *run)
{
	uint64_t there = index_writer_passages(run->writer);

	return there > 0 && run->plan.bytes < DIRECT_BYTES &&
	       run->plan.old_passages * 4 < there &&
	       !index_writer_is_worn(run->writer, run->plan.old_passages);
}

/*
 * An index that holds one shard's records alone says so, and goes on as that.
 */
static bool
settle_shard(struct run *run, struct error *err)
{
	const struct run_options *options = run->options;
	const char *there =
	    index_writer_metadata(run->writer, run->arena, "shard");
	const char *build =
	    index_writer_metadata(run->writer, run->arena, "build");
	const char *wanted = options->shards == 0
				 ? there
				 : arena_printf(run->arena, "%u/%u",
				       options->shard + 1, options->shards);

	if (index_split_is_shard(build))
		return error_set(err, ERROR_USAGE,
		    "'%s' is a shard that was split from an index; index into "
		    "that one, and split it again with --shards",
		    options->index);
	if (strcmp(wanted, there) != 0 &&
	    index_writer_passages(run->writer) > 0)
		return error_set(err, ERROR_USAGE,
		    "index '%s' holds %s%s, not shard %s", options->index,
		    there[0] != '\0' ? "shard " : "the records of all shards",
		    there, wanted);
	if (wanted[0] != '\0' && sscanf(wanted, "%u/%u", &run->prepare.shard,
				     &run->prepare.shards) != 2)
		return error_set(err, ERROR_INDEX,
		    "index '%s' is damaged: it is shard '%s'", options->index,
		    wanted);
	if (wanted[0] != '\0')
		run->prepare.shard--;
	if (!options->dry_run)
		index_writer_set(run->writer, "shard", wanted, strlen(wanted));
	return true;
}

static bool
plan_and_write(struct run *run, struct error *err)
{
	if (!settle_shard(run, err))
		return false;
	if (!plan_make(run->arena, run->writer, &run->walk, &run->settings,
		&run->plan, err))
		return false;
	count_plan(run);
	if (run->options->dry_run) {
		tell_plan(run);
		return true;
	}
	run->result =
	    arena_array(run->arena, run->plan.n_parts + 1, sizeof *run->result);
	if (nothing_to_do(run)) {
		if (!put_tables(run, err))
			return false;
		if (!index_writer_has_changes(run->writer))
			return true;
	}
	run->summary->changed = true;
	return is_small(run) ? write_directly(run, err)
			     : write_by_shards(run, err);
}

static bool
run_steps(struct run *run, struct error *err)
{
	const struct run_options *options = run->options;

	if (!settle(run, err) ||
	    !walk_paths(run->arena, options->path, options->n_paths,
		options->index, &run->report, &run->walk, err))
		return false;
	run->writer = index_writer_open(
	    options->index, options->dry_run, options->wait, err);
	return run->writer != NULL && plan_and_write(run, err);
}

/* What is in the index now. */
static void
count_index(struct run *run)
{
	struct error err = {0};
	struct index *index = index_open(run->options->index, &err);

	if (index == NULL)
		return;
	run->summary->index_records = index_info(index)->records;
	run->summary->index_passages = index_info(index)->passages;
	index_free(index);
}

bool
run_index(const struct run_options *options, const struct run_view *view,
    struct run_summary *ret, struct error *err)
{
	struct run run = {.options = options, .view = view, .summary = ret};
	bool ok;

	memset(ret, 0, sizeof *ret);
	run.arena = arena_new();
	run.report.tell = count_report;
	run.report.context = &run;
	ok = run_steps(&run, err);
	index_writer_free(run.writer);
	if (ok && !options->dry_run && run.prepare.shards > 0)
		ok = index_serve(options->index, err);
	if (ok && !options->dry_run)
		count_index(&run);
	language_id_free(run.prepare.language);
	repairs_free(run.repairs);
	dictionaries_free(run.dictionaries);
	arena_free(run.arena);
	return ok;
}
