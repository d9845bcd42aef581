/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.format;

import org.apache.camel.spi.DataTypeTransformer;

/** The data type {@code transcription:csv}: a transcript, or its JSON, becomes CSV, one row a segment. */
@DataTypeTransformer(name = "transcription:csv", description = "Renders a transcript as CSV, one row a segment")
public final class CsvDataTypeTransformer extends TranscriptTransformer {

    /** For Camel, which creates it by name. */
    public CsvDataTypeTransformer() {
        super(OutputFormat.CSV);
    }
}
