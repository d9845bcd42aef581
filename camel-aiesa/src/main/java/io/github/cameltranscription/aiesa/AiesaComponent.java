/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.time.Clock;

import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;

import io.github.cameltranscription.component.OptionTable;
import io.github.cameltranscription.component.TranscriptionComponent;

/** {@code aiesa:} as Camel finds it. */
@Component(AiesaOperation.SCHEME)
public class AiesaComponent extends TranscriptionComponent<AiesaConfiguration> {

    @Metadata(description = "The default options of all endpoints.")
    private AiesaConfiguration configuration = new AiesaConfiguration();

    private final AiesaClock clock;

    /** A component with the system's clock, which AIESA's answers correct. */
    public AiesaComponent() {
        this(Clock.systemUTC());
    }

    AiesaComponent(Clock ours) {
        clock = new AiesaClock(ours);
    }

    @Override
    protected AiesaEndpoint createEndpoint(
            String maskedUri, String operation, AiesaConfiguration endpointConfiguration) {
        return new AiesaEndpoint(maskedUri, this, AiesaOperation.of(operation), endpointConfiguration);
    }

    /** The time of signatures; one clock for all endpoints. */
    AiesaClock clock() {
        return clock;
    }

    /** Which operations use which options. */
    public static OptionTable optionTable() {
        return AiesaOptions.TABLE;
    }

    @Override
    public AiesaConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(AiesaConfiguration configuration) {
        this.configuration = configuration;
    }
}
