/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.murmur;

import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.camel.Category;
import org.apache.camel.Message;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.component.TranscriptionEndpoint;
import io.github.cameltranscription.engine.TranscriptionProvider;
import io.github.cameltranscription.http.HttpTransport;

/** Transcribe audio and video with Murmur, which is invented. */
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = MurmurOperation.SCHEME,
        title = "Murmur",
        syntax = "murmur:operation",
        category = {Category.AI, Category.CLOUD},
        remote = true,
        headersClass = TranscriptionConstants.class)
public class MurmurEndpoint extends TranscriptionEndpoint<MurmurConfiguration> {

    @UriPath(
            description = "What to do: transcribe (submit, wait, reply with the transcript), submit (reply with the "
                    + "job), await (wait for a job, reply with its transcript), status (request the "
                    + "status of a job once), results (consumer: emit recorded jobs when they are "
                    + "finished), parked (list, retry or forget parked jobs).",
            enums = "transcribe,submit,await,status,results,parked")
    @Metadata(required = true)
    private final MurmurOperation operation;

    @UriParam
    private final MurmurConfiguration configuration;

    MurmurEndpoint(
            String maskedUri, MurmurComponent component, MurmurOperation operation, MurmurConfiguration configuration) {
        super(maskedUri, component, configuration, operation, MurmurComponent.OPTIONS);
        this.operation = operation;
        this.configuration = configuration;
    }

    @Override
    protected String accountKey() {
        return configuration.getApiKey();
    }

    @Override
    protected TranscriptionProvider createProvider(HttpTransport transport) {
        return new MurmurProvider(getOperation(), configuration, transport, withOwnStatusParameters(Map.of()));
    }

    @Override
    protected Map<String, String> submissionParameters(Message message) {
        Map<String, String> parameters = new LinkedHashMap<>();
        put(parameters, "language", language(message));
        put(parameters, "speakers", configuration.getSpeakers());
        return withOwnParameters(parameters);
    }
}
