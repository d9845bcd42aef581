/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.murmur;

import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;

import io.github.cameltranscription.component.OptionTable;
import io.github.cameltranscription.component.TranscriptionComponent;

/** {@code murmur:} as Camel finds it. */
@Component(MurmurOperation.SCHEME)
public class MurmurComponent extends TranscriptionComponent<MurmurConfiguration> {

    static final OptionTable OPTIONS = OptionTable.ofJobs(MurmurOperation.values())
            .with("apiKey", MurmurOperation.values())
            .with("maxTranscriptSize", MurmurOperation.STATUS)
            .with("speakers", MurmurOperation.TRANSCRIBE, MurmurOperation.SUBMIT);

    @Metadata(description = "The default options of all endpoints.")
    private MurmurConfiguration configuration = new MurmurConfiguration();

    @Override
    protected MurmurEndpoint createEndpoint(String maskedUri, String operation, MurmurConfiguration endpointOptions) {
        return new MurmurEndpoint(maskedUri, this, MurmurOperation.of(operation), endpointOptions);
    }

    @Override
    public MurmurConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(MurmurConfiguration configuration) {
        this.configuration = configuration;
    }
}
