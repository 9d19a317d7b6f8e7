/* SPDX-License-Identifier: GPL-2.0-or-later */
/* syscall() and O_PATH are in no standard. */
#define _GNU_SOURCE

#include "config.h"

#include "core/sandbox-linux.h"

#include <limits.h>

#if defined(STATIC_PROGRAMS) && defined(__GLIBC__)
#include <nss.h>

void
sandbox_linux_names(void)
{
	__nss_configure_lookup("hosts", "files dns");
}

#else

void
sandbox_linux_names(void)
{
}

#endif

#ifndef __linux__

bool
sandbox_linux_close(int first, int keep)
{
	(void)first;
	(void)keep;
	return false;
}

void
sandbox_linux_enter(bool programs, const char *folder)
{
	(void)programs;
	(void)folder;
}

bool
sandbox_linux_files(const char *const *paths, bool names)
{
	(void)paths;
	(void)names;
	return false;
}

bool
sandbox_linux_compute(bool opens, bool connects)
{
	(void)opens;
	(void)connects;
	return false;
}

#else

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>
#if __has_include(<linux/landlock.h>)
#include <linux/landlock.h>
#endif

bool
sandbox_linux_close(int first, int keep)
{
#ifdef SYS_close_range
	return (keep <= first ||
		   syscall(SYS_close_range, first, keep - 1, 0) == 0) &&
	       syscall(SYS_close_range, keep < first ? first : keep + 1,
		   INT_MAX, 0) == 0;
#else
	(void)first;
	(void)keep;
	return false;
#endif
}

/* --- Landlock: what may be read; nothing may be written ------------------- */

#if defined(SYS_landlock_create_ruleset) && defined(LANDLOCK_ACCESS_FS_MAKE_SYM)

/* What libraries look up while they read: fonts, tables, charsets. */
static const char *const readable[] = {
    "/dev/null",
    "/dev/urandom",
    "/etc/fonts",
    "/gnu/store",
    "/lib",
    "/lib64",
    "/nix/store",
    "/opt",
    "/usr",
    "/var/cache/fontconfig",
    NULL,
};

/* Where a host's name is looked for, and how. */
static const char *const naming[] = {
    "/etc/gai.conf",
    "/etc/host.conf",
    "/etc/hosts",
    "/etc/nsswitch.conf",
    "/etc/resolv.conf",
    "/etc/services",
    NULL,
};

#define MAY_READ  (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define ALL_KINDS (LANDLOCK_ACCESS_FS_MAKE_SYM * 2 - 1) /* of ABI 1 */

static void
allow(int rules, const char *path)
{
	struct landlock_path_beneath_attr rule = {.allowed_access = MAY_READ};

	rule.parent_fd = open(path, O_PATH | O_CLOEXEC);
	if (rule.parent_fd < 0)
		return;
	/* For what is no folder, only its reading can be allowed. */
	if (syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH,
		&rule, 0) != 0) {
		rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE;
		syscall(SYS_landlock_add_rule, rules,
		    LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
	}
	close(rule.parent_fd);
}

static void
allow_all(int rules, const char *const *paths)
{
	for (; paths != NULL && *paths != NULL; paths++)
		allow(rules, *paths);
}

/* What is in these may be read, which end with NULL, or are NULL. */
static bool
restrict_files(const char *const *system, const char *const *paths)
{
	struct landlock_ruleset_attr all = {.handled_access_fs = ALL_KINDS};
	int rules =
	    (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
	bool ok;

	if (rules < 0)
		return false;
	allow_all(rules, system);
	allow_all(rules, paths);
	ok = syscall(SYS_landlock_restrict_self, rules, 0) == 0;
	close(rules);
	return ok;
}

#else

static const char *const readable[] = {NULL};
static const char *const naming[] = {NULL};

static bool
restrict_files(const char *const *system, const char *const *paths)
{
	(void)system;
	(void)paths;
	return false;
}

#endif

/* --- seccomp: what may be called ------------------------------------------ */

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define ARCHITECTURE AUDIT_ARCH_RISCV64
#endif

#ifdef ARCHITECTURE

#define REFUSE(number)                                                         \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (number), 0, 1),                   \
	    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)

/* Refused to all: the network, and meddling with other processes. */
#define REFUSED_ALWAYS                                                         \
	REFUSE(SYS_socket), REFUSE(SYS_socketpair), REFUSE(SYS_connect),       \
	    REFUSE(SYS_bind), REFUSE(SYS_ptrace),                              \
	    REFUSE(SYS_process_vm_writev), REFUSE(SYS_prlimit64),              \
	    REFUSE(SYS_io_uring_setup)

/* On x86-64 the same calls have other numbers (x32), with this bit. */
#define OTHER_NUMBERS 0x40000000

#define BEGINNING                                                              \
	BPF_STMT(                                                              \
	    BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),    \
	    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),           \
	    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL),                       \
	    BPF_STMT(                                                          \
		BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),  \
	    BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, OTHER_NUMBERS, 0, 1),          \
	    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL)

#define ENDING BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)

static const struct sock_filter with_programs[] = {
    BEGINNING,
    REFUSED_ALWAYS,
    ENDING,
};

static const struct sock_filter without_programs[] = {
    BEGINNING,
    REFUSED_ALWAYS,
    REFUSE(SYS_execve),
    REFUSE(SYS_execveat),
#ifdef SYS_fork
    REFUSE(SYS_fork),
    REFUSE(SYS_vfork),
#endif
    REFUSE(SYS_clone),
#ifdef SYS_clone3
    REFUSE(SYS_clone3),
#endif
    REFUSE(SYS_kill),
    ENDING,
};

static void
restrict_calls(bool programs)
{
	struct sock_fprog with = {
	    sizeof with_programs / sizeof with_programs[0],
	    (struct sock_filter *)(uintptr_t)with_programs};
	struct sock_fprog without = {
	    sizeof without_programs / sizeof without_programs[0],
	    (struct sock_filter *)(uintptr_t)without_programs};

	prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, programs ? &with : &without);
}

#define ALLOW(number)                                                          \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (number), 0, 1),                   \
	    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)

/* Low half of an argument: these machines have it first. */
#define ARGUMENT(number)                                                       \
	(offsetof(struct seccomp_data, args) + (number) * sizeof(uint64_t))

/* What opening a file with makes or changes it. */
#define WRITES (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND)

/* What every answer takes. */
static const struct sock_filter computing[] = {
    BEGINNING,
    ALLOW(SYS_read),
    ALLOW(SYS_pread64),
    ALLOW(SYS_write),
    ALLOW(SYS_writev),
    ALLOW(SYS_close),
    ALLOW(SYS_lseek),
    ALLOW(SYS_fstat),
    ALLOW(SYS_newfstatat), /* fstat() by another name */
    ALLOW(SYS_fadvise64),
    ALLOW(SYS_brk),
    ALLOW(SYS_mmap),
    ALLOW(SYS_munmap),
    ALLOW(SYS_mremap),
    ALLOW(SYS_mprotect),
    ALLOW(SYS_madvise),
    ALLOW(SYS_futex),
    ALLOW(SYS_rt_sigaction),
    ALLOW(SYS_rt_sigprocmask),
    ALLOW(SYS_rt_sigreturn),
    ALLOW(SYS_restart_syscall),
    ALLOW(SYS_clock_gettime),
    ALLOW(SYS_gettimeofday),
    ALLOW(SYS_getrandom),
    ALLOW(SYS_getpid),
    ALLOW(SYS_gettid),
    ALLOW(SYS_sysinfo), /* qsort() asks how much memory there is */
    ALLOW(SYS_exit),
    ALLOW(SYS_exit_group),
};

/* Of clone(), the flag that what begins is a thread of this process. */
#define THREAD 0x10000

/* To ask a server: threads, one to each, and sockets of the network alone. */
static const struct sock_filter connecting[] = {
    ALLOW(SYS_connect),
    ALLOW(SYS_getpeername),
    ALLOW(SYS_getsockname),
    ALLOW(SYS_getsockopt),
    ALLOW(SYS_setsockopt),
    ALLOW(SYS_shutdown),
    ALLOW(SYS_sendto),
    ALLOW(SYS_sendmsg),
    ALLOW(SYS_sendmmsg),
    ALLOW(SYS_recvfrom),
    ALLOW(SYS_recvmsg),
    ALLOW(SYS_recvmmsg),
#ifdef SYS_poll
    ALLOW(SYS_poll),
    ALLOW(SYS_select),
#endif
    ALLOW(SYS_ppoll),
    ALLOW(SYS_pselect6),
    ALLOW(SYS_fcntl),
    ALLOW(SYS_ioctl), /* of what is open: how much there is to read */
    ALLOW(SYS_nanosleep),
    ALLOW(SYS_clock_nanosleep),
    ALLOW(SYS_sched_yield),
    ALLOW(SYS_sched_getaffinity),
    ALLOW(SYS_uname),
#ifdef SYS_rseq
    ALLOW(SYS_rseq),
#endif
    ALLOW(SYS_set_robust_list),
    ALLOW(SYS_sigaltstack),
#ifdef SYS_clone3
    /* What it is to do lies in memory; clone() is taken where it is not. */
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone3, 0, 1),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
#endif
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 0, 4),
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, ARGUMENT(0)),
    BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, THREAD, 0, 1),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 0, 5),
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, ARGUMENT(0)),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_INET, 1, 0),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_INET6, 0, 1),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
};

/* Opening, for reading: which files, Landlock says. */
static const struct sock_filter opening[] = {
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat, 0, 4),
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, ARGUMENT(2)),
    BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, WRITES, 1, 0),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
};

#define COUNT(filter) (sizeof(filter) / sizeof(filter)[0])
#define ENDING_COUNT  5 /* at most, of allow_computing() */

static bool
allow_computing(bool opens, bool connects)
{
	const struct sock_filter ending[] = {
	    /* abort(): a signal to this process, and to no other. */
	    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_tgkill, 0, 3),
	    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, ARGUMENT(0)),
	    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)getpid(), 0, 1),
	    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
	};
	struct sock_filter filter[COUNT(computing) + COUNT(connecting) +
				  COUNT(opening) + ENDING_COUNT];
	struct sock_fprog program = {COUNT(computing), filter};

	memcpy(filter, computing, sizeof computing);
	if (connects) {
		memcpy(filter + program.len, connecting, sizeof connecting);
		program.len += COUNT(connecting);
	}
	if (opens) {
		memcpy(filter + program.len, opening, sizeof opening);
		program.len += COUNT(opening);
	}
	memcpy(filter + program.len, ending, sizeof ending);
	program.len += COUNT(ending);
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

#else

static bool
allow_computing(bool opens, bool connects)
{
	(void)opens;
	(void)connects;
	return false;
}

static void
restrict_calls(bool programs)
{
	(void)programs;
}

#endif

void
sandbox_linux_enter(bool programs, const char *folder)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return;
	if (!programs)
		restrict_files(readable, (const char *const[]){folder, NULL});
	restrict_calls(programs);
}

bool
sandbox_linux_files(const char *const *paths, bool names)
{
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	       restrict_files(names ? naming : NULL, paths);
}

bool
sandbox_linux_compute(bool opens, bool connects)
{
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	       allow_computing(opens, connects);
}

#endif
