// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

/**
 * One cause of a failure, in words. Immutable.
 *
 * @param what what happened, to follow the Job's name; ends with a full stop
 * @param wayOut what to do, one or more whole sentences
 */
record Cause(String what, String wayOut) {}
