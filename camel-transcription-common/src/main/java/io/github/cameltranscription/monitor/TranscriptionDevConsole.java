/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.monitor;

import java.util.Map;

import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonObject;

/**
 * The dev console {@code transcription}: jobs in flight and finished, endpoints, governors and repositories. Options:
 * {@code provider}, {@code limit} and {@code finished}, as in {@link MonitorQuery}.
 */
@DevConsole(
        name = "transcription",
        displayName = "Transcription",
        description = "Transcription jobs in flight and finished")
public class TranscriptionDevConsole extends AbstractDevConsole {

    /** For Camel, which creates one for each context. */
    public TranscriptionDevConsole() {
        super("camel", "transcription", "Transcription", "Transcription jobs in flight and finished");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        return TranscriptionMonitor.of(getCamelContext()).toText(MonitorQuery.of(options));
    }

    @Override
    protected JsonObject doCallJson(Map<String, Object> options) {
        return TranscriptionMonitor.of(getCamelContext()).toJson(MonitorQuery.of(options));
    }
}
