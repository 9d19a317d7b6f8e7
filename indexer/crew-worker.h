/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a worker of the crew does, in its own process. For crew.c.
 */
#ifndef INDEXER_CREW_WORKER_H
#define INDEXER_CREW_WORKER_H

#include "indexer/crew.h"

/*
 * Ask for items through `to_crew`, read their numbers from `from_crew`, until
 * that ends. Returns the process's exit status.
 */
int crew_worker(const struct crew *crew, int from_crew, int to_crew);

#endif
