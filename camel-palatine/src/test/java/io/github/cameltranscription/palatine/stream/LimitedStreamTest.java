/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LimitedStreamTest {

    private static final byte[] WHOLE = {0, 1, 2, 3, (byte) 0xFF, 5, 6, 7};

    private static LimitedStream limited(long length) {
        return new LimitedStream(new ByteArrayInputStream(WHOLE), length);
    }

    @Test
    void endsAtTheLimit() throws IOException {
        assertThat(limited(5).readAllBytes()).containsExactly(0, 1, 2, 3, 0xFF);
        assertThat(limited(0).readAllBytes()).isEmpty();
        assertThat(limited(8).readAllBytes()).isEqualTo(WHOLE);
    }

    @Test
    void endsWithTheStreamWhereThatIsShorter() throws IOException {
        assertThat(limited(Long.MAX_VALUE).readAllBytes()).isEqualTo(WHOLE);
        InputStream stream = limited(9);
        stream.skipNBytes(8);
        assertThat(stream.read()).isEqualTo(-1);
        assertThat(stream.read(new byte[3])).isEqualTo(-1);
    }

    @Test
    void singleBytesCount() throws IOException {
        InputStream stream = limited(5);
        for (int expected : new int[] {0, 1, 2, 3, 0xFF, -1, -1}) {
            assertThat(stream.read()).isEqualTo(expected);
        }
    }

    @Test
    void everyWayToReadCounts() throws IOException {
        InputStream stream = limited(6);
        byte[] bytes = new byte[4];

        assertThat(stream.read()).isZero();
        assertThat(stream.skip(2)).isEqualTo(2);
        assertThat(stream.read(bytes, 1, 2)).isEqualTo(2);
        assertThat(bytes).containsExactly(0, 3, 0xFF, 0);
        assertThat(stream.read(bytes, 0, 4)).isEqualTo(1);
        assertThat(stream.read(bytes, 0, 4)).isEqualTo(-1);
        assertThat(stream.read(bytes, 0, 0)).isZero();
    }

    @Test
    void nothingIsSkippedBeyondTheLimit() throws IOException {
        InputStream stream = limited(3);

        assertThat(stream.skip(100)).isEqualTo(3);
        assertThat(stream.skip(100)).isZero();
        assertThat(stream.read()).isEqualTo(-1);
    }

    @Test
    void noMoreIsAvailableThanIsLeft() throws IOException {
        InputStream stream = limited(3);

        assertThat(stream.available()).isEqualTo(3);
        stream.read();
        assertThat(stream.available()).isEqualTo(2);
        assertThat(limited(100).available()).isEqualTo(8);
    }

    @Test
    void cannotGoBackBecauseItWouldCountTwice() {
        assertThat(limited(3).markSupported()).isFalse();
    }

    @Test
    void closesTheStreamUnderIt() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        new LimitedStream(
                        new ByteArrayInputStream(WHOLE) {
                            @Override
                            public void close() {
                                closed.set(true);
                            }
                        },
                        3)
                .close();

        assertThat(closed).isTrue();
    }
}
