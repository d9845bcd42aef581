/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.jobs;

import java.util.ArrayList;
import java.util.List;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;

/** Lets exchanges wait, to measure the heap that Camel itself holds for each. */
final class ParkingProcessor extends AsyncProcessorSupport {

    private final List<AsyncCallback> parked = new ArrayList<>();

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        parked.add(callback);
        return false;
    }

    void endAll() {
        parked.forEach(callback -> callback.done(false));
        parked.clear();
    }
}
