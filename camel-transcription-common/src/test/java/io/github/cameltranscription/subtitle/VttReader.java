/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;

/** Reads WebVTT with vtt.js, the parser of Firefox and video.js. */
final class VttReader implements AutoCloseable {

    private static final String WEBJARS = "/META-INF/resources/webjars/videojs-vtt.js/";

    private final Context context = Context.newBuilder("js")
            .option("engine.WarnInterpreterOnly", "false")
            .build();
    private final Value parse;

    VttReader() throws IOException {
        Value harness = context.eval("js", resource("vtt-reader.js"));
        String library = WEBJARS + version() + "/lib/";
        parse = harness.execute(resource(library + "vtt.js"), resource(library + "vttcue.js"));
    }

    /** The cues, with the entities in their texts decoded; fails if the parser reports an error. */
    List<Cue> read(String vtt) throws IOException {
        JsonNode result = new ObjectMapper().readTree(parse.execute(vtt).asString());
        if (!result.path("errors").isEmpty()) {
            throw new IOException(result.path("errors") + " in:\n" + vtt);
        }
        List<Cue> cues = new ArrayList<>();
        for (JsonNode cue : result.path("cues")) {
            cues.add(new Cue(
                    Math.round(cue.path("start").asDouble() * 1_000),
                    Math.round(cue.path("end").asDouble() * 1_000),
                    cue.path("speaker").isNull() ? null : cue.path("speaker").asText(),
                    cue.path("text").asText()));
        }
        return cues;
    }

    @Override
    public void close() {
        context.close();
    }

    private static String version() throws IOException {
        Properties webjar = new Properties();
        webjar.load(new StringReader(resource("/META-INF/maven/org.webjars.npm/videojs-vtt.js/pom.properties")));
        return webjar.getProperty("version");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = VttReader.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("not on the classpath: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
