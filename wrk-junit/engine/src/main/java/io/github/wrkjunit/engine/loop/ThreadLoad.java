// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.loop;

import io.github.wrkjunit.engine.http.BodyBudget;
import io.github.wrkjunit.engine.http.ReceivedAnswer;
import io.github.wrkjunit.engine.http.RequestMethod;
import io.github.wrkjunit.engine.http.RequestSource;
import io.github.wrkjunit.engine.http.ResponseParser;
import io.github.wrkjunit.engine.loop.LoadResult.End;
import io.github.wrkjunit.engine.measure.FinishedRequests;
import io.github.wrkjunit.engine.measure.OperationNames;
import io.github.wrkjunit.engine.measure.ThreadMeasures;
import io.github.wrkjunit.report.Outcome;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thread's part of a load: decides which request goes out when and on which connection, and gives each request that was
 * due exactly one outcome. A duty cycle without threads, locks and a clock of its own; confined to its worker thread.
 *
 * <p>The queue of requests that are due and not sent is the schedule itself: {@link #headOffsetNs} is the intended start of
 * the first of them.
 */
final class ThreadLoad implements ReadyListener {

    /**
     * Requests that were never sent are still drawn from their source, so that their operation is known, and the k-th request
     * of a seed is the same whatever the server does. This many: drawing must not prolong the run.
     */
    private static final int MOST_DRAWN_AT_END = 100_000;

    private static final long LONGEST_DRAWING_NS = 500_000_000L; // a script may be slow

    private static final long SAMPLE_NS = 1_000_000_000L;
    private static final int READ_BYTES = 64 * 1024;
    private static final int MOST_READS = 16; // then others have their turn

    private final ThreadPlan plan;
    private final RequestSource source;
    private final boolean wantsAnswers;
    private final Wire wire;
    private final NanoClock clock;
    private final ThreadMeasures measures;
    private final OperationNames names;
    private final ConnectionPool pool;
    private final byte[] input = new byte[READ_BYTES];

    private long startNs;
    private long headOffsetNs;
    private boolean begun;
    private long lastSampleNs;
    private long nextSampleNs;
    private long lastTurnNs;
    private long wakeNs;
    private boolean awaitsStart;
    private long offeredForNs;
    private long endNs;
    private @Nullable End end;

    ThreadLoad(ThreadPlan plan, RequestSource source, Wire wire, NanoClock clock, ThreadMeasures measures) {
        this.plan = plan;
        this.source = source;
        this.wire = wire;
        this.clock = clock;
        this.measures = measures;
        names = measures.names();
        wantsAnswers = source.wantsAnswers();
        pool = new ConnectionPool(
                wire,
                measures,
                plan.addresses(),
                plan.connections(),
                wantsAnswers ? new BodyBudget(plan.bodyBytes()) : null,
                new BackOff(plan.backOffSeed()));
        headOffsetNs = plan.schedule().nextOffsetNs();
    }

    /** Begins to open all connections, before the clock starts. */
    void open(long nowNs) {
        pool.open(nowNs);
    }

    /** Whether a connection is still being opened. */
    boolean isOpening() {
        return pool.isConnecting();
    }

    /** Starts the clock. */
    void begin(long startNs) {
        this.startNs = startNs;
        begun = true;
        lastSampleNs = startNs;
        nextSampleNs = startNs + SAMPLE_NS;
        lastTurnNs = startNs;
        wakeNs = startNs + headOffsetNs;
    }

    /** Does what is due by now; returns when it wants its next turn if no connection becomes ready before. */
    long doWork(long nowNs) {
        noteStall(nowNs);
        expire(nowNs);
        long sinceStartNs = nowNs - startNs;
        if (sinceStartNs >= plan.durationNs() + plan.timeoutNs()) {
            cut(nowNs, End.DURATION);
            return nowNs;
        }
        if (headOffsetNs < plan.durationNs()) {
            pool.open(nowNs);
            offerDue(nowNs);
        }
        if (isDone()) {
            return nowNs;
        }
        if (nowNs - nextSampleNs >= 0) {
            sample(nowNs);
        }
        boolean allDue = sinceStartNs >= plan.durationNs() && headOffsetNs >= plan.durationNs();
        if (allDue && pool.oldestBusy() == null) {
            finish(nowNs, End.DURATION);
        }
        wakeNs = nextTurnNs(nowNs);
        lastTurnNs = nowNs;
        return wakeNs;
    }

    /** Whether the next turn is wanted for an intended start, and not only for what connections do. */
    boolean awaitsStart() {
        return awaitsStart;
    }

    @Override
    public void ready(int slot) {
        Connection connection = pool.connection(slot);
        switch (connection.state) {
            case CONNECTING -> pool.finishConnect(connection, clock.nanoTime());
            case IDLE -> isUsable(connection);
            case BUSY -> {
                receive(connection);
                ByteBuffer unsent = connection.unsent;
                if (connection.state == Connection.State.BUSY && unsent != null) {
                    write(connection, unsent);
                }
            }
            case CLOSED -> {} // closed earlier in this turn
        }
    }

    /** Ends the load now: what is in flight is unanswered, what is due and queued is not sent, the rest is not offered. */
    void cut(long nowNs, End reason) {
        if (isDone()) {
            return;
        }
        for (Connection busy = pool.oldestBusy(); busy != null; busy = pool.oldestBusy()) {
            conclude(busy, Outcome.UNANSWERED, false, nowNs);
        }
        int drawn = 0;
        long cutNs = clock.nanoTime();
        long sinceStartNs = nowNs - startNs;
        while (begun && headOffsetNs < plan.durationNs() && headOffsetNs <= sinceStartNs) {
            boolean draw = reason != End.SCRIPT
                    && drawn++ < MOST_DRAWN_AT_END
                    && clock.nanoTime() - cutNs < LONGEST_DRAWING_NS;
            int operation = draw ? names.idOf(source.next()) : OperationNames.NOT_DRAWN_ID;
            settle(operation, Outcome.NOT_SENT, nowNs);
        }
        finish(nowNs, reason);
    }

    boolean isDone() {
        return end != null;
    }

    /** How it ended; null as long as it runs. */
    @Nullable
    End end() {
        return end;
    }

    /** What people should know of its requests. */
    List<String> warnings() {
        return source.warnings();
    }

    /** When it ended. */
    long endNs() {
        return endNs;
    }

    /** How long requests became due. */
    long offeredForNs() {
        return offeredForNs;
    }

    private void offerDue(long nowNs) {
        long sinceStartNs = nowNs - startNs;
        while (!isDone() && headOffsetNs <= sinceStartNs && headOffsetNs < plan.durationNs()) {
            Connection idle = pool.idle();
            if (idle != null) {
                if (isUsable(idle)) {
                    send(idle);
                }
                continue;
            }
            pool.open(nowNs);
            if (pool.idle() == null) {
                if (pool.anyOpenOrOpening()) {
                    return; // it waits, and its latency grows
                }
                refuse(nowNs);
            }
        }
    }

    /** Looks whether the server has closed an idle connection; sending on it would lose a request that nobody has refused. */
    private boolean isUsable(Connection idle) {
        int read = wire.read(idle.slot, input);
        if (read == 0) {
            return true;
        }
        if (read > 0) {
            measures.read(read);
            if (idle.sinceNs == idle.openedNs) {
                measures.spokeFirst += idle.spokeFirst ? 0 : 1;
                idle.spokeFirst = true; // told with the request that goes out on it, however early its words came
                return true;
            }
            measures.unsolicited++;
        } else {
            measures.idleCloses++;
        }
        pool.lost(idle, clock.nanoTime());
        return false;
    }

    private void send(Connection connection) {
        ByteBuffer request = source.next();
        int operation = names.idOf(request);
        if (source.stopRequested()) {
            settle(operation, Outcome.NOT_SENT, clock.nanoTime());
            cut(clock.nanoTime(), End.SCRIPT);
            return;
        }
        connection.operation = operation;
        connection.intendedOffsetNs = headOffsetNs;
        connection.parser.begin(RequestMethod.isHead(request));
        long intendedNs = startNs + headOffsetNs;
        long waitedNs = Math.max(0, connection.sinceNs - intendedNs);
        long sentNs = clock.nanoTime();
        connection.waitedNs = waitedNs;
        connection.lagNs = Math.max(0, sentNs - intendedNs - waitedNs);
        measures.sent(connection.lagNs, waitedNs);
        pool.occupy(connection, sentNs);
        measures.offered();
        headOffsetNs = plan.schedule().nextOffsetNs();
        write(connection, request);
        if (connection.spokeFirst && connection.state == Connection.State.BUSY) {
            conclude(connection, Outcome.MALFORMED, false, clock.nanoTime()); // what came is no answer to it
        }
    }

    private void write(Connection connection, ByteBuffer request) {
        int written = wire.write(connection.slot, request);
        if (written == Wire.BROKEN) {
            receive(connection); // the server may have answered before it closed
            if (connection.state == Connection.State.BUSY) {
                conclude(connection, Outcome.RESET, false, clock.nanoTime());
            }
        } else if (request.hasRemaining()) {
            if (connection.unsent == null) { // the first piece of it
                connection.keepUnsent(request);
                wire.wantWrite(connection.slot, true);
            }
        } else if (connection.unsent != null) {
            connection.unsent = null;
            wire.wantWrite(connection.slot, false);
        }
    }

    private void receive(Connection connection) {
        ResponseParser parser = connection.parser;
        for (int reads = 0; reads < MOST_READS; reads++) {
            int read = wire.read(connection.slot, input);
            if (read == 0) {
                return;
            }
            long nowNs = clock.nanoTime();
            if (read < 0) {
                if (read == Wire.END) {
                    parser.endOfStream();
                }
                boolean complete = parser.state() == ResponseParser.State.COMPLETE;
                if (complete) {
                    answered(connection, false, nowNs);
                } else {
                    conclude(connection, Outcome.RESET, false, nowNs);
                }
                return;
            }
            measures.read(read);
            int used = parser.take(input, 0, read);
            switch (parser.state()) {
                case COMPLETE -> {
                    boolean surplus = used < read;
                    measures.unsolicited += surplus ? 1 : 0;
                    answered(connection, parser.keepAlive() && !surplus && connection.unsent == null, nowNs);
                    return;
                }
                case MALFORMED -> {
                    conclude(connection, Outcome.MALFORMED, false, nowNs);
                    return;
                }
                case RECEIVING -> {
                    if (read < input.length) {
                        return;
                    }
                }
            }
        }
    }

    private void answered(Connection connection, boolean reusable, long nowNs) {
        int status = connection.parser.status();
        Outcome outcome = Outcome.ofStatus(status);
        boolean good = outcome != Outcome.MALFORMED;
        if (good) {
            measures.answered(status, nowNs - connection.sinceNs);
            pool.answered();
        }
        conclude(connection, outcome, reusable && good, nowNs);
        if (good && wantsAnswers) {
            ReceivedAnswer answer = connection.parser.answer();
            measures.cutBodies += connection.parser.isBodyCut() ? 1 : 0;
            source.answered(answer);
            if (source.stopRequested()) {
                cut(clock.nanoTime(), End.SCRIPT);
            }
        }
    }

    private void expire(long nowNs) {
        Connection oldest = pool.oldestBusy();
        while (oldest != null && nowNs - oldest.sinceNs >= plan.timeoutNs()) {
            receive(oldest); // if the generator was away, the answer may be there, and in time
            if (oldest.state == Connection.State.BUSY) {
                conclude(oldest, Outcome.TIMEOUT, false, nowNs);
            }
            oldest = pool.oldestBusy();
        }
        pool.expireConnecting(nowNs, plan.timeoutNs());
    }

    /** The outcome of a request that was sent. */
    private void conclude(Connection connection, Outcome outcome, boolean reusable, long nowNs) {
        long offsetNs = connection.intendedOffsetNs;
        boolean answered = outcome.group() == Outcome.Group.ANSWERED;
        measures.finished(
                connection.operation,
                outcome,
                offsetNs,
                nowNs - startNs - offsetNs,
                answered ? connection.parser.status() : FinishedRequests.NO_STATUS,
                connection.waitedNs,
                connection.lagNs);
        pool.release(connection, reusable, nowNs);
    }

    /** The request whose turn it is fails, because there is no connection and none may be opened. */
    private void refuse(long nowNs) {
        int operation = names.idOf(source.next());
        if (source.stopRequested()) {
            settle(operation, Outcome.NOT_SENT, nowNs);
            cut(nowNs, End.SCRIPT);
        } else {
            settle(operation, Outcome.CONNECT, nowNs);
        }
    }

    /** The outcome of the request at the head of the queue, which is not sent. */
    private void settle(int operation, Outcome outcome, long nowNs) {
        measures.offered();
        measures.finishedUnsent(operation, outcome, headOffsetNs, nowNs - startNs - headOffsetNs);
        headOffsetNs = plan.schedule().nextOffsetNs();
    }

    private void finish(long nowNs, End reason) {
        pool.closeUnused();
        end = reason;
        endNs = nowNs;
        offeredForNs = begun ? Math.min(plan.durationNs(), Math.max(0, nowNs - startNs)) : 0;
        if (offeredForNs > 0) {
            measures.lastSample(nowNs - startNs);
        }
        measures.checkAccounts();
        measures.handOver();
    }

    private void sample(long nowNs) {
        measures.sample(nowNs - lastSampleNs, nowNs - startNs);
        measures.handOver();
        lastSampleNs = nowNs;
        nextSampleNs += SAMPLE_NS * ((nowNs - nextSampleNs) / SAMPLE_NS + 1);
    }

    private void noteStall(long nowNs) {
        long askedNs = Math.max(0, wakeNs - lastTurnNs);
        long awayNs = nowNs - lastTurnNs - askedNs;
        if (awayNs > 0) {
            measures.stalled(awayNs);
        }
    }

    /**
     * Notes that the thread waited for something to do.
     *
     * @param fromNs when it began to wait
     * @param toNs when something was there to do; what is beyond the time that it had asked for does not count
     */
    void waited(long fromNs, long toNs) {
        long untilNs = earlier(toNs, wakeNs);
        if (untilNs - fromNs > 0) {
            measures.idle(untilNs - fromNs);
        }
    }

    private long nextTurnNs(long nowNs) {
        long turnNs = nextSampleNs;
        Connection oldest = pool.oldestBusy();
        if (oldest != null) {
            turnNs = earlier(turnNs, oldest.sinceNs + plan.timeoutNs());
        }
        long durationEndNs = startNs + plan.durationNs();
        if (nowNs - durationEndNs < 0) {
            turnNs = earlier(turnNs, durationEndNs);
        } else {
            turnNs = earlier(turnNs, durationEndNs + plan.timeoutNs());
        }
        awaitsStart = false;
        if (headOffsetNs < plan.durationNs()) {
            long dueNs = startNs + headOffsetNs;
            awaitsStart = dueNs - nowNs > 0;
            if (awaitsStart) {
                turnNs = earlier(turnNs, dueNs);
            }
            turnNs = earlier(turnNs, pool.nextWorkNs(plan.timeoutNs(), turnNs));
        }
        return turnNs;
    }

    private static long earlier(long oneNs, long otherNs) {
        return oneNs - otherNs < 0 ? oneNs : otherNs;
    }
}
