/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.Set;

/** Options of an endpoint that cannot be combined. Options of the URI override conflicting options of the component. */
public final class UnusableOptionException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    final transient Set<String> options;

    /** @param options that have no effect */
    public UnusableOptionException(String message, String... options) {
        super(message);
        this.options = Set.of(options);
    }
}
