/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;

/** Reads WebVTT with vtt.js, the parser of Firefox and video.js, and with W3C's, which reports what is not valid. */
final class VttReader implements AutoCloseable {

    private static final String WEBJARS = "/META-INF/resources/webjars/videojs-vtt.js/";

    private final Context context = Context.newBuilder("js")
            .option("engine.WarnInterpreterOnly", "false")
            .build();
    private final Value parse;

    VttReader() {
        Value harness = context.eval("js", resource("vtt-reader.js"));
        String library = WEBJARS + version() + "/lib/";
        parse = harness.execute(
                resource(library + "vtt.js"), resource(library + "vttcue.js"), resource("w3c/parser.js"));
    }

    /**
     * The cues, with the entities in their texts decoded.
     *
     * @throws IOException if a parser reports an error, or W3C's finds other times or texts
     */
    List<Cue> read(String vtt) throws IOException {
        JsonNode result = parse(vtt, true);
        List<Cue> cues = cues(result.path("read"), vtt);
        List<Cue> validated = cues(result.path("validated"), vtt);
        if (!withoutSpeakers(cues).equals(validated)) {
            throw new IOException(validated + ", not " + cues + " in:\n" + vtt);
        }
        return cues;
    }

    /**
     * How many cues there are to W3C's parser alone: vtt.js takes much longer for what is long.
     *
     * @throws IOException if it reports an error
     */
    int validate(String vtt) throws IOException {
        return cues(parse(vtt, false).path("validated"), vtt).size();
    }

    private JsonNode parse(String vtt, boolean isRead) throws IOException {
        return new ObjectMapper().readTree(parse.execute(vtt, isRead).asString());
    }

    private static List<Cue> cues(JsonNode result, String vtt) throws IOException {
        if (!result.path("errors").isEmpty()) {
            throw new IOException(result.path("errors") + " in:\n" + vtt);
        }
        List<Cue> cues = new ArrayList<>();
        for (JsonNode cue : result.path("cues")) {
            cues.add(new Cue(
                    Math.round(cue.path("start").asDouble() * 1_000),
                    Math.round(cue.path("end").asDouble() * 1_000),
                    cue.path("speaker").asText(null),
                    cue.path("text").asText()));
        }
        return cues;
    }

    private static List<Cue> withoutSpeakers(List<Cue> cues) {
        return cues.stream()
                .map(cue -> new Cue(cue.start(), cue.end(), null, cue.text()))
                .toList();
    }

    @Override
    public void close() {
        context.close();
    }

    private static String version() {
        return resource("/META-INF/maven/org.webjars.npm/videojs-vtt.js/pom.properties")
                .replaceAll("(?s).*version=(\\S+).*", "$1");
    }

    private static String resource(String name) {
        try (InputStream in = VttReader.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
