/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine.stream;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.cameltranscription.simulator.fault.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

class StreamFaultTest extends StreamTestBase {

    /** Words end at 300, 700, 1100, 1500 and 1900 ms, so with the first, third, fourth, fifth and seventh block. */
    private static final SpokenAudio AUDIO = SpokenAudio.of("раз два три четыре пять", RATE);

    private static final Duration LONG = Duration.ofMinutes(1);

    private static List<String> types(List<JsonObject> messages) {
        return messages.stream().map(message -> message.getString("type")).toList();
    }

    private StreamFaultRule fault() {
        return palatine.faults().onStream();
    }

    private StreamClient stream() {
        StreamClient client = open();
        client.send(AUDIO.pcm(), 100 * BYTES_PER_MILLISECOND).end();
        return client;
    }

    private void assertUnharmed() throws Exception {
        List<JsonObject> messages = stream().rest();
        assertThat(types(messages))
                .containsExactly("config", "partial", "partial", "partial", "partial", "partial", "final");
        assertThat(StreamProtocolTest.texts(messages)).isEqualTo(AUDIO.text());
    }

    @Test
    void aHandshakeIsRefused() throws Exception {
        fault().status(503).once();

        assertThat(StreamClient.refusal(network, palatine, QUERY)).isEqualTo(503);
        assertThat(palatine.streams().last().handshakeStatus()).isEqualTo(503);
        palatine.streams().assertOpened(0).assertAllEnded();
        assertUnharmed();
    }

    @ParameterizedTest
    @CsvSource({
        "AUTH_ERROR, 4001",
        "UNSUPPORTED_CODEC, 4003",
        "DECODE_ERROR, 4000",
        "ML_SERVICE_ERROR, 4002",
        "PROCESSING_ERROR, 4000",
        "INTERNAL_ERROR, 4000",
    })
    void anErrorAtTheBeginningComesInPlaceOfTheConfig(StreamErrorCode code, int closeCode) throws Exception {
        fault().error(code, "no luck").once();
        StreamClient client = stream();

        assertThat(client.nextText())
                .isEqualTo("{\"type\":\"error\",\"message\":\"no luck\",\"code\":\"" + code + "\"}");
        assertThat(client.closeCode()).isEqualTo(closeCode);
        assertThat(client.received()).isEmpty();
        assertThat(palatine.streams().last().end()).contains(new StreamEnd(StreamEnd.Side.SERVER, closeCode));
        assertUnharmed();
    }

    @Test
    void anErrorMayCloseWithAnotherCode() throws Exception {
        fault().error(StreamErrorCode.INTERNAL_ERROR, "x").close(1011).once();

        assertThat(stream().closeCode()).isEqualTo(1011);
    }

    @Test
    void anErrorAfterAudio() throws Exception {
        fault().error(StreamErrorCode.ML_SERVICE_ERROR, "gone")
                .afterAudio(Duration.ofMillis(1_000))
                .once();
        StreamClient client = stream();

        assertThat(types(client.rest())).containsExactly("config", "partial", "partial", "error");
        assertThat(palatine.streams().last().audioBytes()).isEqualTo(1_000L * BYTES_PER_MILLISECOND);
        assertUnharmed();
    }

    @Test
    void anErrorAfterPartials() throws Exception {
        fault().error(StreamErrorCode.INTERNAL_ERROR, "gone").afterPartials(2).once();
        StreamClient client = stream();

        assertThat(types(client.rest())).containsExactly("config", "partial", "partial", "error");
        assertThat(client.closeCode()).isEqualTo(4000);
        assertThat(palatine.streams().last().partials()).containsExactly("раз", "два");
    }

    @Test
    void aCutAtTheBeginning() throws Exception {
        fault().cut().times(2);

        assertThat(types(stream().rest())).isEmpty();
        assertThat(stream().closeCode()).isEqualTo(StreamClient.BROKEN);
        assertThat(palatine.streams().last().end()).hasValueSatisfying(end -> {
            assertThat(end.cut()).isTrue();
            assertThat(end.side()).isEqualTo(StreamEnd.Side.SERVER);
        });
        assertUnharmed();
    }

    /** Again and again, as what a broken connection had in it is easily lost. */
    @RepeatedTest(20)
    void aCutAtAnExactPositionComesAfterThePartialsOfWholeBlocks() throws Exception {
        fault().cut().afterAudio(Duration.ofMillis(900)).once();
        StreamClient client = open();
        // One message with all of it, far beyond the cut.
        client.send(AUDIO.pcm());

        assertThat(types(client.rest())).containsExactly("config", "partial", "partial");
        assertThat(client.closeCode()).isEqualTo(StreamClient.BROKEN);
        RecordedStream recorded = palatine.streams().last();
        assertThat(recorded.audioBytes()).isEqualTo(900L * BYTES_PER_MILLISECOND);
        assertThat(recorded.partials()).containsExactly("раз", "два");
        palatine.streams().assertAllEnded();
    }

    /** What the watermarks are for: a test of a client sees each word that it loses or doubles. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "800 | раз два три четыре пять",
                "900 | раз два ри четыре пять",
                "1100 | раз два четыре пять",
                "400 | раз два два три четыре пять",
            })
    void lostAndRepeatedAudioAfterACutIsVisibleInTheText(int againFrom, String heard) throws Exception {
        fault().cut().afterAudio(Duration.ofMillis(1_000)).once();
        byte[] pcm = AUDIO.pcm();
        StreamClient cut = open();
        List<JsonObject> before = cut.send(pcm, 100 * BYTES_PER_MILLISECOND).rest();
        StreamClient again = open();
        List<JsonObject> after = again.send(Arrays.copyOfRange(pcm, againFrom * BYTES_PER_MILLISECOND, pcm.length))
                .end()
                .rest();

        assertThat(StreamProtocolTest.texts(before) + " " + StreamProtocolTest.texts(after))
                .isEqualTo(heard);
    }

    @Test
    void aCutWithinABlockSendsNoPartialOfIt() throws Exception {
        fault().cut().afterAudio(Duration.ofMillis(299)).once();

        assertThat(types(stream().rest())).containsExactly("config");
        assertUnharmed();
    }

    @Test
    void aCutRightAfterTheConfig() throws Exception {
        fault().cut().afterAudio(Duration.ZERO).once();

        assertThat(types(open().rest())).containsExactly("config");
    }

    @Test
    void delayedPartialsAreSentOrLostAtACut() throws Exception {
        fault().slow(LONG).cut().afterAudio(Duration.ofMillis(900)).once();
        fault().slow(LONG)
                .cut()
                .afterAudio(Duration.ofMillis(900))
                .losingPartials()
                .once();

        assertThat(types(stream().rest())).containsExactly("config", "partial", "partial");
        assertThat(types(stream().rest())).containsExactly("config");
        assertThat(palatine.streams().last().partials()).isEmpty();
    }

    @Test
    void aCloseAfterAudio() throws Exception {
        fault().close(1001).afterAudio(Duration.ofMillis(300)).once();
        StreamClient client = stream();

        assertThat(types(client.rest())).containsExactly("config", "partial");
        assertThat(client.closeCode()).isEqualTo(1001);
        assertThat(palatine.streams().last().end()).hasToString("Optional[closed 1001 by SERVER]");
    }

    @Test
    void theConfigNeverComes() throws Exception {
        fault().neverConfig().once();

        assertThat(types(stream().rest()))
                .containsExactly("partial", "partial", "partial", "partial", "partial", "final");
    }

    @Test
    void theFinalNeverComes() throws Exception {
        fault().neverFinal().once();
        StreamClient client = stream();

        client.next("config");
        for (String word : AUDIO.text().split(" ")) {
            assertThat(client.next("partial").getString("chunk_text")).isEqualTo(word);
        }
        // A ping is answered behind all that was sent.
        CountDownLatch answered = new CountDownLatch(1);
        client.socket().pongHandler(pong -> answered.countDown());
        client.socket().writePing(Buffer.buffer("?"));
        assertThat(answered.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(client.received()).isEmpty();
        assertThat(client.isClosed()).isFalse();
        assertThat(palatine.streams().open()).isEqualTo(1);
        assertThat(palatine.streams().last().audioEnded()).isTrue();
        assertThat(palatine.streams().last().completed()).isFalse();
    }

    @Test
    void aSlowSessionSendsPartialsLater() throws Exception {
        fault().slow(Duration.ofMillis(150)).once();
        StreamClient client = open();
        client.next("config");
        long sent = System.nanoTime();
        client.send(AUDIO.pcm(), BLOCK);

        client.next("partial");
        assertThat(Duration.ofNanos(System.nanoTime() - sent)).isGreaterThanOrEqualTo(Duration.ofMillis(149));
    }

    @Test
    void rawMessagesAreSentAsTheyAre() throws Exception {
        fault().sendRaw("{broken").once();
        fault().sendRaw("{\"type\":\"weather\"}").afterPartials(1).once();
        fault().sendRaw("[]").close(4000).afterAudio(Duration.ofMillis(900)).once();

        StreamClient first = stream();
        assertThat(first.nextText()).isEqualTo("{broken");
        assertThat(types(first.rest()))
                .containsExactly("config", "partial", "partial", "partial", "partial", "partial", "final");
        assertThat(types(stream().rest()))
                .containsExactly("config", "partial", "weather", "partial", "partial", "partial", "partial", "final");
        StreamClient third = stream();
        assertThat(third.closeCode()).isEqualTo(4000);
        third.next("config");
        third.next("partial");
        third.next("partial");
        assertThat(third.nextText()).isEqualTo("[]");
    }

    @Test
    void aServerThatStopsReadingCausesBackPressure() throws Exception {
        fault().stopReading().afterAudio(Duration.ofMillis(300)).once();
        StreamClient client = open();
        client.send(AUDIO.pcm(), BLOCK);

        client.next("config");
        client.next("partial");
        // 32 MB do not fit into the buffers of the network.
        byte[] more = new byte[64 * 1024];
        for (int i = 0; i < 512; i++) {
            client.send(more);
        }
        await().during(Duration.ofMillis(300)).until(() -> client.socket().writeQueueFull());
        long messages = palatine.streams().last().messageCount();
        assertThat(messages).isLessThanOrEqualTo(AUDIO.pcm().length / BLOCK + 1);
        assertThat(client.isClosed()).isFalse();
    }

    @Test
    void faultsCanSkipSessionsAndBeRemoved() throws Exception {
        Fault fault = fault().cut().after(1).always();

        assertUnharmed();
        assertThat(stream().closeCode()).isEqualTo(StreamClient.BROKEN);
        assertThat(stream().closeCode()).isEqualTo(StreamClient.BROKEN);
        assertThat(fault.timesApplied()).isEqualTo(2);
        fault.remove();
        assertUnharmed();
        fault().cut().always();
        palatine.faults().clear();
        assertUnharmed();
    }

    @Test
    void eachSessionGetsOneFaultInTheOrderInWhichTheyWereSet() throws Exception {
        fault().close(4000).once();
        fault().close(4002).once();

        assertThat(stream().closeCode()).isEqualTo(4000);
        assertThat(stream().closeCode()).isEqualTo(4002);
        assertUnharmed();
    }

    @Test
    void sessionsWithAWrongTokenGetNoFaults() throws Exception {
        fault().close(4002).once();

        assertThat(open("?token=wrong").closeCode()).isEqualTo(4001);
        assertThat(stream().closeCode()).isEqualTo(4002);
    }

    @Test
    void contradictoryFaultsAreRefused() {
        assertSenseless(() -> rule().once());
        assertSenseless(() -> rule().status(503).slow(LONG).once());
        assertSenseless(() -> rule().cut().close(4000).once());
        assertSenseless(() -> rule().cut().afterAudio(LONG).afterPartials(1).once());
        assertSenseless(() -> rule().neverFinal().afterPartials(1).once());
        assertSenseless(() -> rule().cut().losingPartials().once());
        assertThatIllegalArgumentException().isThrownBy(() -> rule().status(99));
        assertThatIllegalArgumentException().isThrownBy(() -> rule().close(99));
        assertThatIllegalArgumentException().isThrownBy(() -> rule().afterPartials(0));
        assertThatIllegalArgumentException().isThrownBy(() -> rule().slow(LONG.negated()));
        assertThatIllegalArgumentException().isThrownBy(() -> rule().afterAudio(LONG.negated()));
        rule().cut();
        assertSenseless(this::fault);
    }

    private StreamFaultRule rule() {
        palatine.faults().clear();
        return fault();
    }

    private static void assertSenseless(ThrowingCallable sentence) {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(sentence)
                .withMessageContaining("fault on streams");
    }
}
