// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.assertj;

import org.assertj.core.description.Description;
import org.assertj.core.error.ErrorMessageFactory;
import org.assertj.core.presentation.Representation;
import org.jspecify.annotations.Nullable;

/**
 * A message that begins with its place already, so that AssertJ must not put the description before it in brackets.
 *
 * @param text the message
 */
record WholeMessage(String text) implements ErrorMessageFactory {

    @Override
    public String create(@Nullable Description description, Representation representation) {
        return text;
    }

    @Override
    public String create(@Nullable Description description) {
        return text;
    }

    @Override
    public String create() {
        return text;
    }
}
