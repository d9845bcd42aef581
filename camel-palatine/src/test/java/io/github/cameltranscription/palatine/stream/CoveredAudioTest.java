/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The clock is a number: nothing here waits. */
class CoveredAudioTest {

    private static final Duration BLOCK = CoveredAudio.BLOCK;
    private static final Duration HALF = Duration.ofMillis(150);

    private final CoveredAudio covered = new CoveredAudio();
    private Duration now = Duration.ofSeconds(1234);
    private Duration position = Duration.ZERO;

    private void connected(long block) {
        covered.connected(block, now.toNanos());
        position = BLOCK.multipliedBy(block);
    }

    private void send(Duration length, int times) {
        for (int i = 0; i < times; i++) {
            position = position.plus(length);
            covered.sent(length, position, now.toNanos());
        }
    }

    private long partial() {
        return covered.partial(now.toNanos());
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void nothingIsCoveredBeforeAnythingHasCome() {
        connected(0);
        assertThat(covered.blocks()).isZero();
        send(BLOCK, 100);
        assertThat(covered.blocks()).isZero();
    }

    @Test
    void eachPartialCoversABlock() {
        connected(0);
        send(BLOCK, 5);
        assertThat(partial()).isEqualTo(1);
        assertThat(covered.blocks()).isEqualTo(1);
        assertThat(partial()).isEqualTo(2);
        assertThat(partial()).isEqualTo(3);
        assertThat(covered.blocks()).isEqualTo(3);
    }

    @Test
    void aLongMessageIsSeveralBlocksAndAPartialIsOfOneOfThem() {
        connected(0);
        send(Duration.ofMillis(900), 2);
        partial();
        partial();

        assertThat(covered.blocks()).isEqualTo(2);
    }

    @Test
    void aServiceThatSendsOnePartialForEachShortMessageCoversNoMoreThanThat() {
        connected(0);
        send(HALF, 10);
        assertThat(partial()).isEqualTo(1);
        assertThat(covered.blocks()).isZero();
        assertThat(partial()).isEqualTo(1);
        assertThat(covered.blocks()).isEqualTo(1);
        assertThat(partial()).isEqualTo(2);
        assertThat(covered.blocks()).isEqualTo(1);
    }

    @Test
    void theLastMessageMayBeShorterAndSaysNothingAboutThoseBefore() {
        connected(0);
        send(BLOCK, 3);
        send(Duration.ofMillis(10), 1);
        partial();
        partial();

        assertThat(covered.blocks()).isEqualTo(2);
    }

    @Test
    void aShortMessageThatIsNotTheLastCounts() {
        connected(0);
        send(BLOCK, 1);
        send(Duration.ofMillis(100), 1);
        send(BLOCK, 4);
        partial();
        partial();
        assertThat(covered.blocks()).isZero();
        partial();
        assertThat(covered.blocks()).isEqualTo(1);
    }

    @Test
    void noMoreIsCoveredThanWasSent() {
        connected(0);
        send(HALF, 3);
        for (int i = 0; i < 50; i++) {
            partial();
        }
        assertThat(covered.blocks()).isEqualTo(1);
        pass(Duration.ofHours(1));
        partial();
        assertThat(covered.blocks()).isEqualTo(1);
    }

    @Test
    void blocksAreCountedFromTheBeginningOfTheSessionOnALaterConnectionToo() {
        connected(0);
        send(BLOCK, 10);
        for (int i = 0; i < 6; i++) {
            partial();
        }
        connected(4);
        assertThat(covered.blocks()).isEqualTo(4);
        send(BLOCK, 3);
        assertThat(partial()).isEqualTo(5);
        assertThat(covered.blocks()).isEqualTo(5);
    }

    @Test
    void shortMessagesOfAnEarlierConnectionAreForgotten() {
        connected(0);
        send(HALF, 4);
        connected(0);
        send(BLOCK, 4);
        partial();

        assertThat(covered.blocks()).isEqualTo(1);
    }

    @Test
    void silenceIsCoveredByTimeFiveSecondsOfAudioBehind() {
        connected(0);
        // A minute as it is spoken, and no partial.
        for (int i = 0; i < 200; i++) {
            pass(BLOCK);
            send(BLOCK, 1);
        }
        // Of what was sent at 60 s nothing can be worked on yet: 59.7 s, less the 5 s that it may be behind.
        assertThat(covered.blocks()).isEqualTo(182);
        pass(Duration.ofSeconds(1));
        partial();
        assertThat(covered.blocks()).isEqualTo(183);
    }

    @Test
    void whatWasSentFasterThanItIsSpokenIsCoveredAtTwiceTheSpeedOfSpeech() {
        connected(0);
        send(BLOCK, 1000);
        pass(Duration.ofSeconds(5));
        partial();
        assertThat(covered.blocks()).as("10 s worked on, 5 s behind").isEqualTo(16);
        pass(Duration.ofSeconds(15));
        partial();
        assertThat(covered.blocks()).as("40 s worked on, 5 s behind").isEqualTo(116);
    }

    @Test
    void timeBeforeAnythingWasSentCoversNothing() {
        connected(0);
        pass(Duration.ofHours(1));
        send(BLOCK, 200);
        assertThat(covered.blocks()).isZero();
        pass(Duration.ofSeconds(2));
        send(BLOCK, 1);
        assertThat(covered.blocks()).isZero();
    }

    @Test
    void timeOfAnEarlierConnectionCoversNothing() {
        connected(0);
        send(BLOCK, 200);
        pass(Duration.ofMinutes(1));
        connected(10);
        send(BLOCK, 190);

        assertThat(covered.blocks()).isEqualTo(10);
    }

    @Test
    void theClockMayBeNegativeAsThatOfTheMachineMayBe() {
        now = Duration.ofSeconds(-20);
        connected(0);
        send(BLOCK, 200);
        pass(Duration.ofSeconds(10));
        partial();

        assertThat(covered.blocks()).isEqualTo(50);
    }

    @Test
    void itNeverGoesBackWithinAConnection() {
        connected(0);
        send(BLOCK, 20);
        for (int i = 0; i < 10; i++) {
            partial();
        }
        assertThat(covered.blocks()).isEqualTo(10);
        send(Duration.ofMillis(60), 1);
        send(BLOCK, 1);

        assertThat(covered.blocks()).isEqualTo(10);
    }
}
