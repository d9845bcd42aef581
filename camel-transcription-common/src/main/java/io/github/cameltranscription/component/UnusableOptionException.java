/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.Set;

/**
 * Options of an endpoint cannot be used together. Those that come from the component give way to those of the endpoint's
 * URI.
 */
public final class UnusableOptionException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient Set<String> options;

    /**
     * @param message names the option, its value and the fix
     * @param options that have no effect
     */
    public UnusableOptionException(String message, String... options) {
        super(message);
        this.options = Set.of(options);
    }

    Set<String> options() {
        return options;
    }
}
