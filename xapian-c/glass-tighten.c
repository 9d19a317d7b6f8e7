/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Postings of a database that was joined from many, put together. libxapian
 * joins the lists of a term by their chunks, which stay as they were: of forty
 * shards, most words have forty chunks of some bytes, each with a key, and each
 * looked up for itself when the list is read. Here the table is read from its
 * beginning to its end and written anew, neighbours as one chunk wherever they
 * fit (glass-postings.c tells their form). All else in it is copied, and so is
 * the table of documents' data. libxapian begins a new block where an entry has
 * not room in the last one, which leaves a twentieth of all blocks unused; here
 * entries are cut there, but for chunks, which queries read many of.
 *
 * The tables must be as a compaction leaves them: leaves in the order of keys.
 */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "glass.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef O_BINARY
#define O_BINARY 0
#endif

#define CHUNK_BYTES 2000 /* of postings in a chunk, at most */
#define PATH_BYTES  4096

/* A block, and items in it: see glass-table.c. */
#define LEVEL_AT   4
#define DIR_END_AT 9
#define DIR_START  11
#define ITEM_SIZE  0x1FFF
#define COMPRESSED 0x80
#define LAST	   0x40
#define FIRST	   0x20
#define ITEM_HEAD  3 /* bytes before the key */
#define COMPONENT  2 /* bytes of its number, not in the first */

/* The tables that are written, and under which names. */
static const struct file {
	enum glass_table_name table;
	const char *name;
	const char *renewed;
} files[] = {
    {GLASS_POSTLIST, "postlist.glass", "postlist.new"},
    {GLASS_DOCDATA, "docdata.glass", "docdata.new"},
};

#define FILES (sizeof files / sizeof *files)

/* A chunk of a term's list. */
struct chunk {
	bool starts;   /* it is the term's first one */
	uint64_t docs; /* of the term, where it starts */
	uint64_t sum;  /* likewise, of wdf */
	uint32_t first;
	uint32_t last;
	bool ends; /* it is the term's last one */
};

struct tighten {
	struct glass_version version;
	struct glass_table *table; /* being written */
	bool postings;		   /* it has these; else it is copied */
	struct glass_bytes key;	   /* of the entry being read */
	struct glass_bytes tag;
	bool compressed;	 /* it is */
	bool open;		 /* more components of it come */
	struct glass_bytes term; /* of the chunk that waits; as in keys */
	struct glass_bytes body; /* its postings */
	struct chunk waits;
	bool waiting;
	struct glass_bytes out_key;
	struct glass_bytes out_tag;
	struct xap_error *err;
};

static bool
tell(struct tighten *t, enum xap_status status, const char *message)
{
	memset(t->err, 0, sizeof *t->err);
	t->err->status = status;
	snprintf(t->err->message, sizeof t->err->message, "%s", message);
	if (status == XAP_IO)
		snprintf(t->err->system, sizeof t->err->system, "%s",
		    strerror(errno));
	return false;
}

static bool
corrupt(struct tighten *t)
{
	return tell(t, XAP_CORRUPT,
	    t->postings ? "the table of postings is not what it should be"
			: "the table of data is not what it should be");
}

/* Something could not be added to the new table. */
static bool
not_added(struct tighten *t)
{
	return t->table->failed != 0
		   ? (errno = t->table->failed,
			 tell(t, XAP_IO, "cannot write a table"))
		   : tell(t, XAP_NO_MEMORY, "out of memory");
}

/* --- chunks --------------------------------------------------------------- */

/* A number as glass_bytes_sorted_number() writes it, up to the end. */
static bool
in_sorted(const unsigned char *s, size_t n, uint32_t *ret)
{
	uint64_t number;
	unsigned more;

	if (n < 2 || n > 5)
		return false;
	more = (unsigned)n - 2;
	/* As many leading ones as there are more bytes, and a zero. */
	number = s[0] & (0x7Fu >> more);
	if ((s[0] & ~(0x7Fu >> more) & 0xFFu) != (0xFF00u >> more & 0xFFu))
		return false;
	for (size_t i = 1; i < n; i++)
		number = number << 8 | s[i];
	*ret = (uint32_t)number;
	return number <= UINT32_MAX;
}

/* How much of a key is the term; the rest, if any, is a NUL and an id. */
static size_t
term_length(const struct glass_bytes *key)
{
	size_t i = 0;

	while (i < key->len && (key->s[i] != '\0' ||
				   (i + 1 < key->len && key->s[i + 1] == 0xFF)))
		i += key->s[i] == '\0' ? 2 : 1;
	return i < key->len ? i : key->len;
}

/* Read the entry as a chunk; `body` is what is left of the tag. */
static bool
chunk_read(
    struct tighten *t, size_t term, struct chunk *c, struct glass_in *body)
{
	struct glass_in in = {t->tag.s, t->tag.s + t->tag.len};
	uint64_t first, width;

	c->starts = term == t->key.len;
	if (c->starts) {
		if (!glass_in_number(&in, &c->docs) ||
		    !glass_in_number(&in, &c->sum) ||
		    !glass_in_number(&in, &first) || first >= UINT32_MAX)
			return false;
		c->first = (uint32_t)first + 1;
	} else if (!in_sorted(
		       t->key.s + term + 1, t->key.len - term - 1, &c->first)) {
		return false;
	}
	if (in.at == in.end || (*in.at != '0' && *in.at != '1'))
		return false;
	c->ends = *in.at++ == '1';
	if (!glass_in_number(&in, &width) || width > UINT32_MAX - c->first ||
	    in.at == in.end)
		return false;
	c->last = c->first + (uint32_t)width;
	*body = in;
	return true;
}

/* Write the chunk that waits. */
static bool
chunk_write(struct tighten *t)
{
	struct glass_bytes *key = &t->out_key, *tag = &t->out_tag;
	const struct chunk *c = &t->waits;
	bool ok;

	if (!t->waiting)
		return true;
	t->waiting = false;
	t->table->fills = false;
	key->len = tag->len = 0;
	ok = glass_bytes_add(key, t->term.s, t->term.len);
	if (c->starts)
		ok = ok && glass_bytes_number(tag, c->docs) &&
		     glass_bytes_number(tag, c->sum) &&
		     glass_bytes_number(tag, c->first - 1);
	else
		ok = ok && glass_bytes_add(key, "\0", 1) &&
		     glass_bytes_sorted_number(key, c->first);
	ok = ok && glass_bytes_add(tag, c->ends ? "1" : "0", 1) &&
	     glass_bytes_number(tag, c->last - c->first) &&
	     glass_bytes_add(tag, t->body.s, t->body.len) &&
	     glass_table_add(
		 t->table, key->s, key->len, tag->s, tag->len, false);
	return ok || not_added(t);
}

/* Whether the entry is more of the list of the chunk that waits. */
static bool
goes_on(const struct tighten *t, size_t term, const struct chunk *c)
{
	return t->waiting && !c->starts && term == t->term.len &&
	       memcmp(t->key.s, t->term.s, term) == 0;
}

static bool
take_chunk(struct tighten *t, size_t term)
{
	struct chunk c = {0};
	struct glass_in body;
	size_t n;
	bool ok;

	if (t->compressed || !chunk_read(t, term, &c, &body))
		return corrupt(t);
	n = (size_t)(body.end - body.at);
	if (goes_on(t, term, &c)) {
		if (c.first <= t->waits.last)
			return corrupt(t);
		if (t->body.len + GLASS_NUMBER_MAX + n <= CHUNK_BYTES) {
			ok = glass_bytes_number(
				 &t->body, c.first - t->waits.last - 1) &&
			     glass_bytes_add(&t->body, body.at, n);
			t->waits.last = c.last;
			t->waits.ends = c.ends;
			return ok || not_added(t);
		}
	}
	if (!chunk_write(t))
		return false;
	t->waiting = true;
	t->waits = c;
	t->term.len = t->body.len = 0;
	return (glass_bytes_add(&t->term, t->key.s, term) &&
		   glass_bytes_add(&t->body, body.at, n)) ||
	       not_added(t);
}

/* --- reading the table ---------------------------------------------------- */

/* An entry was read whole. */
static bool
take_entry(struct tighten *t)
{
	const struct glass_bytes *key = &t->key;

	if (key->len == 0)
		return true; /* the one before all others */
	if (t->postings &&
	    (key->s[0] != '\0' || (key->len > 1 && key->s[1] == 0xFF)))
		return take_chunk(t, term_length(key));
	if (!chunk_write(t))
		return false;
	t->table->fills = true;
	return glass_table_add(t->table, key->s, key->len, t->tag.s, t->tag.len,
		   t->compressed) ||
	       not_added(t);
}

/* Whether a new key comes after the one before. */
static bool
ascends(const struct tighten *t, const unsigned char *key, size_t n)
{
	size_t m = t->key.len;
	int order = m == 0 ? 1 : memcmp(key, t->key.s, n < m ? n : m);

	return order != 0 ? order > 0 : n > m;
}

static bool
take_item(struct tighten *t, const unsigned char *item, size_t room)
{
	size_t size, key_len, head;

	if (room < ITEM_HEAD)
		return corrupt(t);
	size = (((size_t)item[0] << 8 | item[1]) & ITEM_SIZE) + ITEM_HEAD;
	key_len = item[2];
	head = ITEM_HEAD + key_len + ((item[0] & FIRST) != 0 ? 0 : COMPONENT);
	if (size > room || head > size || t->open == ((item[0] & FIRST) != 0))
		return corrupt(t);
	if (!t->open) {
		if (key_len > 0 && !ascends(t, item + ITEM_HEAD, key_len))
			return corrupt(t);
		t->key.len = t->tag.len = 0;
		t->compressed = (item[0] & COMPRESSED) != 0;
		if (!glass_bytes_add(&t->key, item + ITEM_HEAD, key_len))
			return not_added(t);
	} else if (key_len != t->key.len ||
		   memcmp(item + ITEM_HEAD, t->key.s, key_len) != 0) {
		return corrupt(t);
	}
	if (!glass_bytes_add(&t->tag, item + head, size - head))
		return not_added(t);
	t->open = (item[0] & LAST) == 0;
	return t->open || take_entry(t);
}

static bool
take_block(struct tighten *t, const unsigned char *block, size_t size)
{
	size_t end = (size_t)block[DIR_END_AT] << 8 | block[DIR_END_AT + 1];

	if (block[LEVEL_AT] != 0)
		return true;
	if (end < DIR_START || end > size)
		return corrupt(t);
	for (size_t i = DIR_START; i + 2 <= end; i += 2) {
		size_t at = (size_t)block[i] << 8 | block[i + 1];

		if (at < end || at > size ||
		    !take_item(t, block + at, size - at))
			return at < end || at > size ? corrupt(t) : false;
	}
	return true;
}

static bool
take_blocks(struct tighten *t, FILE *from)
{
	size_t size = t->version.block_size, n = 0;
	unsigned char *block = malloc(size);
	bool ok = true;

	if (block == NULL)
		return tell(t, XAP_NO_MEMORY, "out of memory");
	while (ok && (n = fread(block, 1, size, from)) == size)
		ok = take_block(t, block, size);
	if (ok && (ferror(from) || n != 0))
		ok = tell(t, XAP_IO, "cannot read a table");
	free(block);
	if (!ok)
		return false;
	if (t->open)
		return corrupt(t);
	return chunk_write(t) && (glass_table_flush(t->table) || not_added(t));
}

/* --- the files ------------------------------------------------------------ */

static bool
write_table(struct tighten *t, const char *from, const char *to)
{
	FILE *file = fopen(from, "rb");
	bool ok;
	int fd;

	if (file == NULL)
		return tell(t, XAP_IO, "cannot read a table");
	fd = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_BINARY, 0666);
	if (fd < 0) {
		tell(t, XAP_IO, "cannot write a table");
		fclose(file);
		return false;
	}
	glass_table_init(t->table, t->version.block_size, t->version.revision);
	glass_table_stream(t->table, fd);
	ok = take_blocks(t, file);
	if (ok && fsync(fd) != 0)
		ok = tell(t, XAP_IO, "cannot write a table");
	if (close(fd) != 0 && ok)
		ok = tell(t, XAP_IO, "cannot write a table");
	fclose(file);
	return ok;
}

static bool
write_version(
    struct tighten *t, const struct glass_table *written, const char *to)
{
	const struct glass_table *tables[GLASS_TABLES] = {NULL};
	struct glass_bytes bytes = {0};
	FILE *file;
	bool ok;

	for (size_t i = 0; i < FILES; i++)
		tables[files[i].table] = &written[i];
	if (!glass_version_write(&t->version, tables, NULL, &bytes)) {
		free(bytes.s);
		return tell(t, XAP_NO_MEMORY, "out of memory");
	}
	file = fopen(to, "wb");
	ok = file != NULL && fwrite(bytes.s, 1, bytes.len, file) == bytes.len &&
	     fflush(file) == 0 && fsync(fileno(file)) == 0;
	if (!ok)
		tell(t, XAP_IO, "cannot write the version file");
	if (file != NULL && fclose(file) != 0 && ok)
		ok = tell(t, XAP_IO, "cannot write the version file");
	free(bytes.s);
	return ok;
}

static bool
read_version(struct tighten *t, const char *name)
{
	unsigned char bytes[GLASS_VERSION_MAX];
	FILE *file = fopen(name, "rb");
	size_t n = file != NULL ? fread(bytes, 1, sizeof bytes, file) : 0;

	if (file == NULL)
		return tell(t, XAP_IO, "cannot read the version file");
	fclose(file);
	return glass_version_read(&t->version, bytes, n) ||
	       tell(t, XAP_UNIMPLEMENTED,
		   "this version of Xapian has a format of its own");
}

static void
release(struct tighten *t)
{
	free(t->key.s);
	free(t->tag.s);
	free(t->term.s);
	free(t->body.s);
	free(t->out_key.s);
	free(t->out_tag.s);
}

static const char *
in_folder(const char *path, const char *name, char to[PATH_BYTES])
{
	snprintf(to, PATH_BYTES, "%s/%s", path, name);
	return to;
}

/* Write a table anew, beside the old one; none where there is none. */
static bool
renew(struct tighten *t, const char *path, const struct file *file,
    struct glass_table *table)
{
	char from[PATH_BYTES], to[PATH_BYTES];
	struct stat st;

	if (stat(in_folder(path, file->name, from), &st) != 0 ||
	    st.st_size == 0)
		return true;
	t->table = table;
	t->postings = file->table == GLASS_POSTLIST;
	t->key.len = 0;
	return write_table(t, from, in_folder(path, file->renewed, to));
}

/* Let the new tables take the places of the old ones. */
static bool
change(struct tighten *t, const char *path, const struct glass_table *table)
{
	char from[PATH_BYTES], to[PATH_BYTES];
	bool ok = true;

	for (size_t i = 0; ok && i < FILES; i++)
		ok = table[i].levels == 0 ||
		     rename(in_folder(path, files[i].renewed, from),
			 in_folder(path, files[i].name, to)) == 0;
	ok = ok && rename(in_folder(path, "v.tmp", from),
		       in_folder(path, "iamglass", to)) == 0;
	return ok || tell(t, XAP_IO, "cannot rename a table");
}

enum xap_status
xap_tighten(const char *path, struct xap_error *err)
{
	struct glass_table table[FILES];
	struct xap_error spare;
	struct tighten t = {.err = err != NULL ? err : &spare};
	char name[PATH_BYTES];
	bool ok;

	tell(&t, XAP_OK, "");
	if (!read_version(&t, in_folder(path, "iamglass", name)))
		return t.err->status;
	memset(table, 0, sizeof table);
	ok = true;
	for (size_t i = 0; ok && i < FILES; i++)
		ok = renew(&t, path, &files[i], &table[i]);
	ok = ok && write_version(&t, table, in_folder(path, "v.tmp", name)) &&
	     change(&t, path, table);
	for (size_t i = 0; i < FILES; i++) {
		if (!ok || table[i].levels == 0)
			unlink(in_folder(path, files[i].renewed, name));
		glass_table_clear(&table[i]);
	}
	release(&t);
	return t.err->status;
}
