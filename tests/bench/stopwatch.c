/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How long commands take from start to exit, side by side:
 *
 *	stopwatch [-n RUNS] [-w WORDS] COMMAND... [-- COMMAND...]
 *
 * The commands are run in turn (A, B, A, B, ...), so that what else the machine
 * does falls on both; their standard output is thrown away. In an argument,
 * "@" is replaced by a line of the file WORDS, the next one each run, the same
 * for all commands. Prints a line for each command:
 *
 *	median MS p95 MS min MS cpu MS cpu95 MS
 *
 * with the wall time of a run in milliseconds, and the mean and the p95 of its
 * processor time. Exit status 1 if a command fails: its status must be 0 or,
 *for a search that finds nothing, 1.
 */
#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define COMMANDS_MAX  8
#define ARGUMENTS_MAX 64
#define WORDS_MAX     1000

extern char **environ;

struct command {
	char **argv;  /* as given, NULL after it */
	double *wall; /* milliseconds of each run */
	double *cpu;  /* the same of processor time */
};

struct bench {
	struct command command[COMMANDS_MAX];
	int commands;	       /* how many */
	int runs;	       /* of each */
	char *word[WORDS_MAX]; /* lines of WORDS */
	int words;	       /* how many */
};

static void
fail(const char *what, const char *name)
{
	fprintf(stderr, "stopwatch: %s '%s'\n", what, name);
	exit(2);
}

static void *
allocate(size_t count, size_t size)
{
	void *p = calloc(count, size);

	if (p == NULL)
		fail("out of memory for", "stopwatch");
	return p;
}

static void
read_words(struct bench *bench, const char *path)
{
	FILE *file = fopen(path, "r");
	char line[256];
	size_t size;

	if (file == NULL)
		fail("cannot open", path);
	while (bench->words < WORDS_MAX &&
	       fgets(line, sizeof line, file) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '\0')
			continue;
		size = strlen(line) + 1;
		bench->word[bench->words] = allocate(size, 1);
		memcpy(bench->word[bench->words++], line, size);
	}
	fclose(file);
	if (bench->words == 0)
		fail("no words in", path);
}

/* The argument with its "@" replaced; itself where it has none. */
static char *
fill_in(const struct bench *bench, char *argument, int run)
{
	char *at = strchr(argument, '@');
	const char *word;
	char *filled;
	size_t size;

	if (at == NULL || bench->words == 0)
		return argument;
	word = bench->word[run % bench->words];
	size = strlen(argument) + strlen(word) + 1;
	filled = allocate(size, 1);
	snprintf(filled, size, "%.*s%s%s", (int)(at - argument), argument, word,
	    at + 1);
	return filled;
}

static double
milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* Processor time of all children so far. */
static double
children_cpu(void)
{
	struct rusage usage;

	getrusage(RUSAGE_CHILDREN, &usage);
	return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 +
	       (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
}

static void
run(const struct bench *bench, struct command *command, int number,
    const posix_spawn_file_actions_t *quiet)
{
	char *argv[ARGUMENTS_MAX + 1];
	double cpu = children_cpu();
	double start;
	pid_t child;
	int n = 0, status;

	for (; command->argv[n] != NULL; n++)
		argv[n] = fill_in(bench, command->argv[n], number);
	argv[n] = NULL;
	start = milliseconds();
	if (posix_spawnp(&child, argv[0], quiet, NULL, argv, environ) != 0)
		fail("cannot run", argv[0]);
	if (waitpid(child, &status, 0) != child)
		fail("cannot wait for", argv[0]);
	command->wall[number] = milliseconds() - start;
	command->cpu[number] = children_cpu() - cpu;
	if (!WIFEXITED(status) || WEXITSTATUS(status) > 1) {
		fprintf(stderr, "stopwatch: '%s' failed\n", argv[0]);
		exit(1);
	}
	for (int i = 0; i < n; i++) {
		if (argv[i] != command->argv[i])
			free(argv[i]);
	}
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void
print(const struct bench *bench, struct command *command)
{
	int n = bench->runs;
	double cpu = 0;

	qsort(command->wall, (size_t)n, sizeof(double), by_size);
	qsort(command->cpu, (size_t)n, sizeof(double), by_size);
	for (int i = 0; i < n; i++)
		cpu += command->cpu[i];
	printf("median %.2f p95 %.2f min %.2f cpu %.2f cpu95 %.2f\n",
	    command->wall[n / 2], command->wall[n * 95 / 100], command->wall[0],
	    cpu / n, command->cpu[n * 95 / 100]);
}

/* Cut the arguments at "--" into commands. */
static void
read_commands(struct bench *bench, char **argv)
{
	while (*argv != NULL) {
		struct command *command = &bench->command[bench->commands++];
		int n = 0;

		if (bench->commands == COMMANDS_MAX)
			fail("too many commands at", *argv);
		command->argv = argv;
		command->wall = allocate((size_t)bench->runs, sizeof(double));
		command->cpu = allocate((size_t)bench->runs, sizeof(double));
		while (argv[n] != NULL && strcmp(argv[n], "--") != 0)
			n++;
		if (n == 0 || n > ARGUMENTS_MAX)
			fail("no command, or too long a one, at", "--");
		if (argv[n] != NULL)
			argv[n++] = NULL;
		argv += n;
	}
	if (bench->commands == 0)
		fail("nothing to run after", "stopwatch");
}

int
main(int argc, char *argv[])
{
	struct bench bench = {.runs = 1};
	posix_spawn_file_actions_t quiet;
	int at = 1;

	/* Not getopt: it would move the commands' own options. */
	for (; at + 1 < argc && argv[at][0] == '-'; at += 2) {
		if (strcmp(argv[at], "-n") == 0)
			bench.runs = atoi(argv[at + 1]);
		else if (strcmp(argv[at], "-w") == 0)
			read_words(&bench, argv[at + 1]);
		else
			fail("unknown option", argv[at]);
	}
	if (bench.runs < 1)
		fail("no number of runs:", argv[at - 1]);
	read_commands(&bench, argv + at);
	posix_spawn_file_actions_init(&quiet);
	posix_spawn_file_actions_addopen(
	    &quiet, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	for (int i = 0; i < bench.runs; i++) {
		for (int c = 0; c < bench.commands; c++)
			run(&bench, &bench.command[c], i, &quiet);
	}
	for (int c = 0; c < bench.commands; c++) {
		print(&bench, &bench.command[c]);
		free(bench.command[c].wall);
		free(bench.command[c].cpu);
	}
	for (int i = 0; i < bench.words; i++)
		free(bench.word[i]);
	posix_spawn_file_actions_destroy(&quiet);
	return 0;
}
