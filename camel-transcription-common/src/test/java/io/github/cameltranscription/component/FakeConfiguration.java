/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

public class FakeConfiguration extends TranscriptionConfiguration {

    private String apiKey;
    private ReleaseMoment releaseJob = ReleaseMoment.EXCHANGE;

    FakeConfiguration() {
        super("http://localhost:1/api");
    }

    public String getApiKey() {
        return apiKey;
    }

    public void setApiKey(String apiKey) {
        this.apiKey = apiKey;
    }

    public ReleaseMoment getReleaseJob() {
        return releaseJob;
    }

    public void setReleaseJob(ReleaseMoment releaseJob) {
        this.releaseJob = releaseJob;
    }
}
