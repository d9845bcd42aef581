/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.livecaptions;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.examples.livecaptions.BrowserMessage.Stop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MessageOrderTest {

    private final MessageOrder order = new MessageOrder();

    @Test
    void aMessageInOrderIsReadyAtOnce() {
        assertThat(add(0)).containsExactly(0L);
        assertThat(add(1)).containsExactly(1L);
    }

    @Test
    void anEarlyMessageWaitsForThoseBeforeIt() {
        assertThat(add(2)).isEmpty();
        assertThat(add(1)).isEmpty();
        assertThat(add(0)).containsExactly(0L, 1L, 2L);
        assertThat(add(3)).containsExactly(3L);
    }

    @Test
    void aRepeatedNumberIsRefused() {
        add(0);
        add(2);

        assertThatThrownBy(() -> add(0)).hasMessage("message 0 cannot follow, 1 is the next");
        assertThatThrownBy(() -> add(2)).hasMessage("message 2 cannot follow, 1 is the next");
    }

    @Test
    void aNumberFarAheadIsRefused() {
        assertThat(add(MessageOrder.MOST_AHEAD)).isEmpty();
        assertThatThrownBy(() -> add(MessageOrder.MOST_AHEAD + 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private List<Long> add(long number) {
        return order.add(new Stop(number)).stream().map(BrowserMessage::number).toList();
    }
}
