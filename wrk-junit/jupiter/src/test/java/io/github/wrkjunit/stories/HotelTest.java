// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.jupiter.WithWorkload;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.spec.Attribute;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Defaults on the class, refined attribute by attribute. */
@WithWorkload(url = "http://localhost:5000", script = "stories/mixed.lua", connections = 20, duration = "10s")
class HotelTest {

    @Test
    @WithWorkload(rate = 100)
    void normal(WorkloadReport report) {
        assertThat(report.spec().rate()).isEqualTo(100);
        assertThat(report.spec().connections()).isEqualTo(20);
        assertThat(report.spec().script()).contains("stories/mixed.lua");
        assertThat(report.spec().origin(Attribute.SCRIPT).place()).isEqualTo("@WithWorkload on HotelTest");
    }

    @Test
    @WithWorkload(rate = 1000, threads = 4)
    void peak(WorkloadReport report) {
        assertThat(report.spec().threads()).isEqualTo(4);
        assertThat(report.counts().offered()).hasValue(10_000);
    }

    @Nested
    class Read {
        @Test
        @WithWorkload(rate = 200, script = "stories/read-heavy.lua")
        void reads(WorkloadReport report) {
            assertThat(report.spec().script()).contains("stories/read-heavy.lua");
            assertThat(report.spec().connections()).isEqualTo(20);
            assertThat(report.spec().origin(Attribute.RATE).place())
                    .isEqualTo("@WithWorkload on HotelTest.Read.reads()");
        }
    }
}
