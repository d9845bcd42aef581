/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.failover;

import java.util.List;
import java.util.Locale;

import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.fault.FaultRule;
import io.github.cameltranscription.simulator.fault.OutcomeRule;
import io.github.cameltranscription.simulator.provider.ProviderRequests;
import io.github.cameltranscription.simulator.request.RecordedRequest;

/** The simulated providers in the order in which they are asked. */
enum SimulatedProvider {
    AIESA,
    PALATINE,
    SHOPOT;

    /** Makes submissions fail. */
    FaultRule onSubmit(ProviderSimulator simulator) {
        return switch (this) {
            case AIESA -> simulator.aiesa().faults().onSubmit();
            case PALATINE -> simulator.palatine().faults().onSubmit();
            case SHOPOT -> simulator.shopot().faults().onSubmit();
        };
    }

    /** Makes jobs fail. */
    OutcomeRule onProcessing(ProviderSimulator simulator) {
        return switch (this) {
            case AIESA -> simulator.aiesa().faults().onProcessing();
            case PALATINE -> simulator.palatine().faults().onProcessing();
            case SHOPOT -> simulator.shopot().faults().onProcessing();
        };
    }

    private ProviderRequests<?, ?> requests(ProviderSimulator simulator) {
        return switch (this) {
            case AIESA -> simulator.aiesa().requests();
            case PALATINE -> simulator.palatine().requests();
            case SHOPOT -> simulator.shopot().requests();
        };
    }

    /** How often the account was charged since the simulator was started. */
    long bought(ProviderSimulator simulator) {
        return requests(simulator).paidSubmissions();
    }

    /** The submissions since the last reset, whatever was answered. */
    List<RecordedRequest> submissions(ProviderSimulator simulator) {
        return switch (this) {
            case AIESA -> simulator.aiesa().requests().submissions();
            case PALATINE -> simulator.palatine().requests().submissions();
            case SHOPOT -> simulator.shopot().requests().submissions();
        };
    }

    /** Ends the faults, and forgets the requests. */
    void reset(ProviderSimulator simulator) {
        switch (this) {
            case AIESA -> simulator.aiesa().faults().clear();
            case PALATINE -> simulator.palatine().faults().clear();
            case SHOPOT -> simulator.shopot().faults().clear();
        }
        requests(simulator).clear();
    }

    /** The scheme of the component. */
    String scheme() {
        return name().toLowerCase(Locale.ROOT);
    }
}
