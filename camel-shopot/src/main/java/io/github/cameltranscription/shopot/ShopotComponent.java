/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.time.Duration;

import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;

import io.github.cameltranscription.component.TranscriptionComponent;

/** {@code shopot:} as Camel finds it. */
@Component(ShopotOperation.SCHEME)
public class ShopotComponent extends TranscriptionComponent<ShopotConfiguration> {

    @Metadata(description = "Options that all endpoints begin with.")
    private ShopotConfiguration configuration = new ShopotConfiguration();

    private final ShopotWebhookAddress webhookAddress = new ShopotWebhookAddress();

    @Override
    protected ShopotConfiguration copyConfiguration() {
        return configuration.copy();
    }

    @Override
    protected ShopotEndpoint createEndpoint(
            String maskedUri, String operation, ShopotConfiguration endpointConfiguration) {
        return new ShopotEndpoint(maskedUri, this, operation, endpointConfiguration);
    }

    /** Where the webhook consumers of this component are seen from outside. */
    ShopotWebhookAddress webhookAddress() {
        return webhookAddress;
    }

    void wakeLater(String jobId, Duration delay) {
        scheduler().schedule(() -> wake(jobId), delay);
    }

    /** Options that all endpoints begin with. */
    public ShopotConfiguration getConfiguration() {
        return configuration;
    }

    /** Options that all endpoints begin with. */
    public void setConfiguration(ShopotConfiguration configuration) {
        this.configuration = configuration;
    }
}
