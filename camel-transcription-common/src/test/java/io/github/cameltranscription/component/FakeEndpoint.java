/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.HashMap;
import java.util.Map;

import org.apache.camel.Message;

import io.github.cameltranscription.engine.TranscriptionProvider;
import io.github.cameltranscription.http.HttpTransport;

class FakeEndpoint extends TranscriptionEndpoint<FakeConfiguration> {

    private final FakeComponent component;
    private final FakeConfiguration configuration;

    FakeEndpoint(
            String maskedUri,
            FakeComponent component,
            TranscriptionOperation operation,
            FakeConfiguration configuration) {
        super(maskedUri, component, configuration, operation, new OptionTable(FakeOperation.values()));
        this.component = component;
        this.configuration = configuration;
    }

    @Override
    protected TranscriptionProvider createProvider(HttpTransport transport) {
        return component.cloud();
    }

    @Override
    protected Map<String, String> submissionParameters(Message message) {
        Map<String, String> parameters = new HashMap<>();
        put(parameters, "language", language(message));
        return withOwnParameters(parameters);
    }

    @Override
    protected void requireCredentials() {}

    @Override
    protected String accountKey() {
        return configuration.getApiKey();
    }

    @Override
    protected ReleaseMoment releaseMoment() {
        return configuration.getReleaseJob();
    }
}
