// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.runtime.PreparedWorkloads;
import io.github.wrkjunit.runtime.WorkloadRunner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The loads of a test, checked and ready to start. Immutable.
 *
 * @param names the names of the loads whose reports the test has, in order
 * @param shared the runs that the test shares with others
 * @param sharedLoads those of them that have not run yet
 * @param own the loads of this test alone
 * @param runner the runner of a test that drives
 */
record PreparedTest(
        List<String> names,
        List<SharedLoads> shared,
        Map<SharedLoads, PreparedWorkloads> sharedLoads,
        Optional<PreparedWorkloads> own,
        Optional<WorkloadRunner> runner) {

    /** Runs what is to be run for the test at this place, and gives the test its reports; each report of its own is told. */
    void run(String place, TestLoads running, Consumer<WorkloadReport> told) {
        Map<String, WorkloadReport> reports = new LinkedHashMap<>();
        shared.forEach(group -> reports.putAll(group.run(sharedLoads.get(group), place)));
        own.ifPresent(loads -> {
            Map<String, WorkloadReport> ofTest = loads.start().await();
            ofTest.values().forEach(told);
            reports.putAll(ofTest);
        });
        Map<String, WorkloadReport> inOrder = new LinkedHashMap<>();
        for (String name : names) {
            WorkloadReport report = reports.get(name);
            if (report == null) {
                throw new IllegalStateException("no report of load \"" + name + "\" among " + reports.keySet());
            }
            inOrder.put(name, report);
        }
        running.reports(inOrder);
        runner.ifPresent(running::runner);
    }
}
