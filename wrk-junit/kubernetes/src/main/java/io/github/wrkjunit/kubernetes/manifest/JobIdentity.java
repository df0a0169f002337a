// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Who a Job is: where it lives, what it is called, and what it is found by. Everything that belongs to the Job carries the
 * same labels. Immutable.
 *
 * @param namespace the namespace, an RFC 1123 label
 * @param name the Job's name and the beginning of its ConfigMaps', an RFC 1123 label of up to 52 characters
 * @param labels the labels of all objects and of the pod
 * @param annotations the annotations of the Job and of the pod
 */
public record JobIdentity(String namespace, String name, Map<String, String> labels, Map<String, String> annotations) {

    /** The label that all objects of this library carry, with the value {@link #MANAGER}. */
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    /** The value of {@link #MANAGED_BY}. */
    public static final String MANAGER = "wrk-junit";

    /** The label of the run: all loads and workers of one test invocation have the same. */
    public static final String RUN = "wrk-junit.github.io/run";

    /** The label of the test, made fit for a label; the annotation of the same name holds it whole. */
    public static final String TEST = "wrk-junit.github.io/test";

    /** The label of the load's name. */
    public static final String LOAD = "wrk-junit.github.io/load";

    /** The label of the worker's number, from 0. */
    public static final String WORKER = "wrk-junit.github.io/worker";

    /** The label of the user whose test it is; of other users a reaper deletes only what would stay for ever. */
    public static final String USER = "wrk-junit.github.io/user";

    /** The longest name of a Job whose pods' names are not cut: 63 characters less a hyphen, five random ones and a reserve. */
    private static final int LONGEST_NAME = 52;

    private static final int LONGEST_LABEL = 63;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789"; // as Kubernetes: nothing that reads as a word
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Checks the names, which would otherwise be refused by the cluster. */
    public JobIdentity {
        checkName("namespace", namespace, LONGEST_LABEL);
        checkName("name", name, LONGEST_NAME);
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(requireNonNull(labels, "labels")));
        annotations = Collections.unmodifiableMap(new LinkedHashMap<>(requireNonNull(annotations, "annotations")));
    }

    /**
     * An identity with a name of its own, {@code wrk2-} and eight random characters.
     *
     * @param namespace the namespace
     * @param run the id of the run
     * @param test the test, such as {@code CheckoutTest.p99()}; empty for a load without a test
     * @param user the user whose test it is
     * @param load the load's name
     * @param worker the worker's number, from 0
     */
    public static JobIdentity of(String namespace, String run, String test, String user, String load, int worker) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(MANAGED_BY, MANAGER);
        labels.put(RUN, labelValue(run));
        labels.put(TEST, labelValue(test));
        labels.put(LOAD, labelValue(load));
        labels.put(WORKER, Integer.toString(worker));
        labels.put(USER, labelValue(user));
        labels.values().removeIf(String::isEmpty);
        return new JobIdentity(namespace, randomName(), labels, test.isEmpty() ? Map.of() : Map.of(TEST, test));
    }

    /** A name that no other Job has: {@code wrk2-} and eight random characters. */
    public static String randomName() {
        StringBuilder name = new StringBuilder("wrk2-");
        for (int i = 0; i < 8; i++) {
            name.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return name.toString();
    }

    /**
     * The text as a label's value: letters, digits, dots, underscores and hyphens, up to 63 characters. A text that had to be
     * changed ends in eight digits of its SHA-256, so that unlike texts stay unlike; an empty one stays empty.
     */
    public static String labelValue(String text) {
        String fit = text.replaceAll("[^A-Za-z0-9_.-]+", "-").replaceAll("^[^A-Za-z0-9]+|[^A-Za-z0-9]+$", "");
        if (fit.equals(text) && fit.length() <= LONGEST_LABEL) {
            return fit;
        }
        String digest = digest(text);
        String begin = fit.substring(0, Math.min(fit.length(), LONGEST_LABEL - digest.length() - 1))
                .replaceAll("[^A-Za-z0-9]+$", "");
        return begin.isEmpty() ? digest : begin + "-" + digest;
    }

    /** Eight digits of the text's SHA-256. */
    static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void checkName(String what, String name, int longest) {
        requireNonNull(name, what);
        if (name.length() > longest || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(what + " \"" + name
                    + "\" cannot be used in a cluster. Use up to " + longest
                    + " lower-case letters, digits and hyphens, a letter or digit first and last.");
        }
    }
}
