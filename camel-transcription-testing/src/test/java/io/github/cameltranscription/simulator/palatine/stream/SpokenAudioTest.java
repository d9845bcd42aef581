/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine.stream;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SpokenAudioTest {

    private static final int RATE = 16_000;
    private static final int BYTES_PER_MILLISECOND = 32;

    private static Duration millis(long milliseconds) {
        return Duration.ofMillis(milliseconds);
    }

    /** What is heard in these samples, in blocks as in a session. */
    private static List<String> hear(byte[] pcm, int sampleRate, int channels) {
        StreamFormat format = new StreamFormat(StreamCodec.LINEAR16, sampleRate, channels);
        StreamRecognizer recognizer = new StreamRecognizer(format, "");
        List<String> words = new ArrayList<>();
        int blockSize = format.bytesPerBlock();
        for (int from = 0; from < pcm.length; from += blockSize) {
            byte[] block = Arrays.copyOfRange(pcm, from, Math.min(pcm.length, from + blockSize));
            words.addAll(recognizer.hear(block, block.length));
        }
        words.addAll(recognizer.end());
        return words;
    }

    private static List<String> hear(byte[] pcm) {
        return hear(pcm, RATE, 1);
    }

    private static byte[] part(byte[] pcm, int fromByte, int untilByte) {
        return Arrays.copyOfRange(pcm, fromByte, untilByte);
    }

    private static byte[] join(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        Arrays.stream(parts).forEach(all::put);
        return all.array();
    }

    @ParameterizedTest
    @CsvSource({
        "8000, 1",
        "8000, 2",
        "16000, 1",
        "16000, 2",
        "22050, 1",
        "22050, 2",
        "32000, 1",
        "44100, 1",
        "44100, 2",
        "48000, 1",
        "48000, 2"
    })
    void allWordsAreHeardAtEveryRate(int sampleRate, int channels) {
        String text = "Съешь ещё этих мягких французских булок, да выпей чаю. Да да да 👍 x";
        SpokenAudioBuilder builder = SpokenAudio.builder(sampleRate).channels(channels);
        SpokenAudio.of(text, sampleRate).words().forEach(word -> builder.word(word.text(), word.start(), word.end()));
        SpokenAudio audio = builder.build();

        assertThat(String.join(" ", hear(audio.pcm(), sampleRate, channels))).isEqualTo(text);
        assertThat(audio.text()).isEqualTo(text);
    }

    @Test
    void adjacentEqualWordsStaySeparate() {
        SpokenAudio audio = SpokenAudio.builder(RATE)
                .word("да", millis(0), millis(100))
                .word("да", millis(100), millis(200))
                .word("да", millis(200), millis(300))
                .build();

        assertThat(hear(audio.pcm())).containsExactly("да", "да", "да");
    }

    @Test
    void wordsAndPausesHaveTheDocumentedLengths() {
        SpokenAudio audio = SpokenAudio.of(" раз, два \n три ", RATE);

        assertThat(audio.words())
                .containsExactly(
                        new SpokenWord("раз,", millis(0), millis(300)),
                        new SpokenWord("два", millis(700), millis(1_000)),
                        new SpokenWord("три", millis(1_100), millis(1_400)));
        assertThat(audio.duration()).isEqualTo(millis(1_500));
        assertThat(audio.pcm()).hasSize(1_500 * BYTES_PER_MILLISECOND);
        assertThat(SpokenAudio.of("  ", RATE).pcm()).isEmpty();
    }

    @Test
    void wordsAreAudibleAndQuietAndPausesSilent() {
        byte[] pcm = SpokenAudio.of("раз два", RATE).pcm();
        int loudest = IntStream.range(0, pcm.length / 2)
                .map(i -> Math.abs(pcm[2 * i + 1] << 8 | pcm[2 * i] & 0xFF))
                .max()
                .orElseThrow();

        assertThat(loudest).isBetween(1_900, 2_100);
        assertThat(part(pcm, 300 * BYTES_PER_MILLISECOND, 400 * BYTES_PER_MILLISECOND))
                .containsOnly(0);
    }

    @Test
    void theWavFileHasTheSamples() {
        SpokenAudio audio = SpokenAudio.builder(RATE)
                .channels(2)
                .word("раз", millis(0), millis(300))
                .build();
        ByteBuffer wav = ByteBuffer.wrap(audio.wav()).order(ByteOrder.LITTLE_ENDIAN);

        assertThat(wav.getShort(22)).isEqualTo((short) 2);
        assertThat(wav.getInt(24)).isEqualTo(RATE);
        assertThat(wav.getInt(28)).isEqualTo(RATE * 4);
        assertThat(wav.getInt(40)).isEqualTo(audio.pcm().length);
        assertThat(part(wav.array(), 44, wav.capacity())).isEqualTo(audio.pcm());
    }

    /** Whatever the first part of a session's audio is that is missing, it is seen. */
    @Test
    void aWordWithoutItsBeginningIsAFragment() {
        byte[] pcm = SpokenAudio.of("привет", RATE).pcm();

        for (int missing = 1; missing <= 300; missing++) {
            List<String> heard = hear(part(pcm, missing * BYTES_PER_MILLISECOND, pcm.length));
            // A letter lasts 50 ms, give or take a frame, which is less than 4 ms.
            int fewestGone = Math.max(1, (missing - 4 + 49) / 50);
            int mostGone = Math.min(6, (missing + 4 + 49) / 50);
            assertThat(String.join(" ", heard))
                    .as("without the first %s ms", missing)
                    .isIn("привет".substring(fewestGone), "привет".substring(mostGone));
        }
    }

    @Test
    void aSingleMissingSampleIsNoticedAtEitherEnd() {
        byte[] pcm = SpokenAudio.builder(RATE)
                .word("привет", millis(0), millis(301))
                .build()
                .pcm();

        assertThat(hear(pcm)).containsExactly("привет");
        assertThat(hear(part(pcm, 2, pcm.length))).containsExactly("ривет");
        assertThat(hear(part(pcm, 0, pcm.length - 2))).containsExactly("приве");
    }

    @Test
    void aWordIsHeardOnlyWithItsLastSample() {
        byte[] pcm = SpokenAudio.of("слово", RATE).pcm();
        StreamRecognizer recognizer = new StreamRecognizer(new StreamFormat(StreamCodec.LINEAR16, RATE, 1), "");
        int end = 300 * BYTES_PER_MILLISECOND;

        assertThat(recognizer.hear(part(pcm, 0, end - 2), end - 2)).isEmpty();
        assertThat(recognizer.hear(part(pcm, end - 2, end), 2)).containsExactly("слово");
    }

    @Test
    void aGapInsideAWordMakesTwoFragments() {
        byte[] pcm = SpokenAudio.of("привет", RATE).pcm();

        List<String> heard = hear(
                join(part(pcm, 0, 110 * BYTES_PER_MILLISECOND), part(pcm, 190 * BYTES_PER_MILLISECOND, pcm.length)));

        assertThat(heard).containsExactly("пр", "ет");
    }

    @Test
    void aGapOfSilenceInsideAWordMakesTwoFragments() {
        byte[] pcm = SpokenAudio.of("привет", RATE).pcm();
        int middle = 150 * BYTES_PER_MILLISECOND;

        List<String> heard = hear(join(part(pcm, 0, middle), new byte[2_000], part(pcm, middle, pcm.length)));

        assertThat(String.join("", heard)).isIn("привет", "првет", "приет").satisfies(text -> assertThat(heard)
                .hasSize(2));
    }

    @Test
    void partsOfTwoEqualWordsDoNotMakeOne() {
        byte[] pcm = SpokenAudio.of("привет привет", RATE).pcm();

        List<String> heard = hear(
                join(part(pcm, 0, 150 * BYTES_PER_MILLISECOND), part(pcm, 550 * BYTES_PER_MILLISECOND, pcm.length)));

        assertThat(heard).doesNotContain("привет").hasSize(2);
    }

    @Test
    void repeatedAudioIsHeardTwice() {
        byte[] pcm = SpokenAudio.of("раз два три", RATE).pcm();

        List<String> heard = hear(
                join(part(pcm, 0, 700 * BYTES_PER_MILLISECOND), part(pcm, 400 * BYTES_PER_MILLISECOND, pcm.length)));

        assertThat(heard).containsExactly("раз", "два", "два", "три");
    }

    @Test
    void aChangedSampleSpoilsTheWord() {
        byte[] pcm = SpokenAudio.of("привет", RATE).pcm();
        pcm[100 * BYTES_PER_MILLISECOND] ^= 1;

        assertThat(hear(pcm)).doesNotContain("привет");
    }

    @Test
    void noiseIsNoWord() {
        byte[] noise = new byte[4_000_000];
        new Random(1).nextBytes(noise);

        assertThat(hear(noise)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "\u00A0 "})
    void emptyWordsAndBlanksAreRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpokenAudio.builder(RATE).word(text, millis(0), millis(300)));
    }

    @Test
    void wordsWithTooLittleTimeAreRefused() {
        String longWord = IntStream.range(0, 41).mapToObj(i -> "я").collect(Collectors.joining());

        assertThat(hear(SpokenAudio.of(longWord.substring(1), 8_000).pcm(), 8_000, 1))
                .containsExactly(longWord.substring(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpokenAudio.of(longWord, 8_000))
                .withMessageContaining("40 letters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpokenAudio.builder(RATE).word("а", millis(0), Duration.ofHours(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpokenAudio.builder(RATE).word("а", millis(300), millis(0)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpokenAudio.builder(RATE)
                        .word("а", millis(0), millis(300))
                        .word("б", millis(299), millis(600)))
                .withMessageContaining("the one before ends");
    }

    @Test
    void ratesAndChannelsAreChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> SpokenAudio.builder(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpokenAudio.builder(RATE).channels(3));
    }
}
