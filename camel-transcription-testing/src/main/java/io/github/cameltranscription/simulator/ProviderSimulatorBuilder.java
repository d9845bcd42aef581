/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;

import io.github.cameltranscription.simulator.aiesa.AiesaVariant;
import io.github.cameltranscription.simulator.job.JobSettings;
import io.github.cameltranscription.simulator.palatine.PalatineVariant;
import io.github.cameltranscription.simulator.palatine.stream.StreamSettings;
import io.github.cameltranscription.simulator.provider.Variants;
import io.github.cameltranscription.simulator.shopot.ShopotVariant;
import io.github.cameltranscription.simulator.transcript.Scripts;
import io.github.cameltranscription.simulator.transcript.TranscriptWriter;

/**
 * Settings of a {@link ProviderSimulator}. The variants that are not set here can be set for a whole test run by the system
 * properties {@code simulator.palatine-variant}, {@code simulator.shopot-variant}, {@code simulator.aiesa-variant} and
 * {@code simulator.variant-seed}, whose values are those of the options of the command line.
 */
public final class ProviderSimulatorBuilder {

    /** Key that is accepted where none is set. */
    public static final String DEFAULT_API_KEY = "test-key";

    /** AIESA's public key where none is set. */
    public static final String DEFAULT_AIESA_PUBLIC_KEY = "test-public-key";

    /** AIESA's secret key where none is set. */
    public static final String DEFAULT_AIESA_SECRET_KEY = "test-secret-key";

    /** The documents name no limit; this keeps a runaway client from streaming for ever. */
    private static final long DEFAULT_LARGEST_UPLOAD = 2L * 1024 * 1024 * 1024;

    /** Between the attempts of Shopot to call back (shopot-create.ru.txt). */
    private static final Duration DOCUMENTED_CALLBACK_INTERVAL = Duration.ofSeconds(60);

    /** Median of the published measurements, to the millisecond (palatine-streaming.ru.txt). */
    private static final Duration DOCUMENTED_STREAM_LATENCY = Duration.ofMillis(82);

    /** Published with them (palatine-streaming.ru.txt). */
    private static final double DOCUMENTED_STREAM_REAL_TIME_FACTOR = 0.19;

    String host = "127.0.0.1";
    int port;
    String palatineApiKey = DEFAULT_API_KEY;
    String shopotApiKey = DEFAULT_API_KEY;
    Duration shopotCallbackInterval = DOCUMENTED_CALLBACK_INTERVAL;
    String aiesaPublicKey = DEFAULT_AIESA_PUBLIC_KEY;
    String aiesaSecretKey = DEFAULT_AIESA_SECRET_KEY;
    private PalatineVariant palatineVariant;
    private ShopotVariant shopotVariant;
    private AiesaVariant aiesaVariant;
    private Long variantSeed;
    private Clock clock = Clock.systemUTC();
    private Function<Duration, Duration> processingTime = audio -> Duration.ZERO;
    private Duration linkedAudioDuration = Duration.ofMinutes(1);
    private long largestUpload = DEFAULT_LARGEST_UPLOAD;
    private int keptRequests = 1000;
    Path scripts;
    private Duration streamLatency = DOCUMENTED_STREAM_LATENCY;
    private double streamRealTimeFactor = DOCUMENTED_STREAM_REAL_TIME_FACTOR;
    private String streamScript;
    private boolean keepStreamAudio = true;
    private boolean refuseStreamsAtHandshake;

    ProviderSimulatorBuilder() {}

    /** Address to listen on; 127.0.0.1 by default. */
    public ProviderSimulatorBuilder host(String address) {
        host = Objects.requireNonNull(address);
        return this;
    }

    /** Port to listen on; 0, the default, takes a free one. */
    public ProviderSimulatorBuilder port(int number) {
        port = number;
        return this;
    }

    /** The only key that Palatine accepts. */
    public ProviderSimulatorBuilder palatineApiKey(String key) {
        palatineApiKey = Objects.requireNonNull(key);
        return this;
    }

    /** The only key that Shopot accepts. */
    public ProviderSimulatorBuilder shopotApiKey(String key) {
        shopotApiKey = Objects.requireNonNull(key);
        return this;
    }

    /** Between the attempts of Shopot to call back; 60 seconds, as documented, by default. It passes in real time. */
    public ProviderSimulatorBuilder shopotCallbackInterval(Duration interval) {
        shopotCallbackInterval = Objects.requireNonNull(interval);
        return this;
    }

    /** The only public key that AIESA accepts. */
    public ProviderSimulatorBuilder aiesaPublicKey(String key) {
        aiesaPublicKey = required(key);
        return this;
    }

    /** What AIESA's clients must sign with. */
    public ProviderSimulatorBuilder aiesaSecretKey(String key) {
        aiesaSecretKey = required(key);
        return this;
    }

    /** Which shape Palatine's answers have; as documented by default. */
    public ProviderSimulatorBuilder palatineVariant(PalatineVariant variant) {
        palatineVariant = Objects.requireNonNull(variant);
        return this;
    }

    /** Which shape Shopot's answers have; as documented by default. */
    public ProviderSimulatorBuilder shopotVariant(ShopotVariant variant) {
        shopotVariant = Objects.requireNonNull(variant);
        return this;
    }

    /** Which version of AIESA's API there is; v1 by default. */
    public ProviderSimulatorBuilder aiesaVariant(AiesaVariant variant) {
        aiesaVariant = Objects.requireNonNull(variant);
        return this;
    }

    /** All providers answer each request in another of their shapes, by this seed; the variants that are set do not count then. */
    public ProviderSimulatorBuilder mixedVariants(long seed) {
        variantSeed = seed;
        return this;
    }

    private <V extends Enum<V>> Variants<V> variants(V named, String provider, V documented) {
        String variant = property(provider + "-variant");
        V chosen = named != null || variant == null
                ? named
                : CommandLine.named(documented.getDeclaringClass(), "simulator." + provider + "-variant", variant);
        Variants<V> variants = new Variants<>(chosen == null ? documented : chosen);
        String seed = chosen == null ? property("variant-seed") : null;
        if (variantSeed != null) {
            variants.mix(variantSeed);
        } else if (seed != null) {
            variants.mix(CommandLine.seed(seed));
        }
        return variants;
    }

    private static String property(String name) {
        String value = System.getProperty("simulator." + name, "");
        return value.isBlank() ? null : value.strip();
    }

    private static String required(String key) {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("A key must not be empty");
        }
        return key;
    }

    /** Jobs take this long, whatever their audio; zero by default. */
    public ProviderSimulatorBuilder processingTime(Duration time) {
        Objects.requireNonNull(time);
        return processingTime(audio -> time);
    }

    /** Jobs take as long as this function says for the duration of their audio. */
    public ProviderSimulatorBuilder processingTime(Function<Duration, Duration> timeOfAudio) {
        processingTime = Objects.requireNonNull(timeOfAudio);
        return this;
    }

    /** Jobs take this fraction of their audio's duration: 0.1 is ten times as fast as real time. */
    public ProviderSimulatorBuilder realTimeFactor(double factor) {
        return processingTime(audio -> Duration.ofMillis(Math.round(audio.toMillis() * factor)));
    }

    /** Drives the jobs, see {@link ManualClock}; the system's clock by default. Delays that are faults pass in real time. */
    public ProviderSimulatorBuilder clock(Clock source) {
        clock = Objects.requireNonNull(source);
        return this;
    }

    /** Folder of UTF-8 text files named like the audio, with {@code .txt} in place of the extension or behind it; none by default. */
    public ProviderSimulatorBuilder scripts(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("No folder of scripts: " + folder);
        }
        scripts = folder;
        return this;
    }

    /** Duration of audio submitted by link, which is never downloaded; one minute by default. */
    public ProviderSimulatorBuilder linkedAudioDuration(Duration duration) {
        linkedAudioDuration = Objects.requireNonNull(duration);
        return this;
    }

    /** Bytes of a request body above which it is refused as 413; 2 GiB by default. */
    public ProviderSimulatorBuilder largestUpload(long bytes) {
        largestUpload = bytes;
        return this;
    }

    /** How many requests of each kind of call, and streaming sessions, are remembered; 1000 by default. Counts stay exact. */
    public ProviderSimulatorBuilder keptRequests(int requests) {
        if (requests < 1) {
            throw new IllegalArgumentException("At least one request must be kept");
        }
        keptRequests = requests;
        return this;
    }

    /** From the last byte of a block of a stream's audio to its partial, in real time; 82 ms, as published, by default. */
    public ProviderSimulatorBuilder streamLatency(Duration latency) {
        if (latency.isNegative()) {
            throw new IllegalArgumentException("A latency cannot be negative");
        }
        streamLatency = latency;
        return this;
    }

    /** How long a stream works on its audio, one block after the other, as a fraction of the audio's duration; 0.19, as published, by default. */
    public ProviderSimulatorBuilder streamRealTimeFactor(double factor) {
        if (!(factor >= 0) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("Not a real-time factor: " + factor);
        }
        streamRealTimeFactor = factor;
        return this;
    }

    /**
     * The words of stream audio that carries no words itself (see
     * {@link io.github.cameltranscription.simulator.palatine.stream.SpokenAudio}): the next word in each loud block of
     * 300 ms, from the first in each session. By default plainly artificial words without end.
     */
    public ProviderSimulatorBuilder streamScript(String text) {
        streamScript = Objects.requireNonNull(text);
        return this;
    }

    /** Whether the audio of streaming sessions is kept, at most 32 MiB of each; true by default. For many sessions turn it off. */
    public ProviderSimulatorBuilder keepStreamAudio(boolean keep) {
        keepStreamAudio = keep;
        return this;
    }

    /** Whether a stream with a wrong token is refused with HTTP 403; by default it gets an error message and is closed with 4001. */
    public ProviderSimulatorBuilder refuseStreamsAtHandshake(boolean refuse) {
        refuseStreamsAtHandshake = refuse;
        return this;
    }

    /** Starts the server; it accepts requests when this returns. */
    public ProviderSimulator start() {
        return ProviderSimulator.start(this);
    }

    Variants<PalatineVariant> palatineVariants() {
        return variants(palatineVariant, "palatine", PalatineVariant.DOCUMENTED);
    }

    Variants<ShopotVariant> shopotVariants() {
        return variants(shopotVariant, "shopot", ShopotVariant.DOCUMENTED);
    }

    Variants<AiesaVariant> aiesaVariants() {
        return variants(aiesaVariant, "aiesa", AiesaVariant.V1);
    }

    JobSettings jobSettings(Scripts texts) {
        return new JobSettings(
                clock, processingTime, linkedAudioDuration, largestUpload, keptRequests, new TranscriptWriter(texts));
    }

    StreamSettings streamSettings() {
        return new StreamSettings(
                streamLatency,
                streamRealTimeFactor,
                streamScript,
                keepStreamAudio,
                refuseStreamsAtHandshake,
                keptRequests);
    }
}
