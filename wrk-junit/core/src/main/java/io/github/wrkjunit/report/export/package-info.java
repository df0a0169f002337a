// SPDX-License-Identifier: Apache-2.0
/** Reports and the events that they are made of, as JSON; reads what it writes. */
@NullMarked
package io.github.wrkjunit.report.export;

import org.jspecify.annotations.NullMarked;
