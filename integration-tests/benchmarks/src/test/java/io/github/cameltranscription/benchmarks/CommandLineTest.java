/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CommandLineTest {

    @Test
    void defaultsAreTheDesignsTargets() {
        CommandLine commandLine = CommandLine.parse("all");

        assertThat(commandLine.isAskedFor("jobs")).isTrue();
        assertThat(commandLine.isAskedFor("uploads")).isTrue();
        assertThat(commandLine.isAskedFor("streams")).isTrue();
        assertThat(commandLine.streams().sessions()).isEqualTo(100);
        assertThat(commandLine.streams().heldSessions()).isEqualTo(1000);
        assertThat(commandLine.jobs().jobs()).isEqualTo(10_000);
        assertThat(commandLine.jobs().interval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(commandLine.uploads().bytes()).isEqualTo(200_000_000);
        assertThat(commandLine.outage().outage()).isEqualTo(Duration.ofSeconds(60));
        assertThat(commandLine.busy().recordings()).isEqualTo(500);
        assertThat(commandLine.busy().submissionsPerSecond()).isEqualTo(10);
        assertThat(commandLine.uploads().jvmOptions()).containsExactly("-Xmx64m");
    }

    @Test
    void optionsOverrideThem() {
        CommandLine commandLine = CommandLine.parse(
                "jobs", "--strict", "--window", "250ms", "--child-options", "-Xlog:gc -XX:+UseSerialGC");

        assertThat(commandLine.isStrict()).isTrue();
        assertThat(commandLine.isAskedFor("uploads")).isFalse();
        assertThat(commandLine.jobs().window()).isEqualTo(Duration.ofMillis(250));
        assertThat(commandLine.jobs().jvmOptions()).containsExactly("-Xmx512m", "-Xlog:gc", "-XX:+UseSerialGC");
    }

    @Test
    void whatItDoesNotKnowItNames() {
        assertThatThrownBy(() -> CommandLine.parse("jobs", "--round", "5")).hasMessageContaining("--round");
        assertThatThrownBy(() -> CommandLine.parse("jobs", "--rounds")).hasMessageContaining("--rounds");
        assertThatThrownBy(() -> CommandLine.parse()).hasMessageContaining("command");
    }
}
