/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.time.Duration;

/** The option {@code retention} of the repositories. */
final class Retention {

    private Retention() {}

    static Duration checked(Duration retention) {
        if (retention == null || retention.isNegative()) {
            throw new IllegalArgumentException("retention " + retention
                    + " must be zero, which keeps no record of a finished job, or a duration such as 7d");
        }
        return retention;
    }
}
