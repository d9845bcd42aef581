/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, one sentence each. */
final class Violations {

    private final List<String> found = new ArrayList<>();

    void require(boolean condition, String otherwise) {
        if (!condition) {
            found.add(otherwise);
        }
    }

    List<String> found() {
        return List.copyOf(found);
    }
}
