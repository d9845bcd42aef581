/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.routes;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import org.apache.camel.impl.DefaultCamelContext;

import io.github.cameltranscription.aiesa.AiesaComponent;
import io.github.cameltranscription.aiesa.AiesaOperation;
import io.github.cameltranscription.component.OptionTable;
import io.github.cameltranscription.component.TranscriptionConfiguration;
import io.github.cameltranscription.component.TranscriptionOperation;
import io.github.cameltranscription.job.MemoryJobRepository;
import io.github.cameltranscription.palatine.PalatineComponent;
import io.github.cameltranscription.palatine.PalatineOperation;
import io.github.cameltranscription.shopot.ShopotComponent;
import io.github.cameltranscription.shopot.ShopotOperation;
import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;
import io.github.cameltranscription.simulator.provider.ProviderRequests;

/** A component, its operations, and what makes it speak to the simulator. */
enum Provider {
    PALATINE(PalatineOperation.values(), PalatineComponent.optionTable()) {
        @Override
        ProviderRequests<?, ?> requests(ProviderSimulator simulator) {
            return simulator.palatine().requests();
        }

        @Override
        TranscriptionConfiguration configure(DefaultCamelContext context, ProviderSimulator simulator) {
            var configuration =
                    context.getComponent("palatine", PalatineComponent.class).getConfiguration();
            configuration.setBaseUrl(simulator.palatine().baseUrl());
            configuration.setApiKey(ProviderSimulatorBuilder.DEFAULT_API_KEY);
            return configuration;
        }

        /** The recording is one of 8000 samples a second. */
        @Override
        String uri(TranscriptionOperation operation) {
            return super.uri(operation) + (operation == PalatineOperation.STREAM ? "?sampleRate=8000" : "");
        }
    },
    SHOPOT(ShopotOperation.values(), ShopotComponent.optionTable()) {
        @Override
        ProviderRequests<?, ?> requests(ProviderSimulator simulator) {
            return simulator.shopot().requests();
        }

        @Override
        TranscriptionConfiguration configure(DefaultCamelContext context, ProviderSimulator simulator) {
            var configuration =
                    context.getComponent("shopot", ShopotComponent.class).getConfiguration();
            configuration.setBaseUrl(simulator.shopot().baseUrl());
            configuration.setApiKey(ProviderSimulatorBuilder.DEFAULT_API_KEY);
            return configuration;
        }
    },
    AIESA(AiesaOperation.values(), AiesaComponent.optionTable()) {
        @Override
        ProviderRequests<?, ?> requests(ProviderSimulator simulator) {
            return simulator.aiesa().requests();
        }

        @Override
        TranscriptionConfiguration configure(DefaultCamelContext context, ProviderSimulator simulator) {
            var configuration =
                    context.getComponent("aiesa", AiesaComponent.class).getConfiguration();
            configuration.setBaseUrl(simulator.aiesa().baseUrl());
            configuration.setPublicKey(ProviderSimulatorBuilder.DEFAULT_AIESA_PUBLIC_KEY);
            configuration.setSecretKey(ProviderSimulatorBuilder.DEFAULT_AIESA_SECRET_KEY);
            return configuration;
        }
    };

    private static final Set<String> OF_JOBS = Set.of("await", "status", "download", "done");

    private final TranscriptionOperation[] operations;

    private final OptionTable table;

    Provider(TranscriptionOperation[] operations, OptionTable table) {
        this.operations = operations;
        this.table = table;
    }

    abstract TranscriptionConfiguration configure(DefaultCamelContext context, ProviderSimulator simulator);

    abstract ProviderRequests<?, ?> requests(ProviderSimulator simulator);

    /** A context that is not started, with the component pointed at the simulator. */
    DefaultCamelContext context(ProviderSimulator simulator) {
        DefaultCamelContext context = new DefaultCamelContext();
        context.getRegistry().bind("jobs", new MemoryJobRepository());
        TranscriptionConfiguration configuration = configure(context, simulator);
        configuration.setInitialDelay(1);
        configuration.setMaxPollInterval(20);
        return context;
    }

    List<TranscriptionOperation> producers() {
        return Stream.of(operations).filter(TranscriptionOperation::isProducer).toList();
    }

    boolean takesJob(TranscriptionOperation operation) {
        return OF_JOBS.contains(operation.getName());
    }

    String uri(TranscriptionOperation operation) {
        return scheme() + ":" + operation.getName()
                + (operation.getName().equals("parked") ? "?jobRepository=#jobs" : "");
    }

    List<TranscriptionOperation> operations() {
        return List.of(operations);
    }

    OptionTable optionTable() {
        return table;
    }

    String scheme() {
        return name().toLowerCase(Locale.ROOT);
    }
}
