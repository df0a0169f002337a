// SPDX-License-Identifier: Apache-2.0
/** What users write, each as they write it; a runtime that tells scripted numbers stands in for the real ones. */
@NullMarked
package io.github.wrkjunit.stories;

import org.jspecify.annotations.NullMarked;
