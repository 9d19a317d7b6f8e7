/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * xapian-c: libxapian behind a C interface, for any C program that searches.
 *
 * A database holds documents; a document has terms (with positions), values
 * in numbered slots, and its data, which are bytes that Xapian gives back as
 * they were. A `struct xap_writer` makes databases, a `struct xap_db` reads
 * them, a `struct xap_query` says what is looked for, and xap_match() answers
 * with a `struct xap_matches`. A whole program:
 *
 *	struct xap_error err;
 *	struct xap_query *query = xap_query_term("treaty", 6, 1, 0, &err);
 *	struct xap_db *db = xap_db_open_path("books", &err);
 *	struct xap_match_params params = {.count = 10};
 *	struct xap_matches *matches = xap_match(db, query, &params, &err);
 *	struct xap_text data = {0};
 *	struct xap_hit hit;
 *
 *	if (!matches)
 *		fprintf(stderr, "books: %s\n", err.message);
 *	for (size_t i = 0; i < xap_matches_size(matches); i++) {
 *		if (xap_matches_get(matches, i, &hit, &err) ||
 *		    xap_db_data(db, hit.docid, &data, &err))
 *			break;
 *		printf("%3d%% %.*s\n", hit.percent, (int)data.len, data.s);
 *	}
 *	xap_text_clear(&data);
 *	xap_matches_free(matches);
 *	xap_query_free(query);
 *	xap_db_free(db);
 *
 * The rules that hold everywhere:
 *
 * - Errors. A function that can fail takes a `struct xap_error *err` last
 *   (NULL if you do not care) and sets it on every call: XAP_OK or what went
 *   wrong. It returns the same status, or a pointer that is NULL where it
 *   failed; a cursor's `next` returns false both at the end and on error, and
 *   err->status tells them apart. No exception and no failure of allocation
 *   crosses this border: XAP_NO_MEMORY is an error as the others are.
 * - NULL in, error out. A function that takes `err` refuses NULL objects and
 *   leaves the error that is in `err` as it is, or sets XAP_ARGUMENT if there
 *   is none. So a chain as above may be checked once, at its end; only, a call
 *   that succeeds in between clears what was there. Functions without `err`
 *   take NULL and give 0.
 * - Strings are (pointer, length in bytes) and may hold NUL bytes; a NULL
 *   pointer is allowed where the length is 0. Paths, host names and names of
 *   languages are ordinary NUL-terminated strings.
 * - Output that is a string goes to a `struct xap_text` of the caller's, which
 *   is reused from call to call. Outputs are named `ret_...` and are left
 *   alone on failure; NULL means "do not tell".
 * - What a function returns as a new object is the caller's, to be freed with
 *   that type's `_free`, which takes NULL. Objects hold on to what they need:
 *   cursors, documents and matches may outlive the `struct xap_db` they came
 *   from.
 * - Arguments are copied; nothing given has to outlive the call.
 * - Nothing here is global; objects may be used in several threads, each
 *   object in one at a time.
 *
 * Limits of Xapian's that the caller meets: a term has 1 to 245 bytes, a NUL
 * byte counting as two; document ids begin with 1. A reader sees the state of
 * the last commit when it was opened or reopened, and a writer's commits
 * overtake it: the second one after may make any call fail with XAP_MODIFIED;
 * see xap_retry().
 */
#ifndef XAPIAN_C_H
#define XAPIAN_C_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct xap_db;
struct xap_doc;
struct xap_matches;
struct xap_postings;
struct xap_query;
struct xap_stemmer;
struct xap_terms;
struct xap_values;
struct xap_writer;

/* --- errors -------------------------------------------------------------- */

/* What went wrong, as far as callers treat it differently. */
enum xap_status {
	XAP_OK = 0,
	XAP_NOT_FOUND,	   /* no such database, or no such document */
	XAP_EXISTS,	   /* there is something already; it is untouched */
	XAP_LOCKED,	   /* another writer has the database */
	XAP_MODIFIED,	   /* a reader overtaken by commits: see xap_retry() */
	XAP_CORRUPT,	   /* the database is damaged, or crashed a child */
	XAP_VERSION,	   /* made by another version or backend of Xapian */
	XAP_NETWORK,	   /* a remote database cannot be reached */
	XAP_TIMEOUT,	   /* it took longer than the caller allows */
	XAP_ARGUMENT,	   /* a wrong argument; nothing was changed */
	XAP_OPERATION,	   /* not now: a commit inside a transaction, ... */
	XAP_WILDCARD,	   /* a wildcard stands for more terms than allowed */
	XAP_RANGE,	   /* a number beyond what it can be */
	XAP_UNIMPLEMENTED, /* this kind of database or query cannot do it */
	XAP_STUB,	   /* refused: a stub (or not a database at all) */
	XAP_CLOSED,	   /* the database was closed */
	XAP_LOST,      /* this writer failed before: see xap_writer_commit */
	XAP_NO_MEMORY, /* an allocation failed */
	XAP_IO,	       /* the system refused: disk full, no permission */
	XAP_INTERNAL   /* anything else that libxapian reports */
};

/*
 * One error, in memory of the caller's. `message` is a sentence for people,
 * but it may hold raw bytes of terms and paths: log it, and escape it before
 * it goes on a web page.
 */
struct xap_error {
	enum xap_status status; /* XAP_OK where nothing failed */
	char type[48];	   /* Xapian's class, as "DatabaseLockError", or "" */
	char message[512]; /* what happened, one line without final stop */
	char context[128]; /* what it was about: a path, a host; or "" */
	char system[128];  /* the system's own words, as strerror(); or "" */
};

/* The name of a status in words, as "locked"; static, never NULL. */
const char *xap_status_name(enum xap_status status);

/* --- memory -------------------------------------------------------------- */

/*
 * Bytes that a function here gives. Start with `struct xap_text text = {0};`,
 * pass it as often as you like (each call replaces what it held, and uses its
 * memory again), and xap_text_clear() it at the end.
 */
struct xap_text {
	char *s;     /* `len` bytes and a NUL after them; NULL when unused */
	size_t len;  /* bytes, the last NUL not counted */
	size_t room; /* bytes allocated */
};

/* Free what the text holds and make it empty again. NULL is allowed. */
void xap_text_clear(struct xap_text *text);

/* The version of the libxapian in use, as "1.4.22"; static. */
const char *xap_version(void);

/* --- opening databases to read ------------------------------------------- */

/*
 * Open the database at `path`: a directory, or a single file. Opening runs
 * nothing and asks no network: a stub - a text file, or a directory with a
 * file XAPIANDB, that names other databases, programs and hosts - is refused
 * with XAP_STUB, and so is any file that is not a database.
 *
 * A damaged database may crash libxapian when it is read. Open what somebody
 * else gave you only after you verified it (a signature), or try it first in
 * a child process: xap_probe_path().
 *
 * Errors: XAP_NOT_FOUND, XAP_STUB, XAP_VERSION, XAP_CORRUPT, XAP_IO.
 */
struct xap_db *xap_db_open_path(const char *path, struct xap_error *err);

/*
 * Open the single-file database that begins `offset` bytes into the open file
 * `fd`; there may be other bytes before and after it. The descriptor stays the
 * caller's, who may close it at once (the database uses a duplicate); its file
 * position is moved. A wrong offset gives XAP_CORRUPT or XAP_VERSION. A file
 * that is cut short is noticed only when a missing block is read.
 *
 * A file does not change under a reader, so for such a database XAP_MODIFIED
 * means that it is damaged, and xap_db_reopen() always says "unchanged".
 */
struct xap_db *xap_db_open_fd(int fd, int64_t offset, struct xap_error *err);

/*
 * Open a database served by xapian-tcpsrv at `host` and `port`. Connecting
 * gives up after `connect_ms`, every later answer after `timeout_ms`
 * (milliseconds; 0 waits for ever), with XAP_TIMEOUT or XAP_NETWORK. The
 * process's handling of SIGPIPE is as it was after every call.
 *
 * Through the network some things are not there: spelling and synonyms are
 * silently empty, xap_match() with a callback is XAP_UNIMPLEMENTED. There is
 * no encryption and no password. A lost connection stays lost: open again.
 */
struct xap_db *xap_db_open_remote(const char *host, uint16_t port,
    uint32_t timeout_ms, uint32_t connect_ms, struct xap_error *err);

/* A server, and what is read when it is opened. */
struct xap_server {
	const char *host;      /* of xapian-tcpsrv, with its */
	uint16_t port;	       /* port; or, where the host is NULL, */
	const char *program;   /* that speaks as xapian-progsrv does, */
	const char *arguments; /* with these, parted by blanks; NULL: none */
	uint32_t timeout_ms;   /* as for xap_db_open_remote() */
	uint32_t connect_ms;   /* likewise; not for a program */
	const char *key;       /* of metadata to be read; NULL: none */
	size_t key_len;	       /* bytes of the key */
	/* What becomes of it. */
	struct xap_db *db;	/* the caller's; NULL: see `error` */
	struct xap_text value;	/* of the key; empty, and the caller's */
	struct xap_error error; /* why it was not opened */
};

/*
 * Open several servers at once: it takes as long as the slowest of them.
 *
 * A program is run as execvp(3) does, without a shell, its standard input and
 * output being the connection and its standard error nothing. It must be named
 * by the user, never by data. It is waited for when the database is freed.
 *
 * Of a database put together of several servers, terms, postings and documents
 * are read of all of them at once. The threads that wait for them end before
 * the call does; databases without servers have none. A server must be added
 * to it once only.
 */
void xap_db_open_servers(struct xap_server *server, size_t n);

/*
 * Open a stub. Only for a path that the user wrote and means: what the file
 * names is opened, programs in it are executed.
 */
struct xap_db *xap_db_open_stub(const char *path, struct xap_error *err);

/*
 * A database of no parts, matching nothing; put others in it with
 * xap_db_add().
 */
struct xap_db *xap_db_new_empty(struct xap_error *err);

/*
 * Search `part` together with what is in `db` already. `part` may be freed
 * after it. Document d of part p (from 0) of n is number (d - 1) * n + p + 1
 * in the whole. Every part must be there for any answer: one dead remote part
 * fails the whole query with XAP_NETWORK, so probe parts with
 * xap_db_keep_alive() and leave out the dead.
 */
enum xap_status xap_db_add(
    struct xap_db *db, const struct xap_db *part, struct xap_error *err);

/*
 * Go to the last commit. `*ret_changed` is false where there was surely
 * nothing new. Not for databases that were closed (XAP_CLOSED). If the
 * database was replaced by another one at the same path, free it and open it
 * anew instead.
 */
enum xap_status xap_db_reopen(
    struct xap_db *db, bool *ret_changed, struct xap_error *err);

/* Close files and connections now; later calls give XAP_CLOSED. */
enum xap_status xap_db_close(struct xap_db *db, struct xap_error *err);

/* Ask remote parts for a sign of life, so that they keep the connection. */
enum xap_status xap_db_keep_alive(struct xap_db *db, struct xap_error *err);

void xap_db_free(struct xap_db *db);

/*
 * Call `run` with `db` until it returns something else than XAP_MODIFIED, at
 * most `tries` times in all (at least once), reopening before each new try.
 * `run` must do the whole operation: what it got from matches, documents and
 * cursors of an earlier try is void. Returns what the last call returned; if
 * that is XAP_MODIFIED, either commits come faster than the operation runs, or
 * the database is damaged.
 */
enum xap_status xap_retry(struct xap_db *db, unsigned tries,
    enum xap_status (*run)(
	void *context, struct xap_db *db, struct xap_error *err),
    void *context, struct xap_error *err);

/* --- facts about a database ---------------------------------------------- */

struct xap_stats {
	uint32_t parts;	       /* databases in it, 1 for a plain one */
	uint32_t doc_count;    /* documents */
	uint32_t last_docid;   /* highest document id ever used */
	uint64_t total_length; /* sum of the wdf of all terms */
	double average_length; /* the same by document */
	uint32_t length_min;   /* bounds of a document's length; documents of */
	uint32_t length_max;   /* length 0 not counted */
	bool has_positions;    /* phrases can be searched */
};

enum xap_status xap_db_stats(const struct xap_db *db,
    struct xap_stats *ret_stats, struct xap_error *err);

/*
 * The identity of the database: it stays through commits, but changes when it
 * is compacted or copied by Xapian. Several parts: all, with ':' between.
 */
enum xap_status xap_db_uuid(
    const struct xap_db *db, struct xap_text *ret_uuid, struct xap_error *err);

struct xap_term_stats {
	uint32_t doc_freq;	  /* documents that have the term */
	uint32_t collection_freq; /* sum of its wdf in them */
	uint32_t wdf_max;	  /* upper bound of its wdf in one */
};

/* All are 0 for a term that is not there, which is no error. */
enum xap_status xap_db_term_stats(const struct xap_db *db, const char *term,
    size_t len, struct xap_term_stats *ret_stats, struct xap_error *err);

/* The first of these alone: cheaper. */
enum xap_status xap_db_term_freq(const struct xap_db *db, const char *term,
    size_t len, uint32_t *ret_freq, struct xap_error *err);

/* Whether any document has the term: cheaper than its statistics. */
enum xap_status xap_db_term_exists(const struct xap_db *db, const char *term,
    size_t len, bool *ret_exists, struct xap_error *err);

/*
 * The same of `n` terms, with their lengths: of a server in one round trip
 * where there are more than a few.
 */
enum xap_status xap_db_terms_exist(const struct xap_db *db,
    const char *const *terms, const size_t *lens, size_t n, bool *ret_exist,
    struct xap_error *err);

/*
 * Of a value slot: how many documents have a value in it, and a lower and an
 * upper bound of these values in byte order (not always tight).
 */
enum xap_status xap_db_value_stats(const struct xap_db *db, uint32_t slot,
    uint32_t *ret_freq, struct xap_text *ret_lower, struct xap_text *ret_upper,
    struct xap_error *err);

/* Length (sum of wdf) and number of different terms of one document. */
enum xap_status xap_db_doc_length(const struct xap_db *db, uint32_t docid,
    uint32_t *ret_length, uint32_t *ret_terms, struct xap_error *err);

/*
 * The metadata stored under `key`, which is not empty; an unknown key gives
 * an empty text. Of several parts only the first is asked.
 */
enum xap_status xap_db_metadata(const struct xap_db *db, const char *key,
    size_t len, struct xap_text *ret_value, struct xap_error *err);

/* The same of part number `part`, from 0, in the order they were added. */
enum xap_status xap_db_part_metadata(const struct xap_db *db, uint32_t part,
    const char *key, size_t len, struct xap_text *ret_value,
    struct xap_error *err);

/*
 * A word of the spelling dictionary (xap_writer_add_spelling()) that is at
 * most `max_edits` edits (0: 2) away from `word`, or an empty text.
 */
enum xap_status xap_db_spelling(const struct xap_db *db, const char *word,
    size_t len, unsigned max_edits, struct xap_text *ret_word,
    struct xap_error *err);

/* --- walking terms ------------------------------------------------------- */

/*
 * A cursor over strings in byte order. It begins before the first one:
 *
 *	struct xap_terms *terms = xap_terms_open(db, "XP", 2, &err);
 *
 *	while (xap_terms_next(terms, &err)) {
 *		size_t len;
 *		const char *term = xap_terms_get(terms, &len);
 *		...
 *	}
 *	xap_terms_free(terms);
 *	if (err.status)
 *		...
 */

/* The terms of the database that begin with `prefix` (empty: all). */
struct xap_terms *xap_terms_open(const struct xap_db *db, const char *prefix,
    size_t len, struct xap_error *err);

/*
 * The terms of one document; xap_terms_wdf() works on these. A writer that
 * was made with XAP_NO_TERMLIST gives XAP_UNIMPLEMENTED here.
 */
struct xap_terms *xap_terms_of_doc(
    const struct xap_db *db, uint32_t docid, struct xap_error *err);

/* The different terms of a query, wildcards not expanded. */
struct xap_terms *xap_terms_of_query(
    const struct xap_query *query, struct xap_error *err);

/* The metadata keys that begin with `prefix`; of the first part only. */
struct xap_terms *xap_terms_of_metadata(const struct xap_db *db,
    const char *prefix, size_t len, struct xap_error *err);

/* The words of the spelling dictionary; doc_freq is the word's count. */
struct xap_terms *xap_terms_of_spelling(
    const struct xap_db *db, struct xap_error *err);

/* The synonyms of `term`. */
struct xap_terms *xap_terms_of_synonyms(const struct xap_db *db,
    const char *term, size_t len, struct xap_error *err);

/* The terms beginning with `prefix` that have synonyms. */
struct xap_terms *xap_terms_of_synonym_keys(const struct xap_db *db,
    const char *prefix, size_t len, struct xap_error *err);

/* Go on to the next. False at the end (err->status is XAP_OK) or on error. */
bool xap_terms_next(struct xap_terms *terms, struct xap_error *err);

/*
 * Go forward to the first string that is not less than `term` (where the
 * cursor is already past it, it stays). Returns as xap_terms_next(). Not for
 * terms of a query, which have no order: XAP_UNIMPLEMENTED.
 */
bool xap_terms_skip_to(struct xap_terms *terms, const char *term, size_t len,
    struct xap_error *err);

/*
 * The string the cursor is on, NUL-terminated besides; it lives until the
 * cursor moves. NULL before the first and after the last.
 */
const char *xap_terms_get(const struct xap_terms *terms, size_t *ret_len);

/* In how many documents (of the database) the current term is. */
enum xap_status xap_terms_doc_freq(
    const struct xap_terms *terms, uint32_t *ret_freq, struct xap_error *err);

/* How often the current term is in this document; xap_terms_of_doc() only. */
enum xap_status xap_terms_wdf(
    const struct xap_terms *terms, uint32_t *ret_wdf, struct xap_error *err);

void xap_terms_free(struct xap_terms *terms);

/* --- walking postings, positions, values --------------------------------- */

/*
 * A cursor over the documents that have `term`, by ascending id; the empty
 * term stands for all documents. A term that is not there gives a cursor at
 * its end. It begins before the first.
 */
struct xap_postings *xap_postings_open(const struct xap_db *db,
    const char *term, size_t len, struct xap_error *err);

bool xap_postings_next(struct xap_postings *postings, struct xap_error *err);

/* Go forward to the first document whose id is at least `docid`. */
bool xap_postings_skip_to(
    struct xap_postings *postings, uint32_t docid, struct xap_error *err);

/* The current document, or 0 before the first and after the last. */
uint32_t xap_postings_docid(const struct xap_postings *postings);

/* How often the term is in the current document. */
enum xap_status xap_postings_wdf(const struct xap_postings *postings,
    uint32_t *ret_wdf, struct xap_error *err);

/* The length of the current document. */
enum xap_status xap_postings_doc_length(const struct xap_postings *postings,
    uint32_t *ret_length, struct xap_error *err);

/*
 * Many at once: go on through up to `max` documents and put their ids in
 * `ret_docids`. `*ret_count` is how many; less than `max` means the end. The
 * cursor is then on the last one given.
 */
enum xap_status xap_postings_read(struct xap_postings *postings,
    uint32_t *ret_docids, size_t max, size_t *ret_count, struct xap_error *err);

void xap_postings_free(struct xap_postings *postings);

/*
 * The positions of `term` in a document, ascending: the first `max` of them go
 * to `ret_positions` (which may be NULL for 0), and `*ret_count` is how many
 * there are in all. A term without positions there has 0.
 */
enum xap_status xap_db_positions(const struct xap_db *db, uint32_t docid,
    const char *term, size_t len, uint32_t *ret_positions, size_t max,
    size_t *ret_count, struct xap_error *err);

/*
 * A cursor over the documents that have a value in `slot`, by ascending id.
 * It begins before the first.
 */
struct xap_values *xap_values_open(
    const struct xap_db *db, uint32_t slot, struct xap_error *err);

bool xap_values_next(struct xap_values *values, struct xap_error *err);

bool xap_values_skip_to(
    struct xap_values *values, uint32_t docid, struct xap_error *err);

/* The current document, or 0. */
uint32_t xap_values_docid(const struct xap_values *values);

/* Its value; lives until the cursor moves. NULL where docid is 0. */
const char *xap_values_get(const struct xap_values *values, size_t *ret_len);

void xap_values_free(struct xap_values *values);

/*
 * Numbers as values, so that byte order is their order: the bytes (at most 9)
 * of `number` go to `ret_bytes`, and their number is returned. The empty
 * string stands for minus infinity. NaN becomes plus infinity.
 */
size_t xap_number_write(double number, char ret_bytes[9]);

/* The number again; 0 for what is not one. */
double xap_number_read(const char *bytes, size_t len);

/* --- documents ----------------------------------------------------------- */

/* The data of one document. XAP_NOT_FOUND where there is none. */
enum xap_status xap_db_data(const struct xap_db *db, uint32_t docid,
    struct xap_text *ret_data, struct xap_error *err);

/*
 * The data of `n` documents at once, `ret_data` being an array of `n` texts
 * of the caller's. A document that is not there gives an empty text and no
 * error, unless none is: then XAP_NOT_FOUND. On failure any of the texts may
 * have been replaced. Servers are asked at once, each over one connection
 * more for all documents, or where that cannot be (a program, another version
 * of the protocol) over a few; these are kept.
 */
enum xap_status xap_db_data_bulk(const struct xap_db *db,
    const uint32_t *docids, size_t n, struct xap_text *ret_data,
    struct xap_error *err);

/* A document, whose parts are read when they are asked for. */
struct xap_doc *xap_doc_open(
    const struct xap_db *db, uint32_t docid, struct xap_error *err);

/* Its id; where it was given to a callback of xap_match(), see there. */
uint32_t xap_doc_docid(const struct xap_doc *doc);

enum xap_status xap_doc_data(const struct xap_doc *doc,
    struct xap_text *ret_data, struct xap_error *err);

/* The value in `slot`, empty where there is none. */
enum xap_status xap_doc_value(const struct xap_doc *doc, uint32_t slot,
    struct xap_text *ret_value, struct xap_error *err);

void xap_doc_free(struct xap_doc *doc);

/* --- writing ------------------------------------------------------------- */

/* How xap_writer_open() opens: one of the first four, with any of the rest. */
enum xap_open_flags {
	XAP_CREATE_OR_OPEN = 0, /* open what is there, else create */
	XAP_CREATE = 1,		/* create; XAP_EXISTS if it is there */
	XAP_OVERWRITE = 2,	/* create, dropping what is there */
	XAP_OPEN = 3,		/* open what is there; XAP_NOT_FOUND */
	XAP_NO_SYNC = 4,	/* do not wait for the disk at a commit */
	XAP_NO_TERMLIST = 8,	/* create: smaller, but documents cannot be
				   deleted, replaced or listed by terms, nor
				   served by xapian-tcpsrv; give it also to
				   open such a database again */
	XAP_DANGEROUS = 16	/* overwrite blocks in place: quick and small,
				   but no readers, and a crash loses all */
};

/*
 * Open a database directory for writing; there is one writer at a time. If
 * there is another one, try again for `wait_ms` milliseconds (0: once), then
 * give XAP_LOCKED with a message that names the process which has it, where
 * the system or that process tells (a writer of this library notes itself in
 * a file writer.pid of the directory while it is open). `block_size` is for new
 * databases: a power of two from 2048 to 65536 bytes, or 0 for 8192. A stub is
 * refused, as by xap_db_open_path().
 */
struct xap_writer *xap_writer_open(const char *path, unsigned flags,
    uint32_t block_size, uint32_t wait_ms, struct xap_error *err);

/*
 * Write what is pending and close. On failure what was pending is lost (as by
 * xap_writer_commit()), but the lock is given up in any case; the writer is
 * still to be freed. An open transaction is cancelled.
 */
enum xap_status xap_writer_close(
    struct xap_writer *writer, struct xap_error *err);

/* Free; what was not committed is dropped. NULL is allowed. */
void xap_writer_free(struct xap_writer *writer);

/*
 * The database as the writer sees it, with what is not yet committed. It
 * belongs to the writer: do not free it. Looking at uncommitted changes may
 * be slow.
 */
struct xap_db *xap_writer_db(struct xap_writer *writer);

/*
 * Make what was added, replaced and deleted lasting and visible to readers
 * opened from now on.
 *
 * If this fails (XAP_IO: disk full), Xapian has dropped the whole batch, the
 * changes since the last good commit; the database itself is as that commit
 * left it. So that nothing is lost unnoticed, the writer is then of no more
 * use: every later call gives XAP_LOST with the first failure's message. Free
 * it, open another, and replay the batch: keep what you add until its commit
 * returned XAP_OK.
 *
 * Xapian commits by itself after 10,000 changes, except inside a transaction,
 * and so may any of the changing functions below fail and leave XAP_LOST
 * behind. Commit yourself, on the bytes pending (xap_writer_pending()).
 */
enum xap_status xap_writer_commit(
    struct xap_writer *writer, struct xap_error *err);

/*
 * An estimate of the bytes of memory that changes since the last commit or
 * beginning of a transaction take. Some 100 MB are a good moment to commit.
 */
size_t xap_writer_pending(const struct xap_writer *writer);

/*
 * Several changes as one: all of them are committed by _end, or none (_cancel,
 * or a crash). Beginning one commits what was pending before. Transactions do
 * not nest, and commit inside one is refused: XAP_OPERATION.
 */
enum xap_status xap_writer_begin(
    struct xap_writer *writer, struct xap_error *err);
enum xap_status xap_writer_end(
    struct xap_writer *writer, struct xap_error *err);
enum xap_status xap_writer_cancel(
    struct xap_writer *writer, struct xap_error *err);

/* One term of a document to write. */
struct xap_term_input {
	const char *s;		   /* 1 to 245 bytes, NUL counting as two */
	uint32_t len;		   /* bytes */
	uint32_t wdf;		   /* occurrences: 0 for a term only to filter
				      by. With positions: added to theirs */
	const uint32_t *positions; /* where it occurs, or NULL; each counts 1
				      for the wdf besides */
	uint32_t n_positions;	   /* how many */
};

/* One value of a document to write. */
struct xap_value_input {
	uint32_t slot; /* any number but UINT32_MAX */
	const char *s; /* the value; empty is the same as none */
	size_t len;    /* bytes */
};

/*
 * A whole document to write; Xapian copies all of it. The same term may come
 * more than once (their occurrences add up), of the same slot the last counts.
 */
struct xap_doc_input {
	const struct xap_term_input *terms;   /* any order; sorted is faster */
	size_t n_terms;			      /* how many */
	const struct xap_value_input *values; /* any order */
	size_t n_values;		      /* how many */
	const char *data;		      /* bytes to give back */
	size_t data_len;		      /* how many, under 100 MB */
};

/*
 * Check what Xapian would refuse only when the damage is done (some terms
 * only at the commit, which then loses the batch): lengths of terms and data,
 * slots. XAP_ARGUMENT names the term. The functions below do this first
 * themselves, and then nothing is changed.
 */
enum xap_status xap_doc_input_check(
    const struct xap_doc_input *doc, struct xap_error *err);

/* Whether `term` can be a term: 1 to 245 bytes, NUL counting as two. */
bool xap_term_fits(const char *term, size_t len);

/* Add a document; its new id goes to `*ret_docid`. */
enum xap_status xap_writer_add(struct xap_writer *writer,
    const struct xap_doc_input *doc, uint32_t *ret_docid,
    struct xap_error *err);

/* Put a document under this id, in place of the one there, if any. */
enum xap_status xap_writer_replace(struct xap_writer *writer, uint32_t docid,
    const struct xap_doc_input *doc, struct xap_error *err);

/*
 * Put a document in place of all that have `term` (an id of yours, which
 * should be among its terms), or add it if none has.
 */
enum xap_status xap_writer_replace_term(struct xap_writer *writer,
    const char *term, size_t len, const struct xap_doc_input *doc,
    uint32_t *ret_docid, struct xap_error *err);

/* Delete the document; XAP_NOT_FOUND where there is none. */
enum xap_status xap_writer_delete(
    struct xap_writer *writer, uint32_t docid, struct xap_error *err);

/* Delete all documents that have `term`; none is no error. */
enum xap_status xap_writer_delete_term(struct xap_writer *writer,
    const char *term, size_t len, struct xap_error *err);

/*
 * Store `value` under `key` (1 to 245 bytes, NUL counting as two); an empty
 * value removes the key.
 */
enum xap_status xap_writer_set_metadata(struct xap_writer *writer,
    const char *key, size_t key_len, const char *value, size_t value_len,
    struct xap_error *err);

/*
 * Count a word up or down in the spelling dictionary. Words are 1 to 200
 * bytes; longer ones are XAP_ARGUMENT.
 */
enum xap_status xap_writer_add_spelling(struct xap_writer *writer,
    const char *word, size_t len, uint32_t count, struct xap_error *err);
enum xap_status xap_writer_remove_spelling(struct xap_writer *writer,
    const char *word, size_t len, uint32_t count, struct xap_error *err);

/* Synonyms, to be walked with xap_terms_of_synonyms(). Both are terms. */
enum xap_status xap_writer_add_synonym(struct xap_writer *writer,
    const char *term, size_t len, const char *synonym, size_t synonym_len,
    struct xap_error *err);
enum xap_status xap_writer_remove_synonym(struct xap_writer *writer,
    const char *term, size_t len, const char *synonym, size_t synonym_len,
    struct xap_error *err);
enum xap_status xap_writer_clear_synonyms(struct xap_writer *writer,
    const char *term, size_t len, struct xap_error *err);

/* --- writing in bulk ------------------------------------------------------ */

/*
 * A new database written in one go, many times quicker than a writer adds
 * documents: they are collected in memory (some hundred bytes of it for each,
 * beside their data), and the files are written at the end. The database is one
 * like others, to be read, compacted and joined; it has no positions and no
 * lists of terms (as with XAP_NO_TERMLIST) and no spelling.
 *
 * The files are written by this library, in the one format it knows: that of
 * libxapian 1.4. Where the libxapian in use makes another, xap_bulk_open()
 * fails with XAP_UNIMPLEMENTED, and a writer does the work.
 */
struct xap_bulk;

/*
 * Begin a database at `path`; `flags` is XAP_CREATE or XAP_OVERWRITE, with
 * XAP_NO_SYNC or not, and `block_size` as for xap_writer_open(). Until it is
 * closed the database is there and empty, and locked.
 */
struct xap_bulk *xap_bulk_open(const char *path, unsigned flags,
    uint32_t block_size, struct xap_error *err);

/*
 * Add a document; its id, which goes to `*ret_docid`, is the next number from
 * 1. With positions it is XAP_UNIMPLEMENTED. What it refuses for its arguments
 * leaves everything as it was; after another failure (XAP_NO_MEMORY) all is
 * lost, and every later call gives XAP_LOST.
 */
enum xap_status xap_bulk_add(struct xap_bulk *bulk,
    const struct xap_doc_input *doc, uint32_t *ret_docid,
    struct xap_error *err);

/*
 * The same with an id of the caller's, higher than the one before; what is
 * between them stays free. An id that is not higher is XAP_ARGUMENT.
 */
enum xap_status xap_bulk_add_as(struct xap_bulk *bulk, uint32_t docid,
    const struct xap_doc_input *doc, struct xap_error *err);

/*
 * Give the document that was added last one more value, not an empty one, in a
 * slot (below 2^24) in which it has none. XAP_OPERATION where there is no
 * document.
 */
enum xap_status xap_bulk_value(struct xap_bulk *bulk, uint32_t slot,
    const char *s, size_t n, struct xap_error *err);

/*
 * The data of a document that was added without, in the order of ids, and after
 * those of documents that were added with theirs. `packed` says that they would
 * not become less: they are stored as they are, which costs five bytes, and
 * neither this nor a compaction tries to compress them.
 */
enum xap_status xap_bulk_data(struct xap_bulk *bulk, uint32_t docid,
    const char *s, size_t n, bool packed, struct xap_error *err);

/*
 * Metadata, as xap_writer_set_metadata() has them, in the order of their keys.
 * Without a document they are not written.
 */
enum xap_status xap_bulk_metadata(struct xap_bulk *bulk, const char *key,
    size_t key_len, const char *value, size_t value_len, struct xap_error *err);

/* About how many bytes of memory it takes now. */
size_t xap_bulk_pending(const struct xap_bulk *bulk);

/*
 * Write the files and give up the lock. On failure (XAP_IO: disk full) the
 * database is empty. It is still to be freed.
 */
enum xap_status xap_bulk_close(struct xap_bulk *bulk, struct xap_error *err);

/* Free; what was not closed stays an empty database. NULL is allowed. */
void xap_bulk_free(struct xap_bulk *bulk);

/* --- compacting ---------------------------------------------------------- */

enum xap_compact_flags {
	XAP_COMPACT_SINGLE_FILE = 1, /* one file in place of a directory */
	XAP_COMPACT_MULTIPASS = 2,   /* merge in passes: for more than 3 */
	XAP_COMPACT_NO_RENUMBER = 4, /* keep ids; ranges must not overlap */
	XAP_COMPACT_QUICK = 8	     /* do not split items to fill blocks */
};

/*
 * Write the databases in `db` (one, or several put together with xap_db_add(),
 * in that order) as one compact database at `path`, which must not be there
 * yet (XAP_EXISTS). Ids are renumbered: each part's follow those of the part
 * before it. Metadata under the same key in several parts: the first part's
 * value.
 *
 * `block_size` is as for xap_writer_open(), but at least 4096 for a single
 * file. Each part keeps up to 7 files open, so the caller raises
 * RLIMIT_NOFILE or works in passes of some 100 parts. A writer's database with
 * changes pending is refused (XAP_OPERATION). What is half written when this
 * fails stays there, for the caller to remove.
 */
enum xap_status xap_compact(const struct xap_db *db, const char *path,
    unsigned flags, uint32_t block_size, struct xap_error *err);

/*
 * Have the lists of postings in a database that was compacted to a folder in
 * as few pieces as can be: compaction keeps those of each part, so that of many
 * small parts much is keys, and each piece is looked up when a list is read;
 * and fill the blocks of postings and of documents' data, of which compaction
 * leaves a twentieth unused. Nobody may have it open. On failure it is as it
 * was; XAP_UNIMPLEMENTED where it has another format than that of
 * libxapian 1.4, which is no harm.
 */
enum xap_status xap_tighten(const char *path, struct xap_error *err);

/*
 * The same as xap_compact(), as a single file written to `fd` at its position,
 * bytes before it left alone. What follows the position is overwritten. The
 * descriptor stays the caller's; its position is afterwards the file's end.
 */
enum xap_status xap_compact_fd(const struct xap_db *db, int fd, unsigned flags,
    uint32_t block_size, struct xap_error *err);

/*
 * Make a single file that was compacted to `offset` of `fd`, and ends with it,
 * depend on its content alone: `identity` replaces the one that libxapian drew
 * at random (see xap_db_uuid()), and unused bytes in blocks, where libxapian
 * leaves what its memory held, become 0. So the same documents give the same
 * bytes, and nothing of others can be in them. XAP_VERSION where libxapian
 * writes another format than 1.4 does, XAP_CORRUPT, XAP_IO.
 */
enum xap_status xap_settle_fd(int fd, int64_t offset,
    const unsigned char identity[16], struct xap_error *err);

/* --- queries ------------------------------------------------------------- */

/*
 * A query never changes, and constructors take nothing over: free each query
 * you made, parts as well as wholes, in any order.
 */

/*
 * Documents that have the term. `wqf` (within query frequency) is how often
 * it was asked for, usually 1; `position` is where it stands in the question,
 * or 0.
 */
struct xap_query *xap_query_term(const char *term, size_t len, uint32_t wqf,
    uint32_t position, struct xap_error *err);

/* Every document; no document. */
struct xap_query *xap_query_all(struct xap_error *err);
struct xap_query *xap_query_none(struct xap_error *err);

/* How to combine queries. */
enum xap_op {
	XAP_AND,       /* all of them */
	XAP_OR,	       /* any of them */
	XAP_AND_NOT,   /* the first, but none of the others */
	XAP_XOR,       /* an odd number of them */
	XAP_AND_MAYBE, /* the first; the others add weight */
	XAP_FILTER,    /* all of them; only the first gives weight */
	XAP_SYNONYM,   /* any of them, weighed as if one term */
	XAP_MAX,       /* any of them; the highest weight counts */
	XAP_ELITE,     /* any of the `window` best of them */
	XAP_NEAR,      /* all within `window` positions of each other */
	XAP_PHRASE     /* the same, and in this order */
};

/*
 * Combine `n` queries. `window` counts for XAP_NEAR and XAP_PHRASE, in
 * positions (0: `n`, which for a phrase means word by word), whose parts must
 * be terms, or XAP_OR of terms (a wildcard gives XAP_UNIMPLEMENTED, from here
 * or from xap_match()), and for XAP_ELITE, how many (0: 10). None at all is the
 * query for nothing. An AND of more than some thousand, or a tree as deep, is
 * the caller's to refuse.
 */
struct xap_query *xap_query_combine(enum xap_op op,
    const struct xap_query *const *queries, size_t n, uint32_t window,
    struct xap_error *err);

/* The same for two, the most usual case. */
struct xap_query *xap_query_pair(enum xap_op op, const struct xap_query *a,
    const struct xap_query *b, struct xap_error *err);

/* What to do when a wildcard stands for more than `max_terms` terms. */
enum xap_wildcard {
	XAP_WILDCARD_ERROR,   /* xap_match() gives XAP_WILDCARD */
	XAP_WILDCARD_FIRST,   /* take the first in byte order */
	XAP_WILDCARD_FREQUENT /* take those in the most documents */
};

/*
 * Any term that begins with `prefix`, which is not empty; `max_terms` is at
 * least 1: there is no wildcard without limit. Of several parts, each may
 * expand to that many.
 */
struct xap_query *xap_query_wildcard(const char *prefix, size_t len,
    uint32_t max_terms, enum xap_wildcard limit, struct xap_error *err);

/*
 * Documents whose value in `slot` is, in byte order, not before `low` and not
 * after `high`. Either may be NULL for an open end. A document without a value
 * there is found only where both ends are open, which is the query for all.
 * Gives no weight.
 */
struct xap_query *xap_query_range(uint32_t slot, const char *low,
    size_t low_len, const char *high, size_t high_len, struct xap_error *err);

/*
 * The documents with these ids, which ascend and are there, or are asked for
 * together with what is (XAP_FILTER); gives no weight. Only to be asked
 * of a local database of one part: otherwise xap_match() fails.
 */
struct xap_query *xap_query_ids(
    const uint32_t *ids, size_t n, struct xap_error *err);

/* The same documents, their weight multiplied by `factor` (0 or more). */
struct xap_query *xap_query_scale(
    const struct xap_query *query, double factor, struct xap_error *err);

/* The query in Xapian's own notation, for a debugger's eyes. */
enum xap_status xap_query_describe(const struct xap_query *query,
    struct xap_text *ret_text, struct xap_error *err);

/*
 * The query as bytes, and back. Only for bytes of one's own: they are not
 * proof against malice.
 */
enum xap_status xap_query_write(const struct xap_query *query,
    struct xap_text *ret_bytes, struct xap_error *err);
struct xap_query *xap_query_read(
    const char *bytes, size_t len, struct xap_error *err);

/*
 * All documents that match `query`, without weights: bit `docid % 64` of
 * `bits[docid / 64]` is set for each. Several times as quick as a match, as
 * no document is weighed. The bits before are overwritten; `n_words` covers
 * the database's highest document id (XAP_RANGE otherwise). Not with remote
 * databases: XAP_UNIMPLEMENTED.
 */
enum xap_status xap_query_documents(const struct xap_db *db,
    const struct xap_query *query, uint64_t *bits, size_t n_words,
    struct xap_error *err);

/* Whether it is the query for nothing. True for NULL. */
bool xap_query_empty(const struct xap_query *query);

void xap_query_free(struct xap_query *query);

/* --- matching ------------------------------------------------------------ */

enum xap_sort {
	XAP_SORT_RELEVANCE = 0,	       /* by weight */
	XAP_SORT_VALUE,		       /* by the value in `sort_slot` */
	XAP_SORT_VALUE_THEN_RELEVANCE, /* by value; by weight where equal */
	XAP_SORT_RELEVANCE_THEN_VALUE  /* by weight; by value where equal */
};

/* The order of documents that are equal otherwise. */
enum xap_docid_order {
	XAP_DOCID_ASCENDING = 0, /* the oldest first */
	XAP_DOCID_DESCENDING,	 /* the newest first */
	XAP_DOCID_ANY		 /* whatever is quickest */
};

enum xap_weighting {
	XAP_BM25 = 0, /* the usual one */
	XAP_BOOLEAN   /* none: all weights are 0, which is quicker */
};

/* The parameters of BM25, of which Xapian's own are in XAP_BM25_USUAL. */
struct xap_bm25 {
	double k1;	   /* how much the wdf counts, usually 1 */
	double k2;	   /* compensation for the query's length, usually 0 */
	double k3;	   /* how much the wqf counts, usually 1 */
	double b;	   /* how much a document's length counts, 0.5 */
	double min_length; /* least relative length reckoned with, 0.5 */
};

#define XAP_BM25_USUAL                                                         \
	{                                                                      \
		1.0, 0.0, 1.0, 0.5, 0.5                                        \
	}

/* "All documents", for check_at_least: counts and facets are exact then. */
#define XAP_EXACT UINT32_MAX

/*
 * What xap_match() shall do; all fields zero is a useful default. Callbacks
 * must not longjmp() or throw; what they may use of the library is reading
 * the document they are given.
 */
/* Lengths of documents from `first` on. */
struct xap_lengths {
	uint32_t first; /* document */
	uint32_t count; /* how many */
	/* Bytes of each, low byte first: 1, 2 or 4; 0: all have the one there,
	   of 4 bytes. */
	unsigned width;
	const unsigned char *bytes; /* until the next is asked for */
};

struct xap_match_params {
	uint32_t first; /* rank of the first match wanted, from 0 */
	uint32_t count; /* how many are wanted at most; 0 counts only */
	uint32_t check_at_least; /* look at so many documents for counts and
				    facets, or XAP_EXACT */
	bool collapse;		 /* of documents with the same value in */
	uint32_t collapse_slot;	 /* this slot give only the best */
	uint32_t collapse_max;	 /* so many (0: 1) */
	enum xap_sort sort;	 /* by what */
	uint32_t sort_slot;	 /* the slot, if by value */
	bool sort_descending;	 /* values from high to low */
	enum xap_docid_order docid_order; /* the last resort of sorting */
	int cutoff_percent;   /* leave out matches under so many percent */
	double cutoff_weight; /* leave out matches under this weight */
	enum xap_weighting weighting; /* how to weigh */
	const struct xap_bm25 *bm25;  /* its parameters; NULL: the usual */
	double time_limit;	/* stop looking further after so many seconds
				   and make do with what was found; not a
				   deadline. 0: none */
	const uint32_t *facets; /* slots whose values are to be counted */
	size_t n_facets;	/* how many */
	/*
	 * Whether a document that matches shall be taken; NULL takes all. The
	 * document lives during the call. Its id is 0 if the database has
	 * several parts. Not with remote databases: XAP_UNIMPLEMENTED.
	 */
	bool (*decide)(void *context, uint32_t docid, struct xap_doc *doc);
	void *decide_context; /* given to `decide` */
	/*
	 * Called for each document looked at that matches, before sorting;
	 * otherwise as `decide`.
	 */
	void (*see)(
	    void *context, uint32_t docid, double weight, struct xap_doc *doc);
	void *see_context; /* given to `see` */
	/*
	 * Take none but the documents with these ids, which ascend; NULL: all.
	 * Weights stay what they are. Only with a local database of one part:
	 * otherwise XAP_UNIMPLEMENTED.
	 */
	const uint32_t *among;
	size_t n_among; /* how many */
	/*
	 * Tells the lengths of documents, `docid` among them, as
	 * xap_db_doc_length() does; false where it does not know. It is for
	 * speed: libxapian looks the length of each document up by itself,
	 * which is most of the work for a frequent word. With this the best are
	 * found first, where the query is of words, synonyms, OR, AND and
	 * factors, with or without sets of terms beside them (FILTER, AND_NOT),
	 * and libxapian weighs these alone: the matches are the same, and the
	 * count is exact. Once its weights were seen to be those reckoned here
	 * to the bit, it is no longer asked for them, and lengths are believed:
	 * they must be right. Other queries are matched as usual, and so is all
	 * where the length of a match turns out wrong. Conditions that are
	 * terms are kept with the database, a few megabytes. NULL: not known.
	 * With `among`, `see` may be given as well: it gets NULL for the
	 * document, and where libxapian then has to match as usual, some are
	 * seen twice.
	 */
	bool (*lengths)(void *context, uint32_t docid, struct xap_lengths *ret);
	void *lengths_context; /* given to `lengths` */
	/*
	 * With `lengths`: where the matches were found so, all of them are
	 * noted here, document by document, bit docid % 64 of found[docid /
	 * 64]; xap_matches_found() tells. Zeros when the call begins, and where
	 * it was done otherwise. NULL, 0: not wanted.
	 */
	uint64_t *found;
	size_t n_found; /* of its numbers; documents beyond are left out */
};

/*
 * Look for `query` in `db`. NULL `params` means the first ten. Matches hold
 * on to the query and the database; free them with xap_matches_free().
 * Errors: XAP_MODIFIED, XAP_WILDCARD, XAP_NETWORK, XAP_UNIMPLEMENTED,
 * XAP_CORRUPT.
 */
struct xap_matches *xap_match(struct xap_db *db, const struct xap_query *query,
    const struct xap_match_params *params, struct xap_error *err);

/* Whether all matches were noted in `found` of the parameters. */
bool xap_matches_found(const struct xap_matches *matches);

/* How many there are here, `count` of the parameters at most. */
size_t xap_matches_size(const struct xap_matches *matches);

/* How many documents match in all. */
struct xap_count {
	uint32_t lower;	    /* surely not fewer */
	uint32_t estimated; /* probably */
	uint32_t upper;	    /* surely not more */
	bool exact;	    /* all three are the same */
};

/* All are 0 for NULL. */
struct xap_count xap_matches_count(const struct xap_matches *matches);

/* One match. */
struct xap_hit {
	uint32_t docid; /* the document */
	double weight;	/* its weight */
	/* The weight as 0 to 100 of the possible; 0: it was not reckoned, which
	   may be with `lengths`. */
	int percent;
	const char *collapse_key; /* its value in the collapse slot; lives as
				     long as the matches */
	size_t collapse_key_len;  /* bytes; 0 if not collapsed */
	uint32_t collapse_count;  /* others left out for it: a lower bound */
};

/* Match number `i` of those here, from 0; XAP_RANGE past the end. */
enum xap_status xap_matches_get(const struct xap_matches *matches, size_t i,
    struct xap_hit *ret_hit, struct xap_error *err);

/* The document of match `i`. */
struct xap_doc *xap_matches_doc(
    const struct xap_matches *matches, size_t i, struct xap_error *err);

/*
 * Fetch the documents of all matches here, so that each needs no round trip
 * of its own; useful with remote databases.
 */
enum xap_status xap_matches_fetch(
    const struct xap_matches *matches, struct xap_error *err);

/*
 * The query's terms that match `i` has, in the order of their positions in
 * the query.
 */
struct xap_terms *xap_matches_terms(
    const struct xap_matches *matches, size_t i, struct xap_error *err);

/* One value of a facet. */
struct xap_facet {
	const char *value; /* bytes, NUL-terminated besides; lives as long as
			      the matches */
	size_t len;	   /* how many */
	uint32_t count;	   /* documents that have it */
};

/*
 * The values counted for slot number `facet` of the parameters (its place in
 * the array, from 0), the most frequent first, equal ones in byte order. The
 * array belongs to the matches; `*ret_n` is its length. NULL if there is no
 * such facet. Exact with check_at_least XAP_EXACT only.
 */
const struct xap_facet *xap_matches_facet(
    const struct xap_matches *matches, size_t facet, size_t *ret_n);

/* Documents that were looked at for this facet, with a value or without. */
uint32_t xap_matches_facet_total(
    const struct xap_matches *matches, size_t facet);

/* How a snippet shall be. */
struct xap_snippet_params {
	size_t length; /* about so many bytes of text (0: 500) */
	const struct xap_stemmer
	    *stemmer;	      /* as used for the index; NULL: none */
	const char *hi_start; /* before a word found; NULL: U+E000 */
	const char *hi_end;   /* after it; NULL: U+E001 */
	const char *omit;     /* where text was left out; NULL: U+E002 */
	bool exhaustive;      /* look for the best place, not a good one */
	bool background;      /* weigh other words too: slower */
	bool only_with_match; /* an empty text if no word was found */
	bool ngrams;	      /* Chinese, Japanese, Korean by n-grams */
};

/*
 * The part of `text` (UTF-8) that shows best why it was found, as plain text:
 * nothing is escaped, and each word found stands between the two marks. So the
 * caller escapes for the output at hand and puts its own highlighting for the
 * marks, which is why these are private use characters by default. They are
 * taken out of `text` first, if it has them. Marks may not be empty and may
 * not hold '&', '<' or '>' (XAP_ARGUMENT); `omit` may be empty.
 */
enum xap_status xap_matches_snippet(const struct xap_matches *matches,
    const char *text, size_t len, const struct xap_snippet_params *params,
    struct xap_text *ret_snippet, struct xap_error *err);

void xap_matches_free(struct xap_matches *matches);

/* --- stemming ------------------------------------------------------------ */

/*
 * A stemmer for a language, by its English name or two-letter code ("english",
 * "en"), or "none", which changes nothing. An unknown one is XAP_ARGUMENT
 * with the known ones in the message.
 */
struct xap_stemmer *xap_stemmer_new(
    const char *language, struct xap_error *err);

/*
 * The stem of a word in lower case and UTF-8. It lives in the stemmer until
 * its next use.
 */
enum xap_status xap_stemmer_stem(struct xap_stemmer *stemmer, const char *word,
    size_t len, const char **ret_stem, size_t *ret_len, struct xap_error *err);

void xap_stemmer_free(struct xap_stemmer *stemmer);

/* The names of all languages, in English, with a space between. */
enum xap_status xap_stemmer_languages(
    struct xap_text *ret_names, struct xap_error *err);

/* --- integrity ----------------------------------------------------------- */

/*
 * Check every block of the database at `path`. `*ret_errors` is how many
 * errors there are, and `ret_report` what Xapian says on them, in lines.
 * Returns XAP_OK when the check was done, whatever it found. A damaged
 * database may crash it: xap_check_contained() is the safe way.
 */
enum xap_status xap_check(const char *path, struct xap_text *ret_report,
    size_t *ret_errors, struct xap_error *err);

/* The same for a single file at an offset; `fd` stays the caller's. */
enum xap_status xap_check_fd(int fd, int64_t offset,
    struct xap_text *ret_report, size_t *ret_errors, struct xap_error *err);

/* --- in a child process (contain.c) -------------------------------------- */

/*
 * What follows forks, so that a crash, an endless loop or a hunger for memory
 * ends a child and is an error to the caller. For programs that write and
 * check; where there is no fork() it is XAP_UNIMPLEMENTED. The caller should
 * have one thread, and must not ignore SIGCHLD or wait for any child at all.
 */
struct xap_limits {
	uint32_t timeout_ms;   /* wall time (0: 60,000), then XAP_TIMEOUT */
	uint32_t cpu_seconds;  /* processor time; 0: no limit */
	uint64_t memory_bytes; /* address space; 0: no limit */
};

/*
 * Run `run` in a child process. Its status, its error and the text it gave
 * come back as if it had been called here; nothing else of what it did in
 * memory does. A child that dies is XAP_CORRUPT, one over the time XAP_TIMEOUT.
 * NULL `limits` means the defaults.
 */
enum xap_status xap_contain(const struct xap_limits *limits,
    enum xap_status (*run)(
	void *context, struct xap_text *text, struct xap_error *err),
    void *context, struct xap_text *ret_text, struct xap_error *err);

/*
 * Whether the database at `path` can be opened and its tables be walked
 * through (terms, postings of some, documents of some) without harm.
 */
enum xap_status xap_probe_path(
    const char *path, const struct xap_limits *limits, struct xap_error *err);

/* The same for a single file at an offset; `fd` stays the caller's. */
enum xap_status xap_probe_fd(int fd, int64_t offset,
    const struct xap_limits *limits, struct xap_error *err);

/* xap_check() in a child. */
enum xap_status xap_check_contained(const char *path,
    const struct xap_limits *limits, struct xap_text *ret_report,
    size_t *ret_errors, struct xap_error *err);

#ifdef __cplusplus
}
#endif

#endif
