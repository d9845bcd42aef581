/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.log;

import java.util.Map;

import org.slf4j.MDC;

/**
 * Sets the job, route and exchange in the logging context (MDC) for one log line and restores the earlier values,
 * because the threads serve all jobs. Route and exchange have the keys of Camel's own MDC logging.
 */
public final class JobLog {

    /** The provider's name. */
    public static final String PROVIDER = "transcription.provider";

    /** The provider's id of the job. */
    public static final String JOB_ID = "transcription.jobId";

    /** The id of the route that the exchange is in. */
    public static final String ROUTE_ID = "camel.routeId";

    /** The id of the exchange. */
    public static final String EXCHANGE_ID = "camel.exchangeId";

    private JobLog() {}

    /**
     * Writes a line.
     *
     * @param provider   the provider's name
     * @param jobId      the provider's id of the job; {@code null} if there is none
     * @param routeId the route; {@code null} keeps the present value
     * @param exchangeId the exchange; {@code null} keeps the present value
     * @param line       writes it
     */
    public static void line(String provider, String jobId, String routeId, String exchangeId, Runnable line) {
        Map<String, String> before = MDC.getCopyOfContextMap();
        try {
            set(PROVIDER, provider);
            set(JOB_ID, jobId);
            if (routeId != null) {
                MDC.put(ROUTE_ID, routeId);
            }
            if (exchangeId != null) {
                MDC.put(EXCHANGE_ID, exchangeId);
            }
            line.run();
        } finally {
            MDC.setContextMap(before == null ? Map.of() : before);
        }
    }

    /** Writes a line about no exchange. */
    public static void line(String provider, String jobId, Runnable line) {
        line(provider, jobId, null, null, line);
    }

    private static void set(String key, String value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }
}
