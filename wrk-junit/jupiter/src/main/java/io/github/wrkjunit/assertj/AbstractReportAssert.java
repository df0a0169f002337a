// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.assertj;

import io.github.wrkjunit.report.UserFrames;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.WritableAssertionInfo;

/** What the assertions of this package have in common: a subject, and an end for a judgement. */
abstract class AbstractReportAssert<S extends AbstractReportAssert<S, A>, A> extends AbstractAssert<S, A> {

    AbstractReportAssert(A actual, Class<?> selfType) {
        super(actual, selfType);
    }

    /** What is judged, whatever its place is. */
    abstract Subject placeless();

    /** What is judged; the description, where there is one, is its place. */
    final Subject subject() {
        isNotNull();
        return info.hasDescription() ? placeless().at(info.descriptionText()) : placeless();
    }

    /** Goes on, or fails with this message. */
    final S settle(Optional<String> failure) {
        failure.ifPresent(this::fail);
        return myself;
    }

    private void fail(String message) {
        try {
            throwAssertionError(new WholeMessage(message));
        } catch (AssertionError e) {
            throw UserFrames.of(e);
        }
    }

    /** Hands description and overriding message on to an assertion that is navigated to. */
    final <T extends AbstractReportAssert<T, ?>> T navigated(T to) {
        WritableAssertionInfo inherited = to.info;
        inherited.description(info.description());
        inherited.overridingErrorMessage(info.overridingErrorMessage());
        return to;
    }
}
