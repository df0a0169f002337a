// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The operations of a whole run, numbered anew because each thread numbers its own. One thread at a time. */
final class OperationTable {

    /** The operations that are told apart, and the two names for those that are not. */
    static final int MOST = OperationNames.MOST + 2;

    private final List<String> names = new ArrayList<>(List.of(OperationNames.OTHER, OperationNames.NOT_DRAWN));
    private final Map<String, Integer> numbers = new HashMap<>();

    OperationTable() {
        numbers.put(OperationNames.OTHER, 0);
        numbers.put(OperationNames.NOT_DRAWN, 1);
    }

    int numberOf(String name) {
        Integer known = numbers.get(name);
        if (known != null) {
            return known;
        }
        if (names.size() == MOST) {
            return OperationNames.OTHER_ID;
        }
        names.add(name);
        numbers.put(name, names.size() - 1);
        return names.size() - 1;
    }

    String name(int number) {
        return names.get(number);
    }
}
