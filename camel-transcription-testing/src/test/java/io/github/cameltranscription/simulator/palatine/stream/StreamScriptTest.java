/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine.stream;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is heard in audio that has no words of its own. */
class StreamScriptTest extends StreamTestBase {

    private static final byte[] SILENCE = new byte[BLOCK];

    /** Loud linear16 of so many milliseconds. */
    private static byte[] tone(int milliseconds) {
        ByteBuffer samples =
                ByteBuffer.allocate(milliseconds * BYTES_PER_MILLISECOND).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; samples.hasRemaining(); i++) {
            samples.putShort((short) (5_000 * Math.sin(i * 0.2)));
        }
        return samples.array();
    }

    private List<JsonObject> stream(String query, byte[]... audio) throws Exception {
        StreamClient client = open(query);
        for (byte[] part : audio) {
            client.send(part);
        }
        return client.end().rest();
    }

    private String heard(byte[]... audio) throws Exception {
        return StreamProtocolTest.texts(stream(QUERY, audio));
    }

    @Test
    void eachLoudBlockIsTheNextWordOfTheScriptUntilItIsOver() throws Exception {
        start(fast().streamScript(" раз \n два три "));

        assertThat(heard(tone(300), SILENCE, tone(300))).isEqualTo("раз два");
        // A new session begins anew.
        assertThat(heard(tone(1_500))).isEqualTo("раз два три");
        assertThat(heard(SILENCE, SILENCE)).isEmpty();
    }

    @Test
    void withoutAScriptTheWordsArePlainlyArtificial() throws Exception {
        List<JsonObject> messages = stream(QUERY, tone(600));

        assertThat(messages.get(1).getString("chunk_text")).isEqualTo("[simulated word 1]");
        assertThat(messages.get(2).getString("full_text")).isEqualTo("[simulated word 1] [simulated word 2]");
    }

    @Test
    void theLastBlockIsAWordIfEnoughOfItIsLoud() throws Exception {
        start(fast().streamScript("раз два"));

        assertThat(heard(tone(100))).isEqualTo("раз");
        assertThat(heard(tone(80))).isEmpty();
    }

    @Test
    void wordsInTheAudioWin() throws Exception {
        start(fast().streamScript("script"));
        byte[] spoken = SpokenAudio.of("привет мир", RATE).pcm();

        assertThat(heard(spoken, tone(900))).isEqualTo("привет мир");
        // In the middle of a word: there is a word all the same.
        assertThat(heard(Arrays.copyOfRange(spoken, BLOCK / 3, spoken.length))).isEqualTo("ивет мир");
        // A word that begins late in the block is not enough to be loud.
        assertThat(heard(new byte[BLOCK - 70 * BYTES_PER_MILLISECOND], spoken)).isEqualTo("привет мир");
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear32", "alaw", "mulaw"})
    void otherDecodableCodecsAreLoudOrNot(String codec) throws Exception {
        start(fast().streamScript("раз два"));
        String query = "?token=test-key&sample_rate=8000&codec=" + codec;
        int bytesPerBlock = 2_400 * (codec.equals("linear32") ? 4 : 1);
        byte[] loud = new byte[bytesPerBlock];
        byte[] silent = new byte[bytesPerBlock];
        for (int i = 0; i < bytesPerBlock; i++) {
            // As A-law and mu-law these are far from zero, as floating-point numbers too.
            loud[i] = (byte) (codec.equals("linear32") ? i / 32 % 2 == 0 ? 0x3F : 0xBF : i / 32 % 2 == 0 ? 0x12 : 0x92);
            silent[i] = (byte) (codec.equals("alaw") ? 0xD5 : codec.equals("mulaw") ? 0xFF : 0);
        }

        List<JsonObject> messages = stream(query, silent, loud, silent);

        assertThat(messages).hasSize(3);
        assertThat(messages.get(1).getString("chunk_text")).isEqualTo("раз");
        assertThat(messages.get(2).getDouble("total_duration")).isEqualTo(0.9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "opus",
                "flac",
                "mp3",
                "aac",
                "amr-nb",
                "amr-wb",
                "ogg-opus",
                "speex",
                "g729",
                "mp2",
                "webm",
                "wav"
            })
    void codecsThatAreNotDecodedCountBySizeAsSpeech(String codec) throws Exception {
        start(fast().streamScript("раз два три"));

        List<JsonObject> messages = stream("?token=test-key&codec=" + codec, new byte[4_800], new byte[3_201]);

        assertThat(StreamProtocolTest.texts(messages)).isEqualTo("раз два");
        assertThat(messages.get(3).getDouble("total_duration")).isEqualTo(0.5);
    }
}
