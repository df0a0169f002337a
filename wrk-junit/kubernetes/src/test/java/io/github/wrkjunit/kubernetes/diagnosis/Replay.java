// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.wrkjunit.kubernetes.diagnosis.JobState.Ended;
import io.github.wrkjunit.kubernetes.diagnosis.JobState.Failed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A recorded stream, told step by step to the diagnosis, which is asked for the state at each; the recorded times are the clock. */
final class Replay {

    static final LoadContainer CONTAINER = ViewBuilder.load();

    static final FailurePlace PLACE = new FailurePlace(
            "wrk-truth",
            "wrk2-job",
            List.of("--context", "kind-dev"),
            "wrk -D exp -t 2 -c 2 -d 10s -L http://frontend:5000 -R 100");

    /** Some causes are known by lasting only: the state is asked for while nothing happens, too. */
    private static final double TICK_MS = 250;

    private static final double LAST_TICKS_MS = 20_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> records;
    private final List<Step> steps = new ArrayList<>();

    /** A moment, what was known then, and what that says. */
    record Step(double atMs, JobView view) {

        JobState state() {
            return JobState.of(view, CONTAINER);
        }

        /** Whether the wait is over. */
        boolean isOver() {
            JobState state = state();
            return state instanceof Failed || state instanceof Ended;
        }
    }

    private Replay(List<JsonNode> records) {
        this.records = records;
    }

    /** The stream of this name, seen from its first pod. */
    static Replay of(String name) {
        return of(name, null);
    }

    /** The stream of this name, seen from the pod whose name begins so. */
    static Replay of(String name, @Nullable String podPrefix) {
        Replay replay =
                new Replay(text(name + ".jsonl").lines().map(Replay::json).toList());
        replay.run(new RecordedView(name, podPrefix));
        return replay;
    }

    /** A recorded file as text. */
    static String text(String file) {
        try {
            return Files.readString(folder().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean has(String file) {
        return Files.exists(folder().resolve(file));
    }

    static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path folder() {
        URL folder = Replay.class.getResource("/recorded");
        if (folder == null) {
            throw new IllegalStateException("src/test/resources/recorded is not on the class path");
        }
        try {
            return Path.of(folder.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    List<Step> steps() {
        return steps;
    }

    /** The first moment at which nobody has to wait any more. */
    Step end() {
        return steps.stream()
                .filter(Step::isOver)
                .findFirst()
                .orElseThrow(() -> new AssertionError("the wait is never over"));
    }

    /** What is told of the failure: at once if there will be no log to wait for, else when the log has ended as well. */
    Optional<JobFailure> failure() {
        Step end = end();
        if (end.state() instanceof Failed failed) {
            return Optional.of(failed.failure());
        }
        List<Step> after = steps.subList(steps.indexOf(end), steps.size());
        Step told = after.stream()
                .filter(step -> step.view().log().ended())
                .findFirst()
                .orElse(after.get(after.size() - 1));
        return told.state() instanceof Ended ended ? ended.failure() : Optional.empty();
    }

    String message() {
        return failure()
                .orElseThrow(() -> new AssertionError("there is no failure"))
                .message(PLACE);
    }

    /** The first moment at which a text is in the stream. */
    double firstMs(String text) {
        return records.stream()
                .filter(told -> !told.get("source").asText().equals("poll-job"))
                .filter(told -> told.toString().contains(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("\"" + text + "\" is not in the stream"))
                .get("ms")
                .asDouble();
    }

    private void run(RecordedView view) {
        double nowMs = 0;
        for (JsonNode told : records) {
            double atMs = told.get("ms").asDouble();
            for (nowMs += TICK_MS; nowMs < atMs; nowMs += TICK_MS) {
                step(view, nowMs);
            }
            nowMs = atMs;
            view.take(told);
            step(view, nowMs);
        }
        for (double lastMs = nowMs + LAST_TICKS_MS; nowMs < lastMs; nowMs += TICK_MS) {
            step(view, nowMs);
        }
    }

    private void step(RecordedView recorded, double nowMs) {
        steps.add(new Step(nowMs, recorded.at(Duration.ofNanos((long) (nowMs * 1_000_000)))));
    }
}
