// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

/** What the lines Running and threads say at the start of a run. Immutable. */
record WrkAnnouncement(String url, long threads, long connections, String duration) {

    /** The sum over several URLs has none. */
    static final WrkAnnouncement NONE = new WrkAnnouncement("", 0, 0, "");
}
