/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * Who asks the engine for something.
 *
 * @param entry   the endpoint through which the exchange came in from a thread of the user's; {@code null} if the caller
 *                is such a thread, which is then blocked while the endpoint is full
 * @param running whether the caller's route runs; a blocked caller is let go when it does not
 * @param arrived when the exchange arrived, by the engine's clock in nanoseconds
 * @param replies where the result is handed over, and the rest of the route may run
 */
public record Caller(Admission entry, BooleanSupplier running, long arrived, Executor replies) {}
