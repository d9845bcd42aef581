/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

/** A text as messages show it. */
final class Shortened {

    private static final int LENGTH = 200;

    private Shortened() {}

    static String of(String text) {
        return "'" + (text.length() <= LENGTH ? text : text.substring(0, LENGTH) + "...") + "'";
    }
}
