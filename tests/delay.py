#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Stand between a client and servers, and let every byte arrive late.

usage: delay.py MILLISECONDS [ADDRESS:]PORT=HOST:PORT ...

Each pair is an address to listen on (127.0.0.1 where only a port is given) and
the server behind it. MILLISECONDS is the time of one direction; a connection is
let through after as much twice, as the handshake of TCP would take. On SIGUSR1
it writes to standard error how many connections there were, how many times the
client spoke after it was answered (round trips), and how many bytes went each
way, for each port, and counts anew. Nothing is kept back but time: what is sent
together arrives together.
"""
import asyncio
import signal
import sys


class Counts:
    def __init__(self):
        self.clear()

    def clear(self):
        self.connections = self.trips = self.up = self.down = 0


class Relay:
    """One connection, both directions."""

    def __init__(self, counts, late):
        self.counts = counts
        self.late = late
        self.last = None

    def note(self, way, size):
        if not size:
            return
        if way == "up":
            self.counts.up += size
            self.counts.trips += self.last != "up"
        else:
            self.counts.down += size
        self.last = way

    async def carry(self, reader, writer, way):
        """Read at once, write each piece when its time has come."""
        loop = asyncio.get_running_loop()
        queue = asyncio.Queue()

        async def deliver():
            while True:
                when, data = await queue.get()
                await asyncio.sleep(max(0, when - loop.time()))
                if not data:
                    break
                writer.write(data)
                await writer.drain()

        out = asyncio.create_task(deliver())
        try:
            while not out.done():
                data = await reader.read(1 << 16)
                self.note(way, len(data))
                queue.put_nowait((loop.time() + self.late, data))
                if not data:
                    break
            await out
        except (ConnectionError, OSError):
            out.cancel()
        finally:
            writer.close()


async def listen(late, pair, counts):
    here, there = pair.split("=")
    address, _, port = here.rpartition(":")
    host, _, far = there.rpartition(":")

    async def accept(reader, writer):
        counts.connections += 1
        await asyncio.sleep(2 * late)
        try:
            up = await asyncio.open_connection(host, int(far))
        except OSError:
            writer.close()
            return
        relay = Relay(counts, late)
        await asyncio.gather(
            relay.carry(reader, up[1], "up"),
            relay.carry(up[0], writer, "down"))

    return await asyncio.start_server(
        accept, address or "127.0.0.1", int(port))


async def main():
    late = float(sys.argv[1]) / 1000
    counts = {}
    for pair in sys.argv[2:]:
        counts[pair] = Counts()
        await listen(late, pair, counts[pair])

    def tell():
        for pair, c in counts.items():
            print(f"{pair.split('=')[0]}\t{c.connections} connections\t"
                  f"{c.trips} round trips\t{c.up} bytes up\t"
                  f"{c.down} bytes down", file=sys.stderr, flush=True)
            c.clear()

    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, tell)
    print("ready", flush=True)
    await asyncio.Event().wait()


if len(sys.argv) < 3:
    sys.exit(__doc__)
try:
    asyncio.run(main())
except KeyboardInterrupt:
    pass
