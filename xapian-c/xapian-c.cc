/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * libxapian behind a C interface: what xapian-c.h promises. This is the only
 * file that knows of C++ and of <xapian.h>.
 *
 * Every entry point does its work inside guard(), the one place that catches,
 * and does nothing outside it that could throw. Inside, what we refuse
 * ourselves is thrown as a `failure`, and errors of libxapian are turned into
 * a status by a table of their class names. Sections are in the order of the
 * header.
 */
#include "xapian-c.h"
#include "wire.h"

#include <xapian.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <exception>
#include <fcntl.h>
#include <map>
#include <memory>
#include <new>
#include <sstream>
#include <stdexcept>
#include <string>
#include <sys/stat.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

#ifndef O_CLOEXEC
#define O_CLOEXEC 0
#endif
#ifndef O_BINARY
#define O_BINARY 0
#endif
#ifndef O_NONBLOCK
#define O_NONBLOCK 0
#endif
#ifndef O_NOFOLLOW
#define O_NOFOLLOW 0
#endif

/* --- what is behind the opaque types ------------------------------------- */

/* How a part on a server was reached, to be reached again. */
struct far_end {
	std::string host; /* or, where it is empty, */
	std::string program;
	std::string arguments;
	unsigned port = 0;
	unsigned timeout_ms = 0;
	unsigned connect_ms = 0;
	std::vector<Xapian::Database> more; /* further connections to it */
	std::vector<char> tried;	    /* which of them */
	struct wire *wire = nullptr; /* to read many documents, or none */
	bool wired = false;	     /* it was tried */

	far_end() = default;
	far_end(const far_end &) = delete;
	far_end &operator=(const far_end &) = delete;
	~far_end()
	{
		wire_free(wire);
	}
};

struct xap_db {
	Xapian::Database db;		     /* all parts together */
	std::vector<Xapian::Database> parts; /* each of them, in order */
	/* of each part, nothing for those that are local */
	std::vector<std::shared_ptr<far_end>> ends;
	bool remote = false;   /* any of them is */
	bool stub = false;     /* any of them is several */
	bool borrowed = false; /* a writer's: not to be freed */
	/*
	 * Whether weights reckoned here were libxapian's, to the bit: of words;
	 * 1 more: with synonyms; 2 more: of three words and more.
	 */
	enum reckoned {
		UNSEEN,
		SAME,
		OTHER
	};
	reckoned weights[4] = {UNSEEN, UNSEEN, UNSEEN, UNSEEN};
	/* Documents as bits: of those before and after, none is there. */
	struct span {
		size_t first = 0; /* document / 64 of bits[0] */
		std::vector<uint64_t> bits;
	};
	/* Of terms that were conditions: see listed_of(). */
	std::map<std::string, span> listed;
};

struct xap_doc {
	Xapian::Document doc;
	uint32_t docid = 0;
	bool remote = false;
};

struct xap_query {
	Xapian::Query query;
	bool remote = false; /* never; as guard() wants it of every object */
};

struct xap_stemmer {
	Xapian::Stem stem;
	std::string last; /* what the last stem was */
	bool remote = false;
};

/*
 * A walk that begins before the first: Xapian's iterators begin on it, and
 * must not be touched at their end or after an error.
 */
template <typename Iterator> class walk
{
      public:
	explicit walk(Iterator begin) : at(std::move(begin))
	{
	}

	bool
	next()
	{
		bool first = !begun;

		if (begun && !on)
			return false;
		begun = true;
		on = false;
		if (!first)
			++at;
		return on = at != Iterator();
	}

	/* `before(iterator)` is whether it is still before the target. */
	template <typename Before, typename Target>
	bool
	skip(Before before, const Target &target)
	{
		if (!begun && !next())
			return false;
		if (!on || !before(at))
			return on;
		on = false;
		at.skip_to(target);
		return on = at != Iterator();
	}

	Iterator at;
	bool on = false; /* `at` may be read */

      private:
	bool begun = false;
};

struct xap_terms {
	explicit xap_terms(Xapian::TermIterator begin) : steps(std::move(begin))
	{
	}

	walk<Xapian::TermIterator> steps; /* a list of Xapian's, */
	bool listed = false;		  /* or, if so, */
	std::vector<std::string> list;	  /* one of ours, */
	std::vector<uint32_t> freqs; /* with frequencies, if it is sorted, */
	size_t passed = 0;	     /* of which so many were begun */
	std::string floor;	     /* the prefix: nothing is before it */
	std::string current;	     /* where the cursor is, */
	bool on = false;	     /* if it is anywhere */
	bool sorted = false;	     /* the list, which has frequencies */
	bool has_wdf = false;	     /* the terms of one document */
	bool remote = false;
};

/*
 * One list of Xapian's, or one of each part where these are read at once: the
 * ids are then of the parts.
 */
struct xap_postings {
	std::vector<walk<Xapian::PostingIterator>> lists;
	size_t now = 0;	    /* which list the cursor is on */
	bool begun = false; /* all lists are on their first, or at their end */
	uint32_t docid = 0; /* of all parts; 0: the cursor is nowhere */
	bool remote = false;
};

struct xap_values {
	explicit xap_values(Xapian::ValueIterator begin)
	    : steps(std::move(begin))
	{
	}

	walk<Xapian::ValueIterator> steps;
	uint32_t docid = 0;  /* where it is, or 0 */
	std::string current; /* the value there */
	bool remote = false;
};

struct xap_writer {
	Xapian::WritableDatabase db;
	xap_db view;		     /* the same, to read */
	std::string path;	     /* of its directory */
	size_t pending = 0;	     /* bytes not committed, estimated */
	bool in_transaction = false; /* between begin and end or cancel */
	bool closed = false;	     /* by xap_writer_close() */
	bool lost = false;	     /* a batch was lost, */
	xap_error first = {};	     /* by this failure */
	bool remote = false;
};

struct facet_count {
	std::vector<std::string> values; /* owns what `sorted` points into */
	std::vector<xap_facet> sorted;	 /* most frequent first */
	uint32_t total = 0;		 /* documents looked at */
};

namespace
{
class listed;
}

struct xap_matches {
	/* For the terms of a match; none where no database was searched. */
	std::unique_ptr<Xapian::Enquire> enquire;
	mutable Xapian::MSet mset;
	/* Where these were found without libxapian, what makes it find them. */
	std::unique_ptr<listed> source;
	Xapian::Query query;
	uint32_t first = 0, count = 0;
	mutable bool late = false;     /* and it was not made to yet */
	std::vector<std::string> keys; /* collapse keys of `items` */
	std::vector<xap_hit> items;
	std::vector<facet_count> facets;
	bool remote = false;
	bool counted = false; /* `total` is how many match */
	bool noted = false;   /* all of them, where the caller wanted it */
	uint32_t total = 0;

	xap_matches();
	~xap_matches();
};

/* --- errors and the guard ------------------------------------------------ */

namespace
{

/*
 * An enum of the caller's as the number that it is. C lets it be any number,
 * where C++ may take for granted that it is one of the named.
 */
template <typename Enum>
unsigned
plain(const Enum &value)
{
	unsigned number;

	static_assert(sizeof number == sizeof value, "an enum is an int");
	std::memcpy(&number, &value, sizeof number);
	return number;
}

/* What we refuse ourselves, before libxapian is asked. */
struct failure {
	xap_status status;
	std::string message;
	std::string system; /* strerror(), where the system refused */
};

[[noreturn]] void
fail(xap_status status, std::string message)
{
	throw failure{status, std::move(message), std::string()};
}

[[noreturn]] void
fail_errno(const std::string &what, int number)
{
	std::string system = std::strerror(number);

	throw failure{
	    number == ENOENT || number == ENOTDIR ? XAP_NOT_FOUND : XAP_IO,
	    what + ": " + system, system};
}

/*
 * Copy into a fixed field of xap_error: one line, cut at a whole character of
 * UTF-8 where it is too long.
 */
template <size_t room>
void
put(char (&field)[room], const char *s, size_t len)
{
	size_t n = std::min(len, room - 1);

	if (n < len)
		while (n > 0 && ((unsigned char)s[n] & 0xC0) == 0x80)
			n--;
	for (size_t i = 0; i < n; i++)
		field[i] = s[i] == '\n' || s[i] == '\r' || !s[i] ? ' ' : s[i];
	field[n] = '\0';
}

template <size_t room>
void
put(char (&field)[room], const char *s)
{
	put(field, s, std::strlen(s));
}

void
clear(xap_error *err)
{
	err->status = XAP_OK;
	err->type[0] = err->message[0] = '\0';
	err->context[0] = err->system[0] = '\0';
}

/* A class of libxapian's errors, and what callers are told. */
struct error_class {
	const char *type;  /* as Xapian::Error::get_type() gives it */
	xap_status status; /* what it is */
	xap_status system; /* what it is if the system had a part in it */
};

const error_class error_classes[] = {
    {"DocNotFoundError", XAP_NOT_FOUND, XAP_NOT_FOUND},
    {"DatabaseNotFoundError", XAP_NOT_FOUND, XAP_NOT_FOUND},
    {"DatabaseLockError", XAP_LOCKED, XAP_LOCKED},
    {"DatabaseModifiedError", XAP_MODIFIED, XAP_MODIFIED},
    {"DatabaseCorruptError", XAP_CORRUPT, XAP_CORRUPT},
    {"DatabaseVersionError", XAP_VERSION, XAP_VERSION},
    {"DatabaseCreateError", XAP_EXISTS, XAP_IO},
    {"DatabaseClosedError", XAP_CLOSED, XAP_CLOSED},
    {"DatabaseOpeningError", XAP_CORRUPT, XAP_IO},
    {"DatabaseError", XAP_CORRUPT, XAP_IO},
    {"NetworkTimeoutError", XAP_TIMEOUT, XAP_TIMEOUT},
    {"NetworkError", XAP_NETWORK, XAP_NETWORK},
    {"WildcardError", XAP_WILDCARD, XAP_WILDCARD},
    {"RangeError", XAP_RANGE, XAP_RANGE},
    {"InvalidArgumentError", XAP_ARGUMENT, XAP_ARGUMENT},
    {"SerialisationError", XAP_ARGUMENT, XAP_ARGUMENT},
    {"QueryParserError", XAP_ARGUMENT, XAP_ARGUMENT},
    {"InvalidOperationError", XAP_OPERATION, XAP_OPERATION},
    {"UnimplementedError", XAP_UNIMPLEMENTED, XAP_UNIMPLEMENTED},
    {"FeatureUnavailableError", XAP_UNIMPLEMENTED, XAP_UNIMPLEMENTED},
};

xap_status
classify(const char *type, bool system)
{
	for (const error_class &known : error_classes)
		if (!std::strcmp(known.type, type))
			return system ? known.system : known.status;
	return XAP_INTERNAL;
}

void
describe(xap_error *err, const Xapian::Error &e)
{
	const char *system = e.get_error_string();
	const std::string &msg = e.get_msg();

	err->status = classify(e.get_type(), system != nullptr);
	put(err->type, e.get_type());
	put(err->message, msg.data(), msg.size());
	put(err->context, e.get_context().data(), e.get_context().size());
	if (!system)
		return;
	put(err->system, system);
	std::string both = msg + ": " + system;
	put(err->message, both.data(), both.size());
}

void
describe(xap_error *err, xap_status status, const char *message)
{
	err->status = status;
	put(err->message, message);
}

/* Turn the exception now being handled into a value. */
xap_status
report(xap_error *err) noexcept
{
	try {
		throw;
	} catch (const failure &f) {
		describe(err, f.status, f.message.c_str());
		put(err->system, f.system.c_str());
	} catch (const Xapian::Error &e) {
		/* Its description may allocate, and so fail again. */
		try {
			describe(err, e);
		} catch (...) {
			describe(err, XAP_NO_MEMORY, "out of memory");
		}
	} catch (const std::bad_alloc &) {
		describe(err, XAP_NO_MEMORY, "out of memory");
	} catch (const std::length_error &) {
		/* A length read from a damaged block. */
		describe(err, XAP_CORRUPT, "a length beyond all bounds");
	} catch (const std::exception &e) {
		describe(err, XAP_INTERNAL, e.what());
	} catch (...) {
		describe(err, XAP_INTERNAL, "an unknown exception");
	}
	return err->status;
}

/*
 * Writing to a connection that is gone must be an error, not a signal; and
 * opening a remote database changes the handling of SIGPIPE for good, which
 * is not for a library to do. So: ignored during the call, and put back.
 */
class quiet_pipe
{
      public:
	explicit quiet_pipe(bool remote)
	{
#ifdef SIGPIPE
		struct sigaction ignore = {};

		ignore.sa_handler = SIG_IGN;
		saved = remote && sigaction(SIGPIPE, &ignore, &before) == 0;
#else
		(void)remote;
#endif
	}

	~quiet_pipe()
	{
#ifdef SIGPIPE
		if (saved)
			sigaction(SIGPIPE, &before, nullptr);
#endif
	}

	quiet_pipe(const quiet_pipe &) = delete;
	quiet_pipe &operator=(const quiet_pipe &) = delete;

      private:
#ifdef SIGPIPE
	struct sigaction before = {};
	bool saved = false;
#endif
};

/* The border: run `body`, and let nothing through but a status. */
template <typename Body>
xap_status
guard(xap_error *err, bool remote, Body body) noexcept
{
	xap_error spare;

	if (!err)
		err = &spare;
	clear(err);
	try {
		quiet_pipe quiet(remote);

		body();
		return XAP_OK;
	} catch (...) {
		return report(err);
	}
}

/*
 * A call about NULL. Where the error that made it NULL is still there it is
 * the one to tell; the caller's memory may be fresh, so it is not trusted.
 */
xap_status
missing(
    xap_error *err, const char *what = "no object given: it is NULL") noexcept
{
	unsigned status;

	if (!err)
		return XAP_ARGUMENT;
	status = plain(err->status);
	if (status == XAP_OK || status > XAP_INTERNAL) {
		clear(err);
		describe(err, XAP_ARGUMENT, what);
	}
	err->type[sizeof err->type - 1] = '\0';
	err->message[sizeof err->message - 1] = '\0';
	err->context[sizeof err->context - 1] = '\0';
	err->system[sizeof err->system - 1] = '\0';
	return err->status;
}

/* The same for calls about an object, which may be NULL. */
template <typename Object, typename Body>
xap_status
guard(xap_error *err, const Object *object, Body body) noexcept
{
	return object ? guard(err, object->remote, body) : missing(err);
}

/* The same for making a thing: NULL, or what `body` gave, now the caller's. */
template <typename Thing, typename Body>
Thing *
make(xap_error *err, bool remote, Body body) noexcept
{
	std::unique_ptr<Thing> made;

	guard(err, remote, [&] { made = body(); });
	return made.release();
}

template <typename Thing, typename Object, typename Body>
Thing *
make(xap_error *err, const Object *object, Body body) noexcept
{
	std::unique_ptr<Thing> made;

	guard(err, object, [&] { made = body(); });
	return made.release();
}

/* Destructors of remote things talk to the other side. */
template <typename Thing>
void
dispose(Thing *thing) noexcept
{
	if (thing)
		guard(nullptr, thing->remote, [&] { delete thing; });
}

/* --- several servers at once ---------------------------------------------- */

/*
 * Do `body(i)` for every i below n, and wait for all: what each of them waits
 * for, they wait for together. Each may touch things of its own only. Threads
 * are made for servers alone, and none outlives the call; where none is to be
 * had, one goes after the other.
 */
template <typename Body>
void
at_once(size_t n, Body body)
{
	std::vector<std::exception_ptr> failed(n);
	auto one = [&](size_t i) noexcept {
		try {
			body(i);
		} catch (...) {
			failed[i] = std::current_exception();
		}
	};
#ifdef XAPIAN_HAS_REMOTE_BACKEND
	std::vector<std::thread> threads;

	threads.reserve(n);
	for (size_t i = 1; i < n; i++) {
		try {
			threads.emplace_back(one, i);
		} catch (const std::system_error &) {
			one(i);
		}
	}
	if (n > 0)
		one(0);
	for (std::thread &thread : threads)
		thread.join();
#else
	for (size_t i = 0; i < n; i++)
		one(i);
#endif
	for (const std::exception_ptr &why : failed)
		if (why)
			std::rethrow_exception(why);
}

/* Whether its parts are to be asked at once. */
bool
is_many(const xap_db *db)
{
	return db->remote && !db->stub && db->parts.size() > 1;
}

/* What `get(part)` gives for each part. */
template <typename Value, typename Get>
std::vector<Value>
of_parts(const xap_db *db, Get get)
{
	std::vector<Value> values(db->parts.size());

	at_once(
	    values.size(), [&](size_t i) { values[i] = get(db->parts[i]); });
	return values;
}

/* --- arguments and texts ------------------------------------------------- */

std::string
bytes(const char *s, size_t len)
{
	if (!s && len)
		fail(XAP_ARGUMENT, "a NULL string of more than 0 bytes");
	return s ? std::string(s, len) : std::string();
}

void
text_put(xap_text *text, const char *s, size_t len)
{
	if (!text)
		return;
	if (len >= text->room || !text->s) {
		size_t room = len + len / 2 + 16;
		char *grown = (char *)std::realloc(text->s, room);

		if (!grown)
			throw std::bad_alloc();
		text->s = grown;
		text->room = room;
	}
	if (len)
		std::memcpy(text->s, s, len);
	text->s[len] = '\0';
	text->len = len;
}

void
text_put(xap_text *text, const std::string &s)
{
	text_put(text, s.data(), s.size());
}

template <typename Number>
void
give(Number *ret, Number number)
{
	if (ret)
		*ret = number;
}

const size_t key_max = 245;	       /* of a term, in bytes as stored */
const size_t word_max = 200;	       /* of the spelling dictionary */
const size_t tag_max = 100 * 1000000u; /* of data, values and metadata */

/* Bytes that a key takes in a table: NUL is written as two. */
size_t
key_cost(const char *s, size_t len)
{
	return len + (size_t)std::count(s, s + len, '\0');
}

/* The beginning of a string, fit to be shown in a message. */
std::string
shown(const char *s, size_t len)
{
	std::string out(s, std::min(len, size_t(40)));

	for (char &c : out)
		if ((unsigned char)c < 0x20 || c == 0x7F)
			c = '?';
	return "'" + out + (len > 40 ? "...'" : "'");
}

void
check_key(const char *what, const char *s, size_t len, size_t max = key_max)
{
	if (!len)
		fail(XAP_ARGUMENT, std::string("an empty ") + what);
	if (!s)
		fail(XAP_ARGUMENT, std::string("a NULL ") + what);
	if (len > max || key_cost(s, len) > max)
		fail(XAP_ARGUMENT,
		    std::string(what) + " " + shown(s, len) +
			" is too long: " + std::to_string(key_cost(s, len)) +
			" bytes (NUL counts as two), at most " +
			std::to_string(max));
}

void
check_tag(const char *what, const char *s, size_t len)
{
	if (len > tag_max)
		fail(XAP_ARGUMENT, std::string(what) + " of " +
				       std::to_string(len) +
				       " bytes is too long: at most " +
				       std::to_string(tag_max));
	if (!s && len)
		fail(XAP_ARGUMENT, std::string("a NULL ") + what);
}

} /* namespace */

const char *
xap_version(void)
{
	return Xapian::version_string();
}

const char *
xap_status_name(enum xap_status status)
{
	static const char *const names[] = {"ok", "not found", "exists already",
	    "locked", "modified", "corrupt", "another version", "network error",
	    "timeout", "bad argument", "not now", "wildcard too wide",
	    "out of range", "not implemented", "stub refused", "closed",
	    "batch lost", "out of memory", "system error", "internal error"};
	size_t i = plain(status);

	static_assert(sizeof names / sizeof *names == XAP_INTERNAL + 1,
	    "a name for each status");
	return i <= XAP_INTERNAL ? names[i] : "unknown status";
}

void
xap_text_clear(struct xap_text *text)
{
	if (!text)
		return;
	std::free(text->s);
	*text = xap_text{};
}

/* --- opening ------------------------------------------------------------- */

namespace
{

/* A descriptor that is closed unless it is given away. */
class owned_fd
{
      public:
	explicit owned_fd(int number) : fd(number)
	{
	}
	~owned_fd()
	{
		if (fd >= 0)
			close(fd);
	}
	int
	release()
	{
		return std::exchange(fd, -1);
	}
	owned_fd(const owned_fd &) = delete;
	owned_fd &operator=(const owned_fd &) = delete;

	int fd;
};

int
duplicate(int fd)
{
#ifdef F_DUPFD_CLOEXEC
	int copy = fcntl(fd, F_DUPFD_CLOEXEC, 3);
#else
	int copy = dup(fd);
#endif
	if (copy < 0)
		fail_errno("cannot use the file descriptor", errno);
	return copy;
}

/* A duplicate of `fd`, positioned; libxapian closes it, on failure as well. */
int
duplicate_at(int fd, int64_t offset)
{
	owned_fd copy(duplicate(fd));

	if (offset < 0)
		fail(XAP_ARGUMENT, "a negative offset");
	if (lseek(copy.fd, (off_t)offset, SEEK_SET) < 0)
		fail_errno("cannot seek in the file", errno);
	return copy.release();
}

const char magic[] = "\x0f\x0dXapian Glass";

bool
has_magic(int fd)
{
	char head[sizeof magic - 1];

	return read(fd, head, sizeof head) == (ssize_t)sizeof head &&
	       lseek(fd, 0, SEEK_SET) == 0 &&
	       !std::memcmp(head, magic, sizeof head);
}

bool
file_exists(const std::string &path)
{
	struct stat st;

#ifdef S_ISLNK
	return lstat(path.c_str(), &st) == 0;
#else
	return stat(path.c_str(), &st) == 0;
#endif
}

std::string
quoted(const char *path)
{
	return std::string("'") + path + "'";
}

/*
 * Refuse a directory that libxapian might take for a stub, and say what is
 * wrong with one that it will not open.
 */
void
check_directory(const char *path, bool must_exist)
{
	std::string dir = path;

	if (file_exists(dir + "/XAPIANDB"))
		fail(XAP_STUB, "refused: " + quoted(path) +
				   " is a stub (it has a file "
				   "XAPIANDB)");
	if (file_exists(dir + "/iamglass") || !must_exist)
		return;
	if (file_exists(dir + "/iamchert") || file_exists(dir + "/iamflint") ||
	    file_exists(dir + "/iamhoney"))
		fail(XAP_VERSION, quoted(path) +
				      " is a database of another backend than "
				      "glass");
	fail(XAP_NOT_FOUND, quoted(path) + " holds no database");
}

/*
 * What is at `path`: -1 for a directory that may be opened, else a descriptor
 * of a single file, now the caller's.
 */
int
classify_path(const char *path)
{
	struct stat st;

	if (!path || !*path)
		fail(XAP_ARGUMENT, "no path given");
	owned_fd file(open(path, O_RDONLY | O_CLOEXEC | O_BINARY | O_NONBLOCK));
	if (file.fd < 0 || fstat(file.fd, &st) < 0)
		fail_errno("cannot open " + quoted(path), errno);
	if (S_ISDIR(st.st_mode)) {
		check_directory(path, true);
		return -1;
	}
	if (!S_ISREG(st.st_mode) || !has_magic(file.fd))
		fail(XAP_STUB,
		    "refused: " + quoted(path) +
			" is not a database (and stubs are opened only where "
			"asked for as such)");
	return file.release();
}

Xapian::Database
open_local(const char *path)
{
	int fd = classify_path(path);

	/*
	 * Naming the backend keeps libxapian from looking for stubs, even if
	 * somebody put one there since we looked.
	 */
	if (fd < 0)
		return Xapian::Database(path, Xapian::DB_BACKEND_GLASS);
	return Xapian::Database(fd, Xapian::DB_BACKEND_GLASS);
}

std::unique_ptr<xap_db>
wrap(Xapian::Database db, bool remote)
{
	auto made = std::make_unique<xap_db>();

	made->db = db;
	made->parts.push_back(db);
	made->ends.emplace_back();
	made->remote = remote;
	return made;
}

Xapian::Database
reach(const far_end &end)
{
#ifdef XAPIAN_HAS_REMOTE_BACKEND
	if (end.host.empty())
		return Xapian::Remote::open(
		    end.program, end.arguments, end.timeout_ms);
	return Xapian::Remote::open(
	    end.host, end.port, end.timeout_ms, end.connect_ms);
#else
	(void)end;
	fail(XAP_UNIMPLEMENTED, "this libxapian has no remote backend");
#endif
}

std::unique_ptr<xap_db>
open_server(const xap_server &server)
{
	auto end = std::make_shared<far_end>();
	bool far = server.host && *server.host && server.port;

	if (!far && (!server.program || !*server.program))
		fail(XAP_ARGUMENT, "no host or no port given");
	if (far) {
		end->host = server.host;
		end->port = server.port;
	} else {
		end->program = server.program;
		end->arguments = server.arguments ? server.arguments : "";
	}
	end->timeout_ms = server.timeout_ms;
	end->connect_ms = server.connect_ms;
	auto db = wrap(reach(*end), true);

	db->ends[0] = end;
	return db;
}

} /* namespace */

struct xap_db *
xap_db_open_path(const char *path, struct xap_error *err)
{
	return make<xap_db>(
	    err, false, [&] { return wrap(open_local(path), false); });
}

struct xap_db *
xap_db_open_fd(int fd, int64_t offset, struct xap_error *err)
{
	return make<xap_db>(err, false, [&] {
		return wrap(Xapian::Database(duplicate_at(fd, offset),
				Xapian::DB_BACKEND_GLASS),
		    false);
	});
}

struct xap_db *
xap_db_open_remote(const char *host, uint16_t port, uint32_t timeout_ms,
    uint32_t connect_ms, struct xap_error *err)
{
	return make<xap_db>(err, true, [&] {
		xap_server server = {};

		server.host = host;
		server.port = port;
		server.timeout_ms = timeout_ms;
		server.connect_ms = connect_ms;
		return open_server(server);
	});
}

namespace
{

/* Open one of several, and read what is asked for. */
void
open_one(xap_server *server)
{
	std::unique_ptr<xap_db> db = open_server(*server);

	if (server->key)
		text_put(&server->value,
		    db->db.get_metadata(bytes(server->key, server->key_len)));
	server->db = db.release();
}

} /* namespace */

void
xap_db_open_servers(struct xap_server *server, size_t n)
{
	xap_error failure = {};

	for (size_t i = 0; i < n; i++)
		server[i].db = nullptr;
	/* SIGPIPE is taken care of once, around all of them. */
	guard(&failure, true, [&] {
		at_once(n, [&](size_t i) {
			guard(&server[i].error, false,
			    [&] { open_one(&server[i]); });
		});
	});
	for (size_t i = 0; i < n; i++)
		if (!server[i].db && server[i].error.status == XAP_OK)
			server[i].error = failure;
}

struct xap_db *
xap_db_open_stub(const char *path, struct xap_error *err)
{
	return make<xap_db>(err, true, [&] {
		if (!path || !*path)
			fail(XAP_ARGUMENT, "no path given");
		/* What it names may be anywhere, so it counts as remote. */
		auto db =
		    wrap(Xapian::Database(path, Xapian::DB_BACKEND_STUB), true);

		db->stub = true;
		return db;
	});
}

struct xap_db *
xap_db_new_empty(struct xap_error *err)
{
	return make<xap_db>(
	    err, false, [] { return std::make_unique<xap_db>(); });
}

enum xap_status
xap_db_add(struct xap_db *db, const struct xap_db *part, struct xap_error *err)
{
	return guard(err, db, [&] {
		if (!part || part == db || db->borrowed)
			fail(XAP_ARGUMENT,
			    "a database can be added to one of one's own, "
			    "and not to itself");
		std::vector<Xapian::Database> parts = db->parts;
		auto ends = db->ends;

		ends.insert(ends.end(), part->ends.begin(), part->ends.end());
		parts.insert(
		    parts.end(), part->parts.begin(), part->parts.end());
		db->db.add_database(part->db);
		db->parts.swap(parts);
		db->ends.swap(ends);
		db->remote = db->remote || part->remote;
		db->stub = db->stub || part->stub;
	});
}

enum xap_status
xap_db_reopen(struct xap_db *db, bool *ret_changed, struct xap_error *err)
{
	return guard(err, db, [&] {
		db->listed.clear();
		give(ret_changed, db->db.reopen());
	});
}

enum xap_status
xap_db_close(struct xap_db *db, struct xap_error *err)
{
	return guard(err, db, [&] {
		if (db->borrowed)
			fail(XAP_ARGUMENT, "the database is a writer's");
		db->db.close();
	});
}

enum xap_status
xap_db_keep_alive(struct xap_db *db, struct xap_error *err)
{
	return guard(err, db, [&] { db->db.keep_alive(); });
}

void
xap_db_free(struct xap_db *db)
{
	if (db && !db->borrowed)
		dispose(db);
}

enum xap_status
xap_retry(struct xap_db *db, unsigned tries,
    enum xap_status (*run)(void *, struct xap_db *, struct xap_error *),
    void *context, struct xap_error *err)
{
	xap_error spare = {};
	xap_status status;

	if (!err)
		err = &spare;
	status = guard(err, db, [&] {
		if (!run)
			fail(XAP_ARGUMENT, "no function to run");
	});
	for (unsigned i = 0; i == 0 || (i < tries && status == XAP_MODIFIED);
	     i++) {
		if (i > 0)
			status = xap_db_reopen(db, nullptr, err);
		if (status == XAP_OK)
			status = run(context, db, err);
	}
	return status;
}

/* --- facts about a database ---------------------------------------------- */

enum xap_status
xap_db_stats(
    const struct xap_db *db, struct xap_stats *ret_stats, struct xap_error *err)
{
	return guard(err, db, [&] {
		const Xapian::Database &x = db->db;
		xap_stats stats = {};

		stats.parts = (uint32_t)db->parts.size();
		if (stats.parts) {
			stats.doc_count = x.get_doccount();
			stats.last_docid = x.get_lastdocid();
			stats.total_length = x.get_total_length();
			stats.average_length = x.get_average_length();
			stats.length_min = x.get_doclength_lower_bound();
			stats.length_max = x.get_doclength_upper_bound();
			stats.has_positions = x.has_positions();
		}
		give(ret_stats, stats);
	});
}

enum xap_status
xap_db_uuid(
    const struct xap_db *db, struct xap_text *ret_uuid, struct xap_error *err)
{
	return guard(err, db, [&] { text_put(ret_uuid, db->db.get_uuid()); });
}

enum xap_status
xap_db_term_stats(const struct xap_db *db, const char *term, size_t len,
    struct xap_term_stats *ret_stats, struct xap_error *err)
{
	return guard(err, db, [&] {
		std::string name = bytes(term, len);
		xap_term_stats stats = {};

		stats.doc_freq = db->db.get_termfreq(name);
		if (stats.doc_freq) {
			stats.collection_freq =
			    db->db.get_collection_freq(name);
			stats.wdf_max = db->db.get_wdf_upper_bound(name);
		}
		give(ret_stats, stats);
	});
}

enum xap_status
xap_db_term_freq(const struct xap_db *db, const char *term, size_t len,
    uint32_t *ret_freq, struct xap_error *err)
{
	return guard(err, db, [&] {
		std::string name = bytes(term, len);
		auto freq = [&](const Xapian::Database &part) -> uint32_t {
			return part.get_termfreq(name);
		};
		uint32_t all = 0;

		if (is_many(db))
			for (uint32_t one : of_parts<uint32_t>(db, freq))
				all += one;
		else
			all = freq(db->db);
		give(ret_freq, all);
	});
}

enum xap_status
xap_db_term_exists(const struct xap_db *db, const char *term, size_t len,
    bool *ret_exists, struct xap_error *err)
{
	return guard(err, db, [&] {
		std::string name = bytes(term, len);
		auto exists = [&](const Xapian::Database &part) -> char {
			return part.term_exists(name);
		};
		bool any = false;

		if (is_many(db))
			for (char one : of_parts<char>(db, exists))
				any = any || one;
		else
			any = exists(db->db);
		give(ret_exists, any);
	});
}

enum xap_status
xap_db_value_stats(const struct xap_db *db, uint32_t slot, uint32_t *ret_freq,
    struct xap_text *ret_lower, struct xap_text *ret_upper,
    struct xap_error *err)
{
	return guard(err, db, [&] {
		uint32_t freq = db->db.get_value_freq(slot);
		std::string lower = db->db.get_value_lower_bound(slot);

		text_put(ret_upper, db->db.get_value_upper_bound(slot));
		text_put(ret_lower, lower);
		give(ret_freq, freq);
	});
}

enum xap_status
xap_db_doc_length(const struct xap_db *db, uint32_t docid, uint32_t *ret_length,
    uint32_t *ret_terms, struct xap_error *err)
{
	return guard(err, db, [&] {
		uint32_t length = db->db.get_doclength(docid);

		if (ret_terms)
			*ret_terms = db->db.get_unique_terms(docid);
		give(ret_length, length);
	});
}

enum xap_status
xap_db_metadata(const struct xap_db *db, const char *key, size_t len,
    struct xap_text *ret_value, struct xap_error *err)
{
	return guard(err, db, [&] {
		check_key("metadata key", key, len);
		text_put(ret_value, db->db.get_metadata(bytes(key, len)));
	});
}

enum xap_status
xap_db_part_metadata(const struct xap_db *db, uint32_t part, const char *key,
    size_t len, struct xap_text *ret_value, struct xap_error *err)
{
	return guard(err, db, [&] {
		check_key("metadata key", key, len);
		if (part >= db->parts.size())
			fail(XAP_RANGE, "the database has no such part");
		text_put(
		    ret_value, db->parts[part].get_metadata(bytes(key, len)));
	});
}

enum xap_status
xap_db_spelling(const struct xap_db *db, const char *word, size_t len,
    unsigned max_edits, struct xap_text *ret_word, struct xap_error *err)
{
	return guard(err, db, [&] {
		text_put(
		    ret_word, db->db.get_spelling_suggestion(
				  bytes(word, len), max_edits ? max_edits : 2));
	});
}

/* --- walking terms ------------------------------------------------------- */

namespace
{

std::unique_ptr<xap_terms>
terms_wrap(
    Xapian::TermIterator begin, bool remote, std::string floor = std::string())
{
	auto terms = std::make_unique<xap_terms>(std::move(begin));

	terms->floor = std::move(floor);
	terms->remote = remote;
	return terms;
}

/* A cursor over the strings that an iterator gives, taken now. */
std::unique_ptr<xap_terms>
terms_listed(Xapian::TermIterator begin, bool remote)
{
	auto terms = terms_wrap(Xapian::TermIterator(), remote);

	terms->listed = true;
	for (; begin != Xapian::TermIterator(); ++begin)
		terms->list.push_back(*begin);
	return terms;
}

bool
terms_next(xap_terms *terms)
{
	terms->on = false;
	if (!terms->listed) {
		if (!terms->steps.next())
			return false;
		terms->current = *terms->steps.at;
	} else {
		if (terms->passed >= terms->list.size())
			return false;
		terms->current = terms->list[terms->passed++];
	}
	return terms->on = true;
}

bool
terms_skip_to(xap_terms *terms, const std::string &term)
{
	const std::string &target = std::max(term, terms->floor);

	if (terms->listed && !terms->sorted)
		fail(XAP_UNIMPLEMENTED, "the terms of a query have no order");
	size_t from = terms->passed - terms->on;

	terms->on = false;
	if (terms->listed) {

		terms->passed =
		    (size_t)(std::lower_bound(terms->list.begin() + (long)from,
				 terms->list.end(), target) -
			     terms->list.begin());
		return terms_next(terms);
	}
	if (!terms->steps.skip(
		[&](const Xapian::TermIterator &at) { return *at < target; },
		target))
		return false;
	terms->current = *terms->steps.at;
	return terms->on = true;
}

void
check_on(bool on)
{
	if (!on)
		fail(XAP_OPERATION, "the cursor is before the first or after "
				    "the last");
}

} /* namespace */

namespace
{

/* The terms of all parts, which are asked at once, in order. */
std::unique_ptr<xap_terms>
terms_of_parts(const xap_db *db, const std::string &prefix)
{
	using frequencies = std::map<std::string, uint32_t>;
	auto terms = terms_wrap(Xapian::TermIterator(), true, prefix);
	frequencies all;

	for (frequencies &part :
	    of_parts<frequencies>(db, [&](const Xapian::Database &of) {
		    frequencies found;
		    Xapian::TermIterator i = of.allterms_begin(prefix);

		    for (; i != Xapian::TermIterator(); ++i)
			    found.emplace_hint(
				found.end(), *i, i.get_termfreq());
		    return found;
	    }))
		for (auto &one : part)
			all[one.first] += one.second;
	terms->listed = terms->sorted = true;
	for (auto &one : all) {
		terms->list.push_back(one.first);
		terms->freqs.push_back(one.second);
	}
	return terms;
}

} /* namespace */

struct xap_terms *
xap_terms_open(const struct xap_db *db, const char *prefix, size_t len,
    struct xap_error *err)
{
	return make<xap_terms>(err, db, [&] {
		std::string floor = bytes(prefix, len);

		if (is_many(db))
			return terms_of_parts(db, floor);
		return terms_wrap(
		    db->db.allterms_begin(floor), db->remote, floor);
	});
}

struct xap_terms *
xap_terms_of_doc(const struct xap_db *db, uint32_t docid, struct xap_error *err)
{
	return make<xap_terms>(err, db, [&] {
		auto terms =
		    terms_wrap(db->db.termlist_begin(docid), db->remote);

		terms->has_wdf = true;
		return terms;
	});
}

struct xap_terms *
xap_terms_of_query(const struct xap_query *query, struct xap_error *err)
{
	return make<xap_terms>(err, query, [&] {
		return terms_listed(
		    query->query.get_unique_terms_begin(), false);
	});
}

struct xap_terms *
xap_terms_of_metadata(const struct xap_db *db, const char *prefix, size_t len,
    struct xap_error *err)
{
	return make<xap_terms>(err, db, [&] {
		std::string floor = bytes(prefix, len);

		return terms_wrap(
		    db->db.metadata_keys_begin(floor), db->remote, floor);
	});
}

struct xap_terms *
xap_terms_of_spelling(const struct xap_db *db, struct xap_error *err)
{
	return make<xap_terms>(err, db,
	    [&] { return terms_wrap(db->db.spellings_begin(), db->remote); });
}

struct xap_terms *
xap_terms_of_synonyms(const struct xap_db *db, const char *term, size_t len,
    struct xap_error *err)
{
	return make<xap_terms>(err, db, [&] {
		return terms_wrap(
		    db->db.synonyms_begin(bytes(term, len)), db->remote);
	});
}

struct xap_terms *
xap_terms_of_synonym_keys(const struct xap_db *db, const char *prefix,
    size_t len, struct xap_error *err)
{
	return make<xap_terms>(err, db, [&] {
		std::string floor = bytes(prefix, len);

		return terms_wrap(
		    db->db.synonym_keys_begin(floor), db->remote, floor);
	});
}

bool
xap_terms_next(struct xap_terms *terms, struct xap_error *err)
{
	bool on = false;

	guard(err, terms, [&] { on = terms_next(terms); });
	return on;
}

bool
xap_terms_skip_to(struct xap_terms *terms, const char *term, size_t len,
    struct xap_error *err)
{
	bool on = false;

	guard(err, terms, [&] { on = terms_skip_to(terms, bytes(term, len)); });
	return on;
}

const char *
xap_terms_get(const struct xap_terms *terms, size_t *ret_len)
{
	bool on = terms && terms->on;

	give(ret_len, on ? terms->current.size() : 0);
	return on ? terms->current.c_str() : nullptr;
}

enum xap_status
xap_terms_doc_freq(
    const struct xap_terms *terms, uint32_t *ret_freq, struct xap_error *err)
{
	return guard(err, terms, [&] {
		if (terms->listed && !terms->sorted)
			fail(XAP_UNIMPLEMENTED,
			    "the terms of a query have no frequency");
		check_on(terms->on);
		give(ret_freq, terms->listed
				   ? terms->freqs[terms->passed - 1]
				   : uint32_t(terms->steps.at.get_termfreq()));
	});
}

enum xap_status
xap_terms_wdf(
    const struct xap_terms *terms, uint32_t *ret_wdf, struct xap_error *err)
{
	return guard(err, terms, [&] {
		if (!terms->has_wdf)
			fail(XAP_UNIMPLEMENTED,
			    "only the terms of a document have a wdf");
		check_on(terms->on);
		give(ret_wdf, uint32_t(terms->steps.at.get_wdf()));
	});
}

void
xap_terms_free(struct xap_terms *terms)
{
	dispose(terms);
}

/* --- walking postings, positions, values --------------------------------- */

namespace
{

/* The id of all parts for one of list p. */
uint32_t
joint_id(const xap_postings *postings, size_t p, uint32_t docid)
{
	size_t n = postings->lists.size();

	return (uint32_t)((docid - 1) * n + p + 1);
}

/* Go to the lowest of what the lists are on; whether there is any. */
bool
postings_take(xap_postings *postings)
{
	postings->docid = 0;
	for (size_t p = 0; p < postings->lists.size(); p++) {
		const auto &list = postings->lists[p];
		uint32_t docid = list.on ? joint_id(postings, p, *list.at) : 0;

		if (docid == 0 ||
		    (postings->docid != 0 && docid > postings->docid))
			continue;
		postings->docid = docid;
		postings->now = p;
	}
	return postings->docid != 0;
}

bool
postings_next(xap_postings *postings)
{
	/* After a failure the lists must not be touched: see walk. */
	postings->docid = 0;
	if (postings->begun)
		postings->lists[postings->now].next();
	else
		for (auto &list : postings->lists)
			list.next();
	postings->begun = true;
	return postings_take(postings);
}

bool
postings_skip_to(xap_postings *postings, uint32_t docid)
{
	size_t n = postings->lists.size();

	postings->docid = 0;
	for (size_t p = 0; p < n; p++) {
		/* the first of this list that is not below */
		uint32_t least = docid <= p + 1
				     ? 1
				     : (uint32_t)((docid - p - 2 + n) / n + 1);

		postings->lists[p].skip(
		    [&](const Xapian::PostingIterator &at) {
			    return *at < least;
		    },
		    least);
	}
	postings->begun = true;
	return postings_take(postings);
}

} /* namespace */

struct xap_postings *
xap_postings_open(const struct xap_db *db, const char *term, size_t len,
    struct xap_error *err)
{
	return make<xap_postings>(err, db, [&] {
		auto postings = std::make_unique<xap_postings>();
		std::string name = bytes(term, len);
		auto begin = [&](const Xapian::Database &part) {
			return part.postlist_begin(name);
		};

		postings->remote = db->remote;
		if (!is_many(db))
			postings->lists.emplace_back(begin(db->db));
		else
			for (auto &list :
			    of_parts<Xapian::PostingIterator>(db, begin))
				postings->lists.emplace_back(std::move(list));
		return postings;
	});
}

bool
xap_postings_next(struct xap_postings *postings, struct xap_error *err)
{
	bool on = false;

	guard(err, postings, [&] { on = postings_next(postings); });
	return on;
}

bool
xap_postings_skip_to(
    struct xap_postings *postings, uint32_t docid, struct xap_error *err)
{
	bool on = false;

	guard(err, postings, [&] { on = postings_skip_to(postings, docid); });
	return on;
}

uint32_t
xap_postings_docid(const struct xap_postings *postings)
{
	return postings ? postings->docid : 0;
}

enum xap_status
xap_postings_wdf(const struct xap_postings *postings, uint32_t *ret_wdf,
    struct xap_error *err)
{
	return guard(err, postings, [&] {
		check_on(postings->docid);
		give(ret_wdf,
		    uint32_t(postings->lists[postings->now].at.get_wdf()));
	});
}

enum xap_status
xap_postings_doc_length(const struct xap_postings *postings,
    uint32_t *ret_length, struct xap_error *err)
{
	return guard(err, postings, [&] {
		check_on(postings->docid);
		give(ret_length,
		    uint32_t(
			postings->lists[postings->now].at.get_doclength()));
	});
}

enum xap_status
xap_postings_read(struct xap_postings *postings, uint32_t *ret_docids,
    size_t max, size_t *ret_count, struct xap_error *err)
{
	return guard(err, postings, [&] {
		size_t n = 0;

		if (!ret_docids && max)
			fail(XAP_ARGUMENT, "no array to read into");
		while (n < max && postings_next(postings))
			ret_docids[n++] = postings->docid;
		give(ret_count, n);
	});
}

void
xap_postings_free(struct xap_postings *postings)
{
	dispose(postings);
}

enum xap_status
xap_db_positions(const struct xap_db *db, uint32_t docid, const char *term,
    size_t len, uint32_t *ret_positions, size_t max, size_t *ret_count,
    struct xap_error *err)
{
	return guard(err, db, [&] {
		size_t n = 0;

		check_key("term", term, len);
		Xapian::PositionIterator at =
		    db->db.positionlist_begin(docid, bytes(term, len));
		for (; at != Xapian::PositionIterator(); ++at, ++n)
			if (n < max && ret_positions)
				ret_positions[n] = *at;
		give(ret_count, n);
	});
}

namespace
{

/* Take what the iterator is on; `on` as walk's functions return it. */
bool
values_take(xap_values *values, bool on)
{
	if (on) {
		values->current = *values->steps.at;
		values->docid = values->steps.at.get_docid();
	}
	return on;
}

} /* namespace */

struct xap_values *
xap_values_open(const struct xap_db *db, uint32_t slot, struct xap_error *err)
{
	return make<xap_values>(err, db, [&] {
		auto values = std::make_unique<xap_values>(
		    db->db.valuestream_begin(slot));

		values->remote = db->remote;
		return values;
	});
}

bool
xap_values_next(struct xap_values *values, struct xap_error *err)
{
	bool on = false;

	guard(err, values, [&] {
		values->docid = 0;
		on = values_take(values, values->steps.next());
	});
	return on;
}

bool
xap_values_skip_to(
    struct xap_values *values, uint32_t docid, struct xap_error *err)
{
	bool on = false;

	guard(err, values, [&] {
		values->docid = 0;
		on = values_take(
		    values, values->steps.skip(
				[&](const Xapian::ValueIterator &at) {
					return at.get_docid() < docid;
				},
				docid));
	});
	return on;
}

uint32_t
xap_values_docid(const struct xap_values *values)
{
	return values ? values->docid : 0;
}

const char *
xap_values_get(const struct xap_values *values, size_t *ret_len)
{
	bool on = values && values->docid;

	give(ret_len, on ? values->current.size() : 0);
	return on ? values->current.c_str() : nullptr;
}

void
xap_values_free(struct xap_values *values)
{
	dispose(values);
}

size_t
xap_number_write(double number, char ret_bytes[9])
{
	size_t len = 0;

	guard(nullptr, false, [&] {
		std::string value = Xapian::sortable_serialise(
		    std::isnan(number) ? HUGE_VAL : number);

		len = std::min(value.size(), size_t(9));
		std::memcpy(ret_bytes, value.data(), len);
	});
	return len;
}

double
xap_number_read(const char *s, size_t len)
{
	double number = 0;

	guard(nullptr, false, [&] {
		if (len <= 9)
			number = Xapian::sortable_unserialise(bytes(s, len));
	});
	return number;
}

/* --- documents ----------------------------------------------------------- */

namespace
{

/* Whether there is such a document, which is then read into `text`. */
bool
read_data(const xap_db *db, uint32_t docid, xap_text *text)
{
	try {
		text_put(text, db->db.get_document(docid).get_data());
		return true;
	} catch (const Xapian::DocNotFoundError &) {
		text_put(text, "", 0);
		return false;
	}
}

} /* namespace */

enum xap_status
xap_db_data(const struct xap_db *db, uint32_t docid, struct xap_text *ret_data,
    struct xap_error *err)
{
	return guard(err, db,
	    [&] { text_put(ret_data, db->db.get_document(docid).get_data()); });
}

namespace
{

/* Documents of a server that are worth a connection, and most of these. */
constexpr size_t FETCH_EACH = 16;
constexpr size_t FETCH_CONNECTIONS = 8;

/* Documents of a server for which to connect to it once more (wire.h). */
constexpr size_t WIRE_LEAST = 4;

/* As libxapian says it, which names the server so. */
[[noreturn]] void
fail_late(const far_end *end)
{
	throw Xapian::NetworkTimeoutError(
	    "Timeout expired while trying to read",
	    "remote:tcp(" + end->host + ":" + std::to_string(end->port) + ")");
}

/* The server's wire, made when it is first wanted; nullptr: there is none. */
struct wire *
wire_of(far_end *end, const Xapian::Database &first)
{
	if (!end->wired) {
		std::string uuid = first.get_uuid();
		wire_server server = {};
		bool late = false;

		end->wired = true;
		server.host = end->host.c_str();
		server.port = end->port;
		server.connect_ms = end->connect_ms;
		server.timeout_ms = end->timeout_ms;
		server.uuid = uuid.c_str();
		server.last = first.get_lastdocid();
		end->wire = wire_open(&server, &late);
		if (late)
			fail_late(end);
	}
	return end->wire;
}

/* Whether so many documents of a server are read by wire. */
bool
by_wire(const far_end *end, size_t n)
{
	return end && !end->host.empty() &&
	       (end->wired ? end->wire != nullptr : n >= WIRE_LEAST);
}

/* What one connection is to read. */
struct fetching {
	Xapian::Database *from =
	    nullptr;		/* NULL: one that is still to be made */
	far_end *end = nullptr; /* then it is this one's, */
	size_t more = 0;	/* of this number */
	bool wired = false;	/* the wire is asked, before that one */
	const Xapian::Database *first = nullptr; /* the first connection */
	std::string uuid;	   /* of what that one asks, which this one */
	uint32_t last = 0;	   /* must ask too; and its highest id */
	std::vector<size_t> which; /* of the texts */
};

/*
 * A further connection to what a server served when the first one was made:
 * it may have been replaced since. False where there is none.
 */
bool
connect_again(fetching &job)
{
	if (!job.end->tried[job.more]) {
		job.end->tried[job.more] = true;
		Xapian::Database made = reach(*job.end);

		if (made.get_uuid() == job.uuid &&
		    made.get_lastdocid() >= job.last)
			job.end->more[job.more] = made;
	}
	job.from = &job.end->more[job.more];
	return job.from->get_lastdocid() > 0;
}

/* Part what is asked of one server among connections to it. */
void
part_fetch(const xap_db *db, size_t part, const std::vector<size_t> &which,
    std::vector<fetching> &jobs)
{
	far_end *end = db->ends[part].get();
	size_t n = 1, first = jobs.size();
	bool wired = by_wire(end, which.size());

	if (end && !wired)
		n = std::min(FETCH_CONNECTIONS,
		    std::max(size_t(1), which.size() / FETCH_EACH));
	if (end && !wired && end->more.empty()) {
		end->more.resize(FETCH_CONNECTIONS);
		end->tried.resize(FETCH_CONNECTIONS);
	}
	jobs.resize(first + n);
	for (size_t i = 0; i < n; i++) {
		jobs[first + i].end = end;
		jobs[first + i].more = i;
		jobs[first + i].wired = wired;
		jobs[first + i].first = &db->parts[part];
		jobs[first + i].uuid = db->parts[part].get_uuid();
		jobs[first + i].last = db->parts[part].get_lastdocid();
		if (i == 0)
			jobs[first].from =
			    const_cast<Xapian::Database *>(&db->parts[part]);
	}
	for (size_t i = 0; i < which.size(); i++)
		jobs[first + i % n].which.push_back(which[i]);
}

/* Give a wire up that broke; it may have been for want of time. */
void
drop_wire(far_end *end)
{
	bool late = wire_is_late(end->wire);

	wire_free(end->wire);
	end->wire = nullptr;
	if (late)
		fail_late(end);
}

/*
 * Read what the wire gives, of `parts` databases: how many were there. What is
 * left then is in `job.which`.
 */
size_t
read_wire(fetching &job, size_t parts, const uint32_t *docids, xap_text *texts)
{
	struct wire *wire = wire_of(job.end, *job.first);
	size_t done = 0, found = 0;
	bool broken = false;

	while (wire && !broken && done < job.which.size()) {
		size_t n = std::min(job.which.size() - done, size_t(WIRE_MOST));
		std::vector<uint32_t> ids(n);

		for (size_t i = 0; i < n; i++) {
			uint32_t id = docids[job.which[done + i]];

			ids[i] = id ? (uint32_t)((id - 1) / parts + 1) : 0;
		}
		broken = wire_ask(wire, ids.data(), n) != 0;
		for (size_t i = 0; !broken && i < n; i++) {
			const char *data = "";
			size_t length = 0;
			wire_reply reply = wire_next(wire, &data, &length);

			broken = reply == WIRE_BROKEN;
			if (broken)
				break;
			text_put(&texts[job.which[done]], data, length);
			found += reply == WIRE_DATA;
			done++;
		}
	}
	if (broken)
		drop_wire(job.end);
	job.which.erase(job.which.begin(), job.which.begin() + (long)done);
	return found;
}

/* Read documents of a database with servers; how many were there. */
size_t
fetch(const xap_db *db, const uint32_t *docids, size_t n, xap_text *texts)
{
	size_t parts = db->parts.size(), found = 0;
	std::vector<std::vector<size_t>> which(parts);
	std::vector<fetching> jobs;

	for (size_t i = 0; i < n; i++)
		which[docids[i] ? (docids[i] - 1) % parts : 0].push_back(i);
	for (size_t p = 0; p < parts; p++)
		if (!which[p].empty())
			part_fetch(db, p, which[p], jobs);
	std::vector<size_t> there(jobs.size());
	auto read = [&](fetching &job) {
		size_t count = 0;

		for (size_t i : job.which) {
			xap_db one;

			one.db = *job.from;
			count += read_data(&one,
			    docids[i] ? (uint32_t)((docids[i] - 1) / parts + 1)
				      : 0,
			    &texts[i]);
		}
		job.which.clear();
		return count;
	};
	at_once(jobs.size(), [&](size_t j) {
		try {
			if (jobs[j].wired)
				there[j] =
				    read_wire(jobs[j], parts, docids, texts);
			if (jobs[j].more == 0 || connect_again(jobs[j]))
				there[j] += read(jobs[j]);
		} catch (const Xapian::Error &) {
			/* What is not read yet, the first connection reads. */
			if (jobs[j].more == 0)
				throw;
		}
	});
	for (size_t j = 0; j < jobs.size(); j++) {
		if (!jobs[j].which.empty()) {
			jobs[j].from =
			    const_cast<Xapian::Database *>(jobs[j].first);
			there[j] += read(jobs[j]);
		}
		found += there[j];
	}
	return found;
}

/* What the wire says of terms: of how many of them. */
size_t
terms_by_wire(far_end *end, const Xapian::Database &first,
    const char *const *terms, const size_t *lens, size_t n, char *there)
{
	struct wire *wire = wire_of(end, first);
	size_t done = 0;

	while (wire && done < n) {
		size_t some = std::min(n - done, size_t(WIRE_TERMS_MOST));
		size_t end_of_some = done + some;
		bool broken =
		    wire_ask_terms(wire, terms + done, lens + done, some) != 0;

		for (; !broken && done < end_of_some; done++) {
			wire_reply reply = wire_next_term(wire);

			broken = reply == WIRE_BROKEN;
			if (broken)
				break;
			there[done] = reply == WIRE_DATA;
		}
		if (broken) {
			drop_wire(end);
			break;
		}
	}
	return done;
}

/* Which terms a part has. */
std::vector<char>
terms_of_part(const xap_db *db, size_t part, const char *const *terms,
    const size_t *lens, size_t n)
{
	far_end *end = db->ends[part].get();
	const Xapian::Database &first = db->parts[part];
	std::vector<char> there(n);
	size_t done = 0;

	if (by_wire(end, n))
		done = terms_by_wire(end, first, terms, lens, n, there.data());
	for (; done < n; done++)
		there[done] = first.term_exists(bytes(terms[done], lens[done]));
	return there;
}

} /* namespace */

enum xap_status
xap_db_terms_exist(const struct xap_db *db, const char *const *terms,
    const size_t *lens, size_t n, bool *ret_exist, struct xap_error *err)
{
	return guard(err, db, [&] {
		if (n && (!terms || !lens || !ret_exist))
			fail(XAP_ARGUMENT, "no array given");
		if (db->remote && !db->stub && !db->parts.empty()) {
			std::vector<std::vector<char>> parts(db->parts.size());

			at_once(parts.size(), [&](size_t p) {
				parts[p] = terms_of_part(db, p, terms, lens, n);
			});
			for (size_t i = 0; i < n; i++) {
				ret_exist[i] = false;
				for (const std::vector<char> &part : parts)
					ret_exist[i] = ret_exist[i] || part[i];
			}
			return;
		}
		for (size_t i = 0; i < n; i++)
			ret_exist[i] =
			    db->db.term_exists(bytes(terms[i], lens[i]));
	});
}

enum xap_status
xap_db_data_bulk(const struct xap_db *db, const uint32_t *docids, size_t n,
    struct xap_text *ret_data, struct xap_error *err)
{
	return guard(err, db, [&] {
		std::vector<size_t> order(n);
		size_t found = 0;

		if (n && (!docids || !ret_data))
			fail(XAP_ARGUMENT, "no array given");
		for (size_t i = 0; i < n; i++)
			order[i] = i;
		/* In the order of the table, so that blocks are read once. */
		std::sort(order.begin(), order.end(),
		    [&](size_t a, size_t b) { return docids[a] < docids[b]; });
		if (db->remote && !db->stub && !db->parts.empty())
			found = fetch(db, docids, n, ret_data);
		else
			for (size_t i : order)
				found += read_data(db, docids[i], &ret_data[i]);
		if (n && !found)
			fail(XAP_NOT_FOUND, "none of the documents is there");
	});
}

struct xap_doc *
xap_doc_open(const struct xap_db *db, uint32_t docid, struct xap_error *err)
{
	return make<xap_doc>(err, db, [&] {
		auto doc = std::make_unique<xap_doc>();

		doc->doc = db->db.get_document(docid);
		doc->docid = docid;
		doc->remote = db->remote;
		return doc;
	});
}

uint32_t
xap_doc_docid(const struct xap_doc *doc)
{
	return doc ? doc->docid : 0;
}

enum xap_status
xap_doc_data(
    const struct xap_doc *doc, struct xap_text *ret_data, struct xap_error *err)
{
	return guard(
	    err, doc, [&] { text_put(ret_data, doc->doc.get_data()); });
}

enum xap_status
xap_doc_value(const struct xap_doc *doc, uint32_t slot,
    struct xap_text *ret_value, struct xap_error *err)
{
	return guard(
	    err, doc, [&] { text_put(ret_value, doc->doc.get_value(slot)); });
}

void
xap_doc_free(struct xap_doc *doc)
{
	dispose(doc);
}

/* --- writing ------------------------------------------------------------- */

namespace
{

/* --- who has the lock */

/* The process a lock of the old kind belongs to, or 0. */
long
lock_owner(int fd)
{
#ifdef F_GETLK
	struct flock lock = {};

	lock.l_type = F_WRLCK;
	lock.l_whence = SEEK_SET;
	lock.l_len = 1;
	if (fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK)
		return lock.l_pid > 0 ? (long)lock.l_pid : 0;
#else
	(void)fd;
#endif
	return 0;
}

/*
 * Locks of open files (Linux) do not tell their owner, and libxapian empties
 * the locked file at every try. So a writer of ours notes its process in a
 * file beside it, which libxapian never looks at.
 */
std::string
note_path(const std::string &dir)
{
	return dir + "/writer.pid";
}

/* Not being able to note it is no reason to fail. */
void
lock_sign(const std::string &dir)
{
	owned_fd file(open(note_path(dir).c_str(),
	    O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666));
	std::string note = std::to_string((long)getpid()) + "\n";

	if (file.fd < 0 || write(file.fd, note.data(), note.size()) < 0)
		return;
}

/* The process that a writer of ours noted, unless it is dead; or 0. */
long
lock_note(const std::string &dir)
{
	owned_fd file(
	    open(note_path(dir).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
	char note[24] = "";
	ssize_t n = file.fd < 0 ? 0 : read(file.fd, note, sizeof note - 1);
	long pid = n > 0 ? std::strtol(note, nullptr, 10) : 0;

#ifdef F_GETLK
	if (pid > 0 && kill((pid_t)pid, 0) < 0 && errno == ESRCH)
		return 0;
#endif
	return pid > 0 ? pid : 0;
}

std::string
lock_holder(const std::string &dir)
{
	owned_fd file(open((dir + "/flintlock").c_str(), O_RDWR | O_CLOEXEC));
	long pid = file.fd < 0 ? 0 : lock_owner(file.fd);

	if (!pid)
		pid = lock_note(dir);
	return pid ? "process " + std::to_string(pid) : "another process";
}

/* --- opening */

int
writer_flags(unsigned flags)
{
	static const int actions[] = {Xapian::DB_CREATE_OR_OPEN,
	    Xapian::DB_CREATE, Xapian::DB_CREATE_OR_OVERWRITE, Xapian::DB_OPEN};
	int out = actions[flags & 3] | Xapian::DB_BACKEND_GLASS;

	if (flags > 31)
		fail(XAP_ARGUMENT, "unknown flags");
	if (flags & XAP_NO_SYNC)
		out |= Xapian::DB_NO_SYNC;
	if (flags & XAP_NO_TERMLIST)
		out |= Xapian::DB_NO_TERMLIST;
	if (flags & XAP_DANGEROUS)
		out |= Xapian::DB_DANGEROUS;
	return out;
}

void
check_block_size(uint32_t size, uint32_t min)
{
	if (size && (size < min || size > 65536 || (size & (size - 1))))
		fail(XAP_ARGUMENT, "a block size of " + std::to_string(size) +
				       " bytes: it is a power of two from " +
				       std::to_string(min) + " to 65536");
}

void
sleep_ms(uint32_t ms)
{
	struct timespec time;

	time.tv_sec = (time_t)(ms / 1000);
	time.tv_nsec = (long)(ms % 1000) * 1000000;
	nanosleep(&time, nullptr);
}

/* libxapian can wait for the lock, but for ever; so we ask again and again. */
Xapian::WritableDatabase
open_locked(const char *path, int flags, uint32_t block_size, uint32_t wait_ms)
{
	const uint32_t step = 20;

	for (uint32_t waited = 0;; waited += step) {
		try {
			return Xapian::WritableDatabase(
			    path, flags, (int)block_size);
		} catch (const Xapian::DatabaseLockError &e) {
			/* With a cause, the lock itself could not be had. */
			if (e.get_error_string())
				throw;
		}
		if (waited >= wait_ms)
			break;
		sleep_ms(std::min(step, wait_ms - waited));
	}
	fail(XAP_LOCKED,
	    quoted(path) + " is locked: " + lock_holder(path) +
		" is writing to it" +
		(wait_ms ? " (waited " + std::to_string(wait_ms) + " ms)"
			 : std::string()));
}

void
check_writer_path(const char *path, unsigned flags)
{
	struct stat st;

	if (!path || !*path)
		fail(XAP_ARGUMENT, "no path given");
	if (stat(path, &st) < 0) {
		if (errno != ENOENT || (flags & 3) == XAP_OPEN)
			fail_errno("cannot open " + quoted(path), errno);
		return;
	}
	if (!S_ISDIR(st.st_mode))
		fail(XAP_STUB,
		    "refused: " + quoted(path) + " is not a directory");
	check_directory(path, (flags & 3) == XAP_OPEN);
	if ((flags & 3) == XAP_CREATE &&
	    file_exists(std::string(path) + "/iamglass"))
		fail(XAP_EXISTS, quoted(path) + " holds a database already");
}

/* --- changing */

/*
 * Whether after this error the pending changes are still there. libxapian
 * drops them all when anything goes wrong half way.
 */
bool
harmless(const xap_error *err)
{
	switch (err->status) {
	case XAP_OK:
	case XAP_NOT_FOUND:
	case XAP_OPERATION:
	case XAP_UNIMPLEMENTED:
	case XAP_LOST:
	case XAP_CLOSED:
		return true;
	case XAP_ARGUMENT:
		/* Ours, from before libxapian was asked. */
		return !err->type[0];
	default:
		return false;
	}
}

/* A call that changes something: the guard, and the account of losses. */
template <typename Body>
xap_status
change(xap_writer *writer, xap_error *err, Body body) noexcept
{
	xap_error spare = {};

	if (!err)
		err = &spare;
	guard(err, writer, [&] {
		if (writer->closed)
			fail(XAP_CLOSED, "the writer was closed");
		if (writer->lost)
			fail(XAP_LOST,
			    std::string("an earlier call failed and its "
					"batch is lost: ") +
				writer->first.message);
		body();
	});
	if (writer && !harmless(err)) {
		writer->lost = true;
		writer->first = *err;
	}
	return err->status;
}

/* Drop what is pending and let the lock go. */
void
discard(xap_writer *writer)
{
	guard(nullptr, writer, [&] {
		/* Closing inside a transaction forgets it; outside, commits. */
		if (!writer->in_transaction)
			writer->db.begin_transaction(false);
	});
	guard(nullptr, writer, [&] {
		unlink(note_path(writer->path).c_str());
		writer->db.close();
	});
	writer->closed = true;
}

/* --- documents */

void
check_term(const xap_term_input &term)
{
	check_key("term", term.s, term.len);
	if (term.n_positions && !term.positions)
		fail(XAP_ARGUMENT,
		    "no positions given for term " + shown(term.s, term.len));
}

void
check_value(const xap_value_input &value)
{
	if (value.slot == Xapian::BAD_VALUENO)
		fail(XAP_ARGUMENT, "there is no value slot 4294967295");
	check_tag("value", value.s, value.len);
}

void
check_doc(const xap_doc_input *doc)
{
	if (!doc || (doc->n_terms && !doc->terms) ||
	    (doc->n_values && !doc->values))
		fail(XAP_ARGUMENT, "no document, or no terms or values in it");
	for (size_t i = 0; i < doc->n_terms; i++)
		check_term(doc->terms[i]);
	for (size_t i = 0; i < doc->n_values; i++)
		check_value(doc->values[i]);
	check_tag("document's data", doc->data, doc->data_len);
}

/* One document made ready. */
struct built {
	Xapian::Document doc;
	size_t bytes = 0; /* what it will take while pending, estimated */
};

built
build(const xap_doc_input *in)
{
	built out;
	std::string name;

	check_doc(in);
	for (size_t i = 0; i < in->n_terms; i++) {
		const xap_term_input &term = in->terms[i];

		name.assign(term.s, term.len);
		for (uint32_t k = 0; k < term.n_positions; k++)
			out.doc.add_posting(name, term.positions[k]);
		if (term.wdf || !term.n_positions)
			out.doc.add_term(name, term.wdf);
		out.bytes += 80 + term.len + 2 * (size_t)term.n_positions;
	}
	for (size_t i = 0; i < in->n_values; i++) {
		const xap_value_input &value = in->values[i];

		out.doc.add_value(value.slot, bytes(value.s, value.len));
		out.bytes += 64 + value.len;
	}
	out.doc.set_data(bytes(in->data, in->data_len));
	out.bytes += 64 + in->data_len;
	return out;
}

} /* namespace */

struct xap_writer *
xap_writer_open(const char *path, unsigned flags, uint32_t block_size,
    uint32_t wait_ms, struct xap_error *err)
{
	return make<xap_writer>(err, false, [&] {
		auto writer = std::make_unique<xap_writer>();
		int how = writer_flags(flags);

		check_block_size(block_size, 2048);
		check_writer_path(path, flags);
		writer->db = open_locked(path, how, block_size, wait_ms);
		writer->path = path;
		lock_sign(writer->path);
		writer->view.db = writer->db;
		writer->view.parts.push_back(writer->db);
		writer->view.borrowed = true;
		return writer;
	});
}

enum xap_status
xap_writer_close(struct xap_writer *writer, struct xap_error *err)
{
	xap_status status = change(writer, err, [&] {
		if (writer->in_transaction)
			writer->db.cancel_transaction();
		writer->in_transaction = false;
		writer->db.commit();
	});

	if (writer && !writer->closed)
		discard(writer);
	return status;
}

void
xap_writer_free(struct xap_writer *writer)
{
	if (!writer)
		return;
	if (!writer->closed)
		discard(writer);
	dispose(writer);
}

struct xap_db *
xap_writer_db(struct xap_writer *writer)
{
	return writer ? &writer->view : nullptr;
}

enum xap_status
xap_writer_commit(struct xap_writer *writer, struct xap_error *err)
{
	return change(writer, err, [&] {
		writer->db.commit();
		writer->pending = 0;
	});
}

size_t
xap_writer_pending(const struct xap_writer *writer)
{
	return writer ? writer->pending : 0;
}

enum xap_status
xap_writer_begin(struct xap_writer *writer, struct xap_error *err)
{
	return change(writer, err, [&] {
		writer->db.begin_transaction(true);
		writer->in_transaction = true;
		writer->pending = 0;
	});
}

enum xap_status
xap_writer_end(struct xap_writer *writer, struct xap_error *err)
{
	return change(writer, err, [&] {
		bool was = std::exchange(writer->in_transaction, false);

		writer->db.commit_transaction();
		writer->pending = was ? 0 : writer->pending;
	});
}

enum xap_status
xap_writer_cancel(struct xap_writer *writer, struct xap_error *err)
{
	return change(writer, err, [&] {
		bool was = std::exchange(writer->in_transaction, false);

		writer->db.cancel_transaction();
		writer->pending = was ? 0 : writer->pending;
	});
}

enum xap_status
xap_doc_input_check(const struct xap_doc_input *doc, struct xap_error *err)
{
	return guard(err, false, [&] { check_doc(doc); });
}

bool
xap_term_fits(const char *term, size_t len)
{
	return term && len && len <= key_max && key_cost(term, len) <= key_max;
}

enum xap_status
xap_writer_add(struct xap_writer *writer, const struct xap_doc_input *doc,
    uint32_t *ret_docid, struct xap_error *err)
{
	return change(writer, err, [&] {
		built made = build(doc);
		uint32_t docid = writer->db.add_document(made.doc);

		writer->pending += made.bytes;
		give(ret_docid, docid);
	});
}

enum xap_status
xap_writer_replace(struct xap_writer *writer, uint32_t docid,
    const struct xap_doc_input *doc, struct xap_error *err)
{
	return change(writer, err, [&] {
		if (!docid)
			fail(XAP_ARGUMENT, "there is no document 0");
		built made = build(doc);

		writer->db.replace_document(docid, made.doc);
		writer->pending += made.bytes;
	});
}

enum xap_status
xap_writer_replace_term(struct xap_writer *writer, const char *term, size_t len,
    const struct xap_doc_input *doc, uint32_t *ret_docid, struct xap_error *err)
{
	return change(writer, err, [&] {
		check_key("term", term, len);
		built made = build(doc);
		uint32_t docid =
		    writer->db.replace_document(bytes(term, len), made.doc);

		writer->pending += made.bytes;
		give(ret_docid, docid);
	});
}

enum xap_status
xap_writer_delete(
    struct xap_writer *writer, uint32_t docid, struct xap_error *err)
{
	return change(writer, err, [&] {
		if (!docid)
			fail(XAP_ARGUMENT, "there is no document 0");
		writer->db.delete_document(docid);
		writer->pending += 64;
	});
}

enum xap_status
xap_writer_delete_term(struct xap_writer *writer, const char *term, size_t len,
    struct xap_error *err)
{
	return change(writer, err, [&] {
		check_key("term", term, len);
		writer->db.delete_document(bytes(term, len));
		writer->pending += 64;
	});
}

enum xap_status
xap_writer_set_metadata(struct xap_writer *writer, const char *key,
    size_t key_len, const char *value, size_t value_len, struct xap_error *err)
{
	return change(writer, err, [&] {
		check_key("metadata key", key, key_len);
		check_tag("metadata value", value, value_len);
		writer->db.set_metadata(
		    bytes(key, key_len), bytes(value, value_len));
		writer->pending += 64 + key_len + value_len;
	});
}

enum xap_status
xap_writer_add_spelling(struct xap_writer *writer, const char *word, size_t len,
    uint32_t count, struct xap_error *err)
{
	return change(writer, err, [&] {
		check_key("word", word, len, word_max);
		writer->db.add_spelling(bytes(word, len), count);
		writer->pending += 300 + len;
	});
}

enum xap_status
xap_writer_remove_spelling(struct xap_writer *writer, const char *word,
    size_t len, uint32_t count, struct xap_error *err)
{
	return change(writer, err, [&] {
		check_key("word", word, len, word_max);
		writer->db.remove_spelling(bytes(word, len), count);
		writer->pending += 300 + len;
	});
}

enum xap_status
xap_writer_add_synonym(struct xap_writer *writer, const char *term, size_t len,
    const char *synonym, size_t synonym_len, struct xap_error *err)
{
	return change(writer, err, [&] {
		check_key("term", term, len);
		check_key("synonym", synonym, synonym_len);
		writer->db.add_synonym(
		    bytes(term, len), bytes(synonym, synonym_len));
		writer->pending += 100 + len + synonym_len;
	});
}

enum xap_status
xap_writer_remove_synonym(struct xap_writer *writer, const char *term,
    size_t len, const char *synonym, size_t synonym_len, struct xap_error *err)
{
	return change(writer, err, [&] {
		check_key("term", term, len);
		check_key("synonym", synonym, synonym_len);
		writer->db.remove_synonym(
		    bytes(term, len), bytes(synonym, synonym_len));
		writer->pending += 100 + len + synonym_len;
	});
}

enum xap_status
xap_writer_clear_synonyms(struct xap_writer *writer, const char *term,
    size_t len, struct xap_error *err)
{
	return change(writer, err, [&] {
		check_key("term", term, len);
		writer->db.clear_synonyms(bytes(term, len));
		writer->pending += 100 + len;
	});
}

/* --- compacting ---------------------------------------------------------- */

namespace
{

unsigned
compact_flags(unsigned flags)
{
	unsigned out = flags & XAP_COMPACT_QUICK ? Xapian::Compactor::STANDARD
						 : Xapian::Compactor::FULL;

	if (flags > 15)
		fail(XAP_ARGUMENT, "unknown flags");
	if (flags & XAP_COMPACT_SINGLE_FILE)
		out |= Xapian::DBCOMPACT_SINGLE_FILE;
	if (flags & XAP_COMPACT_MULTIPASS)
		out |= Xapian::DBCOMPACT_MULTIPASS;
	if (flags & XAP_COMPACT_NO_RENUMBER)
		out |= Xapian::DBCOMPACT_NO_RENUMBER;
	return out;
}

void
check_sources(const xap_db *db)
{
	if (db->parts.empty())
		fail(XAP_ARGUMENT, "a database without parts has nothing to "
				   "compact");
}

} /* namespace */

enum xap_status
xap_compact(const struct xap_db *db, const char *path, unsigned flags,
    uint32_t block_size, struct xap_error *err)
{
	return guard(err, db, [&] {
		bool single = flags & XAP_COMPACT_SINGLE_FILE;

		if (!path || !*path)
			fail(XAP_ARGUMENT, "no path given");
		check_sources(db);
		check_block_size(block_size, single ? 4096 : 2048);
		/* libxapian would write over a file that is there. */
		if (file_exists(path))
			fail(XAP_EXISTS, quoted(path) + " is there already");
		Xapian::Database(db->db).compact(
		    path, compact_flags(flags), (int)block_size);
	});
}

enum xap_status
xap_compact_fd(const struct xap_db *db, int fd, unsigned flags,
    uint32_t block_size, struct xap_error *err)
{
	return guard(err, db, [&] {
		unsigned how = compact_flags(flags | XAP_COMPACT_SINGLE_FILE);

		check_sources(db);
		check_block_size(block_size, 4096);
		Xapian::Database(db->db).compact(
		    duplicate(fd), how, (int)block_size);
		if (lseek(fd, 0, SEEK_END) < 0)
			fail_errno("cannot seek in the file", errno);
	});
}

/* --- queries ------------------------------------------------------------- */

namespace
{

template <typename... Arguments>
std::unique_ptr<xap_query>
query_make(Arguments &&...arguments)
{
	auto query = std::make_unique<xap_query>();

	query->query = Xapian::Query(std::forward<Arguments>(arguments)...);
	return query;
}

Xapian::Query::op
query_op(const xap_op &op)
{
	static const Xapian::Query::op ops[] = {Xapian::Query::OP_AND,
	    Xapian::Query::OP_OR, Xapian::Query::OP_AND_NOT,
	    Xapian::Query::OP_XOR, Xapian::Query::OP_AND_MAYBE,
	    Xapian::Query::OP_FILTER, Xapian::Query::OP_SYNONYM,
	    Xapian::Query::OP_MAX, Xapian::Query::OP_ELITE_SET,
	    Xapian::Query::OP_NEAR, Xapian::Query::OP_PHRASE};

	if (plain(op) > XAP_PHRASE)
		fail(XAP_ARGUMENT, "an unknown operator");
	return ops[plain(op)];
}

xap_query *
combine(const xap_op &op, const xap_query *const *queries, size_t n,
    uint32_t window, xap_error *err) noexcept
{
	if (n && (!queries ||
		     std::find(queries, queries + n, nullptr) != queries + n)) {
		missing(err, "one of the queries to combine is NULL");
		return nullptr;
	}
	return make<xap_query>(err, false, [&] {
		std::vector<Xapian::Query> parts;
		Xapian::Query::op how = query_op(op);

		parts.reserve(n);
		for (size_t i = 0; i < n; i++)
			parts.push_back(queries[i]->query);
		return query_make(how, parts.begin(), parts.end(), window);
	});
}

} /* namespace */

struct xap_query *
xap_query_term(const char *term, size_t len, uint32_t wqf, uint32_t position,
    struct xap_error *err)
{
	return make<xap_query>(err, false, [&] {
		/* A longer one is in no database, but is no wrong question. */
		if (!len)
			fail(XAP_ARGUMENT, "an empty term");
		return query_make(bytes(term, len), wqf, position);
	});
}

struct xap_query *
xap_query_all(struct xap_error *err)
{
	return make<xap_query>(
	    err, false, [] { return query_make(std::string()); });
}

struct xap_query *
xap_query_none(struct xap_error *err)
{
	return make<xap_query>(err, false, [] { return query_make(); });
}

struct xap_query *
xap_query_combine(enum xap_op op, const struct xap_query *const *queries,
    size_t n, uint32_t window, struct xap_error *err)
{
	return combine(op, queries, n, window, err);
}

struct xap_query *
xap_query_pair(enum xap_op op, const struct xap_query *a,
    const struct xap_query *b, struct xap_error *err)
{
	const struct xap_query *both[] = {a, b};

	return combine(op, both, 2, 0, err);
}

struct xap_query *
xap_query_wildcard(const char *prefix, size_t len, uint32_t max_terms,
    enum xap_wildcard limit, struct xap_error *err)
{
	static const int limits[] = {Xapian::Query::WILDCARD_LIMIT_ERROR,
	    Xapian::Query::WILDCARD_LIMIT_FIRST,
	    Xapian::Query::WILDCARD_LIMIT_MOST_FREQUENT};

	return make<xap_query>(err, false, [&] {
		if (!len)
			fail(XAP_ARGUMENT, "a wildcard of an empty prefix");
		if (!max_terms || plain(limit) > XAP_WILDCARD_FREQUENT)
			fail(XAP_ARGUMENT, "a wildcard without limit");
		return query_make(Xapian::Query::OP_WILDCARD,
		    bytes(prefix, len), max_terms, limits[plain(limit)]);
	});
}

struct xap_query *
xap_query_range(uint32_t slot, const char *low, size_t low_len,
    const char *high, size_t high_len, struct xap_error *err)
{
	return make<xap_query>(err, false, [&] {
		std::string from = bytes(low, low_len);
		std::string to = bytes(high, high_len);

		if (low && high)
			return query_make(
			    Xapian::Query::OP_VALUE_RANGE, slot, from, to);
		if (low)
			return query_make(
			    Xapian::Query::OP_VALUE_GE, slot, from);
		if (high)
			return query_make(Xapian::Query::OP_VALUE_LE, slot, to);
		return query_make(std::string());
	});
}

namespace
{

/* The documents of xap_query_ids(). */
class ids_source : public Xapian::PostingSource
{
      public:
	ids_source(const uint32_t *from, size_t n)
	    : ids(std::make_shared<std::vector<Xapian::docid>>(from, from + n))
	{
	}

	Xapian::doccount
	get_termfreq_min() const override
	{
		return Xapian::doccount(ids->size());
	}

	Xapian::doccount
	get_termfreq_est() const override
	{
		return Xapian::doccount(ids->size());
	}

	Xapian::doccount
	get_termfreq_max() const override
	{
		return Xapian::doccount(ids->size());
	}

	void
	next(double) override
	{
		if (begun)
			at++;
		begun = true;
	}

	void
	skip_to(Xapian::docid id, double) override
	{
		begun = true;
		at = size_t(
		    std::lower_bound(ids->begin() + long(at), ids->end(), id) -
		    ids->begin());
	}

	bool
	at_end() const override
	{
		return at >= ids->size();
	}

	Xapian::docid
	get_docid() const override
	{
		return (*ids)[at];
	}

	void
	init(const Xapian::Database &) override
	{
		begun = false;
		at = 0;
		set_maxweight(0);
	}

	std::string
	get_description() const override
	{
		return "ids";
	}

      private:
	std::shared_ptr<std::vector<Xapian::docid>> ids;
	size_t at = 0;
	bool begun = false;
};

} /* namespace */

struct xap_query *
xap_query_ids(const uint32_t *ids, size_t n, struct xap_error *err)
{
	return make<xap_query>(err, false, [&] {
		if (n > 0 && !ids)
			fail(XAP_ARGUMENT, "no ids given");
		for (size_t i = 0; i < n; i++)
			if (ids[i] == 0 || (i > 0 && ids[i] <= ids[i - 1]))
				fail(XAP_ARGUMENT, "ids must ascend");
		if (n == 0)
			return query_make();
		return query_make((new ids_source(ids, n))->release());
	});
}

struct xap_query *
xap_query_scale(
    const struct xap_query *query, double factor, struct xap_error *err)
{
	return make<xap_query>(err, query, [&] {
		if (!(factor >= 0) || std::isinf(factor))
			fail(XAP_ARGUMENT,
			    "a weight's factor is 0 or more, and finite");
		return query_make(factor, query->query);
	});
}

enum xap_status
xap_query_describe(const struct xap_query *query, struct xap_text *ret_text,
    struct xap_error *err)
{
	return guard(err, query,
	    [&] { text_put(ret_text, query->query.get_description()); });
}

enum xap_status
xap_query_write(const struct xap_query *query, struct xap_text *ret_bytes,
    struct xap_error *err)
{
	return guard(
	    err, query, [&] { text_put(ret_bytes, query->query.serialise()); });
}

struct xap_query *
xap_query_read(const char *s, size_t len, struct xap_error *err)
{
	return make<xap_query>(err, false, [&] {
		return query_make(Xapian::Query::unserialise(bytes(s, len)));
	});
}

bool
xap_query_empty(const struct xap_query *query)
{
	return !query || query->query.empty();
}

void
xap_query_free(struct xap_query *query)
{
	dispose(query);
}

/* --- matching ------------------------------------------------------------ */

namespace
{

/* The caller's `decide`, as libxapian wants it. */
class decider : public Xapian::MatchDecider
{
      public:
	decider(const xap_match_params &p, bool one_part)
	    : params(p), one(one_part)
	{
	}

	bool
	operator()(const Xapian::Document &doc) const override
	{
		xap_doc given;

		given.doc = doc;
		given.docid = one ? doc.get_docid() : 0;
		return params.decide(
		    params.decide_context, given.docid, &given);
	}

      private:
	const xap_match_params &params;
	bool one; /* ids of the database, not of one of its parts */
};

/* The caller's `see`. */
class seer : public Xapian::MatchSpy
{
      public:
	seer(const xap_match_params &p, bool one_part)
	    : params(p), one(one_part)
	{
	}

	void
	operator()(const Xapian::Document &doc, double weight) override
	{
		xap_doc given;

		given.doc = doc;
		given.docid = one ? doc.get_docid() : 0;
		params.see(params.see_context, given.docid, weight, &given);
	}

      private:
	const xap_match_params &params;
	bool one;
};

void
set_weighting(Xapian::Enquire &enquire, const xap_match_params &params)
{
	const xap_bm25 usual = XAP_BM25_USUAL;
	const xap_bm25 &p = params.bm25 ? *params.bm25 : usual;

	if (plain(params.weighting) > XAP_BOOLEAN)
		fail(XAP_ARGUMENT, "an unknown weighting");
	if (plain(params.weighting) == XAP_BOOLEAN)
		enquire.set_weighting_scheme(Xapian::BoolWeight());
	else
		enquire.set_weighting_scheme(
		    Xapian::BM25Weight(p.k1, p.k2, p.k3, p.b, p.min_length));
}

void
set_order(Xapian::Enquire &enquire, const xap_match_params &params)
{
	static const Xapian::Enquire::docid_order orders[] = {
	    Xapian::Enquire::ASCENDING, Xapian::Enquire::DESCENDING,
	    Xapian::Enquire::DONT_CARE};
	uint32_t slot = params.sort_slot;
	bool down = params.sort_descending;

	if (plain(params.docid_order) > XAP_DOCID_ANY)
		fail(XAP_ARGUMENT, "an unknown order of documents");
	enquire.set_docid_order(orders[plain(params.docid_order)]);
	switch (plain(params.sort)) {
	case XAP_SORT_RELEVANCE:
		return;
	case XAP_SORT_VALUE:
		return enquire.set_sort_by_value(slot, down);
	case XAP_SORT_VALUE_THEN_RELEVANCE:
		return enquire.set_sort_by_value_then_relevance(slot, down);
	case XAP_SORT_RELEVANCE_THEN_VALUE:
		return enquire.set_sort_by_relevance_then_value(slot, down);
	}
	fail(XAP_ARGUMENT, "an unknown sort");
}

void
set_params(Xapian::Enquire &enquire, const xap_match_params &params)
{
	set_weighting(enquire, params);
	set_order(enquire, params);
	if (params.collapse)
		enquire.set_collapse_key(params.collapse_slot,
		    params.collapse_max ? params.collapse_max : 1);
	if (params.cutoff_percent || params.cutoff_weight > 0)
		enquire.set_cutoff(params.cutoff_percent, params.cutoff_weight);
	if (params.time_limit > 0)
		enquire.set_time_limit(params.time_limit);
}

void
check_params(const xap_db *db, const xap_match_params &params)
{
	if (db->remote && (params.decide || params.see))
		fail(XAP_UNIMPLEMENTED,
		    "a remote database cannot call back: neither decide nor "
		    "see can be given");
	if (params.among && (db->remote || db->parts.size() > 1))
		fail(XAP_UNIMPLEMENTED,
		    "only a local database of one part can be asked for "
		    "documents by their ids");
	if (params.n_facets && !params.facets)
		fail(XAP_ARGUMENT, "no array of facets");
	for (size_t i = 0; i < params.n_facets; i++)
		if (params.facets[i] == Xapian::BAD_VALUENO)
			fail(XAP_ARGUMENT, "a facet of no slot");
}

facet_count
count_facet(const Xapian::ValueCountMatchSpy &spy)
{
	facet_count out;
	std::vector<uint32_t> counts;

	out.total = (uint32_t)spy.get_total();
	for (auto i = spy.values_begin(); i != spy.values_end(); ++i) {
		out.values.push_back(*i);
		counts.push_back(i.get_termfreq());
	}
	for (size_t i = 0; i < counts.size(); i++)
		out.sorted.push_back(
		    {out.values[i].c_str(), out.values[i].size(), counts[i]});
	/* They came in byte order, which a stable sort keeps. */
	std::stable_sort(out.sorted.begin(), out.sorted.end(),
	    [](const xap_facet &a, const xap_facet &b) {
		    return a.count > b.count;
	    });
	return out;
}

void
list_items(xap_matches *matches)
{
	const Xapian::MSet &mset = matches->mset;

	matches->keys.reserve(mset.size());
	matches->items.reserve(mset.size());
	for (auto i = mset.begin(); i != mset.end(); ++i) {
		xap_hit item = {};

		matches->keys.push_back(i.get_collapse_key());
		item.docid = *i;
		item.weight = i.get_weight();
		item.percent = i.get_percent();
		item.collapse_key = matches->keys.back().c_str();
		item.collapse_key_len = matches->keys.back().size();
		item.collapse_count = i.get_collapse_count();
		matches->items.push_back(item);
	}
}

/* --- the best of a frequent word ------------------------------------------ */

/* Of so few, libxapian finds the best as soon, if it has to weigh them. */
const uint32_t SWEEP_LEAST = 100;

/* The best wanted at most, and how many may weigh about as much. */
const uint32_t SWEEP_MOST = 200;
const uint32_t SWEEP_TIES = 2000;

/*
 * Sets beside the words: where they leave less than such a part of them, or are
 * so many times more to list, libxapian does better to go from one to the
 * other.
 */
const uint64_t SWEEP_SET_PART = 4;
const uint64_t SWEEP_SET_MOST = 64;

/*
 * How far a weight may be from libxapian's: it is the same reckoning, but for
 * the number of documents of synonyms, which is an estimate.
 */
const double SWEEP_NEAR = 1e-9;
const double SWEEP_NEAR_SYNONYMS = 1e-3;

/*
 * Where a list has no more than so many times the documents that are sought in
 * it, the next is tried before it is searched; and of a condition that has no
 * more than so many times the fewest, all are listed.
 */
const uint64_t SWEEP_NEXT = 3;
const uint64_t SWEEP_LISTED = 8;

/* Bytes of such lists that are kept for the next query. */
const size_t SWEEP_KEPT = 4 << 20;

/* How often a word is in a document, at most, for its length to be known. */
const uint32_t SWEEP_WDF = 32;

/* Documents that are weighed part by part. */
const Xapian::docid SWEEP_WINDOW = 4096;

/* An odd number with many bits. */
const uint64_t SWEEP_MIX = 0x9E3779B97F4A7C15u;

/* No document: a list at its end. */
const Xapian::docid SWEPT = ~Xapian::docid(0);

using bit_words = std::vector<uint64_t>;

/* Whether a query's documents can be told without a match. */
bool listable(const Xapian::Query &query);

/* How many documents it can have at most, and how many there are to list. */
struct set_size {
	uint64_t most, listed;
};
set_size size_of_set(const Xapian::Database &db, const Xapian::Query &query);

/* Add its documents to a set of bits. */
void list_documents(
    const Xapian::Database &db, const Xapian::Query &query, bit_words &to);

/* What is weighed by itself: a word, or words that count as one. */
struct swept_part {
	double factor;
	std::vector<std::string> terms;
	double weight; /* BM25's, of one more or less long document */
	double likely; /* how many documents libxapian thinks to have it */
	uint32_t wdf;  /* in the document that is looked at */
};

struct swept_list {
	Xapian::PostingIterator at, end;
	size_t part;
	Xapian::docid docid; /* that it is at, or SWEPT */
	bool near;	     /* the next is likely to be the one sought */

	/* Go on to the next document. */
	void
	step()
	{
		++at;
		docid = at == end ? SWEPT : *at;
	}

	/* Go on to the first document that is not before `to`. */
	void
	advance(Xapian::docid to)
	{
		if (docid >= to)
			return;
		if (near) {
			step();
			if (docid >= to)
				return;
		}
		at.skip_to(to);
		docid = at == end ? SWEPT : *at;
	}
};

/*
 * A word that documents must have: in any of its lists. These stand in the
 * order of their documents, in which a step moves most of them little.
 */
struct swept_word {
	std::vector<size_t> parts;
	bool condition = false; /* or a term that weighs nothing */
	std::vector<swept_list> lists;
	std::vector<std::pair<Xapian::docid, size_t>> order; /* of lists */
	uint64_t documents; /* of the lists, some of them twice */

	void
	begin()
	{
		for (size_t i = 0; i < lists.size(); i++)
			order.emplace_back(lists[i].docid, i);
		std::sort(order.begin(), order.end());
	}

	Xapian::docid
	docid() const
	{
		return order.empty() ? SWEPT : order[0].first;
	}

	void
	advance(Xapian::docid to)
	{
		if (order.size() == 1) {
			lists[0].advance(to);
			order[0].first = lists[0].docid;
			return;
		}
		while (docid() < to) {
			auto first = order[0];
			size_t i = 1;

			lists[first.second].advance(to);
			first.first = lists[first.second].docid;
			for (; i < order.size() && order[i] < first; i++)
				order[i - 1] = order[i];
			order[i - 1] = first;
		}
	}
};

/* Documents from `first` on, while their parts are added up. */
struct swept_window {
	Xapian::docid first = 0;
	uint64_t there[SWEEP_WINDOW / 64] = {};
	double weight[SWEEP_WINDOW] = {};
	uint64_t like[SWEEP_WINDOW] = {}; /* see swept_best::add() */
	uint32_t wdf[SWEEP_WINDOW] = {};  /* of the part that is added */
	std::vector<uint16_t> has;	  /* places of that part */
};

struct swept_doc {
	double weight;
	Xapian::docid docid;
};

/*
 * The best documents of a pass: as many as are wanted, and all that weigh as
 * much as the last of them, be it reckoned badly.
 */
class swept_best
{
      public:
	void
	begin(uint32_t n, double how_near)
	{
		wanted = n;
		near = how_near;
		refused = {-1, 0};
	}

	/*
	 * Whether a document is too light, weighed as libxapian does: of those
	 * that weigh the same the first win, and they come by their ids.
	 */
	bool
	is_light(double weight) const
	{
		return top.size() == wanted && !(weight > top.front());
	}

	/* Whether a document is certainly too light. */
	bool
	is_below(double weight) const
	{
		return weight < least;
	}

	/* Grows with what a document must weigh; 0: all are taken. */
	uint32_t
	era() const
	{
		return eras;
	}

	void
	add_exact(const swept_doc &doc)
	{
		if (is_light(doc.weight))
			return;
		docs.push_back(doc);
		rank(doc.weight);
		if (top.size() == wanted) {
			eras++;
			least = top.front();
		}
		if (docs.size() > SWEEP_TIES)
			prune();
	}

	/* Those of them from `first` on, in the order of matches. */
	std::vector<swept_doc>
	ranked(uint32_t first, uint32_t count)
	{
		std::sort(docs.begin(), docs.end(),
		    [](const swept_doc &a, const swept_doc &b) {
			    return a.weight != b.weight ? a.weight > b.weight
							: a.docid < b.docid;
		    });
		size_t from = std::min(docs.size(), size_t(first));
		size_t n = std::min(docs.size() - from, size_t(count));
		return std::vector<swept_doc>(
		    docs.begin() + std::ptrdiff_t(from),
		    docs.begin() + std::ptrdiff_t(from + n));
	}

	/*
	 * Documents come by their ids. `like` is the same for those of the
	 * same length and the same words as often: of these the first win.
	 */
	void
	add(const swept_doc &doc, uint64_t like)
	{
		std::pair<double, uint64_t> key(doc.weight, like);

		if (doc.weight < least || key == refused)
			return;
		if (alike[key]++ >= wanted) {
			refused = key;
			return;
		}
		docs.push_back(doc);
		rank(doc.weight);
		if (top.size() == wanted)
			least = top.front() * (1 - 2 * near);
		if (docs.size() > SWEEP_TIES)
			prune();
	}

	/* Leave the best, in no order; false where they are too many. */
	bool
	prune()
	{
		docs.erase(std::remove_if(docs.begin(), docs.end(),
			       [&](const swept_doc &doc) {
				       return doc.weight < least;
			       }),
		    docs.end());
		alike.erase(
		    alike.begin(), alike.lower_bound({least, uint64_t(0)}));
		many = many || docs.size() > SWEEP_TIES;
		return !many;
	}

	std::vector<swept_doc> docs;

      private:
	/* Into the best weights. */
	void
	rank(double weight)
	{
		if (top.size() == wanted && weight > top.front()) {
			std::pop_heap(top.begin(), top.end(), std::greater<>());
			top.pop_back();
		}
		if (top.size() < wanted) {
			top.push_back(weight);
			std::push_heap(
			    top.begin(), top.end(), std::greater<>());
		}
	}

	std::map<std::pair<double, uint64_t>, uint32_t> alike; /* seen */
	std::pair<double, uint64_t> refused; /* the last that were enough */
	std::vector<double> top; /* the best weights; the least in front */
	uint32_t wanted = 0;
	double near = 0;
	double least = -1; /* what a document must weigh */
	uint32_t eras = 0;
	bool many = false;
};

/*
 * One pass over the documents of a query that keeps the best. Weights are those
 * of BM25 with the usual parameters.
 */
class sweep
{
      public:
	sweep(xap_db *from, const xap_match_params &p)
	    : all_of(*from), db(from->db), params(p), weights(from->weights)
	{
		std::fill_n(bounds[0], 2 * SWEEP_WDF, bound{0, 0});
	}

	/* Whether the query has a shape that is known here. */
	bool
	take(const Xapian::Query &query, double factor)
	{
		double scale;

		switch (query.get_type()) {
		case Xapian::Query::OP_SCALE_WEIGHT:
			return factor_of(query, scale) &&
			       take(query.get_subquery(0), factor * scale);
		case Xapian::Query::OP_FILTER:
			if (!take(query.get_subquery(0), factor))
				return false;
			for (size_t i = 1; i < query.get_num_subqueries(); i++)
				if (!take_condition(query.get_subquery(i)))
					return false;
			return true;
		case Xapian::Query::OP_AND_NOT:
			return take(query.get_subquery(0), factor) &&
			       take_sets(query, without);
		case Xapian::Query::OP_AND:
			for (size_t i = 0; i < query.get_num_subqueries(); i++)
				if (!take_word(query.get_subquery(i), factor))
					return false;
			return true;
		default:
			return take_word(query, factor);
		}
	}

	/* Whether the best were found. */
	bool
	run(uint32_t wanted)
	{
		if (words.empty() || !begin())
			return false;
		best.begin(wanted, near);
		if (is_one_word())
			walk_word();
		else if (is_any_of_words())
			walk_windows();
		else
			while (step())
				continue;
		return !failed && best.prune();
	}

	/* Whether weights are reckoned as libxapian does, step by step. */
	bool
	is_exact() const
	{
		return exact;
	}

	/* Where it is known of the database whether they are the same. */
	size_t
	kind() const
	{
		return synonyms + 2 * (sum.size() > 2);
	}

	/* Whether they are. */
	bool
	is_known() const
	{
		return exact && weights[kind()] == xap_db::SAME;
	}

	/* Whether libxapian's weight is the one that was reckoned with. */
	bool
	agrees(Xapian::docid docid, double weight)
	{
		for (const swept_doc &doc : best.docs)
			if (doc.docid == docid) {
				same = same && doc.weight == weight;
				return std::fabs(weight - doc.weight) <=
				       near * weight;
			}
		return false;
	}

	bool same = true; /* all that were asked about, to the bit */

	swept_best best;
	uint32_t total = 0;

      private:
	/*
	 * What must be there and weighs nothing: terms are looked for as words
	 * are, and of the rest all documents are listed.
	 */
	bool
	take_condition(const Xapian::Query &query)
	{
		if (query.get_type() == Xapian::Query::LEAF_TERM) {
			conditions.push_back(*query.get_terms_begin());
			return true;
		}
		if (query.get_type() == Xapian::Query::OP_AND ||
		    query.get_type() == Xapian::Query::OP_FILTER) {
			for (size_t i = 0; i < query.get_num_subqueries(); i++)
				if (!take_condition(query.get_subquery(i)))
					return false;
			return true;
		}
		with.push_back(query);
		return listable(query);
	}

	/* What stands beside the words and weighs nothing. */
	static bool
	take_sets(const Xapian::Query &query, std::vector<Xapian::Query> &to)
	{
		for (size_t i = 1; i < query.get_num_subqueries(); i++) {
			to.push_back(query.get_subquery(i));
			if (!listable(to.back()))
				return false;
		}
		return true;
	}

	bool
	take_word(const Xapian::Query &query, double factor)
	{
		if (query.get_type() == Xapian::Query::OP_AND)
			return take(query, factor);
		words.emplace_back();
		return take_parts(query, factor);
	}

	/* The parts of the last word. */
	bool
	take_parts(const Xapian::Query &query, double factor)
	{
		double scale;
		swept_part part = {factor, {}, 0, 0, 0};

		switch (query.get_type()) {
		case Xapian::Query::LEAF_MATCH_NOTHING:
			return true;
		case Xapian::Query::LEAF_TERM:
		case Xapian::Query::OP_SYNONYM:
			if (!take_terms(query, part.terms))
				return false;
			exact = exact && is_plain(query, part.terms);
			synonyms = synonyms || part.terms.size() > 1;
			words.back().parts.push_back(parts.size());
			parts.push_back(part);
			return true;
		case Xapian::Query::OP_OR:
			for (size_t i = 0; i < query.get_num_subqueries(); i++)
				if (!take_parts(query.get_subquery(i), factor))
					return false;
			return true;
		case Xapian::Query::OP_SCALE_WEIGHT:
			return factor_of(query, scale) &&
			       take_parts(
				   query.get_subquery(0), factor * scale);
		default:
			return false;
		}
	}

	/*
	 * Whether how many documents have a part is reckoned as libxapian does:
	 * of more than two terms it may be in another order. The length of a
	 * term alone is how often it counts.
	 */
	static bool
	is_plain(
	    const Xapian::Query &query, const std::vector<std::string> &terms)
	{
		if (query.get_type() == Xapian::Query::LEAF_TERM)
			return query.get_length() == 1;
		return query.get_num_subqueries() == 2 && terms.size() == 2 &&
		       terms[0] != terms[1] && query.get_length() == 2 &&
		       query.get_subquery(0).get_type() ==
			   Xapian::Query::LEAF_TERM &&
		       query.get_subquery(1).get_type() ==
			   Xapian::Query::LEAF_TERM;
	}

	/* The terms of a word or of synonyms. */
	static bool
	take_terms(const Xapian::Query &query, std::vector<std::string> &to)
	{
		switch (query.get_type()) {
		case Xapian::Query::LEAF_TERM:
			to.push_back(*query.get_terms_begin());
			return true;
		case Xapian::Query::OP_SYNONYM:
		case Xapian::Query::OP_OR:
		case Xapian::Query::OP_SCALE_WEIGHT:
			for (size_t i = 0; i < query.get_num_subqueries(); i++)
				if (!take_terms(query.get_subquery(i), to))
					return false;
			return true;
		default:
			return false;
		}
	}

	/* libxapian tells a query's factor in its description alone. */
	bool
	factor_of(const Xapian::Query &query, double &ret)
	{
		static const char before[] = "Query(";
		std::string text = query.get_description();
		const char *at = text.c_str() + sizeof before - 1;
		char *end, whole[64];

		if (text.compare(0, sizeof before - 1, before) != 0)
			return false;
		ret = std::strtod(at, &end);
		/* To the bit, where it has as many digits as it needs. */
		std::snprintf(whole, sizeof whole, "%.20g * ", ret);
		if (std::strncmp(at, whole, std::strlen(whole)) != 0)
			exact = false;
		return std::strncmp(end, " * ", 3) == 0 && ret >= 0;
	}

	/* BM25's weight of a part, as libxapian has it. */
	void
	weigh(swept_part &part, double all)
	{
		double tf = 0, w;

		for (const std::string &term : part.terms)
			tf = either(tf, db.get_termfreq(term), all);
		part.likely = tf;
		w = (all - tf + 0.5) / (tf + 0.5);
		if (w < 2)
			w = w * 0.5 + 1;
		/* 2 is k1 + 1, with k1 = 1. */
		part.weight = std::log(w) * part.factor * 2;
	}

	bool
	begin()
	{
		double all = db.get_doccount(), average = db.get_avlength();
		uint64_t least = ~uint64_t(0);

		for (swept_word &word : words) {
			word.documents = 0;
			for (size_t part : word.parts)
				begin_part(word, part, all);
			word.begin();
			least = std::min(least, word.documents);
		}
		begin_sum(all);
		shorter = average > 0 ? 1 / average : 0;
		if ((!is_known() && least < SWEEP_LEAST) ||
		    !worth_listing(least))
			return false;
		begin_conditions(least);
		/* The word that fewest have leads. */
		for (size_t i = 1; i < words.size(); i++)
			if (words[i].documents < words[0].documents) {
				std::swap(words[i], words[0]);
				for (size_t &word : sum)
					word = word == 0   ? i
					       : word == i ? 0
							   : word;
			}
		for (size_t i = 1; i < words.size(); i++)
			for (swept_list &list : words[i].lists)
				list.near = words[i].documents <
					    SWEEP_NEXT * words[0].documents;
		begin_sets();
		return true;
	}

	/*
	 * Terms that must be there, with `least` documents of a word or fewer:
	 * all documents of a rare one are listed, and of a frequent one those
	 * looked for that are in question.
	 */
	void
	begin_conditions(uint64_t least)
	{
		std::vector<uint64_t> frequency;

		for (const std::string &term : conditions) {
			frequency.push_back(db.get_termfreq(term));
			least = std::min(least, frequency.back());
		}
		for (size_t i = 0; i < conditions.size(); i++) {
			const std::string &term = conditions[i];
			uint64_t documents = frequency[i];

			if (documents == db.get_doccount())
				continue;
			if (documents <= SWEEP_LISTED * least) {
				listed.push_back(term);
				continue;
			}
			words.emplace_back();
			words.back().condition = true;
			words.back().documents = 0;
			begin_list(words.back(), term, 0);
			words.back().begin();
		}
	}

	bool
	worth_listing(uint64_t documents) const
	{
		uint64_t postings = 0;

		for (const Xapian::Query &query : with) {
			set_size size = size_of_set(db, query);

			if (size.most * SWEEP_SET_PART < documents)
				return false;
			postings += size.listed;
		}
		for (const Xapian::Query &query : without)
			postings += size_of_set(db, query).listed;
		return postings <= SWEEP_SET_MOST * documents;
	}

	void
	begin_part(swept_word &word, size_t i, double all)
	{
		swept_part &part = parts[i];

		if (part.terms.size() > 1)
			near = SWEEP_NEAR_SYNONYMS;
		weigh(part, all);
		for (const std::string &term : part.terms)
			begin_list(word, term, i);
	}

	void
	begin_list(swept_word &word, const std::string &term, size_t part)
	{
		swept_list list = {db.postlist_begin(term),
		    db.postlist_end(term), part, SWEPT, true};

		word.documents += db.get_termfreq(term);
		if (list.at == list.end)
			return;
		list.docid = *list.at;
		word.lists.push_back(list);
	}

	/* The documents that may be taken, as bits, where not all may. */
	void
	begin_sets()
	{
		size_t n = db.get_lastdocid() / 64 + 1;

		if (params.among)
			narrow(among(n));
		for (const std::string &term : listed) {
			xap_db::span spare;

			narrow(listed_of(term, n, spare));
		}
		for (const Xapian::Query &query : with)
			narrow(list(query, n));
		if (!limited && !without.empty())
			narrow({0, bit_words(n, ~uint64_t(0))});
		for (const Xapian::Query &query : without) {
			bit_words some(n);

			list_documents(db, query, some);
			for (size_t w = 0; w < may.bits.size(); w++)
				may.bits[w] &= ~some[may.first + w];
		}
	}

	/* Let none be taken but these. */
	void
	narrow(const xap_db::span &to)
	{
		size_t first = std::max(limited ? may.first : 0, to.first);
		size_t end = to.first + to.bits.size();
		xap_db::span both;

		if (limited)
			end = std::min(end, may.first + may.bits.size());
		end = std::max(end, first);
		both.first = first;
		if (end > first)
			both.bits.assign(&to.bits[first - to.first],
			    &to.bits[first - to.first] + (end - first));
		for (size_t w = first; limited && w < end; w++)
			both.bits[w - first] &= may.bits[w - may.first];
		may = std::move(both);
		limited = true;
	}

	xap_db::span
	among(size_t n) const
	{
		xap_db::span ids = {0, bit_words(n)};

		for (size_t i = 0; i < params.n_among; i++)
			if (params.among[i] / 64 < n)
				ids.bits[params.among[i] / 64] |=
				    uint64_t(1) << params.among[i] % 64;
		return ids;
	}

	/* A query's documents, from the first to the last of them. */
	xap_db::span
	list(const Xapian::Query &query, size_t n) const
	{
		bit_words bits(n);
		size_t first = 0, end = n;

		list_documents(db, query, bits);
		while (end > 0 && !bits[end - 1])
			end--;
		while (first < end && !bits[first])
			first++;
		return {first, bit_words(bits.begin() + std::ptrdiff_t(first),
				   bits.begin() + std::ptrdiff_t(end))};
	}

	/*
	 * The documents of a condition, which is often the same in the next
	 * query: kept with the database, until that is opened anew or these are
	 * too many. A writer's database changes under way.
	 */
	const xap_db::span &
	listed_of(const std::string &term, size_t n, xap_db::span &spare)
	{
		auto &kept = all_of.listed;
		auto found = kept.find(term);

		if (found != kept.end())
			return found->second;
		spare = list(Xapian::Query(term), n);
		if (all_of.borrowed || n * sizeof(uint64_t) > SWEEP_KEPT)
			return spare;
		if ((kept.size() + 1) * n * sizeof(uint64_t) > SWEEP_KEPT)
			kept.clear();
		return kept[term] = spare;
	}

	/* The first document from `docid` on that may be taken. */
	Xapian::docid
	next_in_sets(Xapian::docid docid) const
	{
		if (!limited)
			return docid;
		docid = std::max(docid, Xapian::docid(may.first * 64));
		for (; docid / 64 - may.first < may.bits.size(); docid++) {
			uint64_t left =
			    may.bits[docid / 64 - may.first] >> docid % 64;

			if (left & 1)
				return docid;
			if (left == 0)
				docid |= 63;
		}
		return SWEPT;
	}

	bool
	length_of(Xapian::docid docid, uint32_t &ret)
	{
		size_t at, width;

		if ((docid < known.first ||
			docid - known.first >= known.count) &&
		    (!params.lengths(params.lengths_context, docid, &known) ||
			docid < known.first ||
			docid - known.first >= known.count))
			return false;
		at = known.width ? docid - known.first : 0;
		if (known.width == 1) {
			ret = known.bytes[at];
			return true;
		}
		width = known.width ? known.width : 4;
		ret = 0;
		for (size_t i = 0; i < width; i++)
			ret |= uint32_t(known.bytes[at * width + i]) << 8 * i;
		return true;
	}

	/* The next document of the first word, or a step to where it may be. */
	bool
	step()
	{
		Xapian::docid docid = words[0].docid();
		Xapian::docid may_be = docid;

		if (docid == SWEPT)
			return false;
		may_be = next_in_sets(docid);
		for (size_t i = 1; i < words.size() && may_be == docid; i++) {
			words[i].advance(docid);
			may_be = words[i].docid();
		}
		if (may_be == docid) {
			if (!take_document(docid))
				return false;
			may_be++;
		}
		words[0].advance(may_be);
		return true;
	}

	bool
	take_document(Xapian::docid docid)
	{
		uint32_t length;
		uint64_t like;
		double normal, weight = 0;

		if (!length_of(docid, length)) {
			failed = true;
			return false;
		}
		normal = normal_of(length);
		std::memcpy(&like, &normal, sizeof like);
		for (size_t word : sum)
			weight += weigh_word(words[word], docid, normal, like);
		note(docid);
		if (exact)
			best.add_exact({weight, docid});
		else
			best.add({weight, docid}, like);
		if (params.see)
			params.see(params.see_context, docid, weight, nullptr);
		return true;
	}

	/* What a word weighs in a document; its words are told by `like`. */
	double
	weigh_word(const swept_word &word, Xapian::docid docid, double normal,
	    uint64_t &like)
	{
		double weight = 0;

		count_in(word, docid);
		for (size_t i : there) {
			swept_part &part = parts[i];

			like += (i + 1) * SWEEP_MIX * part.wdf;
			weight += weight_of(part, part.wdf, normal);
			part.wdf = 0;
		}
		there.clear();
		return weight;
	}

	/* BM25 as libxapian reckons it; b and the least length are 0.5. */
	double
	normal_of(uint32_t length) const
	{
		return std::max(length * shorter, 0.5) * 0.5 + 0.5;
	}

	static double
	weight_of(const swept_part &part, uint32_t wdf, double normal)
	{
		return part.weight * (wdf / (normal + wdf));
	}

	/* Count a match, and note it where the caller wants all. */
	void
	note(Xapian::docid docid)
	{
		total++;
		if (docid / 64 < params.n_found)
			params.found[docid / 64] |= uint64_t(1) << docid % 64;
	}

	/*
	 * Weights are added up as libxapian does: of words by how many
	 * documents it thinks them to have. Of more than two of equally many,
	 * and of more than two parts of a word, the order is not known.
	 */
	void
	begin_sum(double all)
	{
		std::vector<std::pair<double, size_t>> order;

		for (size_t i = 0; i < words.size(); i++) {
			double likely = 0;

			for (size_t part : words[i].parts)
				likely =
				    either(likely, parts[part].likely, all);
			order.emplace_back(likely, i);
			exact = exact && words[i].parts.size() <= 2;
		}
		std::sort(order.begin(), order.end());
		for (size_t i = 0; i < order.size(); i++) {
			if (order.size() > 2 && i > 0 &&
			    order[i].first == order[i - 1].first)
				exact = false;
			sum.push_back(order[i].second);
		}
	}

	/* How many documents are likely to have either of two. */
	static double
	either(double a, double b, double all)
	{
		return std::floor(a + b - (a * b / all) + 0.5);
	}

	/* Whether all that is sought is one word, and its weight is exact. */
	bool
	is_one_word() const
	{
		return exact && words.size() == 1 && !limited &&
		       parts.size() <= 2;
	}

	/*
	 * Such a word: most documents are too long for how often they have it,
	 * which a table tells.
	 */
	void
	walk_word()
	{
		std::vector<swept_list> &lists = words[0].lists;

		while (!failed) {
			swept_list *first = nullptr;
			Xapian::docid next = SWEPT;

			for (swept_list &list : lists)
				if (!first || list.docid < first->docid) {
					next = first ? first->docid : SWEPT;
					first = &list;
				} else {
					next = std::min(next, list.docid);
				}
			if (!first || first->docid == SWEPT)
				return;
			if (first->docid < next)
				walk_alone(*first, next);
			else
				take_together(lists, next);
		}
	}

	/* Documents before `to`, which one of the lists has. */
	void
	walk_alone(swept_list &list, Xapian::docid to)
	{
		for (; list.docid < to && !failed; list.step())
			take_once(list.docid, list.part, list.at.get_wdf());
	}

	/* A document that several have. */
	void
	take_together(std::vector<swept_list> &lists, Xapian::docid docid)
	{
		size_t one = 0;

		for (swept_list &list : lists) {
			if (list.docid != docid)
				continue;
			parts[list.part].wdf += list.at.get_wdf();
			one = list.part;
			list.step();
		}
		for (size_t i = 0; i < parts.size(); i++)
			if (i != one && parts[i].wdf > 0)
				return take_twice(docid);
		take_once(docid, one, parts[one].wdf);
		parts[one].wdf = 0;
	}

	/* A document with one part. */
	void
	take_once(Xapian::docid docid, size_t i, uint32_t wdf)
	{
		uint32_t length;

		if (!length_of(docid, length)) {
			failed = true;
			return;
		}
		note(docid);
		if (length < bound_of(i, wdf))
			best.add_exact(
			    {weight_of(parts[i], wdf, normal_of(length)),
				docid});
	}

	/* With both. */
	void
	take_twice(Xapian::docid docid)
	{
		double normal, weight = 0;
		uint32_t length;

		if (!length_of(docid, length)) {
			failed = true;
			return;
		}
		note(docid);
		normal = normal_of(length);
		for (swept_part &part : parts) {
			weight += weight_of(part, part.wdf, normal);
			part.wdf = 0;
		}
		best.add_exact({weight, docid});
	}

	/* Whether documents with any part of a single word are sought. */
	bool
	is_any_of_words() const
	{
		return words.size() == 1 && !limited;
	}

	/*
	 * Such documents, window by window: of each part in turn, whatever the
	 * documents, what it weighs in them; then all that have any.
	 */
	void
	walk_windows()
	{
		swept_window window;

		for (;;) {
			Xapian::docid first = SWEPT;

			for (const swept_list &list : words[0].lists)
				first = std::min(first, list.docid);
			if (first == SWEPT)
				return;
			window.first = first - first % SWEEP_WINDOW;
			for (size_t i : words[0].parts)
				if (!add_part(window, i))
					return;
			take_window(window);
		}
	}

	/* What a part weighs in the documents of a window. */
	bool
	add_part(swept_window &window, size_t i)
	{
		for (swept_list &list : words[0].lists)
			for (; list.part == i &&
			       list.docid - window.first < SWEEP_WINDOW;
			     list.step()) {
				size_t at = list.docid - window.first;
				uint32_t wdf = list.at.get_wdf();

				window.there[at / 64] |= uint64_t(1) << at % 64;
				if (window.wdf[at] == 0 && wdf > 0)
					window.has.push_back(uint16_t(at));
				window.wdf[at] += wdf;
			}
		for (uint16_t at : window.has) {
			uint32_t length, wdf = window.wdf[at];

			if (!length_of(window.first + at, length)) {
				failed = true;
				return false;
			}
			window.weight[at] +=
			    weight_of(parts[i], wdf, normal_of(length));
			window.like[at] += (i + 1) * SWEEP_MIX * wdf;
			window.wdf[at] = 0;
		}
		window.has.clear();
		return true;
	}

	/* Its documents, which are then forgotten. */
	void
	take_window(swept_window &window)
	{
		for (size_t at = 0; at < SWEEP_WINDOW; at++) {
			if (!(window.there[at / 64] >> at % 64 & 1)) {
				if (window.there[at / 64] >> at % 64 == 0)
					at |= 63;
				continue;
			}
			take_weighed(window, at);
			window.weight[at] = 0;
			window.like[at] = 0;
		}
		std::fill_n(window.there, SWEEP_WINDOW / 64, 0);
	}

	void
	take_weighed(const swept_window &window, size_t at)
	{
		Xapian::docid docid = window.first + Xapian::docid(at);
		double normal, weight = window.weight[at];
		uint64_t like;
		uint32_t length;

		note(docid);
		if (best.is_below(weight))
			return;
		if (!length_of(docid, length)) {
			failed = true;
			return;
		}
		normal = normal_of(length);
		std::memcpy(&like, &normal, sizeof like);
		if (exact)
			best.add_exact({weight, docid});
		else
			best.add({weight, docid}, like + window.like[at]);
	}

	/* From which length on a document with so many of a word is light. */
	uint32_t
	bound_of(size_t i, uint32_t wdf)
	{
		if (wdf >= SWEEP_WDF || best.era() == 0)
			return ~uint32_t(0);
		if (bounds[i][wdf].era != best.era())
			find_bound(i, wdf);
		return bounds[i][wdf].length;
	}

	/* It shrinks, from near to near. */
	void
	find_bound(size_t i, uint32_t wdf)
	{
		bound &found = bounds[i][wdf];

		if (found.era == 0)
			found.length = first_bound(parts[i], wdf);
		while (
		    found.length > 0 && best.is_light(weight_of(parts[i], wdf,
					    normal_of(found.length - 1))))
			found.length--;
		found.era = best.era();
	}

	/* The same, found by halves. */
	uint32_t
	first_bound(const swept_part &part, uint32_t wdf) const
	{
		uint32_t from = 0, to = ~uint32_t(0);

		while (from < to) {
			uint32_t half = from + (to - from) / 2;

			if (best.is_light(
				weight_of(part, wdf, normal_of(half))))
				to = half;
			else
				from = half + 1;
		}
		return from;
	}

	/* How often the document has a word's parts; which are there. */
	void
	count_in(const swept_word &word, Xapian::docid docid)
	{
		for (const auto &at : word.order) {
			const swept_list &list = word.lists[at.second];
			swept_part &part = parts[list.part];
			uint32_t wdf;

			if (at.first != docid)
				return;
			wdf = list.at.get_wdf();
			if (part.wdf == 0 && wdf > 0)
				there.push_back(list.part);
			part.wdf += wdf;
		}
	}

	/* See bound_of(): what it was when documents had to weigh so much. */
	struct bound {
		uint32_t era, length;
	};

	xap_db &all_of;
	const Xapian::Database &db;
	const xap_match_params &params;
	const xap_db::reckoned (&weights)[4];
	bool synonyms = false; /* any word has some */
	bool exact = true;     /* see is_exact() */
	bound bounds[2][SWEEP_WDF];
	std::vector<swept_part> parts;
	std::vector<size_t> there;     /* parts that a document has */
	std::vector<swept_word> words; /* each must be there */
	std::vector<Xapian::Query> with, without;
	std::vector<std::string> conditions; /* terms that weigh nothing, */
	std::vector<std::string> listed;     /* of which these are listed */
	std::vector<size_t> sum; /* words, in the order of the sum */
	xap_db::span may;	 /* documents that may be taken, */
	bool limited = false;	 /* where not all may */
	xap_lengths known = {};
	double near = SWEEP_NEAR;
	double shorter = 0; /* 1 by the average length */
	bool failed = false;
};

/* A list of documents as a part of a query. */
class listed : public Xapian::PostingSource
{
      public:
	explicit listed(const std::vector<swept_doc> &from)
	{
		for (const swept_doc &doc : from)
			docs.push_back(doc.docid);
		std::sort(docs.begin(), docs.end());
	}

	Xapian::doccount
	size() const
	{
		return Xapian::doccount(docs.size());
	}

	Xapian::doccount
	get_termfreq_min() const override
	{
		return Xapian::doccount(docs.size());
	}

	Xapian::doccount
	get_termfreq_est() const override
	{
		return Xapian::doccount(docs.size());
	}

	Xapian::doccount
	get_termfreq_max() const override
	{
		return Xapian::doccount(docs.size());
	}

	void
	next(double) override
	{
		at = begun ? at + 1 : 0;
		begun = true;
	}

	void
	skip_to(Xapian::docid docid, double) override
	{
		begun = true;
		while (at < docs.size() && docs[at] < docid)
			at++;
	}

	bool
	at_end() const override
	{
		return at >= docs.size();
	}

	Xapian::docid
	get_docid() const override
	{
		return docs[at];
	}

	void
	init(const Xapian::Database &) override
	{
		at = 0;
		begun = false;
	}

      private:
	std::vector<Xapian::docid> docs;
	size_t at = 0;
	bool begun = false;
};

/* Have libxapian find what was found without it: who asks for more needs it. */
void
fetch_late(const xap_matches *matches)
{
	if (!matches->late)
		return;
	Xapian::Enquire &enquire = *matches->enquire;
	enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER,
	    matches->query, Xapian::Query(matches->source.get())));
	matches->mset = enquire.get_mset(
	    matches->first, matches->count, matches->source->size());
	enquire.set_query(matches->query);
	matches->late = false;
}

/* Whether what is asked for is no more than the best, by usual weights. */
bool
can_sweep(const xap_db *db, const xap_match_params &params)
{
	return params.lengths && db->parts.size() == 1 && !db->remote &&
	       params.count > 0 && params.first <= SWEEP_MOST &&
	       params.count <= SWEEP_MOST - params.first && !params.collapse &&
	       plain(params.sort) == XAP_SORT_RELEVANCE &&
	       plain(params.docid_order) == XAP_DOCID_ASCENDING &&
	       !params.cutoff_percent && !(params.cutoff_weight > 0) &&
	       plain(params.weighting) == XAP_BM25 && !params.bm25 &&
	       !params.n_facets && !params.decide &&
	       (!params.see || params.among);
}

/* The matches of a pass whose weights are known to be libxapian's. */
void
list_swept(xap_matches *matches, sweep &swept, const xap_match_params &params)
{
	auto ranked = swept.best.ranked(params.first, params.count);

	for (const swept_doc &doc : ranked) {
		xap_hit item = {};

		item.docid = doc.docid;
		item.weight = doc.weight;
		item.collapse_key = "";
		matches->items.push_back(item);
	}
	matches->source = std::make_unique<listed>(ranked);
	matches->count = Xapian::doccount(ranked.size());
	matches->late = true;
}

/* Have libxapian weigh the best of a pass; false where it disagrees. */
bool
weigh_swept(xap_matches *matches, sweep &swept, const xap_match_params &params)
{
	matches->source = std::make_unique<listed>(swept.best.docs);
	matches->first = params.first;
	matches->count = params.count;
	matches->late = true;
	fetch_late(matches);
	for (auto i = matches->mset.begin(); i != matches->mset.end(); ++i)
		if (!swept.agrees(*i, i.get_weight()))
			return false;
	list_items(matches);
	return true;
}

/* Find the best in one pass; false where that is not possible. */
bool
match_swept(xap_matches *matches, xap_db *db, const Xapian::Query &query,
    const xap_match_params &params)
{
	sweep swept(db, params);
	bool done = can_sweep(db, params) && swept.take(query, 1) &&
		    swept.run(params.first + params.count);

	matches->query = query;
	if (done && swept.is_known()) {
		list_swept(matches, swept, params);
	} else if (done) {
		xap_db::reckoned &known = db->weights[swept.kind()];

		done = weigh_swept(matches, swept, params);
		if (swept.is_exact() && matches->mset.size() > 0 &&
		    known == xap_db::UNSEEN)
			known =
			    done && swept.same ? xap_db::SAME : xap_db::OTHER;
	}
	if (!done && params.found)
		std::fill_n(params.found, params.n_found, 0);
	if (!done)
		return false;
	matches->counted = true;
	matches->noted = params.found != nullptr;
	matches->total = swept.total;
	return true;
}

/*
 * Run the query, with an Enquire of its own: it keeps plain pointers to what
 * helps it here.
 */
void
run_match(xap_matches *matches, xap_db *db, const Xapian::Query &query,
    const xap_match_params &params)
{
	std::unique_ptr<ids_source> ids;

	matches->enquire = std::make_unique<Xapian::Enquire>(db->db);
	Xapian::Enquire &enquire = *matches->enquire;
	uint32_t all = db->db.get_doccount();
	uint32_t first = std::min(params.first, all);
	std::vector<std::unique_ptr<Xapian::ValueCountMatchSpy>> spies;
	decider decide(params, db->parts.size() == 1);
	seer see(params, db->parts.size() == 1);

	enquire.set_query(query);
	set_params(enquire, params);
	if (match_swept(matches, db, query, params))
		return;
	if (params.among) {
		ids =
		    std::make_unique<ids_source>(params.among, params.n_among);
		enquire.set_query(Xapian::Query(
		    Xapian::Query::OP_FILTER, query, Xapian::Query(ids.get())));
	}
	for (size_t i = 0; i < params.n_facets; i++) {
		spies.push_back(std::make_unique<Xapian::ValueCountMatchSpy>(
		    params.facets[i]));
		enquire.add_matchspy(spies.back().get());
	}
	if (params.see)
		enquire.add_matchspy(&see);
	matches->mset =
	    enquire.get_mset(first, std::min(params.count, all - first),
		std::min(params.check_at_least, all), nullptr,
		params.decide ? &decide : nullptr);
	enquire.clear_matchspies();
	if (params.among)
		enquire.set_query(query);
	list_items(matches);
	for (size_t i = 0; i < params.n_facets; i++)
		matches->facets[i] = count_facet(*spies[i]);
}

} /* namespace */

xap_matches::xap_matches() = default;
xap_matches::~xap_matches() = default;

struct xap_matches *
xap_match(struct xap_db *db, const struct xap_query *query,
    const struct xap_match_params *params, struct xap_error *err)
{
	if (db && !query) {
		missing(err, "no query given");
		return nullptr;
	}
	return make<xap_matches>(err, db, [&] {
		xap_match_params usual = {};

		usual.count = 10;
		if (!params)
			params = &usual;
		check_params(db, *params);
		auto matches = std::make_unique<xap_matches>();

		matches->remote = db->remote;
		matches->facets.resize(params->n_facets);
		if (!db->parts.empty())
			run_match(matches.get(), db, query->query, *params);
		return matches;
	});
}

/* --- documents of a query, without weights -------------------------------- */

namespace
{

/* Takes each document of a match. */
class collector : public Xapian::MatchSpy
{
      public:
	explicit collector(bit_words &to) : bits(to)
	{
	}

	void
	operator()(const Xapian::Document &doc, double) override
	{
		Xapian::docid id = doc.get_docid();

		bits[id / 64] |= uint64_t(1) << id % 64;
	}

      private:
	bit_words &bits;
};

/*
 * Sets of documents by the shape of a query. What has a shape that is not
 * known here is matched by libxapian as usual, without weights.
 */
class document_sets
{
      public:
	document_sets(const Xapian::Database &from, size_t n_words)
	    : db(from), words(n_words), documents(from.get_doccount()),
	      last(from.get_lastdocid())
	{
	}

	/* Add the query's documents to `to`. */
	void
	add(const Xapian::Query &query, bit_words &to) const
	{
		switch (query.get_type()) {
		case Xapian::Query::LEAF_TERM:
			add_term(*query.get_terms_begin(), to);
			return;
		case Xapian::Query::LEAF_MATCH_ALL:
			add_term(std::string(), to);
			return;
		case Xapian::Query::LEAF_MATCH_NOTHING:
			return;
		case Xapian::Query::OP_OR:
		case Xapian::Query::OP_SYNONYM:
		case Xapian::Query::OP_MAX:
			for (size_t i = 0; i < query.get_num_subqueries(); i++)
				add(query.get_subquery(i), to);
			return;
		case Xapian::Query::OP_SCALE_WEIGHT:
		case Xapian::Query::OP_AND_MAYBE:
			add(query.get_subquery(0), to);
			return;
		case Xapian::Query::OP_AND:
		case Xapian::Query::OP_FILTER:
			add_all_of(query, to);
			return;
		case Xapian::Query::OP_AND_NOT:
			add_without(query, to);
			return;
		default:
			add_by_match(query, to);
		}
	}

	/* Documents that it has at most. */
	uint64_t
	most(const Xapian::Query &query) const
	{
		uint64_t sum = 0, least = documents;

		switch (query.get_type()) {
		case Xapian::Query::LEAF_TERM:
			return db.get_termfreq(*query.get_terms_begin());
		case Xapian::Query::LEAF_MATCH_NOTHING:
			return 0;
		case Xapian::Query::OP_OR:
		case Xapian::Query::OP_SYNONYM:
		case Xapian::Query::OP_MAX:
			for (size_t i = 0; i < query.get_num_subqueries(); i++)
				sum += most(query.get_subquery(i));
			return std::min<uint64_t>(sum, documents);
		case Xapian::Query::OP_SCALE_WEIGHT:
		case Xapian::Query::OP_AND_MAYBE:
		case Xapian::Query::OP_AND_NOT:
			return most(query.get_subquery(0));
		case Xapian::Query::OP_AND:
		case Xapian::Query::OP_FILTER:
			for (size_t i = 0; i < query.get_num_subqueries(); i++)
				least = std::min(
				    least, most(query.get_subquery(i)));
			return least;
		default:
			return documents;
		}
	}

      private:
	void
	add_term(const std::string &term, bit_words &to) const
	{
		/* A term of all documents, where no id is missing. */
		if (last == documents && last > 0 &&
		    (term.empty() || db.get_termfreq(term) == documents)) {
			for (uint64_t id = 1; id <= last; id++)
				if (id % 64 == 0 && id + 63 <= last) {
					to[id / 64] = ~uint64_t(0);
					id += 63;
				} else {
					to[id / 64] |= uint64_t(1) << id % 64;
				}
			return;
		}
		Xapian::PostingIterator end = db.postlist_end(term);
		for (auto i = db.postlist_begin(term); i != end; ++i)
			to[*i / 64] |= uint64_t(1) << *i % 64;
	}

	/* Leave in `set`, of `count` documents, those that have the term. */
	void
	keep_term(const std::string &term, bit_words &set) const
	{
		Xapian::PostingIterator at = db.postlist_begin(term);
		Xapian::PostingIterator end = db.postlist_end(term);

		for (size_t w = 0; w < words; w++) {
			uint64_t left = set[w];

			for (unsigned b = 0; left != 0; b++, left >>= 1) {
				Xapian::docid id = Xapian::docid(w * 64 + b);

				if (!(left & 1))
					continue;
				if (at != end && *at < id)
					at.skip_to(id);
				if (at == end || *at != id)
					set[w] &= ~(uint64_t(1) << b);
			}
		}
	}

	/* Leave in `set`, which has at most `count`, those of the query. */
	void
	keep(const Xapian::Query &query, uint64_t count, bit_words &set) const
	{
		if (query.get_type() == Xapian::Query::LEAF_TERM &&
		    count < most(query) / 16)
			return keep_term(*query.get_terms_begin(), set);
		bit_words other(words);
		add(query, other);
		for (size_t w = 0; w < words; w++)
			set[w] &= other[w];
	}

	void
	add_all_of(const Xapian::Query &query, bit_words &to) const
	{
		size_t n = query.get_num_subqueries(), first = 0;
		uint64_t least = ~uint64_t(0);
		bit_words all(words);

		for (size_t i = 0; i < n; i++) {
			uint64_t count = most(query.get_subquery(i));

			if (count < least) {
				least = count;
				first = i;
			}
		}
		add(query.get_subquery(first), all);
		for (size_t i = 0; i < n; i++)
			if (i != first)
				keep(query.get_subquery(i), least, all);
		for (size_t w = 0; w < words; w++)
			to[w] |= all[w];
	}

	void
	add_without(const Xapian::Query &query, bit_words &to) const
	{
		bit_words some(words), others(words);

		add(query.get_subquery(0), some);
		for (size_t i = 1; i < query.get_num_subqueries(); i++)
			add(query.get_subquery(i), others);
		for (size_t w = 0; w < words; w++)
			to[w] |= some[w] & ~others[w];
	}

	void
	add_by_match(const Xapian::Query &query, bit_words &to) const
	{
		Xapian::Enquire enquire(db);
		collector collect(to);

		enquire.set_query(query);
		enquire.set_weighting_scheme(Xapian::BoolWeight());
		enquire.add_matchspy(&collect);
		enquire.get_mset(0, 0, documents);
	}

	const Xapian::Database &db;
	size_t words;
	Xapian::doccount documents;
	Xapian::docid last;
};

/* Whether sets know all of a query's shape. */
bool
listable(const Xapian::Query &query)
{
	switch (query.get_type()) {
	case Xapian::Query::LEAF_TERM:
	case Xapian::Query::LEAF_MATCH_ALL:
	case Xapian::Query::LEAF_MATCH_NOTHING:
		return true;
	case Xapian::Query::OP_OR:
	case Xapian::Query::OP_SYNONYM:
	case Xapian::Query::OP_MAX:
	case Xapian::Query::OP_SCALE_WEIGHT:
	case Xapian::Query::OP_AND_MAYBE:
	case Xapian::Query::OP_AND:
	case Xapian::Query::OP_FILTER:
	case Xapian::Query::OP_AND_NOT:
		for (size_t i = 0; i < query.get_num_subqueries(); i++)
			if (!listable(query.get_subquery(i)))
				return false;
		return true;
	default:
		return false;
	}
}

set_size
size_of_set(const Xapian::Database &db, const Xapian::Query &query)
{
	set_size size = {document_sets(db, 0).most(query), 0};

	for (auto i = query.get_unique_terms_begin();
	     i != query.get_terms_end(); ++i)
		size.listed += db.get_termfreq(*i);
	return size;
}

void
list_documents(
    const Xapian::Database &db, const Xapian::Query &query, bit_words &to)
{
	document_sets(db, to.size()).add(query, to);
}

} /* namespace */

enum xap_status
xap_query_documents(const struct xap_db *db, const struct xap_query *query,
    uint64_t *bits, size_t n_words, struct xap_error *err)
{
	return guard(err, db, [&] {
		if (!query || !bits)
			fail(XAP_ARGUMENT, "no query or no bits given");
		if (db->parts.size() != 1 || db->remote)
			fail(XAP_UNIMPLEMENTED,
			    "documents are listed of one local database");
		if (db->db.get_lastdocid() / 64 >= n_words)
			fail(XAP_RANGE, "too few bits for the database");
		bit_words found(n_words);
		list_documents(db->db, query->query, found);
		std::copy(found.begin(), found.end(), bits);
	});
}

bool
xap_matches_found(const struct xap_matches *matches)
{
	return matches && matches->noted;
}

size_t
xap_matches_size(const struct xap_matches *matches)
{
	return matches ? matches->items.size() : 0;
}

struct xap_count
xap_matches_count(const struct xap_matches *matches)
{
	xap_count count = {0, 0, 0, true};

	if (!matches)
		return {0, 0, 0, false};
	if (matches->counted)
		return {matches->total, matches->total, matches->total, true};
	guard(nullptr, false, [&] {
		count.lower = matches->mset.get_matches_lower_bound();
		count.estimated = matches->mset.get_matches_estimated();
		count.upper = matches->mset.get_matches_upper_bound();
		count.exact = count.lower == count.upper;
	});
	return count;
}

enum xap_status
xap_matches_get(const struct xap_matches *matches, size_t i,
    struct xap_hit *ret_hit, struct xap_error *err)
{
	return guard(err, matches, [&] {
		if (i >= matches->items.size())
			fail(XAP_RANGE, "there is no such match");
		give(ret_hit, matches->items[i]);
	});
}

struct xap_doc *
xap_matches_doc(
    const struct xap_matches *matches, size_t i, struct xap_error *err)
{
	return make<xap_doc>(err, matches, [&] {
		auto doc = std::make_unique<xap_doc>();

		if (i >= matches->items.size())
			fail(XAP_RANGE, "there is no such match");
		fetch_late(matches);
		doc->doc = matches->mset[(Xapian::doccount)i].get_document();
		doc->docid = matches->items[i].docid;
		doc->remote = matches->remote;
		return doc;
	});
}

enum xap_status
xap_matches_fetch(const struct xap_matches *matches, struct xap_error *err)
{
	return guard(err, matches, [&] {
		/*
		 * libxapian 1.4 counts from the first match of all, and so
		 * reads past the end of its list where that is not here.
		 */
		fetch_late(matches);
		if (!matches->mset.empty() &&
		    matches->mset.get_firstitem() == 0)
			matches->mset.fetch();
	});
}

struct xap_terms *
xap_matches_terms(
    const struct xap_matches *matches, size_t i, struct xap_error *err)
{
	return make<xap_terms>(err, matches, [&] {
		if (i >= matches->items.size())
			fail(XAP_RANGE, "there is no such match");
		return terms_listed(matches->enquire->get_matching_terms_begin(
					matches->items[i].docid),
		    matches->remote);
	});
}

const struct xap_facet *
xap_matches_facet(
    const struct xap_matches *matches, size_t facet, size_t *ret_n)
{
	static const xap_facet none = {};
	bool known = matches && facet < matches->facets.size();

	give(ret_n, known ? matches->facets[facet].sorted.size() : 0);
	if (!known)
		return nullptr;
	return matches->facets[facet].sorted.empty()
		   ? &none
		   : matches->facets[facet].sorted.data();
}

uint32_t
xap_matches_facet_total(const struct xap_matches *matches, size_t facet)
{
	if (!matches || facet >= matches->facets.size())
		return 0;
	return matches->facets[facet].total;
}

void
xap_matches_free(struct xap_matches *matches)
{
	dispose(matches);
}

/* --- snippets ------------------------------------------------------------ */

namespace
{

/* The marks of a snippet: the caller's, or private use characters. */
struct snippet_marks {
	std::string start, end, omit;
};

std::string
snippet_mark(const char *given, const char *usual, bool may_be_empty)
{
	std::string mark = given ? given : usual;

	if (mark.empty() && !may_be_empty)
		fail(XAP_ARGUMENT, "an empty mark for words found");
	if (mark.find_first_of("&<>\"") != std::string::npos)
		fail(XAP_ARGUMENT, "a mark may not hold & < > or \"");
	return mark;
}

void
erase_all(std::string &text, const std::string &mark)
{
	if (mark.empty())
		return;
	for (size_t at = 0; (at = text.find(mark, at)) != std::string::npos;)
		text.erase(at, mark.size());
}

/* libxapian escapes for HTML, whether the output is HTML or not: undo it. */
std::string
unescape(const std::string &html)
{
	static const std::pair<const char *, char> entities[] = {
	    {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}};
	std::string out;

	out.reserve(html.size());
	for (size_t i = 0; i < html.size();) {
		size_t len = 1;
		char c = html[i];

		for (const auto &entity : entities) {
			size_t n = std::strlen(entity.first);

			if (!html.compare(i, n, entity.first)) {
				c = entity.second;
				len = n;
			}
		}
		out += c;
		i += len;
	}
	return out;
}

std::string
make_snippet(const xap_matches *matches, std::string text,
    const xap_snippet_params &params)
{
	snippet_marks marks = {
	    snippet_mark(params.hi_start, "\xee\x80\x80", false),
	    snippet_mark(params.hi_end, "\xee\x80\x81", false),
	    snippet_mark(params.omit, "\xee\x80\x82", true)};
	unsigned flags = 0;

	if (params.exhaustive)
		flags |= Xapian::MSet::SNIPPET_EXHAUSTIVE;
	if (params.background)
		flags |= Xapian::MSet::SNIPPET_BACKGROUND_MODEL;
	if (params.only_with_match)
		flags |= Xapian::MSet::SNIPPET_EMPTY_WITHOUT_MATCH;
	if (params.ngrams)
		flags |= Xapian::MSet::SNIPPET_CJK_NGRAM;
	fetch_late(matches);
	erase_all(text, marks.start);
	erase_all(text, marks.end);
	erase_all(text, marks.omit);
	return unescape(
	    matches->mset.snippet(text, params.length ? params.length : 500,
		params.stemmer ? params.stemmer->stem : Xapian::Stem(), flags,
		marks.start, marks.end, marks.omit));
}

} /* namespace */

enum xap_status
xap_matches_snippet(const struct xap_matches *matches, const char *text,
    size_t len, const struct xap_snippet_params *params,
    struct xap_text *ret_snippet, struct xap_error *err)
{
	return guard(err, matches, [&] {
		xap_snippet_params usual = {};

		text_put(ret_snippet, make_snippet(matches, bytes(text, len),
					  params ? *params : usual));
	});
}

/* --- stemming ------------------------------------------------------------ */

struct xap_stemmer *
xap_stemmer_new(const char *language, struct xap_error *err)
{
	return make<xap_stemmer>(err, false, [&] {
		auto stemmer = std::make_unique<xap_stemmer>();

		if (!language)
			fail(XAP_ARGUMENT, "no language given");
		try {
			stemmer->stem = Xapian::Stem(language);
		} catch (const Xapian::InvalidArgumentError &) {
			fail(XAP_ARGUMENT,
			    "no stemmer for " +
				shown(language, std::strlen(language)) +
				"; there are: none " +
				Xapian::Stem::get_available_languages());
		}
		return stemmer;
	});
}

enum xap_status
xap_stemmer_stem(struct xap_stemmer *stemmer, const char *word, size_t len,
    const char **ret_stem, size_t *ret_len, struct xap_error *err)
{
	return guard(err, stemmer, [&] {
		stemmer->last = stemmer->stem(bytes(word, len));
		give(ret_stem, stemmer->last.c_str());
		give(ret_len, stemmer->last.size());
	});
}

void
xap_stemmer_free(struct xap_stemmer *stemmer)
{
	dispose(stemmer);
}

enum xap_status
xap_stemmer_languages(struct xap_text *ret_names, struct xap_error *err)
{
	return guard(err, false, [&] {
		text_put(ret_names, Xapian::Stem::get_available_languages());
	});
}

/* --- integrity ----------------------------------------------------------- */

namespace
{

/* Check a directory, or, if `fd` is not -1, a single file, which is closed. */
void
run_check(const char *path, int fd, xap_text *ret_report, size_t *ret_errors)
{
	std::ostringstream out;
	size_t errors =
	    fd < 0 ? Xapian::Database::check(std::string(path), 0, &out)
		   : Xapian::Database::check(fd, 0, &out);

	text_put(ret_report, out.str());
	give(ret_errors, errors);
}

} /* namespace */

enum xap_status
xap_check(const char *path, struct xap_text *ret_report, size_t *ret_errors,
    struct xap_error *err)
{
	return guard(err, false, [&] {
		run_check(path, classify_path(path), ret_report, ret_errors);
	});
}

enum xap_status
xap_check_fd(int fd, int64_t offset, struct xap_text *ret_report,
    size_t *ret_errors, struct xap_error *err)
{
	return guard(err, false, [&] {
		run_check(
		    nullptr, duplicate_at(fd, offset), ret_report, ret_errors);
	});
}
