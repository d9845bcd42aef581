/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.decorators.AbstractSpanDecorator;

import io.github.cameltranscription.error.OutsideText;

/**
 * Adds attributes to the spans of a component's calls: operation, model, job id and error category. Never the text of a
 * recording.
 */
public abstract class TranscriptionSpanDecorator extends AbstractSpanDecorator {

    /** The attribute with the operation, such as {@code transcribe}. */
    public static final String OPERATION = "transcription.operation";

    /** The attribute with the model, where one was asked for. */
    public static final String MODEL = "transcription.model";

    /** The attribute with the provider's id of the job, where there is one. */
    public static final String JOB_ID = "transcription.job.id";

    /** The attribute with the {@link io.github.cameltranscription.error.ErrorCategory} of a failure. */
    public static final String ERROR_CATEGORY = "transcription.error.category";

    private final String scheme;
    private final Class<?> componentClass;

    protected TranscriptionSpanDecorator(String scheme, Class<?> componentClass) {
        this.scheme = scheme;
        this.componentClass = componentClass;
    }

    @Override
    public String getComponent() {
        return scheme;
    }

    @Override
    public String getComponentClassName() {
        return componentClass.getName();
    }

    /** Scheme and operation, such as {@code palatine transcribe}. */
    @Override
    public String getOperationName(Exchange exchange, Endpoint endpoint) {
        return endpoint instanceof TranscriptionEndpoint<?> ours
                ? scheme + " " + ours.getOperation()
                : super.getOperationName(exchange, endpoint);
    }

    @Override
    public void beforeTracingEvent(Span span, Exchange exchange, Endpoint endpoint) {
        super.beforeTracingEvent(span, exchange, endpoint);
        if (endpoint instanceof TranscriptionEndpoint<?> ours) {
            span.setTag(OPERATION, ours.getOperation());
            String model = ours.model(exchange.getMessage());
            if (model != null) {
                span.setTag(MODEL, OutsideText.printable(model));
            }
        }
    }

    @Override
    public void afterTracingEvent(Span span, Exchange exchange) {
        super.afterTracingEvent(span, exchange);
        tag(span, JOB_ID, exchange.getMessage(), TranscriptionConstants.JOB_ID);
        if (exchange.isFailed()) {
            tag(span, ERROR_CATEGORY, exchange.getMessage(), TranscriptionConstants.ERROR_CATEGORY);
        }
    }

    private static void tag(Span span, String tag, Message message, String header) {
        String value = message.getHeader(header, String.class);
        if (value != null) {
            span.setTag(tag, OutsideText.printable(value));
        }
    }
}
