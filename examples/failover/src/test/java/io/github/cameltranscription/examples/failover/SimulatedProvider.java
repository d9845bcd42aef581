/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.failover;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;

import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.fault.FaultRule;
import io.github.cameltranscription.simulator.fault.OutcomeRule;
import io.github.cameltranscription.simulator.provider.ProviderRequests;
import io.github.cameltranscription.simulator.request.RecordedRequest;

/** The simulated providers in the order in which they are asked, all handled alike. */
enum SimulatedProvider {
    AIESA(
            simulator -> simulator.aiesa().faults().onSubmit(),
            simulator -> simulator.aiesa().faults().onProcessing(),
            simulator -> simulator.aiesa().faults().clear(),
            simulator -> simulator.aiesa().requests(),
            simulator -> simulator.aiesa().requests().submissions()),
    PALATINE(
            simulator -> simulator.palatine().faults().onSubmit(),
            simulator -> simulator.palatine().faults().onProcessing(),
            simulator -> simulator.palatine().faults().clear(),
            simulator -> simulator.palatine().requests(),
            simulator -> simulator.palatine().requests().submissions()),
    SHOPOT(
            simulator -> simulator.shopot().faults().onSubmit(),
            simulator -> simulator.shopot().faults().onProcessing(),
            simulator -> simulator.shopot().faults().clear(),
            simulator -> simulator.shopot().requests(),
            simulator -> simulator.shopot().requests().submissions());

    private final Function<ProviderSimulator, FaultRule> submit;
    private final Function<ProviderSimulator, OutcomeRule> processing;
    private final Consumer<ProviderSimulator> wellAgain;
    private final Function<ProviderSimulator, ProviderRequests<?, ?>> requests;
    private final Function<ProviderSimulator, List<RecordedRequest>> submissions;

    SimulatedProvider(
            Function<ProviderSimulator, FaultRule> submit,
            Function<ProviderSimulator, OutcomeRule> processing,
            Consumer<ProviderSimulator> wellAgain,
            Function<ProviderSimulator, ProviderRequests<?, ?>> requests,
            Function<ProviderSimulator, List<RecordedRequest>> submissions) {
        this.submit = submit;
        this.processing = processing;
        this.wellAgain = wellAgain;
        this.requests = requests;
        this.submissions = submissions;
    }

    /** Makes submissions go wrong. */
    FaultRule onSubmit(ProviderSimulator simulator) {
        return submit.apply(simulator);
    }

    /** Makes jobs go wrong. */
    OutcomeRule onProcessing(ProviderSimulator simulator) {
        return processing.apply(simulator);
    }

    /** How often the account was charged since the simulator was started. */
    long bought(ProviderSimulator simulator) {
        return requests.apply(simulator).paidSubmissions();
    }

    /** What has come since the last reset, whatever was answered. */
    List<RecordedRequest> submissions(ProviderSimulator simulator) {
        return submissions.apply(simulator);
    }

    /** Everything goes well again, and the requests are forgotten. */
    void reset(ProviderSimulator simulator) {
        wellAgain.accept(simulator);
        requests.apply(simulator).clear();
    }

    /** The scheme of the component. */
    String scheme() {
        return name().toLowerCase(Locale.ROOT);
    }
}
