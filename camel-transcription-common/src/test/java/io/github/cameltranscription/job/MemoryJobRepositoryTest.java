/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.time.Clock;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MemoryJobRepositoryTest extends JobRepositoryContractTest {

    @Override
    int rounds() {
        return 2_000;
    }

    @Override
    JobRepository create(Clock itsClock, Duration retention) {
        MemoryJobRepository created = new MemoryJobRepository(itsClock);
        created.setRetention(retention);
        return created;
    }

    @Test
    void nobodySharesIt() {
        assertThat(new MemoryJobRepository().isShared()).isFalse();
    }

    @Test
    void aRetentionThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new MemoryJobRepository().setRetention(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("retention PT-1S must be zero");
    }
}
