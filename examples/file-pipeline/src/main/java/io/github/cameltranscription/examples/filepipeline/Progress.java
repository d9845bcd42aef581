/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.filepipeline;

/**
 * How far the pipeline is.
 *
 * @param done     recordings whose results are all there
 * @param inFlight recordings being transcribed
 * @param failed   recordings in the error folder
 */
public record Progress(int done, int inFlight, int failed) {

    @Override
    public String toString() {
        return "Files: " + done + " done, " + inFlight + " in flight, " + failed + " failed";
    }
}
