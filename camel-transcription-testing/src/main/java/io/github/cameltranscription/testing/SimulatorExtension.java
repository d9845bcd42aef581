/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.apache.camel.CamelContext;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;
import io.github.cameltranscription.simulator.aiesa.AiesaSimulator;
import io.github.cameltranscription.simulator.palatine.PalatineSimulator;
import io.github.cameltranscription.simulator.shopot.ShopotSimulator;

/**
 * Starts a simulator of the providers for a test, and points the components {@code palatine}, {@code shopot} and {@code aiesa} of
 * every Camel context at it that the test makes: address, keys, and short delays between polls. Nothing is configured in the
 * route, and what is configured on the component is overridden, so that no recording is sent to a provider by mistake; what a URI
 * says stays.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final SimulatorExtension simulator = new SimulatorExtension().script("talk.wav", "Добрый день.");
 * }</pre>
 *
 * <p>In a static field there is one simulator for all tests of the class, else one for each test. Contexts are found by the thread
 * that makes them, which is the test's or one that it has started; any other is given to {@link #simulate(CamelContext)}. In a
 * {@code @QuarkusTest} the module {@code camel-transcription-testing-quarkus} does this.
 */
public final class SimulatorExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    private static final Duration CALLBACK_INTERVAL = Duration.ofMillis(50);

    private final Consumer<ProviderSimulatorBuilder> settings;
    private final List<Consumer<ProviderSimulator>> scripts = new ArrayList<>();
    private final AtomicReference<ProviderSimulator> running = new AtomicReference<>();
    private int depth;

    /** A simulator without delays: a job is done at its first poll. */
    public SimulatorExtension() {
        this(builder -> {});
    }

    /**
     * A simulator with other settings.
     *
     * @param settings changes the settings, each time that a simulator is started
     */
    public SimulatorExtension(Consumer<ProviderSimulatorBuilder> settings) {
        this.settings = settings;
    }

    /**
     * Sets what is spoken in a recording.
     *
     * @param fileName of the recording
     * @param text     is spread over what is loud in the recording
     */
    public SimulatorExtension script(String fileName, String text) {
        return script(simulator -> simulator.script(fileName, text));
    }

    /** Sets what is spoken in every recording that has no text of its own; without it the text is plainly artificial. */
    public SimulatorExtension script(String text) {
        return script(simulator -> simulator.script(text));
    }

    private SimulatorExtension script(Consumer<ProviderSimulator> script) {
        scripts.add(script);
        if (running.get() != null) {
            script.accept(running.get());
        }
        return this;
    }

    /** The stand-in for Palatine Speech: its requests, jobs, streams and faults. */
    public PalatineSimulator palatine() {
        return simulator().palatine();
    }

    /** The stand-in for Shopot: its requests, jobs, callbacks and faults. */
    public ShopotSimulator shopot() {
        return simulator().shopot();
    }

    /** The stand-in for AIESA: its requests, jobs and faults. */
    public AiesaSimulator aiesa() {
        return simulator().aiesa();
    }

    /** Points the components of this Camel context at the simulator, for a context that another thread has made. */
    public void simulate(CamelContext context) {
        SimulatorPlugin.simulate(context, simulator());
    }

    private ProviderSimulator simulator() {
        ProviderSimulator simulator = running.get();
        if (simulator == null) {
            throw new IllegalStateException(
                    "The simulator runs while a test runs: annotate the field with @RegisterExtension, static for all tests of a"
                            + " class, and ask in a test");
        }
        return simulator;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        enter();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        enter();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        leave();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        leave();
    }

    /** Of a static field it is entered for the class, for each nested class, and for each test. */
    private synchronized void enter() {
        if (depth++ == 0) {
            ProviderSimulatorBuilder builder = ProviderSimulator.builder()
                    .streamLatency(Duration.ZERO)
                    .streamRealTimeFactor(0)
                    .shopotCallbackInterval(CALLBACK_INTERVAL);
            settings.accept(builder);
            ProviderSimulator simulator = builder.start();
            scripts.forEach(script -> script.accept(simulator));
            running.set(simulator);
        }
        SimulatorPlugin.simulateContextsOfThisThread(running);
    }

    private synchronized void leave() {
        if (--depth == 0) {
            ProviderSimulator simulator = running.getAndSet(null);
            if (simulator != null) {
                simulator.close();
            }
            SimulatorPlugin.leaveContextsOfThisThread();
        }
    }
}
