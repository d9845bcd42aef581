/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.failover;

import java.util.List;
import java.util.Locale;

import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.aiesa.AiesaCall;
import io.github.cameltranscription.simulator.fault.FaultRule;
import io.github.cameltranscription.simulator.fault.OutcomeRule;
import io.github.cameltranscription.simulator.palatine.PalatineCall;
import io.github.cameltranscription.simulator.request.RecordedRequest;
import io.github.cameltranscription.simulator.shopot.ShopotCall;

/** The simulated providers in the order in which they are asked, all handled alike. */
enum SimulatedProvider {
    AIESA {
        @Override
        FaultRule onSubmit(ProviderSimulator simulator) {
            return simulator.aiesa().faults().onSubmit();
        }

        @Override
        OutcomeRule onProcessing(ProviderSimulator simulator) {
            return simulator.aiesa().faults().onProcessing();
        }

        @Override
        long bought(ProviderSimulator simulator) {
            return simulator.aiesa().requests().paidSubmissions();
        }

        @Override
        List<RecordedRequest> submissions(ProviderSimulator simulator) {
            return simulator.aiesa().requests().of(AiesaCall.SUBMIT);
        }

        @Override
        void reset(ProviderSimulator simulator) {
            simulator.aiesa().faults().clear();
            simulator.aiesa().requests().clear();
        }
    },
    PALATINE {
        @Override
        FaultRule onSubmit(ProviderSimulator simulator) {
            return simulator.palatine().faults().onSubmit();
        }

        @Override
        OutcomeRule onProcessing(ProviderSimulator simulator) {
            return simulator.palatine().faults().onProcessing();
        }

        @Override
        long bought(ProviderSimulator simulator) {
            return simulator.palatine().requests().paidSubmissions();
        }

        @Override
        List<RecordedRequest> submissions(ProviderSimulator simulator) {
            return simulator.palatine().requests().of(PalatineCall.SUBMIT);
        }

        @Override
        void reset(ProviderSimulator simulator) {
            simulator.palatine().faults().clear();
            simulator.palatine().requests().clear();
        }
    },
    SHOPOT {
        @Override
        FaultRule onSubmit(ProviderSimulator simulator) {
            return simulator.shopot().faults().onSubmit();
        }

        @Override
        OutcomeRule onProcessing(ProviderSimulator simulator) {
            return simulator.shopot().faults().onProcessing();
        }

        @Override
        long bought(ProviderSimulator simulator) {
            return simulator.shopot().requests().paidSubmissions();
        }

        @Override
        List<RecordedRequest> submissions(ProviderSimulator simulator) {
            return simulator.shopot().requests().of(ShopotCall.SUBMIT);
        }

        @Override
        void reset(ProviderSimulator simulator) {
            simulator.shopot().faults().clear();
            simulator.shopot().requests().clear();
        }
    };

    /** Makes submissions go wrong. */
    abstract FaultRule onSubmit(ProviderSimulator simulator);

    /** Makes jobs go wrong. */
    abstract OutcomeRule onProcessing(ProviderSimulator simulator);

    /** How often the account was charged since the simulator was started. */
    abstract long bought(ProviderSimulator simulator);

    /** What has come since the last reset, whatever was answered. */
    abstract List<RecordedRequest> submissions(ProviderSimulator simulator);

    /** Everything goes well again, and the requests are forgotten. */
    abstract void reset(ProviderSimulator simulator);

    /** The scheme of the component. */
    String scheme() {
        return name().toLowerCase(Locale.ROOT);
    }
}
