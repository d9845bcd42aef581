/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.util.EnumSet;
import java.util.List;

import io.github.cameltranscription.component.OptionTable;
import io.github.cameltranscription.http.VerdictTable.Phase;
import io.github.cameltranscription.testing.ComponentContract;

class PalatineContractTest extends ComponentContract {

    PalatineContractTest() {
        super(
                "palatine",
                List.of(
                        "io.github.cameltranscription.palatine.PalatineComponent",
                        "io.github.cameltranscription.palatine.PalatineEndpointConfigurer",
                        "io.github.cameltranscription.palatine.PalatineReplyConvertersLoader"),
                List.of(
                        "io.github.cameltranscription.palatine.PalatineSummary",
                        "io.github.cameltranscription.palatine.PalatineBalance",
                        "io.github.cameltranscription.palatine.PalatineSentimentClass",
                        "io.github.cameltranscription.palatine.stream.StreamPartial"));
    }

    @Override
    protected OptionTable optionTable() {
        return PalatineComponent.optionTable();
    }

    @Override
    protected List<String> options() {
        return List.of(
                "apiKey",
                "model",
                "fastInference",
                "exportType",
                "fileFormat",
                "diarizationModel",
                "speakers",
                "minSpeakers",
                "maxSpeakers",
                "releaseJob",
                "streamModel",
                "sampleRate",
                "codec",
                "channels",
                "chunkDuration",
                "realtime",
                "reconnectAttempts",
                "streamAuth");
    }

    @Override
    protected List<String> headers() {
        return List.of("CamelPalatineModel", "CamelPalatineStreamId", "CamelPalatineStreamEvent");
    }

    @Override
    protected List<Verdicts> verdicts() {
        return List.of(new Verdicts("palatine", PalatineVerdicts.TABLE, EnumSet.allOf(Phase.class)));
    }
}
