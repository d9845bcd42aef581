/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.util.concurrent.atomic.AtomicReference;

import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.ContextServicePlugin;
import org.apache.camel.support.LifecycleStrategySupport;

import io.github.cameltranscription.simulator.ProviderSimulator;

/** Points the components of each Camel context that a test makes at the simulator of that test. Camel finds it by itself. */
public final class SimulatorPlugin implements ContextServicePlugin {

    /** Inherited: a test with a time limit may run in a thread of its own. Empty once the simulator is closed. */
    private static final ThreadLocal<AtomicReference<ProviderSimulator>> OF_TEST = new InheritableThreadLocal<>();

    /** The contexts that this thread, and those that it starts, make from now on are simulated. */
    static void simulateContextsOfThisThread(AtomicReference<ProviderSimulator> simulator) {
        OF_TEST.set(simulator);
    }

    /** The contexts that this thread makes from now on are left alone. */
    static void leaveContextsOfThisThread() {
        OF_TEST.remove();
    }

    @Override
    public void load(CamelContext context) {
        AtomicReference<ProviderSimulator> simulator = OF_TEST.get();
        if (simulator != null && simulator.get() != null) {
            simulate(context, simulator.get());
        }
    }

    /** Points the components of this context at this simulator, those too that it does not have yet. */
    static void simulate(CamelContext context, ProviderSimulator simulator) {
        Pointer pointer = new Pointer(context, simulator);
        context.addLifecycleStrategy(pointer);
        pointer.onContextStarting(context);
    }

    private static final class Pointer extends LifecycleStrategySupport {

        private final CamelContext context;
        private final ProviderSimulator simulator;

        Pointer(CamelContext context, ProviderSimulator simulator) {
            this.context = context;
            this.simulator = simulator;
        }

        @Override
        public void onComponentAdd(String name, Component component) {
            SimulatedComponent.of(component).ifPresent(simulated -> simulated.simulate(context, component, simulator));
        }

        /** Again: what Camel Main has bound of the user's properties since then would send recordings to the provider. */
        @Override
        public void onContextStarting(CamelContext starting) {
            starting.getComponentNames().forEach(name -> onComponentAdd(name, starting.hasComponent(name)));
        }
    }
}
