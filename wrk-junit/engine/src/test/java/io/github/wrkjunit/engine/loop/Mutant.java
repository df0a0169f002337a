// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.loop;

import static net.bytebuddy.matcher.ElementMatchers.named;

import io.github.wrkjunit.engine.measure.FinishedRequests;
import io.github.wrkjunit.engine.measure.ThreadMeasures;
import io.github.wrkjunit.report.Outcome;
import java.nio.ByteBuffer;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.Advice.Argument;
import net.bytebuddy.asm.Advice.FieldValue;
import net.bytebuddy.asm.Advice.OnMethodEnter;
import net.bytebuddy.asm.Advice.OnMethodExit;
import net.bytebuddy.asm.Advice.OnNonDefaultValue;

/** Wrong engines: each treats one request otherwise than it should. The code of a nested class is put into the method. */
enum Mutant {
    /** Treats all as it should: the engine as it is. */
    NONE(ThreadLoad.class, "write", Nothing.class),
    /** Sends one request twice. */
    RESENDS(ThreadLoad.class, "write", Resend.class),
    /** Counts one request as sent and does not send it. */
    DROPS(ThreadLoad.class, "write", Skip.class),
    /** Counts one request twice, in all its books. */
    COUNTS_TWICE(ThreadLoad.class, "conclude", CountAgain.class),
    /** Counts one request not at all, in none of its books. */
    FORGETS(ThreadMeasures.class, "finished", Forget.class),
    /** Never gives one request an outcome. */
    LEAVES_OPEN(ThreadMeasures.class, "finished", Skip.class),
    /** Takes one error for a good answer, or the reverse. */
    CONFUSES(ThreadMeasures.class, "finished", Confuse.class),
    /** Counts the latency of one request that has waited from its actual send. */
    STARTS_LATE(ThreadLoad.class, "write", StartLate.class);

    private final Class<?> type;
    private final String method;
    private final Class<?> change;

    Mutant(Class<?> type, String method, Class<?> change) {
        this.type = type;
        this.method = method;
        this.change = change;
    }

    /** The class that is changed. */
    Class<?> type() {
        return type;
    }

    /** What the class file of {@link #type} is changed to. */
    byte[] bytes() {
        return new ByteBuddy()
                .redefine(type)
                .visit(Advice.to(change).on(named(method)))
                .make()
                .getBytes();
    }

    private static final class Nothing {

        @OnMethodEnter
        static void enter() {}
    }

    private static final class Resend {

        @OnMethodExit
        static void exit(
                @FieldValue("wire") Wire wire, @Argument(0) Connection connection, @Argument(1) ByteBuffer request) {
            if (Turn.hasCome()) {
                request.rewind();
                wire.write(connection.slot, request);
            }
        }
    }

    private static final class Skip {

        @OnMethodEnter(skipOn = OnNonDefaultValue.class)
        static boolean enter() {
            return Turn.hasCome();
        }
    }

    private static final class CountAgain {

        @OnMethodExit
        static void exit(
                @FieldValue("measures") ThreadMeasures measures,
                @FieldValue("startNs") long startNs,
                @Argument(0) Connection connection,
                @Argument(1) Outcome outcome,
                @Argument(3) long nowNs) {
            if (Turn.hasCome()) {
                measures.offered();
                measures.sent(0, 0);
                measures.finished(
                        connection.operation,
                        outcome,
                        connection.intendedOffsetNs,
                        nowNs - startNs - connection.intendedOffsetNs,
                        FinishedRequests.NO_STATUS,
                        0,
                        0);
            }
        }
    }

    @SuppressWarnings("UnusedVariable") // they are the fields of the class into which this is put
    private static final class Forget {

        @OnMethodEnter(skipOn = OnNonDefaultValue.class)
        static boolean enter(
                @FieldValue(value = "offered", readOnly = false) long offered,
                @FieldValue(value = "sent", readOnly = false) long sent) {
            boolean forgets = Turn.hasCome();
            if (forgets) {
                offered--;
                sent--;
            }
            return forgets;
        }
    }

    @SuppressWarnings("UnusedVariable") // it is the argument of the method into which this is put
    private static final class Confuse {

        @OnMethodEnter
        static void enter(@Argument(value = 1, readOnly = false) Outcome outcome) {
            if (Turn.hasCome()) {
                outcome = outcome == Outcome.SUCCESS ? Outcome.SERVER_ERROR : Outcome.SUCCESS;
            }
        }
    }

    private static final class StartLate {

        @OnMethodExit
        static void exit(@FieldValue("startNs") long startNs, @Argument(0) Connection connection) {
            long sentOffsetNs = connection.sinceNs - startNs;
            if (sentOffsetNs > connection.intendedOffsetNs && Turn.hasCome()) {
                connection.intendedOffsetNs = sentOffsetNs;
            }
        }
    }
}
