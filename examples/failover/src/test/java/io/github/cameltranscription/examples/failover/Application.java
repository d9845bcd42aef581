/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.failover;

import java.io.File;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import jakarta.inject.Singleton;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.service.ServiceHelper;

import io.github.cameltranscription.examples.demo.EmbeddedSimulator;
import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.request.RecordedRequest;
import io.github.cameltranscription.transcript.Transcript;

/** The application under test: the route for any provider, the simulators behind it, and the breakers between. */
@Singleton
public class Application {

    /** A recording of a few words. */
    static final File CALL = new File("../file-pipeline/recordings/call.wav");

    private final CamelContext context;
    private final ProducerTemplate template;
    private final CircuitBreakers breakers;
    private final EmbeddedSimulator simulator;
    private final Map<SimulatedProvider, Long> boughtBefore = new HashMap<>();

    Application(
            CamelContext context, ProducerTemplate template, CircuitBreakers breakers, EmbeddedSimulator simulator) {
        this.context = context;
        this.template = template;
        this.breakers = breakers;
        this.simulator = simulator;
    }

    /** Ends the faults, closes the breakers and sets the counts to zero. */
    void reset() {
        for (SimulatedProvider provider : SimulatedProvider.values()) {
            breaker(provider).reset();
            provider.reset(simulator());
            forgetPauses(provider);
            boughtBefore.put(provider, provider.bought(simulator()));
        }
    }

    /** A component forgets what it learned of a provider when it stops; a stop of its endpoints does not wait for that. */
    private void forgetPauses(SimulatedProvider provider) {
        Component component = context.hasComponent(provider.scheme());
        ServiceHelper.stopService(component);
        ServiceHelper.startService(component);
    }

    ProviderSimulator simulator() {
        return simulator.started();
    }

    Path scripts() {
        return simulator.scripts();
    }

    CircuitBreaker breaker(SimulatedProvider provider) {
        return breakers.of(provider.scheme());
    }

    void strike(SimulatedProvider provider, ProviderFault fault) {
        fault.strike().at(provider, simulator(), breaker(provider));
    }

    /** Sends a recording, which is expected to be transcribed. */
    Transcript transcribe() {
        Exchange exchange = send(CALL);
        if (exchange.getException() != null) {
            throw new AssertionError("not transcribed", exchange.getException());
        }
        return exchange.getMessage().getBody(Transcript.class);
    }

    /** The transcript of each provider, with the breakers of those before it open. */
    Map<SimulatedProvider, Transcript> transcribeByEach() {
        Map<SimulatedProvider, Transcript> transcripts = new EnumMap<>(SimulatedProvider.class);
        for (SimulatedProvider provider : SimulatedProvider.values()) {
            transcripts.keySet().forEach(earlier -> strike(earlier, ProviderFault.OPEN_BREAKER));
            transcripts.put(provider, transcribe());
        }
        return transcripts;
    }

    Exchange send(Object recording) {
        return send(recording, Map.of());
    }

    Exchange send(Object recording, Map<String, Object> headers) {
        return template.send(AnyProviderRoute.URI, exchange -> {
            exchange.getMessage().setBody(recording);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
    }

    /** How many jobs were made since the last reset: that of AIESA, of Palatine, of Shopot. */
    List<Long> bought() {
        return Stream.of(SimulatedProvider.values())
                .map(provider -> provider.bought(simulator()) - boughtBefore.get(provider))
                .toList();
    }

    /** How many submissions came since the last reset, whatever was answered: to AIESA, to Palatine, to Shopot. */
    List<Integer> asked() {
        return Stream.of(SimulatedProvider.values())
                .map(provider -> submissions(provider).size())
                .toList();
    }

    List<RecordedRequest> submissions(SimulatedProvider provider) {
        return provider.submissions(simulator());
    }
}
