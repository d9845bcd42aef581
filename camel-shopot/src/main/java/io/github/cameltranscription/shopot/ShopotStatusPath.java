/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

/** Where Shopot is asked how a job stands. */
enum ShopotStatusPath {
    /** As both documents say. */
    DOCUMENTED("/transcribe/{jobId}"),
    /** As a client asks that is in paid use (public). */
    PUBLIC("/status/{jobId}");

    private final String path;

    ShopotStatusPath(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }

    ShopotStatusPath other() {
        return this == DOCUMENTED ? PUBLIC : DOCUMENTED;
    }
}
