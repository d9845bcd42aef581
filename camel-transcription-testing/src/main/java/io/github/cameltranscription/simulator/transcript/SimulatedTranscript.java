/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.transcript;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A made-up transcript.
 *
 * @param duration seconds
 */
public record SimulatedTranscript(double duration, List<SimulatedSegment> segments) {

    /** All segments' texts in one line. */
    public String text() {
        return segments.stream().map(SimulatedSegment::text).collect(Collectors.joining(" "));
    }
}
