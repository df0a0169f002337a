// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import io.github.wrkjunit.report.VerdictArguments;
import io.github.wrkjunit.spec.Durations;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that an {@link Slo @Slo} demands. Immutable.
 *
 * @param place where the annotation stands
 * @param workload the load's name; empty for each load
 * @param operation the operation; empty for all requests
 * @param demand what must hold of them
 */
record Objective(String place, String workload, String operation, Demand demand) {

    private static final Pattern PER_CENT = Pattern.compile("\\s*(\\d{1,3}(?:\\.\\d{1,9})?)\\s*%\\s*");

    /** What must hold. */
    sealed interface Demand {}

    /**
     * A percentile of all offered requests must be short.
     *
     * @param percentile 1 to 100, in per cent
     * @param limit the time that it must be below
     */
    record Percentile(double percentile, Duration limit) implements Demand {}

    /**
     * Few offered requests may end without a good answer.
     *
     * @param perCent the share of them, in per cent, that they must be below
     */
    record Errors(double perCent) implements Demand {}

    /** Reads the demands of an annotation; what cannot be read becomes a problem. */
    static void read(Declared<Slo> declared, Consumer<Objective> objectives, Consumer<String> problems) {
        Slo slo = declared.annotation();
        String place = declared.place();
        Consumer<String> problem = sentence -> problems.accept(place + ": " + sentence);
        Consumer<Demand> demands =
                demand -> objectives.accept(new Objective(place, slo.workload(), slo.operation(), demand));
        if (!slo.errorsBelow().isEmpty()) {
            errors(slo.errorsBelow(), problem).ifPresent(demands);
        }
        if (!Double.isNaN(slo.p()) || !slo.below().isEmpty()) {
            percentile(slo, problem).ifPresent(demands);
        } else if (slo.errorsBelow().isEmpty()) {
            problem.accept("it demands nothing. Set p = 99, below = \"250ms\", or errorsBelow = \"0.1%\".");
        }
    }

    /** Whether it is about this load. */
    boolean isAbout(String load) {
        return workload.isEmpty() || workload.equals(load);
    }

    /** What a nearer objective must have in common with this one to replace it. */
    String subject() {
        String what = demand instanceof Percentile percentile ? "p" + percentile.percentile() : "errors";
        return what + " of " + operation + " of " + workload;
    }

    private static Optional<Demand> errors(String text, Consumer<String> problem) {
        Matcher matcher = PER_CENT.matcher(text);
        double perCent = matcher.matches() ? Double.parseDouble(matcher.group(1)) : Double.NaN;
        if (VerdictArguments.errorsBelow(share(perCent)).isPresent()) {
            problem.accept("errorsBelow \"" + text + "\" is not a share above 0 %, up to 100 %. Use one such as 0.1%.");
            return Optional.empty();
        }
        return Optional.of(new Errors(perCent));
    }

    private static Optional<Demand> percentile(Slo slo, Consumer<String> problem) {
        Optional<String> impossible = VerdictArguments.percentile(slo.p());
        if (Double.isNaN(slo.p())) {
            problem.accept("below = \"" + slo.below() + "\" says nothing without a percentile. Set p, such as p = 99.");
        } else {
            impossible.ifPresent(problem);
        }
        if (slo.below().isEmpty()) {
            problem.accept(
                    "p = " + number(slo.p()) + " says nothing without a limit. Set below, such as below = \"250ms\".");
            return Optional.empty();
        }
        Optional<Duration> limit = Durations.parse(slo.below())
                .filter(time -> VerdictArguments.limit(time).isEmpty());
        if (limit.isEmpty()) {
            problem.accept("below \"" + slo.below() + "\" is not a time above 0. Use 500ms, 30s, 2m or 1h.");
        }
        return limit.filter(time -> impossible.isEmpty()).map(time -> new Percentile(slo.p(), time));
    }

    /** The share of these per cent; of NaN, NaN. 1.1 / 100 is a bit above 0.011 as a double, and 11 of 1,000 are not below that. */
    static double share(double perCent) {
        return Double.isNaN(perCent)
                ? perCent
                : BigDecimal.valueOf(perCent).movePointLeft(2).doubleValue();
    }

    /** The number without a fraction that is none. */
    static String number(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
