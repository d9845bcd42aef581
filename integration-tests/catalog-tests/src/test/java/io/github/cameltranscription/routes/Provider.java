/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.routes;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

import io.github.cameltranscription.aiesa.AiesaComponent;
import io.github.cameltranscription.aiesa.AiesaConfiguration;
import io.github.cameltranscription.aiesa.AiesaOperation;
import io.github.cameltranscription.component.OptionTable;
import io.github.cameltranscription.component.TranscriptionComponent;
import io.github.cameltranscription.component.TranscriptionConfiguration;
import io.github.cameltranscription.component.TranscriptionOperation;
import io.github.cameltranscription.job.MemoryJobRepository;
import io.github.cameltranscription.palatine.PalatineComponent;
import io.github.cameltranscription.palatine.PalatineConfiguration;
import io.github.cameltranscription.palatine.PalatineOperation;
import io.github.cameltranscription.shopot.ShopotComponent;
import io.github.cameltranscription.shopot.ShopotConfiguration;
import io.github.cameltranscription.shopot.ShopotOperation;
import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;
import io.github.cameltranscription.simulator.fault.FaultRule;
import io.github.cameltranscription.simulator.fault.OutcomeRule;
import io.github.cameltranscription.simulator.provider.ProviderRequests;

/** A component, its operations, and its part of the simulator. */
enum Provider {
    PALATINE(
            PalatineOperation.values(),
            PalatineComponent.optionTable(),
            simulator -> simulator.palatine().requests(),
            simulator -> simulator.palatine().faults().onSubmit(),
            simulator -> simulator.palatine().faults().onProcessing()),
    SHOPOT(
            ShopotOperation.values(),
            ShopotComponent.optionTable(),
            simulator -> simulator.shopot().requests(),
            simulator -> simulator.shopot().faults().onSubmit(),
            simulator -> simulator.shopot().faults().onProcessing()),
    AIESA(
            AiesaOperation.values(),
            AiesaComponent.optionTable(),
            simulator -> simulator.aiesa().requests(),
            simulator -> simulator.aiesa().faults().onSubmit(),
            simulator -> simulator.aiesa().faults().onProcessing());

    private static final Set<String> OF_JOBS = Set.of("await", "status", "download", "done");

    private final List<TranscriptionOperation> operations;
    private final OptionTable table;
    private final Function<ProviderSimulator, ProviderRequests<?, ?>> requests;
    private final Function<ProviderSimulator, FaultRule> onSubmit;
    private final Function<ProviderSimulator, OutcomeRule> onProcessing;

    Provider(
            TranscriptionOperation[] operations,
            OptionTable table,
            Function<ProviderSimulator, ProviderRequests<?, ?>> requests,
            Function<ProviderSimulator, FaultRule> onSubmit,
            Function<ProviderSimulator, OutcomeRule> onProcessing) {
        this.operations = List.of(operations);
        this.table = table;
        this.requests = requests;
        this.onSubmit = onSubmit;
        this.onProcessing = onProcessing;
    }

    /** The provider of a URI. */
    static Provider of(String uri) {
        return valueOf(uri.substring(0, uri.indexOf(':')).toUpperCase(Locale.ROOT));
    }

    /** Points the component of a context at the simulator, and lets it poll often. */
    TranscriptionConfiguration configure(CamelContext context, ProviderSimulator simulator) {
        TranscriptionConfiguration configuration =
                context.getComponent(scheme(), TranscriptionComponent.class).getConfiguration();
        // By setters, because a stopped context has no type converter.
        if (configuration instanceof PalatineConfiguration palatine) {
            palatine.setBaseUrl(simulator.palatine().baseUrl());
            palatine.setApiKey(ProviderSimulatorBuilder.DEFAULT_API_KEY);
        } else if (configuration instanceof ShopotConfiguration shopot) {
            shopot.setBaseUrl(simulator.shopot().baseUrl());
            shopot.setApiKey(ProviderSimulatorBuilder.DEFAULT_API_KEY);
        } else if (configuration instanceof AiesaConfiguration aiesa) {
            aiesa.setBaseUrl(simulator.aiesa().baseUrl());
            aiesa.setPublicKey(ProviderSimulatorBuilder.DEFAULT_AIESA_PUBLIC_KEY);
            aiesa.setSecretKey(ProviderSimulatorBuilder.DEFAULT_AIESA_SECRET_KEY);
        }
        configuration.setInitialDelay(1);
        configuration.setMaxPollInterval(20);
        return configuration;
    }

    /** A context that is not started, with a job repository and the component pointed at the simulator. */
    DefaultCamelContext context(ProviderSimulator simulator) {
        DefaultCamelContext context = new DefaultCamelContext();
        context.getRegistry().bind("jobs", new MemoryJobRepository());
        configure(context, simulator);
        return context;
    }

    ProviderRequests<?, ?> requests(ProviderSimulator simulator) {
        return requests.apply(simulator);
    }

    FaultRule onSubmit(ProviderSimulator simulator) {
        return onSubmit.apply(simulator);
    }

    OutcomeRule onProcessing(ProviderSimulator simulator) {
        return onProcessing.apply(simulator);
    }

    List<TranscriptionOperation> operations() {
        return operations;
    }

    List<TranscriptionOperation> producers() {
        return operations.stream().filter(TranscriptionOperation::isProducer).toList();
    }

    boolean takesJob(TranscriptionOperation operation) {
        return OF_JOBS.contains(operation.getName());
    }

    OptionTable optionTable() {
        return table;
    }

    /** The URI of an operation, with the options that it needs for a recording of 8000 samples a second. */
    String uri(TranscriptionOperation operation) {
        return scheme() + ":" + operation.getName()
                + switch (operation.getName()) {
                    case "parked" -> "?jobRepository=#jobs";
                    case "stream" -> "?sampleRate=8000";
                    default -> "";
                };
    }

    String scheme() {
        return name().toLowerCase(Locale.ROOT);
    }
}
