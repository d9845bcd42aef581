/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The outcome of one kill: a line in {@code target/crash-tests.txt}.
 *
 * @param recipe        the recipe's name
 * @param moment        when it was killed
 * @param underWay      recordings that were paid for and not released at the kill
 * @param delivered     recordings whose transcript was delivered
 * @param duplicates    transcripts that the sink received a second time and ignored
 * @param uncertain     recordings that were reported as uncertain
 * @param uncertainPaid how many of these the provider had accepted
 * @param paid          submissions that the provider charged for
 * @param unreleased    delivered jobs that stay at the provider, because no record of them is left
 */
record Outcome(
        String recipe,
        KillMoment moment,
        long underWay,
        int delivered,
        int duplicates,
        int uncertain,
        long uncertainPaid,
        long paid,
        long unreleased) {

    void report() throws IOException {
        String line = String.format(
                "%s, %s, %d under way: %d delivered (%d twice), %d uncertain (%d of them paid), %d paid, %d unreleased%n",
                recipe, moment, underWay, delivered, duplicates, uncertain, uncertainPaid, paid, unreleased);
        System.out.print(line);
        Files.writeString(
                Path.of("target", "crash-tests.txt"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
