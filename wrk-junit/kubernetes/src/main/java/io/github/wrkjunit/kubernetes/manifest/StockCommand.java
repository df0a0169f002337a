// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import io.github.wrkjunit.runtime.Shell;
import io.github.wrkjunit.runtime.WorkShare;
import io.github.wrkjunit.spec.Redaction;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The command line of DeathStarBench's wrk2 (wrk2/SPEC.md a.1) in the order that AIOpsLab's users know. Words are handed to the
 * program as they are, never through a shell. Immutable.
 *
 * @param spec the whole load
 * @param rate this process's whole requests per second
 * @param connections this process's connections
 */
record StockCommand(WorkloadSpec spec, long rate, int connections) {

    /** The program's name in the image. */
    static final String PROGRAM = "wrk";

    static StockCommand ofWorker(WorkloadSpec spec, int worker, int workers) {
        return new StockCommand(
                spec, Math.round(spec.rate() / workers), WorkShare.of(spec.connections(), worker, workers));
    }

    static StockCommand ofLoad(WorkloadSpec spec) {
        return new StockCommand(spec, Math.round(spec.rate()), spec.connections());
    }

    /** The words after the program's name. */
    List<Word> arguments(Optional<String> script, boolean latencyFiles) {
        List<Word> words = new ArrayList<>();
        add(words, "-D", spec.dist().word());
        add(words, "-t", Integer.toString(spec.threads()));
        add(words, "-c", Integer.toString(connections));
        add(words, "-d", spec.duration().toSeconds() + "s");
        add(words, "-T", spec.timeout().toSeconds() + "s");
        add(words, "-L", "-r");
        if (latencyFiles) {
            add(words, "-P");
        }
        spec.headers().forEach((name, value) -> {
            words.add(Word.of("-H"));
            words.add(header(name, value));
        });
        script.ifPresent(path -> add(words, "-s", path));
        words.add(url());
        add(words, "-R", String.format(Locale.ROOT, "%d", rate));
        return words;
    }

    /** The command as a person types it, secrets hidden. */
    String byHand() {
        List<String> words = new ArrayList<>(List.of(PROGRAM));
        arguments(spec.script(), false).forEach(word -> words.add(word.shown()));
        return Shell.join(words);
    }

    /** wrk2 knows the header Host in this spelling only, and sends any other beside its own (wrk2/SPEC.md a.1). */
    private static Word header(String name, String value) {
        String spelled = name.equalsIgnoreCase("host") ? "Host" : name;
        return Redaction.isSecret(name) ? new Word(spelled + ": ", value) : Word.of(spelled + ": " + value);
    }

    /** User information is refused by {@link StockRules}, so that a secret of a URL stands in its query. */
    private Word url() {
        String url = StockRules.url(spec).toString();
        int query = url.indexOf('?') + 1;
        return Redaction.url(url).equals(url) || query == 0
                ? Word.of(url)
                : new Word(url.substring(0, query), url.substring(query));
    }

    private static void add(List<Word> words, String... texts) {
        for (String text : texts) {
            words.add(Word.of(text));
        }
    }
}
