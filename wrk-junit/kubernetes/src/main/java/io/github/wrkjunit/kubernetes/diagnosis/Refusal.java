// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.Status;
import io.github.wrkjunit.spec.HiddenValues;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Why the API server has refused a call, in one message with the way out. Tokens are in no answer of it, and in none of these. Stateless. */
public final class Refusal {

    private static final Pattern NO_RIGHT = Pattern.compile(
            "(?s).*User \"([^\"]*)\" cannot (\\S+) resource \"([^\"]*)\" in API group \"([^\"]*)\" (?:in the namespace \"([^\"]*)\"|at the cluster scope).*");
    private static final Pattern QUOTA = Pattern.compile("(?s).* is forbidden: ((?:exceeded|failed) quota: .*)");

    /** What the API server says of a call holds nothing that the load has printed. */
    private static final Quote QUOTE = new Quote(HiddenValues.NONE);

    private Refusal() {}

    /**
     * The message, such as {@code The cluster refused to create Job wrk2-7f3a in namespace load: ...}.
     *
     * @param attempt what was tried, such as {@code create Job wrk2-7f3a in namespace load}
     * @param code the HTTP status; 0 if there was no answer
     * @param status what the server said; null if it gave no such object
     */
    public static String message(String attempt, int code, @Nullable Status status) {
        requireNonNull(attempt, "attempt");
        String words = Optional.ofNullable(status).map(Status::getMessage).orElse("");
        Cause cause = cause(code, words);
        return "The cluster " + (code == 0 ? "did not answer when asked to " : "refused to ") + attempt
                + (code == 0 ? ": " : " (" + code + "): ") + cause.what() + " " + cause.wayOut();
    }

    private static Cause cause(int code, String words) {
        return switch (code) {
            case 0 ->
                new Cause(
                        words.isEmpty() ? "there was no answer." : QUOTE.sentence(words),
                        "Is the API server of the kubeconfig's context up, and reachable from here?");
            case 400 ->
                new Cause(
                        QUOTE.sentence(words), "Correct what it names, in the settings or in the template of the Job.");
            case 401 ->
                new Cause(
                        "it does not accept the credentials of the kubeconfig.",
                        "Log in again, or set another kubeconfig or context.");
            case 403 -> forbidden(words);
            case 404 ->
                new Cause(
                        QUOTE.sentence(words),
                        words.startsWith("namespaces ")
                                ? "Create the namespace, or set wrk.kubernetes.namespace to one that exists."
                                : "It was deleted by somebody else, or the cluster does not know this kind of object.");
            case 409 ->
                new Cause(
                        QUOTE.sentence(words),
                        words.contains("being deleted")
                                ? "Wait until it is gone, or use another name."
                                : "Delete it if nobody needs it, or use another name.");
            case 413 ->
                new Cause(QUOTE.sentence(words), "Make scripts and companions smaller, or put them into an image.");
            case 422 -> invalid(words);
            case 429, 500, 502, 503, 504 ->
                new Cause(
                        words.isEmpty() ? "it is overloaded or starting." : QUOTE.sentence(words),
                        "Run the test again; if it stays so, look at the API server.");
            default ->
                new Cause(
                        words.isEmpty() ? "it gave no reason." : QUOTE.sentence(words),
                        "Is it an API server that answers there? Look at the server of the kubeconfig's context.");
        };
    }

    private static Cause forbidden(String words) {
        Matcher right = NO_RIGHT.matcher(words);
        if (right.matches()) {
            String resource = right.group(3) + (right.group(4).isEmpty() ? "" : "." + right.group(4));
            String where = right.group(5) == null ? "in the whole cluster" : "in namespace " + right.group(5);
            return new Cause(
                    "user " + right.group(1) + " may not " + right.group(2) + " " + resource + " " + where + ".",
                    "Ask whoever may for a Role with it; the Role that is enough for a whole run is role.yaml in the jar of"
                            + " wrk-kubernetes.");
        }
        Matcher quota = QUOTA.matcher(words);
        return quota.matches()
                ? new Cause(
                        QUOTE.sentence(quota.group(1)),
                        "Delete what is no longer needed, raise the quota, or set wrk.kubernetes.namespace to another namespace.")
                : new Cause(QUOTE.sentence(words), "Ask whoever runs the cluster, or use another namespace.");
    }

    private static Cause invalid(String words) {
        if (words.contains("Too long")) {
            return new Cause(
                    QUOTE.sentence(words),
                    "A ConfigMap holds one MiB: make scripts and companions smaller, or put them into an image.");
        }
        return new Cause(
                QUOTE.sentence(words),
                "Correct the value that it names, in the settings or in the template of the Job.");
    }
}
