/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.benchmarks.process.Options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CommandLineTest {

    @Test
    void defaultsAreTheDesignsTargets() {
        CommandLine commandLine = CommandLine.parse("all");

        assertThat(commandLine.commands())
                .containsExactly("jobs", "uploads", "streams", "outage", "busy", "durable", "console");
        Options options = commandLine.options();
        assertThat(options.number("--sessions")).isEqualTo(100);
        assertThat(options.number("--held-sessions")).isEqualTo(1000);
        assertThat(options.number("--jobs")).isEqualTo(10_000);
        assertThat(options.duration("--interval")).isEqualTo(Duration.ofSeconds(2));
        assertThat(options.number("--megabytes")).isEqualTo(200);
        assertThat(options.number("--seconds")).isEqualTo(60);
        assertThat(options.number("--recordings")).isEqualTo(500);
        assertThat(options.number("--submissions-per-second")).isEqualTo(10);
        assertThat(options.numbers("--nodes")).containsExactly(1, 2, 4);
        assertThat(options.jvmOptions("--upload-heap")).containsExactly("-Xmx64m");
    }

    @Test
    void optionsOverrideTheDefaults() {
        CommandLine commandLine = CommandLine.parse(
                "jobs", "--strict", "--window", "250ms", "--child-options", "-Xlog:gc -XX:+UseSerialGC");

        assertThat(commandLine.strict()).isTrue();
        assertThat(commandLine.commands()).containsExactly("jobs");
        assertThat(commandLine.options().duration("--window")).isEqualTo(Duration.ofMillis(250));
        assertThat(commandLine.options().jvmOptions("--heap"))
                .containsExactly("-Xmx512m", "-Xlog:gc", "-XX:+UseSerialGC");
    }

    @Test
    void anUnknownOptionIsNamed() {
        assertThatThrownBy(() -> CommandLine.parse("jobs", "--round", "5")).hasMessageContaining("--round");
        assertThatThrownBy(() -> CommandLine.parse("jobs", "--rounds")).hasMessageContaining("--rounds");
        assertThatThrownBy(() -> CommandLine.parse()).hasMessageContaining("command");
    }
}
