// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The numbers that a report has to agree with, taken from what a server received. Immutable. */
public final class ServerCounts {
    private final List<ReceivedRequest> requests;

    /** Counts these requests: those of a log, or some of them. */
    public ServerCounts(List<ReceivedRequest> requests) {
        this.requests = List.copyOf(requests);
    }

    /** All complete requests. */
    public long received() {
        return requests.size();
    }

    /** Complete requests of one operation: {@code GET /hotels}. */
    public long received(String operation) {
        return byOperation().getOrDefault(operation, 0L);
    }

    /** Complete requests per operation, which is method and path without query. */
    public Map<String, Long> byOperation() {
        return count(ReceivedRequest::operation);
    }

    /** Complete requests per what was done about them; what was never done has no entry. */
    public Map<Deed, Long> byDeed() {
        return count(ReceivedRequest::deed);
    }

    /** Requests about which this was done. */
    public long did(Deed deed) {
        return byDeed().getOrDefault(deed, 0L);
    }

    /** Requests that were answered completely, with any status. */
    public long answered() {
        return did(Deed.ANSWERED);
    }

    /** Requests that were answered completely with this status. */
    public long answered(int status) {
        return requests.stream()
                .filter(request -> request.deed() == Deed.ANSWERED && request.status() == status)
                .count();
    }

    /** Requests whose connection the server reset before an answer was complete. */
    public long resets() {
        return did(Deed.RESET);
    }

    /** The ids that came more than once, whatever became of them; requests without an id are left out. */
    public Set<String> duplicates() {
        var seen = new HashSet<String>();
        var duplicates = new TreeSet<String>();
        for (ReceivedRequest request : requests) {
            if (!request.id().isEmpty() && !seen.add(request.id())) {
                duplicates.add(request.id());
            }
        }
        return duplicates;
    }

    /** The ids from {@code first} to {@code last} that never came. */
    public List<Long> missing(long first, long last) {
        Set<String> seen = requests.stream().map(ReceivedRequest::id).collect(Collectors.toSet());
        return LongStream.rangeClosed(first, last)
                .filter(id -> !seen.contains(Long.toString(id)))
                .boxed()
                .toList();
    }

    private <K> Map<K, Long> count(Function<ReceivedRequest, K> key) {
        return requests.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.counting()));
    }
}
