/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.Map;

import org.apache.camel.Endpoint;
import org.apache.camel.support.PropertyBindingSupport;

import io.github.cameltranscription.engine.TranscriptionProvider;

/** What a provider's component is, without a provider. */
class FakeComponent extends TranscriptionComponent<FakeConfiguration> {

    private final TranscriptionProvider cloud;

    FakeComponent(TranscriptionProvider cloud) {
        this.cloud = cloud;
    }

    TranscriptionProvider cloud() {
        return cloud;
    }

    @Override
    public String getDefaultName() {
        return "fake";
    }

    @Override
    public FakeConfiguration getConfiguration() {
        FakeConfiguration configuration = new FakeConfiguration();
        configuration.setInitialDelay(1);
        configuration.setMaxPollInterval(1);
        configuration.setPollMultiplier(1);
        return configuration;
    }

    @Override
    protected FakeEndpoint createEndpoint(String maskedUri, String operation, FakeConfiguration configuration) {
        return new FakeEndpoint(
                maskedUri, this, TranscriptionOperation.find("fake", operation, FakeOperation.values()), configuration);
    }

    /** In a real component, a generated configurer does this. */
    @Override
    protected void setProperties(Endpoint endpoint, Map<String, Object> parameters) {
        PropertyBindingSupport.build()
                .withCamelContext(getCamelContext())
                .withTarget(((FakeEndpoint) endpoint).getConfiguration())
                .withProperties(parameters)
                .withRemoveParameters(true)
                .bind();
    }
}
