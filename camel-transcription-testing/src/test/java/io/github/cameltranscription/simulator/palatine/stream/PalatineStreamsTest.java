/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine.stream;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

class PalatineStreamsTest extends StreamTestBase {

    private static final byte[] AUDIO = SpokenAudio.of("привет мир", RATE).pcm();

    private static void assertFails(ThrowingCallable assertion, String message) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion).withMessageContaining(message);
    }

    @Test
    void aSessionIsRecordedWhole() throws Exception {
        StreamClient client = open(QUERY + "&model=a%20b&unknown=%D1%8F");
        client.send(AUDIO, 10_000).end().rest();

        RecordedStream recorded = palatine.streams().last();
        assertThat(recorded.parameters())
                .containsOnlyKeys("sample_rate", "model", "unknown")
                .containsEntry("unknown", "я");
        assertThat(recorded.parameter("model")).isEqualTo("a b");
        assertThat(recorded.parameter("token")).isNull();
        assertThat(recorded.tokenInQuery()).isTrue();
        assertThat(recorded.tokenInHeader()).isFalse();
        assertThat(recorded.authorized()).isTrue();
        assertThat(recorded.handshakeStatus()).isEqualTo(101);
        assertThat(recorded.messages())
                .extracting(AudioMessage::size)
                .containsExactly(10_000, 10_000, AUDIO.length - 20_000, 0);
        assertThat(recorded.messages()).extracting(AudioMessage::arrival).isSorted();
        assertThat(recorded.messageCount()).isEqualTo(4);
        assertThat(recorded.audioBytes()).isEqualTo(AUDIO.length);
        assertThat(recorded.audio()).isEqualTo(AUDIO);
        assertThat(recorded.audioSha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(AUDIO)));
        assertThat(recorded.audioEnded()).isTrue();
        assertThat(recorded.partials()).containsExactly("привет", "мир");
        assertThat(recorded.text()).isEqualTo("привет мир");
        assertThat(recorded.completed()).isTrue();
        assertThat(recorded.errorCode()).isNull();
        assertThat(recorded.end()).contains(new StreamEnd(StreamEnd.Side.SERVER, 1000));
    }

    @Test
    void anOpenSessionCanBeWatched() throws Exception {
        StreamClient client = open();
        client.send(AUDIO);
        client.next("config");
        client.next("partial");

        RecordedStream recorded = palatine.streams().last();
        assertThat(recorded.end()).isEmpty();
        assertThat(recorded.audioSha256()).hasSize(64).isEqualTo(recorded.audioSha256());
        assertThat(recorded.partials()).containsExactly("привет");
        assertThat(palatine.streams().open()).isEqualTo(1);
        assertFails(() -> palatine.streams().assertAllEnded(), "1 are open");
    }

    @Test
    void theEndByTheClientIsRecorded() throws Exception {
        StreamClient closing = open();
        closing.socket().close((short) 1001);
        await().untilAsserted(() -> palatine.streams().assertAllEnded());
        assertThat(palatine.streams().last().end()).contains(new StreamEnd(StreamEnd.Side.CLIENT, 1001));

        StreamClient breaking = open();
        breaking.breakConnection();
        await().untilAsserted(() -> palatine.streams().assertOpened(2).assertAllEnded());
        assertThat(palatine.streams().last().end()).contains(new StreamEnd(StreamEnd.Side.CLIENT, StreamEnd.NO_CODE));
    }

    /** As the vendor's browser samples do. */
    @Test
    void aClientMayCloseRightAfterTheEnd() throws Exception {
        start(fast().streamLatency(Duration.ofMinutes(1)));
        StreamClient client = open();
        client.send(AUDIO).end().close();

        await().untilAsserted(() -> palatine.streams().assertAllEnded());
        RecordedStream recorded = palatine.streams().last();
        assertThat(recorded.audioEnded()).isTrue();
        assertThat(recorded.completed()).isFalse();
        assertThat(recorded.partials()).isEmpty();
        assertFails(() -> palatine.streams().assertAllCompleted(), "the final");
    }

    @Test
    void theAudioNeedNotBeKept() throws Exception {
        start(fast().keepStreamAudio(false));
        open().send(AUDIO).end().rest();

        RecordedStream recorded = palatine.streams().last();
        assertThat(recorded.audioBytes()).isEqualTo(AUDIO.length);
        assertThat(recorded.audioSha256()).hasSize(64);
        assertThatIllegalStateException().isThrownBy(recorded::audio).withMessageContaining("keepStreamAudio");
    }

    @Test
    void onlyTheBeginningOfLongAudioIsKept() throws Exception {
        StreamClient client = open();
        byte[] message = new byte[RecordedStream.MOST_KEPT_AUDIO / 4 + 2];
        for (int i = 0; i < 5; i++) {
            client.send(message);
        }
        client.end().rest();

        RecordedStream recorded = palatine.streams().last();
        assertThat(recorded.audioBytes()).isEqualTo(5L * message.length);
        assertThat(recorded.audio()).hasSize(RecordedStream.MOST_KEPT_AUDIO);
    }

    @Test
    void theLastOnesAreKeptAndAllAreCounted() throws Exception {
        start(fast().keptRequests(2));
        for (int i = 0; i < 3; i++) {
            open(QUERY + "&number=" + i).end().rest();
        }

        assertThat(palatine.streams().all())
                .extracting(recorded -> recorded.parameter("number"))
                .containsExactly("1", "2");
        palatine.streams().assertOpened(3).assertAny("number 2", one -> "2".equals(one.parameter("number")));
        assertFails(() -> palatine.streams().assertOpened(2), "Expected 2 opened streams, there were 3. Received:\n");
        assertFails(() -> palatine.streams().assertAny("number 0", one -> "0".equals(one.parameter("number"))), "0");
        palatine.streams().clear();
        palatine.streams().assertOpened(0);
        assertThatIllegalStateException().isThrownBy(() -> palatine.streams().last());
        assertFails(() -> palatine.streams().assertOpened(1), "Received none");
    }

    @Test
    void noTokenIsShown() throws Exception {
        start(fast().palatineApiKey("top-secret"));
        open("?token=top-secret&token=top-secret&model=x").end().rest();
        open("?token=other-secret", "Bearer third-secret").rest();

        List<RecordedStream> all = palatine.streams().all();
        assertThat(all.toString())
                .contains("model=x", "token in query", "AUTH_ERROR")
                .doesNotContain("secret");
        assertThat(all).extracting(RecordedStream::parameters).noneMatch(map -> map.toString()
                .contains("secret"));
        assertFails(() -> palatine.streams().assertAllAuthorized(), "not authorised");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> palatine.streams().assertOpened(9))
                .withMessageNotContaining("secret");
    }
}
