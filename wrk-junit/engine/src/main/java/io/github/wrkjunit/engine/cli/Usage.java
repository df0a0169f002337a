// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

/** The usage text; wrk2's options in its order, then the own ones. */
final class Usage {

    static final String TEXT = """
            Usage: wrk <options> <url> [script arguments]
              Options:
                -c, --connections <n>     Connections to keep open (10)
                -d, --duration    <time>  How long requests become due (10s)
                -t, --threads     <n>     Threads (2)
                -D, --dist        <word>  Arrivals: fixed, exp, norm or zipf (fixed)
                -R, --rate        <n>     Requests per second over all threads (required)
                -s, --script      <file>  Lua script
                -H, --header      <line>  Header "Name: value" of every request; repeatable
                -L, --latency             Print the latency distribution
                -U, --u_latency           Print it from the actual send as well
                -r, --requests            Print how many requests were sent
                -T, --timeout     <time>  How long a request may take (10s)
                -P, --print_all           Write each thread's latencies to <thread>.txt
                -v, --version             Print the version

                    --seed        <n>     Seed of arrivals and scripts
                    --warmup      <time>  Offer the load beforehand, outside of all counts
                    --worker      <i/n>   Worker i of n: a seed and arrivals of its own
                    --wait        <mode>  Waiting: eco, balanced or spin (balanced)
                    --relative            Send absolute request targets of the script as paths
                    --targets     <list>  What may be loaded besides this machine and private networks, as the
                                          setting wrk.targets names it; without this option everything may
                    --no-verdict          Print and exit as wrk2 does, whether or not the numbers mean anything
                    --events              Print events, lines that begin with "##wrk "
                    --nonce               First line of standard input: a word that each event shall carry
                    --await-start         Arm, then wait for the line "start" on standard input
                    --stdin-words         Read further words from the first line of standard input: "=" before each,
                                          a blank between them, percent-encoded; so no secret is in the list of processes
                    --input       <file>  Read the nonce and the further words from this file instead
                    --pod                 This is the program of a container: go on when standard input ends, and
                                          tell in the last event what the container's CPU limit has cost
                    --read        <file>  Read saved output of wrk, wrk2 or this program instead of running a load
                    --json        <file>  Write the report of --read as JSON; - is standard output
                    --help                Print this

              Numbers may have a unit (1k, 1M, 1G), times as well (500ms, 2s, 2m, 2h).
              Exit status: 0 the run ended and its numbers carry a verdict; 3 they carry none, "Inconclusive:"
              says why; 1 there was no run, standard error says why; n the script called os.exit(n).
            """;

    private Usage() {}
}
