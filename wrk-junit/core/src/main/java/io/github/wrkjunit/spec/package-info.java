// SPDX-License-Identifier: Apache-2.0
/** What load is asked for: the specification, its values' origins, and the parsing of its texts. */
@NullMarked
package io.github.wrkjunit.spec;

import org.jspecify.annotations.NullMarked;
