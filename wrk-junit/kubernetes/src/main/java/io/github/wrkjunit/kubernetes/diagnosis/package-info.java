// SPDX-License-Identifier: Apache-2.0
/** What the objects of a Job tell of its life and of its failure; talks to no cluster, so that recorded streams can be replayed. */
@NullMarked
package io.github.wrkjunit.kubernetes.diagnosis;

import org.jspecify.annotations.NullMarked;
