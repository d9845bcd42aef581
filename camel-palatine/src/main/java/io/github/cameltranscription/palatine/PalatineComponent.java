/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;

import io.github.cameltranscription.component.OptionTable;
import io.github.cameltranscription.component.TranscriptionComponent;

/** {@code palatine:} as Camel finds it. */
@Component(PalatineOperation.SCHEME)
public class PalatineComponent extends TranscriptionComponent<PalatineConfiguration> {

    @Metadata(description = "The default options of all endpoints.")
    private PalatineConfiguration configuration = new PalatineConfiguration();

    private final PalatineStreams streams = new PalatineStreams(this);

    @Override
    protected PalatineEndpoint createEndpoint(
            String maskedUri, String operation, PalatineConfiguration endpointConfiguration) {
        return new PalatineEndpoint(maskedUri, this, PalatineOperation.of(operation), endpointConfiguration);
    }

    @Override
    protected void doStop() throws Exception {
        streams.close();
        super.doStop();
    }

    /** The streams of all endpoints. */
    PalatineStreams streams() {
        return streams;
    }

    /** Which operations use which options. */
    public static OptionTable optionTable() {
        return PalatineOptions.TABLE;
    }

    @Override
    public PalatineConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(PalatineConfiguration configuration) {
        this.configuration = configuration;
    }
}
