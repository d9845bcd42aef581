/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.murmur;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

import io.github.cameltranscription.component.TranscriptionConfiguration;

/** The options of {@code murmur:}. */
@UriParams
public class MurmurConfiguration extends TranscriptionConfiguration {

    @UriParam(
            label = "security",
            displayName = "API Key",
            secret = true,
            description = "The API key, sent as Authorization: Bearer.")
    private String apiKey;

    @UriParam(
            label = "producer",
            defaultValue = "false",
            description = "Whether speakers are distinguished. Murmur's own default, which is false, if not set.")
    private Boolean speakers;

    /** Options with their defaults. */
    public MurmurConfiguration() {
        super("https://api.murmur.example/v1");
    }

    public String getApiKey() {
        return apiKey;
    }

    public void setApiKey(String apiKey) {
        this.apiKey = apiKey;
    }

    public Boolean getSpeakers() {
        return speakers;
    }

    public void setSpeakers(Boolean speakers) {
        this.speakers = speakers;
    }
}
