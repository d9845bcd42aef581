/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.util.Map;

/** Compares what the service expects with what is going to be sent. */
final class StreamExpectations {

    private StreamExpectations() {}

    /**
     * What would be heard as noise, in words.
     *
     * @param  format what is going to be sent
     * @param  config what the service says that it expects
     * @param  own    parameters of the address that the user set, which the service received instead
     * @return        {@code null} if they agree as far as it says
     */
    static String difference(StreamFormat format, StreamConfig config, Map<String, String> own) {
        String ours = own.getOrDefault("codec", format.codec().wireName());
        if (config.codec() != null && !config.codec().equalsIgnoreCase(ours)) {
            return difference("codec", ours, config.codec());
        }
        if (config.sampleRate() != null
                && !own.containsKey("sample_rate")
                && config.sampleRate() != format.sampleRate()) {
            return difference("sampleRate", format.sampleRate(), config.sampleRate());
        }
        if (config.channels() != null && !own.containsKey("channels") && config.channels() != format.channels()) {
            return difference("channels", format.channels(), config.channels());
        }
        return null;
    }

    private static String difference(String option, Object ours, Object theirs) {
        return option + " " + ours + " is not what the service expects, which is " + theirs
                + ": nothing was sent; set the option to that and send such audio";
    }
}
