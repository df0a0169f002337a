// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers, arguments and histograms against what the C program printed for the same input. */
class WrkFormatTest {

    static Stream<String> numbers() {
        return TestData.lines("/format/format-units.tsv").stream();
    }

    static Stream<String> arguments() {
        return TestData.lines("/format/scan-units.tsv").stream();
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void prints_a_number_as_the_c_program(String line) {
        String[] fields = line.split("\t");
        double value = fields[1].contains("nan")
                ? Double.NaN
                : fields[1].contains("inf") ? Double.POSITIVE_INFINITY : new BigDecimal(fields[1]).doubleValue();
        String printed =
                switch (fields[0]) {
                    case "time_us" -> WrkNumbers.timeUs(value);
                    case "time_s" -> WrkNumbers.durationS(value);
                    case "metric" -> WrkNumbers.metric(value);
                    default -> WrkNumbers.binary(value);
                };

        List<String> columns = new ArrayList<>(List.of(printed));
        if (fields.length > 3) {
            columns.add("[" + WrkNumbers.column(printed, 8) + "]");
            columns.add("[" + WrkNumbers.column(printed, 10) + "]");
        }

        List<String> expected = new ArrayList<>(List.of(fields).subList(2, fields.length));
        if (fields[1].equals("nan")) { // our NaN is the one that 0/0 gives on x86
            expected.replaceAll(text -> text.replace(" nan", "-nan").replaceFirst("^nan", "-nan"));
        }
        assertThat(columns).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("arguments")
    void reads_an_argument_as_the_c_program(String line) {
        String[] fields = line.split("\t");

        assertThat(told("metric", WrkArguments.metric(fields[0]))).isEqualTo(fields[1]);
        assertThat(told("time", WrkArguments.time(fields[0]))).isEqualTo(fields[2]);
    }

    @ParameterizedTest
    @CsvSource({
        "-18446744073709551615, 1",
        "-99999999999999999999, 18446744073709551615",
        "1000000000000000000000k, 18446744073709550616",
        "5 k x, 5000"
    })
    void an_argument_out_of_range_wraps_as_in_the_c_program(String text, String bits) {
        assertThat(WrkArguments.metric(text)).hasValue(Long.parseUnsignedLong(bits));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0to9", "empty", "lognormal", "one", "same4", "wide"})
    void prints_a_histogram_as_the_c_program(String name) {
        Histogram histogram = WrkStatistics.newHistogram();
        TestData.lines("/format/hdr-" + name + ".in").stream()
                .filter(value -> !value.isBlank())
                .forEach(value -> histogram.recordValue(Long.parseLong(value.trim())));
        WrkTextWriter dsb = new WrkTextWriter(WrkTextWriter.Dialect.DSB);
        WrkTextWriter giltene = new WrkTextWriter(WrkTextWriter.Dialect.GILTENE);

        List<String> printed = new ArrayList<>();
        for (WrkTextWriter writer : List.of(dsb, giltene)) {
            printed.addAll(writer.threadStatistics(histogram, histogram).subList(0, 2));
        }
        printed.addAll(dsb.distribution("Recorded Latency", histogram));

        List<String> expected = TestData.lines("/format/hdr-" + name + ".out");
        assertThat(printed).isEqualTo(expected.subList(0, expected.size() - 1)); // the last line is of the test program
    }

    private static String told(String kind, OptionalLong value) {
        return kind + (value.isPresent() ? " ok " + Long.toUnsignedString(value.getAsLong()) : " ERR 0");
    }
}
