// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import io.fabric8.kubernetes.api.model.Event;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Why a Job has no pod: the API server refuses to create it, which only the Job's events tell. Stateless. */
final class CreationCause {

    /** The controller tries again after a second: by then a refusal has come twice. */
    private static final int LASTING_TRIES = 2;

    /** What is no verdict, such as a webhook that does not answer, may heal at the third try. */
    private static final Duration LONGER_OTHERWISE = Duration.ofMillis(500);

    /** A quota on how many pods there are, and not on what they ask for. */
    private static final Pattern COUNTED = Pattern.compile("requested: (?:count/)?pods=");

    private static final String BEGIN = "Error creating: ";
    private static final String FORBIDDEN = " is forbidden: ";

    private CreationCause() {}

    static Optional<Cause> of(WatchedContainer seen) {
        List<Event> failed = seen.events("Job", "FailedCreate");
        if (failed.isEmpty()) {
            return Optional.empty();
        }
        String message = String.valueOf(failed.get(failed.size() - 1).getMessage());
        boolean judged = message.contains(FORBIDDEN)
                || message.contains("denied the request")
                || message.contains(" is invalid: ");
        Duration limit = seen.load().scheduleLimit().orElse(LoadContainer.REFUSAL_LIMIT);
        boolean asked = limit.compareTo(LoadContainer.REFUSAL_LIMIT) > 0; // to wait for room, tries or not
        boolean again = judged && !asked && EventLines.times(failed) >= LASTING_TRIES;
        Duration lasting = judged ? limit : limit.plus(LONGER_OTHERWISE);
        boolean lasts = again || seen.view().unplaced().compareTo(lasting) >= 0;
        return lasts ? Optional.of(cause(seen, message)) : Optional.empty();
    }

    private static Cause cause(WatchedContainer seen, String message) {
        int forbidden = message.indexOf(FORBIDDEN);
        String words = forbidden >= 0
                ? message.substring(forbidden + FORBIDDEN.length())
                : message.startsWith(BEGIN) ? message.substring(BEGIN.length()) : message;
        return new Cause("gets no pod: " + seen.quote().sentence(words), wayOut(words));
    }

    private static String wayOut(String words) {
        if (words.startsWith("violates PodSecurity")) {
            return "Set what is named here in wrk.kubernetes.security.pod and wrk.kubernetes.security.container, or leave both to the"
                    + " library: its own meet the standard \"restricted\".";
        }
        if (words.startsWith("exceeded quota") && COUNTED.matcher(words).find()) {
            return "Delete what is no longer needed in this namespace, raise the quota, or set wrk.kubernetes.namespace to another"
                    + " namespace.";
        }
        if (words.startsWith("exceeded quota")) {
            return "Ask for less in wrk.kubernetes.requests and wrk.kubernetes.limits, make room in the quota, or set"
                    + " wrk.kubernetes.namespace to another namespace.";
        }
        if (words.startsWith("failed quota")) {
            return "Set them in wrk.kubernetes.requests and wrk.kubernetes.limits: the quota of this namespace demands them.";
        }
        if (words.startsWith("maximum ") || words.startsWith("minimum ")) {
            return "Set wrk.kubernetes.requests and wrk.kubernetes.limits within the LimitRange of this namespace.";
        }
        if (words.contains("service account")) {
            return "Create the service account, or set wrk.kubernetes.service.account to another one.";
        }
        return "Correct what the cluster names, in the settings or in the template of the Job.";
    }
}
