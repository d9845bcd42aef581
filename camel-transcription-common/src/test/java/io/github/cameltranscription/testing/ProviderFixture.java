/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;

import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Exchange;
import org.apache.camel.support.PropertyBindingSupport;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.testing.ProviderPeer.Call;

/** A provider's component, pointed at a server that gives the provider's answers. */
abstract class ProviderFixture extends ComponentTestSupport {

    /** A recording that has its address for a body. */
    static final URI LINK = URI.create("https://example.com/a.mp3?sig=signature-of-link-77aa");

    private ProviderPeer peer;
    private int addresses;

    /** The component's scheme. */
    protected abstract String scheme();

    /** The options with the provider's keys, and keys that no other text has in it. */
    protected abstract Map<String, String> keys();

    /** The answer to a submission. */
    protected abstract String submitted(String jobId);

    /** The status of a job that is processed. */
    protected abstract String pending(String jobId);

    /** The status of a job that is done, with the transcript {@code [simulated speech 1]} or a link to it. */
    protected abstract String done(String jobId, String peer);

    /** An error. */
    protected abstract String error(String message);

    /** The answer to any other request. */
    protected String other(String path) {
        return "{}";
    }

    /** Further status answers that say nothing of a job. */
    protected List<String> emptyAnswers() {
        return List.of();
    }

    /** What a request is for. */
    protected Call callOf(String method, String path) {
        return method.equals("POST") ? Call.SUBMISSION : Call.POLL;
    }

    @Override
    protected void startPeer() throws Exception {
        peer = new ProviderPeer(this);
    }

    @Override
    protected void stopPeer() {
        peer.close();
    }

    /** What the component speaks to. */
    protected final ProviderPeer peer() {
        return peer;
    }

    @Override
    protected void configure(CamelContext newContext) throws Exception {
        Map<String, Object> options = new HashMap<>(keys());
        options.put("baseUrl", peer.url());
        options.put("maxRetries", 0);
        options.put("initialDelay", "5ms");
        options.put("maxPollInterval", "20ms");
        options.put("jobTimeout", "20s");
        set(newContext, options);
    }

    /** Sets options of the component. */
    final void set(CamelContext newContext, Map<String, Object> options) {
        Component component = newContext.getComponent(scheme());
        PropertyBindingSupport.build()
                .withCamelContext(newContext)
                .withTarget(component)
                .withProperties(new HashMap<>(options))
                .withConfigurer(component.getComponentPropertyConfigurer())
                .bind();
    }

    /** An endpoint with an address, and so with a governor, of its own: trouble of others does not slow it down. */
    final String ofItsOwn(String operation) {
        return scheme() + ":" + operation + "?baseUrl=" + peer.url() + "/" + ++addresses;
    }

    /** Sends without waiting, with the id of a job. */
    final Future<Exchange> later(String operation, Object body) {
        return template.asyncSend(scheme() + ":" + operation, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeader(TranscriptionConstants.JOB_ID, "job-1");
        });
    }
}
