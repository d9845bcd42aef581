/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.uploads;

/** Ours: a Camel context whose route submits recordings. */
final class ComponentUploads {

    private ComponentUploads() {}

    /** Serves a parent; the arguments are those of {@link UploadBatch#serve}. */
    public static void main(String[] arguments) throws Exception {
        UploadBatch.serve(
                arguments,
                "palatine:submit?apiKey=benchmark-key&baseUrl=" + arguments[0] + "&maxConcurrentUploads="
                        + arguments[1],
                recording -> recording);
    }
}
