/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream.resume;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AudioWindowTest {

    private final AudioWindow window = new AudioWindow();

    @Test
    void aWholeChunkIsReadWithoutACopy() {
        byte[] chunk = {1, 2, 3};
        window.append(new byte[] {0});
        window.append(chunk);

        assertThat(window.read(1, 3)).isSameAs(chunk);
        assertThat(window.read(1, 100)).isSameAs(chunk);
    }

    @Test
    void onlyChunksThatEndBeforeThePositionAreDiscarded() {
        window.append(new byte[] {0, 1, 2});
        window.append(new byte[] {3, 4, 5});

        window.discardBefore(2);
        assertThat(window.start()).isZero();
        window.discardBefore(3);
        assertThat(window.start()).isEqualTo(3);
        window.discardBefore(5);
        assertThat(window.start()).isEqualTo(3);

        assertThat(window.size()).isEqualTo(3);
        assertThat(window.end()).isEqualTo(6);
        assertThat(window.read(4, 10)).containsExactly(4, 5);
    }

    @Test
    void discardingBehindTheEndLeavesAnEmptyWindowAtItsEnd() {
        window.append(new byte[] {0, 1, 2});
        window.discardBefore(100);

        assertThat(window.start()).isEqualTo(3);
        assertThat(window.size()).isZero();
        window.append(new byte[] {3});
        assertThat(window.read(3, 1)).containsExactly(3);
    }

    @Test
    void readsGiveTheAppendedAudio() {
        Random random = new Random(20_261_121);
        for (int round = 0; round < 200; round++) {
            AudioWindow any = new AudioWindow();
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            assertThat(any.end()).isZero();
            for (int chunks = random.nextInt(20); chunks >= 0; chunks--) {
                byte[] chunk = new byte[random.nextInt(12)];
                random.nextBytes(chunk);
                any.append(chunk);
                all.writeBytes(chunk);
                any.discardBefore(random.nextInt(all.size() + 1) / 2);
                if (any.size() > 0) {
                    int position = (int) any.start() + random.nextInt((int) any.size());
                    int most = 1 + random.nextInt(30);
                    assertThat(any.read(position, most))
                            .isEqualTo(Arrays.copyOfRange(
                                    all.toByteArray(), position, Math.min(position + most, all.size())));
                }
                assertThat(any.end()).isEqualTo(all.size());
            }
        }
    }
}
