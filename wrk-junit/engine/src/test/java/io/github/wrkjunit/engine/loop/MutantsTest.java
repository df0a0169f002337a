// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The comparison of report and server log finds an engine that resends, drops or miscounts a single request. */
class MutantsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NONE         | ''",
                "RESENDS      | 'sent, received: 100, 101; received twice: 1, 0; SUCCESS, logged: 59, 60; latencies of SUCCESS'",
                "DROPS        | 'sent, received: 100, 99; TIMEOUT, logged: 8, 7; latencies of TIMEOUT'",
                "COUNTS_TWICE | 'offered, due: 101, 100; sent, received: 101, 100; SUCCESS, logged: 60, 59; latencies of SUCCESS'",
                "FORGETS      | 'offered, due: 99, 100; sent, received: 99, 100; SUCCESS, logged: 58, 59; latencies of SUCCESS'",
                "LEAVES_OPEN  | 'Internal error of the engine: 100 requests were due, 99 have an outcome; 100 were sent, 0 were not. Please report this.'",
                "CONFUSES     | 'SUCCESS, logged: 58, 59; latencies of SUCCESS; SERVER_ERROR, logged: 22, 21; latencies of SERVER_ERROR'",
                "STARTS_LATE  | 'latencies of RESET'",
            })
    void one_request_treated_otherwise_is_found(Mutant mutant, String found) throws Exception {
        assertThat(String.join("; ", differences(mutant))).isEqualTo(found);
    }

    private static List<String> differences(Mutant mutant) throws ReflectiveOperationException {
        Constructor<?> comparison =
                new MutantLoader(mutant).loadClass(Comparison.class.getName()).getDeclaredConstructor();
        comparison.setAccessible(true);
        @SuppressWarnings("unchecked") // the loader's Comparison is a Supplier like ours, of the JDK's own types
        Supplier<List<String>> mutated = (Supplier<List<String>>) comparison.newInstance();
        try {
            return mutated.get();
        } catch (IllegalStateException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }
}
