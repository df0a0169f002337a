// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.lua;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What the states of one script share: addresses, seeds, and the way from the main state to the threads' states. The main
 * state runs only before the threads start and after they have ended; {@link #stop} is all that a running thread calls,
 * besides lookups, which are guarded.
 */
final class ScriptStates {
    private final ScriptEnvironment environment;
    private final List<ScriptThread> threads = new CopyOnWriteArrayList<>();
    private final List<InetSocketAddress> addresses = new ArrayList<>();
    private final Set<String> warnings = Collections.synchronizedSet(new LinkedHashSet<>());
    private final int[] chosen;
    private final boolean[] byScript;
    private List<ScriptStatistics> statistics = List.of();

    ScriptStates(ScriptEnvironment environment) {
        this.environment = environment;
        this.chosen = new int[environment.threads()];
        this.byScript = new boolean[environment.threads()];
        Arrays.fill(chosen, -1);
    }

    List<ScriptThread> threads() {
        return threads;
    }

    void statistics(ScriptStatistics latency, ScriptStatistics requests) {
        statistics = List.of(latency, requests);
    }

    double statistic(int which, String key, double argument) {
        return statistics.get(which).read(key, argument);
    }

    double seed(int thread, int draw) {
        return environment.seed().of(thread + 1, draw);
    }

    void warn(String sentence) {
        warnings.add(sentence);
    }

    List<String> warnings() {
        synchronized (warnings) {
            return List.copyOf(warnings);
        }
    }

    List<InetSocketAddress> lookup(String host, String service) throws UnknownHostException {
        return environment.addresses().lookup(host, service);
    }

    synchronized int number(InetSocketAddress address) {
        int known = addresses.indexOf(address);
        if (known >= 0) {
            return known;
        }
        addresses.add(address);
        return addresses.size() - 1;
    }

    boolean connect(int address) {
        return environment.addresses().connect(address(address));
    }

    String addressText(int address) {
        InetSocketAddress known = address(address);
        String host = known.getAddress() == null
                ? known.getHostString()
                : known.getAddress().getHostAddress();
        return host + ":" + known.getPort();
    }

    private synchronized InetSocketAddress address(int address) {
        return addresses.get(address);
    }

    synchronized int addressOf(int thread) {
        return chosen[thread];
    }

    synchronized void setAddress(int thread, int address, boolean script) {
        chosen[thread] = address;
        byScript[thread] |= script;
    }

    synchronized Optional<InetSocketAddress> chosenAddress(int thread) {
        return byScript[thread] ? Optional.of(addresses.get(chosen[thread])) : Optional.empty();
    }

    byte[] get(int thread, byte[] name) {
        return threads.get(thread).get(name);
    }

    void set(int thread, byte[] name, byte[] value) {
        threads.get(thread).set(name, value);
    }

    void stop(int thread) {
        threads.get(thread).stop();
    }
}
